use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;
use server::demo::Call;
use tests::{AsText, Reply, Session, World};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path fill=\"#1f3b5c\" d=\"M0 0h40v20H0z\"/></svg>";

async fn logo(who: &Session<'_>, path: &str, version: i32, bytes: impl Into<Vec<u8>>) -> Reply {
    let form = Form::new().part("file", Part::bytes(bytes.into()).file_name("logo"));
    let request = who.request(Method::PUT, &format!("{path}/logo")).header("if-match", format!("\"{version}\""));
    Reply::read(request.multipart(form).send().await.unwrap()).await
}

/// A letterhead with everything set, changed and taken off; answers the upload that the world did not see.
pub async fn headed(world: &World, who: &Session<'_>) -> Vec<Call> {
    let path = format!("/legal-entities/{}/letterhead", world.home().await.entity);
    who.put(&path, json!({"first_line": "申城精密", "second_line": "www.example.com"})).await.ok();
    let set = logo(who, &path, 1, LOGO).await;
    set.ok();
    who.delete(&format!("{path}/logo")).await.ok();
    let request_id = set.headers["x-request-id"].to_str().unwrap().to_owned();
    vec![Call { method: Method::PUT, path: format!("{path}/logo"), request_id }]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legal_entity_with_a_wrong_credit_code_is_refused() {
    let world = World::new().await;
    let admin = world.admin().await;
    let facts = json!({"name": "错码公司", "uscc": "91310115MA1K3YH20X", "city": "上海", "address": "上海市", "legal_representative": "某人", "has_union": false});
    admin.post("/legal-entities", facts).await.names("/uscc");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_is_refused_and_nothing_changes() {
    let world = World::new().await;
    let entity = world.home().await.entity;
    let path = format!("/legal-entities/{entity}");
    let admin = world.admin().await;
    let seen = admin.get(&path).await;
    assert_eq!(seen.headers["etag"], "\"1\"");
    let mut facts = seen.ok();
    for field in ["id", "version", "created_at"] {
        facts.as_object_mut().unwrap().remove(field);
    }
    facts["city"] = json!("北京");
    let changed = world.admin().await.with("if-match", "\"1\"").put(&path, facts.clone()).await;
    assert_eq!(changed.ok()["version"], 2);
    facts["city"] = json!("深圳");
    world.admin().await.with("if-match", "\"1\"").put(&path, facts).await.problem(412, "stale");
    assert_eq!(admin.get(&path).await.ok()["city"], "北京");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_cannot_be_below_itself() {
    let world = World::new().await;
    let entity = world.home().await.entity;
    let hr = world.account_with("hr").await;
    let top =
        hr.post("/org-units", json!({"legal_entity_id": entity, "name": "研发中心"})).await.created()["id"].text();
    let below = hr
        .post("/org-units", json!({"legal_entity_id": entity, "name": "平台部", "parent_id": top}))
        .await
        .created()["id"]
        .text();
    let reply = hr
        .put(&format!("/org-units/{top}"), json!({"legal_entity_id": entity, "name": "研发中心", "parent_id": below}))
        .await;
    reply.problem(409, "invalid");
    reply.names("/parent_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_headcount_of_a_unit_counts_who_is_there() {
    let world = World::new().await;
    let person = world.hire("李明").await;
    let session = world.session_of(&person).await;
    let units = session.get("/org-units").await.ok();
    assert_eq!(units["items"][0]["headcount"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letterhead_is_set_line_by_line_and_with_a_logo_that_is_only_shapes() {
    let world = World::new().await;
    let path = format!("/legal-entities/{}/letterhead", world.home().await.entity);
    let hr = world.account_with("hr").await;
    let none = hr.get(&path).await;
    assert_eq!((none.headers["etag"].to_str().unwrap(), &none.ok()["first_line"]), ("\"0\"", &json!(null)));
    let lines = json!({"first_line": " 申城精密制造有限公司 ", "second_line": ""});
    let put = world.account_with("hr").await.with("if-match", "\"0\"").put(&path, lines.clone()).await.ok();
    assert_eq!((&put["first_line"], &put["second_line"]), (&json!("申城精密制造有限公司"), &json!(null)));
    world.account_with("hr").await.with("if-match", "\"0\"").put(&path, lines).await.problem(412, "stale");
    hr.put(&path, json!({"first_line": "长".repeat(81)})).await.names("/first_line");
    hr.put(&path, json!({"first_line": "隐\u{202e}藏"})).await.names("/first_line");

    logo(&hr, &path, 0, LOGO).await.problem(412, "stale");
    let set = logo(&hr, &path, 1, LOGO).await.ok();
    assert_eq!((&set["version"], &set["logo_media"]), (&json!(2), &json!("image/svg+xml")));
    let sent = hr.get(&format!("{path}/logo")).await;
    assert_eq!(
        (sent.bytes.as_slice(), sent.headers["content-type"].to_str().unwrap()),
        (LOGO.as_bytes(), "image/svg+xml")
    );
    for hostile in ["<svg><script/></svg>", "<svg><path onclick=\"x\" d=\"\"/></svg>", "GIF89a"] {
        logo(&hr, &path, 2, hostile).await.names("/file");
    }
    logo(&hr, &path, 2, vec![b' '; 300_000]).await.problem(413, "too_large");
    // What a PNG says of itself and what is in it are two things.
    let broken =
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09\0\0\0\x09\x08\x06\0\0\0"[..], &[0; 8], b"IEND", &[0; 4]].concat();
    logo(&hr, &path, 2, broken).await.names("/file");
    hr.delete(&format!("{path}/logo")).await.ok();
    hr.get(&format!("{path}/logo")).await.status(404);
    let person = world.hire("李明").await;
    world.session_of(&person).await.put(&path, json!({"first_line": "别人"})).await.status(403);
}
