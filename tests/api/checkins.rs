use serde_json::{Value, json};
use tests::{AsText, World};

use crate::performance::{AFTER, BEFORE, Quarter};

fn said(employee: &str, held_on: &str) -> Value {
    json!({"employee_id": employee, "kind": "coaching", "held_on": held_on, "topic": "回款进度", "text": "约定每周三前更新跟进表。"})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_in_is_written_by_the_manager_and_answered_once_by_the_employee() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    let manager = &quarter.as_manager;
    let worker = &quarter.as_worker;
    let held = manager.post("/check-ins", said(&quarter.worker.id, "2026-03-19")).await.created();
    assert_eq!((&held["manager"]["name"], &held["employee_answer"]), (&json!("经理"), &Value::Null));
    assert_eq!(worker.get("/home").await.ok()["cards"][0]["kind"], "check_ins_to_confirm");
    let path = format!("/check-ins/{}", held["id"].text());
    worker.post(&format!("{path}/acknowledgement"), json!({"answer": "objected"})).await.names("/text");
    let answered = worker
        .post(&format!("{path}/acknowledgement"), json!({"answer": "objected", "text": "没有这样约定"}))
        .await
        .ok();
    assert_eq!(answered["employee_answer"]["text"], "没有这样约定");
    worker.post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"})).await.problem(409, "invalid_state");
    assert_eq!(quarter.hr.get(&path).await.ok()["version"], 2);
    assert_eq!(worker.get("/home").await.ok(), json!({"cards": []}));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_manager_writes_and_only_the_employee_answers() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    let manager = &quarter.as_manager;
    let worker = &quarter.as_worker;
    let other = world.session_of(&world.hire("旁人").await).await;
    other.post("/check-ins", said(&quarter.worker.id, "2026-03-19")).await.problem(404, "not_found");
    worker.post("/check-ins", said(&quarter.worker.id, "2026-03-19")).await.problem(404, "not_found");
    quarter.hr.post("/check-ins", said(&quarter.worker.id, "2026-03-19")).await.problem(403, "forbidden");
    let held = manager.post("/check-ins", said(&quarter.worker.id, "2026-03-19")).await.created()["id"].text();
    let path = format!("/check-ins/{held}/acknowledgement");
    other.post(&path, json!({"answer": "confirmed"})).await.problem(404, "not_found");
    manager.post(&path, json!({"answer": "confirmed"})).await.problem(404, "not_found");
    assert_eq!(other.get("/check-ins").await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_in_was_held_by_today_and_a_plans_names_its_plan() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    let manager = &quarter.as_manager;
    manager.post("/check-ins", said(&quarter.worker.id, "2026-03-21")).await.names("/held_on");
    let mut of_plan = said(&quarter.worker.id, "2026-03-19");
    of_plan["kind"] = json!("plan_check_in");
    manager.post("/check-ins", of_plan.clone()).await.names("/plan_id");
    of_plan["plan_id"] = json!("0199a3c0-6f1e-7b5a-9d3c-2f8e4b7a1c55");
    manager.post("/check-ins", of_plan).await.names("/plan_id");
    let mut blank = said(&quarter.worker.id, "2026-03-19");
    blank["topic"] = json!("");
    manager.post("/check-ins", blank).await.names("/topic");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plans_check_in_is_held_while_the_plan_is_active() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::failed(&world).await;
    world.now_is(AFTER);
    let manager = &quarter.as_manager;
    let plan = json!({"employee_id": quarter.worker.id, "review_id": review, "from": "2026-07-02", "until": "2026-08-16", "reason": "低于基准线",
        "goals": [{"name": "签约额", "target": "80000", "unit": "元", "measure": "ERP"}], "training": []});
    let plan = manager.post("/improvement-plans", plan).await.created()["id"].text();
    let mut of_plan = said(&quarter.worker.id, "2026-07-02");
    of_plan["plan_id"] = json!(plan);
    assert_eq!(manager.post("/check-ins", of_plan).await.problem(409, "invalid_state")["state"], "draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn check_ins_page_by_the_day_they_were_held() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    let manager = &quarter.as_manager;
    for day in ["2026-03-02", "2026-03-18", "2026-03-09"] {
        manager.post("/check-ins", said(&quarter.worker.id, day)).await.created();
    }
    let path = format!("/check-ins?employee_id={}&limit=2", quarter.worker.id);
    let first = manager.get(&path).await.ok();
    let second = manager.get(&format!("{path}&cursor={}", first["next_cursor"].text())).await.ok();
    let days: Vec<&Value> = first["items"]
        .as_array()
        .unwrap()
        .iter()
        .chain(second["items"].as_array().unwrap())
        .map(|one| &one["held_on"])
        .collect();
    assert_eq!(days, ["2026-03-18", "2026-03-09", "2026-03-02"]);
}
