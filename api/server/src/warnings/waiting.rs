//! Warnings that wait for somebody: a statement to make, a letter to acknowledge, one to decide, a draft to finish.

use chrono::NaiveDate;
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text as SqlText};
use diesel_async::RunQueryDsl;
use domain::warnings::Stage;
use store::ids::{EmployeeId, WarningId};
use store::schema::{deliveries as delivered, employees, warnings};
use store::{Db, Text};
use uuid::Uuid;

use super::WARNING;
use crate::platform::access::Caller;
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};
use crate::platform::{Answer, Scope};

type Due = (WarningId, String, String, Option<NaiveDate>);

fn item((id, name, number, due_on): Due) -> CardItem {
    CardItem { title: format!("{name} · {number}"), due_on, path: format!("/warnings/{id}") }
}

/// What waits for the caller, a statement a card; the scopes in which they approve and write warnings.
pub async fn waits(
    db: &Db,
    who: &Caller,
    (approve, write): (Option<&Scope>, Option<&Scope>),
    today: NaiveDate,
) -> Answer<Vec<Card>> {
    let mut cards = Vec::new();
    if let Some(me) = who.principal.employee {
        cards.push(to_state(db, me).await?);
        cards.push(to_acknowledge(db, me).await?);
    }
    if let Some(scope) = approve {
        cards.push(to_decide(db, who, scope, today).await?);
    }
    if let Some(scope) = write {
        cards.push(to_finish(db, who, scope, today).await?);
    }
    Ok(cards.into_iter().flatten().collect())
}

async fn to_state(mut db: &Db, me: EmployeeId) -> Answer<Option<Card>> {
    let rows: Counted<Due> = warnings::table
        .inner_join(employees::table)
        .filter(warnings::employee_id.eq(me).and(warnings::stage.eq(Text(Stage::StatementAsked))))
        .order((warnings::statement_due_on, warnings::id))
        .limit(NAMED)
        .select(((warnings::id, employees::name, warnings::number, warnings::statement_due_on), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("warning_statements", rows, item))
}

async fn to_acknowledge(mut db: &Db, me: EmployeeId) -> Answer<Option<Card>> {
    let rows: Counted<Due> = delivered::table
        .inner_join(warnings::table.on(warnings::id.eq(delivered::resource_id)))
        .inner_join(employees::table.on(employees::id.eq(warnings::employee_id)))
        .filter(delivered::employee_id.eq(me).and(delivered::kind.eq(WARNING)))
        .filter(delivered::answer.is_null().and(warnings::stage.eq(Text(Stage::Issued))))
        .order((delivered::due_on, delivered::id))
        .limit(NAMED)
        .select(((warnings::id, employees::name, warnings::number, delivered::due_on), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("warnings_to_acknowledge", rows, item))
}

/// The caller's account is among those who prepared it, or is not.
macro_rules! prepared {
    ($who:expr, $how:literal) => {
        sql::<Bool>(concat!(
            $how,
            " exists (select from jsonb_array_elements(warnings.prepared_by) preparer where preparer ->> 'account_id' = "
        ))
        .bind::<SqlText, _>($who.principal.account_id().map(|id| id.0.to_string()).unwrap_or_default())
        .sql(")")
    };
}

async fn to_decide(mut db: &Db, who: &Caller, scope: &Scope, today: NaiveDate) -> Answer<Option<Card>> {
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let rows: Counted<Due> = warnings::table
        .inner_join(employees::table)
        .filter(scope.sees(warnings::employee_id, today))
        .filter(warnings::employee_id.ne(EmployeeId(me)))
        .filter(warnings::stage.eq(Text(Stage::AwaitingApproval)).or(
            warnings::stage.eq(Text(Stage::StatementAsked)).and(warnings::statement_due_on.lt(today).assume_not_null()),
        ))
        .filter(prepared!(who, "not"))
        .order(warnings::id)
        .limit(NAMED)
        .select(((warnings::id, employees::name, warnings::number, warnings::counts_until), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("warnings_to_decide", rows, item))
}

/// Drafts of the caller's own, also those that were sent back.
async fn to_finish(mut db: &Db, who: &Caller, scope: &Scope, today: NaiveDate) -> Answer<Option<Card>> {
    let rows: Counted<Due> = warnings::table
        .inner_join(employees::table)
        .filter(scope.sees(warnings::employee_id, today))
        .filter(warnings::stage.eq(Text(Stage::Draft)))
        .filter(prepared!(who, ""))
        .order(warnings::id)
        .limit(NAMED)
        .select(((warnings::id, employees::name, warnings::number, warnings::counts_until), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("warnings_to_finish", rows, item))
}
