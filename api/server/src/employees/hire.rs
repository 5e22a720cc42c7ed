//! Hiring, one person or thousands, in one way.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::ids::{AssignmentId, ContractId, EmployeeId, EmploymentId, LegalEntityId, OrgUnitId, PositionId};
use store::schema::{assignments, contracts, employees, employments};
use utoipa::ToSchema;
use validator::Validate;

use super::contracts::{ContractFacts, check_terms, seal_wage};
use super::phone::seal_phone;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, ids};

/// A person to be hired, with their first assignment and contract.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hire {
    pub legal_entity_id: LegalEntityId,
    /// Employee number 工号.
    #[validate(length(min = 1, max = 32))]
    #[schema(example = "SC0999")]
    pub number: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "欧阳静")]
    pub name: String,
    /// Identity number (GB 11643); birth date and gender follow from it.
    #[validate(length(min = 15, max = 18))]
    #[schema(example = "11010519491231002X")]
    pub national_id: String,
    #[schema(example = "13800138000")]
    pub phone: Option<String>,
    #[validate(email)]
    pub email: Option<String>,
    pub bank_account: Option<String>,
    #[validate(length(min = 1, max = 20))]
    #[schema(example = "上海")]
    pub work_city: String,
    pub hired_on: NaiveDate,
    pub org_unit_id: OrgUnitId,
    pub position_id: PositionId,
    pub manager_id: Option<EmployeeId>,
    #[validate(nested)]
    pub contract: ContractFacts,
}

/// Hires people under ids given by the caller (so that they may be each other's managers), in batches.
/// Answers what happened. 409 for a number or identity number that is on record.
pub async fn hire_all(app: &App, tx: &mut Tx, people: &[(EmployeeId, Hire)]) -> Answer<Vec<Event>> {
    let now = app.now();
    let mut events = Vec::with_capacity(people.len());
    let mut posts = Vec::with_capacity(people.len());
    for batch in people.chunks(1_000) {
        let mut persons = Vec::with_capacity(batch.len());
        let mut periods = Vec::with_capacity(batch.len());
        let mut papers = Vec::with_capacity(batch.len());
        for (id, hire) in batch {
            let national_id = domain::identity::NationalId::parse(&hire.national_id).map_err(|_| {
                Problem::field(
                    "/national_id",
                    "id_checksum",
                    "身份证号不正确，请核对。",
                    "Not a valid identity number; check it.",
                )
            })?;
            check_terms(&hire.contract)?;
            let employment: EmploymentId = ids::new();
            let spelt = domain::roster::spell(&hire.name);
            let seal = |column: &str, plain: &Option<String>| {
                plain.as_ref().map(|plain| app.keyring.seal_column(column, plain)).transpose()
            };
            persons.push((
                employees::id.eq(*id),
                employees::legal_entity_id.eq(hire.legal_entity_id),
                employees::number.eq(&hire.number),
                employees::name.eq(&hire.name),
                employees::pinyin.eq(spelt.pinyin),
                employees::initials.eq(spelt.initials),
                employees::gender.eq(national_id.gender().name()),
                employees::birth_on.eq(national_id.birth_date()),
                employees::national_id_sealed
                    .eq(app.keyring.seal_column("employees.national_id", national_id.as_str())?),
                employees::national_id_index.eq(app.keyring.blind_index("employees.national_id", national_id.as_str())),
                employees::phone_sealed.eq(hire
                    .phone
                    .as_ref()
                    .map(|phone| seal_phone(&app.keyring, *id, phone))
                    .transpose()?),
                employees::email.eq(&hire.email),
                employees::bank_account_sealed.eq(seal("employees.bank_account", &hire.bank_account)?),
                employees::work_city.eq(&hire.work_city),
                employees::created_at.eq(now),
            ));
            periods.push((
                employments::id.eq(employment),
                employments::employee_id.eq(*id),
                employments::legal_entity_id.eq(hire.legal_entity_id),
                employments::hired_on.eq(hire.hired_on),
                employments::created_at.eq(now),
            ));
            posts.push((
                assignments::id.eq(ids::new::<AssignmentId>()),
                assignments::employment_id.eq(employment),
                assignments::employee_id.eq(*id),
                assignments::org_unit_id.eq(hire.org_unit_id),
                assignments::position_id.eq(hire.position_id),
                assignments::manager_id.eq(hire.manager_id),
                assignments::from_on.eq(hire.hired_on),
                assignments::created_at.eq(now),
            ));
            papers.push((
                contracts::id.eq(ids::new::<ContractId>()),
                contracts::employment_id.eq(employment),
                contracts::employee_id.eq(*id),
                contracts::kind.eq(hire.contract.kind.name()),
                contracts::from_on.eq(hire.contract.from),
                contracts::until_on.eq(hire.contract.until),
                contracts::probation_until.eq(hire.contract.probation_until),
                contracts::monthly_wage_sealed.eq(seal_wage(&app.keyring, hire.contract.monthly_wage)?),
                contracts::signed_on.eq(hire.contract.signed_on),
                contracts::created_at.eq(now),
            ));
            events.push(Event::new(Kind::EmployeeHired, hire.legal_entity_id, *id).about(*id).facts(hire));
        }
        diesel::insert_into(employees::table).values(&persons).execute(tx).await?;
        diesel::insert_into(employments::table).values(&periods).execute(tx).await?;
        let ids: Vec<EmployeeId> = batch.iter().map(|(id, _)| *id).collect();
        diesel::update(employees::table)
            .filter(employees::id.eq_any(ids))
            .set(
                employees::employment_id.eq(employments::table
                    .filter(employments::employee_id.eq(employees::id))
                    .order(employments::hired_on.desc())
                    .select(employments::id)
                    .single_value()),
            )
            .execute(tx)
            .await?;
        diesel::insert_into(contracts::table).values(&papers).execute(tx).await?;
    }
    // Last, since a person's manager may have been hired in a later batch.
    for batch in posts.chunks(1_000) {
        diesel::insert_into(assignments::table).values(batch).execute(tx).await?;
    }
    Ok(events)
}
