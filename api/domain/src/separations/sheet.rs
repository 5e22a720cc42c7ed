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
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(kind: ItemKind, yuan: i32) -> Item<'static> {
        Item {
            kind,
            label: "款项",
            basis: "《员工手册》第 8 条",
            amount: Some(Fen::from_yuan(yuan)),
            months: None,
            agreed: (kind == ItemKind::LossDeduction).then_some(true),
        }
    }

    fn room() -> Room {
        let (month_wage, minimum_wage) = (Some(Fen::from_yuan(6_000)), Some(Fen::from_yuan(2_540)));
        Room { month_wage, minimum_wage, owed: Fen::from_yuan(20_000), ..Room::default() }
    }

    fn refused(item: &Item<'_>, room: &Room) -> &'static str {
        state(item, &[], room).unwrap_err().code()
    }

    #[test]
    fn r039_a_loss_takes_a_fifth_of_the_month_and_no_more_in_all() {
        state(&item(ItemKind::LossDeduction, 1_200), &[], &room()).unwrap();
        assert_eq!(refused(&item(ItemKind::LossDeduction, 1_201), &room()), "over_the_limit");
        let taken = Room { taken_for_loss: Fen::from_yuan(1_000), ..room() };
        state(&item(ItemKind::LossDeduction, 200), &[], &taken).unwrap();
        let over = state(&item(ItemKind::LossDeduction, 201), &[], &taken).unwrap_err().to_string();
        assert!(over.contains("R-039") && over.contains("200.00"), "{over}");
    }

    #[test]
    fn r039_without_an_agreement_or_without_the_figures_nothing_is_taken_for_a_loss() {
        let unagreed = Item { agreed: Some(false), ..item(ItemKind::LossDeduction, 1) };
        assert_eq!(refused(&unagreed, &room()), "not_agreed");
        for unknown in [Room { month_wage: None, ..room() }, Room { minimum_wage: None, ..room() }] {
            assert_eq!(refused(&item(ItemKind::LossDeduction, 1), &unknown), "limit_unknown");
        }
        let low = Room { month_wage: Some(Fen::from_yuan(2_540)), ..room() };
        assert_eq!(refused(&item(ItemKind::LossDeduction, 1), &low), "over_the_limit");
    }

    #[test]
    fn nothing_is_taken_off_that_is_not_owed() {
        state(&item(ItemKind::LawfulDeduction, 20_000), &[], &room()).unwrap();
        assert_eq!(refused(&item(ItemKind::LawfulDeduction, 20_001), &room()), "more_than_is_owed");
    }

    #[test]
    fn an_item_has_a_name_a_basis_and_an_amount_of_its_kind() {
        for (wrong, code) in [
            (Item { label: " ", ..item(ItemKind::Bonus, 1) }, "required"),
            (Item { basis: "", ..item(ItemKind::Bonus, 1) }, "required"),
            (Item { amount: None, ..item(ItemKind::Bonus, 1) }, "required"),
            (item(ItemKind::Bonus, 0), "not_positive"),
            (Item { months: Some(1), ..item(ItemKind::Bonus, 1) }, "not_asked"),
            (Item { agreed: Some(true), ..item(ItemKind::Bonus, 1) }, "not_asked"),
            (item(ItemKind::NonCompete, 1), "required"),
            (Item { months: Some(25), ..item(ItemKind::NonCompete, 1) }, "out_of_range"),
            (Item { agreed: None, ..item(ItemKind::LossDeduction, 1) }, "required"),
        ] {
            assert_eq!(refused(&wrong, &room()), code, "{wrong:?}");
        }
        let unagreed = Item { amount: None, months: Some(3), ..item(ItemKind::NonCompete, 1) };
        state(&unagreed, &[], &room()).unwrap();
        assert_eq!(state(&unagreed, &[ItemKind::NonCompete], &room()).unwrap_err().code(), "stated_already");
    }

    #[test]
    fn every_kind_reads_back_from_its_name() {
        for kind in ItemKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_the_lines_whatever_is_stated(
            owed in prop::collection::vec(0_i64..50_000_000, 0..8),
            asked in prop::collection::vec(1_i64..5_000_000, 0..5),
            wage in 0_i64..3_000_000,
            tax in 0_i64..1_000_000,
        ) {
            let due = Fen::checked_sum(owed.iter().copied().map(Fen)).unwrap();
            let asked: Vec<Fen> = asked.into_iter().map(Fen).collect();
            let room = Room { month_wage: Some(Fen(wage)), minimum_wage: Some(Fen(254_000)), owed: due, ..Room::default() };
            let all = Fen::checked_sum(asked.iter().copied()).unwrap();
            let (_, limit) = room.limit(all, true).unwrap().unwrap();
            let taken = cut(&asked, limit.max_deduction_this_month.min(due)).unwrap();
            let off = Fen::checked_sum(taken.iter().copied()).unwrap();
            prop_assert!(off.0 * 5 <= wage && off <= due);
            let lines: Vec<Fen> = owed.into_iter().map(Fen).chain(taken.iter().map(|taken| Fen(-taken.0))).collect();
            let sheet = totals(lines.iter().copied(), Fen(tax)).unwrap();
            prop_assert_eq!(sheet.total.0, lines.iter().map(|line| line.0).sum::<i64>());
            prop_assert_eq!(sheet.total.0, due.0 - off.0);
            prop_assert_eq!(sheet.net.0 + tax, sheet.total.0);
        }
    }
}
