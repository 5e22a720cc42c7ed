//! Warnings as sent.

use chrono::{DateTime, NaiveDate, Utc};
use domain::warnings::{Finding, Hint, Level, Rule, Stage, Verdict};
use serde::Serialize;
use store::Db;
use store::ids::{DocumentId, WarningId};
use utoipa::ToSchema;
use uuid::Uuid;

use super::WARNING;
use super::record::{PriorWarning, standing_of};
use super::row::{self, Loaded, WarningFilter};
use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::deliveries::{self, Answered, Delivery};
use crate::platform::http::Versioned;
use crate::platform::{Answer, App, Page, Paging, Scope};

/// What the employee said before the warning 陈述申辩.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WarningStatement {
    pub asked_at: DateTime<Utc>,
    /// The last day for it; later as long as nothing was decided.
    pub due_on: NaiveDate,
    /// Null while nothing was said.
    pub text: Option<String>,
    pub stated_at: Option<DateTime<Utc>>,
}

/// What whoever approves decided last.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WarningDecided {
    pub verdict: Verdict,
    pub by_name: String,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// The letter as it was sealed and delivered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WarningLetterRef {
    pub document_id: DocumentId,
    /// SHA-256 of the PDF, in hex.
    pub sha256: String,
    pub issued_at: DateTime<Utc>,
    /// The first day on which it no longer counts; null when no end is named.
    pub counts_until: Option<NaiveDate>,
    /// The day by which an acknowledgement is expected.
    pub due_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WarningWithdrawn {
    pub by_name: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// Something that a court may hold against it as written; it blocks nothing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WarningHint {
    /// JSON pointer into the facts.
    #[schema(example = "/findings/0/on")]
    pub pointer: String,
    #[schema(example = "STALE_FACT")]
    pub code: &'static str,
    #[schema(example = "R-077")]
    pub rule: &'static str,
    pub zh: String,
    pub en: String,
}

impl From<Hint> for WarningHint {
    fn from(hint: Hint) -> Self {
        let Hint { pointer, code, rule, words } = hint;
        Self { pointer, code, rule, zh: words.zh, en: words.en }
    }
}

/// A warning 警告.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Warning {
    pub id: WarningId,
    pub version: i32,
    #[schema(example = "WRN-2026-0001")]
    pub number: String,
    pub employee: EmployeeRef,
    pub level: Level,
    pub stage: Stage,
    pub findings: Vec<Finding>,
    pub rules: Vec<Rule>,
    pub expectation: String,
    pub valid_months: Option<u32>,
    pub drafted_by_name: String,
    pub created_at: DateTime<Utc>,
    /// Null before the employee was asked, and for a reminder.
    pub statement: Option<WarningStatement>,
    /// The employee sees the approval and not what was sent back before.
    pub decided: Option<WarningDecided>,
    pub letter: Option<WarningLetterRef>,
    /// Receipt, or receipt with an objection; never consent.
    pub employee_answer: Option<Answered>,
    pub withdrawn: Option<WarningWithdrawn>,
    /// It was issued, was not withdrawn and has not run out.
    pub in_force: bool,
    /// Until it is issued; empty to the employee and in lists.
    pub hints: Vec<WarningHint>,
    /// The caller drafted or changed it, and so does not approve it.
    pub prepared_by_me: bool,
}

impl Versioned for Warning {
    fn version(&self) -> i32 {
        self.version
    }
}

type Viewer<'a> = (&'a Caller, &'a Scope);

impl Warning {
    /// A page of the warnings that the caller may see, latest first; two statements.
    pub(super) async fn list(
        app: &App,
        db: &Db,
        (who, scope): Viewer<'_>,
        filter: &WarningFilter,
        paging: &Paging,
    ) -> Answer<Page<Self>> {
        let rows = row::load(db, (who, scope, app.today()), filter, paging).await?;
        let page = Page::of(rows, paging, |(row, _)| row.id);
        let ids: Vec<Uuid> = page.items.iter().map(|(row, _)| row.id.0).collect();
        let delivered = deliveries::of_resources(db, &ids).await?;
        let of = |id: &Uuid| delivered.get(id).map_or(&[][..], Vec::as_slice);
        let items: Answer<Vec<Self>> = page
            .items
            .into_iter()
            .map(|loaded| {
                let id = loaded.0.id.0;
                shown(app, who, loaded, of(&id), None)
            })
            .collect();
        Ok(Page { items: items?, next_cursor: page.next_cursor })
    }

    /// One that the caller may see; three statements.
    pub(super) async fn find(app: &App, db: &Db, (who, scope): Viewer<'_>, id: WarningId) -> Answer<Self> {
        let loaded = row::find(db, (who, scope, app.today()), id).await?;
        let (employee, of) = (loaded.0.employee_id, [id.0]);
        let (mut delivered, earlier) = tokio::try_join!(deliveries::of_resources(db, &of), standing_of(db, employee))?;
        shown(app, who, loaded, &delivered.remove(&id.0).unwrap_or_default(), Some(&earlier))
    }
}

fn shown(
    app: &App,
    who: &Caller,
    (row, employee): Loaded,
    delivered: &[Delivery],
    earlier: Option<&[PriorWarning]>,
) -> Answer<Warning> {
    let today = app.today();
    let words = row.words(&app.keyring)?;
    let own = who.principal.employee == Some(row.employee_id);
    let delivery = deliveries::to(delivered, WARNING, row.employee_id);
    let undecided = matches!(row.stage.0, Stage::Draft | Stage::StatementAsked | Stage::AwaitingApproval);
    let hints = match earlier.filter(|_| undecided && !own) {
        None => Vec::new(),
        Some(earlier) => {
            let earlier: Vec<_> = earlier.iter().map(PriorWarning::earlier).collect();
            domain::warnings::hints(&words.facts.contents(), &earlier, today)
        }
    };
    let letter = row.document_id.zip(row.letter_sha256.as_ref()).zip(row.issued_at);
    let prepared_by_me = row.refuse_preparer(who).is_err();
    Ok(Warning {
        id: row.id,
        version: row.version,
        employee,
        level: row.level.0,
        stage: row.stage.0,
        drafted_by_name: row.drafted_by().to_owned(),
        created_at: row.created_at,
        statement: statement(&words, row.statement_due_on),
        decided: words.decided.filter(|decided| !own || decided.verdict == Verdict::Issue).map(|decided| {
            WarningDecided { verdict: decided.verdict, by_name: decided.by.name, text: decided.text, at: decided.at }
        }),
        letter: letter.map(|((document_id, sha256), issued_at)| WarningLetterRef {
            document_id,
            sha256: hex::encode(sha256),
            issued_at,
            counts_until: row.counts_until,
            due_on: delivery.and_then(|delivery| delivery.due_on),
        }),
        employee_answer: delivery.and_then(Delivery::answered),
        withdrawn: words.withdrawal.map(|withdrawal| WarningWithdrawn {
            by_name: withdrawal.by.name,
            reason: withdrawal.reason,
            at: withdrawal.at,
        }),
        in_force: row.stage.0.stands() && row.counts_until.is_none_or(|until| today < until),
        hints: hints.into_iter().map(WarningHint::from).collect(),
        prepared_by_me,
        number: row.number,
        findings: words.facts.findings,
        rules: words.facts.rules,
        expectation: words.facts.expectation,
        valid_months: words.facts.valid_months,
    })
}

fn statement(words: &row::Words, due_on: Option<NaiveDate>) -> Option<WarningStatement> {
    let (heard, due_on) = words.heard.as_ref().zip(due_on)?;
    let stated = heard.stated.as_ref();
    Some(WarningStatement {
        asked_at: heard.asked_at,
        due_on,
        text: stated.map(|stated| stated.text.clone()),
        stated_at: stated.map(|stated| stated.at),
    })
}
