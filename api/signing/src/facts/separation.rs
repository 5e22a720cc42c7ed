//! The separation agreement (解除劳动合同协议书), DOC-01, R-051.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Calculation, Employer, Letter, Money, Party, Term, Worker, adds_up, to_value, with};
use crate::{Error, Template};

/// 解除劳动合同协议书: an agreement to end the contract under LCL 36.
///
/// The document says whether the agreed total stays below the statutory one, and by how much;
/// payment in it is unconditional (P-118).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeparationAgreement {
    /// Party A (甲方).
    pub employer: Employer,
    /// Party B (乙方).
    pub worker: Worker,
    /// First day of this employment.
    pub hired_on: NaiveDate,
    /// Term of the contract in force.
    pub contract: Term,
    /// Who proposed it (提出方): decides whether N is the statutory floor, LCL 46(2).
    pub proposer: Party,
    /// Further words on how it came to this, if both want them.
    pub background: Option<String>,
    /// Last day of the employment (解除日).
    pub ends_on: NaiveDate,
    /// Day by which wages up to the last day are paid.
    pub wages_pay_on: NaiveDate,
    /// Last month of social insurance and housing fund in words: `2026年7月`.
    pub insurance_until: String,
    /// What is paid, item by item.
    pub sums: Vec<Sum>,
    /// Sum of the statutory figures.
    pub statutory_total: Money,
    /// Sum of the agreed figures, before tax.
    pub total: Money,
    /// Income tax on it.
    pub tax: Tax,
    /// Last day of payment.
    pub pay_on: NaiveDate,
    /// Where it is paid to: `招商银行尾号 8821 的工资账户`.
    pub account: String,
    /// Handover of work.
    pub handover: Handover,
    /// Annual leave of the current year.
    pub leave: Leave,
    /// Bonus and other variable pay; `None` leaves the clause out.
    pub bonus: Option<String>,
    /// Non-compete obligation.
    pub non_compete: NonCompete,
    /// Terms the two sides added, each a sentence.
    pub extra_terms: Vec<String>,
    /// Arbitration commission that is competent (劳动人事争议仲裁委员会).
    pub arbitration: String,
    /// The annex: how each figure was computed.
    pub calculations: Vec<Calculation>,
    /// Version of the rules and local standards used.
    pub ruleset: String,
}

/// One sum of money with the statutory figure beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Its name (`经济补偿`).
    pub label: String,
    /// In one line, how it is made up.
    pub basis: String,
    /// What the law gives (法定参照额); none where the law gives nothing.
    pub statutory: Option<Money>,
    /// What is paid, before tax.
    pub agreed: Money,
}

/// Income tax on what is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// The rule, in one line.
    pub basis: String,
    /// Tax the employer withholds.
    pub withheld: Money,
    /// What reaches the account.
    pub net: Money,
}

/// Handover of work (工作交接).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Who takes over.
    pub to: String,
    /// Day by which it is done.
    pub by: NaiveDate,
    /// What is handed over, each without a full stop.
    pub items: Vec<String>,
}

/// Annual leave of the last year (年休假).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// Days the law or the contract gives for the part of the year worked.
    pub entitled_days: String,
    /// Days taken.
    pub used_days: String,
    /// Days left.
    pub unused_days: String,
    /// What becomes of them, without a full stop.
    pub treatment: String,
}

/// What is agreed on competition after the end (竞业限制).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NonCompete {
    /// There never was such a clause.
    None,
    /// There was one and the employer gives it up.
    Waived,
    /// It is in force.
    Active {
        /// First day.
        from: NaiveDate,
        /// Last day, at most two years later (LCL 24).
        until: NaiveDate,
        /// Paid each month.
        monthly: Money,
        /// Field and region.
        scope: String,
    },
}

impl Letter for SeparationAgreement {
    const TEMPLATE: Template = Template::SeparationAgreement;

    fn view(&self) -> Result<Value, Error> {
        adds_up("/total", self.total, self.sums.iter().map(|sum| sum.agreed))?;
        adds_up("/statutory_total", self.statutory_total, self.sums.iter().filter_map(|sum| sum.statutory))?;
        adds_up("/total", self.total, [self.tax.net, self.tax.withheld])?;
        let shortfall = self.total.short_of(self.statutory_total);
        Ok(with(
            to_value(self)?,
            [("total_in_words", self.total.in_words().into()), ("shortfall", shortfall.map(String::from).into())],
        ))
    }
}
