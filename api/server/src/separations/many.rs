//! What a lay-off does to all of its cases: each act of a case, on everybody, in one transaction.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::evidence::{Judgement, NewItem};
use domain::separations::{Decision, ServiceChannel, Side, Stage, UnionAnswer};
use law::Ground;
use law::retirement::Category;
use store::ids::{EmployeeId, LayoffId, SeparationId};
use store::schema::separations;
use store::{Db, Json, Text, Tx};

use super::acts::{self, Opened, Seen};
use super::case_facts::CaseFacts;
use super::gate::{self, Supposed};
use super::parts::Doer;
use super::row::Case;
use super::view::Separation;
use super::{evidence, papers, settlement};
use crate::employees::Standing;
use crate::platform::access::Caller;
use crate::platform::journal::Event;
use crate::platform::{Answer, App, Problem, Scope};
use crate::templates::Wordings;

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

/// Takes a step on every case of a lay-off that is still under way; answers the cases as they are then. What the
/// cases rest on is read for all of them at once; each is written by itself.
pub async fn on_all(
    app: &App,
    tx: &mut Tx,
    (who, scope): (&Caller, &Scope),
    layoff: LayoffId,
    step: &Step,
) -> Answer<(Vec<Separation>, Vec<Event>)> {
    let mut cases = Case::lock_all(tx, who, scope, layoff, app.today()).await?;
    cases.iter().try_for_each(|case| case.refuse_own(who))?;
    let events = match step {
        Step::UnionNotice { reasons } => notify_union(app, tx, who, &mut cases, reasons).await?,
        Step::UnionReply { answer, text } => {
            let mut events = Vec::with_capacity(cases.len());
            for case in &mut cases {
                events.push(acts::answer_for_union(app, tx, who, case, (*answer, text.clone())).await?);
            }
            events
        }
        Step::ApprovalRequest => request_approval(app, tx, who, &mut cases).await?,
        Step::Decision { decision, reason } => decide(app, tx, who, &mut cases, (*decision, reason)).await?,
        Step::Notice { last_day, channel } => issue_notices(app, tx, who, &mut cases, (*last_day, *channel)).await?,
        Step::Service { channel, served_on } => {
            let by = Doer::of(who);
            let mut events = Vec::with_capacity(cases.len());
            for case in &mut cases {
                events.push(acts::serve(app, tx, case, (*channel, *served_on, None), by.clone()).await?);
            }
            events
        }
        Step::Completion => complete(app, tx, who, &mut cases).await?,
    };
    Ok((cases.into_iter().map(Case::view).collect(), events))
}

async fn notify_union(app: &App, tx: &mut Tx, who: &Caller, cases: &mut [Case], reasons: &str) -> Answer<Vec<Event>> {
    let today = Supposed { union_on: Some(app.today()), ..Supposed::default() };
    let weighed = gate::of_all(app, tx, cases, today).await?;
    let (named, by) = (papers::named_all(app, tx, cases).await?, Doer::of(who));
    let wordings = Wordings::list(tx).await?;
    let mut events = Vec::with_capacity(cases.len());
    for ((case, weighed), named) in cases.iter_mut().zip(weighed).zip(named) {
        let known = (weighed, named, Wordings::of(&wordings, case.row.legal_entity_id), by.clone());
        events.push(acts::notify_union(app, tx, case, reasons.to_owned(), known).await?);
    }
    Ok(events)
}

async fn request_approval(app: &App, tx: &mut Tx, who: &Caller, cases: &mut [Case]) -> Answer<Vec<Event>> {
    let seen = Seen::of_all(app, tx, cases, Supposed::default()).await?;
    let by = Doer::of(who);
    let mut events = Vec::with_capacity(cases.len());
    for (case, seen) in cases.iter_mut().zip(seen) {
        events.push(acts::request_approval(app, tx, case, (seen, by.clone())).await?);
    }
    Ok(events)
}

async fn decide(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    cases: &mut [Case],
    (decision, reason): (Decision, &str),
) -> Answer<Vec<Event>> {
    cases.iter().try_for_each(|case| case.refuse_preparer(who))?;
    let seen = Seen::of_all(app, tx, cases, Supposed::default()).await?;
    let by = Doer::of(who);
    let mut events = Vec::with_capacity(cases.len());
    for (case, seen) in cases.iter_mut().zip(seen) {
        events.push(acts::decide(app, tx, case, (decision, reason.to_owned()), (seen, by.clone())).await?);
    }
    Ok(events)
}

async fn issue_notices(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    cases: &mut [Case],
    (last_day, channel): (NaiveDate, ServiceChannel),
) -> Answer<Vec<Event>> {
    cases.iter_mut().for_each(|case| case.row.last_day = Some(last_day));
    let today = Supposed { notice_on: Some(app.today()), ..Supposed::default() };
    let seen = Seen::of_all(app, tx, cases, today).await?;
    let (named, by) = (papers::named_all(app, tx, cases).await?, Doer::of(who));
    let wordings = Wordings::list(tx).await?;
    let mut events = Vec::with_capacity(cases.len());
    for ((case, seen), named) in cases.iter_mut().zip(seen).zip(named) {
        let known = (seen, named, Wordings::of(&wordings, case.row.legal_entity_id), by.clone());
        events.extend(acts::issue_notice(app, tx, case, (last_day, channel), known).await?);
    }
    Ok(events)
}

async fn complete(app: &App, tx: &mut Tx, who: &Caller, cases: &mut [Case]) -> Answer<Vec<Event>> {
    let due = settlement::of_all(app, tx, cases).await?;
    let (named, by) = (papers::named_all(app, tx, cases).await?, Doer::of(who));
    let wordings = Wordings::list(tx).await?;
    let mut events = Vec::with_capacity(cases.len() * 5);
    for ((case, due), named) in cases.iter_mut().zip(due).zip(named) {
        let due = due.in_words(&Wordings::of(&wordings, case.row.legal_entity_id));
        events.extend(acts::complete(app, tx, case, (due, named), by.clone()).await?);
    }
    Ok(events)
}

/// Somebody whom a lay-off has chosen.
pub struct Chosen {
    pub separation_id: SeparationId,
    /// A woman's retirement category, where the case states it.
    pub retirement_category: Option<Category>,
    /// R-072(6), where the case states it.
    pub other_protection: Option<bool>,
}

/// The people of a lay-off whose cases were not withdrawn; one statement.
pub async fn chosen_in(mut db: &Db, layoff: LayoffId) -> Answer<HashMap<EmployeeId, Chosen>> {
    let rows: Vec<(EmployeeId, SeparationId, Option<Json<CaseFacts>>)> = separations::table
        .filter(separations::layoff_id.eq(layoff).and(separations::stage.ne(Text(Stage::Withdrawn))))
        .select((separations::employee_id, separations::id, separations::case_facts))
        .load(&mut db)
        .await?;
    let chosen = |(employee, separation_id, facts): (_, _, Option<Json<CaseFacts>>)| {
        let facts = facts.map(|facts| facts.0).unwrap_or_default();
        let CaseFacts { retirement_category, other_protection, .. } = facts;
        (employee, Chosen { separation_id, retirement_category, other_protection })
    };
    Ok(rows.into_iter().map(chosen).collect())
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
    let cases = Case::lock_all(tx, who, scope, layoff, app.today()).await?;
    let by = Doer::of(who);
    evidence::bring(app, tx, (who, &by), &cases, (item, dated_on), (sha256, bytes))
        .await
        .map(|brought| brought.into_iter().map(|(_, event)| event).collect())
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
    let cases = Case::lock_all(tx, who, scope, layoff, app.today()).await?;
    let waiting = evidence::waiting_with(tx, &cases, sha256).await?;
    let by = Doer::of(who);
    let mut events = Vec::with_capacity(waiting.len());
    for piece in waiting {
        let Some(case) = cases.iter().find(|case| case.row.id == piece.separation_id) else { continue };
        events.push(evidence::judge(app, tx, (who, &by), case, piece, (decision, text.to_owned())).await?.1);
    }
    if events.is_empty() { Err(Problem::not_found()) } else { Ok(events) }
}
