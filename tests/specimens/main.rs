//! Signed files and attacks on them, for judges to look at.
//!
//! `specimens write FOLDER` makes them, with the roots to trust and `specimens.json`, which says of each file whether
//! it is to be believed. `specimens judge ROOTS FILE…` prints our own judgement, a line of JSON for each file.

mod attacks;
mod case;
mod forgeries;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// A file, and what a judge should say of it.
#[derive(Serialize)]
pub struct Specimen {
    pub name: &'static str,
    /// What it is, or what was done to it.
    pub about: &'static str,
    pub valid: bool,
    #[serde(skip)]
    pub pdf: Vec<u8>,
}

impl Specimen {
    pub fn valid(name: &'static str, about: &'static str, pdf: Vec<u8>) -> Self {
        Self { name, about, valid: true, pdf }
    }

    pub fn attack(name: &'static str, about: &'static str, pdf: Vec<u8>) -> Self {
        Self { name, about, valid: false, pdf }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let command = arguments.first().and_then(|command| command.to_str());
    let done = match (command, arguments.get(1..).unwrap_or_default()) {
        (Some("write"), [folder]) => write(folder),
        (Some("judge"), [roots, files @ ..]) => judge(roots, files),
        _ => {
            eprintln!("specimens write FOLDER\nspecimens judge ROOTS FILE…");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("specimens: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> Outcome<()> {
    let case = case::Case::make()?;
    let mut specimens = case.specimens();
    specimens.extend(attacks::on(&case)?);
    specimens.extend(forgeries::beside(&case)?);
    for specimen in &specimens {
        std::fs::write(folder.join(specimen.name).with_extension("pdf"), &specimen.pdf)?;
    }
    std::fs::write(folder.join("roots.pem"), case.authority.roots_pem()?)?;
    std::fs::write(folder.join("specimens.json"), serde_json::to_vec_pretty(&specimens)?)?;
    Ok(())
}

fn judge(roots: &Path, files: &[PathBuf]) -> Outcome<()> {
    let roots = evidence::pki::from_pem(&std::fs::read_to_string(roots)?)?;
    for file in files {
        println!("{}", serde_json::to_string(&signing::verify(&std::fs::read(file)?, &roots))?);
    }
    Ok(())
}
