//! The units' sheet (部门): names, parents, heads; parents come out before their children.

use std::collections::{HashMap, HashSet};

use super::across::{Managers, circles};
use super::clean;
use super::columns::{Column, Header, UnitColumn};
use super::findings::{Findings, shown};
use super::issues::{Finding, Issue};
use super::rows::{Draft, is_blank};
use super::{Cell, Known, RosterUnit, Sheet, row_number};

/// All units a row may name.
pub(crate) struct Units {
    /// Units of this file without errors, parents first.
    pub(crate) placed: Vec<RosterUnit>,
    /// Names as their owner writes them, by compared name.
    names: HashMap<String, String>,
    /// Rows of units with errors, by compared name.
    in_error: HashMap<String, u32>,
    /// Rows of the units placed.
    placed_rows: HashSet<u32>,
}

struct UnitDraft {
    row: u32,
    name: String,
    parent: Option<String>,
    head: Option<String>,
}

impl Units {
    /// The unit's name as its owner writes it.
    pub(crate) fn name_of(&self, written: &str) -> Option<&str> {
        self.names.get(&clean::key(written)).map(String::as_str)
    }

    fn is_placed(&self, row: u32) -> bool {
        self.placed_rows.contains(&row)
    }

    fn place(&mut self, draft: &UnitDraft, managers: &Managers) {
        self.placed_rows.insert(draft.row);
        self.names.insert(clean::key(&draft.name), draft.name.clone());
        let parent = draft.parent.as_deref().and_then(|parent| self.name_of(parent));
        self.placed.push(RosterUnit {
            row: Some(draft.row),
            name: draft.name.clone(),
            parent: parent.map(str::to_owned),
            head: draft.head.as_deref().and_then(|head| managers.number_of(head)),
        });
    }

    /// Report rows that name a unit which is not there or has errors itself.
    pub(crate) fn check_drafts(&self, drafts: &[Draft], found: &mut Findings<'_, Column>) {
        for draft in drafts.iter().filter(|draft| self.name_of(&draft.unit).is_none()) {
            let finding = match self.in_error.get(&clean::key(&draft.unit)) {
                Some(row) => Finding::UnitHasErrors(*row),
                None => Finding::UnknownUnit,
            };
            found.report(draft.row, Column::Unit, &draft.unit, &finding);
        }
    }
}

/// Units as rows name them, when there is no sheet for them. With units on record nothing is
/// made from a name alone.
pub(crate) fn from_drafts(drafts: &[Draft], known: &Known) -> Units {
    let mut units = only_known(known);
    if !known.units.is_empty() {
        return units;
    }
    for draft in drafts.iter().filter(|draft| !draft.unit.is_empty()) {
        let key = clean::key(&draft.unit);
        if units.names.contains_key(&key) {
            continue;
        }
        units.names.insert(key, draft.unit.clone());
        units.placed.push(RosterUnit { row: None, name: draft.unit.clone(), parent: None, head: None });
    }
    units
}

/// Units of their sheet, checked: names once, parents that exist and lead to a top, heads
/// that are employees.
pub(crate) fn from_sheet(
    sheet: &Sheet,
    header: &Header<UnitColumn>,
    managers: &Managers,
    known: &Known,
) -> (Units, Vec<Issue>) {
    let mut found = Findings::new(&sheet.name, header);
    let drafts = read_drafts(sheet, header, &mut found);
    let places = report_repeated(&drafts, &mut found);
    let mut units = only_known(known);
    report_parents(&drafts, &places, &units, &mut found);
    for (place, draft) in drafts.iter().enumerate() {
        place_with_parents(place, &drafts, &places, managers, &mut units, &mut found);
        let head_unknown = |head: &&String| managers.number_of(head).is_none();
        if let Some(head) = draft.head.as_ref().filter(head_unknown) {
            found.report(draft.row, UnitColumn::Head, head, &Finding::UnknownHead);
        }
    }
    for draft in drafts.iter().filter(|draft| found.has_error(draft.row)) {
        units.in_error.entry(clean::key(&draft.name)).or_insert(draft.row);
    }
    (units, found.into_issues())
}

fn only_known(known: &Known) -> Units {
    Units {
        placed: Vec::new(),
        names: known.units.iter().map(|name| (clean::key(name), name.clone())).collect(),
        in_error: HashMap::new(),
        placed_rows: HashSet::new(),
    }
}

fn read_drafts(sheet: &Sheet, header: &Header<UnitColumn>, found: &mut Findings<'_, UnitColumn>) -> Vec<UnitDraft> {
    let mut drafts = Vec::new();
    for (at, cells) in sheet.rows.iter().enumerate().skip(header.at + 1) {
        if is_blank(cells) || header.is_repeated_by(cells) {
            continue;
        }
        let text = |column: UnitColumn| {
            let cell = header.place(column).and_then(|place| cells.get(place));
            let text = clean::line(&shown(cell.unwrap_or(&Cell::Empty)));
            (!clean::means_nothing(&text)).then_some(text)
        };
        let row = row_number(at);
        let Some(name) = text(UnitColumn::Name) else {
            found.report(row, UnitColumn::Name, "", &Finding::Required);
            continue;
        };
        drafts.push(UnitDraft { row, name, parent: text(UnitColumn::Parent), head: text(UnitColumn::Head) });
    }
    drafts
}

/// The first draft of each name; later ones are reported.
fn report_repeated(drafts: &[UnitDraft], found: &mut Findings<'_, UnitColumn>) -> HashMap<String, usize> {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        let first = *places.entry(clean::key(&draft.name)).or_insert(place);
        if let Some(first) = drafts.get(first).filter(|_| first != place) {
            let finding = Finding::DuplicateUnit(first.row);
            found.report(draft.row, UnitColumn::Name, &draft.name, &finding);
        }
    }
    places
}

fn report_parents(
    drafts: &[UnitDraft],
    places: &HashMap<String, usize>,
    on_record: &Units,
    found: &mut Findings<'_, UnitColumn>,
) {
    let place_of = |parent: &String| places.get(&clean::key(parent)).copied();
    for draft in drafts {
        let Some(parent) = &draft.parent else {
            continue;
        };
        if place_of(parent).is_none() && on_record.name_of(parent).is_none() {
            found.report(draft.row, UnitColumn::Parent, parent, &Finding::UnknownParent);
        }
    }
    let next: Vec<Option<usize>> = drafts.iter().map(|draft| draft.parent.as_ref().and_then(place_of)).collect();
    let on_circle: HashSet<usize> = circles(&next).into_iter().flatten().collect();
    for (place, draft) in drafts.iter().enumerate() {
        if on_circle.contains(&place) {
            let parent = draft.parent.as_deref().unwrap_or_default();
            found.report(draft.row, UnitColumn::Parent, parent, &Finding::UnitCycle);
        }
    }
}

/// Place a unit behind its parents. Circles have been reported and are never entered, so the
/// walk up ends; a unit below one with errors has an error too.
fn place_with_parents(
    place: usize,
    drafts: &[UnitDraft],
    places: &HashMap<String, usize>,
    managers: &Managers,
    units: &mut Units,
    found: &mut Findings<'_, UnitColumn>,
) {
    let parent_of = |draft: &UnitDraft| {
        let parent = draft.parent.as_ref()?;
        drafts.get(*places.get(&clean::key(parent))?)
    };
    let mut waiting = Vec::new();
    let mut at = drafts.get(place);
    while let Some(draft) = at.filter(|draft| !units.is_placed(draft.row) && !found.has_error(draft.row)) {
        waiting.push(draft);
        at = parent_of(draft);
    }
    while let Some(draft) = waiting.pop() {
        match parent_of(draft).map(|parent| parent.row) {
            Some(row) if found.has_error(row) => {
                let parent = draft.parent.as_deref().unwrap_or_default();
                found.report(draft.row, UnitColumn::Parent, parent, &Finding::UnitHasErrors(row));
            }
            _ => units.place(draft, managers),
        }
    }
}
