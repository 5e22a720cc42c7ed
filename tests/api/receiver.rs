//! Another system that is told of events, and how it behaves.

use std::sync::Mutex;
use std::time::Duration;

use actix_web::web::{Data, to};
use actix_web::{HttpRequest, HttpResponse, HttpServer};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tests::AsText;
use tokio::sync::mpsc;

/// Longest that a test waits for something to come.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How a receiver answers.
#[derive(Clone, Copy, PartialEq)]
pub enum Manner {
    Takes,
    Status(u16),
    AsksToWait,
    Redirects,
    NeverAnswers,
}

/// A request as it came in.
#[derive(Debug)]
pub struct Heard {
    pub id: String,
    pub timestamp: String,
    pub signatures: Vec<String>,
    pub body: String,
}

impl Heard {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn kind(&self) -> String {
        self.json()["type"].text()
    }

    /// Whether one of the signatures is by this secret.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("{}.{}.{}", self.id, self.timestamp, self.body).as_bytes());
        self.signatures.contains(&format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    }
}

/// Another system on a port of its own.
pub struct Receiver {
    pub url: String,
    pub heard: mpsc::UnboundedReceiver<Heard>,
    manner: Data<Mutex<Manner>>,
}

type Ear = Data<mpsc::UnboundedSender<Heard>>;

async fn take(request: HttpRequest, body: String, manner: Data<Mutex<Manner>>, ear: Ear) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json");
    let signatures = header("webhook-signature").split(' ').map(str::to_owned).collect();
    let (id, timestamp) = (header("webhook-id"), header("webhook-timestamp"));
    ear.send(Heard { id, timestamp, signatures, body }).unwrap();
    let manner = *manner.lock().unwrap();
    match manner {
        Manner::Takes => HttpResponse::NoContent().finish(),
        Manner::Status(status) => HttpResponse::build(status.try_into().unwrap()).body("出错\0了".repeat(300)),
        Manner::AsksToWait => HttpResponse::TooManyRequests().insert_header(("retry-after", "1800")).finish(),
        Manner::Redirects => HttpResponse::TemporaryRedirect().insert_header(("location", "/elsewhere")).finish(),
        Manner::NeverAnswers => std::future::pending().await,
    }
}

impl Receiver {
    pub fn start() -> Self {
        let (sender, heard) = mpsc::unbounded_channel();
        let (ear, manner) = (Data::new(sender), Data::new(Mutex::new(Manner::Takes)));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let shared = manner.clone();
        let server = HttpServer::new(move || {
            actix_web::App::new().app_data(shared.clone()).app_data(ear.clone()).default_service(to(take))
        });
        tokio::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
        Self { url, heard, manner }
    }

    pub fn behaves(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    pub async fn next(&mut self) -> Heard {
        tokio::time::timeout(PATIENCE, self.heard.recv()).await.expect("a request comes").unwrap()
    }

    pub async fn kinds(&mut self, many: usize) -> Vec<String> {
        let mut kinds = Vec::new();
        for _ in 0..many {
            kinds.push(self.next().await.kind());
        }
        kinds
    }
}
