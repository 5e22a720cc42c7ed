//! Lay-offs as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::layoffs::{self as decisions, Audience, Stage};
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, LayoffId, LegalEntityId};
use store::schema::{employments, layoff_numbers, layoffs, separations};
use store::{Db, Json, Tx};
use utoipa::ToSchema;

use crate::platform::access::{Caller, Scope};
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, Problem};

/// Who did something, by name.
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

/// It was explained to union or staff, and what they said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LayoffExplanation)]
pub struct Explanation {
    pub explained_on: NaiveDate,
    pub to: Audience,
    pub opinions: String,
    pub recorded_by_name: String,
}

/// The plan was reported to the labour bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LayoffReport)]
pub struct Report {
    pub reported_on: NaiveDate,
    /// Number of the receipt.
    #[schema(example = "沪人社裁〔2026〕17号")]
    pub receipt: String,
    pub recorded_by_name: String,
}

/// What a case knows of its lay-off, as the database's `case_records` reads it.
#[derive(Clone, Debug, Deserialize)]
pub struct LayoffRecord {
    pub id: LayoffId,
    pub headcount: u32,
    pub to_cut: u32,
    pub explanation: Option<Explanation>,
    pub report: Option<Report>,
}

impl LayoffRecord {
    /// twenty people, or a tenth of all staff.
    pub fn is_of_many(&self) -> bool {
        let input = law::mass_layoff::Input { headcount: self.headcount, to_cut: self.to_cut };
        law::mass_layoff(&input).is_ok_and(|outcome| outcome.applies)
    }
}

#[derive(Clone, Debug, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = layoffs)]
pub(super) struct Row {
    pub id: LayoffId,
    pub version: i32,
    pub number: String,
    pub legal_entity_id: LegalEntityId,
    pub item: i16,
    pub reason: String,
    pub headcount: i32,
    pub last_day: NaiveDate,
    pub opened_by: Json<By>,
    pub opened_at: DateTime<Utc>,
    pub explanation: Option<Json<Explanation>>,
    pub report: Option<Json<Report>>,
}

/// A lay-off 经济性裁员. Its cases: `GET /separations?layoff_id=`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Layoff {
    pub id: LayoffId,
    pub version: i32,
    #[schema(example = "LAY-2026-0001")]
    pub number: String,
    pub legal_entity_id: LegalEntityId,
    /// Which of the four situations of LCL 41(1).
    #[schema(example = 2)]
    pub item: i16,
    pub reason: String,
    /// All staff when it was opened.
    pub headcount: i32,
    /// People in it whose cases were not withdrawn.
    pub to_cut: i64,
    /// How many of these cases are completed.
    pub completed: i64,
    /// Twenty people, or a tenth of all staff.
    pub applies: bool,
    /// From what is on record of the procedure and of its cases.
    pub stage: Stage,
    pub last_day: NaiveDate,
    pub opened_by_name: String,
    pub opened_at: DateTime<Utc>,
    pub explanation: Option<Explanation>,
    /// The first day on which people may be notified: thirty days after the explanation.
    pub notices_from: Option<NaiveDate>,
    pub report: Option<Report>,
}

impl Versioned for Layoff {
    fn version(&self) -> i32 {
        self.version
    }
}

/// A lay-off, how many of its cases were not withdrawn, and how many are completed.
type Counted = (Row, Option<i64>, Option<i64>);

macro_rules! counted {
    () => {
        (Row::as_select(), counted!(separations::stage.ne("withdrawn")), counted!(separations::stage.eq("completed")))
    };
    ($of:expr) => {
        separations::table
            .filter(separations::layoff_id.eq(layoffs::id.nullable()))
            .filter($of)
            .select(count_star())
            .single_value()
    };
}

impl Row {
    /// One whose legal entity is in scope as a whole; for a change it is locked.
    pub async fn lock(tx: &mut Tx, scope: &Scope, id: LayoffId) -> Answer<Self> {
        let row: Self = layoffs::table.find(id).select(Self::as_select()).for_update().first(tx).await?;
        if scope.covers_entity(row.legal_entity_id) { Ok(row) } else { Err(Problem::not_found()) }
    }

    pub async fn save(&mut self, tx: &mut Tx) -> Answer<()> {
        self.version += 1;
        diesel::update(layoffs::table.find(self.id)).set(&*self).execute(tx).await?;
        Ok(())
    }

    pub fn event(&self, kind: Kind) -> Event {
        Event::new(kind, self.legal_entity_id, self.id)
    }

    fn view(self, to_cut: i64, completed: i64) -> Layoff {
        let record = LayoffRecord {
            id: self.id,
            headcount: u32::try_from(self.headcount).unwrap_or_default(),
            to_cut: u32::try_from(to_cut).unwrap_or_default(),
            explanation: self.explanation.map(|part| part.0),
            report: self.report.map(|part| part.0),
        };
        Layoff {
            id: self.id,
            version: self.version,
            number: self.number,
            legal_entity_id: self.legal_entity_id,
            item: self.item,
            reason: self.reason,
            headcount: self.headcount,
            to_cut,
            completed,
            applies: record.is_of_many(),
            stage: decisions::stage((record.explanation.is_some(), record.report.is_some()), (to_cut, completed)),
            last_day: self.last_day,
            opened_by_name: self.opened_by.0.name,
            opened_at: self.opened_at,
            notices_from: record.explanation.as_ref().map(|part| decisions::notices_from(part.explained_on)),
            explanation: record.explanation,
            report: record.report,
        }
    }
}

impl Layoff {
    pub async fn find(mut db: &Db, scope: &Scope, id: LayoffId) -> Answer<Self> {
        let (row, to_cut, completed): Counted = layoffs::table.find(id).select(counted!()).first(&mut db).await?;
        if !scope.covers_entity(row.legal_entity_id) {
            return Err(Problem::not_found());
        }
        Ok(row.view(to_cut.unwrap_or_default(), completed.unwrap_or_default()))
    }

    /// Latest first; one statement.
    pub async fn list(mut db: &Db, scope: &Scope, paging: &Paging) -> Answer<Page<Self>> {
        let mut query = layoffs::table
            .order((layoffs::opened_at.desc(), layoffs::id.desc()))
            .limit(paging.limit() + 1)
            .select(counted!())
            .into_boxed();
        if let Some(entities) = scope.entities() {
            query = query.filter(layoffs::legal_entity_id.eq_any(entities.to_vec()));
        }
        if let Some((at, id)) = paging.after::<(DateTime<Utc>, LayoffId)>()? {
            query = query.filter(layoffs::opened_at.lt(at).or(layoffs::opened_at.eq(at).and(layoffs::id.lt(id))));
        }
        let rows: Vec<Counted> = query.load(&mut db).await?;
        let page = Page::of(rows, paging, |(row, ..)| (row.opened_at, row.id));
        Ok(page.map(|(row, to_cut, completed)| row.view(to_cut.unwrap_or_default(), completed.unwrap_or_default())))
    }
}

/// Everybody employed by a legal entity on a day.
pub(super) async fn headcount(mut db: &Db, entity: LegalEntityId, on: NaiveDate) -> Answer<i32> {
    let count: i64 = employments::table
        .filter(employments::legal_entity_id.eq(entity).and(employments::hired_on.le(on)))
        .filter(employments::left_on.is_null().or(employments::left_on.ge(on)))
        .count()
        .get_result(&mut db)
        .await?;
    i32::try_from(count.max(1)).map_err(Problem::from_internal)
}

/// The number of the next lay-off of a year, `LAY-2026-0001`.
pub(super) async fn next_number(tx: &mut Tx, year: i32) -> Answer<String> {
    let small = i16::try_from(year).map_err(Problem::from_internal)?;
    let last: i32 = diesel::insert_into(layoff_numbers::table)
        .values((layoff_numbers::year.eq(small), layoff_numbers::last.eq(1)))
        .on_conflict(layoff_numbers::year)
        .do_update()
        .set(layoff_numbers::last.eq(layoff_numbers::last + 1))
        .returning(layoff_numbers::last)
        .get_result(tx)
        .await?;
    Ok(format!("LAY-{year}-{last:04}"))
}
