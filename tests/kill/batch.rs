//! One contract for many: the process killed while it drafts, while it sends and while it seals.

use serde_json::{Value, json};
use server::demo::{STATEMENT, Story};
use tests::AsText;
use tests::process::Service;

use crate::{PASSWORD, employer, journalled, office, story_of, upload, youju};

const PEOPLE: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_cut_short_goes_on_and_does_each_line_once() {
    let mut service = Service::start_binary(&youju(), PASSWORD).await.unwrap();
    let story = story_of(&service);
    let entity = employer(&story).await;
    office(&story, "legal.chen", "legal").await;
    office(&story, "auditor.he", "auditor").await;
    staff(&story, &entity).await;
    let (hr, legal) = (story.api.by("hr.zhang"), story.api.by("legal.chen"));

    let path = opened(&story, &entity).await;
    cut_short(&mut service, &story, &path).await;
    assert_eq!(progress(&story, &path).await["drafted"], PEOPLE);
    legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.unwrap();

    hr.do_it(&format!("{path}/sending")).await.unwrap();
    cut_short(&mut service, &story, &path).await;
    assert_eq!(progress(&story, &path).await["sent"], PEOPLE);

    legal.do_it(&format!("{path}/seal-codes")).await.unwrap();
    let code = Story::code_in(&story.messages().unwrap(), "一批协议加盖公司印章").unwrap();
    legal.post(&format!("{path}/seal"), json!({"code": code, "statement": STATEMENT})).await.unwrap();
    cut_short(&mut service, &story, &path).await;
    assert_eq!(progress(&story, &path).await["partly_signed"], PEOPLE);

    let agreements = hr.all("/agreements").await.unwrap();
    assert_eq!(agreements.len(), PEOPLE, "one for each");
    for kind in ["agreement.drafted", "agreement.sent", "agreement.signed", "seal.used"] {
        let path = format!("/journal?legal_entity_id={entity}&kind={kind}");
        let entries = journalled(&story, ("auditor.he", &path), kind, PEOPLE).await;
        assert_eq!(entries, PEOPLE, "{kind}: an entry for each, and no more");
    }
    assert_eq!(invited(&story, PEOPLE).await, PEOPLE, "everybody was told, and once");
    service.stop().await.unwrap();
}

/// Everybody on the staff, so that contracts can be concluded with them.
async fn staff(story: &Story, entity: &str) {
    let checked = upload(story, entity, PEOPLE).await;
    let path = format!("/imports/{}", checked["id"].text());
    story.api.by("hr.zhang").post(&format!("{path}/commit"), json!({"skip_error_rows": false})).await.unwrap();
    story.wait_for(&path, "hr.zhang", "committed").await.unwrap();
}

/// A batch for everybody from a released text; answers its path.
async fn opened(story: &Story, entity: &str) -> String {
    let (hr, legal) = (story.api.by("hr.zhang"), story.api.by("legal.chen"));
    let adopted = json!({"legal_entity_id": entity, "kind": "confidentiality", "name": "保密协议"});
    let template = hr.post("/templates", adopted).await.unwrap()["id"].text();
    let version = format!("/templates/{template}/versions/1");
    hr.do_it(&format!("{version}/submission")).await.unwrap();
    legal.post(&format!("{version}/review"), json!({"decision": "release"})).await.unwrap();
    let item = |person: &Value| {
        json!({"employee_id": person["id"], "employee_address": "上海市浦东新区张江路 100 号",
            "facts": {"kind": "confidentiality", "scope": "客户名单、报价和图纸"}})
    };
    let items: Vec<Value> = hr.all("/employees").await.unwrap().iter().map(item).collect();
    assert_eq!(items.len(), PEOPLE);
    let order = json!({"legal_entity_id": entity, "template_id": template, "name": "保密协议", "expires_on": null,
        "items": items});
    format!("/agreement-batches/{}", hr.post("/agreement-batches", order).await.unwrap()["id"].text())
}

/// How many were told that there is something to sign, once it is as many as expected; what a killed process did not
/// send is sent half a minute later.
async fn invited(story: &Story, expected: usize) -> usize {
    let mut told = 0;
    for _ in 0..600 {
        told = story.messages().unwrap().iter().filter(|text| text.contains("供您阅读")).count();
        if told >= expected {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    told
}

async fn progress(story: &Story, path: &str) -> Value {
    story.api.by("hr.zhang").get_quietly(path).await.unwrap()["progress"].clone()
}

/// Kills the process once some lines are done and others wait, starts it again, and waits until none waits.
async fn cut_short(service: &mut Service, story: &Story, path: &str) {
    let waiting = async || progress(story, path).await["waiting"].as_u64().unwrap();
    let all = u64::try_from(PEOPLE).unwrap();
    while waiting().await == all {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let left = waiting().await;
    assert!(left > 0, "killed too late to be in the middle");
    service.kill().await.unwrap();
    service.restart().await.expect("it starts again on what the killed process left");
    story.api.forget_tokens();
    for _ in 0..600 {
        if waiting().await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    panic!("the batch did not go on: {}", progress(story, path).await);
}
