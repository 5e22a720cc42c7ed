//! A passkey in place of a code: for the signature of one agreement as its file stands, and for the seal on a batch.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::authenticator::Authenticator;
use tests::{AsText, Session, pdf_text};

use crate::agreements::Agreed;
use crate::passkeys::{registered, world};

async fn asked(who: &Session<'_>, path: &str) -> Value {
    who.get(&format!("{path}/document")).await.status(200);
    who.post(&format!("{path}/passkey-challenges"), json!({})).await.created()
}

/// What to post to sign, with this answer.
async fn with(who: &Session<'_>, path: &str, answer: Value) -> Value {
    let sha256 = who.get(path).await.ok()["document_sha256"].text();
    json!({"passkey": answer, "document_sha256": sha256, "statement": "本人已阅读全文，自愿签署。"})
}

pub async fn sign(who: &Session<'_>, path: &str, device: &mut Authenticator) -> Value {
    let asked = asked(who, path).await;
    let body = with(who, path, device.answer(&asked)).await;
    who.post(&format!("{path}/signature"), body).await.ok()
}

#[track_caller]
fn is_wrong(problem: &Value, what: &str) {
    assert_eq!(
        (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
        (&json!("/passkey"), &json!("wrong_passkey")),
        "{what}: {problem}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_is_signed_with_a_passkey_and_the_record_proves_it_without_us() {
    let world = world().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (mut device, _) = registered(&agreed.employee, 1).await;
    let read = agreed.employee.get(&path).await.ok()["document_sha256"].text();
    assert_eq!(sign(&agreed.employee, &path, &mut device).await["stage"], "partly_signed");
    let (mut companys, _) = registered(&agreed.legal, 2).await;
    assert_eq!(sign(&agreed.legal, &path, &mut companys).await["stage"], "signed");

    world.settle().await;
    let trail = agreed.employee.get(&format!("/employees/{}/timeline?limit=200", agreed.person.id)).await.ok();
    let entries = trail["items"].as_array().unwrap();
    let facts = entries
        .iter()
        .map(|entry| &entry["facts"])
        .find(|facts| facts["role"] == "employee" && facts["proved_by"] == "passkey")
        .expect("the entry of the signature");
    let passkey = &facts["passkey"];
    let words = passkey["challenge_of"].text();
    assert!(words.contains(&format!("document_sha256: {read}\n")), "{words}");
    assert!(words.contains(&format!("agreement: {}\n", path.trim_start_matches("/agreements/"))), "{words}");
    let client_data: Value = serde_json::from_str(&passkey["client_data_json"].text()).unwrap();
    assert_eq!(client_data["challenge"], URL_SAFE_NO_PAD.encode(Sha256::digest(&words)));
    assert!(verifies(passkey), "{passkey}");

    let credential = hex_of(&Sha256::digest(&device.credential_id));
    assert_eq!(passkey["credential_sha256"], credential);
    let certificate = pdf_text(&agreed.employee.get(&format!("{path}/certificate")).await.bytes);
    assert!(certificate.contains("通行密钥") && certificate.contains(&credential), "{certificate}");
}

/// The signature of an entry, judged from what stands in the entry alone.
fn verifies(passkey: &Value) -> bool {
    let bytes = |of: &Value| URL_SAFE_NO_PAD.decode(of.text()).unwrap();
    let key = &passkey["public_key"];
    let point = [vec![4], bytes(&key["x"]), bytes(&key["y"])].concat();
    let mut signed = bytes(&passkey["authenticator_data"]);
    signed.extend(Sha256::digest(passkey["client_data_json"].text()));
    let signature = Signature::from_der(&bytes(&passkey["signature"])).unwrap();
    VerifyingKey::from_sec1_bytes(&point).unwrap().verify(&signed, &signature).is_ok()
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_lies_signs_nothing_and_is_not_asked_again() {
    let world = world().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let me = &agreed.employee;
    let (mut device, _) = registered(me, 1).await;
    let (mut anothers, _) = registered(&agreed.hr, 2).await;
    type Lie = fn(&mut Authenticator);
    let lies: [(&str, Lie); 4] = [
        ("another page", |device| device.origin = "https://evil.example".into()),
        ("another host", |device| device.rp_id = "evil.example".into()),
        ("nobody was verified", |device| device.verifies = false),
        ("a page in a frame, and a session that is not", |device| device.is_framed = true),
    ];
    for (what, lie) in lies {
        let asked = asked(me, &path).await;
        let mut liar = device.clone();
        lie(&mut liar);
        let body = with(me, &path, liar.answer(&asked)).await;
        is_wrong(&me.post(&format!("{path}/signature"), body).await.problem(422, "invalid"), what);
        let body = with(me, &path, device.answer(&asked)).await;
        is_wrong(&me.post(&format!("{path}/signature"), body).await.problem(422, "invalid"), "the challenge was used");
    }
    let challenge = asked(me, &path).await;
    let body = with(me, &path, anothers.answer(&challenge)).await;
    is_wrong(&me.post(&format!("{path}/signature"), body).await.problem(422, "invalid"), "another account's passkey");
    assert_eq!(me.get(&path).await.ok()["stage"], "sent");
    assert_eq!(sign(me, &path, &mut device).await["stage"], "partly_signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_for_one_agreement_signs_no_other_and_not_the_same_one_once_its_file_changed() {
    let world = world().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let me = &agreed.employee;
    let (mut device, _) = registered(me, 1).await;
    let for_the_first = device.answer(&asked(me, &path).await);
    agreed.hr.post(&format!("{path}/void"), json!({"reason": "更正日期。"})).await.ok();
    let other = agreed.sent().await;
    me.get(&format!("{other}/document")).await.status(200);
    let body = with(me, &other, for_the_first).await;
    is_wrong(&me.post(&format!("{other}/signature"), body).await.problem(422, "invalid"), "another agreement");

    let before = device.answer(&asked(me, &other).await);
    agreed.sign(&agreed.legal, &other).await;
    let body = with(me, &other, before).await;
    is_wrong(&me.post(&format!("{other}/signature"), body).await.problem(422, "invalid"), "another file");
    assert_eq!(sign(me, &other, &mut device).await["stage"], "signed");
    me.post(&format!("{other}/passkey-challenges"), json!({})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_lasts_five_minutes_a_counter_never_goes_back_and_a_code_is_no_second_way_in() {
    let world = world().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let me = &agreed.employee;
    me.post(&format!("{path}/passkey-challenges"), json!({})).await.problem(409, "no_passkey");
    let (mut device, _) = registered(me, 1).await;
    device.counter = 7;
    let challenge = asked(me, &path).await;
    let right = device.answer(&challenge);
    let mut both = with(me, &path, right.clone()).await;
    both["code"] = json!("123456");
    me.post(&format!("{path}/signature"), both).await.names("/code");
    world.now_is("2026-10-20T02:05:00Z");
    let body = with(me, &path, right).await;
    is_wrong(&me.post(&format!("{path}/signature"), body).await.problem(422, "invalid"), "late");

    let challenge = me.post("/auth/passkey-challenges", json!({})).await.created();
    let proof = json!({"passkey": device.answer(&challenge)});
    me.post("/auth/passkey-registrations", proof).await.created();
    let mut copy = device.clone();
    copy.counter = 3;
    let challenge = asked(me, &path).await;
    let body = with(me, &path, copy.answer(&challenge)).await;
    is_wrong(&me.post(&format!("{path}/signature"), body).await.problem(422, "invalid"), "a counter that went back");
    assert_eq!(sign(me, &path, &mut device).await["stage"], "partly_signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_wrong_answers_close_the_signature() {
    let world = world().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let me = &agreed.employee;
    let (mut device, _) = registered(me, 1).await;
    device.verifies = false;
    for _ in 0..20 {
        let challenge = asked(me, &path).await;
        let body = with(me, &path, device.answer(&challenge)).await;
        me.post(&format!("{path}/signature"), body).await.problem(422, "invalid");
    }
    me.post(&format!("{path}/passkey-challenges"), json!({})).await.problem(429, "too_many_attempts");
    me.post(&format!("{path}/signing-codes"), json!({})).await.problem(429, "too_many_attempts");
}
