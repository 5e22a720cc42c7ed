//! Whatever changes something leaves an entry: every state-changing operation of the description is called once
//! at least, and the journal must hold an entry of that very request.

use std::collections::HashSet;

use reqwest::Method;
use serde_json::{Value, json};
use server::demo::{Call, Walk};
use tests::{AsText, PASSWORD, Reply, Session, World};

use crate::agreements::Agreed;
use crate::contract::{Operation, operations};
use crate::contracts::Concluding;
use crate::desk::Desk;
use crate::performance::Quarter;
use crate::walk::{data, walk_in};

/// A POST that changes nothing: a question with a body, a session's next secret, or a challenge yet to be answered.
const CHANGES_NOTHING: &[&str] = &[
    "ask_passkey_challenge",
    "ask_sign_in_passkey",
    "ask_signing_passkey",
    "ask_batch_seal_passkey",
    "begin_passkey",
    "run_calculator",
    "verify_signatures",
    "refresh_session",
    "preview_template",
    "check_template",
    "import_template",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_state_changing_operation_leaves_an_entry() {
    let changing: Vec<Operation> = operations()
        .into_iter()
        .filter(|operation| operation.method != Method::GET && !CHANGES_NOTHING.contains(&operation.id.as_str()))
        .collect();
    let mut heard = HashSet::new();
    let worlds = [
        walked().await,
        performed().await,
        kept().await,
        parted().await,
        separated().await,
        recorded().await,
        disputed().await,
        contracted().await,
        batched().await,
        told().await,
        negotiated().await,
        framed().await,
        warned().await,
    ];
    for (calls, entries) in worlds {
        for call in &calls {
            let Some(operation) = changing.iter().find(|operation| operation.answers(&call.method, &call.path)) else {
                continue;
            };
            if entries.contains(&call.request_id) {
                heard.insert(operation.id.clone());
            }
        }
    }
    let silent: Vec<&str> =
        changing.iter().map(|operation| operation.id.as_str()).filter(|id| !heard.contains(*id)).collect();
    assert!(silent.is_empty(), "never called with success, or without an entry: {silent:?}");
}

type Heard = (Vec<Call>, HashSet<String>);

/// What was called in a world, and the requests that its journal knows.
async fn heard(world: &World, mut calls: Vec<Call>) -> Heard {
    world.settle().await;
    calls.extend(world.changes());
    let database = world.database().await;
    let known = "select distinct request_id::text from journal_entries where request_id is not null";
    let rows = database.query(known, &[]).await.unwrap();
    (calls, rows.iter().map(|row| row.get(0)).collect())
}

/// From the roster to the bundle.
async fn walked() -> Heard {
    let world = World::at("2026-03-10T00:30:00Z").await;
    let walk = Walk { roster: data("roster.xlsx"), actuals: Some(data("kpi_actuals.csv")), skip_second_review: false };
    let (_, transcript) = walk_in(&world, walk).await;
    heard(&world, transcript.calls()).await
}

/// An alert that is handled, and a plan that is rewritten.
async fn performed() -> Heard {
    let world = World::at(crate::performance::BEFORE).await;
    let (quarter, review) = Quarter::failed(&world).await;
    let alerts = quarter.as_manager.get("/alerts").await.ok();
    let alert = alerts["items"].as_array().unwrap().iter().find(|alert| alert["state"] == "open").unwrap()["id"].text();
    quarter.as_manager.post(&format!("/alerts/{alert}/resolution"), json!({"text": "已面谈"})).await.ok();
    let plan = json!({"employee_id": quarter.worker.id, "review_id": review, "mentor_id": null, "alert_id": null,
        "change_of_post": null, "from": "2026-07-06", "until": "2026-09-06", "reason": "第二季度低于基准线。",
        "goals": [], "training": []});
    let id = quarter.as_manager.post("/improvement-plans", plan.clone()).await.created()["id"].text();
    quarter.as_manager.put(&format!("/improvement-plans/{id}"), plan).await.ok();
    heard(&world, Vec::new()).await
}

/// Accounts, organisation and personnel records.
async fn kept() -> Heard {
    let world = crate::passkeys::world().await;
    let person = world.hire("李明").await;
    let me = world.session_of(&person).await;
    own_account(&world, &me).await;
    let home = world.home().await;
    let hr = world.account_with("hr").await;
    let admin = world.admin().await;
    let grants = admin.get("/grants").await.ok();
    let grant = grants["items"].as_array().unwrap().iter().find(|grant| grant["role"] == "hr").unwrap()["id"].text();
    let entity = format!("/legal-entities/{}", home.entity);
    let mut facts = facts_of(&admin.get(&entity).await.ok());
    facts["address"] = json!("上海市浦东新区张江路 200 号");
    admin.put(&entity, facts).await.ok();
    let unit = json!({"legal_entity_id": home.entity, "name": "华东销售一部"});
    hr.put(&format!("/org-units/{}", home.unit), unit).await.ok();

    let path = |rest: &str| format!("/employees/{}{rest}", person.id);
    hr.put(&path("/contact"), json!({"phone": "13900001111", "email": "li@example.com"})).await.ok();
    let post =
        json!({"from": "2026-11-01", "org_unit_id": home.unit, "position_id": home.position, "manager_id": null});
    hr.post(&path("/assignments"), post).await.created();
    let contract =
        json!({"kind": "open_ended", "from": "2028-04-01", "monthly_wage": "13000.00", "signed_on": "2026-10-20"});
    hr.post(&path("/contracts"), contract).await.created();
    let payroll = world.account_with("payroll").await;
    let wages = json!({"months": [{"month": "2026-09", "gross": "12000.00", "overtime": "0.00"}]});
    payroll.put(&path("/wages"), wages).await.ok();
    let figure =
        json!({"value": "2740.00", "effective_on": "2025-07-01", "status": "official", "source": "最低工资通知"});
    let with = |more: Value| {
        let mut facts = figure.clone();
        facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        facts
    };
    let recorded = hr.post("/local-standards", with(json!({"city": "上海", "kind": "minimum_wage"}))).await.created();
    let correction = format!("/local-standards/{}/correction", recorded["id"].text());
    payroll.post(&correction, with(json!({"reason": "补登文号。"}))).await.created();
    let uploads = crate::org::headed(&world, &hr).await;
    payroll.put("/auth/email", json!({"email": "pay@example.com", "current_password": PASSWORD})).await.status(204);
    admin.delete(&format!("/grants/{grant}")).await.status(204);
    heard(&world, uploads).await
}

/// A resource without what the service adds to its facts.
fn facts_of(resource: &Value) -> Value {
    let mut facts = resource.clone();
    let fields = facts.as_object_mut().unwrap();
    fields.retain(|name, _| !["id", "version", "created_at"].contains(&name.as_str()));
    facts
}

/// Password, second factor, and the end of a session.
async fn own_account(world: &World, me: &Session<'_>) {
    crate::passkeys::all_kept(world, me).await;
    let secret = me.post("/auth/totp", json!({})).await.ok()["secret"].text();
    let code = tests::totp(&secret, world.app.now());
    me.post("/auth/totp/confirmation", json!({"code": code})).await.status(204);
    let change = json!({"current_password": PASSWORD, "new_password": "another-good-password"});
    me.post("/auth/password", change).await.status(204);
    me.post("/auth/logout", json!({})).await.status(204);
}

/// A form with a file, which no session keeps in its list of calls.
fn uploaded(path: String, reply: &Reply) -> Call {
    Call { method: Method::POST, path, request_id: reply.headers["x-request-id"].to_str().unwrap().to_owned() }
}

/// The separation desk: what is brought in, let pass, stated and done around the end.
async fn separated() -> Heard {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    desk.hr.put(&format!("{case}/case-facts"), json!({"progressive_rule": false})).await.ok();
    let added = desk.bring(&case, "E-FACT", "2026-10-12").await;
    let id = added.created()["id"].text();
    let upload = uploaded(format!("{case}/evidence"), &added);
    let accepted = json!({"decision": "accepted", "text": "与原件一致。"});
    desk.legal.post(&format!("{case}/evidence/{id}/review"), accepted).await.ok();
    let pass = json!({"codes": ["E-POL-DEM"], "reason": "会议纪要原件存于档案室，扫描件本周补录。"});
    desk.legal.post(&format!("{case}/override"), pass).await.ok();
    let bonus =
        json!({"kind": "bonus", "label": "2026 年度奖金", "basis": "《奖金管理办法》第 6 条", "amount": "20000.00"});
    let item = desk.hr.post(&format!("{case}/settlement-items"), bonus).await.created()["id"].text();
    desk.hr.delete(&format!("{case}/settlement-items/{item}")).await.status(204);
    let task = json!({"kind": "assets", "title": "归还笔记本电脑", "owner": "employee", "due_on": "2026-11-30"});
    let task = desk.hr.post(&format!("{case}/tasks"), task).await.created()["id"].text();
    desk.hr.post(&format!("{case}/tasks/{task}/outcome"), json!({"outcome": "done"})).await.ok();
    desk.hr.post(&format!("{case}/withdrawal"), json!({"reason": "证据不足。"})).await.ok();
    let notice = desk.me.post("/leaving-notices", json!({"ground": "37"})).await.created();
    let case = format!("/separations/{}", notice["id"].text());
    desk.me.post(&format!("{case}/statement"), json!({"text": "感谢公司。"})).await.created();
    desk.hr.post(&format!("{case}/receipt"), json!({"last_day": notice["last_day"]})).await.ok();
    let ending = json!({"contract": {"kind": "fixed_term", "from": "2023-12-01", "until": "2026-11-30",
        "monthly_wage": "12000.00", "signed_on": "2023-11-20"}, "hired_on": "2023-12-01"});
    let ending = world.hire_with("周洋", ending).await;
    server::deadlines::notice_all(&world.app).await.unwrap();
    let due = desk.hr.get(&format!("/deadlines?kind=A-06&employee_id={}", ending.id)).await.ok();
    let reminder = due["items"][0]["reminder"]["id"].text();
    desk.hr.post(&format!("/deadlines/{reminder}/acknowledgement"), json!({"text": "已约谈续签。"})).await.ok();
    desk.hr.post("/deadlines/feed", json!({})).await.created();
    desk.hr.delete("/deadlines/feed").await.status(204);
    let mut uploads = vec![upload];
    uploads.extend(crate::layoffs::all_laid_off(&world).await);
    heard(&world, uploads).await
}

/// What is recorded around leaving.
async fn recorded() -> Heard {
    let world = World::new().await;
    crate::non_competes::released(&world).await;
    world.now_is("2026-10-20T02:00:00Z");
    let uploads = crate::exit::all_recorded(&world).await;
    heard(&world, uploads).await
}

/// A warning from its draft to its withdrawal.
async fn warned() -> Heard {
    let world = World::new().await;
    crate::warnings::all_warned(&world).await;
    heard(&world, Vec::new()).await
}

/// A dispute, its hold and its exhibits.
async fn disputed() -> Heard {
    let world = World::new().await;
    let uploads = crate::disputes::all_disputed(&world).await;
    heard(&world, uploads).await
}

/// A template in two versions, a contract written from it, and a seal from its first day to its last.
async fn contracted() -> Heard {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let template = it.hr.get("/templates").await.ok()["items"][0]["id"].text();
    let next = it.hr.post(&format!("/templates/{template}/versions"), json!({})).await.created();
    it.hr.put(&format!("/templates/{template}/versions/2"), json!({"text": next["text"]})).await.ok();
    let facts = json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"});
    let sent = it.sent(facts).await;
    it.hr.post(&format!("{sent}/reminder"), json!({})).await.status(204);
    let brought = crate::paper_signatures::bring(&it.hr, &sent, (b"%PDF-1.7", "2026-10-20")).await;
    let scan = format!("{sent}/paper-signatures/{}", brought.created()["id"].text());
    let upload = uploaded(format!("{sent}/paper-signatures"), &brought);
    it.legal.post(&format!("{scan}/review"), json!({"decision": "confirmed"})).await.ok();
    it.employee.post(&format!("{scan}/objection"), json!({"text": "与我手中的原件不一致。"})).await.created();
    let seal = crate::seals::contract_seal(&world, &it.legal).await;
    it.legal.put(&seal, json!({"purposes": ["notice"], "keeper_id": null, "deputy": null})).await.ok();
    it.legal.post(&format!("{seal}/certificate"), json!({})).await.ok();
    it.legal.post(&format!("{seal}/retirement"), json!({"reason": "更换新的合同专用章。"})).await.ok();
    let form = uploaded("/template-forms".to_owned(), &crate::template_forms::brought(&world, &it.hr).await);
    heard(&world, vec![upload, form]).await
}

/// One contract for two people, one of whom has no address at first.
async fn batched() -> Heard {
    let world = World::new().await;
    crate::certificates::asked_and_handed_over(&world).await;
    crate::batches::worked_through(&world).await;
    heard(&world, Vec::new()).await
}

/// A contract that is commented on and replaced.
async fn negotiated() -> Heard {
    let world = World::new().await;
    crate::contract_negotiation::negotiated(&world).await;
    heard(&world, Vec::new()).await
}

/// Another system that is told of events.
async fn told() -> Heard {
    let world = World::with("2026-10-20T02:00:00Z", |settings| settings.webhook_allow_private = true).await;
    let admin = world.admin().await;
    let facts = json!({"url": "http://127.0.0.1:9/", "events": ["employee.*"], "legal_entity_id": null});
    let path = format!("/webhooks/{}", admin.post("/webhooks", facts.clone()).await.created()["id"].text());
    admin.put(&path, facts).await.ok();
    let test = admin.post(&format!("{path}/test"), json!({})).await.status(202)["id"].text();
    admin.post(&format!("{path}/deliveries/{test}/redelivery"), json!({})).await.status(202);
    for step in ["pause", "resumption", "secret"] {
        admin.post(&format!("{path}/{step}"), json!({})).await.ok();
    }
    admin.delete(&path).await.status(204);
    heard(&world, Vec::new()).await
}

/// A signing page in a frame of another frontend.
async fn framed() -> Heard {
    let world = World::new().await;
    crate::embedding::all_framed(&world).await;
    heard(&world, Vec::new()).await
}

/// Offers that are turned down, agreements that come to nothing, a case that is withdrawn.
async fn parted() -> Heard {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let declined = agreed.sent().await;
    agreed.employee.post(&format!("{declined}/decline"), json!({"reason": "支付日期太晚。"})).await.ok();
    let voided = agreed.sent().await;
    let reader = world.hire("支付宁").await;
    world.session_of(&reader).await;
    let copies = format!("{voided}/copies");
    agreed.hr.post(&copies, json!({"employee_id": reader.id, "reason": "发放约定的补偿"})).await.created();
    agreed.hr.delete(&format!("{copies}/{}", reader.id)).await.status(204);
    agreed.hr.post(&format!("{voided}/void"), json!({"reason": "需要更正支付日期。"})).await.ok();

    let person = world.hire("周洋").await;
    let opened = json!({"employee_id": person.id, "ground": "36", "initiator": "employer", "proposer": "employer",
        "reason": "岗位调整。", "last_day": "2026-11-30"});
    let case = format!("/separations/{}", agreed.hr.post("/separations", opened).await.created()["id"].text());
    let offer = json!({"lines": [{"code": "severance", "label": "经济补偿", "amount": "90000.00"}],
        "last_day": "2026-11-30", "pay_on": "2026-12-05"});
    let offer = agreed.hr.post(&format!("{case}/proposals"), offer).await.created()["id"].text();
    let me = world.session_of(&person).await;
    me.post(&format!("{case}/proposals/{offer}/rejection"), json!({"text": "希望继续工作。"})).await.ok();
    agreed.hr.post(&format!("{case}/withdrawal"), json!({"reason": "双方同意继续履行。"})).await.ok();
    heard(&world, Vec::new()).await
}
