//! Checks between rows: numbers and people twice, managers that are not there or in a circle.

use std::collections::HashMap;

use super::Known;
use super::clean;
use super::columns::Column;
use super::findings::Findings;
use super::issues::Finding;
use super::rows::Draft;
use crate::identity::NationalId;

/// Who can be named as a manager: the people of this file and those on record.
pub(crate) struct Managers {
    /// By compared number: the number as its owner's row writes it, and the draft when the
    /// person is in this file.
    owners: HashMap<String, (String, Option<usize>)>,
}

impl Managers {
    /// The number as written in its owner's row; `None` when nobody has it.
    pub(crate) fn number_of(&self, written: &str) -> Option<String> {
        self.owners.get(&clean::key(written)).map(|(number, _)| number.clone())
    }

    fn draft_of(&self, written: &str) -> Option<usize> {
        self.owners.get(&clean::key(written)).and_then(|(_, draft)| *draft)
    }
}

/// Of two rows with the same number, identity, phone or bank account the later is reported.
pub(crate) fn check_duplicates(drafts: &[Draft], found: &mut Findings<'_, Column>) {
    report_repeated(drafts, found, Column::Number, Finding::DuplicateNumber, |draft| {
        (!draft.number.is_empty()).then(|| clean::key(&draft.number))
    });
    report_repeated(drafts, found, Column::NationalId, Finding::DuplicateId, |draft| {
        draft.national_id.as_ref().map(|id| NationalId::as_str(id).to_owned())
    });
    report_repeated(drafts, found, Column::Phone, Finding::DuplicatePhone, |draft| draft.phone.clone());
    report_repeated(drafts, found, Column::BankAccount, Finding::DuplicateBankAccount, |draft| {
        draft.bank_account.clone()
    });
}

fn report_repeated(
    drafts: &[Draft],
    found: &mut Findings<'_, Column>,
    column: Column,
    finding: fn(u32) -> Finding,
    key: impl Fn(&Draft) -> Option<String>,
) {
    let mut first_rows = HashMap::with_capacity(drafts.len());
    for draft in drafts {
        let Some(key) = key(draft) else { continue };
        let shown = key.clone();
        match first_rows.get(&key) {
            None => {
                first_rows.insert(key, draft.row);
            }
            Some(&row) if column == Column::Number => {
                found.report(draft.row, column, &draft.number, &finding(row));
            }
            Some(&row) => found.report(draft.row, column, &shown, &finding(row)),
        }
    }
}

/// Report managers nobody knows and circles; everyone on a circle is reported, those who only
/// lead to it are not.
pub(crate) fn check_managers(drafts: &[Draft], known: &Known, found: &mut Findings<'_, Column>) -> Managers {
    let managers = Managers { owners: owners(drafts, known) };
    for draft in drafts {
        if let Some(manager) = &draft.manager
            && managers.number_of(manager).is_none()
        {
            found.report(draft.row, Column::Manager, manager, &Finding::UnknownManager);
        }
    }
    let people = everyone(drafts, known, &managers);
    for circle in circles(&people.next) {
        let numbers: Vec<String> = circle.iter().filter_map(|&person| people.numbers.get(person).cloned()).collect();
        for (place, person) in circle.iter().enumerate() {
            // Those on record only are behind the drafts and have no row to report.
            let Some(draft) = drafts.get(*person) else {
                continue;
            };
            let mut from_here = numbers.clone();
            from_here.rotate_left(place);
            let manager = draft.manager.as_deref().unwrap_or_default();
            found.report(draft.row, Column::Manager, manager, &Finding::ManagerCycle(from_here));
        }
    }
    managers
}

/// A good row whose manager's row has errors loses its manager when errors are skipped.
pub(crate) fn warn_of_managers_in_error(drafts: &[Draft], managers: &Managers, found: &mut Findings<'_, Column>) {
    for draft in drafts {
        let manager = draft.manager.as_deref().and_then(|number| drafts.get(managers.draft_of(number)?));
        if let Some(manager) = manager
            && found.has_error(manager.row)
            && !found.has_error(draft.row)
        {
            let finding = Finding::ManagerHasErrors(manager.row);
            found.report(draft.row, Column::Manager, &manager.number, &finding);
        }
    }
}

fn owners(drafts: &[Draft], known: &Known) -> HashMap<String, (String, Option<usize>)> {
    let mut owners: HashMap<String, (String, Option<usize>)> = HashMap::new();
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.number.is_empty()) {
        owners.entry(clean::key(&draft.number)).or_insert_with(|| (draft.number.clone(), Some(place)));
    }
    for number in known.managers.keys() {
        owners.entry(clean::key(number)).or_insert_with(|| (number.clone(), None));
    }
    owners
}

/// Everyone as a node with an arrow to the manager: drafts first, at their own places, then
/// those on record only.
struct People {
    numbers: Vec<String>,
    next: Vec<Option<usize>>,
}

fn everyone(drafts: &[Draft], known: &Known, managers: &Managers) -> People {
    let only_known: Vec<(&String, &Option<String>)> =
        known.managers.iter().filter(|(number, _)| managers.draft_of(number).is_none()).collect();
    let places: HashMap<String, usize> =
        only_known.iter().enumerate().map(|(place, (number, _))| (clean::key(number), drafts.len() + place)).collect();
    let node_of = |written: &String| managers.draft_of(written).or_else(|| places.get(&clean::key(written)).copied());
    let of_drafts = drafts.iter().map(|draft| (&draft.number, &draft.manager));
    let (numbers, next) = of_drafts
        .chain(only_known.iter().copied())
        .map(|(number, manager)| (number.clone(), manager.as_ref().and_then(node_of)))
        .unzip();
    People { numbers, next }
}

/// All circles in a graph in which each node has at most one arrow, each in the direction of
/// its arrows. Every node is walked over at most twice.
pub(crate) fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut walk_of: Vec<Option<usize>> = vec![None; next.len()];
    let mut circles = Vec::new();
    for start in 0..next.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at {
            match walk_of.get(node) {
                Some(None) => {}
                // Back on this very walk: what was walked since then is a circle.
                Some(Some(walk)) if *walk == start => {
                    let circle = path.iter().skip_while(|&&passed| passed != node).copied();
                    circles.push(circle.collect());
                    break;
                }
                _ => break,
            }
            if let Some(mark) = walk_of.get_mut(node) {
                *mark = Some(start);
            }
            path.push(node);
            at = next.get(node).copied().flatten();
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nodes_on_a_circle_are_found() {
        // 0 → 1 → 2 → 1, 3 → 3, 4 → 0, 5
        let next = [Some(1), Some(2), Some(1), Some(3), Some(0), None];
        assert_eq!(circles(&next), vec![vec![1, 2], vec![3]]);
    }

    #[test]
    fn a_long_chain_is_no_circle() {
        let next: Vec<Option<usize>> = (0..10_000).map(|node| (node + 1 < 10_000).then_some(node + 1)).collect();
        assert!(circles(&next).is_empty());
    }
}
