//! Other systems are told of what happens: signed, in order, again until it arrives, and of nobody's data.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use tests::{AsText, Session, World};

use crate::contracts::Concluding;
use crate::receiver::{Manner, PATIENCE, Receiver};

pub const NOW: &str = "2026-10-20T02:00:00Z";

pub async fn world() -> World {
    let world = World::with(NOW, |settings| settings.webhook_allow_private = true).await;
    world.home().await;
    world.settle().await;
    world
}

/// A webhook that asks for these events: its path and its secret.
pub async fn created(admin: &Session<'_>, url: &str, events: &[&str]) -> (String, String) {
    let made = admin.post("/webhooks", json!({"url": url, "description": "ERP", "events": events})).await.created();
    (format!("/webhooks/{}", made["id"].text()), made["secret"].text())
}

/// Waits until the latest delivery of a webhook is in a state after so many attempts; answers it.
pub async fn latest(admin: &Session<'_>, path: &str, state: &str, attempts: usize) -> Value {
    let wait = async {
        loop {
            let page = admin.get(&format!("{path}/deliveries?limit=1")).await.ok();
            let one = &page["items"][0];
            if one["state"] == state && one["attempts"].as_array().is_some_and(|all| all.len() == attempts) {
                return one.clone();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait).await.unwrap_or_else(|_| panic!("no delivery is {state} after {attempts}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_arrives_signed_in_the_order_of_the_log_and_names_nobody() {
    let world = world().await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    let (path, secret) = created(&admin, &erp.url, &["employee.*", "assignment.started"]).await;
    let person = world.hire("李明").await;
    world.session_of(&person).await;
    let unit = world.home().await;
    let hr = world.account_with("hr").await;
    let contact = json!({"phone": "13900001111", "email": "li@example.com"});
    hr.put(&format!("/employees/{}/contact", person.id), contact).await.ok();
    let post =
        json!({"from": "2026-11-01", "org_unit_id": unit.unit, "position_id": unit.position, "manager_id": null});
    hr.post(&format!("/employees/{}/assignments", person.id), post).await.created();

    let mut places = Vec::new();
    for kind in ["employee.hired", "employee.contact_changed", "assignment.started"] {
        let heard = erp.next().await;
        assert!(heard.is_signed_with(&secret));
        let sent = heard.json();
        assert_eq!((&sent["type"], &sent["data"]["employee_id"]), (&json!(kind), &json!(person.id)));
        assert_eq!(sent["data"]["legal_entity_id"], json!(unit.entity));
        let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&sent), ["data", "timestamp", "type"].map(str::to_owned).into());
        let facts = ["employee_id", "entry_id", "leaf_index", "legal_entity_id", "log", "occurred_at"];
        let facts = facts.into_iter().chain(["resource_id", "resource_type"]).map(str::to_owned);
        assert_eq!(names(&sent["data"]), facts.collect());
        for personal in ["李明", "李", "139", "example.com\"", "@", &person.number, "上海"] {
            assert!(!heard.body.contains(personal), "{personal} in {}", heard.body);
        }
        places.push(sent["data"]["leaf_index"].as_i64().unwrap());
    }
    assert!(places.is_sorted(), "{places:?}");
    let delivery = latest(&admin, &path, "delivered", 1).await;
    assert_eq!((&delivery["attempts"][0]["status"], &delivery["next_try_at"]), (&json!(204), &Value::Null));
    assert_eq!(delivery["payload"]["type"], "assignment.started");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_that_is_drafted_and_sent_is_told_by_the_noun() {
    let world = world().await;
    let it = Concluding::new(&world, "confidentiality").await;
    world.settle().await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    created(&admin, &erp.url, &["agreement.*"]).await;
    it.sent(json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"})).await;
    assert_eq!(erp.kinds(3).await, ["agreement.drafted", "agreement.reviewed", "agreement.sent"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_is_tried_again_under_its_id_and_nothing_overtakes_it() {
    let world = world().await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    let (path, secret) = created(&admin, &erp.url, &["employee.hired"]).await;
    erp.behaves(Manner::Status(500));
    let first = world.hire("甲").await;
    let refused = erp.next().await;
    let failed = latest(&admin, &path, "pending", 1).await;
    let attempt = &failed["attempts"][0];
    assert_eq!((&attempt["status"], &attempt["failure"]), (&json!(500), &Value::Null));
    assert_eq!(attempt["response"].text().chars().count(), 300, "as much of the answer as is kept");
    assert!(failed["next_try_at"].text().as_str() > NOW);
    assert_eq!(admin.get(&path).await.ok()["failing_since"], NOW);

    let second = world.hire("乙").await;
    world.settle().await;
    erp.behaves(Manner::Takes);
    world.now_is("2026-10-20T02:00:30Z");
    let (again, next) = (erp.next().await, erp.next().await);
    assert_eq!((&again.id, &again.body), (&refused.id, &refused.body));
    assert_ne!(again.timestamp, refused.timestamp, "an attempt has a time of its own");
    assert!(again.is_signed_with(&secret));
    let told = [&again, &next].map(|heard| heard.json()["data"]["employee_id"].text());
    assert_eq!(told, [first.id, second.id]);
    latest(&admin, &path, "delivered", 1).await;
    assert_eq!(admin.get(&path).await.ok()["failing_since"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_asks_to_wait_is_given_the_time() {
    let world = world().await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    let (path, _) = created(&admin, &erp.url, &["*"]).await;
    erp.behaves(Manner::AsksToWait);
    world.hire("甲").await;
    erp.next().await;
    let waits = latest_of_line(&admin, &path, 1).await;
    assert_eq!(waits["next_try_at"], "2026-10-20T02:30:00Z");
}

/// The first in line of a webhook, after so many attempts.
async fn latest_of_line(admin: &Session<'_>, path: &str, attempts: usize) -> Value {
    let wait = async {
        loop {
            let page = admin.get(&format!("{path}/deliveries?state=pending")).await.ok();
            if let Some(first) = page["items"].as_array().unwrap().last()
                && first["attempts"].as_array().unwrap().len() == attempts
            {
                return first.clone();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, wait).await.expect("it is tried")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_gone_or_fails_for_days_is_disabled_and_resumed_without_a_loss() {
    let world = world().await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    let (path, _) = created(&admin, &erp.url, &["employee.hired"]).await;
    erp.behaves(Manner::Status(410));
    let first = world.hire("甲").await;
    erp.next().await;
    latest(&admin, &path, "failed", 1).await;
    let gone = admin.get(&path).await.ok();
    assert_eq!((&gone["state"], &gone["disabled_reason"]), (&json!("disabled"), &json!("gone")));
    let told = async {
        while !world.messages().iter().any(|message| message["subject"] == "事件通知已停用") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("its keeper is told");
    admin.post(&format!("{path}/pause"), json!({})).await.problem(409, "invalid_state");

    erp.behaves(Manner::Redirects);
    let mut now: chrono::DateTime<chrono::Utc> = NOW.parse().unwrap();
    assert_eq!(admin.post(&format!("{path}/resumption"), json!({})).await.ok()["state"], "active");
    for attempt in 2..=12 {
        let heard = erp.next().await.json();
        assert_eq!(heard["data"]["employee_id"], json!(first.id), "nothing else, and no redirect is followed");
        latest(&admin, &path, if attempt == 12 { "failed" } else { "pending" }, attempt).await;
        now += chrono::TimeDelta::hours(27);
        world.now_is(&now.to_rfc3339());
    }
    let failing = admin.get(&path).await.ok();
    assert_eq!((&failing["state"], &failing["disabled_reason"]), (&json!("disabled"), &json!("failing")));

    let second = world.hire("乙").await;
    erp.behaves(Manner::Takes);
    admin.post(&format!("{path}/resumption"), json!({})).await.ok();
    let told = [erp.next().await, erp.next().await].map(|heard| heard.json()["data"]["employee_id"].text());
    assert_eq!(told, [first.id, second.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_paused_nothing_is_sent_and_it_goes_on_where_it_stopped() {
    let world = world().await;
    let admin = world.admin().await;
    let (mut erp, mut other) = (Receiver::start(), Receiver::start());
    let (path, _) = created(&admin, &erp.url, &["employee.hired"]).await;
    created(&admin, &other.url, &["employee.hired"]).await;
    let etag = admin.get(&path).await.headers["etag"].to_str().unwrap().to_owned();
    admin.post(&format!("{path}/pause"), json!({})).await.ok();
    let stale = world.admin().await.with("if-match", etag);
    stale.post(&format!("{path}/resumption"), json!({})).await.problem(412, "stale");
    let people = [world.hire("甲").await, world.hire("乙").await];
    other.kinds(2).await;
    assert_eq!(admin.get(&format!("{path}/deliveries")).await.ok()["items"], json!([]));
    assert!(erp.heard.is_empty());
    admin.post(&format!("{path}/resumption"), json!({})).await.ok();
    let told = [erp.next().await, erp.next().await].map(|heard| heard.json()["data"]["employee_id"].text());
    assert_eq!(told, people.map(|person| person.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_never_answers_keeps_nobody_waiting() {
    let world = world().await;
    let admin = world.admin().await;
    let (mut slow, mut quick) = (Receiver::start(), Receiver::start());
    created(&admin, &slow.url, &["employee.hired"]).await;
    created(&admin, &quick.url, &["employee.hired"]).await;
    slow.behaves(Manner::NeverAnswers);
    world.hire("甲").await;
    slow.next().await;
    world.hire("乙").await;
    assert_eq!(quick.kinds(2).await.len(), 2);
    assert!(slow.heard.is_empty(), "one request at a time");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_secrets_sign_for_a_day_after_a_rotation() {
    let world = world().await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    let (path, old) = created(&admin, &erp.url, &["employee.hired"]).await;
    let rotated = admin.post(&format!("{path}/secret"), json!({})).await.ok();
    let new = rotated["secret"].text();
    assert_ne!(old, new);
    assert_eq!(rotated["previous_secret_until"], "2026-10-21T02:00:00Z");
    world.hire("甲").await;
    let both = erp.next().await;
    assert_eq!(both.signatures.len(), 2);
    assert!(both.is_signed_with(&old) && both.is_signed_with(&new));
    world.now_is("2026-10-21T02:00:01Z");
    world.hire("乙").await;
    let one = erp.next().await;
    assert!(one.is_signed_with(&new) && !one.is_signed_with(&old));
    for answer in [admin.get(&path).await.ok(), admin.get("/webhooks").await.ok()] {
        assert!(!answer.to_string().contains("whsec_"), "a secret is shown once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_arrives_also_while_paused_and_what_arrived_is_sent_again_under_its_id() {
    let world = world().await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    let (path, secret) = created(&admin, &erp.url, &["employee.hired"]).await;
    world.hire("甲").await;
    let first = erp.next().await;
    let delivery = latest(&admin, &path, "delivered", 1).await;
    assert_eq!(delivery["id"], json!(first.id));
    let again = format!("{path}/deliveries/{}/redelivery", first.id);
    admin.post(&again, json!({})).await.status(202);
    let second = erp.next().await;
    assert_eq!((&second.id, &second.body), (&first.id, &first.body));
    latest(&admin, &path, "delivered", 2).await;

    admin.post(&format!("{path}/pause"), json!({})).await.ok();
    erp.behaves(Manner::Status(404));
    let sent = admin.post(&format!("{path}/test"), json!({})).await.status(202);
    let test = erp.next().await;
    assert_eq!((test.kind(), &json!(test.id)), ("webhook.test".to_owned(), &sent["id"]));
    assert!(test.is_signed_with(&secret));
    latest(&admin, &path, "failed", 1).await;
    assert_eq!(admin.get(&path).await.ok()["failing_since"], Value::Null, "a test says nothing of the line");
    let failed = admin.get(&format!("{path}/deliveries?state=failed")).await.ok();
    assert_eq!(failed["items"].as_array().unwrap().len(), 1);
}
