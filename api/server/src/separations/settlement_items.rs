//! What HR states on the settlement sheet 结算项目: bonus, earlier wages, deductions. Sealed at rest like other pay.
//!
//! Each rests on a basis that is named. A deduction for a loss beyond R-039 is refused; once the case is over the
//! sheet is frozen and nothing is stated or taken off any more.

use std::collections::HashMap;

use actix_web::web::Path;
use actix_web::{HttpResponse, delete, post};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::sheet::{self, Item, ItemKind};
use law::Fen;
use serde::{Deserialize, Serialize};
use store::ids::{SeparationId, SettlementItemId};
use store::schema::settlement_items;
use store::{Db, Json, Money};
use utoipa::ToSchema;
use validator::Validate;

use super::basis::Basis;
use super::bill::SettlementLine;
use super::parts::Doer;
use super::row::Case;
use super::settlement::Asked;
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, Valid, ids, perm};

/// A sum that HR states, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementItemFacts {
    pub kind: ItemKind,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "2026 年度奖金")]
    pub label: String,
    /// A clause, a plan and its computation, a judgment.
    #[validate(length(min = 1, max = 2000))]
    #[schema(example = "《奖金管理办法》第 6 条：按在职月份折算，24,000 元 × 11/12。")]
    pub basis: String,
    /// Above zero, of a deduction too. Of `non_compete` what was agreed a month, null where nothing was.
    #[serde(default)]
    pub amount: Option<Money>,
    /// Of `non_compete` alone: months that are paid on leaving.
    #[serde(default)]
    #[schema(example = json!(null))]
    pub months: Option<u32>,
    /// Of `loss_deduction` alone: the contract provides for such compensation.
    #[serde(default)]
    #[schema(example = json!(null))]
    pub agreed: Option<bool>,
}

/// A stated sum.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SettlementItem {
    pub id: SettlementItemId,
    #[serde(flatten)]
    pub facts: SettlementItemFacts,
    pub stated_by_name: String,
    pub stated_at: DateTime<Utc>,
}

impl Versioned for SettlementItem {
    fn version(&self) -> i32 {
        1
    }
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = settlement_items)]
struct ItemRow {
    id: SettlementItemId,
    separation_id: SeparationId,
    item_sealed: Vec<u8>,
    stated_by: Json<Doer>,
    stated_at: DateTime<Utc>,
}

const COLUMN: &str = "settlement_items.item";

/// An item as the sheet counts it.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub id: SettlementItemId,
    pub facts: SettlementItemFacts,
}

impl Stated {
    pub fn amount(&self) -> Fen {
        self.facts.amount.map_or(Fen::ZERO, |amount| amount.0)
    }

    /// Its line at this amount.
    pub fn line(&self, amount: Fen) -> SettlementLine {
        let SettlementItemFacts { kind, label, basis, .. } = &self.facts;
        SettlementLine {
            code: kind.name().to_owned(),
            zh: label.clone(),
            en: label.clone(),
            amount: Money(amount),
            rules: kind.rule().map(str::to_owned).into_iter().collect(),
            kind: kind.line(),
            statutory: None,
            basis: Some(basis.clone()),
            item_id: Some(self.id),
        }
    }
}

impl ItemRow {
    fn open(&self, app: &App) -> Answer<SettlementItemFacts> {
        let json = app.keyring.open_column(COLUMN, &self.item_sealed)?;
        serde_json::from_str(&json).map_err(Problem::from_internal)
    }
}

/// What was stated in each of some cases, oldest first.
pub(super) async fn of_cases(
    app: &App,
    mut db: &Db,
    cases: &[SeparationId],
) -> Answer<HashMap<SeparationId, Vec<Stated>>> {
    let rows: Vec<ItemRow> = settlement_items::table
        .filter(settlement_items::separation_id.eq_any(cases))
        .order((settlement_items::stated_at, settlement_items::id))
        .select(ItemRow::as_select())
        .load(&mut db)
        .await?;
    let mut stated: HashMap<SeparationId, Vec<Stated>> = HashMap::new();
    for row in rows {
        stated.entry(row.separation_id).or_default().push(Stated { id: row.id, facts: row.open(app)? });
    }
    Ok(stated)
}

/// State a sum on the sheet of a case, with what it rests on.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SettlementItemFacts, responses((status = 201, body = SettlementItem), Refusals))]
#[post("/separations/{id}/settlement-items")]
pub async fn state_settlement_item(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    said: Valid<SettlementItemFacts>,
) -> Answer<Created<SettlementItem>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        case.refuse_own(&who)?;
        case.progress()?.require_under_way()?;
        let basis = Basis::gather(&app, tx, &case, Asked::default()).await?;
        let already: Vec<ItemKind> = basis.items.iter().map(|stated| stated.facts.kind).collect();
        sheet::state(&facts.item(), &already, &basis.room(&basis.settle()?)?)?;
        let json = serde_json::to_string(&facts).map_err(Problem::from_internal)?;
        let row = ItemRow {
            id: ids::new(),
            separation_id: *id,
            item_sealed: app.keyring.seal_column(COLUMN, &json)?,
            stated_by: Json(Doer::of(&who)),
            stated_at: app.now(),
        };
        diesel::insert_into(settlement_items::table).values(&row).execute(tx).await?;
        let event = event(&case, Kind::SeparationItemStated, row.id, &facts);
        let ItemRow { id, stated_by, stated_at, .. } = row;
        Ok((Created(SettlementItem { id, facts, stated_by_name: stated_by.0.name, stated_at }), event))
    })
    .await
}

/// Take a stated sum off the sheet again.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path), ("item_id" = SettlementItemId, Path)), responses((status = 204), Refusals))]
#[delete("/separations/{id}/settlement-items/{item_id}")]
pub async fn remove_settlement_item(
    app: App,
    who: Guard<perm::SeparationsManage>,
    path: Path<(SeparationId, SettlementItemId)>,
) -> Answer<HttpResponse> {
    let (id, item) = path.into_inner();
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), id, app.today()).await?;
        case.refuse_own(&who)?;
        case.progress()?.require_under_way()?;
        let row: ItemRow = diesel::delete(settlement_items::table.find(item))
            .filter(settlement_items::separation_id.eq(id))
            .returning(ItemRow::as_returning())
            .get_result(tx)
            .await?;
        let event = event(&case, Kind::SeparationItemRemoved, item, &row.open(&app)?);
        Ok((HttpResponse::NoContent().finish(), event))
    })
    .await
}

impl SettlementItemFacts {
    fn item(&self) -> Item<'_> {
        let Self { kind, label, basis, amount, months, agreed } = self;
        Item { kind: *kind, label, basis, amount: amount.map(|amount| amount.0), months: *months, agreed: *agreed }
    }
}

fn event(case: &Case, kind: Kind, id: SettlementItemId, facts: &SettlementItemFacts) -> Event {
    case.event(kind).facts(&serde_json::json!({"number": case.row.number, "item_id": id, "item": facts}))
}
