//! The service under the walk: a process of its own on a fresh folder.

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
    folder: tempfile::TempDir,
}

impl Service {
    /// Starts YOUJU_BIN and waits until it is ready.
    pub async fn start(admin_password: &str) -> Result<Self, Error> {
        let binary = std::env::var_os("YOUJU_BIN").map(PathBuf::from);
        let binary = binary.ok_or_else(|| Error::Story("YOUJU_BIN names no youju binary".into()))?;
        let folder = tempfile::Builder::new().prefix("youju-walk-").tempdir()?;
        set_clock(&folder.path().join("clock"), BEGINS)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = Command::new(&binary)
            .arg("serve")
            .arg("--data-dir")
            .arg(folder.path().join("data"))
            .arg("--listen")
            .arg(format!("127.0.0.1:{port}"))
            .arg("--clock-file")
            .arg(folder.path().join("clock"))
            .arg("--web-dir")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist"))
            .env("YOUJU_ADMIN_PASSWORD", admin_password)
            .env_remove("DATABASE_URL")
            .env_remove("YOUJU_DATABASE_URL")
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Error::Story(format!("cannot start {}: {error}", binary.display())))?;
        let mut service = Self { base: format!("http://127.0.0.1:{port}"), process, folder };
        service.wait_until_ready().await?;
        Ok(service)
    }

    async fn wait_until_ready(&mut self) -> Result<(), Error> {
        let http = reqwest::Client::new();
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

/// The service reads the file at any moment: it is replaced, never rewritten.
fn set_clock(clock: &Path, now: &str) -> std::io::Result<()> {
    let draft = clock.with_extension("new");
    std::fs::write(&draft, now)?;
    std::fs::rename(draft, clock)
}
