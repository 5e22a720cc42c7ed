//! Whom a batch may be opened for: people with the contract they have now.

use actix_web::get;
use actix_web::web::Query;
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::AgreementKind;
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, LegalEntityId};
use store::schema::{agreements, contracts, employee_cards, employees, employments};
use store::{Money, Text};
use utoipa::{IntoParams, ToSchema};

use crate::employees::{Contract, ContractKind, EmployeeRef, contracts_in_force, holding};
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Page, Problem, perm};

/// Whom to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CandidateFilter {
    legal_entity_id: LegalEntityId,
    kind: AgreementKind,
    /// Only those whose contract ends by this day.
    ends_by: Option<NaiveDate>,
    /// Part of a name or of an employee number.
    #[param(example = "沈")]
    q: Option<String>,
}

/// Somebody with whom a contract can be concluded.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchCandidate {
    pub employee: EmployeeRef,
    /// Where they live is known from an earlier contract.
    pub address_known: bool,
    pub contract: Option<CandidateContract>,
    /// Fixed terms concluded so far with this employer; from two on an open-ended contract is due (LCL 14(2)(3), R-018).
    pub fixed_terms: i64,
}

/// The contract in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateContract {
    pub kind: ContractKind,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub monthly_wage: Option<Money>,
}

/// Most that are answered; a batch has no more.
const MOST: i64 = 1_000;

/// People of an employer for whom no contract of this kind is on the table, by employee number: at most 1,000.
#[utoipa::path(tag = "agreements", params(CandidateFilter), responses((status = 200, body = Page<BatchCandidate>), Refusals))]
#[get("/agreement-batch-candidates")]
pub async fn list_batch_candidates(
    app: App,
    who: Guard<perm::AgreementBatchesPrepare>,
    filter: Query<CandidateFilter>,
) -> Answer<Page<BatchCandidate>> {
    who.scope().require_entity(filter.legal_entity_id)?;
    let today = app.today();
    let db = app.read().await?;
    let employed = employments::table
        .filter(employments::employee_id.eq(employees::id).and(employments::legal_entity_id.eq(filter.legal_entity_id)))
        .filter(employments::left_on.is_null().or(employments::left_on.ge(today)));
    let on_the_table = agreements::table
        .filter(agreements::employee_id.eq(employees::id).and(agreements::kind.eq(Text(filter.kind))))
        .filter(agreements::stage.eq_any(["draft", "reviewed", "sent", "partly_signed"]));
    let mut query = employees::table
        .filter(employees::legal_entity_id.eq(filter.legal_entity_id))
        .filter(exists(employed).and(not(exists(on_the_table))))
        .order(employees::number)
        .limit(MOST)
        .select((EmployeeRef::as_select(), employees::address_sealed.is_not_null()))
        .into_boxed();
    if let Some(by) = filter.ends_by {
        // The last one on record: a later one has renewed it already.
        let last_ends = contracts::table
            .filter(contracts::employee_id.eq(employees::id).and(contracts::until_on.le(by)))
            .filter(contracts::until_on.ge(today));
        query = query.filter(exists(last_ends));
    }
    if let Some(sought) = filter.q.as_deref().map(str::trim).filter(|sought| !sought.is_empty()) {
        let holds = employee_cards::table
            .filter(employee_cards::employee_id.eq(employees::id).and(employee_cards::search.like(holding(sought))));
        query = query.filter(exists(holds));
    }
    let people: Vec<(EmployeeRef, bool)> = query.load(&mut &*db).await?;
    let ids: Vec<EmployeeId> = people.iter().map(|(person, _)| person.id).collect();
    let days: Vec<(EmployeeId, NaiveDate)> = ids.iter().map(|id| (*id, today)).collect();
    let (mut in_force, counts) =
        tokio::try_join!(contracts_in_force(&db, &app.keyring, &days), fixed_terms(&db, &ids, filter.legal_entity_id))?;
    let candidate = |(employee, address_known): (EmployeeRef, bool)| {
        let contract = in_force.remove(&employee.id).map(|Contract { terms, .. }| CandidateContract {
            kind: terms.kind,
            from: terms.from,
            until: terms.until,
            monthly_wage: terms.monthly_wage,
        });
        let fixed_terms = counts.iter().find(|(id, _)| *id == employee.id).map_or(0, |(_, count)| *count);
        BatchCandidate { employee, address_known, contract, fixed_terms }
    };
    Ok(Page::whole(people.into_iter().map(candidate).collect()))
}

async fn fixed_terms(
    mut db: &store::Db,
    people: &[EmployeeId],
    entity: LegalEntityId,
) -> Answer<Vec<(EmployeeId, i64)>> {
    contracts::table
        .inner_join(employments::table)
        .filter(contracts::employee_id.eq_any(people).and(contracts::kind.eq(Text(ContractKind::FixedTerm))))
        .filter(employments::legal_entity_id.eq(entity))
        .group_by(contracts::employee_id)
        .select((contracts::employee_id, diesel::dsl::count_star()))
        .load(&mut db)
        .await
        .map_err(Problem::from)
}
