use serde_json::{Value, json};
use tests::{AsText, World};

use crate::performance::{AFTER, BEFORE, Quarter};

#[tokio::test(flavor = "multi_thread")]
async fn a_result_below_the_baseline_alerts_both_sides_with_what_each_can_do() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::failed(&world).await;
    let worker = &quarter.as_worker;
    let own = worker.get("/alerts").await.ok();
    assert_eq!(own["items"].as_array().unwrap().len(), 1, "what is addressed to the manager is not the employee's");
    let alert = &own["items"][0];
    assert_eq!((&alert["addressee"]["name"], &alert["state"]), (&json!("销售"), &json!("open")));
    assert_eq!((&alert["resource_id"], &alert["due_on"]), (&json!(review), &json!("2026-07-09")));
    assert!(alert["risk_text"].text().contains("52.00") && !alert["what_you_can_do"].text().is_empty());
    let english = quarter.worker_again().await.with("accept-language", "en");
    assert!(english.get("/alerts").await.ok()["items"][0]["title"].text().starts_with("Your result"));
    let manager = &quarter.as_manager;
    assert_eq!(manager.get("/alerts?mine=true").await.ok()["items"][0]["addressee"]["name"], "经理");
    assert_eq!(manager.get("/home").await.ok()["cards"][0]["kind"], "alerts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_on_the_baseline_alerts_nobody() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::assessed(&world, "72000").await;
    let delivered = quarter.hr.post(&format!("/reviews/{review}/result-delivery"), json!({})).await.ok();
    assert_eq!(delivered["result"]["score"], "60.00");
    assert_eq!(quarter.hr.get("/alerts").await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_the_unit_is_told_when_there_is_no_manager() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    let alone = world.hire("无上级").await;
    let home = world.home().await;
    let unit = json!({"legal_entity_id": home.entity, "name": "华东销售部", "head_id": quarter.manager.id});
    quarter.hr.put(&format!("/org-units/{}", home.unit), unit).await.ok();
    let path = format!("/review-cycles/{}/delivery", quarter.cycle);
    let review = quarter.hr.post(&path, json!({"employee_ids": [alone.id]})).await.ok()["reviews"][0].text();
    // Nobody above them can assess; the stored result stands in for one of a manager who has left.
    let database = world.database().await;
    let result = json!({"score": "30.00", "kpi_score": "30.00", "goals": [], "steps": []});
    let update = "update reviews set stage = 'manager_assessed', manager_assessment = '差', rating = 3000, assessed_by = $1, \
                  assessed_at = now(), score = 3000, result = $2 where id = $3";
    let id = |text: &str| text.parse::<uuid::Uuid>().unwrap();
    database.execute(update, &[&id(&quarter.manager.id), &result, &id(&review)]).await.unwrap();
    world.now_is(AFTER);
    quarter.hr.post(&format!("/reviews/{review}/result-delivery"), json!({})).await.ok();
    let head = &quarter.as_manager;
    let told = head.get("/alerts?mine=true").await.ok();
    assert_eq!(told["items"][0]["employee"]["name"], "无上级");
    let path = format!("/alerts/{}/acknowledgement", told["items"][0]["id"].text());
    assert_eq!(head.post(&path, json!({})).await.ok()["state"], "acknowledged");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_acknowledged_by_its_addressee_and_resolved_with_what_was_done() {
    let world = World::at(BEFORE).await;
    let (quarter, _) = Quarter::failed(&world).await;
    let worker = &quarter.as_worker;
    let manager = &quarter.as_manager;
    let id = |alerts: Value| alerts["items"][0]["id"].text();
    let of_worker = id(worker.get("/alerts?mine=true").await.ok());
    let of_manager = id(manager.get("/alerts?mine=true").await.ok());
    manager.post(&format!("/alerts/{of_worker}/acknowledgement"), json!({})).await.problem(403, "forbidden");
    worker.post(&format!("/alerts/{of_manager}/acknowledgement"), json!({})).await.problem(404, "not_found");
    let seen = worker.post(&format!("/alerts/{of_worker}/acknowledgement"), json!({"text": "已知悉"})).await.ok();
    assert_eq!(seen["acknowledgement"], "已知悉");
    worker.post(&format!("/alerts/{of_worker}/acknowledgement"), json!({})).await.problem(409, "invalid_state");
    worker.post(&format!("/alerts/{of_worker}/resolution"), json!({"text": "好了"})).await.problem(403, "forbidden");
    manager.post(&format!("/alerts/{of_manager}/resolution"), json!({"text": " "})).await.names("/text");
    let done =
        manager.post(&format!("/alerts/{of_manager}/resolution"), json!({"text": "已面谈并制定计划"})).await.ok();
    assert_eq!((&done["state"], &done["resolution"]), (&json!("resolved"), &json!("已面谈并制定计划")));
    let again = manager.post(&format!("/alerts/{of_manager}/resolution"), json!({"text": "再次"})).await;
    assert_eq!(again.problem(409, "invalid_state")["state"], "resolved");
    assert_eq!(manager.get("/alerts?state=resolved").await.ok()["items"].as_array().unwrap().len(), 1);
}
