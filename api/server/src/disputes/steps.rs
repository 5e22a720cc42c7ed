//! Steps of a dispute 争议进展: each a dated record with its paper. Notes and exhibits are the employer's own.

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text as TextField;
use actix_web::web::Path;
use actix_web::{get, post};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::disputes::{self as decisions, NewStep, StepKind};
use store::ids::{DisputeId, DisputeStepId};
use store::schema::{dispute_steps, disputes};
use store::{Json, Text, Tx};
use utoipa::ToSchema;

use super::exhibits;
use super::row::{By, File, touched};
use super::view::Dispute;
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::http::File as Download;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, ids, perm};

/// Largest paper, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;

/// A step and its paper.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `StepForm` reads it")]
pub struct DisputeStepUpload {
    kind: StepKind,
    /// The day it happened or reached the employer; a hearing may lie ahead.
    #[schema(value_type = String, format = Date, example = "2026-11-05")]
    dated: NaiveDate,
    /// What happened; the name of an exhibit.
    #[schema(example = "收到仲裁申请书副本及应诉通知书。")]
    text: Option<String>,
    /// For those who handle it; of an exhibit, what it proves.
    #[schema(example = "对方未提供工资流水。")]
    note: Option<String>,
    /// An award that is final for the employer.
    is_final: Option<bool>,
    /// Award or judgment: the employment goes on.
    reinstates: Option<bool>,
    /// The paper, at most 20 MB.
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
}

#[derive(MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
pub struct StepForm {
    kind: TextField<StepKind>,
    dated: TextField<String>,
    text: Option<TextField<String>>,
    note: Option<TextField<String>>,
    is_final: Option<TextField<bool>>,
    reinstates: Option<TextField<bool>>,
    file: Option<TempFile>,
}

/// The form as read.
struct Said {
    kind: StepKind,
    dated: String,
    text: String,
    note: String,
    is_final: bool,
    reinstates: bool,
    paper: Option<Paper>,
}

struct Paper {
    name: String,
    media: String,
    bytes: Vec<u8>,
    sha256: [u8; 32],
}

impl Said {
    async fn read(app: &App, form: StepForm) -> Answer<Self> {
        let words = |field: Option<TextField<String>>| field.map(TextField::into_inner).unwrap_or_default();
        let yes = |field: Option<TextField<bool>>| field.is_some_and(TextField::into_inner);
        let paper = match form.file {
            Some(file) if file.size > 0 => Some(Paper::read(app, file).await?),
            _ => None,
        };
        Ok(Self {
            kind: form.kind.into_inner(),
            dated: form.dated.into_inner(),
            text: words(form.text),
            note: words(form.note),
            is_final: yes(form.is_final),
            reinstates: yes(form.reinstates),
            paper,
        })
    }

    fn step(&self) -> NewStep<'_> {
        NewStep {
            kind: self.kind,
            dated: &self.dated,
            text: &self.text,
            note: &self.note,
            is_final: self.is_final,
            reinstates: self.reinstates,
            has_file: self.paper.is_some(),
        }
    }
}

impl Paper {
    async fn read(app: &App, file: TempFile) -> Answer<Self> {
        if file.size > LARGEST {
            return Err(Problem::too_large());
        }
        let name = file.file_name.unwrap_or_default();
        let media = file.content_type.as_ref().map_or("application/octet-stream".to_owned(), ToString::to_string);
        if name.chars().count() > 200 || media.len() > 100 {
            return Err(Problem::field("/file", "length", "文件名过长。", "The name of the file is too long."));
        }
        let bytes = tokio::fs::read(file.file.path()).await.map_err(Problem::from_internal)?;
        let sha256 = app.storage.keep(bytes.clone()).await?;
        Ok(Self { name, media, bytes, sha256 })
    }
}

/// Record a step of a dispute with its paper; the stage, the calendar and the deadlines follow from it.
#[utoipa::path(
    tag = "disputes",
    params(("id" = DisputeId, Path)),
    request_body(content = DisputeStepUpload, content_type = "multipart/form-data"),
    responses((status = 201, body = Dispute), Refusals)
)]
#[post("/disputes/{id}/steps")]
pub async fn add_dispute_step(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
    form: Form<StepForm>,
) -> Answer<Created<Dispute>> {
    let said = Said::read(&app, form.0).await?;
    app.change(&who, async |tx| {
        let file = File::take_up(tx, &who, who.scope(), *id, Default::default(), app.today()).await?;
        let (stage, dated_on) = decisions::step(file.stage.0, &file.course(), &said.step(), app.today())?;
        let step = insert(&app, tx, &who, *id, (&said, dated_on)).await?;
        diesel::update(disputes::table.find(*id)).set(disputes::stage.eq(Text(stage))).execute(tx).await?;
        let events = events(tx, &file, (step, &said, dated_on)).await?;
        Ok((Created(touched(&app, tx, &who, who.scope(), *id).await?), events))
    })
    .await
}

async fn insert(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    dispute: DisputeId,
    (said, dated_on): (&Said, NaiveDate),
) -> Answer<DisputeStepId> {
    let id: DisputeStepId = ids::new();
    let paper = said.paper.as_ref();
    diesel::insert_into(dispute_steps::table)
        .values((
            dispute_steps::id.eq(id),
            dispute_steps::dispute_id.eq(dispute),
            dispute_steps::kind.eq(Text(said.kind)),
            dispute_steps::dated_on.eq(dated_on),
            dispute_steps::text.eq(said.text.trim()),
            dispute_steps::note.eq(said.note.trim()),
            dispute_steps::is_final.eq(said.is_final),
            dispute_steps::reinstates.eq(said.reinstates),
            dispute_steps::file_name.eq(paper.map(|paper| paper.name.as_str())),
            dispute_steps::media.eq(paper.map(|paper| paper.media.as_str())),
            dispute_steps::sha256.eq(paper.map(|paper| paper.sha256.to_vec())),
            dispute_steps::size.eq(paper.map(|paper| i64::try_from(paper.bytes.len()).unwrap_or(i64::MAX))),
            dispute_steps::recorded_by.eq(Json(By::of(who))),
            dispute_steps::recorded_at.eq(app.now()),
        ))
        .execute(tx)
        .await?;
    Ok(id)
}

/// What both sides know goes into the person's trail; notes and exhibits stay out of it.
async fn events(
    tx: &mut Tx,
    file: &File,
    (id, said, dated_on): (DisputeStepId, &Said, NaiveDate),
) -> Answer<Vec<Event>> {
    let paper = said.paper.as_ref();
    let event = |kind, facts: serde_json::Value| {
        let event = Event::new(kind, file.legal_entity_id, id).facts(&facts);
        match paper {
            Some(paper) => event.attach("paper.bin", &paper.media, paper.bytes.clone()),
            None => event,
        }
    };
    let mut facts = serde_json::json!({
        "dispute_id": file.id, "number": file.number, "kind": said.kind, "dated_on": dated_on, "text": said.text.trim(),
        "is_final": said.is_final, "reinstates": said.reinstates,
        "sha256": paper.map(|paper| hex::encode(paper.sha256)),
    });
    if !said.kind.is_public() {
        facts["note"] = said.note.trim().into();
        return Ok(vec![event(Kind::DisputeStepNoted, facts)]);
    }
    if said.kind == StepKind::EvidenceSubmitted {
        facts["exhibits"] = exhibits::submitted(tx, file).await?;
    }
    let mut events = vec![event(Kind::DisputeStepRecorded, facts).about(file.employee_id)];
    if !said.note.trim().is_empty() {
        let noted = serde_json::json!({"dispute_id": file.id, "number": file.number, "note": said.note.trim()});
        events.push(Event::new(Kind::DisputeStepNoted, file.legal_entity_id, id).facts(&noted));
    }
    Ok(events)
}

/// The paper of a step, as it was brought; for those who handle the dispute.
#[utoipa::path(
    tag = "disputes",
    params(("id" = DisputeId, Path), ("step_id" = DisputeStepId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), Refusals)
)]
#[get("/disputes/{id}/steps/{step_id}/file")]
pub async fn download_dispute_paper(
    app: App,
    who: Guard<perm::DisputesManage>,
    path: Path<(DisputeId, DisputeStepId)>,
) -> Answer<Download> {
    let (id, step) = path.into_inner();
    let file = File::handled(&*app.read().await?, &who, who.scope(), id, app.today()).await?;
    let step = file.steps.0.into_iter().find(|one| one.id == step).ok_or_else(Problem::not_found)?;
    let (Some(name), Some(sha256)) = (step.file_name, step.sha256) else { return Err(Problem::not_found()) };
    let sha256 = hex::decode(sha256).map_err(Problem::from_internal)?;
    // Never shown as a page of ours, whatever it claims to be.
    let media = "application/octet-stream".to_owned();
    Ok(Download { name, media, bytes: app.storage.fetch(&sha256).await? })
}
