//! People's signatures from elsewhere: the contract of whoever makes them, and services that are gone, slow, unwilling
//! or lying, of whom nothing gets into a file.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, HttpServer, get, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use lopdf::{Document, Object, dictionary};
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate;
use p256::pkcs8::EncodePublicKey;
use serde_json::{Value, json};
use server::platform::service::Endpoint;
use server::signatures::{CloudSigner, wait_for};
use signing::authority::LocalAuthority;
use signing::remote::{OneOffKeys, Refusal, RemoteSigner, Signatory};
use signing::{
    Error, FONT_DIRS, Mark, Pending, Renderer, Request, SignatureDetails, SignatureField, Verdict, begin, finish,
    prepare, verify,
};
use tests::World;
use tokio::runtime::Handle;

use crate::agreements::{Agreed, verified};

const NOW: &str = "2026-11-02T02:00:00Z";
const TOKEN: &str = "let-me-in";

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

/// How a service behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Manner {
    Honest,
    /// Takes all the time in the world.
    Undecided,
    Unwilling,
    OtherDigest,
    OtherName,
    OtherCertificate,
    Expired,
    Garbage,
    /// Does not answer at all in time.
    Asleep,
}

/// A licensed authority: a key and a certificate for each order.
struct Ca {
    authority: LocalAuthority,
    manner: Mutex<Manner>,
    /// By credential: the key and its certificates.
    keys: Mutex<HashMap<String, (SigningKey, Vec<String>)>>,
    /// By order: the answer, and how often it is still asked for in vain.
    orders: Mutex<HashMap<String, (Value, u32)>>,
    asked: Mutex<Vec<Value>>,
}

impl Ca {
    fn certified(&self, name: &str, at: DateTime<Utc>) -> (SigningKey, Vec<String>) {
        let key = SigningKey::try_generate().unwrap();
        let public = key.verifying_key().to_public_key_der().unwrap();
        let made = self.authority.seal_certificates(name, "E1", public.as_bytes(), at).unwrap();
        (key, made.chain.iter().map(|der| STANDARD.encode(der)).collect())
    }
}

fn let_in(request: &HttpRequest) -> bool {
    request.headers().get("authorization").is_some_and(|given| given == format!("Bearer {TOKEN}").as_str())
}

#[post("/v1/credentials")]
async fn credentials(ca: Data<Ca>, request: HttpRequest, asked: Json<Value>) -> HttpResponse {
    let manner = *ca.manner.lock().unwrap();
    if !let_in(&request) {
        return HttpResponse::Unauthorized().finish();
    }
    match manner {
        Manner::Garbage => return HttpResponse::Ok().body("<html>"),
        Manner::Asleep => tokio::time::sleep(Duration::from_secs(5)).await,
        _ => {}
    }
    let name = if manner == Manner::OtherName { "冒名者" } else { asked["signer"]["name"].as_str().unwrap() };
    let at = if manner == Manner::Expired { now() - TimeDelta::days(3000) } else { now() };
    let (key, chain) = ca.certified(name, at);
    let credential = format!("C{}", ca.keys.lock().unwrap().len());
    ca.keys.lock().unwrap().insert(credential.clone(), (key, chain.clone()));
    ca.asked.lock().unwrap().push(asked.0);
    HttpResponse::Ok().json(json!({"credential": credential, "certificates": chain}))
}

#[post("/v1/signatures")]
async fn signatures(ca: Data<Ca>, request: HttpRequest, asked: Json<Value>) -> HttpResponse {
    if !let_in(&request) {
        return HttpResponse::Unauthorized().finish();
    }
    let manner = *ca.manner.lock().unwrap();
    let (mut key, mut chain) = ca.keys.lock().unwrap()[asked["credential"].as_str().unwrap()].clone();
    let mut hash = STANDARD.decode(asked["hash"].as_str().unwrap()).unwrap();
    assert_eq!((hash.len(), asked["hash_algorithm"].as_str().unwrap()), (32, "2.16.840.1.101.3.4.2.1"));
    match manner {
        Manner::OtherDigest => hash[0] ^= 1,
        Manner::OtherCertificate => (key, chain) = ca.certified("沈可欣", now()),
        _ => {}
    }
    let signature: Signature = key.sign_prehash(&hash).unwrap();
    let answer = match manner {
        Manner::Unwilling => json!({"state": "refused", "reason": "人脸核验未通过"}),
        _ => json!({"state": "signed", "signature": STANDARD.encode(signature.to_der()), "certificates": chain}),
    };
    let order = format!("O-{}", ca.orders.lock().unwrap().len());
    let wait = if manner == Manner::Undecided { u32::MAX } else { 1 };
    ca.orders.lock().unwrap().insert(order.clone(), (answer, wait));
    ca.asked.lock().unwrap().push(asked.0);
    HttpResponse::Ok().json(json!({"order": order}))
}

#[get("/v1/signatures/{order}")]
async fn collected(ca: Data<Ca>, request: HttpRequest, order: Path<String>) -> HttpResponse {
    if !let_in(&request) {
        return HttpResponse::Unauthorized().finish();
    }
    match ca.orders.lock().unwrap().get_mut(&*order) {
        None => HttpResponse::NotFound().finish(),
        Some((answer, 0)) => HttpResponse::Ok().json(&*answer),
        Some((_, left)) => {
            *left -= 1;
            HttpResponse::Ok().json(json!({"state": "pending"}))
        }
    }
}

/// The service on a port of its own.
struct Service {
    url: String,
    ca: Data<Ca>,
}

impl Service {
    fn start() -> Self {
        let authority = LocalAuthority::create("某电子认证服务机构", now() - TimeDelta::days(4000)).unwrap();
        let (manner, keys) = (Mutex::new(Manner::Honest), Mutex::default());
        let ca = Data::new(Ca { authority, manner, keys, orders: Mutex::default(), asked: Mutex::default() });
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let shared = ca.clone();
        let server = HttpServer::new(move || {
            let app = actix_web::App::new().app_data(shared.clone());
            app.service(credentials).service(signatures).service(collected)
        });
        tokio::spawn(server.workers(1).disable_signals().listen(listener).unwrap().run());
        Self { url, ca }
    }

    fn behaves(&self, manner: Manner) {
        *self.ca.manner.lock().unwrap() = manner;
    }

    fn endpoint(&self, token: &str) -> Endpoint {
        let timeout = Duration::from_millis(800);
        Endpoint { url: self.url.clone(), token: Some(token.into()), timeout, runtime: Handle::current() }
    }
}

/// A page with one field, and what it takes to sign and to judge it.
struct Bench {
    pdf: Vec<u8>,
    field: SignatureField,
    renderer: Renderer,
    stamps: evidence::timestamp::LocalAuthority,
    roots: Vec<Vec<u8>>,
}

impl Bench {
    /// `roots` are those of whoever signs.
    fn new(roots: Vec<Vec<u8>>) -> Self {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let area: Vec<Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
        let page = dictionary! { "Type" => "Page", "Parent" => Object::Reference(tree), "MediaBox" => area };
        let page = document.add_object(page);
        let kids = vec![Object::Reference(page)];
        document.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 });
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => Object::Reference(tree) });
        document.trailer.set("Root", Object::Reference(catalog));
        let mut pdf = Vec::new();
        document.save_to(&mut pdf).unwrap();
        let field = SignatureField { role: "employee".into(), page: 1, x: 60.0, y: 60.0, width: 160.0, height: 60.0 };
        let pdf = prepare(&pdf, std::slice::from_ref(&field)).unwrap();
        let own = LocalAuthority::create("根", now()).unwrap();
        let stamps = own.timestamp_authority(now()).unwrap();
        let renderer = Renderer::new(&FONT_DIRS.map(PathBuf::from)).unwrap();
        Self { pdf, field, renderer, stamps, roots: [roots, vec![own.root().unwrap()]].concat() }
    }

    fn order(&self, signer: &dyn RemoteSigner, name: &str) -> Result<(Vec<u8>, Pending), Error> {
        let mark = Mark::Person { name: name.into(), drawn: None };
        let appearance = self.renderer.appearance(&mark, &self.field, now()).unwrap();
        let details = SignatureDetails { name, reason: "签署", location: None, at: now(), appearance: &appearance };
        let signatory = Signatory {
            name: name.into(),
            national_id: Some("33010619920314002X".into()),
            proved_by: "code".into(),
            ..Signatory::default()
        };
        begin(&self.pdf, "employee", signer, &details, &Request { reference: name, signatory: &signatory })
    }
}

/// What every remote signer must do; `open` opens it anew, as after a restart.
fn holds_the_contract(open: &dyn Fn() -> Box<dyn RemoteSigner>, roots: Vec<Vec<u8>>) {
    const PATIENCE: Duration = Duration::from_secs(5);
    let bench = Bench::new(roots);
    let (prepared, pending) = bench.order(open().as_ref(), "沈可欣").unwrap();
    assert_eq!(verify(&prepared, &bench.roots).verdict, Verdict::Invalid, "an order is not a signature");
    let kept = serde_json::to_string(&pending).unwrap();
    assert!(!kept.contains("33010619920314002X"), "what is kept of an order names no identity number");
    let kept: Pending = serde_json::from_str(&kept).unwrap();

    let signature = wait_for(open().as_ref(), &kept, PATIENCE).unwrap();
    let again = wait_for(open().as_ref(), &kept, PATIENCE).unwrap();
    assert_eq!(again, signature, "what was signed stays signed, and is collected as often as need be");
    let complete = |prepared: &[u8], pending: &Pending, signature, at| {
        finish(prepared.to_vec(), pending, signature, &bench.stamps, &bench.roots, at)
    };
    let signed = complete(&prepared, &kept, &signature, now() + TimeDelta::minutes(5)).unwrap();
    let report = verify(&signed, &bench.roots);
    assert_eq!((report.verdict, report.signatures[0].signer.as_str()), (Verdict::Valid, "沈可欣"));

    let (other_file, other) = bench.order(open().as_ref(), "陆一鸣").unwrap();
    let theirs = wait_for(open().as_ref(), &other, PATIENCE).unwrap();
    assert!(matches!(complete(&prepared, &kept, &theirs, now()), Err(Error::Remote(Refusal::OtherCertificate))));
    assert!(matches!(complete(&other_file, &kept, &signature, now()), Err(Error::Tampered(_))));
    let late = complete(&prepared, &kept, &signature, now() + TimeDelta::minutes(11));
    assert!(matches!(late, Err(Error::Remote(Refusal::Late))));
    assert!(open().collect("O-unknown").is_err(), "what nobody ordered is not signed");
    assert!(open().collect("../credentials").is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_for_one_signature_hold_the_contract() {
    tokio::task::spawn_blocking(|| {
        let folder = tempfile::tempdir().unwrap();
        let made = LocalAuthority::create("本地", now()).unwrap();
        made.save(folder.path()).unwrap();
        let open =
            || Box::new(OneOffKeys(LocalAuthority::load(folder.path()).unwrap().into())) as Box<dyn RemoteSigner>;
        holds_the_contract(&open, vec![made.root().unwrap()]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_over_http_holds_the_contract() {
    let service = Service::start();
    let (endpoint, root) = (service.endpoint(TOKEN), service.ca.authority.root().unwrap());
    tokio::task::spawn_blocking(move || {
        let open = || Box::new(CloudSigner::new(endpoint.clone()).unwrap()) as Box<dyn RemoteSigner>;
        holds_the_contract(&open, vec![root]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_token_nothing_is_ordered() {
    let service = Service::start();
    let endpoint = service.endpoint("somebody-else");
    tokio::task::spawn_blocking(move || {
        let signer = CloudSigner::new(endpoint).unwrap();
        let refused = Bench::new(Vec::new()).order(&signer, "沈可欣");
        assert!(matches!(refused, Err(Error::Remote(Refusal::Unreachable))), "{refused:?}");
    })
    .await
    .unwrap();
    assert_eq!(*service.ca.asked.lock().unwrap(), Vec::<Value>::new());
}

/// A service of ours that has its people's signatures made there.
async fn world(service: &Service, folder: &tempfile::TempDir) -> World {
    let roots = folder.path().join("ca.pem");
    std::fs::write(&roots, service.ca.authority.roots_pem().unwrap()).unwrap();
    World::with(NOW, |settings| {
        settings.signer_url = Some(service.url.clone());
        settings.signer_token = Some(TOKEN.into());
        settings.signer_roots = Some(roots);
        settings.signer_timeout_ms = 1_000;
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_s_signature_comes_from_the_authority_and_the_company_s_from_its_own_seal() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let world = world(&service, &folder).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    agreed.sign(&agreed.employee, &path).await;
    assert_eq!(agreed.sign(&agreed.legal, &path).await["stage"], "signed");
    let pdf = agreed.employee.get(&format!("{path}/document")).await.bytes;
    let report = verified(&agreed.hr, pdf.clone()).await;
    assert_eq!(report["verdict"], "valid", "{report:#}");
    let only_theirs = verify(&pdf, &[service.ca.authority.root().unwrap()]);
    let theirs =
        |problem: &str| problem.contains("时间戳") || problem.contains("employer") || problem.contains("timestamp");
    assert!(only_theirs.problems.iter().all(|problem| theirs(&problem.zh)), "{:?}", only_theirs.problems);

    let asked = service.ca.asked.lock().unwrap().clone();
    let [credential, signature] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(credential["signer"]["name"], "沈可欣");
    assert_eq!(credential["signer"]["national_id"].as_str().unwrap().len(), 18);
    assert_eq!(credential["identity"], json!({"proved_by": "code", "checked_by": null}));
    assert!(credential["purpose"].as_str().unwrap().starts_with("签署《"), "{credential}");
    assert_eq!(credential["reference"], signature["reference"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_service_that_is_slow_unwilling_or_lying_nothing_gets_into_the_file() {
    let (service, folder) = (Service::start(), tempfile::tempdir().unwrap());
    let world = world(&service, &folder).await;
    let agreed = Agreed::new(&world).await;
    let path = agreed.sent().await;
    let body = agreed.ready(&agreed.employee, &path).await;
    let before = agreed.employee.get(&path).await.ok();
    let file = agreed.employee.get(&format!("{path}/document")).await.bytes;
    let refused = [
        (Manner::Undecided, 503, "no_signature"),
        (Manner::Asleep, 503, "no_signature"),
        (Manner::Garbage, 503, "no_signature"),
        (Manner::Unwilling, 409, "signature_declined"),
        (Manner::OtherDigest, 503, "no_signature"),
        (Manner::OtherName, 503, "no_signature"),
        (Manner::OtherCertificate, 503, "no_signature"),
        (Manner::Expired, 503, "no_signature"),
    ];
    for (manner, status, code) in refused {
        service.behaves(manner);
        let problem = agreed.employee.post(&format!("{path}/signature"), body.clone()).await.status(status);
        assert_eq!(problem["type"], format!("urn:youju:problem:{code}"), "{manner:?}: {problem:#}");
        assert_eq!(agreed.employee.get(&path).await.ok(), before, "{manner:?}: nothing has changed");
        assert_eq!(agreed.employee.get(&format!("{path}/document")).await.bytes, file, "{manner:?}");
    }
    service.behaves(Manner::Unwilling);
    let problem = agreed.employee.post(&format!("{path}/signature"), body.clone()).await.status(409);
    assert!(problem.to_string().contains("人脸核验未通过"), "{problem:#}");
    service.behaves(Manner::Honest);
    let signed = agreed.employee.post(&format!("{path}/signature"), body).await.ok();
    assert_eq!(signed["stage"], "partly_signed", "the same code signs later");
}
