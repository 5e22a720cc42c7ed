//! Which texts may stand in a document.

use serde_json::Value;

use crate::Error;

/// Makes line ends uniform and refuses characters that hide or reorder what is read: control
/// characters, marks of writing direction, and invisible ones.
pub(super) fn check(value: &mut Value) -> Result<(), Error> {
    walk(value, &mut String::new())
}

fn walk(value: &mut Value, pointer: &mut String) -> Result<(), Error> {
    let depth = pointer.len();
    match value {
        Value::String(text) => tidy(text, pointer),
        Value::Array(items) => items.iter_mut().enumerate().try_for_each(|(index, item)| {
            pointer.push_str(&format!("/{index}"));
            walk(item, pointer)?;
            pointer.truncate(depth);
            Ok(())
        }),
        Value::Object(object) => object.iter_mut().try_for_each(|(name, item)| {
            pointer.push_str(&format!("/{name}"));
            walk(item, pointer)?;
            pointer.truncate(depth);
            Ok(())
        }),
        _ => Ok(()),
    }
}

fn tidy(text: &mut String, pointer: &str) -> Result<(), Error> {
    if text.contains(['\r', '\t', '\u{3000}']) {
        *text = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\t', '\u{3000}'], " ");
    }
    match text.chars().find(|&c| is_deceptive(c)) {
        None => Ok(()),
        Some(c) => Err(Error::Facts {
            pointer: pointer.to_owned(),
            why: format!("the character U+{:04X} may not stand in a document", u32::from(c)),
        }),
    }
}

/// A character that hides, or reorders what is read.
pub(crate) fn is_deceptive(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::check;
    use serde_json::json;

    #[test]
    fn a_character_that_reorders_a_line_is_refused_with_its_place() {
        let mut facts = json!({"facts": {"sums": [{"label": "补偿\u{202E}00.1"}]}});
        let error = check(&mut facts).unwrap_err().to_string();
        assert!(error.starts_with("/facts/sums/0/label: "), "{error}");
        assert!(error.contains("U+202E"), "{error}");
    }

    #[test]
    fn line_ends_of_every_system_become_one() {
        let mut facts = json!(["a\r\nb\rc\td"]);
        check(&mut facts).unwrap();
        assert_eq!(facts, json!(["a\nb\nc d"]));
    }
}
