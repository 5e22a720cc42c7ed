//! One person's trail out of the log, with everything that proves it: what an evidence bundle is made of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use evidence::bundle::{Bundle, Content, Earlier, Entry};
use evidence::heads::{Head, HeadProof, Heads};
use evidence::merkle::{consistency_proof, consistency_tiles, inclusion_proof, inclusion_tiles};
use evidence::{Hash, Intent, Leaf};
use store::Db;
use store::ids::{DataKeyId, EmployeeId, EntryId, LegalEntityId};
use store::schema::{
    data_keys, journal_checkpoints, journal_entries, journal_heads, journal_logs, journal_parts, journal_timestamps,
};
use uuid::Uuid;

use super::sequencer::load_tiles;
use super::stamps::{Stamped, stamp_latest};
use super::{Event, Kind};
use crate::platform::access::Caller;
use crate::platform::errors::{Answer, Problem};
use crate::platform::{App, ids};

/// Earlier checkpoints that a bundle carries at most; those with a timestamp, the latest first.
const MOST_EARLIER: i64 = 12;

/// A logged statement of how far every trail goes.
pub struct HeadsStated {
    heads: Heads,
    /// The resource of the entry that states it.
    pub id: Uuid,
}

/// Logs where every trail ends (`log.heads`), so that nobody can later cut one short unseen.
pub async fn state_heads(app: &App, log: LegalEntityId) -> Answer<HeadsStated> {
    let rows: Vec<(i64, Vec<u8>, i64, Vec<u8>)> = {
        let db = app.read().await?;
        // One statement sees one moment: the sequencer changes size and heads together.
        journal_heads::table
            .inner_join(journal_logs::table.on(journal_logs::id.eq(journal_heads::log_id)))
            .filter(journal_heads::log_id.eq(log))
            .select((journal_logs::size, journal_heads::subject_ref, journal_heads::seq, journal_heads::head))
            .load(&mut &*db)
            .await?
    };
    let covered = rows.as_slice().first().map_or(0, |row| row.0.unsigned_abs());
    let heads = rows
        .into_iter()
        .map(|(_, subject, seq, head)| {
            Ok(Head { subject: hash(subject)?, count: seq.unsigned_abs(), head: hash(head)? })
        })
        .collect::<Answer<Vec<_>>>()?;
    let heads = app.blocking(move || Ok(Heads::new(heads))).await?;
    let statement = heads.statement(covered).to_bytes().map_err(Problem::from_internal)?;
    let id: Uuid = ids::new();
    app.change(&Caller::system(), async |_| {
        Ok(((), Event::new(Kind::LogHeadsStated, log, id).attach("record.json", "application/json", statement)))
    })
    .await?;
    Ok(HeadsStated { heads, id })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = journal_entries)]
struct Placed {
    idx: i64,
    entry_id: EntryId,
    leaf: Vec<u8>,
}

/// Everything about one person that the log of an employer holds, proved under its latest checkpoint.
///
/// `stated` must be placed: it proves that the trail does not go on after its last entry here. `roots` are
/// the certificates that a reader of the timestamps needs.
pub async fn trail(
    app: &App,
    log: LegalEntityId,
    employee: EmployeeId,
    stated: &HeadsStated,
    roots: Vec<Vec<u8>>,
) -> Answer<Bundle> {
    let last = stamp_latest(app, log).await?.ok_or_else(Problem::not_found)?;
    let size = last.size.unsigned_abs();
    let db = app.read().await?;
    let mut placed = entries(&db, log, last.size, employee.0, None).await?;
    let subject = subject(placed.as_slice().first())?;
    let statement = entries(&db, log, last.size, log.0, Some(stated.id)).await?;
    let extracts =
        statement.as_slice().first().map(|entry| self::subject(Some(entry))).transpose()?.into_iter().collect();
    placed.extend(statement);
    let earlier = stamped(&db, log, last.size).await?;
    let tiles = {
        let mut wanted = BTreeSet::new();
        for entry in &placed {
            wanted.extend(inclusion_tiles(size, entry.idx.unsigned_abs()).map_err(Problem::from_internal)?);
        }
        for stamped in &earlier {
            wanted.extend(consistency_tiles(stamped.size.unsigned_abs(), size).map_err(Problem::from_internal)?);
        }
        load_tiles(&db, log, &wanted.into_iter().collect::<Vec<_>>()).await?
    };
    let mut contents = contents(app, &db, &placed).await?;
    let prove = |entry: Placed| -> Answer<Entry> {
        let index = entry.idx.unsigned_abs();
        let proof = inclusion_proof(size, index, &tiles).map_err(Problem::from_internal)?;
        let mut shown = contents.remove(&entry.entry_id).unwrap_or_default();
        let contents = parts(&entry.leaf)?
            .into_iter()
            .map(|name| shown.remove(&name).unwrap_or(Content::Withheld { name }))
            .collect();
        Ok(Entry { index, leaf: entry.leaf, proof, contents })
    };
    let entries = placed.into_iter().map(prove).collect::<Answer<_>>()?;
    let stamps = earlier
        .iter()
        .chain([&last])
        .map(|stamped| (stamped.size.unsigned_abs(), stamped.token.clone()))
        .collect::<BTreeMap<_, _>>();
    let grew = |stamped: Stamped| -> Answer<Earlier> {
        let consistency =
            consistency_proof(stamped.size.unsigned_abs(), size, &tiles).map_err(Problem::from_internal)?;
        Ok(Earlier { note: stamped.note, consistency })
    };
    Ok(Bundle {
        checkpoint: last.note,
        earlier: earlier.into_iter().map(grew).collect::<Answer<_>>()?,
        entries,
        extracts,
        heads: head(stated, &subject)?.into_iter().collect(),
        stamps,
        roots,
        log_key: app.journal.log_key(log).map_err(Problem::from_internal)?.public().clone(),
        app_keys: vec![app.journal.app_key().public().clone()],
        sm2: None,
        info: Vec::new(),
    })
}

/// Waits until the `nth` entry of a kind has its place; `None` when it has none after the given time.
pub async fn placed(
    app: &App,
    resource: Uuid,
    (kind, nth): (Kind, i64),
    patience: std::time::Duration,
) -> Answer<Option<super::read::Entry>> {
    const AGAIN: std::time::Duration = std::time::Duration::from_millis(100);
    let begun = tokio::time::Instant::now();
    loop {
        if let Some(entry) = super::read::nth(&*app.read().await?, resource, kind, nth).await? {
            return Ok(Some(entry));
        }
        if begun.elapsed() > patience {
            return Ok(None);
        }
        tokio::time::sleep(AGAIN).await;
    }
}

fn head(stated: &HeadsStated, subject: &Hash) -> Answer<Option<HeadProof>> {
    stated.heads.proof(subject).map_err(Problem::from_internal)
}

async fn entries(
    mut db: &Db,
    log: LegalEntityId,
    size: i64,
    subject: Uuid,
    resource: Option<Uuid>,
) -> Answer<Vec<Placed>> {
    let mut query = journal_entries::table
        .filter(journal_entries::log_id.eq(log).and(journal_entries::subject_id.eq(subject)))
        .filter(journal_entries::idx.lt(size))
        .order(journal_entries::idx)
        .select(Placed::as_select())
        .into_boxed();
    if let Some(resource) = resource {
        query = query.filter(
            journal_entries::resource_id.eq(resource).and(journal_entries::kind.eq(Kind::LogHeadsStated.as_str())),
        );
    }
    Ok(query.load(&mut db).await?)
}

/// Stamped checkpoints before a size.
async fn stamped(mut db: &Db, log: LegalEntityId, size: i64) -> Answer<Vec<Stamped>> {
    let rows: Vec<(i64, Vec<u8>, Vec<u8>)> = journal_timestamps::table
        .inner_join(
            journal_checkpoints::table.on(journal_checkpoints::log_id
                .eq(journal_timestamps::log_id)
                .and(journal_checkpoints::size.eq(journal_timestamps::size))),
        )
        .filter(journal_timestamps::log_id.eq(log).and(journal_timestamps::size.lt(size)))
        .order(journal_timestamps::size.desc())
        .limit(MOST_EARLIER)
        .select((journal_timestamps::size, journal_checkpoints::note, journal_timestamps::token))
        .load(&mut db)
        .await?;
    rows.into_iter()
        .map(|(size, note, token)| {
            Ok(Stamped { size, note: String::from_utf8(note).map_err(Problem::from_internal)?, token })
        })
        .collect()
}

type Opened = HashMap<EntryId, HashMap<String, Content>>;

/// The readable parts, opened with their subjects' keys. A part that was destroyed is not among them.
async fn contents(app: &App, mut db: &Db, placed: &[Placed]) -> Answer<Opened> {
    type Sealed = (EntryId, String, DataKeyId, Vec<u8>, Vec<u8>, Vec<u8>);
    let mut opened = Opened::new();
    for chunk in placed.chunks(500) {
        let ids: Vec<EntryId> = chunk.iter().map(|entry| entry.entry_id).collect();
        let rows: Vec<Sealed> = journal_parts::table
            .inner_join(data_keys::table)
            .filter(journal_parts::entry_id.eq_any(ids))
            .select((
                journal_parts::entry_id,
                journal_parts::name,
                journal_parts::key_id,
                data_keys::wrapped,
                journal_parts::salt_sealed,
                journal_parts::body_sealed,
            ))
            .load(&mut db)
            .await?;
        for (entry, name, key_id, wrapped, salt, body) in rows {
            let key = app.keyring.unwrap_data_key(key_id, &wrapped)?;
            let context = entry.0.as_bytes();
            let salt =
                key.open(context, &salt)?.try_into().map_err(|_| Problem::from_internal("a salt has another size"))?;
            let body = key.open(context, &body)?;
            opened.entry(entry).or_default().insert(name.clone(), Content::Shown { name, salt, body });
        }
    }
    Ok(opened)
}

fn intent(leaf: &[u8]) -> Answer<Intent> {
    Leaf::parse(leaf).and_then(|leaf| Intent::parse(&leaf.intent)).map_err(Problem::from_internal)
}

fn parts(leaf: &[u8]) -> Answer<Vec<String>> {
    Ok(intent(leaf)?.parts.into_iter().map(|part| part.name).collect())
}

fn subject(entry: Option<&Placed>) -> Answer<Hash> {
    Ok(intent(&entry.ok_or_else(Problem::not_found)?.leaf)?.subject)
}

fn hash(bytes: Vec<u8>) -> Answer<Hash> {
    Ok(Hash(bytes.try_into().map_err(|_| Problem::from_internal("a stored hash has another size"))?))
}
