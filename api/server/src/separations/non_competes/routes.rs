use actix_web::web::{Path, Query};
use actix_web::{get, post};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::acknowledgement::check_answer;
use domain::non_competes::{self as decisions, Owed, Paid};
use domain::refused::{Refused, Words};
use serde::{Deserialize, Serialize};
use store::ids::{NonCompeteId, NonCompetePaymentId};
use store::schema::{non_compete_payments, non_compete_statements};
use store::{Json, Money};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::super::parts::Doer;
use super::NON_COMPETE;
use super::row::{NonCompeteFilter, Record, seal_amount};
use super::view::{NonCompete, made, sum};
use crate::platform::deliveries::{self, AnswerBody};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// Non-compete duties in scope, latest first.
#[utoipa::path(tag = "non_competes", params(NonCompeteFilter, Paging), responses((status = 200, body = Page<NonCompete>), Refusals))]
#[get("/non-competes")]
pub async fn list_non_competes(
    app: App,
    who: Guard<perm::NonCompetesRead>,
    filter: Query<NonCompeteFilter>,
    paging: Query<Paging>,
) -> Answer<Page<NonCompete>> {
    let page = Record::list(&*app.read().await?, who.scope(), &filter, &paging, app.today()).await?;
    let items = page.items.into_iter().map(|row| row.view(&app.keyring, app.today())).collect::<Answer<Vec<_>>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// One non-compete duty.
#[utoipa::path(tag = "non_competes", params(("id" = NonCompeteId, Path)), responses((status = 200, body = NonCompete), Refusals))]
#[get("/non-competes/{id}")]
pub async fn show_non_compete(
    app: App,
    who: Guard<perm::NonCompetesRead>,
    id: Path<NonCompeteId>,
) -> Answer<Tagged<NonCompete>> {
    let record = Record::find(&*app.read().await?, who.scope(), *id, app.today()).await?;
    Ok(Tagged(record.view(&app.keyring, app.today())?))
}

/// Confirm the letter about one's own duty or object to it, once.
#[utoipa::path(tag = "non_competes", params(("id" = NonCompeteId, Path)), request_body = AnswerBody, responses((status = 200, body = NonCompete), Refusals))]
#[post("/non-competes/{id}/acknowledgement")]
pub async fn answer_non_compete(
    app: App,
    who: Guard<perm::NonCompetesAnswer>,
    id: Path<NonCompeteId>,
    seen: IfMatch,
    said: Valid<AnswerBody>,
) -> Answer<Tagged<NonCompete>> {
    app.change(&who, async |tx| {
        let record = Record::lock(tx, who.scope(), *id, app.today()).await?;
        seen.check(record.version)?;
        if record.answer.is_some() {
            let words = Words::new("这份告知您已答复过。", "You have answered this letter already.");
            return Err(Refused::in_state("acknowledged", words).into());
        }
        check_answer(said.0.answer, said.0.text())?;
        let of = (id.0, NON_COMPETE, record.employee_id);
        let delivery = deliveries::answer(tx, app.now(), of, &said.0).await?;
        record.touch(tx).await?;
        let facts = serde_json::json!({"answer": said.0.answer, "text": said.0.text(), "sha256": hex::encode(&delivery.sha256)});
        let event = record.event(Kind::NonCompeteAnswered, &facts);
        Ok((Tagged(record.again(&app, tx, who.scope()).await?), event))
    })
    .await
}

/// What was paid.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NonCompetePaymentFacts {
    /// Number of the month; absent for the pay that an early release costs.
    #[schema(example = 1)]
    instalment: Option<u32>,
    amount: Money,
    paid_on: NaiveDate,
}

/// Record a payment for a duty.
#[utoipa::path(tag = "non_competes", params(("id" = NonCompeteId, Path)), request_body = NonCompetePaymentFacts, responses((status = 201, body = NonCompete), Refusals))]
#[post("/non-competes/{id}/payments")]
pub async fn record_non_compete_payment(
    app: App,
    who: Guard<perm::NonCompetesPay>,
    id: Path<NonCompeteId>,
    said: Valid<NonCompetePaymentFacts>,
) -> Answer<Created<NonCompete>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let record = Record::lock(tx, who.scope(), *id, app.today()).await?;
        record.refuse_own(who.principal.employee)?;
        let settles = record.weigh(&app, &facts)?;
        let instalment = facts.instalment.map(i16::try_from).transpose().map_err(Problem::from_internal)?;
        diesel::insert_into(non_compete_payments::table)
            .values((
                non_compete_payments::id.eq(ids::new::<NonCompetePaymentId>()),
                non_compete_payments::non_compete_id.eq(*id),
                non_compete_payments::instalment.eq(instalment),
                non_compete_payments::amount_sealed.eq(seal_amount(&app.keyring, facts.amount)?),
                non_compete_payments::settles.eq(settles),
                non_compete_payments::paid_on.eq(facts.paid_on),
                non_compete_payments::recorded_by.eq(Json(Doer::of(&who))),
                non_compete_payments::recorded_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        record.touch(tx).await?;
        let said = serde_json::json!({"payment": facts, "settles": settles});
        let event = record.event(Kind::NonCompetePaid, &said);
        Ok((Created(record.again(&app, tx, who.scope()).await?), event))
    })
    .await
}

impl Record {
    /// Checks a payment against what is owed; answers whether it settles.
    fn weigh(&self, app: &App, facts: &NonCompetePaymentFacts) -> Answer<bool> {
        let (Some(duty), Some(pay)) = (self.duty(), self.pay(&app.keyring)?) else {
            let words = Words::new("没有应付的竞业限制补偿。", "There is no compensation to be paid.");
            return Err(Refused::in_state(self.decision.0.name(), words).into());
        };
        let payments = self.payments.0.iter().map(|one| made(one, &app.keyring)).collect::<Answer<Vec<_>>>()?;
        let due = match facts.instalment {
            Some(number) => duty.instalments().iter().any(|one| one.number == number).then_some(pay.monthly.0),
            None => self.ending(&app.keyring)?.map(|ending| ending.extra.0).filter(|extra| *extra > law::Fen::ZERO),
        };
        let paid = sum(&payments, facts.instalment)?;
        let of = Paid { amount: facts.amount.0, paid_on: facts.paid_on };
        Ok(decisions::pay(&duty, of, due.map(|due| Owed { due, paid }), app.today())?)
    }

    pub(super) fn event(&self, kind: Kind, facts: &serde_json::Value) -> Event {
        let mut said = facts.clone();
        said["number"] = self.case_number.clone().into();
        said["separation_id"] = self.separation_id.to_string().into();
        Event::new(kind, self.legal_entity_id, self.id).about(self.employee_id).facts(&said)
    }

    /// As it is after a change.
    pub(super) async fn again(
        &self,
        app: &App,
        tx: &mut store::Tx,
        scope: &crate::platform::Scope,
    ) -> Answer<NonCompete> {
        Self::find(tx, scope, self.id, app.today()).await?.view(&app.keyring, app.today())
    }
}

/// Months that were not paid, in the employee's words.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NonCompeteUnpaidFacts {
    /// Numbers of the months; only such as are past their day of payment.
    #[validate(length(max = 24))]
    instalments: Vec<u32>,
    #[validate(length(max = 2000))]
    #[serde(default)]
    #[schema(example = "1 月 10 日至今没有收到第一个月的补偿。")]
    text: String,
}

/// State that months were not paid. It is a reminder to the employer and stays on record.
#[utoipa::path(tag = "non_competes", params(("id" = NonCompeteId, Path)), request_body = NonCompeteUnpaidFacts, responses((status = 201, body = NonCompete), Refusals))]
#[post("/non-competes/{id}/unpaid-statements")]
pub async fn state_non_compete_unpaid(
    app: App,
    who: Guard<perm::NonCompetesAnswer>,
    id: Path<NonCompeteId>,
    said: Valid<NonCompeteUnpaidFacts>,
) -> Answer<Created<NonCompete>> {
    let NonCompeteUnpaidFacts { instalments, text } = said.0;
    app.change(&who, async |tx| {
        let record = Record::lock(tx, who.scope(), *id, app.today()).await?;
        let duty = record.duty().ok_or_else(Problem::not_found)?;
        decisions::state_unpaid(&duty, &instalments, app.today())?;
        diesel::insert_into(non_compete_statements::table)
            .values((
                non_compete_statements::id.eq(ids::new::<Uuid>()),
                non_compete_statements::non_compete_id.eq(*id),
                non_compete_statements::instalments.eq(Json(&instalments)),
                non_compete_statements::text.eq(text.trim()),
                non_compete_statements::stated_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        record.touch(tx).await?;
        let facts = serde_json::json!({"instalments": instalments, "text": text});
        let event = record.event(Kind::NonCompeteUnpaidStated, &facts);
        Ok((Created(record.again(&app, tx, who.scope()).await?), event))
    })
    .await
}
