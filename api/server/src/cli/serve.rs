use std::net::TcpListener;

use clap::Args;

use super::Done;
use crate::platform::clock::Clock;
use crate::platform::config::{Flags, Settings};
use crate::platform::{App, telemetry};

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    flags: Flags,
    /// Load the demo company on the first start, and print the accounts to look at it from.
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub async fn run(&self) -> Done {
        let settings = Settings::load(&self.flags)?;
        telemetry::start_logging(settings.log_json);
        let listener = TcpListener::bind(&settings.listen)
            .map_err(|error| format!("cannot listen on {}: {error}", settings.listen))?;
        if self.demo {
            super::demo::load(&settings).await?;
        }
        let clock = clock(&settings);
        let running = crate::open(settings, clock).await?;
        let background = crate::start_background(&running.app);
        let address = listener.local_addr()?;
        announce(&running.app, &format!("http://{address}"));
        crate::serve(running.app.clone(), listener)?.await?;
        background.iter().for_each(tokio::task::JoinHandle::abort);
        if let Some(embedded) = running.embedded {
            embedded.stop().await?;
        }
        Ok(())
    }
}

pub(super) fn clock(settings: &Settings) -> Clock {
    match &settings.clock_file {
        Some(path) => Clock::File(path.clone().into()),
        None => Clock::System,
    }
}

fn announce(app: &App, address: &str) {
    println!("Youju 有据 is at {address}  (API: {address}/docs)");
    if app.clock.is_simulated() {
        println!("Time is simulated: it is {} here.", app.now());
    }
}

/// Migrates and stops.
pub async fn migrate(flags: &Flags) -> Done {
    let settings = Settings::load(flags)?;
    telemetry::start_logging(settings.log_json);
    let (url, embedded) = match &settings.database_url {
        Some(url) => (url.clone(), None),
        None => {
            let embedded = crate::platform::postgres::start(&settings.data_dir).await?;
            (embedded.url(), Some(embedded))
        }
    };
    let ran = store::migrate(&url).await?;
    match ran.len() {
        0 => println!("The schema is up to date."),
        n => println!("{n} migrations ran: {}", ran.join(", ")),
    }
    if let Some(embedded) = embedded {
        embedded.stop().await?;
    }
    Ok(())
}
