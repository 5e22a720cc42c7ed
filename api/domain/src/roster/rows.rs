//! One row of the employees' sheet: each cell read by what its column means.

use chrono::{Months, NaiveDate};
use law::Fen;

use super::clean::{self, Money};
use super::columns::{Column, Header};
use super::findings::{Findings, shown};
use super::issues::Finding;
use super::{Cell, ContractKind, Sheet, row_number};
use crate::identity::{self, Gender, NationalId, NationalIdFault};

/// A row as far as it could be read. Numbers of the unit and the manager are as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Draft {
    pub(crate) row: u32,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) national_id: Option<NationalId>,
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) unit: String,
    pub(crate) position: String,
    pub(crate) manager: Option<String>,
    pub(crate) hired_on: Option<NaiveDate>,
    pub(crate) contract_kind: Option<ContractKind>,
    pub(crate) contract_from: Option<NaiveDate>,
    pub(crate) contract_until: Option<NaiveDate>,
    pub(crate) probation_until: Option<NaiveDate>,
    pub(crate) monthly_wage: Option<Fen>,
    pub(crate) bank_account: Option<String>,
    pub(crate) work_city: Option<String>,
    pub(crate) remark: Option<String>,
}

/// Read all rows about people: below the header, not blank, not a repeated header, no footer.
pub(crate) fn read_drafts(sheet: &Sheet, header: &Header<Column>, found: &mut Findings<'_, Column>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, cells) in sheet.rows.iter().enumerate().skip(header.at + 1) {
        if is_blank(cells) || is_footer(cells, header) || header.is_repeated_by(cells) {
            continue;
        }
        let mut row = RowOfCells { row: row_number(at), cells, header, found: &mut *found };
        drafts.push(row.read());
    }
    drafts
}

struct RowOfCells<'a, 'b> {
    row: u32,
    cells: &'a [Cell],
    header: &'a Header<Column>,
    found: &'a mut Findings<'b, Column>,
}

impl RowOfCells<'_, '_> {
    fn read(&mut self) -> Draft {
        let mut draft = Draft {
            row: self.row,
            number: self.required(Column::Number, clean::code),
            name: self.required(Column::Name, clean::person_name),
            national_id: self.national_id(),
            phone: self.phone(),
            email: self.email(),
            unit: self.required(Column::Unit, clean::line),
            position: self.required(Column::Position, clean::line),
            manager: self.optional(Column::Manager, clean::code),
            hired_on: self.required_date(Column::HiredOn),
            contract_kind: self.contract_kind(),
            contract_from: self.required_date(Column::ContractFrom),
            contract_until: self.date(Column::ContractUntil),
            probation_until: self.date(Column::ProbationUntil),
            monthly_wage: self.monthly_wage(),
            bank_account: self.bank_account(),
            work_city: self.optional(Column::WorkCity, clean::line),
            remark: self.optional(Column::Remark, |text| text.trim().to_owned()),
        };
        self.check_gender(&draft);
        self.check_dates(&mut draft);
        draft
    }

    fn cell(&self, column: Column) -> &Cell {
        self.header.place(column).and_then(|place| self.cells.get(place)).unwrap_or(&Cell::Empty)
    }

    /// The cell as text, `None` when it says nothing.
    fn text(&self, column: Column) -> Option<String> {
        let text = shown(self.cell(column));
        (!clean::means_nothing(&clean::code(&text))).then_some(text)
    }

    fn report(&mut self, column: Column, finding: &Finding) {
        let value = shown(self.cell(column));
        self.found.report(self.row, column, &value, finding);
    }

    fn optional(&self, column: Column, clean: impl Fn(&str) -> String) -> Option<String> {
        self.text(column).map(|text| clean(&text)).filter(|text| !text.is_empty())
    }

    fn required(&mut self, column: Column, clean: impl Fn(&str) -> String) -> String {
        let text = self.optional(column, clean);
        if text.is_none() {
            self.report(column, &Finding::Required);
        }
        text.unwrap_or_default()
    }

    /// A long number as digits. Excel keeps fifteen digits of a number and writes the others
    /// as zeros, or `3.10E+17`: what is gone cannot be guessed.
    fn long_number(&mut self, column: Column) -> Option<String> {
        let lost = match self.cell(column) {
            Cell::Number(number) => number.abs() >= 1e15,
            Cell::Text(text) => is_scientific(&clean::code(text)),
            _ => false,
        };
        if lost {
            self.report(column, &Finding::DigitsLost);
            return None;
        }
        self.optional(column, clean::code)
    }

    fn national_id(&mut self) -> Option<NationalId> {
        let column = Column::NationalId;
        if self.text(column).is_none() {
            self.report(column, &Finding::Required);
            return None;
        }
        let number = self.long_number(column)?;
        let fault = match NationalId::parse(&number) {
            Ok(id) => return Some(id),
            Err(NationalIdFault::Format) => Finding::NationalIdFormat,
            Err(NationalIdFault::BirthDate) => Finding::NationalIdBirthDate,
            Err(NationalIdFault::Checksum) => Finding::NationalIdChecksum,
        };
        self.report(column, &fault);
        None
    }

    fn phone(&mut self) -> Option<String> {
        let written = self.required(Column::Phone, clean::code);
        let phone = identity::mobile_number(&written);
        if phone.is_none() {
            self.report(Column::Phone, &Finding::PhoneFormat);
        }
        phone
    }

    fn email(&mut self) -> Option<String> {
        let email = self.optional(Column::Email, clean::code)?;
        if !is_email(&email) {
            self.report(Column::Email, &Finding::EmailFormat);
        }
        Some(email)
    }

    fn date(&mut self, column: Column) -> Option<NaiveDate> {
        let date = match self.cell(column) {
            Cell::DateTime(at) => clean::plausible(at.date()),
            Cell::Number(number) => clean::date_from_number(*number),
            _ => {
                let text = self.text(column)?;
                // 长期 and 无固定期限 in the column of the last day say that there is none.
                if matches!(clean::code(&text).as_str(), "长期" | "无固定期限" | "长期有效") {
                    return None;
                }
                clean::date(&text)
            }
        };
        if date.is_none() {
            self.report(column, &Finding::InvalidDate);
        }
        date
    }

    fn required_date(&mut self, column: Column) -> Option<NaiveDate> {
        if self.text(column).is_none() {
            self.report(column, &Finding::Required);
            return None;
        }
        let date = self.date(column);
        if date.is_none() {
            self.report(column, &Finding::InvalidDate);
        }
        date
    }

    fn contract_kind(&mut self) -> Option<ContractKind> {
        let written = self.required(Column::ContractKind, clean::key);
        let kind = match written.trim_end_matches("劳动合同").trim_end_matches("合同") {
            "固定期限" | "有固定期限" | "固定" | "fixed_term" => ContractKind::FixedTerm,
            "无固定期限" | "无固定" | "open_ended" => ContractKind::OpenEnded,
            "以完成一定任务为期限" | "以完成一定工作任务为期限" | "任务" | "项目" | "task" => {
                ContractKind::Task
            }
            _ => {
                self.report(Column::ContractKind, &Finding::UnknownContractKind);
                return None;
            }
        };
        Some(kind)
    }

    fn monthly_wage(&mut self) -> Option<Fen> {
        let column = Column::MonthlyWage;
        let Some(text) = self.text(column) else {
            self.report(column, &Finding::Required);
            return None;
        };
        let money = match self.cell(column) {
            Cell::Number(yuan) => clean::money_from_number(*yuan),
            Cell::Text(_) => clean::money(&text),
            _ => Money::NotANumber,
        };
        let fault = match money {
            Money::Fen(fen) if fen > 0 => return Some(Fen(fen)),
            Money::Fen(_) => Finding::NegativePay,
            Money::TooFine => Finding::TooManyDecimals,
            Money::TooLarge => Finding::AmountTooLarge,
            Money::NotANumber => Finding::NotANumber,
        };
        self.report(column, &fault);
        None
    }

    fn bank_account(&mut self) -> Option<String> {
        let account = self.long_number(Column::BankAccount)?.replace('-', "");
        if !identity::bank_card_checks(&account) {
            self.report(Column::BankAccount, &Finding::BankChecksum);
        }
        Some(account)
    }

    /// The identity number decides; a cell that says otherwise is a mistake in one of the two.
    fn check_gender(&mut self, draft: &Draft) {
        let Some(written) = self.optional(Column::Gender, clean::key) else {
            return;
        };
        let written = match written.as_str() {
            "男" | "男性" | "m" | "male" => Gender::Male,
            "女" | "女性" | "f" | "female" => Gender::Female,
            _ => return self.report(Column::Gender, &Finding::UnknownGender),
        };
        let mismatch = match draft.national_id.as_ref().map(NationalId::gender) {
            Some(Gender::Male) if written != Gender::Male => Finding::GenderIdMismatch("男", "male"),
            Some(Gender::Female) if written != Gender::Female => Finding::GenderIdMismatch("女", "female"),
            _ => return,
        };
        self.report(Column::Gender, &mismatch);
    }

    fn check_dates(&mut self, draft: &mut Draft) {
        self.check_order(Column::ContractFrom, draft.contract_from, Column::ContractUntil, draft.contract_until);
        self.check_order(Column::HiredOn, draft.hired_on, Column::ProbationUntil, draft.probation_until);
        match draft.contract_kind {
            Some(ContractKind::FixedTerm) if self.text(Column::ContractUntil).is_none() => {
                self.report(Column::ContractUntil, &Finding::Required);
            }
            Some(ContractKind::FixedTerm) if draft.contract_until.is_none() => {
                self.report(Column::ContractUntil, &Finding::InvalidDate);
            }
            Some(ContractKind::OpenEnded) if draft.contract_until.is_some() => {
                self.report(Column::ContractUntil, &Finding::OpenEndedHasEnd);
            }
            _ => {}
        }
        let birthday = draft.national_id.as_ref().map(NationalId::birth_date);
        let sixteen = birthday.and_then(|born| born.checked_add_months(Months::new(16 * 12)));
        if let (Some(sixteen), Some(hired_on)) = (sixteen, draft.hired_on)
            && hired_on < sixteen
        {
            self.report(Column::HiredOn, &Finding::UnderSixteen);
        }
    }

    fn check_order(&mut self, first: Column, start: Option<NaiveDate>, last: Column, end: Option<NaiveDate>) {
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            let title = self.found.title(first).to_owned();
            self.report(last, &Finding::EndBeforeStart(title, start.to_string()));
        }
    }
}

pub(crate) fn is_blank(cells: &[Cell]) -> bool {
    cells.iter().all(|cell| match cell {
        Cell::Empty => true,
        Cell::Text(text) => clean::code(text).is_empty(),
        _ => false,
    })
}

/// Lines below the list: who made it, who checked it, how many there are.
fn is_footer(cells: &[Cell], header: &Header<Column>) -> bool {
    const OPENINGS: [&str; 12] =
        ["制表", "填表", "审核", "审批", "复核", "合计", "总计", "小计", "共", "备注", "说明", "注:"];
    let mut texts = cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(clean::code(text)),
        _ => None,
    });
    let opening = texts.clone().find(|text| !text.is_empty()).unwrap_or_default();
    if OPENINGS.iter().any(|word| opening.starts_with(word)) {
        return true;
    }
    let nameless = header
        .place(Column::Name)
        .and_then(|place| cells.get(place))
        .is_none_or(|cell| is_blank(std::slice::from_ref(cell)));
    nameless && texts.any(|text| matches!(text.as_str(), "合计" | "总计" | "小计"))
}

/// `3.10112E+17`, what a spreadsheet leaves of a long number in a text file.
fn is_scientific(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_number(digits) && exponent.strip_prefix('+').is_some_and(is_number)
}

fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b',' | b';' | b'<' | b'>'));
    let host_fits = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    plain && !local.is_empty() && !local.contains('@') && host_fits
}
