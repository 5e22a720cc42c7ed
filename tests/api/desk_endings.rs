//! The separation desk beyond dismissals: endings by term and by law, the employee's own notice, the comparison of
//! grounds, the tasks around the end, what the person sees.

use serde_json::{Value, json};
use tests::{AsText, World, pdf_text};

use crate::desk::{Desk, evidence, line};

#[tokio::test(flavor = "multi_thread")]
async fn r064_an_expiry_pays_severance_unless_the_same_terms_were_refused() {
    let ends = json!({"contract": {"kind": "fixed_term", "from": "2023-12-01", "until": "2026-11-30", "monthly_wage": "12000.00", "signed_on": "2023-11-20"}, "hired_on": "2023-12-01"});
    let world = World::new().await;
    let desk = Desk::of(&world, ends).await;
    let case = desk.open("44(1)", "2026-11-30").await;
    assert_eq!(evidence(&desk.gate(&case).await, "E-EXPIRY")["state"], "proved");
    let paid = desk.hr.get(&format!("{case}/settlement")).await.ok();
    assert_eq!(line(&paid, "severance"), "36000.00", "three years at 12,000: overtime does not count in Shanghai");
    let refused = json!({"renewal_offer": "same_or_better", "employee_refused": true});
    desk.hr.put(&format!("{case}/case-facts"), refused).await.ok();
    let gate = desk.gate(&case).await;
    assert!(gate["missing"].as_array().unwrap().contains(&json!("E-RENEW-OFFER")), "what is claimed must be proved");
    desk.prove(&case, &["E-RENEW-OFFER", "E-EMP-REFUSE"], "2026-10-12").await;
    let unpaid = desk.hr.get(&format!("{case}/settlement")).await.ok();
    assert_eq!(line(&unpaid, "severance"), "0.00");
    desk.hr.post(&format!("{case}/union-notice"), json!({"reasons": "期满"})).await.problem(409, "invalid_state");
    desk.approve(&case).await;
    let ended = desk.end(&case, "2026-10-30", "2026-11-30").await;
    assert_eq!(ended["stage"], "completed");
    let papers = desk.me.get(&desk.of_person("/documents")).await.ok();
    assert!(papers["items"].as_array().unwrap().iter().any(|paper| paper["title"] == "终止劳动合同通知书"));
}

#[tokio::test(flavor = "multi_thread")]
async fn r012_a_second_fixed_term_holds_up_a_plain_expiry() {
    let ends = json!({"contract": {"kind": "fixed_term", "from": "2020-12-01", "until": "2023-11-30", "monthly_wage": "12000.00", "signed_on": "2020-11-20"}, "hired_on": "2020-12-01"});
    let world = World::new().await;
    let desk = Desk::of(&world, ends).await;
    let second = json!({"kind": "fixed_term", "from": "2023-12-01", "until": "2026-11-30", "monthly_wage": "12000.00", "signed_on": "2023-11-20"});
    desk.hr.post(&desk.of_person("/contracts"), second).await.created();
    let case = desk.open("44(1)", "2026-11-30").await;
    assert_eq!(desk.gate(&case).await["bars"][0]["code"], "MUST_OFFER_OPEN_ENDED");
    let declined = json!({"declined_open_ended": true});
    desk.hr.put(&format!("{case}/case-facts"), declined).await.ok();
    assert_eq!(desk.gate(&case).await["bars"][0]["code"], "MUST_OFFER_OPEN_ENDED", "said, but not proved");
    desk.prove(&case, &["E-EMP-REFUSE"], "2026-10-12").await;
    assert_eq!(desk.gate(&case).await["bars"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn r052_an_employee_resigns_and_hr_only_acknowledges() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let notice = json!({"ground": "37", "reason": "回老家工作。", "last_day": "2026-11-06"});
    let case = desk.me.post("/leaving-notices", notice.clone()).await.created();
    assert_eq!((&case["stage"], &case["last_day"]), (&json!("noticed"), &json!("2026-11-19")), "thirty days by law");
    assert_eq!(case["wished_last_day"], "2026-11-06");
    assert_eq!(desk.me.post("/leaving-notices", notice).await.status(409)["errors"][0]["code"], "open_case_exists");
    let path = format!("/separations/{}", case["id"].text());
    desk.hr.post(&format!("{path}/approval-request"), json!({})).await.status(409);
    desk.hr.post(&format!("{path}/receipt"), json!({"last_day": "2026-11-01"})).await.names("/last_day");
    let answered =
        desk.hr.post(&format!("{path}/receipt"), json!({"last_day": "2026-11-06", "text": "已收悉。"})).await.ok();
    assert_eq!((&answered["last_day"], &answered["receipt"]["text"]), (&json!("2026-11-06"), &json!("已收悉。")));
    let gate = desk.gate(&path).await;
    assert_eq!((&gate["verdict"], &gate["missing"]), (&json!("pass"), &json!([])), "{gate:#}");
    let tasks = desk.me.get(&format!("{path}/tasks")).await.ok();
    let due = |kind: &str| {
        let tasks = tasks["items"].as_array().unwrap();
        tasks.iter().find(|task| task["kind"] == kind).map_or(Value::Null, |task| task["due_on"].clone())
    };
    assert_eq!(
        (due("certificate"), due("transfer"), due("severance")),
        (json!("2026-11-06"), json!("2026-11-21"), Value::Null)
    );
    world.now_is("2026-11-06T02:00:00Z");
    assert_eq!(desk.hr.post(&format!("{path}/completion"), json!({})).await.ok()["stage"], "completed");
    let tasks = desk.me.get(&format!("{path}/tasks")).await.ok();
    let ended: Vec<_> = tasks["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|task| task["state"] == "done")
        .map(|task| &task["kind"])
        .collect();
    assert_eq!(ended, ["certificate"], "the end issues it");
    let settlement = desk.me.get(&format!("{path}/settlement")).await.ok();
    assert_eq!(line(&settlement, "severance"), "0.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn r052_a_notice_is_received_whatever_case_the_person_does_not_know_of() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let hidden = desk.open("39(2)", "2026-10-30").await;
    desk.me.post("/leaving-notices", json!({"ground": "37"})).await.created();
    let gave_way = desk.hr.get(&hidden).await.ok();
    assert_eq!(gave_way["stage"], "withdrawn");
    desk.me.get(&hidden).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn r053_an_ending_for_the_employers_fault_pays_severance_and_states_its_reason() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let silent = json!({"ground": "38(1)(2)", "reason": " "});
    desk.me.post("/leaving-notices", silent).await.names("/reason");
    let notice = json!({"ground": "38(1)(2)", "reason": "公司拖欠 2026 年 8 月、9 月工资。"});
    let case = desk.me.post("/leaving-notices", notice).await.created();
    assert_eq!(case["last_day"], "2026-10-20", "no waiting period");
    let path = format!("/separations/{}", case["id"].text());
    let settlement = desk.me.get(&format!("{path}/settlement")).await.ok();
    assert_eq!(
        line(&settlement, "severance"),
        "84000.00",
        "seven months' wages at 12,000: overtime does not count in Shanghai"
    );
    let gate = desk.gate(&path).await;
    assert_eq!(
        gate["missing"],
        json!(["E-PAYROLL-COMPLETE", "E-NO-BAD-FAITH"]),
        "what the employer would have to show"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employee_answers_in_their_own_words_and_sees_the_tasks_that_are_theirs() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-11-30").await;
    let said = desk.me.post(&format!("{case}/statement"), json!({"text": "我没有违反制度。"})).await.created();
    assert_eq!((&said["code"], &said["state"]), (&json!("E-STATEMENT"), &json!("accepted")));
    let task = json!({"kind": "assets", "title": "归还笔记本电脑", "owner": "employee", "due_on": "2026-11-30"});
    let task = desk.hr.post(&format!("{case}/tasks"), task).await.created()["id"].text();
    let other = json!({"kind": "letter", "title": "推荐信", "owner": "hr", "due_on": "2026-11-30"});
    let other = desk.hr.post(&format!("{case}/tasks"), other).await.created()["id"].text();
    let done = json!({"outcome": "done", "text": "已归还。"});
    desk.me.post(&format!("{case}/tasks/{other}/outcome"), done.clone()).await.problem(403, "forbidden");
    assert_eq!(desk.me.post(&format!("{case}/tasks/{task}/outcome"), done.clone()).await.ok()["state"], "done");
    desk.hr.post(&format!("{case}/tasks/{task}/outcome"), done).await.problem(409, "invalid_state");
    let waived = json!({"outcome": "waived", "text": ""});
    desk.hr.post(&format!("{case}/tasks/{other}/outcome"), waived).await.names("/text");

    let list = desk.me.get(&format!("{case}/handover.pdf")).await;
    list.status(200);
    let text = pdf_text(&list.bytes);
    assert!(text.contains("工作交接清单") && text.contains("已交接") && !text.contains("付清工资"), "{text}");
    world.account_with("payroll").await.get(&format!("{case}/handover.pdf")).await.problem(403, "forbidden");
    let stranger = world.hire("路人甲").await;
    world.session_of(&stranger).await.get(&format!("{case}/handover.pdf")).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_is_hidden_from_the_person_until_the_case_is_open_to_them() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    desk.prove(&case, &["E-FACT"], "2026-10-12").await;
    world.settle().await;
    desk.me.get(&format!("{case}/evidence")).await.problem(404, "not_found");
    let trail = String::from_utf8(desk.me.get(&desk.of_person("/timeline")).await.bytes).unwrap();
    assert!(!trail.contains("separation"), "{trail}");
    let evidence = desk.hr.get(&format!("{case}/evidence")).await.ok();
    let id = evidence["items"][0]["id"].text();
    assert_eq!(desk.legal.get(&format!("{case}/evidence/{id}/file")).await.bytes, "材料 E-FACT".as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_piece_of_evidence_is_refused_field_by_field() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    desk.bring(&case, "E-NOPE", "2026-10-12").await.names("/code");
    desk.bring(&case, "E-UNION-NOTICE", "2026-10-12").await.names("/code");
    desk.bring(&case, "E-FACT", "2026-12-12").await.names("/dated");
    desk.bring(&case, "E-FACT", "昨天").await.names("/dated");
}

#[tokio::test(flavor = "multi_thread")]
async fn grounds_are_compared_side_by_side_with_what_each_lacks_and_costs() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let compared = desk.hr.get(&desk.of_person("/separation-grounds?last_day=2026-11-30")).await.ok();
    let rows = compared["grounds"].as_array().unwrap();
    assert_eq!(rows.len(), 23);
    let row = |ground: &str| rows.iter().find(|row| row["ground"] == ground).unwrap();
    let fault = row("39(2)");
    assert_eq!((&fault["cost"]["severance"], &fault["verdict"]), (&json!("0.00"), &json!("block")));
    let lacking: Vec<&str> =
        fault["missing"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(lacking.contains(&"E-FACT") && !lacking.contains(&"E-NOTICE-SERVED"), "{lacking:?}");
    // Six years and eight months: 7 units at 12,000.
    assert_eq!(row("40(2)")["cost"]["severance"], "84000.00");
    assert_eq!(row("40(2)")["cost"]["damages_if_unlawful"], "168000.00");
    assert_eq!(row("36")["cost"]["severance"], "84000.00");
    assert_eq!(row("37")["cost"]["damages_if_unlawful"], Value::Null);
    desk.me.get(&desk.of_person("/separation-grounds")).await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn payroll_sees_the_sheet_and_its_own_tasks_of_a_case_and_nothing_else_of_it() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let given = desk.me.post("/leaving-notices", json!({"ground": "37"})).await.created();
    let case = format!("/separations/{}", given["id"].text());
    let payroll = world.account_with("payroll").await;
    let tasks = payroll.get("/separation-tasks?open=true").await.ok();
    let wages = &tasks["items"][0];
    assert_eq!((&wages["kind"], &wages["separation"]["id"]), (&json!("wages"), &given["id"]), "{tasks:#}");
    let owners = |list: &Value| {
        let of = |task: &Value| task["owner"].text();
        list["items"].as_array().unwrap().iter().map(of).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(owners(&tasks).len(), 1);
    assert_eq!(owners(&payroll.get(&format!("{case}/tasks")).await.ok()), owners(&tasks));
    assert!(owners(&desk.hr.get("/separation-tasks").await.ok()).len() > 1, "HR sees everybody's");
    let home = payroll.get("/home").await.ok();
    let path = format!("/separation-tasks/{}", given["id"].text());
    assert_eq!(home["cards"][0]["items"][0]["path"], json!(path));

    let sheet = payroll.get(&format!("{case}/settlement")).await.ok();
    assert_eq!(sheet, desk.hr.get(&format!("{case}/settlement")).await.ok());
    payroll.get(&format!("{case}/settlement.pdf")).await.status(200);
    payroll.get(&format!("{case}/settlement.xlsx")).await.status(200);
    for rest in ["", "/gate", "/evidence", "/interviews", "/proposals"] {
        payroll.get(&format!("{case}{rest}")).await.problem(403, "forbidden");
    }
    let all = desk.hr.get(&format!("{case}/tasks")).await.ok();
    let of_hr = all["items"].as_array().unwrap().iter().find(|task| task["owner"] == "hr").unwrap()["id"].text();
    let done = json!({"outcome": "done", "text": "已支付。"});
    payroll.post(&format!("{case}/tasks/{of_hr}/outcome"), done.clone()).await.problem(403, "forbidden");
    payroll.post(&format!("{case}/tasks/{}/outcome", wages["id"].text()), done).await.ok();
    let left = payroll.get("/separation-tasks?open=true").await.ok();
    assert!(left["items"].as_array().unwrap().iter().all(|task| task["kind"] != "wages"), "{left:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_without_anything_for_payroll_is_not_there_for_payroll() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("36", "2026-11-30").await;
    let payroll = world.account_with("payroll").await;
    for rest in ["/tasks", "/settlement", "/settlement.pdf", "/settlement.xlsx"] {
        payroll.get(&format!("{case}{rest}")).await.problem(404, "not_found");
    }
    assert_eq!(payroll.get("/separation-tasks").await.ok()["items"], json!([]));
    let stranger = world.session_of(&world.hire("旁人").await).await;
    assert_eq!(stranger.get("/separation-tasks").await.ok()["items"], json!([]));
    stranger.get(&format!("{case}/settlement")).await.problem(404, "not_found");
    world.account_with("union").await.get(&format!("{case}/settlement")).await.problem(403, "forbidden");
    world.account_with("auditor").await.get("/separation-tasks").await.problem(403, "forbidden");
}
