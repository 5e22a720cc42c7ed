//! A witness, who signs after the employee and before the seal; and copies for colleagues who need to know.

use serde_json::{Value, json};
use tests::{AsText, Person, Session, World};

use crate::agreements::{sign, verified};
use crate::contracts::Concluding;
use crate::exit::cards;
use crate::paper_signatures::confidentiality;

fn drafted(it: &Concluding<'_>, witness: &Person) -> Value {
    let mut body = it.body(confidentiality());
    body["signing_order"] = json!("employee_first");
    body["witness_id"] = json!(witness.id);
    body
}

async fn sent(it: &Concluding<'_>, body: Value) -> String {
    let draft = it.hr.post(&it.path(), body).await.created();
    let path = format!("/agreements/{}", draft["id"].text());
    it.legal.post(&format!("{path}/review"), json!({"decision": "approved"})).await.ok();
    it.hr.post(&format!("{path}/sending"), json!({})).await.ok();
    path
}

fn signer<'a>(agreement: &'a Value, role: &str) -> &'a Value {
    agreement["signers"].as_array().unwrap().iter().find(|signer| signer["role"] == role).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_signs_after_the_employee_and_the_company_seals_last() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let person = world.hire("严见微").await;
    let witness = world.session_of(&person).await;
    let path = sent(&it, drafted(&it, &person)).await;
    let told = |words: &str| world.messages().iter().filter(|message| message["text"].text().contains(words)).count();
    assert_eq!(told("签署时请在场"), 1);

    let shown = witness.get(&path).await.ok();
    assert_eq!(signer(&shown, "witness")["employee_id"], json!(person.id));
    assert_eq!(signer(&shown, "employer")["waits_for"], "witness");
    assert!(witness.get(&format!("{path}/document")).await.bytes.starts_with(b"%PDF-"));
    // They read what they witness, not what the two say about it.
    for part in ["text", "comments", "copies", "paper-copies", "paper-signatures"] {
        witness.get(&format!("{path}/{part}")).await.problem(404, "not_found");
    }
    for early in [&witness, &it.legal] {
        early.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "not_your_turn");
    }
    assert!(!cards(&witness.get("/home").await.ok()).contains(&"agreements_to_witness"));

    assert_eq!(sign(&world, &it.employee, &path).await["stage"], "partly_signed");
    assert_eq!(told("请登录系统签名见证；"), 1);
    assert!(cards(&witness.get("/home").await.ok()).contains(&"agreements_to_witness"));
    it.legal.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "not_your_turn");
    assert!(!cards(&it.legal.get("/home").await.ok()).contains(&"agreements_to_sign"));

    assert_eq!(sign(&world, &witness, &path).await["stage"], "partly_signed");
    witness.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "invalid_state");
    assert!(!cards(&witness.get("/home").await.ok()).contains(&"agreements_to_witness"));
    assert!(cards(&it.legal.get("/home").await.ok()).contains(&"agreements_to_sign"));
    assert_eq!(sign(&world, &it.legal, &path).await["stage"], "signed");

    let pdf = it.employee.get(&format!("{path}/document")).await.bytes;
    let report = verified(&it.employee, pdf).await;
    assert_eq!(report["verdict"], "valid");
    let by: Vec<String> = report["signatures"].as_array().unwrap().iter().map(|one| one["field"].text()).collect();
    assert_eq!(by[..3], ["employee", "witness", "employer"]);
    let certificate = it.employee.get(&format!("{path}/certificate")).await.bytes;
    assert!(certificate.starts_with(b"%PDF-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_who_was_not_there_says_so_and_nothing_is_concluded() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let person = world.hire("严见微").await;
    let witness = world.session_of(&person).await;
    let path = sent(&it, drafted(&it, &person)).await;
    sign(&world, &it.employee, &path).await;
    let declined = witness.post(&format!("{path}/decline"), json!({"reason": "我当时不在场。"})).await.ok();
    assert_eq!((&declined["stage"], &declined["ended_reason"]), (&json!("declined"), &json!("我当时不在场。")));
    let told = world.messages().iter().filter(|message| message["text"].text().contains("已由见证人拒签")).count();
    assert!(told >= 1, "the employee is told");
    // What replaces it has the same witness, unless it is said to have none.
    let again = it.hr.post(&format!("{path}/replacements"), json!({})).await.created();
    assert_eq!(signer(&again, "witness")["name"], "严见微");
    let void = json!({"reason": "不设见证人"});
    it.hr.post(&format!("/agreements/{}/void", again["id"].text()), void).await.ok();
    let without = it.hr.post(&format!("{path}/replacements"), json!({"without_witness": true})).await.created();
    assert_eq!(without["signers"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn not_everybody_can_be_the_witness() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let person = world.hire("严见微").await;
    let stranger = world.hire("路人甲").await;
    let mut body = drafted(&it, &person);
    it.hr.post(&it.path(), body.clone()).await.names("/witness_id"); // has no account that was activated
    world.session_of(&person).await;
    body["signing_order"] = json!("any");
    it.hr.post(&it.path(), body.clone()).await.names("/signing_order");
    let mut own = drafted(&it, &person);
    own["witness_id"] = json!(it.person().trim_start_matches("/employees/"));
    it.hr.post(&it.path(), own).await.names("/witness_id");
    let path = sent(&it, drafted(&it, &person)).await;
    let other: Session<'_> = world.session_of(&stranger).await;
    other.get(&path).await.problem(404, "not_found");
    other.post(&format!("{path}/signing-codes"), json!({})).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_reads_a_copy_once_it_is_signed_and_no_more_once_it_is_withdrawn() {
    let world = World::new().await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(confidentiality()).await;
    let reader = world.hire("支付宁").await;
    let order = json!({"employee_id": reader.id, "reason": "发放约定的补偿"});
    let copies = format!("{path}/copies");
    it.hr.post(&copies, order.clone()).await.names("/employee_id"); // has no account that was activated
    let colleague = world.session_of(&reader).await;
    it.employee.post(&copies, order.clone()).await.problem(403, "forbidden");
    it.hr.post(&copies, json!({"employee_id": reader.id, "reason": "　"})).await.names("/reason");
    let own = it.person().trim_start_matches("/employees/").to_owned();
    it.hr.post(&copies, json!({"employee_id": own, "reason": "自留"})).await.names("/employee_id");
    it.hr.post(&copies, order.clone()).await.created();
    it.hr.post(&copies, order).await.created();
    // The person it is about sees who gets one, and why.
    let seen = it.employee.get(&copies).await.ok();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    assert_eq!(seen["items"][0]["reason"], "发放约定的补偿");
    colleague.get(&path).await.problem(404, "not_found");

    sign(&world, &it.employee, &path).await;
    colleague.get(&path).await.problem(404, "not_found");
    sign(&world, &it.legal, &path).await;
    assert!(world.messages().iter().any(|message| message["text"].text().contains("已签署并抄送给您")));
    assert!(colleague.get(&format!("{path}/document")).await.bytes.starts_with(b"%PDF-"));
    let listed = colleague.get("/agreements").await.ok();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    for part in ["text", "comments", "copies"] {
        colleague.get(&format!("{path}/{part}")).await.problem(404, "not_found");
    }
    colleague.post(&format!("{path}/signing-codes"), json!({})).await.problem(403, "forbidden");

    let withdrawal = format!("{copies}/{}", reader.id);
    it.employee.delete(&withdrawal).await.problem(403, "forbidden");
    it.hr.delete(&withdrawal).await.status(204);
    it.hr.delete(&withdrawal).await.problem(404, "not_found");
    colleague.get(&path).await.problem(404, "not_found");
}
