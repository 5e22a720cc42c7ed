//! Warnings as stored. What they say is sealed: who did what at work is nobody's business but theirs.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::warnings::{Contents, Finding, Level, Rule, Stage, Verdict};
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, DocumentId, EmployeeId, LegalEntityId, WarningId};
use store::schema::{employees, warning_numbers, warnings};
use store::{Db, Json, Text, Tx};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::crypto::Keyring;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, Paging, Problem, Scope};

const WORDS: &str = "warnings.words";

/// What a warning says. It may be incomplete until it is handed in.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningFacts {
    pub employee_id: EmployeeId,
    pub level: Level,
    /// What happened, at most 20.
    #[validate(length(max = 20), custom(function = short_findings))]
    pub findings: Vec<Finding>,
    /// Clauses it rests on; a reminder may have none.
    #[validate(length(max = 10), custom(function = short_rules))]
    pub rules: Vec<Rule>,
    /// What is expected from now on.
    #[validate(length(max = 4000))]
    #[schema(example = "按时到岗；确有原因不能到岗的，当日上午说明。")]
    pub expectation: String,
    /// Months for which it counts, from 1 to 36; null where the employer's rules name no end.
    #[schema(example = 12)]
    pub valid_months: Option<u32>,
}

const LONGEST: usize = 2_000;

fn fits(text: &str) -> Result<(), ValidationError> {
    if text.chars().count() <= LONGEST {
        return Ok(());
    }
    Err(ValidationError::new("too_long")
        .with_message("每一项不得超过 2000 字。|No text may be longer than 2000 characters.".into()))
}

fn short_findings(findings: &[Finding]) -> Result<(), ValidationError> {
    findings.iter().try_for_each(|finding| fits(&finding.text).and_then(|()| fits(&finding.record)))
}

fn short_rules(rules: &[Rule]) -> Result<(), ValidationError> {
    rules.iter().try_for_each(|rule| fits(&rule.clause))
}

impl WarningFacts {
    pub fn contents(&self) -> Contents<'_> {
        Contents {
            level: self.level,
            findings: &self.findings,
            rules: &self.rules,
            expectation: &self.expectation,
            valid_months: self.valid_months,
        }
    }
}

/// Who did something, as known then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct By {
    pub account_id: Option<AccountId>,
    pub employee_id: Option<EmployeeId>,
    pub name: String,
}

impl By {
    pub fn of(who: &Caller) -> Self {
        let principal = &who.principal;
        Self { account_id: principal.account_id(), employee_id: principal.employee, name: principal.name.clone() }
    }

    /// The same account, or another account of the same person.
    fn is(&self, who: &Caller) -> bool {
        let of = &who.principal;
        (self.employee_id.is_some() && self.employee_id == of.employee)
            || (self.account_id.is_some() && self.account_id == of.account_id())
    }
}

/// The employee's own words, and when they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Heard {
    pub asked_at: DateTime<Utc>,
    pub stated: Option<Stated>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stated {
    pub at: DateTime<Utc>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Decided {
    pub verdict: Verdict,
    pub by: By,
    pub at: DateTime<Utc>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Withdrawal {
    pub by: By,
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// Everything in words, sealed as one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Words {
    pub facts: WarningFacts,
    pub heard: Option<Heard>,
    pub decided: Option<Decided>,
    pub withdrawal: Option<Withdrawal>,
}

impl Words {
    pub fn seal(&self, keyring: &Keyring, id: WarningId) -> Answer<Vec<u8>> {
        let json = serde_json::to_string(self).map_err(Problem::from_internal)?;
        Ok(keyring.seal_of(WORDS, id, &json)?)
    }
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = warnings, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct Row {
    pub id: WarningId,
    pub version: i32,
    pub number: String,
    pub employee_id: EmployeeId,
    pub legal_entity_id: LegalEntityId,
    pub level: Text<Level>,
    pub stage: Text<Stage>,
    pub words_sealed: Vec<u8>,
    pub prepared_by: Json<Vec<By>>,
    pub open_to_employee: bool,
    pub hearing_id: Option<Uuid>,
    pub statement_due_on: Option<NaiveDate>,
    pub document_id: Option<DocumentId>,
    pub letter_sha256: Option<Vec<u8>>,
    pub issued_at: Option<DateTime<Utc>>,
    pub counts_until: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
}

/// In scope; what is not open to the employee is not theirs to read, whatever role they hold.
macro_rules! visible {
    ($scope:expr, $caller:expr, $today:expr) => {{
        let viewer = $caller.principal.employee.map_or(Uuid::nil(), Uuid::from);
        $scope
            .sees(warnings::employee_id, $today)
            .and(warnings::open_to_employee.or(warnings::employee_id.ne(EmployeeId(viewer))))
    }};
}

impl Row {
    /// The warning, locked; 404 when the caller may not see it.
    pub async fn lock(mut db: &Db, who: &Caller, scope: &Scope, id: WarningId, today: NaiveDate) -> Answer<Self> {
        Ok(warnings::table
            .find(id)
            .filter(visible!(scope, who, today))
            .select(Self::as_select())
            .for_update()
            .first(&mut db)
            .await?)
    }

    pub fn words(&self, keyring: &Keyring) -> Answer<Words> {
        let json = keyring.open_of(WORDS, self.id, &self.words_sealed)?;
        serde_json::from_str(&json).map_err(Problem::from_internal)
    }

    /// Nobody handles their own warning.
    pub fn refuse_own(&self, who: &Caller) -> Answer<()> {
        if who.principal.employee == Some(self.employee_id) { Err(Problem::forbidden()) } else { Ok(()) }
    }

    /// Whoever drafted or changed it does not decide it.
    pub fn refuse_preparer(&self, who: &Caller) -> Answer<()> {
        match self.prepared_by.0.iter().any(|by| by.is(who)) {
            true => Err(Problem::separation_of_duties()),
            false => Ok(()),
        }
    }

    /// Adds whoever changes it to those who prepared it.
    pub fn note_preparer(&mut self, who: &Caller) {
        if !self.prepared_by.0.iter().any(|by| by.is(who)) {
            self.prepared_by.0.push(By::of(who));
        }
    }

    /// Who drafted it first.
    pub fn drafted_by(&self) -> &str {
        self.prepared_by.0.as_slice().first().map_or("", |by| by.name.as_str())
    }

    pub async fn insert(&self, tx: &mut Tx) -> Answer<()> {
        diesel::insert_into(warnings::table).values(self).execute(tx).await?;
        Ok(())
    }

    /// As it is now, in its next version.
    pub async fn save(&mut self, tx: &mut Tx) -> Answer<()> {
        self.version += 1;
        diesel::update(warnings::table.find(self.id)).set(&*self).execute(tx).await?;
        Ok(())
    }

    /// The facts with the number of the warning before them.
    pub fn with_number(&self, facts: impl Serialize) -> serde_json::Value {
        serde_json::json!({"number": self.number, "facts": facts})
    }

    pub fn event(&self, kind: Kind) -> Event {
        Event::new(kind, self.legal_entity_id, self.id).about(self.employee_id)
    }
}

/// Filters of the list of warnings.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WarningFilter {
    pub employee_id: Option<EmployeeId>,
    pub stage: Option<Stage>,
    pub level: Option<Level>,
}

pub(super) type Loaded = (Row, EmployeeRef);

/// Warnings that the caller may see, latest first; one statement.
pub(super) async fn load(
    mut db: &Db,
    (who, scope, today): (&Caller, &Scope, NaiveDate),
    filter: &WarningFilter,
    paging: &Paging,
) -> Answer<Vec<Loaded>> {
    let mut query = warnings::table
        .inner_join(employees::table)
        .filter(visible!(scope, who, today))
        .order(warnings::id.desc())
        .limit(paging.limit() + 1)
        .select((Row::as_select(), EmployeeRef::as_select()))
        .into_boxed();
    if let Some(employee) = filter.employee_id {
        query = query.filter(warnings::employee_id.eq(employee));
    }
    if let Some(stage) = filter.stage {
        query = query.filter(warnings::stage.eq(Text(stage)));
    }
    if let Some(level) = filter.level {
        query = query.filter(warnings::level.eq(Text(level)));
    }
    if let Some(before) = paging.after::<WarningId>()? {
        query = query.filter(warnings::id.lt(before));
    }
    Ok(query.load(&mut db).await?)
}

/// One warning that the caller may see.
pub(super) async fn find(
    mut db: &Db,
    (who, scope, today): (&Caller, &Scope, NaiveDate),
    id: WarningId,
) -> Answer<Loaded> {
    Ok(warnings::table
        .inner_join(employees::table)
        .filter(warnings::id.eq(id))
        .filter(visible!(scope, who, today))
        .select((Row::as_select(), EmployeeRef::as_select()))
        .first(&mut db)
        .await?)
}

/// The number of the next warning of a year, `WRN-2026-0001`.
pub(super) async fn next_number(tx: &mut Tx, year: i32) -> Answer<String> {
    let small = i16::try_from(year).map_err(Problem::from_internal)?;
    let last: i32 = diesel::insert_into(warning_numbers::table)
        .values((warning_numbers::year.eq(small), warning_numbers::last.eq(1)))
        .on_conflict(warning_numbers::year)
        .do_update()
        .set(warning_numbers::last.eq(warning_numbers::last + 1))
        .returning(warning_numbers::last)
        .get_result(tx)
        .await?;
    Ok(format!("WRN-{year}-{last:04}"))
}
