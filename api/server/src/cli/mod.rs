//! The command line: `youju serve`, `migrate`, `demo`, `import`, `law`, `verify`, `openapi`.

mod demo;
mod import;
mod law;
mod serve;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::platform::config::Flags;

/// Youju 有据: the HR system of record in which every step that counts can be checked by both sides.
#[derive(Parser)]
#[command(name = "youju", version, after_help = "Start with `youju serve`, then open the address it prints.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the web client.
    ///
    /// Without --database-url an embedded PostgreSQL is kept below the data folder; it starts and stops with
    /// the service. The schema is migrated at start.
    Serve(serve::Serve),
    /// Bring the database schema up to date and stop.
    Migrate {
        #[command(flatten)]
        flags: Flags,
    },
    /// Load the demo company and stop; `youju serve --demo` loads it and serves.
    ///
    /// A company of 300 from roster to evidence bundle: two quarters of reviews, alerts, plans, cases and agreements
    /// at every stage, told to the service's own API step by step. Loaded once, into an empty database only; prints
    /// the accounts to look at it from.
    Demo(demo::Demo),
    /// Check a roster and take it over, as the API does.
    ///
    /// Prints every finding by row and column. Exit code 1 when rows with errors stop it, or it could not be taken.
    Import(import::Import),
    /// Run the law calculators on JSON, or a file of cases.
    ///
    /// `youju law severance < input.json` prints the outcome; a bad input prints a problem and exits 2.
    /// `youju law run cases.json` runs a list of {id, calculator, input, expected} and prints {id, ok, outcome}
    /// a line; it exits 1 when one of them disagrees.
    Law(law::Law),
    /// Verify an evidence bundle: offline, with no database and no account.
    ///
    /// Prints what is proved and what is not, and names the first file that fails. Exit code 0: it holds;
    /// 1: it does not; 2: it cannot be read.
    Verify(verify::Verify),
    /// Print the description of the API (OpenAPI 3.1, YAML), or with --roles the table of who may do what.
    Openapi {
        /// Print the table of permissions instead (Markdown).
        #[arg(long)]
        roles: bool,
    },
}

/// Runs the program; the exit code is for the shell.
pub async fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(serve) => serve.run().await,
        Command::Migrate { flags } => serve::migrate(&flags).await,
        Command::Demo(demo) => demo.run().await,
        Command::Import(import) => import.run().await,
        Command::Law(law) => return law.run(),
        Command::Verify(verify) => return verify.run(),
        Command::Openapi { roles: false } => print_contract(),
        Command::Openapi { roles: true } => {
            print!("{}", crate::platform::access::as_markdown());
            Ok(())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("youju: {error}");
            ExitCode::FAILURE
        }
    }
}

type Done = Result<(), Box<dyn std::error::Error>>;

fn print_contract() -> Done {
    print!("{}", crate::contract_yaml()?);
    Ok(())
}
