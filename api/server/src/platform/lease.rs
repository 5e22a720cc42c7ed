//! A task that one instance at a time does: leased through the database by an advisory lock.

use chrono::{DateTime, Utc};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

use super::app::App;
use super::errors::Answer;

diesel::define_sql_function! { fn pg_try_advisory_lock(key: diesel::sql_types::BigInt) -> diesel::sql_types::Bool; }
diesel::define_sql_function! { fn clock_timestamp() -> diesel::sql_types::Timestamptz; }

/// A lease that is held until it is dropped, or its session is lost.
pub struct Lease(AsyncPgConnection);

impl Lease {
    /// The lease of a key, when nobody has it. A session of its own: the lock lives as long as the session does.
    pub async fn take(app: &App, key: i64) -> Answer<Option<Self>> {
        let mut session = AsyncPgConnection::establish(app.connections.url()).await.map_err(store::Error::from)?;
        let taken = diesel::select(pg_try_advisory_lock(key)).get_result::<bool>(&mut session).await?;
        Ok(taken.then_some(Self(session)))
    }

    /// An error when it is lost: with the session goes the lock.
    pub async fn hold(&mut self) -> Answer<()> {
        diesel::select(clock_timestamp()).get_result::<DateTime<Utc>>(&mut self.0).await?;
        Ok(())
    }
}
