//! Whether a form can be released: every field has its place, both sides can sign, every term stands somewhere.

use super::super::check::{is_known, unknown};
use super::super::engine::{self, Language, fill};
use super::super::{Kind, TemplateText, samples};
use super::coverage::{coverage, terms};
use super::{Holds, PlacedField, PrintedForm, PrintedPage};
use crate::refused::{Fault, Words, blank_fault};

/// Most fields of a form.
const MOST_FIELDS: usize = 300;
/// Shortest edge of a field, in millimetres.
const SHORTEST: f64 = 2.0;
/// Least room of a signature, in millimetres.
const SIGNATURE: (f64, f64) = (30.0, 12.0);
/// Least edge of a seal, in millimetres.
const SEAL: f64 = 30.0;
/// Sizes of type that are read, in points.
const SIZES: std::ops::RangeInclusive<f64> = 5.0..=36.0;

/// Everything that stands against a release of a text on a form.
pub(in super::super) fn check(kind: Kind, text: &TemplateText, form: &PrintedForm) -> Vec<Fault> {
    let mut faults = of_text(kind, text);
    if form.fields.len() > MOST_FIELDS {
        let zh = format!("表单上的字段不能超过 {MOST_FIELDS} 个。");
        let en = format!("A form has at most {MOST_FIELDS} fields.");
        faults.push(Fault::new("/form/fields", "number_of_fields", Words::new(zh, en)));
        return faults;
    }
    for (at, field) in form.fields.iter().enumerate() {
        let found = of_field(kind, form, at, field);
        faults.extend(
            found.into_iter().map(|fault| Fault { pointer: format!("/form/fields/{at}{}", fault.pointer), ..fault }),
        );
    }
    faults.extend(of_signatures(form));
    faults.extend(of_statements(kind, form));
    faults.extend(uncovered(kind, form));
    if faults.is_empty() {
        faults.extend(of_samples(kind, text));
    }
    faults
}

fn of_text(kind: Kind, text: &TemplateText) -> Vec<Fault> {
    let mut faults: Vec<Fault> =
        blank_fault(&text.title, "/title", "请填写标题。", "Give it a title.").into_iter().collect();
    if !kind.is_contract() {
        let words = Words::new(
            "函件不能使用印制表单，请使用条款文本。",
            "A letter is not written on a form; use a text of clauses.",
        );
        faults.push(Fault::new("/form", "not_a_contract", words));
    }
    if !text.clauses.is_empty() || !text.preamble.trim().is_empty() {
        let words =
            Words::new("印制表单没有条款和正文，请删去条款。", "A form has its words printed; take the clauses out.");
        faults.push(Fault::new("/clauses", "clauses_beside_form", words));
    }
    if let Err(error) = engine::names_in(&text.title) {
        faults.push(engine::fault("/title", &error));
    }
    faults
}

/// What is wrong with one field, pointing into it.
fn of_field(kind: Kind, form: &PrintedForm, at: usize, field: &PlacedField) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut wrong = |pointer: &str, code, zh: String, en: String| {
        faults.push(Fault::new(pointer, code, Words::new(zh, en)));
    };
    let label = field.label.trim();
    if label.is_empty() {
        wrong("/label", "required", "请给字段一个名称。".into(), "Give the field a name.".into());
    }
    let key = field.key.as_str();
    let formed = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !formed || form.fields[..at].iter().any(|earlier| earlier.key == key) {
        let zh = format!("字段代号“{key}”重复，或者不是小写字母、数字和下划线。");
        let en = format!("The key “{key}” is used twice, or has more than lower-case letters, digits and underscores.");
        wrong("/key", "key_format", zh, en);
    }
    match page_of(form, field.page) {
        None => {
            let (zh, en) = (
                format!("“{label}”所在的第 {} 页不存在。", field.page),
                format!("“{label}” stands on page {}, which there is not.", field.page),
            );
            wrong("/page", "no_such_page", zh, en);
        }
        Some(page) if !field.is_within(page) => {
            let zh = format!("“{label}”超出了第 {} 页的边缘，请移回纸面内。", field.page);
            wrong(
                "/x",
                "off_the_page",
                zh,
                format!("“{label}” reaches over the edge of page {}; move it back.", field.page),
            );
        }
        Some(_) => {}
    }
    if let Some(least) = too_small(field) {
        let (wide, high) = least;
        let zh = format!("“{label}”太小，至少宽 {wide} 毫米、高 {high} 毫米。");
        wrong("/width", "too_small", zh, format!("“{label}” is too small; it takes {wide} by {high} mm at least."));
    }
    if !SIZES.contains(&field.size) {
        let zh = format!("“{label}”的字号须在 {} 到 {} 磅之间。", SIZES.start(), SIZES.end());
        wrong(
            "/size",
            "type_size",
            zh,
            format!("The type of “{label}” has {} to {} points.", SIZES.start(), SIZES.end()),
        );
    }
    faults.extend(of_words(kind, field));
    faults
}

fn too_small(field: &PlacedField) -> Option<(f64, f64)> {
    let least = match field.holds {
        Holds::EmployerSignature => (SEAL, SEAL),
        Holds::EmployeeSignature => SIGNATURE,
        Holds::Text | Holds::EmployeeSignedOn | Holds::EmployerSignedOn => (SHORTEST, SHORTEST),
    };
    (field.width < least.0 || field.height < least.1).then_some(least)
}

fn of_words(kind: Kind, field: &PlacedField) -> Vec<Fault> {
    if field.holds != Holds::Text {
        return Vec::new();
    }
    if let Some(fault) =
        blank_fault(&field.text, "/text", "请选择字段要填写的要素。", "Choose the fact that the field holds.")
    {
        return vec![fault];
    }
    if field.text.contains("tables.") {
        let words = Words::new("表单的字段里不能放表格。", "A table has no place in a field of a form.");
        return vec![Fault::new("/text", "table_in_field", words)];
    }
    match engine::names_in(&field.text) {
        Ok(names) => names.iter().filter(|name| !is_known(kind, name)).map(|name| unknown("/text", name)).collect(),
        Err(error) => vec![engine::fault("/text", &error)],
    }
}

/// Each side signs in one place, on bare paper.
fn of_signatures(form: &PrintedForm) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (holds, zh, en) in [
        (Holds::EmployeeSignature, "劳动者签名", "the employee's signature"),
        (Holds::EmployerSignature, "用人单位盖章", "the employer's seal"),
    ] {
        let places = form.fields.iter().filter(|field| field.holds == holds).count();
        if places != 1 {
            let words = Words::new(
                format!("“{zh}”须在表单上恰好放置一处，现在有 {places} 处。"),
                format!("There is exactly one place for {en}; the form has {places}."),
            );
            faults.push(Fault::new("/form/fields", "signature_fields", words));
        }
    }
    for (at, field) in form.fields.iter().enumerate().filter(|(_, field)| field.holds.signer().is_some()) {
        let other = form.fields.iter().enumerate().find(|(other, one)| *other != at && one.overlaps(field));
        if let Some((_, other)) = other {
            let words = Words::new(
                format!("“{}”与“{}”重叠，签署区须留空，请移开。", field.label, other.label),
                format!("“{}” and “{}” overlap; where somebody signs, nothing else stands.", field.label, other.label),
            );
            faults.push(Fault::new(format!("/form/fields/{at}/x"), "signature_overlaps", words));
        }
    }
    faults
}

fn of_statements(kind: Kind, form: &PrintedForm) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, stated) in form.stated.iter().enumerate() {
        let again = form.stated[..at].iter().any(|earlier| earlier.term == stated.term);
        if again || !terms(kind).any(|term| term.code == stated.term) {
            let words = Words::new(
                "没有这项必备条款，或者写了两次。",
                "There is no such mandatory term, or it is stated twice.",
            );
            faults.push(Fault::new(format!("/form/stated/{at}/term"), "unknown_term", words));
        }
        if page_of(form, stated.page).is_none() {
            let zh = format!("表单没有第 {} 页。", stated.page);
            let words = Words::new(zh, format!("The form has no page {}.", stated.page));
            faults.push(Fault::new(format!("/form/stated/{at}/page"), "no_such_page", words));
        }
    }
    faults
}

fn uncovered(kind: Kind, form: &PrintedForm) -> Vec<Fault> {
    let named = |name: &&str| kind.variables().find(|variable| variable.name == *name);
    let fault = |term: super::TermCoverage| {
        let absent: Vec<_> = term.missing.iter().filter_map(named).collect();
        let (zh, en): (Vec<_>, Vec<_>) = absent.iter().map(|variable| (variable.zh, variable.en)).unzip();
        let words = match absent.is_empty() {
            true => Words::new(
                format!("必备条款“{}”（{}）没有着落：请写明它印在第几页。", term.zh, term.source),
                format!(
                    "The mandatory term “{}” ({}) stands nowhere: state the page on which it is printed.",
                    term.en, term.source
                ),
            ),
            false => Words::new(
                format!(
                    "必备条款“{}”（{}）没有着落：请放置字段填写{}，或者写明它印在第几页。",
                    term.zh,
                    term.source,
                    zh.join("、")
                ),
                format!(
                    "The mandatory term “{}” ({}) stands nowhere: place fields for {}, or state the page on which it is printed.",
                    term.en,
                    term.source,
                    en.join(", ")
                ),
            ),
        };
        Fault::new("/form/stated", "mandatory_term_missing", words)
    };
    coverage(kind, form).into_iter().filter(|term| !term.covered).map(fault).collect()
}

/// Every combination of facts that can be: no field fails only when a contract is drafted.
fn of_samples(kind: Kind, text: &TemplateText) -> Vec<Fault> {
    let mut faults: Vec<Fault> =
        samples(kind).iter().filter_map(|facts| fill(text, facts, Language::Chinese).err()).flatten().collect();
    faults.sort_by(|one, other| one.pointer.cmp(&other.pointer));
    faults.dedup_by(|one, other| one.pointer == other.pointer && one.code == other.code);
    faults
}

fn page_of(form: &PrintedForm, number: u32) -> Option<&PrintedPage> {
    usize::try_from(number).ok()?.checked_sub(1).and_then(|at| form.pages.get(at))
}
