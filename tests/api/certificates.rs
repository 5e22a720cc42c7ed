use serde_json::json;
use tests::{AsText, World, pdf_text};

use crate::agreements::{sign, verified};
use crate::contracts::Concluding;

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_of_completion_tells_how_an_agreement_came_to_be_signed() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"})).await;
    sign(&world, &it.employee, &path).await;
    let certificate = format!("{path}/certificate");
    it.employee.get(&certificate).await.problem(409, "invalid_state");
    sign(&world, &it.legal, &path).await;
    let pdf = it.employee.get(&certificate).await.bytes;
    assert_eq!(it.hr.get(&certificate).await.bytes, pdf, "made once");
    assert_eq!(verified(&it.employee, pdf.clone()).await["verdict"], "valid");

    let text = pdf_text(&pdf);
    let signed = it.hr.get(&path).await.ok();
    for wanted in [
        "签署证明",
        "一次性验证码",
        "用印人：legal",
        "网络地址127.0.0.1",
        "本人已阅读全文，自愿签署",
        "查阅协议",
        "发出协议",
        "审查协议",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing: {text}");
    }
    for hash in ["original_sha256", "document_sha256"] {
        let hash = signed[hash].text();
        assert!(text.contains(&hash[..32]) && text.contains(&hash[32..]), "{hash} is missing");
    }
    let papers = it.employee.get(&it.path().replace("/agreements", "/documents")).await.ok();
    let kinds: Vec<_> = papers["items"].as_array().unwrap().iter().map(|paper| paper["kind"].text()).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "completion_certificate").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_timestamp_is_renewed_before_its_certificate_ends() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"})).await;
    sign(&world, &it.employee, &path).await;
    sign(&world, &it.legal, &path).await;
    let before = it.hr.get(&format!("{path}/document")).await.bytes;
    world.stop_background();
    assert_eq!(server::agreements::renew(&world.app).await.unwrap(), 0, "it has years to go");
    world.now_is("2035-12-01T02:00:00Z");
    assert_eq!(server::agreements::renew(&world.app).await.unwrap(), 1);
    assert_eq!(server::agreements::renew(&world.app).await.unwrap(), 0, "once is enough");
    let hr = world.account_with("hr").await;
    let after = hr.get(&format!("{path}/document")).await.bytes;
    assert!(after.starts_with(&before) && after.len() > before.len(), "it was appended to");
    let report = verified(&hr, after).await;
    let fields: Vec<_> = report["signatures"].as_array().unwrap().iter().map(|one| one["field"].text()).collect();
    assert_eq!(report["verdict"], "valid", "{report}");
    assert_eq!(fields, ["employee", "employer", "timestamp_1", "timestamp_2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn es12_a_copy_on_paper_is_asked_for_and_handed_over_against_a_record() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"})).await;
    let copies = format!("{path}/paper-copies");
    sign(&world, &it.employee, &path).await;
    it.employee.post(&copies, json!({})).await.problem(409, "invalid_state");
    sign(&world, &it.legal, &path).await;
    it.hr.post(&copies, json!({})).await.status(403);
    let asked = it.employee.post(&copies, json!({})).await.created();
    it.employee.post(&copies, json!({})).await.problem(409, "paper_asked_already");
    let told =
        world.messages().iter().filter(|message| message["text"].text().contains("纸质文本。请免费提供")).count();
    assert_eq!(told, 1);
    let cards = it.hr.get("/home").await.ok();
    assert!(cards.to_string().contains("paper_copies_to_hand_over"), "{cards}");

    let handover = format!("{copies}/{}/handover", asked["id"].text());
    it.employee.post(&handover, json!({"handed_over_on": "2026-10-20"})).await.status(403);
    it.hr.post(&handover, json!({"handed_over_on": "2026-10-21"})).await.problem(422, "invalid");
    let done = it.hr.post(&handover, json!({"handed_over_on": "2026-10-20", "note": "本人签收"})).await.created();
    assert_eq!((&done["handed_over_on"], &done["note"]), (&json!("2026-10-20"), &json!("本人签收")));
    it.hr.post(&handover, json!({"handed_over_on": "2026-10-20"})).await.problem(409, "invalid_state");
    assert_eq!(it.employee.get(&copies).await.ok()["items"].as_array().unwrap().len(), 1);
    it.employee.post(&copies, json!({})).await.created();
}

/// The same for the journal's test: each operation once, with success.
pub async fn asked_and_handed_over(world: &World) {
    let it = Concluding::new(world, "non_compete").await;
    let facts = json!({"kind": "non_compete", "months": 12, "region": "上海市", "scope": "工业机器人控制器的研发", "monthly": "9000.00"});
    let path = it.sent(facts).await;
    sign(world, &it.employee, &path).await;
    sign(world, &it.legal, &path).await;
    let asked = it.employee.post(&format!("{path}/paper-copies"), json!({})).await.created();
    let handover = format!("{path}/paper-copies/{}/handover", asked["id"].text());
    it.hr.post(&handover, json!({"handed_over_on": "2026-10-20"})).await.created();
}
