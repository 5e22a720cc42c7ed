//! A form in words, field by field, so that two versions can be compared like clauses.

use super::super::comparison::Part;
use super::{Align, FilledField, Holds, PlacedField, PrintedForm};

/// The file, its fields and what is stated of it.
pub(in super::super) fn parts(form: &PrintedForm) -> Vec<Part> {
    let file = Part {
        key: "form".to_owned(),
        heading: "表单文件".to_owned(),
        written: format!("表单文件\n共 {} 页，SHA-256 {}", form.pages.len(), form.sha256),
    };
    let mut stated: Vec<_> = form.stated.iter().map(|one| format!("{}：印在第 {} 页", one.term, one.page)).collect();
    stated.sort();
    let stated = Part {
        key: "form_stated".to_owned(),
        heading: "印在表单上的必备条款".to_owned(),
        written: format!("印在表单上的必备条款\n{}", stated.join("\n")),
    };
    [file].into_iter().chain(form.fields.iter().map(of_field)).chain([stated]).collect()
}

fn of_field(field: &PlacedField) -> Part {
    Part { key: format!("field_{}", field.key), heading: field.label.clone(), written: in_words(field) }
}

/// `第 1 页，距左边 42.5 毫米、距上边 96 毫米，宽 30 毫米、高 6 毫米`
fn in_words(field: &PlacedField) -> String {
    let PlacedField { key: _, label, page, x, y, width, height, holds, text, size, align } = field;
    let place = format!("第 {page} 页，距左边 {x} 毫米、距上边 {y} 毫米，宽 {width} 毫米、高 {height} 毫米");
    match holds {
        Holds::Text => {
            let align = match align {
                Align::Left => "左对齐",
                Align::Center => "居中",
                Align::Right => "右对齐",
            };
            format!("{label}\n{place}，{size} 磅，{align}\n内容：{text}")
        }
        _ => format!("{label}\n{place}\n{}", holds.words()),
    }
}

/// What a contract on a form says, field by field.
pub(in super::super) fn filled_parts(fields: &[FilledField]) -> Vec<Part> {
    let said = fields.iter().filter(|one| one.field.holds == Holds::Text);
    said.map(|one| Part {
        key: format!("field_{}", one.field.key),
        heading: one.field.label.clone(),
        written: format!("{}\n{}", one.field.label, one.text),
    })
    .collect()
}
