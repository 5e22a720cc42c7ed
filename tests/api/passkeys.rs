//! Passkeys of one's own account: added and removed by their person alone, and good to sign in with.

use serde_json::{Value, json};
use tests::authenticator::Authenticator;
use tests::{AsText, PASSWORD, Person, Session, World};

pub const ORIGIN: &str = "https://hr.example.com";

/// A world that people reach under a host name.
pub async fn world() -> World {
    World::with("2026-10-20T02:00:00Z", |settings| settings.public_url = Some(ORIGIN.into())).await
}

/// Registered with the password as proof; answers the device, and the passkey's path.
pub async fn registered(who: &Session<'_>, seed: u8) -> (Authenticator, String) {
    let mut device = Authenticator::at(ORIGIN, seed);
    let begun = who.post("/auth/passkey-registrations", json!({"password": PASSWORD})).await.created();
    let made = who.post("/auth/passkeys", new(&mut device, &begun)).await.created();
    (device, format!("/auth/passkeys/{}", made["id"].text()))
}

fn new(device: &mut Authenticator, begun: &Value) -> Value {
    let credential = device.create(&begun["options"]);
    json!({"name": "我的手机", "challenge_id": begun["challenge_id"], "credential": credential})
}

/// Whatever may be done with passkeys, once.
pub async fn all_kept(world: &World, who: &Session<'_>) {
    let (mut device, path) = registered(who, 1).await;
    who.put(&format!("{path}/name"), json!({"name": "工作手机"})).await.ok();
    sign_in(world, &mut device).await;
    who.post(&format!("{path}/removal"), json!({"password": PASSWORD})).await.status(204);
}

async fn asked_to_sign_in(world: &World) -> Value {
    world.stranger().post("/auth/passkey-login/challenges", json!({})).await.created()
}

async fn sign_in(world: &World, device: &mut Authenticator) -> Value {
    let asked = asked_to_sign_in(world).await;
    world.stranger().post("/auth/passkey-login", json!({"passkey": device.answer(&asked)})).await.ok()
}

async fn employee(world: &World) -> (Person, Session<'_>) {
    let person = world.hire("沈可欣").await;
    let session = world.session_of(&person).await;
    (person, session)
}

fn told(world: &World, mark: &str) -> usize {
    world.messages().iter().filter(|message| message["text"].text().contains(mark)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_added_renamed_and_removed_and_its_person_is_told() {
    let world = world().await;
    let (person, me) = employee(&world).await;
    let (_, path) = registered(&me, 1).await;
    assert_eq!(told(&world, "添加了通行密钥“我的手机”"), 1);
    assert_eq!(me.get("/auth/me").await.ok()["passkeys"], 1);
    me.put(&format!("{path}/name"), json!({"name": " 工作手机 "})).await.ok();
    me.put(&format!("{path}/name"), json!({"name": "  "})).await.problem(422, "invalid");
    let kept = me.get("/auth/passkeys").await.ok()["items"][0].clone();
    assert_eq!((&kept["name"], &kept["last_used_at"]), (&json!("工作手机"), &Value::Null));
    me.post(&format!("{path}/removal"), json!({"password": "not-the-password"})).await.problem(422, "invalid");
    me.post(&format!("{path}/removal"), json!({"password": PASSWORD})).await.status(204);
    assert_eq!(told(&world, "移除了通行密钥“工作手机”"), 1);
    assert_eq!(me.get("/auth/passkeys").await.ok()["items"], json!([]));

    world.settle().await;
    let trail = me.get(&format!("/employees/{}/timeline?limit=200", person.id)).await.ok();
    let kinds: Vec<String> = trail["items"].as_array().unwrap().iter().map(|entry| entry["kind"].text()).collect();
    for kind in ["account.passkey_registered", "account.passkey_renamed", "account.passkey_removed"] {
        assert_eq!(kinds.iter().filter(|one| *one == kind).count(), 1, "{kind}: {kinds:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_passkeys_proves_anew_who_they_are() {
    let world = world().await;
    let (_, me) = employee(&world).await;
    let begin = "/auth/passkey-registrations";
    for none_or_two in [json!({}), json!({"password": PASSWORD, "totp": "123456"})] {
        me.post(begin, none_or_two).await.names("/password");
    }
    me.post(begin, json!({"password": "not-the-password"})).await.problem(422, "invalid");
    me.post(begin, json!({"totp": "123456"})).await.names("/totp");
    me.post("/auth/passkey-challenges", json!({})).await.problem(409, "no_passkey");

    let secret = me.post("/auth/totp", json!({})).await.ok()["secret"].text();
    let code = tests::totp(&secret, world.app.now());
    me.post("/auth/totp/confirmation", json!({"code": code})).await.status(204);
    let begun = me.post(begin, json!({"totp": tests::totp(&secret, world.app.now())})).await.created();
    let mut device = Authenticator::at(ORIGIN, 1);
    me.post("/auth/passkeys", new(&mut device, &begun)).await.created();

    let asked = me.post("/auth/passkey-challenges", json!({})).await.created();
    let answer = device.answer(&asked);
    me.post(begin, json!({"passkey": answer})).await.created();
    me.post(begin, json!({"passkey": answer})).await.names("/passkey");
    // What was asked for a sign-in proves nothing here.
    let asked = asked_to_sign_in(&world).await;
    me.post(begin, json!({"passkey": device.answer(&asked)})).await.names("/passkey");
    for _ in 0..10 {
        me.post(begin, json!({"password": "not-the-password"})).await;
    }
    me.post(begin, json!({"password": PASSWORD})).await.problem(429, "too_many_attempts");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_registered_that_is_not_an_answer_of_a_device_that_verified_the_person() {
    let world = world().await;
    let (_, me) = employee(&world).await;
    type Lie = fn(&mut Authenticator);
    let lies: [(&str, Lie); 4] = [
        ("another page", |device| device.origin = "https://hr.example.com.evil.example".into()),
        ("another host", |device| device.rp_id = "evil.example".into()),
        ("nobody was verified", |device| device.verifies = false),
        ("in a frame", |device| device.is_framed = true),
    ];
    for (what, lie) in lies {
        let begun = me.post("/auth/passkey-registrations", json!({"password": PASSWORD})).await.created();
        let mut device = Authenticator::at(ORIGIN, 1);
        lie(&mut device);
        let refused = me.post("/auth/passkeys", new(&mut device, &begun)).await;
        assert_eq!(refused.problem(422, "invalid")["errors"][0]["code"], "wrong_passkey", "{what}");
        // The challenge is used up, whatever came of it.
        let mut honest = Authenticator::at(ORIGIN, 1);
        me.post("/auth/passkeys", new(&mut honest, &begun)).await.problem(422, "invalid");
    }
    // Another's challenge, and one that is late.
    let begun = me.post("/auth/passkey-registrations", json!({"password": PASSWORD})).await.created();
    let colleague = world.hire("周洋").await;
    let colleague = world.session_of(&colleague).await;
    let mut device = Authenticator::at(ORIGIN, 1);
    colleague.post("/auth/passkeys", new(&mut device, &begun)).await.problem(422, "invalid");
    world.now_is("2026-10-20T02:05:00Z");
    me.post("/auth/passkeys", new(&mut device, &begun)).await.problem(422, "invalid");
    assert_eq!(me.get("/auth/passkeys").await.ok()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_belongs_to_one_account_and_others_cannot_touch_it() {
    let world = world().await;
    let (_, me) = employee(&world).await;
    let (mut device, path) = registered(&me, 1).await;
    let colleague = world.hire("周洋").await;
    let colleague = world.session_of(&colleague).await;
    assert_eq!(colleague.get("/auth/passkeys").await.ok()["items"], json!([]));
    colleague.put(&format!("{path}/name"), json!({"name": "别人的"})).await.problem(404, "not_found");
    colleague.post(&format!("{path}/removal"), json!({"password": PASSWORD})).await.problem(404, "not_found");
    let begun = colleague.post("/auth/passkey-registrations", json!({"password": PASSWORD})).await.created();
    let twice = colleague.post("/auth/passkeys", new(&mut device, &begun)).await;
    twice.names("/credential");
    world.stranger().get("/auth/passkeys").await.problem(401, "unauthenticated");
    let machine = world.client_with(&["employees:read"]).await;
    machine.get("/auth/passkeys").await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_signs_in_with_a_passkey_alone_and_with_each_answer_once() {
    let world = world().await;
    let (person, me) = employee(&world).await;
    let (mut device, path) = registered(&me, 1).await;
    let session = sign_in(&world, &mut device).await;
    assert_eq!(session["account"]["login"], person.number.to_lowercase());
    let bearer = world.stranger().with("authorization", format!("Bearer {}", session["access_token"].text()));
    assert_ne!(bearer.get("/auth/passkeys").await.ok()["items"][0]["last_used_at"], Value::Null);

    let refused = async |passkey: Value| {
        world
            .stranger()
            .post("/auth/passkey-login", json!({"passkey": passkey}))
            .await
            .problem(401, "invalid_credentials");
    };
    let answer = device.answer(&asked_to_sign_in(&world).await);
    world.stranger().post("/auth/passkey-login", json!({"passkey": answer})).await.ok();
    refused(answer).await; // a replay
    // What was asked for something else.
    let asked = me.post("/auth/passkey-challenges", json!({})).await.created();
    refused(device.answer(&asked)).await;
    // A device that was copied: its counter stands where the other's stood before.
    let mut copy = device.clone();
    sign_in(&world, &mut device).await;
    refused(copy.answer(&asked_to_sign_in(&world).await)).await;
    // A key that nobody registered, for the account of somebody who did.
    let mut forged = Authenticator::at(ORIGIN, 9);
    forged.create(&me.post("/auth/passkey-registrations", json!({"password": PASSWORD})).await.created()["options"]);
    forged.credential_id = device.credential_id.clone();
    forged.counter = 1_000;
    refused(forged.answer(&asked_to_sign_in(&world).await)).await;
    let late = asked_to_sign_in(&world).await;
    world.now_is("2026-10-20T02:05:00Z");
    refused(device.answer(&late)).await;
    me.post(&format!("{path}/removal"), json!({"password": PASSWORD})).await.status(204);
    refused(device.answer(&asked_to_sign_in(&world).await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_synced_passkey_that_does_not_count_signs_in_again_and_again() {
    let world = world().await;
    let (_, me) = employee(&world).await;
    let (mut device, _) = registered(&me, 1).await;
    device.counts = false;
    sign_in(&world, &mut device).await;
    sign_in(&world, &mut device).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_that_was_given_to_another_account_in_the_database_opens_nothing() {
    let world = world().await;
    let (_, me) = employee(&world).await;
    let (mut device, _) = registered(&me, 1).await;
    let colleague = world.hire("周洋").await;
    world.session_of(&colleague).await;
    let database = world.database().await;
    let moved = "update passkeys set account_id = (select id from accounts where employee_id = $1::text::uuid)";
    database.execute(moved, &[&colleague.id]).await.unwrap();
    let asked = asked_to_sign_in(&world).await;
    let reply = world.stranger().post("/auth/passkey-login", json!({"passkey": device.answer(&asked)})).await;
    reply.problem(401, "invalid_credentials");
    let theirs: uuid::Uuid = database.query_one("select account_id from passkeys", &[]).await.unwrap().get(0);
    device.belongs_to(theirs);
    let asked = asked_to_sign_in(&world).await;
    let reply = world.stranger().post("/auth/passkey-login", json!({"passkey": device.answer(&asked)})).await;
    assert!(!reply.status.is_success(), "{}", reply.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_browsers_have_no_passkeys_the_service_says_so() {
    let world =
        World::with("2026-10-20T02:00:00Z", |settings| settings.public_url = Some("http://10.0.0.7:8080".into())).await;
    let (_, me) = employee(&world).await;
    let begin = me.post("/auth/passkey-registrations", json!({"password": PASSWORD})).await;
    begin.problem(409, "passkeys_unavailable");
    world.stranger().post("/auth/passkey-login/challenges", json!({})).await.problem(409, "passkeys_unavailable");
    assert_eq!(me.get("/auth/passkeys").await.ok()["items"], json!([]));
}
