use reqwest::Method;
use serde_json::json;
use tests::{AsText, PASSWORD, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_an_unknown_login_get_the_same_answer() {
    let world = World::new().await;
    for login in ["admin", "nobody"] {
        let reply = world.stranger().post("/auth/login", json!({"login": login, "password": "wrong"})).await;
        reply.problem(401, "invalid_credentials");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_failures_lock_a_login_for_a_quarter_of_an_hour() {
    let world = World::at("2026-10-20T02:00:00Z").await;
    let guess = json!({"login": "admin", "password": "wrong"});
    for _ in 0..10 {
        world.stranger().post("/auth/login", guess.clone()).await.problem(401, "invalid_credentials");
    }
    world.stranger().post("/auth/login", guess.clone()).await.problem(429, "too_many_attempts");
    world.now_is("2026-10-20T02:16:00Z");
    world.stranger().post("/auth/login", guess).await.problem(401, "invalid_credentials");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_an_open_session_cannot_guess_its_password() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let email = |guess: &str| json!({"current_password": guess, "email": "mine@example.com"});
    let password = |guess: &str| json!({"current_password": guess, "new_password": "another-good-password"});
    for _ in 0..5 {
        for reply in [hr.put("/auth/email", email("wrong")).await, hr.post("/auth/password", password("wrong")).await] {
            reply.problem(422, "invalid");
            assert_eq!(reply.names("/current_password")["errors"][0]["code"], "wrong_password");
        }
    }
    hr.put("/auth/email", email(PASSWORD)).await.problem(429, "too_many_attempts");
    hr.post("/auth/password", password(PASSWORD)).await.problem(429, "too_many_attempts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_in_an_open_session_leaves_it_open() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    let weak = json!({"current_password": PASSWORD, "new_password": "1234567890"});
    hr.post("/auth/password", weak).await.names("/new_password");
    let secret = hr.post("/auth/totp", json!({})).await.ok()["secret"].text();
    let right = tests::totp(&secret, world.app.now());
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let reply = hr.post("/auth/totp/confirmation", json!({"code": wrong})).await;
    reply.problem(422, "invalid");
    assert_eq!(reply.names("/code")["errors"][0]["code"], "wrong_code");
    // By the token alone: a session of the tests signs in anew when it is turned away.
    let me = hr.request(Method::GET, "/auth/me").send().await.unwrap();
    assert_eq!(me.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_works_once_and_its_second_use_ends_the_session() {
    let world = World::new().await;
    let session =
        world.stranger().post("/auth/login", json!({"login": "admin", "password": "admin-password"})).await.ok();
    let first = json!({"refresh_token": session["refresh_token"]});
    let renewed = world.stranger().post("/auth/refresh", first.clone()).await.ok();
    world.stranger().post("/auth/refresh", first).await.problem(401, "unauthenticated");
    let second = json!({"refresh_token": renewed["refresh_token"]});
    world.stranger().post("/auth/refresh", second).await.problem(401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_token_ends_after_fifteen_minutes() {
    let world = World::at("2026-10-20T02:00:00Z").await;
    let session =
        world.stranger().post("/auth/login", json!({"login": "admin", "password": "admin-password"})).await.ok();
    let me =
        || world.http.get(format!("{}/api/v1/auth/me", world.base)).bearer_auth(session["access_token"].text()).send();
    assert_eq!(me().await.unwrap().status(), 200);
    world.now_is("2026-10-20T02:15:01Z");
    assert_eq!(me().await.unwrap().status(), 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employee_activates_the_account_with_the_code_from_the_phone() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let session = world.session_of(&person).await;
    let me = session.get("/auth/me").await.ok();
    assert_eq!(me["employee"]["id"], person.id);
    assert_eq!(me["roles"], json!([]));
    world.now_is("2026-10-20T17:30:00Z");
    let later = session.get("/auth/me").await.ok();
    assert_eq!((&later["now"], &later["today"]), (&json!("2026-10-20T17:30:00Z"), &json!("2026-10-21")));
    assert!(me["permissions"].as_array().unwrap().contains(&json!("reviews.answer")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_activation_code_is_good_for_five_tries() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let login = person.number.to_lowercase();
    world.account_with("hr").await.post("/accounts/activations", json!({"employee_ids": [person.id]})).await.ok();
    let code = world.last_code(&format!("账号 {login} "));
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let guess = json!({"login": login, "code": wrong, "password": PASSWORD});
        world.stranger().post("/auth/activation", guess).await.problem(401, "invalid_credentials");
    }
    let late = json!({"login": login, "code": code, "password": PASSWORD});
    world.stranger().post("/auth/activation", late).await.problem(401, "invalid_credentials");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_password_is_refused_with_what_to_do() {
    let world = World::new().await;
    let admin = world.admin().await;
    let weak = json!({"login": "someone", "display_name": "某人", "password": "1234567890"});
    admin.post("/accounts", weak).await.names("/password");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_grant_ends_at_once() {
    let world = World::new().await;
    let hr = world.account_with("hr").await;
    hr.get("/employees").await.ok();
    let admin = world.admin().await;
    let grants = admin.get("/grants").await.ok();
    let grant = grants["items"].as_array().unwrap().iter().find(|grant| grant["role"] == "hr").unwrap()["id"].text();
    admin.delete(&format!("/grants/{grant}")).await.status(204);
    hr.get("/employees").await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_may_do_what_its_scopes_say_and_no_more() {
    let world = World::new().await;
    world.home().await;
    let erp = world.client_with(&["employees:read"]).await;
    erp.get("/employees").await.ok();
    erp.get("/grants").await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_sees_no_personnel_data() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let admin = world.admin().await;
    admin.get("/employees").await.problem(403, "forbidden");
    admin.get(&format!("/employees/{}", person.id)).await.problem(403, "forbidden");
}
