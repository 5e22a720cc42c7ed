//! The working shown with every answer.

use std::borrow::Cow;

use serde::Serialize;

/// One line of the working (计算步骤): the figures are inside the sentence, so that a person with a
/// pencil can redo it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The rule of the rulebook, such as `R-026`.
    pub rule: &'static str,
    /// The article, in Chinese, such as `劳动合同法 47`.
    pub cite: Cow<'static, str>,
    pub zh: String,
    pub en: String,
    /// What this line comes to.
    pub value: String,
}

impl Step {
    pub(crate) fn new(
        rule: &'static str,
        cite: impl Into<Cow<'static, str>>,
        zh: impl Into<String>,
        en: impl Into<String>,
        value: impl ToString,
    ) -> Self {
        Self { rule, cite: cite.into(), zh: zh.into(), en: en.into(), value: value.to_string() }
    }
}
