//! Contracts of people on record, compared with what the roster says of them.

use diesel::prelude::*;
use diesel::sql_types::{Array, Binary, Date, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::roster::RosterRow;
use serde_json::json;
use store::ids::{ContractId, EmployeeId, EmploymentId};
use store::schema::contracts;
use store::{Money, Tx};

use super::record::{Person, Record, Terms};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, ids};

/// The column that seals pay, as `employees` names it.
const WAGE: &str = "contracts.monthly_wage";

/// Contracts to write: corrected in place, or concluded after the one on record.
#[derive(Default)]
pub(super) struct NewTerms {
    corrected: Vec<Written>,
    concluded: Vec<Written>,
    events: Vec<Event>,
}

struct Written {
    id: ContractId,
    employment_id: EmploymentId,
    employee_id: EmployeeId,
    terms: Terms,
}

impl NewTerms {
    /// Notes what differs; true when something does.
    pub fn compare(&mut self, app: &App, record: &Record, person: &Person, row: &RosterRow) -> Answer<bool> {
        let present = record.terms.get(&person.id);
        if let Some(present) = present
            && same(app, present, row)?
        {
            return Ok(false);
        }
        // A contract that starts after the last one has ended follows it; anything else puts the record right.
        let corrected = present.filter(|present| present.until_on.is_none_or(|until| row.contract_from <= until));
        let id = corrected.map_or_else(ids::new, |present| present.id);
        let terms = Terms {
            employee_id: person.id,
            id,
            kind: row.contract_kind.name().to_owned(),
            from_on: row.contract_from,
            until_on: row.contract_until,
            probation_until: row.probation_until.or_else(|| corrected?.probation_until),
            wage_sealed: app.keyring.seal_column(WAGE, &row.monthly_wage.to_string())?,
        };
        let facts = json!({
            "id": id,
            "kind": terms.kind,
            "from": terms.from_on,
            "until": terms.until_on,
            "probation_until": terms.probation_until,
            "monthly_wage": Money(row.monthly_wage),
        });
        let (kind, list) = match corrected {
            Some(_) => (Kind::ContractChanged, &mut self.corrected),
            None => (Kind::ContractConcluded, &mut self.concluded),
        };
        list.push(Written { id, employment_id: person.employment_id, employee_id: person.id, terms });
        self.events.push(Event::new(kind, record.entity, id).about(person.id).facts(&facts));
        Ok(true)
    }

    /// Writes them, a statement for a thousand people.
    pub async fn write(self, app: &App, tx: &mut Tx) -> Answer<Vec<Event>> {
        for batch in self.corrected.chunks(1_000) {
            let column = |of: fn(&Terms) -> Option<chrono::NaiveDate>| {
                batch.iter().map(|one| of(&one.terms)).collect::<Vec<_>>()
            };
            diesel::sql_query(
                "update contracts set kind = new.kind, from_on = new.from_on, until_on = new.until_on, \
                 probation_until = new.probation_until, monthly_wage_sealed = new.wage, version = version + 1 \
                 from unnest($1, $2, $3, $4, $5, $6) as new (id, kind, from_on, until_on, probation_until, wage) \
                 where contracts.id = new.id",
            )
            .bind::<Array<SqlUuid>, _>(batch.iter().map(|one| one.id).collect::<Vec<_>>())
            .bind::<Array<Text>, _>(batch.iter().map(|one| one.terms.kind.as_str()).collect::<Vec<_>>())
            .bind::<Array<Date>, _>(batch.iter().map(|one| one.terms.from_on).collect::<Vec<_>>())
            .bind::<Array<Nullable<Date>>, _>(column(|terms| terms.until_on))
            .bind::<Array<Nullable<Date>>, _>(column(|terms| terms.probation_until))
            .bind::<Array<Binary>, _>(batch.iter().map(|one| one.terms.wage_sealed.as_slice()).collect::<Vec<_>>())
            .execute(tx)
            .await?;
        }
        for batch in self.concluded.chunks(1_000) {
            let rows: Vec<_> = batch
                .iter()
                .map(|one| {
                    (
                        contracts::id.eq(one.id),
                        contracts::employment_id.eq(one.employment_id),
                        contracts::employee_id.eq(one.employee_id),
                        contracts::kind.eq(&one.terms.kind),
                        contracts::from_on.eq(one.terms.from_on),
                        contracts::until_on.eq(one.terms.until_on),
                        contracts::probation_until.eq(one.terms.probation_until),
                        contracts::monthly_wage_sealed.eq(&one.terms.wage_sealed),
                        contracts::created_at.eq(app.now()),
                    )
                })
                .collect();
            diesel::insert_into(contracts::table).values(&rows).execute(tx).await?;
        }
        Ok(self.events)
    }
}

/// A blank probation leaves the one on record.
fn same(app: &App, present: &Terms, row: &RosterRow) -> Answer<bool> {
    let written = (row.contract_kind.name(), row.contract_from, row.contract_until);
    let probation = row.probation_until.is_none() || row.probation_until == present.probation_until;
    Ok((present.kind.as_str(), present.from_on, present.until_on) == written
        && probation
        && app.keyring.open_column(WAGE, &present.wage_sealed)? == row.monthly_wage.to_string())
}
