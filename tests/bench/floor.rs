//! The floor: bare handlers; a read is one prepared query on four shared pipelined connections, a write two
//! prepared inserts in one transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::web::{Data, Json, Query};
use actix_web::{App, HttpResponse, HttpServer, get, post};
use serde_json::{Value, json};
use server::platform::ids;
use store::ids::CheckInId;
use tokio::sync::Mutex;
use tokio_postgres::{Client, NoTls, Statement};
use uuid::Uuid;

struct Reader {
    client: Client,
    one: Statement,
    page: Statement,
}

struct Writer {
    client: Client,
    /// Two rows of one text each, in tables without constraints.
    rows: [Statement; 2],
    /// The two rows of a check-in, in the tables that keep them.
    check_in: [Statement; 2],
}

/// Of whom the floor writes check-ins.
pub struct People {
    pub workers: Vec<Uuid>,
    pub manager: Uuid,
    pub entity: Uuid,
}

struct Floor {
    readers: Vec<Reader>,
    writers: Vec<Mutex<Writer>>,
    people: People,
    turn: AtomicUsize,
}

const ONE: &str = "select id, number, name, email, work_city from employees where id = $1";
const PAGE: &str = "select id, number, name, email, work_city from employees order by number, id limit 50";

const CHECK_IN: &str =
    "insert into check_ins (id, employee_id, legal_entity_id, manager_id, kind, held_on, topic, text, created_at)
     values ($1, $2, $3, $4, 'coaching', '2026-10-19', '周沟通', $5, now())";
const DELIVERY: &str =
    "insert into deliveries (id, employee_id, resource_type, resource_id, kind, sha256, channel, sent_at, due_on)
     values ($1, $2, 'check_in', $3, 'check_in', $4, 'in_system', now(), '2026-10-27')";

/// Starts the floor on a port of its own, with so many connections that write; answers its address.
pub async fn start(url: &str, writers: usize, people: People) -> String {
    let tables = connect(url).await;
    tables
        .batch_execute(
            "create table floor_rows (id bigint generated always as identity primary key, note text not null);
             create table floor_notes (id bigint generated always as identity primary key, note text not null)",
        )
        .await
        .expect("two tables");
    let mut floor = Floor { readers: Vec::new(), writers: Vec::new(), people, turn: AtomicUsize::new(0) };
    for _ in 0..4 {
        let client = connect(url).await;
        let prepared = (client.prepare(ONE).await.unwrap(), client.prepare(PAGE).await.unwrap());
        floor.readers.push(Reader { client, one: prepared.0, page: prepared.1 });
    }
    for _ in 0..writers {
        let client = connect(url).await;
        let first = client.prepare("insert into floor_rows (note) values ($1)").await.unwrap();
        let second = client.prepare("insert into floor_notes (note) values ($1)").await.unwrap();
        let check_in = [client.prepare(CHECK_IN).await.unwrap(), client.prepare(DELIVERY).await.unwrap()];
        floor.writers.push(Mutex::new(Writer { client, rows: [first, second], check_in }));
    }
    let floor = Arc::new(floor);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = HttpServer::new(move || {
        App::new().app_data(Data::from(floor.clone())).service(one).service(page).service(write).service(bare_check_in)
    })
    .workers(1)
    .listen(listener)
    .unwrap()
    .run();
    tokio::spawn(server);
    address
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("PostgreSQL answers");
    tokio::spawn(connection);
    client
}

#[derive(serde::Deserialize)]
struct Which {
    id: Uuid,
}

fn shown(row: &tokio_postgres::Row) -> Value {
    json!({
        "id": row.get::<_, Uuid>(0), "number": row.get::<_, &str>(1), "name": row.get::<_, &str>(2),
        "email": row.get::<_, Option<&str>>(3), "work_city": row.get::<_, &str>(4),
    })
}

fn reader(floor: &Floor) -> &Reader {
    &floor.readers[floor.turn.fetch_add(1, Ordering::Relaxed) % floor.readers.len()]
}

#[get("/one")]
async fn one(floor: Data<Floor>, which: Query<Which>) -> HttpResponse {
    let reader = reader(&floor);
    let row = reader.client.query_one(&reader.one, &[&which.id]).await.unwrap();
    HttpResponse::Ok().json(shown(&row))
}

#[get("/page")]
async fn page(floor: Data<Floor>) -> HttpResponse {
    let reader = reader(&floor);
    let rows = reader.client.query(&reader.page, &[]).await.unwrap();
    HttpResponse::Ok().json(rows.iter().map(shown).collect::<Vec<_>>())
}

#[post("/write")]
async fn write(floor: Data<Floor>, body: Json<Value>) -> HttpResponse {
    let note = body["note"].as_str().unwrap();
    let turn = floor.turn.fetch_add(1, Ordering::Relaxed) % floor.writers.len();
    let mut writer = floor.writers[turn].lock().await;
    let Writer { client, rows: [first, second], .. } = &mut *writer;
    let tx = client.transaction().await.unwrap();
    tx.execute(&*first, &[&note]).await.unwrap();
    tx.execute(&*second, &[&note]).await.unwrap();
    tx.commit().await.unwrap();
    HttpResponse::Created().json(json!({"kept": true}))
}

#[post("/check-in")]
async fn bare_check_in(floor: Data<Floor>, body: Json<Value>) -> HttpResponse {
    let text = body["note"].as_str().unwrap();
    let People { workers, manager, entity } = &floor.people;
    let turn = floor.turn.fetch_add(1, Ordering::Relaxed);
    let worker = &workers[turn % workers.len()];
    let mut writer = floor.writers[turn % floor.writers.len()].lock().await;
    let Writer { client, check_in: [check_in, delivery], .. } = &mut *writer;
    let id = ids::new::<CheckInId>().0;
    let tx = client.transaction().await.unwrap();
    tx.execute(&*check_in, &[&id, worker, entity, manager, &text]).await.unwrap();
    tx.execute(&*delivery, &[&ids::new::<CheckInId>().0, worker, &id, &[7u8; 32].as_slice()]).await.unwrap();
    tx.commit().await.unwrap();
    HttpResponse::Created().json(json!({"id": id}))
}
