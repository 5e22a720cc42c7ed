//! Cases that wait for somebody: the record of a talk or an offer to answer, a case to approve, a union's reply,
//! evidence to judge, an employee's notice to acknowledge, the notice that oneself was given.

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
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};

/// The scopes in which the caller may answer offers, approve cases, answer for the union, and work on cases.
#[derive(Clone, Copy, Default)]
pub struct Reach<'a> {
    pub negotiate: Option<&'a Scope>,
    pub approve: Option<&'a Scope>,
    pub union: Option<&'a Scope>,
    pub manage: Option<&'a Scope>,
}

type Waiting = (SeparationId, String, String, Option<NaiveDate>);

fn item((id, number, name, due_on): Waiting) -> CardItem {
    CardItem { title: format!("{name} · {number}"), due_on, path: format!("/separations/{id}") }
}

/// What waits for the caller.
pub async fn waits(db: &Db, who: &Caller, reach: Reach<'_>, today: NaiveDate) -> Answer<Vec<Card>> {
    let mut cards = Vec::new();
    if let Some(me) = who.principal.employee {
        cards.extend(interviews::waits(db, me).await?);
    }
    if let Some(scope) = reach.negotiate {
        cards.extend(offers(db, who, scope, today).await?);
    }
    let account = who.principal.account_id().map(|id| id.0.to_string()).unwrap_or_default();
    if let Some(scope) = reach.approve {
        let to_approve = sql::<Bool>(
            "approval is not null and approval ->> 'decided' is null and opened_by ->> 'account_id' is distinct from ",
        )
        .bind::<SqlText, _>(account.clone())
        .sql(" and approval -> 'requested_by' ->> 'account_id' is distinct from ")
        .bind::<SqlText, _>(account.clone());
        let asked = ("separations_to_approve", &UNDECIDED[..], Box::new(to_approve) as Condition);
        cards.extend(outstanding(db, who, scope, today, asked).await?);
        let to_judge = sql::<Bool>(
            "exists (select from separation_evidence piece where piece.separation_id = separations.id \
             and piece.state = 'waiting' and piece.added_by ->> 'account_id' is distinct from ",
        )
        .bind::<SqlText, _>(account)
        .sql(")");
        let asked = ("evidence_to_judge", &UNDECIDED[..], Box::new(to_judge) as Condition);
        cards.extend(outstanding(db, who, scope, today, asked).await?);
    }
    if let Some(scope) = reach.union {
        let unanswered = sql::<Bool>("trade_union is not null and trade_union ->> 'reply' is null");
        let asked = ("union_replies", &UNDECIDED[..], Box::new(unanswered) as Condition);
        cards.extend(outstanding(db, who, scope, today, asked).await?);
    }
    if let Some(scope) = reach.manage {
        let by_employee = separations::ground.like("37%").or(separations::ground.like("38%"));
        let unacknowledged = by_employee.and(separations::receipt.is_null());
        let asked = ("leaving_notices", &[Stage::Open, Stage::Noticed][..], Box::new(unacknowledged) as Condition);
        cards.extend(outstanding(db, who, scope, today, asked).await?);
    }
    cards.extend(own_notice(db, who).await?);
    Ok(cards)
}

/// Stages in which nothing is settled yet.
const UNDECIDED: [Stage; 4] = [Stage::Open, Stage::UnionNotified, Stage::Approved, Stage::Negotiating];

/// The notice that oneself was given, or gave, until the case is over.
async fn own_notice(mut db: &Db, who: &Caller) -> Answer<Option<Card>> {
    let Some(me) = who.principal.employee else { return Ok(None) };
    let own: Vec<(SeparationId, String, Option<NaiveDate>)> = separations::table
        .filter(separations::employee_id.eq(me))
        .filter(separations::open_to_employee.and(separations::stage.eq(Text(Stage::Noticed))))
        .order(separations::opened_at)
        .select((separations::id, separations::number, separations::last_day))
        .load(&mut db)
        .await?;
    let of = |(id, number, due_on)| CardItem { title: number, due_on, path: format!("/separations/{id}") };
    let items: Vec<CardItem> = own.into_iter().map(of).collect();
    Ok(Card::of("own_notice", i64::try_from(items.len()).unwrap_or(i64::MAX), items))
}

/// Offers of the other side that lie on the table.
async fn offers(mut db: &Db, who: &Caller, scope: &Scope, today: NaiveDate) -> Answer<Option<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let (of_employer, of_employee) = (Text(Side::Employer), Text(Side::Employee));
    let rows: Counted<Waiting> = proposals::table
        .inner_join(separations::table.inner_join(employees::table))
        .filter(proposals::state.eq(Text(State::Open)))
        .filter(scope.sees(separations::employee_id, today))
        .filter(
            (separations::employee_id.eq(me).and(proposals::side.eq(of_employer)))
                .or(separations::employee_id.ne(me).and(proposals::side.eq(of_employee))),
        )
        .order(proposals::created_at)
        .limit(NAMED)
        .select((
            (separations::id, separations::number, employees::name, proposals::pay_on.nullable()),
            count_star().over(),
        ))
        .load(&mut db)
        .await?;
    Ok(Card::found("proposals_to_answer", rows, item))
}

type Condition = Box<dyn BoxableExpression<separations::table, diesel::pg::Pg, SqlType = Bool>>;

/// Cases about others, in these stages, on which something is outstanding.
async fn outstanding(
    mut db: &Db,
    who: &Caller,
    scope: &Scope,
    today: NaiveDate,
    (kind, stages, condition): (&'static str, &[Stage], Condition),
) -> Answer<Option<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let ids: Vec<SeparationId> = separations::table
        .filter(separations::stage.eq_any(stages.iter().copied().map(Text)))
        .filter(separations::employee_id.ne(me))
        .filter(scope.sees(separations::employee_id, today))
        .filter(condition)
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
