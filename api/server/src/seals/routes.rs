use actix_web::web::{Path, Query};
use actix_web::{get, post, put};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::seals::Purpose;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, LegalEntityId, SealId, SealUseId};
use store::schema::{accounts, employees, grants, seal_purposes, seal_uses, seals};
use store::{Text, Tx};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::row::{self, NewSeal, Row, Seal, SealFilter, give, make, view, views};
use crate::accounts::AccountRef;
use crate::employees::EmployeeRef;
use crate::org::LegalEntity;
use crate::platform::access::Role;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, perm};

/// Seals of the employers in scope, retired ones too.
#[utoipa::path(tag = "seals", params(SealFilter), responses((status = 200, body = Page<Seal>), Refusals))]
#[get("/seals")]
pub async fn list_seals(app: App, who: Guard<perm::SealsRead>, filter: Query<SealFilter>) -> Answer<Page<Seal>> {
    let db = app.read().await?;
    let rows = Row::list(&db, who.scope(), &filter).await?;
    Ok(Page::whole(views(&db, rows).await?))
}

/// A seal to be taken into use.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealOrder {
    legal_entity_id: LegalEntityId,
    /// What stands below the star.
    #[validate(length(min = 2, max = 8))]
    #[schema(example = "合同专用章")]
    inscription: String,
    /// Taken over from whichever seal has them.
    purposes: Vec<Purpose>,
    keeper_id: Option<AccountId>,
}

/// Take a seal into use: its key is made and certified.
#[utoipa::path(tag = "seals", request_body = SealOrder, responses((status = 201, body = Seal), Refusals))]
#[post("/seals")]
pub async fn create_seal(app: App, who: Guard<perm::SealsManage>, said: Valid<SealOrder>) -> Answer<Created<Seal>> {
    let SealOrder { legal_entity_id, inscription, purposes, keeper_id } = said.0;
    who.scope().require_entity(legal_entity_id)?;
    app.change(&who, async |tx| {
        let entity = LegalEntity::find(tx, legal_entity_id).await?;
        signs_for_the_employer(tx, "/keeper_id", keeper_id).await?;
        let inscription = inscription.trim().to_owned();
        let row = make(&app, tx, &who, &entity, NewSeal { inscription, purposes, keeper: keeper_id }).await?;
        let seal = view(tx, row.clone()).await?;
        let event = row.event(Kind::SealMade).facts(&seal);
        Ok((Created(seal), event))
    })
    .await
}

/// Accounts that may keep a seal: those that sign for an employer.
#[utoipa::path(tag = "seals", responses((status = 200, body = Page<AccountRef>), Refusals))]
#[get("/seal-keepers")]
pub async fn list_seal_keepers(app: App, _who: Guard<perm::SealsManage>) -> Answer<Page<AccountRef>> {
    let db = app.read().await?;
    let signs = grants::table.filter(grants::account_id.eq(accounts::id).and(grants::role.eq(Role::Legal.as_str())));
    let keepers = accounts::table
        .filter(accounts::disabled_at.is_null().and(diesel::dsl::exists(signs)))
        .order((accounts::display_name, accounts::id))
        .select(AccountRef::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(keepers))
}

/// One seal.
#[utoipa::path(tag = "seals", params(("id" = SealId, Path)), responses((status = 200, body = Seal), Refusals))]
#[get("/seals/{id}")]
pub async fn show_seal(app: App, who: Guard<perm::SealsRead>, id: Path<SealId>) -> Answer<Tagged<Seal>> {
    let db = app.read().await?;
    Ok(Tagged(view(&db, Row::find(&db, who.scope(), *id).await?).await?))
}

/// Who keeps a seal and what it is for.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealCharge {
    purposes: Vec<Purpose>,
    keeper_id: Option<AccountId>,
    deputy: Option<SealDeputyOrder>,
}

/// Who stands in for the keeper, from the first day to the last.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealDeputyOrder {
    account_id: AccountId,
    from: NaiveDate,
    until: NaiveDate,
}

/// Hand a seal to a keeper, name a deputy, or change what it is for.
#[utoipa::path(tag = "seals", params(("id" = SealId, Path)), request_body = SealCharge, responses((status = 200, body = Seal), Refusals))]
#[put("/seals/{id}")]
pub async fn change_seal(
    app: App,
    who: Guard<perm::SealsManage>,
    id: Path<SealId>,
    seen: IfMatch,
    said: Valid<SealCharge>,
) -> Answer<Tagged<Seal>> {
    let SealCharge { purposes, keeper_id, deputy } = said.0;
    app.change(&who, async |tx| {
        let row = in_use(tx, &who, *id, seen).await?;
        signs_for_the_employer(tx, "/keeper_id", keeper_id).await?;
        signs_for_the_employer(tx, "/deputy/account_id", deputy.as_ref().map(|deputy| deputy.account_id)).await?;
        let row: Row = diesel::update(seals::table.find(row.id))
            .set((
                seals::version.eq(row.version + 1),
                seals::keeper_id.eq(keeper_id),
                seals::deputy_id.eq(deputy.as_ref().map(|deputy| deputy.account_id)),
                seals::deputy_from.eq(deputy.as_ref().map(|deputy| deputy.from)),
                seals::deputy_until.eq(deputy.as_ref().map(|deputy| deputy.until)),
            ))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        give(tx, &row, &purposes).await?;
        let seal = view(tx, row.clone()).await?;
        let event = row.event(Kind::SealChanged).facts(&seal);
        Ok((Tagged(seal), event))
    })
    .await
}

/// Certify a seal's key anew, before its certificate ends.
#[utoipa::path(tag = "seals", params(("id" = SealId, Path)), responses((status = 200, body = Seal), Refusals))]
#[post("/seals/{id}/certificate")]
pub async fn certify_seal(
    app: App,
    who: Guard<perm::SealsManage>,
    id: Path<SealId>,
    seen: IfMatch,
) -> Answer<Tagged<Seal>> {
    app.change(&who, async |tx| {
        let row = in_use(tx, &who, *id, seen).await?;
        let entity = LegalEntity::find(tx, row.legal_entity_id).await?;
        let (row, event) = row::certify(&app, tx, &row, &entity).await?;
        Ok((Tagged(view(tx, row).await?), event))
    })
    .await
}

/// Why a seal goes out of use.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealRetirement {
    #[validate(length(min = 1, max = 1000))]
    #[schema(example = "更换新的合同专用章。")]
    reason: String,
}

/// Take a seal out of use for good. What it sealed stays as it is.
#[utoipa::path(tag = "seals", params(("id" = SealId, Path)), request_body = SealRetirement, responses((status = 200, body = Seal), Refusals))]
#[post("/seals/{id}/retirement")]
pub async fn retire_seal(
    app: App,
    who: Guard<perm::SealsManage>,
    id: Path<SealId>,
    seen: IfMatch,
    said: Valid<SealRetirement>,
) -> Answer<Tagged<Seal>> {
    app.change(&who, async |tx| {
        let row = in_use(tx, &who, *id, seen).await?;
        diesel::delete(seal_purposes::table).filter(seal_purposes::seal_id.eq(row.id)).execute(tx).await?;
        let row: Row = diesel::update(seals::table.find(row.id))
            .set((
                seals::version.eq(row.version + 1),
                seals::retired_by.eq(who.principal.account_id()),
                seals::retired_at.eq(app.now()),
                seals::retired_reason.eq(said.0.reason.trim()),
            ))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        let event = row.event(Kind::SealRetired).facts(&said.0);
        Ok((Tagged(view(tx, row).await?), event))
    })
    .await
}

async fn in_use(tx: &mut Tx, who: &Guard<perm::SealsManage>, id: SealId, seen: IfMatch) -> Answer<Row> {
    let row = Row::lock(tx, who.scope(), id).await?;
    seen.check(row.version)?;
    match row.retired_at {
        None => Ok(row),
        Some(_) => Err(Problem::invalid_state("retired", "该印章已停用。", "The seal is out of use.")),
    }
}

async fn signs_for_the_employer(tx: &mut Tx, pointer: &'static str, account: Option<AccountId>) -> Answer<()> {
    let Some(account) = account else { return Ok(()) };
    let signs = grants::table.filter(grants::account_id.eq(account).and(grants::role.eq(Role::Legal.as_str())));
    if diesel::select(diesel::dsl::exists(signs)).get_result(tx).await? {
        return Ok(());
    }
    Err(Problem::field(
        pointer,
        "not_a_signatory",
        "保管人须是可以代表公司签署的账号（法务）。",
        "A keeper is an account that may sign for the employer (role legal).",
    ))
}

/// A use of a seal 用印.
#[derive(Debug, Serialize, ToSchema)]
pub struct SealUse {
    pub id: SealUseId,
    pub used_at: DateTime<Utc>,
    pub purpose: Purpose,
    #[schema(example = "劳动合同书")]
    pub title: String,
    #[schema(example = "AGR-2026-0001")]
    pub number: String,
    pub employee: EmployeeRef,
    /// `agreement` or `separation`
    pub resource_type: String,
    pub resource_id: Uuid,
    /// Of the file with the seal on it, in hex.
    pub file_sha256: String,
    pub asked_by: String,
    /// Who allowed it; null for what the law demands without anybody's leave.
    pub approved_by: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = seal_uses)]
struct UseRow {
    id: SealUseId,
    used_at: DateTime<Utc>,
    purpose: Text<Purpose>,
    title: String,
    number: String,
    resource_type: String,
    resource_id: Uuid,
    file_sha256: Vec<u8>,
    asked_by: String,
    approved_by: Option<String>,
}

impl UseRow {
    fn shown(self, employee: EmployeeRef) -> SealUse {
        let Self {
            id,
            used_at,
            purpose,
            title,
            number,
            resource_type,
            resource_id,
            file_sha256,
            asked_by,
            approved_by,
        } = self;
        let file_sha256 = hex::encode(file_sha256);
        SealUse {
            purpose: purpose.0,
            file_sha256,
            id,
            used_at,
            title,
            number,
            employee,
            resource_type,
            resource_id,
            asked_by,
            approved_by,
        }
    }
}

/// The register of a seal 用印登记, latest first.
#[utoipa::path(tag = "seals", params(("id" = SealId, Path), Paging), responses((status = 200, body = Page<SealUse>), Refusals))]
#[get("/seals/{id}/uses")]
pub async fn list_seal_uses(
    app: App,
    who: Guard<perm::SealsRead>,
    id: Path<SealId>,
    paging: Query<Paging>,
) -> Answer<Page<SealUse>> {
    let db = app.read().await?;
    let seal = Row::find(&db, who.scope(), *id).await?;
    let mut query = seal_uses::table
        .inner_join(employees::table)
        .filter(seal_uses::seal_id.eq(seal.id))
        .order((seal_uses::used_at.desc(), seal_uses::id.desc()))
        .limit(paging.limit() + 1)
        .select((UseRow::as_select(), EmployeeRef::as_select()))
        .into_boxed();
    if let Some((at, id)) = paging.after::<(DateTime<Utc>, SealUseId)>()? {
        query = query.filter(seal_uses::used_at.lt(at).or(seal_uses::used_at.eq(at).and(seal_uses::id.lt(id))));
    }
    let rows: Vec<(UseRow, EmployeeRef)> = query.load(&mut &*db).await?;
    Ok(Page::of(rows, &paging, |(row, _)| (row.used_at, row.id)).map(|(row, employee)| row.shown(employee)))
}
