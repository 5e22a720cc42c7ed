//! Bundles as stored and sent.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, BundleId, EmployeeId, LegalEntityId, SeparationId};
use store::schema::{bundles, separations};
use store::{Db, Text, Tx};
use utoipa::{IntoParams, ToSchema};

use crate::platform::access::Principal;
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::{Answer, App, Scope, ids};

/// Nobody sees a case about themselves before it is open to them.
macro_rules! open_to {
    ($who:expr) => {
        separations::open_to_employee.or(separations::employee_id.nullable().is_distinct_from($who.employee))
    };
}

/// How far a bundle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BundleState {
    Building,
    Ready,
    Failed,
}

impl BundleState {
    const NAMES: [(Self, &'static str); 3] =
        [(Self::Building, "building"), (Self::Ready, "ready"), (Self::Failed, "failed")];
}

impl fmt::Display for BundleState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAMES.iter().find(|(state, _)| state == self).map_or("", |(_, name)| name))
    }
}

impl FromStr for BundleState {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(state, _)| *state).ok_or(())
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = bundles)]
pub struct BundleRow {
    pub id: BundleId,
    pub separation_id: SeparationId,
    pub legal_entity_id: LegalEntityId,
    pub employee_id: EmployeeId,
    pub state: Text<BundleState>,
    pub sha256: Option<Vec<u8>>,
    pub size: Option<i64>,
    pub entries: Option<i32>,
    pub created_at: DateTime<Utc>,
}

/// An evidence bundle 证据包.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Bundle {
    pub id: BundleId,
    pub separation_id: SeparationId,
    pub state: BundleState,
    /// Size of the archive in bytes; null until it is ready.
    pub size: Option<i64>,
    /// SHA-256 of the archive, in hex.
    pub sha256: Option<String>,
    /// How many entries of the journal it holds.
    pub entries: Option<i32>,
    pub created_at: DateTime<Utc>,
}

impl Versioned for Bundle {
    fn version(&self) -> i32 {
        match self.state {
            BundleState::Building => 1,
            BundleState::Ready | BundleState::Failed => 2,
        }
    }
}

impl From<BundleRow> for Bundle {
    fn from(row: BundleRow) -> Self {
        let BundleRow {
            id,
            separation_id,
            legal_entity_id: _,
            employee_id: _,
            state,
            sha256,
            size,
            entries,
            created_at,
        } = row;
        Self { id, separation_id, state: state.0, size, sha256: sha256.map(hex::encode), entries, created_at }
    }
}

/// Filters of the list of bundles.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BundleFilter {
    pub separation_id: Option<SeparationId>,
}

/// The case a bundle is about.
pub struct Case {
    pub separation_id: SeparationId,
    pub legal_entity_id: LegalEntityId,
    pub employee_id: EmployeeId,
}

impl BundleRow {
    pub async fn find(mut db: &Db, scope: &Scope, who: &Principal, id: BundleId, today: NaiveDate) -> Answer<Self> {
        Ok(bundles::table
            .inner_join(separations::table)
            .filter(bundles::id.eq(id))
            .filter(scope.sees(bundles::employee_id, today))
            .filter(open_to!(who))
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }

    pub async fn list(
        mut db: &Db,
        scope: &Scope,
        who: &Principal,
        filter: &BundleFilter,
        today: NaiveDate,
        paging: &Paging,
    ) -> Answer<Page<Self>> {
        let mut query = bundles::table
            .inner_join(separations::table)
            .filter(scope.sees(bundles::employee_id, today))
            .filter(open_to!(who))
            .order((bundles::created_at.desc(), bundles::id.desc()))
            .limit(paging.limit() + 1)
            .select(Self::as_select())
            .into_boxed();
        if let Some(separation) = filter.separation_id {
            query = query.filter(bundles::separation_id.eq(separation));
        }
        if let Some((at, id)) = paging.after::<(DateTime<Utc>, BundleId)>()? {
            query = query.filter(bundles::created_at.lt(at).or(bundles::created_at.eq(at).and(bundles::id.lt(id))));
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |row| (row.created_at, row.id)))
    }

    pub async fn insert(app: &App, tx: &mut Tx, case: &Case, by: Option<AccountId>) -> Answer<Self> {
        Ok(diesel::insert_into(bundles::table)
            .values((
                bundles::id.eq(ids::new::<BundleId>()),
                bundles::separation_id.eq(case.separation_id),
                bundles::legal_entity_id.eq(case.legal_entity_id),
                bundles::employee_id.eq(case.employee_id),
                bundles::state.eq(Text(BundleState::Building)),
                bundles::requested_by.eq(by),
                bundles::created_at.eq(app.now()),
            ))
            .returning(Self::as_returning())
            .get_result(tx)
            .await?)
    }

    /// Bundles that a stopped service left half built.
    pub async fn building(mut db: &Db) -> Answer<Vec<Self>> {
        Ok(bundles::table
            .filter(bundles::state.eq(Text(BundleState::Building)))
            .order(bundles::created_at)
            .select(Self::as_select())
            .load(&mut db)
            .await?)
    }
}

impl Case {
    /// The case in scope; nobody sees a case about themselves before it is open to them.
    pub async fn find(mut db: &Db, scope: &Scope, who: &Principal, id: SeparationId, today: NaiveDate) -> Answer<Self> {
        let (separation_id, legal_entity_id, employee_id) = separations::table
            .filter(separations::id.eq(id))
            .filter(scope.sees(separations::employee_id, today))
            .filter(open_to!(who))
            .select((separations::id, separations::legal_entity_id, separations::employee_id))
            .first(&mut db)
            .await?;
        Ok(Self { separation_id, legal_entity_id, employee_id })
    }
}
