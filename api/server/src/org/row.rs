//! Legal entities, units and positions as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::Db;
use store::ids::{EmployeeId, LegalEntityId, OrgUnitId, PositionId};
use store::schema::{assignments, employees, employments, legal_entities, org_units, positions};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::employees::EmployeeRef;
use crate::platform::Answer;
use crate::platform::http::Versioned;

/// What is known of an employer.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = legal_entities, treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct LegalEntityFacts {
    #[validate(length(min = 2, max = 200))]
    #[schema(example = "申城精密制造有限公司")]
    pub name: String,
    /// Unified social credit code 统一社会信用代码 (GB 32100).
    #[validate(custom(function = uscc))]
    #[schema(example = "91310115MA1K3YH20F")]
    pub uscc: String,
    /// City whose standards apply (条例14).
    #[validate(length(min = 2, max = 20))]
    #[schema(example = "上海")]
    pub city: String,
    #[validate(length(min = 2, max = 200))]
    #[schema(example = "上海市浦东新区张江路 100 号")]
    pub address: String,
    #[validate(length(min = 2, max = 50))]
    #[schema(example = "尹冬")]
    pub legal_representative: String,
    /// It has a trade union (LCL 43).
    pub has_union: bool,
}

fn uscc(code: &str) -> Result<(), ValidationError> {
    if domain::identity::credit_code(code).is_ok() {
        return Ok(());
    }
    let message = "统一社会信用代码不正确：须为 18 位且校验位相符。|Not a unified social credit code: 18 characters whose check digit fits.";
    Err(ValidationError::new("uscc").with_message(message.into()))
}

/// An employer 用人单位.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = legal_entities)]
pub struct LegalEntity {
    pub id: LegalEntityId,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    #[serde(flatten)]
    #[diesel(embed)]
    pub facts: LegalEntityFacts,
}

impl Versioned for LegalEntity {
    fn version(&self) -> i32 {
        self.version
    }
}

impl LegalEntity {
    pub async fn find(mut db: &Db, id: LegalEntityId) -> Answer<Self> {
        Ok(legal_entities::table.find(id).select(Self::as_select()).first(&mut db).await?)
    }

    pub async fn list(mut db: &Db) -> Answer<Vec<Self>> {
        Ok(legal_entities::table.order(legal_entities::name).select(Self::as_select()).load(&mut db).await?)
    }
}

/// What is known of a unit.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = org_units, treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct OrgUnitFacts {
    pub legal_entity_id: LegalEntityId,
    pub parent_id: Option<OrgUnitId>,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "华东销售部")]
    pub name: String,
    pub head_id: Option<EmployeeId>,
}

/// A unit 部门, with how many people are assigned to it now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrgUnit {
    pub id: OrgUnitId,
    pub version: i32,
    #[serde(flatten)]
    pub facts: OrgUnitFacts,
    pub head: Option<EmployeeRef>,
    pub headcount: i64,
}

impl Versioned for OrgUnit {
    fn version(&self) -> i32 {
        self.version
    }
}

type UnitRow = (OrgUnitId, i32, OrgUnitFacts, Option<EmployeeRef>, i64);

impl OrgUnit {
    /// Every unit of a legal entity (or of all), in one statement.
    pub async fn list(
        mut db: &Db,
        entity: Option<LegalEntityId>,
        unit: Option<OrgUnitId>,
        today: NaiveDate,
    ) -> Answer<Vec<Self>> {
        let headcount = assignments::table
            .inner_join(employments::table)
            .filter(assignments::org_unit_id.eq(org_units::id))
            .filter(
                assignments::from_on.le(today).and(assignments::until_on.is_null().or(assignments::until_on.gt(today))),
            )
            .filter(employments::left_on.is_null().or(employments::left_on.ge(today)))
            .count()
            .single_value();
        let mut query = org_units::table
            .left_join(employees::table.on(employees::id.nullable().eq(org_units::head_id)))
            .order((org_units::legal_entity_id, org_units::created_at, org_units::id))
            .select((
                org_units::id,
                org_units::version,
                OrgUnitFacts::as_select(),
                Option::<EmployeeRef>::as_select(),
                headcount.assume_not_null(),
            ))
            .into_boxed();
        if let Some(entity) = entity {
            query = query.filter(org_units::legal_entity_id.eq(entity));
        }
        if let Some(unit) = unit {
            query = query.filter(org_units::id.eq(unit));
        }
        let rows: Vec<UnitRow> = query.load(&mut db).await?;
        Ok(rows
            .into_iter()
            .map(|(id, version, facts, head, headcount)| Self { id, version, facts, head, headcount })
            .collect())
    }
}

/// What is known of a position.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = positions)]
#[serde(deny_unknown_fields)]
pub struct PositionFacts {
    pub legal_entity_id: LegalEntityId,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "大客户经理")]
    pub name: String,
    /// Duties 岗位职责.
    #[serde(default)]
    #[validate(length(max = 10_000))]
    pub duties: String,
}

/// A position 岗位.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = positions)]
pub struct Position {
    pub id: PositionId,
    pub version: i32,
    #[serde(flatten)]
    #[diesel(embed)]
    pub facts: PositionFacts,
}

impl Versioned for Position {
    fn version(&self) -> i32 {
        self.version
    }
}

impl Position {
    pub async fn list(mut db: &Db, entity: Option<LegalEntityId>) -> Answer<Vec<Self>> {
        let mut query = positions::table
            .order((positions::legal_entity_id, positions::name))
            .select(Self::as_select())
            .into_boxed();
        if let Some(entity) = entity {
            query = query.filter(positions::legal_entity_id.eq(entity));
        }
        Ok(query.load(&mut db).await?)
    }
}
