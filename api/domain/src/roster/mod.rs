//! The roster (花名册): the list of employees that HR keeps in a spreadsheet, read as people
//! write it and checked cell by cell before anything is stored.
//!
//! [`read`] takes the cells of the workbook. A file whose columns cannot be found is refused
//! as a whole; otherwise every cell is checked, each finding names its row and column and says
//! what to do, and only rows without errors come out. A warning never stops a row. Of two rows
//! that cannot both be right the later one is wrong. The cost grows with the number of rows.
//!
//! What may not happen: a row with an error in `rows`, a footer or total among the people, a
//! value guessed where a cell could not be read.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime};
use law::Fen;
use serde::{Deserialize, Serialize};

use crate::identity::Gender;
use crate::refused::{Refused, Words};

pub use issues::{Issue, Level};
pub use spelling::{Spelling, spell};

use columns::{Column, Header, Titled, UnitColumn};
use findings::Findings;
use rows::Draft;

mod across;
pub(crate) mod clean;
mod columns;
mod findings;
mod issues;
mod rows;
mod spelling;
mod units;

/// One cell as the spreadsheet stores it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    DateTime(NaiveDateTime),
    Bool(bool),
}

/// One sheet from its first row on: `rows[0]` is row 1, also when it is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
}

/// What is on record already. Units and managers may be named in a roster without being in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Names of units.
    pub units: HashSet<String>,
    /// Employees' numbers, each with the number of the manager.
    pub managers: HashMap<String, Option<String>>,
}

/// Kind of contract (合同期限类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    /// 固定期限
    FixedTerm,
    /// 无固定期限
    OpenEnded,
    /// 以完成一定工作任务为期限
    Task,
}

impl ContractKind {
    pub const ALL: [Self; 3] = [Self::FixedTerm, Self::OpenEnded, Self::Task];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FixedTerm => "fixed_term",
            Self::OpenEnded => "open_ended",
            Self::Task => "task",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One employee, every cell checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Row of the sheet, from 1.
    pub row: u32,
    pub number: String,
    pub name: String,
    pub pinyin: String,
    pub initials: String,
    pub gender: Gender,
    /// Eighteen places, X in upper case.
    pub national_id: String,
    pub birth_date: NaiveDate,
    /// Eleven digits.
    pub phone: String,
    pub email: Option<String>,
    /// The unit's name as the units' sheet writes it.
    pub unit: String,
    pub position: String,
    /// The manager's number as the manager's own row writes it.
    pub manager_number: Option<String>,
    pub hired_on: NaiveDate,
    pub contract_kind: ContractKind,
    pub contract_from: NaiveDate,
    /// The last day of the contract (到期日), inclusive as contracts write it.
    pub contract_until: Option<NaiveDate>,
    /// The last day of the probation, inclusive.
    pub probation_until: Option<NaiveDate>,
    pub monthly_wage: Fen,
    pub bank_account: Option<String>,
    pub work_city: Option<String>,
    pub remark: Option<String>,
}

/// One unit of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RosterUnit {
    /// Row of the units' sheet; `None` when only employees name it.
    pub row: Option<u32>,
    pub name: String,
    pub parent: Option<String>,
    /// Number of the head.
    pub head: Option<String>,
}

/// A roster, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Name of the employees' sheet.
    pub sheet: String,
    /// The first line above the header, often the legal entity's name and a date.
    pub title: Option<String>,
    /// Row of the header, from 1.
    pub header_row: u32,
    /// Rows about a person, good or not.
    pub data_rows: usize,
    /// Parents before children, otherwise as in the sheet.
    pub units: Vec<RosterUnit>,
    /// The rows without errors, as in the sheet.
    pub rows: Vec<RosterRow>,
    /// By row and column; those of the units' sheet last.
    pub issues: Vec<Issue>,
}

impl Roster {
    /// Rows that can be taken.
    pub fn good_rows(&self) -> usize {
        self.rows.len()
    }

    /// Rows about a person that cannot be taken.
    pub fn error_rows(&self) -> usize {
        self.data_rows - self.rows.len()
    }

    /// Rows about a person with at least one warning.
    pub fn warning_rows(&self) -> usize {
        let warned: HashSet<u32> = self
            .issues
            .iter()
            .filter(|issue| issue.level == Level::Warning && issue.sheet == self.sheet)
            .map(|issue| issue.row)
            .collect();
        warned.len()
    }
}

/// Read a workbook: the employees' sheet, and the units' sheet (部门) when there is one.
///
/// Without a units' sheet the units that rows name are new top units, unless some are on
/// record already: then a name nobody knows is a mistake. Refuses a file without the required
/// columns or without any row.
pub fn read(sheets: &[Sheet], known: &Known) -> Result<Roster, Refused> {
    let (sheet, header) = find_people_sheet(sheets)?;
    header.check(&sheet.name)?;
    let units_sheet = find_units_sheet(sheets, sheet);

    let mut found = Findings::new(&sheet.name, &header);
    let drafts = rows::read_drafts(sheet, &header, &mut found);
    if drafts.is_empty() {
        return Err(refused_file(
            "no_rows",
            format!("工作表“{}”的表头下面没有员工数据，请填写后重新上传。", sheet.name),
            format!("Sheet “{}” has no employees below its header; fill it in and upload again.", sheet.name),
        ));
    }
    across::check_duplicates(&drafts, &mut found);
    let managers = across::check_managers(&drafts, known, &mut found);

    let (units, unit_issues) = match &units_sheet {
        Some((sheet, header)) => {
            header.check(&sheet.name)?;
            units::from_sheet(sheet, header, &managers, known)
        }
        None => (units::from_drafts(&drafts, known), Vec::new()),
    };
    units.check_drafts(&drafts, &mut found);
    across::warn_of_managers_in_error(&drafts, &managers, &mut found);

    let rows = drafts
        .iter()
        .filter(|draft| !found.has_error(draft.row))
        .filter_map(|draft| finish(draft, &managers, &units))
        .collect();
    let mut issues = found.into_issues();
    issues.extend(unit_issues);
    Ok(Roster {
        sheet: sheet.name.clone(),
        title: title_above(sheet, header.at),
        header_row: row_number(header.at),
        data_rows: drafts.len(),
        units: units.placed,
        rows,
        issues,
    })
}

/// A draft without errors is complete; should one not be, it stays out.
fn finish(draft: &Draft, managers: &across::Managers, units: &units::Units) -> Option<RosterRow> {
    let national_id = draft.national_id.as_ref()?;
    let spelling = spell(&draft.name);
    Some(RosterRow {
        row: draft.row,
        number: draft.number.clone(),
        name: draft.name.clone(),
        pinyin: spelling.pinyin,
        initials: spelling.initials,
        gender: national_id.gender(),
        national_id: national_id.as_str().to_owned(),
        birth_date: national_id.birth_date(),
        phone: draft.phone.clone()?,
        email: draft.email.clone(),
        unit: units.name_of(&draft.unit)?.to_owned(),
        position: draft.position.clone(),
        manager_number: draft.manager.as_ref().and_then(|manager| managers.number_of(manager)),
        hired_on: draft.hired_on?,
        contract_kind: draft.contract_kind?,
        contract_from: draft.contract_from?,
        contract_until: draft.contract_until,
        probation_until: draft.probation_until,
        monthly_wage: draft.monthly_wage?,
        bank_account: draft.bank_account.clone(),
        work_city: draft.work_city.clone(),
        remark: draft.remark.clone(),
    })
}

/// The sheet with most of the columns; the first of equals.
fn find_people_sheet(sheets: &[Sheet]) -> Result<(&Sheet, Header<Column>), Refused> {
    let mut best: Option<(&Sheet, Header<Column>)> = None;
    for sheet in sheets {
        let Some(header) = Header::<Column>::find(&sheet.rows) else {
            continue;
        };
        let most = best.as_ref().map_or(0, |(_, header)| header.known_titles());
        if header.known_titles() > most {
            best = Some((sheet, header));
        }
    }
    best.ok_or_else(|| {
        let needed: Vec<&str> = Column::ALL
            .iter()
            .filter(|column| column.required())
            .filter_map(|column| column.titles().first().copied())
            .collect();
        let needed = needed.join("、");
        refused_file(
            "no_header",
            format!("没有找到花名册的表头。请在某一行写明各列名称，至少包括：{needed}。"),
            format!("No header row was found. Name the columns in one row, at least: {needed}."),
        )
    })
}

fn find_units_sheet<'a>(sheets: &'a [Sheet], people: &Sheet) -> Option<(&'a Sheet, Header<UnitColumn>)> {
    sheets
        .iter()
        .filter(|sheet| !std::ptr::eq(*sheet, people))
        .find_map(|sheet| Some((sheet, Header::find(&sheet.rows)?)))
}

fn title_above(sheet: &Sheet, header_at: usize) -> Option<String> {
    sheet.rows.iter().take(header_at).flatten().find_map(|cell| match cell {
        Cell::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    })
}

fn refused_file(code: &'static str, zh: String, en: String) -> Refused {
    Refused::fault("", code, Words::new(zh, en))
}

/// The number people see for a row index.
fn row_number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1)
}
