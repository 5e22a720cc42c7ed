//! What the agreements slice asks of a case: its terms, and the two moments it reports back.

use chrono::NaiveDate;
use domain::separations::Side;
use domain::separations::sheet::is_in_lump_sum;
use law::severance_income_tax;
use serde::{Deserialize, Serialize};
use store::ids::{AgreementId, LegalEntityId, ProposalId, SeparationId};
use store::{Db, Money, Text, Tx};

use super::proposals;
use super::row::Case;
use super::settlement::{self, Asked, Settlement};
use super::tasks;
use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, Scope};

/// One agreed sum, with what the law gives beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsLine {
    pub code: String,
    pub label: String,
    pub amount: Money,
    pub statutory: Option<Money>,
}

/// The terms both sides accepted, for drafting the agreement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Terms {
    pub separation_id: SeparationId,
    pub number: String,
    pub version: i32,
    pub employee: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    /// Always `36`: what both agree on is an ending by agreement.
    pub ground: String,
    pub proposer: Side,
    pub reason: String,
    pub proposal_id: ProposalId,
    pub hired_on: NaiveDate,
    pub last_day: NaiveDate,
    pub pay_on: NaiveDate,
    pub lines: Vec<TermsLine>,
    pub total: Money,
    pub statutory_total: Money,
    pub below_statutory: bool,
    /// R-038 on the agreed lump sum; wages, bonus and leave pay are salary; null when the local figure is not known.
    pub tax: Option<Money>,
    /// `total − tax`.
    pub net: Option<Money>,
    /// The law's sums on the agreed last day, with every step.
    pub settlement: Settlement,
}

/// The accepted terms of a case within the caller's scope and open to them; 409 before there are any.
pub async fn terms_of(app: &App, db: &Db, who: &Caller, scope: &Scope, id: SeparationId) -> Answer<Terms> {
    let case = Case::find(db, who, scope, id, app.today()).await?;
    let agreed = proposals::accepted_of(app, db, id).await?;
    let Some((agreed, last_day)) = agreed.zip(case.row.last_day) else {
        return Err(Problem::invalid_state(
            case.row.stage.0,
            "双方尚未就条件达成一致。",
            "The terms are not agreed yet.",
        ));
    };
    let settlement = settlement::of(app, db, &case, Asked { last_day: Some(last_day) }).await?;
    let lines: Vec<TermsLine> = agreed
        .lines
        .into_iter()
        .map(|line| TermsLine { code: line.code, label: line.label, amount: line.amount, statutory: line.statutory })
        .collect();
    let tax = tax_on(&lines, &settlement)?;
    let net = tax.map(|tax| agreed.total.0.checked_sub(tax.0)).transpose()?.map(Money);
    let Case { row, parties } = case;
    Ok(Terms {
        separation_id: row.id,
        number: row.number,
        version: row.version,
        employee: parties.employee,
        legal_entity_id: row.legal_entity_id,
        ground: row.ground,
        proposer: row.proposer.0,
        reason: row.reason,
        proposal_id: agreed.id,
        hired_on: parties.hired_on,
        last_day,
        pay_on: agreed.pay_on,
        lines,
        total: agreed.total,
        statutory_total: agreed.statutory_total,
        below_statutory: agreed.below_statutory,
        tax,
        net,
        settlement,
    })
}

fn tax_on(lines: &[TermsLine], settlement: &Settlement) -> Answer<Option<Money>> {
    let Some(computed) = &settlement.income_tax else { return Ok(None) };
    let known: severance_income_tax::Input =
        serde_json::from_value(computed.input.clone()).map_err(Problem::from_internal)?;
    let lump = lines.iter().filter(|line| is_in_lump_sum(&line.code)).map(|line| line.amount.0);
    let input = severance_income_tax::Input { compensation: law::Fen::checked_sum(lump)?, ..known };
    Ok(Some(Money(law::severance_income_tax(&input)?.tax)))
}

/// Names the agreement that was drafted from the accepted terms, in place of an earlier one that came to nothing.
pub async fn attach_agreement(tx: &mut Tx, id: SeparationId, agreement: AgreementId) -> Answer<()> {
    let mut case = Case::lock_for_slice(tx, id).await?;
    case.progress()?.sign()?; // the terms are agreed and not signed yet
    case.row.agreement_id = Some(agreement);
    case.save(tx).await
}

/// Both sides signed: the case is `signed`. Answers what happened to the case.
pub async fn mark_signed(
    app: &App,
    tx: &mut Tx,
    id: SeparationId,
    agreement: AgreementId,
    document_sha256: [u8; 32],
) -> Answer<Event> {
    let mut case = Case::lock_for_slice(tx, id).await?;
    case.row.stage = Text(case.progress()?.sign()?);
    case.row.agreement_id = Some(agreement);
    case.row.agreement_signed_at = Some(app.now());
    case.row.agreement_sha256 = Some(document_sha256.to_vec());
    case.save(tx).await?;
    tasks::plan(app, tx, &case).await?;
    let settlement = settlement::of(app, tx, &case, Asked::default()).await?;
    let facts = serde_json::json!({
        "number": case.row.number,
        "stage": case.row.stage,
        "agreement_id": agreement,
        "agreement_sha256": hex::encode(document_sha256),
        "last_day": case.row.last_day,
        "pay_on": case.row.pay_on,
        "settlement": settlement,
    });
    Ok(case.event(Kind::SeparationSettled).facts(&facts))
}
