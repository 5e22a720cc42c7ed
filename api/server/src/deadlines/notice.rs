//! The daily look: what came into its lead time becomes a reminder, what was missed and heeded by nobody is
//! escalated, what the records show to be done is settled.

use std::collections::HashMap;
use std::time::Duration;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::deadlines::{Deadline, Owner, State, Step, step};
use serde::Serialize;
use store::ids::EmployeeId;
use store::schema::deadline_looks;

use super::facts::{PersonRow, Sight};
use super::recipients;
use super::reminder::{Key, ReminderRow, by_key};
use crate::platform::access::Caller;
use crate::platform::crypto::Keyring;
use crate::platform::journal::{Event, Kind};
use crate::platform::messages::{Channel, Message, outbox};
use crate::platform::{Answer, App};

/// How often an instance asks whether the day has been looked at; the first time so long after its start.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// People looked at in one transaction.
const BATCH: i64 = 1_000;
/// Lines of a digest; the rest are only counted.
const MOST_LINES: usize = 50;
const LEASE: i64 = 0x796f_756a_7504; // "youju", 4

diesel::define_sql_function! { fn pg_advisory_xact_lock(key: diesel::sql_types::BigInt); }

/// Runs until the service ends: looks once a civil day, by whichever instance comes first.
pub async fn run(app: App) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        if let Err(problem) = look(&app).await {
            tracing::warn!(%problem, "the deadlines of the day wait");
        }
    }
}

async fn look(app: &App) -> Answer<()> {
    let today = app.today();
    let db = app.read().await?;
    let looked: i64 = deadline_looks::table.find(today).count().get_result(&mut &*db).await?;
    if looked > 0 {
        return Ok(());
    }
    notice_all(app).await?;
    app.bookkeep(async |tx| {
        diesel::insert_into(deadline_looks::table)
            .values((deadline_looks::day.eq(today), deadline_looks::looked_at.eq(app.now())))
            .on_conflict_do_nothing()
            .execute(tx)
            .await?;
        Ok(())
    })
    .await
}

/// One line of a digest.
struct Line {
    employee: EmployeeId,
    /// Dates first, gaps in the records after them.
    place: (bool, NaiveDate),
    /// It is payroll that has to act.
    to_pay: bool,
    text: String,
}

/// What came of a look.
#[derive(Default)]
struct Outcome {
    noticed: Vec<Line>,
    escalated: Vec<Line>,
}

/// Looks at everybody. Looking twice on a day does nothing the second time, however many instances look at once.
pub async fn notice_all(app: &App) -> Answer<()> {
    let mut outcome = Outcome::default();
    let mut last = None;
    loop {
        let people = PersonRow::after(&*app.read().await?, last, BATCH).await?;
        last = people.last().map(|person| person.employee_id);
        if last.is_none() {
            break;
        }
        notice_some(app, &people, &mut outcome).await?;
    }
    send(app, &outcome).await
}

async fn notice_some(app: &App, people: &[PersonRow], outcome: &mut Outcome) -> Answer<()> {
    let today = app.today();
    let done = app
        .change(&Caller::system(), async |tx| {
            diesel::select(pg_advisory_xact_lock(LEASE)).execute(tx).await?;
            let ids: Vec<EmployeeId> = people.iter().map(|person| person.employee_id).collect();
            let reminders = by_key(&app.keyring, ReminderRow::about(tx, &ids).await?, |row| row)?;
            let due = due(&app.keyring, people, today)?;
            let steps = Steps::of(people, &due, &reminders, today);
            let kept = ReminderRow::keep(app, tx, &steps.notice).await?;
            let ids =
                |rows: &[(&ReminderRow, Option<&Deadline>)]| rows.iter().map(|(row, _)| row.id).collect::<Vec<_>>();
            ReminderRow::escalate(app, tx, &ids(&steps.escalate)).await?;
            ReminderRow::settle(app, tx, &ids(&steps.settle)).await?;
            let numbers: HashMap<EmployeeId, String> =
                people.iter().map(|person| (person.employee_id, person.person().number)).collect();
            let line = |row: &ReminderRow, deadline: &Deadline| Line::of(row, deadline, &numbers);
            let done = Outcome {
                noticed: kept.iter().map(|(row, deadline)| line(row, deadline)).collect(),
                escalated: steps.escalate.iter().filter_map(|(row, one)| Some(line(row, (*one)?))).collect(),
            };
            let mut events = Vec::new();
            for (row, deadline) in &kept {
                events.push(event(app, Kind::DeadlineNoticed, row, Some(*deadline))?);
            }
            for (kind, rows) in [(Kind::DeadlineEscalated, &steps.escalate), (Kind::DeadlineSettled, &steps.settle)] {
                for (row, deadline) in rows {
                    events.push(event(app, kind, row, *deadline)?);
                }
            }
            Ok((done, events))
        })
        .await?;
    outcome.noticed.extend(done.noticed);
    outcome.escalated.extend(done.escalated);
    Ok(())
}

/// Everything that falls due for these people.
fn due(keyring: &Keyring, people: &[PersonRow], today: NaiveDate) -> Answer<HashMap<Key, Deadline>> {
    let mut found = HashMap::new();
    for person in people {
        for deadline in domain::deadlines::deadlines(&person.facts(keyring, Sight::Whole)?, today) {
            let (due_on, kind, flaw) = deadline.key();
            found.insert((person.employee_id, due_on, kind, flaw), deadline);
        }
    }
    Ok(found)
}

/// What is to be done, each kind of step together.
struct Steps<'a> {
    notice: Vec<(EmployeeId, store::ids::LegalEntityId, &'a Deadline)>,
    escalate: Vec<(&'a ReminderRow, Option<&'a Deadline>)>,
    settle: Vec<(&'a ReminderRow, Option<&'a Deadline>)>,
}

impl<'a> Steps<'a> {
    fn of(
        people: &[PersonRow],
        due: &'a HashMap<Key, Deadline>,
        reminders: &'a HashMap<Key, ReminderRow>,
        today: NaiveDate,
    ) -> Self {
        let entities: HashMap<_, _> =
            people.iter().map(|person| (person.employee_id, person.legal_entity_id)).collect();
        let mut steps = Self { notice: Vec::new(), escalate: Vec::new(), settle: Vec::new() };
        for (key, deadline) in due {
            let reminder = reminders.get(key);
            let state = deadline.state(today, reminder.is_some_and(|row| row.acknowledged_at.is_some()));
            steps.take(&entities, key, (Some((deadline, state)), reminder), today);
        }
        for (key, reminder) in reminders.iter().filter(|(key, _)| !due.contains_key(*key)) {
            steps.take(&entities, key, (None, Some(reminder)), today);
        }
        steps.notice.sort_by_key(|(employee, _, deadline)| (deadline.key(), *employee));
        steps
    }

    fn take(
        &mut self,
        entities: &HashMap<EmployeeId, store::ids::LegalEntityId>,
        (employee, ..): &Key,
        (deadline, reminder): (Option<(&'a Deadline, State)>, Option<&'a ReminderRow>),
        today: NaiveDate,
    ) {
        let next = step(deadline.map(|(_, state)| state), reminder.map(ReminderRow::standing), today);
        match (next, deadline, reminder) {
            (Step::Notice, Some((deadline, _)), _) => {
                self.notice.extend(entities.get(employee).map(|entity| (*employee, *entity, deadline)));
            }
            (Step::Escalate, Some((deadline, _)), Some(row)) => self.escalate.push((row, Some(deadline))),
            (Step::Settle, deadline, Some(row)) => self.settle.push((row, deadline.map(|(deadline, _)| deadline))),
            _ => {}
        }
    }
}

/// An entry about a reminder; what it reminds of is a fact about the person.
fn event(app: &App, kind: Kind, row: &ReminderRow, deadline: Option<&Deadline>) -> Answer<Event> {
    #[derive(Serialize)]
    struct Computed<'a> {
        basis: &'a domain::refused::Words,
        done_on: Option<NaiveDate>,
    }
    let computed = deadline.map(|one| Computed { basis: &one.basis, done_on: one.done_on });
    let event = Event::new(kind, row.legal_entity_id, row.id).about(row.employee_id);
    Ok(event.facts(&row.facts(&app.keyring, &computed)?))
}

impl Line {
    fn of(row: &ReminderRow, deadline: &Deadline, numbers: &HashMap<EmployeeId, String>) -> Self {
        let title = deadline.row().title;
        let number = numbers.get(&row.employee_id).map_or("", String::as_str);
        let text = format!("{} · {number} · {} / {}", deadline.due_on, title.zh, title.en);
        let to_pay = deadline.row().owner == Owner::Payroll;
        Self { employee: row.employee_id, place: (deadline.flaw.is_some(), deadline.due_on), to_pay, text }
    }
}

/// One message an address with what is new to it, and one with what was missed. The home page holds the same, so
/// that a message which does not go out is logged and not tried for ever.
async fn send(app: &App, outcome: &Outcome) -> Answer<()> {
    let lines = outcome.noticed.iter().chain(&outcome.escalated);
    let mut people: Vec<EmployeeId> = lines.map(|line| line.employee).collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        return Ok(());
    }
    let mut messages = Vec::new();
    for (to, told) in recipients::of(&*app.read().await?, &people, app.today()).await? {
        let digest = message(&to, ("有据 期限提醒 / Deadlines", &outcome.noticed), (&told.in_scope, &told.to_pay));
        let missed = ("有据 期限逾期 / Deadlines missed", outcome.escalated.as_slice());
        let escalation = message(&to, missed, (&told.of_entity, &told.to_pay));
        messages.extend(digest.into_iter().chain(escalation));
    }
    outbox::hand_over(app, messages).await?;
    Ok(())
}

fn message(
    to: &str,
    (subject, lines): (&str, &[Line]),
    (people, to_pay): (&[EmployeeId], &[EmployeeId]),
) -> Option<Message> {
    let concerns = |line: &&Line| people.contains(&line.employee) || (line.to_pay && to_pay.contains(&line.employee));
    let mut mine: Vec<&Line> = lines.iter().filter(concerns).collect();
    mine.sort_by_key(|line| (line.place, line.employee));
    let count = mine.len();
    let mut text: Vec<&str> = mine.iter().take(MOST_LINES).map(|line| line.text.as_str()).collect();
    let rest = format!("另有 {} 项 / {} more", count.saturating_sub(MOST_LINES), count.saturating_sub(MOST_LINES));
    if count > MOST_LINES {
        text.push(&rest);
    }
    let subject = format!("{subject} ({count})");
    (count > 0).then(|| Message::new(Channel::Email, to.to_owned(), &subject, text.join("\n")))
}
