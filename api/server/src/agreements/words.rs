//! What is agreed, as stored: sealed.

use domain::templates::Amendments;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::facts::AgreementFacts;
use super::row::{AgreementTerms, Row};
use crate::platform::{Answer, App, Problem};

const TERMS: &str = "agreements.terms";

/// What is agreed, as stored: sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Words {
    /// In a separation agreement.
    Terms(AgreementTerms),
    /// In a contract from a template.
    Contract(ContractWords),
    /// The same, of the time before the variables were kept with the facts.
    Facts(AgreementFacts),
}

/// All that a contract says beyond the version of its template: together they are its text, at any time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ContractWords {
    pub facts: AgreementFacts,
    /// As the template names them, with the parties as they were on the day of the draft.
    pub variables: Value,
    #[serde(default)]
    pub amendments: Amendments,
}

impl Words {
    /// What is agreed in a contract from a template.
    pub fn into_facts(self) -> Option<AgreementFacts> {
        match self {
            Self::Terms(_) => None,
            Self::Contract(words) => Some(words.facts),
            Self::Facts(facts) => Some(facts),
        }
    }
}

pub(super) fn seal_words(app: &App, words: &Words) -> Answer<Vec<u8>> {
    let json = serde_json::to_string(words).map_err(Problem::from_internal)?;
    Ok(app.keyring.seal_column(TERMS, &json)?)
}

pub(super) fn open_words(app: &App, row: &Row) -> Answer<Words> {
    serde_json::from_str(&app.keyring.open_column(TERMS, &row.terms_sealed)?).map_err(Problem::from_internal)
}
