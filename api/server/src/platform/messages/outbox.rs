//! Messages on their way out: kept in the transaction of the change they tell of, sent once it has committed.
//!
//! The process that made the change sends at once. What it could not send, or did not come to, is sent by [`run`]: at
//! least once, under the same id. One that cannot be sent within a day is given up, and the journal says so, since an
//! entry before it says that the person was told.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use store::ids::{EmployeeId, LegalEntityId, MessageId};
use store::schema::messages;
use store::{Db, Tx};

use super::{Message, NotTaken};
use crate::platform::access::Caller;
use crate::platform::app::App;
use crate::platform::crypto::Keyring;
use crate::platform::errors::{Answer, Problem};
use crate::platform::journal::{Announced, Event, Kind};

const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Rows in one statement: a code for everybody makes thousands.
const KEPT_AT_ONCE: usize = 1_000;
/// Messages handed over at once.
const TAKEN: usize = 100;
/// A caller waits no longer than this for what they had sent.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keeps messages with the change; until they are due for the first time, whoever made it sends them.
pub(in crate::platform) async fn keep(mut db: &Db, keyring: &Keyring, announced: &[Announced]) -> Answer<()> {
    let row = |one: &Announced| {
        let message = &one.message;
        let body = serde_json::to_vec(message).map_err(Problem::from_internal)?;
        Ok((
            messages::id.eq(message.id),
            messages::log_id.eq(one.log),
            messages::employee_id.eq(one.subject),
            messages::kind.eq(one.kind.as_str()),
            messages::body_sealed.eq(keyring.seal_bytes(&sealed_for(message.id), &body)?),
            messages::expires_at.eq(message.expires_at),
        ))
    };
    for some in announced.chunks(KEPT_AT_ONCE) {
        let rows = some.iter().map(row).collect::<Answer<Vec<_>>>()?;
        diesel::insert_into(messages::table).values(rows).execute(&mut db).await?;
    }
    Ok(())
}

fn sealed_for(id: MessageId) -> String {
    format!("messages.body/{id}")
}

/// Sends what has just been committed. A slow carrier is not waited for, and what fails is left to the loop: neither
/// is the caller's concern.
pub(in crate::platform) async fn send_now(app: &App, announced: Vec<Announced>) {
    if announced.is_empty() {
        return;
    }
    let messages: Vec<Message> = announced.into_iter().map(|one| one.message).collect();
    let app = app.clone();
    let sending = tokio::spawn(async move {
        if let Err(problem) = send_some(&app, messages).await {
            tracing::warn!(%problem, "messages are sent later");
        }
    });
    let _ = tokio::time::timeout(PATIENCE, sending).await;
}

/// A few at a time, of those that nobody else has taken by then.
async fn send_some(app: &App, messages: Vec<Message>) -> Answer<()> {
    for (at, some) in messages.chunks(TAKEN).enumerate() {
        let mut some = some.to_vec();
        // The first have just been written, and are ours.
        if at > 0 {
            let ours = hold(app, some.iter().map(|message| message.id).collect()).await?;
            some.retain(|message| ours.contains(&message.id));
        }
        strike_out(app, &hand_over(app, some).await?.taken).await?;
    }
    Ok(())
}

/// Puts off the next try of those that are not due yet; answers which they are.
async fn hold(app: &App, ids: Vec<MessageId>) -> Answer<Vec<MessageId>> {
    const HOLD: &str = "update messages set due_at = now() + interval '15 seconds' \
        where id = any ($1) and due_at > now() returning id";
    app.bookkeep(async |tx| {
        let held: Vec<Held> =
            diesel::sql_query(HOLD).bind::<sql_types::Array<sql_types::Uuid>, _>(ids).load(tx).await?;
        Ok(held.into_iter().map(|held| held.id).collect())
    })
    .await
}

#[derive(QueryableByName)]
#[diesel(table_name = messages)]
struct Held {
    id: MessageId,
}

/// What became of messages; of the others nothing yet.
#[derive(Default)]
pub struct Outcome {
    pub taken: Vec<MessageId>,
    pub refused: Vec<MessageId>,
}

/// Hands messages to whoever carries them; once a carrier is out of order, no more of its channel.
pub async fn hand_over(app: &App, messages: Vec<Message>) -> Answer<Outcome> {
    let sender = app.clone();
    app.blocking(move || {
        let (mut outcome, mut down) = (Outcome::default(), Vec::new());
        for message in messages {
            if down.contains(&message.channel) {
                continue;
            }
            match sender.messenger.send(&message) {
                Ok(()) => outcome.taken.push(message.id),
                Err(reason) => {
                    tracing::warn!(%reason, message = %message.id, "a message could not be sent");
                    match reason {
                        NotTaken::OutOfOrder(_) => down.push(message.channel),
                        NotTaken::Refused(_) => outcome.refused.push(message.id),
                    }
                }
            }
        }
        Ok(outcome)
    })
    .await
}

async fn strike_out(app: &App, ids: &[MessageId]) -> Answer<()> {
    app.bookkeep(async |tx| {
        diesel::delete(messages::table.filter(messages::id.eq_any(ids))).execute(tx).await?;
        Ok(())
    })
    .await
}

/// Runs until the service ends.
pub async fn run(app: App) {
    loop {
        match send_due(&app).await {
            Ok(found) if found == TAKEN => {}
            Ok(_) => tokio::time::sleep(LOOK_EVERY).await,
            Err(problem) => {
                tracing::warn!(%problem, "messages wait");
                tokio::time::sleep(LOOK_EVERY).await;
            }
        }
    }
}

/// One that waits, as it is kept.
#[derive(QueryableByName)]
#[diesel(table_name = messages)]
struct Row {
    id: MessageId,
    log_id: LegalEntityId,
    employee_id: Option<EmployeeId>,
    kind: String,
    body_sealed: Vec<u8>,
    expires_at: Option<DateTime<Utc>>,
    attempts: i32,
    created_at: DateTime<Utc>,
    /// It has been tried for a day.
    #[diesel(sql_type = sql_types::Bool)]
    is_old: bool,
}

/// Sends what is due now, up to a bound; answers how many were looked at.
pub async fn send_due(app: &App) -> Answer<usize> {
    let due = app.bookkeep(async |tx| take(tx).await).await?;
    let (found, now) = (due.len(), app.now());
    let (mut given_up, mut tried, mut messages) = (Vec::new(), Vec::new(), Vec::new());
    for row in due {
        match row.open(&app.keyring) {
            Ok(message) if !row.is_too_late(now) => {
                messages.push(message);
                tried.push(row);
            }
            _ => given_up.push(row),
        }
    }
    let outcome = hand_over(app, messages).await?;
    strike_out(app, &outcome.taken).await?;
    given_up.extend(tried.into_iter().filter(|row| outcome.refused.contains(&row.id)));
    for row in &given_up {
        give_up(app, row).await?;
    }
    Ok(found)
}

impl Row {
    fn open(&self, keyring: &Keyring) -> Answer<Message> {
        let body = keyring.open_bytes(&sealed_for(self.id), &self.body_sealed)?;
        serde_json::from_slice(&body).map_err(Problem::from_internal)
    }

    /// Tried long enough, or whoever needed it does not need it any more.
    fn is_too_late(&self, now: DateTime<Utc>) -> bool {
        self.is_old || self.expires_at.is_some_and(|end| end <= now)
    }
}

/// Takes up to a hundred that are due. The try is counted before it is made, and the next one put off, each time twice as
/// long from fifteen seconds to an hour: no other instance makes the same, and one that kills the process is not made
/// for ever.
async fn take(tx: &mut Tx) -> Answer<Vec<Row>> {
    const TAKE: &str = "with due as \
          (select id from messages where due_at <= now() order by due_at limit 100 for update skip locked) \
        update messages set attempts = attempts + 1, \
          due_at = now() + least(15 * 2 ^ least(attempts, 16), 3600) * interval '1 second' \
        from due where messages.id = due.id \
        returning messages.*, created_at < now() - interval '24 hours' as is_old";
    Ok(diesel::sql_query(TAKE).load(tx).await?)
}

/// What an entry of a message that did not go out tells.
#[derive(serde::Serialize)]
struct Undelivered<'a> {
    announced: &'a str,
    written_at: DateTime<Utc>,
    attempts: i32,
}

async fn give_up(app: &App, row: &Row) -> Answer<()> {
    tracing::error!(message = %row.id, kind = row.kind, attempts = row.attempts, "a message was given up");
    app.change(&Caller::system(), async |tx| {
        diesel::delete(messages::table.find(row.id)).execute(tx).await?;
        let event = Event::new(Kind::MessageUndelivered, row.log_id, row.id);
        let event = row.employee_id.into_iter().fold(event, Event::about);
        let facts = Undelivered { announced: &row.kind, written_at: row.created_at, attempts: row.attempts };
        Ok(((), event.facts(&facts)))
    })
    .await
}
