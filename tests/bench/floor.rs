//! The floor: bare handlers, one prepared query each, on four shared pipelined connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::web::{Data, Json, Query};
use actix_web::{App, HttpResponse, HttpServer, get, post};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio_postgres::{Client, NoTls, Statement};

struct Reader {
    client: Client,
    one: Statement,
    page: Statement,
}

struct Writer {
    client: Client,
    first: Statement,
    second: Statement,
}

struct Floor {
    readers: Vec<Reader>,
    writers: Vec<Mutex<Writer>>,
    turn: AtomicUsize,
}

const ONE: &str = "select id, number, name, email, work_city from employees where id = $1";
const PAGE: &str = "select id, number, name, email, work_city from employees order by number, id limit 50";

/// Starts the floor on a port of its own, with so many connections that write; answers its address.
pub async fn start(url: &str, writers: usize) -> String {
    let tables = connect(url).await;
    tables
        .batch_execute(
            "create table floor_rows (id bigint generated always as identity primary key, note text not null);
             create table floor_notes (id bigint generated always as identity primary key, note text not null)",
        )
        .await
        .expect("two tables");
    let mut floor = Floor { readers: Vec::new(), writers: Vec::new(), turn: AtomicUsize::new(0) };
    for _ in 0..4 {
        let client = connect(url).await;
        let prepared = (client.prepare(ONE).await.unwrap(), client.prepare(PAGE).await.unwrap());
        floor.readers.push(Reader { client, one: prepared.0, page: prepared.1 });
    }
    for _ in 0..writers {
        let client = connect(url).await;
        let first = client.prepare("insert into floor_rows (note) values ($1)").await.unwrap();
        let second = client.prepare("insert into floor_notes (note) values ($1)").await.unwrap();
        floor.writers.push(Mutex::new(Writer { client, first, second }));
    }
    let floor = Arc::new(floor);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = HttpServer::new(move || {
        App::new().app_data(Data::from(floor.clone())).service(one).service(page).service(write)
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
    id: uuid::Uuid,
}

fn shown(row: &tokio_postgres::Row) -> Value {
    json!({
        "id": row.get::<_, uuid::Uuid>(0), "number": row.get::<_, &str>(1), "name": row.get::<_, &str>(2),
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
    let Writer { client, first, second } = &mut *writer;
    let tx = client.transaction().await.unwrap();
    tx.execute(&*first, &[&note]).await.unwrap();
    tx.execute(&*second, &[&note]).await.unwrap();
    tx.commit().await.unwrap();
    HttpResponse::Created().json(json!({"kept": true}))
}
