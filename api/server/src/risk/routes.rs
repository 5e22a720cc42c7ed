use actix_web::web::{Json, Query};
use actix_web::{HttpRequest, get};
use chrono::NaiveDate;
use domain::risk::{Situation, situations};

use super::overview::{self, cases, contracts};
use super::row::{
    ProtectedFilter, ProtectedPerson, RiskCase, RiskCaseFilter, RiskContract, RiskContractFilter, RiskFilter,
    RiskOverview,
};
use crate::deadlines::{Survey, survey};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Events, Kind};
use crate::platform::{Answer, App, Guard, Page, Paging, perm, telemetry};

/// Risks in numbers: cases and their money, missing evidence, contracts, protected situations, what is overdue.
#[utoipa::path(tag = "risk", params(RiskFilter), responses((status = 200, body = RiskOverview), Refusals))]
#[get("/risk")]
pub async fn show_risk(
    app: App,
    who: Guard<perm::RiskRead>,
    request: HttpRequest,
    filter: Query<RiskFilter>,
) -> Answer<Json<RiskOverview>> {
    let english = telemetry::english(&request);
    overview::overview(&app, &who, who.scope(), filter.legal_entity_id, english).await.map(Json)
}

/// The cases that are not over, oldest first, with what each costs by how it ends and what it lacks.
#[utoipa::path(tag = "risk", params(RiskCaseFilter, Paging), responses((status = 200, body = Page<RiskCase>), Refusals))]
#[get("/risk/cases")]
pub async fn list_risk_cases(
    app: App,
    who: Guard<perm::RiskRead>,
    filter: Query<RiskCaseFilter>,
    paging: Query<Paging>,
) -> Answer<Page<RiskCase>> {
    let mut found = cases(&app, &who, who.scope(), filter.legal_entity_id).await?;
    found.retain(|case| filter.keeps(case));
    paged(found, &paging, RiskCase::place)
}

/// Contracts about to become open-ended, unsigned past a month, or ending within ninety days, by day.
#[utoipa::path(tag = "risk", params(RiskContractFilter, Paging), responses((status = 200, body = Page<RiskContract>), Refusals))]
#[get("/risk/contracts")]
pub async fn list_risk_contracts(
    app: App,
    who: Guard<perm::RiskRead>,
    request: HttpRequest,
    filter: Query<RiskContractFilter>,
    paging: Query<Paging>,
) -> Answer<Page<RiskContract>> {
    let survey = survey(&app, &who, who.scope(), filter.legal_entity_id).await?;
    let found = contracts(survey, filter.topic, app.today(), telemetry::english(&request));
    paged(found, &paging, RiskContract::place)
}

/// Who is in a protected situation, by name. An entry in the trail of each person who is named says who looked and why.
#[utoipa::path(tag = "risk", params(ProtectedFilter, Paging), responses((status = 200, body = Page<ProtectedPerson>), Refusals))]
#[get("/risk/protected-people")]
pub async fn list_protected_people(
    app: App,
    who: Guard<perm::RiskProtected>,
    filter: Query<ProtectedFilter>,
    paging: Query<Paging>,
) -> Answer<Page<ProtectedPerson>> {
    let survey = survey(&app, &who, who.scope(), filter.legal_entity_id).await?;
    let page = paged(protected(survey, filter.situation, app.today()), &paging, ProtectedPerson::place)?;
    app.change(&who, async |_| {
        // That nothing is on record about somebody says nothing about them.
        let told = page.items.iter().filter(|one| one.situations.iter().any(|it| *it != Situation::NotOnRecord));
        let event = |one: &ProtectedPerson| {
            let (entity, person) = (one.legal_entity_id, one.employee.id);
            let facts = serde_json::json!({"reason": filter.reason, "situations": one.situations});
            Event::new(Kind::CircumstancesRead, entity, person).about(person).facts(&facts)
        };
        let events: Vec<Event> = told.map(event).collect();
        Ok(((), if events.is_empty() { Events::nothing_changed() } else { events.into() }))
    })
    .await?;
    Ok(page)
}

/// The people employed in one of the situations, or in any, by number.
fn protected(survey: Survey, asked: Option<Situation>, today: NaiveDate) -> Vec<ProtectedPerson> {
    let employed = survey.people.into_iter().filter(|one| one.facts.left_on.is_none());
    let shown = employed.map(|one| ProtectedPerson {
        situations: situations(&one.facts, today),
        employee: one.person,
        legal_entity_id: one.legal_entity_id,
    });
    let wanted = |one: &ProtectedPerson| match asked {
        Some(situation) => one.situations.contains(&situation),
        None => !one.situations.is_empty(),
    };
    let mut found: Vec<ProtectedPerson> = shown.filter(wanted).collect();
    found.sort_by_key(ProtectedPerson::place);
    found
}

/// The part of a computed list that a page shows.
fn paged<T, K>(found: Vec<T>, paging: &Paging, place: fn(&T) -> K) -> Answer<Page<T>>
where
    K: serde::Serialize + serde::de::DeserializeOwned + Ord,
{
    let after: Option<K> = paging.after()?;
    let wanted = usize::try_from(paging.limit()).unwrap_or_default() + 1;
    let follows = |one: &T| after.as_ref().is_none_or(|last| place(one) > *last);
    Ok(Page::of(found.into_iter().filter(follows).take(wanted).collect(), paging, place))
}
