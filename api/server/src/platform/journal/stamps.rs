//! Timestamps over checkpoints: an outside hand on the clock. One covers everything before it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::ids::LegalEntityId;
use store::schema::{journal_checkpoints, journal_timestamps};

use crate::platform::App;
use crate::platform::crypto::sha256;
use crate::platform::errors::{Answer, Problem};

/// A checkpoint and, when it has one, the token over its note.
#[derive(Clone, Debug)]
pub struct Stamped {
    pub size: i64,
    pub note: String,
    /// DER `TimeStampToken`.
    pub token: Vec<u8>,
}

/// Whose token it is: the one of the desk, whichever authority it asked.
const LOCAL: &str = "local";

/// The latest checkpoint of a log, stamped now unless it is already; none while the log is empty.
pub async fn stamp_latest(app: &App, log: LegalEntityId) -> Answer<Option<Stamped>> {
    let latest: Option<(i64, Vec<u8>)> = {
        let db = app.read().await?;
        journal_checkpoints::table
            .filter(journal_checkpoints::log_id.eq(log))
            .order(journal_checkpoints::size.desc())
            .select((journal_checkpoints::size, journal_checkpoints::note))
            .first(&mut &*db)
            .await
            .optional()?
    };
    let Some((size, note)) = latest else { return Ok(None) };
    let note = String::from_utf8(note).map_err(Problem::from_internal)?;
    let (token, said) = app.desk.timestamp(sha256(note.as_bytes()), app.now()).await?;
    Ok(Some(keep(app, log, Stamped { size, note, token }, said.gen_time).await?))
}

/// Puts a token on record; when another instance was first, its token stands.
async fn keep(app: &App, log: LegalEntityId, stamped: Stamped, gen_time: DateTime<Utc>) -> Answer<Stamped> {
    let Stamped { size, note, token } = stamped;
    let token = app
        .bookkeep(async |tx| {
            diesel::insert_into(journal_timestamps::table)
                .values((
                    journal_timestamps::log_id.eq(log),
                    journal_timestamps::size.eq(size),
                    journal_timestamps::authority.eq(LOCAL),
                    journal_timestamps::token.eq(token),
                    journal_timestamps::gen_time.eq(gen_time),
                ))
                .on_conflict_do_nothing()
                .execute(tx)
                .await?;
            Ok(journal_timestamps::table.find((log, size, LOCAL)).select(journal_timestamps::token).first(tx).await?)
        })
        .await?;
    Ok(Stamped { size, note, token })
}
