//! One contract for a thousand people, end to end over HTTP: drafted, sent and sealed as the service does it, with
//! its database, its journal and its object store.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{AsText, Session, World};

use crate::documents::{processor_seconds, resident_megabytes};
use crate::hire_many;

const PEOPLE: usize = 1_000;

pub async fn run() {
    eprintln!("setting up {PEOPLE} people …");
    let world = World::as_shipped("2026-10-20T02:00:00Z").await;
    hire_many(&world, PEOPLE).await;
    world.database().await.batch_execute("vacuum analyze").await.expect("the tables are cleaned");
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    let entity = world.home().await.entity;
    let template = released(&hr, &legal, &entity).await;
    let candidates =
        hr.get(&format!("/agreement-batch-candidates?legal_entity_id={entity}&kind=confidentiality")).await.ok();
    let item = |one: &Value| {
        json!({"employee_id": one["employee"]["id"], "employee_address": "杭州市西湖区文三路 2 号",
            "facts": {"kind": "confidentiality", "scope": "客户名单、报价和源代码"}})
    };
    let items: Vec<Value> = candidates["items"].as_array().expect("people").iter().take(PEOPLE).map(item).collect();
    let people = items.len();
    let order = json!({"legal_entity_id": entity, "template_id": template, "name": "保密协议", "expires_on": null,
        "items": items});
    println!("{:<10} {:>8} {:>12} {:>16} {:>10}", "", "wall s", "lines /s", "lines /s of CPU", "MB");
    let path = timed("drafted", people, &hr, async || {
        format!("/agreement-batches/{}", hr.post("/agreement-batches", order.clone()).await.created()["id"].text())
    })
    .await;
    legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
    timed("sent", people, &hr, async || {
        hr.post(&format!("{path}/sending"), json!({})).await.ok();
        path.clone()
    })
    .await;
    legal.post(&format!("{path}/seal-codes"), json!({})).await.status(202);
    let code = world.last_code("一批协议加盖公司印章");
    timed("sealed", people, &hr, async || {
        let body = json!({"code": code, "statement": "本人已核对本批协议，同意加盖公司印章。"});
        legal.post(&format!("{path}/seal"), body).await.ok();
        path.clone()
    })
    .await;
    let progress = hr.get(&path).await.ok()["progress"].clone();
    assert_eq!(progress["partly_signed"], people, "{progress}");
}

async fn released(hr: &Session<'_>, legal: &Session<'_>, entity: &str) -> String {
    let adopted = json!({"legal_entity_id": entity, "kind": "confidentiality", "name": "保密协议"});
    let template = hr.post("/templates", adopted).await.created()["id"].text();
    let version = format!("/templates/{template}/versions/1");
    hr.post(&format!("{version}/submission"), json!({})).await.ok();
    legal.post(&format!("{version}/review"), json!({"decision": "release"})).await.ok();
    template
}

/// From the order until no line waits.
async fn timed(name: &str, people: usize, hr: &Session<'_>, order: impl AsyncFnOnce() -> String) -> String {
    let (began, busy) = (Instant::now(), processor_seconds());
    let path = order().await;
    while hr.get(&path).await.ok()["progress"]["waiting"] != 0 {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let (wall, busy) = (began.elapsed().as_secs_f64(), processor_seconds() - busy);
    let lines = people as f64;
    println!("{name:<10} {wall:>8.1} {:>12.1} {:>16.1} {:>10}", lines / wall, lines / busy, resident_megabytes());
    path
}
