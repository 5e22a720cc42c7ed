//! The people of a batch as stored and sent.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::Stage as AgreementStage;
use domain::batches::Task;
use serde::{Deserialize, Serialize};
use store::ids::{AgreementBatchId, AgreementId, EmployeeId};
use store::schema::{agreement_batch_items, agreements, employees};
use store::{Db, Json, Text};
use utoipa::ToSchema;

use crate::agreements::facts::AgreementFacts;
use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::http::{Page, Paging};
use crate::platform::{Answer, App, Problem};

/// What is to be agreed with one person; stored sealed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AgreementBatchItemTerms)]
pub struct AskedOf {
    pub facts: AgreementFacts,
    /// Where the person lives; null for the one on record.
    pub address: Option<String>,
}

const ASKED: &str = "agreement_batch_items.asked";

pub(super) fn seal_asked(app: &App, employee: EmployeeId, asked: &AskedOf) -> Answer<Vec<u8>> {
    let json = serde_json::to_string(asked).map_err(Problem::from_internal)?;
    Ok(app.keyring.seal_of(ASKED, employee, &json)?)
}

pub(super) fn open_asked(app: &App, employee: EmployeeId, sealed: &[u8]) -> Answer<AskedOf> {
    serde_json::from_str(&app.keyring.open_of(ASKED, employee, sealed)?).map_err(Problem::from_internal)
}

/// Why a task was refused for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BatchProblem {
    /// JSON pointer into the facts, or empty.
    #[schema(example = "/facts/monthly_wage")]
    pub pointer: String,
    #[schema(example = "below_minimum_wage")]
    pub code: String,
    pub zh: String,
    pub en: String,
}

impl BatchProblem {
    pub fn all_of(problem: &Problem) -> Vec<Self> {
        let one = |pointer: &str, code: &str, detail: &crate::platform::errors::Sentence| Self {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            zh: detail.zh.to_string(),
            en: detail.en.to_string(),
        };
        if problem.errors.is_empty() {
            return vec![one("", &problem.code, &problem.detail)];
        }
        problem.errors.iter().map(|error| one(&error.pointer, &error.code, &error.detail)).collect()
    }
}

/// A task that was just ordered for a line: whatever was refused before is forgotten.
#[derive(AsChangeset)]
#[diesel(table_name = agreement_batch_items, treat_none_as_null = true)]
pub(super) struct Ordered {
    task: Text<Task>,
    attempts: i32,
    problem: Option<Json<Vec<BatchProblem>>>,
    refused_task: Option<Text<Task>>,
}

impl Ordered {
    pub fn task(task: Task) -> Self {
        Self { task: Text(task), attempts: 0, problem: None, refused_task: None }
    }
}

/// One person of a batch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementBatchItem {
    /// From 0, in the order in which they were given.
    pub position: i32,
    pub employee: EmployeeRef,
    pub agreement_id: Option<AgreementId>,
    #[schema(example = "AGR-2026-0042")]
    pub number: Option<String>,
    pub stage: Option<AgreementStage>,
    /// What the service does next; null when nothing.
    pub task: Option<Task>,
    /// Why the last task was refused; empty when it was not.
    pub problems: Vec<BatchProblem>,
    /// The task that was refused; a retry does this one.
    pub refused_task: Option<Task>,
    /// What was asked for, while there is no agreement that says it.
    pub asked: Option<AskedOf>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = agreement_batch_items)]
struct ItemRow {
    position: i32,
    asked_sealed: Vec<u8>,
    task: Option<Text<Task>>,
    problem: Option<Json<Vec<BatchProblem>>>,
    refused_task: Option<Text<Task>>,
}

type AgreementRef = Option<(AgreementId, String, Text<AgreementStage>)>;

/// The people of a batch, in their order; only those with a problem when asked.
pub(super) async fn items(
    (app, who): (&App, &Caller),
    mut db: &Db,
    batch: AgreementBatchId,
    refused: bool,
    paging: &Paging,
) -> Answer<Page<AgreementBatchItem>> {
    let mut query = agreement_batch_items::table
        .inner_join(employees::table)
        .left_join(agreements::table)
        .filter(agreement_batch_items::batch_id.eq(batch))
        .order(agreement_batch_items::position)
        .limit(paging.limit() + 1)
        .select((
            ItemRow::as_select(),
            EmployeeRef::as_select(),
            (agreements::id, agreements::number, agreements::stage).nullable(),
        ))
        .into_boxed();
    if refused {
        query = query.filter(agreement_batch_items::problem.is_not_null());
    }
    if let Some(position) = paging.after::<i32>()? {
        query = query.filter(agreement_batch_items::position.gt(position));
    }
    let rows: Vec<(ItemRow, EmployeeRef, AgreementRef)> = query.load(&mut db).await?;
    let Page { items, next_cursor } = Page::of(rows, paging, |(row, ..)| row.position);
    let items = items.into_iter().map(|row| shown(app, who, row)).collect::<Answer<_>>()?;
    Ok(Page { items, next_cursor })
}

fn shown(
    app: &App,
    who: &Caller,
    (row, employee, agreement): (ItemRow, EmployeeRef, AgreementRef),
) -> Answer<AgreementBatchItem> {
    let asked = match agreement {
        // Nobody reads what is to be agreed with themselves before it is sent to them.
        None if who.principal.employee != Some(employee.id) => Some(open_asked(app, employee.id, &row.asked_sealed)?),
        _ => None,
    };
    let (agreement_id, number, stage) = match agreement {
        Some((id, number, stage)) => (Some(id), Some(number), Some(stage.0)),
        None => (None, None, None),
    };
    Ok(AgreementBatchItem {
        position: row.position,
        employee,
        agreement_id,
        number,
        stage,
        task: row.task.map(|task| task.0),
        problems: row.problem.map(|Json(problems)| problems).unwrap_or_default(),
        refused_task: row.refused_task.map(|task| task.0),
        asked,
    })
}
