//! The early end of a duty: released by the employer, or by the employee's notice after three months unpaid.
//!
//! A notice is put on record with the day it came. Whether it ended the duty may be disputed; the record says what
//! was paid until then.

use actix_web::post;
use actix_web::web::Path;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::non_competes as decisions;
use domain::separations::Side;
use serde::{Deserialize, Serialize};
use store::ids::NonCompeteId;
use store::schema::non_competes;
use store::{Money, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::super::parts::Doer;
use super::row::{Ending, Record, seal_ending};
use super::view::{Cost, NonCompete, made, unpaid_months};
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};

/// Why a duty is ended.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NonCompeteReleaseBody {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "相关产品已经停产，不再需要限制。")]
    text: String,
}

/// Release the employee before the term, from the next day on. What it costs is in the answer: three months more.
#[utoipa::path(tag = "non_competes", params(("id" = NonCompeteId, Path)), request_body = NonCompeteReleaseBody, responses((status = 200, body = NonCompete), Refusals))]
#[post("/non-competes/{id}/release")]
pub async fn release_non_compete(
    app: App,
    who: Guard<perm::NonCompetesDecide>,
    id: Path<NonCompeteId>,
    seen: IfMatch,
    said: Valid<NonCompeteReleaseBody>,
) -> Answer<Tagged<NonCompete>> {
    app.change(&who, async |tx| {
        let record = Record::lock(tx, who.scope(), *id, app.today()).await?;
        record.refuse_own(who.principal.employee)?;
        seen.check(record.version)?;
        let (cost, unpaid) = record.end_now(&app, Side::Employer)?;
        let by = Doer::of(&who);
        let facts = serde_json::json!({"text": said.0.text, "cost": cost.0, "unpaid_months": unpaid});
        record.end(&app, tx, (Side::Employer, by), said.0.text, cost).await?;
        let event = record.event(Kind::NonCompeteReleased, &facts);
        Ok((Tagged(record.again(&app, tx, who.scope()).await?), event))
    })
    .await
}

/// Give notice that one ends one's own duty: after three months without payment.
#[utoipa::path(tag = "non_competes", params(("id" = NonCompeteId, Path)), request_body = NonCompeteReleaseBody, responses((status = 200, body = NonCompete), Refusals))]
#[post("/non-competes/{id}/release-notice")]
pub async fn give_release_notice(
    app: App,
    who: Guard<perm::NonCompetesAnswer>,
    id: Path<NonCompeteId>,
    seen: IfMatch,
    said: Valid<NonCompeteReleaseBody>,
) -> Answer<Tagged<NonCompete>> {
    app.change(&who, async |tx| {
        let record = Record::lock(tx, who.scope(), *id, app.today()).await?;
        seen.check(record.version)?;
        let (cost, unpaid) = record.end_now(&app, Side::Employee)?;
        decisions::ask_release(cost.1.employee_may_request_release, unpaid)?;
        let by = Doer::of(&who);
        let facts = serde_json::json!({"text": said.0.text, "cost": cost.0, "unpaid_months": unpaid});
        record.end(&app, tx, (Side::Employee, by), said.0.text, cost).await?;
        let event = record.event(Kind::NonCompeteReleaseNoticed, &facts);
        Ok((Tagged(record.again(&app, tx, who.scope()).await?), event))
    })
    .await
}

impl Record {
    /// What ending it today costs, and how many months are unpaid; refused when it does not run.
    fn end_now(&self, app: &App, side: Side) -> Answer<(Cost, u32)> {
        let (duty, today) = (self.duty(), app.today());
        decisions::require_running(self.decision.0, duty.as_ref(), today)?;
        let (Some(duty), Some(pay)) = (duty, self.pay(&app.keyring)?) else {
            return Err(Problem::from_internal("a duty that runs has its pay"));
        };
        let payments = self.payments.0.iter().map(|one| made(one, &app.keyring)).collect::<Answer<Vec<_>>>()?;
        let unpaid = unpaid_months(&self.instalments(&duty, pay.monthly, &payments, today)?);
        let cost = self.cost(pay.monthly, duty.months_kept(today), unpaid, side == Side::Employer)?;
        Ok((cost, unpaid))
    }

    async fn end(&self, app: &App, tx: &mut Tx, (side, by): (Side, Doer), text: String, cost: Cost) -> Answer<()> {
        let (cost, outcome) = cost;
        let ending = Ending { by, at: app.now(), text, cost, extra: Money(outcome.extra_three_months) };
        diesel::update(non_competes::table.find(self.id))
            .set((
                non_competes::ended_on.eq(app.today()),
                non_competes::ended_by.eq(Text(side)),
                non_competes::ending_sealed.eq(seal_ending(&app.keyring, &ending)?),
                non_competes::version.eq(self.version + 1),
            ))
            .execute(tx)
            .await?;
        Ok(())
    }
}
