//! Talks about leaving 谈话记录: who was there, what was said, the employee's own words, their answer.
//!
//! Whoever handles the case writes one down; it is delivered to the employee, who confirms it or objects, once. It
//! is never edited: a correction is another record that names the one it corrects. The employee was there, so with
//! the first record the case is open to them.

use actix_web::web::Path;
use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::Side;
use domain::separations::interviews::{self as decisions, Medium, Said, Subject};
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, SeparationId, SeparationInterviewId};
use store::schema::{deliveries as delivered, separation_interviews};
use store::{Db, Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::parts::Doer;
use super::row::Case;
use crate::platform::deliveries::{self, AnswerBody, Answered, Channel, Delivery, NewDelivery};
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Problem, Tagged, Valid, ids, perm};

/// The kind under which a record is delivered to the employee.
const INTERVIEW: &str = "separation_interview";

/// Somebody who was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SeparationInterviewPresent)]
pub struct Present {
    #[validate(length(min = 1, max = 60))]
    #[schema(example = "王工")]
    pub name: String,
    /// In which role.
    #[validate(length(max = 60))]
    #[serde(default)]
    #[schema(example = "直接上级")]
    pub role: String,
}

/// A part of what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SeparationInterviewSection)]
pub struct Section {
    #[validate(length(max = 120))]
    #[schema(example = "公司的提议")]
    pub heading: String,
    #[validate(length(max = 10_000))]
    #[schema(example = "公司提出协商解除，按经济补偿的法定标准支付。")]
    pub text: String,
}

/// What is written down about a talk.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationInterviewFacts {
    pub subject: Subject,
    pub held_on: NaiveDate,
    pub medium: Medium,
    /// Where, or by which line.
    #[validate(length(max = 200))]
    #[serde(default)]
    #[schema(example = "三楼会议室")]
    pub place: String,
    /// Who led it.
    #[validate(length(min = 1, max = 60))]
    #[schema(example = "尹冬")]
    pub held_by: String,
    /// Who else was there, besides the employee.
    #[validate(nested, length(max = 20))]
    #[serde(default)]
    pub present: Vec<Present>,
    /// Which side proposed to end the employment; must be said of a talk about a mutual ending.
    pub proposed_by: Option<Side>,
    #[validate(nested, length(max = 20))]
    pub sections: Vec<Section>,
    /// What the employee said, in their own words; empty when they said nothing.
    #[validate(length(max = 10_000))]
    #[serde(default)]
    #[schema(example = "我愿意考虑，但希望按 N+1 支付。")]
    pub employee_words: String,
    /// The record that this one corrects.
    pub corrects: Option<SeparationInterviewId>,
}

/// A talk about leaving, as recorded and answered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationInterview {
    pub id: SeparationInterviewId,
    pub version: i32,
    #[serde(flatten)]
    pub facts: SeparationInterviewFacts,
    pub recorded_by_name: String,
    pub created_at: DateTime<Utc>,
    /// SHA-256 of what was delivered, in hex.
    pub sha256: String,
    /// The day by which an answer is expected.
    pub due_on: Option<NaiveDate>,
    pub employee_answer: Option<Answered>,
}

impl Versioned for SeparationInterview {
    fn version(&self) -> i32 {
        self.version
    }
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = separation_interviews)]
struct InterviewRow {
    id: SeparationInterviewId,
    version: i32,
    separation_id: SeparationId,
    subject: Text<Subject>,
    held_on: NaiveDate,
    medium: Text<Medium>,
    place: String,
    held_by: String,
    present: Json<Vec<Present>>,
    proposed_by: Option<Text<Side>>,
    sections: Json<Vec<Section>>,
    employee_words: String,
    corrects: Option<SeparationInterviewId>,
    recorded_by: Json<Doer>,
    created_at: DateTime<Utc>,
}

impl InterviewRow {
    fn view(self, delivery: &Delivery) -> SeparationInterview {
        SeparationInterview {
            id: self.id,
            version: self.version,
            facts: SeparationInterviewFacts {
                subject: self.subject.0,
                held_on: self.held_on,
                medium: self.medium.0,
                place: self.place,
                held_by: self.held_by,
                present: self.present.0,
                proposed_by: self.proposed_by.map(|side| side.0),
                sections: self.sections.0,
                employee_words: self.employee_words,
                corrects: self.corrects,
            },
            recorded_by_name: self.recorded_by.0.name,
            created_at: self.created_at,
            sha256: hex::encode(&delivery.sha256),
            due_on: delivery.due_on,
            employee_answer: delivery.answered(),
        }
    }
}

/// The talks of a case, latest first; one statement.
async fn of_case(
    mut db: &Db,
    case: SeparationId,
    one: Option<SeparationInterviewId>,
) -> Answer<Vec<(InterviewRow, Delivery)>> {
    let mut query = separation_interviews::table
        .inner_join(
            delivered::table
                .on(delivered::resource_id.eq(separation_interviews::id).and(delivered::kind.eq(INTERVIEW))),
        )
        .filter(separation_interviews::separation_id.eq(case))
        .order((separation_interviews::held_on.desc(), separation_interviews::id.desc()))
        .select((InterviewRow::as_select(), Delivery::as_select()))
        .into_boxed();
    if let Some(id) = one {
        query = query.filter(separation_interviews::id.eq(id));
    }
    Ok(query.load(&mut db).await?)
}

async fn find(db: &Db, case: SeparationId, id: SeparationInterviewId) -> Answer<(InterviewRow, Delivery)> {
    of_case(db, case, Some(id)).await?.pop().ok_or_else(Problem::not_found)
}

/// Talks about leaving in a case, latest first.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Page<SeparationInterview>), Refusals))]
#[get("/separations/{id}/interviews")]
pub async fn list_separation_interviews(
    app: App,
    who: Guard<perm::SeparationsRead>,
    id: Path<SeparationId>,
) -> Answer<Page<SeparationInterview>> {
    let db = app.read().await?;
    Case::find(&db, &who, who.scope(), *id, app.today()).await?;
    Ok(Page::whole(of_case(&db, *id, None).await?).map(|(row, delivery)| row.view(&delivery)))
}

/// Write down a talk about leaving. It is delivered to the employee, to whom the case is open from then on.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationInterviewFacts, responses((status = 201, body = SeparationInterview), Refusals))]
#[post("/separations/{id}/interviews")]
pub async fn record_separation_interview(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    said: Valid<SeparationInterviewFacts>,
) -> Answer<Created<SeparationInterview>> {
    let facts = said.0;
    facts.check(app.today())?;
    app.change(&who, async |tx| {
        let mut case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        case.refuse_own(&who)?;
        case.progress()?.require_not_withdrawn()?;
        let by = Doer::of(&who);
        let (row, document) = keep(&app, tx, &case, by, facts).await?;
        if !case.row.open_to_employee {
            case.row.open_to_employee = true;
            case.save(tx).await?;
        }
        let (row, delivery) = find(tx, *id, row).await?;
        let event = event(&case, Kind::SeparationInterviewHeld, row.id).facts(&document);
        Ok((Created(row.view(&delivery)), event))
    })
    .await
}

impl SeparationInterviewFacts {
    fn check(&self, today: NaiveDate) -> Answer<()> {
        let sections: Vec<(&str, &str)> =
            self.sections.iter().map(|section| (section.heading.as_str(), section.text.as_str())).collect();
        let said = Said {
            subject: self.subject,
            held_on: self.held_on,
            medium: self.medium,
            place: &self.place,
            held_by: &self.held_by,
            proposed_by: self.proposed_by,
            sections: &sections,
        };
        Ok(decisions::record(said, today)?)
    }
}

/// Stores the record and delivers it; answers its id and what was delivered.
async fn keep(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    by: Doer,
    facts: SeparationInterviewFacts,
) -> Answer<(SeparationInterviewId, serde_json::Value)> {
    let id: SeparationInterviewId = ids::new();
    if let Some(before) = facts.corrects {
        find(tx, case.row.id, before).await.map_err(|_| unknown_record())?;
    }
    let document = serde_json::json!({
        "interview_id": id, "separation_id": case.row.id, "number": case.row.number, "recorded_by": by.name, "facts": facts,
    });
    let row = InterviewRow {
        id,
        version: 1,
        separation_id: case.row.id,
        subject: Text(facts.subject),
        held_on: facts.held_on,
        medium: Text(facts.medium),
        place: facts.place,
        held_by: facts.held_by,
        present: Json(facts.present),
        proposed_by: facts.proposed_by.map(Text),
        sections: Json(facts.sections),
        employee_words: facts.employee_words,
        corrects: facts.corrects,
        recorded_by: Json(by),
        created_at: app.now(),
    };
    diesel::insert_into(separation_interviews::table).values(&row).execute(tx).await?;
    let delivery = NewDelivery {
        employee: case.row.employee_id,
        resource: (INTERVIEW, id.0),
        kind: INTERVIEW,
        sha256: deliveries::hash_of(&document),
        channel: Channel::InSystem,
        due_on: Some(domain::alerts::due_on(app.today())),
    };
    deliveries::deliver(tx, app.now(), &[delivery]).await?;
    Ok((id, document))
}

fn unknown_record() -> Problem {
    let (zh, en) = ("本案件没有要更正的这份记录。", "This case has no such record to correct.");
    Problem::field("/corrects", "unknown_record", zh, en)
}

/// Confirm the record of a talk with oneself or object to it, once.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path), ("interview_id" = SeparationInterviewId, Path)),
    request_body = AnswerBody,
    responses((status = 200, body = SeparationInterview), Refusals)
)]
#[post("/separations/{id}/interviews/{interview_id}/acknowledgement")]
pub async fn answer_separation_interview(
    app: App,
    who: Guard<perm::SeparationsAnswer>,
    path: Path<(SeparationId, SeparationInterviewId)>,
    seen: IfMatch,
    said: Valid<AnswerBody>,
) -> Answer<Tagged<SeparationInterview>> {
    let (id, interview) = path.into_inner();
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), id, app.today()).await?;
        let (row, delivery) = find(tx, id, interview).await?;
        seen.check(row.version)?;
        let answered = delivery.answer.map(|answer| answer.0);
        decisions::acknowledge(answered, said.0.answer, said.0.text())?;
        let delivery =
            deliveries::answer(tx, app.now(), (interview.0, INTERVIEW, case.row.employee_id), &said.0).await?;
        let row: InterviewRow = diesel::update(separation_interviews::table.find(interview))
            .set(separation_interviews::version.eq(row.version + 1))
            .returning(InterviewRow::as_returning())
            .get_result(tx)
            .await?;
        let facts = serde_json::json!({
            "number": case.row.number, "separation_id": id.0, "answer": said.0.answer, "text": said.0.text(),
            "sha256": hex::encode(&delivery.sha256),
        });
        let event = event(&case, Kind::SeparationInterviewAnswered, interview).facts(&facts);
        Ok((Tagged(row.view(&delivery)), event))
    })
    .await
}

fn event(case: &Case, kind: Kind, id: SeparationInterviewId) -> Event {
    Event::new(kind, case.row.legal_entity_id, id).about(case.row.employee_id)
}

/// Records of talks that somebody has not answered.
pub(super) async fn waits(mut db: &Db, me: EmployeeId) -> Answer<Option<Card>> {
    type Waiting = (SeparationId, Text<Subject>, NaiveDate, Option<NaiveDate>);
    let rows: Counted<Waiting> = delivered::table
        .inner_join(separation_interviews::table.on(separation_interviews::id.eq(delivered::resource_id)))
        .filter(delivered::employee_id.eq(me))
        .filter(delivered::kind.eq(INTERVIEW))
        .filter(delivered::answer.is_null())
        .order((delivered::due_on, delivered::id))
        .limit(NAMED)
        .select((
            (
                separation_interviews::separation_id,
                separation_interviews::subject,
                separation_interviews::held_on,
                delivered::due_on,
            ),
            count_star().over(),
        ))
        .load(&mut db)
        .await?;
    Ok(Card::found("interviews_to_confirm", rows, |(case, subject, held_on, due_on)| CardItem {
        title: format!("{} · {held_on}", subject.0.zh()),
        due_on,
        path: format!("/separations/{case}?tab=interviews"),
    }))
}
