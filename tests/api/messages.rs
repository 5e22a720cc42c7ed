use std::path::PathBuf;

use serde_json::json;
use server::platform::messages::outbox::send_due;
use tests::{AsText, World};

use crate::contracts::Concluding;

/// Whoever delivers messages is out of order while this stands.
struct OutOfOrder(PathBuf);

impl OutOfOrder {
    fn begin(world: &World) -> Self {
        let outbox = world.folder().join("outbox");
        std::fs::rename(&outbox, world.folder().join("aside")).unwrap();
        std::fs::write(&outbox, "a file, where a folder should be").unwrap();
        Self(outbox)
    }

    fn end(self) {
        std::fs::remove_file(&self.0).unwrap();
        std::fs::rename(self.0.with_file_name("aside"), self.0).unwrap();
    }
}

/// How many messages hold these words.
fn told(world: &World, words: &str) -> usize {
    world.messages().iter().filter(|message| message["text"].text().contains(words)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_sent_is_sent_later_and_the_change_stands() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(json!({"kind": "confidentiality", "scope": "客户名单"})).await;
    world.stop_background();
    assert_eq!(told(&world, "供您阅读"), 1);
    let outage = OutOfOrder::begin(&world);
    it.hr.post(&format!("{path}/reminder"), json!({})).await.status(204);
    it.hr.post(&format!("{path}/void"), json!({"reason": "重发"})).await.ok();
    outage.end();
    let database = world.database().await;
    let kept = database.query("select body_sealed, kind from messages order by id", &[]).await.unwrap();
    let kinds: Vec<String> = kept.iter().map(|row| row.get("kind")).collect();
    assert_eq!(kinds, ["agreement.reminded", "agreement.voided"]);
    let plain = |row: &tokio_postgres::Row| String::from_utf8_lossy(row.get("body_sealed")).contains("有据");
    assert!(!kept.iter().any(plain), "what is said to people is not there to be read");
    assert_eq!(send_due(&world.app).await.unwrap(), 0, "the process that made the change is given time to send");
    database.execute("update messages set due_at = now()", &[]).await.unwrap();
    assert_eq!(send_due(&world.app).await.unwrap(), 2);
    assert_eq!((told(&world, "供您阅读"), told(&world, "已由公司作废")), (2, 1));
    let left = database.query_one("select count(*) from messages", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_in_time_is_given_up_and_the_record_says_so() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(json!({"kind": "confidentiality", "scope": "客户名单"})).await;
    world.stop_background();
    let outage = OutOfOrder::begin(&world);
    it.hr.post(&format!("{path}/reminder"), json!({})).await.status(204);
    it.employee.post(&format!("{path}/signing-codes"), json!({})).await.status(202);
    let database = world.database().await;
    database.execute("update messages set due_at = now()", &[]).await.unwrap();
    assert_eq!(send_due(&world.app).await.unwrap(), 2);
    let tries = database.query_one("select count(*) from messages where attempts = 1 and due_at > now()", &[]);
    assert_eq!(tries.await.unwrap().get::<_, i64>(0), 2, "each is tried again a little later");
    outage.end();
    let aged = "update messages set due_at = now(), created_at = case kind \
        when 'agreement.reminded' then now() - interval '25 hours' else created_at end";
    database.execute(aged, &[]).await.unwrap();
    world.now_is("2026-10-20T02:10:00Z"); // a code lasts ten minutes
    assert_eq!(send_due(&world.app).await.unwrap(), 2);
    assert_eq!((told(&world, "供您阅读"), told(&world, "用于签署")), (1, 0));
    world.settle().await;
    let trail = it.hr.get(&format!("{}/timeline?limit=200", it.person())).await.ok();
    let given_up = trail["items"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "message.undelivered");
    assert_eq!(given_up.count(), 2, "{trail}");
}
