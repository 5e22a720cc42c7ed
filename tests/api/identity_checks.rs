//! Who signs is who they say: the contract of whoever checks it, and what becomes of the answer.

use std::sync::Mutex;
use std::time::Duration;

use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, HttpServer, post};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use server::platform::service::Endpoint;
use server::signatures::{Claimed, EmployersRecord, IdentityCheck, LicensedService, Outcome};
use tests::{Person, World, national_id};
use tokio::runtime::Handle;

use crate::agreements::Agreed;

const NOW: &str = "2026-11-02T02:00:00Z";

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn claimed(name: &str, n: u32) -> Claimed {
    Claimed { name: name.into(), national_id: national_id(n), phone: Some("13800006091".into()) }
}

/// What every check must do: `check` knows 沈可欣 under number 1, `gone` knows nobody and nothing.
fn holds_the_contract(check: &dyn IdentityCheck, gone: &dyn IdentityCheck) {
    let right = check.check(&claimed("沈可欣", 1), "ref-1", now());
    assert_eq!(right.outcome, Outcome::Matched);
    let reference = right.reference.clone().expect("an answer has a number under which it is found again");
    assert!(!reference.trim().is_empty() && right.cited().unwrap().ends_with(&reference));
    assert!((right.at - now()).abs() < TimeDelta::minutes(5));
    assert!(!right.source_name.is_empty());
    for (name, n) in [("沈可欣", 2), ("陆一鸣", 1)] {
        let wrong = check.check(&claimed(name, n), "ref-2", now());
        assert_eq!(wrong.outcome, Outcome::NotMatched, "{name} {n}");
        assert!(wrong.reference.is_some(), "a no is an answer too");
    }
    let silent = gone.check(&claimed("沈可欣", 1), "ref-3", now());
    assert_eq!((silent.outcome, silent.reference), (Outcome::Unavailable, None), "no answer is neither yes nor no");
    let said = serde_json::to_string(&right).unwrap();
    assert!(!said.contains(&national_id(1)) && !said.contains("沈可欣"), "what goes on record names nobody: {said}");
}

/// How a service behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Manner {
    Honest,
    Asleep,
    Garbage,
    Broken,
    WithoutReference,
    OtherTime,
    Unavailable,
}

struct Register {
    manner: Mutex<Manner>,
    /// Name and number of everybody it knows.
    known: Mutex<Vec<(String, String)>>,
    asked: Mutex<Vec<Value>>,
}

#[post("/v1/identity-checks")]
async fn answer(register: Data<Register>, asked: Json<Value>) -> HttpResponse {
    let manner = *register.manner.lock().unwrap();
    let (name, number) = (asked["name"].as_str().unwrap(), asked["national_id"].as_str().unwrap());
    let known = register.known.lock().unwrap().iter().any(|one| (one.0.as_str(), one.1.as_str()) == (name, number));
    let mut said = json!({"result": if known { "matched" } else { "not_matched" },
        "reference": "RZ-20261102-7", "checked_at": NOW});
    register.asked.lock().unwrap().push(asked.0.clone());
    match manner {
        Manner::Honest => {}
        Manner::Asleep => tokio::time::sleep(Duration::from_secs(5)).await,
        Manner::Garbage => return HttpResponse::Ok().body("matched"),
        Manner::Broken => return HttpResponse::InternalServerError().json(said),
        Manner::WithoutReference => said["reference"] = "  ".into(),
        Manner::OtherTime => said["checked_at"] = "2026-11-01T02:00:00Z".into(),
        Manner::Unavailable => said["result"] = "unavailable".into(),
    }
    HttpResponse::Ok().json(said)
}

/// The service on a port of its own.
struct Service {
    url: String,
    register: Data<Register>,
}

impl Service {
    fn start() -> Self {
        let (manner, known) = (Mutex::new(Manner::Honest), Mutex::default());
        let register = Data::new(Register { manner, known, asked: Mutex::default() });
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let shared = register.clone();
        let server = HttpServer::new(move || actix_web::App::new().app_data(shared.clone()).service(answer));
        tokio::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
        Self { url, register }
    }

    fn knows(&self, name: &str, number: String) {
        self.register.known.lock().unwrap().push((name.into(), number));
    }

    fn behaves(&self, manner: Manner) {
        *self.register.manner.lock().unwrap() = manner;
    }
}

fn client(url: &str) -> LicensedService {
    let timeout = Duration::from_millis(500);
    let endpoint = Endpoint { url: url.into(), token: Some("let-me-in".into()), timeout, runtime: Handle::current() };
    LicensedService::new(endpoint, "某实名核验服务".into()).unwrap()
}

#[test]
fn the_employer_s_own_record_holds_the_contract_and_says_what_it_is() {
    let record = EmployersRecord(Some(claimed("沈可欣", 1)));
    holds_the_contract(&record, &EmployersRecord(None));
    let said = record.check(&claimed("沈可欣", 1), "ref", now());
    assert_eq!((said.source, said.source_name.as_str()), ("employer_record", "用人单位自有人事记录，非国家数据源"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licensed_service_over_http_holds_the_contract() {
    let service = Service::start();
    service.knows("沈可欣", national_id(1));
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (check, gone) = (client(&service.url), client(&format!("http://{port}")));
    tokio::task::spawn_blocking(move || holds_the_contract(&check, &gone)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_cannot_be_relied_on_is_none() {
    let service = Service::start();
    service.knows("沈可欣", national_id(1));
    for manner in [
        Manner::Asleep,
        Manner::Garbage,
        Manner::Broken,
        Manner::WithoutReference,
        Manner::OtherTime,
        Manner::Unavailable,
    ] {
        service.behaves(manner);
        let check = client(&service.url);
        let asked = move || check.check(&claimed("沈可欣", 1), "ref", now()).outcome;
        let said = tokio::task::spawn_blocking(asked).await.unwrap();
        assert_eq!(said, Outcome::Unavailable, "{manner:?}");
    }
}

/// The number that a person was hired with.
fn number_of(person: &Person) -> String {
    national_id(person.number.trim_start_matches('T').parse().unwrap())
}

/// The journal's record of the signature of the employee.
async fn on_record(world: &World, agreed: &Agreed<'_>, path: &str) -> Value {
    world.settle().await;
    let agreement = agreed.hr.get(path).await.ok();
    let (db, id) = (world.app.read().await.unwrap(), agreement["id"].as_str().unwrap().parse().unwrap());
    let trail = server::platform::journal::read::trail(&db, &world.app.keyring, id, 100).await.unwrap();
    trail.into_iter().find(|(entry, _)| entry.kind == "agreement.signed").expect("it was signed").1
}

/// The text of the certificate of completion, without blanks.
async fn certificate(agreed: &Agreed<'_>, path: &str) -> String {
    agreed.sign(&agreed.legal, path).await;
    let pdf = agreed.hr.get(&format!("{path}/certificate")).await.bytes;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("certificate.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = std::process::Command::new("pdftotext").args(["-layout"]).arg(&file).arg("-").output().unwrap();
    String::from_utf8(text.stdout).unwrap().split_whitespace().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_employer_s_record_is_compared_and_the_certificate_says_that_it_is_no_more() {
    let world = World::at(NOW).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let signature = format!("{path}/signature");
    let mut body = agreed.ready(&agreed.employee, &path).await;
    for (given, code) in [("12345", "format"), (&*national_id(9_999), "identity_not_matched")] {
        body["national_id"] = given.into();
        let problem = agreed.employee.post(&signature, body.clone()).await.problem(422, "invalid");
        assert_eq!(
            (problem["errors"][0]["pointer"].as_str(), problem["errors"][0]["code"].as_str()),
            (Some("/national_id"), Some(code)),
            "{problem:#}"
        );
    }
    assert_eq!(agreed.employee.get(&path).await.ok()["stage"], "sent");
    body["national_id"] = number_of(&agreed.person).to_lowercase().into();
    agreed.employee.post(&signature, body).await.ok();
    let record = on_record(&world, &agreed, &path).await;
    let identity = &record["identity"];
    assert_eq!((identity["outcome"].as_str(), identity["source"].as_str()), (Some("matched"), Some("employer_record")));
    assert!(!record.to_string().contains(&number_of(&agreed.person)), "{record}");
    let text = certificate(&agreed, &path).await;
    let reference = &identity["reference"].as_str().unwrap()[..8];
    for wanted in ["身份核验", "用人单位自有人事记录，非国家数据源", reference, "2026-11-0210:00:00（北京时间）"]
    {
        assert!(text.contains(wanted), "{wanted} is missing: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_the_number_close_the_signature_as_guesses_at_the_code_do() {
    let world = World::at(NOW).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let mut body = agreed.ready(&agreed.employee, &path).await;
    body["national_id"] = national_id(9_999).into();
    let signature = format!("{path}/signature");
    for _ in 0..20 {
        agreed.employee.post(&signature, body.clone()).await.problem(422, "invalid");
    }
    body["national_id"] = number_of(&agreed.person).into();
    agreed.employee.post(&signature, body).await.status(429);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_number_nothing_is_checked_and_nothing_is_claimed() {
    let world = World::at(NOW).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    agreed.sign(&agreed.employee, &path).await;
    assert_eq!(on_record(&world, &agreed, &path).await["identity"], Value::Null);
    assert!(!certificate(&agreed, &path).await.contains("身份核验"));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_licensed_service_is_set_up_nobody_signs_unchecked() {
    let service = Service::start();
    let world = World::with(NOW, |settings| {
        settings.identity_url = Some(service.url.clone());
        settings.identity_name = Some("某实名核验服务".into());
        settings.identity_timeout_ms = 500;
    })
    .await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let signature = format!("{path}/signature");
    let mut body = agreed.ready(&agreed.employee, &path).await;
    let problem = agreed.employee.post(&signature, body.clone()).await.problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "required", "{problem:#}");
    body["national_id"] = national_id(9_999).into();
    agreed.employee.post(&signature, body.clone()).await.problem(422, "invalid");
    assert_eq!(*service.register.asked.lock().unwrap(), Vec::<Value>::new(), "what the record denies is not sent out");
    let own = number_of(&agreed.person);
    body["national_id"] = own.clone().into();
    let problem = agreed.employee.post(&signature, body.clone()).await.problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "identity_not_matched", "the register does not know them: {problem:#}");
    service.behaves(Manner::Broken);
    agreed.employee.post(&signature, body.clone()).await.problem(503, "identity_unavailable");
    service.behaves(Manner::Honest);
    service.knows("沈可欣", own.clone());
    agreed.employee.post(&signature, body).await.ok();
    let identity = on_record(&world, &agreed, &path).await["identity"].clone();
    assert_eq!(identity["reference"], "RZ-20261102-7");
    assert_eq!(identity["source"], "licensed_service");
    let text = certificate(&agreed, &path).await;
    assert!(text.contains("某实名核验服务") && text.contains("RZ-20261102-7"), "{text}");
}
