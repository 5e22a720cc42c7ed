//! Lay-offs of many (LCL 41): one procedure around the cases of many people.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use server::demo::Call;
use tests::{AsText, PASSWORD, Person, Reply, Session, World};

use crate::desk::Desk;

/// So many people about whom everything is on record.
async fn staff(world: &World, count: usize) -> Vec<Person> {
    let mut people = Vec::with_capacity(count);
    for _ in 0..count {
        people.push(Desk::new(world).await.person);
    }
    people
}

async fn open(hr: &Session<'_>, world: &World, people: &[Person], last_day: &str) -> Reply {
    let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
    let facts = json!({"legal_entity_id": world.home().await.entity, "item": 2, "reason": "连续两年亏损。",
        "last_day": last_day, "employee_ids": ids});
    hr.post("/layoffs", facts).await
}

async fn bring(hr: &Session<'_>, layoff: &str, code: &str) -> Reply {
    let file =
        Part::bytes(format!("审计报告 {code}").into_bytes()).file_name("报告.txt").mime_str("text/plain").unwrap();
    let form = Form::new()
        .part("file", file)
        .text("code", code.to_owned())
        .text("title", "审计报告")
        .text("dated", "2026-10-01")
        .text("text", "连续两年经营性亏损。");
    let request = hr.request(Method::POST, &format!("{layoff}/evidence")).multipart(form);
    Reply::read(request.send().await.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenth_of_the_staff_goes_through_one_procedure_to_their_certificates() {
    all_laid_off(&World::new().await).await;
}

/// Three people, from the opening to their certificates. Answers the uploads among the calls.
pub async fn all_laid_off(world: &World) -> Vec<Call> {
    let mut uploads = Vec::new();
    let people = staff(world, 3).await;
    let (hr, legal, union) =
        (world.account_with("hr").await, world.account_with("legal").await, world.account_with("union").await);
    open(&hr, world, &people, "2026-11-01").await.names("/last_day");
    let opened = open(&hr, world, &people, "2026-12-31").await.created();
    assert_eq!((&opened["to_cut"], &opened["applies"]), (&json!(3), &json!(true)), "{opened}");
    let layoff = format!("/layoffs/{}", opened["id"].text());
    let again = open(&hr, world, &people[..1], "2026-12-31").await;
    assert_eq!(again.status(409)["errors"][0]["pointer"], "/employee_ids/0");

    hr.post(&format!("{layoff}/report"), json!({"reported_on": "2026-10-20", "receipt": "1"}))
        .await
        .problem(409, "not_explained");
    let said = json!({"explained_on": "2026-10-20", "to": "union", "opinions": "工会无异议。"});
    assert_eq!(hr.post(&format!("{layoff}/explanation"), said).await.ok()["notices_from"], "2026-11-19");
    hr.post(&format!("{layoff}/report"), json!({"reported_on": "2026-10-20", "receipt": "沪人社裁〔2026〕17号"}))
        .await
        .ok();
    for code in ["E-GROUND-41", "E-PRIORITY-RETAIN"] {
        let reply = bring(&hr, &layoff, code).await;
        let brought = reply.ok();
        let request_id = reply.headers["x-request-id"].to_str().unwrap().to_owned();
        uploads.push(Call { method: Method::POST, path: format!("{layoff}/evidence"), request_id });
        assert_eq!(brought["cases"], 3);
        let review = format!("{layoff}/evidence/{}/review", brought["sha256"].text());
        let accept = json!({"decision": "accepted", "text": "与原件一致。"});
        hr.post(&review, accept.clone()).await.problem(403, "separation_of_duties");
        assert_eq!(legal.post(&review, accept).await.ok()["cases"], 3);
    }
    let step = async |body: Value| hr.post(&format!("{layoff}/steps"), body).await;
    step(json!({"step": "union_notice", "reasons": "经济性裁员。"})).await.ok();
    union.post(&format!("{layoff}/union-reply"), json!({"answer": "no_objection"})).await.ok();
    step(json!({"step": "approval_request"})).await.ok();
    let approve = json!({"decision": "approved", "reason": "名单核对无误。"});
    hr.post(&format!("{layoff}/approval"), approve.clone()).await.problem(403, "separation_of_duties");
    legal.post(&format!("{layoff}/approval"), approve).await.ok();

    let notice = json!({"step": "notice", "last_day": "2026-12-31", "delivery_channel": "in_person"});
    step(notice.clone()).await.problem(409, "gate_not_ready");
    world.now_is("2026-11-20T02:00:00Z");
    step(notice).await.ok();
    step(json!({"step": "service", "channel": "in_person", "served_on": "2026-11-20"})).await.ok();
    world.now_is("2026-12-31T02:00:00Z");
    let over = step(json!({"step": "completion"})).await.ok();
    assert!(over.as_array().unwrap().iter().all(|case| case["stage"] == "completed"));
    step(json!({"step": "completion"})).await.problem(409, "invalid_state");
    let case = over[0]["id"].text();
    let settlement = hr.get(&format!("/separations/{case}/settlement")).await.ok();
    let codes: Vec<&str> =
        settlement["lines"].as_array().unwrap().iter().map(|line| line["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"severance") && !codes.contains(&"notice_pay"), "N and no +1: {codes:?}");
    uploads
}

#[tokio::test(flavor = "multi_thread")]
async fn below_the_threshold_the_gate_says_so_and_nobody_outside_may_look() {
    let world = World::new().await;
    let people = staff(&world, 1).await;
    for n in 0..11 {
        world.hire(&format!("员工{n}")).await;
    }
    let hr = world.account_with("hr").await;
    let opened = open(&hr, &world, &people[..1], "2026-12-31").await.created();
    assert_eq!(opened["applies"], false, "one of twelve is less than a tenth");
    let cases = hr.get(&format!("/separations?layoff_id={}", opened["id"].text())).await.ok();
    let gate = hr.get(&format!("/separations/{}/gate", cases["items"][0]["id"].text())).await.ok();
    assert!(gate["missing"].as_array().unwrap().contains(&json!("E-HEADCOUNT")));
    let me = Session::sign_in(&world, &people[0].number.to_lowercase(), PASSWORD).await;
    me.get(&format!("/layoffs/{}", opened["id"].text())).await.problem(403, "forbidden");
    world.account_with("payroll").await.get("/layoffs").await.problem(403, "forbidden");
}
