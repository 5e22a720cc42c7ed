//! Whom entries are about: a salted pseudonym and a data key each, made when they first appear.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use evidence::Hash;
use store::Db;
use store::ids::{DataKeyId, LegalEntityId};
use store::schema::{data_keys, journal_logs, journal_subjects};
use uuid::Uuid;

use crate::platform::crypto::{Keyring, SealingKey};
use crate::platform::errors::{Answer, Problem};
use crate::platform::ids;
use chrono::{DateTime, Utc};

const MOST_REMEMBERED: usize = 100_000;

/// A subject within one log.
pub type Who = (LegalEntityId, Uuid);

/// Log, subject, its reference, and its data key as wrapped.
type SubjectRow = (LegalEntityId, Uuid, Vec<u8>, DataKeyId, Vec<u8>);

#[derive(Clone)]
pub struct Subject {
    pub reference: Hash,
    pub key_id: DataKeyId,
    pub key: SealingKey,
}

#[derive(Default)]
pub struct Subjects(RwLock<HashMap<Who, Arc<Subject>>>);

impl Subjects {
    /// The subjects named, those that are new made in the caller's transaction. Give them to
    /// [`Subjects::remember`] once it has committed.
    pub async fn resolve(
        &self,
        mut db: &Db,
        keyring: &Keyring,
        now: DateTime<Utc>,
        wanted: &[Who],
    ) -> Answer<HashMap<Who, Arc<Subject>>> {
        let mut found: HashMap<Who, Arc<Subject>> = {
            let known = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            wanted.iter().filter_map(|who| known.get(who).map(|subject| (*who, subject.clone()))).collect()
        };
        let mut missing: Vec<Who> = wanted.iter().copied().filter(|who| !found.contains_key(who)).collect();
        missing.sort_unstable(); // one order everywhere, so that two transactions cannot deadlock
        missing.dedup();
        if missing.is_empty() {
            return Ok(found);
        }
        self.create(db, keyring, now, &missing).await?;
        let ids: Vec<Uuid> = missing.iter().map(|(_, subject)| *subject).collect();
        let rows: Vec<SubjectRow> = journal_subjects::table
            .inner_join(data_keys::table)
            .filter(journal_subjects::subject_id.eq_any(ids))
            .select((
                journal_subjects::log_id,
                journal_subjects::subject_id,
                journal_subjects::subject_ref,
                journal_subjects::key_id,
                data_keys::wrapped,
            ))
            .load(&mut db)
            .await?;
        for (log, subject, reference, key_id, wrapped) in rows {
            let reference =
                Hash(reference.try_into().map_err(|_| Problem::from_internal("a subject reference is not a hash"))?);
            let key = keyring.unwrap_data_key(key_id, &wrapped)?;
            found.insert((log, subject), Arc::new(Subject { reference, key_id, key }));
        }
        Ok(found)
    }

    /// Rows for those who have none; another transaction may make the same one, and then its row stands.
    async fn create(&self, mut db: &Db, keyring: &Keyring, now: DateTime<Utc>, missing: &[Who]) -> Answer<()> {
        for chunk in missing.chunks(2_000) {
            let ids: Vec<Uuid> = chunk.iter().map(|(_, subject)| *subject).collect();
            let present: Vec<(LegalEntityId, Uuid)> = journal_subjects::table
                .filter(journal_subjects::subject_id.eq_any(ids))
                .select((journal_subjects::log_id, journal_subjects::subject_id))
                .load(&mut db)
                .await?;
            let mut keys = Vec::new();
            let mut subjects = Vec::new();
            for (log, subject) in chunk.iter().filter(|who| !present.contains(who)) {
                let key_id: DataKeyId = ids::new();
                let (key, wrapped) = keyring.new_data_key(key_id)?;
                let salt = ids::random_bytes::<32>();
                keys.push((
                    data_keys::id.eq(key_id),
                    data_keys::purpose.eq("subject"),
                    data_keys::wrapped.eq(wrapped),
                    data_keys::created_at.eq(now),
                ));
                subjects.push((
                    journal_subjects::subject_ref.eq(evidence::subject_ref(&salt, *subject).0.to_vec()),
                    journal_subjects::log_id.eq(*log),
                    journal_subjects::subject_id.eq(*subject),
                    journal_subjects::salt_sealed.eq(key.seal(subject.as_bytes(), &salt)?),
                    journal_subjects::key_id.eq(key_id),
                ));
            }
            diesel::insert_into(data_keys::table).values(&keys).execute(&mut db).await?;
            diesel::insert_into(journal_subjects::table)
                .values(&subjects)
                .on_conflict((journal_subjects::log_id, journal_subjects::subject_id))
                .do_nothing()
                .execute(&mut db)
                .await?;
        }
        Ok(())
    }

    pub fn remember(&self, subjects: HashMap<Who, Arc<Subject>>) {
        let mut known = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.len() + subjects.len() > MOST_REMEMBERED {
            known.clear();
        }
        known.extend(subjects);
    }
}

/// Opens the log of a legal entity; every entity has one before anything can happen in it.
pub async fn open_log(mut db: &Db, log: LegalEntityId, origin: &str, now: DateTime<Utc>) -> Answer<()> {
    diesel::insert_into(journal_logs::table)
        .values((
            journal_logs::id.eq(log),
            journal_logs::origin.eq(origin),
            journal_logs::root.eq(evidence::merkle::empty_root().0.to_vec()),
            journal_logs::created_at.eq(now),
        ))
        .on_conflict(journal_logs::id)
        .do_nothing()
        .execute(&mut db)
        .await?;
    Ok(())
}
