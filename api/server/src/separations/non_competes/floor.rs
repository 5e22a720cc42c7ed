//! What the law gives for a duty where nothing was agreed, from the wages on record.

use chrono::NaiveDate;
use law::{Decimal, Fen, non_compete};
use serde::Serialize;
use store::{Db, Money};
use utoipa::ToSchema;

use super::super::row::Case;
use super::super::settlement::{self, Asked, Computed, Text};
use crate::platform::{Answer, App, Problem};
use crate::standards;

/// What the monthly pay of a duty is measured against.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonCompeteFloor {
    /// Of the twelve months before the end.
    pub average_wage: Option<Money>,
    pub minimum_wage: Option<Money>,
    /// A month's pay where nothing was agreed; null without an average.
    pub monthly: Option<Money>,
    pub computed: Option<Computed>,
    /// Figures that are not on record, so that the floor may be higher.
    pub missing: Vec<Text>,
    #[serde(skip)]
    city: String,
}

/// What a duty pays a month, and how that follows.
pub(super) struct Monthly {
    pub monthly: Money,
    pub computed: Option<Computed>,
}

impl NonCompeteFloor {
    /// From the settlement of the case and the local figures; six statements at most.
    pub async fn of(app: &App, db: &Db, case: &Case, last_day: NaiveDate) -> Answer<Self> {
        let city = case.parties.city.clone();
        let figures = standards::of_city(db, &city).await?;
        let due = settlement::of(app, db, case, Asked::default()).await?;
        let average = due.average_wage.as_ref().and_then(|sum| sum.outcome.get("average")?.as_str()?.parse().ok());
        let mut floor = Self {
            average_wage: average.map(Money),
            minimum_wage: None,
            monthly: None,
            computed: None,
            missing: Vec::new(),
            city,
        };
        match figures.minimum_wage(&floor.city, last_day) {
            Ok(figure) => floor.minimum_wage = Some(Money(figure.value)),
            Err(refusal) => floor.missing.push(Text::new(refusal.zh, refusal.en)),
        }
        match floor.compute(None, None)? {
            Some((computed, monthly)) => (floor.computed, floor.monthly) = (Some(computed), Some(monthly)),
            None => floor.missing.push(Text::new(
                "没有离职前的应得工资，无法计算未约定时的标准（R-081）；请补登工资，或者填写约定的金额。",
                "Without wages on record what is due where nothing was agreed cannot be computed (R-081): record them, or give the amount agreed on.",
            )),
        }
        Ok(floor)
    }

    /// What is paid: the amount agreed on, measured against the floor, or the floor itself.
    pub fn pay(&self, agreed: Option<Fen>, months: u32) -> Answer<Monthly> {
        match (self.compute(agreed, Some(months))?, agreed) {
            (Some((computed, monthly)), _) => Ok(Monthly { monthly, computed: Some(computed) }),
            (None, Some(agreed)) => Ok(Monthly { monthly: Money(agreed), computed: None }),
            (None, None) => Err(Problem::field(
                "/monthly",
                "no_wages",
                "没有离职前的应得工资，无法按未约定的标准计算；请填写约定的月补偿，或者先补登工资。",
                "There are no wages to compute it from: give the monthly pay agreed on, or record the wages first.",
            )),
        }
    }

    fn compute(&self, agreed: Option<Fen>, months: Option<u32>) -> Answer<Option<(Computed, Money)>> {
        let Some(average) = self.average_wage else { return Ok(None) };
        let input = non_compete::Input {
            average_wage: average.0,
            agreed_monthly: agreed,
            months: months.map(Decimal::whole),
            minimum_wage: self.minimum_wage.map(|wage| wage.0),
            city: Some(self.city.clone()),
        };
        let outcome = law::non_compete(&input)?;
        Ok(Some((Computed::of("non-compete", &input, &outcome), Money(outcome.monthly))))
    }
}
