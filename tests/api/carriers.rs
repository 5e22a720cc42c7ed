//! A mail server and an SMS gateway that are not ours, and what reaches them.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, HttpServer, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use server::platform::config::Settings;
use server::platform::messages::outbox::send_due;
use tests::{AsText, PASSWORD, World};

use crate::contracts::Concluding;

const NOON: &str = "2026-10-20T02:00:00Z";

/// Takes letters as RFC 5321 has it, one connection after the other.
fn mail_server() -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (letters, taken) = mpsc::channel();
    std::thread::spawn(move || {
        for caller in listener.incoming() {
            take_letters(caller.unwrap(), &letters);
        }
    });
    (url, taken)
}

fn take_letters(mut caller: TcpStream, letters: &mpsc::Sender<String>) {
    let mut lines = BufReader::new(caller.try_clone().unwrap()).lines().map_while(Result::ok);
    let mut say = |words: &str| caller.write_all(format!("{words}\r\n").as_bytes()).unwrap();
    say("220 mail.example.com");
    while let Some(line) = lines.next() {
        match line.split(' ').next().unwrap() {
            "DATA" => {
                say("354 go on");
                let letter: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                letters.send(letter.join("\n")).unwrap();
                say("250 taken");
            }
            "QUIT" => return say("221 bye"),
            _ => say("250 fine"),
        }
    }
}

/// The words of a letter with one part in base 64.
fn words(letter: &str) -> String {
    let (head, body) = letter.split_once("\n\n").unwrap();
    assert!(head.contains("Content-Transfer-Encoding: base64"), "{head}");
    String::from_utf8(STANDARD.decode(body.replace('\n', "")).unwrap()).unwrap()
}

#[derive(Default)]
struct Gateway {
    status: Mutex<Option<u16>>,
    taken: Mutex<Vec<Value>>,
}

#[post("/v1/messages")]
async fn take(gateway: Data<Gateway>, request: HttpRequest, message: Json<Value>) -> HttpResponse {
    assert_eq!(request.headers().get("authorization").unwrap(), "Bearer let-me-in");
    let status = *gateway.status.lock().unwrap();
    gateway.taken.lock().unwrap().push(message.0);
    HttpResponse::build(status.unwrap_or(202).try_into().unwrap()).json(json!({}))
}

impl Gateway {
    fn start() -> (String, Data<Self>) {
        let gateway = Data::new(Self::default());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let shared = gateway.clone();
        let server = HttpServer::new(move || actix_web::App::new().app_data(shared.clone()).service(take));
        tokio::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
        (url, gateway)
    }

    fn answers(&self, status: u16) {
        *self.status.lock().unwrap() = Some(status);
    }

    fn taken(&self) -> Vec<Value> {
        self.taken.lock().unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn e_mail_goes_to_the_mail_server_and_whatever_has_no_carrier_to_the_folder() {
    let (url, letters) = mail_server();
    let set = |settings: &mut Settings| {
        settings.smtp_url = Some(url);
        settings.mail_from = Some("有据 <hr@shencheng.example>".into());
    };
    let world = World::with(NOON, set).await;
    let hr = world.account_with("hr").await;
    let (by_mail, by_sms) = (world.hire_with("沈可欣", json!({"phone": null})).await, world.hire("周洋").await);
    let both = json!({"employee_ids": [by_mail.id, by_sms.id]});
    assert_eq!(hr.post("/accounts/activations", both).await.ok()["sent"], 2);
    let letter = letters.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(letter.contains("@example.com") && letter.contains("<hr@shencheng.example>"), "{letter}");
    assert!(letter.lines().any(|line| line.starts_with("Message-ID: <") && line.ends_with("@shencheng.example>")));
    assert!(words(&letter).contains("激活码是"), "{letter}");
    let folder = world.messages();
    assert_eq!(folder.len(), 1, "{folder:?}");
    assert_eq!(folder[0]["channel"], "sms");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_goes_to_the_address_of_the_account_and_nowhere_is_no_address() {
    let (url, letters) = mail_server();
    let set = |settings: &mut Settings| {
        settings.smtp_url = Some(url);
        settings.mail_from = Some("hr@shencheng.example".into());
    };
    let world = World::with(NOON, set).await;
    let it = Concluding::new(&world, "confidentiality").await;
    let path = it.sent(json!({"kind": "confidentiality", "scope": "客户名单"})).await;
    it.legal.post(&format!("{path}/signing-codes"), json!({})).await.problem(409, "no_address");
    let own = |email: &str, password: &str| json!({"email": email, "current_password": password});
    it.legal.put("/auth/email", own("legal@lawfirm.example", "not the password")).await.problem(422, "invalid");
    it.legal.put("/auth/email", own("nowhere", PASSWORD)).await.problem(422, "invalid");
    it.employee.put("/auth/email", own("me@home.example", PASSWORD)).await.problem(409, "of_an_employee");
    it.legal.put("/auth/email", own("legal@lawfirm.example", PASSWORD)).await.status(204);
    assert_eq!(it.legal.get("/auth/me").await.ok()["email"], "legal@lawfirm.example");
    it.legal.post(&format!("{path}/signing-codes"), json!({})).await.status(202);
    let code = letters.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(code.contains("To: legal@lawfirm.example") && words(&code).contains("用于签署"), "{code}");
    it.legal.put("/auth/email", own("legal@other.example", PASSWORD)).await.status(204);
    let told = letters.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(told.contains("To: legal@lawfirm.example") && words(&told).contains("邮箱已经更换"), "{told}");
    let admin = world.admin().await;
    let mut account =
        json!({"login": "counsel", "display_name": "外聘律师", "password": PASSWORD, "email": "c@law.example"});
    assert_eq!(admin.post("/accounts", account.clone()).await.created()["email"], "c@law.example");
    account["email"] = json!("no address");
    admin.post("/accounts", account).await.problem(422, "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_gateway_did_not_take_is_sent_again_under_its_id_and_what_it_refuses_is_not() {
    let (url, gateway) = Gateway::start();
    let set = |settings: &mut Settings| {
        settings.sms_url = Some(url);
        settings.sms_token = Some("let-me-in".into());
    };
    let world = World::with(NOON, set).await;
    world.stop_background();
    let hr = world.account_with("hr").await;
    let person = world.hire("沈可欣").await;
    let one = json!({"employee_ids": [person.id]});
    let database = world.database().await;
    let due_now = "update messages set due_at = now()";

    gateway.answers(503);
    hr.post("/accounts/activations", one.clone()).await.ok();
    gateway.answers(202);
    database.execute(due_now, &[]).await.unwrap();
    assert_eq!(send_due(&world.app).await.unwrap(), 1);
    let taken = gateway.taken();
    assert_eq!(taken.len(), 2, "{taken:?}");
    assert_eq!(taken[0]["id"], taken[1]["id"], "so that the person gets it once");
    assert!(taken[1]["to"].text().starts_with("138") && taken[1]["text"].text().contains("激活码"));

    gateway.answers(422);
    hr.post("/accounts/activations", one).await.ok();
    database.execute(due_now, &[]).await.unwrap();
    assert_eq!(send_due(&world.app).await.unwrap(), 1);
    let left = database.query_one("select count(*) from messages", &[]).await.unwrap();
    assert_eq!(left.get::<_, i64>(0), 0, "it would be refused again");
    world.settle().await;
    let trail = hr.get(&format!("/employees/{}/timeline?limit=200", person.id)).await.ok();
    let undelivered = trail["items"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "message.undelivered");
    assert_eq!(undelivered.count(), 1, "{trail}");
}

#[test]
fn settings_that_would_send_codes_in_the_open_or_nowhere_are_refused() {
    let faults = |change: &[(&str, &str)]| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("youju.toml");
        let lines: Vec<String> = change.iter().map(|(name, value)| format!("{name} = \"{value}\"")).collect();
        std::fs::write(&file, lines.join("\n")).unwrap();
        let flags = server::platform::config::Flags { config: Some(file), ..Default::default() };
        Settings::load(&flags).err().map(|mistakes| mistakes.0).unwrap_or_default()
    };
    let from = ("mail_from", "有据 <hr@example.com>");
    assert!(faults(&[("smtp_url", "smtps://u:p@mail.example.com"), from]).is_empty());
    assert!(faults(&[("smtp_url", "smtp://mail.example.com:587?tls=required"), from]).is_empty());
    assert!(faults(&[("smtp_url", "smtp://127.0.0.1:1025"), from]).is_empty());
    for wrong in [
        &[("smtp_url", "smtp://mail.example.com"), from][..],
        &[("smtp_url", "smtps://mail.example.com")],
        &[("smtp_url", "mailto:somebody"), from],
        &[("smtp_url", "smtps://mail.example.com"), ("mail_from", "nobody")],
        &[("sms_url", "http://sms.example.com")],
    ] {
        assert_eq!(faults(wrong).len(), 1, "{wrong:?}: {:?}", faults(wrong));
    }
}
