//! The texts that come with Youju, and what is found in texts that people change.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use domain::templates::{Clause, Kind, Language, TemplateText, check, fill, original, samples};

fn found(kind: Kind, text: &TemplateText) -> Vec<(String, &'static str)> {
    check(kind, text).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

/// What is found in the labour contract after a change.
fn after(change: impl FnOnce(&mut TemplateText)) -> Vec<(String, &'static str)> {
    let mut text = original(Kind::LabourContract).unwrap();
    change(&mut text);
    found(Kind::LabourContract, &text)
}

fn carrier<'a>(text: &'a mut TemplateText, term: &str) -> &'a mut Clause {
    text.clauses.iter_mut().find(|clause| clause.covers.iter().any(|code| code == term)).unwrap()
}

#[test]
fn every_text_that_comes_with_youju_can_be_released() {
    for kind in Kind::ALL {
        assert_eq!(found(kind, &original(kind).unwrap()), [], "{kind}");
    }
}

#[test]
fn every_text_is_whole_for_every_sample_in_both_languages() {
    for kind in Kind::ALL {
        let text = original(kind).unwrap();
        for facts in samples(kind) {
            for language in [Language::Chinese, Language::English] {
                for clause in fill(&text, &facts, language).unwrap().clauses {
                    assert!(!clause.paragraphs.is_empty(), "{kind} {}", clause.key);
                    for paragraph in &clause.paragraphs {
                        assert!(!paragraph.text.contains(['{', '}']), "{}", paragraph.text);
                        assert!(
                            language == Language::English || !paragraph.text.contains("none"),
                            "{}",
                            paragraph.text
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn lcl17_a_text_that_loses_a_mandatory_term_cannot_be_released() {
    for kind in Kind::ALL {
        for term in kind.terms() {
            let mut text = original(kind).unwrap();
            text.clauses.retain(|clause| !clause.covers.iter().any(|code| code == term.code));
            let found = found(kind, &text);
            assert!(found.contains(&("/clauses".to_owned(), "mandatory_term_missing")), "{}: {found:?}", term.code);
        }
    }
}

#[test]
fn lcl17_a_mandatory_term_is_neither_conditional_nor_silent() {
    let first = |term: &'static str, change: fn(&mut Clause)| after(|text| change(carrier(text, term)))[0].1;
    let conditional = |clause: &mut Clause| clause.when = Some("contract.probation_until is none".to_owned());
    assert_eq!(first("lcl17_pay", conditional), "mandatory_term_conditional");
    let vague = |clause: &mut Clause| clause.text = "工资按公司制度执行。".to_owned();
    assert_eq!(first("lcl17_pay", vague), "mandatory_term_incomplete");
    let sometimes =
        |clause: &mut Clause| clause.text = "{% if contract.kind == \"task\" %}依法缴纳。{% endif %}".to_owned();
    assert_eq!(first("lcl17_insurance", sometimes), "mandatory_term_empty");
}

#[test]
fn a_slip_is_named_where_it_is() {
    for (slip, code) in [
        ("{{ contract.form }}", "unknown_variable"),
        ("{% if contract.until %}", "template_syntax"),
        ("{{ contract.from|shout }}", "unknown_filter"),
        ("{{ contract.until|date }}", "cannot_be_filled"),
        ("{% for n in range(9000000) %}x{% endfor %}", "unknown_variable"),
        ("{% include '/etc/passwd' %}", "template_syntax"),
        ("{% import 'x' as y %}", "template_syntax"),
    ] {
        let found = after(|text| text.clauses[0].text.push_str(slip));
        assert_eq!(found.first(), Some(&("/clauses/0/text".to_owned(), code)), "{slip}: {found:?}");
    }
    let key = after(|text| text.clauses[0].key = "Term!".to_owned());
    assert_eq!(key.first().unwrap().1, "key_format");
}

#[test]
fn a_text_without_end_stops() {
    let (begin, end) = ("{% for n in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}", "{% endfor %}");
    let loops = begin.repeat(7) + &end.repeat(7);
    let found = after(|text| text.clauses[0].text.push_str(&loops));
    assert_eq!(found.first().map(|fault| fault.1), Some("without_end"), "{found:?}");
}
