//! What the employer says at the end: the duty binds, with its terms, or it is given up.

use actix_web::web::{Json as Sent, Path};
use actix_web::{get, post};
use chrono::NaiveDate;
use diesel_async::RunQueryDsl;
use domain::non_competes::{self as decisions, BoundAs, Decision, Duty, Terms, begins_after};
use domain::seals::Purpose;
use serde::{Deserialize, Serialize};
use signing::facts::{NonCompeteLetter, NonCompeteTerms};
use store::ids::{DocumentId, NonCompeteId, SeparationId};
use store::schema::non_competes;
use store::{Json, Money, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::super::papers::{self, Made, Named};
use super::super::parts::Doer;
use super::super::row::Case;
use super::super::tasks;
use super::NON_COMPETE;
use super::floor::{Monthly, NonCompeteFloor};
use super::row::{NewRow, Pay, Record, resource, seal_pay};
use super::view::NonCompete;
use crate::platform::crypto::sha256;
use crate::platform::deliveries::{self, Channel, NewDelivery};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, Valid, ids, perm};
use crate::seals::seal_for;
use crate::templates::Wordings;

/// What was said of the non-compete duty in a case, and what it would pay.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonCompeteOfCase {
    /// The last day, once the end is decided; before that nothing can be said.
    pub last_day: Option<NaiveDate>,
    /// While nothing was said: what the monthly pay is measured against.
    pub floor: Option<NonCompeteFloor>,
    pub non_compete: Option<NonCompete>,
}

/// What became of the non-compete duty in a case; before anything was said, what it would pay.
#[utoipa::path(tag = "non_competes", params(("id" = SeparationId, Path)), responses((status = 200, body = NonCompeteOfCase), Refusals))]
#[get("/separations/{id}/non-compete")]
pub async fn show_non_compete_of_case(
    app: App,
    who: Guard<perm::NonCompetesRead>,
    id: Path<SeparationId>,
) -> Answer<Sent<NonCompeteOfCase>> {
    let db = app.read().await?;
    let case = Case::find(&db, &who, who.scope(), *id, app.today()).await?;
    let last_day = decisions::require_decided_end(case.row.stage.0, case.row.last_day).ok();
    let non_compete = match Record::of_case(&db, *id).await? {
        Some(record) => Some(record.view(&app.keyring, app.today())?),
        None => None,
    };
    let floor = match last_day.filter(|_| non_compete.is_none()) {
        Some(last_day) => Some(NonCompeteFloor::of(&app, &db, &case, last_day).await?),
        None => None,
    };
    Ok(Sent(NonCompeteOfCase { last_day, floor, non_compete }))
}

/// Whether the duty binds. The terms are needed where it does.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NonCompeteDecision {
    decision: Decision,
    /// Which secrets the person actually had access to; why it is given up.
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "参与控制器源代码的编写，掌握未公开的算法。")]
    reason: String,
    /// Whom the law allows to be bound (LCL 24).
    bound_as: Option<BoundAs>,
    /// What the person may not do; competitors by name.
    #[validate(length(max = 2000))]
    #[serde(default)]
    #[schema(example = "工业机器人控制器的研发")]
    scope: String,
    #[validate(length(max = 500))]
    #[serde(default)]
    #[schema(example = "上海市、江苏省")]
    region: String,
    /// Two years after leaving at most.
    #[schema(example = 12)]
    months: Option<u32>,
    /// As agreed on; without it what the law gives.
    monthly: Option<Money>,
    /// Day of the month; the last day of a month that is shorter.
    #[schema(example = 10)]
    pay_day: Option<u32>,
}

impl NonCompeteDecision {
    fn terms(&self) -> Terms<'_> {
        Terms {
            bound_as: self.bound_as,
            scope: &self.scope,
            region: &self.region,
            months: self.months,
            monthly: self.monthly.map(|monthly| monthly.0),
            pay_day: self.pay_day,
        }
    }
}

/// Say in writing whether the duty binds after the end, once a case. The letter is delivered to the employee.
#[utoipa::path(tag = "non_competes", params(("id" = SeparationId, Path)), request_body = NonCompeteDecision, responses((status = 201, body = NonCompete), Refusals))]
#[post("/separations/{id}/non-compete")]
pub async fn decide_non_compete(
    app: App,
    who: Guard<perm::NonCompetesDecide>,
    id: Path<SeparationId>,
    said: Valid<NonCompeteDecision>,
) -> Answer<Created<NonCompete>> {
    let said = said.0;
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        case.refuse_own(&who)?;
        let last_day = decisions::require_decided_end(case.row.stage.0, case.row.last_day)?;
        decisions::decide((said.decision, &said.reason), said.terms(), last_day, app.today())?;
        let by = Doer::of(&who);
        let bound = bound(&app, tx, &case, last_day, &said).await?;
        let letter = letter(&app, tx, &case, last_day, &said, bound.as_ref()).await?;
        let (document, seal_used) = papers::keep(&app, tx, &case, (&letter, "non_compete_letter"), &by).await?;
        let new = new_row(&app, &case, &by, (&said, bound.as_ref()), document)?;
        diesel::insert_into(non_competes::table).values(&new).execute(tx).await?;
        deliver(&app, tx, &new, &letter).await?;
        let task = tasks::end_planned(&app, tx, &case, by, (NON_COMPETE, words(said.decision))).await?;
        let kind = match said.decision {
            Decision::Activated => Kind::NonCompeteActivated,
            Decision::Waived => Kind::NonCompeteWaived,
        };
        let record = Record::find(tx, who.scope(), new.id, app.today()).await?.view(&app.keyring, app.today())?;
        let facts = serde_json::json!({
            "number": case.row.number, "separation_id": id.0, "said": said, "last_day": last_day,
            "terms": record.terms, "sha256": letter.sha256(), "template_version_id": letter.template,
        });
        let event = Event::new(kind, case.row.legal_entity_id, new.id).about(case.row.employee_id).facts(&facts);
        let event = event.attach("non_compete.pdf", "application/pdf", letter.pdf);
        Ok((Created(record), [event].into_iter().chain(seal_used).chain(task).collect::<Vec<_>>()))
    })
    .await
}

const fn words(decision: Decision) -> &'static str {
    match decision {
        Decision::Activated => "已书面告知：启动竞业限制。",
        Decision::Waived => "已书面告知：放弃竞业限制。",
    }
}

/// The terms of a duty that binds.
struct Bound {
    bound_as: BoundAs,
    duty: Duty,
    monthly: Monthly,
}

async fn bound(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    last_day: NaiveDate,
    said: &NonCompeteDecision,
) -> Answer<Option<Bound>> {
    let (Decision::Activated, Some(bound_as), Some(months), Some(pay_day)) =
        (said.decision, said.bound_as, said.months, said.pay_day)
    else {
        return Ok(None);
    };
    let floor = NonCompeteFloor::of(app, tx, case, last_day).await?;
    let monthly = floor.pay(said.monthly.map(|monthly| monthly.0), months)?;
    let duty = Duty { from_on: begins_after(last_day), months, pay_day, ended_on: None };
    Ok(Some(Bound { bound_as, duty, monthly }))
}

/// The letter (DOC-19), sealed by the company.
async fn letter(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    last_day: NaiveDate,
    said: &NonCompeteDecision,
    bound: Option<&Bound>,
) -> Answer<Made> {
    let Named { employer, worker, .. } = papers::named(app, tx, case).await?;
    let terms = match bound {
        None => None,
        Some(Bound { bound_as, duty, monthly }) => Some(NonCompeteTerms {
            bound_as: bound_as.zh().to_owned(),
            scope: said.scope.clone(),
            region: said.region.clone(),
            from: duty.from_on,
            until: duty.until_on(),
            monthly: papers::money(monthly.monthly)?,
            pay_day: duty.pay_day,
        }),
    };
    let facts = NonCompeteLetter {
        contact: papers::contact(&employer),
        employer,
        worker,
        hired_on: case.parties.hired_on,
        last_day,
        terms,
        reason: said.reason.clone(),
        issued_on: app.today(),
    };
    let seal = seal_for(app, tx, case.row.legal_entity_id, Purpose::Notice).await?;
    let wordings = Wordings::find(tx, case.row.legal_entity_id).await?;
    papers::written(app, &wordings, facts, format!("{}-JY", case.row.number), seal).await
}

fn new_row(
    app: &App,
    case: &Case,
    by: &Doer,
    (said, bound): (&NonCompeteDecision, Option<&Bound>),
    document_id: DocumentId,
) -> Answer<NewRow> {
    let small = |number: u32| i16::try_from(number).map_err(Problem::from_internal);
    let pay = |monthly: &Monthly| {
        let pay = Pay { monthly: monthly.monthly, computed: monthly.computed.clone() };
        seal_pay(&app.keyring, &pay)
    };
    Ok(NewRow {
        id: ids::new::<NonCompeteId>(),
        separation_id: case.row.id,
        legal_entity_id: case.row.legal_entity_id,
        employee_id: case.row.employee_id,
        decision: Text(said.decision),
        reason: said.reason.clone(),
        bound_as: bound.map(|bound| Text(bound.bound_as)),
        scope: bound.map(|_| said.scope.clone()),
        region: bound.map(|_| said.region.clone()),
        months: bound.map(|bound| small(bound.duty.months)).transpose()?,
        pay_day: bound.map(|bound| small(bound.duty.pay_day)).transpose()?,
        pay_sealed: bound.map(|bound| pay(&bound.monthly)).transpose()?,
        document_id,
        decided_by: Json(by.clone()),
        decided_at: app.now(),
    })
}

async fn deliver(app: &App, tx: &mut Tx, row: &NewRow, letter: &Made) -> Answer<()> {
    let delivery = NewDelivery {
        employee: row.employee_id,
        resource: resource(row.id),
        kind: NON_COMPETE,
        sha256: sha256(&letter.pdf),
        channel: Channel::InSystem,
        due_on: Some(domain::alerts::due_on(app.today())),
    };
    deliveries::deliver(tx, app.now(), &[delivery]).await
}
