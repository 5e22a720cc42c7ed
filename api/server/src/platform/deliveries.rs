//! Delivery and acknowledgement (送达、确认): what reached whom, when, by which channel, and what they answered.
//!
//! Much of the law turns on whether something reached a person. So everything that matters (goals, results,
//! plans, check-ins, notices) is delivered here, with the SHA-256 of exactly what was delivered. A document is
//! delivered once to one person under one kind, and answered once: the first answer is the evidence.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::acknowledgement::Answer as Said;
use serde::{Deserialize, Serialize};
use store::ids::EmployeeId;
use store::schema::deliveries;
use store::{Db, Text, Tx};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::crypto::sha256;
use super::errors::Answer;
use super::ids;

/// How something reached a person (送达方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeliveryChannel)]
pub enum Channel {
    /// 系统内
    InSystem,
    /// 短信
    Sms,
    /// 电子邮件
    Email,
    /// 当面
    InPerson,
    /// 邮寄
    Post,
    /// 其他电子方式
    Electronic,
}

impl Channel {
    const NAMES: [(Self, &'static str); 6] = [
        (Self::InSystem, "in_system"),
        (Self::Sms, "sms"),
        (Self::Email, "email"),
        (Self::InPerson, "in_person"),
        (Self::Post, "post"),
        (Self::Electronic, "electronic"),
    ];
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAMES.iter().find(|(channel, _)| channel == self).map_or("in_system", |(_, name)| name))
    }
}

impl FromStr for Channel {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(channel, _)| *channel).ok_or(())
    }
}

/// Something to deliver to one person.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    pub employee: EmployeeId,
    /// The resource's type and id, e.g. `("review", id)`.
    pub resource: (&'static str, Uuid),
    /// What of the resource, e.g. `goals`, `result`, `plan`, `notice`.
    pub kind: &'static str,
    /// Of the delivered document; see [`hash_of`].
    pub sha256: [u8; 32],
    pub channel: Channel,
    /// The day by which an answer is expected.
    pub due_on: Option<NaiveDate>,
}

/// A delivery on record.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = deliveries)]
pub struct Delivery {
    pub id: Uuid,
    pub employee_id: EmployeeId,
    pub resource_type: String,
    pub resource_id: Uuid,
    pub kind: String,
    pub sha256: Vec<u8>,
    pub channel: Text<Channel>,
    pub sent_at: DateTime<Utc>,
    pub opened_at: Option<DateTime<Utc>>,
    pub due_on: Option<NaiveDate>,
    pub answer: Option<Text<Said>>,
    pub answer_text: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
}

impl Delivery {
    /// What the person answered; `None` while they have not.
    pub fn answered(&self) -> Option<Answered> {
        let answer = self.answer?.0;
        Some(Answered { answer, text: self.answer_text.clone(), at: self.answered_at? })
    }
}

/// What a person answered to something that reached them, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Acknowledgement)]
pub struct Answered {
    pub answer: Said,
    pub text: Option<String>,
    pub at: DateTime<Utc>,
}

/// An answer to something that reached the caller. An objection says why.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    pub answer: Said,
    #[validate(length(max = 4000))]
    #[schema(example = "目标与岗位职责一致，确认。")]
    pub text: Option<String>,
}

impl AnswerBody {
    /// The text, unless it is blank.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref().map(str::trim).filter(|text| !text.is_empty())
    }
}

/// SHA-256 of a document as the journal keeps it: canonical JSON (RFC 8785).
pub fn hash_of(document: &serde_json::Value) -> [u8; 32] {
    // An object with string keys always serialises.
    sha256(&serde_json_canonicalizer::to_vec(document).unwrap_or_default())
}

#[derive(Insertable)]
#[diesel(table_name = deliveries, treat_none_as_default_value = false)]
struct Sent<'a> {
    id: Uuid,
    employee_id: EmployeeId,
    resource_type: &'a str,
    resource_id: Uuid,
    kind: &'a str,
    sha256: &'a [u8],
    channel: Text<Channel>,
    sent_at: DateTime<Utc>,
    due_on: Option<NaiveDate>,
}

impl NewDelivery {
    fn sent(&self, now: DateTime<Utc>) -> Sent<'_> {
        Sent {
            id: ids::new(),
            employee_id: self.employee,
            resource_type: self.resource.0,
            resource_id: self.resource.1,
            kind: self.kind,
            sha256: &self.sha256,
            channel: Text(self.channel),
            sent_at: now,
            due_on: self.due_on,
        }
    }
}

/// Delivers one thing to one person; the statement stays prepared.
pub async fn deliver_one(tx: &Tx, now: DateTime<Utc>, new: &NewDelivery) -> Answer<()> {
    let mut db: &Db = tx;
    diesel::insert_into(deliveries::table).values(new.sent(now)).execute(&mut db).await?;
    Ok(())
}

/// Delivers to many people; few statements, however many.
pub async fn deliver(tx: &Tx, now: DateTime<Utc>, new: &[NewDelivery]) -> Answer<()> {
    let mut db: &Db = tx;
    for batch in new.chunks(2_000) {
        let rows: Vec<Sent<'_>> = batch.iter().map(|one| one.sent(now)).collect();
        diesel::insert_into(deliveries::table).values(&rows).execute(&mut db).await?;
    }
    Ok(())
}

/// Puts a person's answer on record. The caller has checked that it may be given now; 404 when nothing of this
/// kind was delivered to them or they have answered already.
pub async fn answer(
    tx: &mut Tx,
    now: DateTime<Utc>,
    (resource, kind, employee): (Uuid, &str, EmployeeId),
    said: &AnswerBody,
) -> Answer<Delivery> {
    Ok(diesel::update(deliveries::table)
        .filter(deliveries::resource_id.eq(resource))
        .filter(deliveries::kind.eq(kind.to_owned()))
        .filter(deliveries::employee_id.eq(employee))
        .filter(deliveries::answer.is_null())
        .set((
            deliveries::answer.eq(Text(said.answer)),
            deliveries::answer_text.eq(said.text().map(str::to_owned)),
            deliveries::answered_at.eq(now),
        ))
        .returning(Delivery::as_returning())
        .get_result(tx)
        .await?)
}

/// What was delivered of these resources, by resource, in the order it was sent.
pub async fn of_resources(mut db: &Db, resources: &[Uuid]) -> Answer<HashMap<Uuid, Vec<Delivery>>> {
    let rows: Vec<Delivery> = deliveries::table
        .filter(deliveries::resource_id.eq_any(resources))
        .order((deliveries::sent_at, deliveries::id))
        .select(Delivery::as_select())
        .load(&mut db)
        .await?;
    let mut by_resource: HashMap<Uuid, Vec<Delivery>> = HashMap::new();
    for row in rows {
        by_resource.entry(row.resource_id).or_default().push(row);
    }
    Ok(by_resource)
}

/// The delivery of a kind to a person among those of one resource.
pub fn to<'a>(all: &'a [Delivery], kind: &str, employee: EmployeeId) -> Option<&'a Delivery> {
    all.iter().find(|one| one.kind == kind && one.employee_id == employee)
}
