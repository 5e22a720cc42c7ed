//! What is still to be done: rows that outlive the process, done by whichever instance holds their lock.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::ids::{AccountId, ImportId};
use store::schema::{import_jobs, imports};
use store::{Json, Text, Tx};
use tokio::sync::Notify;
use uuid::Uuid;

use super::row::{Failure, ImportState};
use crate::platform::access::Caller;
use crate::platform::{Answer, App, Problem};

/// How often an idle instance looks for what another one left behind.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// A job that fails this often through no fault of the file is given up.
const MOST_ATTEMPTS: i32 = 5;

/// Wakes the loop of this process; one that is missed costs a second.
static ORDERED: Notify = Notify::const_new();

pub(super) fn wake() {
    ORDERED.notify_waiters();
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Check,
    Commit,
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Check => "check",
            Self::Commit => "commit",
        })
    }
}

impl FromStr for Act {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        [Self::Check, Self::Commit].into_iter().find(|act| act.to_string() == name).ok_or(())
    }
}

/// One step of one import, and who asked for it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = import_jobs)]
pub struct Job {
    pub import_id: ImportId,
    pub act: Text<Act>,
    pub skip_error_rows: bool,
    account_id: Option<AccountId>,
    actor_name: String,
    request_id: Option<Uuid>,
    attempts: i32,
}

impl Job {
    pub(super) async fn order(
        app: &App,
        tx: &mut Tx,
        who: &Caller,
        import: ImportId,
        act: Act,
        skip_error_rows: bool,
    ) -> Answer<()> {
        diesel::insert_into(import_jobs::table)
            .values((
                import_jobs::import_id.eq(import),
                import_jobs::act.eq(Text(act)),
                import_jobs::skip_error_rows.eq(skip_error_rows),
                import_jobs::account_id.eq(who.principal.account_id()),
                import_jobs::actor_name.eq(&who.principal.name),
                import_jobs::request_id.eq(who.request_id),
                import_jobs::created_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        Ok(())
    }

    /// Whoever asked: the entries name them, not the process that did it.
    pub(super) fn caller(&self) -> Caller {
        match self.account_id {
            Some(id) => Caller::on_behalf(id, self.actor_name.clone(), self.request_id),
            None => Caller { request_id: self.request_id, ..Caller::system() },
        }
    }

    /// Holds the job until the transaction ends; false when another instance does, or it is done.
    pub(super) async fn hold(&self, tx: &mut Tx) -> Answer<bool> {
        let held: Option<ImportId> = import_jobs::table
            .find(self.import_id)
            .filter(import_jobs::act.eq(self.act))
            .select(import_jobs::import_id)
            .for_update()
            .skip_locked()
            .first(tx)
            .await
            .optional()?;
        Ok(held.is_some())
    }

    /// Takes the job off the list, in the transaction that did it.
    pub(super) async fn done(&self, tx: &mut Tx) -> Answer<()> {
        diesel::delete(import_jobs::table.find(self.import_id)).execute(tx).await?;
        Ok(())
    }
}

/// Runs until the service ends: does every job that nobody else holds.
pub async fn run(app: App) {
    loop {
        if let Err(problem) = run_pending(&app).await {
            tracing::warn!(%problem, "imports wait");
        }
        // Woken or not, it looks again.
        let _ = tokio::time::timeout(LOOK_EVERY, ORDERED.notified()).await;
    }
}

/// Does every job that is waiting now.
pub async fn run_pending(app: &App) -> Answer<()> {
    while let Some(job) = next(app).await? {
        let outcome = match job.act.0 {
            Act::Check => super::check::run(app, &job).await,
            Act::Commit => super::commit::run(app, &job).await,
        };
        match outcome {
            Ok(()) => {}
            Err(problem) if problem.status.is_server_error() && job.attempts < MOST_ATTEMPTS => return Err(problem),
            Err(problem) => give_up(app, &job, &problem).await?,
        }
    }
    Ok(())
}

/// The oldest job that nobody holds. The try is counted before it is made, so that one which kills the
/// process is not tried for ever.
async fn next(app: &App) -> Answer<Option<Job>> {
    app.bookkeep(async |tx| {
        let free: Option<ImportId> = import_jobs::table
            .order((import_jobs::created_at, import_jobs::import_id))
            .select(import_jobs::import_id)
            .for_update()
            .skip_locked()
            .first(tx)
            .await
            .optional()?;
        let Some(id) = free else { return Ok(None) };
        let job = diesel::update(import_jobs::table.find(id))
            .set(import_jobs::attempts.eq(import_jobs::attempts + 1))
            .returning(Job::as_returning())
            .get_result(tx)
            .await?;
        Ok(Some(job))
    })
    .await
}

/// Tells how far a step is, beside its transaction, so that readers see it move.
pub(super) async fn progress(app: &App, id: ImportId, done: usize, total: usize) -> Answer<()> {
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    app.bookkeep(async |tx| {
        diesel::update(imports::table.find(id))
            .set((imports::done.eq(count(done)), imports::total.eq(count(total))))
            .execute(tx)
            .await?;
        Ok(())
    })
    .await
}

/// Puts the import back to where somebody can decide, with the reason.
async fn give_up(app: &App, job: &Job, problem: &Problem) -> Answer<()> {
    let state = match job.act.0 {
        Act::Check => ImportState::Failed,
        Act::Commit => ImportState::Checked,
    };
    app.bookkeep(async |tx| {
        diesel::update(imports::table.find(job.import_id))
            .set((
                imports::state.eq(state.as_str()),
                imports::version.eq(imports::version + 1),
                imports::failure.eq(Some(Json(Failure::of(problem)))),
                imports::done.eq(0),
            ))
            .execute(tx)
            .await?;
        job.done(tx).await
    })
    .await
}
