//! A new database for a test, on the server that the environment names.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, Database};

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The URL of a new, empty database; `None`, said aloud, where `HEADWAY_TEST_POSTGRES` names no server.
pub(super) async fn new_database() -> Option<String> {
    let Some(server) = std::env::var("HEADWAY_TEST_POSTGRES").ok().filter(|url| !url.is_empty()) else {
        assert!(
            std::env::var_os("HEADWAY_REQUIRE_POSTGRES").is_none(),
            "HEADWAY_TEST_POSTGRES names no server"
        );
        println!("no PostgreSQL: HEADWAY_TEST_POSTGRES names no server, so this ran on SQLite alone");
        return None;
    };
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("headway_web_{}_{number}", std::process::id());
    let connection = Database::connect(&server).await.expect("the server answers");
    for sql in [format!("drop database if exists {name} with (force)"), format!("create database {name}")] {
        connection.execute_unprepared(&sql).await.expect("a database can be made");
    }
    connection.close().await.expect("the connection closes");
    let (address, _) = server.rsplit_once('/').expect("the URL names a database");
    Some(format!("{address}/{name}"))
}
