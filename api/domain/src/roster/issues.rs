//! What is wrong in a roster, cell by cell, in words that say what to do.

use serde::{Deserialize, Serialize};

use crate::refused::Words;

/// Whether a row can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportIssueLevel)]
pub enum Level {
    /// The row can be taken; someone should look.
    Warning,
    /// The row cannot be taken.
    Error,
}

/// One finding in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    pub sheet: String,
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Title of the column as written in the sheet.
    pub column: String,
    pub code: &'static str,
    pub level: Level,
    /// The cell as it was found; empty for an empty cell.
    pub value: String,
    #[serde(flatten)]
    pub words: Words,
}

/// A finding with the facts its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Finding {
    Required,
    /// Excel keeps fifteen digits of a number; the rest is gone.
    DigitsLost,
    NationalIdFormat,
    NationalIdBirthDate,
    NationalIdChecksum,
    /// Row that has it first.
    DuplicateId(u32),
    DuplicateNumber(u32),
    DuplicatePhone(u32),
    DuplicateBankAccount(u32),
    UnknownGender,
    /// The gender the identity number says, in Chinese and English.
    GenderIdMismatch(&'static str, &'static str),
    PhoneFormat,
    EmailFormat,
    InvalidDate,
    /// What it must not be earlier than: title of that column and its date as text.
    EndBeforeStart(String, String),
    OpenEndedHasEnd,
    UnderSixteen,
    UnknownContractKind,
    NotANumber,
    TooManyDecimals,
    AmountTooLarge,
    NegativePay,
    BankChecksum,
    UnknownUnit,
    /// Row of the units' sheet.
    UnitHasErrors(u32),
    UnknownManager,
    ManagerCycle(Vec<String>),
    /// Row of the manager.
    ManagerHasErrors(u32),
    DuplicateUnit(u32),
    UnknownParent,
    UnitCycle,
    UnknownHead,
}

impl Finding {
    pub(crate) fn level(&self) -> Level {
        match self {
            Self::BankChecksum
            | Self::DuplicatePhone(_)
            | Self::DuplicateBankAccount(_)
            | Self::ManagerHasErrors(_)
            | Self::UnknownHead => Level::Warning,
            _ => Level::Error,
        }
    }

    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::DigitsLost => "digits_lost",
            Self::NationalIdFormat => "id_format",
            Self::NationalIdBirthDate => "id_birth_date",
            Self::NationalIdChecksum => "id_checksum",
            Self::DuplicateId(_) => "duplicate_id",
            Self::DuplicateNumber(_) => "duplicate_number",
            Self::DuplicatePhone(_) => "duplicate_phone",
            Self::DuplicateBankAccount(_) => "duplicate_bank_account",
            Self::UnknownGender => "unknown_gender",
            Self::GenderIdMismatch(..) => "gender_id_mismatch",
            Self::PhoneFormat => "phone_format",
            Self::EmailFormat => "email_format",
            Self::InvalidDate => "invalid_date",
            Self::EndBeforeStart(..) => "end_before_start",
            Self::OpenEndedHasEnd => "open_ended_has_end",
            Self::UnderSixteen => "under_sixteen",
            Self::UnknownContractKind => "unknown_contract_kind",
            Self::NotANumber => "not_a_number",
            Self::TooManyDecimals => "too_many_decimals",
            Self::AmountTooLarge => "amount_too_large",
            Self::NegativePay => "negative_pay",
            Self::BankChecksum => "bank_checksum",
            Self::UnknownUnit => "unknown_unit",
            Self::UnitHasErrors(_) => "unit_has_errors",
            Self::UnknownManager => "unknown_manager",
            Self::ManagerCycle(_) => "manager_cycle",
            Self::ManagerHasErrors(_) => "manager_has_errors",
            Self::DuplicateUnit(_) => "duplicate_unit",
            Self::UnknownParent => "unknown_parent",
            Self::UnitCycle => "unit_cycle",
            Self::UnknownHead => "unknown_head",
        }
    }

    /// What a person reads: what is wrong with this value and what to do about it.
    pub(crate) fn words(&self, column: &str, value: &str) -> Words {
        Words::new(self.zh(column, value), self.en(column, value))
    }

    fn zh(&self, column: &str, value: &str) -> String {
        match self {
            Self::Required => format!("“{column}”不能为空，请补填。"),
            Self::DigitsLost => format!(
                "“{column}”在表格里被存成了数字，第 15 位以后已丢失；请把该列设为“文本”格式后重新填写完整号码。"
            ),
            Self::NationalIdFormat => "身份证号应为 18 位：前 17 位数字，最后一位数字或 X；请对照证件改正。".to_owned(),
            Self::NationalIdBirthDate => "身份证号第 7 至 14 位不是有效的出生日期，请对照证件改正。".to_owned(),
            Self::NationalIdChecksum => "身份证号的校验位不对，通常是某一位输错，请对照证件改正。".to_owned(),
            Self::DuplicateId(row) => {
                format!("与第 {row} 行的身份证号相同；同一人只能有一行，请核对两行并改正或删除其中一行。")
            }
            Self::DuplicateNumber(row) => {
                format!("工号“{value}”与第 {row} 行重复；每人工号须唯一，请改正本行工号。")
            }
            Self::DuplicatePhone(row) => {
                format!("与第 {row} 行的手机号相同；通知可能发给别人，请核对。")
            }
            Self::DuplicateBankAccount(row) => {
                format!("与第 {row} 行的银行卡号相同；工资可能发给别人，请核对。")
            }
            Self::UnknownGender => format!("性别“{value}”无法识别，请填“男”或“女”。"),
            Self::GenderIdMismatch(gender, _) => {
                format!("性别填的是“{value}”，而身份证号表示“{gender}”；请核对身份证号或性别。")
            }
            Self::PhoneFormat => {
                format!("“{value}”不是有效的手机号，应为 1 开头的 11 位数字，请核对。")
            }
            Self::EmailFormat => {
                format!("“{value}”不是有效的邮箱，应像 name@company.com，请核对；没有可留空。")
            }
            Self::InvalidDate => {
                format!("“{value}”不是有效日期；请填写存在的日期，例如 2025-03-04。")
            }
            Self::EndBeforeStart(title, date) => {
                format!("“{column}”早于“{title}”（{date}），请核对这两个日期。")
            }
            Self::OpenEndedHasEnd => "无固定期限合同不应有到期日期；请核对合同类型，或清空到期日期。".to_owned(),
            Self::UnderSixteen => {
                "入职时未满 16 周岁，法律禁止招用（劳动法第十五条）；请核对身份证号和入职日期。".to_owned()
            }
            Self::UnknownContractKind => {
                format!("合同类型“{value}”无法识别，请填：固定期限、无固定期限 或 以完成一定任务为期限。")
            }
            Self::NotANumber => {
                format!("“{value}”不是金额，请填写以元为单位的数字，例如 8000 或 8,000.00。")
            }
            Self::TooManyDecimals => format!("“{value}”的小数超过两位，请填写到分，例如 8000.50。"),
            Self::AmountTooLarge => format!("“{value}”过大，请核对单位是否为元。"),
            Self::NegativePay => format!("月薪须大于 0，现在是“{value}”，请核对。"),
            Self::BankChecksum => "银行卡号的校验位不对，可能有一位输错；不影响导入，发薪前请与本人核对。".to_owned(),
            Self::UnknownUnit => {
                format!("没有名为“{value}”的部门；请改成“部门”表里的名称，或在“部门”表里加上它。")
            }
            Self::UnitHasErrors(row) => {
                format!("部门“{value}”在“部门”表第 {row} 行有错误，请先改正那一行。")
            }
            Self::UnknownManager => {
                format!("没有工号为“{value}”的员工，请改成上级的正确工号；没有上级可留空。")
            }
            Self::ManagerCycle(_) if self.is_own_manager() => {
                "直接上级是本人，请改成上级的工号；没有上级可留空。".to_owned()
            }
            Self::ManagerCycle(numbers) => {
                format!("上下级循环：{}；请改正其中一人的直接上级。", chain(numbers))
            }
            Self::ManagerHasErrors(row) => {
                format!("上级“{value}”在第 {row} 行有错误；若跳过错误行导入，本行暂时没有直接上级，请一并改正。")
            }
            Self::DuplicateUnit(row) => {
                format!("部门“{value}”与第 {row} 行重名，请改名或删除一行。")
            }
            Self::UnknownParent => {
                format!("没有名为“{value}”的上级部门；请改成已有的部门名称，顶级部门请留空。")
            }
            Self::UnitCycle => "上级部门循环：沿上级往上会回到本部门；请改正上级部门。".to_owned(),
            Self::UnknownHead => {
                format!("没有工号为“{value}”的员工；部门会建立，但暂无负责人，请核对。")
            }
        }
    }

    fn en(&self, column: &str, value: &str) -> String {
        match self {
            Self::Required => format!("“{column}” must not be empty; fill it in."),
            Self::DigitsLost => format!("“{column}” is stored as a number and lost its digits after the 15th; format the column as text and enter the whole number again."),
            Self::NationalIdFormat => "An identity number has 18 places: 17 digits, then a digit or X. Compare it with the card.".to_owned(),
            Self::NationalIdBirthDate => "Places 7 to 14 of the identity number are no date of birth. Compare it with the card.".to_owned(),
            Self::NationalIdChecksum => "The check digit of the identity number is wrong, usually one mistyped place. Compare it with the card.".to_owned(),
            Self::DuplicateId(row) => format!("The same identity number as in row {row}; one person has one row. Correct or remove one of them."),
            Self::DuplicateNumber(row) => format!("Employee number “{value}” is already in row {row}; give this row its own."),
            Self::DuplicatePhone(row) => format!("The same mobile number as in row {row}; messages may reach someone else. Check it."),
            Self::DuplicateBankAccount(row) => format!("The same bank account as in row {row}; pay may reach someone else. Check it."),
            Self::UnknownGender => format!("Gender “{value}” is not known; write 男 or 女."),
            Self::GenderIdMismatch(_, gender) => format!("The gender is “{value}” but the identity number says {gender}; check both."),
            Self::PhoneFormat => format!("“{value}” is no mobile number; it has 11 digits and begins with 1. Check it."),
            Self::EmailFormat => format!("“{value}” is no e-mail address; it looks like name@company.com. Check it, or leave it empty."),
            Self::InvalidDate => format!("“{value}” is no date; write one that exists, like 2025-03-04."),
            Self::EndBeforeStart(title, date) => format!("“{column}” is before “{title}” ({date}); check both."),
            Self::OpenEndedHasEnd => "An open-ended contract has no last day; check the kind of contract or empty the day.".to_owned(),
            Self::UnderSixteen => "Under sixteen when hired, which the law forbids (Labour Law art. 15); check the identity number and the day.".to_owned(),
            Self::UnknownContractKind => format!("Contract kind “{value}” is not known; write 固定期限, 无固定期限 or 以完成一定任务为期限."),
            Self::NotANumber => format!("“{value}” is no amount; write yuan, like 8000 or 8,000.00."),
            Self::TooManyDecimals => format!("“{value}” has more than two decimals; write it to the fen, like 8000.50."),
            Self::AmountTooLarge => format!("“{value}” is too large; is it in yuan?"),
            Self::NegativePay => format!("The monthly wage must be above 0; it is “{value}”."),
            Self::BankChecksum => "The bank card number fails its checksum; one place may be mistyped. The row can be imported; check with the person before payday.".to_owned(),
            Self::UnknownUnit => format!("There is no unit “{value}”; use a name from the units' sheet or add it there."),
            Self::UnitHasErrors(row) => format!("Unit “{value}” has errors in row {row} of the units' sheet; correct that row first."),
            Self::UnknownManager => format!("There is no employee “{value}”; give the manager's number, or leave it empty."),
            Self::ManagerCycle(_) if self.is_own_manager() => "This person is their own manager; give the manager's number, or leave it empty.".to_owned(),
            Self::ManagerCycle(numbers) => format!("Managers form a circle: {}; correct one of them.", chain(numbers)),
            Self::ManagerHasErrors(row) => format!("The row of manager “{value}”, {row}, has errors; if it is skipped this person has no manager for now. Correct it too."),
            Self::DuplicateUnit(row) => format!("Unit “{value}” is already in row {row}; rename or remove one."),
            Self::UnknownParent => format!("There is no unit “{value}” to be the parent; use a known name, or leave it empty at the top."),
            Self::UnitCycle => "Going up from this unit leads back to it; correct its parent.".to_owned(),
            Self::UnknownHead => format!("There is no employee “{value}”; the unit is made without a head. Check it."),
        }
    }

    fn is_own_manager(&self) -> bool {
        matches!(self, Self::ManagerCycle(numbers) if numbers.len() == 1)
    }
}

/// A circle as people draw it, cut short when it is long.
fn chain(numbers: &[String]) -> String {
    const SHOWN: usize = 6;
    let mut links: Vec<&str> = numbers.iter().take(SHOWN).map(String::as_str).collect();
    if numbers.len() > SHOWN {
        links.push("…");
    }
    links.extend(numbers.first().map(String::as_str));
    links.join(" → ")
}
