//! Opening a batch: what is to be agreed with whom.

use std::collections::HashSet;

use actix_web::post;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, AgreementKind, SigningOrder};
use domain::batches::{MOST, Stage, Task};
use domain::refused::{Fault, Refused, Words};
use serde::{Deserialize, Serialize};
use store::ids::{AgreementBatchId, EmployeeId, LegalEntityId, TemplateId};
use store::schema::{agreement_batch_items, agreement_batches, employees};
use store::{Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::items::{AskedOf, seal_asked};
use super::row::{AgreementBatch, Row, view};
use super::work;
use crate::agreements::facts::AgreementFacts;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, Problem, Valid, ids, perm};
use crate::templates::Released;

/// One contract for many people.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementBatchOrder {
    legal_entity_id: LegalEntityId,
    template_id: TemplateId,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "2026 年劳动合同续订")]
    name: String,
    /// Last day on which both may sign; none without a limit.
    expires_on: Option<NaiveDate>,
    #[serde(default)]
    signing_order: SigningOrder,
    #[validate(length(min = 1, max = 1000), nested)]
    #[schema(min_items = 1, max_items = 1000)]
    items: Vec<AgreementBatchOrderItem>,
}

/// What is to be agreed with one person.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementBatchOrderItem {
    employee_id: EmployeeId,
    facts: AgreementFacts,
    /// Where the person lives; left out, as in their last contract.
    #[validate(length(min = 1, max = 200))]
    employee_address: Option<String>,
}

/// Open a batch. Each contract is drafted in the background; what is refused stands at its line.
#[utoipa::path(tag = "agreements", request_body = AgreementBatchOrder, responses((status = 201, body = AgreementBatch), Refusals))]
#[post("/agreement-batches")]
pub async fn open_agreement_batch(
    app: App,
    who: Guard<perm::AgreementBatchesPrepare>,
    said: Valid<AgreementBatchOrder>,
) -> Answer<Created<AgreementBatch>> {
    let order = said.0;
    who.scope().require_entity(order.legal_entity_id)?;
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    if let Some(last) = order.expires_on {
        decisions::last_day_to_sign(last, app.today())?;
    }
    let opened = app
        .change(&who, async |tx| {
            let released = Released::find(tx, who.scope(), order.template_id, order.legal_entity_id).await?;
            let kind = released.kind;
            check(tx, &order, kind, who.principal.employee).await?;
            let row: Row = diesel::insert_into(agreement_batches::table)
                .values((
                    agreement_batches::id.eq(ids::new::<AgreementBatchId>()),
                    agreement_batches::legal_entity_id.eq(order.legal_entity_id),
                    agreement_batches::template_id.eq(order.template_id),
                    agreement_batches::kind.eq(Text(kind)),
                    agreement_batches::name.eq(order.name.trim()),
                    agreement_batches::stage.eq(Text(Stage::Drafting)),
                    agreement_batches::expires_on.eq(order.expires_on),
                    agreement_batches::signing_order.eq(Text(order.signing_order)),
                    agreement_batches::created_by.eq(account),
                    agreement_batches::created_at.eq(app.now()),
                ))
                .returning(Row::as_returning())
                .get_result(tx)
                .await?;
            insert_items(&app, tx, row.id, &order.items).await?;
            let people: Vec<EmployeeId> = order.items.iter().map(|item| item.employee_id).collect();
            let event = row.event(Kind::AgreementBatchOpened).facts(&serde_json::json!({
                "name": row.name, "kind": kind, "template_id": row.template_id,
                "template_version_id": released.id, "expires_on": row.expires_on,
                "signing_order": row.signing_order.0, "employee_ids": people}));
            Ok((view(tx, row).await?, event))
        })
        .await?;
    work::wake();
    Ok(Created(opened))
}

/// Everything that is wrong with the list, at its places.
async fn check(
    tx: &mut Tx,
    order: &AgreementBatchOrder,
    kind: AgreementKind,
    oneself: Option<EmployeeId>,
) -> Answer<()> {
    let wanted: Vec<EmployeeId> = order.items.iter().map(|item| item.employee_id).collect();
    let known: HashSet<EmployeeId> = employees::table
        .filter(employees::id.eq_any(&wanted).and(employees::legal_entity_id.eq(order.legal_entity_id)))
        .select(employees::id)
        .load::<EmployeeId>(tx)
        .await?
        .into_iter()
        .collect();
    let mut seen = HashSet::with_capacity(MOST);
    let mut faults = Vec::new();
    for (at, item) in order.items.iter().enumerate() {
        let fault = |field: &str, code, zh, en| Fault::new(format!("/items/{at}/{field}"), code, Words::new(zh, en));
        if !known.contains(&item.employee_id) {
            let (zh, en) = ("不是该用人单位的员工。", "Not an employee of this employer.");
            faults.push(fault("employee_id", "not_found", zh, en));
        } else if oneself == Some(item.employee_id) {
            let (zh, en) = ("不能为自己起草合同。", "Nobody drafts a contract with themselves.");
            faults.push(fault("employee_id", "oneself", zh, en));
        } else if !seen.insert(item.employee_id) {
            faults.push(fault("employee_id", "duplicate", "该员工已在名单中。", "This person is in the list already."));
        }
        if item.facts.kind() != kind {
            let (zh, en) = ("与所选模板不是同一种合同。", "Another kind of contract than the template.");
            faults.push(fault("facts/kind", "other_kind", zh, en));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refused::Invalid(faults).into()) }
}

async fn insert_items(
    app: &App,
    tx: &mut Tx,
    batch: AgreementBatchId,
    items: &[AgreementBatchOrderItem],
) -> Answer<()> {
    let row = |(position, item): (usize, &AgreementBatchOrderItem)| {
        let address = item.employee_address.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let asked = AskedOf { facts: item.facts.clone(), address: address.map(str::to_owned) };
        Ok((
            agreement_batch_items::batch_id.eq(batch),
            agreement_batch_items::position.eq(i32::try_from(position).map_err(Problem::from_internal)?),
            agreement_batch_items::employee_id.eq(item.employee_id),
            agreement_batch_items::asked_sealed.eq(seal_asked(app, item.employee_id, &asked)?),
            agreement_batch_items::task.eq(Text(Task::Draft)),
        ))
    };
    let rows = items.iter().enumerate().map(row).collect::<Answer<Vec<_>>>()?;
    diesel::insert_into(agreement_batch_items::table).values(&rows).execute(tx).await?;
    Ok(())
}
