//! Embedded PostgreSQL: it keeps what was written, is shared, and leaves nothing running.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::time::{Duration, Instant};

use server::platform::postgres;
use tokio_postgres::{Client, NoTls};

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the embedded server answers");
    tokio::spawn(connection);
    client
}

fn cluster(data_dir: &Path) -> std::path::PathBuf {
    data_dir.join("postgres/cluster")
}

async fn wait_until_gone(path: &Path) {
    let began = Instant::now();
    while path.exists() {
        assert!(began.elapsed() < Duration::from_secs(30), "{} is still there", path.display());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn reachable_folder() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let folder = reachable_folder();
    let server = postgres::start(folder.path()).await.unwrap();
    connect(&server.url())
        .await
        .batch_execute("create extension pg_trgm; create extension btree_gist; create table kept as select 7 as n")
        .await
        .unwrap();
    server.stop().await.unwrap();
    assert!(!cluster(folder.path()).join("postmaster.pid").exists(), "the server was shut down");
    let server = postgres::start(folder.path()).await.unwrap();
    let row = connect(&server.url()).await.query_one("select n, show_trgm('a') is null from kept", &[]).await.unwrap();
    assert_eq!(row.get::<_, i32>(0), 7);
    server.stop().await.unwrap();
}

#[tokio::test]
async fn chinese_is_compared_as_text_and_the_network_is_closed() {
    let server = postgres::start_temporary().await.unwrap();
    let client = connect(&server.url()).await;
    let row = client.query_one("select '张伟' ~ '^\\w+$', upper('é') = 'É', current_setting('server_encoding'), current_setting('listen_addresses'), current_user::text, inet_server_addr() is null", &[]).await.unwrap();
    assert!(row.get::<_, bool>(0));
    assert!(row.get::<_, bool>(1));
    assert_eq!(row.get::<_, &str>(2), "UTF8");
    assert_eq!(row.get::<_, &str>(3), "");
    assert_eq!(row.get::<_, &str>(4), "youju");
    assert!(row.get::<_, bool>(5));
    server.stop().await.unwrap();
}

#[tokio::test]
async fn the_server_stays_until_its_last_user_has_gone() {
    let folder = reachable_folder();
    let first = postgres::start(folder.path()).await.unwrap();
    let second = postgres::start(folder.path()).await.unwrap();
    drop(first);
    tokio::time::sleep(Duration::from_millis(700)).await;
    connect(&second.url()).await.query_one("select 1", &[]).await.unwrap();
    second.stop().await.unwrap();
    wait_until_gone(&cluster(folder.path()).join("postmaster.pid")).await;
}

#[tokio::test]
async fn starting_at_once_from_many_places_makes_one_server() {
    let folder = reachable_folder();
    let starts = (0..5).map(|_| {
        let path = folder.path().to_owned();
        tokio::spawn(async move { postgres::start(&path).await })
    });
    let mut servers = Vec::new();
    for start in starts.collect::<Vec<_>>() {
        servers.push(start.await.unwrap().unwrap());
    }
    for server in &servers {
        connect(&server.url()).await.query_one("select 1", &[]).await.unwrap();
    }
    drop(servers);
    wait_until_gone(&cluster(folder.path()).join("postmaster.pid")).await;
}

#[tokio::test]
async fn stopping_and_starting_back_to_back_never_meets_a_dying_server() {
    let folder = reachable_folder();
    for _ in 0..8 {
        let server = postgres::start(folder.path()).await.unwrap();
        let client = connect(&server.url()).await;
        client.query_one("select pg_sleep(0.05)", &[]).await.unwrap();
        drop(server);
    }
    wait_until_gone(&cluster(folder.path()).join("postmaster.pid")).await;
}

#[tokio::test]
async fn a_number_of_a_dead_server_that_another_process_got_is_no_obstacle() {
    let folder = reachable_folder();
    postgres::start(folder.path()).await.unwrap().stop().await.unwrap();
    let pid_file = cluster(folder.path()).join("postmaster.pid");
    std::fs::write(&pid_file, format!("{}\n/elsewhere\n1\n5432\n", std::process::id())).unwrap();
    let server = postgres::start(folder.path()).await.unwrap();
    connect(&server.url()).await.query_one("select 1", &[]).await.unwrap();
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_data_folder_with_a_long_name_and_odd_letters_works() {
    let folder = reachable_folder();
    for name in ["长".repeat(30), "a b%c&d'e".to_owned()] {
        let data_dir = folder.path().join(name);
        let server = postgres::start(&data_dir).await.unwrap();
        connect(&server.url()).await.query_one("select 1", &[]).await.unwrap();
        server.stop().await.unwrap();
    }
}

#[tokio::test]
async fn a_temporary_server_leaves_no_folder() {
    let server = postgres::start_temporary().await.unwrap();
    let url = server.url();
    let folder = url.split("host=").nth(1).unwrap().split("/socket").next().unwrap().to_owned();
    assert!(Path::new(&folder).is_dir());
    connect(&url).await.batch_execute("create database another").await.unwrap();
    server.stop().await.unwrap();
    assert!(!Path::new(&folder).exists());
    let dropped = postgres::start_temporary().await.unwrap();
    let folder = dropped.url().split("host=").nth(1).unwrap().split("/socket").next().unwrap().to_owned();
    drop(dropped);
    wait_until_gone(Path::new(&folder)).await;
}

#[tokio::test]
async fn programs_share_a_temporary_server() {
    let (one, two) = (postgres::share_temporary().await.unwrap(), postgres::share_temporary().await.unwrap());
    assert_eq!(one.url(), two.url());
    one.stop().await.unwrap();
    two.stop().await.unwrap();
    let three = postgres::share_temporary().await.unwrap();
    connect(&three.url()).await.query_one("select 1", &[]).await.unwrap();
}

#[tokio::test]
async fn data_of_a_version_that_is_not_installed_is_refused_by_name() {
    let folder = reachable_folder();
    postgres::start(folder.path()).await.unwrap().stop().await.unwrap();
    std::fs::write(cluster(folder.path()).join("PG_VERSION"), "12\n").unwrap();
    let error = postgres::start(folder.path()).await.err().unwrap().to_string();
    assert!(error.contains("postgresql-12"), "{error}");
}
