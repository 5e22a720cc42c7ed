//! The list of who is to be kept first as a workbook, to be gone through with the union or the departments.

use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, get};
use domain::layoffs::priority::Reason;
use store::ids::LayoffId;

use super::priorities::{LayoffBefore, LayoffPriority, LayoffPriorityFilter, weighed};
use super::row::Layoff;
use crate::employees::{ContractKind, Known};
use crate::org::LegalEntity;
use crate::platform::crypto::sha256;
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::journal::{Event, Kind};
use crate::platform::workbook::{Cell, Head, List, MEDIA};
use crate::platform::{Answer, App, Guard, perm, telemetry};

const HEADS: [(Head, &str); 14] = [
    (("工号", 12.0), "number"),
    (("姓名", 12.0), "name"),
    (("部门", 18.0), "unit"),
    (("岗位", 18.0), "position"),
    (("入职日期", 12.0), "hired"),
    (("合同", 12.0), "contract"),
    (("合同起", 12.0), "from"),
    (("合同止", 12.0), "until"),
    (("选择", 10.0), "choice"),
    (("优先留用事由", 32.0), "reasons to be kept first"),
    (("家庭无其他就业人员", 16.0), "no other earner"),
    (("不得裁减的情形", 40.0), "what forbids it"),
    (("未登记的情形", 32.0), "not on record"),
    (("同岗位保护较少而未被选中", 32.0), "less protected, same position, staying"),
];

/// The list of priorities as a workbook, all of it. Taking it is put on record.
#[utoipa::path(
    tag = "separations",
    params(("id" = LayoffId, Path), LayoffPriorityFilter),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), Refusals)
)]
#[get("/layoffs/{id}/priorities.xlsx")]
pub async fn download_layoff_priorities(
    app: App,
    who: Guard<perm::LayoffsPriorities>,
    request: HttpRequest,
    id: Path<LayoffId>,
    filter: Query<LayoffPriorityFilter>,
) -> Answer<File> {
    let (english, now) = (telemetry::english(&request), app.now());
    app.change(&who, async |tx| {
        let layoff = Layoff::find(tx, who.scope(), *id).await?;
        let employer = LegalEntity::find(tx, layoff.legal_entity_id).await?.facts.name;
        let found = weighed(&app, tx, who.scope(), &layoff, &filter).await?;
        let (people, name) = (found.len(), format!("优先留用名单-{}.xlsx", layoff.number));
        let (number, on) = (layoff.number.clone(), app.today().to_string());
        let bytes = app.blocking(move || list(&found, &employer, [number, on], english).written(now)).await?;
        let facts = serde_json::json!({"number": layoff.number, "filter": *filter, "people": people,
            "sha256": hex::encode(sha256(&bytes))});
        let event = Event::new(Kind::LayoffPrioritiesExported, layoff.legal_entity_id, *id).facts(&facts);
        Ok((File { name, media: MEDIA.to_owned(), bytes: bytes.into() }, event))
    })
    .await
}

fn list<'a>(found: &[LayoffPriority], employer: &'a str, [number, on]: [String; 2], english: bool) -> List<'a> {
    let of = |zh: &'static str, en: &'static str| if english { en } else { zh };
    List {
        title: of("优先留用", "Kept first"),
        author: employer,
        facts: vec![
            (of("编号", "lay-off"), number),
            (of("用人单位", "employer"), employer.to_owned()),
            (of("制作日期", "made on"), on),
            (of("依据", "rests on"), of("劳动合同法第四十一条第二款（R-063）", "LCL 41(2) (R-063)").to_owned()),
        ],
        heads: HEADS.iter().map(|((zh, width), en)| (of(zh, en), *width)).collect(),
        rows: found.iter().map(|one| row(one, of)).collect(),
    }
}

fn row(one: &LayoffPriority, of: impl Fn(&'static str, &'static str) -> &'static str) -> Vec<Cell> {
    let english = of("", "en") == "en";
    let joined = |texts: Vec<String>| texts.join(of("；", "; "));
    let contract = one.contract.as_ref();
    let until = contract.and_then(|contract| contract.until).map(|day| day.to_string());
    vec![
        one.employee.number.clone().into(),
        one.employee.name.clone().into(),
        one.org_unit.name.clone().into(),
        one.position.name.clone().into(),
        one.hired_on.to_string().into(),
        match contract.map(|contract| contract.kind) {
            Some(ContractKind::FixedTerm) => of("固定期限", "fixed term"),
            Some(ContractKind::OpenEnded) => of("无固定期限", "open-ended"),
            Some(ContractKind::Task) => of("任务期限", "for a task"),
            None => of("没有登记合同", "none on record"),
        }
        .into(),
        contract.map(|contract| contract.from.to_string()).unwrap_or_default().into(),
        until.unwrap_or_default().into(),
        if one.chosen { of("选中", "chosen") } else { of("未选中", "stays") }.into(),
        joined(one.reasons.iter().map(|reason| said(*reason, &of).to_owned()).collect()).into(),
        match one.sole_earner {
            Known::Yes => of("是（本人声明）", "yes (as declared)"),
            Known::No => of("否", "no"),
            Known::Unknown => of("未登记", "not on record"),
        }
        .into(),
        joined(
            one.bars.iter().map(|bar| format!("{} {}", if english { &bar.en } else { &bar.zh }, bar.rule)).collect(),
        )
        .into(),
        joined(one.unknown.iter().map(|name| asked(name, english)).collect()).into(),
        Cell::from(before(one, &of)),
    ]
}

fn said(reason: Reason, of: impl Fn(&'static str, &'static str) -> &'static str) -> &'static str {
    match reason {
        Reason::LongerTerm => of("同岗位中合同期限较长", "a longer fixed term than others in the position"),
        Reason::OpenEnded => of("无固定期限合同", "an open-ended contract"),
        Reason::SoleEarner => {
            of("家庭无其他就业人员，有需要扶养的老人或者未成年人", "no other earner, with old or minor dependants")
        }
    }
}

fn asked(name: &str, english: bool) -> String {
    let (zh, en) = law::gate::label(name);
    if english { en } else { zh }.to_owned()
}

/// Those named on the page; the rest are counted.
fn before(one: &LayoffPriority, of: impl Fn(&'static str, &'static str) -> &'static str) -> String {
    if one.before_count == 0 {
        return String::new();
    }
    let ask = of("须先核实", "to be asked first");
    let name = |before: &LayoffBefore| match before.certain {
        true => before.employee.name.clone(),
        false => format!("{}（{ask}）", before.employee.name),
    };
    let names: Vec<String> = one.before.iter().map(name).collect();
    format!("{}：{}", one.before_count, names.join(of("、", ", ")))
}
