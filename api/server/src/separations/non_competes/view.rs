//! Duties as sent.

use chrono::{DateTime, NaiveDate, Utc};
use domain::non_competes::{BoundAs, Decision, Duty, InstalmentState};
use domain::separations::Side;
use law::{Decimal, Fen, non_compete_release};
use serde::Serialize;
use store::Money;
use store::ids::{DocumentId, NonCompeteId, SeparationId};
use utoipa::ToSchema;

use super::super::settlement::Computed;
use super::row::{Pay, PaymentRow, Record};
use crate::employees::EmployeeRef;
use crate::platform::crypto::Keyring;
use crate::platform::deliveries::Answered;
use crate::platform::http::Versioned;
use crate::platform::{Answer, Problem};

/// What became of the non-compete duty of somebody who leaves.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonCompete {
    pub id: NonCompeteId,
    pub version: i32,
    pub separation_id: SeparationId,
    #[schema(example = "SEP-2026-0001")]
    pub case_number: String,
    pub employee: EmployeeRef,
    pub decision: Decision,
    /// Which secrets the person had access to; why it was given up.
    pub reason: String,
    /// The letter to the employee.
    pub document_id: DocumentId,
    pub decided_by_name: String,
    pub decided_at: DateTime<Utc>,
    /// It was said after the last day only (R-082 asks for it at the end at the latest).
    pub late: bool,
    pub employee_answer: Option<Answered>,
    /// Where it binds.
    pub terms: Option<NonCompeteTermsShown>,
    /// What was paid and what is due, month by month.
    pub instalments: Vec<NonCompeteInstalment>,
    pub payments: Vec<NonCompetePaymentMade>,
    /// Months past their day of payment for which nothing was paid.
    pub unpaid_months: u32,
    /// Three months without payment: the employee may ask to be released.
    pub may_ask_release: bool,
    /// What an early release would cost today and what the unpaid months allow, where the duty runs.
    pub release: Option<Computed>,
    pub statements: Vec<NonCompeteStatementMade>,
    /// How it was ended before its term.
    pub ending: Option<NonCompeteEnding>,
}

impl Versioned for NonCompete {
    fn version(&self) -> i32 {
        self.version
    }
}

/// What the duty asks and pays.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NonCompeteTerms)]
pub struct NonCompeteTermsShown {
    pub bound_as: BoundAs,
    pub scope: String,
    pub region: String,
    pub from_on: NaiveDate,
    /// Its last day by its term.
    pub until_on: NaiveDate,
    pub months: u32,
    pub pay_day: u32,
    pub monthly: Money,
    /// The monthly pay measured against its floor; null when no wages were on record.
    pub computed: Option<Computed>,
}

/// A month of the duty.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonCompeteInstalment {
    pub number: u32,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub due_on: NaiveDate,
    pub due: Money,
    pub paid: Money,
    pub state: InstalmentState,
    /// The employee has stated that it was not paid.
    pub stated_unpaid: bool,
}

/// A payment on record.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NonCompetePayment)]
pub struct NonCompetePaymentMade {
    /// Null: the pay for an early release.
    pub instalment: Option<u32>,
    pub amount: Money,
    pub paid_on: NaiveDate,
    pub recorded_by_name: String,
    pub recorded_at: DateTime<Utc>,
}

/// What the employee stated about months that were not paid.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = NonCompeteStatement)]
pub struct NonCompeteStatementMade {
    pub instalments: Vec<u32>,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// How the duty was ended early.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonCompeteEnding {
    pub on: NaiveDate,
    /// Which side ended it.
    pub by: Side,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub text: String,
    /// What it costs, with every step.
    pub cost: Computed,
    /// Owed on top of the months that were kept.
    pub extra: Money,
    pub extra_paid: Money,
}

impl Record {
    /// As sent.
    pub fn view(self, keyring: &Keyring, today: NaiveDate) -> Answer<NonCompete> {
        let (duty, pay) = (self.duty(), self.pay(keyring)?);
        let payments = self.payments.0.iter().map(|one| made(one, keyring)).collect::<Answer<Vec<_>>>()?;
        let bound = duty.zip(pay);
        let instalments = match &bound {
            Some((duty, pay)) => self.instalments(duty, pay.monthly, &payments, today)?,
            None => Vec::new(),
        };
        let unpaid = unpaid_months(&instalments);
        let release = match &bound {
            Some((duty, pay)) if runs(duty, today) => Some(self.release_now(duty, pay.monthly, unpaid, today)?),
            _ => None,
        };
        let ending = self.ending_shown(keyring, &payments)?;
        Ok(NonCompete {
            id: self.id,
            version: self.version,
            separation_id: self.separation_id,
            case_number: self.case_number.clone(),
            employee: self.person(),
            decision: self.decision.0,
            reason: self.reason.clone(),
            document_id: self.document_id,
            decided_by_name: self.decided_by.0.name.clone(),
            decided_at: self.decided_at,
            late: self.last_day.is_some_and(|last| crate::platform::clock::civil_date(self.decided_at) > last),
            employee_answer: self.answer.zip(self.answered_at).map(|(answer, at)| Answered {
                answer: answer.0,
                text: self.answer_text.clone(),
                at,
            }),
            terms: bound.and_then(|(duty, pay)| self.terms(duty, pay)),
            may_ask_release: release.as_ref().is_some_and(|(_, outcome)| outcome.employee_may_request_release),
            instalments,
            payments,
            unpaid_months: unpaid,
            release: release.map(|(computed, _)| computed),
            statements: self.statements.0.into_iter().map(NonCompeteStatementMade::from).collect(),
            ending,
        })
    }

    fn terms(&self, duty: Duty, pay: Pay) -> Option<NonCompeteTermsShown> {
        Some(NonCompeteTermsShown {
            bound_as: self.bound_as?.0,
            scope: self.scope.clone()?,
            region: self.region.clone()?,
            from_on: duty.from_on,
            until_on: duty.until_on(),
            months: duty.months,
            pay_day: duty.pay_day,
            monthly: pay.monthly,
            computed: pay.computed,
        })
    }

    /// The months of the duty with what was paid for each.
    pub fn instalments(
        &self,
        duty: &Duty,
        monthly: Money,
        payments: &[NonCompetePaymentMade],
        today: NaiveDate,
    ) -> Answer<Vec<NonCompeteInstalment>> {
        let one = |month: domain::non_competes::Instalment| {
            let paid = sum(payments, Some(month.number))?;
            Ok(NonCompeteInstalment {
                number: month.number,
                from_on: month.from_on,
                until_on: month.until_on,
                due_on: month.due_on,
                due: monthly,
                paid: Money(paid),
                state: month.state((paid >= monthly.0, paid > Fen::ZERO), today),
                stated_unpaid: self.statements.0.iter().any(|said| said.instalments.contains(&month.number)),
            })
        };
        duty.instalments().into_iter().map(one).collect()
    }

    /// What ending it today would come to, by either side.
    fn release_now(&self, duty: &Duty, monthly: Money, unpaid: u32, today: NaiveDate) -> Answer<Cost> {
        let kept = duty.months_kept(today);
        let releases = kept < Decimal::whole(domain::non_competes::LONGEST_MONTHS);
        self.cost(monthly, kept, unpaid, releases)
    }

    /// What an end costs after so many months, with the calculator's outcome.
    pub fn cost(&self, monthly: Money, kept: Decimal, unpaid: u32, employer_releases: bool) -> Answer<Cost> {
        let input = non_compete_release::Input {
            monthly: Some(monthly.0),
            months_served: Some(kept),
            employer_releases,
            extra_asked: true,
            unpaid_months: Some(Decimal::whole(unpaid)),
            reminded: !self.statements.0.is_empty(),
        };
        let outcome = law::non_compete_release(&input)?;
        Ok((Computed::of("non-compete-release", &input, &outcome), outcome))
    }

    fn ending_shown(&self, keyring: &Keyring, payments: &[NonCompetePaymentMade]) -> Answer<Option<NonCompeteEnding>> {
        let Some((on, by)) = self.ended_on.zip(self.ended_by) else { return Ok(None) };
        let ending = self.ending(keyring)?.ok_or_else(|| Problem::from_internal("an end says how it came"))?;
        Ok(Some(NonCompeteEnding {
            on,
            by: by.0,
            by_name: ending.by.name,
            at: ending.at,
            text: ending.text,
            cost: ending.cost,
            extra: ending.extra,
            extra_paid: Money(sum(payments, None)?),
        }))
    }
}

/// A cost as it is shown, and the calculator's outcome.
pub(super) type Cost = (Computed, non_compete_release::Outcome);

/// It binds today, or will: its term is not over and nobody ended it.
pub(super) fn runs(duty: &Duty, today: NaiveDate) -> bool {
    duty.ended_on.is_none() && today <= duty.until_on()
}

/// Past their day, and nothing was paid.
pub(super) fn unpaid_months(instalments: &[NonCompeteInstalment]) -> u32 {
    let missed = instalments.iter().filter(|one| one.state == InstalmentState::Missed).count();
    u32::try_from(missed).unwrap_or(u32::MAX)
}

/// All that was paid for one instalment, or for the early release.
pub(super) fn sum(payments: &[NonCompetePaymentMade], instalment: Option<u32>) -> Answer<Fen> {
    let of_it = payments.iter().filter(|one| one.instalment == instalment).map(|one| one.amount.0);
    Ok(Fen::checked_sum(of_it)?)
}

pub(super) fn made(row: &PaymentRow, keyring: &Keyring) -> Answer<NonCompetePaymentMade> {
    Ok(NonCompetePaymentMade {
        instalment: row.instalment,
        amount: row.amount(keyring)?,
        paid_on: row.paid_on,
        recorded_by_name: row.by.name.clone(),
        recorded_at: row.at,
    })
}

impl From<super::row::StatementRow> for NonCompeteStatementMade {
    fn from(row: super::row::StatementRow) -> Self {
        Self { instalments: row.instalments, text: row.text, at: row.at }
    }
}
