//! The list of exhibits 证据清单: computed from the case and the person's records, arranged by counsel.

use actix_web::web::{Json, Path};
use actix_web::{get, put};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use domain::disputes::exhibits::{Choice, Kind as ExhibitKind, Line, Offered, arrange, list};
use serde::{Deserialize, Serialize};
use store::ids::DisputeId;
use store::schema::disputes;
use store::{Db, Json as Stored};
use utoipa::ToSchema;
use validator::Validate;

use super::row::{File, touched};
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Valid, perm};

diesel::define_sql_function! {
    /// Every record that can be put before the tribunal (migration `disputes`).
    fn dispute_exhibits(
        of_dispute: sql_types::Uuid,
        of_employee: sql_types::Uuid,
        of_separation: sql_types::Nullable<sql_types::Uuid>
    ) -> sql_types::Jsonb;
}

/// The list of exhibits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeExhibits {
    /// Version of the dispute, for `If-Match`.
    pub version: i32,
    /// In their order; those left out stand last.
    pub items: Vec<DisputeExhibit>,
}

/// An exhibit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeExhibit {
    /// Null when it is left out.
    pub number: Option<u32>,
    #[schema(example = "contract:0199a000-0000-7000-8000-000000000001")]
    pub key: String,
    pub kind: ExhibitKind,
    #[schema(example = "劳动合同（2023-12-01 起）")]
    pub name: String,
    /// Where it comes from 证据来源.
    pub source: String,
    pub dated_on: NaiveDate,
    /// What it is to prove 证明目的.
    pub purpose: String,
    /// The code of the rulebook it stands for.
    #[schema(example = "E-CON")]
    pub evidence_code: Option<String>,
    pub pages: Option<i32>,
    /// Its first and last page, where all before it are counted.
    #[schema(example = json!([1, 4]))]
    pub page_range: Option<Vec<i32>>,
    /// SHA-256 of the paper, in hex; null for records without one.
    pub sha256: Option<String>,
    /// Its entry in the employer's log.
    pub entry_index: Option<i64>,
}

impl From<Line> for DisputeExhibit {
    fn from(line: Line) -> Self {
        let Line { number, offered, source, purpose, pages, page_range } = line;
        Self {
            number,
            key: offered.key(),
            kind: offered.kind,
            name: name(&offered),
            evidence_code: offered.evidence_code().map(str::to_owned),
            dated_on: offered.dated_on,
            source,
            purpose,
            pages,
            page_range: page_range.map(|(first, last)| vec![first, last]),
            sha256: offered.sha256,
            entry_index: offered.entry_index,
        }
    }
}

/// The name on the list: of a record that has none, what it is.
fn name(offered: &Offered) -> String {
    let on = offered.dated_on;
    match (offered.kind, offered.name.as_str()) {
        (ExhibitKind::Contract, kind) => {
            let kind = match kind {
                "open_ended" => "无固定期限",
                "task" => "以完成一定工作任务为期限",
                _ => "固定期限",
            };
            format!("劳动合同（{kind}，自 {on}）")
        }
        (ExhibitKind::Delivery, "goals") => format!("绩效目标送达与确认记录（{on}）"),
        (ExhibitKind::Delivery, "result") => format!("考核结果送达与确认记录（{on}）"),
        (ExhibitKind::Delivery, "plan") => format!("绩效改进计划送达与确认记录（{on}）"),
        (ExhibitKind::Delivery, _) => format!("沟通记录送达与确认（{on}）"),
        (ExhibitKind::Wages, months) => {
            let (first, last) = months.split_once('/').unwrap_or((months, months));
            let month = |day: &str| day.get(..7).unwrap_or(day).to_owned();
            format!("工资发放记录（{} 至 {}）", month(first), month(last))
        }
        (_, name) => name.to_owned(),
    }
}

/// What is on record for the tribunal; one statement.
pub(super) async fn offered(mut db: &Db, file: &File) -> Answer<Vec<Offered>> {
    let read: serde_json::Value =
        diesel::select(dispute_exhibits(file.id, file.employee_id, file.separation_id)).get_result(&mut db).await?;
    let mut offered: Vec<Offered> = serde_json::from_value(read).map_err(Problem::from_internal)?;
    offered.iter_mut().filter(|one| one.kind == ExhibitKind::Delivery).for_each(answered);
    Ok(offered)
}

/// What the person answered, in words.
fn answered(delivery: &mut Offered) {
    let said = match delivery.text.as_str() {
        "confirmed" => "本人已确认",
        "" => "已送达，本人未答复",
        _ => "本人已答复，有异议",
    };
    said.clone_into(&mut delivery.text);
}

/// The list as it stands.
pub(super) async fn lines(db: &Db, file: &File) -> Answer<Vec<DisputeExhibit>> {
    let lines = list(offered(db, file).await?, &file.exhibits.0);
    Ok(lines.into_iter().map(DisputeExhibit::from).collect())
}

/// The list as it was submitted: both sides have it from then on.
pub(super) async fn submitted(db: &Db, file: &File) -> Answer<serde_json::Value> {
    let listed = lines(db, file).await?.into_iter().filter(|line| line.number.is_some()).map(|line| {
        serde_json::json!({"number": line.number, "name": line.name, "purpose": line.purpose, "sha256": line.sha256,
            "entry_index": line.entry_index})
    });
    Ok(listed.collect())
}

/// The exhibits of a dispute, computed from what is on record now.
#[utoipa::path(tag = "disputes", params(("id" = DisputeId, Path)), responses((status = 200, body = DisputeExhibits), Refusals))]
#[get("/disputes/{id}/exhibits")]
pub async fn list_dispute_exhibits(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
) -> Answer<Json<DisputeExhibits>> {
    let db = app.read().await?;
    let file = File::handled(&db, &who, who.scope(), *id, app.today()).await?;
    Ok(Json(DisputeExhibits { version: file.version, items: lines(&db, &file).await? }))
}

/// The exhibits in the order counsel wants them.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeExhibitOrder {
    #[validate(length(max = 2000))]
    exhibits: Vec<Choice>,
}

/// Arrange the exhibits: order, purpose, source, and what is left out.
#[utoipa::path(tag = "disputes", params(("id" = DisputeId, Path)), request_body = DisputeExhibitOrder, responses((status = 200, body = DisputeExhibits), Refusals))]
#[put("/disputes/{id}/exhibits")]
pub async fn arrange_dispute_exhibits(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
    seen: IfMatch,
    said: Valid<DisputeExhibitOrder>,
) -> Answer<Json<DisputeExhibits>> {
    let choices = said.0.exhibits;
    app.change(&who, async |tx| {
        let mut file = File::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        file.require_under_way()?;
        arrange(&choices, &offered(tx, &file).await?)?;
        diesel::update(disputes::table.find(*id)).set(disputes::exhibits.eq(Stored(&choices))).execute(tx).await?;
        let version = touched(&app, tx, &who, who.scope(), *id).await?.version;
        let event = file.private_event(Kind::DisputeExhibitsArranged).facts(&file.facts(&choices));
        file.exhibits = Stored(choices.clone());
        Ok((Json(DisputeExhibits { version, items: lines(tx, &file).await? }), event))
    })
    .await
}
