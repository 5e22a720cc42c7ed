//! Disputes as sent.

use chrono::{DateTime, NaiveDate, Utc};
use domain::disputes::calendar::{Due, DueKind, calendar};
use domain::disputes::claims::{Claim, Limited, Verdict};
use domain::disputes::{Stage, StepKind};
use domain::refused::Words;
use domain::separations::Side;
use law::limitation;
use serde::Serialize;
use store::Money;
use store::ids::{DisputeId, DisputeStepId, LegalEntityId, SeparationId};
use utoipa::ToSchema;

use super::holds::LegalHold;
use super::row::{File, StepRow};
use crate::employees::EmployeeRef;
use crate::platform::http::Versioned;
use crate::platform::{Answer, App, Problem};
use crate::separations::Computed;

/// A labour dispute 劳动争议.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Dispute {
    pub id: DisputeId,
    pub version: i32,
    #[schema(example = "DSP-2026-0001")]
    pub number: String,
    pub legal_entity_id: LegalEntityId,
    pub employee: EmployeeRef,
    /// Who claims.
    pub claimant: Side,
    pub stage: Stage,
    /// The arbitration commission, later the court.
    #[schema(example = "上海市浦东新区劳动人事争议仲裁委员会")]
    pub tribunal: String,
    #[schema(example = "浦劳人仲（2026）办字第1234号")]
    pub case_number: String,
    /// The day arbitration was applied for.
    pub filed_on: Option<NaiveDate>,
    pub opened_at: DateTime<Utc>,
    /// In the order they were recorded; the employer's own notes and exhibits only for those who handle it.
    pub steps: Vec<DisputeStep>,
    /// What the employer prepares; null for the employee.
    pub inside: Option<DisputeInside>,
}

/// What the employer prepares.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeInside {
    pub summary: String,
    pub opened_by_name: String,
    pub separation_id: Option<SeparationId>,
    pub separation_number: Option<String>,
    /// What is due from the steps on record (R-120 ).
    pub calendar: Vec<DisputeDue>,
    pub claims: Vec<DisputeClaimLimited>,
    /// The sum of the claims that name one.
    pub claimed: Money,
    /// Holds on the person's records, latest first.
    pub holds: Vec<LegalHold>,
}

/// A step of a dispute.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeStep {
    pub id: DisputeStepId,
    pub kind: StepKind,
    pub dated_on: NaiveDate,
    pub text: String,
    /// For those who handle it.
    pub note: Option<String>,
    /// The award is final for the employer (一裁终局).
    pub is_final: bool,
    /// The employment is to go on (继续履行).
    pub reinstates: bool,
    /// The paper, for those who handle it.
    pub file_name: Option<String>,
    /// SHA-256 of the paper, in hex.
    pub sha256: Option<String>,
    pub size: Option<i64>,
    pub recorded_by_name: Option<String>,
    pub recorded_at: DateTime<Utc>,
}

/// Something due in a dispute.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeDue {
    pub kind: DueKind,
    /// The row of R-120.
    #[schema(example = "A-32")]
    pub row: String,
    /// Who has to act.
    pub side: Side,
    pub due_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
    pub basis: DisputeText,
    #[schema(example = "劳动争议调解仲裁法 30；法释〔2025〕12号 20")]
    pub cite: String,
}

/// A sentence in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeText {
    pub zh: String,
    pub en: String,
}

/// A claim with its limitation: raised in arbitration or lost.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeClaimLimited {
    #[serde(flatten)]
    pub claim: Claim,
    pub verdict: Verdict,
    /// The last day to apply for arbitration; null where there is none yet or no rule is known.
    pub last_day_to_apply: Option<NaiveDate>,
    pub limitation: Option<Computed>,
    /// The same with the year begun anew by the interruption that is asserted; to be proved by whoever asserts it.
    pub after_interruption: Option<Computed>,
    /// What is lacking to say more.
    pub missing: Option<DisputeText>,
}

impl Versioned for Dispute {
    fn version(&self) -> i32 {
        self.version
    }
}

impl From<Words> for DisputeText {
    fn from(Words { zh, en }: Words) -> Self {
        Self { zh, en }
    }
}

impl From<Due> for DisputeDue {
    fn from(Due { kind, side, due_on, done_on, basis }: Due) -> Self {
        let (row, cite) = (kind.row().to_owned(), kind.cite().to_owned());
        Self { kind, row, side, due_on, done_on, basis: basis.into(), cite }
    }
}

impl StepRow {
    pub fn view(self, inside: bool) -> DisputeStep {
        let Self { id, kind, dated_on, text, note, is_final, reinstates, .. } = self;
        DisputeStep {
            id,
            kind,
            dated_on,
            text,
            note: inside.then_some(note),
            is_final,
            reinstates,
            file_name: self.file_name.filter(|_| inside),
            sha256: self.sha256.filter(|_| inside),
            size: self.size.filter(|_| inside),
            recorded_by_name: inside.then_some(self.recorded_by.name),
            recorded_at: self.recorded_at,
        }
    }
}

impl File {
    /// As sent to those who handle it, or to the person it is with.
    pub fn view(self, app: &App, inside: bool) -> Answer<Dispute> {
        let part = if inside { Some(self.inside(app)?) } else { None };
        let steps = self.steps.0.into_iter().filter(|step| inside || step.kind.is_public());
        Ok(Dispute {
            id: self.id,
            version: self.version,
            number: self.number,
            legal_entity_id: self.legal_entity_id,
            employee: EmployeeRef { id: self.employee_id, number: self.employee_number, name: self.employee_name },
            claimant: self.claimant.0,
            stage: self.stage.0,
            tribunal: self.tribunal,
            case_number: self.case_number,
            filed_on: self.filed_on,
            opened_at: self.opened_at,
            steps: steps.map(|step| step.view(inside)).collect(),
            inside: part,
        })
    }

    fn inside(&self, app: &App) -> Answer<DisputeInside> {
        let claims = self.claims(app)?;
        let known = self.known();
        let claimed = law::Fen::checked_sum(claims.iter().filter_map(|claim| claim.amount))?;
        let limited = claims.into_iter().map(|claim| {
            let limited = claim.limited(&known);
            with_limitation(claim, limited)
        });
        Ok(DisputeInside {
            summary: self.summary.clone(),
            opened_by_name: self.opened_by.0.name.clone(),
            separation_id: self.separation_id,
            separation_number: self.separation_number.clone(),
            calendar: calendar(&self.course()).into_iter().map(DisputeDue::from).collect(),
            claims: limited.collect::<Answer<_>>()?,
            claimed: Money(claimed),
            holds: self.holds.0.iter().map(|hold| LegalHold::of_file(self, hold)).collect(),
        })
    }
}

fn with_limitation(claim: Claim, limited: Limited) -> Answer<DisputeClaimLimited> {
    let Limited { verdict, plain, anew, missing } = limited;
    Ok(DisputeClaimLimited {
        claim,
        verdict,
        last_day_to_apply: plain.as_ref().and_then(|(_, outcome)| outcome.last_day_to_apply),
        limitation: plain.map(computed).transpose()?,
        after_interruption: anew.map(computed).transpose()?,
        missing: missing.map(DisputeText::from),
    })
}

fn computed((input, outcome): (limitation::Input, limitation::Outcome)) -> Answer<Computed> {
    Ok(Computed {
        calculator: "limitation".to_owned(),
        input: serde_json::to_value(input).map_err(Problem::from_internal)?,
        outcome: serde_json::to_value(outcome).map_err(Problem::from_internal)?,
    })
}
