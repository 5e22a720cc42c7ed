use actix_web::web::{Json, Path, Query};
use actix_web::{get, post, put};
use serde::{Deserialize, Serialize};
use store::ids::EmployeeId;
use store::{Money, Raw};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::contracts::current_contract;
use super::hire::{Hire, hire_all};
use super::phone::{open_phone, seal_phone};
use super::row::{Employee, EmployeeFilter, EmployeeSummary, Sealed, set_contact};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Events, Kind};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// People in scope, by number. `q` finds names, numbers, pinyin and its initials.
#[utoipa::path(tag = "employees", params(EmployeeFilter, Paging), responses((status = 200, body = Page<EmployeeSummary>), Refusals))]
#[get("/employees")]
pub async fn list_employees(
    app: App,
    who: Guard<perm::EmployeesRead>,
    filter: Query<EmployeeFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Raw>> {
    EmployeeSummary::list(&*app.read().await?, who.scope(), &filter, app.today(), &paging).await
}

/// Hire a person, with their first assignment, contract and account.
#[utoipa::path(tag = "employees", request_body = Hire, responses((status = 201, body = Employee), Refusals))]
#[post("/employees")]
pub async fn hire_employee(app: App, who: Guard<perm::EmployeesWrite>, said: Valid<Hire>) -> Answer<Created<Employee>> {
    let hire = said.0;
    who.scope().require_entity(hire.legal_entity_id)?;
    let id: EmployeeId = ids::new();
    let person = (id, hire.legal_entity_id, hire.number.clone(), hire.name.clone());
    app.change(&who, async |tx| {
        let mut events = hire_all(&app, tx, &[(id, hire)]).await?;
        events.extend(crate::accounts::create_for_employees(&app, tx, &[person]).await?);
        let (employee, phone) = Employee::find(tx, who.scope(), id, app.today()).await?;
        Ok((Created(masked(&app, id, employee, phone)?), Events::from(events)))
    })
    .await
}

/// One person.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), responses((status = 200, body = Employee), Refusals))]
#[get("/employees/{id}")]
pub async fn show_employee(
    app: App,
    who: Guard<perm::EmployeesRead>,
    id: Path<EmployeeId>,
) -> Answer<Tagged<Employee>> {
    let (employee, phone) = Employee::find(&*app.read().await?, who.scope(), *id, app.today()).await?;
    Ok(Tagged(masked(&app, *id, employee, phone)?))
}

fn masked(app: &App, id: EmployeeId, mut employee: Employee, phone_sealed: Option<Vec<u8>>) -> Answer<Employee> {
    if let Some(sealed) = phone_sealed {
        let phone = open_phone(&app.keyring, id, &sealed)?;
        employee.phone_masked = Some(domain::identity::masked_phone(&phone));
    }
    Ok(employee)
}

/// What reaches a person.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    #[schema(example = "13800138000")]
    phone: String,
    #[validate(email)]
    email: Option<String>,
}

/// Correct what reaches a person; codes and notices go there.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), request_body = Contact, responses((status = 200, body = Employee), Refusals))]
#[put("/employees/{id}/contact")]
pub async fn change_contact(
    app: App,
    who: Guard<perm::ContactWrite>,
    id: Path<EmployeeId>,
    seen: IfMatch,
    said: Valid<Contact>,
) -> Answer<Tagged<Employee>> {
    let phone = domain::identity::mobile_number(&said.0.phone).ok_or_else(|| {
        Problem::field(
            "/phone",
            "phone_format",
            "手机号须为 11 位大陆号码。",
            "A mainland mobile number has 11 digits.",
        )
    })?;
    app.change(&who, async |tx| {
        let (present, _) = Employee::find(tx, who.scope(), *id, app.today()).await?;
        seen.check(present.version)?;
        let sealed = seal_phone(&app.keyring, *id, &phone)?;
        let (_, entity) = set_contact(tx, *id, sealed, said.0.email.as_deref()).await?;
        let (employee, phone) = Employee::find(tx, who.scope(), *id, app.today()).await?;
        let event = Event::new(Kind::EmployeeContactChanged, entity, *id).about(*id).facts(&said.0);
        Ok((Tagged(masked(&app, *id, employee, phone)?), event))
    })
    .await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Reason {
    /// Why it is read; kept in the trail of the person.
    reason: Option<String>,
}

/// Sensitive fields of a person.
#[derive(Serialize, ToSchema)]
pub struct SensitiveFields {
    national_id: String,
    phone: Option<String>,
    bank_account: Option<String>,
    monthly_wage: Option<Money>,
}

/// Identity number, phone, bank account and pay. Reading somebody else's is put on record.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path), Reason), responses((status = 200, body = SensitiveFields), Refusals))]
#[get("/employees/{id}/sensitive")]
pub async fn show_sensitive(
    app: App,
    who: Guard<perm::SensitiveRead>,
    id: Path<EmployeeId>,
    why: Query<Reason>,
) -> Answer<Json<SensitiveFields>> {
    app.change(&who, async |tx| {
        let sealed = Sealed::find(tx, who.scope(), *id, app.today()).await?;
        let open = |column: &str, sealed: &Option<Vec<u8>>| {
            sealed.as_ref().map(|sealed| app.keyring.open_column(column, sealed)).transpose()
        };
        let contract = current_contract(tx, &app.keyring, *id, app.today()).await?;
        let fields = SensitiveFields {
            national_id: app.keyring.open_column("employees.national_id", &sealed.national_id_sealed)?,
            phone: sealed.phone_sealed.map(|phone| open_phone(&app.keyring, *id, &phone)).transpose()?,
            bank_account: open("employees.bank_account", &sealed.bank_account_sealed)?,
            monthly_wage: contract.and_then(|contract| contract.terms.monthly_wage),
        };
        let events = match who.is_oneself(*id) {
            true => Events::nothing_changed(),
            false => Event::new(Kind::EmployeeSensitiveRead, sealed.legal_entity_id, *id)
                .about(*id)
                .facts(&serde_json::json!({"reason": why.reason, "fields": ["national_id", "phone", "bank_account", "monthly_wage"]}))
                .into(),
        };
        Ok((Json(fields), events))
    })
    .await
}
