//! Cases that wait for somebody: the record of a talk or an offer to answer, a case to approve, a union's reply.

use chrono::NaiveDate;
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text as SqlText};
use diesel_async::RunQueryDsl;
use domain::negotiation::State;
use domain::separations::{Side, Stage};
use store::ids::SeparationId;
use store::schema::{employees, proposals, separations};
use store::{Db, Text};
use uuid::Uuid;

use super::interviews;
use crate::platform::Answer;
use crate::platform::access::{Caller, Scope};
use crate::platform::waiting::{Card, CardItem, NAMED};

/// The scopes in which the caller may answer offers, approve cases, and answer for the union.
#[derive(Clone, Copy, Default)]
pub struct Reach<'a> {
    pub negotiate: Option<&'a Scope>,
    pub approve: Option<&'a Scope>,
    pub union: Option<&'a Scope>,
}

type Waiting = (SeparationId, String, String, Option<NaiveDate>);

fn item((id, number, name, due_on): Waiting) -> CardItem {
    CardItem { title: format!("{name} · {number}"), due_on, path: format!("/separations/{id}") }
}

/// What waits for the caller; two statements a card.
pub async fn waits(db: &Db, who: &Caller, reach: Reach<'_>, today: NaiveDate) -> Answer<Vec<Card>> {
    let mut cards = Vec::new();
    if let Some(me) = who.principal.employee {
        cards.extend(interviews::waits(db, me).await?);
    }
    if let Some(scope) = reach.negotiate {
        cards.extend(offers(db, who, scope, today).await?);
    }
    if let Some(scope) = reach.approve {
        let account = who.principal.account_id().map(|id| id.0.to_string()).unwrap_or_default();
        let condition = sql::<Bool>(
            "approval is not null and approval ->> 'decided' is null and opened_by ->> 'account_id' is distinct from ",
        )
        .bind::<SqlText, _>(account.clone())
        .sql(" and approval -> 'requested_by' ->> 'account_id' is distinct from ")
        .bind::<SqlText, _>(account);
        cards.extend(undecided(db, who, scope, today, "separations_to_approve", Box::new(condition)).await?);
    }
    if let Some(scope) = reach.union {
        let condition = sql::<Bool>("trade_union is not null and trade_union ->> 'reply' is null");
        cards.extend(undecided(db, who, scope, today, "union_replies", Box::new(condition)).await?);
    }
    Ok(cards)
}

/// Offers of the other side that lie on the table.
async fn offers(mut db: &Db, who: &Caller, scope: &Scope, today: NaiveDate) -> Answer<Option<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let (of_employer, of_employee) = (Text(Side::Employer), Text(Side::Employee));
    let open = || {
        proposals::table
            .inner_join(separations::table.inner_join(employees::table))
            .filter(proposals::state.eq(Text(State::Open)))
            .filter(scope.sees(separations::employee_id, today))
            .filter(
                (separations::employee_id.eq(me).and(proposals::side.eq(of_employer)))
                    .or(separations::employee_id.ne(me).and(proposals::side.eq(of_employee))),
            )
    };
    let count: i64 = open().select(count_star()).first(&mut db).await?;
    let items: Vec<Waiting> = open()
        .order(proposals::created_at)
        .limit(NAMED)
        .select((separations::id, separations::number, employees::name, proposals::pay_on.nullable()))
        .load(&mut db)
        .await?;
    Ok(Card::of("proposals_to_answer", count, items.into_iter().map(item).collect()))
}

type Condition = Box<dyn BoxableExpression<separations::table, diesel::pg::Pg, SqlType = Bool>>;

/// Cases that are not settled, about others, on which something is outstanding.
async fn undecided(
    mut db: &Db,
    who: &Caller,
    scope: &Scope,
    today: NaiveDate,
    kind: &'static str,
    outstanding: Condition,
) -> Answer<Option<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let stages = [Stage::Open, Stage::UnionNotified, Stage::Approved, Stage::Negotiating].map(Text);
    let ids: Vec<SeparationId> = separations::table
        .filter(separations::stage.eq_any(stages))
        .filter(separations::employee_id.ne(me))
        .filter(scope.sees(separations::employee_id, today))
        .filter(outstanding)
        .order(separations::opened_at)
        .select(separations::id)
        .load(&mut db)
        .await?;
    let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let named = ids.into_iter().take(usize::try_from(NAMED).unwrap_or_default()).collect::<Vec<_>>();
    let items: Vec<Waiting> = separations::table
        .inner_join(employees::table)
        .filter(separations::id.eq_any(named))
        .order(separations::opened_at)
        .select((separations::id, separations::number, employees::name, separations::last_day))
        .load(&mut db)
        .await?;
    Ok(Card::of(kind, count, items.into_iter().map(item).collect()))
}
