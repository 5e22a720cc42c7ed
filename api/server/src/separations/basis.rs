//! What the sums of cases rest on: read for one case or for many at once, in the same few statements.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use domain::separations::money::{Window, last_complete_month, wage_window};
use domain::separations::{Side, leaves_thirty_days};
use law::standards::{Standards, city_name};
use law::{Fen, Ground, average_wage, severance};
use store::Db;
use store::ids::{EmployeeId, SeparationId};

use super::proposals::{self, Agreed};
use super::row::Case;
use super::settlement::Asked;
use super::settlement_items::{self, Stated};
use crate::employees::{AnnualLeave, Contract, WageMonth, annual_leaves_of, contracts_in_force, wages_since};
use crate::platform::{Answer, App, Problem};
use crate::standards::of_cities;

/// All that the sums rest on.
#[derive(Clone)]
pub(super) struct Basis {
    pub ground: Ground,
    pub proposer: Side,
    /// 44(1): what was offered, and whether it was refused.
    pub renewal_offer: Option<severance::RenewalOffer>,
    pub employee_refused: Option<bool>,
    pub city: String,
    /// Local figures, shipped and on record.
    pub standards: Arc<Standards>,
    pub hired_on: NaiveDate,
    pub last_day: NaiveDate,
    /// The last day lies ahead: the month's wage may still be recorded.
    pub ahead: bool,
    pub notice_given: bool,
    pub window: Window,
    /// Wage months of the window that are on record, oldest first.
    pub wages: Vec<WageMonth>,
    pub last_wage: Option<WageMonth>,
    pub contract_wage: Option<Fen>,
    /// Of the month of the last day, when payroll has recorded it.
    pub recorded_wage: Option<Fen>,
    pub leave: Option<AnnualLeave>,
    /// What HR stated, oldest first.
    pub items: Vec<Stated>,
    /// What both sides agreed on.
    pub agreed: Option<Agreed>,
}

/// The days a case is reckoned by.
struct Days {
    ground: Ground,
    reaches_on: NaiveDate,
    last_day: NaiveDate,
    ahead: bool,
    /// First day of the last month that is over.
    last_month: NaiveDate,
    window: Window,
}

impl Days {
    fn of(case: &Case, asked: Asked, today: NaiveDate) -> Answer<Self> {
        let progress = case.progress()?;
        let ground = progress.ground;
        let reaches_on = progress.served_on.or(progress.notice_issued_on).unwrap_or(today);
        let full_notice = reaches_on + chrono::Days::new(domain::separations::NOTICE_DAYS);
        let planned = asked.last_day.or(case.row.last_day);
        let last_day = planned.unwrap_or(if ground.row().pays_for_missing_notice() { full_notice } else { today });
        let window = wage_window(case.parties.hired_on, last_day, today);
        let last_month = last_complete_month(last_day.min(today));
        Ok(Self { ground, reaches_on, last_day, ahead: last_day > today, last_month, window })
    }

    /// The first month whose wage is asked for.
    fn wages_from(&self) -> NaiveDate {
        self.window.months.first().map_or(self.last_month, |first| self.last_month.min(*first))
    }
}

/// What is on record about the people of some cases.
struct OnRecord {
    wages: HashMap<EmployeeId, Vec<WageMonth>>,
    contracts: HashMap<EmployeeId, Contract>,
    leaves: HashMap<(EmployeeId, i32), AnnualLeave>,
    standards: HashMap<String, Arc<Standards>>,
    items: HashMap<SeparationId, Vec<Stated>>,
    agreed: HashMap<SeparationId, Agreed>,
}

impl Basis {
    pub async fn gather(app: &App, db: &Db, case: &Case, asked: Asked) -> Answer<Self> {
        let found = Self::gather_all(app, db, std::slice::from_ref(case), asked).await?;
        found.into_iter().next().ok_or_else(|| Problem::from_internal("one case has one basis"))
    }

    /// One for each case, in their order; five statements, one more once an offer is accepted, however many cases.
    pub async fn gather_all(app: &App, db: &Db, cases: &[Case], asked: Asked) -> Answer<Vec<Self>> {
        let today = app.today();
        let days: Vec<Days> = cases.iter().map(|case| Days::of(case, asked, today)).collect::<Answer<_>>()?;
        let Some(wages_from) = days.iter().map(Days::wages_from).min() else { return Ok(Vec::new()) };
        let people: Vec<EmployeeId> = cases.iter().map(|case| case.row.employee_id).collect();
        let last_days: Vec<(EmployeeId, NaiveDate)> =
            people.iter().copied().zip(days.iter().map(|days| days.last_day)).collect();
        let cities: Vec<&str> = cases.iter().map(|case| case.parties.city.as_str()).collect();
        let ids: Vec<SeparationId> = cases.iter().map(|case| case.row.id).collect();
        let with_terms: Vec<SeparationId> =
            cases.iter().filter(|case| case.row.stage.0.has_terms()).map(|case| case.row.id).collect();
        let (wages, contracts, leaves, standards, items, agreed) = tokio::try_join!(
            wages_since(db, &app.keyring, &people, wages_from),
            contracts_in_force(db, &app.keyring, &last_days),
            annual_leaves_of(db, &last_days),
            of_cities(db, &cities),
            settlement_items::of_cases(app, db, &ids),
            proposals::accepted_in(app, db, &with_terms),
        )?;
        let known = OnRecord { wages, contracts, leaves, standards, items, agreed };
        Ok(cases.iter().zip(days).map(|(case, days)| Self::of(case, days, &known)).collect())
    }

    fn of(case: &Case, days: Days, known: &OnRecord) -> Self {
        let Days { ground, reaches_on, last_day, ahead, last_month, window } = days;
        let (person, facts) = (case.row.employee_id, case.facts());
        let month = |day: NaiveDate| average_wage::Month::of(day).to_string();
        let (last_month, in_window): (String, Vec<String>) =
            (month(last_month), window.months.iter().map(|day| month(*day)).collect());
        let wages = known.wages.get(&person).map_or(&[][..], Vec::as_slice);
        Self {
            ground,
            proposer: case.row.proposer.0,
            renewal_offer: facts.renewal_offer,
            employee_refused: facts.employee_refused,
            city: case.parties.city.clone(),
            standards: known
                .standards
                .get(city_name(&case.parties.city))
                .cloned()
                .unwrap_or_else(|| Arc::new(Standards::shipped().clone())),
            hired_on: case.parties.hired_on,
            last_day,
            ahead,
            notice_given: leaves_thirty_days(reaches_on, last_day),
            window,
            recorded_wage: wages.iter().find(|wage| wage.month == month(last_day)).map(|wage| wage.gross.0),
            last_wage: wages.iter().find(|wage| wage.month == last_month).cloned(),
            wages: wages.iter().filter(|wage| in_window.contains(&wage.month)).cloned().collect(),
            contract_wage: known.contracts.get(&person).and_then(|one| one.terms.monthly_wage).map(|wage| wage.0),
            leave: known.leaves.get(&(person, last_day.year())).cloned(),
            items: known.items.get(&case.row.id).cloned().unwrap_or_default(),
            agreed: known.agreed.get(&case.row.id).cloned(),
        }
    }
}
