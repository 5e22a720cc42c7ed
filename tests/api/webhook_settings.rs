//! What a webhook may be: where it goes, who keeps it, and what it is told of.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use server::platform::journal::Kind;
use tests::{AsText, Session, World};

use crate::receiver::Receiver;
use crate::templates::codes;
use crate::webhooks::{NOW, created, latest, world};

#[tokio::test(flavor = "multi_thread")]
async fn private_addresses_and_unencrypted_ones_are_not_called_unless_the_settings_say_so() {
    let world = World::at(NOW).await;
    let admin = world.admin().await;
    let mut erp = Receiver::start();
    let port = erp.url.rsplit(':').next().unwrap().split('/').next().unwrap().to_owned();
    let refused = [
        ("http://erp.example.com/", "https_required"),
        ("https://127.0.0.1/", "private_address"),
        ("https://10.0.0.7/", "private_address"),
        ("https://169.254.169.254/latest", "private_address"),
        ("https://2130706433/", "private_address"),
        ("https://0x7f.1/", "private_address"),
        ("https://[::1]/", "private_address"),
        ("https://[::ffff:10.0.0.1]/", "private_address"),
        ("https://user:pass@erp.example.com/", "invalid_url"),
        ("https://erp.example.com/#part", "invalid_url"),
        ("ftp://erp.example.com/", "invalid_url"),
        ("erp.example.com", "invalid_url"),
    ];
    for (url, code) in refused {
        let answer = admin.post("/webhooks", json!({"url": url, "events": ["*"]})).await.problem(422, "invalid");
        assert_eq!(codes(&answer), [("/url".to_owned(), code.to_owned())], "{url}");
    }
    // A name shows where it leads only when it is looked up.
    let (path, _) = created(&admin, &format!("https://localhost:{port}/"), &["*"]).await;
    admin.post(&format!("{path}/test"), json!({})).await.status(202);
    let failed = latest(&admin, &path, "failed", 1).await;
    assert_eq!(failed["attempts"][0]["failure"], "address_refused");
    assert!(erp.heard.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_runs_the_system_manages_webhooks() {
    let world = world().await;
    let admin = world.admin().await;
    let (path, _) = created(&admin, "http://127.0.0.1:9/", &["*"]).await;
    let facts = json!({"url": "http://127.0.0.1:9/", "events": ["*"]});
    let person = world.hire("李明").await;
    for other in [world.account_with("hr").await, world.account_with("auditor").await, world.session_of(&person).await]
    {
        other.get("/webhooks").await.problem(403, "forbidden");
        other.get(&format!("{path}/deliveries")).await.problem(403, "forbidden");
        other.post("/webhooks", facts.clone()).await.problem(403, "forbidden");
        other.post(&format!("{path}/secret"), json!({})).await.problem(403, "forbidden");
    }
    world.stranger().get("/webhooks").await.problem(401, "unauthenticated");
    world.client_with(&["employees:read"]).await.get("/webhooks").await.problem(403, "forbidden");
    let machine = world.client_with(&["webhooks:manage"]).await;
    machine.post("/webhooks", facts).await.created();

    // Who runs one employer's system manages that one's webhooks and sees no others.
    let entity = world.home().await.entity;
    let login = json!({"login": "local", "display_name": "分公司管理员", "password": tests::PASSWORD});
    let account = admin.post("/accounts", login).await.created()["id"].text();
    let scope = json!({"account_id": account, "role": "admin", "scope": {"kind": "legal_entity", "id": entity}});
    admin.post("/grants", scope).await.created();
    let local = Session::sign_in(&world, "local", tests::PASSWORD).await;
    let facts = |entity: Value| json!({"url": "http://127.0.0.1:9/", "events": ["*"], "legal_entity_id": entity});
    local.post("/webhooks", facts(Value::Null)).await.problem(403, "forbidden");
    let own = local.post("/webhooks", facts(json!(entity))).await.created();
    assert_eq!(local.get("/webhooks").await.ok()["items"].as_array().unwrap().len(), 1);
    local.get(&path).await.problem(404, "not_found");
    let moved = local.put(&format!("/webhooks/{}", own["id"].text()), facts(Value::Null)).await;
    moved.status(422);
    moved.names("/legal_entity_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_are_unknown_or_withheld_are_named_at_their_field() {
    let world = world().await;
    let admin = world.admin().await;
    let events = json!(["employee.hired", "employee.fired", "account.*", "circumstances.declared", "employee"]);
    let refused = admin.post("/webhooks", json!({"url": "http://127.0.0.1:9/", "events": events})).await;
    let named = [(1, "unknown_event"), (2, "withheld_event"), (3, "withheld_event"), (4, "unknown_event")];
    let named = named.map(|(at, code)| (format!("/events/{at}"), code.to_owned()));
    assert_eq!(codes(&refused.problem(422, "invalid")), named);
    admin.post("/webhooks", json!({"url": "http://127.0.0.1:9/", "events": []})).await.status(422);
    let known = admin.get("/webhook-events").await.ok();
    assert!(known.as_array().unwrap().iter().any(|event| event["kind"] == "agreement.signed"));
}

#[test]
fn what_outsiders_should_not_learn_of_is_withheld() {
    // Nouns that are secret as a whole, and what ends like somebody looking or a code being sent.
    let nouns = [
        "account",
        "grant",
        "client",
        "webhook",
        "deadline_feed",
        "circumstances",
        "dispute",
        "dispute_step",
        "legal_hold",
        "layoff",
        "proposal",
        "risk",
        "evidence_bundle",
        "separation_evidence",
        "separation_interview",
        "service_attempt",
        "log",
    ];
    let verbs = ["read", "exported", "downloaded", "code_sent", "signed_in", "secret"];
    for kind in Kind::ALL {
        let (noun, verb) = kind.as_str().split_once('.').unwrap();
        let secret = nouns.contains(&noun) || verbs.iter().any(|ending| verb.ends_with(ending));
        assert!(!(secret && kind.is_published()), "{} tells outsiders too much", kind.as_str());
    }
    // Of a case they learn once the person knows of it.
    let cases: BTreeSet<&str> = (Kind::ALL.iter().filter(|kind| kind.is_published()))
        .filter_map(|kind| kind.as_str().strip_prefix("separation."))
        .collect();
    let known = ["completed", "leaving_notice_given", "notice_acknowledged", "notice_served", "settled"];
    assert_eq!(cases, known.into());
    // And of a warning once it is issued.
    let warnings: BTreeSet<&str> = (Kind::ALL.iter().filter(|kind| kind.is_published()))
        .filter_map(|kind| kind.as_str().strip_prefix("warning."))
        .collect();
    assert_eq!(warnings, ["answered", "issued", "withdrawn"].into());
}
