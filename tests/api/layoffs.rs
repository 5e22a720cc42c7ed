//! Lay-offs of many (LCL 41): one procedure around the cases of many people.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
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
    assert_eq!(hr.get(&layoff).await.ok()["stage"], "reported", "its cases are still under way");
    world.now_is("2026-12-31T02:00:00Z");
    let over = step(json!({"step": "completion"})).await.ok();
    assert!(over.as_array().unwrap().iter().all(|case| case["stage"] == "completed"));
    step(json!({"step": "completion"})).await.problem(409, "invalid_state");
    let ended = hr.get(&layoff).await.ok();
    assert_eq!((&ended["stage"], &ended["completed"]), (&json!("completed"), &json!(3)));
    assert_eq!(hr.get("/layoffs").await.ok()["items"][0]["stage"], "completed");
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

/// Everybody whom the list names, with their line.
async fn priorities(session: &Session<'_>, layoff: &str, query: &str) -> Vec<Value> {
    let list = session.get(&format!("/layoffs/{layoff}/priorities{query}")).await.ok();
    list["items"].as_array().unwrap().clone()
}

fn about<'a>(list: &'a [Value], person: &Person) -> &'a Value {
    list.iter().find(|one| one["employee"]["id"] == person.id.as_str()).unwrap_or(&Value::Null)
}

#[tokio::test(flavor = "multi_thread")]
async fn r063_whoever_is_chosen_before_somebody_with_less_protection_is_told_of() {
    let world = World::new().await;
    let ends = |until: &str| json!({"contract": {"kind": "fixed_term", "from": "2023-04-01", "until": until, "monthly_wage": "12000.00", "signed_on": "2023-03-20"}});
    let chosen = Desk::new(&world).await.person;
    let longer = Desk::of(&world, ends("2031-03-31")).await.person;
    let shorter = Desk::of(&world, ends("2027-03-31")).await.person;
    let silent = world.hire_with("李明", ends("2026-12-31")).await;
    let hr = world.account_with("hr").await;
    let layoff = open(&hr, &world, std::slice::from_ref(&chosen), "2026-12-31").await.created()["id"].text();

    let all = priorities(&hr, &layoff, "").await;
    assert_eq!(all.len(), 4);
    let told = about(&all, &chosen);
    assert_eq!(
        (&told["chosen"], &told["reasons"], &told["sole_earner"]),
        (&json!(true), &json!(["longer_term"]), &json!("unknown"))
    );
    let before: Vec<(String, bool)> = told["before"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["employee"]["id"].text(), one["certain"].as_bool().unwrap()))
        .collect();
    assert!(!before.iter().any(|(id, _)| *id == longer.id), "a longer term is no reason to be chosen first");
    // nobody declared a family, so even the shorter term leaves the question open.
    assert_eq!(before, [(shorter.id.clone(), false), (silent.id.clone(), false)]);
    assert!(about(&all, &silent)["unknown"].as_array().unwrap().contains(&json!("pregnant")));

    let none = |sole: &str| {
        json!({"pregnant": "no", "nursing": "no", "in_medical_period": "no", "injured": "no",
        "occupational_hazard": "no", "exit_health_check": "no", "sole_earner": sole})
    };
    hr.put(&format!("/employees/{}/circumstances", shorter.id), none("no")).await.ok();
    let told = priorities(&hr, &layoff, "?warned=true").await;
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0]["before"][0]["certain"], &told[0]["before_count"]), (&json!(true), &json!(2)));
    hr.put(&format!("/employees/{}/circumstances", shorter.id), none("yes")).await.ok();
    let told = priorities(&hr, &layoff, "?chosen=true").await;
    assert_eq!(told[0]["before_count"], 1, "the sole earner has a reason of their own");
    assert_eq!(
        about(&priorities(&hr, &layoff, "?chosen=false").await, &shorter)["reasons"],
        json!(["longer_term", "sole_earner"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn r072_whoever_may_not_be_laid_off_is_told_of_and_each_reading_is_on_record() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let pregnant = json!({"pregnant": "yes", "nursing": "no", "in_medical_period": "no", "injured": "no",
        "occupational_hazard": "no", "exit_health_check": "no", "sole_earner": "no"});
    desk.hr.put(&desk.of_person("/circumstances"), pregnant).await.ok();
    let opened = open(&desk.hr, &world, std::slice::from_ref(&desk.person), "2026-12-31").await.created();
    let layoff = opened["id"].text();
    let told = priorities(&desk.legal, &layoff, "?warned=true").await;
    assert_eq!(
        (&told[0]["bars"][0]["code"], &told[0]["bars"][0]["rule"]),
        (&json!("ART42_PROTECTED"), &json!("R-072"))
    );
    let path = format!("/layoffs/{layoff}/priorities");
    let file = desk.legal.get(&format!("{path}.xlsx?warned=true")).await;
    file.status(200);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.to_vec())).unwrap();
    let page = workbook.worksheet_range("优先留用").unwrap();
    let row = page.rows().find(|row| row[0].to_string() == desk.person.number).unwrap();
    assert!(row[8] == Data::String("选中".into()) && row[11].to_string().contains("R-072"), "{row:?}");
    for path in [path.clone(), format!("{path}.xlsx")] {
        world.account_with("union").await.get(&path).await.problem(403, "forbidden");
        desk.me.get(&path).await.problem(403, "forbidden");
    }
    desk.hr.get("/layoffs/019a0000-0000-7000-8000-000000000000/priorities").await.problem(404, "not_found");
    world.settle().await;
    let asked = "select count(*) filter (where kind = 'layoff.priorities_read'),
        count(*) filter (where kind = 'layoff.priorities_exported') from journal_entries";
    let entries = world.database().await.query_one(asked, &[]).await.unwrap();
    assert_eq!((entries.get::<_, i64>(0), entries.get::<_, i64>(1)), (1, 1), "who was refused has read nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_evidence_of_a_lay_off_is_told_once_with_its_code_and_judge() {
    let world = World::new().await;
    let people = staff(&world, 2).await;
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    let layoff = format!("/layoffs/{}", open(&hr, &world, &people, "2026-12-31").await.created()["id"].text());
    let sha256 = bring(&hr, &layoff, "E-GROUND-41").await.ok()["sha256"].text();
    bring(&hr, &layoff, "E-PRIORITY-RETAIN").await.ok();
    let accept = json!({"decision": "accepted", "text": "与原件一致。"});
    legal.post(&format!("{layoff}/evidence/{sha256}/review"), accept).await.ok();
    let list = world.account_with("union").await.get(&format!("{layoff}/evidence")).await.ok();
    let pieces = list["items"].as_array().unwrap();
    assert_eq!(pieces.len(), 2, "two files in two cases are two pieces: {list}");
    assert_eq!(
        (&pieces[0]["code"], &pieces[0]["cases"], &pieces[0]["accepted"]),
        (&json!("E-GROUND-41"), &json!(2), &json!(2))
    );
    assert!(pieces[0]["reviewed_by_name"].text().starts_with("legal") && pieces[1]["reviewed_by_name"].is_null());
    let (case, piece) = (pieces[0]["separation_id"].text(), pieces[0]["evidence_id"].text());
    assert!(hr.get(&format!("/separations/{case}/evidence/{piece}/file")).await.status.is_success());
    world.account_with("payroll").await.get(&format!("{layoff}/evidence")).await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn r063_six_months_of_preference_fall_due_after_the_last_day() {
    let world = World::new().await;
    all_laid_off(&world).await;
    let due = world.account_with("hr").await.get("/deadlines?kind=A-30").await.ok();
    let items = due["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!((&items[0]["due_on"], &items[0]["rule"]), (&json!("2027-06-30"), &json!("R-063")));
}
