//! Service of the employer's notice 送达, try by try: how, where to, what came of it.
//!
//! What counts is the earliest day on which any of the tries reached the person; it becomes the case's day of
//! service, on which gate, settlement and deadlines rest. One channel is enough for the law and not for a dispute:
//! while only one was used, a second is asked for. A try is never edited, and its outcome is recorded once.

use actix_web::web::{Json as Sent, Path};
use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::refused::Words;
use domain::separations::service::{self as decisions, NewAttempt, Outcome};
use domain::separations::{ServiceChannel, Stage};
use serde::{Deserialize, Serialize};
use store::ids::{SeparationId, ServiceAttemptId};
use store::schema::service_attempts;
use store::{Db, Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::parts::{Doer, Served};
use super::row::Case;
use super::service_form::{OutcomeForm, OutcomeSaid, ServiceOutcomeUpload};
use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::http::{File, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, Tagged, Valid, ids, perm};

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = service_attempts)]
pub(super) struct AttemptRow {
    id: ServiceAttemptId,
    version: i32,
    separation_id: SeparationId,
    channel: Text<ServiceChannel>,
    sent_on: NaiveDate,
    address: String,
    designated: bool,
    tracking_number: Option<String>,
    outcome: Option<Text<Outcome>>,
    outcome_on: Option<NaiveDate>,
    outcome_text: Option<String>,
    proof_name: Option<String>,
    proof_media: Option<String>,
    proof_sha256: Option<Vec<u8>>,
    recorded_by: Json<Doer>,
    recorded_at: DateTime<Utc>,
    concluded_by: Option<Json<Doer>>,
    concluded_at: Option<DateTime<Utc>>,
}

impl AttemptRow {
    fn known(&self) -> decisions::Attempt {
        decisions::Attempt {
            channel: self.channel.0,
            sent_on: self.sent_on,
            designated: self.designated,
            outcome: self.outcome.map(|outcome| outcome.0).zip(self.outcome_on),
        }
    }
}

/// One try to serve the notice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ServiceAttempt {
    pub id: ServiceAttemptId,
    pub version: i32,
    pub channel: ServiceChannel,
    pub sent_on: NaiveDate,
    /// Address, number, mailbox or medium that was used.
    pub address: String,
    /// The employee has named it for service.
    pub designated: bool,
    pub tracking_number: Option<String>,
    pub outcome: Option<Outcome>,
    pub outcome_on: Option<NaiveDate>,
    /// Who took it; who saw it refused.
    pub outcome_text: Option<String>,
    /// Name of the file that proves it.
    pub proof_name: Option<String>,
    /// SHA-256 of that file, in hex.
    pub proof_sha256: Option<String>,
    /// The day that counts, where this try reached the person, and why that day.
    pub reached_on: Option<NaiveDate>,
    pub reached_zh: Option<String>,
    pub reached_en: Option<String>,
    /// What can come of it; empty once it is known.
    pub possible_outcomes: Vec<Outcome>,
    pub recorded_by_name: String,
    pub recorded_at: DateTime<Utc>,
}

impl Versioned for ServiceAttempt {
    fn version(&self) -> i32 {
        self.version
    }
}

impl From<AttemptRow> for ServiceAttempt {
    fn from(row: AttemptRow) -> Self {
        let reached = row.known().reached();
        let (reached_zh, reached_en) = match &reached {
            Some(decisions::Reached { basis: Words { zh, en }, .. }) => (Some(zh.clone()), Some(en.clone())),
            None => (None, None),
        };
        Self {
            id: row.id,
            version: row.version,
            channel: row.channel.0,
            sent_on: row.sent_on,
            address: row.address,
            designated: row.designated,
            tracking_number: row.tracking_number,
            outcome: row.outcome.map(|outcome| outcome.0),
            outcome_on: row.outcome_on,
            outcome_text: row.outcome_text,
            proof_name: row.proof_name,
            proof_sha256: row.proof_sha256.map(hex::encode),
            reached_on: reached.map(|reached| reached.on),
            reached_zh,
            reached_en,
            possible_outcomes: if row.outcome.is_none() { row.channel.0.outcomes().to_vec() } else { Vec::new() },
            recorded_by_name: row.recorded_by.0.name,
            recorded_at: row.recorded_at,
        }
    }
}

/// How the notice was served.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoticeService {
    /// The day that counts; the earliest of all tries.
    pub served_on: Option<NaiveDate>,
    /// Only one channel was used so far: use a second on the same day.
    pub wants_second_channel: bool,
    #[schema(example = "R-075")]
    pub rule: &'static str,
    /// In the order they were sent.
    pub attempts: Vec<ServiceAttempt>,
}

async fn of_case(mut db: &Db, case: SeparationId) -> Answer<Vec<AttemptRow>> {
    Ok(service_attempts::table
        .filter(service_attempts::separation_id.eq(case))
        .order((service_attempts::sent_on, service_attempts::id))
        .select(AttemptRow::as_select())
        .load(&mut db)
        .await?)
}

async fn find(mut db: &Db, case: SeparationId, id: ServiceAttemptId) -> Answer<AttemptRow> {
    Ok(service_attempts::table
        .find(id)
        .filter(service_attempts::separation_id.eq(case))
        .select(AttemptRow::as_select())
        .first(&mut db)
        .await?)
}

/// How the employer's notice was served: every try, and the day that counts.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = NoticeService), Refusals))]
#[get("/separations/{id}/notice/service")]
pub async fn show_notice_service(
    app: App,
    who: Guard<perm::SeparationsRead>,
    id: Path<SeparationId>,
) -> Answer<Sent<NoticeService>> {
    let db = app.read().await?;
    let case = Case::find(&db, &who, who.scope(), *id, app.today()).await?;
    let rows = of_case(&db, *id).await?;
    let known: Vec<decisions::Attempt> = rows.iter().map(AttemptRow::known).collect();
    Ok(Sent(NoticeService {
        served_on: case.progress()?.served_on,
        wants_second_channel: decisions::wants_second_channel(&known),
        rule: decisions::RULE,
        attempts: rows.into_iter().map(ServiceAttempt::from).collect(),
    }))
}

/// A try to serve the notice.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceAttemptFacts {
    channel: ServiceChannel,
    sent_on: NaiveDate,
    /// Address, number, mailbox or medium that was used.
    #[validate(length(max = 300))]
    #[serde(default)]
    #[schema(example = "上海市浦东新区张江路 1 号 302 室")]
    address: String,
    /// The employee has named it for service 送达地址确认书.
    #[serde(default)]
    designated: bool,
    /// Of the posted letter.
    #[validate(length(max = 60))]
    #[schema(example = "EMS1234567890123")]
    tracking_number: Option<String>,
}

/// Put a try to serve the notice on record.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = ServiceAttemptFacts, responses((status = 201, body = ServiceAttempt), Refusals))]
#[post("/separations/{id}/notice/service/attempts")]
pub async fn record_service_attempt(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    said: Valid<ServiceAttemptFacts>,
) -> Answer<Created<ServiceAttempt>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        case.refuse_own(&who)?;
        let issued_on = case.progress()?.require_noticed()?;
        let before: Vec<decisions::Attempt> = of_case(tx, *id).await?.iter().map(AttemptRow::known).collect();
        let new = NewAttempt {
            channel: facts.channel,
            sent_on: facts.sent_on,
            address: &facts.address,
            tracking_number: facts.tracking_number.as_deref(),
        };
        decisions::attempt(new, &before, issued_on, app.today())?;
        let row = AttemptRow::new(&app, &case, Doer::of(&who), facts);
        diesel::insert_into(service_attempts::table).values(&row).execute(tx).await?;
        let event = event(&case, Kind::ServiceAttempted, &row);
        Ok((Created(row.into()), event))
    })
    .await
}

impl AttemptRow {
    fn new(app: &App, case: &Case, by: Doer, facts: ServiceAttemptFacts) -> Self {
        let ServiceAttemptFacts { channel, sent_on, address, designated, tracking_number } = facts;
        Self {
            id: ids::new(),
            version: 1,
            separation_id: case.row.id,
            channel: Text(channel),
            sent_on,
            address: address.trim().to_owned(),
            designated,
            tracking_number: tracking_number.map(|number| number.trim().to_owned()),
            outcome: None,
            outcome_on: None,
            outcome_text: None,
            proof_name: None,
            proof_media: None,
            proof_sha256: None,
            recorded_by: Json(by),
            recorded_at: app.now(),
            concluded_by: None,
            concluded_at: None,
        }
    }
}

/// Put on record what came of a try, with the file that proves it. Where it reached the person, the day of service follows.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path), ("attempt_id" = ServiceAttemptId, Path)),
    request_body(content = ServiceOutcomeUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = ServiceAttempt), Refusals)
)]
#[post("/separations/{id}/notice/service/attempts/{attempt_id}/outcome")]
pub async fn conclude_service_attempt(
    app: App,
    who: Guard<perm::SeparationsManage>,
    path: Path<(SeparationId, ServiceAttemptId)>,
    form: Form<OutcomeForm>,
) -> Answer<Tagged<ServiceAttempt>> {
    let (id, attempt) = path.into_inner();
    let said = OutcomeSaid::read(form.0).await?;
    let sha256 = match &said.file {
        Some(file) => Some(app.storage.keep(file.bytes.clone()).await?),
        None => None,
    };
    app.change(&who, async |tx| {
        let mut case = Case::lock(tx, &who, who.scope(), id, app.today()).await?;
        case.refuse_own(&who)?;
        case.progress()?.require_not_withdrawn()?;
        let mut row = find(tx, id, attempt).await?;
        decisions::conclude(&row.known(), (said.outcome, said.outcome_on), &said.text, app.today())?;
        row.conclude(&app, Doer::of(&who), &said, sha256);
        diesel::update(service_attempts::table.find(attempt)).set(&row).execute(tx).await?;
        let mut concluded = event(&case, Kind::ServiceConcluded, &row);
        if let Some(file) = &said.file {
            concluded = concluded.attach("proof.bin", &file.media, file.bytes.clone());
        }
        let served = follow(&app, tx, &mut case, &row).await?;
        Ok((Tagged(row.into()), [concluded].into_iter().chain(served).collect::<Vec<_>>()))
    })
    .await
}

impl AttemptRow {
    fn conclude(&mut self, app: &App, by: Doer, said: &OutcomeSaid, sha256: Option<[u8; 32]>) {
        self.version += 1;
        self.outcome = Some(Text(said.outcome));
        self.outcome_on = Some(said.outcome_on);
        self.outcome_text = Some(said.text.clone());
        self.proof_name = said.file.as_ref().map(|file| file.name.clone());
        self.proof_media = said.file.as_ref().map(|file| file.media.clone());
        self.proof_sha256 = sha256.map(|hash| hash.to_vec());
        self.concluded_by = Some(Json(by));
        self.concluded_at = Some(app.now());
    }
}

/// The case's day of service follows from a try that reached the person earlier than any before it. What the case
/// rests on after its end stays as it was.
async fn follow(app: &App, tx: &mut Tx, case: &mut Case, row: &AttemptRow) -> Answer<Option<Event>> {
    let Some(reached) = row.known().reached() else { return Ok(None) };
    let earlier = case.progress()?.served_on.is_none_or(|before| reached.on < before);
    if case.row.stage.0 != Stage::Noticed || !earlier {
        return Ok(None);
    }
    let served = Served {
        channel: row.channel.0,
        served_on: reached.on,
        tracking_number: row.tracking_number.clone(),
        recorded_at: app.now(),
    };
    let facts = serde_json::json!({
        "number": case.row.number, "last_day": case.row.last_day, "service": served, "attempt_id": row.id,
        "basis": reached.basis, "rule": decisions::RULE,
    });
    if let Some(Json(part)) = &mut case.row.notice {
        part.served = Some(served);
    }
    case.save(tx).await?;
    Ok(Some(case.event(Kind::SeparationNoticeServed).facts(&facts)))
}

/// A service that is recorded in one step is a try that was received on the day it was sent.
pub(super) async fn keep_received(app: &App, tx: &mut Tx, by: Doer, case: &Case, served: &Served) -> Answer<()> {
    let facts = ServiceAttemptFacts {
        channel: served.channel,
        sent_on: served.served_on,
        address: String::new(),
        designated: false,
        tracking_number: served.tracking_number.clone(),
    };
    let mut row = AttemptRow::new(app, case, by.clone(), facts);
    let said =
        OutcomeSaid { outcome: Outcome::Received, outcome_on: served.served_on, text: String::new(), file: None };
    row.conclude(app, by, &said, None);
    diesel::insert_into(service_attempts::table).values(&row).execute(tx).await?;
    Ok(())
}

/// The file that proves what came of a try.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path), ("attempt_id" = ServiceAttemptId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), Refusals)
)]
#[get("/separations/{id}/notice/service/attempts/{attempt_id}/proof")]
pub async fn download_service_proof(
    app: App,
    who: Guard<perm::SeparationsRead>,
    path: Path<(SeparationId, ServiceAttemptId)>,
) -> Answer<File> {
    let (id, attempt) = path.into_inner();
    let db = app.read().await?;
    Case::find(&db, &who, who.scope(), id, app.today()).await?;
    let row = find(&db, id, attempt).await?;
    let (Some(name), Some(sha256)) = (row.proof_name, row.proof_sha256) else { return Err(Problem::not_found()) };
    // Never shown as a page of ours, whatever it claims to be.
    let media = "application/octet-stream".to_owned();
    Ok(File { name, media, bytes: app.storage.fetch(&sha256).await? })
}

fn event(case: &Case, kind: Kind, row: &AttemptRow) -> Event {
    let facts = serde_json::json!({
        "separation_id": case.row.id, "number": case.row.number, "channel": row.channel.0, "sent_on": row.sent_on,
        "address": row.address, "designated": row.designated, "tracking_number": row.tracking_number,
        "outcome": row.outcome.map(|outcome| outcome.0), "outcome_on": row.outcome_on, "outcome_text": row.outcome_text,
        "proof_sha256": row.proof_sha256.as_ref().map(hex::encode),
        "reached_on": row.known().reached().map(|reached| reached.on),
    });
    Event::new(kind, case.row.legal_entity_id, row.id).about(case.row.employee_id).facts(&facts)
}
