//! A contract on a form that the employer brings (印制表单): its pages as they are, with words and signatures in
//! their places.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Document;
use crate::{Error, PrintedPage, Template};

/// 合同、协议 on a form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedForm {
    /// Its title (`劳动合同书`).
    pub title: String,
    /// The employer's name.
    pub employer: String,
    /// As [`crate::read_form`] read them.
    #[serde(skip)]
    pub pages: Vec<PrintedPage>,
    /// Words on the form.
    pub texts: Vec<PlacedText>,
    /// Where both sides sign.
    pub signatures: Vec<PlacedSignature>,
    /// Template and version that the form belongs to.
    pub source: String,
}

/// Words in a field of a form. Lengths are in millimetres, from the upper left corner of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacedText {
    /// What the field is called.
    pub label: String,
    /// From 1.
    pub page: usize,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Size of the type, in points.
    pub size: f64,
    /// How the words stand between left and right.
    pub align: Align,
    /// The words; a field without any stays empty.
    pub text: String,
}

/// How words stand between left and right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// The place of a signature, in millimetres.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacedSignature {
    /// Who signs there: `employee` or `employer`.
    pub role: String,
    /// From 1.
    pub page: usize,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Document for PrintedForm {
    const TEMPLATE: Template = Template::PrintedForm;

    fn view(&self) -> Result<Value, Error> {
        let page = |page: &PrintedPage| {
            let PrintedPage { width, height, drawing, words } = page;
            json!({"width": width, "height": height, "drawing": drawing, "words": words})
        };
        let pages: Vec<Value> = self.pages.iter().map(page).collect();
        Ok(super::with(super::to_value(self)?, [("pages", pages.into())]))
    }
}
