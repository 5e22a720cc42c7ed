//! Employee detail, employee list page and the creation of a check-in, against the floor: a bare actix
//! handler with one prepared query on shared pipelined connections, and a bare insert of two rows in one
//! transaction (a check-in's own two rows, and two rows without any constraint), on the same database in the same run. The database is the embedded one as it is shipped: a commit
//! is on the disk when it is answered, for the floor as for Youju.
//!
//! `documents` instead of a number of seconds measures how contracts are set and sealed ([`documents`]), `batch` how a
//! thousand are drafted, sent and sealed over HTTP ([`batch`]).
//!
//! Measurements alternate, so that a noisy machine is noisy for both; the ratio is what counts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measurement that cannot go on must stop")]

mod batch;
mod documents;
mod floor;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{Person, World};

const CLIENTS: usize = 32;
const ROUNDS: usize = 3;
const PEOPLE: usize = 300;
/// How many of them check-ins are about.
const TEAM: usize = 30;

#[tokio::main]
async fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("documents") => return documents::run(),
        Some("batch") => return batch::run().await,
        _ => {}
    }
    let seconds = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(5);
    let span = Duration::from_secs(seconds);
    eprintln!("setting up {PEOPLE} people …");
    let world = World::as_shipped("2026-10-20T02:00:00Z").await;
    let boss = world.hire("经理").await;
    let mut team = Vec::new();
    for n in 0..TEAM {
        team.push(world.hire_under(&format!("组员{n}"), &boss).await);
    }
    let worker = &team[0];
    hire_many(&world, PEOPLE).await;
    let hr = world.account_with("hr").await;
    let manager = world.session_of(&boss).await;
    // As on any database that has run for a minute: autovacuum has been there.
    world.database().await.batch_execute("vacuum analyze").await.expect("the tables are cleaned");
    // As many connections for transactions as the service has.
    let id = |text: &str| text.parse().expect("an id");
    let people = floor::People {
        workers: team.iter().map(|person| id(&person.id)).collect(),
        manager: id(&boss.id),
        entity: id(&world.home().await.entity),
    };
    let floor = floor::start(world.app.connections.url(), world.app.settings.pool_size, people).await;

    let hr_token = hr.token();
    let base = format!("{}/api/v1", world.base);
    let reads = [
        ("employee detail", format!("{floor}/one?id={}", worker.id), format!("{base}/employees/{}", worker.id)),
        ("employee list, 50 rows", format!("{floor}/page"), format!("{base}/employees?limit=50")),
    ];
    println!("{:<28} {:>12} {:>12} {:>8}", "", "floor /s", "youju /s", "ratio");
    for (name, bare, ours) in &reads {
        let mut sums = (0.0, 0.0);
        for _ in 0..ROUNDS {
            sums.0 += rate(span, bare, None, &[]).await;
            sums.1 += rate(span, ours, hr_token.as_deref(), &[]).await;
        }
        report(name, sums);
    }
    let said = |person: &Person| json!({"employee_id": person.id, "kind": "coaching", "held_on": "2026-10-19", "topic": "周沟通", "text": "回顾本周目标完成情况。"});
    let check_ins: Vec<Value> = team.iter().map(said).collect();
    let (mut rows, mut own_rows, mut ours) = (0.0, 0.0, 0.0);
    let bare = [json!({"note": "回顾本周目标完成情况。"})];
    for _ in 0..ROUNDS {
        rows += rate(span, &format!("{floor}/write"), None, &bare).await;
        own_rows += rate(span, &format!("{floor}/check-in"), None, &bare).await;
        ours += rate(span, &format!("{base}/check-ins"), manager.token().as_deref(), &check_ins).await;
    }
    report("check-in / its rows, bare", (own_rows, ours));
    report("check-in / two free rows", (rows, ours));
}

fn report(name: &str, (floor, ours): (f64, f64)) {
    let rounds = ROUNDS as f64;
    println!("{name:<28} {:>12.0} {:>12.0} {:>7.0}%", floor / rounds, ours / rounds, 100.0 * ours / floor);
}

/// Requests a second over [`CLIENTS`] connections, each waiting for its answer; those with a body take turns.
async fn rate(span: Duration, url: &str, token: Option<&str>, bodies: &[Value]) -> f64 {
    let done = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let workers: Vec<_> = (0..CLIENTS)
        .map(|turn| {
            let (done, url, token, bodies) = (done.clone(), url.to_owned(), token.map(str::to_owned), bodies.to_vec());
            tokio::spawn(async move {
                let http = server::platform::outgoing::client().build().expect("a client");
                let mut bodies = bodies.iter().cycle().skip(turn);
                while began.elapsed() < span {
                    let mut request = match bodies.next() {
                        Some(body) => http.post(&url).json(body),
                        None => http.get(&url),
                    };
                    if let Some(token) = &token {
                        request = request.bearer_auth(token);
                    }
                    let answer = request.send().await.expect("an answer");
                    assert!(answer.status().is_success(), "{url} answers {}", answer.status());
                    answer.bytes().await.expect("a body");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.expect("the client runs");
    }
    done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64()
}

async fn hire_many(world: &World, count: usize) {
    let hr = world.account_with("hr").await;
    for n in 0..count {
        hr.post("/employees", world.someone(&format!("员工{n}"), json!({})).await).await.created();
    }
}
