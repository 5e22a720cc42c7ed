//! Figures on record as stored and sent.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::standards::{Figure, Kind, Status};
use law::standards::{Recorded, Standards, city_name};
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, LocalFigureId};
use store::schema::{accounts, local_figures};
use store::{Db, Money, Text, Tx};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::platform::Answer;
use crate::platform::http::Versioned;

/// A figure as its notice gives it.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = local_figures)]
#[serde(deny_unknown_fields)]
pub struct LocalFigureFacts {
    #[validate(length(max = 20), custom(function = city))]
    #[schema(example = "上海")]
    pub city: String,
    #[schema(value_type = Kind, example = "minimum_wage")]
    pub kind: Text<Kind>,
    /// The statistical series 统计口径 of an average, as the notice names it; none for a minimum wage.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(example = "")]
    pub series: String,
    /// The year an average describes; none for a minimum wage.
    #[schema(example = json!(null))]
    pub statistics_year: Option<i16>,
    #[schema(example = "2740.00")]
    pub value: Money,
    /// The day from which it counts: of publication, unless the notice names another.
    pub effective_on: NaiveDate,
    #[schema(value_type = Status)]
    pub status: Text<Status>,
    /// The name of the notice.
    #[validate(length(max = 300), custom(function = written))]
    #[schema(example = "关于调整本市最低工资标准的通知")]
    pub source: String,
    /// Where the notice is published.
    #[validate(length(max = 500), custom(function = web_address))]
    #[schema(example = "https://rsj.sh.gov.cn/")]
    pub source_url: Option<String>,
}

/// A figure in place of one that was wrong; city and kind stay.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LocalFigureCorrection {
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(example = "")]
    pub series: String,
    #[schema(example = json!(null))]
    pub statistics_year: Option<i16>,
    #[schema(example = "2740.00")]
    pub value: Money,
    pub effective_on: NaiveDate,
    #[schema(value_type = Status)]
    pub status: Text<Status>,
    #[validate(length(max = 300), custom(function = written))]
    #[schema(example = "关于调整本市最低工资标准的通知")]
    pub source: String,
    #[validate(length(max = 500), custom(function = web_address))]
    pub source_url: Option<String>,
    /// Why the earlier one was wrong.
    #[validate(length(max = 1000), custom(function = written))]
    #[schema(example = "录入时看错一位。")]
    pub reason: String,
}

fn city(name: &str) -> Result<(), ValidationError> {
    written(city_name(name))
}

fn written(text: &str) -> Result<(), ValidationError> {
    if text.trim().chars().count() >= 2 {
        return Ok(());
    }
    Err(ValidationError::new("too_short").with_message("至少两个字。|Must be at least 2 long.".into()))
}

fn web_address(address: &str) -> Result<(), ValidationError> {
    if ["https://", "http://"].iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme)) {
        return Ok(());
    }
    let message = "网址须以 https:// 或 http:// 开头。|An address begins with https:// or http://.";
    Err(ValidationError::new("web_address").with_message(message.into()))
}

/// A figure on record. It is never changed; a correction takes its place.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = local_figures)]
pub struct LocalFigure {
    pub id: LocalFigureId,
    #[serde(flatten)]
    #[diesel(embed)]
    pub facts: LocalFigureFacts,
    /// Why it took the place of an earlier one.
    pub reason: Option<String>,
    pub recorded_by: AccountId,
    pub recorded_at: DateTime<Utc>,
    /// The correction that took its place.
    pub superseded_by: Option<LocalFigureId>,
}

impl Versioned for LocalFigure {
    fn version(&self) -> i32 {
        1 + i32::from(self.superseded_by.is_some())
    }
}

impl LocalFigureFacts {
    /// As it is filed: the city under the name its figures have, nothing around the words.
    pub fn filed(self) -> Self {
        let trimmed = |text: String| text.trim().to_owned();
        Self {
            city: city_name(&self.city).to_owned(),
            series: trimmed(self.series),
            source: trimmed(self.source),
            ..self
        }
    }

    pub fn figure(&self) -> Figure<'_> {
        Figure {
            kind: self.kind.0,
            city: &self.city,
            series: &self.series,
            statistics_year: self.statistics_year.map(i32::from),
            value: self.value.0,
            effective_on: self.effective_on,
        }
    }
}

impl LocalFigureCorrection {
    /// The figure that takes the place of `wrong`, and why.
    pub fn of(self, wrong: &LocalFigureFacts) -> (LocalFigureFacts, String) {
        let Self { series, statistics_year, value, effective_on, status, source, source_url, reason } = self;
        let (city, kind) = (wrong.city.clone(), wrong.kind);
        let facts =
            LocalFigureFacts { city, kind, series, statistics_year, value, effective_on, status, source, source_url };
        (facts.filed(), reason)
    }
}

impl LocalFigure {
    /// All on record, of a city or of all, with who recorded it; what was corrected, too.
    pub async fn list(mut db: &Db, city: Option<&str>) -> Answer<Vec<(Self, String)>> {
        let mut query = local_figures::table
            .inner_join(accounts::table)
            .order(local_figures::id)
            .select((Self::as_select(), accounts::display_name))
            .into_boxed();
        if let Some(city) = city {
            query = query.filter(local_figures::city.eq(city_name(city).to_owned()));
        }
        Ok(query.load(&mut db).await?)
    }

    pub async fn lock(tx: &mut Tx, id: LocalFigureId) -> Answer<Self> {
        Ok(local_figures::table.find(id).select(Self::as_select()).for_update().first(tx).await?)
    }

    pub async fn insert(&self, tx: &mut Tx) -> Answer<()> {
        diesel::insert_into(local_figures::table)
            .values((
                local_figures::id.eq(self.id),
                &self.facts,
                local_figures::reason.eq(&self.reason),
                local_figures::recorded_by.eq(self.recorded_by),
                local_figures::recorded_at.eq(self.recorded_at),
            ))
            .execute(tx)
            .await?;
        Ok(())
    }

    /// Makes room for the correction; it must come in the same transaction.
    pub async fn supersede(&self, tx: &mut Tx, by: LocalFigureId) -> Answer<()> {
        diesel::update(local_figures::table.find(self.id)).set(local_figures::superseded_by.eq(by)).execute(tx).await?;
        Ok(())
    }

    /// As the calculators take it; they use no hourly minimum, and nothing that was corrected.
    pub fn recorded(&self) -> Option<Recorded> {
        let facts = &self.facts;
        let subject = facts.kind.0.subject(&facts.series, facts.statistics_year.map(i32::from))?;
        self.superseded_by.is_none().then(|| Recorded {
            record: self.id.to_string(),
            city: facts.city.clone(),
            subject,
            value: facts.value.0,
            effective: facts.effective_on,
            status: match facts.status.0 {
                Status::Official => law::standards::Status::Official,
                Status::Secondary => law::standards::Status::Secondary,
            },
            source: facts.source.clone(),
        })
    }
}

/// The shipped figures with what is on record of a city laid over them, but for `but` that is about to be
/// corrected; one statement.
pub async fn of_city_but(mut db: &Db, city: &str, but: Option<LocalFigureId>) -> Answer<Standards> {
    let live: Vec<LocalFigure> = local_figures::table
        .filter(local_figures::city.eq(city_name(city).to_owned()).and(local_figures::superseded_by.is_null()))
        .order(local_figures::id)
        .select(LocalFigure::as_select())
        .load(&mut db)
        .await?;
    let recorded: Vec<Recorded> =
        live.iter().filter(|figure| Some(figure.id) != but).filter_map(LocalFigure::recorded).collect();
    Ok(Standards::shipped().with_recorded(&recorded))
}

/// The shipped figures with what is on record of a city laid over them; one statement.
pub async fn of_city(db: &Db, city: &str) -> Answer<Standards> {
    of_city_but(db, city, None).await
}

/// The same for many cities, by the name their figures have; one statement.
pub async fn of_cities(mut db: &Db, cities: &[&str]) -> Answer<HashMap<String, Arc<Standards>>> {
    let names: BTreeSet<&str> = cities.iter().map(|city| city_name(city)).collect();
    let live: Vec<LocalFigure> = local_figures::table
        .filter(local_figures::city.eq_any(names.iter().copied()).and(local_figures::superseded_by.is_null()))
        .order(local_figures::id)
        .select(LocalFigure::as_select())
        .load(&mut db)
        .await?;
    let of = |name: &str| {
        let recorded: Vec<Recorded> =
            live.iter().filter(|figure| figure.facts.city == name).filter_map(LocalFigure::recorded).collect();
        Arc::new(Standards::shipped().with_recorded(&recorded))
    };
    Ok(names.into_iter().map(|name| (name.to_owned(), of(name))).collect())
}
