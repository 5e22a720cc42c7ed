//! What the verifier says: checks in a fixed order, then what follows and what does not.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::Hash;

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Sentence {
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// What was found at a place in the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Path in the bag; empty when it concerns the bundle as a whole.
    pub path: String,
    /// What is there, or is missing.
    #[serde(flatten)]
    pub said: Sentence,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything it looks at is as it must be.
    Passed,
    /// Something is not; the findings say what.
    Failed,
    /// The bundle holds nothing of this kind. What is therefore not proved is said at the end.
    Absent,
    /// An earlier failure left nothing to look at.
    NotRun,
}

/// One check.
#[derive(Debug, Clone, Serialize)]
pub struct Check {
    /// Its lasting name.
    pub name: &'static str,
    /// How it ended.
    pub outcome: Outcome,
    /// What holds when it passes.
    pub claim: Sentence,
    /// Why it failed, in the order of the bundle.
    pub findings: Vec<Finding>,
    /// What a reader should know and what does not make the bundle fail.
    pub remarks: Vec<Finding>,
}

/// An entry as the bundle shows it.
#[derive(Debug, Clone, Serialize)]
pub struct EntrySeen {
    /// Place in the log.
    pub index: u64,
    /// Kind of event.
    pub kind: String,
    /// Whom it is about, a pseudonym.
    pub subject: Hash,
    /// Place in the subject's trail.
    pub seq: u64,
    /// When it happened, as the application said.
    pub occurred: DateTime<Utc>,
    /// The latest stamped time at which the log did not have it yet.
    pub not_before: Option<DateTime<Utc>>,
    /// The earliest stamped time by which the log had it.
    pub not_after: Option<DateTime<Utc>>,
    /// Recorded more than ten minutes after it is said to have happened.
    pub late: bool,
    /// Names of its parts.
    pub parts: Vec<String>,
}

/// A subject's entries in the bundle.
#[derive(Debug, Clone, Serialize)]
pub struct Trail {
    /// The subject, a pseudonym.
    pub subject: Hash,
    /// How many of its entries are in the bundle.
    pub entries: u64,
    /// `seq` of the last of them.
    pub last: u64,
    /// Whether the bundle claims to hold all from the first to the last.
    pub complete: bool,
    /// Size of the log up to which nothing after the last was left out, when that is proved.
    pub nothing_left_out_until: Option<u64>,
}

/// A timestamp that was believed.
#[derive(Debug, Clone, Serialize)]
pub struct StampSeen {
    /// Size of the checkpoint it is over.
    pub size: u64,
    /// The authority's time.
    pub time: DateTime<Utc>,
    /// Name in the authority's certificate.
    pub authority: String,
    /// Name of the root.
    pub root: String,
    /// SHA-256 of the root certificate.
    pub root_fingerprint: Hash,
}

/// The verifier's report.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// In the order they were made.
    pub checks: Vec<Check>,
    /// The log's origin.
    pub log: Option<String>,
    /// Size of the log at the final checkpoint.
    pub size: Option<u64>,
    /// Root at the final checkpoint, in base64 as the checkpoint has it.
    pub root: Option<String>,
    /// The entries, by index.
    pub entries: Vec<EntrySeen>,
    /// The subjects.
    pub trails: Vec<Trail>,
    /// The timestamps, by size.
    pub stamps: Vec<StampSeen>,
    /// What follows when nothing failed; empty otherwise.
    pub proved: Vec<Sentence>,
    /// What does not follow in any case.
    pub not_proved: Vec<Sentence>,
}

impl Report {
    /// Whether no check failed.
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| matches!(check.outcome, Outcome::Passed | Outcome::Absent))
    }

    /// The first check that failed, and its first finding.
    pub fn first_failure(&self) -> Option<(&Check, &Finding)> {
        let failed = self.checks.iter().find(|check| check.outcome == Outcome::Failed)?;
        Some((failed, failed.findings.first()?))
    }

    /// The report as text, in Chinese.
    pub fn zh(&self) -> String {
        Text { report: self, chinese: true }.to_string()
    }

    /// The report as text, in English.
    pub fn en(&self) -> String {
        Text { report: self, chinese: false }.to_string()
    }
}

struct Text<'a> {
    report: &'a Report,
    chinese: bool,
}

impl Text<'_> {
    fn pick<'s>(&self, said: &'s Sentence) -> &'s str {
        if self.chinese { &said.zh } else { &said.en }
    }

    fn word<'s>(&self, zh: &'s str, en: &'s str) -> &'s str {
        if self.chinese { zh } else { en }
    }

    fn verdict(&self) -> String {
        match self.report.first_failure() {
            None => self.word("结论：核验通过", "Verdict: the bundle holds").into(),
            Some((_, first)) => {
                let verdict = self.word("结论：核验不通过。首个问题", "Verdict: the bundle FAILS. First");
                format!("{verdict}: {}", self.told(first))
            }
        }
    }

    fn told(&self, finding: &Finding) -> String {
        let said = self.pick(&finding.said);
        match finding.path.as_str() {
            "" => said.into(),
            path => format!("{path} {said}"),
        }
    }

    fn outcome(&self, outcome: Outcome) -> &'static str {
        match (outcome, self.chinese) {
            (Outcome::Passed, true) => "通过",
            (Outcome::Passed, false) => "ok",
            (Outcome::Failed, true) => "失败",
            (Outcome::Failed, false) => "FAILED",
            (Outcome::Absent, true) => "没有",
            (Outcome::Absent, false) => "none",
            (Outcome::NotRun, true) => "未查",
            (Outcome::NotRun, false) => "not run",
        }
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.verdict())?;
        for check in &self.report.checks {
            let outcome = self.outcome(check.outcome);
            writeln!(f, "[{outcome}] {} ({})", self.pick(&check.claim), check.name)?;
            for finding in check.findings.iter().chain(&check.remarks) {
                writeln!(f, "    {}", self.told(finding))?;
            }
        }
        let lists = [
            (self.word("已证明", "Proved"), &self.report.proved),
            (self.word("未证明", "Not proved"), &self.report.not_proved),
        ];
        for (title, sentences) in lists.into_iter().filter(|(_, said)| !said.is_empty()) {
            writeln!(f, "\n{title}")?;
            for said in sentences {
                writeln!(f, "  - {}", self.pick(said))?;
            }
        }
        Ok(())
    }
}
