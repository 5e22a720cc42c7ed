//! What only the case itself knows: which branch of the ground, which clauses, what the rules promise. The gate
//! asks some evidence only under such a condition, and the notice names the clauses.

use actix_web::put;
use actix_web::web::Path;
use chrono::NaiveDate;
use law::gate::Circumstances;
use law::retirement::Category;
use law::severance::RenewalOffer;
use serde::{Deserialize, Serialize};
use store::Json;
use store::ids::SeparationId;
use utoipa::ToSchema;
use validator::Validate;

use super::row::Case;
use super::view::Separation;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Tagged, Valid, perm};

/// Answers to what no record says; null or absent is not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = SeparationCaseFacts)]
pub struct CaseFacts {
    /// 39: the day the facts happened; a warning when they are older than half a year.
    pub facts_on: Option<NaiveDate>,
    /// Clauses of rules or contracts that the notice relies on, each a sentence.
    #[validate(length(max = 20), custom(function = clauses))]
    #[schema(example = json!(["《员工手册》（2025 版）第 5.2 条：连续旷工三日，属于严重违反规章制度。"]))]
    pub rule_clauses: Vec<String>,
    /// 39(2): the rule asks for warnings first.
    pub progressive_rule: Option<bool>,
    /// 39(2): no rule covers the facts; basic labour discipline is invoked.
    pub no_express_rule: Option<bool>,
    /// 39: the company's own rules promise a hearing.
    pub hearing_promised: Option<bool>,
    /// The rules were made before 2008-01-01.
    pub policy_before_2008: Option<bool>,
    /// 39(1): the recruitment conditions come from a policy.
    pub conditions_in_policy: Option<bool>,
    /// 40(2): the standard comes from a policy.
    pub kpi_in_policy: Option<bool>,
    /// 40(1): an illness that is serious or hard to cure, or a disability.
    pub serious_illness: Option<bool>,
    /// 44(1): what the employer offered for the renewal.
    #[schema(value_type = Option<String>, example = "same_or_better")]
    pub renewal_offer: Option<RenewalOffer>,
    /// 44(1): the employee refused that offer.
    pub employee_refused: Option<bool>,
    /// 44(1): the employee declined an open-ended contract in writing; counts with the evidence `E-EMP-REFUSE`.
    pub declined_open_ended: Option<bool>,
    /// 44(2), 42(5): the retirement category of a woman, by post and file: `F50` or `F55`.
    #[schema(value_type = Option<String>, example = "F55")]
    pub retirement_category: Option<Category>,
    /// R-072(6): union officer in term, bargaining representative, or protected by another law.
    pub other_protection: Option<bool>,
    /// The employee confirmed the address for service.
    pub address_confirmed: Option<bool>,
}

fn clauses(clauses: &[String]) -> Result<(), validator::ValidationError> {
    let fits = |clause: &String| (1..=500).contains(&clause.trim().chars().count());
    if clauses.iter().all(fits) { Ok(()) } else { Err(validator::ValidationError::new("length")) }
}

impl CaseFacts {
    /// Adds to what is known of the person; `refusal_proved`: the employee's refusal is on file and judged.
    pub(super) fn refine(&self, known: &mut Circumstances, refusal_proved: bool) {
        known.progressive_rule = self.progressive_rule;
        known.no_express_rule = self.no_express_rule;
        known.hearing_promised = self.hearing_promised;
        known.policy_before_2008 = self.policy_before_2008;
        known.conditions_in_policy = self.conditions_in_policy;
        known.kpi_in_policy = self.kpi_in_policy;
        known.serious_illness = self.serious_illness;
        known.other_protection = self.other_protection;
        known.address_confirmed = self.address_confirmed;
        if self.renewal_offer == Some(RenewalOffer::SameOrBetter) {
            known.employer_claims_no_severance = self.employee_refused;
        }
        if self.declined_open_ended == Some(true) && refusal_proved {
            known.must_offer_open_ended = Some(false);
        }
    }
}

/// State what only the case knows. With the notice the grounds are locked: nothing is added afterwards.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = CaseFacts, responses((status = 200, body = Separation), Refusals))]
#[put("/separations/{id}/case-facts")]
pub async fn state_case_facts(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<CaseFacts>,
) -> Answer<Tagged<Separation>> {
    let said = said.0;
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.progress()?.require_unlocked()?;
        let facts = serde_json::json!({"number": case.row.number, "case_facts": said});
        case.row.case_facts = Some(Json(said));
        case.save(tx).await?;
        let event = case.event(Kind::SeparationFactsStated).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}
