//! What waits for somebody, on the home page.

use serde_json::json;
use tests::{AsText, Session, World};

use crate::desk::Desk;

/// How many things of a kind wait on somebody's home page.
async fn waiting(session: &Session<'_>, kind: &str) -> i64 {
    let home = session.get("/home").await.ok();
    let cards = home["cards"].as_array().unwrap();
    cards.iter().find(|card| card["kind"] == kind).map_or(0, |card| card["count"].as_i64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_in_a_case_stands_on_the_home_page_of_whoever_it_waits_for() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let case = desk.open("39(2)", "2026-10-30").await;
    desk.bring(&case, "E-FACT", "2026-10-12").await.created();
    let judges = (waiting(&desk.hr, "evidence_to_judge").await, waiting(&desk.legal, "evidence_to_judge").await);
    assert_eq!(judges, (0, 1), "not whoever brought it");
    assert_eq!(waiting(&desk.me, "own_notice").await, 0, "the case is not open to the person");
    let given = desk.me.post("/leaving-notices", json!({"ground": "37"})).await.created();
    assert_eq!(waiting(&desk.legal, "evidence_to_judge").await, 0, "the case gave way");
    assert_eq!((waiting(&desk.hr, "leaving_notices").await, waiting(&desk.me, "own_notice").await), (1, 1));
    let path = format!("/separations/{}", given["id"].text());
    let last_day = given["last_day"].text();
    desk.hr.post(&format!("{path}/receipt"), json!({"last_day": last_day})).await.ok();
    assert_eq!((waiting(&desk.hr, "leaving_notices").await, waiting(&desk.me, "own_notice").await), (0, 1));
    world.now_is(&format!("{last_day}T02:00:00Z"));
    desk.hr.post(&format!("{path}/completion"), json!({})).await.ok();
    assert_eq!(waiting(&desk.me, "own_notice").await, 0);
}
