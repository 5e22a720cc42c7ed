use icalendar::{Calendar, CalendarComponent, Component};
use reqwest::Method;
use serde_json::{Value, json};
use tests::{AsText, Person, Reply, Session, World};

use crate::desk::Desk;

const AUTUMN: &str = "2026-10-20T02:00:00Z";

/// Somebody whose one contract ends with the year.
async fn ending(world: &World, but: Value) -> Person {
    let mut request = json!({"contract": {
        "kind": "fixed_term", "from": "2020-04-01", "until": "2026-12-31", "monthly_wage": "12000.00", "signed_on": "2020-03-20",
    }});
    for (field, value) in but.as_object().unwrap() {
        request[field] = value.clone();
    }
    world.hire_with("尹春怡", request).await
}

/// Kinds in a list, flaws by their code.
fn kinds(list: &Value) -> Vec<String> {
    let name = |item: &Value| item["code"].as_str().map_or_else(|| item["kind"].text(), str::to_owned);
    list["items"].as_array().unwrap().iter().map(name).collect()
}

/// The only deadline that a query finds.
#[track_caller]
fn only(reply: &Reply) -> Value {
    let list = reply.ok();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list:#}");
    list["items"][0].clone()
}

/// A person of HR with an address, so that digests reach them.
async fn hr_person(world: &World) -> (Person, Session<'_>) {
    let person = world.hire("人事").await;
    let session = world.session_of(&person).await;
    let account = session.get("/auth/me").await.ok()["account_id"].text();
    let grant = json!({"account_id": account, "role": "hr", "scope": {"kind": "all"}});
    world.admin().await.post("/grants", grant).await.created();
    world.app.principals.forget();
    (person, session)
}

fn digests(world: &World, subject: &str) -> Vec<Value> {
    world.messages().into_iter().filter(|message| message["subject"].text().contains(subject)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_about_to_end_is_listed_with_its_lead_and_its_ground() {
    let world = World::at("2026-10-01T02:00:00Z").await;
    let person = ending(&world, json!({})).await;
    let hr = world.account_with("hr").await;
    let upcoming = only(&hr.get("/deadlines?kind=A-06").await);
    assert_eq!((&upcoming["state"], &upcoming["due_on"]), (&json!("upcoming"), &json!("2026-12-31")));
    world.now_is("2026-10-02T02:00:00Z");
    let due = only(&hr.get("/deadlines?kind=A-06&state=due_soon&from=2026-12-31&until=2027-01-01").await);
    assert_eq!(due["lead_days"], json!([90, 60, 30, 7]));
    assert_eq!((&due["employee"]["id"], &due["resource_id"]), (&json!(person.id), &json!(person.id)));
    assert_eq!((&due["rule"], &due["owner"]), (&json!("R-064"), &json!("hr")));
    assert!(due["basis"].text().contains("2020-04-01") && due["reminder"].is_null());
    assert_eq!(kinds(&hr.get("/deadlines?until=2026-12-31").await.ok()), Vec::<String>::new());
    let english = world.account_with("hr").await.with("accept-language", "en");
    assert!(only(&english.get("/deadlines?kind=A-06").await)["title"].text().starts_with("Contract ends"));
    hr.get("/deadlines?state=nonsense").await.problem(400, "invalid_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_deadlines_pages_by_cursor_in_the_order_they_fall_due() {
    let world = World::at(AUTUMN).await;
    for _ in 0..3 {
        ending(&world, json!({})).await;
    }
    let hr = world.account_with("hr").await;
    let whole = hr.get("/deadlines").await.ok()["items"].as_array().unwrap().clone();
    assert!(whole.len() > 6 && whole.is_sorted_by_key(|item| item["due_on"].text()));
    let mut path = "/deadlines?limit=2".to_owned();
    let mut paged = Vec::new();
    loop {
        let page = hr.get(&path).await.ok();
        paged.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/deadlines?limit=2&cursor={cursor}");
    }
    assert_eq!(paged, whole);
    hr.get("/deadlines?cursor=nonsense").await.problem(400, "invalid_cursor");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_contracts_and_probations_of_the_line_and_nothing_about_health_or_age() {
    let world = World::at(AUTUMN).await;
    let boss = world.hire("魏涛").await;
    let person = ending(&world, json!({"manager_id": boss.id})).await;
    let other = world.hire("旁人").await;
    let hr = world.account_with("hr").await;
    let nursing = json!({"nursing": "yes", "nursing_until": "2027-03-01"});
    hr.put(&format!("/employees/{}/circumstances", person.id), nursing).await.ok();
    let path = format!("/deadlines?employee_id={}", person.id);
    let of = async |session: &Session<'_>| kinds(&session.get(&path).await.ok());
    for session in [&hr, &world.account_with("legal").await, &world.session_of(&person).await] {
        let seen = of(session).await;
        assert!(seen.contains(&"A-11".into()) && seen.contains(&"A-26".into()), "{seen:?}");
    }
    assert_eq!(of(&world.session_of(&boss).await).await, ["A-06"]);
    assert_eq!(of(&world.session_of(&other).await).await, Vec::<String>::new());
    for role in ["payroll", "union", "auditor", "admin"] {
        world.account_with(role).await.get("/deadlines").await.problem(403, "forbidden");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_the_records_is_listed_itself() {
    let world = World::at(AUTUMN).await;
    let contract = |but: Value| {
        let mut facts = json!({"kind": "fixed_term", "from": "2026-05-01", "until": "2028-04-30", "monthly_wage": "9000.00", "signed_on": "2026-04-20"});
        for (field, value) in but.as_object().unwrap() {
            facts[field] = value.clone();
        }
        json!({"hired_on": "2026-05-01", "contract": facts})
    };
    let cases = [
        (contract(json!({"signed_on": null})), vec!["signature_missing"]),
        (contract(json!({"signed_on": "2026-06-02"})), vec!["signed_late"]),
        (contract(json!({"from": "2026-04-01"})), vec!["contract_before_hire"]),
        (contract(json!({"from": "2026-09-01"})), vec!["earlier_contracts_missing"]),
        (contract(json!({"probation_until": "2026-07-31"})), vec!["probation_too_long"]),
        (contract(json!({"until": "2026-08-31"})), vec!["contract_expired"]),
        (contract(json!({})), vec![]),
    ];
    let hr = world.account_with("hr").await;
    assert_eq!(hr.get("/deadlines?records=true").await.ok()["items"], json!([]));
    for (request, expected) in cases {
        let person = world.hire_with("李明", request.clone()).await;
        let found = hr.get(&format!("/deadlines?kind=A-DATA&employee_id={}", person.id)).await.ok();
        assert_eq!(kinds(&found), expected, "{request}");
    }
    let dates = kinds(&hr.get("/deadlines?records=false").await.ok());
    assert!(dates.iter().all(|kind| kind.starts_with("A-")), "{dates:?}");
    server::deadlines::notice_all(&world.app).await.unwrap();
    let home = hr.get("/home").await.ok();
    let card = home["cards"].as_array().unwrap().iter().find(|card| card["kind"] == "records_to_mend");
    assert_eq!(card.expect("a card")["count"], 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_the_last_day_is_listed_until_somebody_says_it_was_done() {
    let world = World::at(AUTUMN).await;
    let person = ending(&world, json!({})).await;
    let database = world.database().await;
    let left = "update employments set left_on = '2026-10-15', leaving_ground = '36'";
    database.execute(left, &[]).await.unwrap();
    let hr = world.account_with("hr").await;
    let path = format!("/deadlines?employee_id={}", person.id);
    let due = kinds(&hr.get(&path).await.ok());
    assert_eq!(due, ["A-16", "A-17", "A-19", "A-20", "A-21", "A-31"]);
    server::deadlines::notice_all(&world.app).await.unwrap();
    let wages = only(&hr.get(&format!("{path}&kind=A-17")).await);
    assert_eq!(wages["state"], "overdue");
    let said = json!({"text": "10 月 15 日已一次付清。"});
    hr.post(&format!("/deadlines/{}/acknowledgement", wages["reminder"]["id"].text()), said.clone()).await.ok();
    let done = only(&hr.get(&format!("{path}&kind=A-17&state=done")).await);
    assert_eq!(done["reminder"]["acknowledgement"], "10 月 15 日已一次付清。");
    let certificate = only(&hr.get(&format!("{path}&kind=A-16")).await);
    let reminder = certificate["reminder"]["id"].text();
    hr.post(&format!("/deadlines/{reminder}/acknowledgement"), said).await.ok();
    let still = only(&hr.get(&format!("{path}&kind=A-16&acknowledged=true")).await);
    assert_eq!(still["state"], "overdue", "a certificate is proved by its record and not by a word");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_desk_has_done_about_an_end_is_done_here_too() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let given = desk.me.post("/leaving-notices", json!({"ground": "37"})).await.created();
    let case = format!("/separations/{}", given["id"].text());
    let wages = async || only(&desk.hr.get("/deadlines?kind=A-17").await);
    let open = wages().await;
    assert_eq!((&open["due_on"], &open["resource_id"]), (&given["last_day"], &given["id"]));
    let tasks = desk.hr.get(&format!("{case}/tasks")).await.ok();
    let task = tasks["items"].as_array().unwrap().iter().find(|task| task["kind"] == "wages").unwrap()["id"].text();
    desk.hr.post(&format!("{case}/tasks/{task}/outcome"), json!({"outcome": "done"})).await.ok();
    let done = only(&desk.hr.get("/deadlines?kind=A-17&state=done").await);
    assert_eq!(done["done_on"], "2026-10-20");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_in_its_lead_time_is_noticed_once_and_hr_gets_one_digest() {
    let world = World::at(AUTUMN).await;
    let (_, hr) = hr_person(&world).await;
    let person = ending(&world, json!({})).await;
    let again = ending(&world, json!({})).await;
    server::deadlines::notice_all(&world.app).await.unwrap();
    let sent = digests(&world, "期限提醒");
    assert_eq!(sent.len(), 1, "{sent:#?}");
    let text = sent[0]["text"].text();
    assert!(text.contains(&person.number) && text.contains(&again.number) && !text.contains("尹春怡"), "{text}");
    server::deadlines::notice_all(&world.app).await.unwrap();
    assert_eq!(digests(&world, "期限提醒").len(), 1, "nothing is new");
    let due = only(&hr.get(&format!("/deadlines?kind=A-06&employee_id={}", person.id)).await);
    assert_eq!(due["reminder"]["noticed_on"], "2026-10-20");
    let own = world.session_of(&person).await;
    assert!(only(&own.get("/deadlines?kind=A-06").await)["reminder"].is_null(), "how HR handles it is HR's");
    world.settle().await;
    let trail = hr.get(&format!("/employees/{}/timeline", person.id)).await.ok();
    let noticed = trail["items"].as_array().unwrap().iter().find(|item| item["kind"] == "deadline.noticed");
    assert_eq!(noticed.expect("an entry")["facts"]["deadline"], "A-06");
    let stored = world.database().await;
    let row = stored.query_one("select deadline_sealed from deadline_reminders limit 1", &[]).await.unwrap();
    assert!(!String::from_utf8_lossy(row.get::<_, &[u8]>(0)).contains("A-"), "which deadline it is stays sealed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_taken_care_of_once_by_hr_and_never_by_the_person_itself() {
    let world = World::at(AUTUMN).await;
    let (me, hr) = hr_person(&world).await;
    let person = ending(&world, json!({})).await;
    server::deadlines::notice_all(&world.app).await.unwrap();
    let due = only(&hr.get(&format!("/deadlines?kind=A-06&employee_id={}", person.id)).await);
    let path = format!("/deadlines/{}/acknowledgement", due["reminder"]["id"].text());
    let said = json!({"text": "已约谈续签。"});
    world.account_with("legal").await.post(&path, said.clone()).await.problem(403, "forbidden");
    world.session_of(&person).await.post(&path, said.clone()).await.problem(403, "forbidden");
    hr.post(&path, json!({"text": " "})).await.names("/text");
    let card = hr.get("/home").await.ok();
    let card = card["cards"].as_array().unwrap().iter().find(|card| card["kind"] == "deadlines_due").unwrap().clone();
    assert_eq!((&card["count"], &card["items"][0]["due_on"]), (&json!(1), &json!("2026-12-31")));
    let done = hr.post(&path, said.clone()).await.ok();
    assert_eq!(done["acknowledgement"], "已约谈续签。");
    assert!(done["acknowledged_by_name"].is_string());
    hr.post(&path, said.clone()).await.problem(409, "invalid_state");
    let home = hr.get("/home").await.ok()["cards"].to_string();
    assert!(!home.contains("deadlines_due"), "{home}");
    // The flaw in HR's own file is somebody else's to mend.
    let other = world.account_with("hr").await;
    let own = only(&other.get(&format!("/deadlines?kind=A-DATA&employee_id={}", me.id)).await);
    let path = format!("/deadlines/{}/acknowledgement", own["reminder"]["id"].text());
    hr.post(&path, said.clone()).await.problem(403, "forbidden");
    other.post(&path, said).await.ok();
    let nobodys = format!("/deadlines/{}/acknowledgement", uuid::Uuid::new_v4());
    other.post(&nobodys, json!({"text": "好"})).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missed_and_heeded_by_nobody_is_escalated_and_a_renewal_settles_it() {
    let world = World::at("2026-12-20T02:00:00Z").await;
    let (_, hr) = hr_person(&world).await;
    let missed = ending(&world, json!({})).await;
    let heeded = ending(&world, json!({})).await;
    server::deadlines::notice_all(&world.app).await.unwrap();
    let reminder = async |person: &Person| {
        only(&hr.get(&format!("/deadlines?kind=A-06&employee_id={}", person.id)).await)["reminder"].clone()
    };
    let path = format!("/deadlines/{}/acknowledgement", reminder(&heeded).await["id"].text());
    hr.post(&path, json!({"text": "已约谈续签。"})).await.ok();
    assert!(digests(&world, "期限逾期").is_empty());
    world.now_is("2027-01-02T02:00:00Z");
    server::deadlines::notice_all(&world.app).await.unwrap();
    let sent = digests(&world, "期限逾期");
    assert_eq!(sent.len(), 1, "{sent:#?}");
    let text = sent[0]["text"].text();
    assert!(text.contains(&missed.number) && !text.contains(&heeded.number), "{text}");
    assert!(reminder(&missed).await["escalated_at"].is_string());
    assert!(reminder(&heeded).await["escalated_at"].is_null());
    let renewal = json!({"kind": "open_ended", "from": "2027-01-01", "until": null, "monthly_wage": "12000.00", "signed_on": "2027-01-02"});
    hr.post(&format!("/employees/{}/contracts", missed.id), renewal).await.created();
    server::deadlines::notice_all(&world.app).await.unwrap();
    world.settle().await;
    let trail = hr.get(&format!("/employees/{}/timeline?limit=200", missed.id)).await.ok();
    let of = |kind: &str| trail["items"].as_array().unwrap().iter().filter(|item| item["kind"] == kind).count();
    // A-06 and, from the first day of working on, A-07.
    assert_eq!((of("deadline.escalated"), of("deadline.settled")), (1, 2), "{trail:#}");
    let done = only(&hr.get(&format!("/deadlines?kind=A-06&state=done&employee_id={}", missed.id)).await);
    assert_eq!(done["done_on"], "2027-01-02");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_feed_holds_titles_and_numbers_until_its_address_is_revoked() {
    let world = World::at(AUTUMN).await;
    let person = ending(&world, json!({})).await;
    let hr = world.account_with("hr").await;
    hr.put(
        &format!("/employees/{}/circumstances", person.id),
        json!({"nursing": "yes", "nursing_until": "2027-03-01"}),
    )
    .await
    .ok();
    let stranger = world.stranger();
    stranger.get("/deadlines/calendar.ics").await.problem(401, "unauthenticated");
    stranger.get("/deadlines/calendar.ics?token=guess").await.problem(401, "unauthenticated");
    hr.delete("/deadlines/feed").await.problem(404, "not_found");
    assert!(hr.get("/deadlines/feed").await.ok()["issued_at"].is_null());
    let issue = async || {
        let issued = hr.post("/deadlines/feed", json!({})).await.created();
        issued["path"].text().strip_prefix("/api/v1").unwrap().to_owned()
    };
    let first = issue().await;
    let path = issue().await;
    stranger.get(&first).await.problem(401, "unauthenticated");
    let reply = Reply::read(stranger.request(Method::GET, &path).send().await.unwrap()).await;
    assert_eq!(reply.headers["content-type"], "text/calendar; charset=utf-8");
    let text = String::from_utf8(reply.bytes).unwrap();
    assert!(text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "folded, and CRLF");
    let calendar: Calendar = text.parse().expect("an iCalendar");
    let events: Vec<_> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
    let titles: Vec<&str> = events.iter().map(|event| event.get_summary().unwrap()).collect();
    assert!(titles.iter().all(|title| title.ends_with(&person.number)), "{titles:?}");
    assert!(titles.iter().any(|title| title.starts_with("劳动合同到期")), "{titles:?}");
    assert!(!text.contains("尹春怡") && !text.contains("哺乳"), "{text}");
    let expiry = events.iter().find(|event| event.get_summary().unwrap().starts_with("劳动合同到期")).unwrap();
    assert_eq!(expiry.get_start(), Some("2026-12-31".parse::<chrono::NaiveDate>().unwrap().into()));
    hr.delete("/deadlines/feed").await.status(204);
    stranger.get(&path).await.problem(401, "unauthenticated");
    world.settle().await;
    let journal = world.account_with("auditor").await.get("/journal?kind=deadline_feed.revoked").await.ok();
    assert_eq!(journal["items"].as_array().unwrap().len(), 1);
    let stored = world.database().await;
    assert_eq!(stored.query("select from deadline_feeds", &[]).await.unwrap().len(), 0);
}
