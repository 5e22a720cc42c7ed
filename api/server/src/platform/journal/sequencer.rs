//! The sequencer: gives pending entries their dense place, extends the tree, signs a checkpoint.
//!
//! Leased through the database by an advisory lock, so that exactly one instance runs it; correctness does
//! not rest on the lock, since every batch begins by locking its log's row and comparing its size. Leaves,
//! tiles, checkpoint and size change in one transaction; a note that was not committed is never shown.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use evidence::Hash;
use evidence::merkle::{TileId, Tiles, Tree};
use evidence::note::Checkpoint;
use store::ids::LegalEntityId;
use store::schema::{journal_checkpoints, journal_heads, journal_logs, journal_outbox, journal_tiles};
use store::{Db, Tx};

use chrono::{DateTime, Utc};

use super::quarantine::{self, Stop};
use crate::platform::App;
use crate::platform::errors::{Answer, Problem};
use crate::platform::lease::Lease;

/// Most entries placed in one transaction.
const BATCH: i64 = 2_000;
const LEASE: i64 = 0x796f_756a_7501; // "youju", 1

#[derive(Queryable, Selectable)]
#[diesel(table_name = journal_outbox)]
struct Pending {
    id: i64,
    log_id: LegalEntityId,
    subject_ref: Vec<u8>,
    intent: Vec<u8>,
    app_sig: Vec<u8>,
}

/// The places of entries, side by side.
#[derive(Default)]
struct Places {
    /// Of the outbox.
    ids: Vec<i64>,
    idx: Vec<i64>,
    subject_seq: Vec<i64>,
    leaf: Vec<Vec<u8>>,
    leaf_hash: Vec<Vec<u8>>,
}

/// Runs until the service ends: takes the lease when it is free and places entries while it holds it.
pub async fn run(app: App) {
    let every = Duration::from_millis(app.settings.sequence_every_ms);
    loop {
        match lead(&app, every).await {
            Ok(()) => {}
            Err(problem) => tracing::warn!(%problem, "the sequencer lost its lease"),
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

async fn lead(app: &App, every: Duration) -> Answer<()> {
    let Some(mut lease) = Lease::take(app, LEASE).await? else { return Ok(()) };
    loop {
        while place_batch(app).await? >= BATCH as usize {}
        tokio::time::sleep(every).await;
        lease.hold().await?;
    }
}

/// Places everything that is pending now; for tests and commands that must see their own entries.
pub async fn drain(app: &App) -> Answer<()> {
    while place_batch(app).await? > 0 {}
    Ok(())
}

/// Places up to one batch; answers how many entries left the outbox.
async fn place_batch(app: &App) -> Answer<usize> {
    let frozen = journal_logs::table.filter(journal_logs::frozen_reason.is_not_null()).select(journal_logs::id);
    let pending: Vec<Pending> = {
        let db = app.read().await?;
        journal_outbox::table
            .filter(journal_outbox::log_id.ne_all(frozen))
            .order(journal_outbox::id)
            .limit(BATCH)
            .select(Pending::as_select())
            .load(&mut &*db)
            .await?
    };
    let mut by_log: BTreeMap<LegalEntityId, Vec<Pending>> = BTreeMap::new();
    for entry in pending {
        by_log.entry(entry.log_id).or_default().push(entry);
    }
    let mut left = 0;
    for (log, entries) in by_log {
        left += place_all(app, log, entries).await?;
    }
    Ok(left)
}

/// Places entries of one log. When the database refuses a batch, its halves are tried, until the one that it
/// refuses stands alone.
async fn place_all(app: &App, log: LegalEntityId, entries: Vec<Pending>) -> Answer<usize> {
    let mut left = entries.len();
    let judge = app.clone();
    let is_ours = move |entry: &Pending| judge.journal.is_ours(&entry.intent, &entry.app_sig);
    let (entries, strange): (Vec<_>, Vec<_>) = app.blocking(move || Ok(entries.into_iter().partition(is_ours))).await?;
    quarantine::put(app, ids_of(&strange), "not signed by this application").await?;
    let mut waiting = vec![entries];
    while let Some(mut batch) = waiting.pop() {
        let placed = try_place(app, log, &batch).await;
        match placed {
            Ok(placed) => left -= batch.len() - placed,
            Err(Stop::Failed(problem)) => return Err(problem),
            Err(Stop::Refused(why)) if batch.len() == 1 => quarantine::put(app, ids_of(&batch), &why).await?,
            Err(Stop::Refused(_)) => {
                waiting.push(batch.split_off(batch.len() / 2));
                waiting.push(batch);
            }
        }
    }
    Ok(left)
}

fn ids_of(entries: &[Pending]) -> Vec<i64> {
    entries.iter().map(|entry| entry.id).collect()
}

async fn try_place(app: &App, log: LegalEntityId, entries: &[Pending]) -> Result<usize, Stop> {
    let mut refused = None;
    let placed = app.bookkeep(async |tx| {
        place(app, tx, log, entries).await.map_err(|stop| match stop {
            Stop::Failed(problem) => problem,
            Stop::Refused(why) => Problem::from_internal(refused.insert(why)),
        })
    });
    let placed = placed.await;
    match refused {
        Some(why) => Err(Stop::Refused(why)),
        None => Ok(placed?),
    }
}

/// Places entries of one log in one transaction; answers how many are out of the outbox then: none of a frozen log.
async fn place(app: &App, tx: &mut Tx, log: LegalEntityId, entries: &[Pending]) -> Result<usize, Stop> {
    // `for update` would make every writer of this log wait: the outbox refers to the row.
    let (size, root, frozen): (i64, Vec<u8>, Option<String>) = journal_logs::table
        .find(log)
        .select((journal_logs::size, journal_logs::root, journal_logs::frozen_reason))
        .for_no_key_update()
        .first(tx)
        .await?;
    if frozen.is_some() {
        return Ok(0);
    }
    // Another leader may have placed some while this one waited for the row.
    let still: Vec<i64> = journal_outbox::table
        .filter(journal_outbox::id.eq_any(ids_of(entries)))
        .select(journal_outbox::id)
        .load(tx)
        .await?;
    let still: HashSet<i64> = still.into_iter().collect();
    let gone = entries.len();
    let entries: Vec<&Pending> = entries.iter().filter(|entry| still.contains(&entry.id)).collect();
    if entries.is_empty() {
        return Ok(gone);
    }
    let mut tree = resume(tx, log, size, &root).await?;
    let mut heads = load_heads(tx, log, &entries).await?;
    let mut places = Places::default();
    let mut hashes = Vec::with_capacity(entries.len());
    for (offset, entry) in entries.into_iter().enumerate() {
        let head = heads.entry(entry.subject_ref.clone()).or_insert((0, Hash([0; 32])));
        let signature: [u8; 64] = entry.app_sig.as_slice().try_into().map_err(Problem::from_internal)?;
        let seq = head.0 + 1;
        let leaf = evidence::leaf_bytes(&entry.intent, &head.1, seq.unsigned_abs(), &signature);
        let leaf_hash = evidence::leaf_hash(&leaf);
        *head = (seq, leaf_hash);
        hashes.push(leaf_hash);
        places.ids.push(entry.id);
        places.idx.push(size + i64::try_from(offset).unwrap_or_default());
        places.subject_seq.push(seq);
        places.leaf.push(leaf);
        places.leaf_hash.push(leaf_hash.0.to_vec());
    }
    let tiles: Vec<_> = tree
        .append(&hashes)
        .into_iter()
        .map(|tile| {
            (
                journal_tiles::log_id.eq(log),
                journal_tiles::level.eq(i16::from(tile.level)),
                journal_tiles::n.eq(i64::try_from(tile.n).unwrap_or(i64::MAX)),
                journal_tiles::data.eq(tile.data),
            )
        })
        .collect();
    let heads: Vec<_> = heads
        .into_iter()
        .map(|(subject, (seq, head))| {
            (
                journal_heads::log_id.eq(log),
                journal_heads::subject_ref.eq(subject),
                journal_heads::seq.eq(seq),
                journal_heads::head.eq(head.0.to_vec()),
            )
        })
        .collect();
    place_entries(tx, &places, app.now()).await?;
    for chunk in tiles.chunks(1_000) {
        diesel::insert_into(journal_tiles::table)
            .values(chunk)
            .on_conflict((journal_tiles::log_id, journal_tiles::level, journal_tiles::n))
            .do_update()
            .set(journal_tiles::data.eq(diesel::upsert::excluded(journal_tiles::data)))
            .execute(tx)
            .await?;
    }
    spread_parts(tx, &places.ids).await?;
    diesel::insert_into(journal_heads::table)
        .values(&heads)
        .on_conflict((journal_heads::log_id, journal_heads::subject_ref))
        .do_update()
        .set((
            journal_heads::seq.eq(diesel::upsert::excluded(journal_heads::seq)),
            journal_heads::head.eq(diesel::upsert::excluded(journal_heads::head)),
        ))
        .execute(tx)
        .await?;
    diesel::delete(journal_outbox::table.filter(journal_outbox::id.eq_any(&places.ids))).execute(tx).await?;
    publish(app, tx, log, &tree).await?;
    Ok(gone)
}

/// Moves the entries from the outbox to their places, within the database.
async fn place_entries(tx: &mut Tx, places: &Places, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::sql_query(
        "insert into journal_entries (log_id, idx, entry_id, kind, subject_id, subject_ref, subject_seq, resource_type,
                resource_id, actor_kind, actor_id, actor_name, request_id, occurred_at, recorded_at, sequenced_at, leaf,
                leaf_hash)
         select log_id, place.idx, entry_id, kind, subject_id, subject_ref, place.seq, resource_type, resource_id,
                actor_kind, actor_id, actor_name, request_id, occurred_at, recorded_at, $6, place.leaf, place.leaf_hash
           from unnest($1, $2, $3, $4, $5) as place (id, idx, seq, leaf, leaf_hash) join journal_outbox using (id)",
    )
    .bind::<sql_types::Array<sql_types::BigInt>, _>(&places.ids)
    .bind::<sql_types::Array<sql_types::BigInt>, _>(&places.idx)
    .bind::<sql_types::Array<sql_types::BigInt>, _>(&places.subject_seq)
    .bind::<sql_types::Array<sql_types::Binary>, _>(&places.leaf)
    .bind::<sql_types::Array<sql_types::Binary>, _>(&places.leaf_hash)
    .bind::<sql_types::Timestamptz, _>(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Makes a row of each part that the entries brought.
async fn spread_parts(tx: &mut Tx, entries: &[i64]) -> QueryResult<()> {
    diesel::sql_query(
        "insert into journal_parts (entry_id, name, media, key_id, salt_sealed, body_sealed, size)
         select entry_id, part.name, part.media, key_id, part.salt, part.body, part.size
           from journal_outbox, unnest(part_names, part_media, part_salts, part_bodies, part_sizes)
                as part (name, media, salt, body, size)
          where id = any ($1)",
    )
    .bind::<sql_types::Array<sql_types::BigInt>, _>(entries)
    .execute(tx)
    .await?;
    Ok(())
}

async fn publish(app: &App, tx: &mut Tx, log: LegalEntityId, tree: &Tree) -> Answer<()> {
    let key = app.journal.log_key(log).map_err(Problem::from_internal)?;
    let checkpoint = Checkpoint { origin: app.journal.origin(log), size: tree.size(), root: tree.root() };
    let note = checkpoint.sign(&key).map_err(Problem::from_internal)?;
    let size = i64::try_from(tree.size()).map_err(Problem::from_internal)?;
    diesel::update(journal_logs::table.find(log))
        .set((journal_logs::size.eq(size), journal_logs::root.eq(tree.root().0.to_vec())))
        .execute(tx)
        .await?;
    diesel::insert_into(journal_checkpoints::table)
        .values((
            journal_checkpoints::log_id.eq(log),
            journal_checkpoints::size.eq(size),
            journal_checkpoints::root.eq(tree.root().0.to_vec()),
            journal_checkpoints::note.eq(note.into_bytes()),
            journal_checkpoints::made_at.eq(app.now()),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

async fn resume(db: &Db, log: LegalEntityId, size: i64, root: &[u8]) -> Answer<Tree> {
    let size = size.unsigned_abs();
    let tiles = load_tiles(db, log, &Tree::edge_tiles(size)).await?;
    let tree = Tree::resume(size, &tiles).map_err(Problem::from_internal)?;
    if tree.root().0.as_slice() != root {
        return Err(Problem::from_internal(format!("the tiles of log {log} do not have its root at size {size}")));
    }
    Ok(tree)
}

/// Tiles by id, in one statement.
pub async fn load_tiles(mut db: &Db, log: LegalEntityId, wanted: &[TileId]) -> Answer<Tiles> {
    let mut query = journal_tiles::table
        .select((journal_tiles::level, journal_tiles::n, journal_tiles::data))
        .filter(journal_tiles::log_id.eq(log))
        .into_boxed();
    let levels: Vec<i16> = wanted.iter().map(|id| i16::from(id.level)).collect();
    let places: Vec<i64> = wanted.iter().map(|id| i64::try_from(id.n).unwrap_or(i64::MAX)).collect();
    // A few tiles too many (level of one, place of another) cost less than a row-wise comparison.
    query = query.filter(journal_tiles::level.eq_any(levels).and(journal_tiles::n.eq_any(places)));
    let rows: Vec<(i16, i64, Vec<u8>)> = query.load(&mut db).await?;
    Ok(rows
        .into_iter()
        .map(|(level, n, data)| (TileId { level: u8::try_from(level).unwrap_or_default(), n: n.unsigned_abs() }, data))
        .collect())
}

async fn load_heads(mut db: &Db, log: LegalEntityId, entries: &[&Pending]) -> Answer<BTreeMap<Vec<u8>, (i64, Hash)>> {
    let subjects: BTreeSet<&[u8]> = entries.iter().map(|entry| entry.subject_ref.as_slice()).collect();
    let rows: Vec<(Vec<u8>, i64, Vec<u8>)> = journal_heads::table
        .filter(journal_heads::log_id.eq(log).and(journal_heads::subject_ref.eq_any(subjects)))
        .select((journal_heads::subject_ref, journal_heads::seq, journal_heads::head))
        .load(&mut db)
        .await?;
    rows.into_iter()
        .map(|(subject, seq, head)| {
            Ok((subject, (seq, Hash(head.try_into().map_err(|_| Problem::from_internal("a head is not a hash"))?))))
        })
        .collect()
}
