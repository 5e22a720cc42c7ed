//! Risks as CSV, for a spreadsheet. What leaves the house is on record.

use actix_web::web::Query;
use actix_web::{HttpRequest, get};
use domain::risk::Topic;
use serde::{Deserialize, Serialize};
use store::Money;
use store::ids::LegalEntityId;
use utoipa::{IntoParams, ToSchema};

use super::overview::{cases, contracts};
use super::row::{RiskCase, RiskContract};
use crate::deadlines::survey;
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, Problem, perm, telemetry};

/// Which list is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum List {
    Cases,
    Contracts,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportFilter {
    #[param(inline)]
    pub list: List,
    pub legal_entity_id: Option<LegalEntityId>,
}

/// A list of risks as CSV in UTF-8, all of it. The journal of the group says who took it.
#[utoipa::path(
    tag = "risk",
    params(ExportFilter),
    responses((status = 200, body = String, content_type = "text/csv"), Refusals)
)]
#[get("/risk/export")]
pub async fn export_risk(
    app: App,
    who: Guard<perm::RiskRead>,
    request: HttpRequest,
    asked: Query<ExportFilter>,
) -> Answer<File> {
    let (english, today) = (telemetry::english(&request), app.today());
    let ExportFilter { list, legal_entity_id } = asked.0;
    let (name, rows) = match list {
        List::Cases => ("cases", of_cases(&cases(&app, &who, who.scope(), legal_entity_id).await?, english)),
        List::Contracts => {
            let survey = survey(&app, &who, who.scope(), legal_entity_id).await?;
            ("contracts", of_contracts(&contracts(survey, None, today, english), english))
        }
    };
    let count = rows.len() - 1;
    let bytes = written(&rows)?;
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    app.change(&who, async |_| {
        let facts = serde_json::json!({"list": list, "legal_entity_id": legal_entity_id, "rows": count});
        Ok(((), Event::of_group(Kind::RiskExported, account).facts(&facts)))
    })
    .await?;
    Ok(File {
        name: format!("risk-{name}-{today}.csv"),
        media: "text/csv; charset=utf-8".to_owned(),
        bytes: bytes.into(),
    })
}

type Rows = Vec<Vec<String>>;

fn heads(zh: &[&str], en: &[&str], english: bool) -> Rows {
    vec![if english { en } else { zh }.iter().map(|head| (*head).to_owned()).collect()]
}

fn of_cases(cases: &[RiskCase], english: bool) -> Rows {
    let mut rows = heads(
        &[
            "案件编号",
            "工号",
            "姓名",
            "事由",
            "阶段",
            "立案日期",
            "天数",
            "最后工作日",
            "依法应付",
            "N",
            "N+1",
            "2N",
            "继续履行每月工资",
            "缺少的证据",
        ],
        &[
            "case",
            "number",
            "name",
            "ground",
            "stage",
            "opened",
            "days",
            "last day",
            "as it stands",
            "N",
            "N+1",
            "2N",
            "back pay a month",
            "missing evidence",
        ],
        english,
    );
    let money = |amount: Option<Money>| amount.map_or_else(String::new, |amount| amount.0.to_string());
    rows.extend(cases.iter().map(|case| {
        let missing = case.missing.iter().filter_map(|code| law::grounds::evidence(code));
        let missing: Vec<&str> = missing.map(|known| if english { known.en } else { known.zh }).collect();
        vec![
            case.number.clone(),
            case.employee.number.clone(),
            case.employee.name.clone(),
            case.ground.clone(),
            case.stage.to_string(),
            case.opened_on.to_string(),
            case.age_days.to_string(),
            case.last_day.map_or_else(String::new, |day| day.to_string()),
            money(case.at_stake.statutory),
            money(case.at_stake.severance),
            money(case.at_stake.with_notice_pay),
            money(case.at_stake.damages),
            money(case.at_stake.back_pay_a_month),
            missing.join(if english { "; " } else { "；" }),
        ]
    }));
    rows
}

fn of_contracts(found: &[RiskContract], english: bool) -> Rows {
    let mut rows = heads(
        &["工号", "姓名", "事项", "日期", "依据", "规则"],
        &["number", "name", "what", "date", "facts", "rule"],
        english,
    );
    rows.extend(found.iter().map(|one| {
        vec![
            one.employee.number.clone(),
            one.employee.name.clone(),
            said(one.topic, english).to_owned(),
            one.on.to_string(),
            one.basis.clone(),
            one.rule.clone(),
        ]
    }));
    rows
}

fn said(topic: Topic, english: bool) -> &'static str {
    let (zh, en) = match topic {
        Topic::OpenEnded => ("将成为无固定期限合同", "about to become open-ended"),
        Topic::Unsigned => ("超过一个月未签书面合同", "unsigned past a month"),
        Topic::Ending30 => ("30 日内到期", "ends within 30 days"),
        Topic::Ending60 => ("31–60 日内到期", "ends in 31 to 60 days"),
        Topic::Ending90 => ("61–90 日内到期", "ends in 61 to 90 days"),
    };
    if english { en } else { zh }
}

/// With a byte order mark, by which spreadsheets know UTF-8, and no cell that one would take for a formula.
fn written(rows: &Rows) -> Answer<Vec<u8>> {
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        out.write_record(row.iter().map(|cell| harmless(cell))).map_err(Problem::from_internal)?;
    }
    out.into_inner().map_err(Problem::from_internal)
}

fn harmless(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}
