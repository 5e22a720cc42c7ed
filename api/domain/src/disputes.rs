//! Labour disputes (劳动争议): the road from the opening to the end, and the hold on records.
//!
//! `opened → accepted → hearing → mediated | awarded → first_instance → appeal → closed`. A step is a dated record and
//! stays; the stage follows from the steps. [`calendar`] says what is due from them, [`claims`] until when a claim
//! could be brought, [`exhibits`] what goes to the tribunal in which order.

pub mod calendar;
pub mod claims;
pub mod exhibits;
pub mod holds;
mod names;

use chrono::NaiveDate;
use law::dates::add_months;
use serde::Deserialize;

pub use names::{Stage, StepKind};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};
use crate::separations::Side;

/// Months ahead that a hearing may be dated.
const HEARING_AHEAD: u32 = 24;

/// A step on record, as far as anything follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Dated {
    pub kind: StepKind,
    pub dated_on: NaiveDate,
    /// An award that is final for the employer (一裁终局).
    #[serde(default)]
    pub is_final: bool,
    /// Award or judgment: the employment goes on (继续履行).
    #[serde(default)]
    pub reinstates: bool,
}

/// A dispute, as far as anything follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Course {
    pub claimant: Side,
    /// In the order they were recorded.
    pub steps: Vec<Dated>,
}

impl Course {
    /// The last step of a kind.
    pub fn last(&self, kind: StepKind) -> Option<&Dated> {
        self.steps.iter().rev().find(|step| step.kind == kind)
    }

    /// The day of the last step of a kind.
    pub fn day(&self, kind: StepKind) -> Option<NaiveDate> {
        self.last(kind).map(|step| step.dated_on)
    }

    /// The day of the last step that moved the dispute on; a hearing is dated ahead and does not count.
    fn moved_on(&self) -> Option<NaiveDate> {
        self.steps.iter().filter(|step| step.kind.moves()).map(|step| step.dated_on).max()
    }
}

/// A step on its way onto the record.
#[derive(Debug, Clone, Copy)]
pub struct NewStep<'a> {
    pub kind: StepKind,
    /// `YYYY-MM-DD`.
    pub dated: &'a str,
    /// What happened, for both sides.
    pub text: &'a str,
    /// For the employer's side alone.
    pub note: &'a str,
    pub is_final: bool,
    pub reinstates: bool,
    pub has_file: bool,
}

/// Take a step: the stage that follows, and the day.
pub fn step(stage: Stage, course: &Course, new: &NewStep<'_>, today: NaiveDate) -> Result<(Stage, NaiveDate), Refused> {
    let next = follows(stage, course, new.kind)?;
    let mut faults = texts(new);
    let dated = match new.dated.trim().parse::<NaiveDate>() {
        Ok(on) => {
            faults.extend(day_fault(course, new.kind, on, today));
            on
        }
        Err(_) => {
            let words = Words::new("日期格式须为 YYYY-MM-DD。", "A date is written YYYY-MM-DD.");
            faults.push(Fault::new("/dated", "not_a_date", words));
            today
        }
    };
    unless_faulty(faults)?;
    Ok((next, dated))
}

/// The stage after a step of this kind; refused where it cannot come now.
fn follows(stage: Stage, course: &Course, kind: StepKind) -> Result<Stage, Refused> {
    use Stage::{Accepted, Appeal, Awarded, Closed, FirstInstance, Hearing, Mediated, Opened};
    if kind.is_once() && course.last(kind).is_some() {
        let words = Words::new("这一步已经登记过，不能重复登记。", "This step is on record already.");
        return Err(Refused::State { state: stage.name(), code: "step_on_record", words });
    }
    let judged = course.last(StepKind::Judged).is_some();
    let decides = course.steps.iter().any(|step| step.reinstates);
    let is_final = course.last(StepKind::Awarded).is_some_and(|award| award.is_final);
    let next = match (kind, stage) {
        (StepKind::Note, stage) => Some(stage),
        // What was ordered may be carried out after the end.
        (StepKind::Resumed, Closed) if decides => Some(Closed),
        (_, Closed) => None,
        (StepKind::Exhibit | StepKind::EvidenceSubmitted, stage) => Some(stage),
        (StepKind::Accepted, Opened) => Some(Accepted),
        (StepKind::NoticeReceived, Opened | Accepted) => Some(Accepted),
        (StepKind::Answered, Accepted | Hearing) => Some(stage),
        (StepKind::Hearing, Accepted | Hearing) => Some(Hearing),
        (StepKind::Hearing, FirstInstance | Appeal) => Some(stage),
        (StepKind::Mediated, Accepted | Hearing | FirstInstance | Appeal) => Some(Mediated),
        (StepKind::Awarded, Accepted | Hearing) => Some(Awarded),
        (StepKind::SetAsideApplied, Awarded) if is_final => Some(Awarded),
        (StepKind::Sued, Awarded) => Some(FirstInstance),
        (StepKind::Judged, FirstInstance | Appeal) => Some(stage),
        (StepKind::Appealed, FirstInstance) if judged => Some(Appeal),
        (StepKind::Resumed, Awarded | FirstInstance | Appeal) if decides => Some(stage),
        (StepKind::Closed, _) => Some(Closed),
        _ => None,
    };
    next.ok_or_else(|| {
        let words = Words::new(
            "争议现在所处的阶段不能登记这一步。请先登记在它之前的步骤（受理、开庭、裁决、起诉、判决）。",
            "This step cannot come at the present stage. Record what comes before it first: acceptance, hearing, award, suit, judgment.",
        );
        Refused::in_state(stage.name(), words)
    })
}

fn texts(new: &NewStep<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (pointer, text) in [("/text", new.text), ("/note", new.note)] {
        if text.chars().count() > 4000 {
            let words = Words::new("至多 4000 字。", "4,000 characters at most.");
            faults.push(Fault::new(pointer, "length", words));
        }
    }
    let zh = "请写明内容。";
    match new.kind {
        StepKind::Note => faults.extend(blank_fault(new.note, "/note", zh, "Say what is to be noted.")),
        StepKind::Closed => {
            let zh = "请写明如何结案（撤回、调解、裁决或者判决生效）。";
            let en = "Say how it ended: withdrawn, mediated, award or judgment in force.";
            faults.extend(blank_fault(new.text, "/text", zh, en));
        }
        StepKind::Exhibit => {
            let zh = "请填写证据名称。";
            faults.extend(blank_fault(new.text, "/text", zh, "Name the piece of evidence."));
            if !new.has_file {
                faults.push(Fault::new("/file", "required", Words::new("请上传证据文件。", "Bring the file.")));
            }
        }
        _ => {}
    }
    if new.is_final && new.kind != StepKind::Awarded {
        let words = Words::new("只有仲裁裁决才有终局与否之分。", "Only an award is final or not.");
        faults.push(Fault::new("/is_final", "not_for_this_step", words));
    }
    if new.reinstates && !matches!(new.kind, StepKind::Awarded | StepKind::Judged) {
        let words = Words::new("只有裁决和判决可以判令继续履行。", "Only an award or a judgment reinstates.");
        faults.push(Fault::new("/reinstates", "not_for_this_step", words));
    }
    faults
}

/// A step lies in the past and not before the one that led to it; a hearing may be set ahead.
fn day_fault(course: &Course, kind: StepKind, on: NaiveDate, today: NaiveDate) -> Option<Fault> {
    let latest = if kind == StepKind::Hearing { add_months(today, HEARING_AHEAD) } else { today };
    if on > latest {
        let words = Words::new(
            format!("日期不能晚于 {latest}；只有开庭可以登记将来的日期。"),
            format!("It cannot be dated after {latest}; only a hearing lies ahead."),
        );
        return Some(Fault::new("/dated", "in_the_future", words));
    }
    let before = course.moved_on().filter(|before| kind.moves() && on < *before)?;
    let words = Words::new(
        format!("日期不能早于上一步的 {before}。"),
        format!("It cannot be dated before the last step, {before}."),
    );
    Some(Fault::new("/dated", "before_the_last_step", words))
}

/// Open a dispute: what it is about is said.
pub fn open(summary: &str, filed_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refused> {
    let en = "Say what the dispute is about.";
    let mut faults: Vec<Fault> = blank_fault(summary, "/summary", "请写明争议事项。", en).into_iter().collect();
    faults.extend(filed_fault(filed_on, today));
    unless_faulty(faults)
}

/// The day of the application lies in the past.
pub fn filed_fault(filed_on: Option<NaiveDate>, today: NaiveDate) -> Option<Fault> {
    filed_on.filter(|on| *on > today).map(|_| {
        let words = Words::new("申请仲裁的日期不能晚于今天。", "The application cannot be dated after today.");
        Fault::new("/filed_on", "in_the_future", words)
    })
}

/// A dispute that is over is not changed any more.
pub fn require_under_way(stage: Stage) -> Result<(), Refused> {
    if stage != Stage::Closed {
        return Ok(());
    }
    Err(Refused::in_state(stage.name(), Words::new("争议已经结案，不能再修改。", "The dispute is closed.")))
}
