use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tests::{AsText, Reply, Session, World};

const ROSTER: &[u8] = include_bytes!("../data/roster.xlsx");
const EXPECTED: &str = include_str!("../data/roster.expected.json");

/// Somebody on a line of a small roster.
struct Line {
    number: &'static str,
    person: u32,
    unit: &'static str,
    manager: &'static str,
    wage: &'static str,
}

impl Line {
    fn new(number: &'static str, person: u32) -> Self {
        Self { number, person, unit: "生产部", manager: "", wage: "8000" }
    }
}

/// A roster as CSV.
fn roster_of(lines: &[Line]) -> Vec<u8> {
    let mut text =
        "工号,姓名,性别,身份证号,手机号,部门,岗位,直接上级工号,入职日期,合同类型,合同开始,合同到期,月薪（元）\n"
            .to_owned();
    for Line { number, person, unit, manager, wage } in lines {
        let id = tests::national_id(*person);
        text += &format!(
            "{number},王小明,男,{id},139{person:08},{unit},操作工,{manager},2020-03-04,固定期限,2020-03-04,2029-03-03,{wage}\n"
        );
    }
    text.into_bytes()
}

async fn upload(who: &Session<'_>, entity: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Reply {
    let file = Part::bytes(bytes.into()).file_name(name.to_owned());
    let form = Form::new().text("kind", "roster").text("legal_entity_id", entity.to_owned()).part("file", file);
    Reply::read(who.request(Method::POST, "/imports").multipart(form).send().await.unwrap()).await
}

/// Every event of the progress of an import, until it rests.
async fn watched(who: &Session<'_>, id: &str) -> Vec<Value> {
    let reply = Reply::read(who.request(Method::GET, &format!("/imports/{id}/progress")).send().await.unwrap()).await;
    assert_eq!(reply.headers["content-type"], "text/event-stream");
    let text = String::from_utf8(reply.bytes).unwrap();
    let events = text.split_terminator("\n\n");
    events
        .map(|event| serde_json::from_str(event.strip_prefix("event: progress\ndata: ").expect("an event")).unwrap())
        .collect()
}

async fn rested(who: &Session<'_>, id: &str) -> Value {
    watched(who, id).await.pop().expect("one event at least")
}

async fn checked(who: &Session<'_>, entity: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Value {
    let begun = upload(who, entity, name, bytes).await.status(202);
    rested(who, &begun["id"].text()).await
}

async fn committed(who: &Session<'_>, import: &Value) -> Value {
    let id = import["id"].text();
    who.post(&format!("/imports/{id}/commit"), json!({"skip_error_rows": true})).await.status(202);
    rested(who, &id).await
}

async fn issues(who: &Session<'_>, import: &Value) -> Vec<Value> {
    let mut path = format!("/imports/{}/issues?limit=5", import["id"].text());
    let mut all = Vec::new();
    loop {
        let page = who.get(&path).await.ok();
        all.extend(page["items"].as_array().unwrap().clone());
        let Some(cursor) = page["next_cursor"].as_str() else { return all };
        path = format!("/imports/{}/issues?limit=5&cursor={cursor}", import["id"].text());
    }
}

async fn entries(world: &World, entity: &str) -> Vec<String> {
    world.settle().await;
    let auditor = world.account_with("auditor").await;
    let mut kinds = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = auditor.get(&format!("/journal?legal_entity_id={entity}&limit=200&cursor={cursor}")).await.ok();
        kinds.extend(page["items"].as_array().unwrap().iter().map(|entry| entry["kind"].text()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return kinds,
        }
    }
}

async fn employer(world: &World) -> String {
    world.found("申城精密制造有限公司", "91310115MA1K3YH20M").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_findings_of_a_roster_are_those_a_person_made_and_no_others() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let import = checked(&hr, &entity, "花名册.xlsx", ROSTER).await;
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    assert_eq!(import["state"], "checked");
    assert_eq!(import["file_name"], "花名册.xlsx");
    for field in ["sheet", "header_row", "data_rows", "good_rows"] {
        assert_eq!(import[field], expected[field], "{field}");
    }
    assert_eq!((&import["error_rows"], &import["warning_rows"]), (&json!(13), &json!(1)));
    let found = issues(&hr, &import).await;
    let cells: Vec<Value> = found
        .iter()
        .map(|issue| json!({"row": issue["row"], "column": issue["column"], "code": issue["code"], "level": issue["level"]}))
        .collect();
    assert_eq!(Value::Array(cells), expected["rows_with_errors"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_speak_the_language_of_the_caller() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let import = checked(&hr, &entity, "花名册.xlsx", ROSTER).await;
    assert!(issues(&hr, &import).await[0]["message"].text().ends_with('。'));
    let english = world.account_with("hr").await.with("accept-language", "en");
    assert!(issues(&english, &import).await[0]["message"].text().ends_with('.'));
}

#[tokio::test(flavor = "multi_thread")]
async fn good_rows_are_taken_with_units_heads_managers_and_accounts() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let import = checked(&hr, &entity, "花名册.xlsx", ROSTER).await;
    let path = format!("/imports/{}/commit", import["id"].text());
    let refused = hr.post(&path, json!({})).await.problem(409, "invalid_state");
    assert_eq!(refused["state"], "checked");
    let taken = committed(&hr, &import).await;
    assert_eq!(taken["state"], "committed", "{taken}");
    assert_eq!(taken["result"], json!({"created": 307, "updated": 0, "unchanged": 0, "skipped": 13}));
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let units = hr.get(&format!("/org-units?legal_entity_id={entity}")).await.ok();
    let units = units["items"].as_array().unwrap();
    let name_of =
        |id: &Value| units.iter().find(|unit| unit["id"] == *id).map_or(Value::Null, |unit| unit["name"].clone());
    for wanted in expected["org_units"].as_array().unwrap() {
        let unit = units.iter().find(|unit| unit["name"] == wanted["name"]).expect("the unit");
        assert_eq!((name_of(&unit["parent_id"]), &unit["head"]["number"]), (wanted["parent"].clone(), &wanted["head"]));
    }
    let person = hr.get("/employees?q=SC0005").await.ok()["items"][0].clone();
    assert_eq!((&person["name"], &person["manager"]["number"]), (&json!("黎强海"), &json!("SC0001")));
    let person = hr.get(&format!("/employees/{}", person["id"].text())).await.ok();
    assert_eq!(person["account"]["login"], "sc0005");
    let kinds = entries(&world, &entity).await;
    let times = |kind: &str| kinds.iter().filter(|found| *found == kind).count();
    assert_eq!((times("employee.hired"), times("account.created"), times("org_unit.created")), (307, 307, units.len()));
    assert_eq!((times("import.checked"), times("import.committed")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_changes_nothing_and_says_nothing_about_anybody() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    committed(&hr, &checked(&hr, &entity, "花名册.xlsx", ROSTER).await).await;
    let before = entries(&world, &entity).await.len();
    let again = committed(&hr, &checked(&hr, &entity, "花名册.xlsx", ROSTER).await).await;
    assert_eq!(again["result"], json!({"created": 0, "updated": 0, "unchanged": 307, "skipped": 13}));
    assert_eq!(entries(&world, &entity).await[before..], ["import.checked", "import.committed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_cells_correct_the_record_and_only_the_changed_people_hear_of_it() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let first = roster_of(&[Line::new("A1", 1), Line::new("A2", 2), Line::new("A3", 3)]);
    let first = committed(&hr, &checked(&hr, &entity, "一.csv", first).await).await;
    assert_eq!(first["result"]["created"], 3, "{first}");
    let before = entries(&world, &entity).await.len();
    let second = roster_of(&[
        Line::new("A1", 1),
        Line { manager: "A1", ..Line::new("a2", 2) },
        Line { wage: "9000", ..Line::new("A3", 3) },
    ]);
    let second = committed(&hr, &checked(&hr, &entity, "二.csv", second).await).await;
    assert_eq!(second["result"], json!({"created": 0, "updated": 2, "unchanged": 1, "skipped": 0}), "{second}");
    let mut told = entries(&world, &entity).await.split_off(before);
    told.sort();
    assert_eq!(told, ["assignment.started", "contract.changed", "import.checked", "import.committed"]);
    let moved = hr.get("/employees?q=A2").await.ok()["items"][0].clone();
    assert_eq!(moved["manager"]["number"], "A1");
    let history = hr.get(&format!("/employees/{}/assignments", moved["id"].text())).await.ok();
    let days: Vec<_> =
        history["items"].as_array().unwrap().iter().map(|one| (one["from"].clone(), one["until"].clone())).collect();
    assert_eq!(days, [(json!("2026-10-20"), Value::Null), (json!("2020-03-04"), json!("2026-10-20"))]);
    let raised = hr.get("/employees?q=A3").await.ok()["items"][0]["id"].text();
    let contracts = hr.get(&format!("/employees/{raised}/contracts")).await.ok();
    assert_eq!(contracts["items"].as_array().unwrap().len(), 1);
    assert_eq!(contracts["items"][0]["monthly_wage"], "9000.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_on_a_bad_row_gives_way_to_the_head_of_the_unit_or_nobody() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let head = Line::new("A1", 1);
    committed(&hr, &checked(&hr, &entity, "一.csv", roster_of(&[head])).await).await;
    let units = hr.get(&format!("/org-units?legal_entity_id={entity}")).await.ok();
    let (unit, person) = (units["items"][0].clone(), hr.get("/employees?q=A1").await.ok()["items"][0]["id"].clone());
    let facts = json!({"legal_entity_id": entity, "name": unit["name"], "head_id": person});
    hr.put(&format!("/org-units/{}", unit["id"].text()), facts).await.ok();
    let bad = Line { wage: "很多", ..Line::new("A2", 2) };
    let lines = [Line { manager: "A2", ..Line::new("A1", 1) }, bad, Line { manager: "A2", ..Line::new("A3", 3) }];
    let taken = committed(&hr, &checked(&hr, &entity, "二.csv", roster_of(&lines)).await).await;
    assert_eq!(taken["result"], json!({"created": 1, "updated": 0, "unchanged": 1, "skipped": 1}), "{taken}");
    assert_eq!(hr.get("/employees?q=A3").await.ok()["items"][0]["manager"]["number"], "A1");
    assert_eq!(hr.get("/employees?q=A1").await.ok()["items"][0]["manager"], Value::Null, "nobody is their own manager");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_number_on_record_under_another_number_is_an_error_in_its_row() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    committed(&hr, &checked(&hr, &entity, "一.csv", roster_of(&[Line::new("A1", 1)])).await).await;
    let import = checked(&hr, &entity, "二.csv", roster_of(&[Line::new("B7", 1), Line::new("B8", 2)])).await;
    assert_eq!((&import["good_rows"], &import["error_rows"]), (&json!(1), &json!(1)));
    let found = issues(&hr, &import).await;
    assert_eq!((&found[0]["row"], &found[0]["code"]), (&json!(2), &json!("duplicate_id")));
    assert!(found[0]["message"].text().contains("A1"), "{}", found[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_the_records_refuse_meanwhile_takes_nothing_and_names_the_row() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let late = checked(&hr, &entity, "二.csv", roster_of(&[Line::new("B7", 2), Line::new("B8", 1)])).await;
    assert_eq!(late["error_rows"], 0);
    committed(&hr, &checked(&hr, &entity, "一.csv", roster_of(&[Line::new("A1", 1)])).await).await;
    let refused = committed(&hr, &late).await;
    assert_eq!((&refused["state"], &refused["result"]), (&json!("checked"), &Value::Null));
    assert!(refused["failure"].text().contains("第 3 行"), "{refused}");
    assert_eq!(issues(&hr, &refused).await[0]["code"], "duplicate_id");
    assert_eq!(hr.get("/employees?q=B7").await.ok()["items"], json!([]), "nothing half done");
    let taken = committed(&hr, &refused).await;
    assert_eq!(taken["result"], json!({"created": 1, "updated": 0, "unchanged": 0, "skipped": 1}), "{taken}");
}

#[tokio::test(flavor = "multi_thread")]
async fn committing_twice_at_once_does_it_once() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let import = checked(&hr, &entity, "花名册.xlsx", ROSTER).await;
    let path = format!("/imports/{}/commit", import["id"].text());
    let commit = || hr.post(&path, json!({"skip_error_rows": true}));
    let (one, other) = tokio::join!(commit(), commit());
    let mut answers = [one.status.as_u16(), other.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [202, 409]);
    assert_eq!(rested(&hr, &import["id"].text()).await["result"]["created"], 307);
    assert_eq!(commit().await.problem(409, "invalid_state")["state"], "committed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_left_behind_by_a_killed_process_is_taken_up_and_finished() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let import = checked(&hr, &entity, "花名册.xlsx", ROSTER).await;
    let id: uuid::Uuid = import["id"].text().parse().unwrap();
    let database = world.database().await;
    database.execute("update imports set state = 'committing' where id = $1", &[&id]).await.unwrap();
    let job = "insert into import_jobs (import_id, act, skip_error_rows, actor_name, attempts, created_at) values ($1, 'commit', true, '系统', 1, now())";
    database.execute(job, &[&id]).await.unwrap();
    let taken = rested(&hr, &import["id"].text()).await;
    assert_eq!((&taken["state"], &taken["result"]["created"]), (&json!("committed"), &json!(307)));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_instances_that_see_one_job_do_it_once() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let import = checked(&hr, &entity, "花名册.xlsx", ROSTER).await;
    hr.post(&format!("/imports/{}/commit", import["id"].text()), json!({"skip_error_rows": true})).await.status(202);
    let instance = || server::imports::run_pending(&world.app);
    let (one, other) = tokio::join!(instance(), instance());
    one.and(other).unwrap();
    let taken = rested(&hr, &import["id"].text()).await;
    assert_eq!((&taken["state"], &taken["failure"]), (&json!("committed"), &Value::Null));
    let kinds = entries(&world, &entity).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "import.committed").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_hr_of_the_whole_company_may_import_into_it() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let other = world.found("另一家有限公司", "91310115MA1K3YH39J").await;
    let admin = world.admin().await;
    let made = admin
        .post("/accounts", json!({"login": "hr.other", "display_name": "别家人事", "password": tests::PASSWORD}))
        .await
        .created();
    let scope = json!({"kind": "legal_entity", "id": other});
    admin.post("/grants", json!({"account_id": made["id"], "role": "hr", "scope": scope})).await.created();
    let stranger = Session::sign_in(&world, "hr.other", tests::PASSWORD).await;
    upload(&stranger, &entity, "花名册.xlsx", ROSTER).await.problem(403, "forbidden");
    upload(&world.admin().await, &entity, "花名册.xlsx", ROSTER).await.problem(403, "forbidden");
    let import = checked(&world.account_with("hr").await, &entity, "花名册.xlsx", ROSTER).await;
    let id = import["id"].text();
    for path in ["", "/issues", "/progress"] {
        stranger.get(&format!("/imports/{id}{path}")).await.problem(404, "not_found");
    }
    stranger.post(&format!("/imports/{id}/commit"), json!({"skip_error_rows": true})).await.problem(404, "not_found");
    assert_eq!(stranger.get("/imports").await.ok()["items"], json!([]));
    world.stranger().get("/imports").await.problem(401, "unauthenticated");
    let own = checked(&stranger, &other, "一.csv", roster_of(&[Line::new("A1", 1)])).await;
    assert_eq!(stranger.get("/imports").await.ok()["items"][0]["id"], own["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_workbook_is_refused_at_once() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    for bytes in [&b"\x89PNG\r\n\x1a\n\x00\x00"[..], &[0; 64], b""] {
        upload(&hr, &entity, "花名册.xlsx", bytes).await.names("/file");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_read_fails_and_says_what_to_do() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let damaged = [&b"PK\x03\x04"[..], &[7; 200]].concat();
    for bytes in [damaged, ROSTER[..ROSTER.len() / 2].to_vec(), "姓名,年龄\n王小明,30\n".into()] {
        let failed = checked(&hr, &entity, "花名册.xlsx", bytes).await;
        assert_eq!(failed["state"], "failed", "{failed}");
        assert!(failed["failure"].text().ends_with('。'), "{failed}");
        hr.post(&format!("/imports/{}/commit", failed["id"].text()), json!({})).await.problem(409, "invalid_state");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_lacks_something_is_told_what() {
    let world = World::new().await;
    let entity = employer(&world).await;
    let hr = world.account_with("hr").await;
    let send = async |form: Form| {
        Reply::read(hr.request(Method::POST, "/imports").multipart(form).send().await.unwrap()).await
    };
    let file = || Part::bytes(ROSTER).file_name("花名册.xlsx");
    send(Form::new().text("kind", "roster").text("legal_entity_id", entity.clone())).await.names("/file");
    send(Form::new().text("kind", "wages").text("legal_entity_id", entity.clone()).part("file", file()))
        .await
        .names("/kind");
    send(Form::new().text("kind", "roster").text("legal_entity_id", "x").part("file", file()))
        .await
        .names("/legal_entity_id");
    hr.post("/imports", json!({})).await.problem(415, "unsupported_media_type");
}
