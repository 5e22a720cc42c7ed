//! Non-compete duties: what is said at the end, what is paid, how they end early.

use serde_json::{Value, json};
use tests::{AsText, World};

use crate::desk::Desk;
use crate::exit::cards;

/// What HR says when the duty is to bind.
pub fn activated() -> Value {
    json!({"decision": "activated", "reason": "参与控制器源代码的编写，掌握未公开的算法。", "bound_as": "senior_technician",
        "scope": "工业机器人控制器的研发", "region": "上海市、江苏省", "months": 12, "monthly": "6000.00", "pay_day": 10})
}

/// Somebody who resigned, with a last day on 2026-11-19.
pub async fn resigned(desk: &Desk<'_>) -> String {
    let case = desk.me.post("/leaving-notices", json!({"ground": "37"})).await.created();
    format!("/separations/{}", case["id"].text())
}

#[tokio::test(flavor = "multi_thread")]
async fn r082_the_employer_says_once_in_a_letter_whether_the_duty_binds() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = resigned(&desk).await;
    let path = format!("{case}/non-compete");
    let before = desk.hr.get(&path).await.ok();
    // Shanghai leaves overtime out of the average of 12,000.00; R-081 gives 30 %.
    assert_eq!((&before["floor"]["monthly"], &before["last_day"]), (&json!("3600.00"), &json!("2026-11-19")));
    let computed = &before["floor"]["computed"];
    assert_eq!(desk.hr.post("/law/non-compete", computed["input"].clone()).await.ok(), computed["outcome"]);
    let duty = desk.hr.post(&path, activated()).await.created();
    assert_eq!((&duty["terms"]["from_on"], &duty["terms"]["until_on"]), (&json!("2026-11-20"), &json!("2027-11-19")));
    assert_eq!((&duty["terms"]["monthly"], &duty["late"]), (&json!("6000.00"), &json!(false)));
    assert_eq!(
        (duty["instalments"].as_array().unwrap().len(), &duty["instalments"][0]["due_on"]),
        (12, &json!("2027-01-10"))
    );
    assert_eq!(desk.hr.post(&path, activated()).await.status(409)["errors"][0]["code"], "decided_already");
    let pdf = desk.me.get(&format!("/documents/{}/file", duty["document_id"].text())).await;
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let tasks = desk.hr.get(&format!("{case}/tasks")).await.ok();
    let task = tasks["items"].as_array().unwrap().iter().find(|task| task["kind"] == "non_compete").unwrap().clone();
    assert_eq!(task["state"], "done");
    assert!(cards(&desk.me.get("/home").await.ok()).contains(&"non_competes_to_confirm"));
    let answer = format!("/non-competes/{}/acknowledgement", duty["id"].text());
    desk.hr.post(&answer, json!({"answer": "confirmed"})).await.problem(403, "forbidden");
    desk.me.post(&answer, json!({"answer": "objected", "text": ""})).await.names("/text");
    let answered = desk.me.post(&answer, json!({"answer": "confirmed"})).await.ok();
    assert_eq!(answered["employee_answer"]["answer"], "confirmed");
    desk.me.post(&answer, json!({"answer": "confirmed"})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn r080_the_terms_of_a_duty_are_checked_field_by_field() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let hidden = desk.open("39(5)", "2026-11-20").await;
    desk.hr.post(&format!("{hidden}/non-compete"), activated()).await.problem(409, "end_not_decided");
    let case = resigned(&desk).await;
    let path = format!("{case}/non-compete");
    let but = |field: &str, value: Value| {
        let mut said = activated();
        said[field] = value;
        said
    };
    desk.hr.post(&path, but("months", json!(25))).await.names("/months");
    desk.hr.post(&path, but("bound_as", Value::Null)).await.names("/bound_as");
    desk.hr.post(&path, but("reason", json!(" "))).await.names("/reason");
    desk.hr.post(&path, but("scope", json!(""))).await.names("/scope");
    desk.hr.post(&path, but("monthly", json!("0.00"))).await.names("/monthly");
    desk.me.post(&path, activated()).await.problem(403, "forbidden");
    let payroll = world.account_with("payroll").await;
    payroll.post(&path, activated()).await.problem(403, "forbidden");
    let union = world.account_with("union").await;
    union.get(&path).await.problem(403, "forbidden");
    let low = desk.hr.post(&path, but("monthly", json!("3000.00"))).await.created();
    assert_eq!(low["terms"]["computed"]["outcome"]["flags"], json!(["UNCONFIRMED:R-081"]), "shown, not refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn r081_without_an_agreed_amount_the_pay_is_what_the_law_gives() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = resigned(&desk).await;
    let mut said = activated();
    said.as_object_mut().unwrap().remove("monthly");
    let duty = desk.hr.post(&format!("{case}/non-compete"), said).await.created();
    assert_eq!(duty["terms"]["monthly"], "3600.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn r082_a_duty_is_given_up_by_the_last_day_and_not_after_it() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = resigned(&desk).await;
    let path = format!("{case}/non-compete");
    let waived = json!({"decision": "waived", "reason": "岗位不接触商业秘密。"});
    world.now_is("2026-11-20T02:00:00Z");
    desk.hr.post(&path, waived.clone()).await.problem(409, "too_late_to_waive");
    world.now_is("2026-11-19T02:00:00Z");
    let given_up = desk.hr.post(&path, waived).await.created();
    assert_eq!((&given_up["terms"], &given_up["instalments"]), (&Value::Null, &json!([])));
    let of = format!("/non-competes/{}", given_up["id"].text());
    let payroll = world.account_with("payroll").await;
    let paid = json!({"instalment": 1, "amount": "6000.00", "paid_on": "2026-11-19"});
    payroll.post(&format!("{of}/payments"), paid).await.problem(409, "invalid_state");
    desk.hr.post(&format!("{of}/release"), json!({"text": "不需要。"})).await.problem(409, "invalid_state");
}

/// A duty that binds from 2026-11-20, 6,000.00 a month on the 10th; answers its path.
async fn bound(desk: &Desk<'_>) -> String {
    let case = resigned(desk).await;
    let duty = desk.hr.post(&format!("{case}/non-compete"), activated()).await.created();
    format!("/non-competes/{}", duty["id"].text())
}

#[tokio::test(flavor = "multi_thread")]
async fn payroll_records_what_is_paid_and_is_reminded_of_what_is_due() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let duty = bound(&desk).await;
    let payroll = world.account_with("payroll").await;
    world.now_is("2027-01-06T02:00:00Z");
    let home = payroll.get("/home").await.ok();
    assert_eq!(
        (cards(&home), &home["cards"][0]["items"][0]["due_on"]),
        (vec!["non_compete_payments_due", "separation_tasks"], &json!("2027-01-10"))
    );
    let due = desk.hr.get(&format!("/deadlines?kind=A-23&state=due_soon&employee_id={}", desk.person.id)).await.ok();
    assert_eq!(
        (&due["items"][0]["due_on"], &due["items"][0]["owner"]),
        (&json!("2027-01-10"), &json!("payroll")),
        "{due:#}"
    );
    let path = format!("{duty}/payments");
    let pay = |amount: &str, on: &str| json!({"instalment": 1, "amount": amount, "paid_on": on});
    desk.hr.post(&path, pay("6000.00", "2027-01-06")).await.problem(403, "forbidden");
    payroll.post(&path, pay("6000.00", "2026-11-19")).await.names("/paid_on");
    payroll
        .post(&path, json!({"instalment": 13, "amount": "1.00", "paid_on": "2027-01-06"}))
        .await
        .names("/instalment");
    let part = payroll.post(&path, pay("4000.00", "2027-01-06")).await.created();
    assert_eq!(
        (&part["instalments"][0]["state"], &part["instalments"][0]["paid"]),
        (&json!("upcoming"), &json!("4000.00"))
    );
    payroll.post(&path, pay("2000.00", "2027-01-06")).await.created();
    payroll.post(&path, pay("2000.00", "2027-01-06")).await.names("/instalment");
    let mine = desk.me.get(&format!("/non-competes?employee_id={}", desk.person.id)).await.ok();
    assert_eq!(mine["items"][0]["instalments"][0]["state"], "paid");
    assert_eq!(cards(&payroll.get("/home").await.ok()), ["separation_tasks"], "the wages of the case are still open");
    let done = desk.hr.get(&format!("/deadlines?kind=A-23&state=done&employee_id={}", desk.person.id)).await.ok();
    assert_eq!(done["items"].as_array().unwrap().len(), 1);
    let other = world.session_of(&world.hire("旁人").await).await;
    other.get(&duty).await.problem(404, "not_found");
    assert_eq!(other.get("/non-competes").await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn r082_after_three_months_unpaid_the_employee_may_give_notice_and_before_that_not() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let duty = bound(&desk).await;
    world.now_is("2027-02-12T02:00:00Z");
    let unpaid = |numbers: Value| json!({"instalments": numbers, "text": "没有收到。"});
    let said = format!("{duty}/unpaid-statements");
    desk.me.post(&said, unpaid(json!([3]))).await.names("/instalments/0");
    desk.hr.post(&said, unpaid(json!([1]))).await.problem(403, "forbidden");
    let stated = desk.me.post(&said, unpaid(json!([1, 2]))).await.created();
    assert_eq!((&stated["unpaid_months"], &stated["may_ask_release"]), (&json!(2), &json!(false)));
    assert_eq!(stated["instalments"][0]["stated_unpaid"], true);
    let notice = format!("{duty}/release-notice");
    desk.me.post(&notice, json!({"text": "两个月未付。"})).await.problem(409, "not_three_months_unpaid");
    world.now_is("2027-03-11T02:00:00Z");
    assert_eq!(desk.me.get(&duty).await.ok()["may_ask_release"], true);
    let ended = desk.me.post(&notice, json!({"text": "三个月未付，解除竞业限制。"})).await.ok();
    assert_eq!((&ended["ending"]["by"], &ended["ending"]["extra"]), (&json!("employee"), &json!("0.00")));
    desk.me.post(&notice, json!({"text": "再次。"})).await.problem(409, "invalid_state");
    // Four months had begun by then: what was kept is still owed.
    assert_eq!(ended["instalments"].as_array().unwrap().len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn r082_the_employer_releases_at_the_price_of_three_months_more() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let duty = bound(&desk).await;
    let payroll = world.account_with("payroll").await;
    world.now_is("2027-01-19T02:00:00Z");
    let now = desk.hr.get(&duty).await.ok();
    assert_eq!(now["release"]["outcome"]["extra_three_months"], "18000.00");
    desk.me.post(&format!("{duty}/release"), json!({"text": "不需要。"})).await.problem(403, "forbidden");
    let ended = desk.hr.post(&format!("{duty}/release"), json!({"text": "产品已停产。"})).await.ok();
    let ending = &ended["ending"];
    assert_eq!((&ending["on"], &ending["extra"]), (&json!("2027-01-19"), &json!("18000.00")));
    assert_eq!(ending["cost"]["outcome"]["paid_for_served"], "12000.00", "two months were kept");
    assert_eq!(
        desk.hr.post("/law/non-compete-release", ending["cost"]["input"].clone()).await.ok(),
        ending["cost"]["outcome"]
    );
    let extra = json!({"amount": "18000.00", "paid_on": "2027-01-19"});
    assert_eq!(payroll.post(&format!("{duty}/payments"), extra).await.created()["ending"]["extra_paid"], "18000.00");
    assert_eq!(desk.hr.get("/non-competes?running=true").await.ok()["items"], json!([]));
}

/// A duty that the employer releases, for the same walk.
pub async fn released(world: &World) {
    let desk = Desk::new(world).await;
    let duty = bound(&desk).await;
    world.now_is("2027-01-19T02:00:00Z");
    desk.hr.post(&format!("{duty}/release"), json!({"text": "产品已停产。"})).await.ok();
}
