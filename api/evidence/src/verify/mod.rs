//! The offline verifier: what an arbitrator runs on a bundle, with no network and no account.
//!
//! Checks come in a fixed order, each with a lasting name: `archive`, `bag`, `layout`, `keys`,
//! `checkpoints`, `form`, `inclusion`, `signatures`, `trails`, `contents`, `consistency`,
//! `timestamps`, `heads`, `texts`, `sm2`, `outside`.

mod conclusion;
mod contents;
mod files;
mod log;
mod report;
mod sm2;
mod times;
mod trails;

use std::collections::BTreeMap;
use std::path::Path;

use crate::bundle::Scope;
use crate::bundle::archive::{self, Files};
use crate::leaf::{Intent, Leaf};
use crate::note::Checkpoint;
use crate::{Error, Hash, PublicKey};
pub use report::{Check, EntrySeen, Finding, Outcome, Report, Sentence, StampSeen, Trail};

/// What the reader knows from elsewhere. Whatever is left out is taken from the bundle itself,
/// and the report says so.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The log's key, as published or as handed out on joining.
    pub log_key: Option<PublicKey>,
    /// DER root certificates of the time-stamping authorities.
    pub roots: Option<Vec<Vec<u8>>>,
    /// DER root certificates under which the manifest may be signed by SM2.
    pub sm2_roots: Option<Vec<Vec<u8>>>,
    /// Checkpoint notes kept by others: on receipts, by witnesses, by a court's chain.
    pub checkpoints: Vec<String>,
}

/// Verifies a bundle from its bytes.
pub fn verify_bundle(bytes: &[u8], known: &Known) -> Report {
    let (files, odd) = archive::unpack(bytes);
    verify(&files, files::archive(odd), known)
}

/// Verifies a bundle from a zip file, or from the folder it was unpacked to.
pub fn verify_path(path: &Path, known: &Known) -> Result<Report, Error> {
    if !path.is_dir() {
        return Ok(verify_bundle(&std::fs::read(path)?, known));
    }
    let mut files = Files::new();
    read_folder(path, "", &mut files)?;
    Ok(verify(&files, Found::nothing(), known))
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), Error> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// What a check found.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    remarks: Vec<Finding>,
    /// There was nothing of the kind it looks at.
    absent: bool,
}

impl Found {
    fn nothing() -> Self {
        Self { absent: true, ..Self::default() }
    }

    fn fail(&mut self, path: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) {
        self.findings.push(Finding { path: path.into(), said: Sentence::new(zh, en) });
    }

    fn remark(&mut self, path: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) {
        self.remarks.push(Finding { path: path.into(), said: Sentence::new(zh, en) });
    }
}

/// A leaf that could be read.
struct Entry {
    hash: Hash,
    leaf: Leaf,
    intent: Intent,
}

/// What the bundle holds, as far as it could be read.
struct Held<'a> {
    files: &'a Files,
    known: &'a Known,
    scope: Scope,
    /// The key that decides: the reader's own, else the bundle's.
    log_key: PublicKey,
    app_keys: Vec<PublicKey>,
    /// Those that the log signed, by size.
    checkpoints: BTreeMap<u64, Checkpoint>,
    last: Checkpoint,
    /// By index.
    entries: BTreeMap<u64, Entry>,
}

fn verify(files: &Files, archive: Found, known: &Known) -> Report {
    let mut made = Made::default();
    made.check("archive", archive);
    made.check("bag", files::bag(files));
    made.check("layout", files::layout(files));
    let keys = made.step("keys", log::keys(files, known));
    let checkpoints = keys.and_then(|keys| {
        let opened = log::checkpoints(files, &keys.log_key);
        made.step("checkpoints", opened).map(|checkpoints| (keys, checkpoints))
    });
    let Some((keys, (scope, last, checkpoints))) = checkpoints else {
        return made.unfinished();
    };
    let (form, entries) = contents::form(files, &last.origin);
    made.check("form", form);
    let log::Keys { log_key, app_keys } = keys;
    let held = Held { files, known, scope, log_key, app_keys, checkpoints, last, entries };
    made.check("inclusion", log::inclusion(&held));
    made.check("signatures", contents::signatures(&held));
    let (found, mut trails) = trails::trails(&held);
    made.check("trails", found);
    made.check("contents", contents::contents(&held));
    made.check("consistency", log::consistency(&held));
    let (found, stamps) = times::timestamps(&held);
    made.check("timestamps", found);
    made.check("heads", trails::heads(&held, &mut trails));
    made.check("texts", contents::texts(&held));
    let (found, signed) = sm2::signature(&held);
    made.check("sm2", found);
    made.check("outside", log::outside(&held));
    let seen = conclusion::Seen { entries: times::seen(&held, &stamps), trails, stamps, signed };
    conclusion::report(&held, made.0, seen)
}

/// The checks made so far.
#[derive(Default)]
struct Made(Vec<Check>);

impl Made {
    fn check(&mut self, name: &'static str, found: Found) {
        let outcome = match (found.findings.is_empty(), found.absent) {
            (false, _) => Outcome::Failed,
            (true, true) => Outcome::Absent,
            (true, false) => Outcome::Passed,
        };
        let Found { findings, remarks, .. } = found;
        let claim = conclusion::claim(name);
        self.0.push(Check { name, outcome, claim, findings, remarks });
    }

    /// A check that also reads what later ones need.
    fn step<T>(&mut self, name: &'static str, (found, read): (Found, Option<T>)) -> Option<T> {
        self.check(name, found);
        read
    }

    /// The report when nothing further can be looked at.
    fn unfinished(self) -> Report {
        let done = self.0;
        let left = conclusion::NAMES.iter().filter(|name| done.iter().all(|c| c.name != **name));
        let left: Vec<_> = left
            .map(|name| Check {
                name,
                outcome: Outcome::NotRun,
                claim: conclusion::claim(name),
                findings: Vec::new(),
                remarks: Vec::new(),
            })
            .collect();
        conclusion::without_log(done.into_iter().chain(left).collect())
    }
}
