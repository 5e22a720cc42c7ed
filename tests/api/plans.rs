use serde_json::{Value, json};
use tests::{AsText, World, pdf_text};

use crate::performance::{BEFORE, Quarter, cycle, sales};

fn facts(quarter: &Quarter<'_>, review: &str) -> Value {
    json!({
        "employee_id": quarter.worker.id, "review_id": review, "mentor_id": quarter.manager.id,
        "from": "2026-07-02", "until": "2026-08-16", "reason": "第二季度 52.00 分，低于 60.00。",
        "goals": [{"name": "签约额", "target": "80000", "unit": "元", "measure": "ERP"}],
        "training": [{"title": "商务谈判", "hours": "6", "held_on": "2026-07-06", "attended": true, "note": ""}],
        "planned_check_ins": [{"on": "2026-07-31", "topic": "中期进度"}],
    })
}

struct Drafted<'w> {
    quarter: Quarter<'w>,
    path: String,
    id: String,
    facts: Value,
}

async fn drafted(world: &World) -> Drafted<'_> {
    let (quarter, review) = Quarter::failed(world).await;
    let facts = facts(&quarter, &review);
    let plan = quarter.as_manager.post("/improvement-plans", facts.clone()).await.created();
    assert_eq!(plan["training"][0]["attended"], false, "nobody has attended a training of a draft");
    let id = plan["id"].text();
    Drafted { quarter, path: format!("/improvement-plans/{id}"), id, facts }
}

impl Drafted<'_> {
    async fn activate(&self) {
        self.quarter.as_manager.post(&format!("{}/publication", self.path), json!({})).await.ok();
        let answer = json!({"answer": "confirmed"});
        self.quarter.as_worker.post(&format!("{}/acknowledgement", self.path), answer.clone()).await.ok();
        let plan = self.quarter.as_manager.post(&format!("{}/acknowledgement", self.path), answer).await.ok();
        assert_eq!(plan["stage"], "active");
    }

    async fn check_in(&self, held_on: &str) -> String {
        let said = json!({"employee_id": self.quarter.worker.id, "kind": "plan_check_in", "plan_id": self.id,
            "held_on": held_on, "topic": "进度", "text": "完成一半"});
        self.quarter.as_manager.post("/check-ins", said).await.created()["id"].text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_runs_from_its_draft_to_its_outcome() {
    let world = World::at(BEFORE).await;
    let drafted = drafted(&world).await;
    let Drafted { quarter, path, .. } = &drafted;
    let manager = &quarter.as_manager;
    let worker = &quarter.as_worker;
    worker.get(path).await.problem(404, "not_found");
    assert_eq!(worker.get("/improvement-plans").await.ok()["items"], json!([]), "a draft is the manager's");
    manager.post(&format!("{path}/publication"), json!({})).await.ok();
    for who in [worker, manager] {
        let home = who.get("/home").await.ok();
        assert!(home["cards"].as_array().unwrap().iter().any(|card| card["kind"] == "plans_to_confirm"), "{home}");
    }
    let answered =
        worker.post(&format!("{path}/acknowledgement"), json!({"answer": "objected", "text": "期限太短"})).await.ok();
    assert_eq!((&answered["stage"], &answered["employee_answer"]["answer"]), (&json!("published"), &json!("objected")));
    let active = manager.post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    assert_eq!(active["stage"], "active", "an objection is on record and does not stop the plan");
    world.now_is("2026-07-06T02:00:00Z");
    let attended = json!({"index": 0, "attended": true, "note": "82 分"});
    let trained = manager.post(&format!("{path}/training-attendance"), attended).await.ok();
    assert_eq!(trained["training"][0]["note"], "82 分");
    let check_in = drafted.check_in("2026-07-06").await;
    worker.post(&format!("/check-ins/{check_in}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    world.now_is("2026-08-16T02:00:00Z");
    let closed =
        manager.post(&format!("{path}/outcome"), json!({"outcome": "not_met", "text": "签约额 41%"})).await.ok();
    assert_eq!((&closed["stage"], &closed["outcome"]["outcome"]), (&json!("closed"), &json!("not_met")));
    assert_eq!(closed["check_in_count"], 1);
    manager
        .post(&format!("{path}/outcome"), json!({"outcome": "met", "text": "再想想"}))
        .await
        .problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_complete_draft_is_published_and_only_a_draft_is_edited() {
    let world = World::at(BEFORE).await;
    let drafted = drafted(&world).await;
    let Drafted { quarter, path, facts, .. } = &drafted;
    let manager = &quarter.as_manager;
    let mut bare = facts.clone();
    bare["training"] = json!([]);
    bare["until"] = json!("2026-07-10");
    assert_eq!(manager.put(path, bare.clone()).await.ok()["version"], 2);
    let reply = manager.post(&format!("{path}/publication"), json!({})).await;
    reply.problem(422, "invalid");
    reply.names("/training");
    reply.names("/until");
    bare["change_of_post"] = json!("客户服务专员");
    bare["until"] = json!("2026-08-16");
    manager.put(path, bare.clone()).await.ok();
    assert_eq!(manager.post(&format!("{path}/publication"), json!({})).await.ok()["stage"], "published");
    assert_eq!(manager.put(path, bare).await.problem(409, "invalid_state")["state"], "published");
    manager.post(&format!("{path}/publication"), json!({})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_for_its_manager_its_employee_and_hr() {
    let world = World::at(BEFORE).await;
    let drafted = drafted(&world).await;
    let Drafted { quarter, path, facts, .. } = &drafted;
    let manager = &quarter.as_manager;
    let worker = &quarter.as_worker;
    let other = world.session_of(&world.hire("旁人").await).await;
    other.get(path).await.problem(404, "not_found");
    other.post("/improvement-plans", facts.clone()).await.problem(404, "not_found");
    worker.post("/improvement-plans", facts.clone()).await.problem(403, "forbidden");
    manager.post(&format!("{path}/publication"), json!({})).await.ok();
    quarter.hr.post(&format!("{path}/acknowledgement"), json!({"answer": "confirmed"})).await.problem(403, "forbidden");
    worker
        .post(&format!("{path}/outcome"), json!({"outcome": "met", "text": "我做到了"}))
        .await
        .problem(404, "not_found");
    let answer = json!({"answer": "confirmed"});
    worker.post(&format!("{path}/acknowledgement"), answer.clone()).await.ok();
    worker.post(&format!("{path}/acknowledgement"), answer).await.problem(409, "invalid_state");
    let by_hr = quarter.hr.post("/improvement-plans", facts.clone()).await.created();
    assert_eq!(by_hr["manager"]["name"], "经理", "HR drafts for the employee's own manager");
    assert_eq!(quarter.hr.get("/improvement-plans?stage=draft").await.ok()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_rests_on_records_of_its_own_employee() {
    let world = World::at(BEFORE).await;
    let drafted = drafted(&world).await;
    let Drafted { quarter, facts, .. } = &drafted;
    let manager = &quarter.as_manager;
    let second = world.hire_under("第二人", &quarter.manager).await;
    let mut mixed = facts.clone();
    mixed["employee_id"] = json!(second.id);
    mixed["mentor_id"] = json!(second.id);
    let reply = manager.post("/improvement-plans", mixed).await;
    reply.names("/review_id");
    reply.names("/mentor_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_not_closed_without_an_answered_check_in_or_before_its_end() {
    let world = World::at(BEFORE).await;
    let drafted = drafted(&world).await;
    drafted.activate().await;
    let Drafted { quarter, path, .. } = &drafted;
    let manager = &quarter.as_manager;
    let worker = &quarter.as_worker;
    let outcome = json!({"outcome": "not_met", "text": "未达成"});
    let check_in = drafted.check_in("2026-07-02").await;
    manager.post(&format!("{path}/outcome"), outcome.clone()).await.problem(409, "check_in_missing");
    worker.post(&format!("/check-ins/{check_in}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    manager.post(&format!("{path}/outcome"), outcome).await.problem(409, "window_not_over");
    manager.post(&format!("{path}/training-attendance"), json!({"index": 0, "attended": true})).await.names("/index");
    manager.post(&format!("{path}/training-attendance"), json!({"index": 7, "attended": true})).await.names("/index");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_failed_review_after_a_closed_plan_says_what_it_now_means() {
    let world = World::at(BEFORE).await;
    let drafted = drafted(&world).await;
    drafted.activate().await;
    let Drafted { quarter, path, .. } = &drafted;
    let manager = &quarter.as_manager;
    let worker = &quarter.as_worker;
    let check_in = drafted.check_in("2026-07-02").await;
    worker.post(&format!("/check-ins/{check_in}/acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    world.now_is("2026-08-20T02:00:00Z");
    manager.post(&format!("{path}/outcome"), json!({"outcome": "not_met", "text": "未达成"})).await.ok();
    let second = cycle(&quarter.hr, "2026Q4", "2026-10-01", "2027-01-01").await;
    let position = world.home().await.position;
    quarter
        .hr
        .put(&format!("/review-cycles/{second}/position-goals/{position}"), json!({"goals": [sales("100")]}))
        .await
        .ok();
    let made = quarter.hr.post(&format!("/review-cycles/{second}/delivery"), json!({})).await.ok();
    let review = made["reviews"][0].text();
    world.now_is("2027-01-20T02:00:00Z");
    quarter.actual("2026Q4", "60000").await;
    manager
        .post(&format!("/reviews/{review}/manager-assessment"), json!({"text": "无改善", "rating": "50"}))
        .await
        .ok();
    manager.post(&format!("/reviews/{review}/result-delivery"), json!({})).await.ok();
    let alerts = worker.get("/alerts?state=open").await.ok();
    assert_eq!(alerts["items"][0]["kind"], "second_result_below_baseline");
    assert_eq!(alerts["items"][1]["kind"], "result_below_baseline");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_plan_is_a_document_that_both_sides_and_nobody_else_read() {
    let world = World::at(BEFORE).await;
    let drafted = drafted(&world).await;
    let Drafted { quarter, path, id, .. } = &drafted;
    let (manager, worker) = (&quarter.as_manager, &quarter.as_worker);
    manager.get(&format!("{path}/document")).await.problem(404, "not_found");
    let plan = manager.post(&format!("{path}/publication"), json!({})).await.ok();
    let document = plan["document_id"].text();
    for reader in [manager, worker] {
        let text = pdf_text(&reader.get(&format!("{path}/document")).await.bytes);
        for said in ["绩效改进计划", "商务谈判", "2026年7月31日", "中期进度", "2026年8月15日", "随系统提供的文本"]
        {
            assert!(text.contains(said), "{said} is missing: {text}");
        }
    }
    let other = world.session_of(&world.hire("旁人").await).await;
    other.get(&format!("{path}/document")).await.problem(404, "not_found");
    let paper = worker.get(&format!("/documents/{document}")).await.ok();
    assert_eq!((&paper["kind"], &paper["resource_id"]), (&json!("improvement_plan"), &json!(id)));
    world.settle().await;
    let trail = worker.get(&format!("/employees/{}/timeline?limit=200", quarter.worker.id)).await.ok();
    let published = trail["items"].as_array().unwrap().iter().find(|entry| entry["kind"] == "plan.published");
    assert_eq!(published.unwrap()["facts"]["sha256"], paper["sha256"], "what was delivered is the document");
}
