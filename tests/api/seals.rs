use serde_json::{Value, json};
use tests::{AsText, Session, World};

use crate::agreements::{ready, sign};
use crate::contracts::Concluding;
use crate::templates::codes;

const ALL: [&str; 4] = ["certificate", "contract", "notice", "separation_agreement"];

/// The home employer's official seal; answers its path.
async fn official(world: &World, who: &Session<'_>) -> String {
    let home = world.home().await;
    let seals = who.get(&format!("/seals?legal_entity_id={}", home.entity)).await.ok();
    format!("/seals/{}", seals["items"][0]["id"].text())
}

/// A seal of the home employer for contracts; answers its path.
pub async fn contract_seal(world: &World, legal: &Session<'_>) -> String {
    format!("/seals/{}", legal.post("/seals", order(world, "合同专用章").await).await.created()["id"].text())
}

async fn order(world: &World, inscription: &str) -> Value {
    let home = world.home().await;
    json!({"legal_entity_id": home.entity, "inscription": inscription, "purposes": ["contract"], "keeper_id": null})
}

/// A confidentiality agreement that waits for both signatures; answers its path.
async fn waiting(it: &Concluding<'_>) -> String {
    it.sent(json!({"kind": "confidentiality", "scope": "客户名单、报价和源代码"})).await
}

async fn account_of(session: &Session<'_>) -> String {
    session.get("/auth/me").await.ok()["account_id"].text()
}

async fn name_of(session: &Session<'_>) -> String {
    session.get("/auth/me").await.ok()["display_name"].text()
}

/// Reads, proves who it is, and is not the one to use the seal.
async fn passes_over_the_keeper(world: &World, who: &Session<'_>, path: &str) {
    let body = ready(world, who, path).await;
    who.post(&format!("{path}/signature"), body).await.problem(403, "not_the_keeper");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_employer_has_an_official_seal_for_everything_from_the_first_day() {
    let world = World::new().await;
    let legal = world.account_with("legal").await;
    let home = world.home().await;
    let other = world.found("申城软件有限公司", "91310115MA1K3YH39J").await;
    for (entity, company) in [(home.entity, "申城精密制造有限公司"), (other, "申城软件有限公司")] {
        let seals = legal.get(&format!("/seals?legal_entity_id={entity}")).await.ok();
        assert_eq!(seals["items"].as_array().unwrap().len(), 1, "{seals}");
        let seal = &seals["items"][0];
        assert_eq!((&seal["company"], &seal["purposes"]), (&json!(company), &json!(ALL)));
        assert_eq!((&seal["inscription"], &seal["keeper"]), (&Value::Null, &Value::Null));
    }
    assert_eq!(legal.get("/seals").await.ok()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_seal_takes_over_its_purpose_and_its_register_names_who_asked_and_who_allowed() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let official = official(&world, &it.hr).await;
    let seal = contract_seal(&world, &it.legal).await;
    assert_eq!(it.hr.get(&seal).await.ok()["purposes"], json!(["contract"]));
    assert_eq!(it.hr.get(&official).await.ok()["purposes"], json!(["certificate", "notice", "separation_agreement"]));

    let path = waiting(&it).await;
    sign(&world, &it.employee, &path).await;
    assert_eq!(it.hr.get(&format!("{seal}/uses")).await.ok()["items"], json!([]), "the person used no seal");
    let signed = sign(&world, &it.legal, &path).await;
    let uses = it.hr.get(&format!("{seal}/uses")).await.ok();
    assert_eq!(uses["items"].as_array().unwrap().len(), 1, "{uses}");
    let used = &uses["items"][0];
    assert_eq!((&used["resource_type"], &used["resource_id"]), (&json!("agreement"), &signed["id"]));
    assert_eq!((&used["title"], &used["number"]), (&signed["title"], &signed["number"]));
    assert_eq!((&used["purpose"], &used["file_sha256"]), (&json!("contract"), &signed["document_sha256"]));
    assert_eq!(used["employee"]["name"], "沈可欣");
    assert_eq!(
        (used["asked_by"].text(), used["approved_by"].text()),
        (name_of(&it.hr).await, name_of(&it.legal).await)
    );
    assert_eq!(it.hr.get(&format!("{official}/uses")).await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_with_a_keeper_is_used_by_nobody_else() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let keeper = world.account_with("legal").await;
    let seal = official(&world, &it.legal).await;
    let charge = json!({"purposes": ALL, "keeper_id": account_of(&keeper).await, "deputy": null});
    let kept = it.legal.put(&seal, charge).await.ok();
    assert_eq!(kept["keeper"]["name"].text(), name_of(&keeper).await);

    let path = waiting(&it).await;
    passes_over_the_keeper(&world, &it.legal, &path).await;
    assert_eq!(it.hr.get(&format!("{seal}/uses")).await.ok()["items"], json!([]));
    assert_eq!(sign(&world, &keeper, &path).await["stage"], "partly_signed");
    let uses = it.hr.get(&format!("{seal}/uses")).await.ok();
    assert_eq!(uses["items"][0]["approved_by"].text(), name_of(&keeper).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_deputy_stands_in_for_the_keeper_in_the_days_named_and_in_no_others() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let (keeper, deputy) = (world.account_with("legal").await, world.account_with("legal").await);
    let seal = official(&world, &it.legal).await;
    let (keeper, deputy_id) = (account_of(&keeper).await, account_of(&deputy).await);
    let until = |last: &str| {
        let deputy = json!({"account_id": deputy_id, "from": "2026-10-22", "until": last});
        json!({"purposes": ALL, "keeper_id": keeper, "deputy": deputy})
    };
    it.legal.put(&seal, until("2026-10-24")).await.ok();
    let path = waiting(&it).await;
    passes_over_the_keeper(&world, &deputy, &path).await;
    // In Shanghai it is the 25th.
    world.now_is("2026-10-24T16:30:00Z");
    passes_over_the_keeper(&world, &deputy, &path).await;
    it.legal.put(&seal, until("2026-10-25")).await.ok();
    passes_over_the_keeper(&world, &it.legal, &path).await;
    assert_eq!(sign(&world, &deputy, &path).await["stage"], "partly_signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_with_another_name_has_its_seals_certified_anew() {
    let world = World::new().await;
    let legal = world.account_with("legal").await;
    let home = world.home().await;
    let official = official(&world, &legal).await;
    let before = legal.get(&official).await.ok();
    let retired = contract_seal(&world, &legal).await;
    legal.post(&format!("{retired}/retirement"), json!({"reason": "更换新的合同专用章。"})).await.ok();
    world.now_is("2026-10-21T02:00:00Z");
    let facts = json!({"name": "申城智造股份有限公司", "uscc": "91310115MA1K3YH20M", "city": "上海",
        "address": "上海市浦东新区张江路 100 号", "legal_representative": "尹冬", "has_union": true});
    world.admin().await.put(&format!("/legal-entities/{}", home.entity), facts).await.ok();
    let after = legal.get(&official).await.ok();
    assert_eq!(
        (&before["company"], &after["company"]),
        (&json!("申城精密制造有限公司"), &json!("申城智造股份有限公司"))
    );
    assert!(after["certified_until"].text() > before["certified_until"].text(), "{after}");
    assert_eq!(legal.get(&retired).await.ok()["company"], "申城精密制造有限公司", "out of use it keeps its name");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retired_seal_is_used_no_more_until_another_has_its_purpose() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let seal = official(&world, &it.legal).await;
    let path = waiting(&it).await;
    let reason = json!({"reason": "公章磨损，重新刻制。"});
    let retired = it.legal.post(&format!("{seal}/retirement"), reason.clone()).await.ok();
    assert_eq!((&retired["retired_reason"], &retired["purposes"]), (&reason["reason"], &json!([])));
    let body = ready(&world, &it.legal, &path).await;
    it.legal.post(&format!("{path}/signature"), body).await.problem(409, "no_seal");

    it.legal.post(&format!("{seal}/retirement"), reason).await.problem(409, "invalid_state");
    it.legal.post(&format!("{seal}/certificate"), json!({})).await.problem(409, "invalid_state");
    let charge = json!({"purposes": ["contract"], "keeper_id": null, "deputy": null});
    it.legal.put(&seal, charge).await.problem(409, "invalid_state");

    let next = contract_seal(&world, &it.legal).await;
    assert_eq!(sign(&world, &it.legal, &path).await["stage"], "partly_signed");
    assert_eq!(it.hr.get(&format!("{next}/uses")).await.ok()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn legal_manages_the_seals_hr_and_auditors_read_and_others_see_none() {
    let world = World::new().await;
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    let seal = official(&world, &legal).await;
    let order = order(&world, "合同专用章").await;
    hr.post("/seals", order).await.problem(403, "forbidden");
    let charge = json!({"purposes": ALL, "keeper_id": null, "deputy": null});
    hr.put(&seal, charge).await.problem(403, "forbidden");
    hr.post(&format!("{seal}/certificate"), json!({})).await.problem(403, "forbidden");
    hr.post(&format!("{seal}/retirement"), json!({"reason": "不再使用。"})).await.problem(403, "forbidden");
    hr.get("/seal-keepers").await.problem(403, "forbidden");

    let uses = format!("{seal}/uses");
    let auditor = world.account_with("auditor").await;
    let person = world.hire("李明").await;
    let employee = world.session_of(&person).await;
    for path in ["/seals", seal.as_str(), uses.as_str()] {
        hr.get(path).await.ok();
        auditor.get(path).await.ok();
        employee.get(path).await.problem(403, "forbidden");
        world.stranger().get(path).await.status(401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_without_a_name_of_its_own_or_a_fit_keeper_is_refused_at_its_field() {
    let world = World::new().await;
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    let (hr, me) = (account_of(&hr).await, account_of(&legal).await);
    let at = |pointer: &str, code: &str| [(pointer.to_owned(), code.to_owned())];
    let seal = contract_seal(&world, &legal).await;
    let twice = legal.post("/seals", order(&world, "合同专用章").await).await.problem(409, "invalid");
    assert_eq!(codes(&twice), at("/inscription", "duplicate_name"));

    let mut unfit = order(&world, "人力资源专用章").await;
    unfit["keeper_id"] = json!(hr);
    let refused = legal.post("/seals", unfit).await.problem(422, "invalid");
    assert_eq!(codes(&refused), at("/keeper_id", "not_a_signatory"));

    let deputy = |account: &str, until: &str| json!({"account_id": account, "from": "2026-10-22", "until": until});
    for (keeper, deputy, status, pointer, code) in [
        (json!(hr), Value::Null, 422, "/keeper_id", "not_a_signatory"),
        (json!(me), deputy(&hr, "2026-10-24"), 422, "/deputy/account_id", "not_a_signatory"),
        (Value::Null, deputy(&me, "2026-10-24"), 409, "/deputy/account_id", "no_keeper"),
        (json!(me), deputy(&me, "2026-10-24"), 409, "/deputy/account_id", "no_keeper"),
    ] {
        let charge = json!({"purposes": ["contract"], "keeper_id": keeper, "deputy": deputy});
        let refused = legal.put(&seal, charge).await.problem(status, "invalid");
        assert_eq!(codes(&refused), at(pointer, code));
    }
    let other = account_of(&world.account_with("legal").await).await;
    let charge = json!({"purposes": ["contract"], "keeper_id": me, "deputy": deputy(&other, "2026-10-21")});
    let refused = legal.put(&seal, charge).await.problem(409, "invalid");
    assert_eq!(codes(&refused), at("/deputy/until", "end_before_start"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_register_of_seals_is_only_added_to() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = waiting(&it).await;
    sign(&world, &it.legal, &path).await;
    let db = world.database().await;
    for change in ["update seal_uses set approved_by = '他人'", "delete from seal_uses"] {
        let refused = db.batch_execute(change).await.unwrap_err();
        assert!(refused.as_db_error().unwrap().message().contains("only added to"), "{change}");
    }
}
