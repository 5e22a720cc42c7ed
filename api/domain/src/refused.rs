//! How this crate says no: one error type, always in both languages, always with what to do.

use serde::{Deserialize, Serialize};

/// One sentence, or a few, in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

impl Words {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one of the two languages.
    pub fn pick(self, english: bool) -> String {
        if english { self.en } else { self.zh }
    }
}

/// One thing wrong with what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// JSON pointer (RFC 6901) into the body, `""` for the whole of it.
    pub pointer: String,
    /// Machine name, lower snake case.
    pub code: &'static str,
    #[serde(flatten)]
    pub words: Words,
}

impl Fault {
    pub fn new(pointer: impl Into<String>, code: &'static str, words: Words) -> Self {
        Self { pointer: pointer.into(), code, words }
    }
}

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The thing is in a state, or at a time, in which this may not happen.
    #[error("{code} in state {state}: {}", words.en)]
    State {
        /// The state it is in, as the API names it.
        state: &'static str,
        /// `invalid_state`, or a narrower name such as `actuals_missing`.
        code: &'static str,
        words: Words,
    },
    /// What was sent cannot be taken as it is; never empty.
    #[error("{}", faults_in_english(.0))]
    Invalid(Vec<Fault>),
}

impl Refused {
    /// The state does not allow this act at all.
    pub fn in_state(state: &'static str, words: Words) -> Self {
        Self::State { state, code: "invalid_state", words }
    }

    /// One fault in what was sent.
    pub fn fault(pointer: impl Into<String>, code: &'static str, words: Words) -> Self {
        Self::Invalid(vec![Fault::new(pointer, code, words)])
    }

    /// The machine name: of the refusal, or of its first fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::State { code, .. } => code,
            Self::Invalid(faults) => faults.first().map_or("invalid", |fault| fault.code),
        }
    }
}

/// `Ok` when there is nothing to complain about.
pub(crate) fn unless_faulty(faults: Vec<Fault>) -> Result<(), Refused> {
    if faults.is_empty() { Ok(()) } else { Err(Refused::Invalid(faults)) }
}

/// A fault when a text that must say something is blank.
pub(crate) fn blank_fault(text: &str, pointer: &str, zh: &str, en: &str) -> Option<Fault> {
    text.trim().is_empty().then(|| Fault::new(pointer, "required", Words::new(zh, en)))
}

fn faults_in_english(faults: &[Fault]) -> String {
    let sentences: Vec<String> = faults.iter().map(|fault| format!("{}: {}", fault.pointer, fault.words.en)).collect();
    sentences.join("; ")
}
