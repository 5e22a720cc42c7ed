//! Units and positions that a roster names, made where they are missing.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Array, Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::roster::{Roster, RosterRow};
use serde_json::json;
use store::Tx;
use store::ids::{EmployeeId, OrgUnitId, PositionId};
use store::schema::{org_units, positions};

use super::record::{Record, Unit, key};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, ids};

/// The units of a legal entity with those of the roster.
pub(super) struct Units {
    by_name: HashMap<String, OrgUnitId>,
    /// Units of the roster's sheet, as they shall be.
    named: Vec<Named>,
}

struct Named {
    unit: Unit,
    is_new: bool,
    /// The parent differs from the one on record.
    moved: bool,
    /// Number of the head.
    head: Option<String>,
}

impl Units {
    /// Makes the units that are missing; parents come before their children in the roster.
    pub async fn settle(app: &App, tx: &mut Tx, record: &Record, roster: &Roster) -> Answer<Self> {
        let mut by_name: HashMap<String, OrgUnitId> =
            record.units.iter().map(|unit| (key(&unit.name), unit.id)).collect();
        let mut same_name: HashMap<String, Vec<&Unit>> = HashMap::new();
        for unit in &record.units {
            same_name.entry(key(&unit.name)).or_default().push(unit);
        }
        let mut named = Vec::with_capacity(roster.units.len());
        for unit in &roster.units {
            let parent_id = unit.parent.as_ref().and_then(|parent| by_name.get(&key(parent)).copied());
            let (present, is_new) = match the_one(same_name.get(&key(&unit.name)), parent_id) {
                Some(present) => (present.clone(), false),
                None => (Unit { id: ids::new(), parent_id, name: unit.name.clone(), head_id: None }, true),
            };
            // A blank parent leaves the unit where it is.
            let moved = parent_id.is_some() && present.parent_id != parent_id;
            by_name.insert(key(&unit.name), present.id);
            let unit_now = Unit { parent_id: parent_id.or(present.parent_id), ..present };
            named.push(Named { unit: unit_now, is_new, moved, head: unit.head.clone() });
        }
        let rows: Vec<_> = named
            .iter()
            .filter(|named| named.is_new)
            .map(|named| {
                (
                    org_units::id.eq(named.unit.id),
                    org_units::legal_entity_id.eq(record.entity),
                    org_units::parent_id.eq(named.unit.parent_id),
                    org_units::name.eq(&named.unit.name),
                    org_units::created_at.eq(app.now()),
                )
            })
            .collect();
        for batch in rows.chunks(5_000) {
            diesel::insert_into(org_units::table).values(batch).execute(tx).await?;
        }
        Ok(Self { by_name, named })
    }

    pub fn of(&self, row: &RosterRow) -> Answer<OrgUnitId> {
        self.by_name.get(&key(&row.unit)).copied().ok_or_else(|| {
            Problem::field(
                format!("/rows/{}", row.row),
                "unknown_unit",
                format!("第 {} 行的部门“{}”已不在册，请重新上传核对。", row.row, row.unit),
                format!("Row {}: unit “{}” is no longer on record. Upload the file again.", row.row, row.unit),
            )
        })
    }

    /// Heads by compared name of the unit: as the sheet says, else as on record.
    pub fn heads(&self, record: &Record, people: &HashMap<String, EmployeeId>) -> HashMap<String, EmployeeId> {
        let on_record = record.units.iter().filter_map(|unit| Some((key(&unit.name), unit.head_id?)));
        let in_sheet = self.named.iter().filter_map(|named| {
            let head = people.get(&key(named.head.as_ref()?))?;
            Some((key(&named.unit.name), *head))
        });
        on_record.chain(in_sheet).collect()
    }

    /// Sets heads and parents once the people exist; answers what happened to the units.
    pub async fn finish(
        self,
        tx: &mut Tx,
        record: &Record,
        people: &HashMap<String, EmployeeId>,
    ) -> Answer<Vec<Event>> {
        let mut events = Vec::new();
        let (mut changed, mut parents, mut heads) = (Vec::new(), Vec::new(), Vec::new());
        for Named { unit, is_new, moved, head } in self.named {
            let head_id = head.as_ref().and_then(|number| people.get(&key(number)).copied()).or(unit.head_id);
            let differs = moved || head_id != unit.head_id;
            if !(is_new || differs) {
                continue;
            }
            if differs {
                changed.push(unit.id);
                parents.push(unit.parent_id);
                heads.push(head_id);
            }
            let kind = if is_new { Kind::OrgUnitCreated } else { Kind::OrgUnitChanged };
            let facts = json!({
                "id": unit.id,
                "legal_entity_id": record.entity,
                "parent_id": unit.parent_id,
                "name": unit.name,
                "head_id": head_id,
            });
            events.push(Event::new(kind, record.entity, unit.id).facts(&facts));
        }
        if !changed.is_empty() {
            diesel::sql_query(
                "update org_units set parent_id = new.parent_id, head_id = new.head_id, version = version + 1 \
                 from unnest($1, $2, $3) as new (id, parent_id, head_id) where org_units.id = new.id",
            )
            .bind::<Array<SqlUuid>, _>(changed)
            .bind::<Array<Nullable<SqlUuid>>, _>(parents)
            .bind::<Array<Nullable<SqlUuid>>, _>(heads)
            .execute(tx)
            .await?;
        }
        Ok(events)
    }
}

/// Of units of one name the one below the parent when there are several, the only one otherwise.
fn the_one<'a>(same_name: Option<&Vec<&'a Unit>>, parent: Option<OrgUnitId>) -> Option<&'a Unit> {
    match same_name.map(Vec::as_slice)? {
        [only] => Some(only),
        several => several.iter().find(|unit| unit.parent_id == parent).copied(),
    }
}

/// The positions that rows name, those missing made; answers them by compared name and what happened.
pub(super) async fn settle_positions(
    app: &App,
    tx: &mut Tx,
    record: &Record,
    rows: &[&RosterRow],
) -> Answer<(HashMap<String, PositionId>, Vec<Event>)> {
    let mut by_name = record.positions.clone();
    let mut made = Vec::new();
    for row in rows {
        by_name.entry(key(&row.position)).or_insert_with(|| {
            let id: PositionId = ids::new();
            made.push((id, row.position.clone()));
            id
        });
    }
    let values: Vec<_> = made
        .iter()
        .map(|(id, name)| {
            (
                positions::id.eq(*id),
                positions::legal_entity_id.eq(record.entity),
                positions::name.eq(name),
                positions::created_at.eq(app.now()),
            )
        })
        .collect();
    for batch in values.chunks(5_000) {
        diesel::insert_into(positions::table).values(batch).execute(tx).await?;
    }
    let events = made
        .iter()
        .map(|(id, name)| {
            let facts = json!({"id": id, "legal_entity_id": record.entity, "name": name});
            Event::new(Kind::PositionCreated, record.entity, *id).facts(&facts)
        })
        .collect();
    Ok((by_name, events))
}
