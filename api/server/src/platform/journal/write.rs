//! The write path: pending entries with their sealed parts, in the transaction of the change.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use evidence::{AppKey, Hash, Intent, LogKey};
use store::Db;
use store::ids::{DataKeyId, EntryId, LegalEntityId};
use store::schema::journal_outbox;
use uuid::Uuid;

use super::subjects::{Subject, Subjects, Who};
use super::vouched::{Vouched, digest};
use super::{Event, Events};
use crate::platform::access::Caller;
use crate::platform::crypto::Keyring;
use crate::platform::errors::{Answer, Problem};
use crate::platform::ids;

/// The journal of one tenant, as writers see it.
pub struct Journal {
    app_key: AppKey,
    log_seed: [u8; 32],
    /// Names the operator in each log's origin, `<name>/<legal entity id>`.
    name: String,
    subjects: Subjects,
    vouched: Vouched,
}

/// What [`Journal::write`] did, to be told back once the transaction has committed.
#[must_use]
#[derive(Default)]
pub struct Written {
    subjects: HashMap<Who, Arc<Subject>>,
    entries: Vec<Hash>,
}

// Without `treat_none_as_default_value` a missing value would be the word DEFAULT, and the statement new each time.
#[derive(Insertable)]
#[diesel(table_name = journal_outbox, treat_none_as_default_value = false)]
struct Pending {
    entry_id: EntryId,
    log_id: LegalEntityId,
    kind: &'static str,
    subject_id: Uuid,
    subject_ref: Vec<u8>,
    resource_type: &'static str,
    resource_id: Uuid,
    actor_kind: &'static str,
    actor_id: Option<Uuid>,
    actor_name: String,
    request_id: Option<Uuid>,
    occurred_at: DateTime<Utc>,
    intent: Vec<u8>,
    app_sig: Vec<u8>,
    key_id: DataKeyId,
    #[diesel(embed)]
    parts: SealedParts,
}

/// The readable parts of an entry, side by side; the sequencer makes a row of each.
#[derive(Default, Insertable)]
#[diesel(table_name = journal_outbox, treat_none_as_default_value = false)]
struct SealedParts {
    part_names: Vec<String>,
    part_media: Vec<String>,
    part_salts: Vec<Vec<u8>>,
    part_bodies: Vec<Vec<u8>>,
    part_sizes: Vec<i32>,
}

impl Journal {
    pub fn new(keyring: &Keyring, name: &str) -> Result<Self, evidence::Error> {
        Ok(Self {
            app_key: AppKey::from_seed(&format!("{name}/app"), &keyring.derived("youju/app/v1"))?,
            log_seed: keyring.derived("youju/logs/v1"),
            name: name.to_owned(),
            subjects: Subjects::default(),
            vouched: Vouched::default(),
        })
    }

    /// The key that signs a log's checkpoints: one a log, all derived from one secret.
    pub fn log_key(&self, log: LegalEntityId) -> Result<LogKey, evidence::Error> {
        let origin = self.origin(log);
        LogKey::from_seed(&origin, &crate::platform::crypto::derive(&self.log_seed, &origin))
    }

    pub fn origin(&self, log: LegalEntityId) -> String {
        format!("{}/{log}", self.name)
    }

    pub fn app_key(&self) -> &AppKey {
        &self.app_key
    }

    /// Writes the entries of a change: one insert, up to a thousand entries.
    pub async fn write(
        &self,
        mut db: &Db,
        keyring: &Keyring,
        who: &Caller,
        now: DateTime<Utc>,
        events: Events,
    ) -> Answer<Written> {
        let events = events.0;
        if events.is_empty() {
            return Ok(Written::default());
        }
        let wanted: Vec<Who> = events.iter().map(subject).collect();
        let subjects = self.subjects.resolve(db, keyring, now, &wanted).await?;
        let mut entries = Vec::with_capacity(events.len());
        for batch in events.chunks(1_000) {
            let mut pending = Vec::with_capacity(batch.len());
            for event in batch {
                let subject =
                    subjects.get(&subject(event)).ok_or_else(|| Problem::from_internal("a subject vanished"))?;
                pending.push(self.seal(event, subject, who, now)?);
            }
            entries.extend(pending.iter().map(|entry| digest(&entry.intent, &entry.app_sig)));
            match &pending[..] {
                // The usual change; only a statement of fixed length stays prepared.
                [entry] => diesel::insert_into(journal_outbox::table).values(entry).execute(&mut db).await?,
                _ => diesel::insert_into(journal_outbox::table).values(&pending).execute(&mut db).await?,
            };
        }
        Ok(Written { subjects, entries })
    }

    /// Tells the journal that the transaction of a write has committed.
    pub fn committed(&self, written: Written) {
        self.subjects.remember(written.subjects);
        self.vouched.remember(written.entries);
    }

    /// Did this application sign the intent?
    pub fn is_ours(&self, intent: &[u8], signature: &[u8]) -> bool {
        self.vouched.recall(&digest(intent, signature))
            || signature.try_into().is_ok_and(|signature: &[u8; 64]| {
                evidence::verify_intent(self.app_key.public(), intent, signature).is_ok()
            })
    }

    fn seal(&self, event: &Event, subject: &Subject, who: &Caller, now: DateTime<Utc>) -> Answer<Pending> {
        let entry_id: EntryId = ids::new();
        let mut commitments = Vec::with_capacity(event.parts.len());
        let mut parts = SealedParts::default();
        for part in &event.parts {
            let salt = ids::random_bytes::<32>();
            commitments.push(evidence::Part {
                commit: evidence::commit(&salt, &part.bytes),
                media: part.media.clone(),
                name: part.name.clone(),
                sm3: None,
            });
            let context = entry_id.0.as_bytes();
            parts.part_names.push(part.name.clone());
            parts.part_media.push(part.media.clone());
            parts.part_salts.push(subject.key.seal(context, &salt)?);
            parts.part_bodies.push(subject.key.seal(context, &part.bytes)?);
            parts.part_sizes.push(i32::try_from(part.bytes.len()).map_err(|_| Problem::too_large())?);
        }
        let actor = &who.principal.actor;
        let kind = event.kind.as_str();
        let intent = Intent {
            actor: actor.id().unwrap_or_default().to_string(),
            app: self.app_key.public().name().to_owned(),
            entry: entry_id.0,
            kind: kind.to_owned(),
            log: self.origin(event.log),
            occurred: now,
            parts: commitments,
            schema: format!("{kind}/1"),
            subject: subject.reference,
        }
        .to_bytes()
        .map_err(Problem::from_internal)?;
        Ok(Pending {
            entry_id,
            log_id: event.log,
            kind,
            subject_id: self::subject(event).1,
            subject_ref: subject.reference.0.to_vec(),
            resource_type: kind.split_once('.').map_or(kind, |(noun, _)| noun),
            resource_id: event.resource_id,
            actor_kind: actor.kind(),
            actor_id: actor.id(),
            actor_name: who.principal.name.clone(),
            request_id: who.request_id,
            occurred_at: now,
            app_sig: evidence::sign_intent(&self.app_key, &intent).to_vec(),
            intent,
            key_id: subject.key_id,
            parts,
        })
    }
}

/// The employee an entry is about, or the employer itself.
fn subject(event: &Event) -> Who {
    (event.log, event.subject.map_or(event.log.0, Uuid::from))
}
