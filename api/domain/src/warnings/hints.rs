//! What a court may hold against a warning as it is written. A hint never blocks: the author decides.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Contents, Level};
use crate::refused::Words;

/// Facts older than this before the day of the letter are called old.
pub const STALE_AFTER_MONTHS: u32 = 6;

/// Words that judge instead of saying what happened. The first is the one that lost in court (P-133).
const VAGUE: [&str; 8] =
    ["消极怠工", "态度不好", "态度不端正", "态度恶劣", "工作不积极", "不服从管理", "责任心不强", "表现不佳"];

/// A warning of the same person that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    pub level: Level,
    pub until: Option<NaiveDate>,
}

/// Something to look at again, at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// JSON pointer (RFC 6901) into the facts.
    pub pointer: String,
    pub code: &'static str,
    /// The rule or case behind it.
    pub rule: &'static str,
    #[serde(flatten)]
    pub words: Words,
}

/// What a court may hold against these contents on a day, given the earlier warnings that stand.
pub fn hints(contents: &Contents<'_>, earlier: &[Earlier], today: NaiveDate) -> Vec<Hint> {
    let mut found = of_findings(contents, today);
    found.extend(of_rules(contents));
    let warned = |one: &&Earlier| one.level.wants_hearing() && one.until.is_none_or(|until| today < until);
    if contents.level == Level::Final && earlier.iter().find(warned).is_none() {
        found.push(hint(
            "/level",
            "NO_EARLIER_WARNING",
            "R-077",
            "此前没有仍在有效期内的书面警告，直接作出最后书面警告可能被认为处分过重（P-114）。",
            "No earlier written warning is in force; a final one at once may be held out of proportion (P-114).",
        ));
    }
    found
}

fn of_findings(contents: &Contents<'_>, today: NaiveDate) -> Vec<Hint> {
    let stale = law::dates::sub_months(today, STALE_AFTER_MONTHS);
    let mut found = Vec::new();
    for (at, finding) in contents.findings.iter().enumerate() {
        if finding.on < stale {
            found.push(hint(
                format!("/findings/{at}/on"),
                "STALE_FACT",
                "R-077",
                "这项事实距今已超过六个月；当时没有处理、事后一并追究的，法院可能不予支持（P-115）。",
                "This is more than six months old; a court may not accept facts that were let pass and summed up later (P-115).",
            ));
        }
        if let Some(vague) = VAGUE.iter().find(|vague| finding.text.contains(**vague)) {
            found.push(Hint {
                pointer: format!("/findings/{at}/text"),
                code: "VAGUE_WORDS",
                rule: "R-055",
                words: Words::new(
                    format!("“{vague}”是评价，不是事实；请写明当天做了什么、没做什么（P-133）。"),
                    format!("\u{201c}{vague}\u{201d} judges and states no fact: say what was done or left undone that day (P-133)."),
                ),
            });
        }
        if finding.record.trim().is_empty() {
            found.push(hint(
                format!("/findings/{at}/record"),
                "NO_RECORD",
                "R-055",
                "没有写明能证明这项事实的记录；事实由用人单位举证（E-FACT，P-101）。",
                "No record is named that shows this; the employer has to prove it (E-FACT, P-101).",
            ));
        }
    }
    found
}

fn of_rules(contents: &Contents<'_>) -> Vec<Hint> {
    let first = contents.findings.iter().map(|finding| finding.on).min();
    let mut found = Vec::new();
    for (at, rule) in contents.rules.iter().enumerate() {
        let pointer = format!("/rules/{at}/shown_on");
        match (rule.shown_on, first) {
            (None, _) => found.push(hint(
                pointer,
                "RULE_NOT_SHOWN",
                "R-076",
                "没有员工知悉这一条款的日期；制度须向员工公示或者告知（E-POL-PUB）。",
                "No day is given on which the employee was shown this clause; rules must be published or told (E-POL-PUB).",
            )),
            (Some(shown), Some(first)) if shown > first => found.push(hint(
                pointer,
                "RULE_SHOWN_LATER",
                "R-076",
                "员工知悉这一条款的日期晚于最早一项事实，此前的事实不能以它为依据。",
                "The employee was shown this clause after the first of the facts; it cannot carry what happened before.",
            )),
            _ => {}
        }
    }
    found
}

fn hint(pointer: impl Into<String>, code: &'static str, rule: &'static str, zh: &str, en: &str) -> Hint {
    Hint { pointer: pointer.into(), code, rule, words: Words::new(zh, en) }
}
