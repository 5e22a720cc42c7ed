//! Warnings (警告): what somebody did on which day, against which rule, what is expected from now on.
//!
//! ```text
//! draft → statement_asked → awaiting_approval → issued → acknowledged
//!   └──── a reminder ─────────↗                          withdrawn, from any of them
//! ```
//!
//! A written or final warning is issued only after the employee was asked for a statement 陈述申辩 and gave it, or
//! let the days pass (E-STATEMENT, DOC-23). Somebody else than whoever prepared it approves it; sent back, it is a
//! draft again, and the employee is heard anew on what it says then. Only a draft is edited, because a statement and
//! an answer belong to the text they were given to. Acknowledging proves receipt (E-NOTICE-SERVED) and never consent.
//!
//! A warning has no place for a fine or a cut in pay: a wage is cut only where the law says so or for a loss, within
//! limits (R-039).

mod hints;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::acknowledgement::{Answer, check_answer};
use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

pub use hints::{Earlier, Hint, STALE_AFTER_MONTHS, hints};

/// How grave it is (级别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WarningLevel)]
pub enum Level {
    /// 口头提醒, put on record
    Reminder,
    /// 书面警告
    Written,
    /// 最后书面警告
    Final,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Reminder, Self::Written, Self::Final];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::Written => "written",
            Self::Final => "final",
        }
    }

    /// As people read it.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Reminder => "口头提醒",
            Self::Written => "书面警告",
            Self::Final => "最后书面警告",
        }
    }

    /// Whether the employee is asked for a statement before it is issued.
    pub const fn wants_hearing(self) -> bool {
        !matches!(self, Self::Reminder)
    }
}

/// Where a warning stands (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WarningStage)]
pub enum Stage {
    /// 草稿
    Draft,
    /// 听取陈述申辩
    StatementAsked,
    /// 待审批
    AwaitingApproval,
    /// 已送达，待签收
    Issued,
    /// 已签收
    Acknowledged,
    /// 已撤回
    Withdrawn,
}

impl Stage {
    /// In the order of a warning's life.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::StatementAsked, Self::AwaitingApproval, Self::Issued, Self::Acknowledged, Self::Withdrawn];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::StatementAsked => "statement_asked",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Issued => "issued",
            Self::Acknowledged => "acknowledged",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The letter reached the employee and was not taken back.
    pub const fn stands(self) -> bool {
        matches!(self, Self::Issued | Self::Acknowledged)
    }
}

named!(Level);
named!(Stage);

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WarningFinding)]
pub struct Finding {
    pub on: NaiveDate,
    /// What was done or left undone, in a sentence.
    #[schema(example = "9:00 未到岗，11:20 到岗，事前没有请假。")]
    pub text: String,
    /// Where it shows: a record by its name or number; empty when nothing shows it.
    #[serde(default)]
    #[schema(example = "门禁记录 2026-10-12")]
    pub record: String,
}

/// A clause of a policy or of the contract that is relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WarningRule)]
pub struct Rule {
    /// Document, number and words of the clause.
    #[schema(example = "《考勤管理办法》（2025 版）第 8 条：迟到须当日说明原因。")]
    pub clause: String,
    /// The day the employee was shown it (E-POL-PUB); null when no record says so.
    #[serde(default)]
    pub shown_on: Option<NaiveDate>,
}

/// What a warning says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents<'a> {
    pub level: Level,
    pub findings: &'a [Finding],
    pub rules: &'a [Rule],
    /// What is expected from now on.
    pub expectation: &'a str,
    /// How long it counts; `None` for as long as the employer's rules say nothing of an end.
    pub valid_months: Option<u32>,
}

/// What whoever approves decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WarningVerdict)]
pub enum Verdict {
    /// 批准并发出
    Issue,
    /// 退回修改
    SendBack,
}

pub const MOST_FINDINGS: usize = 20;
pub const LONGEST_VALIDITY_MONTHS: u32 = 36;

/// Days for a statement at least. No statute names a number; the employer's own rules may promise more.
pub const HEARING_DAYS: u32 = 3;

/// Edit a warning: only as a draft.
pub fn edit(stage: Stage) -> Result<(), Refused> {
    match stage {
        Stage::Draft => Ok(()),
        _ => Err(refused(
            stage,
            "已提交，内容不能再改；需要修改时请审批人退回。",
            "It was handed in and cannot be edited. To change it, have it sent back.",
        )),
    }
}

/// Check what a warning says before anybody is heard on it or approves it.
pub fn check_contents(contents: &Contents<'_>, today: NaiveDate) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if contents.findings.is_empty() || contents.findings.len() > MOST_FINDINGS {
        let words = Words::new(
            format!("请写明 1 至 {MOST_FINDINGS} 项事实。"),
            format!("Give between 1 and {MOST_FINDINGS} things that happened."),
        );
        faults.push(Fault::new("/findings", "required", words));
    }
    for (at, finding) in contents.findings.iter().enumerate() {
        faults.extend(blank_fault(
            &finding.text,
            &format!("/findings/{at}/text"),
            "请写明做了什么或者没做什么。",
            "Say what was done or left undone.",
        ));
        faults.extend(not_yet(finding.on, &format!("/findings/{at}/on"), today));
    }
    if contents.rules.is_empty() && contents.level.wants_hearing() {
        let words = Words::new(
            "请写明所依据的制度或者合同条款；没有依据的警告在争议中站不住（R-076）。",
            "Name the clause of a policy or the contract it rests on; without one it does not stand in a dispute (R-076).",
        );
        faults.push(Fault::new("/rules", "required", words));
    }
    for (at, rule) in contents.rules.iter().enumerate() {
        let (zh, en) = ("请写明条款的文件、编号和原文。", "Give the document, number and words of the clause.");
        faults.extend(blank_fault(&rule.clause, &format!("/rules/{at}/clause"), zh, en));
        faults.extend(rule.shown_on.and_then(|on| not_yet(on, &format!("/rules/{at}/shown_on"), today)));
    }
    let (zh, en) = ("请写明今后的要求。", "Say what is expected from now on.");
    faults.extend(blank_fault(contents.expectation, "/expectation", zh, en));
    if contents.valid_months.is_some_and(|months| !(1..=LONGEST_VALIDITY_MONTHS).contains(&months)) {
        let words = Words::new(
            format!("有效期须为 1 至 {LONGEST_VALIDITY_MONTHS} 个月，或者不填。"),
            format!("It counts for 1 to {LONGEST_VALIDITY_MONTHS} months, or leave it out."),
        );
        faults.push(Fault::new("/valid_months", "out_of_range", words));
    }
    unless_faulty(faults)
}

fn not_yet(on: NaiveDate, pointer: &str, today: NaiveDate) -> Option<Fault> {
    let words = Words::new("日期不能晚于今天。", "The day cannot be later than today.");
    (on > today).then(|| Fault::new(pointer, "in_the_future", words))
}

/// Hand a complete draft in. For a written or final one the employee is asked for a statement by a day; answers
/// where it stands then, and that day.
pub fn submit(
    stage: Stage,
    contents: &Contents<'_>,
    statement_by: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(Stage, Option<NaiveDate>), Refused> {
    if stage != Stage::Draft {
        return Err(refused(stage, "已提交过。", "It was handed in already."));
    }
    check_contents(contents, today)?;
    if !contents.level.wants_hearing() {
        return Ok((Stage::AwaitingApproval, None));
    }
    let earliest = law::dates::add_days(today, HEARING_DAYS);
    let by = statement_by.unwrap_or(earliest);
    if by < earliest {
        let words = Words::new(
            format!("陈述申辩至少留 {HEARING_DAYS} 天，最早到 {earliest}。"),
            format!("Leave at least {HEARING_DAYS} days for a statement, until {earliest}."),
        );
        return Err(Refused::fault("/statement_by", "too_short", words));
    }
    Ok((Stage::StatementAsked, Some(by)))
}

/// The employee makes the statement, once; also after the day, as long as nothing was decided.
pub fn state(stage: Stage, text: &str) -> Result<Stage, Refused> {
    if stage != Stage::StatementAsked {
        return Err(refused(
            stage,
            "现在不能提交陈述申辩；对已送达的警告有异议，请在签收时写明。",
            "No statement is asked for now. To object to a warning that reached you, say so when you acknowledge it.",
        ));
    }
    unless_faulty(blank_fault(text, "/text", "请写下您的陈述。", "Write your statement.").into_iter().collect())?;
    Ok(Stage::AwaitingApproval)
}

/// Decide a warning that was handed in: with the statement on record, or after the day for it.
pub fn decide(
    stage: Stage,
    verdict: Verdict,
    text: &str,
    statement_by: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Stage, Refused> {
    let days_passed = statement_by.is_some_and(|by| by < today);
    match stage {
        Stage::AwaitingApproval => {}
        Stage::StatementAsked if days_passed || verdict == Verdict::SendBack => {}
        Stage::StatementAsked => {
            let by = statement_by.map(|by| by.to_string()).unwrap_or_default();
            return Err(Refused::State {
                state: stage.name(),
                code: "statement_awaited",
                words: Words::new(
                    format!("员工的陈述申辩截至 {by}；收到陈述或者过了这一天才能批准。"),
                    format!(
                        "The employee may make a statement until {by}; approve it with the statement or after that day."
                    ),
                ),
            });
        }
        Stage::Draft => return Err(refused(stage, "尚未提交。", "It was not handed in.")),
        _ => return Err(refused(stage, "已有决定。", "It was decided already.")),
    }
    match verdict {
        Verdict::Issue => Ok(Stage::Issued),
        Verdict::SendBack => {
            let (zh, en) = ("请写明退回的理由。", "Say why it is sent back.");
            unless_faulty(blank_fault(text, "/text", zh, en).into_iter().collect())?;
            Ok(Stage::Draft)
        }
    }
}

/// The employee acknowledges the letter, once: received, or received with an objection.
pub fn acknowledge(stage: Stage, answer: Answer, text: Option<&str>) -> Result<Stage, Refused> {
    match stage {
        Stage::Issued => {
            check_answer(answer, text)?;
            Ok(Stage::Acknowledged)
        }
        Stage::Acknowledged => Err(refused(stage, "您已签收过。", "You have acknowledged it already.")),
        _ => Err(refused(stage, "只有已送达的警告可以签收。", "Only a warning that was issued is acknowledged.")),
    }
}

/// Take a warning back, with the reason; what was issued stays on record and no longer counts.
pub fn withdraw(stage: Stage, reason: &str) -> Result<Stage, Refused> {
    if stage == Stage::Withdrawn {
        return Err(refused(stage, "已撤回过。", "It was withdrawn already."));
    }
    let (zh, en) = ("请写明撤回的理由。", "Say why it is withdrawn.");
    unless_faulty(blank_fault(reason, "/reason", zh, en).into_iter().collect())?;
    Ok(Stage::Withdrawn)
}

/// The first day on which it no longer counts.
pub fn counts_until(issued_on: NaiveDate, valid_months: Option<u32>) -> Option<NaiveDate> {
    valid_months.map(|months| law::dates::add_months(issued_on, months))
}

/// Does a warning that stands count for something that happened on a day (E-PRIOR-WARN)? It must be in writing, have
/// been issued before, and not have run out by then.
pub fn counts_for(level: Level, issued_on: NaiveDate, until: Option<NaiveDate>, happened_on: NaiveDate) -> bool {
    level.wants_hearing() && issued_on < happened_on && until.is_none_or(|until| happened_on < until)
}

fn refused(stage: Stage, zh: &str, en: &str) -> Refused {
    let now = crate::states::words(stage.name()).unwrap_or_else(|| Words::new(stage.name(), stage.name()));
    Refused::in_state(
        stage.name(),
        Words::new(format!("当前状态：{}。{zh}", now.zh), format!("The warning is {}. {en}", now.en)),
    )
}
