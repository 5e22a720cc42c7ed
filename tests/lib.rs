//! A world for a test: the real service on a real PostgreSQL of its own, with its own clock.
//!
//! ```text
//! let world = World::at("2026-03-31T16:30:00Z").await;
//! let hr = world.account_with("hr").await;
//! let ming = world.hire("李明").await;
//! hr.get("/employees").await.ok();
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

pub mod authenticator;
mod database;
pub mod process;
mod session;

use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use server::demo::Call;
use server::platform::App;
use server::platform::clock::Clock;
use server::platform::config::Settings;
use server::platform::postgres::Embedded;

pub use session::{Reply, Session};

/// What poppler reads in a PDF, without white space.
pub fn pdf_text(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file.pdf");
    std::fs::write(&file, pdf).unwrap();
    let said =
        Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().expect("pdftotext (poppler-utils)");
    String::from_utf8_lossy(&said.stdout).split_whitespace().collect()
}

const ADMIN_PASSWORD: &str = "admin-password";
pub const PASSWORD: &str = "a-good-password";

/// A running service and what it takes to speak to it.
pub struct World {
    pub app: App,
    pub base: String,
    pub http: reqwest::Client,
    folder: tempfile::TempDir,
    _postgres: Embedded,
    background: Vec<tokio::task::JoinHandle<()>>,
    numbers: AtomicU32,
    home: Mutex<Option<Home>>,
    calls: Mutex<Vec<Call>>,
}

/// The employer that tests hire into unless they say otherwise.
#[derive(Clone)]
pub struct Home {
    pub entity: String,
    pub unit: String,
    pub position: String,
}

/// Somebody who was hired.
#[derive(Clone)]
pub struct Person {
    pub id: String,
    pub number: String,
    pub name: String,
}

impl World {
    /// A service that believes it is `instant` (RFC 3339), on a database of its own in a server that all tests share.
    pub async fn at(instant: &str) -> Self {
        Self::with(instant, |_| {}).await
    }

    /// The same with other settings.
    pub async fn with(instant: &str, change: impl FnOnce(&mut Settings)) -> Self {
        let (postgres, url) = database::fresh().await;
        let mut settings =
            Settings { database_url: Some(url), pool_size: 4, sequence_every_ms: 50, ..Settings::default() };
        change(&mut settings);
        Self::open(instant, settings, Some(postgres)).await
    }

    /// As it is shipped: a PostgreSQL of its own that loses nothing when the power does, and everything else as it
    /// is by default.
    pub async fn as_shipped(instant: &str) -> Self {
        Self::open(instant, Settings::default(), None).await
    }

    async fn open(instant: &str, settings: Settings, shared: Option<Embedded>) -> Self {
        let now: DateTime<Utc> = instant.parse().expect("an instant");
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            data_dir: folder.path().to_owned(),
            name: "test.example".into(),
            admin_password: Some(ADMIN_PASSWORD.into()),
            workers: 1,
            ..settings
        };
        let running = server::open(settings, Clock::manual(now)).await.expect("the service opens");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let service = server::serve(running.app.clone(), listener).unwrap();
        tokio::spawn(service);
        let background = server::start_background(&running.app);
        Self {
            app: running.app,
            base,
            http: server::platform::outgoing::client().build().unwrap(),
            folder,
            _postgres: shared.or(running.embedded).expect("a PostgreSQL"),
            background,
            numbers: AtomicU32::new(1),
            home: Mutex::new(None),
            calls: Mutex::default(),
        }
    }

    pub async fn new() -> Self {
        Self::at("2026-10-20T02:00:00Z").await
    }

    /// Moves the clock.
    pub fn now_is(&self, instant: &str) {
        self.app.clock.set(instant.parse().expect("an instant"));
    }

    /// Places everything pending, so that timelines and bundles show it.
    pub async fn settle(&self) {
        server::platform::journal::sequencer::drain(&self.app).await.unwrap();
    }

    /// Lets nothing run beside the requests any more.
    pub fn stop_background(&self) {
        self.background.iter().for_each(tokio::task::JoinHandle::abort);
    }

    /// The database itself, to look behind the service.
    pub async fn database(&self) -> tokio_postgres::Client {
        database::connect(self.app.connections.url()).await
    }

    /// The data folder of the service.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Every call of a session that changed something, in order.
    pub fn changes(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }

    /// Nobody: requests without a token.
    pub fn stranger(&self) -> Session<'_> {
        Session::anonymous(self)
    }

    pub async fn admin(&self) -> Session<'_> {
        Session::sign_in(self, "admin", ADMIN_PASSWORD).await
    }

    /// An account that belongs to no employee, with a role in everything.
    pub async fn account_with(&self, role: &str) -> Session<'_> {
        let admin = self.admin().await;
        let login = format!("{role}.{}", self.numbers.fetch_add(1, Ordering::Relaxed));
        let made = admin
            .post("/accounts", json!({"login": login, "display_name": login, "password": PASSWORD}))
            .await
            .created();
        admin
            .post("/grants", json!({"account_id": made["id"], "role": role, "scope": {"kind": "all"}}))
            .await
            .created();
        Session::sign_in(self, &login, PASSWORD).await
    }

    /// A machine with these scopes.
    pub async fn client_with(&self, scopes: &[&str]) -> Session<'_> {
        let admin = self.admin().await;
        let name = format!("client {}", self.numbers.fetch_add(1, Ordering::Relaxed));
        let made = admin.post("/clients", json!({"name": name, "scopes": scopes})).await.created();
        Session::client(self, &made).await
    }

    /// The employer, a unit and a position, made when first asked for.
    pub async fn home(&self) -> Home {
        if let Some(home) = self.home.lock().unwrap().clone() {
            return home;
        }
        let entity = self.found("申城精密制造有限公司", "91310115MA1K3YH20M").await;
        let hr = self.account_with("hr").await;
        let unit =
            hr.post("/org-units", json!({"legal_entity_id": entity, "name": "华东销售部"})).await.created()["id"]
                .text();
        let position =
            hr.post("/positions", json!({"legal_entity_id": entity, "name": "销售代表"})).await.created()["id"].text();
        let home = Home { entity, unit, position };
        *self.home.lock().unwrap() = Some(home.clone());
        home
    }

    /// A legal entity in Shanghai with a union; answers its id.
    pub async fn found(&self, name: &str, uscc: &str) -> String {
        let admin = self.admin().await;
        let facts = json!({"name": name, "uscc": uscc, "city": "上海", "address": "上海市浦东新区张江路 100 号",
            "legal_representative": "尹冬", "has_union": true});
        admin.post("/legal-entities", facts).await.created()["id"].text()
    }

    /// Hires somebody at home on 2020-04-01 without a manager.
    pub async fn hire(&self, name: &str) -> Person {
        self.hire_with(name, json!({})).await
    }

    /// Hires somebody under a manager.
    pub async fn hire_under(&self, name: &str, manager: &Person) -> Person {
        self.hire_with(name, json!({"manager_id": manager.id})).await
    }

    /// Hires somebody; `but` replaces fields of the usual request.
    pub async fn hire_with(&self, name: &str, but: Value) -> Person {
        let hr = self.account_with("hr").await;
        let made = hr.post("/employees", self.someone(name, but).await).await.created();
        Person { id: made["id"].text(), number: made["number"].text(), name: name.into() }
    }

    /// The usual request to hire somebody.
    pub async fn someone(&self, name: &str, but: Value) -> Value {
        let home = self.home().await;
        let n = self.numbers.fetch_add(1, Ordering::Relaxed);
        let mut request = json!({
            "legal_entity_id": home.entity, "number": format!("T{n:04}"), "name": name, "national_id": national_id(n),
            "phone": format!("138{n:08}"), "email": format!("t{n}@example.com"), "work_city": "上海", "hired_on": "2020-04-01",
            "org_unit_id": home.unit, "position_id": home.position,
            "contract": {"kind": "fixed_term", "from": "2023-04-01", "until": "2028-03-31", "monthly_wage": "12000.00", "signed_on": "2023-03-20"},
        });
        for (field, value) in but.as_object().expect("an object") {
            request[field] = value.clone();
        }
        request
    }

    /// The person signed in, after activating the account with the code from their phone.
    pub async fn session_of(&self, person: &Person) -> Session<'_> {
        let hr = self.account_with("hr").await;
        hr.post("/accounts/activations", json!({"employee_ids": [person.id]})).await.ok();
        let login = person.number.to_lowercase();
        let code = self.last_code(&format!("账号 {login} "));
        self.stranger()
            .post("/auth/activation", json!({"login": login, "code": code, "password": PASSWORD}))
            .await
            .status(204);
        Session::sign_in(self, &login, PASSWORD).await
    }

    /// The code in the last message whose text holds `mark`.
    pub fn last_code(&self, mark: &str) -> String {
        let message = self.messages().into_iter().rfind(|message| message["text"].text().contains(mark));
        let text = message.unwrap_or_else(|| panic!("no message with {mark}"))["text"].text();
        let digits = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
        digits.unwrap_or_else(|| panic!("no code in {text}")).to_owned()
    }

    /// Everything sent to people, oldest first.
    pub fn messages(&self) -> Vec<Value> {
        let Ok(folder) = std::fs::read_dir(self.folder.path().join("outbox")) else { return Vec::new() };
        let mut files: Vec<_> = folder
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "json"))
            .collect();
        files.sort();
        files.iter().map(|file| serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()).collect()
    }
}

/// A valid identity number of a man, another for each `n`.
pub fn national_id(n: u32) -> String {
    let body = format!("3101011985{:02}{:02}{:02}1", 1 + n / 28 % 12, 1 + n % 28, n / 336 % 100);
    let check = domain::identity::national_id_check_digit(&body).expect("digits");
    format!("{body}{check}")
}

/// What an authenticator with this secret (base 32) shows.
pub fn totp(secret: &str, at: DateTime<Utc>) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let authenticator = totp_rs::Builder::new().with_secret(secret).with_account_name("test").build().unwrap();
    authenticator.generate(u64::try_from(at.timestamp()).unwrap()).to_string()
}

/// Text out of JSON, for ids.
pub trait AsText {
    fn text(&self) -> String;
}

impl AsText for Value {
    fn text(&self) -> String {
        self.as_str().unwrap_or_else(|| panic!("no text: {self}")).to_owned()
    }
}
