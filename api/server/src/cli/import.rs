use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use store::ids::{ImportId, LegalEntityId};

use super::Done;
use super::serve::clock;
use crate::imports::{self, ImportState};
use crate::org::LegalEntity;
use crate::platform::access::Caller;
use crate::platform::config::{Flags, Settings};
use crate::platform::{App, IfMatch, telemetry};

#[derive(Args)]
pub struct Import {
    /// The workbook: .xlsx, .xls or CSV.
    file: PathBuf,
    /// Whose roster it is: the id or the name of a legal entity.
    #[arg(long, value_name = "ID|NAME")]
    legal_entity: String,
    /// Only check; change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take the good rows although others have errors.
    #[arg(long)]
    skip_error_rows: bool,
    #[command(flatten)]
    flags: Flags,
}

impl Import {
    pub async fn run(&self) -> Done {
        let settings = Settings::load(&self.flags)?;
        telemetry::start_logging(settings.log_json);
        let bytes =
            std::fs::read(&self.file).map_err(|error| format!("cannot read {}: {error}", self.file.display()))?;
        let clock = clock(&settings);
        let running = crate::open(settings, clock).await?;
        let done = self.import(&running.app, bytes).await;
        if let Some(embedded) = running.embedded {
            embedded.stop().await?;
        }
        done
    }

    async fn import(&self, app: &App, bytes: Vec<u8>) -> Done {
        let entity = self.entity(app).await?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let id = imports::begin(app, &Caller::system(), entity, &name, bytes).await?.id;
        let checked = finished(app, id).await?;
        for issue in imports::findings(app, id, false).await? {
            println!("{} row {} {} {}: {}", issue.sheet, issue.row, issue.column, issue.level, issue.message);
        }
        if let Some(why) = checked.failure {
            return Err(why.into());
        }
        println!(
            "{} rows: {} good, {} with errors, {} with warnings.",
            checked.data_rows, checked.good_rows, checked.error_rows, checked.warning_rows
        );
        if self.dry_run {
            return Ok(());
        }
        imports::order_commit(app, &Caller::system(), |_| true, id, IfMatch::default(), self.skip_error_rows).await?;
        let taken = finished(app, id).await?;
        match (taken.state, taken.result) {
            (ImportState::Committed, Some(result)) => {
                println!(
                    "{} created, {} updated, {} unchanged, {} skipped.",
                    result.created, result.updated, result.unchanged, result.skipped
                );
                Ok(())
            }
            _ => Err(taken.failure.unwrap_or_else(|| "the roster was not taken".into()).into()),
        }
    }

    async fn entity(&self, app: &App) -> Result<LegalEntityId, Box<dyn std::error::Error>> {
        let entities = LegalEntity::list(&*app.read().await?).await?;
        let asked = self.legal_entity.trim();
        match entities.iter().find(|entity| entity.id.to_string() == asked || entity.facts.name == asked) {
            Some(entity) => Ok(entity.id),
            None => {
                let names: Vec<&str> = entities.iter().map(|entity| entity.facts.name.as_str()).collect();
                Err(format!("there is no legal entity `{asked}`; there are: {}", names.join(", ")).into())
            }
        }
    }
}

/// Does what is waiting, or waits for the instance that does it.
async fn finished(app: &App, id: ImportId) -> Result<imports::Import, Box<dyn std::error::Error>> {
    loop {
        imports::run_pending(app).await?;
        let import = imports::show(app, id, true).await?;
        if !import.state.is_running() {
            return Ok(import);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
