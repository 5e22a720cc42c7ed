//! What waits for a person in the reviews.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::reviews::{Stage, self_assessment_due};
use store::ids::{EmployeeId, ReviewId};
use store::schema::{deliveries as delivered, employees, review_cycles, reviews};
use store::{Db, Text};

use super::{GOALS, RESULT};
use crate::platform::Answer;
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};

type Due = (ReviewId, String, Option<NaiveDate>);

/// Stages in which a manager may assess; true for those that first wait for the self assessment to be overdue.
const ASSESSABLE: &[(Stage, bool)] = &[
    (Stage::SelfAssessed, false),
    (Stage::GoalsDelivered, true),
    (Stage::GoalsConfirmed, true),
    (Stage::GoalsObjected, true),
];

/// Goals and results to answer, one's own assessment, and one's people to assess or tell their result.
pub async fn waits(db: &Db, me: EmployeeId, today: NaiveDate) -> Answer<Vec<Card>> {
    let cards = [
        to_answer(db, me, "goals_to_confirm", GOALS).await?,
        to_answer(db, me, "results_to_confirm", RESULT).await?,
        own_assessments(db, me, today).await?,
        of_reports(db, me, "reviews_to_assess", ASSESSABLE, today).await?,
        of_reports(db, me, "results_to_deliver", &[(Stage::ManagerAssessed, false)], today).await?,
    ];
    Ok(cards.into_iter().flatten().collect())
}

fn item((id, title, due_on): Due) -> CardItem {
    CardItem { title, due_on, path: format!("/reviews/{id}") }
}

async fn to_answer(mut db: &Db, me: EmployeeId, card: &'static str, kind: &str) -> Answer<Option<Card>> {
    // Goals that were never answered no longer can be once the manager has assessed.
    let stage = if kind == GOALS { Stage::GoalsDelivered } else { Stage::ResultDelivered };
    let rows: Counted<Due> = delivered::table
        .inner_join(reviews::table.on(reviews::id.eq(delivered::resource_id)))
        .inner_join(review_cycles::table.on(review_cycles::id.eq(reviews::cycle_id)))
        .filter(delivered::employee_id.eq(me))
        .filter(delivered::kind.eq(kind.to_owned()))
        .filter(delivered::answer.is_null())
        .filter(reviews::stage.eq(Text(stage)))
        .order((delivered::due_on, delivered::id))
        .limit(NAMED)
        .select(((reviews::id, review_cycles::name, delivered::due_on), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found(card, rows, item))
}

async fn own_assessments(mut db: &Db, me: EmployeeId, today: NaiveDate) -> Answer<Option<Card>> {
    let rows: Vec<(ReviewId, String, NaiveDate)> = reviews::table
        .inner_join(review_cycles::table)
        .filter(reviews::employee_id.eq(me))
        .filter(reviews::stage.eq_any([Text(Stage::GoalsConfirmed), Text(Stage::GoalsObjected)]))
        .filter(review_cycles::until_on.le(today))
        .order((review_cycles::until_on, reviews::id))
        .select((reviews::id, review_cycles::name, review_cycles::until_on))
        .load(&mut db)
        .await?;
    let count = rows.len() as i64;
    let items = rows
        .into_iter()
        .take(NAMED as usize)
        .map(|(id, name, until)| item((id, name, Some(self_assessment_due(until)))));
    Ok(Card::of("self_assessments", count, items.collect()))
}

async fn of_reports(
    mut db: &Db,
    me: EmployeeId,
    card: &'static str,
    stages: &[(Stage, bool)],
    today: NaiveDate,
) -> Answer<Option<Card>> {
    let of = |overdue: bool| -> Vec<Text<Stage>> {
        stages.iter().filter(|(_, only_overdue)| *only_overdue == overdue).map(|(stage, _)| Text(*stage)).collect()
    };
    // A period that ended before this day has its self assessments overdue.
    let long_over = today.checked_sub_signed(self_assessment_due(today) - today).unwrap_or(today);
    let rows: Counted<(ReviewId, String, String)> = reviews::table
        .inner_join(review_cycles::table)
        .inner_join(employees::table.on(employees::id.eq(reviews::employee_id)))
        .filter(reviews::manager_id.eq(me))
        .filter(
            (reviews::stage.eq_any(of(false)).and(review_cycles::until_on.le(today)))
                .or(reviews::stage.eq_any(of(true)).and(review_cycles::until_on.lt(long_over))),
        )
        .order(reviews::id)
        .limit(NAMED)
        .select(((reviews::id, employees::name, review_cycles::name), count_star().over()))
        .load(&mut db)
        .await?;
    Ok(Card::found(card, rows, |(id, person, cycle)| item((id, format!("{person} · {cycle}"), None))))
}
