//! Agreements that wait for a person.

use chrono::NaiveDate;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::paper::PaperState;
use domain::agreements::{SignerRole, Stage};
use domain::separations::Side;
use store::ids::AgreementId;
use store::schema::{
    agreement_comments, agreement_paper_copies, agreement_paper_signatures, agreement_signers, agreements,
};
use store::{Db, Text};
use uuid::Uuid;

use super::signers::is_its_turn;
use crate::platform::access::{Caller, Role};
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};
use crate::platform::{Answer, Scope};

/// One's own to sign, others' to witness, and what the employer said about them; for legal those to review and to seal, for HR and legal
/// those to send and what people said about theirs. `scope` is that of `agreements.read`.
pub async fn waits(db: &Db, who: &Caller, scope: &Scope, today: NaiveDate) -> Answer<Vec<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let legal = who.principal.has(Role::Legal);
    let mut cards = vec![to_sign(db, who, scope, today, me, legal).await?, to_witness(db, me).await?];
    let for_employer = legal || who.principal.has(Role::Hr);
    cards.push(comments_to_settle(db, scope, today, me, for_employer).await?);
    if legal {
        cards.push(in_stage(db, who, scope, today, me, Stage::Draft, "agreements_to_review").await?);
        cards.push(scans_to_compare(db, who, scope, today, me).await?);
    }
    if for_employer {
        cards.push(in_stage(db, who, scope, today, me, Stage::Reviewed, "agreements_to_send").await?);
        cards.push(paper_to_hand_over(db, scope, today, me).await?);
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
    let waits = |role: SignerRole| {
        exists(
            agreement_signers::table
                .filter(agreement_signers::agreement_id.eq(agreements::id))
                .filter(agreement_signers::role.eq(Text(role)).and(agreement_signers::state.eq("waiting")))
                .filter(is_its_turn()),
        )
    };
    let rows: Counted<(AgreementId, String, String)> = agreements::table
        .filter(agreements::stage.eq_any([Text(Stage::Sent), Text(Stage::PartlySigned)]))
        .filter(scope.sees(agreements::employee_id, today))
        .filter(
            agreements::employee_id.eq(me).and(waits(SignerRole::Employee)).or(agreements::employee_id
                .ne(me)
                .and(waits(SignerRole::Employer))
                .and(legal.into_sql::<diesel::sql_types::Bool>())
                .and(agreements::created_by.is_distinct_from(account))),
        )
        .order((agreements::sent_at, agreements::id))
        .limit(NAMED)
        .select(((agreements::id, agreements::title, agreements::number), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("agreements_to_sign", rows, item))
}

/// What others have signed and one is to sign as their witness.
async fn to_witness(mut db: &Db, me: Uuid) -> Answer<Option<Card>> {
    let rows: Counted<(AgreementId, String, String)> = agreements::table
        .inner_join(agreement_signers::table)
        .filter(agreements::stage.eq(Text(Stage::PartlySigned)))
        .filter(agreement_signers::employee_id.eq(me).and(agreement_signers::state.eq("waiting")))
        .filter(is_its_turn())
        .order((agreements::sent_at, agreements::id))
        .limit(NAMED)
        .select(((agreements::id, agreements::title, agreements::number), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("agreements_to_witness", rows, item))
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
    let rows: Counted<(AgreementId, String, String)> = agreements::table
        .filter(agreements::stage.eq(Text(stage)))
        .filter(agreements::employee_id.ne(me).and(agreements::created_by.is_distinct_from(own)))
        .filter(scope.sees(agreements::employee_id, today))
        .order((agreements::created_at, agreements::id))
        .limit(NAMED)
        .select(((agreements::id, agreements::title, agreements::number), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found(card, rows, item))
}

/// Contracts on which the other side has said something that nobody settled, the longest waiting first.
async fn comments_to_settle(
    mut db: &Db,
    scope: &Scope,
    today: NaiveDate,
    me: Uuid,
    for_employer: bool,
) -> Answer<Option<Card>> {
    let waits = |of: Side| {
        exists(
            agreement_comments::table
                .filter(agreement_comments::agreement_id.eq(agreements::id))
                .filter(agreement_comments::side.eq(Text(of)).and(agreement_comments::outcome.is_null()))
                .filter(agreement_comments::answers_id.is_null()),
        )
    };
    let rows: Counted<(AgreementId, String, String)> = agreements::table
        .filter(agreements::stage.eq_any([Text(Stage::Sent), Text(Stage::PartlySigned)]))
        .filter(scope.sees(agreements::employee_id, today))
        .filter(
            agreements::employee_id.eq(me).and(waits(Side::Employer)).or(agreements::employee_id
                .ne(me)
                .and(waits(Side::Employee))
                .and(for_employer.into_sql::<diesel::sql_types::Bool>())),
        )
        .order((agreements::sent_at, agreements::id))
        .limit(NAMED)
        .select(((agreements::id, agreements::title, agreements::number), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("agreement_comments_to_settle", rows, |row| at_its_clauses(item(row))))
}

/// Copies on paper that people asked for, oldest first.
async fn paper_to_hand_over(mut db: &Db, scope: &Scope, today: NaiveDate, me: Uuid) -> Answer<Option<Card>> {
    let rows: Counted<(AgreementId, String, String)> = agreements::table
        .inner_join(agreement_paper_copies::table)
        .filter(agreement_paper_copies::handed_over_on.is_null().and(agreements::employee_id.ne(me)))
        .filter(scope.sees(agreements::employee_id, today))
        .order((agreement_paper_copies::asked_at, agreements::id))
        .limit(NAMED)
        .select(((agreements::id, agreements::title, agreements::number), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("paper_copies_to_hand_over", rows, item))
}

/// Scans of what was signed by hand, oldest first; whoever brought one in does not judge it.
async fn scans_to_compare(
    mut db: &Db,
    who: &Caller,
    scope: &Scope,
    today: NaiveDate,
    me: Uuid,
) -> Answer<Option<Card>> {
    let account = who.principal.account_id().map_or(Uuid::nil(), Uuid::from);
    let rows: Counted<(AgreementId, String, String)> = agreements::table
        .inner_join(agreement_paper_signatures::table)
        .filter(agreement_paper_signatures::state.eq(Text(PaperState::Waiting)))
        .filter(agreement_paper_signatures::brought_by.ne(account).and(agreements::employee_id.ne(me)))
        .filter(scope.sees(agreements::employee_id, today))
        .order((agreement_paper_signatures::brought_at, agreements::id))
        .limit(NAMED)
        .select(((agreements::id, agreements::title, agreements::number), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("scans_to_compare", rows, item))
}

fn item((id, title, number): (AgreementId, String, String)) -> CardItem {
    CardItem { title: format!("{title} {number}"), due_on: None, path: format!("/agreements/{id}") }
}

/// Where the text stands by its clauses, with what is said about them.
fn at_its_clauses(item: CardItem) -> CardItem {
    CardItem { path: format!("{}?tab=clauses", item.path), ..item }
}
