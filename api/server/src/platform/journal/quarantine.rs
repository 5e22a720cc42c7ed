//! What the outbox holds and no log can take: put aside as it was, so that it holds nothing up.

use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types;
use diesel_async::RunQueryDsl;

use crate::platform::App;
use crate::platform::errors::{Answer, Problem};

/// Why a batch was not placed.
pub(super) enum Stop {
    /// Its rows break a rule of the database: they will never be placed.
    Refused(String),
    /// Anything else; the next try may do.
    Failed(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        use DatabaseErrorKind::{CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation};
        match &error {
            Error::NotFound => Self::Refused("there is no such log".to_owned()),
            Error::DatabaseError(CheckViolation | ForeignKeyViolation | NotNullViolation | UniqueViolation, facts) => {
                Self::Refused(format!("{}: {}", facts.constraint_name().unwrap_or_default(), facts.message()))
            }
            _ => Self::Failed(error.into()),
        }
    }
}

/// Moves rows out of the outbox; each is an attack or a defect, so it is said aloud.
pub(super) async fn put(app: &App, ids: Vec<i64>, reason: &str) -> Answer<()> {
    if ids.is_empty() {
        return Ok(());
    }
    tracing::error!(outbox_ids = ?ids, reason, "entries that no log can take are put in quarantine");
    let moved = diesel::sql_query(
        "with moved as (delete from journal_outbox where id = any ($1) returning *)
         insert into journal_quarantine (id, log_id, reason, entry, quarantined_at)
         select id, log_id, $2, to_jsonb(moved), $3 from moved",
    )
    .bind::<sql_types::Array<sql_types::BigInt>, _>(ids)
    .bind::<sql_types::Text, _>(reason)
    .bind::<sql_types::Timestamptz, _>(app.now());
    app.bookkeep(async |tx| Ok(moved.execute(tx).await?)).await?;
    Ok(())
}
