//! The columns of a roster and where they stand in a sheet. Columns are found by their
//! titles, in any order, below any title lines.

use std::collections::BTreeSet;

use super::{Cell, clean};
use crate::refused::{Fault, Refused, Words};

/// A column of the employees' sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Number,
    Name,
    Gender,
    NationalId,
    Phone,
    Email,
    Unit,
    Position,
    Manager,
    HiredOn,
    ContractKind,
    ContractFrom,
    ContractUntil,
    ProbationUntil,
    MonthlyWage,
    BankAccount,
    WorkCity,
    Remark,
}

/// A column of the units' sheet (部门).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum UnitColumn {
    Name,
    Parent,
    Head,
}

/// What makes a set of titles a sheet of this kind.
pub(crate) trait Titled: Copy + Eq + 'static {
    const ALL: &'static [Self];
    /// Fewer known titles than this in one row are a coincidence.
    const FEWEST: usize;
    /// Accepted titles, the usual one first; compared by [`title_key`].
    fn titles(self) -> &'static [&'static str];
    /// Without this column the sheet cannot be read.
    fn required(self) -> bool;
}

impl Titled for Column {
    const ALL: &'static [Self] = &[
        Self::Number,
        Self::Name,
        Self::Gender,
        Self::NationalId,
        Self::Phone,
        Self::Email,
        Self::Unit,
        Self::Position,
        Self::Manager,
        Self::HiredOn,
        Self::ContractKind,
        Self::ContractFrom,
        Self::ContractUntil,
        Self::ProbationUntil,
        Self::MonthlyWage,
        Self::BankAccount,
        Self::WorkCity,
        Self::Remark,
    ];
    const FEWEST: usize = 4;

    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Number => &["工号", "员工编号", "员工工号", "人员编号", "职工编号", "employeenumber", "number"],
            Self::Name => &["姓名", "员工姓名", "中文姓名", "name"],
            Self::Gender => &["性别", "gender"],
            Self::NationalId => {
                &["身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码", "nationalid", "idnumber"]
            }
            Self::Phone => {
                &["手机号", "手机号码", "手机", "联系电话", "移动电话", "联系方式", "电话", "phone", "mobile"]
            }
            Self::Email => &["邮箱", "电子邮箱", "电子邮件", "邮件地址", "工作邮箱", "email", "e-mail"],
            Self::Unit => &["部门", "所属部门", "部门名称", "所在部门", "unit", "department"],
            Self::Position => &["岗位", "岗位名称", "职位", "职务", "position"],
            Self::Manager => &[
                "直接上级工号",
                "上级工号",
                "直属上级工号",
                "直接主管工号",
                "直属主管工号",
                "主管工号",
                "直接上级编号",
                "managernumber",
            ],
            Self::HiredOn => &["入职日期", "入职时间", "入司日期", "到岗日期", "hiredon", "hiredate"],
            Self::ContractKind => &["合同类型", "合同期限类型", "劳动合同类型", "合同种类", "contractkind"],
            Self::ContractFrom => {
                &["合同开始", "合同开始日期", "合同起始日期", "合同起始", "合同起始日", "合同生效日期", "contractfrom"]
            }
            Self::ContractUntil => {
                &["合同到期", "合同到期日期", "合同到期日", "合同结束日期", "合同终止日期", "合同结束", "contractuntil"]
            }
            Self::ProbationUntil => &[
                "试用期到期",
                "试用期到期日期",
                "试用期到期日",
                "试用期结束日期",
                "试用期截止",
                "试用期结束",
                "probationuntil",
            ],
            Self::MonthlyWage => {
                &["月薪", "月工资", "基本工资", "月基本工资", "工资", "薪资", "税前月薪", "monthlywage"]
            }
            Self::BankAccount => &["银行卡号", "银行账号", "工资卡号", "银行卡", "银行帐号", "bankaccount"],
            Self::WorkCity => &["工作城市", "工作地点", "工作地", "城市", "workcity"],
            Self::Remark => &["备注", "说明", "remark"],
        }
    }

    fn required(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Name
                | Self::NationalId
                | Self::Phone
                | Self::Unit
                | Self::Position
                | Self::HiredOn
                | Self::ContractKind
                | Self::ContractFrom
                | Self::MonthlyWage
        )
    }
}

impl Titled for UnitColumn {
    const ALL: &'static [Self] = &[Self::Name, Self::Parent, Self::Head];
    const FEWEST: usize = 2;

    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["部门名称", "部门", "组织名称", "unit", "department"],
            Self::Parent => &["上级部门", "上级部门名称", "上级组织", "父部门", "parent"],
            Self::Head => &["负责人工号", "部门负责人工号", "负责人编号", "head"],
        }
    }

    fn required(self) -> bool {
        matches!(self, Self::Name | Self::Parent)
    }
}

/// Where the header row is and which column stands where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header<C> {
    /// Index into the sheet's rows.
    pub(crate) at: usize,
    columns: Vec<FoundColumn<C>>,
    /// The same title twice.
    twice: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct FoundColumn<C> {
    column: C,
    /// Place of the title among those of the column; 0 is the usual one.
    rank: usize,
    /// Place in the row.
    place: usize,
    /// As it is written.
    title: String,
}

/// Title lines above the header are few.
const ROWS_SEARCHED: usize = 40;

impl<C: Titled> Header<C> {
    /// The row with most known titles among the first rows; the first of equals.
    pub(crate) fn find(rows: &[Vec<Cell>]) -> Option<Self> {
        let mut best: Option<Self> = None;
        for (at, row) in rows.iter().take(ROWS_SEARCHED).enumerate() {
            let found = Self::read(at, row);
            if found.columns.len() > best.as_ref().map_or(0, |best| best.columns.len()) {
                best = Some(found);
            }
        }
        best.filter(|header| header.columns.len() >= C::FEWEST)
    }

    /// Of two titles that mean the same column the more usual one counts, and one written
    /// twice is noted.
    fn read(at: usize, row: &[Cell]) -> Self {
        let mut columns: Vec<FoundColumn<C>> = Vec::new();
        let mut twice = Vec::new();
        for (place, cell) in row.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let Some((column, rank)) = known_title::<C>(text) else {
                continue;
            };
            let found = FoundColumn { column, rank, place, title: text.trim().to_owned() };
            match columns.iter_mut().find(|before| before.column == column) {
                None => columns.push(found),
                Some(before) if rank < before.rank => *before = found,
                Some(before) if rank == before.rank => twice.push(found.title),
                Some(_) => {}
            }
        }
        Self { at, columns, twice }
    }

    pub(crate) fn known_titles(&self) -> usize {
        self.columns.len()
    }

    /// The place of a column in the rows.
    pub(crate) fn place(&self, column: C) -> Option<usize> {
        self.columns.iter().find(|found| found.column == column).map(|found| found.place)
    }

    /// The title as it is written in the sheet, or the usual one when it is not there.
    pub(crate) fn title(&self, column: C) -> &str {
        self.columns
            .iter()
            .find(|found| found.column == column)
            .map(|found| found.title.as_str())
            .or_else(|| column.titles().first().copied())
            .unwrap_or_default()
    }

    /// Refuse a sheet that lacks required columns or has one twice.
    pub(crate) fn check(&self, sheet: &str) -> Result<(), Refused> {
        let missing = C::ALL
            .iter()
            .filter(|column| column.required() && self.place(**column).is_none())
            .filter_map(|column| column.titles().first())
            .map(|title| {
                let words = Words::new(
                    format!("工作表“{sheet}”第 {} 行的表头缺少“{title}”列，请补上该列后重新上传。", self.at + 1),
                    format!(
                        "The header in row {} of sheet “{sheet}” has no column “{title}”; add it and upload again.",
                        self.at + 1
                    ),
                );
                Fault::new("", "missing_column", words)
            });
        let twice: BTreeSet<&String> = self.twice.iter().collect();
        let doubled = twice.into_iter().map(|title| {
            let words = Words::new(
                format!("工作表“{sheet}”里“{title}”列出现了两次，请只保留一列。"),
                format!("Sheet “{sheet}” has column “{title}” twice; keep one."),
            );
            Fault::new("", "duplicate_column", words)
        });
        crate::refused::unless_faulty(missing.chain(doubled).collect())
    }

    /// Whether a row repeats the header, as printed lists do on each page.
    pub(crate) fn is_repeated_by(&self, row: &[Cell]) -> bool {
        let repeated = |found: &&FoundColumn<C>| matches!(row.get(found.place), Some(Cell::Text(text)) if text.trim() == found.title);
        self.columns.iter().filter(repeated).count() >= C::FEWEST
    }
}

fn known_title<C: Titled>(text: &str) -> Option<(C, usize)> {
    let key = title_key(text);
    let rank_in = |column: &C| column.titles().iter().position(|title| *title == key);
    C::ALL.iter().find_map(|column| Some((*column, rank_in(column)?)))
}

/// Titles are compared without blanks, marks, width, case and what stands in brackets:
/// `* 月薪（元）` is `月薪`.
fn title_key(text: &str) -> String {
    let key = clean::key(text);
    let bare = key.split('(').next().unwrap_or_default();
    bare.chars().filter(|c| !matches!(c, '*' | ':' | '_')).collect()
}
