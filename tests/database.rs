//! A database of its own for each test, copied from a migrated template.

use server::platform::postgres::{self, Embedded};
use tokio_postgres::{Client, NoTls};

/// The temporary server that all tests share, and the address of a fresh database on it.
pub async fn fresh() -> (Embedded, String) {
    let postgres = postgres::share_temporary().await.expect("a temporary PostgreSQL");
    let client = connect(&postgres.url()).await;
    let template = format!("template_{}", store::SCHEMA_DIGEST);
    make_template(&postgres, &client, &template).await;
    let name = format!("test_{}", uuid::Uuid::new_v4().simple());
    client.batch_execute(&format!("create database {name} template {template}")).await.expect("a copy of the template");
    let url = address(&postgres, &name);
    (postgres, url)
}

/// One process makes the template; the others wait for its lock and find it there.
async fn make_template(postgres: &Embedded, client: &Client, template: &str) {
    client.batch_execute("select pg_advisory_lock(72)").await.unwrap();
    let there =
        client.query_opt("select from pg_database where datname = $1 and datistemplate", &[&template]).await.unwrap();
    if there.is_none() {
        client.batch_execute(&format!("drop database if exists {template}")).await.unwrap();
        client.batch_execute(&format!("create database {template}")).await.unwrap();
        store::migrate(&address(postgres, template)).await.expect("the migrations run");
        client.batch_execute(&format!("alter database {template} is_template true")).await.unwrap();
    }
    client.batch_execute("select pg_advisory_unlock(72)").await.unwrap();
}

fn address(postgres: &Embedded, database: &str) -> String {
    postgres.url().replacen("/youju?", &format!("/{database}?"), 1)
}

pub async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("PostgreSQL answers");
    tokio::spawn(connection);
    client
}
