use reqwest::Method;
use serde_json::{Value, json};
use tests::{AsText, Reply, Session, World};

use crate::performance::{AFTER, BEFORE, Quarter, cycle, sales};

#[tokio::test(flavor = "multi_thread")]
async fn goals_are_delivered_once_to_everyone_who_holds_the_position() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    world.hire_under("第二人", &quarter.manager).await;
    let path = format!("/review-cycles/{}/delivery", quarter.cycle);
    assert_eq!(quarter.hr.post(&path, json!({})).await.ok()["delivered"], 2);
    assert_eq!(quarter.hr.post(&path, json!({})).await.ok(), json!({"delivered": 0, "reviews": []}));
    let of_manager = quarter.hr.get(&format!("/reviews?employee_id={}", quarter.manager.id)).await.ok();
    assert_eq!(of_manager["items"], json!([]), "the manager holds another position");
    let cycle = quarter.hr.get(&format!("/review-cycles/{}", quarter.cycle)).await.ok();
    assert_eq!((&cycle["counts"], &cycle["state"]), (&json!({"goals_delivered": 2}), &json!("open")));
}

#[tokio::test(flavor = "multi_thread")]
async fn goals_are_not_delivered_to_somebody_whose_position_has_none() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    let path = format!("/review-cycles/{}/delivery", quarter.cycle);
    let reply = quarter.hr.post(&path, json!({"employee_ids": [quarter.worker.id, quarter.manager.id]})).await;
    reply.problem(422, "invalid");
    reply.names("/employee_ids/1");
    assert_eq!(quarter.hr.get("/reviews").await.ok()["items"], json!([]), "all or nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn goals_reach_people_before_the_period_or_late_with_a_reason() {
    let world = World::at("2026-04-01T02:00:00Z").await;
    let quarter = Quarter::planned(&world).await;
    let path = format!("/review-cycles/{}/delivery", quarter.cycle);
    quarter.hr.post(&path, json!({})).await.problem(409, "period_has_begun");
    let review = quarter.hr.post(&path, json!({"late_reason": "系统上线"})).await.ok()["reviews"][0].text();
    assert_eq!(quarter.hr.get(&format!("/reviews/{review}")).await.ok()["late_reason"], "系统上线");
}

#[tokio::test(flavor = "multi_thread")]
async fn goals_add_up_to_100_name_known_indicators_and_stay_once_delivered() {
    let world = World::at(BEFORE).await;
    let (quarter, _) = Quarter::delivered(&world).await;
    let next = cycle(&quarter.hr, "2026Q3", "2026-07-01", "2026-10-01").await;
    let position = world.home().await.position;
    let path = format!("/review-cycles/{next}/position-goals/{position}");
    let problem = quarter.hr.put(&path, json!({"goals": [sales("90")]})).await.names("/goals");
    assert_eq!(problem["errors"][0]["code"], "weights_must_sum_to_100");
    let mut unknown = sales("100");
    unknown["kpi_code"] = json!("NONE");
    quarter.hr.put(&path, json!({"goals": [unknown]})).await.names("/goals/0/kpi_code");
    quarter.hr.put(&path, json!({"goals": [sales("100")]})).await.ok();
    let delivered = format!("/review-cycles/{}/position-goals/{position}", quarter.cycle);
    quarter.hr.put(&delivered, json!({"goals": [sales("100")]})).await.problem(409, "invalid_state");
    let listed = quarter.hr.get(&format!("/review-cycles/{next}/position-goals")).await.ok();
    assert_eq!(listed["items"][0]["goals"], json!([sales("100")]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_runs_from_its_goals_to_the_answer_to_its_result() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::assessed(&world, "150000").await;
    let path = format!("/reviews/{review}");
    let worker = &quarter.as_worker;
    let seen = worker.get(&path).await.ok();
    assert_eq!((&seen["result"], &seen["manager_assessment"]), (&Value::Null, &Value::Null), "not delivered yet");
    assert_eq!(seen["goals"][0]["score"], "120", "the score of a goal is the employee's from the figure on");
    let manager = &quarter.as_manager;
    assert_eq!(manager.get(&path).await.ok()["result"]["score"], "108.00");
    manager.post(&format!("{path}/result-delivery"), json!({})).await.ok();
    let seen = worker.get(&path).await.ok();
    assert_eq!((&seen["stage"], &seen["result"]["below_baseline"]), (&json!("result_delivered"), &json!(false)));
    assert_eq!(seen["manager_assessment"]["by"]["name"], "经理");
    let objection = json!({"answer": "objected", "text": "少计一单"});
    let answered = worker.post(&format!("{path}/acknowledgement"), objection).await.ok();
    assert_eq!(answered["stage"], "result_objected");
    assert_eq!(answered["result"]["answer"]["text"], "少计一单");
    let cycle = quarter.hr.get(&format!("/review-cycles/{}", quarter.cycle)).await.ok();
    assert_eq!(cycle["state"], "closed");
    assert_eq!(
        kinds(&world, &quarter).await,
        [
            "review.result_answered",
            "review.result_delivered",
            "review.manager_assessed",
            "review.self_assessed",
            "review.actuals_recorded",
            "review.goals_answered",
            "review.goals_delivered",
        ]
    );
}

async fn kinds(world: &World, quarter: &Quarter<'_>) -> Vec<String> {
    world.settle().await;
    let trail = quarter.hr.get(&format!("/employees/{}/timeline", quarter.worker.id)).await.ok();
    let items = trail["items"].as_array().unwrap();
    items.iter().map(|item| item["kind"].text()).filter(|kind| kind.starts_with("review.")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_names_the_hash_of_what_was_delivered() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::delivered(&world).await;
    let worker = &quarter.as_worker;
    worker.post(&format!("/reviews/{review}/goals-acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    world.settle().await;
    let trail = quarter.hr.get(&format!("/employees/{}/timeline", quarter.worker.id)).await.ok();
    let facts =
        |kind| trail["items"].as_array().unwrap().iter().find(|item| item["kind"] == kind).unwrap()["facts"].clone();
    let delivered = facts("review.goals_delivered");
    assert_eq!(delivered["goals"][0]["target"], "120000");
    let hash = server::platform::deliveries::hash_of(&delivered);
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(facts("review.goals_answered")["sha256"], hex);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_given_once_and_an_objection_says_why() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::delivered(&world).await;
    let worker = &quarter.as_worker;
    let path = format!("/reviews/{review}/goals-acknowledgement");
    worker.post(&path, json!({"answer": "objected", "text": " "})).await.names("/text");
    worker.post(&path, json!({"answer": "perhaps"})).await.problem(400, "invalid_body");
    worker
        .post(&format!("/reviews/{review}/acknowledgement"), json!({"answer": "confirmed"}))
        .await
        .problem(409, "invalid_state");
    worker.post(&path, json!({"answer": "confirmed"})).await.ok();
    let again = worker.post(&path, json!({"answer": "confirmed"})).await.problem(409, "invalid_state");
    assert_eq!(again["state"], "goals_confirmed");
    let stale = quarter.worker_again().await.with("if-match", "\"1\"");
    stale.post(&format!("/reviews/{review}/self-assessment"), json!({"text": "自评"})).await.problem(412, "stale");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_is_for_its_own_people_only() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::delivered(&world).await;
    let other = world.session_of(&world.hire("旁人").await).await;
    let worker = &quarter.as_worker;
    let manager = &quarter.as_manager;
    let answer = json!({"answer": "confirmed"});
    let assessment = json!({"text": "好", "rating": "90"});
    let goals = format!("/reviews/{review}/goals-acknowledgement");
    let assess = format!("/reviews/{review}/manager-assessment");
    other.get(&format!("/reviews/{review}")).await.problem(404, "not_found");
    other.post(&goals, answer.clone()).await.problem(404, "not_found");
    manager.post(&goals, answer.clone()).await.problem(404, "not_found");
    quarter.hr.post(&goals, answer).await.problem(403, "forbidden");
    worker.post(&assess, assessment.clone()).await.problem(404, "not_found");
    quarter.hr.post(&assess, assessment).await.problem(403, "forbidden");
    worker.post(&format!("/reviews/{review}/result-delivery"), json!({})).await.problem(404, "not_found");
    worker.post("/kpis", json!({})).await.problem(403, "forbidden");
    worker.post("/review-cycles/actuals", json!({"items": []})).await.problem(403, "forbidden");
    world.stranger().get("/reviews").await.problem(401, "unauthenticated");
    assert_eq!(other.get("/reviews").await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_assesses_after_the_period_with_all_figures() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::delivered(&world).await;
    let worker = &quarter.as_worker;
    worker.post(&format!("/reviews/{review}/goals-acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    let own = format!("/reviews/{review}/self-assessment");
    worker.post(&own, json!({"text": "自评"})).await.problem(409, "period_not_over");
    world.now_is(AFTER);
    worker.post(&own, json!({"text": "自评"})).await.ok();
    let manager = &quarter.as_manager;
    let path = format!("/reviews/{review}/manager-assessment");
    manager.post(&path, json!({"text": "好", "rating": "90"})).await.problem(409, "actuals_missing");
    quarter.actual("2026Q2", "120000").await;
    manager.post(&path, json!({"text": "好", "rating": "101"})).await.names("/rating");
    let assessed = manager.post(&path, json!({"text": "好", "rating": "90"})).await.ok();
    assert_eq!(assessed["result"]["score"], "98.00");
    let item = json!({"cycle": "2026Q2", "employee_number": quarter.worker.number, "kpi_code": "SALES", "actual": "1"});
    let late = quarter.hr.post("/review-cycles/actuals", json!({"items": [item]})).await.ok();
    assert_eq!(late["rejected"][0]["code"], "invalid_state", "figures are frozen with the assessment");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_actual_value_twice_changes_nothing() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::delivered(&world).await;
    let counts = |outcome: Value| (outcome["accepted"].clone(), outcome["unchanged"].clone());
    assert_eq!(counts(quarter.actual("2026Q2", "100").await), (json!(1), json!(0)));
    assert_eq!(counts(quarter.actual("2026Q2", "100.00").await), (json!(0), json!(1)));
    assert_eq!(counts(quarter.actual("2026Q2", "125510.44").await), (json!(1), json!(0)));
    let seen = quarter.hr.get(&format!("/reviews/{review}")).await.ok();
    assert_eq!((&seen["goals"][0]["actual"], &seen["version"]), (&json!("125510.44"), &json!(3)));
    assert_eq!(kinds(&world, &quarter).await.len(), 3, "goals delivered, and two values");
}

async fn send_csv(session: &Session<'_>, bytes: Vec<u8>) -> Reply {
    let request =
        session.request(Method::POST, "/review-cycles/actuals").header("content-type", "text/csv").body(bytes);
    Reply::read(request.send().await.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_sends_csv_and_learns_which_lines_were_not_taken() {
    let world = World::at(BEFORE).await;
    let (quarter, _) = Quarter::delivered(&world).await;
    let machine = world.client_with(&["actuals:write"]).await;
    let number = &quarter.worker.number;
    let csv = format!(
        "\u{feff}考核周期,工号,指标编码,实际值,单位\n2026Q2,{number},SALES,\"125,510.44\",元\n2026Q2,X1,SALES,1,元\n\
         2026Q9,{number},SALES,1,元\n2026Q2,{number},NONE,1,元\n2026Q2,{number},SALES,9,万元\n2026Q2,{number},SALES,abc,元\n"
    );
    let outcome = send_csv(&machine, csv.into_bytes()).await.ok();
    assert_eq!(outcome["accepted"], 1);
    let rejected: Vec<(u64, String)> = outcome["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["line"].as_u64().unwrap(), line["code"].text()))
        .collect();
    let expected = [
        (3, "unknown_employee"),
        (4, "unknown_cycle"),
        (5, "unknown_kpi"),
        (6, "conflicting_value"),
        (7, "not_a_number"),
    ];
    assert_eq!(rejected, expected.map(|(line, code)| (line, code.to_owned())));
    let mismatch = json!({"items": [{"cycle": "2026Q2", "employee_number": number, "kpi_code": "SALES", "actual": "9", "unit": "万元"}]});
    let outcome = machine.post("/review-cycles/actuals", mismatch).await.ok();
    assert_eq!(outcome["rejected"][0]["code"], "unit_mismatch");
}

#[tokio::test(flavor = "multi_thread")]
async fn csv_in_gb18030_is_read_and_other_media_are_not() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::delivered(&world).await;
    // 考核周期,工号,指标编码,实际值,单位 as spreadsheets on Chinese machines write it.
    let header = b"\xbf\xbc\xba\xcb\xd6\xdc\xc6\xda,\xb9\xa4\xba\xc5,\xd6\xb8\xb1\xea\xb1\xe0\xc2\xeb,\xca\xb5\xbc\xca\xd6\xb5,\xb5\xa5\xce\xbb\r\n";
    let line = format!("2026Q2,{},SALES,90000,", quarter.worker.number);
    let csv = [header.as_slice(), line.as_bytes(), b"\xd4\xaa\r\n"].concat();
    assert_eq!(send_csv(&quarter.hr, csv).await.ok()["accepted"], 1);
    assert_eq!(quarter.hr.get(&format!("/reviews/{review}")).await.ok()["goals"][0]["actual"], "90000");
    send_csv(&quarter.hr, b"\xff\xff".to_vec()).await.problem(400, "invalid_body");
    send_csv(&quarter.hr, b"a,b\n1,2\n".to_vec()).await.problem(422, "invalid");
    let other =
        quarter.hr.request(Method::POST, "/review-cycles/actuals").header("content-type", "text/plain").body("x");
    Reply::read(other.send().await.unwrap()).await.problem(415, "unsupported_media_type");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_finds_the_reviews_of_their_people_page_by_page() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    world.hire_under("第二人", &quarter.manager).await;
    world.hire("旁人").await;
    quarter.hr.post(&format!("/review-cycles/{}/delivery", quarter.cycle), json!({})).await.ok();
    let manager = &quarter.as_manager;
    let first = manager.get("/reviews?manager_id=me&stage=goals_delivered&limit=1").await.ok();
    let cursor = first["next_cursor"].text();
    let second = manager.get(&format!("/reviews?manager_id=me&limit=1&cursor={cursor}")).await.ok();
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    assert_eq!(second["next_cursor"], Value::Null);
    assert_eq!(quarter.hr.get("/reviews").await.ok()["items"].as_array().unwrap().len(), 3);
    quarter.hr.get("/reviews?stage=nonsense").await.problem(400, "invalid_query");
    quarter.hr.get("/reviews?manager_id=me").await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_taken_once_and_a_cycle_ends_after_it_starts() {
    let world = World::at(BEFORE).await;
    let quarter = Quarter::planned(&world).await;
    let kpi = json!({"code": "SALES", "name": "销售额", "unit": "元", "direction": "higher_is_better"});
    quarter.hr.post("/kpis", kpi).await.names("/code");
    let twisted = json!({"code": "X", "name": "X", "from": "2026-07-01", "until": "2026-07-01", "baseline": "60.00", "kpi_weight": "80"});
    quarter.hr.post("/review-cycles", twisted).await.names("/until");
    let over = json!({"code": "X", "name": "X", "from": "2026-07-01", "until": "2026-10-01", "baseline": "101", "kpi_weight": "80"});
    quarter.hr.post("/review-cycles", over).await.names("/baseline");
    assert_eq!(quarter.hr.get("/kpis").await.ok()["items"][0]["code"], "SALES");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_page_names_what_waits_and_forgets_what_is_done() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::delivered(&world).await;
    let worker = &quarter.as_worker;
    let home = worker.get("/home").await.ok();
    assert_eq!(home["cards"][0]["kind"], "goals_to_confirm");
    assert_eq!(home["cards"][0]["items"][0]["path"], format!("/reviews/{review}"));
    worker.post(&format!("/reviews/{review}/goals-acknowledgement"), json!({"answer": "confirmed"})).await.ok();
    assert_eq!(worker.get("/home").await.ok(), json!({"cards": []}));
    world.now_is(AFTER);
    assert_eq!(worker.get("/home").await.ok()["cards"][0]["kind"], "self_assessments");
    worker.post(&format!("/reviews/{review}/self-assessment"), json!({"text": "自评"})).await.ok();
    let manager = &quarter.as_manager;
    assert_eq!(manager.get("/home").await.ok()["cards"][0]["kind"], "reviews_to_assess");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_handles_their_own_figures_results_or_plans_by_a_role() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::assessed(&world, "60000").await;
    let admin = world.admin().await;
    let me = quarter.as_worker.get("/auth/me").await.ok();
    let grant = json!({"account_id": me["account_id"], "role": "hr", "scope": {"kind": "all"}});
    admin.post("/grants", grant).await.created();
    let worker = quarter.worker_again().await;
    worker.post(&format!("/reviews/{review}/result-delivery"), json!({})).await.problem(403, "forbidden");
    let item =
        json!({"cycle": "2026Q2", "employee_number": quarter.worker.number, "kpi_code": "SALES", "actual": "999999"});
    let outcome = worker.post("/review-cycles/actuals", json!({"items": [item]})).await.ok();
    assert_eq!(outcome["rejected"][0]["code"], "own_figures");
    let plan = json!({"employee_id": quarter.worker.id, "from": "2026-07-02", "until": "2026-08-16", "reason": "", "goals": [], "training": []});
    worker.post("/improvement-plans", plan).await.problem(403, "forbidden");
}
