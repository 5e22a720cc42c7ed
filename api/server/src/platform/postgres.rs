//! Embedded PostgreSQL: a private server for those who name none.
//!
//! It uses the PostgreSQL that is installed on the machine, keeps a cluster under the data folder, listens on a Unix
//! socket only and runs as long as a program uses it. PostgreSQL refuses to run as root; root hands it to `postgres`
//! or `nobody`. Several programs may use one data folder: the first starts the server, the others join, and when
//! the last one ends, even by `kill -9`, `guard.sh` shuts it down.

mod home;
mod programs;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::net::unix::pipe;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};
use tokio_postgres::NoTls;
use tokio_postgres::error::SqlState;

use home::Home;
use programs::Programs;

const GUARD: &str = include_str!("postgres/guard.sh");

/// How long the server may take to shut down before [`Embedded::stop`] leaves it to the guard.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a start is tried while what an earlier one left is still going away.
const TRIES: u32 = 40;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "no PostgreSQL server of version 15 or later was found (installed: {installed}). Install it: \
         `apt-get install postgresql` on Debian and Ubuntu, `dnf install postgresql-server postgresql-contrib` on Fedora, \
         `brew install postgresql@17` on macOS. Or set YOUJU_PG_BIN to the folder of its programs, \
         or DATABASE_URL to a server that runs elsewhere"
    )]
    NoPrograms { installed: String },
    #[error(
        "the database was made by PostgreSQL {cluster}, and the installed versions are: {installed}. \
         Install it again (`apt-get install postgresql-{cluster}`), or carry the data over with pg_dump"
    )]
    Version { cluster: u32, installed: String },
    #[error("{path} belongs to user {uid} or is open to others: run as that user, or choose another data folder")]
    Owner { path: PathBuf, uid: u32 },
    #[error(
        "{path} cannot be entered by user {uid}, who runs the database: choose a data folder such as /var/lib/youju"
    )]
    Unreachable { path: PathBuf, uid: u32 },
    #[error("{path}: {source}")]
    Folder { path: PathBuf, source: io::Error },
    #[error("{what} failed: {said}")]
    Command { what: String, said: String },
    #[error("PostgreSQL did not start; its log says:\n{log}")]
    DidNotStart { log: String },
    #[error("PostgreSQL in {path} can be neither used nor stopped")]
    Stuck { path: PathBuf },
    #[error("the embedded database refused its set-up: {0}")]
    SetUp(#[from] tokio_postgres::Error),
    #[error("a task of the embedded database was broken off")]
    BrokenOff(#[from] tokio::task::JoinError),
}

impl Error {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Folder { path, source }
    }
}

/// A server that this program uses. It runs until the last user has ended or dropped this; [`Embedded::stop`] also
/// waits for that.
pub struct Embedded {
    home: Home,
    hold: pipe::Sender,
    /// What this program started: the server and its guard. Empty when it joined a running server.
    started: Vec<Child>,
}

/// Starts the server of a data folder, or joins the one that another program runs there.
pub async fn start(data_dir: &Path) -> Result<Embedded, Error> {
    let data_dir = data_dir.to_owned();
    let home = blocking(move || Home::in_data_folder(&data_dir)).await?;
    bring_up(home, Purpose::Keep).await
}

/// A new server without durability, for this program alone; its folder under `/tmp` is removed at the end.
pub async fn start_temporary() -> Result<Embedded, Error> {
    let home = blocking(|| Home::temporary(Path::new("/tmp"))).await?;
    match bring_up(home.clone(), Purpose::Temporary).await {
        Ok(embedded) => Ok(embedded),
        Err(error) => {
            remove(&home).await;
            Err(error)
        }
    }
}

/// A temporary server that all programs of this account share, for tests that run as processes of their own.
/// It stays for 20 seconds after the last user, then it is removed.
pub async fn share_temporary() -> Result<Embedded, Error> {
    let (parent, homes) = blocking(Home::shared).await?;
    let _one_at_a_time = lock(&parent).await?;
    for home in homes {
        if answers(&home).await != Answer::Nobody {
            if let Some(hold) = join(&home).await {
                return Ok(Embedded { home, hold, started: Vec::new() });
            }
        } else if attach(&home).await.is_none() {
            remove(&home).await;
        }
    }
    let home = blocking(move || Home::temporary(&parent)).await?;
    let mut embedded = bring_up(home, Purpose::Shared).await?;
    // Others may be using it when this program ends: there is nothing to wait for.
    embedded.started.clear();
    Ok(embedded)
}

impl Embedded {
    /// The address of the database `youju`, over the Unix socket.
    pub fn url(&self) -> String {
        url(&self.home, "youju", "youju")
    }

    /// Lets the server go and, if this program started it, waits until it has shut down.
    pub async fn stop(self) -> Result<(), Error> {
        drop(self.hold);
        for mut child in self.started {
            match timeout(PATIENCE, child.wait()).await {
                Ok(ended) => ended.map(drop).map_err(Error::at(self.home.folder()))?,
                Err(_) => {
                    tracing::warn!("the embedded database is still in use or shutting down; it is left to its guard")
                }
            }
        }
        Ok(())
    }
}

/// What a cluster is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Keep,
    Temporary,
    Shared,
}

impl Purpose {
    fn is_durable(self) -> bool {
        self == Self::Keep
    }

    fn settings(self) -> impl Iterator<Item = &'static str> {
        let common = [
            "listen_addresses=",
            "port=5432",
            "unix_socket_permissions=0700",
            "shared_buffers=128MB",
            "jit=off",
            "wal_compression=on",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off",
            "log_destination=stderr",
        ];
        let durability: &[&str] = if self.is_durable() {
            &["max_connections=100", "fsync=on", "synchronous_commit=on", "full_page_writes=on"]
        } else {
            &["max_connections=300", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB"]
        };
        common.into_iter().chain(durability.iter().copied())
    }
}

/// Starts or joins the server of one home. The lock is kept until it answers.
async fn bring_up(home: Home, purpose: Purpose) -> Result<Embedded, Error> {
    let _one_at_a_time = lock(home.folder()).await?;
    let finding = home.clone();
    let programs = blocking(move || Programs::find(finding.account(), finding.cluster_major())).await?;
    let preparing = home.clone();
    blocking(move || preparing.make_socket_folder().and_then(|()| preparing.make_hold())).await?;
    for _ in 0..TRIES {
        if answers(&home).await != Answer::Nobody {
            if let Some(hold) = join(&home).await {
                return Ok(Embedded { home, hold, started: Vec::new() });
            }
            // Nobody guards it, or its guard is stopping it already.
            stop_server(&home, &programs).await;
        }
        match launch(&home, &programs, purpose).await? {
            Launch::Up(embedded) => {
                set_up(&embedded.home, purpose).await?;
                return Ok(embedded);
            }
            Launch::Blocked => sleep(Duration::from_millis(500)).await,
        }
    }
    Err(Error::Stuck { path: home.folder().to_owned() })
}

enum Launch {
    Up(Embedded),
    /// A server that is going away still has the cluster.
    Blocked,
}

async fn launch(home: &Home, programs: &Programs, purpose: Purpose) -> Result<Launch, Error> {
    let mut started = Vec::new();
    // The guard comes first, so that there is never a server without one.
    let hold = match attach(home).await {
        Some(hold) => hold,
        None => {
            started.push(spawn_guard(home, programs, purpose)?);
            attach_to_new_guard(home).await?
        }
    };
    let opening = (home.clone(), programs.path("initdb"));
    let (log, log_start) = blocking(move || {
        let (home, initdb) = opening;
        if home.cluster_major().is_none() {
            tracing::info!(folder = %home.folder().display(), "making the database");
            home.init_cluster(&initdb, purpose.is_durable())?;
        }
        home.forget_dead_server()?;
        home.open_log()
    })
    .await?;
    let mut server = spawn_server(home, programs, purpose, log)?;
    loop {
        if answers(home).await == Answer::Ready {
            started.insert(0, server);
            return Ok(Launch::Up(Embedded { home: home.clone(), hold, started }));
        }
        if server.try_wait().map_err(Error::at(home.folder()))?.is_some() {
            let log = log_since(home, log_start).await;
            let blocked = log.contains("lock file \"") || log.contains("shared memory block");
            return if blocked { Ok(Launch::Blocked) } else { Err(Error::DidNotStart { log }) };
        }
        sleep(Duration::from_millis(25)).await;
    }
}

fn spawn_guard(home: &Home, programs: &Programs, purpose: Purpose) -> Result<Child, Error> {
    let mut command = Command::from(home.account().command(Path::new("sh")));
    command.args(["-c", GUARD, "youju-postgres-guard"]).arg(home.hold());
    command.arg(if purpose == Purpose::Shared { "20" } else { "0" });
    command.arg(programs.path("pg_ctl")).arg(home.cluster());
    command.arg(if purpose.is_durable() { Path::new("") } else { home.folder() });
    // A group of its own: Ctrl-C in a terminal must reach this program first.
    command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map_err(Error::at(Path::new("sh")))
}

fn spawn_server(home: &Home, programs: &Programs, purpose: Purpose, log: std::fs::File) -> Result<Child, Error> {
    let postgres = programs.path("postgres");
    let mut command = Command::from(home.account().command(&postgres));
    command.arg("-D").arg(home.cluster());
    let mut socket = OsString::from("unix_socket_directories=");
    socket.push(home.socket());
    command.arg("-c").arg(socket);
    for setting in purpose.settings() {
        command.args(["-c", setting]);
    }
    let also = log.try_clone().map_err(Error::at(&home.log()))?;
    command.process_group(0).stdout(log).stderr(also);
    command.spawn().map_err(Error::at(&postgres))
}

async fn stop_server(home: &Home, programs: &Programs) {
    let mut command = Command::from(home.account().command(&programs.path("pg_ctl")));
    command.args(["stop", "--silent", "--wait", "--mode=fast", "--pgdata"]).arg(home.cluster());
    // A server that ended by itself meanwhile is as good; what matters is seen at the next try.
    if let Err(error) = command.stdout(Stdio::null()).stderr(Stdio::null()).status().await {
        tracing::warn!(%error, "pg_ctl could not be run");
    }
}

/// Holds a running server, unless it is shutting down or unguarded.
async fn join(home: &Home) -> Option<pipe::Sender> {
    let hold = attach(home).await?;
    while answers(home).await == Answer::Later {
        sleep(Duration::from_millis(25)).await;
    }
    let is_up = answers(home).await == Answer::Ready;
    // A guard that had already made up its mind no longer reads.
    (is_up && hold.try_write(b"\n").is_ok()).then_some(hold)
}

/// Opens the pipe; `None` when no guard reads it.
async fn attach(home: &Home) -> Option<pipe::Sender> {
    let hold = pipe::OpenOptions::new().open_sender(home.hold()).ok()?;
    hold.writable().await.ok()?;
    hold.try_write(b"\n").ok()?;
    Some(hold)
}

async fn attach_to_new_guard(home: &Home) -> Result<pipe::Sender, Error> {
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until {
        if let Some(hold) = attach(home).await {
            return Ok(hold);
        }
        sleep(Duration::from_millis(5)).await;
    }
    Err(Error::Stuck { path: home.hold() })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Ready,
    /// Starting, recovering or shutting down.
    Later,
    Nobody,
}

async fn answers(home: &Home) -> Answer {
    match tokio_postgres::connect(&url(home, "postgres", "postgres"), NoTls).await {
        Ok(_) => Answer::Ready,
        Err(error) if error.code() == Some(&SqlState::CANNOT_CONNECT_NOW) => Answer::Later,
        // All connections taken, say: somebody is there.
        Err(error) if error.code().is_some() => Answer::Ready,
        Err(_) => Answer::Nobody,
    }
}

/// Makes the role and the database where they are missing.
async fn set_up(home: &Home, purpose: Purpose) -> Result<(), Error> {
    let (client, connection) = tokio_postgres::connect(&url(home, "postgres", "postgres"), NoTls).await?;
    let session = tokio::spawn(connection);
    if client.query_opt("select from pg_roles where rolname = 'youju'", &[]).await?.is_none() {
        // Tests make a database each.
        let right = if purpose.is_durable() { "" } else { "createdb" };
        client.batch_execute(&format!("create role youju login {right}")).await?;
    }
    if client.query_opt("select from pg_database where datname = 'youju'", &[]).await?.is_none() {
        client.batch_execute("create database youju owner youju").await?;
    }
    drop(client);
    session.await??;
    Ok(())
}

fn url(home: &Home, user: &str, database: &str) -> String {
    let mut host = String::new();
    for byte in home.socket().as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' => host.push(char::from(*byte)),
            other => host.push_str(&format!("%{other:02X}")),
        }
    }
    format!("postgresql:///{database}?host={host}&user={user}")
}

async fn log_since(home: &Home, start: u64) -> String {
    let log = tokio::fs::read(home.log()).await.unwrap_or_default();
    let new = log.get(usize::try_from(start).unwrap_or(usize::MAX)..).unwrap_or(&log);
    String::from_utf8_lossy(new).trim().to_owned()
}

/// Removes what is left of a temporary server. Its guard may be doing the same.
async fn remove(home: &Home) {
    if let Err(error) = tokio::fs::remove_dir_all(home.folder()).await {
        tracing::debug!(%error, folder = %home.folder().display(), "a temporary database was not removed");
    }
}

async fn lock(folder: &Path) -> Result<std::fs::File, Error> {
    let folder = folder.to_owned();
    blocking(move || Home::lock(&folder)).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await?
}
