//! The next agreement in the place of one: drafted beside it, reviewed as any draft, and once it is sent the other is
//! voided in the same transaction. A changed text voids earlier consent.

use std::collections::BTreeMap;

use actix_web::post;
use actix_web::web::Path;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, SignerRole, SigningOrder};
use domain::templates::Amendment;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::ids::{AgreementId, EmployeeId, TemplateId};
use store::schema::agreements;
use store::{Db, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::contract::{AgreementDraft, Order, prepare, put_on_record};
use super::expiry::expire_late_of;
use super::facts::AgreementFacts;
use super::routes::{end, moved, not_about_oneself};
use super::row::{Agreement, Row, Words, open_words, view};
use super::signers::Signers;
use crate::accounts::word_to;
use crate::employees::address_of;
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, Valid, perm};
use crate::templates::written_from;

/// What the next agreement says; what is left out stays as in the one that it replaces.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementReplacement {
    /// Of the same kind.
    facts: Option<AgreementFacts>,
    #[serde(default)]
    template: ReplacementTemplate,
    /// Clauses that are worded for this contract alone, by key; `{}` for none.
    #[schema(example = json!({"pay": {"text": "甲方每月{{ pay.day }}日前支付工资{{ pay.monthly|money }}元。"}}))]
    amendments: Option<BTreeMap<String, Amendment>>,
    /// Where the person lives (LCL 17(1)(2)); left out, as in their last contract.
    #[validate(length(min = 1, max = 200))]
    employee_address: Option<String>,
    /// Last day on which both may sign; none without a limit.
    expires_on: Option<NaiveDate>,
    /// Left out, as in the one that it replaces.
    signing_order: Option<SigningOrder>,
    /// Who sees the employee sign; left out, as in the one that it replaces.
    witness_id: Option<EmployeeId>,
    /// Nobody any more.
    #[serde(default)]
    without_witness: bool,
}

/// Which version of its template the next agreement is written from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplacementTemplate {
    /// 同一版本
    #[default]
    SameVersion,
    /// 最新发布的版本
    NewestVersion,
}

/// Draft the next agreement in the place of one that both sides have not signed.
///
/// What it replaces stays as it is until the next one is sent, and is voided then. 409 `replacement_exists` while
/// another stands in its place. 422 points at the amendment that loses a mandatory term or names an unknown variable.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body = AgreementReplacement, responses((status = 201, body = Agreement), Refusals))]
#[post("/agreements/{id}/replacements")]
pub async fn replace_agreement(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<AgreementId>,
    said: Valid<AgreementReplacement>,
) -> Answer<Created<Agreement>> {
    let (employee, order) = {
        let db = app.read().await?;
        let before = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
        not_about_oneself(&who, &before)?;
        decisions::replace(before.kind.0, before.stage_on(app.today()))?;
        (before.employee_id, order(&app, &db, &before, said.0).await?)
    };
    let draft = prepare(&app, (&who, who.scope()), employee, &order).await?;
    expire_late_of(&app, Some(employee)).await?;
    app.change(&who, async |tx| {
        let before = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        decisions::replace(before.kind.0, before.stage.0)?;
        let (row, event) = put_on_record(&app, tx, &who, (&draft, &order)).await?;
        Ok((Created(view(&app, tx, row).await?), event))
    })
    .await
}

/// The draft with everything that was left out.
async fn order(app: &App, db: &Db, before: &Row, said: AgreementReplacement) -> Answer<Order> {
    let AgreementReplacement {
        facts,
        template,
        amendments,
        employee_address,
        expires_on,
        signing_order,
        witness_id,
        without_witness,
    } = said;
    let (known, kept) = match open_words(app, before)? {
        Words::Contract(words) => (words.facts, words.amendments),
        Words::Facts(facts) => (facts, BTreeMap::new()),
        Words::Terms(_) => return Err(Problem::from_internal("a separation agreement is not replaced")),
    };
    let facts = facts.unwrap_or(known);
    if facts.kind() != before.kind.0 {
        return Err(Problem::field(
            "/facts/kind",
            "other_kind",
            "取代它的协议须为同一种类；另一种合同请单独起草。",
            "What replaces it is of the same kind; draft another kind of contract by itself.",
        ));
    }
    let employee_address = match employee_address {
        Some(address) => address,
        None => address_of(app, db, before.employee_id).await?.ok_or_else(no_address)?,
    };
    let (template_id, version) = template_of(db, before).await?;
    let signers = Signers::of(db, before.id).await?;
    let same = signers.witness().and_then(|witness| witness.employee_id);
    let witness_id = witness_id.or(same).filter(|_| !without_witness);
    let signing_order = signing_order.unwrap_or(signers.order());
    Ok(Order {
        draft: AgreementDraft { template_id, facts, employee_address, expires_on, signing_order, witness_id },
        version: (template == ReplacementTemplate::SameVersion).then_some(version),
        amendments: amendments.unwrap_or(kept),
        replaces: Some(before.id),
    })
}

async fn template_of(db: &Db, before: &Row) -> Answer<(TemplateId, store::ids::TemplateVersionId)> {
    let version = before.template_version_id.ok_or_else(Problem::not_found)?;
    let from = written_from(db, &[version]).await?.remove(&version).ok_or_else(Problem::not_found)?;
    Ok((from.id, version))
}

fn no_address() -> Problem {
    Problem::field(
        "/employee_address",
        "required",
        "没有登记住址，请填写（劳动合同法第十七条第一款第二项）。",
        "No address is on record; give it (LCL 17(1)(2)).",
    )
}

/// What gave way to an agreement that is sent.
pub(super) struct GaveWay {
    pub number: String,
    /// The person had it and could sign it until now.
    pub lay_open: bool,
    /// With word to the employer's people who had to do with it.
    pub event: Option<Event>,
}

/// Voids what the agreement `row` replaces, unless that is over already; nothing when it replaces none.
pub(super) async fn make_way(app: &App, tx: &mut Tx, who: &Caller, row: &Row) -> Answer<Option<GaveWay>> {
    let Some(id) = row.replaces_id else { return Ok(None) };
    let before: Row = agreements::table.find(id).for_update().select(Row::as_select()).first(tx).await?;
    let (number, lay_open) = (before.number.clone(), before.stage_on(app.today()).is_open_for_signing());
    let Some(stage) = decisions::give_way(before.stage.0)? else {
        return Ok(Some(GaveWay { number, lay_open, event: None }));
    };
    let reason = format!("由 {number} 取代。Replaced by {number}.", number = row.number);
    end(app, tx, who, &before, &reason).await?;
    let text = format!(
        "【有据】《{}》（编号 {number}）已由新文本（编号 {}）取代并作废，此前对它的签署不再有效。",
        before.title, row.number
    );
    let signers = Signers::of(tx, before.id).await?;
    let (sealed_by, witness) = (signers.get(SignerRole::Employer)?.account_id, signers.witness());
    let witness = witness.filter(|_| lay_open).and_then(|witness| witness.employee_id);
    let messages = word_to(app, tx, witness, [before.created_by, sealed_by], ("协议已被取代", &text)).await?;
    let event = before.event(Kind::AgreementVoided).facts(&json!({
        "reason": reason, "replaced_by": row.number, "replaced_by_id": row.id,
        "document_sha256": hex::encode(&before.document_sha256)}));
    moved(app, tx, before, stage).await?;
    Ok(Some(GaveWay { number, lay_open, event: Some(event.tell(messages)) }))
}
