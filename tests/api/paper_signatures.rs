//! Signing on paper: a scan that one brings in and another compares, and what the employee says of it.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tests::{AsText, Reply, Session, World};

use crate::agreements::sign;
use crate::contracts::Concluding;

const SCAN: &[u8] = b"%PDF-1.7\n% a scan";

/// Brings a scan in.
pub async fn bring(who: &Session<'_>, path: &str, (file, signed_on): (&[u8], &str)) -> Reply {
    let part = Part::bytes(file.to_vec()).file_name("扫描件.pdf").mime_str("application/pdf").unwrap();
    let form = Form::new().part("file", part).text("signed_on", signed_on.to_owned()).text("kept_at", "档案室 3 号柜");
    let request = who.request(Method::POST, &format!("{path}/paper-signatures")).multipart(form);
    Reply::read(request.send().await.unwrap()).await
}

pub fn confidentiality() -> Value {
    json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"})
}

#[tokio::test(flavor = "multi_thread")]
async fn what_both_signed_by_hand_counts_once_another_has_compared_the_scan() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(confidentiality()).await;
    let scan = bring(&it.hr, &path, (SCAN, "2026-10-20")).await.created();
    assert_eq!((&scan["state"], &scan["scan_media"]), (&json!("waiting"), &json!("application/pdf")));
    bring(&it.hr, &path, (SCAN, "2026-10-20")).await.problem(409, "scan_exists");
    let one = format!("{path}/paper-signatures/{}", scan["id"].text());
    assert_eq!(it.hr.get(&path).await.ok()["stage"], "sent", "it counts for nothing yet");
    assert_eq!(it.employee.get(&format!("{one}/scan")).await.bytes, SCAN);

    let confirmed = json!({"decision": "confirmed", "text": "与原件逐页核对一致。"});
    it.hr.post(&format!("{one}/review"), confirmed.clone()).await.problem(403, "forbidden");
    it.employee.post(&format!("{one}/review"), confirmed.clone()).await.problem(403, "forbidden");
    let signed = it.legal.post(&format!("{one}/review"), confirmed.clone()).await.ok();
    assert_eq!((&signed["stage"], &signed["on_paper"]), (&json!("signed"), &json!(true)));
    assert!(signed["signers"].as_array().unwrap().iter().all(|signer| signer["state"] == "waiting"));
    it.legal.post(&format!("{one}/review"), confirmed).await.problem(409, "invalid_state");
    assert!(world.messages().iter().any(|message| message["text"].text().contains("不是您签的")));

    let papers = it.employee.get(&it.path().replace("/agreements", "/documents")).await.ok();
    assert!(papers["items"].as_array().unwrap().iter().any(|paper| paper["sha256"] == scan["scan_sha256"]));
    it.employee.get(&format!("{path}/certificate")).await.problem(409, "invalid_state");
    it.employee.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_employee_sees_the_scan_and_objects_and_nobody_else_can() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(confidentiality()).await;
    let scan = bring(&it.hr, &path, (SCAN, "2026-10-20")).await.created();
    let one = format!("{path}/paper-signatures/{}", scan["id"].text());
    it.legal.post(&format!("{one}/review"), json!({"decision": "confirmed"})).await.ok();
    let said = json!({"text": "这不是我的签名。"});
    it.hr.post(&format!("{one}/objection"), said.clone()).await.problem(403, "forbidden");
    it.legal.post(&format!("{one}/objection"), said.clone()).await.problem(403, "forbidden");
    it.employee.post(&format!("{one}/objection"), json!({"text": "　"})).await.names("/text");
    let objected = it.employee.post(&format!("{one}/objection"), said.clone()).await.created();
    assert_eq!(objected["objection"], "这不是我的签名。");
    it.employee.post(&format!("{one}/objection"), said).await.problem(409, "invalid_state");
    let listed = it.legal.get(&format!("{path}/paper-signatures")).await.ok();
    assert_eq!(listed["items"][0]["objection"], "这不是我的签名。");
    let stranger = world.hire("路人甲").await;
    let stranger = world.session_of(&stranger).await;
    stranger.get(&format!("{path}/paper-signatures")).await.problem(404, "not_found");
    stranger.get(&format!("{one}/scan")).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn r010_a_scan_is_refused_before_the_text_was_and_after_a_side_has_signed() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let draft = it.hr.post(&it.path(), it.body(confidentiality())).await.created();
    let path = format!("/agreements/{}", draft["id"].text());
    bring(&it.hr, &path, (SCAN, "2026-10-20")).await.problem(409, "invalid_state");
    it.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
    bring(&it.hr, &path, (SCAN, "2026-10-20")).await.problem(409, "invalid_state");
    it.hr.post(&format!("{path}/sending"), json!({})).await.ok();
    bring(&it.hr, &path, (SCAN, "2026-10-19")).await.names("/signed_on");
    bring(&it.hr, &path, (SCAN, "2026-10-21")).await.names("/signed_on");
    bring(&it.hr, &path, (b"<svg/>", "2026-10-20")).await.names("/file");
    bring(&it.employee, &path, (SCAN, "2026-10-20")).await.problem(403, "forbidden");

    // Nobody judges what they brought in themselves.
    let own = bring(&it.legal, &path, (SCAN, "2026-10-20")).await.created();
    let review = format!("{path}/paper-signatures/{}/review", own["id"].text());
    it.legal.post(&review, json!({"decision": "confirmed"})).await.problem(403, "separation_of_duties");
    let other = world.account_with("legal").await;
    other.post(&review, json!({"decision": "returned", "text": "请由人事登记。"})).await.ok();

    // Returned, another may be brought in; a signature overtakes it.
    let scan = bring(&it.hr, &path, (SCAN, "2026-10-20")).await.created();
    let review = format!("{path}/paper-signatures/{}/review", scan["id"].text());
    it.legal.post(&review, json!({"decision": "returned"})).await.names("/text");
    it.legal.post(&review, json!({"decision": "returned", "text": "缺第二页。"})).await.ok();
    let scan = bring(&it.hr, &path, (SCAN, "2026-10-20")).await.created();
    sign(&world, &it.employee, &path).await;
    let review = format!("{path}/paper-signatures/{}/review", scan["id"].text());
    it.legal.post(&review, json!({"decision": "confirmed"})).await.problem(409, "invalid_state");
    it.legal.post(&review, json!({"decision": "returned", "text": "已经电子签署。"})).await.ok();
    bring(&it.hr, &path, (SCAN, "2026-10-20")).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_knows_no_signed_agreement_without_signatures_or_a_confirmed_scan() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(confidentiality()).await;
    let id = path.rsplit('/').next().unwrap();
    let planted = world
        .database()
        .await
        .batch_execute(&format!("update agreements set stage = 'signed' where id = '{id}'"))
        .await;
    assert!(planted.unwrap_err().as_db_error().unwrap().message().contains("signed by both sides"));
}
