//! What follows once both sides have signed.

use chrono::NaiveDate;
use domain::agreements::AgreementKind;
use store::Tx;

use super::facts::AgreementFacts;
use super::row::{Row, open_words};
use crate::employees::{ContractFacts, Paper, conclude, keep_paper};
use crate::platform::journal::Event;
use crate::platform::{Answer, App};

/// What was signed: the file with both signatures, or the scan of a paper.
pub(super) struct Concluded<'a> {
    pub sha256: [u8; 32],
    pub media: &'a str,
    pub size: usize,
    /// The day of the last signature, never back-dated.
    pub signed_on: NaiveDate,
}

/// The records that the agreement changes, and the person's own copy; answers what happened.
pub(super) async fn complete(app: &App, tx: &mut Tx, row: &Row, signed: Concluded<'_>) -> Answer<Vec<Event>> {
    let Concluded { sha256, media, size, signed_on } = signed;
    let mut events = Vec::new();
    if let Some(separation) = row.separation_id {
        events.push(crate::separations::mark_signed(app, tx, separation, row.id, sha256).await?);
    }
    if let Some(facts) = open_words(app, row)?.into_facts()
        && let Some(contract) = concluded(&facts, signed_on)
    {
        events.push(conclude(app, tx, (row.employee_id, row.legal_entity_id), &contract).await?);
    }
    let paper = Paper {
        employee: row.employee_id,
        legal_entity: row.legal_entity_id,
        kind: paper_kind(row.kind.0),
        title: &row.title,
        media,
        sha256,
        size,
        resource: ("agreement", row.id.0),
    };
    keep_paper(app, tx, paper).await?;
    Ok(events)
}

/// The contract that goes on record.
fn concluded(facts: &AgreementFacts, signed_on: NaiveDate) -> Option<ContractFacts> {
    let signed_on = Some(signed_on);
    match facts {
        AgreementFacts::LabourContract(facts) => Some(ContractFacts {
            kind: facts.term,
            from: facts.from,
            until: facts.until,
            probation_until: facts.probation_until,
            monthly_wage: facts.monthly_wage,
            signed_on,
        }),
        AgreementFacts::ContractRenewal(facts) => Some(ContractFacts {
            kind: facts.term,
            from: facts.from,
            until: facts.until,
            probation_until: None,
            monthly_wage: facts.monthly_wage,
            signed_on,
        }),
        AgreementFacts::ContractVariation(_)
        | AgreementFacts::NonCompete(_)
        | AgreementFacts::Confidentiality(_)
        | AgreementFacts::ServicePeriod(_)
        | AgreementFacts::RecruitmentConditions(_) => None,
    }
}

fn paper_kind(kind: AgreementKind) -> &'static str {
    match kind {
        AgreementKind::Separation => "separation_agreement",
        other => other.name(),
    }
}
