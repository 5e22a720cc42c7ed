//! People already on record, compared with the roster: only what differs is written, and only that is told.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, Binary, Date, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::identity::NationalId;
use domain::roster::RosterRow;
use serde_json::{Map, Value, json};
use store::Tx;
use store::ids::{AssignmentId, EmployeeId, EmploymentId, OrgUnitId, PositionId};
use store::schema::assignments;

use super::record::{Person, Record};
use super::terms::NewTerms;
use crate::employees::{open_phone, seal_phone};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, ids};

/// Where somebody works once the roster is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub org_unit_id: OrgUnitId,
    pub position_id: PositionId,
    pub manager_id: Option<EmployeeId>,
}

/// All that differs, gathered before anything is written.
#[derive(Default)]
pub(super) struct Corrections {
    details: Vec<Details>,
    hired_on: Vec<(EmploymentId, NaiveDate, NaiveDate)>,
    moved_today: Vec<(AssignmentId, Place)>,
    succeeded: Vec<AssignmentId>,
    started: Vec<(AssignmentId, EmploymentId, EmployeeId, Place)>,
    terms: NewTerms,
    events: Vec<Event>,
    /// People of whom something changed.
    pub updated: usize,
}

struct Details {
    id: EmployeeId,
    name: String,
    pinyin: String,
    initials: String,
    gender: &'static str,
    birth_on: NaiveDate,
    national_id_sealed: Vec<u8>,
    national_id_index: Vec<u8>,
    phone_sealed: Option<Vec<u8>>,
    email: Option<String>,
    bank_account_sealed: Option<Vec<u8>>,
    work_city: String,
}

impl Corrections {
    /// Notes what differs between a person on record and their row.
    pub fn compare(
        &mut self,
        app: &App,
        record: &Record,
        person: &Person,
        row: &RosterRow,
        place: Place,
    ) -> Answer<()> {
        let differs = [
            self.compare_details(app, record, person, row)?,
            self.compare_place(app, record, person, row, place),
            self.terms.compare(app, record, person, row)?,
        ];
        self.updated += usize::from(differs.contains(&true));
        Ok(())
    }

    /// A blank cell says nothing; what is on record stays.
    fn compare_details(&mut self, app: &App, record: &Record, person: &Person, row: &RosterRow) -> Answer<bool> {
        let index = app.keyring.blind_index("employees.national_id", &row.national_id);
        let sealed_differs = |column: &str, said: Option<&str>, kept: &Option<Vec<u8>>| -> Answer<bool> {
            let Some(said) = said else { return Ok(false) };
            let kept = kept.as_ref().map(|sealed| app.keyring.open_column(column, sealed)).transpose()?;
            Ok(kept.as_deref() != Some(said))
        };
        let said_otherwise =
            |said: &Option<String>, kept: Option<&str>| said.as_deref().is_some_and(|said| kept != Some(said));
        let mut facts = Map::new();
        let mut changed = Vec::new();
        // The entry names which sensitive fields changed and leaves their values in the columns that are sealed.
        let mut note = |field: &'static str, differs: bool, value: Option<Value>| {
            if differs {
                changed.push(field);
                facts.extend(value.map(|value| (field.to_owned(), value)));
            }
        };
        note("name", row.name != person.name, Some(json!(row.name)));
        note("national_id", index != person.national_id_index, None);
        let phone =
            person.phone_sealed.as_ref().map(|sealed| open_phone(&app.keyring, person.id, sealed)).transpose()?;
        note("phone", phone.as_deref() != Some(&row.phone), None);
        note("email", said_otherwise(&row.email, person.email.as_deref()), Some(json!(row.email)));
        note(
            "bank_account",
            sealed_differs("employees.bank_account", row.bank_account.as_deref(), &person.bank_account_sealed)?,
            None,
        );
        note("work_city", said_otherwise(&row.work_city, Some(&person.work_city)), Some(json!(row.work_city)));
        note("hired_on", row.hired_on != person.hired_on, Some(json!(row.hired_on)));
        if changed.is_empty() {
            return Ok(false);
        }
        if changed.contains(&"hired_on") {
            self.hired_on.push((person.employment_id, person.hired_on, row.hired_on));
        }
        facts.insert("number".into(), json!(person.number));
        facts.insert("changed".into(), json!(changed));
        self.details.push(Details::of(app, person, row, index)?);
        self.events.push(Event::new(Kind::EmployeeChanged, record.entity, person.id).about(person.id).facts(&facts));
        Ok(true)
    }

    /// Another unit, position or manager holds from today on; the assignment on record ends the day before.
    fn compare_place(&mut self, app: &App, record: &Record, person: &Person, row: &RosterRow, place: Place) -> bool {
        let today = app.today();
        let present = record.posts.get(&person.id);
        let as_is = present.map(|post| Place {
            org_unit_id: post.org_unit_id,
            position_id: post.position_id,
            manager_id: post.manager_id,
        });
        if as_is == Some(place) {
            return false;
        }
        let id = match present {
            // It starts today or later: nobody has worked under it yet.
            Some(post) if post.from_on >= today => {
                self.moved_today.push((post.id, place));
                post.id
            }
            present => {
                self.succeeded.extend(present.map(|post| post.id));
                let id = ids::new();
                self.started.push((id, person.employment_id, person.id, place));
                id
            }
        };
        let facts = json!({
            "id": id,
            "org_unit_id": place.org_unit_id,
            "org_unit": row.unit,
            "position_id": place.position_id,
            "position": row.position,
            "manager_id": place.manager_id,
            "from": today,
        });
        self.events.push(Event::new(Kind::AssignmentStarted, record.entity, id).about(person.id).facts(&facts));
        true
    }

    /// Writes all of it, a statement for a thousand people; answers what happened.
    pub async fn write(mut self, app: &App, tx: &mut Tx) -> Answer<Vec<Event>> {
        for batch in self.details.chunks(1_000) {
            write_details(tx, batch).await?;
        }
        for batch in self.hired_on.chunks(1_000) {
            write_hiring_days(tx, batch).await?;
        }
        self.write_places(app, tx).await?;
        self.events.extend(self.terms.write(app, tx).await?);
        Ok(self.events)
    }

    async fn write_places(&self, app: &App, tx: &mut Tx) -> Answer<()> {
        for batch in self.moved_today.chunks(1_000) {
            diesel::sql_query(
                "update assignments set org_unit_id = new.unit, position_id = new.position, manager_id = new.manager \
                 from unnest($1, $2, $3, $4) as new (id, unit, position, manager) where assignments.id = new.id",
            )
            .bind::<Array<SqlUuid>, _>(batch.iter().map(|(id, _)| *id).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(batch.iter().map(|(_, place)| place.org_unit_id).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(batch.iter().map(|(_, place)| place.position_id).collect::<Vec<_>>())
            .bind::<Array<Nullable<SqlUuid>>, _>(batch.iter().map(|(_, place)| place.manager_id).collect::<Vec<_>>())
            .execute(tx)
            .await?;
        }
        diesel::update(assignments::table.filter(assignments::id.eq_any(&self.succeeded)))
            .set(assignments::until_on.eq(app.today()))
            .execute(tx)
            .await?;
        for batch in self.started.chunks(1_000) {
            let rows: Vec<_> = batch
                .iter()
                .map(|(id, employment, employee, place)| {
                    (
                        assignments::id.eq(*id),
                        assignments::employment_id.eq(*employment),
                        assignments::employee_id.eq(*employee),
                        assignments::org_unit_id.eq(place.org_unit_id),
                        assignments::position_id.eq(place.position_id),
                        assignments::manager_id.eq(place.manager_id),
                        assignments::from_on.eq(app.today()),
                        assignments::created_at.eq(app.now()),
                    )
                })
                .collect();
            diesel::insert_into(assignments::table).values(&rows).execute(tx).await?;
        }
        Ok(())
    }
}

impl Details {
    fn of(app: &App, person: &Person, row: &RosterRow, index: Vec<u8>) -> Answer<Self> {
        let national_id = NationalId::parse(&row.national_id).map_err(|_| Problem::invalid())?;
        let seal = |column: &str, plain: &str| app.keyring.seal_column(column, plain);
        let bank_account =
            row.bank_account.as_ref().map(|account| seal("employees.bank_account", account)).transpose()?;
        Ok(Self {
            id: person.id,
            name: row.name.clone(),
            pinyin: row.pinyin.clone(),
            initials: row.initials.clone(),
            gender: national_id.gender().name(),
            birth_on: national_id.birth_date(),
            national_id_sealed: seal("employees.national_id", &row.national_id)?,
            national_id_index: index,
            phone_sealed: Some(seal_phone(&app.keyring, person.id, &row.phone)?),
            email: row.email.clone().or_else(|| person.email.clone()),
            bank_account_sealed: bank_account.or_else(|| person.bank_account_sealed.clone()),
            work_city: row.work_city.clone().unwrap_or_else(|| person.work_city.clone()),
        })
    }
}

async fn write_details(tx: &mut Tx, batch: &[Details]) -> Answer<()> {
    diesel::sql_query(
        "update employees set name = new.name, pinyin = new.pinyin, initials = new.initials, gender = new.gender, \
         birth_on = new.birth_on, national_id_sealed = new.national_id, national_id_index = new.national_id_index, \
         phone_sealed = new.phone, email = new.email, bank_account_sealed = new.bank_account, work_city = new.work_city, \
         version = version + 1 \
         from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as new (id, name, pinyin, initials, gender, birth_on, \
         national_id, national_id_index, phone, email, bank_account, work_city) where employees.id = new.id",
    )
    .bind::<Array<SqlUuid>, _>(batch.iter().map(|one| one.id).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(batch.iter().map(|one| one.name.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(batch.iter().map(|one| one.pinyin.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(batch.iter().map(|one| one.initials.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(batch.iter().map(|one| one.gender).collect::<Vec<_>>())
    .bind::<Array<Date>, _>(batch.iter().map(|one| one.birth_on).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(batch.iter().map(|one| one.national_id_sealed.as_slice()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(batch.iter().map(|one| one.national_id_index.as_slice()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Binary>>, _>(batch.iter().map(|one| one.phone_sealed.as_deref()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(batch.iter().map(|one| one.email.as_deref()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Binary>>, _>(batch.iter().map(|one| one.bank_account_sealed.as_deref()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(batch.iter().map(|one| one.work_city.as_str()).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Another first day moves the first assignment with it.
async fn write_hiring_days(tx: &mut Tx, batch: &[(EmploymentId, NaiveDate, NaiveDate)]) -> Answer<()> {
    let employments: Vec<EmploymentId> = batch.iter().map(|(id, ..)| *id).collect();
    let before: Vec<NaiveDate> = batch.iter().map(|(_, before, _)| *before).collect();
    let after: Vec<NaiveDate> = batch.iter().map(|(.., after)| *after).collect();
    diesel::sql_query(
        "update employments set hired_on = new.hired_on from unnest($1, $2) as new (id, hired_on) where employments.id = new.id",
    )
    .bind::<Array<SqlUuid>, _>(&employments)
    .bind::<Array<Date>, _>(&after)
    .execute(tx)
    .await?;
    diesel::sql_query(
        "update assignments set from_on = new.after from unnest($1, $2, $3) as new (employment_id, before, after) \
         where assignments.employment_id = new.employment_id and assignments.from_on = new.before",
    )
    .bind::<Array<SqlUuid>, _>(&employments)
    .bind::<Array<Date>, _>(&before)
    .bind::<Array<Date>, _>(&after)
    .execute(tx)
    .await?;
    Ok(())
}
