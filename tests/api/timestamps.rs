//! Timestamp authorities that are gone, slow or lying: signing goes to the next one, or does not happen.

use std::sync::Mutex;
use std::time::Duration;

use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, HttpServer, post};
use chrono::{DateTime, TimeDelta, Utc};
use evidence::timestamp::{self, TimestampAuthority};
use signing::authority::LocalAuthority;
use tests::World;

use crate::agreements::{Agreed, verified};

const NOW: &str = "2026-11-02T02:00:00Z";

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

/// How an authority behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Manner {
    Honest,
    Slow,
    OtherNonce,
    OtherImprint,
    OtherTime,
    Garbage,
    /// Honest, but nobody has put trust in its root.
    Stranger,
}

/// Answers as its manner is.
#[post("/")]
async fn stamp(manner: Data<Mutex<Manner>>, authority: Data<timestamp::LocalAuthority>, asked: Bytes) -> HttpResponse {
    let manner = *manner.lock().unwrap();
    let answer = match manner {
        Manner::Honest | Manner::Stranger => authority.respond(&asked, now()),
        Manner::Slow => {
            tokio::time::sleep(Duration::from_secs(5)).await;
            authority.respond(&asked, now())
        }
        Manner::OtherTime => authority.respond(&asked, now() - TimeDelta::days(30)),
        Manner::OtherNonce => authority.respond(&timestamp::request(&imprint_of(&asked), Some(42)).unwrap(), now()),
        Manner::OtherImprint => authority.token(&[7; 32], now()).and_then(|token| timestamp::response_of_token(&token)),
        Manner::Garbage => Ok(b"<html>".to_vec()),
    };
    HttpResponse::Ok().content_type("application/timestamp-reply").body(answer.unwrap())
}

/// The imprint stands after the OID of SHA-256 and a NULL or nothing, as an OCTET STRING of 32 bytes.
fn imprint_of(request: &[u8]) -> [u8; 32] {
    let at = request.windows(2).position(|two| two == [0x04, 0x20]).unwrap();
    request[at + 2..at + 34].try_into().unwrap()
}

/// An authority on a port of its own.
struct Tsa {
    url: String,
    /// PEM.
    root: String,
    manner: Data<Mutex<Manner>>,
}

impl Tsa {
    fn start(manner: Manner) -> Self {
        let made = now() - TimeDelta::days(60);
        let root = LocalAuthority::create(&format!("TSA {manner:?}"), made).unwrap();
        let stamper = Data::new(root.timestamp_authority(made).unwrap());
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        // Whoever is configured gives a root; a stranger's is another's.
        let shown = match manner {
            Manner::Stranger => LocalAuthority::create("TSA somebody else", made).unwrap(),
            _ => root,
        };
        let manner = Data::new(Mutex::new(manner));
        let shared = manner.clone();
        let server = HttpServer::new(move || {
            actix_web::App::new().app_data(shared.clone()).app_data(stamper.clone()).service(stamp)
        });
        tokio::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
        Self { url, root: shown.roots_pem().unwrap(), manner }
    }

    /// Nobody listens there.
    fn gone(&self) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Self { url: format!("http://{port}/"), root: String::new(), manner: self.manner.clone() }
    }
}

/// A service that asks these, in this order.
async fn world(asked: &[Tsa], folder: &tempfile::TempDir) -> World {
    let roots = folder.path().join("tsa.pem");
    std::fs::write(&roots, asked.iter().map(|tsa| tsa.root.as_str()).collect::<String>()).unwrap();
    World::with(NOW, |settings| {
        settings.tsa_urls = asked.iter().map(|tsa| tsa.url.clone()).collect();
        settings.tsa_roots = Some(roots);
        settings.tsa_timeout_ms = 300;
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_is_asked_when_one_is_gone_slow_or_lying() {
    let folder = tempfile::tempdir().unwrap();
    let manners = [
        Manner::Slow,
        Manner::OtherNonce,
        Manner::OtherImprint,
        Manner::OtherTime,
        Manner::Garbage,
        Manner::Stranger,
        Manner::Honest,
    ];
    let mut asked: Vec<Tsa> = manners.map(Tsa::start).into();
    asked.insert(0, asked[0].gone());
    let world = world(&asked, &folder).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    agreed.sign(&agreed.employee, &path).await;
    assert_eq!(agreed.sign(&agreed.legal, &path).await["stage"], "signed");
    let pdf = agreed.employee.get(&format!("{path}/document")).await.bytes;
    let report = verified(&agreed.hr, pdf).await;
    assert_eq!(report["verdict"], "valid", "{report:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_none_that_can_be_believed_nothing_is_signed_and_the_same_code_signs_later() {
    let folder = tempfile::tempdir().unwrap();
    let asked = [Tsa::start(Manner::Honest)];
    let world = world(&asked, &folder).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let body = agreed.ready(&agreed.employee, &path).await;
    let before = agreed.employee.get(&path).await.ok();
    let signature = format!("{path}/signature");
    for manner in [Manner::Slow, Manner::OtherNonce, Manner::OtherImprint, Manner::OtherTime, Manner::Garbage] {
        *asked[0].manner.lock().unwrap() = manner;
        let refused = agreed.employee.post(&signature, body.clone()).await.status(503);
        assert_eq!(refused["type"], "urn:youju:problem:no_timestamp", "{manner:?}: {refused:#}");
        assert_eq!(agreed.employee.get(&path).await.ok(), before, "{manner:?}: nothing has changed");
    }
    *asked[0].manner.lock().unwrap() = Manner::Honest;
    let signed = agreed.employee.post(&signature, body).await.ok();
    assert_eq!(signed["stage"], "partly_signed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_whose_root_is_not_trusted_stamps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = world(&[Tsa::start(Manner::Stranger)], &folder).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let body = agreed.ready(&agreed.employee, &path).await;
    let refused = agreed.employee.post(&format!("{path}/signature"), body).await.status(503);
    assert_eq!(refused["type"], "urn:youju:problem:no_timestamp", "{refused:#}");
}
