//! Delivery of the result (送达结果), with its basis, and the alerts it raises.

use actix_web::web::Path;
use actix_web::{HttpRequest, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::reviews::below_baseline;
use serde_json::{Value, json};
use store::ids::ReviewId;
use store::schema::reviews;

use super::routes::{advance, of, viewer};
use super::row::{Full, Review, ReviewRow};
use crate::alerts;
use crate::plans;
use crate::platform::deliveries::{self, Channel, NewDelivery};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Events, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, perm};

/// Deliver the result to the employee. Under the baseline it alerts both sides at once.
#[utoipa::path(tag = "reviews", params(("id" = ReviewId, Path)), responses((status = 200, body = Review), Refusals))]
#[post("/reviews/{id}/result-delivery")]
pub async fn deliver_result(
    app: App,
    who: Guard<perm::ReviewsDeliver>,
    request: HttpRequest,
    id: Path<ReviewId>,
    seen: IfMatch,
) -> Answer<Tagged<Review>> {
    app.change(&who, async |tx| {
        let row = ReviewRow::lock(tx, who.scope(), *id, app.today()).await?;
        if who.is_oneself(row.employee_id) {
            return Err(Problem::forbidden());
        }
        seen.check(row.version)?;
        let stage = domain::reviews::deliver_result(row.stage.0)?;
        let full = Full::find(tx, who.scope(), *id, app.today()).await?;
        let result = row.result.as_ref().ok_or_else(|| Problem::from_internal("an assessed review has no result"))?;
        let document = document_of(&full);
        let delivery = NewDelivery {
            employee: row.employee_id,
            resource: ("review", row.id.0),
            kind: super::RESULT,
            sha256: deliveries::hash_of(&document),
            channel: Channel::InSystem,
            due_on: Some(domain::alerts::due_on(app.today())),
        };
        deliveries::deliver_one(tx, app.now(), &delivery).await?;
        diesel::update(reviews::table.find(row.id)).set(reviews::result_delivered_at.eq(app.now())).execute(tx).await?;
        advance(tx, &row, stage).await?;
        let mut events = vec![of(&row, Kind::ReviewResultDelivered).facts(&document)];
        let delivered = alerts::DeliveredReview {
            review: row.id,
            employee: &full.employee,
            legal_entity: row.legal_entity_id,
            cycle_name: &full.cycle.name,
            score: result.0.score,
            baseline: full.cycle.baseline(),
            follows_closed_plan: plans::closed_before(tx, row.employee_id, full.cycle.from_on).await?,
        };
        events.extend(alerts::raise_for_result(&app, tx, &delivered).await?);
        Ok((Tagged(Review::find(tx, who.scope(), *id, viewer(&app, &who, &request)).await?), Events::from(events)))
    })
    .await
}

/// The result as delivered: the goals, the figures, both assessments and every step.
fn document_of(full: &Full) -> Value {
    let Full { row, cycle, employee, position, assessor, .. } = full;
    let result = row.result.as_ref().map(|result| &result.0);
    json!({
        "review_id": row.id,
        "cycle": cycle.reference(),
        "kpi_weight": cycle.kpi_weight(),
        "employee": employee,
        "position": {"id": position.0, "name": position.1},
        "goals": row.goals,
        "actuals": row.actuals,
        "self_assessment": row.self_assessment,
        "manager_assessment": {
            "text": row.manager_assessment,
            "rating": row.rating.map(domain::quantity::Score::from_hundredths),
            "by": assessor,
        },
        "result": result,
        "below_baseline": result.map(|result| below_baseline(result.score, cycle.baseline())),
    })
}
