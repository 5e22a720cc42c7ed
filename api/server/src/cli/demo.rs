use clap::Args;

use super::Done;
use crate::demo;
use crate::platform::config::{Flags, Settings};
use crate::platform::telemetry;

#[derive(Args)]
pub struct Demo {
    #[command(flatten)]
    flags: Flags,
}

impl Demo {
    pub async fn run(&self) -> Done {
        let settings = Settings::load(&self.flags)?;
        telemetry::start_logging(settings.log_json);
        load(&settings).await
    }
}

/// Loads the demo company where there is nothing yet, and prints whom to sign in as.
pub(super) async fn load(settings: &Settings) -> Done {
    match demo::load(settings).await? {
        Some(accounts) => println!("{}", accounts.table()),
        None => println!("The database is in use already: the demo company is loaded into an empty one only."),
    }
    Ok(())
}
