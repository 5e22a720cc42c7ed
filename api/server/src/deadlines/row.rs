//! A deadline as sent.

use chrono::NaiveDate;
use domain::deadlines::{About, Flaw, Kind, Owner, State};
use domain::refused::Words;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::facts::Sight;
use super::found::Found;
use super::reminder::Reminder;
use crate::employees::EmployeeRef;

/// Something that falls due 期限, computed from records.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Deadline)]
pub struct DeadlineView {
    /// The row of R-120; `A-DATA` for what is wrong or missing in the records.
    pub kind: Kind,
    /// What is wrong, with `A-DATA`.
    pub code: Option<Flaw>,
    #[schema(example = "劳动合同到期：续订或通知终止")]
    pub title: String,
    pub due_on: NaiveDate,
    pub state: State,
    /// Days ahead on which it calls for attention, the farthest first.
    #[schema(example = json!([90, 60, 30, 7]))]
    pub lead_days: Vec<u32>,
    /// Who has to act.
    pub owner: Owner,
    /// What follows when it is missed.
    pub consequence: String,
    /// The facts it was computed from.
    #[schema(example = "第 2 份固定期限合同，2023-04-01 至 2026-12-31")]
    pub basis: String,
    #[schema(example = "劳动合同法 14、44、46(5)")]
    pub cite: String,
    /// Of the rulebook.
    #[schema(example = "R-064")]
    pub rule: String,
    /// The day on which a record shows that it was done.
    pub done_on: Option<NaiveDate>,
    pub employee: EmployeeRef,
    /// Where it is handled: `employee`, `separation` or `dispute`.
    #[schema(example = "employee")]
    pub resource_type: String,
    pub resource_id: Uuid,
    /// What became of it since it came into its lead time; for HR and legal.
    pub reminder: Option<Reminder>,
}

impl Found {
    /// As sent, in one language.
    pub(super) fn view(self, english: bool) -> DeadlineView {
        let Self { person, deadline, state, sight, reminder } = self;
        let row = deadline.row();
        let at = match deadline.about {
            About::Person => None,
            About::Case => person.separation.as_ref().map(|case| ("separation", case.0.id.0)),
            About::Dispute(place) => person.disputes.0.get(place).map(|dispute| ("dispute", dispute.id.0)),
        };
        let (resource_type, resource_id) = at.unwrap_or(("employee", person.employee_id.0));
        let Words { zh, en } = deadline.basis.clone();
        DeadlineView {
            kind: deadline.kind,
            code: deadline.flaw,
            title: row.title.text(english).to_owned(),
            due_on: deadline.due_on,
            state,
            lead_days: deadline.lead_days(),
            owner: row.owner,
            consequence: row.consequence.text(english).to_owned(),
            basis: if english { en } else { zh },
            cite: row.cite.to_owned(),
            rule: row.rule.to_owned(),
            done_on: deadline.done_on,
            employee: person.person(),
            resource_type: resource_type.to_owned(),
            resource_id,
            reminder: reminder.filter(|_| sight == Sight::Whole).map(|(row, name)| row.view(name)),
        }
    }
}
