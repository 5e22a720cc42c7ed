//! Mending a line before its contract is drafted.

use actix_web::put;
use actix_web::web::Path;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::batches::{self as decisions, Stage, Task};
use serde::Deserialize;
use store::ids::{AgreementBatchId, EmployeeId};
use store::schema::agreement_batch_items;
use utoipa::ToSchema;
use validator::Validate;

use super::items::{AskedOf, Ordered, seal_asked};
use super::row::{AgreementBatch, Row, moved};
use super::work;
use crate::agreements::facts::AgreementFacts;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};

/// What is to be agreed with the person of a line, corrected.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementBatchCorrection {
    facts: AgreementFacts,
    /// Where the person lives; left out, as in their last contract.
    #[validate(length(min = 1, max = 200))]
    employee_address: Option<String>,
}

/// Correct a line whose contract was refused, and have it drafted again.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path), ("position" = i32, Path, minimum = 0)), request_body = AgreementBatchCorrection, responses((status = 200, body = AgreementBatch), Refusals))]
#[put("/agreement-batches/{id}/items/{position}")]
pub async fn correct_agreement_batch_item(
    app: App,
    who: Guard<perm::AgreementBatchesPrepare>,
    path: Path<(AgreementBatchId, i32)>,
    seen: IfMatch,
    said: Valid<AgreementBatchCorrection>,
) -> Answer<Tagged<AgreementBatch>> {
    let (id, position) = path.into_inner();
    let AgreementBatchCorrection { facts, employee_address } = said.0;
    let batch = app
        .change(&who, async |tx| {
            let row = Row::lock(tx, who.scope(), id).await?;
            seen.check(row.version)?;
            decisions::correct(row.stage.0)?;
            if facts.kind() != row.kind.0 {
                let (zh, en) = ("与该批次不是同一种合同。", "Another kind of contract than the batch.");
                return Err(Problem::field("/facts/kind", "other_kind", zh, en));
            }
            let line = agreement_batch_items::table.find((row.id, position));
            let employee: EmployeeId = line
                .filter(agreement_batch_items::agreement_id.is_null())
                .select(agreement_batch_items::employee_id)
                .for_update()
                .first(tx)
                .await?;
            let address = employee_address.as_deref().map(str::trim).filter(|text| !text.is_empty());
            let asked = AskedOf { facts: facts.clone(), address: address.map(str::to_owned) };
            diesel::update(line)
                .set((
                    agreement_batch_items::asked_sealed.eq(seal_asked(&app, employee, &asked)?),
                    Ordered::task(Task::Draft),
                ))
                .execute(tx)
                .await?;
            let said = serde_json::json!({"name": row.name, "position": position, "facts": facts});
            let event = row.event(Kind::AgreementBatchCorrected).about(employee).facts(&said);
            Ok((moved(tx, row, Stage::Drafting).await?, event))
        })
        .await?;
    work::wake();
    Ok(Tagged(batch))
}
