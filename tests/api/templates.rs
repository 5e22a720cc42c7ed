use serde_json::{Value, json};
use tests::{AsText, Session, World};

/// A template of the home employer, as its first draft; answers its path.
pub async fn adopted(world: &World, who: &Session<'_>, kind: &str) -> String {
    let home = world.home().await;
    let body = json!({"legal_entity_id": home.entity, "kind": kind, "name": format!("通用 {kind}")});
    format!("/templates/{}", who.post("/templates", body).await.created()["id"].text())
}

/// Handed in by one and released by the other.
pub async fn released(world: &World, hr: &Session<'_>, legal: &Session<'_>, kind: &str) -> String {
    let path = adopted(world, hr, kind).await;
    hr.post(&format!("{path}/versions/1/submission"), json!({})).await.ok();
    legal.post(&format!("{path}/versions/1/review"), json!({"decision": "release"})).await.ok();
    path
}

/// Where a refusal points, and why.
pub fn codes(reply: &Value) -> Vec<(String, String)> {
    let errors = reply["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| (error["pointer"].text(), error["code"].text())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn hr_edits_legal_releases_and_the_words_stay() {
    let world = World::new().await;
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    let path = released(&world, &hr, &legal, "labour_contract").await;
    let first = hr.get(&format!("{path}/versions/1")).await.ok();
    assert_eq!((&first["stage"], &first["findings"]), (&json!("released"), &json!([])));

    let next = hr.post(&format!("{path}/versions"), json!({})).await.created();
    assert_eq!((&next["number"], &next["stage"]), (&json!(2), &json!("draft")));
    let mut text = next["text"].clone();
    let words = format!("{}\n年终奖的发放办法由双方另行约定。", text["clauses"][0]["text"].text());
    text["clauses"][0]["text"] = json!(words);
    let edited = hr.put(&format!("{path}/versions/2"), json!({"text": text})).await.ok();
    assert_eq!(edited["findings"], json!([]));
    let compared = hr.get(&format!("{path}/versions/2/comparison")).await.ok();
    let changed: Vec<_> =
        compared["clauses"].as_array().unwrap().iter().filter(|clause| clause["change"] != "same").collect();
    assert_eq!(changed.len(), 1);
    let pieces = changed[0]["pieces"].as_array().unwrap();
    assert!(pieces.iter().any(|piece| piece["change"] == "added" && piece["text"].text().contains("年终奖")));

    hr.post(&format!("{path}/versions/2/submission"), json!({})).await.ok();
    hr.put(&format!("{path}/versions/2"), json!({"text": text})).await.problem(409, "invalid_state");
    legal.post(&format!("{path}/versions/2/review"), json!({"decision": "send_back"})).await.status(422);
    let back = legal
        .post(&format!("{path}/versions/2/review"), json!({"decision": "send_back", "text": "请写明办法。"}))
        .await
        .ok();
    assert_eq!((&back["stage"], &back["review_text"]), (&json!("draft"), &json!("请写明办法。")));
    hr.post(&format!("{path}/versions/2/submission"), json!({})).await.ok();
    legal.post(&format!("{path}/versions/2/review"), json!({"decision": "release"})).await.ok();
    let detail = hr.get(&path).await.ok();
    let first = detail["versions"].as_array().unwrap().last().unwrap();
    let named = |field: &Value| field.as_str().is_some_and(|name| !name.is_empty());
    assert!(
        named(&first["edited_by"][0]) && named(&first["reviewed_by"]) && first["edited_by"][0] != first["reviewed_by"]
    );
    let stages: Vec<_> = detail["versions"].as_array().unwrap().iter().map(|one| one["stage"].text()).collect();
    assert_eq!(stages, ["released", "superseded"]);

    let changed =
        world.database().await.batch_execute("update template_versions set text = '{}' where number = 1").await;
    let refused = changed.unwrap_err();
    assert!(refused.as_db_error().unwrap().message().contains("keeps its text"));
}

#[tokio::test(flavor = "multi_thread")]
async fn lcl17_a_text_without_a_mandatory_term_goes_no_further_than_a_draft() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let path = adopted(&world, &hr, "labour_contract").await;
    let version = format!("{path}/versions/1");
    let mut text = hr.get(&version).await.ok()["text"].clone();
    let clauses = text["clauses"].as_array_mut().unwrap();
    clauses.retain(|clause| !clause["covers"].as_array().unwrap().contains(&json!("lcl17_pay")));
    let kept = hr.put(&version, json!({"text": text})).await.ok();
    assert_eq!(kept["findings"][0]["code"], "mandatory_term_missing", "a draft may have faults");
    let refused = hr.post(&format!("{version}/submission"), json!({})).await.problem(422, "invalid");
    assert_eq!(codes(&refused), [("/clauses".to_owned(), "mandatory_term_missing".to_owned())]);
    let checked = hr.post("/template-checks", json!({"kind": "labour_contract", "text": text})).await.ok();
    assert_eq!(checked["findings"], kept["findings"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_releases_their_own_words_and_others_see_no_templates() {
    let world = World::new().await;
    let (hr, legal, other) =
        (world.account_with("hr").await, world.account_with("legal").await, world.account_with("legal").await);
    let path = adopted(&world, &hr, "confidentiality").await;
    let version = format!("{path}/versions/1");
    let shown = legal.get(&version).await.ok();
    legal.put(&version, json!({"text": shown["text"]})).await.ok();
    hr.post(&format!("{version}/submission"), json!({})).await.ok();
    let waits = async |who: &Session<'_>| {
        let home = who.get("/home").await.ok();
        home["cards"].as_array().unwrap().iter().any(|card| card["kind"] == "templates_to_review")
    };
    assert_eq!(
        (waits(&legal).await, waits(&other).await, waits(&hr).await),
        (false, true, false),
        "not one's own words"
    );
    let release = json!({"decision": "release"});
    legal.post(&format!("{version}/review"), release.clone()).await.problem(403, "separation_of_duties");
    hr.post(&format!("{version}/review"), release.clone()).await.status(403);
    other.post(&format!("{version}/review"), release).await.ok();
    let person = world.hire("李明").await;
    let employee = world.session_of(&person).await;
    employee.get("/templates").await.status(403);
    employee.get(&path).await.status(403);
    world.stranger().get(&path).await.status(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_the_text_and_names_its_slips() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let kinds = hr.get("/template-kinds").await.ok();
    for kind in kinds.as_array().unwrap() {
        let body = json!({"kind": kind["kind"], "text": kind["original"], "sample": 0});
        let pdf = hr.post("/template-previews", body).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"), "{}", kind["kind"]);
        let english = json!({"kind": kind["kind"], "text": kind["original"], "english": true});
        assert!(hr.post("/template-previews", english).await.bytes.starts_with(b"%PDF-"));
    }
    let mut text = kinds[0]["original"].clone();
    text["clauses"][1]["text"] = json!("{{ contract.nothing }}");
    let refused = hr.post("/template-previews", json!({"kind": "labour_contract", "text": text})).await;
    let refused = refused.problem(422, "invalid");
    assert_eq!(codes(&refused), [("/text/clauses/1/text".to_owned(), "fact_missing".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clause_library_is_by_kind_and_city() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let keys = async |query: &str| -> Vec<String> {
        let found = hr.get(&format!("/template-clauses?{query}")).await.ok();
        found["items"].as_array().unwrap().iter().map(|one| one["key"].text()).collect()
    };
    let shanghai = keys("kind=labour_contract&city=上海市").await;
    assert!(shanghai.contains(&"shanghai_medical_period".to_owned()));
    assert!(!keys("kind=labour_contract&city=北京").await.contains(&"shanghai_medical_period".to_owned()));
    assert!(!keys("kind=non_compete").await.contains(&"training".to_owned()));
    hr.get("/template-clauses?kind=none").await.problem(400, "invalid_query");
}
