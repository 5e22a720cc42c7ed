//! What changed between two texts: clause by clause, and within a clause piece by piece.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::printed;
use super::{Clause, Filled, FilledClause, Form, Paragraph, TemplateText};

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
    let whole = |text: &TemplateText| Whole {
        opening: format!("{}\n{}", text.title, text.preamble),
        parts: text.clauses.iter().map(Part::of_text).chain(text.form.iter().flat_map(printed::parts)).collect(),
    };
    between(&whole(earlier), &whole(later))
}

/// Compares two contracts as they were filled in: what somebody who signs reads differently.
pub fn compare_filled(earlier: &Filled, later: &Filled) -> Comparison {
    let whole = |filled: &Filled| Whole {
        opening: format!("{}\n{}", filled.title, lines(&filled.preamble)),
        parts: filled.clauses.iter().map(Part::of_contract).chain(printed::filled_parts(&filled.fields)).collect(),
    };
    between(&whole(earlier), &whole(later))
}

/// A text of either sort.
struct Whole {
    opening: String,
    parts: Vec<Part>,
}

pub(super) struct Part {
    pub key: String,
    pub heading: String,
    /// All that is compared.
    pub written: String,
}

impl Part {
    fn of_text(clause: &Clause) -> Self {
        let when = clause.when.as_deref().map(|when| format!("[{when}]\n")).unwrap_or_default();
        Self {
            key: clause.key.clone(),
            heading: clause.heading.clone(),
            written: format!("{}\n{when}{}", clause.heading, clause.text.trim_end()),
        }
    }

    fn of_contract(clause: &FilledClause) -> Self {
        Self {
            key: clause.key.clone(),
            heading: clause.heading.clone(),
            written: format!("{}\n{}", clause.heading, lines(&clause.paragraphs)),
        }
    }
}

fn lines(paragraphs: &[Paragraph]) -> String {
    let line = |one: &Paragraph| format!("{}{}", if one.form == Form::Item { "- " } else { "" }, one.text);
    paragraphs.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn between(earlier: &Whole, later: &Whole) -> Comparison {
    let mut clauses: Vec<ClauseChange> = Vec::with_capacity(later.parts.len());
    for part in &later.parts {
        let before = earlier.parts.iter().find(|before| before.key == part.key);
        let pieces = pieces(before.map_or("", |before| &before.written), &part.written);
        let change = match before {
            None => Change::Added,
            Some(before) if before.written == part.written => Change::Same,
            Some(_) => Change::Changed,
        };
        clauses.push(ClauseChange { key: part.key.clone(), heading: part.heading.clone(), change, pieces });
    }
    for (at, gone) in earlier.parts.iter().enumerate() {
        if later.parts.iter().any(|part| part.key == gone.key) {
            continue;
        }
        let after =
            earlier.parts[..at].iter().rev().find_map(|before| clauses.iter().position(|one| one.key == before.key));
        let change = ClauseChange {
            key: gone.key.clone(),
            heading: gone.heading.clone(),
            change: Change::Removed,
            pieces: pieces(&gone.written, ""),
        };
        clauses.insert(after.map_or(0, |after| after + 1), change);
    }
    Comparison { opening: pieces(&earlier.opening, &later.opening), clauses }
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
    use crate::templates::{Amendment, Amendments, Kind, Language, amend, fill, original, samples};

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

    #[test]
    fn two_contracts_differ_in_the_facts_the_conditions_and_the_amended_words_alone() {
        let kind = Kind::LabourContract;
        let text = original(kind).unwrap();
        let before = samples(kind).remove(0);
        let mut after = before.clone();
        after["pay"]["monthly"] = "13500.00".into();
        let free = text.clauses.iter().find(|clause| clause.covers.is_empty() && clause.when.is_none()).unwrap();
        let words = Amendment { text: "双方另行约定。".to_owned(), text_en: None };
        let amended = amend(kind, &text, &Amendments::from([(free.key.clone(), words)])).unwrap();
        let (one, other) =
            (fill(&text, &before, Language::Chinese).unwrap(), fill(&amended, &after, Language::Chinese).unwrap());
        let found = compare_filled(&one, &other);
        assert!(found.opening.iter().all(|piece| piece.change == Change::Same));
        let changed: Vec<&ClauseChange> = found.clauses.iter().filter(|clause| clause.change != Change::Same).collect();
        assert!(changed.iter().any(|clause| clause.key == free.key) && changed.len() < found.clauses.len() / 2);
        // What stays and comes is the later text, what stays and goes the earlier one.
        let without = |clause: &ClauseChange, gone: Change| -> String {
            let pieces = clause.pieces.iter().filter(|piece| piece.change != gone);
            pieces.map(|piece| piece.text.as_str()).collect()
        };
        let of_free = changed.iter().find(|clause| clause.key == free.key).unwrap();
        assert_eq!(without(of_free, Change::Removed), format!("{}\n双方另行约定。", free.heading));
        let pay = changed.iter().find(|clause| clause.key == "pay").unwrap();
        assert!(
            without(pay, Change::Added).contains("12,000.00元")
                && without(pay, Change::Removed).contains("13,500.00元")
        );
        assert!(compare_filled(&one, &one).clauses.iter().all(|clause| clause.change == Change::Same));
    }
}
