//! The table of grounds (法定事由表): what each needs, what it costs, why employers lose on it.
//!
//! The rows are data (`data/grounds.json`), read once; the code of this crate asks them and repeats
//! none of them.

mod code;
mod evidence;
mod text;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use code::Ground;
pub use evidence::{DocumentCode, EvidenceCode, document, documents, evidence, evidence_codes};
pub use text::Statute;

static TABLE: LazyLock<Table> = LazyLock::new(|| embedded(include_str!("../../data/grounds.json")));

/// One row of the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroundRow {
    pub code: String,
    pub zh: String,
    pub en: String,
    /// The articles it rests on.
    pub cite: String,
    /// Who ends the employment.
    pub initiator: String,
    /// What notice it takes.
    pub notice: String,
    /// When severance is due, in words; [`GroundRow::n_due`] is the same for machines.
    pub n: String,
    pub n_due: SeveranceDue,
    /// When payment instead of notice is due, in words.
    pub plus1: String,
    /// Whether the union is told first (LCL 43).
    pub union: String,
    /// What the protection of LCL 42 does to it.
    pub art42: String,
    /// Whether it can be used in probation.
    pub probation: String,
    /// Evidence codes that must all be on file, in order.
    pub evidence: Vec<String>,
    /// Evidence codes asked for only under a condition.
    pub conditional: BTreeMap<Condition, Vec<String>>,
    /// Document codes it produces.
    pub docs: Vec<String>,
    /// Why employers lose on this ground.
    pub lose: String,
    /// The rule that explains the row.
    pub rule: String,
}

impl GroundRow {
    /// whether a missing 30-day notice is paid for (代通知金); article 40 only.
    pub fn pays_for_missing_notice(&self) -> bool {
        self.plus1.starts_with("yes")
    }

    /// whether the union must hear the reasons before the notice is served.
    pub fn asks_union(&self) -> bool {
        self.evidence.iter().any(|code| code == "E-UNION-NOTICE")
    }
}

/// when severance is due on a ground (LCL 46).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "DueAsWritten", into = "DueAsWritten")]
pub enum SeveranceDue {
    Always,
    Never,
    /// Ground 36: when the employer made the proposal.
    IfEmployerProposed,
    /// Ground 44(1): unless the employee refused the same or better terms.
    UnlessRenewalRefused,
}

/// How the table writes [`SeveranceDue`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum DueAsWritten {
    Plain(bool),
    Word(String),
    ByProposer { employer_proposed: bool, employee_proposed: bool },
}

impl TryFrom<DueAsWritten> for SeveranceDue {
    type Error = String;

    fn try_from(written: DueAsWritten) -> Result<Self, String> {
        match written {
            DueAsWritten::Plain(true) => Ok(Self::Always),
            DueAsWritten::Plain(false) => Ok(Self::Never),
            DueAsWritten::Word(word) if word == "conditional" => Ok(Self::UnlessRenewalRefused),
            DueAsWritten::ByProposer { employer_proposed: true, employee_proposed: false } => {
                Ok(Self::IfEmployerProposed)
            }
            other => Err(format!("n_due cannot be {other:?}")),
        }
    }
}

impl From<SeveranceDue> for DueAsWritten {
    fn from(due: SeveranceDue) -> Self {
        match due {
            SeveranceDue::Always => Self::Plain(true),
            SeveranceDue::Never => Self::Plain(false),
            SeveranceDue::UnlessRenewalRefused => Self::Word("conditional".to_owned()),
            SeveranceDue::IfEmployerProposed => Self::ByProposer { employer_proposed: true, employee_proposed: false },
        }
    }
}

/// When a conditional evidence code is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    OccupationalHazardPost,
    #[serde(rename = "38(1)(1)")]
    NoConditions,
    #[serde(rename = "38(1)(2)")]
    PayNotInFull,
    #[serde(rename = "38(1)(3)")]
    SocialInsurance,
    #[serde(rename = "38(1)(4)")]
    UnlawfulRules,
    ConditionsInPolicy,
    ProgressiveRule,
    NoExpressRule,
    /// 39(4), serious effect on the employee's own work.
    BranchA,
    /// 39(4), refusal after a demand.
    BranchB,
    KpiInPolicy,
    #[serde(rename = "41(1)(3)")]
    ProductionChange,
    #[serde(rename = "employer_claims_no_N")]
    EmployerClaimsNoSeverance,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    rows: Vec<GroundRow>,
    evidence_codes: BTreeMap<String, String>,
    document_codes: BTreeMap<String, String>,
    warn_only: BTreeMap<String, String>,
    replacements: BTreeMap<String, String>,
}

/// Every row, in the table's order.
pub fn rows() -> &'static [GroundRow] {
    &TABLE.rows
}

/// The row of this code, if there is one.
pub fn ground(code: &str) -> Option<&'static GroundRow> {
    TABLE.rows.iter().find(|row| row.code == code)
}

/// Evidence codes whose absence does not simply block, and what the table says of each.
pub fn soft_evidence() -> &'static BTreeMap<String, String> {
    &TABLE.warn_only
}

/// Evidence codes that stand in for others, and under what circumstances.
pub fn replacements() -> &'static BTreeMap<String, String> {
    &TABLE.replacements
}

impl Ground {
    /// Its row of the table.
    #[expect(clippy::expect_used, reason = "a test holds the table and the enum together")]
    pub fn row(self) -> &'static GroundRow {
        ground(self.row_code()).expect("every ground has its row")
    }
}

/// Reads data that was compiled in.
#[expect(clippy::expect_used, reason = "compiled in and read by a test: it cannot differ at run time")]
pub(crate) fn embedded<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("embedded data reads as its type")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_and_the_grounds_name_the_same_rows_in_the_same_order() {
        let table: Vec<_> = rows().iter().map(|row| row.code.as_str()).collect();
        let named: Vec<_> = code::CODES.iter().map(|(_, code)| *code).collect();
        assert_eq!(table, named);
        for (ground, code) in code::CODES {
            assert_eq!(ground.row().code, code);
        }
    }

    #[test]
    fn every_code_a_row_mentions_is_explained() {
        for row in rows() {
            for code in row.evidence.iter().chain(row.conditional.values().flatten()) {
                assert!(evidence(code).is_some(), "{code} of {}", row.code);
            }
            for code in &row.docs {
                assert!(document(code).is_some(), "{code} of {}", row.code);
            }
        }
        for code in soft_evidence().keys() {
            assert!(evidence(code).is_some(), "{code}");
        }
    }

    #[test]
    fn r031_only_article_40_pays_for_missing_notice() {
        let paying: BTreeSet<_> =
            rows().iter().filter(|row| row.pays_for_missing_notice()).map(|row| row.code.as_str()).collect();
        assert_eq!(paying, BTreeSet::from(["40(1)", "40(2)", "40(3)"]));
        for (ground, _) in code::CODES {
            assert_eq!(ground.row().pays_for_missing_notice(), ground.is_no_fault_dismissal());
        }
    }

    #[test]
    fn r030_the_table_says_when_severance_is_due() {
        let due = |code: &str| ground(code).map(|row| row.n_due);
        assert_eq!(due("36"), Some(SeveranceDue::IfEmployerProposed));
        assert_eq!(due("37"), Some(SeveranceDue::Never));
        assert_eq!(due("40(2)"), Some(SeveranceDue::Always));
        assert_eq!(due("44(1)"), Some(SeveranceDue::UnlessRenewalRefused));
        assert_eq!(due("99"), None);
    }

    #[test]
    fn r074_articles_39_40_and_41_ask_the_union() {
        for (ground, code) in code::CODES {
            let asks = ground.is_fault_dismissal()
                || ground.is_no_fault_dismissal()
                || matches!(ground, Ground::MassLayoff(_));
            assert_eq!(ground.row().asks_union(), asks, "{code}");
        }
    }
}
