//! What a lay-off does to all of its cases: each act of a case, on everybody, in one transaction.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::evidence::{Judgement, NewItem};
use domain::separations::{Decision, ServiceChannel, Side, Stage, UnionAnswer};
use law::Ground;
use store::ids::{EmployeeId, LayoffId, SeparationId};
use store::schema::separations;
use store::{Text, Tx};

use super::acts::{self, Opened};
use super::evidence;
use super::row::Case;
use super::view::Separation;
use crate::employees::Standing;
use crate::platform::access::Caller;
use crate::platform::journal::Event;
use crate::platform::{Answer, App, Problem, Scope};

/// A step on every case of a lay-off.
#[derive(Clone, Debug)]
pub enum Step {
    UnionNotice { reasons: String },
    UnionReply { answer: UnionAnswer, text: String },
    ApprovalRequest,
    Decision { decision: Decision, reason: String },
    Notice { last_day: NaiveDate, channel: ServiceChannel },
    Service { channel: ServiceChannel, served_on: NaiveDate },
    Completion,
}

/// Opens a case on 41 for each of these people; the first who cannot have one is named.
pub async fn open_all(
    app: &App,
    tx: &mut Tx,
    (who, scope): (&Caller, &Scope),
    (layoff, item, reason, last_day): (LayoffId, u8, &str, NaiveDate),
    people: &[EmployeeId],
) -> Answer<Vec<Event>> {
    let mut events = Vec::with_capacity(people.len());
    for (at, employee) in people.iter().enumerate() {
        if who.principal.employee == Some(*employee) {
            return Err(Problem::forbidden());
        }
        let standing = Standing::find(tx, scope, *employee, app.today()).await.map_err(|_| nobody(at))?;
        let opened = Opened {
            ground: Ground::MassLayoff(Some(item)),
            initiator: Side::Employer,
            proposer: Side::Employer,
            reason: reason.to_owned(),
            last_day: Some(last_day),
            layoff: Some(layoff),
        };
        events.push(acts::open(app, tx, who, &standing, opened).await.map_err(|problem| at_person(problem, at))?.1);
    }
    Ok(events)
}

fn nobody(at: usize) -> Problem {
    let (zh, en) = ("没有这名员工，或者无权办理。", "There is no such employee, or they are not yours to handle.");
    Problem::field(format!("/employee_ids/{at}"), "unknown_employee", zh, en)
}

/// A refusal about one person, told at their place in the list.
fn at_person(mut problem: Problem, at: usize) -> Problem {
    for error in &mut problem.errors {
        error.pointer = format!("/employee_ids/{at}");
    }
    problem
}

/// Takes a step on every case of a lay-off that is still under way; answers the cases as they are then.
pub async fn on_all(
    app: &App,
    tx: &mut Tx,
    (who, scope): (&Caller, &Scope),
    layoff: LayoffId,
    step: &Step,
) -> Answer<(Vec<Separation>, Vec<Event>)> {
    let (mut cases, mut events) = (Vec::new(), Vec::new());
    for id in under_way(tx, layoff).await? {
        let mut case = Case::lock(tx, who, scope, id, app.today()).await?;
        case.refuse_own(who)?;
        match step.clone() {
            Step::UnionNotice { reasons } => events.push(acts::notify_union(app, tx, who, &mut case, reasons).await?),
            Step::UnionReply { answer, text } => {
                events.push(acts::answer_for_union(app, tx, who, &mut case, (answer, text)).await?);
            }
            Step::ApprovalRequest => events.push(acts::request_approval(app, tx, who, &mut case).await?),
            Step::Decision { decision, reason } => {
                case.refuse_preparer(who)?;
                events.push(acts::decide(app, tx, who, &mut case, (decision, reason)).await?);
            }
            Step::Notice { last_day, channel } => {
                events.push(acts::issue_notice(app, tx, who, &mut case, (last_day, channel)).await?);
            }
            Step::Service { channel, served_on } => {
                events.push(acts::serve(app, tx, who, &mut case, (channel, served_on, None)).await?);
            }
            Step::Completion => events.extend(acts::complete(app, tx, scope, &mut case).await?),
        }
        cases.push(case.view());
    }
    Ok((cases, events))
}

async fn under_way(tx: &mut Tx, layoff: LayoffId) -> Answer<Vec<SeparationId>> {
    Ok(separations::table
        .filter(separations::layoff_id.eq(layoff))
        .filter(separations::stage.ne_all([Text(Stage::Completed), Text(Stage::Withdrawn)]))
        .order(separations::number)
        .select(separations::id)
        .load(tx)
        .await?)
}

/// Brings one file into every case of a lay-off; the bytes are kept already.
pub async fn bring_for_all(
    app: &App,
    tx: &mut Tx,
    (who, scope): (&Caller, &Scope),
    layoff: LayoffId,
    (item, dated_on): (&NewItem<'_>, NaiveDate),
    (sha256, bytes): ([u8; 32], &[u8]),
) -> Answer<Vec<Event>> {
    let mut events = Vec::new();
    for id in under_way(tx, layoff).await? {
        let case = Case::lock(tx, who, scope, id, app.today()).await?;
        let (_, event) = evidence::bring(app, tx, who, &case, (item, dated_on), (sha256, bytes)).await?;
        events.push(event);
    }
    Ok(events)
}

/// Judges the pieces with this hash in every case of a lay-off, by somebody else than who brought them.
pub async fn judge_for_all(
    app: &App,
    tx: &mut Tx,
    (who, scope): (&Caller, &Scope),
    layoff: LayoffId,
    sha256: &[u8],
    (decision, text): (Judgement, &str),
) -> Answer<Vec<Event>> {
    let mut events = Vec::new();
    for id in under_way(tx, layoff).await? {
        let case = Case::lock(tx, who, scope, id, app.today()).await?;
        for piece in evidence::waiting_with(tx, id, sha256).await? {
            events.push(evidence::judge(app, tx, who, &case, piece, (decision, text.to_owned())).await?.1);
        }
    }
    if events.is_empty() { Err(Problem::not_found()) } else { Ok(events) }
}
