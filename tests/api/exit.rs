//! What is recorded around leaving: talks, and the service of a notice try by try.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use server::demo::Call;
use tests::{AsText, Reply, Session, World};

use crate::desk::Desk;

fn talk() -> Value {
    json!({"subject": "mutual_ending", "held_on": "2026-10-19", "medium": "in_person", "place": "三楼会议室",
        "held_by": "尹冬", "present": [{"name": "王工", "role": "直接上级"}], "proposed_by": "employer",
        "sections": [{"heading": "公司的提议", "text": "公司提出协商解除，按法定标准支付经济补偿。"}],
        "employee_words": "我需要考虑两天。"})
}

pub fn cards(home: &Value) -> Vec<&str> {
    home["cards"].as_array().unwrap().iter().map(|card| card["kind"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_is_written_down_delivered_and_answered_once() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-11-30").await;
    let path = format!("{case}/interviews");
    let held = desk.hr.post(&path, talk()).await.created();
    assert_eq!((&held["employee_answer"], &held["proposed_by"]), (&Value::Null, &json!("employer")));
    assert_eq!(cards(&desk.me.get("/home").await.ok()), ["interviews_to_confirm"]);
    let answer = format!("{path}/{}/acknowledgement", held["id"].text());
    desk.hr.post(&answer, json!({"answer": "confirmed"})).await.problem(403, "forbidden");
    desk.me.post(&answer, json!({"answer": "objected"})).await.names("/text");
    let objected = json!({"answer": "objected", "text": "是公司先提出的，我没有说要考虑两天。"});
    let answered = desk.me.post(&answer, objected.clone()).await.ok();
    assert_eq!(answered["employee_answer"]["answer"], "objected");
    desk.me.post(&answer, objected).await.problem(409, "invalid_state");
    assert!(cards(&desk.me.get("/home").await.ok()).is_empty());
    let listed = desk.legal.get(&path).await.ok();
    assert_eq!((&listed["items"][0]["sha256"], &listed["items"][0]["version"]), (&held["sha256"], &json!(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_another_record_and_there_is_one_of_each() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-11-30").await;
    let path = format!("{case}/interviews");
    let first = desk.hr.post(&path, talk()).await.created()["id"].text();
    let mut corrected = talk();
    corrected["corrects"] = json!(first);
    let second = desk.hr.post(&path, corrected.clone()).await.created();
    assert_eq!(second["corrects"], json!(first));
    assert_eq!(desk.hr.post(&path, corrected.clone()).await.status(409)["errors"][0]["code"], "corrected_already");
    corrected["corrects"] = json!("0199a3c0-6f1e-7b5a-9d3c-2f8e4b7a1c55");
    desk.hr.post(&path, corrected).await.names("/corrects");
}

#[tokio::test(flavor = "multi_thread")]
async fn r051_a_talk_says_who_proposed_the_end_and_what_was_said() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-11-30").await;
    let path = format!("{case}/interviews");
    let but = |field: &str, value: Value| {
        let mut said = talk();
        said[field] = value;
        said
    };
    desk.hr.post(&path, but("proposed_by", Value::Null)).await.names("/proposed_by");
    desk.hr.post(&path, but("held_on", json!("2026-10-21"))).await.names("/held_on");
    desk.hr.post(&path, but("sections", json!([]))).await.names("/sections");
    desk.hr.post(&path, but("sections", json!([{"heading": "", "text": "x"}]))).await.names("/sections/0/heading");
    desk.me.post(&path, talk()).await.problem(403, "forbidden");
    let other = world.session_of(&world.hire("旁人").await).await;
    other.get(&path).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_talk_a_case_is_open_to_the_person_who_may_still_resign() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("40(3)", "2026-12-20").await;
    desk.me.get(&format!("{case}/interviews")).await.problem(404, "not_found");
    let mut about = talk();
    about["subject"] = json!("variation");
    desk.hr.post(&format!("{case}/interviews"), about).await.created();
    assert_eq!(desk.me.get(&format!("{case}/interviews")).await.ok()["items"][0]["subject"], "variation");
    desk.me.post("/leaving-notices", json!({"ground": "37"})).await.created();
    assert_eq!(desk.hr.get(&case).await.ok()["stage"], "withdrawn");
}

/// A case whose notice is out, on 2026-10-22.
async fn noticed(desk: &Desk<'_>, world: &World) -> String {
    let case = desk.open("39(5)", "2026-11-20").await;
    desk.prove(&case, &["E-FRAUD", "E-MATERIALITY"], "2026-10-12").await;
    desk.tell_union(&case).await;
    desk.approve(&case).await;
    world.now_is("2026-10-22T02:00:00Z");
    let notice = json!({"last_day": "2026-11-20", "delivery_channel": "post"});
    desk.hr.post(&format!("{case}/notice"), notice).await.ok();
    case
}

async fn conclude(by: &Session<'_>, path: &str, outcome: &str, on: &str, text: &str, proof: Option<&str>) -> Reply {
    let mut form =
        Form::new().text("outcome", outcome.to_owned()).text("outcome_on", on.to_owned()).text("text", text.to_owned());
    if let Some(proof) = proof {
        let part = Part::bytes(proof.as_bytes().to_vec()).file_name("回执.txt").mime_str("text/plain").unwrap();
        form = form.part("file", part);
    }
    // The clock may have moved past the token; this renews it.
    by.get("/home").await.ok();
    let request = by.request(Method::POST, &format!("{path}/outcome")).multipart(form);
    Reply::read(request.send().await.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn r075_the_earliest_of_two_channels_is_the_day_of_service() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = noticed(&desk, &world).await;
    let service = format!("{case}/notice/service");
    let attempts = format!("{service}/attempts");
    let post = json!({"channel": "post", "sent_on": "2026-10-22", "address": "张江路 1 号", "tracking_number": "EMS1"});
    let post = desk.hr.post(&attempts, post).await.created();
    assert_eq!(desk.hr.get(&service).await.ok()["wants_second_channel"], true);
    let mail = json!({"channel": "email", "sent_on": "2026-10-22", "address": "sun@example.com", "designated": true});
    let mail = desk.hr.post(&attempts, mail).await.created();
    assert_eq!(desk.hr.get(&service).await.ok()["wants_second_channel"], false);
    world.now_is("2026-10-26T02:00:00Z");
    let path = |attempt: &Value| format!("{attempts}/{}", attempt["id"].text());
    let received = conclude(&desk.hr, &path(&post), "received", "2026-10-25", "本人签收。", Some("回执")).await.ok();
    assert_eq!((&received["reached_on"], &received["possible_outcomes"]), (&json!("2026-10-25"), &json!([])));
    assert_eq!(desk.hr.get(&case).await.ok()["notice"]["served_on"], "2026-10-25");
    conclude(&desk.hr, &path(&mail), "received", "2026-10-22", "", None).await.ok();
    let told = desk.me.get(&service).await.ok();
    assert_eq!((&told["served_on"], &told["attempts"][0]["tracking_number"]), (&json!("2026-10-22"), &json!("EMS1")));
    assert_eq!(desk.hr.get(&case).await.ok()["notice"]["channel"], "email");
    let proof = desk.legal.get(&format!("{}/proof", path(&post))).await;
    assert_eq!(proof.bytes, "回执".as_bytes());
    desk.legal.get(&format!("{}/proof", path(&mail))).await.problem(404, "not_found");
    world.settle().await;
    let gate = desk.hr.get(&format!("{case}/gate")).await.ok();
    assert_eq!(gate["missing"], json!([]), "{gate:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn r075_a_letter_that_came_back_serves_nothing_and_an_announcement_comes_last() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = noticed(&desk, &world).await;
    let attempts = format!("{case}/notice/service/attempts");
    let announced = |on: &str| json!({"channel": "announcement", "sent_on": on, "address": "《解放日报》"});
    desk.hr.post(&attempts, announced("2026-10-22")).await.names("/channel");
    let hand = json!({"channel": "in_person", "sent_on": "2026-10-22", "address": "住所"});
    let hand = desk.hr.post(&attempts, hand).await.created()["id"].text();
    let post = json!({"channel": "post", "sent_on": "2026-10-22", "address": "住所", "tracking_number": "EMS2"});
    let post = desk.hr.post(&attempts, post).await.created()["id"].text();
    world.now_is("2026-11-02T02:00:00Z");
    let of = |id: &str| format!("{attempts}/{id}");
    conclude(&desk.hr, &of(&hand), "no_answer", "2026-10-22", "", None).await.ok();
    conclude(&desk.hr, &of(&post), "returned", "2026-11-01", "原封退回，未拆封保存。", None).await.ok();
    assert_eq!(desk.hr.get(&case).await.ok()["notice"]["served_on"], Value::Null);
    conclude(&desk.hr, &of(&post), "received", "2026-11-01", "", None).await.problem(409, "invalid_state");
    let paper = desk.hr.post(&attempts, announced("2026-11-02")).await.created()["id"].text();
    world.now_is("2026-12-02T02:00:00Z");
    conclude(&desk.hr, &of(&paper), "received", "2026-12-01", "", None).await.names("/outcome_on");
    conclude(&desk.hr, &of(&paper), "received", "2026-12-02", "", None).await.ok();
    assert_eq!(desk.hr.get(&case).await.ok()["notice"]["served_on"], "2026-12-02");
}

#[tokio::test(flavor = "multi_thread")]
async fn r075_a_refusal_is_a_record_with_who_saw_it() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = noticed(&desk, &world).await;
    let attempts = format!("{case}/notice/service/attempts");
    let hand = json!({"channel": "in_person", "sent_on": "2026-10-22", "address": "会议室"});
    let hand = format!("{attempts}/{}", desk.hr.post(&attempts, hand.clone()).await.created()["id"].text());
    desk.hr
        .post(&attempts, json!({"channel": "post", "sent_on": "2026-10-22", "address": "住所"}))
        .await
        .names("/tracking_number");
    desk.hr
        .post(&attempts, json!({"channel": "email", "sent_on": "2026-10-21", "address": "a@b"}))
        .await
        .names("/sent_on");
    conclude(&desk.hr, &hand, "refused", "2026-10-22", "", None).await.names("/text");
    conclude(&desk.hr, &hand, "returned", "2026-10-22", "", None).await.names("/outcome");
    conclude(&desk.hr, &hand, "burnt", "2026-10-22", "", None).await.names("/outcome");
    conclude(&desk.me, &hand, "received", "2026-10-22", "", None).await.problem(403, "forbidden");
    let refused = conclude(&desk.hr, &hand, "refused", "2026-10-22", "王工在场见证，拒绝签收。", None).await.ok();
    assert_eq!(refused["reached_on"], "2026-10-22");
    assert!(refused["reached_zh"].text().contains("拒收"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_in_one_step_is_a_try_too_and_is_never_planned_by_announcement() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = noticed(&desk, &world).await;
    let service = format!("{case}/notice/service");
    desk.hr.post(&service, json!({"channel": "announcement", "served_on": "2026-10-22"})).await.names("/channel");
    desk.hr.post(&service, json!({"channel": "in_person", "served_on": "2026-10-22"})).await.ok();
    let told = desk.hr.get(&service).await.ok();
    assert_eq!((&told["attempts"][0]["outcome"], &told["served_on"]), (&json!("received"), &json!("2026-10-22")));
    let other = Desk::new(&world).await;
    let early = other.open("39(5)", "2026-11-20").await;
    let never = json!({"last_day": "2026-11-20", "delivery_channel": "announcement"});
    desk.hr.post(&format!("{early}/notice"), never).await.names("/delivery_channel");
}

/// Everything of this file once, for the walk over all operations; answers the call that went by a form.
pub async fn all_recorded(world: &World) -> Vec<Call> {
    let desk = Desk::new(world).await;
    let case = noticed(&desk, world).await;
    let held = desk.hr.post(&format!("{case}/interviews"), talk()).await.created()["id"].text();
    desk.me.post(&format!("{case}/interviews/{held}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    let attempts = format!("{case}/notice/service/attempts");
    let hand = json!({"channel": "in_person", "sent_on": "2026-10-22", "address": "会议室"});
    let hand = format!("{attempts}/{}", desk.hr.post(&attempts, hand).await.created()["id"].text());
    let reply = conclude(&desk.hr, &hand, "received", "2026-10-22", "", None).await;
    reply.ok();
    let duty =
        desk.hr.post(&format!("{case}/non-compete"), crate::non_competes::activated()).await.created()["id"].text();
    let duty = format!("/non-competes/{duty}");
    desk.me.post(&format!("{duty}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    let payroll = world.account_with("payroll").await;
    world.now_is("2027-01-12T02:00:00Z");
    let paid = json!({"instalment": 1, "amount": "6000.00", "paid_on": "2027-01-12"});
    payroll.post(&format!("{duty}/payments"), paid).await.created();
    world.now_is("2027-05-12T02:00:00Z");
    desk.me.post(&format!("{duty}/unpaid-statements"), json!({"instalments": [2]})).await.created();
    desk.me.post(&format!("{duty}/release-notice"), json!({"text": "三个月未付。"})).await.ok();
    let request_id = reply.headers["x-request-id"].to_str().unwrap().to_owned();
    vec![Call { method: Method::POST, path: format!("{hand}/outcome"), request_id }]
}
