//! What is on record of one legal entity, loaded in a handful of statements however many people there are.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::roster::{Known, Level, Roster, RosterRow};
use store::Db;
use store::ids::{AssignmentId, ContractId, EmployeeId, EmploymentId, LegalEntityId, OrgUnitId, PositionId};
use store::schema::{accounts, assignments, contracts, employees, employments, org_units, positions};

use super::row::Finding;
use crate::platform::{Answer, App};

/// What two names or numbers are compared by: without blanks, in lower case.
pub(super) fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A person with the period they are or were employed in.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Person {
    pub id: EmployeeId,
    pub number: String,
    pub name: String,
    pub national_id_index: Vec<u8>,
    pub phone_sealed: Option<Vec<u8>>,
    pub email: Option<String>,
    pub bank_account_sealed: Option<Vec<u8>>,
    pub work_city: String,
    pub employment_id: EmploymentId,
    pub hired_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
}

/// The assignment that lasts.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Post {
    pub employee_id: EmployeeId,
    pub id: AssignmentId,
    pub org_unit_id: OrgUnitId,
    pub position_id: PositionId,
    pub manager_id: Option<EmployeeId>,
    pub from_on: NaiveDate,
}

/// The latest contract.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Terms {
    pub employee_id: EmployeeId,
    pub id: ContractId,
    pub kind: String,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
    pub probation_until: Option<NaiveDate>,
    pub wage_sealed: Vec<u8>,
}

#[derive(Clone, Debug, Queryable)]
pub(super) struct Unit {
    pub id: OrgUnitId,
    pub parent_id: Option<OrgUnitId>,
    pub name: String,
    pub head_id: Option<EmployeeId>,
}

/// All of it.
pub(super) struct Record {
    pub entity: LegalEntityId,
    /// By compared number.
    pub people: HashMap<String, Person>,
    pub posts: HashMap<EmployeeId, Post>,
    pub terms: HashMap<EmployeeId, Terms>,
    pub units: Vec<Unit>,
    /// By compared name.
    pub positions: HashMap<String, PositionId>,
}

impl Record {
    pub async fn load(mut db: &Db, entity: LegalEntityId) -> Answer<Self> {
        let people: Vec<Person> = employees::table
            .inner_join(employments::table.on(employees::employment_id.eq(employments::id.nullable())))
            .filter(employees::legal_entity_id.eq(entity))
            .select((
                employees::id,
                employees::number,
                employees::name,
                employees::national_id_index,
                employees::phone_sealed,
                employees::email,
                employees::bank_account_sealed,
                employees::work_city,
                employments::id,
                employments::hired_on,
                employments::left_on,
            ))
            .load(&mut db)
            .await?;
        let posts: Vec<Post> = assignments::table
            .inner_join(employees::table.on(employees::employment_id.eq(assignments::employment_id.nullable())))
            .filter(employees::legal_entity_id.eq(entity).and(assignments::until_on.is_null()))
            .select((
                assignments::employee_id,
                assignments::id,
                assignments::org_unit_id,
                assignments::position_id,
                assignments::manager_id,
                assignments::from_on,
            ))
            .load(&mut db)
            .await?;
        let terms: Vec<Terms> = contracts::table
            .inner_join(employees::table.on(employees::employment_id.eq(contracts::employment_id.nullable())))
            .filter(employees::legal_entity_id.eq(entity))
            .distinct_on(contracts::employee_id)
            .order((contracts::employee_id, contracts::from_on.desc()))
            .select((
                contracts::employee_id,
                contracts::id,
                contracts::kind,
                contracts::from_on,
                contracts::until_on,
                contracts::probation_until,
                contracts::monthly_wage_sealed,
            ))
            .load(&mut db)
            .await?;
        let units: Vec<Unit> = org_units::table
            .filter(org_units::legal_entity_id.eq(entity))
            .select((org_units::id, org_units::parent_id, org_units::name, org_units::head_id))
            .load(&mut db)
            .await?;
        let posts_by_name: Vec<(String, PositionId)> = positions::table
            .filter(positions::legal_entity_id.eq(entity))
            .select((positions::name, positions::id))
            .load(&mut db)
            .await?;
        Ok(Self {
            entity,
            people: people.into_iter().map(|person| (key(&person.number), person)).collect(),
            posts: posts.into_iter().map(|post| (post.employee_id, post)).collect(),
            terms: terms.into_iter().map(|terms| (terms.employee_id, terms)).collect(),
            units,
            positions: posts_by_name.into_iter().map(|(name, id)| (key(&name), id)).collect(),
        })
    }

    /// Units and the people who still work here, each with the manager's number.
    pub fn known(&self, today: NaiveDate) -> Known {
        let working = || self.people.values().filter(|person| !has_left(person, today));
        let numbers: HashMap<EmployeeId, &str> = working().map(|person| (person.id, person.number.as_str())).collect();
        let manager_of = |person: &Person| {
            let manager = self.posts.get(&person.id)?.manager_id?;
            numbers.get(&manager).map(|number| (*number).to_owned())
        };
        Known {
            units: self.units.iter().map(|unit| unit.name.clone()).collect(),
            managers: working().map(|person| (person.number.clone(), manager_of(person))).collect(),
        }
    }

    /// Rows that the records refuse: somebody who has left, an identity number or a login that is another's,
    /// a unit whose name does not say which one.
    pub async fn conflicts(&self, app: &App, mut db: &Db, roster: &Roster) -> Answer<Vec<Finding>> {
        let mut indexes: HashMap<Vec<u8>, &RosterRow> = HashMap::new();
        let mut logins: HashMap<String, &RosterRow> = HashMap::new();
        for row in &roster.rows {
            let index = app.keyring.blind_index("employees.national_id", &row.national_id);
            let person = self.people.get(&key(&row.number));
            if person.is_none_or(|person| person.national_id_index != index) {
                indexes.insert(index, row);
            }
            if person.is_none() {
                logins.insert(row.number.to_lowercase(), row);
            }
        }
        let mut found = Vec::new();
        let wanted: Vec<&Vec<u8>> = indexes.keys().collect();
        for batch in wanted.chunks(10_000) {
            let taken: Vec<(Vec<u8>, String, LegalEntityId)> = employees::table
                .filter(employees::national_id_index.eq_any(batch))
                .select((employees::national_id_index, employees::number, employees::legal_entity_id))
                .load(&mut db)
                .await?;
            for (index, number, entity) in taken {
                let Some(row) = indexes.get(&index) else { continue };
                let elsewhere =
                    (entity != self.entity).then_some(("另一用人单位".to_owned(), "another legal entity".to_owned()));
                let (zh, en) = elsewhere.unwrap_or_else(|| (format!("工号 {number}"), format!("number {number}")));
                found.push(conflict(
                    roster,
                    row,
                    ("身份证号", "duplicate_id", &row.national_id),
                    format!("该身份证号已登记在{zh}名下，请核对工号与身份证号。"),
                    format!("This identity number is on record under {en}. Check both numbers."),
                ));
            }
        }
        let wanted: Vec<&String> = logins.keys().collect();
        for batch in wanted.chunks(10_000) {
            let taken: Vec<String> =
                accounts::table.filter(accounts::login.eq_any(batch)).select(accounts::login).load(&mut db).await?;
            for row in taken.iter().filter_map(|login| logins.get(login)) {
                found.push(conflict(
                    roster,
                    row,
                    ("工号", "duplicate_number", &row.number),
                    "已有账号以此工号作为登录名，请换一个工号。".into(),
                    "An account signs in under this number already. Choose another.".into(),
                ));
            }
        }
        found.extend(self.people_who_left(roster, app.today()));
        found.extend(self.units_not_told_apart(roster));
        Ok(found)
    }

    fn people_who_left<'a>(&'a self, roster: &'a Roster, today: NaiveDate) -> impl Iterator<Item = Finding> + 'a {
        roster.rows.iter().filter_map(move |row| {
            let left_on = self.people.get(&key(&row.number)).filter(|person| has_left(person, today))?.left_on?;
            Some(conflict(
                roster,
                row,
                ("工号", "has_left", &row.number),
                format!("该工号的员工已于 {left_on} 离职。如为在职人员，请核对工号。"),
                format!("The employee with this number left on {left_on}. Check the number if this person works here."),
            ))
        })
    }

    fn units_not_told_apart<'a>(&'a self, roster: &'a Roster) -> impl Iterator<Item = Finding> + 'a {
        let in_sheet: HashSet<String> = roster.units.iter().map(|unit| key(&unit.name)).collect();
        let mut times: HashMap<String, usize> = HashMap::new();
        for unit in &self.units {
            *times.entry(key(&unit.name)).or_default() += 1;
        }
        roster.rows.iter().filter_map(move |row| {
            let name = key(&row.unit);
            if in_sheet.contains(&name) || times.get(&name).is_none_or(|times| *times < 2) {
                return None;
            }
            Some(conflict(
                roster,
                row,
                ("部门", "ambiguous_unit", &row.unit),
                format!("有多个名为“{}”的部门。请在“部门”工作表中写明它的上级部门。", row.unit),
                format!("Several units are called “{}”. Name its parent on the units' sheet.", row.unit),
            ))
        })
    }
}

fn has_left(person: &Person, today: NaiveDate) -> bool {
    person.left_on.is_some_and(|left| left < today)
}

fn conflict(
    roster: &Roster,
    row: &RosterRow,
    (column, code, value): (&str, &str, &str),
    zh: String,
    en: String,
) -> Finding {
    Finding {
        sheet: roster.sheet.clone(),
        row: row.row,
        column: column.to_owned(),
        code: code.to_owned(),
        level: Level::Error,
        value: value.to_owned(),
        zh,
        en,
    }
}
