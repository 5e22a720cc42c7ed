//! The habits of the API that every operation shares.

use diesel_async::SimpleAsyncConnection;
use reqwest::Method;
use serde_json::json;
use tests::{Reply, World};

#[tokio::test(flavor = "multi_thread")]
async fn problems_speak_the_language_of_the_caller() {
    let world = World::new().await;
    let zh = world.stranger().get("/employees").await.problem(401, "unauthenticated");
    let en = world
        .stranger()
        .with("accept-language", "en-GB,en;q=0.9")
        .get("/employees")
        .await
        .problem(401, "unauthenticated");
    assert_eq!(zh["detail"], "请先登录。");
    assert_eq!(en["detail"], "Sign in first.");
    assert!(en["instance"].as_str().unwrap().starts_with("urn:uuid:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_anonymous_caller_with_a_bad_body_learns_nothing_of_its_shape() {
    let world = World::new().await;
    world.stranger().post("/employees", json!({"nonsense": true})).await.problem(401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_idempotency_key_gives_the_same_answer_once() {
    let world = World::new().await;
    let entity = world.home().await.entity;
    let hr = world.account_with("hr").await.with("idempotency-key", "k-1");
    let body = json!({"legal_entity_id": entity, "name": "质量部"});
    let first = hr.post("/org-units", body.clone()).await;
    let again = hr.post("/org-units", body).await;
    assert_eq!(first.created(), again.created());
    assert_eq!(again.headers["idempotency-replayed"], "true");
    hr.post("/org-units", json!({"legal_entity_id": entity, "name": "别的部"}))
        .await
        .problem(422, "idempotency_key_reused");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_a_problem_document_too() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let reply = hr
        .request(Method::POST, "/org-units")
        .header("content-type", "application/json")
        .body("{")
        .send()
        .await
        .unwrap();
    Reply::read(reply).await.problem(400, "invalid_body");
    let reply =
        hr.request(Method::POST, "/org-units").header("content-type", "text/plain").body("x").send().await.unwrap();
    Reply::read(reply).await.problem(415, "unsupported_media_type");
    hr.get("/employees/not-an-id").await.problem(404, "not_found");
    hr.get("/employees?limit=many").await.problem(400, "invalid_query");
    hr.get("/no/such/thing").await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_request_id_that_was_given() {
    let world = World::new().await;
    let id = "0199f000-0000-7000-8000-000000000001";
    let reply = world.stranger().with("x-request-id", id).get("/access/roles").await;
    assert_eq!(reply.headers["x-request-id"], id);
    assert_eq!(reply.headers["x-content-type-options"], "nosniff");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_is_given_up_lets_go_of_its_locks() {
    let world = World::new().await;
    for statement in ["select 1", "select pg_sleep(0.2)"] {
        let mut tx = world.app.connections.begin().await.unwrap();
        tx.batch_execute("select pg_advisory_xact_lock(42)").await.unwrap();
        // Given up while a statement is under way, as when a caller goes away.
        let _ = tokio::time::timeout(std::time::Duration::from_millis(5), tx.batch_execute(statement)).await;
        drop(tx);
        let other = world.database().await;
        let taken = other.batch_execute("set lock_timeout = '5s'; select pg_advisory_xact_lock(42)").await;
        taken.expect("the lock is free");
    }
}
