//! What readers see: placed entries in their order, with the facts opened for those who may.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use store::Db;
use store::ids::{DataKeyId, EmployeeId, EntryId, LegalEntityId};
use store::schema::{data_keys, journal_entries, journal_parts};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::crypto::Keyring;
use crate::platform::errors::Answer;
use crate::platform::http::{Page, Paging};

/// A placed entry.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = journal_entries)]
#[schema(as = JournalEntry)]
pub struct Entry {
    #[diesel(column_name = entry_id)]
    pub id: EntryId,
    #[diesel(column_name = log_id)]
    pub legal_entity_id: LegalEntityId,
    /// Its place in the log of the legal entity.
    #[diesel(column_name = idx)]
    pub index: i64,
    /// What happened, `noun.past_tense`.
    #[schema(example = "review.result_delivered")]
    pub kind: String,
    pub resource_type: String,
    pub resource_id: Uuid,
    pub actor_kind: String,
    pub actor_name: String,
    pub request_id: Option<Uuid>,
    /// When it happened, by the service's clock.
    pub occurred_at: DateTime<Utc>,
    /// When the database wrote it down.
    pub recorded_at: DateTime<Utc>,
}

/// One thing in a person's trail.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineItem {
    #[serde(flatten)]
    pub entry: Entry,
    pub title: String,
    /// The facts as they were then; null when they were erased.
    #[schema(value_type = Option<Object>)]
    pub facts: Option<serde_json::Value>,
}

/// The trail of one employee, newest first, without what happened to the hidden resources.
pub async fn timeline(
    mut db: &Db,
    keyring: &Keyring,
    employee: EmployeeId,
    hidden: &[Uuid],
    english: bool,
    paging: &Paging,
) -> Answer<Page<TimelineItem>> {
    let mut query = journal_entries::table
        .filter(journal_entries::subject_id.eq(employee.0))
        .filter(journal_entries::resource_id.ne_all(hidden))
        .order(journal_entries::idx.desc())
        .limit(paging.limit() + 1)
        .select(Entry::as_select())
        .into_boxed();
    if let Some(before) = paging.after::<i64>()? {
        query = query.filter(journal_entries::idx.lt(before));
    }
    let page = Page::of(query.load(&mut db).await?, paging, |entry: &Entry| entry.index);
    let ids: Vec<EntryId> = page.items.iter().map(|entry| entry.id).collect();
    let mut facts = records(db, keyring, &ids).await?;
    Ok(page.map(|entry| TimelineItem {
        title: super::Kind::ALL
            .iter()
            .find(|kind| kind.as_str() == entry.kind)
            .map_or(entry.kind.clone(), |kind| kind.title(english).to_owned()),
        facts: facts.remove(&entry.id),
        entry,
    }))
}

/// Placed entries of one log after a place: who remembers a place misses nothing and sees nothing twice.
pub async fn feed(
    mut db: &Db,
    log: LegalEntityId,
    kind: Option<&str>,
    employee: Option<EmployeeId>,
    paging: &Paging,
) -> Answer<Page<Entry>> {
    let mut query = journal_entries::table
        .filter(journal_entries::log_id.eq(log))
        .order(journal_entries::idx)
        .limit(paging.limit() + 1)
        .select(Entry::as_select())
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(journal_entries::kind.eq(kind.to_owned()));
    }
    if let Some(employee) = employee {
        query = query.filter(journal_entries::subject_id.eq(employee.0));
    }
    if let Some(after) = paging.after::<i64>()? {
        query = query.filter(journal_entries::idx.gt(after));
    }
    Ok(Page::of(query.load(&mut db).await?, paging, |entry| entry.index))
}

/// What other systems are told of an entry: what happened to whom, when, and where it stands on record.
#[derive(Debug, Queryable)]
pub struct Notice {
    pub id: EntryId,
    pub index: i64,
    pub kind: String,
    pub resource_type: String,
    pub resource_id: Uuid,
    /// The employee, or the employer itself.
    pub subject_id: Uuid,
    pub occurred_at: DateTime<Utc>,
}

/// Up to so many entries of some kinds, of those at some places of a log.
pub async fn notices(
    mut db: &Db,
    log: LegalEntityId,
    places: std::ops::Range<i64>,
    kinds: &[&str],
    limit: i64,
) -> Answer<Vec<Notice>> {
    Ok(journal_entries::table
        .filter(journal_entries::log_id.eq(log))
        .filter(journal_entries::idx.ge(places.start).and(journal_entries::idx.lt(places.end)))
        .filter(journal_entries::kind.eq_any(kinds))
        .order(journal_entries::idx)
        .limit(limit)
        .select((
            journal_entries::entry_id,
            journal_entries::idx,
            journal_entries::kind,
            journal_entries::resource_type,
            journal_entries::resource_id,
            journal_entries::subject_id,
            journal_entries::occurred_at,
        ))
        .load(&mut db)
        .await?)
}

/// The entry of a kind that a resource has as its `nth`, from 1, when it is placed.
pub async fn nth(mut db: &Db, resource: Uuid, kind: super::Kind, nth: i64) -> Answer<Option<Entry>> {
    Ok(journal_entries::table
        .filter(journal_entries::resource_id.eq(resource).and(journal_entries::kind.eq(kind.as_str())))
        .order(journal_entries::idx)
        .offset(nth - 1)
        .select(Entry::as_select())
        .first(&mut db)
        .await
        .optional()?)
}

/// The trail of one resource, oldest first, with what was on record; answers at most `most` entries.
pub async fn trail(
    mut db: &Db,
    keyring: &Keyring,
    resource: Uuid,
    most: i64,
) -> Answer<Vec<(Entry, serde_json::Value)>> {
    let entries: Vec<Entry> = journal_entries::table
        .filter(journal_entries::resource_id.eq(resource))
        .order(journal_entries::idx)
        .limit(most)
        .select(Entry::as_select())
        .load(&mut db)
        .await?;
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    let mut facts = records(db, keyring, &ids).await?;
    let with_facts = |entry: Entry| {
        let said = facts.remove(&entry.id).unwrap_or_default();
        (entry, said)
    };
    Ok(entries.into_iter().map(with_facts).collect())
}

async fn records(mut db: &Db, keyring: &Keyring, entries: &[EntryId]) -> Answer<HashMap<EntryId, serde_json::Value>> {
    let rows: Vec<(EntryId, DataKeyId, Vec<u8>, Vec<u8>)> = journal_parts::table
        .inner_join(data_keys::table)
        .filter(journal_parts::entry_id.eq_any(entries).and(journal_parts::name.eq("record.json")))
        .select((journal_parts::entry_id, journal_parts::key_id, data_keys::wrapped, journal_parts::body_sealed))
        .load(&mut db)
        .await?;
    rows.into_iter()
        .map(|(entry, key_id, wrapped, sealed)| {
            let body = keyring.unwrap_data_key(key_id, &wrapped)?.open(entry.0.as_bytes(), &sealed)?;
            Ok((entry, serde_json::from_slice(&body).unwrap_or_default()))
        })
        .collect()
}
