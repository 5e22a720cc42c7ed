//! The text of a contract under discussion: comments on its clauses, and the next agreement in its place.

use serde_json::{Value, json};
use tests::{AsText, World};

use crate::agreements::{Agreed, sign};
use crate::contracts::{Concluding, labour};
use crate::templates::codes;

const SECRETS: &str = "客户名单、报价和源代码";

fn secrets() -> Value {
    json!({"kind": "confidentiality", "scope": SECRETS})
}

fn told(world: &World, words: &str) -> usize {
    world.messages().iter().filter(|message| message["text"].text().contains(words)).count()
}

/// What changed, by the key of its clause.
fn changed(comparison: &Value) -> Vec<String> {
    let clauses = comparison["clauses"].as_array().unwrap().iter().filter(|clause| clause["change"] != "same");
    clauses.map(|clause| clause["key"].text()).collect()
}

/// A clause as the later contract has it.
fn as_changed(comparison: &Value, key: &str) -> String {
    let clause = comparison["clauses"].as_array().unwrap().iter().find(|clause| clause["key"] == key).unwrap();
    let pieces = clause["pieces"].as_array().unwrap().iter().filter(|piece| piece["change"] != "removed");
    pieces.map(|piece| piece["text"].text()).collect()
}

fn cards(home: &Value) -> Vec<String> {
    home["cards"].as_array().unwrap().iter().map(|card| card["kind"].text()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_answered_and_settled_by_the_other_side() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(secrets()).await;
    let comments = format!("{path}/comments");
    let words = "保密期限没有终点，请写明年限。";
    let said = json!({"clause": "duration", "text": words, "proposed_text": "保密义务至离职后两年。"});
    let comment = it.employee.post(&comments, said).await.created();
    assert_eq!((&comment["by"], &comment["clause"]), (&json!("employee"), &json!("duration")));
    assert_eq!(told(&world, "员工就《"), 1, "whoever drafted it");
    assert_eq!(told(&world, words), 0, "the words stay inside");
    let card = "agreement_comments_to_settle".to_owned();
    assert!(cards(&it.hr.get("/home").await.ok()).contains(&card));
    assert!(!cards(&it.employee.get("/home").await.ok()).contains(&card));

    let settlement = format!("{comments}/{}/settlement", comment["id"].text());
    let accepted = json!({"outcome": "accepted", "text": "同意，写入新的文本。"});
    it.employee.post(&settlement, accepted.clone()).await.problem(409, "own_comment");
    let answer = json!({"answers": comment["id"], "text": "两年够吗？"});
    let answer = it.hr.post(&comments, answer).await.created();
    assert_eq!((&answer["by"], &answer["answers"]), (&json!("employer"), &comment["id"]));
    assert_eq!(told(&world, "公司就《"), 1, "the employee");
    let again = |body: Value| async { codes(&it.hr.post(&comments, body).await.problem(422, "invalid")) };
    let named = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    let of_an_answer = again(json!({"answers": answer["id"], "text": "补充。"})).await;
    assert_eq!(of_an_answer, named("/answers", "no_such_comment"));
    let elsewhere = again(json!({"answers": comment["id"], "clause": "scope", "text": "补充。"})).await;
    assert_eq!(elsewhere, named("/clause", "clause_of_the_comment"));
    let unsaid = json!({"outcome": "accepted", "text": "  "});
    it.hr.post(&settlement, unsaid).await.names("/text");
    let settled = it.hr.post(&settlement, accepted.clone()).await.ok();
    assert_eq!(settled["settlement"]["outcome"], "accepted");
    it.hr.post(&settlement, accepted.clone()).await.problem(409, "invalid_state");
    it.employee
        .post(&comments, json!({"answers": comment["id"], "text": "谢谢。"}))
        .await
        .problem(409, "invalid_state");
    assert!(!cards(&it.hr.get("/home").await.ok()).contains(&card));

    let of_legal = it.legal.post(&comments, json!({"text": "请核对送达地址。"})).await.created();
    let settlement = format!("{comments}/{}/settlement", of_legal["id"].text());
    it.hr.post(&settlement, accepted).await.problem(409, "own_comment");
    assert!(cards(&it.employee.get("/home").await.ok()).contains(&card));
    it.employee.post(&settlement, json!({"outcome": "not_accepted", "text": "地址没有变。"})).await.ok();
    let all = it.employee.get(&comments).await.ok();
    let texts: Vec<String> = all["items"].as_array().unwrap().iter().map(|one| one["text"].text()).collect();
    assert_eq!(texts, [words, "两年够吗？", "请核对送达地址。"]);

    world.settle().await;
    let trail = it.employee.get(&format!("{}/timeline?limit=200", it.person())).await.ok().to_string();
    assert!(trail.contains("agreement.commented") && trail.contains("text_sha256") && !trail.contains(words));
    let kept =
        "select count(*) from agreement_comments where position(convert_to($1::text, 'UTF8') in words_sealed) > 0";
    let rows = world.database().await.query(kept, &[&"保密期限"]).await.unwrap();
    assert_eq!(rows[0].get::<_, i64>(0), 0, "sealed at rest");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_two_sides_comments_and_only_while_both_may_sign() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let draft = it.hr.post(&it.path(), it.body(secrets())).await.created();
    let path = format!("/agreements/{}", draft["id"].text());
    let comments = format!("{path}/comments");
    let said = || json!({"clause": "scope", "text": "范围太宽。"});
    it.employee.post(&comments, said()).await.problem(404, "not_found");
    it.hr.post(&comments, said()).await.problem(409, "invalid_state");
    it.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
    it.hr.post(&format!("{path}/sending"), json!({})).await.ok();

    let stranger = world.session_of(&world.hire("路人甲").await).await;
    for reply in [stranger.post(&comments, said()).await, stranger.get(&comments).await] {
        reply.problem(404, "not_found");
    }
    for rest in ["text", "comparison"] {
        stranger.get(&format!("{path}/{rest}")).await.problem(404, "not_found");
    }
    let payroll = world.account_with("payroll").await;
    payroll.post(&comments, said()).await.problem(403, "forbidden");
    let unknown = it.employee.post(&comments, json!({"clause": "salary", "text": "没有这一条。"})).await;
    assert_eq!(codes(&unknown.problem(422, "invalid")), [("/clause".to_owned(), "unknown_clause".to_owned())]);
    let comment = it.employee.post(&comments, said()).await.created();
    let settlement = format!("{comments}/{}/settlement", comment["id"].text());
    let settled = json!({"outcome": "accepted", "text": "同意。"});
    stranger.post(&settlement, settled.clone()).await.problem(404, "not_found");
    payroll.post(&settlement, settled.clone()).await.problem(403, "forbidden");
    it.employee.post(&format!("{path}/decline"), json!({"reason": "范围太宽。"})).await.ok();
    it.hr.post(&settlement, settled).await.problem(409, "invalid_state");
    it.employee.post(&comments, said()).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_separation_agreement_is_negotiated_by_proposals_and_not_here() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    agreed
        .employee
        .post(&format!("{path}/comments"), json!({"text": "金额太低。"}))
        .await
        .problem(409, "invalid_state");
    agreed.hr.post(&format!("{path}/replacements"), json!({})).await.problem(409, "invalid_state");
    agreed.employee.get(&format!("{path}/text")).await.problem(409, "text_not_kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_by_clauses_is_that_of_the_file_and_stays_when_the_records_change() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let path = it.sent(labour(it.next_day().await)).await;
    let text = it.employee.get(&format!("{path}/text")).await.ok();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), it.employee.get(&format!("{path}/document")).await.bytes).unwrap();
    let printed = std::process::Command::new("pdftotext").args(["-layout"]).arg(file.path()).arg("-").output().unwrap();
    let printed: String = String::from_utf8(printed.stdout).unwrap().split_whitespace().collect();
    let clauses = text["chinese"]["clauses"].as_array().unwrap();
    assert!(clauses.len() > 10 && clauses.len() == text["english"]["clauses"].as_array().unwrap().len());
    for clause in clauses {
        assert!(printed.contains(&clause["heading"].text()), "{clause}");
        for paragraph in clause["paragraphs"].as_array().unwrap() {
            // A line may end in the middle, a page may too: the beginning is enough.
            let beginning: String = paragraph["text"].text().chars().filter(|c| !c.is_whitespace()).take(10).collect();
            assert!(printed.contains(&beginning), "{beginning}");
        }
    }
    assert!(text["english"]["clauses"].to_string().contains("15,000.00"));
    assert_eq!(text["amendments"], json!({}));

    let home = world.home().await;
    let admin = world.admin().await;
    let entity = format!("/legal-entities/{}", home.entity);
    let mut facts = admin.get(&entity).await.ok();
    facts.as_object_mut().unwrap().retain(|name, _| !["id", "version", "created_at"].contains(&name.as_str()));
    facts["address"] = json!("上海市浦东新区张江路 200 号");
    admin.put(&entity, facts).await.ok();
    assert_eq!(it.hr.get(&format!("{path}/text")).await.ok(), text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_text_voids_the_signature_under_the_earlier_one() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let from = it.next_day().await;
    let old = it.sent(labour(from)).await;
    sign(&world, &it.employee, &old).await;
    let mut facts = labour(from);
    facts["monthly_wage"] = json!("16000.00");
    let words = "- 双方变更本合同的，采用书面形式。\n- 年终奖为一个月工资。";
    let body = json!({"facts": facts, "amendments": {"variation": {"text": words}}, "expires_on": "2026-11-10"});
    it.employee.post(&format!("{old}/replacements"), body.clone()).await.problem(403, "forbidden");
    let draft = it.hr.post(&format!("{old}/replacements"), body.clone()).await.created();
    let new = format!("/agreements/{}", draft["id"].text());
    assert_eq!((&draft["stage"], &draft["amended"]), (&json!("draft"), &json!(["variation"])));
    assert_eq!(draft["facts"]["monthly_wage"], "16000.00");
    let before = it.hr.get(&old).await.ok();
    assert_eq!((&before["stage"], &before["replaced_by"]["id"]), (&json!("partly_signed"), &draft["id"]));

    // Until it is sent the person learns nothing of it.
    it.employee.get(&new).await.problem(404, "not_found");
    assert_eq!(it.employee.get(&old).await.ok()["replaced_by"], Value::Null);
    world.settle().await;
    let trail = format!("{}/timeline?limit=200", it.person());
    assert!(!it.employee.get(&trail).await.ok().to_string().contains("16000.00"));
    it.hr.post(&format!("{old}/replacements"), body).await.problem(409, "replacement_exists");
    it.hr.post(&it.path(), it.body(labour(from))).await.names("/facts/kind");

    let redline = it.legal.get(&format!("{new}/comparison")).await.ok();
    assert_eq!(changed(&redline), ["pay", "variation"]);
    assert!(as_changed(&redline, "pay").contains("16,000.00"));
    assert!(as_changed(&redline, "variation").ends_with("- 年终奖为一个月工资。"));
    it.legal.post(&format!("{new}/review"), json!({"decision": "approved"})).await.ok();
    let sent = it.hr.post(&format!("{new}/sending"), json!({})).await.ok();
    assert_eq!(sent["replaces"]["number"], before["number"]);
    let gone = it.employee.get(&old).await.ok();
    assert_eq!((&gone["stage"], &gone["replaced_by"]["number"]), (&json!("voided"), &sent["number"]));
    assert!(gone["ended_reason"].text().contains(&sent["number"].text()));
    assert_eq!((told(&world, "那一份已作废，此前对它的签署不再有效"), told(&world, "已由新文本")), (1, 1));

    // The old signature counts for nothing: not there, not here.
    for who in [&it.employee, &it.legal] {
        who.post(&format!("{old}/signing-codes"), json!({})).await.problem(409, "invalid_state");
    }
    let signers = it.employee.get(&new).await.ok()["signers"].clone();
    assert!(signers.as_array().unwrap().iter().all(|signer| signer["state"] == "waiting"), "{signers}");
    assert_eq!(changed(&it.employee.get(&format!("{new}/comparison")).await.ok()), ["pay", "variation"]);
    assert_eq!(sign(&world, &it.employee, &new).await["stage"], "partly_signed");
    assert_eq!(sign(&world, &it.legal, &new).await["stage"], "signed");
    let contracts = it.hr.get(&format!("{}/contracts", it.person())).await.ok();
    let of_day: Vec<_> =
        contracts["items"].as_array().unwrap().iter().filter(|one| one["from"] == json!(from)).collect();
    assert_eq!(of_day.len(), 1);
    assert_eq!(of_day[0]["monthly_wage"], "16000.00");
    it.hr.post(&format!("{new}/replacements"), json!({})).await.problem(409, "already_concluded");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_certificate_says_what_was_replaced_and_which_clauses_were_amended() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let old = it.sent(secrets()).await;
    let body = json!({"amendments": {"duration": {"text": "保密义务至离职后两年止。", "text_en": "Two years."}}});
    let new = it.replaced(&old, body).await;
    sign(&world, &it.employee, &new).await;
    sign(&world, &it.legal, &new).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), it.employee.get(&format!("{new}/certificate")).await.bytes).unwrap();
    let text = std::process::Command::new("pdftotext").args(["-layout"]).arg(file.path()).arg("-").output().unwrap();
    let text: String = String::from_utf8(text.stdout).unwrap().split_whitespace().collect();
    let number = it.hr.get(&old).await.ok()["number"].text();
    assert!(text.contains(&format!("取代{number}")) && text.contains("个别约定的条款"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amendment_that_loses_a_term_or_names_what_there_is_not_is_refused_at_its_clause() {
    let world = World::new().await;
    let it = Concluding::new(&world, "labour_contract").await;
    let old = it.sent(labour(it.next_day().await)).await;
    let replacements = format!("{old}/replacements");
    let amend = |key: &str, text: &str| json!({"amendments": {key: {"text": text}}});
    for (body, pointer, code) in [
        (amend("pay", "工资另行约定。"), "/amendments/pay/text", "mandatory_term_incomplete"),
        (amend("rules", "按{{ employee.salary }}执行。"), "/amendments/rules/text", "unknown_variable"),
        (amend("rules", "【空】天内执行。"), "/amendments/rules/text", "blank_left"),
        (amend("bonus", "年终奖为一个月工资。"), "/amendments/bonus", "unknown_clause"),
        (json!({"facts": secrets()}), "/facts/kind", "other_kind"),
        (json!({"expires_on": "2026-10-19"}), "/expires_on", "out_of_range"),
    ] {
        let refused = it.hr.post(&replacements, body).await.problem(422, "invalid");
        assert!(codes(&refused).contains(&(pointer.to_owned(), code.to_owned())), "{refused}");
    }
    it.hr.post(&replacements, json!({"clauses": {}})).await.problem(400, "invalid_body");
    assert_eq!(it.hr.get(&old).await.ok()["replaced_by"], Value::Null, "nothing was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn lcl35_what_both_signed_meanwhile_does_not_give_way() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let old = it.sent(secrets()).await;
    let facts = json!({"kind": "confidentiality", "scope": "客户名单"});
    let draft = it.hr.post(&format!("{old}/replacements"), json!({"facts": facts})).await.created();
    let new = format!("/agreements/{}", draft["id"].text());
    it.legal.post(&format!("{new}/review"), json!({"decision": "approved"})).await.ok();
    sign(&world, &it.employee, &old).await;
    sign(&world, &it.legal, &old).await;
    it.hr.post(&format!("{new}/sending"), json!({})).await.problem(409, "already_concluded");
    assert_eq!(it.hr.get(&old).await.ok()["stage"], "signed");
    assert_eq!(it.hr.get(&new).await.ok()["stage"], "reviewed");
    it.hr.post(&format!("{old}/replacements"), json!({})).await.problem(409, "already_concluded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_contract_is_replaced_from_its_own_version_or_the_newest() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let old = it.sent(secrets()).await;
    it.employee.post(&format!("{old}/decline"), json!({"reason": "期限太长。"})).await.ok();
    it.release_again(|text| {
        let clauses = text["clauses"].as_array_mut().unwrap();
        let duration = clauses.iter_mut().find(|clause| clause["key"] == "duration").unwrap();
        duration["text"] = json!(format!("{}\n- 本条的期限由双方每年核对一次。", duration["text"].text().trim_end()));
    })
    .await;
    let replacements = format!("{old}/replacements");
    let same = it.hr.post(&replacements, json!({})).await.created();
    assert_eq!((&same["template"]["number"], &same["facts"]["scope"]), (&json!(1), &json!(SECRETS)));
    let path = format!("/agreements/{}", same["id"].text());
    assert_eq!(changed(&it.hr.get(&format!("{path}/comparison")).await.ok()), [""; 0]);
    it.hr.post(&format!("{path}/void"), json!({"reason": "改用新版模板。"})).await.ok();
    assert_eq!(it.hr.get(&old).await.ok()["replaced_by"], Value::Null, "it never took the place");

    let new = it.replaced(&old, json!({"template": "newest_version"})).await;
    let shown = it.employee.get(&new).await.ok();
    assert_eq!((&shown["template"]["number"], &shown["replaces"]["stage"]), (&json!(2), &json!("declined")));
    assert_eq!(changed(&it.employee.get(&format!("{new}/comparison")).await.ok()), ["duration"]);
    assert_eq!(it.employee.get(&old).await.ok()["stage"], "declined", "it was over already");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_was_never_sent_stays_unknown_to_the_person_when_it_is_replaced() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let draft = it.hr.post(&it.path(), it.body(secrets())).await.created();
    let old = format!("/agreements/{}", draft["id"].text());
    let new = it.replaced(&old, json!({"facts": {"kind": "confidentiality", "scope": "客户名单"}})).await;
    assert_eq!(it.hr.get(&old).await.ok()["stage"], "voided");
    assert_eq!(it.legal.get(&new).await.ok()["replaces"]["id"], draft["id"]);
    assert_eq!(changed(&it.legal.get(&format!("{new}/comparison")).await.ok()), ["scope"]);
    assert_eq!(it.employee.get(&new).await.ok()["replaces"], Value::Null);
    it.employee.get(&format!("{new}/comparison")).await.problem(404, "not_found");
    assert_eq!(it.employee.get("/agreements").await.ok()["items"][0]["replaces"], Value::Null);
    assert_eq!(told(&world, "那一份已作废"), 0);
    it.hr.post(&format!("{old}/replacements"), json!({})).await.problem(409, "invalid_state");
}

/// The same for the journal's test: each operation once, with success.
pub async fn negotiated(world: &World) {
    let it = Concluding::new(world, "confidentiality").await;
    let old = it.sent(secrets()).await;
    let comments = format!("{old}/comments");
    let comment = it.employee.post(&comments, json!({"clause": "scope", "text": "范围太宽。"})).await.created();
    let settlement = format!("{comments}/{}/settlement", comment["id"].text());
    it.hr.post(&settlement, json!({"outcome": "accepted", "text": "改为客户名单。"})).await.ok();
    it.replaced(&old, json!({"facts": {"kind": "confidentiality", "scope": "客户名单"}})).await;
}
