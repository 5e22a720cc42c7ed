//! Agreements that wait for a person.

use chrono::NaiveDate;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::Stage;
use domain::separations::Side;
use store::ids::AgreementId;
use store::schema::{agreement_signers, agreements};
use store::{Db, Text};
use uuid::Uuid;

use crate::platform::access::{Caller, Role};
use crate::platform::waiting::{Card, CardItem, NAMED};
use crate::platform::{Answer, Scope};

/// One's own to sign; for legal those to review and to seal, for HR and legal those to send. `scope` is that
/// of `agreements.read`.
pub async fn waits(db: &Db, who: &Caller, scope: &Scope, today: NaiveDate) -> Answer<Vec<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let legal = who.principal.has(Role::Legal);
    let mut cards = vec![to_sign(db, who, scope, today, me, legal).await?];
    if legal {
        cards.push(in_stage(db, who, scope, today, me, Stage::Draft, "agreements_to_review").await?);
    }
    if legal || who.principal.has(Role::Hr) {
        cards.push(in_stage(db, who, scope, today, me, Stage::Reviewed, "agreements_to_send").await?);
    }
    Ok(cards.into_iter().flatten().collect())
}

async fn to_sign(
    mut db: &Db,
    who: &Caller,
    scope: &Scope,
    today: NaiveDate,
    me: Uuid,
    legal: bool,
) -> Answer<Option<Card>> {
    let account = who.principal.account_id().map_or(Uuid::nil(), Uuid::from);
    let waits = |side: Side| {
        exists(
            agreement_signers::table
                .filter(agreement_signers::agreement_id.eq(agreements::id))
                .filter(agreement_signers::role.eq(Text(side)).and(agreement_signers::state.eq("waiting"))),
        )
    };
    let open = || {
        agreements::table
            .filter(agreements::stage.eq_any([Text(Stage::Sent), Text(Stage::PartlySigned)]))
            .filter(scope.sees(agreements::employee_id, today))
            .filter(
                agreements::employee_id.eq(me).and(waits(Side::Employee)).or(agreements::employee_id
                    .ne(me)
                    .and(waits(Side::Employer))
                    .and(legal.into_sql::<diesel::sql_types::Bool>())
                    .and(agreements::created_by.is_distinct_from(account))),
            )
    };
    let count: i64 = open().select(count_star()).first(&mut db).await?;
    let rows: Vec<(AgreementId, String, String)> = open()
        .order((agreements::sent_at, agreements::id))
        .limit(NAMED)
        .select((agreements::id, agreements::title, agreements::number))
        .load(&mut db)
        .await?;
    Ok(Card::of("agreements_to_sign", count, rows.into_iter().map(item).collect()))
}

/// Those that wait for the employer's side; whoever drafted one does not review it.
async fn in_stage(
    mut db: &Db,
    who: &Caller,
    scope: &Scope,
    today: NaiveDate,
    me: Uuid,
    stage: Stage,
    card: &'static str,
) -> Answer<Option<Card>> {
    let account = who.principal.account_id().map_or(Uuid::nil(), Uuid::from);
    let own = if stage == Stage::Draft { account } else { Uuid::nil() };
    let open = || {
        agreements::table
            .filter(agreements::stage.eq(Text(stage)))
            .filter(agreements::employee_id.ne(me).and(agreements::created_by.is_distinct_from(own)))
            .filter(scope.sees(agreements::employee_id, today))
    };
    let count: i64 = open().select(count_star()).first(&mut db).await?;
    let rows: Vec<(AgreementId, String, String)> = open()
        .order((agreements::created_at, agreements::id))
        .limit(NAMED)
        .select((agreements::id, agreements::title, agreements::number))
        .load(&mut db)
        .await?;
    Ok(Card::of(card, count, rows.into_iter().map(item).collect()))
}

fn item((id, title, number): (AgreementId, String, String)) -> CardItem {
    CardItem { title: format!("{title} {number}"), due_on: None, path: format!("/agreements/{id}") }
}
