//! Who reports to whom once a roster is taken.

use std::collections::HashMap;

use domain::roster::RosterRow;
use store::ids::EmployeeId;

use super::record::{Record, key};

/// Everybody's manager, those on record and those of the roster.
pub(super) type Line = HashMap<EmployeeId, Option<EmployeeId>>;

/// The line of managers with the roster taken.
///
/// A manager whose row has errors is replaced by the head of the unit, unless that is the person, somebody
/// below them, or nobody. A blank cell leaves the manager who is on record.
pub(super) fn line(
    record: &Record,
    rows: &[(EmployeeId, &RosterRow)],
    ids: &HashMap<String, EmployeeId>,
    heads: &HashMap<String, EmployeeId>,
) -> Line {
    let mut line: Line = record.posts.values().map(|post| (post.employee_id, post.manager_id)).collect();
    let mut without = Vec::new();
    for (id, row) in rows {
        let Some(number) = &row.manager_number else {
            line.entry(*id).or_insert(None);
            continue;
        };
        let manager = ids.get(&key(number)).copied();
        line.insert(*id, manager);
        if manager.is_none() {
            without.push((*id, key(&row.unit)));
        }
    }
    for (id, unit) in without {
        let head = heads.get(&unit).copied().filter(|head| !reaches(&line, *head, id));
        line.insert(id, head);
    }
    line
}

/// Does the line upwards from somebody, themselves included, come to another?
fn reaches(line: &Line, from: EmployeeId, to: EmployeeId) -> bool {
    let mut at = Some(from);
    for _ in 0..=line.len() {
        match at {
            Some(person) if person == to => return true,
            Some(person) => at = line.get(&person).copied().flatten(),
            None => return false,
        }
    }
    // A circle that is on record already.
    true
}

/// The same people with each manager before those they manage, so that they can be hired in batches.
pub(super) fn managers_first<T>(mut people: Vec<(EmployeeId, T)>, line: &Line) -> Vec<(EmployeeId, T)> {
    let mut depths: HashMap<EmployeeId, usize> = HashMap::with_capacity(people.len());
    for (id, _) in &people {
        let mut path = Vec::new();
        let mut at = Some(*id);
        let mut depth = 0;
        while let Some(person) = at.filter(|_| path.len() <= line.len()) {
            if let Some(known) = depths.get(&person) {
                depth = known + 1;
                break;
            }
            path.push(person);
            at = line.get(&person).copied().flatten();
        }
        for (above, person) in path.into_iter().rev().enumerate() {
            depths.insert(person, depth + above);
        }
    }
    people.sort_by_key(|(id, _)| depths.get(id).copied().unwrap_or_default());
    people
}
