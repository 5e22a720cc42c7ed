//! Labour disputes: steps with their papers, the defence calendar, limitation, exhibits, and the hold on records.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use server::demo::Call;
use tests::{AsText, Reply, Session, World};

use crate::desk::Desk;

const TRIBUNAL: &str = "上海市浦东新区劳动人事争议仲裁委员会";

/// A dispute about somebody's dismissal for misconduct, with a piece of evidence that was accepted.
struct Dispute<'w> {
    desk: Desk<'w>,
    case: String,
    path: String,
    opened: Value,
}

impl<'w> Dispute<'w> {
    async fn new(world: &'w World) -> Self {
        let desk = Desk::new(world).await;
        let case = desk.open("39(2)", "2026-10-30").await;
        desk.prove(&case, &["E-FACT"], "2026-10-12").await;
        let opened = desk.legal.post("/disputes", facts(&desk.person.id, Some(&case))).await.created();
        Self { path: format!("/disputes/{}", opened["id"].text()), desk, case, opened }
    }

    async fn step(&self, fields: &[(&str, &str)], file: Option<&str>) -> Reply {
        step(&self.desk.legal, &self.path, fields, file).await
    }
}

fn facts(employee: &str, case: Option<&str>) -> Value {
    json!({"employee_id": employee, "separation_id": case.map(|case| case.trim_start_matches("/separations/")),
        "claimant": "employee", "details": {"summary": "主张违法解除。", "tribunal": TRIBUNAL,
        "case_number": "浦劳人仲（2026）办字第1234号", "filed_on": "2026-10-18"}})
}

async fn step(who: &Session<'_>, path: &str, fields: &[(&str, &str)], file: Option<&str>) -> Reply {
    let mut form = Form::new();
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    if let Some(content) = file {
        let part = Part::bytes(content.to_owned().into_bytes()).file_name("文书.txt").mime_str("text/plain").unwrap();
        form = form.part("file", part);
    }
    let request = who.request(Method::POST, &format!("{path}/steps")).multipart(form);
    Reply::read(request.send().await.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_and_the_deadlines_follow_from_the_steps() {
    let world = World::new().await;
    let it = Dispute::new(&world).await;
    assert_eq!((&it.opened["stage"], &it.opened["number"]), (&json!("opened"), &json!("DSP-2026-0001")));
    let received = [("kind", "notice_received"), ("dated", "2026-10-20"), ("text", "收到应诉通知书。")];
    let now = it.step(&received, Some("应诉通知书")).await.created();
    assert_eq!(now["stage"], "accepted");
    let due = &now["inside"]["calendar"][0];
    assert_eq!((&due["row"], &due["due_on"], &due["side"]), (&json!("A-32"), &json!("2026-10-30"), &json!("employer")));
    it.step(&received, None).await.problem(409, "step_on_record");
    it.step(&[("kind", "sued"), ("dated", "2026-10-20")], None).await.problem(409, "invalid_state");
    it.step(&[("kind", "hearing"), ("dated", "2030-01-01")], None).await.names("/dated");

    let listed = it.desk.hr.get("/deadlines?kind=A-32").await.ok()["items"][0].clone();
    assert_eq!((&listed["due_on"], &listed["state"]), (&json!("2026-10-30"), &json!("due_soon")));
    assert_eq!((&listed["resource_type"], &listed["resource_id"]), (&json!("dispute"), &it.opened["id"]));
    let own = it.desk.me.get("/deadlines?kind=A-32").await.ok();
    assert_eq!(own["items"], json!([]), "the calendar of the defence is the employer's");

    it.step(&[("kind", "answered"), ("dated", "2026-10-20")], Some("答辩书")).await.created();
    let done = it.desk.hr.get("/deadlines?kind=A-32&state=done").await.ok();
    assert_eq!(done["items"][0]["done_on"], "2026-10-20");
    it.step(&[("kind", "hearing"), ("dated", "2026-11-12")], None).await.created();
    world.now_is("2026-12-01T02:00:00Z");
    it.desk.legal.get(&it.path).await.ok(); // The token has ended; a form does not renew it.
    let award = [("kind", "awarded"), ("dated", "2026-12-01"), ("is_final", "true"), ("reinstates", "true")];
    let awarded = it.step(&award, Some("裁决书")).await.created();
    let calendar: Vec<(String, String)> = awarded["inside"]["calendar"]
        .as_array()
        .unwrap()
        .iter()
        .map(|due| (due["kind"].text(), due["due_on"].text()))
        .collect();
    let says = |kind: &str, on: &str| (kind.to_owned(), on.to_owned());
    assert_eq!(
        calendar,
        [
            says("answer", "2026-10-30"),
            says("reinstatement", "2026-12-02"),
            says("suit", "2026-12-16"),
            says("set_aside", "2026-12-31")
        ]
    );
    let paper = awarded["steps"].as_array().unwrap().last().unwrap()["id"].text();
    let file = it.desk.legal.get(&format!("{}/steps/{paper}/file", it.path)).await;
    assert_eq!(file.bytes, "裁决书".as_bytes());
    it.desk.me.get(&format!("{}/steps/{paper}/file", it.path)).await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_claim_stands_on_the_checklist_with_its_limitation() {
    let world = World::new().await;
    let it = Dispute::new(&world).await;
    let claims = json!({"claims": [
        {"kind": "damages", "amount": "150000.00", "text": "违法解除赔偿金", "known_on": "2026-10-12"},
        {"kind": "double_wage", "amount": "24000.00", "text": "二倍工资", "from": "2024-01-01", "to": "2024-11-30"},
        {"kind": "loss", "amount": "1000.00", "text": "损失", "known_on": "2025-09-01", "interrupted_on": "2026-03-01"},
        {"kind": "leave_pay", "amount": null, "text": "年休假工资", "leave_year": 2024},
        {"kind": "severance", "amount": "1.00", "text": "经济补偿"},
    ]});
    let path = format!("{}/claims", it.path);
    let put = |claims: Value| it.desk.legal.put(&path, claims);
    let stated = put(claims).await.ok();
    let inside = &stated["inside"];
    assert_eq!(inside["claimed"], "175001.00");
    let verdicts: Vec<String> = inside["claims"].as_array().unwrap().iter().map(|one| one["verdict"].text()).collect();
    assert_eq!(verdicts, ["in_time", "out_of_time", "interrupted", "unknown", "unknown"]);
    assert_eq!(inside["claims"][0]["last_day_to_apply"], "2027-10-12");
    assert_eq!(inside["claims"][2]["after_interruption"]["outcome"]["last_day_to_apply"], "2027-03-01");
    assert_eq!(inside["claims"][3]["limitation"]["outcome"]["flags"], json!(["UNCONFIRMED:R-045"]));
    assert!(inside["claims"][4]["missing"]["zh"].text().contains("知道"));
    let wrong = json!({"claims": [{"kind": "wages", "amount": "-1.00", "text": "工资", "known_on": "2026-01-01"}]});
    let refused = put(wrong).await;
    refused.names("/claims/0/amount");
    refused.names("/claims/0/known_on");
    let stale = it.desk.legal.request(Method::PUT, &path).header("If-Match", "\"1\"");
    let stale = Reply::read(stale.json(&json!({"claims": []})).send().await.unwrap()).await;
    stale.problem(412, "stale");
    let database = world.database().await;
    let leaks = "select count(*) from disputes where encode(claims_sealed, 'escape') like '%150000%'";
    assert_eq!(database.query_one(leaks, &[]).await.unwrap().get::<_, i64>(0), 0, "claims are sealed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_employee_sees_the_steps_and_nothing_that_the_employer_prepares() {
    let world = World::new().await;
    let it = Dispute::new(&world).await;
    it.step(&[("kind", "note"), ("dated", "2026-10-20"), ("note", "和解底线十万。")], None).await.created();
    it.step(&[("kind", "exhibit"), ("dated", "2026-10-20"), ("text", "考勤记录")], Some("考勤")).await.created();
    let accepted = [("kind", "accepted"), ("dated", "2026-10-20"), ("text", "已受理"), ("note", "对方有律师。")];
    it.step(&accepted, Some("受理通知书")).await.created();
    let own = it.desk.me.get(&it.path).await;
    let seen = own.ok();
    assert_eq!((&seen["inside"], seen["steps"].as_array().unwrap().len()), (&Value::Null, 1));
    assert_eq!((&seen["steps"][0]["text"], &seen["steps"][0]["note"]), (&json!("已受理"), &Value::Null));
    assert_eq!(it.desk.me.get("/disputes").await.ok()["items"][0]["inside"], Value::Null);
    world.settle().await;
    let trail = it.desk.me.get(&format!("/employees/{}/timeline?limit=200", it.desk.person.id)).await;
    let told = String::from_utf8_lossy(&trail.bytes).into_owned();
    assert!(told.contains("dispute.opened") && told.contains("dispute_step.recorded"), "{told}");
    for hidden in ["底线", "律师", "考勤记录", "legal_hold", "主张违法解除"] {
        assert!(!told.contains(hidden), "{hidden} is in the person's trail");
    }
    it.desk.me.get(&format!("{}/exhibits", it.path)).await.problem(403, "forbidden");
    it.desk.me.get("/legal-holds").await.problem(403, "forbidden");
    for stranger in ["payroll", "union"] {
        world.account_with(stranger).await.get(&it.path).await.problem(403, "forbidden");
    }
    let again = it.desk.hr.post("/disputes", facts(&it.desk.person.id, None)).await;
    again.problem(409, "invalid");
    again.names("/case_number");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exhibits_come_from_the_records_in_counsels_order_and_go_out_as_a_pdf() {
    let world = World::new().await;
    let it = Dispute::new(&world).await;
    it.step(
        &[("kind", "exhibit"), ("dated", "2026-10-20"), ("text", "门禁记录"), ("note", "证明未到岗")],
        Some("门禁"),
    )
    .await
    .created();
    world.settle().await;
    let path = format!("{}/exhibits", it.path);
    let list = it.desk.legal.get(&path).await.ok();
    let items = list["items"].as_array().unwrap();
    let kinds: Vec<String> = items.iter().map(|item| item["kind"].text()).collect();
    assert_eq!(kinds, ["contract", "piece", "wages", "exhibit"], "{list:#}");
    let piece = &items[1];
    assert_eq!((&piece["evidence_code"], &piece["number"]), (&json!("E-FACT"), &json!(2)));
    assert!(piece["purpose"].text().starts_with("违纪事实的证据") && piece["sha256"].text().len() == 64);
    assert!(piece["entry_index"].is_number() && items[3]["entry_index"].is_number(), "{list:#}");

    let choice = |item: &Value, purpose: &str, included: bool| json!({"key": item["key"], "included": included, "purpose": purpose, "pages": 3});
    let order = json!({"exhibits": [choice(&items[3], "", true), choice(&items[1], "证明旷工事实", true),
        choice(&items[2], "", false)]});
    let arranged = it.desk.legal.put(&path, order).await.ok();
    let shown: Vec<(Value, String)> = arranged["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["number"].clone(), item["kind"].text()))
        .collect();
    let says = |number: Value, kind: &str| (number, kind.to_owned());
    assert_eq!(
        shown,
        [says(json!(1), "exhibit"), says(json!(2), "piece"), says(json!(3), "contract"), says(Value::Null, "wages")]
    );
    assert_eq!(arranged["items"][1]["page_range"], json!([4, 6]));
    assert_eq!(arranged["items"][1]["purpose"], "证明旷工事实");
    let unknown = json!({"exhibits": [{"key": "piece:nope", "included": true}]});
    it.desk.legal.put(&path, unknown).await.names("/exhibits/0/key");

    let pdf = it.desk.legal.get(&format!("{path}/file")).await;
    assert_eq!((pdf.status.as_u16(), &pdf.bytes[..5]), (200, b"%PDF-".as_slice()));
    let file = it.desk.legal.get(&format!("{path}.xlsx")).await;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.to_vec())).unwrap();
    let page = workbook.worksheet_range("证据清单").unwrap();
    let listed: Vec<_> = page.rows().filter(|row| matches!(row[0], Data::Float(_))).collect();
    assert_eq!((listed.len(), listed[1][3].to_string().as_str()), (3, "证明旷工事实"), "{listed:?}");
    for (who, says) in [(&it.desk.me, "forbidden"), (&world.account_with("payroll").await, "forbidden")] {
        who.get(&format!("{path}.xlsx")).await.problem(403, says);
    }
    it.step(&[("kind", "evidence_submitted"), ("dated", "2026-10-20")], None).await.created();
    world.settle().await;
    let trail = it.desk.me.get(&format!("/employees/{}/timeline?limit=200", it.desk.person.id)).await.ok();
    let submitted = trail["items"].as_array().unwrap().iter().find(|item| item["kind"] == "dispute_step.recorded");
    assert_eq!(submitted.unwrap()["facts"]["exhibits"][1]["purpose"], "证明旷工事实");
}

#[tokio::test(flavor = "multi_thread")]
async fn r032_beside_the_claims_stands_what_the_case_is_about_by_how_it_ends() {
    let world = World::new().await;
    let it = Dispute::new(&world).await;
    let path = format!("{}/at-stake", it.path);
    let stake = it.desk.legal.get(&path).await.ok();
    let risk = it.desk.legal.get("/risk/cases").await.ok();
    assert_eq!(stake["at_stake"], risk["items"][0]["at_stake"], "the same sums as in the overview");
    let fen = |name: &str| stake["at_stake"][name].text().replace('.', "").parse::<i64>().unwrap();
    assert_eq!((fen("damages"), fen("back_pay_a_month")), (2 * fen("severance"), 1_200_000), "{stake}");
    for stranger in [&it.desk.me, &world.account_with("payroll").await] {
        stranger.get(&path).await.problem(403, "forbidden");
    }
    it.desk.hr.post(&format!("{}/withdrawal", it.case), json!({"reason": "双方和解。"})).await.ok();
    assert_eq!(it.desk.legal.get(&path).await.ok()["at_stake"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn under_a_hold_nothing_about_the_person_is_deleted_until_somebody_else_lifts_it() {
    let world = World::new().await;
    let it = Dispute::new(&world).await;
    let holds = it.desk.hr.get(&format!("/legal-holds?employee_id={}&standing=true", it.desk.person.id)).await.ok();
    let hold = format!("/legal-holds/{}/lift", holds["items"][0]["id"].text());
    assert_eq!(holds["items"][0]["dispute_id"], it.opened["id"]);
    let lift = json!({"reason": "争议已结案并履行完毕。"});
    it.desk.hr.post(&hold, lift.clone()).await.problem(409, "dispute_under_way");

    world.settle().await;
    let database = world.database().await;
    let of = |table: &str| format!("delete from {table} where employee_id = '{}'", it.desk.person.id);
    let tables =
        ["wage_months", "annual_leaves", "circumstances", "contracts", "separations", "disputes", "legal_holds"];
    let mut deletions: Vec<String> = tables.into_iter().map(of).collect();
    let person = &it.desk.person.id;
    deletions.extend([
        format!("delete from employees where id = '{person}'"),
        "delete from separation_evidence".to_owned(),
        format!("delete from journal_parts where entry_id in (select entry_id from journal_entries where subject_id = '{person}')"),
        format!("update journal_subjects set salt_sealed = null where subject_id = '{person}'"),
        format!("delete from data_keys where id in (select key_id from journal_subjects where subject_id = '{person}')"),
    ]);
    for deletion in &deletions {
        let refused = database.batch_execute(deletion).await.expect_err(deletion);
        let constraint = refused.as_db_error().and_then(|error| error.constraint().map(str::to_owned));
        assert_eq!(constraint.as_deref(), Some("legal_holds_stand"), "{deletion}: {refused}");
    }

    it.step(&[("kind", "closed"), ("dated", "2026-10-20"), ("text", "申请人撤回申请。")], None).await.created();
    it.desk.legal.post(&hold, lift.clone()).await.problem(403, "separation_of_duties");
    it.desk.hr.post(&hold, json!({"reason": " "})).await.names("/reason");
    let lifted = it.desk.hr.post(&hold, lift.clone()).await.ok();
    assert!(lifted["lifted_by_name"].is_string());
    it.desk.hr.post(&hold, lift).await.problem(409, "invalid_state");
    database.batch_execute(&of("wage_months")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_retention_is_not_taken_care_of_under_a_hold() {
    let world = World::new().await;
    let person = world.hire("周洋").await;
    let database = world.database().await;
    database.execute("update employments set left_on = '2023-11-01', leaving_ground = '36'", &[]).await.unwrap();
    let hr = world.account_with("hr").await;
    server::deadlines::notice_all(&world.app).await.unwrap();
    let due = format!("/deadlines?kind=A-31&employee_id={}", person.id);
    let reminder = hr.get(&due).await.ok()["items"][0]["reminder"]["id"].text();
    let facts = json!({"employee_id": person.id, "reason": "前员工书面表示将申请仲裁。"});
    hr.post("/legal-holds", json!({"employee_id": person.id, "reason": ""})).await.names("/reason");
    let hold = hr.post("/legal-holds", facts).await.created()["id"].text();
    assert_eq!(hr.get(&due).await.ok()["items"], json!([]));
    let deleted = json!({"text": "档案已删除。"});
    let path = format!("/deadlines/{reminder}/acknowledgement");
    hr.post(&path, deleted.clone()).await.problem(409, "under_legal_hold");
    let legal = world.account_with("legal").await;
    legal.post(&format!("/legal-holds/{hold}/lift"), json!({"reason": "未申请仲裁，时效已过。"})).await.ok();
    hr.post(&path, deleted).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_handles_a_dispute_with_themselves() {
    let world = World::new().await;
    let person = world.hire("人事").await;
    let session = world.session_of(&person).await;
    let account = session.get("/auth/me").await.ok()["account_id"].text();
    let grant = json!({"account_id": account, "role": "hr", "scope": {"kind": "all"}});
    world.admin().await.post("/grants", grant).await.created();
    world.app.principals.forget();
    session.post("/disputes", facts(&person.id, None)).await.problem(403, "forbidden");
    let path = format!(
        "/disputes/{}",
        world.account_with("legal").await.post("/disputes", facts(&person.id, None)).await.created()["id"].text()
    );
    assert_eq!(session.get(&path).await.ok()["inside"], Value::Null);
    session.put(&format!("{path}/claims"), json!({"claims": []})).await.problem(403, "forbidden");
    step(&session, &path, &[("kind", "accepted"), ("dated", "2026-10-20")], None).await.problem(403, "forbidden");
    session.post("/legal-holds", json!({"employee_id": person.id, "reason": "自己"})).await.problem(403, "forbidden");
    assert_eq!(session.get("/legal-holds").await.ok()["items"], json!([]));
}

/// Every change of a dispute once. Answers the uploads among the calls.
pub async fn all_disputed(world: &World) -> Vec<Call> {
    let it = Dispute::new(world).await;
    let details = json!({"summary": "主张违法解除。", "tribunal": TRIBUNAL, "case_number": "1", "filed_on": null});
    it.desk.legal.put(&format!("{}/details", it.path), details).await.ok();
    it.desk.legal.put(&format!("{}/claims", it.path), json!({"claims": []})).await.ok();
    it.desk.legal.put(&format!("{}/exhibits", it.path), json!({"exhibits": []})).await.ok();
    let closed = it.step(&[("kind", "closed"), ("dated", "2026-10-20"), ("text", "撤回。")], None).await;
    closed.created();
    let facts = json!({"employee_id": it.desk.person.id, "reason": "另案预备。"});
    let hold = it.desk.legal.post("/legal-holds", facts).await.created()["id"].text();
    it.desk.hr.post(&format!("/legal-holds/{hold}/lift"), json!({"reason": "未申请。"})).await.ok();
    assert!(it.case.starts_with("/separations/"));
    let request_id = closed.headers["x-request-id"].to_str().unwrap().to_owned();
    vec![Call { method: Method::POST, path: format!("{}/steps", it.path), request_id }]
}
