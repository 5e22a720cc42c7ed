//! Configuration: flags, environment (`YOUJU_…`), then one TOML file. All mistakes are named at once.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

mod outside;

/// Flags shared by the commands that run on a tenant's data.
#[derive(Args, Clone, Debug, Default, Serialize)]
pub struct Flags {
    /// TOML file with any of these settings [default: youju.toml when there is one].
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Folder for everything the service keeps beside its database: keys, objects, the embedded PostgreSQL [default: .data].
    #[arg(long, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
    /// PostgreSQL to use; without it an embedded one is kept below the data folder. Also read from DATABASE_URL.
    #[arg(long, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// Address to listen on [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// Folder of the built web client [default: web/dist].
    #[arg(long, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_dir: Option<PathBuf>,
    /// Name of the operator, part of each log's origin and of tokens [default: youju.local].
    #[arg(long, value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Simulated time: a file that holds an RFC 3339 instant. For demonstrations; every page says so.
    #[arg(long, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_file: Option<PathBuf>,
    /// Log as JSON lines.
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub log_json: bool,
}

/// The settings in force.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub data_dir: PathBuf,
    pub database_url: Option<String>,
    pub listen: String,
    pub web_dir: PathBuf,
    pub name: String,
    pub clock_file: Option<PathBuf>,
    pub log_json: bool,
    /// Connections for transactions.
    pub pool_size: usize,
    /// Threads that serve requests; 0 means one a core.
    pub workers: usize,
    /// Where people reach the service from outside, `https://hr.example.com`; printed in QR codes, and people's passkeys
    /// belong to its host.
    pub public_url: Option<String>,
    /// Origins of other frontends that may call the API from a browser.
    pub allowed_origins: Vec<String>,
    /// How often the sequencer places pending entries, in milliseconds.
    pub sequence_every_ms: u64,
    /// Password of the first administrator; without it a random one is printed at the first start.
    pub admin_password: Option<String>,
    /// Send cookies only over HTTPS. Switch on behind a TLS proxy.
    pub secure_cookies: bool,
    /// Folders searched for the Noto CJK fonts.
    pub font_dirs: Vec<PathBuf>,
    /// Timestamp authorities (RFC 3161 over HTTP), asked in this order; none means the local one.
    pub tsa_urls: Vec<String>,
    /// PEM file of the roots that their tokens chain to.
    pub tsa_roots: Option<PathBuf>,
    /// How long each is waited for, in milliseconds.
    pub tsa_timeout_ms: u64,
    /// Address of whoever signs for people elsewhere: a licensed authority's or a cloud signature's interface. Without
    /// one the local authority makes a key for each signature.
    pub signer_url: Option<String>,
    /// What lets us in there.
    pub signer_token: Option<String>,
    /// PEM file of the roots that its certificates chain to.
    pub signer_roots: Option<PathBuf>,
    /// How long a signature is waited for, in milliseconds.
    pub signer_timeout_ms: u64,
    /// Address of a licensed service that checks identities. Without one the employer's own record is compared.
    pub identity_url: Option<String>,
    /// What lets us in there.
    pub identity_token: Option<String>,
    /// Its name, as it goes on record.
    pub identity_name: Option<String>,
    /// How long an answer is waited for, in milliseconds.
    pub identity_timeout_ms: u64,
    /// The mail server that takes e-mail; `mail_from` goes with it. Without one e-mail is written to a folder.
    pub smtp_url: Option<String>,
    /// The sender.
    pub mail_from: Option<String>,
    /// Address of the gateway that takes short messages. Without one they are written to a folder.
    pub sms_url: Option<String>,
    /// What lets us in there.
    pub sms_token: Option<String>,
    /// Sign the manifest of each evidence bundle by SM2 with SM3 (国密) as well, with a key of the local authority.
    pub sm2_bundles: bool,
    /// Percent of the law's total below which an offer is warned of. The house's own line: no law names one.
    pub offer_warning_percent: Option<u8>,
    /// Webhooks may go to private addresses and without encryption. Only where the network is one's own.
    pub webhook_allow_private: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data_dir: ".data".into(),
            database_url: None,
            listen: "127.0.0.1:8080".into(),
            web_dir: "web/dist".into(),
            name: "youju.local".into(),
            clock_file: None,
            log_json: false,
            pool_size: 16,
            workers: 0,
            public_url: None,
            allowed_origins: Vec::new(),
            sequence_every_ms: 250,
            admin_password: None,
            secure_cookies: false,
            font_dirs: vec!["/usr/share/fonts".into(), "/usr/local/share/fonts".into()],
            tsa_urls: Vec::new(),
            tsa_roots: None,
            tsa_timeout_ms: 5_000,
            signer_url: None,
            signer_token: None,
            signer_roots: None,
            signer_timeout_ms: 30_000,
            identity_url: None,
            identity_token: None,
            identity_name: None,
            identity_timeout_ms: 5_000,
            smtp_url: None,
            mail_from: None,
            sms_url: None,
            sms_token: None,
            sm2_bundles: false,
            offer_warning_percent: None,
            webhook_allow_private: false,
        }
    }
}

/// Everything that is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be used:\n{}", .0.iter().map(|mistake| format!("  - {mistake}")).collect::<Vec<_>>().join("\n"))]
pub struct Mistakes(pub Vec<String>);

impl Settings {
    pub fn load(flags: &Flags) -> Result<Self, Mistakes> {
        let file = flags.config.clone().unwrap_or_else(|| "youju.toml".into());
        if flags.config.is_some() && !file.exists() {
            return Err(Mistakes(vec![format!("there is no file {}", file.display())]));
        }
        let mut figment = Figment::from(Serialized::defaults(Self::default())).merge(Toml::file(&file));
        if let Ok(url) = std::env::var("DATABASE_URL") {
            figment = figment.merge(("database_url", url));
        }
        let figment =
            figment.merge(Env::prefixed("YOUJU_").ignore(&["log", "pg_bin", "bin"])).merge(Serialized::defaults(flags));
        let settings: Self = figment
            .extract()
            .map_err(|errors| Mistakes(errors.into_iter().map(|error| error.to_string()).collect()))?;
        settings.check()
    }

    fn check(self) -> Result<Self, Mistakes> {
        let mut mistakes = Vec::new();
        if self.listen.parse::<SocketAddr>().is_err() {
            mistakes.push(format!("listen: `{}` is not an address like 127.0.0.1:8080", self.listen));
        }
        if let Some(url) = &self.database_url
            && !(url.starts_with("postgres://") || url.starts_with("postgresql://"))
        {
            mistakes.push("database_url: it must start with postgresql://".into());
        }
        if self.name.is_empty() || self.name.contains(['+', ' ', '\n']) {
            mistakes.push(format!("name: `{}` must have no blank and no `+`", self.name));
        }
        if !(2..=500).contains(&self.pool_size) {
            mistakes.push(format!("pool_size: {} is not between 2 and 500", self.pool_size));
        }
        if !(50..=10_000).contains(&self.sequence_every_ms) {
            mistakes.push(format!("sequence_every_ms: {} is not between 50 and 10000", self.sequence_every_ms));
        }
        if self.admin_password.as_ref().is_some_and(|password| password.chars().count() < 10) {
            mistakes.push("admin_password: it must have at least 10 characters".into());
        }
        if let Some(percent) = self.offer_warning_percent.filter(|percent| !(1..=100).contains(percent)) {
            mistakes.push(format!("offer_warning_percent: {percent} is not between 1 and 100"));
        }
        outside::check(&self, &mut mistakes);
        if let Some(url) = self.public_url.as_deref().filter(|url| !is_origin(url)) {
            mistakes.push(format!("public_url: `{url}` is not an address like https://hr.example.com"));
        }
        for origin in &self.allowed_origins {
            if !is_origin(origin) {
                mistakes.push(format!("allowed_origins: `{origin}` is not an origin like https://hr.example.com"));
            }
        }
        if let Some(clock) = &self.clock_file
            && !clock.exists()
        {
            mistakes.push(format!("clock_file: there is no file {}", clock.display()));
        }
        if mistakes.is_empty() { Ok(self) } else { Err(Mistakes(mistakes)) }
    }

    /// Where people reach the service.
    pub fn public_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// A folder below the data folder.
    pub fn folder(&self, name: impl AsRef<Path>) -> PathBuf {
        self.data_dir.join(name)
    }
}

fn is_origin(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.ends_with('/')
}
