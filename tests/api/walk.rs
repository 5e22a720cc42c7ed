use std::path::PathBuf;

use serde_json::{Value, json};
use server::demo::{Api, Outcome, Story, Transcript, Walk};
use tests::World;

const PASSWORD: &str = "a-password-for-the-walk";

pub fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// The walk of `make walk` in a world of the test; answers what came out, and the transcript.
async fn walk(walk: Walk) -> (Outcome, String) {
    let world = World::at("2026-03-10T00:30:00Z").await;
    let (outcome, transcript) = walk_in(&world, walk).await;
    (outcome, transcript.text())
}

/// The walk of `make walk` in this world, which must stand in March 2026.
pub async fn walk_in(world: &World, walk: Walk) -> (Outcome, Transcript) {
    let api = Api::new(&world.base, PASSWORD, Some(Transcript::default())).unwrap();
    api.knows_password("admin", "admin-password");
    let clock = world.app.clock.clone();
    let set_now = Box::new(move |at| {
        clock.set(at);
        Ok(())
    });
    let mut story = Story::new(api, set_now, world.folder().join("outbox"), Box::new(|_| {}));
    let mut outcome = Outcome::default();
    walk.tell(&story, &mut outcome).await.expect("the walk comes to its end");
    (outcome, story.api.transcript.take().unwrap())
}

fn file<'a>(outcome: &'a Outcome, name: &str) -> &'a [u8] {
    let (_, bytes) = outcome.files.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no {name}"));
    bytes
}

fn json(outcome: &Outcome, name: &str) -> Value {
    serde_json::from_slice(file(outcome, name)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_goes_from_the_roster_to_a_bundle_that_verifies() {
    let (roster, actuals) = (data("roster.xlsx"), Some(data("kpi_actuals.csv")));
    let (outcome, transcript) = walk(Walk { roster, actuals, skip_second_review: false }).await;
    assert_eq!(json(&outcome, "gate.json")["verdict"], "pass");
    assert_eq!(json(&outcome, "gate-36.json")["verdict"], "pass");
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle.zip");
    std::fs::write(&bundle, file(&outcome, "bundle.zip")).unwrap();
    let roots = evidence::pki::from_pem(std::str::from_utf8(file(&outcome, "roots.pem")).unwrap()).unwrap();
    let known = evidence::verify::Known { roots: Some(roots), ..Default::default() };
    assert!(evidence::verify::verify_path(&bundle, &known).unwrap().holds());
    assert!(!transcript.contains(PASSWORD) && !transcript.contains("eyJ"), "a secret is in the transcript");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_second_review_and_without_a_file_of_figures_the_gate_blocks() {
    let (outcome, _) = walk(Walk { roster: data("roster.xlsx"), actuals: None, skip_second_review: true }).await;
    let gate = json(&outcome, "gate.json");
    assert_eq!(gate["verdict"], "block");
    assert!(gate["missing"].as_array().unwrap().contains(&json!("E-APPR2-FAIL")), "{gate}");
}
