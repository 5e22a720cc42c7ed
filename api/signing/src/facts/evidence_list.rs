//! The list of evidence for a tribunal (证据清单).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Document, Employer, Party};
use crate::Template;

/// 证据清单: what the employer puts before the tribunal, and what each piece is to prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceList {
    /// Who submits it.
    pub employer: Employer,
    /// Number of the dispute in the house.
    pub number: String,
    /// The other side.
    pub employee_name: String,
    /// Who claims (申请人).
    pub claimant: Party,
    /// The tribunal; empty while it is not known.
    pub tribunal: String,
    /// Its number; empty while it is not known.
    pub case_number: String,
    /// Day of the list.
    pub listed_on: NaiveDate,
    /// In the order they are to be read.
    pub exhibits: Vec<Exhibit>,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exhibit {
    /// From 1.
    pub number: u32,
    /// 证据名称.
    pub name: String,
    /// 证据来源.
    pub source: String,
    /// 证明目的.
    pub purpose: String,
    /// 页码 in words; empty where it is not known.
    pub pages: String,
    /// SHA-256 of the paper, in hex.
    pub sha256: Option<String>,
    /// Its entry in the employer's log.
    pub entry: Option<i64>,
}

impl Document for EvidenceList {
    const TEMPLATE: Template = Template::EvidenceList;
}
