use serde_json::json;
use tests::World;

#[tokio::test(flavor = "multi_thread")]
async fn hiring_twice_under_one_identity_number_is_a_conflict() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let mut request = world.someone("李明", json!({})).await;
    hr.post("/employees", request.clone()).await.created();
    request["number"] = json!("T9999");
    hr.post("/employees", request).await.problem(409, "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_name_number_pinyin_and_initials() {
    let world = World::new().await;
    let person = world.hire("尹春怡").await;
    world.hire("王强").await;
    let hr = world.account_with("hr").await;
    for q in ["尹春", "春怡", &person.number, "yinchun", "ycy", "YCY"] {
        let found = hr.get(&format!("/employees?q={q}")).await.ok();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{q}: {found}");
        assert_eq!(found["items"][0]["id"], person.id);
    }
    assert_eq!(hr.get("/employees?q=%25").await.ok()["items"], json!([]), "a percent sign is not a wildcard");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_pages_by_cursor_and_misses_nobody() {
    let world = World::new().await;
    for name in ["甲一", "乙二", "丙三", "丁四", "戊五"] {
        world.hire(name).await;
    }
    let hr = world.account_with("hr").await;
    let mut path = "/employees?limit=2".to_owned();
    let mut names = Vec::new();
    loop {
        let reply = hr.get(&path).await;
        let page = reply.ok();
        names.extend(page["items"].as_array().unwrap().iter().map(|person| person["name"].clone()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        assert!(reply.headers["link"].to_str().unwrap().contains("rel=\"next\""));
        path = format!("/employees?limit=2&cursor={cursor}");
    }
    assert_eq!(names, ["甲一", "乙二", "丙三", "丁四", "戊五"]);
    hr.get("/employees?cursor=nonsense").await.problem(400, "invalid_cursor");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_the_line_below_and_nobody_else() {
    let world = World::new().await;
    let boss = world.hire("老板").await;
    let lead = world.hire_under("组长", &boss).await;
    let worker = world.hire_under("工人", &lead).await;
    let other = world.hire("旁人").await;
    let boss_session = world.session_of(&boss).await;
    for (person, status) in [(&lead, 200), (&worker, 200), (&boss, 200), (&other, 404)] {
        boss_session.get(&format!("/employees/{}", person.id)).await.status(status);
    }
    let lead_session = world.session_of(&lead).await;
    lead_session.get(&format!("/employees/{}", boss.id)).await.problem(404, "not_found");
    let worker_session = world.session_of(&worker).await;
    let seen = worker_session.get("/employees").await.ok();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_above_their_own_manager() {
    let world = World::new().await;
    let boss = world.hire("老板").await;
    let worker = world.hire_under("工人", &boss).await;
    let home = world.home().await;
    let hr = world.account_with("hr").await;
    let turned =
        json!({"org_unit_id": home.unit, "position_id": home.position, "manager_id": worker.id, "from": "2026-11-01"});
    let reply = hr.post(&format!("/employees/{}/assignments", boss.id), turned).await;
    reply.problem(409, "invalid");
    reply.names("/manager_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_does_not_see_pay_and_reading_it_is_on_record() {
    let world = World::new().await;
    let boss = world.hire("老板").await;
    let worker = world.hire_under("工人", &boss).await;
    let path = format!("/employees/{}/sensitive?reason=check", worker.id);
    world.session_of(&boss).await.get(&path).await.problem(404, "not_found");
    let hr = world.account_with("hr").await;
    assert_eq!(hr.get(&path).await.ok()["monthly_wage"], "12000.00");
    world.settle().await;
    let trail = hr.get(&format!("/employees/{}/timeline", worker.id)).await.ok();
    assert_eq!(trail["items"][0]["kind"], "employee.sensitive_read");
    assert_eq!(trail["items"][0]["facts"]["reason"], "check");
}

#[tokio::test(flavor = "multi_thread")]
async fn circumstances_are_unknown_until_declared() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let path = format!("/employees/{}/circumstances", person.id);
    let session = world.session_of(&person).await;
    assert_eq!(session.get(&path).await.ok()["pregnant"], "unknown");
    session.put(&path, json!({"pregnant": "no", "occupational_hazard": "no"})).await.ok();
    let seen = world.account_with("legal").await.get(&path).await.ok();
    assert_eq!((&seen["pregnant"], &seen["in_medical_period"]), (&json!("no"), &json!("unknown")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_records_pay_for_many_or_for_none() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let entity = world.home().await.entity;
    let erp = world.client_with(&["wages:write"]).await;
    let month = |number: &str, month: &str| json!({"employee_number": number, "month": month, "gross": "12345.60"});
    let wrong =
        json!({"legal_entity_id": entity, "items": [month(&person.number, "2026-09"), month("nobody", "2026-09")]});
    erp.put("/wages", wrong).await.names("/items/1/employee_number");
    let hr = world.account_with("hr").await;
    let path = format!("/employees/{}/wages", person.id);
    assert_eq!(hr.get(&path).await.ok()["items"], json!([]));
    erp.put("/wages", json!({"legal_entity_id": entity, "items": [month(&person.number, "2026-09")]})).await.ok();
    assert_eq!(hr.get(&path).await.ok()["items"][0]["gross"], "12345.60");
}
