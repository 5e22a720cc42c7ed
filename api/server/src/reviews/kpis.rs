//! The library of indicators (指标), one for the group.

use actix_web::web::Query;
use actix_web::{get, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::scoring::Direction;
use serde::{Deserialize, Serialize};
use store::ids::KpiId;
use store::schema::kpis;
use store::{Db, Text};
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Paging, Valid, ids, perm};

/// What is known of an indicator.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = kpis)]
#[serde(deny_unknown_fields)]
pub struct KpiFacts {
    #[validate(length(min = 1, max = 40))]
    #[schema(example = "SALES")]
    pub code: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "销售额")]
    pub name: String,
    #[validate(length(min = 1, max = 20))]
    #[schema(example = "元")]
    pub unit: String,
    #[schema(value_type = Direction)]
    pub direction: Text<Direction>,
    /// Where the figures come from (数据来源).
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(example = "ERP 销售模块")]
    pub source: String,
}

/// An indicator 指标.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = kpis)]
pub struct Kpi {
    pub id: KpiId,
    pub version: i32,
    #[serde(flatten)]
    #[diesel(embed)]
    pub facts: KpiFacts,
}

impl Versioned for Kpi {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Indicators with these codes.
pub(super) async fn with_codes(mut db: &Db, codes: &[&str]) -> Answer<Vec<Kpi>> {
    Ok(kpis::table.filter(kpis::code.eq_any(codes)).select(Kpi::as_select()).load(&mut db).await?)
}

/// Indicators, by code.
#[utoipa::path(tag = "reviews", params(Paging), responses((status = 200, body = Page<Kpi>), Refusals))]
#[get("/kpis")]
pub async fn list_kpis(app: App, _who: Guard<perm::CyclesRead>, paging: Query<Paging>) -> Answer<Page<Kpi>> {
    let db = app.read().await?;
    let mut query = kpis::table.order(kpis::code).limit(paging.limit() + 1).select(Kpi::as_select()).into_boxed();
    if let Some(code) = paging.after::<String>()? {
        query = query.filter(kpis::code.gt(code));
    }
    Ok(Page::of(query.load(&mut &*db).await?, &paging, |kpi: &Kpi| kpi.facts.code.clone()))
}

/// Define an indicator.
#[utoipa::path(tag = "reviews", request_body = KpiFacts, responses((status = 201, body = Kpi), Refusals))]
#[post("/kpis")]
pub async fn define_kpi(app: App, who: Guard<perm::KpisManage>, said: Valid<KpiFacts>) -> Answer<Created<Kpi>> {
    app.change(&who, async |tx| {
        let kpi: Kpi = diesel::insert_into(kpis::table)
            .values((kpis::id.eq(ids::new::<KpiId>()), kpis::created_at.eq(app.now()), &said.0))
            .returning(Kpi::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::of_group(Kind::KpiDefined, kpi.id).facts(&kpi);
        Ok((Created(kpi), event))
    })
    .await
}
