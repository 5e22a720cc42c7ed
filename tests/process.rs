//! The real binary as a process of its own: on a fresh folder, with its own PostgreSQL and a clock file that is
//! written from outside.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use server::demo::{Error, SetNow};
use tokio::process::{Child, Command};

/// The day the story begins, so that nothing is dated before it.
const BEGINS: &str = "2026-03-10T00:30:00Z";

/// A running `youju serve`; ended when it is dropped.
pub struct Service {
    pub base: String,
    process: Child,
    binary: PathBuf,
    port: u16,
    admin_password: String,
    folder: tempfile::TempDir,
}

impl Service {
    /// Starts YOUJU_BIN and waits until it is ready.
    pub async fn start(admin_password: &str) -> Result<Self, Error> {
        let binary = std::env::var_os("YOUJU_BIN").map(PathBuf::from);
        let binary = binary.ok_or_else(|| Error::Story("YOUJU_BIN names no youju binary".into()))?;
        Self::start_binary(&binary, admin_password).await
    }

    /// Starts this binary and waits until it is ready.
    pub async fn start_binary(binary: &Path, admin_password: &str) -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix("youju-process-").tempdir()?;
        set_clock(&folder.path().join("clock"), BEGINS)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = spawn(binary, folder.path(), port, admin_password)?;
        let base = format!("http://127.0.0.1:{port}");
        let (binary, admin_password) = (binary.to_owned(), admin_password.to_owned());
        let mut service = Self { base, process, binary, port, admin_password, folder };
        service.wait_until_ready().await?;
        Ok(service)
    }

    /// Ends it as a power cut would: no signal that it could answer.
    pub async fn kill(&mut self) -> Result<(), Error> {
        self.process.kill().await.map_err(Error::from)
    }

    /// Starts it again on the same folder and address.
    pub async fn restart(&mut self) -> Result<(), Error> {
        self.process = spawn(&self.binary, self.folder.path(), self.port, &self.admin_password)?;
        self.wait_until_ready().await
    }

    async fn wait_until_ready(&mut self) -> Result<(), Error> {
        let http = server::platform::outgoing::client().build().expect("a client");
        for _ in 0..600 {
            if let Some(status) = self.process.try_wait()? {
                return Err(Error::Story(format!("the service ended before it was ready: {status}")));
            }
            let answer = http.get(format!("{}/readyz", self.base)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(Error::Story("the service was not ready within a minute".into()))
    }

    /// Its data folder.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Moves its clock.
    pub fn set_now(&self) -> SetNow {
        let clock = self.folder.path().join("clock");
        Box::new(move |at| set_clock(&clock, &at.to_rfc3339()))
    }

    /// Lets it end as Ctrl-C would, so that its PostgreSQL ends too.
    pub async fn stop(mut self) -> Result<(), Error> {
        if let Some(id) = self.process.id() {
            Command::new("kill").arg("-TERM").arg(id.to_string()).status().await?;
        }
        let ended = tokio::time::timeout(Duration::from_secs(30), self.process.wait()).await;
        match ended {
            Ok(status) => status.map(|_| ()).map_err(Error::from),
            Err(_) => Err(Error::Story("the service did not end within half a minute".into())),
        }
    }
}

fn spawn(binary: &Path, folder: &Path, port: u16, admin_password: &str) -> Result<Child, Error> {
    Command::new(binary)
        .arg("serve")
        .arg("--data-dir")
        .arg(folder.join("data"))
        .arg("--listen")
        .arg(format!("127.0.0.1:{port}"))
        .arg("--clock-file")
        .arg(folder.join("clock"))
        .arg("--web-dir")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist"))
        .env("YOUJU_ADMIN_PASSWORD", admin_password)
        .env_remove("DATABASE_URL")
        .env_remove("YOUJU_DATABASE_URL")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Error::Story(format!("cannot start {}: {error}", binary.display())))
}

/// The service reads the file at any moment: it is replaced, never rewritten.
fn set_clock(clock: &Path, now: &str) -> std::io::Result<()> {
    let draft = clock.with_extension("new");
    std::fs::write(&draft, now)?;
    std::fs::rename(draft, clock)
}
