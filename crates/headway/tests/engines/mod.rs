//! A new database of each engine for a story.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, Database};

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Runs the story with the address of a new database of SQLite and, where there is a server, of one of PostgreSQL.
pub(crate) async fn each_engine<F>(story: impl Fn(String) -> F)
where
    F: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a temporary folder");
    story(folder.path().join("headway.db").to_string_lossy().into_owned()).await;
    let Some(server) = postgres() else { return };
    story(new_database(&server).await).await;
}

/// The server on which databases may be made.
fn postgres() -> Option<String> {
    let server = std::env::var("HEADWAY_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    if server.is_none() {
        let required = std::env::var("HEADWAY_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(!required, "HEADWAY_REQUIRE_POSTGRES is set, but HEADWAY_TEST_POSTGRES names no server");
        println!("no PostgreSQL: HEADWAY_TEST_POSTGRES names no server, so this story ran on SQLite alone");
    }
    server
}

/// Makes a database on the server and gives its URL. What an earlier run left under its name is removed.
async fn new_database(server: &str) -> String {
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("headway_program_{}_{number}", std::process::id());
    let connection = Database::connect(server).await.expect("the server answers");
    for sql in [format!("drop database if exists {name} with (force)"), format!("create database {name}")] {
        connection.execute_unprepared(&sql).await.expect("a database can be made");
    }
    connection.close().await.expect("the connection closes");
    let (address, query) = server.split_once('?').map_or((server, ""), |(address, query)| (address, query));
    let scheme = address.find("://").expect("a URL has a scheme") + 3;
    let host = &address[..address[scheme..].find('/').map_or(address.len(), |slash| scheme + slash)];
    if query.is_empty() { format!("{host}/{name}") } else { format!("{host}/{name}?{query}") }
}
