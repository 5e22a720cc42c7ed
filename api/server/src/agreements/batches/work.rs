//! Working off the lines of batches: each in a transaction of its own that also strikes the task out.
//!
//! Several instances may take the same line; only one gets it into the records, since the transaction first takes
//! the task. What a stop leaves undone has its task still.

use std::collections::HashMap;
use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as single, SignerRole, Stage as AgreementStage};
use domain::batches::Task;
use futures_util::{StreamExt, stream};
use store::ids::{AccountId, AgreementBatchId, AgreementId, EmployeeId};
use store::schema::{agreement_batch_items, agreement_batches};
use store::{Json, Text, Tx};
use tokio::sync::Notify;

use super::items::{AskedOf, BatchProblem, open_asked};
use super::row::Row;
use crate::accounts::AccountRef;
use crate::agreements::contract::{self, AgreementDraft};
use crate::agreements::expiry::expire_late_of;
use crate::agreements::row::Row as AgreementRow;
use crate::agreements::signature::{Mandate, stamp_soon};
use crate::agreements::signers::Signers;
use crate::agreements::{routes, sending};
use crate::employees::address_of;
use crate::platform::access::Caller;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, Scope, perm};
use crate::seals::in_charge;

/// How often an idle instance looks for what another one left behind.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Lines that are taken at once; and how many of them are worked on side by side.
const TAKEN: i64 = 100;
const SIDE_BY_SIDE: usize = 4;
/// A task that fails so often through no fault of the terms is given up, with its problem shown.
const MOST_ATTEMPTS: i32 = 5;

/// Wakes the loop of this process; one that is missed costs two seconds.
static ORDERED: Notify = Notify::const_new();

pub(super) fn wake() {
    ORDERED.notify_one();
}

/// Runs until the service ends.
pub async fn run(app: App) {
    loop {
        match work_off(&app).await {
            Ok(0) => {
                let _ = tokio::time::timeout(LOOK_EVERY, ORDERED.notified()).await;
            }
            Ok(_) => {}
            Err(problem) => {
                tracing::warn!(%problem, "batches of agreements wait");
                tokio::time::sleep(LOOK_EVERY).await;
            }
        }
    }
}

/// Whoever ordered something in the batches at hand.
type Names = HashMap<AccountId, AccountRef>;

/// One line with something to do.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = agreement_batch_items)]
struct Line {
    batch_id: AgreementBatchId,
    position: i32,
    employee_id: EmployeeId,
    asked_sealed: Vec<u8>,
    agreement_id: Option<AgreementId>,
    task: Option<Text<Task>>,
    attempts: i32,
}

/// Works off what there is to do now, up to a bound; answers how many lines.
pub async fn work_off(app: &App) -> Answer<usize> {
    let (lines, names) = {
        let db = app.read().await?;
        let lines: Vec<(Line, Row)> = agreement_batch_items::table
            .inner_join(agreement_batches::table)
            .filter(agreement_batch_items::task.is_not_null())
            .order((agreement_batches::created_at, agreement_batch_items::batch_id, agreement_batch_items::position))
            .limit(TAKEN)
            .select((Line::as_select(), Row::as_select()))
            .load(&mut &*db)
            .await?;
        let ordered = |(_, batch): &(Line, Row)| {
            [Some(batch.created_by), batch.sent_by, batch.seal_allowed_by, batch.cancelled_by]
        };
        let accounts: Vec<AccountId> = lines.iter().flat_map(ordered).flatten().collect();
        let names = AccountRef::of(&db, &accounts).await?;
        (lines, names)
    };
    let (count, names) = (lines.len(), &names);
    let mut done = stream::iter(lines)
        .map(|(line, batch)| async move {
            let outcome = work_on(app, &line, &batch, names).await;
            settle(app, &line, outcome).await
        })
        .buffer_unordered(SIDE_BY_SIDE);
    while let Some(settled) = done.next().await {
        settled?;
    }
    Ok(count)
}

/// What is refused is written at the line; what fails on our side is tried again.
async fn settle(app: &App, line: &Line, outcome: Answer<()>) -> Answer<()> {
    let Err(problem) = outcome else { return Ok(()) };
    let ours = problem.status.is_server_error() || problem.code == "document_changed";
    if ours && line.attempts + 1 < MOST_ATTEMPTS {
        tracing::warn!(batch = %line.batch_id, line = line.position, %problem, "a line of a batch is tried again");
        set(app, line, line.task, None).await?;
        tokio::time::sleep(LOOK_EVERY).await;
        return Ok(());
    }
    set(app, line, None, Some(BatchProblem::all_of(&problem))).await
}

async fn set(app: &App, line: &Line, task: Option<Text<Task>>, problems: Option<Vec<BatchProblem>>) -> Answer<()> {
    let refused_task = problems.as_ref().and(line.task);
    app.bookkeep(async |tx| {
        diesel::update(agreement_batch_items::table.find((line.batch_id, line.position)))
            .filter(agreement_batch_items::task.eq(line.task))
            .set((
                agreement_batch_items::task.eq(task),
                agreement_batch_items::problem.eq(problems.map(Json)),
                agreement_batch_items::refused_task.eq(refused_task),
                agreement_batch_items::attempts.eq(line.attempts + 1),
            ))
            .execute(tx)
            .await?;
        Ok(())
    })
    .await
}

async fn work_on(app: &App, line: &Line, batch: &Row, names: &Names) -> Answer<()> {
    match line.task.map(|task| task.0) {
        Some(Task::Draft) => draft(app, line, batch, names).await,
        Some(Task::Send) => send(app, line, batch, names).await,
        Some(Task::Seal) => seal(app, line, batch, names).await,
        Some(Task::Void) => void(app, line, batch, names).await,
        None => Ok(()),
    }
}

/// Takes the task in the transaction that does it; false when somebody else has.
async fn take(tx: &mut Tx, line: &Line) -> Answer<bool> {
    let taken = diesel::update(agreement_batch_items::table.find((line.batch_id, line.position)))
        .filter(agreement_batch_items::task.eq(line.task))
        .set(agreement_batch_items::task.eq(None::<Text<Task>>))
        .execute(tx)
        .await?;
    Ok(taken == 1)
}

/// Whoever ordered it: entries name them.
fn on_behalf(names: &Names, account: Option<AccountId>) -> Caller {
    match account.and_then(|account| names.get(&account)) {
        Some(AccountRef { id, name }) => Caller::on_behalf(*id, name.clone(), None),
        None => Caller::system(),
    }
}

/// The batch was opened within the rights of its preparer; the service itself reaches all.
fn everybody() -> Answer<Scope> {
    Caller::system().reach::<perm::AgreementsPrepare>().ok_or_else(Problem::forbidden)
}

async fn draft(app: &App, line: &Line, batch: &Row, names: &Names) -> Answer<()> {
    let who = on_behalf(names, Some(batch.created_by));
    let AskedOf { facts, address } = open_asked(app, line.employee_id, &line.asked_sealed)?;
    let known = match address {
        Some(address) => Some(address),
        None => address_of(app, &*app.read().await?, line.employee_id).await?,
    };
    let employee_address = known.ok_or_else(no_address)?;
    let asked = AgreementDraft {
        template_id: batch.template_id,
        facts,
        employee_address,
        expires_on: batch.expires_on,
        signing_order: batch.signing_order.0,
        witness_id: None,
    };
    let asked = contract::Order::from(asked);
    let draft = contract::prepare(app, (&who, &everybody()?), line.employee_id, &asked).await?;
    expire_late_of(app, Some(line.employee_id)).await?;
    app.change(&who, async |tx| {
        if !take(tx, line).await? {
            return Ok(((), Vec::new()));
        }
        let (row, event) = contract::put_on_record(app, tx, &who, (&draft, &asked)).await?;
        diesel::update(agreement_batch_items::table.find((line.batch_id, line.position)))
            .set(agreement_batch_items::agreement_id.eq(row.id))
            .execute(tx)
            .await?;
        Ok(((), vec![event]))
    })
    .await
}

fn no_address() -> Problem {
    Problem::field(
        "/employee_address",
        "required",
        "没有登记住址，请填写员工的住址（劳动合同法第十七条第一款第二项）。",
        "No address is on record; say where the person lives (LCL 17(1)(2)).",
    )
}

/// The agreement of a line as it is now.
async fn agreement(app: &App, line: &Line, who: &Caller) -> Answer<AgreementRow> {
    let id = line.agreement_id.ok_or_else(Problem::not_found)?;
    AgreementRow::find(&*app.read().await?, who, &everybody()?, id, app.today()).await
}

/// Runs a step on the locked agreement if the task is still there.
async fn step(
    app: &App,
    line: &Line,
    who: &Caller,
    id: AgreementId,
    act: impl AsyncFnOnce(&mut Tx, AgreementRow) -> Answer<Vec<Event>>,
) -> Answer<()> {
    let scope = everybody()?;
    app.change(who, async |tx| {
        if !take(tx, line).await? {
            return Ok(((), Vec::new()));
        }
        let row = AgreementRow::lock(tx, who, &scope, id, app.today()).await?;
        Ok(((), act(tx, row).await?))
    })
    .await
}

/// Nothing is left to do for this line.
async fn leave(app: &App, line: &Line) -> Answer<()> {
    set(app, line, None, None).await
}

async fn send(app: &App, line: &Line, batch: &Row, names: &Names) -> Answer<()> {
    let who = on_behalf(names, batch.sent_by);
    let row = agreement(app, line, &who).await?;
    if row.stage.0 != AgreementStage::Reviewed {
        return leave(app, line).await; // voided, or sent alone
    }
    let sha256 = sending::prepare(app, &row).await?;
    step(app, line, &who, row.id, async |tx, row| Ok(sending::record(app, tx, &who, row, sha256).await?.1)).await
}

async fn seal(app: &App, line: &Line, batch: &Row, names: &Names) -> Answer<()> {
    let account = batch.seal_allowed_by.ok_or_else(Problem::forbidden)?;
    let who = on_behalf(names, Some(account));
    let row = agreement(app, line, &who).await?;
    let (seal, sides) = {
        let db = app.read().await?;
        let seal = in_charge(app, &db, (row.legal_entity_id, row.kind.0.into()), account).await?;
        (seal, Signers::of(&db, row.id).await?)
    };
    let own = sides.employer(&who, &row)?;
    if own.has_signed() || !row.stage_on(app.today()).is_open_for_signing() {
        return leave(app, line).await; // sealed alone, declined, voided or late
    }
    let mandate = Mandate {
        role: SignerRole::Employer,
        person: None,
        name: own.name.clone(),
        account,
        is_last: sides.is_last(SignerRole::Employer),
        so_many: sides.have_signed() + 1,
        seal: Some(seal),
        by: who.principal.name.clone(),
        address: batch.seal_address.clone(),
        embedded: None,
        method: method(batch),
        passkey: batch
            .seal_credential_sha256
            .as_ref()
            .map(|hash| serde_json::json!({"credential_sha256": hex::encode(hash)})),
        identity: None,
        statement: batch.seal_statement.clone().unwrap_or_default(),
        drawn: None,
        row,
    };
    let signed = mandate.make(app).await?;
    step(app, line, &who, mandate.row.id, async |tx, row| {
        let sides = Signers::of(tx, row.id).await?;
        let own = sides.employer(&who, &row)?;
        let stage = single::sign(row.stage.0, own.role.0, &sides.parts())?;
        let (_, events) = mandate.record(app, tx, (row, stage), &sides, &signed).await?;
        Ok(events)
    })
    .await?;
    stamp_soon(app, &mandate);
    Ok(())
}

/// How the keeper proved who they are.
fn method(batch: &Row) -> &'static str {
    match batch.seal_method.as_deref() {
        Some("totp") => "totp",
        Some("passkey") => "passkey",
        _ => "code",
    }
}

async fn void(app: &App, line: &Line, batch: &Row, names: &Names) -> Answer<()> {
    let who = on_behalf(names, batch.cancelled_by);
    let row = agreement(app, line, &who).await?;
    let reason = batch.cancelled_reason.clone().unwrap_or_default();
    let Ok(stage) = single::void(row.stage.0, &reason) else { return leave(app, line).await };
    step(app, line, &who, row.id, async |tx, row| {
        single::void(row.stage.0, &reason)?;
        routes::end(app, tx, &who, &row, &reason).await?;
        let message = if row.sent_at.is_some() { routes::taken_back(app, tx, &row).await? } else { None };
        let event = row.event(Kind::AgreementVoided).facts(&serde_json::json!({
            "reason": reason, "batch_id": batch.id, "document_sha256": hex::encode(&row.document_sha256)}));
        routes::moved(app, tx, row, stage).await?;
        Ok(vec![event.tell(message)])
    })
    .await
}
