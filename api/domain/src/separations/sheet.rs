//! The settlement sheet (结算单): what HR may state on it, what may be taken off, and what it comes to.
//!
//! The law's own sums and the last month's wages are computed; HR states the rest with its basis. For a loss no more
//! is taken off than R-039 allows: a fifth of the month's wage, nothing below the minimum wage, and only where the
//! contract provides for it. Nothing is taken off that is not owed.

use std::fmt;
use std::str::FromStr;

use law::{Fen, Refusal, wage_deduction};
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// What a line of the sheet is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SettlementLineKind)]
pub enum LineKind {
    /// 法定: what the law gives on this ground, and what an offer is compared with.
    #[default]
    Statutory,
    /// 工资: wages up to the last day, computed.
    Wages,
    /// 约定: what both sides agreed on and the law does not give.
    Agreed,
    /// 登记: what HR stated.
    Stated,
    /// 扣款: taken off, below zero.
    Deduction,
}

/// What HR states (结算项目).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SettlementItemKind)]
pub enum ItemKind {
    /// 以前月份未付工资: wages that are due beside those of the last month.
    UnpaidWages,
    /// 奖金
    Bonus,
    /// 离职补助: a subsidy on leaving, part of the lump sum that R-038 taxes.
    Subsidy,
    /// 竞业限制经济补偿
    NonCompete,
    /// 工伤待遇: the employer's injury benefits at their statutory level; an offer is compared with it.
    InjuryBenefits,
    /// 其他应付
    Other,
    /// 赔偿扣款: for a loss the employee caused.
    LossDeduction,
    /// 依法代扣: what a law or a court orders to be withheld.
    LawfulDeduction,
}

impl ItemKind {
    pub const ALL: [Self; 8] = [
        Self::UnpaidWages,
        Self::Bonus,
        Self::Subsidy,
        Self::NonCompete,
        Self::InjuryBenefits,
        Self::Other,
        Self::LossDeduction,
        Self::LawfulDeduction,
    ];

    /// The name in the API, and the code of its line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnpaidWages => "unpaid_wages",
            Self::Bonus => "bonus",
            Self::Subsidy => "subsidy",
            Self::NonCompete => "non_compete",
            Self::InjuryBenefits => "injury_benefits",
            Self::Other => "other",
            Self::LossDeduction => "loss_deduction",
            Self::LawfulDeduction => "lawful_deduction",
        }
    }

    pub const fn is_deduction(self) -> bool {
        matches!(self, Self::LossDeduction | Self::LawfulDeduction)
    }

    pub const fn line(self) -> LineKind {
        match self {
            Self::LossDeduction | Self::LawfulDeduction => LineKind::Deduction,
            Self::InjuryBenefits => LineKind::Statutory,
            _ => LineKind::Stated,
        }
    }

    /// The rule its line rests on.
    pub const fn rule(self) -> Option<&'static str> {
        match self {
            Self::UnpaidWages | Self::LossDeduction | Self::LawfulDeduction => Some("R-039"),
            Self::Subsidy => Some("R-038"),
            Self::NonCompete => Some("R-081"),
            Self::InjuryBenefits => Some("R-036"),
            Self::Bonus | Self::Other => None,
        }
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ItemKind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}

/// Whether a sum belongs to the lump sum on leaving that R-038 taxes by itself. Wages, bonus, leave pay and pay for
/// keeping out of competition do not; what the sides call by a name of their own is a subsidy on leaving.
pub fn is_in_lump_sum(code: &str) -> bool {
    const TAXED_OTHERWISE: [&str; 7] =
        ["unused_annual_leave", "wages", "unpaid_wages", "bonus", "non_compete", "injury_benefits", "other"];
    !TAXED_OTHERWISE.contains(&code)
}

/// Something HR states.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    pub kind: ItemKind,
    pub label: &'a str,
    /// On what it rests: a clause, a plan, a judgment.
    pub basis: &'a str,
    /// Of pay for keeping out of competition: what was agreed a month, none where nothing was.
    pub amount: Option<Fen>,
    /// Months of keeping out of competition that are paid on leaving.
    pub months: Option<u32>,
    /// Of a loss: the contract provides for such compensation.
    pub agreed: Option<bool>,
}

/// What may be taken off, and what was taken already.
#[derive(Debug, Clone, Copy, Default)]
pub struct Room {
    /// Wage of the last month.
    pub month_wage: Option<Fen>,
    pub minimum_wage: Option<Fen>,
    /// All that is owed, before anything is taken off.
    pub owed: Fen,
    pub taken_for_loss: Fen,
    pub taken_by_law: Fen,
}

/// Take an item onto the sheet, or say what is wrong with it.
pub fn state(item: &Item<'_>, already: &[ItemKind], room: &Room) -> Result<(), Refused> {
    unless_faulty(form_faults(item, already))?;
    match item.kind {
        ItemKind::LossDeduction => room.take_for_loss(item),
        ItemKind::LawfulDeduction => room.take_what_is_owed(item),
        _ => Ok(()),
    }
}

fn form_faults(item: &Item<'_>, already: &[ItemKind]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    faults.extend(blank_fault(item.label, "/label", "请填写款项名称。", "Name the sum."));
    faults.extend(blank_fault(
        item.basis,
        "/basis",
        "请写明依据：合同或者制度条款、计算方法、文书。",
        "Say what it rests on: a clause, how it is computed, a document.",
    ));
    let mut wrong = |pointer: &str, code, zh: &str, en: &str| {
        faults.push(Fault::new(pointer, code, Words::new(zh, en)));
    };
    match item.amount {
        Some(amount) if amount <= Fen::ZERO => {
            wrong(
                "/amount",
                "not_positive",
                "金额须大于零；扣款也填正数。",
                "The amount must be above zero, of a deduction too.",
            );
        }
        None if item.kind != ItemKind::NonCompete => wrong("/amount", "required", "请填写金额。", "State the amount."),
        _ => {}
    }
    match (item.kind, item.months) {
        (ItemKind::NonCompete, None) => {
            wrong(
                "/months",
                "required",
                "请填写离职时支付几个月的补偿。",
                "State how many months are paid on leaving.",
            );
        }
        (ItemKind::NonCompete, Some(1..=24)) | (_, None) => {}
        (ItemKind::NonCompete, Some(_)) => {
            wrong(
                "/months",
                "out_of_range",
                "竞业限制最长二十四个月（R-080）。",
                "The duty lasts 24 months at most (R-080).",
            );
        }
        _ => wrong("/months", "not_asked", "只有竞业限制补偿填写月数。", "Months belong to non-compete pay alone."),
    }
    match (item.kind, item.agreed) {
        (ItemKind::LossDeduction, None) => {
            wrong("/agreed", "required", "请说明合同是否约定了赔偿。", "Say whether the contract provides for it.");
        }
        (ItemKind::LossDeduction, Some(_)) | (_, None) => {}
        _ => wrong("/agreed", "not_asked", "只有赔偿扣款填写此项。", "This belongs to a deduction for a loss alone."),
    }
    if item.kind == ItemKind::NonCompete && already.contains(&ItemKind::NonCompete) {
        let en = "Non-compete pay is on the sheet already; take it off before you state another.";
        wrong("/kind", "stated_already", "结算单已有竞业限制补偿，请先删除再登记。", en);
    }
    faults
}

impl Room {
    /// how much may be taken for losses in all; none while the wage or the minimum wage is not known.
    pub fn limit(
        &self,
        asked: Fen,
        agreed: bool,
    ) -> Result<Option<(wage_deduction::Input, wage_deduction::Outcome)>, Refusal> {
        let Some((month_wage, minimum_wage)) = self.month_wage.zip(self.minimum_wage) else { return Ok(None) };
        let input = wage_deduction::Input { month_wage, loss_owed_by_employee: asked, agreed, minimum_wage };
        let outcome = law::wage_deduction(&input)?;
        Ok(Some((input, outcome)))
    }

    fn take_for_loss(&self, item: &Item<'_>) -> Result<(), Refused> {
        let refuse = |code, zh: String, en: String| Err(Refused::fault("/amount", code, Words::new(zh, en)));
        if item.agreed != Some(true) {
            let words = Words::new(
                "合同没有约定赔偿的，不得从工资中扣除（R-039，工资支付暂行规定 15、16）。",
                "Where the contract does not provide for it, nothing may be taken from wages (R-039).",
            );
            return Err(Refused::fault("/agreed", "not_agreed", words));
        }
        let amount = item.amount.unwrap_or_default();
        let asked = self.taken_for_loss.checked_add(amount).map_err(too_large)?;
        let Some((_, outcome)) = self.limit(asked, true).map_err(too_large)? else {
            let (zh, en) = if self.month_wage.is_none() {
                (
                    "最后一个月的工资没有登记，无法确定扣款限额（R-039）。请先登记该月应得工资或者合同工资。",
                    "The wage of the last month is not on record, so the limit of R-039 is not known. Record it, or the contract's wage, first.",
                )
            } else {
                (
                    "当地最低工资标准没有登记，无法确定扣款限额（R-039）。请先在地方标准中登记。",
                    "The local minimum wage is not on record, so the limit of R-039 is not known. Record it among the local standards first.",
                )
            };
            return refuse("limit_unknown", zh.to_owned(), en.to_owned());
        };
        let most = outcome.max_deduction_this_month;
        if most < asked {
            let left = most.checked_sub(self.taken_for_loss).map_err(too_large)?.max(Fen::ZERO);
            return refuse(
                "over_the_limit",
                format!(
                    "超过扣款限额：当月工资的百分之二十，且扣后不低于最低工资，还可扣 {left} 元（R-039，工资支付暂行规定 16）。"
                ),
                format!(
                    "Over the limit of R-039, a fifth of the month's wage and nothing below the minimum wage: {left} yuan may still be taken."
                ),
            );
        }
        self.take_what_is_owed(item)
    }

    fn take_what_is_owed(&self, item: &Item<'_>) -> Result<(), Refused> {
        let taken = Fen::checked_sum([self.taken_for_loss, self.taken_by_law]).map_err(too_large)?;
        let left = self.owed.checked_sub(taken).map_err(too_large)?.max(Fen::ZERO);
        if item.amount.unwrap_or_default() <= left {
            return Ok(());
        }
        let words = Words::new(
            format!("扣款多于应付：还有 {left} 元可扣。"),
            format!("More would be taken off than is owed: {left} yuan is left."),
        );
        Err(Refused::fault("/amount", "more_than_is_owed", words))
    }
}

fn too_large(refusal: Refusal) -> Refused {
    Refused::fault("/amount", refusal.code, Words::new(refusal.zh, refusal.en))
}

/// What is really taken of what was stated, in its order, when no more than `limit` may be.
pub fn cut(asked: &[Fen], limit: Fen) -> Result<Vec<Fen>, Refusal> {
    let mut left = limit.max(Fen::ZERO);
    let take = |amount: &Fen| {
        let taken = (*amount).min(left);
        left = left.checked_sub(taken)?;
        Ok(taken)
    };
    asked.iter().map(take).collect()
}

/// What a sheet comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// The sum of all lines, deductions below zero.
    pub total: Fen,
    /// What is left after the tax on the lump sum.
    pub net: Fen,
}

/// The sum of all lines, always.
pub fn totals(lines: impl IntoIterator<Item = Fen>, tax: Fen) -> Result<Totals, Refusal> {
    let total = Fen::checked_sum(lines)?;
    Ok(Totals { total, net: total.checked_sub(tax)? })
}

#[cfg(test)]
mod tests;
