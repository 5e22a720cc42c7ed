//! The handover list (工作交接清单), DOC-11, R-029.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Document, Employer, Worker};
use crate::Template;

/// 工作交接清单: what is handed over, what has been, and room for what only the two at the desk know.
///
/// Wages, certificate and transfers do not wait for it (LCL 50, R-039); severance is paid when it is done (LCL 50(2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverList {
    /// Whose work it is.
    pub employer: Employer,
    /// Who hands over.
    pub worker: Worker,
    /// Last day of the employment; `None` while it is open.
    pub last_day: Option<NaiveDate>,
    /// In the order of their days.
    pub items: Vec<HandoverItem>,
    /// Day of the document.
    pub made_on: NaiveDate,
}

/// One thing to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverItem {
    /// What.
    pub title: String,
    /// By when.
    pub due_on: NaiveDate,
    /// How it stands.
    pub state: HandoverState,
    /// Who ended it, on which day, and what was said of it; `None` while it is open.
    pub ended: Option<String>,
}

/// How a thing to be handed over stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoverState {
    /// 待交接
    Open,
    /// 已交接
    Done,
    /// 无须交接
    Waived,
}

impl Document for HandoverList {
    const TEMPLATE: Template = Template::HandoverList;
}
