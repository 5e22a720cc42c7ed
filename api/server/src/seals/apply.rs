//! Applying a seal: which one, may it be used, and the line in the register.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::seals::{self as decisions, Purpose};
use store::ids::{AccountId, EmployeeId, LegalEntityId, SealId, SealUseId};
use store::schema::{seal_purposes, seal_uses, seals};
use store::{Db, Text, Tx};
use uuid::Uuid;

use super::row::Row;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, ids};
use crate::signatures::CompanySeal;

/// A seal on its way to a document.
#[derive(Clone, Debug)]
pub struct InCharge {
    pub id: SealId,
    pub seal: CompanySeal,
    purpose: Purpose,
    legal_entity: LegalEntityId,
    row: Row,
}

/// The employer's seal for a purpose, ready to be applied.
pub async fn seal_for(app: &App, mut db: &Db, entity: LegalEntityId, purpose: Purpose) -> Answer<InCharge> {
    let row: Option<Row> = seals::table
        .inner_join(seal_purposes::table)
        .filter(seal_purposes::legal_entity_id.eq(entity).and(seal_purposes::purpose.eq(Text(purpose))))
        .select(Row::as_select())
        .first(&mut db)
        .await
        .optional()?;
    let row = row.ok_or_else(no_seal)?;
    decisions::certified(row.certified_until, app.now())?;
    Ok(InCharge { id: row.id, seal: row.ready(), purpose, legal_entity: entity, row })
}

/// The same, for somebody who allows its use in person: its keeper, or the deputy of these days.
pub async fn in_charge(
    app: &App,
    db: &Db,
    (entity, purpose): (LegalEntityId, Purpose),
    account: AccountId,
) -> Answer<InCharge> {
    let found = seal_for(app, db, entity, purpose).await?;
    let row = &found.row;
    if decisions::may_allow(row.keeper_id, row.deputy(), &account, app.today()) {
        return Ok(found);
    }
    let name = row.name();
    Err(Problem::new(
        actix_web::http::StatusCode::FORBIDDEN,
        "not_the_keeper",
        format!("“{name}”由保管人负责使用，请由保管人或其指定的代管人盖章。"),
        format!("The seal {name} is used by its keeper; ask the keeper or the deputy to apply it."),
    ))
}

fn no_seal() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::CONFLICT,
        "no_seal",
        "用人单位没有用于此类文件的印章，请在“印章”中指定。",
        "The employer has no seal for such documents; name one under Seals.",
    )
}

/// One use of a seal, for the register.
#[derive(Clone, Debug)]
pub struct Use<'a> {
    /// Name and number of the document.
    pub title: &'a str,
    pub number: &'a str,
    pub resource: (&'static str, Uuid),
    pub employee: EmployeeId,
    /// Of the file with the seal on it.
    pub sha256: [u8; 32],
    pub asked_by: &'a str,
    /// None where no second person is asked, as for a certificate that the law demands.
    pub approved_by: Option<&'a str>,
}

/// Writes a use into the register, in the transaction of what was sealed.
pub async fn record(app: &App, tx: &mut Tx, seal: &InCharge, used: Use<'_>) -> Answer<Event> {
    // Locked against being retired meanwhile.
    let retired: bool =
        seals::table.find(seal.id).select(seals::retired_at.is_not_null()).for_key_share().first(tx).await?;
    if retired {
        return Err(no_seal());
    }
    diesel::insert_into(seal_uses::table)
        .values((
            seal_uses::id.eq(ids::new::<SealUseId>()),
            seal_uses::seal_id.eq(seal.id),
            seal_uses::purpose.eq(Text(seal.purpose)),
            seal_uses::title.eq(used.title),
            seal_uses::number.eq(used.number),
            seal_uses::resource_type.eq(used.resource.0),
            seal_uses::resource_id.eq(used.resource.1),
            seal_uses::employee_id.eq(used.employee),
            seal_uses::file_sha256.eq(used.sha256.to_vec()),
            seal_uses::asked_by.eq(used.asked_by),
            seal_uses::approved_by.eq(used.approved_by),
            seal_uses::used_at.eq(app.now()),
        ))
        .execute(tx)
        .await?;
    Ok(Event::new(Kind::SealUsed, seal.legal_entity, seal.id).about(used.employee).facts(&serde_json::json!({
        "seal": seal.row.name(), "company": seal.seal.company, "purpose": seal.purpose, "title": used.title,
        "number": used.number, "asked_by": used.asked_by, "approved_by": used.approved_by,
        "sha256": hex::encode(used.sha256)})))
}
