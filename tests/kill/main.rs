//! The real process, killed without warning in the middle of what must not be half done. After a restart the
//! step either has been done whole or can be repeated.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod batch;

use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use server::demo::{Api, Body, STATEMENT, Story, Waiting, Walk, sign};
use tests::process::Service;
use tests::{AsText, national_id};

const PASSWORD: &str = "a-password-for-the-kill";
const PEOPLE: usize = 2_000;
/// The cycle of killing and starting again stops here; by then a signature has long had time to complete.
const MOST_KILLS: u64 = 20;

/// The binary beside this test, which `cargo build` makes; or that of `YOUJU_BIN`.
fn youju() -> PathBuf {
    let beside = || {
        let test = std::env::current_exe().unwrap();
        test.parent().and_then(Path::parent).expect("a target folder").join("youju")
    };
    let binary = std::env::var_os("YOUJU_BIN").map_or_else(beside, PathBuf::from);
    assert!(binary.exists(), "{} is not there: run `cargo build` first", binary.display());
    binary
}

fn story_of(service: &Service) -> Story {
    let api = Api::new(&service.base, PASSWORD, None).unwrap();
    Story::new(api, service.set_now(), service.folder().join("outbox"), Box::new(|_| {}))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_cut_short_is_whole_or_not_begun_and_can_be_made_again() {
    let mut service = Service::start_binary(&youju(), PASSWORD).await.unwrap();
    let story = story_of(&service);
    let roster = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/roster.xlsx");
    let walk = Walk { roster, actuals: None, skip_second_review: false };
    let waiting = walk.tell_until_signing(&story).await.expect("an agreement waits for its signatures");
    let mut cut_short = 0;
    for n in 0..MOST_KILLS {
        // Each time a little later: before the request is read, while it renders and signs, after it has answered.
        sign_and_kill(&mut service, &story, &waiting, Duration::from_millis(n * n * 2)).await;
        service.restart().await.expect("it starts again on what the killed process left");
        story.api.forget_tokens();
        if is_whole(&story, &waiting).await == 1 {
            break;
        }
        cut_short += 1;
    }
    assert!(cut_short > 0, "no signature was cut short");
    assert_eq!(is_whole(&story, &waiting).await, 1, "the person's signature never came to be");
    sign(&story, "legal.chen", &waiting.agreement_id, STATEMENT).await.expect("the employer signs");
    assert_eq!(is_whole(&story, &waiting).await, 2);
    let papers =
        story.api.by(&waiting.login).all(&format!("/employees/{}/documents", waiting.employee_id)).await.unwrap();
    assert_eq!(papers.iter().filter(|paper| paper["kind"] == "separation_agreement").count(), 1);
    service.stop().await.unwrap();
}

/// The person signs with a fresh code; the process dies so much later.
async fn sign_and_kill(service: &mut Service, story: &Story, waiting: &Waiting, after: Duration) {
    let Waiting { agreement_id, login, .. } = waiting;
    let voice = story.api.by(login);
    let agreement = voice.get(&format!("/agreements/{agreement_id}")).await.unwrap();
    voice.do_it(&format!("/agreements/{agreement_id}/signing-codes")).await.unwrap();
    let code = Story::code_in(&story.messages().unwrap(), "用于签署").unwrap();
    let body = json!({"code": code, "document_sha256": agreement["document_sha256"], "statement": STATEMENT});
    let path = format!("/agreements/{agreement_id}/signature");
    let (_, killed) = tokio::join!(voice.post(&path, body), async {
        tokio::time::sleep(after).await;
        service.kill().await
    });
    killed.unwrap();
}

/// File, record and journal tell of the same signatures, all of them good; answers how many.
async fn is_whole(story: &Story, waiting: &Waiting) -> usize {
    let Waiting { agreement_id, employee_id, login } = waiting;
    let voice = story.api.by(login);
    let agreement = voice.get(&format!("/agreements/{agreement_id}")).await.unwrap();
    let signers = agreement["signers"].as_array().unwrap();
    let signed = signers.iter().filter(|signer| signer["state"] == "signed").count();
    let file = voice.download(&format!("/agreements/{agreement_id}/document")).await.unwrap();
    let judged = voice.send(Method::POST, "/signatures/verification", Body::Pdf(file)).await.unwrap();
    let found = judged["signatures"].as_array().unwrap();
    let (people, stamps): (Vec<_>, Vec<_>) = found.iter().partition(|signature| !signature["signed_at"].is_null());
    assert_eq!(people.len(), signed, "the file holds as many signatures as the record says");
    assert_eq!(stamps.len(), usize::from(signed == signers.len()), "what all have signed is made to last");
    assert!(found.iter().all(|signature| signature["intact"] == true && signature["trusted"] == true), "{judged}");
    let trail = format!("/employees/{employee_id}/timeline");
    let entries = journalled(story, ("hr.zhang", &trail), "agreement.signed", signed).await;
    assert_eq!(entries, signed, "the journal tells of each signature once");
    signed
}

/// Entries of this kind in a list, once as many as expected have their place; entries get it a moment later.
async fn journalled(story: &Story, (login, path): (&str, &str), kind: &str, expected: usize) -> usize {
    let mut found = 0;
    for _ in 0..50 {
        let trail = story.api.by(login).all(path).await.unwrap();
        found = trail.iter().filter(|entry| entry["kind"] == kind).count();
        if found >= expected {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_cut_short_has_taken_nobody_or_everybody_and_comes_to_its_end() {
    let mut service = Service::start_binary(&youju(), PASSWORD).await.unwrap();
    let story = story_of(&service);
    let entity = employer(&story).await;
    let checked = upload(&story, &entity, PEOPLE).await;
    let path = format!("/imports/{}", checked["id"].text());
    let hr = story.api.by("hr.zhang");
    hr.post(&format!("{path}/commit"), json!({"skip_error_rows": false})).await.unwrap();
    while hr.get(&path).await.unwrap()["progress"]["done"].as_u64().unwrap_or(0) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let before = hr.get(&path).await.unwrap();
    assert_eq!(before["state"], "committing", "killed too late to be in the middle: {before}");
    service.kill().await.unwrap();

    service.restart().await.expect("it starts again on what the killed process left");
    story.api.forget_tokens();
    let right_after = hr.all("/employees").await.unwrap().len();
    assert!(right_after == 0 || right_after == PEOPLE, "{right_after} of {PEOPLE} people were taken");
    let committed = story.wait_for(&path, "hr.zhang", "committed").await.expect("the job is taken up again");
    assert_eq!(committed["result"]["created"], PEOPLE);
    assert_eq!(hr.all("/employees").await.unwrap().len(), PEOPLE);

    let again = upload(&story, &entity, PEOPLE).await;
    let again = format!("/imports/{}", again["id"].text());
    hr.post(&format!("{again}/commit"), json!({"skip_error_rows": false})).await.unwrap();
    let again = story.wait_for(&again, "hr.zhang", "committed").await.unwrap();
    assert_eq!((&again["result"]["created"], &again["result"]["updated"]), (&json!(0), &json!(0)));
    service.stop().await.unwrap();
}

/// An employer, and somebody of HR.
async fn employer(story: &Story) -> String {
    let admin = story.api.by("admin");
    let facts = json!({"name": "申城精密制造有限公司", "uscc": "91310115MA1K3YH20M", "city": "上海",
        "address": "上海市浦东新区张江路 100 号", "legal_representative": "尹冬", "has_union": true});
    let entity = admin.post("/legal-entities", facts).await.unwrap()["id"].text();
    office(story, "hr.zhang", "hr").await;
    entity
}

/// Somebody with a role everywhere.
async fn office(story: &Story, login: &str, role: &str) {
    let admin = story.api.by("admin");
    let account = json!({"login": login, "display_name": login, "password": PASSWORD});
    let account = admin.post("/accounts", account).await.unwrap();
    let grant = json!({"account_id": account["id"], "role": role, "scope": {"kind": "all"}});
    admin.post("/grants", grant).await.unwrap();
}

async fn upload(story: &Story, entity: &str, people: usize) -> Value {
    let file_name = "花名册.csv".to_owned();
    let form = Body::Roster { file_name, bytes: roster(people).into_bytes(), legal_entity_id: entity.to_owned() };
    let import = story.api.by("hr.zhang").send(Method::POST, "/imports", form).await.unwrap();
    let path = format!("/imports/{}", import["id"].text());
    let checked = story.wait_for(&path, "hr.zhang", "checked").await.unwrap();
    assert_eq!(checked["error_rows"], 0, "{checked}");
    checked
}

/// So many people as CSV.
fn roster(people: usize) -> String {
    let head = "工号,姓名,性别,身份证号,手机号,部门,岗位,入职日期,合同类型,合同开始,合同到期,月薪（元）\n";
    let line = |n: usize| {
        let id = national_id(u32::try_from(n).unwrap());
        format!("K{n:05},王小明,男,{id},139{n:08},生产部,操作工,2020-03-04,固定期限,2020-03-04,2029-03-03,8000\n")
    };
    head.to_owned() + &(0..people).map(line).collect::<String>()
}
