//! What other slices may know of the conditions of recruitment that a person signed.

use chrono::NaiveDate;
use diesel::sql_types;
use serde::Deserialize;
use store::ids::AgreementId;

use crate::platform::journal::Kind;
use crate::platform::{Answer, Problem};

/// Conditions of recruitment that both sides signed.
#[derive(Clone, Debug, Deserialize)]
pub struct SignedConditions {
    pub id: AgreementId,
    number: String,
    on_paper: bool,
    /// SHA-256 of what was signed, in hex.
    pub sha256: String,
    /// The day of the last signature.
    pub signed_on: NaiveDate,
}

diesel::define_sql_function! {
    /// Those of an employment, earliest first, as [`SignedConditions::read`] takes them (migration `more_letters`).
    fn signed_conditions(of_employee: sql_types::Uuid, of_employment: sql_types::Uuid) -> sql_types::Jsonb;
}

impl SignedConditions {
    pub fn read(signed: serde_json::Value) -> Answer<Vec<Self>> {
        serde_json::from_value(signed).map_err(Problem::from_internal)
    }

    /// The entry that proves it.
    pub fn entry(&self) -> Kind {
        if self.on_paper { Kind::PaperSignatureReviewed } else { Kind::AgreementSigned }
    }

    /// `录用条件确认书 AGR-2026-0001`
    pub fn title(&self) -> String {
        format!("录用条件确认书 {}", self.number)
    }
}
