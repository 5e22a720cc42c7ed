//! Printed forms: what is found in them, what their fields say, and how two versions differ.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use domain::templates::printed::{Align, Holds, PlacedField, PrintedForm, PrintedPage, StatedTerm, coverage};
use domain::templates::{Change, Kind, Language, TemplateText, check, compare, fill, samples};
use proptest::prelude::*;

const KIND: Kind = Kind::LabourContract;

fn field(key: &str, text: &str, (x, y): (f64, f64)) -> PlacedField {
    PlacedField {
        key: key.to_owned(),
        label: format!("字段 {key}"),
        page: 1,
        x,
        y,
        width: 40.0,
        height: 6.0,
        holds: Holds::Text,
        text: text.to_owned(),
        size: 10.5,
        align: Align::Left,
    }
}

fn signature(key: &str, holds: Holds, x: f64) -> PlacedField {
    PlacedField { page: 2, width: 40.0, height: 40.0, holds, ..field(key, "", (x, 220.0)) }
}

/// A form with everything that the law asks of a labour contract.
fn sound() -> TemplateText {
    let named = [
        "{{ employer.name }}",
        "{{ employer.address }}",
        "{{ employer.legal_representative }}",
        "{{ employee.name }}",
        "{{ employee.address }}",
        "{{ employee.national_id }}",
        "{% if contract.kind == 'fixed_term' %}√{% endif %}",
        "{{ contract.from|year }}",
        "{{ contract.until|date }}",
        "{{ job.position }}",
        "{{ job.city }}",
        "{{ pay.monthly|money }}",
        "{{ pay.day }}",
        "{{ job.hazards }}",
    ];
    let texts = named.iter().enumerate().map(|(at, text)| {
        let row = f64::from(u32::try_from(at).unwrap());
        field(&format!("f{at}"), text, (20.0, 20.0 + row * 10.0))
    });
    let signatures =
        [signature("seal", Holds::EmployerSignature, 20.0), signature("hand", Holds::EmployeeSignature, 120.0)];
    let page = PrintedPage { width: 210.0, height: 297.0 };
    let stated = ["lcl17_hours", "lcl17_insurance"].map(|term| StatedTerm { term: term.to_owned(), page: 2 });
    TemplateText {
        title: "劳动合同书".to_owned(),
        title_en: String::new(),
        preamble: String::new(),
        preamble_en: String::new(),
        clauses: Vec::new(),
        form: Some(PrintedForm {
            file: "01980000-0000-7000-8000-000000000000".to_owned(),
            sha256: "00".repeat(32),
            pages: vec![page; 2],
            fields: texts.chain(signatures).collect(),
            stated: stated.to_vec(),
        }),
    }
}

fn after(change: impl FnOnce(&mut PrintedForm)) -> Vec<(String, &'static str)> {
    let mut text = sound();
    change(text.form.as_mut().unwrap());
    check(KIND, &text).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

fn one(pointer: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(pointer.to_owned(), code)]
}

#[test]
fn a_form_with_a_place_for_everything_can_be_released() {
    assert_eq!(after(|_| {}), []);
}

#[test]
fn each_side_signs_in_one_place_on_bare_paper() {
    let fields = "/form/fields";
    assert_eq!(
        after(|form| form.fields.retain(|one| one.holds != Holds::EmployerSignature)),
        one(fields, "signature_fields")
    );
    let twice = after(|form| {
        let again = PlacedField { key: "hand2".into(), y: 100.0, ..form.fields.last().unwrap().clone() };
        form.fields.push(again);
    });
    assert_eq!(twice, one(fields, "signature_fields"));
    let covered = after(|form| {
        let mut over = field("over", "{{ job.unit }}", (150.0, 250.0));
        over.page = 2;
        form.fields.push(over);
    });
    assert_eq!(covered, one("/form/fields/15/x", "signature_overlaps"));
    assert_eq!(after(|form| form.fields[15].width = 20.0), one("/form/fields/15/width", "too_small"));
}

#[test]
fn a_field_has_its_place_its_name_and_known_facts() {
    let at = |field: &str| format!("/form/fields/0/{field}");
    assert_eq!(after(|form| form.fields[0].page = 3), one(&at("page"), "no_such_page"));
    assert_eq!(after(|form| form.fields[0].page = 0), one(&at("page"), "no_such_page"));
    assert_eq!(after(|form| form.fields[0].x = 180.0), one(&at("x"), "off_the_page"));
    assert_eq!(after(|form| form.fields[0].size = 80.0), one(&at("size"), "type_size"));
    assert_eq!(after(|form| form.fields[0].label = " ".into()), one(&at("label"), "required"));
    assert_eq!(after(|form| form.fields[0].key = "A b".into()), one(&at("key"), "key_format"));
    let unknown = after(|form| form.fields[0].text = "{{ employer.name }}{{ employee.salary }}".into());
    assert_eq!(unknown, one(&at("text"), "unknown_variable"));
    let torn = after(|form| form.fields[7].text = "{{ contract.from|year }}{{ job.unit ".into());
    assert!(torn.contains(&("/form/fields/7/text".to_owned(), "template_syntax")));
    let misused = after(|form| form.fields[9].text = "{{ job.position|date }}".into());
    assert_eq!(misused, one("/form/fields/9/text", "cannot_be_filled"));
}

#[test]
fn lcl17_a_term_stands_in_fields_or_is_stated_to_be_printed() {
    let missing = one("/form/stated", "mandatory_term_missing");
    assert_eq!(after(|form| form.stated.clear()).len(), 2, "hours and insurance");
    assert_eq!(after(|form| drop(form.fields.remove(11))), missing, "pay.monthly");
    let stated = |term: &str, page| StatedTerm { term: term.to_owned(), page };
    let printed = after(|form| {
        form.fields.remove(11);
        form.stated.push(stated("lcl17_pay", 2));
    });
    assert_eq!(printed, []);
    assert_eq!(after(|form| form.stated.push(stated("lcl17_pay", 9))), one("/form/stated/2/page", "no_such_page"));
    assert_eq!(after(|form| form.stated.push(stated("lcl99", 1))), one("/form/stated/2/term", "unknown_term"));
    assert_eq!(after(|form| form.stated.push(stated("lcl17_hours", 1))), one("/form/stated/2/term", "unknown_term"));
    let form = sound().form.unwrap();
    let pay = coverage(KIND, &form).into_iter().find(|term| term.code == "lcl17_pay").unwrap();
    assert_eq!((pay.pages, pay.missing.len(), pay.stated_page, pay.covered), (vec![1], 0, None, true));
}

#[test]
fn a_letter_and_a_text_with_clauses_have_no_form() {
    let found: Vec<_> = check(Kind::WarningLetter, &sound()).into_iter().map(|fault| fault.code).collect();
    assert!(found.contains(&"not_a_contract"));
    let mut text = sound();
    text.preamble = "双方订立本合同。".to_owned();
    assert_eq!(check(KIND, &text)[0].code, "clauses_beside_form");
}

#[test]
fn what_a_contract_has_not_leaves_its_place_empty() {
    let text = sound();
    let said = |facts: &serde_json::Value| -> Vec<String> {
        fill(&text, facts, Language::Chinese).unwrap().fields.into_iter().map(|one| one.text).collect()
    };
    let all = samples(KIND);
    let of = |kind: &str| said(all.iter().find(|facts| facts["contract"]["kind"] == kind).unwrap());
    let (fixed, open) = (of("fixed_term"), of("open_ended"));
    assert_eq!((fixed[6].as_str(), fixed[7].as_str(), fixed[8].as_str()), ("√", "2027", "2029年12月31日"));
    assert_eq!((open[6].as_str(), open[8].as_str()), ("", ""));
    assert_eq!(fixed[11], "12,000.00");
}

#[test]
fn moved_added_and_removed_fields_are_told_in_words() {
    let before = sound();
    let mut after = before.clone();
    let form = after.form.as_mut().unwrap();
    form.fields[0].x = 33.5;
    form.fields.remove(9);
    form.fields.push(field("unit", "{{ job.unit }}", (100.0, 20.0)));
    let found = compare(&before, &after);
    let change = |key: &str| found.clauses.iter().find(|one| one.key == key).unwrap();
    assert_eq!(change("field_f0").change, Change::Changed);
    let words: String = change("field_f0").pieces.iter().map(|one| one.text.as_str()).collect();
    assert!(words.contains("距左边") && words.contains("毫米"), "{words}");
    assert_eq!(change("field_f9").change, Change::Removed);
    assert_eq!(change("field_unit").change, Change::Added);
    assert_eq!(change("form").change, Change::Same);
}

proptest! {
    #[test]
    fn overlapping_is_mutual_and_a_field_overlaps_itself(
        (x, y, wide, high) in (0.0..200.0, 0.0..280.0, 2.0..60.0, 2.0..40.0),
        (left, top) in (0.0..200.0, 0.0..280.0),
    ) {
        let one = PlacedField { width: wide, height: high, ..field("one", "x", (x, y)) };
        let other = field("other", "x", (left, top));
        prop_assert_eq!(one.overlaps(&other), other.overlaps(&one));
        prop_assert!(one.overlaps(&one));
    }

    #[test]
    fn a_signature_is_released_only_within_its_page_and_apart(x in -20.0..220.0, y in -20.0..300.0) {
        let mut text = sound();
        let form = text.form.as_mut().unwrap();
        (form.fields[14].x, form.fields[14].y) = (x, y);
        let (seal, page) = (form.fields[14].clone(), form.pages[1]);
        let free = form.fields.iter().filter(|other| other.key != seal.key).all(|other| !other.overlaps(&seal));
        prop_assert_eq!(check(KIND, &text).is_empty(), seal.is_within(&page) && free);
    }

    #[test]
    fn no_form_makes_the_check_stumble(
        text in ".{0,40}", page in 0_u32..5, x in prop::num::f64::NORMAL, size in prop::num::f64::NORMAL,
    ) {
        let mut text_ = sound();
        let form = text_.form.as_mut().unwrap();
        form.fields[3] = PlacedField { page, size, ..field("f3", &text, (x, 10.0)) };
        let _ = check(KIND, &text_);
    }
}
