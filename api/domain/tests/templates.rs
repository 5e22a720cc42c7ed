//! The texts that come with Youju, and what is found in texts that people change.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use domain::templates::{Clause, Form, Kind, Language, TemplateText, check, fill, original, samples};

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

#[test]
fn doc04_a_notice_without_its_facts_or_with_a_table_within_a_line_cannot_be_released() {
    let kind = Kind::SeparationNotice;
    let with_facts = |words: &str| {
        let mut text = original(kind).unwrap();
        carrier(&mut text, "notice_facts").text = words.to_owned();
        found(kind, &text)
    };
    let at = "/clauses/0/text".to_owned();
    assert_eq!(with_facts("事实见附件。"), [(at.clone(), "mandatory_term_incomplete")]);
    assert_eq!(with_facts("见 {{ tables.findings }}"), [(at.clone(), "table_within_line")]);
    assert_eq!(with_facts("{{ tables.findings }}\n{{ tables.calculations }}"), [(at, "unknown_variable")]);
    assert_eq!(with_facts("\n  {{ tables.findings }}  \n请核对。"), []);
}

#[test]
fn a_table_stands_where_its_name_is_and_nothing_else_becomes_one() {
    let kind = Kind::SeparationNotice;
    let text = original(kind).unwrap();
    let mut facts = samples(kind)[0].clone();
    facts["rules"] = serde_json::json!(["{{ tables.sums }}", "tables.sums"]);
    let filled = fill(&text, &facts, Language::Chinese).unwrap();
    let tables: Vec<&str> = filled
        .clauses
        .iter()
        .flat_map(|clause| &clause.paragraphs)
        .filter(|paragraph| paragraph.form == Form::Table)
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    assert_eq!(tables, ["findings", "sums"]);
}

#[test]
fn each_choice_of_a_letter_is_in_its_samples() {
    let said = |kind: Kind, pointer: &str| -> std::collections::BTreeSet<String> {
        samples(kind).iter().map(|facts| facts.pointer(pointer).unwrap().to_string()).collect()
    };
    assert_eq!(said(Kind::SeparationNotice, "/notice/kind").len(), 3);
    assert_eq!(said(Kind::SeparationAgreement, "/non_compete/kind").len(), 3);
    assert_eq!(said(Kind::SeparationAgreement, "/proposer").len(), 2);
    assert_eq!(said(Kind::WarningLetter, "/level").len(), 3);
    for kind in Kind::ALL.into_iter().filter(|kind| !kind.is_contract()) {
        let of_contract = kind.variables().any(|one| one.name == "contract.kind");
        assert!(!of_contract || said(kind, "/contract/kind").len() == 3, "{kind}");
        // Every name that a text may use has a value in each set, be it none: a condition can ask for it.
        for facts in samples(kind) {
            for variable in kind.variables().filter(|one| one.form != "table") {
                let pointer = format!("/{}", variable.name.replace('.', "/"));
                let group = variable.name.split_once('.').map(|(group, _)| facts[group].is_null());
                assert!(group == Some(true) || facts.pointer(&pointer).is_some(), "{kind}: {}", variable.name);
            }
        }
    }
}
