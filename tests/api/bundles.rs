use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tests::{AsText, Session, World};

use crate::agreements::Agreed;

async fn ready(who: &Session<'_>, id: &str) -> Value {
    for _ in 0..300 {
        let bundle = who.get(&format!("/evidence-bundles/{id}")).await.ok();
        if bundle["state"] != "building" {
            return bundle;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the bundle was not built in time");
}

async fn bundle(who: &Session<'_>, case: &str) -> (Value, Vec<u8>) {
    let asked = who.post(&format!("/separations/{case}/evidence-bundles"), json!({})).await.status(202);
    let id = asked["id"].text();
    let bundle = ready(who, &id).await;
    assert_eq!(bundle["state"], "ready", "{bundle}");
    let file = who.get(&format!("/evidence-bundles/{id}/file")).await;
    assert_eq!(file.headers["content-type"], "application/zip");
    (bundle, file.bytes)
}

fn youju(arguments: &[&str]) -> Output {
    // Beside the test itself, where the workspace builds it.
    let program = std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().join("youju");
    Command::new(program).args(arguments).output().expect("the program `youju`; build the workspace")
}

fn verify(folder: &Path, zip: &[u8], more: &[&str]) -> (i32, String) {
    let file = folder.join("bundle.zip");
    std::fs::write(&file, zip).unwrap();
    let said = youju(&[&["verify", file.to_str().unwrap(), "--lang", "en"], more].concat());
    (said.status.code().unwrap(), String::from_utf8(said.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_of_a_signed_case_holds_offline_and_one_flipped_byte_fails() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    agreed.sign(&agreed.employee, &path).await;
    agreed.sign(&agreed.legal, &path).await;
    let (told, zip) = bundle(&agreed.legal, &agreed.case).await;
    assert_eq!(told["size"], zip.len());

    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    std::fs::write(&roots, world.stranger().get("/trust/roots.pem").await.bytes).unwrap();
    let roots = roots.to_str().unwrap();
    let (code, report) = verify(folder.path(), &zip, &["--roots", roots]);
    assert_eq!(code, 0, "{report}");
    assert!(
        report.contains("[ok] no trail has its end cut off") && report.contains("[ok] the timestamps are valid"),
        "{report}"
    );
    assert!(report.contains("hold no more") && report.contains("Not proved"), "{report}");

    let statement = zip.windows(6).position(|window| window == "沈可".as_bytes()).expect("the name in a record");
    let mut flipped = zip.clone();
    flipped[statement] ^= 1;
    let (code, report) = verify(folder.path(), &flipped, &["--roots", roots]);
    assert_eq!(code, 1);
    assert!(report.contains("FAILS. First: data/"), "{report}");
    let (code, _) = verify(folder.path(), &zip, &["--log-key", "test.example/x+00000000+AAAA"]);
    assert_eq!(code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_is_signed_by_sm2_where_that_is_asked_for() {
    let world = World::with("2026-10-20T02:00:00Z", |settings| settings.sm2_bundles = true).await;
    let agreed = Agreed::new(&world).await;
    let (_, zip) = bundle(&agreed.hr, &agreed.case).await;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("sm2-root.pem");
    std::fs::write(&root, world.stranger().get("/trust/sm2-root.pem").await.bytes).unwrap();
    let root = root.to_str().unwrap();
    let (code, report) = verify(folder.path(), &zip, &["--sm2-roots", root]);
    assert_eq!(code, 0, "{report}");
    assert!(report.contains("[ok] the signature by SM2 over the manifest by SM3 is valid"), "{report}");
    assert!(report.contains("CN=test.example"), "who signed is told: {report}");

    let other = World::with("2026-10-20T02:00:00Z", |settings| settings.sm2_bundles = true).await;
    std::fs::write(root, other.stranger().get("/trust/sm2-root.pem").await.bytes).unwrap();
    let (code, report) = verify(folder.path(), &zip, &["--sm2-roots", root]);
    assert_eq!(code, 1);
    assert!(report.contains("FAILS. First: manifest-sm3.p7s"), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_it_a_bundle_holds_and_there_is_no_root() {
    let world = World::new().await;
    world.stranger().get("/trust/sm2-root.pem").await.problem(404, "not_found");
    let agreed = Agreed::new(&world).await;
    let (_, zip) = bundle(&agreed.hr, &agreed.case).await;
    let (code, report) = verify(tempfile::tempdir().unwrap().path(), &zip, &[]);
    assert_eq!(code, 0, "{report}");
    assert!(report.contains("[none] the signature by SM2"), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_request_itself_is_in_the_bundle_and_every_entry_of_the_person_is() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let (told, zip) = bundle(&agreed.hr, &agreed.case).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("b.zip"), &zip).unwrap();
    let said = youju(&["verify", folder.path().join("b.zip").to_str().unwrap(), "--json"]);
    let report: Value = serde_json::from_slice(&said.stdout).unwrap();
    let entries = report["entries"].as_array().unwrap();
    assert_eq!(told["entries"], entries.len());
    assert!(entries.iter().any(|entry| entry["kind"] == "evidence_bundle.requested"));
    let trail = report["trails"].as_array().unwrap().iter().find(|trail| trail["complete"] == true).unwrap();
    assert_eq!(trail["entries"], trail["last"]);
    assert!(trail["nothing_left_out_until"].is_u64(), "{trail}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_see_the_case_get_its_bundle() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let (told, _) = bundle(&agreed.employee, &agreed.case).await;
    let file = format!("/evidence-bundles/{}/file", told["id"].text());
    world.account_with("auditor").await.get(&file).await.status(200);
    world.account_with("payroll").await.get(&file).await.problem(403, "forbidden");
    world.stranger().get(&file).await.problem(401, "unauthenticated");
    let stranger = world.hire("路人甲").await;
    let stranger = world.session_of(&stranger).await;
    stranger.get(&file).await.problem(404, "not_found");
    stranger.post(&format!("/separations/{}/evidence-bundles", agreed.case), json!({})).await.problem(404, "not_found");
    assert_eq!(stranger.get("/evidence-bundles").await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_that_was_cut_short_is_taken_up_again() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let (told, _) = bundle(&agreed.hr, &agreed.case).await;
    let client = world.database().await;
    client
        .batch_execute("update bundles set state = 'building', sha256 = null, size = null, entries = null")
        .await
        .unwrap();
    server::start_background(&world.app);
    assert_eq!(ready(&agreed.hr, &told["id"].text()).await["state"], "ready");
}
