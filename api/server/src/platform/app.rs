//! The request's way to everything: `App`. Handlers reach the database only through it, so that a host
//! which serves many groups is a directory from host name to database in this one place.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::{DateTime, NaiveDate, Utc};
use store::{Connections, Reader, Tx};

use super::access::Caller;
use super::clock::Clock;
use super::config::Settings;
use super::crypto::Keyring;
use super::errors::{Answer, Problem};
use super::journal::{Events, Journal};
use super::messages::{Messenger, outbox};
use super::session::Principals;
use super::storage::Storage;
use super::tokens::Tokens;
use crate::signatures::Desk;

/// What one running service holds. It keeps no state of its own: any number of instances may run on one database.
pub struct State {
    pub settings: Settings,
    pub clock: Clock,
    pub keyring: Keyring,
    pub tokens: Tokens,
    pub storage: Storage,
    pub messenger: Box<dyn Messenger>,
    pub journal: Journal,
    pub principals: Principals,
    pub desk: Desk,
}

/// The state, and the connections of the thread it is used on.
#[derive(Clone)]
pub struct App {
    state: Arc<State>,
    pub connections: Arc<Connections>,
}

impl std::ops::Deref for App {
    type Target = State;
    fn deref(&self) -> &State {
        &self.state
    }
}

impl App {
    pub fn new(state: State, connections: Connections) -> Self {
        Self { state: Arc::new(state), connections: Arc::new(connections) }
    }

    /// The same service with connections of this thread's own, one of so many that share the pool's size.
    pub async fn for_this_thread(&self, threads: usize) -> Result<Self, store::Error> {
        let pool_size = self.settings.pool_size.div_ceil(threads);
        let connections = Arc::new(self.connections.for_this_thread(pool_size).await?);
        Ok(Self { state: self.state.clone(), connections })
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// A shared connection for reads; its session refuses writes.
    pub async fn read(&self) -> Answer<Reader> {
        Ok(self.connections.read().await?)
    }

    /// The only way to change anything: one transaction, which commits with the entries of what happened.
    ///
    /// The closure must return what happened, so a write without a journal entry does not type-check:
    ///
    /// ```compile_fail
    /// async fn forgets(app: server::platform::App, who: &server::platform::access::Caller) {
    ///     let _ = app.change(who, async |_tx| Ok("changed, but nothing happened?")).await;
    /// }
    /// ```
    ///
    /// The same with its entry does:
    ///
    /// ```no_run
    /// use server::platform::journal::{Event, Kind};
    /// async fn tells(app: server::platform::App, who: &server::platform::access::Caller, id: uuid::Uuid) {
    ///     let _ = app.change(who, async |_tx| Ok(("changed", Event::of_group(Kind::ClientRegistered, id)))).await;
    /// }
    /// ```
    ///
    /// There is no other way to write: the connection that reads have refuses it, and a transaction is begun here.
    ///
    /// ```compile_fail
    /// async fn goes_around(app: server::platform::App) {
    ///     let _ = app.bookkeep(async |_tx| Ok(())).await;
    /// }
    /// ```
    pub async fn change<T, E: Into<Events>>(
        &self,
        who: &Caller,
        act: impl AsyncFnOnce(&mut Tx) -> Answer<(T, E)>,
    ) -> Answer<T> {
        let mut tx = self.connections.begin().await?;
        match act(&mut tx).await {
            Ok((answer, events)) => {
                let mut events = events.into();
                let announced = events.announced();
                let written = async {
                    outbox::keep(&tx, &self.keyring, &announced).await?;
                    self.journal.write(&tx, &self.keyring, who, self.now(), events).await
                };
                let written = match written.await {
                    Ok(written) => written,
                    Err(problem) => {
                        tx.rollback().await?;
                        return Err(problem);
                    }
                };
                tx.commit().await?;
                self.journal.committed(written);
                outbox::send_now(self, announced).await;
                Ok(answer)
            }
            Err(problem) => {
                tx.rollback().await?;
                Err(problem)
            }
        }
    }

    /// A transaction for the platform's own bookkeeping (sessions, leases, idempotency keys), of which
    /// nothing needs to be proved later. Slices use [`App::change`]; jobs that keep
    /// their own place (sessions, imports, webhooks) and the platform use this.
    pub(crate) async fn bookkeep<T>(&self, act: impl AsyncFnOnce(&mut Tx) -> Answer<T>) -> Answer<T> {
        let mut tx = self.connections.begin().await?;
        match act(&mut tx).await {
            Ok(answer) => {
                tx.commit().await?;
                Ok(answer)
            }
            Err(problem) => {
                tx.rollback().await?;
                Err(problem)
            }
        }
    }

    /// Runs work that blocks (hashing, rendering, signing, parsing) off the async threads.
    pub async fn blocking<T: Send + 'static>(&self, work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
        tokio::task::spawn_blocking(work).await.map_err(Problem::from_internal)?
    }
}

impl FromRequest for App {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.app_data::<web::Data<App>>() {
            Some(app) => Ok(app.get_ref().clone()),
            None => Err(Problem::from_internal("the service was built without its App")),
        })
    }
}
