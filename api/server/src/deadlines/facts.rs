//! The dates of people, one row each: the view `deadline_facts`.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::deadlines::{CaseDates, ContractPeriod, Declared, Facts, LeaveYear};
use domain::disputes::Course;
use domain::identity::Gender;
use serde::Deserialize;
use store::ids::{DisputeId, EmployeeId, LegalEntityId, SeparationId};
use store::{Db, Json, Text};

use crate::employees::{Circumstances, EmployeeRef};
use crate::platform::crypto::Keyring;
use crate::platform::{Answer, Scope};

diesel::table! {
    deadline_facts (employee_id) {
        employee_id -> Uuid,
        number -> Text,
        name -> Text,
        gender -> Text,
        birth_on -> Date,
        legal_entity_id -> Uuid,
        hired_on -> Date,
        left_on -> Nullable<Date>,
        has_union -> Bool,
        employed_before -> Bool,
        contracts -> Jsonb,
        annual_leaves -> Jsonb,
        separation -> Nullable<Jsonb>,
        circumstances_sealed -> Nullable<Bytea>,
        declared_on -> Nullable<Date>,
        disputes -> Jsonb,
        held -> Bool,
    }
}

/// The latest case of an employment that was not withdrawn.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct CaseRow {
    pub id: SeparationId,
    open_to_employee: bool,
    #[serde(flatten)]
    dates: CaseDates,
}

/// A dispute, over or not.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct DisputeRow {
    pub id: DisputeId,
    #[serde(flatten)]
    course: Course,
}

/// What the records say about one person.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = deadline_facts)]
pub(super) struct PersonRow {
    pub employee_id: EmployeeId,
    number: String,
    name: String,
    gender: Text<Gender>,
    birth_on: NaiveDate,
    pub legal_entity_id: LegalEntityId,
    hired_on: NaiveDate,
    left_on: Option<NaiveDate>,
    has_union: bool,
    employed_before: bool,
    contracts: Json<Vec<ContractPeriod>>,
    annual_leaves: Json<Vec<LeaveYear>>,
    pub separation: Option<Json<CaseRow>>,
    circumstances_sealed: Option<Vec<u8>>,
    declared_on: Option<NaiveDate>,
    pub disputes: Json<Vec<DisputeRow>>,
    held: bool,
}

/// How a person's deadlines may be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// One's own: all of them, but nothing of a case that is not open yet.
    Own,
    /// By those who may know the circumstances.
    Whole,
    /// By a manager: only what touches on nothing sensitive.
    Line,
}

impl PersonRow {
    /// The people in scope, and which of them may be looked at as a whole; one statement.
    pub async fn in_scope(
        mut db: &Db,
        (scope, whole): (&Scope, &Scope),
        employee: Option<EmployeeId>,
        today: NaiveDate,
    ) -> Answer<Vec<(Self, bool)>> {
        let mut query = deadline_facts::table
            .filter(scope.sees(deadline_facts::employee_id, today))
            .select((Self::as_select(), whole.sees(deadline_facts::employee_id, today)))
            .into_boxed();
        if let Some(employee) = employee {
            query = query.filter(deadline_facts::employee_id.eq(employee));
        }
        Ok(query.load(&mut db).await?)
    }

    /// The next people after one, for the daily look at everybody.
    pub async fn after(mut db: &Db, last: Option<EmployeeId>, limit: i64) -> Answer<Vec<Self>> {
        let mut query = deadline_facts::table
            .order(deadline_facts::employee_id)
            .limit(limit)
            .select(Self::as_select())
            .into_boxed();
        if let Some(last) = last {
            query = query.filter(deadline_facts::employee_id.gt(last));
        }
        Ok(query.load(&mut db).await?)
    }

    pub fn person(&self) -> EmployeeRef {
        EmployeeRef { id: self.employee_id, number: self.number.clone(), name: self.name.clone() }
    }

    /// The facts as far as they may be used for this look.
    pub fn facts(&self, keyring: &Keyring, sight: Sight) -> Answer<Facts> {
        let declared = match (&self.circumstances_sealed, self.declared_on, sight) {
            (Some(sealed), Some(on), Sight::Own | Sight::Whole) => Some(declared(keyring, sealed, on)?),
            _ => None,
        };
        let shown = |case: &&CaseRow| sight != Sight::Own || case.open_to_employee;
        Ok(Facts {
            is_male: self.gender.0 == Gender::Male,
            birth_on: self.birth_on,
            hired_on: self.hired_on,
            left_on: self.left_on,
            employed_before: self.employed_before,
            has_union: self.has_union,
            contracts: self.contracts.0.clone(),
            annual_leaves: self.annual_leaves.0.clone(),
            declared,
            // The calendar of the defence is the employer's.
            disputes: self.disputes.0.iter().filter(|_| sight != Sight::Own).map(|one| one.course.clone()).collect(),
            held: self.held,
            case: self.separation.as_ref().map(|case| &case.0).filter(shown).map(|case| case.dates.clone()),
        })
    }
}

fn declared(keyring: &Keyring, sealed: &[u8], on: NaiveDate) -> Answer<Declared> {
    let said = Circumstances::open(keyring, sealed)?;
    Ok(Declared {
        on,
        pregnant: said.pregnant.as_bool(),
        nursing: said.nursing.as_bool(),
        nursing_until: said.nursing_until,
        in_medical_period: said.in_medical_period.as_bool(),
        injured: said.injured.as_bool(),
        injury_grade: said.injury_grade,
        occupational_hazard: said.occupational_hazard.as_bool(),
        exit_health_check: said.exit_health_check.as_bool(),
    })
}
