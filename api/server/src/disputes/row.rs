//! Disputes as stored.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::disputes::claims::{Claim, Known};
use domain::disputes::exhibits::Choice;
use domain::disputes::{Course, Dated, Stage, StepKind, require_under_way};
use domain::separations::Side;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, DisputeId, DisputeStepId, EmployeeId, LegalEntityId, LegalHoldId, SeparationId};
use store::schema::{dispute_numbers, disputes};
use store::{Db, Json, Text, Tx};
use utoipa::IntoParams;

use super::view::Dispute;
use crate::platform::access::{Caller, Scope};
use crate::platform::http::{Page, Paging};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, IfMatch, Problem, perm};

const COLUMN: &str = "disputes.claims";

diesel::table! {
    dispute_files (id) {
        id -> Uuid,
        version -> Int4,
        number -> Text,
        legal_entity_id -> Uuid,
        employee_id -> Uuid,
        separation_id -> Nullable<Uuid>,
        claimant -> Text,
        stage -> Text,
        summary -> Text,
        tribunal -> Text,
        case_number -> Text,
        filed_on -> Nullable<Date>,
        claims_sealed -> Nullable<Bytea>,
        exhibits -> Jsonb,
        opened_by -> Jsonb,
        opened_at -> Timestamptz,
        employee_number -> Text,
        employee_name -> Text,
        work_city -> Text,
        left_on -> Nullable<Date>,
        separation_number -> Nullable<Text>,
        steps -> Jsonb,
        holds -> Jsonb,
    }
}

/// Who did something, as known then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct By {
    pub account_id: Option<AccountId>,
    pub name: String,
}

impl By {
    pub fn of(who: &Caller) -> Self {
        Self { account_id: who.principal.account_id(), name: who.principal.name.clone() }
    }
}

/// A step as the view `dispute_files` reads it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct StepRow {
    pub id: DisputeStepId,
    pub kind: StepKind,
    pub dated_on: NaiveDate,
    pub text: String,
    pub note: String,
    pub is_final: bool,
    pub reinstates: bool,
    pub file_name: Option<String>,
    pub sha256: Option<String>,
    pub size: Option<i64>,
    pub recorded_by: By,
    pub recorded_at: DateTime<Utc>,
}

/// A hold as the view reads it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct HoldRow {
    pub id: LegalHoldId,
    pub dispute_id: Option<DisputeId>,
    pub reason: String,
    pub placed_by_name: String,
    pub placed_at: DateTime<Utc>,
    pub lifted_by_name: Option<String>,
    pub lifted_at: Option<DateTime<Utc>>,
    pub lift_reason: Option<String>,
}

/// A dispute with its person, its steps and the holds on the person's records.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = dispute_files)]
pub(super) struct File {
    pub id: DisputeId,
    pub version: i32,
    pub number: String,
    pub legal_entity_id: LegalEntityId,
    pub employee_id: EmployeeId,
    pub separation_id: Option<SeparationId>,
    pub claimant: Text<Side>,
    pub stage: Text<Stage>,
    pub summary: String,
    pub tribunal: String,
    pub case_number: String,
    pub filed_on: Option<NaiveDate>,
    claims_sealed: Option<Vec<u8>>,
    pub exhibits: Json<Vec<Choice>>,
    pub opened_by: Json<By>,
    pub opened_at: DateTime<Utc>,
    pub employee_number: String,
    pub employee_name: String,
    pub work_city: String,
    pub left_on: Option<NaiveDate>,
    pub separation_number: Option<String>,
    pub steps: Json<Vec<StepRow>>,
    pub holds: Json<Vec<HoldRow>>,
}

/// Filters of the list of disputes.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DisputeFilter {
    pub employee_id: Option<EmployeeId>,
    pub separation_id: Option<SeparationId>,
    pub stage: Option<Stage>,
    /// Only what is under way, or only what is over.
    pub open: Option<bool>,
}

impl File {
    /// One in scope, and whether the caller sees what the employer prepares; one statement.
    pub async fn find(
        mut db: &Db,
        who: &Caller,
        scope: &Scope,
        id: DisputeId,
        today: NaiveDate,
    ) -> Answer<(Self, bool)> {
        let whole = who.reach::<perm::DisputesManage>().unwrap_or_default();
        let (file, inside): (Self, bool) = dispute_files::table
            .filter(dispute_files::id.eq(id))
            .filter(scope.sees(dispute_files::employee_id, today))
            .select((Self::as_select(), whole.sees(dispute_files::employee_id, today)))
            .first(&mut db)
            .await?;
        let inside = inside && who.principal.employee != Some(file.employee_id);
        Ok((file, inside))
    }

    /// One to prepare for the employer: not by the person it is with.
    pub async fn handled(db: &Db, who: &Caller, scope: &Scope, id: DisputeId, today: NaiveDate) -> Answer<Self> {
        match Self::find(db, who, scope, id, today).await? {
            (file, true) => Ok(file),
            (_, false) => Err(Problem::forbidden()),
        }
    }

    /// The same, locked and as the caller has seen it.
    pub async fn take_up(
        tx: &mut Tx,
        who: &Caller,
        scope: &Scope,
        id: DisputeId,
        seen: IfMatch,
        today: NaiveDate,
    ) -> Answer<Self> {
        disputes::table.find(id).select(disputes::id).for_update().execute(tx).await?;
        let file = Self::handled(tx, who, scope, id, today).await?;
        seen.check(file.version)?;
        Ok(file)
    }

    /// Latest first; one statement.
    pub async fn list(
        app: &App,
        mut db: &Db,
        (who, scope): (&Caller, &Scope),
        filter: &DisputeFilter,
        paging: &Paging,
    ) -> Answer<Page<Dispute>> {
        let today = app.today();
        let whole = who.reach::<perm::DisputesManage>().unwrap_or_default();
        let mut query = dispute_files::table
            .filter(scope.sees(dispute_files::employee_id, today))
            .order((dispute_files::opened_at.desc(), dispute_files::id.desc()))
            .limit(paging.limit() + 1)
            .select((Self::as_select(), whole.sees(dispute_files::employee_id, today)))
            .into_boxed();
        if let Some(employee) = filter.employee_id {
            query = query.filter(dispute_files::employee_id.eq(employee));
        }
        if let Some(separation) = filter.separation_id {
            query = query.filter(dispute_files::separation_id.eq(separation));
        }
        if let Some(stage) = filter.stage {
            query = query.filter(dispute_files::stage.eq(Text(stage)));
        }
        match filter.open {
            Some(true) => query = query.filter(dispute_files::stage.ne(Text(Stage::Closed))),
            Some(false) => query = query.filter(dispute_files::stage.eq(Text(Stage::Closed))),
            None => {}
        }
        if let Some((at, id)) = paging.after::<(DateTime<Utc>, DisputeId)>()? {
            query = query.filter(
                dispute_files::opened_at.lt(at).or(dispute_files::opened_at.eq(at).and(dispute_files::id.lt(id))),
            );
        }
        let rows: Vec<(Self, bool)> = query.load(&mut db).await?;
        let page = Page::of(rows, paging, |(row, _)| (row.opened_at, row.id));
        let items: Answer<Vec<Dispute>> = page
            .items
            .into_iter()
            .map(|(row, inside)| {
                let inside = inside && who.principal.employee != Some(row.employee_id);
                row.view(app, inside)
            })
            .collect();
        Ok(Page { items: items?, next_cursor: page.next_cursor })
    }

    pub fn require_under_way(&self) -> Answer<()> {
        Ok(require_under_way(self.stage.0)?)
    }

    /// As far as anything follows from it.
    pub fn course(&self) -> Course {
        let dated = |step: &StepRow| Dated {
            kind: step.kind,
            dated_on: step.dated_on,
            is_final: step.is_final,
            reinstates: step.reinstates,
        };
        Course { claimant: self.claimant.0, steps: self.steps.0.iter().map(dated).collect() }
    }

    pub fn claims(&self, app: &App) -> Answer<Vec<Claim>> {
        match &self.claims_sealed {
            None => Ok(Vec::new()),
            Some(sealed) => {
                serde_json::from_str(&app.keyring.open_column(COLUMN, sealed)?).map_err(Problem::from_internal)
            }
        }
    }

    /// What the records add to a claim.
    pub fn known(&self) -> Known {
        Known { ended_on: self.left_on, city: self.work_city.clone(), filed_on: self.filed_on }
    }

    /// Something that both sides know: it belongs to the person's trail.
    pub fn event(&self, kind: Kind) -> Event {
        self.private_event(kind).about(self.employee_id)
    }

    /// What the employer prepares: on record in the employer's log, but no part of the person's trail.
    pub fn private_event(&self, kind: Kind) -> Event {
        Event::new(kind, self.legal_entity_id, self.id)
    }

    /// The facts with the number of the dispute before them.
    pub fn facts(&self, facts: impl Serialize) -> serde_json::Value {
        serde_json::json!({"number": self.number, "employee_id": self.employee_id, "facts": facts})
    }
}

/// Claims, sealed for the row.
pub(super) fn seal(app: &App, claims: &[Claim]) -> Answer<Vec<u8>> {
    let json = serde_json::to_string(claims).map_err(Problem::from_internal)?;
    Ok(app.keyring.seal_column(COLUMN, &json)?)
}

/// Marks a dispute as changed; answers it as it is now.
pub(super) async fn touched(app: &App, tx: &mut Tx, who: &Caller, scope: &Scope, id: DisputeId) -> Answer<Dispute> {
    diesel::update(disputes::table.find(id)).set(disputes::version.eq(disputes::version + 1)).execute(tx).await?;
    let (file, inside) = File::find(tx, who, scope, id, app.today()).await?;
    file.view(app, inside)
}

/// The number of the next dispute of a year, `DSP-2026-0001`.
pub(super) async fn next_number(tx: &mut Tx, year: i32) -> Answer<String> {
    let small = i16::try_from(year).map_err(Problem::from_internal)?;
    let last: i32 = diesel::insert_into(dispute_numbers::table)
        .values((dispute_numbers::year.eq(small), dispute_numbers::last.eq(1)))
        .on_conflict(dispute_numbers::year)
        .do_update()
        .set(dispute_numbers::last.eq(dispute_numbers::last + 1))
        .returning(dispute_numbers::last)
        .get_result(tx)
        .await?;
    Ok(format!("DSP-{year}-{last:04}"))
}
