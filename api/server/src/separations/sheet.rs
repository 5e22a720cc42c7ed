//! The rest of the sheet: wages to the last day, what HR stated, what both sides agreed on, what is taken off.

use domain::separations::sheet::{ItemKind, LineKind, Room, cut};
use domain::standards::Kind;
use law::{Decimal, Fen, Refusal, final_wage, non_compete};
use store::Money;

use super::basis::Basis;
use super::bill::{Bill, SettlementLine};
use super::settlement::{Computed, Settlement};
use super::settlement_items::Stated;

impl Basis {
    /// the last month's wage, as recorded or from the contract.
    pub(super) fn wages(&self, bill: &mut Bill) -> Result<Option<Computed>, Refusal> {
        if self.recorded_wage.is_none() && self.contract_wage.is_none() {
            bill.lacks(
                "R-039",
                "最后一个月的应得工资和合同月工资都没有登记，未计算至最后工作日的工资。",
                "Neither the pay of the last month nor the contract's wage is on record; wages to the last day are not computed.",
            );
            return Ok(None);
        }
        let input = final_wage::Input {
            last_day: self.last_day,
            employed_from: Some(self.hired_on.min(self.last_day)),
            contract_wage: self.contract_wage,
            recorded_wage: self.recorded_wage,
            workdays: None,
        };
        let outcome = law::final_wage(&input)?;
        bill.flags(&outcome.flags);
        if self.ahead && self.recorded_wage.is_none() {
            bill.flag("PROVISIONAL:R-039");
        }
        let mut rules: Vec<String> = outcome.steps.iter().map(|step| step.rule.to_owned()).collect();
        rules.sort();
        rules.dedup();
        bill.line(WAGES, ("至最后工作日的工资", "Wages to the last day"), outcome.amount, rules);
        if let Some(line) = bill.lines.last_mut() {
            line.kind = LineKind::Wages;
        }
        bill.note(
            "以前月份的工资视为已经支付；尚未支付的，请登记为“以前月份未付工资”。缺勤、加班等按薪酬登记的当月应得工资为准，登记后替换按合同工资折算的数额。",
            "Wages of earlier months are taken as paid; state what is not as unpaid wages. Once payroll records the month's pay, with absence and overtime, it takes the place of what follows from the contract.",
        );
        Ok(Some(Computed::of("final-wage", &input, &outcome)))
    }

    /// What HR stated but for deductions; answers how pay for keeping out of competition was computed.
    pub(super) fn stated(&self, bill: &mut Bill, average: Option<Fen>) -> Result<Option<Computed>, Refusal> {
        let mut computed = None;
        for item in self.items.iter().filter(|item| !item.facts.kind.is_deduction()) {
            let amount = match item.facts.kind {
                ItemKind::NonCompete => {
                    let Some((sum, total)) = self.non_compete(bill, item, average)? else { continue };
                    computed = Some(sum);
                    total
                }
                _ => item.amount(),
            };
            bill.lines.push(item.line(amount));
        }
        Ok(computed)
    }

    /// R-081, for the months that are paid on leaving.
    fn non_compete(
        &self,
        bill: &mut Bill,
        item: &Stated,
        average: Option<Fen>,
    ) -> Result<Option<(Computed, Fen)>, Refusal> {
        let Some(average_wage) = average else {
            bill.lacks(
                "R-081",
                "没有平均工资，未计算竞业限制补偿。",
                "There is no average wage; pay for keeping out of competition is not computed.",
            );
            return Ok(None);
        };
        let minimum = self.standards.minimum_wage(&self.city, self.last_day);
        let input = non_compete::Input {
            average_wage,
            agreed_monthly: item.facts.amount.map(|amount| amount.0),
            months: item.facts.months.map(Decimal::whole),
            minimum_wage: bill.figure(Kind::MinimumWage, "R-081", minimum),
            city: Some(self.city.clone()),
        };
        let outcome = law::non_compete(&input)?;
        bill.flags(&outcome.flags);
        let total = outcome.total.unwrap_or_default();
        Ok(Some((Computed::of("non-compete", &input, &outcome), total)))
    }

    /// After an accepted offer its sums are what is paid; the law's figure stays beside each.
    pub(super) fn agree(&self, bill: &mut Bill) {
        let Some(agreed) = &self.agreed else { return };
        for line in bill.lines.iter_mut().filter(|line| matches!(line.kind, LineKind::Statutory | LineKind::Wages)) {
            let offered = agreed.lines.iter().find(|offered| offered.code == line.code).map(|offered| offered.amount);
            // An offer settles what it names and the law's sums that it leaves out; wages and what HR stated stay owed.
            let settled_by_leaving_out = line.kind == LineKind::Statutory && line.item_id.is_none();
            if offered.is_some() || settled_by_leaving_out {
                line.statutory = Some(line.amount);
                line.amount = offered.unwrap_or(Money(Fen::ZERO));
            }
        }
        for offered in &agreed.lines {
            if bill.lines.iter().any(|line| line.statutory.is_some() && line.code == offered.code) {
                continue;
            }
            bill.line(&offered.code, (&offered.label, &offered.label), offered.amount.0, vec!["R-051".to_owned()]);
            if let Some(line) = bill.lines.last_mut() {
                line.kind = LineKind::Agreed;
            }
        }
    }

    /// what is taken off, cut to what may be when wage or last day have changed since it was stated.
    pub(super) fn deductions(&self, bill: &mut Bill) -> Result<Option<Computed>, Refusal> {
        let of = |kind| self.items.iter().filter(move |item| item.facts.kind == kind).collect::<Vec<_>>();
        let (losses, by_law) = (of(ItemKind::LossDeduction), of(ItemKind::LawfulDeduction));
        let asked = |items: &[&Stated]| items.iter().map(|item| item.amount()).collect::<Vec<Fen>>();
        let minimum = self.standards.minimum_wage(&self.city, self.last_day);
        let minimum_wage = if losses.is_empty() { None } else { bill.figure(Kind::MinimumWage, "R-039", minimum) };
        let room = Room { minimum_wage, ..room(&bill.lines)? };
        let limit = match losses.is_empty() {
            true => None,
            false => room.limit(Fen::checked_sum(asked(&losses))?, true)?,
        };
        let most = limit.as_ref().map_or(Fen::ZERO, |(_, outcome)| outcome.max_deduction_this_month.min(room.owed));
        let for_losses = cut(&asked(&losses), most)?;
        let left = room.owed.checked_sub(Fen::checked_sum(for_losses.iter().copied())?)?;
        let taken_by_law = cut(&asked(&by_law), left)?;
        let all = losses.iter().zip(for_losses).chain(by_law.iter().zip(taken_by_law));
        for (item, taken) in all {
            if taken < item.amount() {
                bill.flag("CUT:R-039");
                bill.note(
                    format!(
                        "“{}”登记 {} 元，超过现在的限额，只扣 {taken} 元（R-039）。",
                        item.facts.label,
                        item.amount()
                    ),
                    format!(
                        "\u{201c}{}\u{201d} was stated at {}; the limit as it is now leaves {taken} (R-039).",
                        item.facts.label,
                        item.amount()
                    ),
                );
            }
            bill.lines.push(item.line(Fen::ZERO.checked_sub(taken)?));
        }
        Ok(limit.map(|(input, outcome)| Computed::of("wage-deduction", &input, &outcome)))
    }

    /// What may still be taken off this sheet.
    pub(super) fn room(&self, sheet: &Settlement) -> Result<Room, Refusal> {
        let minimum_wage = self.standards.minimum_wage(&self.city, self.last_day).ok().map(|figure| figure.value);
        Ok(Room { minimum_wage, ..room(&sheet.lines)? })
    }
}

const WAGES: &str = "wages";

fn room(lines: &[SettlementLine]) -> Result<Room, Refusal> {
    let sum = |wanted: fn(&SettlementLine) -> bool| {
        Fen::checked_sum(lines.iter().filter(|line| wanted(line)).map(|line| line.amount.0))
    };
    let taken = |code: &str| {
        Fen::ZERO.checked_sub(Fen::checked_sum(
            lines.iter().filter(|line| line.kind == LineKind::Deduction && line.code == code).map(|line| line.amount.0),
        )?)
    };
    Ok(Room {
        month_wage: lines.iter().find(|line| line.kind == LineKind::Wages).map(|line| line.amount.0),
        minimum_wage: None,
        owed: sum(|line| line.kind != LineKind::Deduction)?,
        taken_for_loss: taken(ItemKind::LossDeduction.name())?,
        taken_by_law: taken(ItemKind::LawfulDeduction.name())?,
    })
}
