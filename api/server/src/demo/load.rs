//! Loading the demo company: the service runs on a loopback port with a clock that the story moves, and stops.

use std::net::TcpListener;
use std::path::Path;
use std::time::Instant;

use chrono::{TimeZone, Utc};

use super::{Accounts, Api, Error, PASSWORD, Story, Told, whole};
use crate::platform::clock::Clock;
use crate::platform::config::Settings;
use crate::platform::journal::sequencer;
use crate::start::Running;

/// Loads the demo company where there is nothing yet, and tells on the terminal how far it is. Answers whom to
/// sign in as; `None` when the folder or the database is in use for something else.
pub async fn load(settings: &Settings) -> Told<Option<Accounts>> {
    if let Some(known) = Accounts::find(&settings.data_dir)? {
        return Ok(Some(known));
    }
    if settings.database_url.is_some() {
        return run(settings.clone()).await;
    }
    if settings.folder("postgres").exists() {
        return Ok(None);
    }
    // Told in a folder of its own, which takes its place when it is complete: an interrupted start leaves nothing.
    let draft = settings.folder("demo.loading");
    discard(&draft)?;
    let accounts = run(Settings { data_dir: draft.clone(), ..settings.clone() }).await;
    match &accounts {
        Ok(_) => take_place(&draft, &settings.data_dir)?,
        Err(_) => discard(&draft)?,
    }
    accounts
}

/// Removes what an interrupted start left, the database too where it is kept elsewhere behind a link.
fn discard(draft: &Path) -> Told<()> {
    let Ok(there) = std::fs::canonicalize(draft) else { return Ok(()) };
    if let Ok(database) = std::fs::canonicalize(there.join("postgres"))
        && !database.starts_with(&there)
    {
        std::fs::remove_dir_all(database)?;
    }
    Ok(std::fs::remove_dir_all(there)?)
}

fn take_place(draft: &Path, data_dir: &Path) -> Told<()> {
    for entry in std::fs::read_dir(draft)? {
        let entry = entry?;
        std::fs::rename(entry.path(), data_dir.join(entry.file_name()))?;
    }
    Ok(std::fs::remove_dir(draft)?)
}

async fn run(settings: Settings) -> Told<Option<Accounts>> {
    let begins = Utc.with_ymd_and_hms(2026, 3, 10, 0, 30, 0).single().ok_or_else(|| Error::story("no such day"))?;
    let settings = Settings { admin_password: Some(PASSWORD.into()), ..settings };
    let Running { app, embedded } = crate::open(settings, Clock::manual(begins)).await?;
    let told = told(app).await;
    if let Some(embedded) = embedded {
        embedded.stop().await.map_err(crate::start::Error::from)?;
    }
    told
}

async fn told(app: crate::platform::App) -> Told<Option<Accounts>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base = format!("http://{}", listener.local_addr()?);
    let server = crate::serve(app.clone(), listener)?;
    let handle = server.handle();
    let mut serving = tokio::spawn(server);
    let background = crate::start_background(&app);
    let told = tokio::select! {
        biased;
        _ = tokio::signal::ctrl_c() => Err(Error::story("stopped before the demo company was complete")),
        told = tell(&app, &base) => told,
        _ = &mut serving => Err(Error::story("stopped before the demo company was complete")),
    };
    if told.is_ok() {
        sequencer::drain(&app).await.map_err(crate::start::Error::from)?;
    }
    handle.stop(false).await;
    background.iter().for_each(tokio::task::JoinHandle::abort);
    told
}

async fn tell(app: &crate::platform::App, base: &str) -> Told<Option<Accounts>> {
    let api = Api::new(base, PASSWORD, None)?;
    if !is_empty(&api).await? {
        return Ok(None);
    }
    let data_dir = app.settings.data_dir.clone();
    Accounts::begun().keep(&data_dir)?;
    println!("First start: loading the demo company. This takes a minute or two.");
    let clock = app.clock.clone();
    let set_now = Box::new(move |at| {
        clock.set(at);
        Ok(())
    });
    let began = Instant::now();
    let say = Box::new(move |step: &str| println!("  {:>4}s  {step}", began.elapsed().as_secs()));
    let story = Story::new(api, set_now, app.settings.folder("outbox"), say);
    let accounts = whole::tell(&story).await?;
    accounts.keep(&data_dir)?;
    println!("The demo company is complete.\n");
    Ok(Some(accounts))
}

/// Nobody has signed in with another password or set anything up.
async fn is_empty(api: &Api) -> Told<bool> {
    match api.by("admin").get("/legal-entities").await {
        Ok(entities) => Ok(entities["items"].as_array().is_some_and(Vec::is_empty)),
        Err(Error::Refused { status: 401, .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
