use serde_json::json;
use tests::World;

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_placed_densely_and_the_feed_misses_none() {
    let world = World::new().await;
    let people = [world.hire("甲一").await, world.hire("乙二").await, world.hire("丙三").await];
    world.settle().await;
    let entity = world.home().await.entity;
    let auditor = world.account_with("auditor").await;
    let mut indices = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = auditor.get(&format!("/journal?legal_entity_id={entity}&limit=3&cursor={cursor}")).await.ok();
        indices.extend(page["items"].as_array().unwrap().iter().map(|entry| entry["index"].as_i64().unwrap()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(indices, (0..indices.len() as i64).collect::<Vec<_>>());
    let hired = auditor.get(&format!("/journal?legal_entity_id={entity}&kind=employee.hired")).await.ok();
    assert_eq!(hired["items"].as_array().unwrap().len(), people.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_change_leaves_no_entry() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    world.settle().await;
    let entity = world.home().await.entity;
    let auditor = world.account_with("auditor").await;
    let count = async || {
        auditor.get(&format!("/journal?legal_entity_id={entity}&limit=200")).await.ok()["items"]
            .as_array()
            .unwrap()
            .len()
    };
    let before = count().await;
    let hr = world.account_with("hr").await;
    let overlapping =
        json!({"kind": "fixed_term", "from": "2024-01-01", "until": "2025-01-01", "monthly_wage": "1.00"});
    hr.post(&format!("/employees/{}/contracts", person.id), overlapping).await.status(409);
    world.settle().await;
    assert_eq!(count().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_to_change_what_is_placed() {
    let world = World::new().await;
    world.hire("李明").await;
    world.settle().await;
    let client = world.database().await;
    for statement in
        ["update journal_entries set kind = 'x'", "delete from journal_entries", "delete from journal_checkpoints"]
    {
        let error = client.batch_execute(statement).await.expect_err("append-only");
        assert!(error.as_db_error().unwrap().message().contains("append-only"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_planted_in_the_database_gets_no_place() {
    let world = World::new().await;
    world.hire("李明").await;
    world.settle().await;
    let client = world.database().await;
    client
        .batch_execute(
            "insert into journal_outbox (entry_id, log_id, kind, subject_id, subject_ref, resource_type, resource_id, actor_kind, actor_name, occurred_at, intent, app_sig)
             select gen_random_uuid(), log_id, 'employee.left', subject_id, subject_ref, 'employee', resource_id, 'system', '伪造', now(), leaf, sha512('x')
               from journal_entries where kind = 'employee.hired' limit 1",
        )
        .await
        .unwrap();
    world.settle().await;
    let placed =
        client.query_one("select count(*) from journal_entries where kind = 'employee.left'", &[]).await.unwrap();
    assert_eq!(placed.get::<_, i64>(0), 0);
    assert_eq!(quarantined(&client).await, ["not signed by this application"]);
}

/// Why entries were put aside, in the order in which they came.
async fn quarantined(client: &tokio_postgres::Client) -> Vec<String> {
    let rows = client.query("select reason from journal_quarantine order by id", &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_log_can_take_holds_nothing_up() {
    let world = World::new().await;
    world.hire("李明").await;
    world.settle().await;
    let mut client = world.database().await;
    let held = client.transaction().await.unwrap();
    held.batch_execute("select from journal_logs for no key update").await.unwrap();
    world.hire("王芳").await;
    world.hire("赵强").await;
    let meddled = world.database().await;
    // Signed by us, and then: one twice, one by an actor that there is not.
    meddled
        .batch_execute(
            "insert into journal_outbox (entry_id, log_id, kind, subject_id, subject_ref, resource_type, resource_id, actor_kind, actor_name, occurred_at, intent, app_sig)
             select entry_id, log_id, kind, subject_id, subject_ref, resource_type, resource_id, actor_kind, actor_name, occurred_at, intent, app_sig
               from journal_outbox where kind = 'employee.hired' order by id limit 1;
             update journal_outbox set actor_kind = 'robot'
              where id = (select max(id) from journal_outbox where kind = 'account.created')",
        )
        .await
        .unwrap();
    held.commit().await.unwrap();
    world.settle().await;
    let left = meddled.query_one("select count(*) from journal_outbox", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0);
    let hired =
        meddled.query_one("select count(*) from journal_entries where kind = 'employee.hired'", &[]).await.unwrap();
    assert_eq!(hired.get::<_, i64>(0), 3, "those who were hired meanwhile have their place");
    let reasons = quarantined(&meddled).await;
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.starts_with("journal_entries_actor_check")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.starts_with("journal_entries_entry_key")), "{reasons:?}");
}
