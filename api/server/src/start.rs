//! From settings to a running service.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::Connections;
use store::ids::{AccountId, GrantId};
use store::schema::{accounts, grants};

use crate::platform::access::Caller;
use crate::platform::app::State;
use crate::platform::clock::Clock;
use crate::platform::config::Settings;
use crate::platform::crypto::Keyring;
use crate::platform::journal::{Event, GROUP, Journal, Kind, open_log};
use crate::platform::messages::Carriers;
use crate::platform::postgres::Embedded;
use crate::platform::session::Principals;
use crate::platform::storage::Storage;
use crate::platform::tokens::Tokens;
use crate::platform::{App, ids, postgres};
use crate::signatures::Desk;

/// A tenant that is open: its `App`, and the embedded PostgreSQL when there is one.
pub struct Running {
    pub app: App,
    pub embedded: Option<Embedded>,
}

/// Why a tenant cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Postgres(#[from] postgres::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Keys(#[from] crate::platform::crypto::Error),
    #[error(transparent)]
    Journal(#[from] evidence::Error),
    #[error("the data folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    #[error("{0}")]
    Problem(#[from] crate::platform::Problem),
}

/// Opens a tenant: database, migrations, keys, first administrator.
pub async fn open(settings: Settings, clock: Clock) -> Result<Running, Error> {
    std::fs::create_dir_all(&settings.data_dir)?;
    let (url, embedded) = match &settings.database_url {
        Some(url) => (url.clone(), None),
        None => {
            let embedded = postgres::start(&settings.data_dir).await?;
            (embedded.url(), Some(embedded))
        }
    };
    store::migrate(&url).await?;
    let keyring = Keyring::open(&settings.data_dir)?;
    let desk = Desk::open(&settings, &clock, &keyring).await?;
    let connections = Connections::open(&url, settings.pool_size).await?;
    let state = State {
        clock,
        tokens: Tokens::new(&keyring, &settings.name)?,
        journal: Journal::new(&keyring, &settings.name)?,
        keyring,
        storage: Storage::folder(&settings.folder("objects"))?,
        messenger: Box::new(Carriers::open(&settings)?),
        principals: Principals::default(),
        desk,
        settings,
    };
    let app = App::new(state, connections);
    first_administrator(&app).await?;
    crate::seals::ensure(&app).await?;
    Ok(Running { app, embedded })
}

/// The group's log and, on an empty database, an administrator who can let others in.
async fn first_administrator(app: &App) -> Result<(), Error> {
    let db = app.read().await?;
    if accounts::table.count().get_result::<i64>(&mut &*db).await.map_err(store::Error::from)? > 0 {
        return Ok(());
    }
    let (password, given) = match &app.settings.admin_password {
        Some(password) => (password.clone(), true),
        None => (hex::encode(ids::random_bytes::<10>()), false),
    };
    let hash = crate::accounts::hash_password(app, "admin", ("/password", password.clone())).await?;
    app.change(&Caller::system(), async |tx| {
        open_log(tx, GROUP, &app.journal.origin(GROUP), app.now()).await?;
        let id: AccountId = ids::new();
        diesel::insert_into(accounts::table)
            .values((
                accounts::id.eq(id),
                accounts::login.eq("admin"),
                accounts::display_name.eq("系统管理员"),
                accounts::password_hash.eq(hash),
                accounts::created_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        diesel::insert_into(grants::table)
            .values((
                grants::id.eq(ids::new::<GrantId>()),
                grants::account_id.eq(id),
                grants::role.eq("admin"),
                grants::scope_kind.eq("all"),
                grants::created_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        Ok((
            (),
            Event::of_group(Kind::AccountCreated, id).facts(&serde_json::json!({"login": "admin", "role": "admin"})),
        ))
    })
    .await?;
    if !given {
        eprintln!("First start. The administrator signs in as `admin` with the password {password} — change it soon.");
    }
    Ok(())
}

/// Starts what runs beside the requests: each task is leased through the database, so that one instance does it.
pub fn start_background(app: &App) -> Vec<tokio::task::JoinHandle<()>> {
    vec![
        tokio::spawn(crate::platform::journal::sequencer::run(app.clone())),
        tokio::spawn(crate::platform::messages::outbox::run(app.clone())),
        tokio::spawn(crate::imports::run(app.clone())),
        tokio::spawn(crate::bundles::resume(app.clone())),
        tokio::spawn(crate::deadlines::run(app.clone())),
        tokio::spawn(crate::agreements::run(app.clone())),
        tokio::spawn(crate::agreements::batches::run(app.clone())),
        tokio::spawn(crate::webhooks::run(app.clone())),
    ]
}
