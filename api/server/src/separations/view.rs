//! Cases as sent.

use chrono::{DateTime, NaiveDate, Utc};
use domain::separations::{Decision, ServiceChannel, Side, Stage, UnionAnswer};
use serde::{Deserialize, Serialize};
use store::ids::{AgreementId, DocumentId, LayoffId, LegalEntityId, SeparationId};
use utoipa::ToSchema;

use super::case_facts::CaseFacts;
use super::parts::{ApprovalPart, Decided, NoticePart, OverridePart, ReceiptPart, UnionPart};
use super::row::Case;
use crate::employees::EmployeeRef;
use crate::platform::http::Versioned;

/// A case 离职案件.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Separation {
    pub id: SeparationId,
    pub version: i32,
    #[schema(example = "SEP-2026-0001")]
    pub number: String,
    pub employee: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    /// Code of the ground 法定事由.
    #[schema(example = "40(2)")]
    pub ground: String,
    /// Who ends the employment.
    pub initiator: Side,
    /// Who proposed it 提出方; decides over severance under LCL 46(2).
    pub proposer: Side,
    pub reason: String,
    pub stage: Stage,
    /// Last day of the employment, planned or settled.
    pub last_day: Option<NaiveDate>,
    pub opened_by: Option<EmployeeRef>,
    pub opened_by_name: String,
    pub opened_at: DateTime<Utc>,
    pub union: Option<SeparationUnion>,
    pub approval: Option<SeparationApproval>,
    pub notice: Option<SeparationNotice>,
    pub agreement_id: Option<AgreementId>,
    pub certificate_document_id: Option<DocumentId>,
    pub completed_at: Option<DateTime<Utc>>,
    /// Why it was withdrawn.
    pub withdrawn_reason: Option<String>,
    /// The lay-off it belongs to.
    pub layoff_id: Option<LayoffId>,
    /// What only the case knows.
    pub case_facts: CaseFacts,
    /// The last day an employee wished for in their notice.
    pub wished_last_day: Option<NaiveDate>,
    /// The employer's answer to an employee's notice.
    pub receipt: Option<SeparationReceiptGiven>,
    /// Missing evidence that somebody let pass.
    pub overrides: Vec<SeparationOverrideGiven>,
}

/// The employer acknowledged an employee's notice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationReceiptGiven {
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub received_on: NaiveDate,
    pub text: String,
}

/// Missing evidence was let pass.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationOverrideGiven {
    pub codes: Vec<String>,
    pub reason: String,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

/// The union's part (LCL 43).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationUnion {
    pub notified_at: DateTime<Utc>,
    pub reasons: String,
    pub reply: Option<UnionReply>,
}

/// Approval by another person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationApproval {
    pub requested_by: Option<EmployeeRef>,
    pub requested_by_name: String,
    pub requested_at: DateTime<Utc>,
    pub decision: Option<Decision>,
    pub by: Option<EmployeeRef>,
    pub by_name: Option<String>,
    pub at: Option<DateTime<Utc>>,
    pub reason: Option<String>,
}

/// The notice of dismissal and its service.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationNotice {
    pub document_id: DocumentId,
    pub issued_at: DateTime<Utc>,
    /// When it reached the person: the start of that day in China.
    pub served_at: Option<DateTime<Utc>>,
    pub served_on: Option<NaiveDate>,
    pub channel: ServiceChannel,
    pub tracking_number: Option<String>,
}

impl Versioned for Separation {
    fn version(&self) -> i32 {
        self.version
    }
}

/// The union's answer 工会意见.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SeparationUnionReply)]
pub struct UnionReply {
    pub answer: UnionAnswer,
    pub text: String,
    pub at: DateTime<Utc>,
    /// Who answered for the union.
    pub by_name: String,
}

impl Case {
    /// As sent.
    pub fn view(self) -> Separation {
        let Self { row, parties } = self;
        let notice = row.notice.zip(row.notice_document_id).map(|(part, document_id)| part.0.view(document_id));
        Separation {
            id: row.id,
            version: row.version,
            number: row.number,
            employee: parties.employee,
            legal_entity_id: row.legal_entity_id,
            ground: row.ground,
            initiator: row.initiator.0,
            proposer: row.proposer.0,
            reason: row.reason,
            stage: row.stage.0,
            last_day: row.last_day,
            opened_by_name: row.opened_by.0.name,
            opened_by: row.opened_by.0.employee,
            opened_at: row.opened_at,
            union: row.trade_union.map(|part| part.0.view()),
            approval: row.approval.map(|part| part.0.view()),
            notice,
            agreement_id: row.agreement_id,
            certificate_document_id: row.certificate_document_id,
            completed_at: row.completed_at,
            withdrawn_reason: row.withdrawal.map(|part| part.0.reason),
            layoff_id: row.layoff_id,
            case_facts: row.case_facts.map(|facts| facts.0).unwrap_or_default(),
            wished_last_day: row.wished_last_day,
            receipt: row.receipt.map(|part| part.0.view()),
            overrides: row
                .overrides
                .map(|parts| parts.0)
                .unwrap_or_default()
                .into_iter()
                .map(OverridePart::view)
                .collect(),
        }
    }
}

impl ReceiptPart {
    fn view(self) -> SeparationReceiptGiven {
        let Self { by, at, received_on, text } = self;
        SeparationReceiptGiven { by_name: by.name, at, received_on, text }
    }
}

impl OverridePart {
    fn view(self) -> SeparationOverrideGiven {
        let Self { codes, reason, by, at } = self;
        SeparationOverrideGiven { codes, reason, by_name: by.name, at }
    }
}

impl UnionPart {
    fn view(self) -> SeparationUnion {
        SeparationUnion { notified_at: self.notified_at, reasons: self.reasons, reply: self.reply }
    }
}

impl ApprovalPart {
    fn view(self) -> SeparationApproval {
        let Self { requested_by, requested_at, decided } = self;
        let (decision, by, by_name, at, reason) = match decided {
            None => (None, None, None, None, None),
            Some(Decided { decision, by, at, reason }) => {
                (Some(decision), by.employee, Some(by.name), Some(at), Some(reason))
            }
        };
        let requested_by_name = requested_by.name;
        SeparationApproval {
            requested_by: requested_by.employee,
            requested_by_name,
            requested_at,
            decision,
            by,
            by_name,
            at,
            reason,
        }
    }
}

impl NoticePart {
    fn view(self, document_id: DocumentId) -> SeparationNotice {
        let channel = self.served.as_ref().map_or(self.delivery_channel, |served| served.channel);
        let served_on = self.served.as_ref().map(|served| served.served_on);
        SeparationNotice {
            document_id,
            issued_at: self.issued_at,
            served_at: served_on.and_then(start_of_day),
            served_on,
            channel,
            tracking_number: self.served.and_then(|served| served.tracking_number),
        }
    }
}

/// Midnight in China.
fn start_of_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.and_hms_opt(0, 0, 0)?;
    midnight.and_local_timezone(chrono_tz::Asia::Shanghai).single().map(|at| at.to_utc())
}
