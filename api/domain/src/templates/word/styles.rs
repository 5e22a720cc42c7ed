//! Styles and numbering of a Word document, as far as they tell headings and items from text.

use std::collections::HashMap;

use crate::xml::{Node, Unreadable, walk};

/// How a line looks, as far as it matters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// It is the title of the document.
    pub title: bool,
    /// Level of a heading, from 0.
    pub outline: Option<u8>,
    /// The list that numbers it; 0 is none.
    pub number: Option<u32>,
    /// Level in that list, from 0.
    pub level: u8,
    pub centred: bool,
}

/// The styles by id, and the form of the numbers of each list.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Look>,
    /// Each list to the one it is drawn as.
    lists: HashMap<u32, u32>,
    /// `(list as drawn, level)` to its form, such as `第%1条`; a list of dots has an empty one.
    forms: HashMap<(u32, u8), String>,
}

impl Styles {
    pub fn read(styles: Option<&str>, numbering: Option<&str>) -> Result<Self, Unreadable> {
        let styles = styles.map(named_styles).transpose()?.unwrap_or_default();
        let (lists, forms) = numbering.map(forms).transpose()?.unwrap_or_default();
        Ok(Self { styles, lists, forms })
    }

    /// Lays a style under what a paragraph says of itself.
    pub fn apply(&self, style: &str, look: &mut Look) {
        if let Some(known) = self.styles.get(style) {
            *look = known.clone();
        }
    }

    /// The form of the number that Word sets before a line: `%1.`, `第%1条`, empty for a dot.
    pub fn form(&self, look: &Look) -> Option<&str> {
        let list = look.number.filter(|list| *list > 0)?;
        self.forms.get(&(*self.lists.get(&list)?, look.level)).map(String::as_str)
    }
}

/// How far a style is followed to those it is based on.
const MOST_STEPS: usize = 10;

fn named_styles(xml: &str) -> Result<HashMap<String, Look>, Unreadable> {
    let mut looks: HashMap<String, (Look, Option<String>)> = HashMap::new();
    let mut here = String::new();
    walk(xml, |node| {
        let Node::Open(element) = node else { return };
        let value = element.attribute("val");
        if element.name() == "style" {
            here = element.attribute("styleId").unwrap_or_default().into_owned();
            looks.insert(here.clone(), (Look::default(), None));
            return;
        }
        let Some((look, based_on)) = looks.get_mut(&here) else { return };
        match element.name() {
            "name" => {
                let name = value.unwrap_or_default().to_lowercase();
                look.title = matches!(name.as_str(), "title" | "标题");
                let heading = name.strip_prefix("heading ").or(name.strip_prefix("标题 "));
                let level = heading.and_then(|level| level.trim().parse::<u8>().ok());
                look.outline = level.and_then(|level| level.checked_sub(1)).or(look.outline);
            }
            "basedOn" => *based_on = value.map(std::borrow::Cow::into_owned),
            "outlineLvl" => {
                look.outline = value.and_then(|value| value.parse().ok()).filter(|level| *level < 9).or(look.outline);
            }
            "numId" => look.number = value.and_then(|value| value.parse().ok()),
            "ilvl" => look.level = value.and_then(|value| value.parse().ok()).unwrap_or_default(),
            "jc" => look.centred = value.as_deref() == Some("center"),
            _ => {}
        }
    })?;
    let resolved = |style: &String| {
        let mut look = Look::default();
        let mut at = Some(style);
        for _ in 0..MOST_STEPS {
            let Some((own, based_on)) = at.and_then(|style| looks.get(style)) else { break };
            look.title |= own.title;
            look.outline = look.outline.or(own.outline);
            if look.number.is_none() {
                (look.number, look.level) = (own.number, own.level);
            }
            look.centred |= own.centred;
            at = based_on.as_ref();
        }
        look
    };
    Ok(looks.keys().map(|style| (style.clone(), resolved(style))).collect())
}

type Forms = (HashMap<u32, u32>, HashMap<(u32, u8), String>);

fn forms(xml: &str) -> Result<Forms, Unreadable> {
    let (mut lists, mut forms) = Forms::default();
    let (mut drawn, mut list, mut level) = (None::<u32>, None::<u32>, 0_u8);
    walk(xml, |node| {
        let Node::Open(element) = node else { return };
        let number = |name: &str| element.attribute(name).and_then(|value| value.parse::<u32>().ok());
        match element.name() {
            "abstractNum" => (drawn, list) = (number("abstractNumId"), None),
            "num" => (drawn, list) = (None, number("numId")),
            "abstractNumId" => {
                if let (Some(list), Some(drawn)) = (list, number("val")) {
                    lists.insert(list, drawn);
                }
            }
            "lvl" => level = number("ilvl").and_then(|level| u8::try_from(level).ok()).unwrap_or_default(),
            "numFmt" if element.attribute("val").as_deref() == Some("bullet") => {
                if let Some(drawn) = drawn {
                    forms.insert((drawn, level), String::new());
                }
            }
            "lvlText" => {
                if let Some(drawn) = drawn {
                    let text = element.attribute("val").unwrap_or_default().into_owned();
                    forms.entry((drawn, level)).or_insert(text);
                }
            }
            _ => {}
        }
    })?;
    Ok((lists, forms))
}
