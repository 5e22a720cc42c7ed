//! A signed contract is varied by clauses: reworded, added and removed, in words that both sign.

use serde_json::{Value, json};
use tests::{AsText, World};

use crate::agreements::sign;
use crate::contracts::{Concluding, labour};
use crate::templates::codes;

/// A labour contract that both signed, and a template to vary it with.
struct Signed<'w> {
    world: &'w World,
    it: Concluding<'w>,
    contract: Value,
}

impl<'w> Signed<'w> {
    async fn new(world: &'w World) -> Self {
        let person = world.hire("沈可欣").await;
        let labour_contract = Concluding::with(world, "labour_contract", person.clone()).await;
        let path = labour_contract.sent(labour(labour_contract.next_day().await)).await;
        sign(world, &labour_contract.employee, &path).await;
        let contract = sign(world, &labour_contract.legal, &path).await;
        let it = labour_contract.next(world, "contract_variation").await;
        Self { world, it, contract }
    }

    fn facts(&self, changes: Value) -> Value {
        json!({"kind": "contract_variation", "effective_on": "2026-11-01", "reason": "双方协商",
            "clauses": {"agreement_id": self.contract["id"], "changes": changes}})
    }

    async fn refused(&self, changes: Value) -> Vec<(String, String)> {
        let reply = self.it.hr.post(&self.it.path(), self.it.body(self.facts(changes))).await;
        let all = codes(&reply.problem(422, "invalid")).into_iter();
        all.map(|(pointer, code)| (pointer.trim_start_matches("/facts/clauses").to_owned(), code)).collect()
    }

    /// Drafted, sent and signed by both; answers its path.
    async fn varied(&self, changes: Value) -> String {
        let path = self.it.sent(self.facts(changes)).await;
        sign(self.world, &self.it.employee, &path).await;
        assert_eq!(sign(self.world, &self.it.legal, &path).await["stage"], "signed");
        path
    }

    async fn present(&self) -> Vec<Value> {
        let path = format!("/agreements/{}/present-clauses", self.contract["id"].text());
        self.it.hr.get(&path).await.ok()["clauses"].as_array().unwrap().clone()
    }
}

fn at(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

async fn printed(it: &Concluding<'_>, path: &str) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), it.employee.get(&format!("{path}/document")).await.bytes).unwrap();
    let text = std::process::Command::new("pdftotext").arg(file.path()).arg("-").output().unwrap();
    String::from_utf8(text.stdout).unwrap().split_whitespace().collect()
}

fn changes() -> Value {
    json!({
        "reworded": {"rules": {"text": "乙方遵守甲方依法公示的规章制度。", "text_en": "The Employee keeps the rules."}},
        "added": [{"after": "work", "heading": "远程办公", "heading_en": "Remote work",
            "text": "乙方每周可以远程办公一天。", "text_en": "One day a week from home."}],
        "removed": ["special"],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn lcl35_the_document_says_what_becomes_of_which_clause_and_the_next_one_works_from_that() {
    let world = World::new().await;
    let signed = Signed::new(&world).await;
    let before = signed.present().await;
    let number = |key: &str| before.iter().position(|clause| clause["key"] == key).unwrap();
    let path = signed.varied(changes()).await;
    let text = printed(&signed.it, &path).await;
    for words in [
        "之后增加一条，标题为“远程办公”，内容为：“乙方每周可以远程办公一天。”",
        "“规章制度”的内容变更为：“乙方遵守甲方依法公示的规章制度。”",
        "“培训、保密与违约金”。",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    let english = signed.it.employee.get(&format!("{path}/text")).await.ok()["english"].to_string();
    assert!(english.contains("a clause “Remote work” is added: “One day a week from home.”"), "{english}");

    let redline = signed.it.employee.get(&format!("{path}/clause-changes")).await.ok();
    let changed: Vec<(String, String)> = (redline["clauses"].as_array().unwrap().iter())
        .filter(|clause| clause["change"] != "same")
        .map(|clause| (clause["key"].text(), clause["change"].text()))
        .collect();
    let named = [("added_1", "added"), ("rules", "changed"), ("special", "removed")];
    assert_eq!(changed, named.map(|(key, change)| (key.to_owned(), change.to_owned())));

    let after = signed.present().await;
    assert_eq!(after[number("work") + 1]["heading"], "远程办公");
    assert!(after.len() == before.len() && after.iter().all(|clause| clause["key"] != "special"));
    assert_eq!(signed.refused(json!({"removed": ["special"]})).await, at("/changes/removed/0", "unknown_clause"));
    let later = signed.varied(json!({"reworded": {"added_1": {"text": "乙方每周可以远程办公两天。"}}})).await;
    let redline = signed.it.hr.get(&format!("{later}/clause-changes")).await.ok();
    assert!(
        redline["clauses"]
            .as_array()
            .unwrap()
            .iter()
            .any(|clause| clause["key"] == "added_1" && clause["change"] == "changed")
    );
    let of_first = signed.it.hr.get(&format!("{path}/clause-changes")).await.ok();
    assert!(!of_first.to_string().contains("两天"), "what came later is not in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn lcl17_a_variation_that_loses_a_mandatory_term_names_it_and_one_that_changes_nothing_is_refused() {
    let world = World::new().await;
    let signed = Signed::new(&world).await;
    let reply = signed.it.hr.post(&signed.it.path(), signed.it.body(signed.facts(json!({"removed": ["pay"]})))).await;
    let refused = reply.problem(422, "invalid");
    assert_eq!(codes(&refused), at("/facts/clauses/changes/removed/0", "mandatory_term_missing"));
    assert!(refused["errors"][0]["detail"].text().contains("劳动报酬（劳动合同法第十七条第一款第六项）"));
    let text = signed.present().await.into_iter().find(|clause| clause["key"] == "rules").unwrap()["text"].text();
    for (changes, pointer, code) in [
        (
            json!({"reworded": {"pay": {"text": "工资另行约定。"}}}),
            "/changes/reworded/pay/text",
            "mandatory_term_incomplete",
        ),
        (json!({"reworded": {"rules": {"text": text}}}), "/changes/reworded/rules/text", "unchanged"),
        (
            json!({"reworded": {"rules": {"text": "从略。"}}, "removed": ["rules"]}),
            "/changes/removed/0",
            "reworded_and_removed",
        ),
        (
            json!({"added": [{"after": "no_such", "heading": "补贴", "text": "从略。"}]}),
            "/changes/added/0/after",
            "unknown_clause",
        ),
        (
            json!({"added": [{"heading": "补贴", "text": "按{{ employee.salary }}。"}]}),
            "/changes/added/0/text",
            "unknown_variable",
        ),
        (json!({}), "/changes", "nothing_changes"),
    ] {
        assert_eq!(signed.refused(changes).await, at(pointer, code));
    }
    let empty = json!({"kind": "contract_variation", "effective_on": "2026-11-01", "reason": "双方协商"});
    let refused = signed.it.hr.post(&signed.it.path(), signed.it.body(empty)).await;
    assert_eq!(codes(&refused.problem(422, "invalid")), at("/facts/items", "nothing_changes"));
    assert_eq!(signed.it.hr.get("/agreements?kind=contract_variation").await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_contract_that_this_person_signed_is_varied_and_by_who_prepares_contracts() {
    let world = World::new().await;
    let signed = Signed::new(&world).await;
    let contract = format!("/agreements/{}", signed.contract["id"].text());
    signed.it.employee.get(&format!("{contract}/present-clauses")).await.problem(403, "forbidden");
    let payroll = world.account_with("payroll").await;
    payroll.get(&format!("{contract}/present-clauses")).await.problem(403, "forbidden");
    signed.it.hr.get(&format!("{contract}/clause-changes")).await.problem(404, "not_found");

    let other = format!("/employees/{}/agreements", world.hire("路人乙").await.id);
    let refused = signed.it.hr.post(&other, signed.it.body(signed.facts(changes()))).await.problem(422, "invalid");
    assert_eq!(codes(&refused), at("/facts/clauses/agreement_id", "no_such_contract"));
    let open = signed.it.sent(signed.facts(changes())).await;
    let stranger = world.session_of(&world.hire("路人甲").await).await;
    stranger.get(&format!("{open}/clause-changes")).await.problem(404, "not_found");
    let second = signed.it.hr.post(&signed.it.path(), signed.it.body(signed.facts(changes()))).await;
    assert_eq!(second.status.as_u16(), 409, "one variation is on the table at a time");
    let unsigned = open.trim_start_matches("/agreements/");
    signed.it.hr.get(&format!("/agreements/{unsigned}/present-clauses")).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_without_a_place_for_clauses_varies_none() {
    let world = World::new().await;
    let signed = Signed::new(&world).await;
    let place = "{% for clause in variation.clauses %}\n{{ clause.zh }}\n{% endfor %}\n";
    signed
        .it
        .release_again(|text| {
            let clause = text["clauses"].as_array_mut().unwrap().iter_mut().find(|one| one["key"] == "terms").unwrap();
            assert!(clause["text"].text().contains(place));
            clause["text"] = json!(clause["text"].text().replace(place, ""));
        })
        .await;
    assert_eq!(signed.refused(changes()).await, at("", "template_without_clauses"));
}
