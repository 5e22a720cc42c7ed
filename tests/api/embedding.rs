//! The signing page in a frame of another frontend: who may frame it, who signs in it, and how far that reaches.

use reqwest::header::HeaderMap;
use serde_json::{Value, json};
use tests::{AsText, PASSWORD, Session, World};

use crate::agreements::Agreed;

const ERP: &str = "https://erp.example.com";
const DESK: &str = "http://localhost:5173";
const NOBODY: &str = "frame-ancestors 'none'";

/// A client with the scope for it, and whose pages may frame.
async fn client<'w>(world: &'w World, origins: &[&str]) -> (String, Session<'w>) {
    let about = json!({"name": format!("ERP {}", uuid::Uuid::new_v4()), "scopes": ["agreements:embed"], "frame_origins": origins});
    let made = world.admin().await.post("/clients", about).await.created();
    (made["id"].text(), Session::client(world, &made).await)
}

async fn token(erp: &Session<'_>, path: &str) -> String {
    erp.post(&format!("{path}/embed-tokens"), json!({})).await.created()["token"].text()
}

fn login(token: &str, login: &str) -> Value {
    json!({"embed_token": token, "login": login, "password": PASSWORD})
}

/// Signed in inside the frame.
async fn in_the_frame<'w>(agreed: &Agreed<'w>, token: &str) -> Session<'w> {
    let body = login(token, &agreed.person.number.to_lowercase());
    let session = agreed.world.stranger().post("/auth/embedded-login", body).await.ok();
    agreed.world.stranger().with("authorization", format!("Bearer {}", session["access_token"].text()))
}

/// A world whose web client is one small page.
async fn world_with_a_page() -> (World, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<html><head></head><body>client</body></html>").unwrap();
    let web_dir = folder.path().to_owned();
    (World::with("2026-10-20T02:00:00Z", |settings| settings.web_dir = web_dir).await, folder)
}

struct Got {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Got {
    fn policy(&self) -> &str {
        self.headers["content-security-policy"].to_str().unwrap()
    }

    /// A plain page that says so in both languages and that nobody frames.
    #[track_caller]
    fn is_refused(&self, zh: &str, en: &str) {
        assert_eq!(self.status, 403, "{}", self.text);
        assert!(self.policy().ends_with(NOBODY), "{}", self.policy());
        assert_eq!(self.headers["x-frame-options"], "DENY");
        assert!(self.text.contains(zh) && self.text.contains(en), "{}", self.text);
        assert!(!self.text.contains("client"), "not the web client: {}", self.text);
    }
}

async fn get(world: &World, path: &str) -> Got {
    let reply = world.http.get(format!("{}{path}", world.base)).send().await.unwrap();
    let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
    Got { status, headers, text: reply.text().await.unwrap() }
}

async fn page(world: &World, path: &str, token: &str) -> Got {
    get(world, &format!("/embed{path}?token={token}")).await
}

/// Everything about it that changes something.
pub async fn all_framed(world: &World) {
    let agreed = Agreed::new(world).await;
    let path = agreed.sent().await;
    let (id, erp) = client(world, &[]).await;
    let origins = json!({"frame_origins": [ERP]});
    world.admin().await.put(&format!("/clients/{id}/frame-origins"), origins).await.ok();
    in_the_frame(&agreed, &token(&erp, &path).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_origins_of_the_client_may_frame_the_page_and_nobody_may_frame_another() {
    let (world, _web) = world_with_a_page().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (_, erp) = client(&world, &[ERP, DESK]).await;
    let made = erp.post(&format!("{path}/embed-tokens"), json!({})).await.created();
    assert_eq!(made["expires_at"], "2026-10-20T02:10:00Z");
    let token = made["token"].text();
    assert!(made["url"].text().ends_with(&format!("/embed{path}?token={token}")), "{made}");

    let got = page(&world, &path, &token).await;
    assert_eq!(got.status, 200, "{}", got.text);
    assert!(got.policy().ends_with(&format!("; frame-ancestors {ERP} {DESK}")), "{}", got.policy());
    assert!(got.policy().starts_with("default-src 'self'; script-src 'self'"), "{}", got.policy());
    assert!(!got.headers.contains_key("x-frame-options"), "it knows no list of origins");
    assert_eq!(got.headers["referrer-policy"], "no-referrer");
    assert_eq!(got.headers["cache-control"], "no-store");
    let told = got.text.split_once("<meta name=\"youju-embed\" content=\"").unwrap().1.split('"').next().unwrap();
    let told: Value = serde_json::from_str(&told.replace("&quot;", "\"")).unwrap();
    assert_eq!((&told["agreement_id"], &told["expires_in"]), (&json!(path.rsplit('/').next()), &json!(600)));
    assert_eq!(told["origins"], json!([ERP, DESK]));
    assert!(!got.text.contains("沈可欣"), "nothing about the person");

    for path in
        ["/", "/sign-in", "/embed", "/embed/agreements", &path, "/api/v1/access/roles", "/api/v1/employees", "/docs/"]
    {
        let got = get(&world, path).await;
        assert!(got.policy().ends_with(NOBODY), "{path}: {}", got.policy());
        assert_eq!(got.headers["x-frame-options"], "DENY", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_a_late_or_a_foreign_token_opens_no_page() {
    let (world, _web) = world_with_a_page().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (id, erp) = client(&world, &[ERP]).await;
    let token = token(&erp, &path).await;
    let (invalid, not_valid) = ("地址无效", "is not valid");
    let (mut changed, last) = (token.clone(), token.chars().next_back().unwrap());
    changed.pop();
    changed.push(if last == 'A' { 'Q' } else { 'A' });
    let session = agreed.employee.token().unwrap();
    for bad in ["", "x", "a.b.c", &changed, &session, &erp.token().unwrap()] {
        page(&world, &path, bad).await.is_refused(invalid, not_valid);
    }
    get(&world, &format!("/embed{path}")).await.is_refused(invalid, not_valid);
    page(&world, "/agreements/not-an-id", &token).await.is_refused(invalid, not_valid);
    let other = format!("/agreements/{}", uuid::Uuid::new_v4());
    page(&world, &other, &token).await.is_refused(invalid, not_valid);

    // Whoever runs the service takes the leave to frame back.
    let none = json!({"frame_origins": []});
    world.admin().await.put(&format!("/clients/{id}/frame-origins"), none).await.ok();
    page(&world, &path, &token).await.is_refused(invalid, not_valid);
    let again = json!({"frame_origins": [DESK]});
    world.admin().await.put(&format!("/clients/{id}/frame-origins"), again).await.ok();
    assert!(page(&world, &path, &token).await.policy().ends_with(&format!("frame-ancestors {DESK}")));
    let disabled = "update clients set disabled_at = now()";
    world.database().await.execute(disabled, &[]).await.unwrap();
    page(&world, &path, &token).await.is_refused(invalid, not_valid);
    world.database().await.execute("update clients set disabled_at = null", &[]).await.unwrap();

    world.now_is("2026-10-20T02:09:59Z");
    assert_eq!(page(&world, &path, &token).await.status, 200);
    world.now_is("2026-10-20T02:10:00Z");
    page(&world, &path, &token).await.is_refused("已过期", "has expired");
    let late = login(&token, &agreed.person.number.to_lowercase());
    world.stranger().post("/auth/embedded-login", late).await.problem(403, "embed_token_expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_to_frame_is_no_access_token_and_an_access_token_frames_nothing() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (_, erp) = client(&world, &[ERP]).await;
    let token = token(&erp, &path).await;
    let forwarded = world.stranger().with("authorization", format!("Bearer {token}"));
    for path in ["/auth/me", &path, &format!("{path}/document"), "/employees"] {
        forwarded.get(path).await.problem(401, "unauthenticated");
    }
    for act in ["signing-codes", "signature", "decline", "embed-tokens"] {
        forwarded.post(&format!("{path}/{act}"), json!({})).await.problem(401, "unauthenticated");
    }
    world.stranger().post("/auth/refresh", json!({"refresh_token": token})).await.problem(401, "unauthenticated");
    let name = agreed.person.number.to_lowercase();
    for session in [agreed.employee.token().unwrap(), agreed.hr.token().unwrap(), erp.token().unwrap()] {
        let body = login(&session, &name);
        world.stranger().post("/auth/embedded-login", body).await.problem(403, "embed_token_invalid");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_employee_signs_in_the_frame_and_the_record_says_whose_frame_it_was() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (id, erp) = client(&world, &[ERP]).await;
    let frame = in_the_frame(&agreed, &token(&erp, &path).await).await;
    let signed = agreed.sign(&frame, &path).await;
    assert_eq!(signed["stage"], "partly_signed");
    frame.get(&format!("{path}/document")).await.status(200);
    erp.post(&format!("{path}/embed-tokens"), json!({})).await.problem(409, "invalid_state");
    world.settle().await;
    let trail = agreed.employee.get(&format!("/employees/{}/timeline?limit=200", agreed.person.id)).await.ok();
    let facts = |kind: &str| {
        let entries = trail["items"].as_array().unwrap();
        entries.iter().find(|entry| entry["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"))["facts"].clone()
    };
    for kind in ["agreement.opened", "agreement.signed"] {
        assert_eq!(facts(kind)["embedded"]["client_id"], id, "{kind}");
        assert!(facts(kind)["embedded"]["client_name"].text().starts_with("ERP "), "{kind}");
    }
    assert_eq!(facts("agreement.embed_token_issued")["origins"], json!([ERP]));
    agreed.sign(&agreed.legal, &path).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_in_a_frame_reaches_its_agreement_and_nothing_else_and_ends_after_an_hour() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let other = agreed.sent().await;
    agreed.hr.post(&format!("{other}/void"), json!({"reason": "需要更正支付日期。"})).await.ok();
    let path = agreed.sent().await;
    let (_, erp) = client(&world, &[ERP]).await;
    let token = token(&erp, &path).await;
    let name = agreed.person.number.to_lowercase();
    let reply = world.stranger().post("/auth/embedded-login", login(&token, &name)).await;
    let session = reply.ok();
    assert!(!reply.headers.contains_key("set-cookie"), "{:?}", reply.headers);
    assert_eq!((&session["refresh_token"], &session["expires_in"]), (&Value::Null, &json!(3600)));
    assert_eq!(session["agreement_id"], json!(path.rsplit('/').next()));
    let frame = world.stranger().with("authorization", format!("Bearer {}", session["access_token"].text()));
    frame.get(&path).await.ok();

    let person = format!("/employees/{}", agreed.person.id);
    agreed.employee.get(&person).await.ok();
    agreed.employee.get(&other).await.ok();
    for closed in [&person, &other, "/agreements", "/auth/me", "/home", "/legal-entities", "/review-cycles"] {
        frame.get(closed).await.problem(403, "forbidden");
    }
    frame.get(&format!("{other}/document")).await.problem(403, "forbidden");
    frame.put(&format!("{person}/contact"), json!({"phone": "13900001111"})).await.problem(403, "forbidden");
    let change = json!({"current_password": PASSWORD, "new_password": "another-good-password"});
    frame.post("/auth/password", change).await.problem(403, "forbidden");
    frame.post("/auth/totp", json!({})).await.problem(403, "forbidden");
    frame.post(&format!("{other}/signing-codes"), json!({})).await.problem(403, "forbidden");

    world.now_is("2026-10-20T02:59:59Z");
    frame.get(&path).await.ok();
    world.now_is("2026-10-20T03:00:00Z");
    frame.get(&path).await.problem(401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_page_signs_in_nobody_but_the_employee() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (_, erp) = client(&world, &[ERP]).await;
    let token = token(&erp, &path).await;
    let colleague = world.hire("路人甲").await;
    world.session_of(&colleague).await;
    let admin = json!({"embed_token": token, "login": "admin", "password": "admin-password"});
    let others = [login(&token, &colleague.number.to_lowercase()), admin];
    for other in others {
        world.stranger().post("/auth/embedded-login", other).await.problem(403, "not_the_signer");
    }
    for legal in ["hr", "legal"] {
        let made = json!({"login": format!("{legal}.outsider"), "display_name": "外人", "password": PASSWORD});
        world.admin().await.post("/accounts", made).await.created();
        let other = login(&token, &format!("{legal}.outsider"));
        world.stranger().post("/auth/embedded-login", other).await.problem(403, "not_the_signer");
    }
    let mut wrong = login(&token, &agreed.person.number.to_lowercase());
    wrong["password"] = "not-the-password".into();
    world.stranger().post("/auth/embedded-login", wrong).await.problem(401, "invalid_credentials");
    // The client itself reads and signs nothing.
    for act in ["signing-codes", "signature", "decline"] {
        erp.post(&format!("{path}/{act}"), json!({})).await.problem(403, "forbidden");
    }
    erp.get(&path).await.problem(403, "forbidden");
    erp.get(&format!("{path}/document")).await.problem(403, "forbidden");
    assert_eq!(agreed.employee.get(&path).await.ok()["opened_at"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_an_authenticator_shows_it_in_the_frame_too() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let secret = agreed.employee.post("/auth/totp", json!({})).await.ok()["secret"].text();
    let code = tests::totp(&secret, world.app.now());
    agreed.employee.post("/auth/totp/confirmation", json!({"code": code})).await.status(204);
    let (_, erp) = client(&world, &[ERP]).await;
    let mut body = login(&token(&erp, &path).await, &agreed.person.number.to_lowercase());
    world.stranger().post("/auth/embedded-login", body.clone()).await.problem(401, "invalid_credentials");
    world.now_is("2026-10-20T02:01:00Z");
    body["totp"] = tests::totp(&secret, world.app.now()).into();
    world.stranger().post("/auth/embedded-login", body).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_signs_in_the_frame_where_the_page_around_lets_it() {
    let world = crate::passkeys::world().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (mut device, _) = crate::passkeys::registered(&agreed.employee, 1).await;
    let (_, erp) = client(&world, &[ERP]).await;
    let body = login(&token(&erp, &path).await, &agreed.person.number.to_lowercase());
    let session = world.stranger().post("/auth/embedded-login", body).await.ok();
    assert_eq!(session["has_passkey"], true);
    let frame = world.stranger().with("authorization", format!("Bearer {}", session["access_token"].text()));
    frame.get("/auth/passkeys").await.problem(403, "forbidden");
    device.is_framed = true;
    assert_eq!(crate::passkey_signatures::sign(&frame, &path, &mut device).await["stage"], "partly_signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_failures_in_a_frame_lock_the_login_everywhere() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let (_, erp) = client(&world, &[ERP]).await;
    let name = agreed.person.number.to_lowercase();
    let mut wrong = login(&token(&erp, &path).await, &name);
    wrong["password"] = "not-the-password".into();
    for _ in 0..10 {
        world.stranger().post("/auth/embedded-login", wrong.clone()).await.problem(401, "invalid_credentials");
    }
    world.stranger().post("/auth/embedded-login", wrong).await.problem(429, "too_many_attempts");
    let body = json!({"login": name, "password": PASSWORD});
    world.stranger().post("/auth/login", body).await.problem(429, "too_many_attempts");
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_for_machines_with_origins_and_agreements_that_wait_for_their_employee() {
    let world = World::new().await;
    let agreed = Agreed::new(&world).await;
    let drafted = format!("/agreements/{}", agreed.draft().await["id"].text());
    let (_, erp) = client(&world, &[ERP]).await;
    let ask = |path: &str| format!("{path}/embed-tokens");
    erp.post(&ask(&drafted), json!({})).await.problem(409, "invalid_state");
    agreed.legal.post(&format!("{drafted}/review"), json!({"decision": "approved"})).await.ok();
    agreed.hr.post(&format!("{drafted}/sending"), json!({})).await.ok();
    let admin = world.admin().await;
    for person in [&agreed.employee, &agreed.hr, &agreed.legal, &admin] {
        person.post(&ask(&drafted), json!({})).await.problem(403, "forbidden");
    }
    world.stranger().post(&ask(&drafted), json!({})).await.problem(401, "unauthenticated");
    let reader = world.client_with(&["employees:read", "journal:read"]).await;
    reader.post(&ask(&drafted), json!({})).await.problem(403, "forbidden");
    let unframed = world.client_with(&["agreements:embed"]).await;
    unframed.post(&ask(&drafted), json!({})).await.problem(409, "no_frame_origins");
    let unknown = format!("/agreements/{}", uuid::Uuid::new_v4());
    erp.post(&ask(&unknown), json!({})).await.problem(404, "not_found");
    // The company has sealed it: the employee's signature is still awaited.
    agreed.sign(&agreed.legal, &drafted).await;
    let (one, two) = (token(&erp, &drafted).await, token(&erp, &drafted).await);
    in_the_frame(&agreed, &one).await;
    let frame = in_the_frame(&agreed, &two).await;
    let reason = json!({"reason": "支付日期太晚。"});
    assert_eq!(frame.post(&format!("{drafted}/decline"), reason).await.ok()["stage"], "declined");
    erp.post(&ask(&drafted), json!({})).await.problem(409, "invalid_state");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_administers_clients_says_which_origins_frame() {
    let world = World::new().await;
    let admin = world.admin().await;
    let (id, erp) = client(&world, &[ERP]).await;
    let path = format!("/clients/{id}/frame-origins");
    let listed = async || {
        let clients = admin.get("/clients").await.ok();
        clients["items"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
    };
    assert_eq!((&listed().await["version"], &listed().await["frame_origins"]), (&json!(1), &json!([ERP])));
    let both = json!({"frame_origins": [ERP, DESK]});
    let seen = world.admin().await.with("if-match", "\"1\"");
    let changed = seen.put(&path, both.clone()).await;
    assert_eq!(changed.ok()["version"], 2);
    assert_eq!(changed.headers["etag"], "\"2\"");
    seen.put(&path, both.clone()).await.problem(412, "stale");
    assert_eq!(listed().await["frame_origins"], json!([ERP, DESK]));

    let bad = json!({"frame_origins": [ERP, "https://*.example.com"]});
    admin.put(&path, bad.clone()).await.names("/frame_origins/1");
    let many: Vec<String> = (0..11).map(|n| format!("https://erp{n}.example.com")).collect();
    admin.put(&path, json!({"frame_origins": many})).await.names("/frame_origins");
    let registered = json!({"name": "别的", "scopes": ["agreements:embed"], "frame_origins": bad["frame_origins"]});
    admin.post("/clients", registered).await.names("/frame_origins/1");
    assert_eq!(listed().await["version"], 2);

    let unknown = format!("/clients/{}/frame-origins", uuid::Uuid::new_v4());
    admin.put(&unknown, both.clone()).await.problem(404, "not_found");
    let (hr, legal) = (world.account_with("hr").await, world.account_with("legal").await);
    for other in [&hr, &legal, &erp] {
        other.put(&path, both.clone()).await.problem(403, "forbidden");
    }
    world.stranger().put(&path, both).await.problem(401, "unauthenticated");
    world.settle().await;
    let database = world.database().await;
    let entries = "select 1 from journal_entries where kind = 'client.frame_origins_changed'";
    assert_eq!(database.query(entries, &[]).await.unwrap().len(), 1);
}
