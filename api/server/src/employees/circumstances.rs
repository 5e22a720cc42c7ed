//! Situations that protect a person (LCL 42, R-072): from records and a neutral declaration, never asked as
//! a screening question. What is not known stays `unknown`, and the gate blocks on it.

use actix_web::web::{Json, Path};
use actix_web::{get, put};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::Db;
use store::ids::EmployeeId;
use store::schema::circumstances;
use utoipa::ToSchema;
use validator::Validate;

use super::row::Standing;
use crate::platform::crypto::Keyring;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, Problem, Valid, perm};

/// Yes, no, or not on record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    Yes,
    No,
    #[default]
    Unknown,
}

impl Known {
    pub fn as_bool(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}

/// Protected situations 受保护情形 of a person.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Circumstances {
    /// 孕期
    pub pregnant: Known,
    /// 哺乳期: in it, and its last day below.
    pub nursing: Known,
    pub nursing_until: Option<NaiveDate>,
    /// 医疗期
    pub in_medical_period: Known,
    /// 工伤 or occupational disease with confirmed loss of capacity, and its grade below.
    pub injured: Known,
    #[validate(range(min = 1, max = 10))]
    pub injury_grade: Option<u8>,
    /// 接触职业病危害作业
    pub occupational_hazard: Known,
    /// 离岗前职业健康检查 done.
    pub exit_health_check: Known,
    /// 家庭无其他就业人员，且有需要扶养的老人或者未成年人, as the person declares it: kept first in a lay-off
    /// (LCL 41(2), R-063).
    pub sole_earner: Known,
}

/// A declaration and when it was made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeclaredCircumstances {
    #[serde(flatten)]
    pub facts: Circumstances,
    pub declared_at: Option<DateTime<Utc>>,
}

const COLUMN: &str = "circumstances";

/// What is on record; everything unknown when nothing is.
async fn circumstances_of(mut db: &Db, keyring: &Keyring, employee: EmployeeId) -> Answer<DeclaredCircumstances> {
    let row: Option<(Vec<u8>, DateTime<Utc>)> = circumstances::table
        .find(employee)
        .select((circumstances::sealed, circumstances::declared_at))
        .first(&mut db)
        .await
        .optional()?;
    match row {
        None => Ok(DeclaredCircumstances { facts: Circumstances::default(), declared_at: None }),
        Some((sealed, at)) => {
            Ok(DeclaredCircumstances { facts: Circumstances::open(keyring, &sealed)?, declared_at: Some(at) })
        }
    }
}

/// Whether an injury with confirmed loss of capacity is declared, for a slice that has read the person within its scope.
pub async fn injury_on_record(db: &Db, keyring: &Keyring, employee: EmployeeId) -> Answer<bool> {
    Ok(circumstances_of(db, keyring, employee).await?.facts.injured == Known::Yes)
}

impl Circumstances {
    /// From the sealed column, for a slice that has read it within its scope.
    pub fn open(keyring: &Keyring, sealed: &[u8]) -> Answer<Self> {
        serde_json::from_str(&keyring.open_column(COLUMN, sealed)?).map_err(Problem::from_internal)
    }
}

/// Protected situations of a person.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), responses((status = 200, body = DeclaredCircumstances), Refusals))]
#[get("/employees/{id}/circumstances")]
pub async fn show_circumstances(
    app: App,
    who: Guard<perm::CircumstancesRead>,
    id: Path<EmployeeId>,
) -> Answer<Json<DeclaredCircumstances>> {
    let db = app.read().await?;
    Standing::find(&db, who.scope(), *id, app.today()).await?;
    Ok(Json(circumstances_of(&db, &app.keyring, *id).await?))
}

/// Declare protected situations, by the person or by HR from records.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), request_body = Circumstances, responses((status = 200, body = DeclaredCircumstances), Refusals))]
#[put("/employees/{id}/circumstances")]
pub async fn declare_circumstances(
    app: App,
    who: Guard<perm::CircumstancesWrite>,
    id: Path<EmployeeId>,
    said: Valid<Circumstances>,
) -> Answer<Json<DeclaredCircumstances>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), *id, app.today()).await?;
        let json = serde_json::to_string(&facts).map_err(Problem::from_internal)?;
        let sealed = app.keyring.seal_column(COLUMN, &json)?;
        let now = app.now();
        diesel::insert_into(circumstances::table)
            .values((
                circumstances::employee_id.eq(*id),
                circumstances::sealed.eq(&sealed),
                circumstances::declared_at.eq(now),
            ))
            .on_conflict(circumstances::employee_id)
            .do_update()
            .set((
                circumstances::sealed.eq(&sealed),
                circumstances::declared_at.eq(now),
                circumstances::version.eq(circumstances::version + 1),
            ))
            .execute(tx)
            .await?;
        let event = Event::new(Kind::CircumstancesDeclared, standing.legal_entity_id, *id).about(*id).facts(&facts);
        Ok((Json(DeclaredCircumstances { facts, declared_at: Some(now) }), event))
    })
    .await
}
