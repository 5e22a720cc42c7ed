//! Connections: a few shared, pipelined, read-only ones for ordinary reads, and a pool for transactions.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use diesel::connection::{Instrumentation, InstrumentationEvent, TransactionDepthChange};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{
    AnsiTransactionManager, AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection,
    TransactionManager,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use futures_util::FutureExt;
use tokio::sync::RwLock;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// Changes whenever a migration does.
pub const SCHEMA_DIGEST: &str = env!("SCHEMA_DIGEST");

/// How many connections the ordinary reads of one thread share. More do not help: queries are pipelined on each.
const SHARED_READERS: usize = 2;

/// Statements are prepared once and planned once: planning a join of the people's tables costs ten times what
/// running it does. The plan for any value is also the one that walks the index of a list's order.
const PLAN_ONCE: &str = "set plan_cache_mode = force_generic_plan";

/// A connection, as queries see it: `async fn find(mut db: &Db, …)`.
pub type Db = AsyncPgConnection;

/// What can go wrong between the service and the database itself.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the database cannot be reached: {0}")]
    Connect(#[from] diesel::ConnectionError),
    #[error("no database connection became free: {0}")]
    Pool(#[from] diesel_async::pooled_connection::deadpool::PoolError),
    #[error("{0}")]
    Build(#[from] diesel_async::pooled_connection::deadpool::BuildError),
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    #[error("the schema cannot be migrated: {0}")]
    Migrate(String),
}

/// A shared connection whose session is read-only: PostgreSQL refuses a write on it.
pub struct Reader(Arc<Shared>);

impl std::ops::Deref for Reader {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.0.db
    }
}

struct Shared {
    db: AsyncPgConnection,
    lost: Arc<AtomicBool>,
}

/// Counts the statements that a connection sends.
struct Counting(Arc<AtomicU64>);

impl Instrumentation for Counting {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Shared {
    async fn open(url: &str, statements: Arc<AtomicU64>) -> Result<Self, Error> {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
            .await
            .map_err(|error| diesel::ConnectionError::BadConnection(error.to_string()))?;
        let lost = Arc::new(AtomicBool::new(false));
        let ended = lost.clone();
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a shared read connection was lost");
            }
            ended.store(true, Ordering::Release);
        });
        let mut db = AsyncPgConnection::try_from(client).await?;
        db.batch_execute("set default_transaction_read_only = on; set statement_timeout = '15s'").await?;
        db.batch_execute(PLAN_ONCE).await?;
        db.set_instrumentation(Counting(statements));
        Ok(Self { db, lost })
    }

    fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Acquire)
    }
}

/// An open transaction. Only [`Connections::begin`] makes one; dropped without commit it is rolled back.
pub struct Tx(Object<AsyncPgConnection>);

impl std::ops::Deref for Tx {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.0
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.0
    }
}

/// Given up midway, as by a caller who has gone: back in the pool it would keep its locks until somebody takes the
/// connection out again. `ROLLBACK` is sent behind whatever is under way and its answer not waited for; the pool
/// itself discards a connection that is within a transaction.
impl Drop for Tx {
    fn drop(&mut self) {
        let status = AnsiTransactionManager::transaction_manager_status_mut(&mut *self.0);
        if !matches!(status.transaction_depth(), Ok(None)) {
            let _sent = self.0.batch_execute("rollback").now_or_never();
        }
    }
}

impl Tx {
    pub async fn commit(mut self) -> Result<(), diesel::result::Error> {
        AnsiTransactionManager::commit_transaction(&mut *self.0).await
    }

    pub async fn rollback(mut self) -> Result<(), diesel::result::Error> {
        AnsiTransactionManager::rollback_transaction(&mut *self.0).await
    }
}

/// The connections that one thread serves requests over, or that the work beside requests shares. A connection is
/// driven by the runtime that opened it; on the requests' own thread no answer has to wake another one.
pub struct Connections {
    url: String,
    pool: Pool<AsyncPgConnection>,
    readers: Vec<RwLock<Arc<Shared>>>,
    turn: AtomicUsize,
    statements_read: Arc<AtomicU64>,
}

impl Connections {
    /// Opens the shared readers and makes the pool.
    pub async fn open(url: &str, pool_size: usize) -> Result<Self, Error> {
        Self::counting(url, pool_size, Arc::default()).await
    }

    /// The same for another thread: call it there.
    pub async fn for_this_thread(&self, pool_size: usize) -> Result<Self, Error> {
        Self::counting(&self.url, pool_size, self.statements_read.clone()).await
    }

    async fn counting(url: &str, pool_size: usize, statements_read: Arc<AtomicU64>) -> Result<Self, Error> {
        let mut config = ManagerConfig::default();
        // A ping at each checkout costs more than most queries; a broken connection is seen at its first use.
        config.recycling_method = RecyclingMethod::Fast;
        config.custom_setup = Box::new(|url| {
            async move {
                let mut connection = AsyncPgConnection::establish(url).await?;
                let set = connection.batch_execute(PLAN_ONCE).await;
                set.map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(connection)
            }
            .boxed()
        });
        let manager = AsyncDieselConnectionManager::new_with_config(url, config);
        let pool = Pool::builder(manager)
            .max_size(pool_size)
            .wait_timeout(Some(Duration::from_secs(10)))
            .runtime(deadpool::Runtime::Tokio1)
            .build()?;
        let mut readers = Vec::with_capacity(SHARED_READERS);
        for _ in 0..SHARED_READERS {
            readers.push(RwLock::new(Arc::new(Shared::open(url, statements_read.clone()).await?)));
        }
        Ok(Self { url: url.to_owned(), pool, readers, turn: AtomicUsize::new(0), statements_read })
    }

    /// A shared connection for an ordinary read. A lost one is opened again.
    pub async fn read(&self) -> Result<Reader, Error> {
        let slot = &self.readers[self.turn.fetch_add(1, Ordering::Relaxed) % self.readers.len()];
        let current = slot.read().await.clone();
        if !current.is_lost() {
            return Ok(Reader(current));
        }
        let mut slot = slot.write().await;
        if slot.is_lost() {
            *slot = Arc::new(Shared::open(&self.url, self.statements_read.clone()).await?);
        }
        Ok(Reader(slot.clone()))
    }

    /// Begins a transaction on a connection of the pool.
    ///
    /// `BEGIN` is sent and its answer not waited for: it travels with the first statement, a round trip less in
    /// each transaction. Should it fail, so does everything after it on the same connection.
    pub async fn begin(&self) -> Result<Tx, Error> {
        let mut connection = self.pool.get().await?;
        if let Some(sent) = connection.batch_execute("begin").now_or_never() {
            sent?;
        }
        AnsiTransactionManager::transaction_manager_status_mut(&mut *connection)
            .transaction_state()?
            .change_transaction_depth(TransactionDepthChange::IncreaseDepth)?;
        Ok(Tx(connection))
    }

    /// How many statements ordinary reads have sent since the start, on every thread.
    pub fn statements_read(&self) -> u64 {
        self.statements_read.load(Ordering::Relaxed)
    }

    /// The address of the database, for a session of its own (LISTEN, advisory locks, COPY).
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Brings the schema up to date; answers the versions it ran.
pub async fn migrate(url: &str) -> Result<Vec<String>, Error> {
    let connection = AsyncPgConnection::establish(url).await?;
    let mut harness = AsyncMigrationHarness::new(connection);
    // One instance migrates at a time; the others wait and find nothing to do.
    let ran = harness.run_pending_migrations(MIGRATIONS).map_err(|error| Error::Migrate(error.to_string()))?;
    Ok(ran.iter().map(ToString::to_string).collect())
}
