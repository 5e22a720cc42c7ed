//! `make walk`: drives a real service from a roster to an evidence bundle, and keeps what came out.
//!
//! The steps are those of `server::demo`. What is different from the demo company: a process of its own that is
//! reached over HTTP only, a clock file that is written from outside, any roster, and two people instead of all.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use server::demo::{Api, Error, Outcome, Story, Transcript, Walk};
use tests::process::Service;

const PASSWORD: &str = "youju-walk-2026";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [roster, out] = arguments.as_slice() else {
        eprintln!("walk ROSTER OUT");
        return ExitCode::from(2);
    };
    match walk(roster, out).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("walk: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn walk(roster: &Path, out: &Path) -> Result<(), Error> {
    let walk = Walk { roster: roster.to_owned(), actuals: actuals(roster), skip_second_review: skips_second_review()? };
    let service = Service::start(PASSWORD).await?;
    let began = Instant::now();
    let say = Box::new(move |step: &str| println!("{:>4}s  {step}", began.elapsed().as_secs()));
    let api = Api::new(&service.base, PASSWORD, Some(Transcript::default()))?;
    let story = Story::new(api, service.set_now(), service.folder().join("outbox"), say);
    let mut outcome = Outcome::default();
    let told = tokio::select! {
        told = walk.tell(&story, &mut outcome) => told,
        _ = tokio::signal::ctrl_c() => Err(Error::Story("interrupted".into())),
    };
    keep(out, &story, &outcome)?;
    service.stop().await?;
    told?;
    println!("{} holds {}", out.display(), outcome.files.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "));
    Ok(())
}

fn keep(out: &Path, story: &Story, outcome: &Outcome) -> Result<(), Error> {
    for (name, bytes) in &outcome.files {
        std::fs::write(out.join(name), bytes)?;
    }
    if let Some(transcript) = &story.api.transcript {
        std::fs::write(
            out.join("transcript.md"),
            format!("# From a roster to an evidence bundle\n{}", transcript.text()),
        )?;
    }
    Ok(())
}

/// ACTUALS, or the file beside the roster.
fn actuals(roster: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("ACTUALS").filter(|path| !path.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(roster.with_file_name("kpi_actuals.csv")).filter(|path| path.exists()))
}

fn skips_second_review() -> Result<bool, Error> {
    match std::env::var("SKIP").unwrap_or_default().as_str() {
        "" => Ok(false),
        "second-review" => Ok(true),
        other => Err(Error::Story(format!("SKIP={other} is not known; there is SKIP=second-review"))),
    }
}
