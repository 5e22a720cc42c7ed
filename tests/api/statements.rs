//! What a read costs the database, in statements.

use serde_json::Value;
use server::platform::access::Caller;
use server::platform::journal::{Event, Kind};
use store::ids::{EmployeeId, LegalEntityId};
use tests::{AsText, World};

use crate::desk::Desk;
use crate::performance::{BEFORE, Quarter};

/// Statements of one read, its caller being known already: a token is resolved again every few seconds, which may
/// fall into one of the tries.
async fn statements(world: &World, session: &tests::Session<'_>, path: &str) -> u64 {
    let mut least = u64::MAX;
    for _ in 0..4 {
        let before = world.app.connections.statements_read();
        session.get(path).await.ok();
        least = least.min(world.app.connections.statements_read() - before);
    }
    least
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_read_takes_one_or_two_statements() {
    let world = World::at(BEFORE).await;
    let (quarter, review) = Quarter::failed(&world).await;
    world.settle().await;
    world.stop_background();
    let hr = &quarter.hr;
    let first = |list: Value| list["items"][0]["id"].text();
    let (worker, cycle) = (&quarter.worker.id, &quarter.cycle);
    let alert = first(hr.get("/alerts").await.ok());
    assert!(!alert.is_empty());
    let mut costly = Vec::new();
    for path in [
        "/employees?limit=50".to_owned(),
        "/employees?q=xs&limit=50".to_owned(),
        format!("/employees/{worker}"),
        format!("/employees/{worker}/assignments"),
        format!("/employees/{worker}/contracts"),
        format!("/employees/{worker}/wages"),
        format!("/employees/{worker}/documents"),
        format!("/employees/{worker}/circumstances"),
        "/legal-entities".to_owned(),
        "/org-units".to_owned(),
        "/positions".to_owned(),
        "/kpis".to_owned(),
        "/review-cycles".to_owned(),
        format!("/review-cycles/{cycle}"),
        "/reviews".to_owned(),
        format!("/reviews/{review}"),
        "/alerts".to_owned(),
        "/check-ins".to_owned(),
        "/improvement-plans".to_owned(),
        "/warnings".to_owned(),
        "/separations".to_owned(),
        "/disputes".to_owned(),
        "/legal-holds".to_owned(),
        "/imports".to_owned(),
    ] {
        let sent = statements(&world, hr, &path).await;
        if !(1..=2).contains(&sent) {
            costly.push(format!("{path}: {sent}"));
        }
    }
    assert!(costly.is_empty(), "statements: {costly:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gate_of_a_case_with_five_thousand_entries_takes_three_statements() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    desk.prove(&case, &["E-FACT", "E-POL-TEXT"], "2026-10-12").await;
    let id: uuid::Uuid = case.rsplit('/').next().unwrap().parse().unwrap();
    let (person, entity) = (desk.person.id.parse::<uuid::Uuid>().unwrap(), world.home().await.entity);
    let event = |n: usize| {
        Event::new(Kind::SeparationTaskAdded, LegalEntityId(entity.parse().unwrap()), id)
            .about(EmployeeId(person))
            .facts(&serde_json::json!({"n": n.to_string()}))
    };
    let many: Vec<Event> = (0..5_000).map(event).collect();
    world.app.change(&Caller::system(), async |_| Ok(((), many))).await.unwrap();
    world.settle().await;
    world.stop_background();
    let sent = statements(&world, &desk.hr, &format!("{case}/gate")).await;
    assert!((1..=3).contains(&sent), "the gate took {sent} statements");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_risk_overview_asks_no_more_of_many_cases_than_of_one() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    desk.open("39(2)", "2026-10-30").await;
    world.stop_background();
    let one = statements(&world, &desk.hr, "/risk").await;
    for _ in 0..3 {
        Desk::new(&world).await.open("40(3)", "2026-12-20").await;
    }
    world.settle().await;
    assert_eq!(statements(&world, &desk.hr, "/risk").await, one);
    assert!(one <= 12, "{one} statements");
    let list = statements(&world, &desk.hr, "/risk/cases").await;
    assert!(list <= 8, "the list of cases took {list} statements");
}
