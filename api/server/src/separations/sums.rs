//! The law's sums of a settlement, each by its calculator from what is on record.

use chrono::Datelike;
use domain::separations::{Side, sheet};
use domain::standards::Kind;
use law::standards::{self, Standards};
use law::{Fen, Ground, Refusal, annual_leave_payout, average_wage, severance, severance_income_tax};
use store::Money;

use super::basis::Basis;
use super::bill::Bill;
use super::settlement::{Computed, Settlement};
use crate::employees::WageMonth;

impl Basis {
    pub fn settle(&self) -> Result<Settlement, Refusal> {
        let mut bill = Bill::default();
        let counts_overtime = counts_overtime(&self.city);
        let average = self.average(&mut bill, counts_overtime)?;
        let without_overtime =
            self.average_of(|wage| wage.gross.0.checked_sub(wage.overtime.0))?.map(|(_, outcome)| outcome.average);
        let severance = match average {
            Some(wage) => Some(self.severance(&mut bill, wage)?),
            None => None,
        };
        let annual_leave = self.annual_leave(&mut bill, without_overtime)?;
        let wages = self.wages(&mut bill)?;
        let non_compete = self.stated(&mut bill, average)?;
        self.agree(&mut bill);
        let income_tax = self.income_tax(&mut bill, severance.is_some())?;
        let deduction = self.deductions(&mut bill)?;
        let tax = income_tax.as_ref().map_or(Fen::ZERO, |(_, outcome)| outcome.tax);
        let totals = sheet::totals(bill.lines.iter().map(|line| line.amount.0), tax)?;
        bill.notes_on_tax();
        Ok(Settlement {
            last_day: self.last_day,
            ground: self.ground.to_string(),
            city: self.city.clone(),
            average_wage: bill.average.take(),
            severance: severance.map(|(computed, _)| computed),
            annual_leave,
            income_tax: income_tax.map(|(computed, _)| computed),
            wages,
            non_compete,
            deduction,
            total: Money(totals.total),
            tax: Money(tax),
            net: Money(totals.net),
            lines: bill.lines,
            flags: bill.flags,
            missing: bill.missing,
            notes: bill.notes,
            figures: bill.figures,
            ruleset: law::RULESET.to_owned(),
            template_version_id: None,
        })
    }

    /// The average by R-020 over the months on record; months that are not are named.
    fn average(&self, bill: &mut Bill, counts_overtime: bool) -> Result<Option<Fen>, Refusal> {
        let known: Vec<&str> = self.wages.iter().map(|wage| wage.month.as_str()).collect();
        let lacking: Vec<String> = self
            .window
            .months
            .iter()
            .map(|day| average_wage::Month::of(*day).to_string())
            .filter(|month| !known.contains(&month.as_str()))
            .collect();
        if !lacking.is_empty() {
            let months = lacking.join("、");
            bill.lacks(
                "R-020",
                format!("{months} 的应得工资没有登记，平均工资按已登记的月份计算。"),
                format!(
                    "The wages of {} are not on record; the average is taken over the months that are.",
                    lacking.join(", ")
                ),
            );
        }
        if self.window.provisional {
            bill.flag("PROVISIONAL:R-020");
        }
        let counted = |wage: &WageMonth| {
            if counts_overtime { Ok(wage.gross.0) } else { wage.gross.0.checked_sub(wage.overtime.0) }
        };
        let Some((computed, outcome)) = self.average_of(counted)? else {
            bill.lacks(
                "R-023",
                "没有一个完整工资月的应得工资，无法计算平均工资。",
                "There is no complete month of wages on record, so no average can be computed.",
            );
            return Ok(None);
        };
        if !counts_overtime && self.wages.iter().any(|wage| wage.overtime.0 > Fen::ZERO) {
            bill.flag("UNCONFIRMED:R-021");
        }
        bill.flags(&outcome.flags);
        bill.average = Some(computed);
        Ok(Some(outcome.average))
    }

    fn average_of(
        &self,
        counted: impl Fn(&WageMonth) -> Result<Fen, Refusal>,
    ) -> Result<Option<(Computed, average_wage::Outcome)>, Refusal> {
        if self.wages.is_empty() {
            return Ok(None);
        }
        let months = self
            .wages
            .iter()
            .filter_map(|wage| Some((format!("{}-01", wage.month).parse().ok()?, wage)))
            .map(|(day, wage)| {
                Ok(average_wage::WageMonth { month: average_wage::Month::of(day), gross: counted(wage)? })
            })
            .collect::<Result<_, Refusal>>()?;
        let input = average_wage::Input { months: Some(months), ..Default::default() };
        let outcome = law::average_wage(&input)?;
        Ok(Some((Computed::of("average-wage", &input, &outcome), outcome)))
    }

    fn severance(&self, bill: &mut Bill, average: Fen) -> Result<(Computed, severance::Outcome), Refusal> {
        let dismissal = self.ground.row().pays_for_missing_notice();
        let (city, day) = (&self.city, self.last_day);
        let input = severance::Input {
            employed_from: Some(self.hired_on),
            last_day: Some(self.last_day),
            initiator: (self.ground == Ground::MutualAgreement).then_some(match self.proposer {
                Side::Employer => severance::Initiator::Employer,
                Side::Employee => severance::Initiator::Employee,
            }),
            renewal_offer: self.renewal_offer.filter(|_| self.ground == Ground::Expiry),
            employee_refused: self.employee_refused.filter(|_| self.ground == Ground::Expiry),
            notice_given: !dismissal || self.notice_given,
            last_month_wage: self.last_month_wage(),
            cap_wage: bill.figure(Kind::Cap3x, "R-024", self.standards.cap3(city, day)),
            minimum_wage: bill.figure(Kind::MinimumWage, "R-022", self.standards.minimum_wage(city, day)),
            ..severance::Input::new(self.ground, average)
        };
        let outcome = law::severance(&input)?;
        bill.flags(&outcome.flags);
        let rules = |wanted: &[&str]| {
            let mut rules: Vec<String> = Vec::new();
            for step in outcome.steps.iter().filter(|step| wanted.contains(&step.rule)) {
                if !rules.iter().any(|known| known == step.rule) {
                    rules.push(step.rule.to_owned());
                }
            }
            rules
        };
        bill.line(
            "severance",
            ("经济补偿", "Severance"),
            outcome.severance,
            rules(&["R-020", "R-022", "R-024", "R-026", "R-028", "R-030"]),
        );
        if outcome.notice_pay > Fen::ZERO {
            bill.line("notice_pay", ("代通知金", "Payment instead of notice"), outcome.notice_pay, rules(&["R-031"]));
        }
        Ok((Computed::of("severance", &input, &outcome), outcome))
    }

    /// last month's pay, or the contract's standard when that month fell short of it.
    pub(super) fn last_month_wage(&self) -> Option<Fen> {
        let last = self.last_wage.as_ref().or(self.wages.last()).map(|wage| wage.gross.0);
        last.max(self.contract_wage)
    }

    fn annual_leave(&self, bill: &mut Bill, without_overtime: Option<Fen>) -> Result<Option<Computed>, Refusal> {
        let Some(leave) = &self.leave else {
            let year = self.last_day.year();
            bill.lacks(
                "R-041",
                format!("{year} 年的年休假天数没有登记，未计算未休年休假工资。"),
                format!("Annual leave of {year} is not on record; pay for unused leave is not computed."),
            );
            return Ok(None);
        };
        let Some(wage) = without_overtime else { return Ok(None) };
        let input = annual_leave_payout::Input {
            unused_days: None,
            last_day: Some(self.last_day),
            entitlement_days: u32::try_from(leave.entitlement_days).ok(),
            used_days: u32::try_from(leave.used_days).ok().map(law::Decimal::whole),
            employed_from: Some(self.hired_on),
            average_wage_excluding_overtime: wage,
        };
        let outcome = law::annual_leave_payout(&input)?;
        bill.flags(&outcome.flags);
        bill.line(
            "unused_annual_leave",
            ("未休年休假工资", "Pay for unused annual leave"),
            outcome.amount,
            vec!["R-041".to_owned()],
        );
        Ok(Some(Computed::of("annual-leave-payout", &input, &outcome)))
    }

    /// on all that is paid for leaving together; wages, leave pay and the like are taxed as salary.
    fn income_tax(
        &self,
        bill: &mut Bill,
        severance_is_known: bool,
    ) -> Result<Option<(Computed, severance_income_tax::Outcome)>, Refusal> {
        if !severance_is_known && self.agreed.is_none() {
            return Ok(None);
        }
        let published = self.standards.annual_average_wage(&self.city, self.last_day);
        let Some(annual) = bill.figure(Kind::AnnualAverage, "R-038", published) else {
            return Ok(None);
        };
        let lump_sum = bill.lines.iter().filter(|line| sheet::is_in_lump_sum(&line.code)).map(|line| line.amount.0);
        let input = severance_income_tax::Input {
            compensation: Fen::checked_sum(lump_sum)?,
            local_annual_average_wage: annual,
        };
        let outcome = law::severance_income_tax(&input)?;
        bill.flags(&outcome.flags);
        Ok(Some((Computed::of("severance-income-tax", &input, &outcome), outcome)))
    }
}

/// Whether overtime pay belongs to the base where the work is done.
fn counts_overtime(city: &str) -> bool {
    let flag = Standards::shipped().policy_flags.iter().find(|flag| flag.flag == "base.include_overtime");
    flag.is_none_or(|flag| {
        flag.local.get(standards::city_name(city)).unwrap_or(&flag.default).as_bool().unwrap_or(true)
    })
}
