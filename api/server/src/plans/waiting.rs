//! Plans that wait for a person's answer, or for their outcome.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::plans::Stage;
use store::ids::{EmployeeId, PlanId};
use store::schema::{deliveries as delivered, employees, improvement_plans};
use store::{Db, Text};

use super::PLAN;
use crate::platform::Answer;
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};

type Due = (PlanId, String, Option<NaiveDate>);

/// Plans to answer, and plans of one's people whose window is over.
pub async fn waits(db: &Db, me: EmployeeId, today: NaiveDate) -> Answer<Vec<Card>> {
    let cards = [to_answer(db, me).await?, to_close(db, me, today).await?];
    Ok(cards.into_iter().flatten().collect())
}

fn item((id, person, due_on): Due) -> CardItem {
    CardItem { title: person, due_on, path: format!("/improvement-plans/{id}") }
}

async fn to_answer(mut db: &Db, me: EmployeeId) -> Answer<Option<Card>> {
    let rows: Counted<Due> = delivered::table
        .inner_join(improvement_plans::table.on(improvement_plans::id.eq(delivered::resource_id)))
        .inner_join(employees::table.on(employees::id.eq(improvement_plans::employee_id)))
        .filter(delivered::employee_id.eq(me))
        .filter(delivered::kind.eq(PLAN))
        .filter(delivered::answer.is_null())
        .filter(improvement_plans::stage.eq(Text(Stage::Published)))
        .order((delivered::due_on, delivered::id))
        .limit(NAMED)
        .select(((improvement_plans::id, employees::name, delivered::due_on), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("plans_to_confirm", rows, item))
}

async fn to_close(mut db: &Db, me: EmployeeId, today: NaiveDate) -> Answer<Option<Card>> {
    let rows: Counted<Due> = improvement_plans::table
        .inner_join(employees::table.on(employees::id.eq(improvement_plans::employee_id)))
        .filter(improvement_plans::manager_id.eq(me))
        .filter(improvement_plans::stage.eq(Text(Stage::Active)))
        .filter(improvement_plans::until_on.le(today))
        .order((improvement_plans::until_on, improvement_plans::id))
        .limit(NAMED)
        .select(((improvement_plans::id, employees::name, improvement_plans::until_on.nullable()), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found("plans_to_close", rows, item))
}
