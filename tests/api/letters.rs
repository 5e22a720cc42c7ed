//! Letters in the employer's own words: a template for all of a kind, and what the document says with it.

use serde_json::{Value, json};
use tests::{AsText, Session, World, pdf_text};

use crate::desk::Desk;
use crate::non_competes::{activated, resigned};
use crate::templates::{adopted, codes, released};

const LETTERS: [&str; 8] = [
    "separation_agreement",
    "separation_notice",
    "ending_notice",
    "union_notice",
    "warning_letter",
    "improvement_plan",
    "settlement_statement",
    "non_compete_letter",
];

const ADDED: &str = "你可以在人力资源系统中随时查阅上述记录。";

/// A template whose first clause says one thing more, released as its first version.
async fn changed(world: &World, hr: &Session<'_>, legal: &Session<'_>, kind: &str) -> String {
    let path = adopted(world, hr, kind).await;
    let mut text = hr.get(&format!("{path}/versions/1")).await.ok()["text"].clone();
    text["clauses"][0]["text"] = json!(format!("{}\n{ADDED}", text["clauses"][0]["text"].text()));
    hr.put(&format!("{path}/versions/1"), json!({"text": text})).await.ok();
    hr.post(&format!("{path}/versions/1/submission"), json!({})).await.ok();
    legal.post(&format!("{path}/versions/1/review"), json!({"decision": "release"})).await.ok();
    path
}

async fn noticed(desk: &Desk<'_>, world: &World, case: &str) -> String {
    desk.prove(case, &["E-POL-TEXT", "E-POL-DEM", "E-POL-PUB", "E-FACT", "E-SEVERE"], "2026-10-12").await;
    desk.tell_union(case).await;
    desk.approve(case).await;
    world.now_is("2026-10-22T02:00:00Z");
    let notice = json!({"last_day": "2026-10-30", "delivery_channel": "in_person"});
    let noticed = desk.hr.post(&format!("{case}/notice"), notice).await.ok();
    let document = noticed["notice"]["document_id"].text();
    pdf_text(&desk.hr.get(&format!("/documents/{document}/file")).await.bytes)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_has_the_words_that_legal_released_around_the_facts_of_the_case() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let (hr, legal) = (&desk.hr, &desk.legal);
    changed(&world, hr, legal, "separation_notice").await;
    let case = desk.open("39(2)", "2026-10-30").await;
    let text = noticed(&desk, &world, &case).await;
    for said in
        [ADDED, "通用separation_notice，第1版", "E-FACT的事实", "严重违反用人单位的规章制度的", "2026年10月30日解除"]
    {
        assert!(text.contains(said), "{said} is missing: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_template_a_notice_has_the_words_that_come_with_youju() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    // A draft counts for nothing.
    adopted(&world, &desk.hr, "separation_notice").await;
    let case = desk.open("39(2)", "2026-10-30").await;
    let text = noticed(&desk, &world, &case).await;
    assert!(text.contains("随系统提供的文本") && !text.contains(ADDED), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_has_one_text_for_letters_of_a_kind_and_no_contract_is_drafted_from_it() {
    let world = World::new().await;
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    let path = released(&world, &hr, &legal, "union_notice").await;
    let home = world.home().await;
    let again = json!({"legal_entity_id": home.entity, "kind": "union_notice", "name": "另一份"});
    let refused = hr.post("/templates", again).await;
    assert_eq!(codes(&refused.status(409)), [("/kind".to_owned(), "letter_exists".to_owned())]);
    let person = world.hire("孙敏").await;
    let draft = json!({"template_id": path.rsplit('/').next().unwrap(), "employee_address": "杭州市西湖区文三路 2 号",
        "facts": {"kind": "confidentiality", "scope": "客户名单"}});
    let refused = hr.post(&format!("/employees/{}/agreements", person.id), draft).await;
    assert_eq!(codes(&refused.status(422)), [("/template_id".to_owned(), "not_a_contract".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn doc04_a_letter_that_loses_its_facts_or_puts_a_table_within_a_line_is_not_released() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let path = adopted(&world, &hr, "separation_notice").await;
    let mut text = hr.get(&format!("{path}/versions/1")).await.ok()["text"].clone();
    text["clauses"][0]["text"] = json!("详见《{{ tables.findings }}》。");
    let kept = hr.put(&format!("{path}/versions/1"), json!({"text": text})).await.ok();
    let found = |reply: &Value| -> Vec<String> {
        reply["findings"].as_array().unwrap().iter().map(|one| one["code"].text()).collect()
    };
    assert_eq!(found(&kept), ["table_within_line"]);
    text["clauses"][0]["text"] = json!("事实见附件。");
    let kept = hr.put(&format!("{path}/versions/1"), json!({"text": text})).await.ok();
    assert_eq!(found(&kept), ["mandatory_term_incomplete"]);
    hr.post(&format!("{path}/versions/1/submission"), json!({})).await.status(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_letter_can_be_looked_at_with_each_set_of_sample_facts() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let home = world.home().await;
    let kinds = hr.get("/template-kinds").await.ok();
    for kind in LETTERS {
        let facts = kinds.as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap();
        for sample in 0..facts["samples"].as_u64().unwrap() {
            let asked = json!({"kind": kind, "text": facts["original"], "sample": sample,
                "legal_entity_id": home.entity, "english": sample == 1});
            let reply = hr.post("/template-previews", asked).await;
            reply.status(200);
            assert!(pdf_text(&reply.bytes).contains("不是正式文件"), "{kind} {sample}");
        }
    }
}

/// The facts of the latest entry of a kind about somebody.
async fn told(world: &World, who: &Session<'_>, person: &str, kind: &str) -> Value {
    world.settle().await;
    let trail = who.get(&format!("/employees/{person}/timeline?limit=200")).await.ok();
    let entry = trail["items"].as_array().unwrap().iter().find(|entry| entry["kind"] == kind).cloned();
    entry.unwrap_or_else(|| panic!("no {kind}: {trail:#}"))["facts"].clone()
}

/// The version that an entry names belongs to a template of this kind.
async fn assert_names_version(world: &World, facts: &Value, kind: &str) {
    let version: uuid::Uuid = facts["template_version_id"].text().parse().unwrap();
    let of = "select t.kind from templates t join template_versions v on v.template_id = t.id where v.id = $1";
    assert_eq!(world.database().await.query_one(of, &[&version]).await.unwrap().get::<_, &str>(0), kind);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warning_has_the_words_that_legal_released_and_its_entry_names_the_version() {
    let world = World::new().await;
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    changed(&world, &hr, &legal, "warning_letter").await;
    let person = world.hire("孙敏").await;
    let facts = json!({
        "employee_id": person.id, "level": "reminder", "expectation": "按时到岗。", "valid_months": null,
        "findings": [{"on": "2026-10-12", "text": "9:00 未到岗。", "record": "门禁记录"}], "rules": [],
    });
    let warning = format!("/warnings/{}", hr.post("/warnings", facts).await.created()["id"].text());
    hr.post(&format!("{warning}/submission"), json!({})).await.ok();
    let issue = json!({"verdict": "issue", "text": "事实有记录。"});
    let issued = legal.post(&format!("{warning}/decision"), issue).await.ok();
    let document = issued["letter"]["document_id"].text();
    let text = pdf_text(&hr.get(&format!("/documents/{document}/file")).await.bytes);
    for said in ["提醒函", ADDED, "通用warning_letter，第1版", "门禁记录"] {
        assert!(text.contains(said), "{said} is missing: {text}");
    }
    assert_eq!(hr.get(&format!("/documents/{document}")).await.ok()["title"], "提醒函");
    let entry = told(&world, &hr, &person.id, "warning.issued").await;
    assert_names_version(&world, &entry, "warning_letter").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_settlement_keeps_the_words_of_the_day_it_was_frozen() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let path = changed(&world, &desk.hr, &desk.legal, "settlement_statement").await;
    let over = desk.dismiss("39(2)", &["E-POL-TEXT", "E-POL-DEM", "E-POL-PUB", "E-FACT", "E-SEVERE"]).await;
    let sheet = format!("/separations/{}/settlement.pdf", over["id"].text());
    let entry = told(&world, &desk.hr, &desk.person.id, "separation.settled").await;
    assert_names_version(&world, &entry["settlement"], "settlement_statement").await;
    let next = desk.hr.post(&format!("{path}/versions"), json!({})).await.created();
    let (version, mut text) = (format!("{path}/versions/{}", next["number"]), next["text"].clone());
    text["clauses"][0]["text"] = json!("{{ tables.lines }}");
    desk.hr.put(&version, json!({"text": text})).await.ok();
    desk.hr.post(&format!("{version}/submission"), json!({})).await.ok();
    desk.legal.post(&format!("{version}/review"), json!({"decision": "release"})).await.ok();
    let text = pdf_text(&desk.me.get(&sheet).await.bytes);
    for said in [ADDED, "通用settlement_statement，第1版", "应付合计", "员工（签名）"] {
        assert!(text.contains(said), "{said} is missing: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_on_a_non_compete_duty_has_the_words_that_legal_released() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    changed(&world, &desk.hr, &desk.legal, "non_compete_letter").await;
    let case = resigned(&desk).await;
    let duty = desk.hr.post(&format!("{case}/non-compete"), activated()).await.created();
    let text = pdf_text(&desk.me.get(&format!("/documents/{}/file", duty["document_id"].text())).await.bytes);
    for said in [ADDED, "通用non_compete_letter，第1版", "启动竞业限制约定", "6,000.00元", "第三十八条"]
    {
        assert!(text.contains(said), "{said} is missing: {text}");
    }
    let entry = told(&world, &desk.hr, &desk.person.id, "non_compete.activated").await;
    assert_names_version(&world, &entry, "non_compete_letter").await;
}
