//! The acts of a case, each in the transaction of its caller: a step on one case, or on all of a lay-off.

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::{Decision, Road, ServiceChannel, Side, Stage, UnionAnswer};
use law::Ground;
use store::ids::{LayoffId, SeparationId};
use store::schema::separations;
use store::{Db, Json, Text, Tx};

use super::gate::{self, Supposed, Weighed};
use super::papers::Named;
use super::parts::{ApprovalPart, Decided, Doer, NoticePart, Served, UnionPart};
use super::row::{Case, next_number};
use super::settlement::{Asked, Settlement};
use super::view::{Separation, UnionReply};
use super::{notices, papers, proposals, service, settlement, tasks};
use crate::employees::{self, Standing};
use crate::platform::access::Caller;
use crate::platform::clock::civil_date;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, ids};
use crate::templates::Wordings;

/// A case on its way in.
pub(super) struct Opened {
    pub ground: Ground,
    pub initiator: Side,
    pub proposer: Side,
    pub reason: String,
    pub last_day: Option<NaiveDate>,
    pub layoff: Option<LayoffId>,
}

/// A case is opened.
pub(super) async fn open(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    standing: &Standing,
    opened: Opened,
) -> Answer<(Separation, Event)> {
    if standing.left_on.is_some() {
        let en = "This employment has ended already.";
        return Err(Problem::invalid_state("left", "该员工的任用关系已经结束。", en));
    }
    let Opened { ground, initiator, proposer, reason, last_day, layoff } = opened;
    let id: SeparationId = ids::new();
    diesel::insert_into(separations::table)
        .values((
            separations::id.eq(id),
            separations::number.eq(next_number(tx, app.today().year()).await?),
            separations::legal_entity_id.eq(standing.legal_entity_id),
            separations::employee_id.eq(standing.person.id),
            separations::employment_id.eq(standing.employment_id),
            separations::ground.eq(ground.to_string()),
            separations::initiator.eq(Text(initiator)),
            separations::proposer.eq(Text(proposer)),
            separations::reason.eq(&reason),
            separations::stage.eq(Text(Stage::Open)),
            separations::open_to_employee.eq(Road::of(ground).is_open_from_the_start()),
            separations::last_day.eq(last_day),
            separations::layoff_id.eq(layoff),
            separations::opened_by.eq(Json(Doer::of(who))),
            separations::opened_at.eq(app.now()),
        ))
        .execute(tx)
        .await?;
    let case = Case::of_slice(tx, id).await?;
    let event = case.event(Kind::SeparationOpened);
    let separation = case.view();
    let event = event.facts(&separation);
    Ok((separation, event))
}

/// The reasons go to the union.
pub(super) async fn notify_union(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    reasons: String,
    (weighed, named, wordings, by): (Weighed, Named, Wordings, Doer),
) -> Answer<Event> {
    case.row.stage = Text(case.progress()?.notify_union(&reasons)?);
    weighed.gate.refuse_wrong_order()?;
    let letter = papers::union_letter(app, case, &weighed, (named, &wordings, &by), &reasons).await?;
    let facts = serde_json::json!({
        "number": case.row.number, "ground": case.row.ground, "reasons": reasons, "sha256": letter.sha256(),
        "template_version_id": letter.template, "gate": weighed.gate,
    });
    let (notified_at, sha256, size) = (app.now(), letter.sha256(), letter.pdf.len());
    case.row.trade_union = Some(Json(UnionPart { notified_at, by, reasons, sha256, size, reply: None }));
    case.save(tx).await?;
    let event = case.event(Kind::SeparationUnionNotified).facts(&facts);
    Ok(event.attach("union_notice.pdf", "application/pdf", letter.pdf))
}

/// The union answers.
pub(super) async fn answer_for_union(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    case: &mut Case,
    (answer, text): (UnionAnswer, String),
) -> Answer<Event> {
    case.progress()?.reply_union(answer, &text)?;
    let reply = UnionReply { answer, text, at: app.now(), by_name: who.principal.name.clone() };
    let facts = serde_json::json!({"number": case.row.number, "reply": reply});
    if let Some(Json(part)) = &mut case.row.trade_union {
        part.reply = Some(reply);
    }
    case.save(tx).await?;
    Ok(case.event(Kind::SeparationUnionReplied).facts(&facts))
}

/// Somebody else is asked to approve; gate and settlement go on record as they are now.
pub(super) async fn request_approval(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    (seen, requested_by): (Seen, Doer),
) -> Answer<Event> {
    case.progress()?.request_approval()?;
    let facts = seen.frozen(case, serde_json::json!({}))?;
    case.row.approval = Some(Json(ApprovalPart { requested_by, requested_at: app.now(), decided: None }));
    case.save(tx).await?;
    Ok(case.event(Kind::SeparationApprovalRequested).facts(&facts))
}

/// Somebody who did not prepare the case decides.
pub(super) async fn decide(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    (decision, reason): (Decision, String),
    (seen, by): (Seen, Doer),
) -> Answer<Event> {
    let stage = case.progress()?.decide(decision, &reason)?;
    let facts = seen.frozen(case, serde_json::json!({"decision": decision, "reason": reason}))?;
    case.row.stage = Text(stage);
    if let Some(Json(part)) = &mut case.row.approval {
        part.decided = Some(Decided { decision, by, at: app.now(), reason });
    }
    case.save(tx).await?;
    Ok(case.event(Kind::SeparationDecided).facts(&facts))
}

/// What a case looks like to whoever acts on it: gate and settlement with all their inputs.
pub(super) struct Seen {
    pub weighed: Weighed,
    pub due: Settlement,
}

impl Seen {
    pub async fn of(app: &App, db: &Db, case: &Case, supposed: Supposed) -> Answer<Self> {
        let weighed = gate::of(app, db, case, supposed).await?;
        Ok(Self { weighed, due: settlement::of(app, db, case, Asked::default()).await? })
    }

    /// One for each case, in their order; the statements of one.
    pub async fn of_all(app: &App, db: &Db, cases: &[Case], supposed: Supposed) -> Answer<Vec<Self>> {
        let weighed = gate::of_all(app, db, cases, supposed).await?;
        let due = settlement::of_all(app, db, cases).await?;
        Ok(weighed.into_iter().zip(due).map(|(weighed, due)| Self { weighed, due }).collect())
    }

    fn frozen(self, case: &Case, mut said: serde_json::Value) -> Answer<serde_json::Value> {
        said["number"] = case.row.number.clone().into();
        said["gate"] = serde_json::to_value(self.weighed.gate).map_err(Problem::from_internal)?;
        said["settlement"] = serde_json::to_value(self.due).map_err(Problem::from_internal)?;
        Ok(said)
    }
}

/// The employer's notice is issued; its facts are frozen with it. The case has its last day already.
pub(super) async fn issue_notice(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    (last_day, delivery_channel): (NaiveDate, ServiceChannel),
    (Seen { weighed, due }, named, wordings, by): (Seen, Named, Wordings, Doer),
) -> Answer<Vec<Event>> {
    let progress = case.progress()?;
    domain::separations::service::plan(delivery_channel)?;
    case.row.stage = Text(progress.issue_notice(weighed.gate.holds_up_notice(), last_day, app.today())?);
    let letter = notices::notice(app, tx, case, (named, &wordings), (&weighed, &due)).await?;
    papers::keep_union_letter(app, tx, case).await?;
    let (document, seal_used) = papers::keep(app, tx, case, (&letter, "separation_notice"), &by).await?;
    case.row.notice_document_id = Some(document);
    let (issued_at, sha256) = (app.now(), letter.sha256());
    case.row.notice = Some(Json(NoticePart { issued_at, by, delivery_channel, sha256, served: None }));
    case.row.open_to_employee = true;
    proposals::withdraw_open(tx, case.row.id).await?;
    case.save(tx).await?;
    tasks::plan(app, tx, case).await?;
    let facts = serde_json::json!({
        "number": case.row.number, "last_day": last_day, "delivery_channel": delivery_channel,
        "sha256": letter.sha256(), "template_version_id": letter.template, "gate": weighed.gate, "settlement": due,
    });
    let event = case.event(Kind::SeparationNoticeIssued).facts(&facts);
    let event = event.attach("notice.pdf", "application/pdf", letter.pdf);
    Ok([event].into_iter().chain(seal_used).collect())
}

/// The notice reached the person.
pub(super) async fn serve(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    (channel, served_on, tracking_number): (ServiceChannel, NaiveDate, Option<String>),
    by: Doer,
) -> Answer<Event> {
    case.progress()?.serve(channel, served_on, tracking_number.as_deref(), app.today())?;
    let served = Served { channel, served_on, tracking_number, recorded_at: app.now() };
    let facts = serde_json::json!({"number": case.row.number, "last_day": case.row.last_day, "service": served});
    service::keep_received(app, tx, by, case, &served).await?;
    if let Some(Json(part)) = &mut case.row.notice {
        part.served = Some(served);
    }
    case.save(tx).await?;
    Ok(case.event(Kind::SeparationNoticeServed).facts(&facts))
}

/// The employment ends: the settlement is frozen and the certificate of leaving issued (条例24).
pub(super) async fn complete(
    app: &App,
    tx: &mut Tx,
    case: &mut Case,
    (due, named): (Settlement, Named),
    by: Doer,
) -> Answer<Vec<Event>> {
    let stage = case.progress()?.complete(app.today())?;
    let Some(last_day) = case.row.last_day else {
        return Err(Problem::from_internal("a completed case has a last day"));
    };
    let certificate = papers::certificate(app, tx, case, named, last_day).await?;
    let (document, seal_used) = papers::keep(app, tx, case, (&certificate, "separation_certificate"), &by).await?;
    let row = &case.row;
    let left = employees::leave(tx, (row.employee_id, row.employment_id, row.legal_entity_id), last_day, &row.ground);
    let left = left.await?;
    case.row.stage = Text(stage);
    case.row.settlement_sealed = Some(settlement::seal(app, &due)?);
    case.row.certificate_document_id = Some(document);
    case.row.completed_at = Some(app.now());
    case.save(tx).await?;
    tasks::plan(app, tx, case).await?;
    let done = ("certificate", "离职证明已开具并存入员工的文件，员工可以随时下载、打印。");
    let task = tasks::end_planned(app, tx, case, by, done).await?;
    let number = &case.row.number;
    let issued = serde_json::json!({"number": number, "document_id": document, "sha256": certificate.sha256(), "issued_on": civil_date(app.now())});
    let over = serde_json::json!({"number": number, "ground": case.row.ground, "last_day": last_day});
    let happened = vec![
        case.event(Kind::SeparationSettled).facts(&serde_json::json!({"number": number, "settlement": due})),
        case.event(Kind::CertificateIssued).facts(&issued).attach(
            "certificate.pdf",
            "application/pdf",
            certificate.pdf,
        ),
        left,
        case.event(Kind::SeparationCompleted).facts(&over),
    ];
    Ok(happened.into_iter().chain(seal_used).chain(task).collect())
}
