//! Which PostgreSQL is installed here.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Error;
use super::home::Account;

/// `unique nulls not distinct` and the owner's rights on the schema `public` need this version.
const OLDEST: u32 = 15;

/// Where package managers put the server programs; `*` stands for a version.
const PLACES: [&str; 6] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
];

/// The folder of one installed PostgreSQL.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    folder: PathBuf,
    major: u32,
}

impl Programs {
    /// The first usable installation: `YOUJU_PG_BIN` and nothing else when it is set; then what `pg_config`
    /// names, the usual places (newest first) and `PATH`. A cluster that exists binds the choice to its version.
    pub(super) fn find(account: Account, cluster_major: Option<u32>) -> Result<Self, Error> {
        let named = std::env::var_os("YOUJU_PG_BIN").map(PathBuf::from);
        let folders = named.map_or_else(candidates, |folder| vec![folder]);
        let found: Vec<Self> = folders.into_iter().filter_map(|folder| Self::at(folder, account)).collect();
        if let Some(wanted) = cluster_major {
            return match found.iter().find(|programs| programs.major == wanted) {
                Some(programs) => Ok(programs.clone()),
                None => Err(Error::Version { cluster: wanted, installed: majors(&found) }),
            };
        }
        match found.iter().find(|programs| programs.major >= OLDEST) {
            Some(programs) => Ok(programs.clone()),
            None => Err(Error::NoPrograms { installed: majors(&found) }),
        }
    }

    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    /// `None` when the folder lacks a server that this account can start.
    fn at(folder: PathBuf, account: Account) -> Option<Self> {
        if !folder.join("initdb").is_file() || !folder.join("pg_ctl").is_file() {
            return None;
        }
        let answer = account.command(&folder.join("postgres")).arg("--version").output().ok()?;
        let major = major_version(&String::from_utf8_lossy(&answer.stdout))?;
        Some(Self { folder, major })
    }
}

fn candidates() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if let Ok(answer) = Command::new("pg_config").arg("--bindir").output() {
        folders.push(PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim()));
    }
    folders.extend(PLACES.iter().flat_map(|place| newest_first(place)));
    if let Some(path) = std::env::var_os("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    folders
}

/// The folders that match a place whose `*` stands for a version.
fn newest_first(place: &str) -> Vec<PathBuf> {
    let Some((before, after)) = place.split_once('*') else {
        return vec![PathBuf::from(place)];
    };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let Ok(entries) = Path::new(parent).read_dir() else {
        return Vec::new();
    };
    let mut versions: Vec<(u32, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name();
            let version = name.to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((version, PathBuf::from(format!("{before}{version}{after}"))))
        })
        .collect();
    versions.sort_by(|a, b| b.cmp(a));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

/// `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)` is 15; so is `16beta1` 16.
fn major_version(answer: &str) -> Option<u32> {
    let version = answer.split_once("(PostgreSQL) ")?.1;
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..digits].parse().ok()
}

fn majors(found: &[Programs]) -> String {
    if found.is_empty() {
        return "none".to_owned();
    }
    let mut versions: Vec<u32> = found.iter().map(|programs| programs.major).collect();
    versions.dedup();
    versions.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
