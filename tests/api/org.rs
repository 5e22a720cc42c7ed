use serde_json::json;
use tests::{AsText, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_legal_entity_with_a_wrong_credit_code_is_refused() {
    let world = World::new().await;
    let admin = world.admin().await;
    let facts = json!({"name": "错码公司", "uscc": "91310115MA1K3YH20X", "city": "上海", "address": "上海市", "legal_representative": "某人", "has_union": false});
    admin.post("/legal-entities", facts).await.names("/uscc");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_is_refused_and_nothing_changes() {
    let world = World::new().await;
    let entity = world.home().await.entity;
    let path = format!("/legal-entities/{entity}");
    let admin = world.admin().await;
    let seen = admin.get(&path).await;
    assert_eq!(seen.headers["etag"], "\"1\"");
    let mut facts = seen.ok();
    for field in ["id", "version", "created_at"] {
        facts.as_object_mut().unwrap().remove(field);
    }
    facts["city"] = json!("北京");
    let changed = world.admin().await.with("if-match", "\"1\"").put(&path, facts.clone()).await;
    assert_eq!(changed.ok()["version"], 2);
    facts["city"] = json!("深圳");
    world.admin().await.with("if-match", "\"1\"").put(&path, facts).await.problem(412, "stale");
    assert_eq!(admin.get(&path).await.ok()["city"], "北京");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_cannot_be_below_itself() {
    let world = World::new().await;
    let entity = world.home().await.entity;
    let hr = world.account_with("hr").await;
    let top =
        hr.post("/org-units", json!({"legal_entity_id": entity, "name": "研发中心"})).await.created()["id"].text();
    let below = hr
        .post("/org-units", json!({"legal_entity_id": entity, "name": "平台部", "parent_id": top}))
        .await
        .created()["id"]
        .text();
    let reply = hr
        .put(&format!("/org-units/{top}"), json!({"legal_entity_id": entity, "name": "研发中心", "parent_id": below}))
        .await;
    reply.problem(409, "invalid");
    reply.names("/parent_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_headcount_of_a_unit_counts_who_is_there() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let session = world.session_of(&person).await;
    let units = session.get("/org-units").await.ok();
    assert_eq!(units["items"][0]["headcount"], 1);
}
