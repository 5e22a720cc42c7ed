//! What changed between two texts: clause by clause, and within a clause piece by piece.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::{Clause, TemplateText};

/// The difference of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = TemplateComparison)]
pub struct Comparison {
    /// The title and what stands before the first clause.
    pub opening: Vec<Piece>,
    /// Every clause of either text: in the later one's order, those that were taken out where they stood.
    pub clauses: Vec<ClauseChange>,
}

/// What became of one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = TemplateClauseChange)]
pub struct ClauseChange {
    pub key: String,
    pub heading: String,
    pub change: Change,
    /// Its condition, heading and text.
    pub pieces: Vec<Piece>,
}

/// How a clause changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateChange)]
pub enum Change {
    Same,
    Added,
    Removed,
    Changed,
}

/// A piece of text that stayed, came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = TemplatePiece)]
pub struct Piece {
    pub change: Change,
    pub text: String,
}

/// Compares two texts; only what binds is compared, not the reading version.
pub fn compare(earlier: &TemplateText, later: &TemplateText) -> Comparison {
    let opening = |text: &TemplateText| format!("{}\n{}", text.title, text.preamble);
    let mut clauses: Vec<ClauseChange> = Vec::with_capacity(later.clauses.len());
    for clause in &later.clauses {
        let before = earlier.clauses.iter().find(|before| before.key == clause.key);
        let pieces = pieces(&before.map(written).unwrap_or_default(), &written(clause));
        let change = match before {
            None => Change::Added,
            Some(before) if written(before) == written(clause) => Change::Same,
            Some(_) => Change::Changed,
        };
        clauses.push(ClauseChange { key: clause.key.clone(), heading: clause.heading.clone(), change, pieces });
    }
    for (at, gone) in earlier.clauses.iter().enumerate() {
        if later.clauses.iter().any(|clause| clause.key == gone.key) {
            continue;
        }
        let after =
            earlier.clauses[..at].iter().rev().find_map(|before| clauses.iter().position(|one| one.key == before.key));
        let change = ClauseChange {
            key: gone.key.clone(),
            heading: gone.heading.clone(),
            change: Change::Removed,
            pieces: pieces(&written(gone), ""),
        };
        clauses.insert(after.map_or(0, |after| after + 1), change);
    }
    Comparison { opening: pieces(&opening(earlier), &opening(later)), clauses }
}

fn written(clause: &Clause) -> String {
    let when = clause.when.as_deref().map(|when| format!("[{when}]\n")).unwrap_or_default();
    format!("{}\n{when}{}", clause.heading, clause.text.trim_end())
}

fn pieces(earlier: &str, later: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_chars(earlier, later).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Insert => Change::Added,
            ChangeTag::Delete => Change::Removed,
        };
        match pieces.last_mut().filter(|last| last.change == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => pieces.push(Piece { change: kind, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::templates::{Kind, original};

    #[test]
    fn a_text_against_itself_has_no_change() {
        let text = original(Kind::LabourContract).unwrap();
        let same = compare(&text, &text);
        assert!(same.clauses.iter().all(|clause| clause.change == Change::Same));
        assert!(same.opening.iter().all(|piece| piece.change == Change::Same));
    }

    #[test]
    fn a_changed_word_an_added_clause_and_one_that_went_are_told_apart() {
        let before = original(Kind::LabourContract).unwrap();
        let mut after = before.clone();
        let gone = after.clauses.remove(1);
        after.clauses[0].text.push_str("新增一句。");
        after.clauses.push(Clause { key: "new".into(), ..gone.clone() });
        let found = compare(&before, &after);
        let change = |key: &str| found.clauses.iter().find(|clause| clause.key == key).unwrap().change;
        assert_eq!(change(&before.clauses[0].key), Change::Changed);
        assert_eq!(change(&gone.key), Change::Removed);
        assert_eq!(change("new"), Change::Added);
        assert_eq!(found.clauses[1].key, gone.key, "where it stood");
        let added: Vec<_> = found.clauses[0].pieces.iter().filter(|piece| piece.change == Change::Added).collect();
        assert!(added.iter().any(|piece| piece.text.contains("新增一句。")));
    }
}
