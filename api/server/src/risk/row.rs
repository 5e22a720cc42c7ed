//! Risks as sent.

use chrono::NaiveDate;
use domain::deadlines;
use domain::risk::{Finding, Situation, Topic};
use domain::separations::Stage;
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, LayoffId, LegalEntityId, SeparationId};
use utoipa::{IntoParams, ToSchema};

use crate::employees::EmployeeRef;
use crate::separations::{AtStake, OpenCase};

/// Whose risks: of one legal entity, or of all in scope.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RiskFilter {
    pub legal_entity_id: Option<LegalEntityId>,
}

/// A case that is not over, with what it costs and lacks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskCase {
    pub id: SeparationId,
    #[schema(example = "SEP-2026-0001")]
    pub number: String,
    pub employee: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    #[schema(example = "40(2)")]
    pub ground: String,
    pub stage: Stage,
    pub opened_on: NaiveDate,
    /// Days since it was opened.
    pub age_days: i64,
    pub last_day: Option<NaiveDate>,
    pub layoff_id: Option<LayoffId>,
    pub at_stake: AtStake,
    /// Evidence codes that block by their absence, but for what the act itself brings and what was let pass.
    #[schema(example = json!(["E-APPR2-FAIL"]))]
    pub missing: Vec<String>,
    /// Statutory bars that stand in the way.
    pub bars: usize,
    /// Circumstances that nobody has answered, and which hold up the notice.
    pub unknown: usize,
}

impl RiskCase {
    pub fn of(case: OpenCase, today: NaiveDate) -> Self {
        Self {
            id: case.id,
            number: case.number,
            employee: case.employee,
            legal_entity_id: case.legal_entity_id,
            ground: case.ground,
            stage: case.stage,
            opened_on: case.opened_on,
            age_days: (today - case.opened_on).num_days(),
            last_day: case.last_day,
            layoff_id: case.layoff_id,
            at_stake: case.at_stake,
            missing: case.missing.into_iter().map(str::to_owned).collect(),
            bars: case.bars,
            unknown: case.unknown,
        }
    }

    pub fn place(&self) -> (NaiveDate, SeparationId) {
        (self.opened_on, self.id)
    }
}

/// Which cases.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RiskCaseFilter {
    pub legal_entity_id: Option<LegalEntityId>,
    #[param(example = "40(2)")]
    pub ground: Option<String>,
    pub stage: Option<Stage>,
    /// An evidence code that is missing.
    #[param(example = "E-APPR2-FAIL")]
    pub missing: Option<String>,
}

impl RiskCaseFilter {
    pub fn keeps(&self, case: &RiskCase) -> bool {
        self.ground.as_ref().is_none_or(|ground| case.ground == *ground)
            && self.stage.is_none_or(|stage| case.stage == stage)
            && self.missing.as_ref().is_none_or(|code| case.missing.contains(code))
    }
}

/// Something about a person's contract.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskContract {
    pub employee: EmployeeRef,
    pub topic: Topic,
    /// The day on which it is so, or has been since.
    pub on: NaiveDate,
    /// The facts it was computed from.
    #[schema(example = "连续第 2 次固定期限合同，2026-12-31 到期")]
    pub basis: String,
    /// Of the rulebook.
    #[schema(example = "R-012")]
    pub rule: String,
}

impl RiskContract {
    pub fn of(employee: EmployeeRef, finding: Finding, english: bool) -> Self {
        let Finding { topic, on, basis, rule } = finding;
        let basis = if english { basis.en } else { basis.zh };
        Self { employee, topic, on, basis, rule: rule.to_owned() }
    }

    pub fn place(&self) -> (NaiveDate, EmployeeId, Topic) {
        (self.on, self.employee.id, self.topic)
    }
}

/// Which contracts.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RiskContractFilter {
    pub legal_entity_id: Option<LegalEntityId>,
    pub topic: Option<Topic>,
}

/// Somebody whom the law protects, or about whom it is not on record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProtectedPerson {
    pub employee: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    pub situations: Vec<Situation>,
}

impl ProtectedPerson {
    pub fn place(&self) -> (String, EmployeeId) {
        (self.employee.number.clone(), self.employee.id)
    }
}

/// Which people, and why they are looked up.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProtectedFilter {
    pub legal_entity_id: Option<LegalEntityId>,
    pub situation: Option<Situation>,
    /// Why it is read; kept in the trail of each person who is named.
    #[param(example = "核对经济性裁员名单")]
    pub reason: Option<String>,
}

/// Risks in numbers, as of a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskOverview {
    pub as_of: NaiveDate,
    /// Cases that are not over.
    pub cases: usize,
    /// The same by ground and stage.
    pub by_ground: Vec<RiskGroundCount>,
    /// The money of all of them, outcome by outcome.
    pub at_stake: AtStake,
    /// Cases whose sums cannot be computed, because no wages are on record.
    pub without_sums: usize,
    /// Missing evidence by code, what most cases lack first.
    pub missing: Vec<RiskMissing>,
    pub contracts: Vec<RiskTopicCount>,
    pub protected: Vec<RiskSituationCount>,
    /// Overdue deadlines by kind.
    pub overdue: Vec<RiskOverdue>,
    /// Alerts that nobody has answered; null for whoever may not see alerts of others.
    pub open_alerts: Option<i64>,
    /// Improvement plans that end within thirty days or have ended without an outcome.
    pub plans_ending: i64,
    /// The day up to which plans are counted.
    pub plans_ending_by: NaiveDate,
    /// People employed, oneself not counted.
    pub people: usize,
}

/// Cases of one ground at one stage.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskGroundCount {
    #[schema(example = "40(2)")]
    pub ground: String,
    pub stage: Stage,
    pub cases: usize,
    /// Days since the oldest of them was opened.
    pub oldest_days: i64,
}

/// Open cases that lack one code.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskMissing {
    #[schema(example = "E-APPR2-FAIL")]
    pub code: String,
    pub zh: String,
    pub en: String,
    pub cases: usize,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskTopicCount {
    pub topic: Topic,
    pub people: usize,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskSituationCount {
    pub situation: Situation,
    pub people: usize,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskOverdue {
    pub kind: deadlines::Kind,
    #[schema(example = "劳动合同到期：续订或通知终止")]
    pub title: String,
    pub deadlines: usize,
}
