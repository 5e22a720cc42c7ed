//! Collecting findings of one sheet: at most one a cell, in the order of the sheet.

use std::collections::HashSet;

use super::Cell;
use super::columns::{Header, Titled};
use super::issues::{Finding, Issue, Level};

pub(crate) struct Findings<'a, C> {
    sheet: &'a str,
    header: &'a Header<C>,
    /// Row, place in the row, and what to report.
    found: Vec<(u32, usize, Issue)>,
    cells: HashSet<(u32, usize)>,
    rows_in_error: HashSet<u32>,
}

impl<'a, C: Titled> Findings<'a, C> {
    pub(crate) fn new(sheet: &'a str, header: &'a Header<C>) -> Self {
        Self { sheet, header, found: Vec::new(), cells: HashSet::new(), rows_in_error: HashSet::new() }
    }

    /// Report a finding, unless the cell has one: the first says what to do first.
    pub(crate) fn report(&mut self, row: u32, column: C, value: &str, finding: &Finding) {
        // A column that is not in the sheet stands behind all others.
        let place = self.header.place(column).unwrap_or(usize::MAX);
        if !self.cells.insert((row, place)) {
            return;
        }
        let title = self.header.title(column);
        let level = finding.level();
        if level == Level::Error {
            self.rows_in_error.insert(row);
        }
        let issue = Issue {
            sheet: self.sheet.to_owned(),
            row,
            column: title.to_owned(),
            code: finding.code(),
            level,
            value: value.to_owned(),
            words: finding.words(title, value),
        };
        self.found.push((row, place, issue));
    }

    pub(crate) fn has_error(&self, row: u32) -> bool {
        self.rows_in_error.contains(&row)
    }

    pub(crate) fn title(&self, column: C) -> &str {
        self.header.title(column)
    }

    pub(crate) fn into_issues(mut self) -> Vec<Issue> {
        self.found.sort_by_key(|(row, place, _)| (*row, *place));
        self.found.into_iter().map(|(_, _, issue)| issue).collect()
    }
}

/// A cell as it was found, for people.
pub(crate) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::DateTime(at) if at.time() == chrono::NaiveTime::MIN => at.date().to_string(),
        Cell::DateTime(at) => at.to_string(),
        Cell::Bool(true) => "TRUE".to_owned(),
        Cell::Bool(false) => "FALSE".to_owned(),
    }
}
