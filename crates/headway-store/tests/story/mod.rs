//! Where a story plays: a new database of each engine, and a few people in it.

mod agreeing;
mod arriving;
mod at_home;
mod breaking;
mod engine;
mod keeping;
mod knowing;
mod leaving;
mod lettering;
mod listing;
mod managing;
mod noting;
mod overseeing;
mod planning;
mod promising;
mod reading;
mod recording;
mod redacting;
mod ruling;
mod ruling_lists;
mod seeing;
mod signing_in;
mod stating;
mod talking;
mod tying;
mod upgrading;
mod walking;
mod watching;
mod working;

use chrono::{DateTime, Duration, TimeZone, Utc};
use headway_store::people::{Names, Person};
use headway_store::tenants::Tenant;
use headway_store::{Store, StoreError, Tx, people, tenants};
use ilp::{PersonId, TenantId};
use sea_orm::{ConnectionTrait, Database};
use std::sync::atomic::{AtomicU32, Ordering};

const DISTRICT: TenantId = TenantId::numbered(1);
const ANA: PersonId = PersonId::numbered(11);
const BEN: PersonId = PersonId::numbered(12);

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A Monday morning, and so many minutes.
fn minute(minutes: i64) -> DateTime<Utc> {
    let start = Utc.with_ymd_and_hms(2026, 9, 7, 8, 0, 0).single().expect("a real moment");
    start + Duration::minutes(minutes)
}

/// Runs the story on a new database of SQLite and, where there is a server, on one of PostgreSQL.
async fn each_engine<F>(happens: impl Fn(Store) -> F)
where
    F: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    let store = Store::open(&path.to_string_lossy()).await.expect("a new file opens");
    happens(store.clone()).await;
    store.close().await;

    let Some(server) = postgres() else { return };
    let url = new_database(&server).await;
    let store = Store::open(&url).await.expect("a new database opens");
    happens(store.clone()).await;
    store.close().await;
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

/// Makes a database on the server and gives its URL. It is left there, since to remove one takes the server longer than
/// the story; the server of the tests is thrown away as a whole.
async fn new_database(server: &str) -> String {
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("headway_story_{}_{number}", std::process::id());
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

fn person(id: PersonId, given: &str, family: &str) -> Person {
    Person {
        tenant: DISTRICT,
        id,
        names: Names { given: given.to_owned(), family: family.to_owned(), ..Names::default() },
        birth_date: None,
        language: None,
        pronouns: None,
        email: None,
        identifier: None,
        enabled: true,
        retired_at: None,
    }
}

fn district() -> Tenant {
    Tenant {
        id: DISTRICT,
        host: "riverside.example".to_owned(),
        name: "Riverside".to_owned(),
        age_of_majority: 18,
        time_zone: "America/Chicago".to_owned(),
    }
}

async fn people_come(tx: &Tx) -> Result<(), StoreError> {
    tenants::create(tx, &district()).await?;
    people::add(tx, &person(ANA, "Ana", "Núñez")).await?;
    people::add(tx, &person(BEN, "Ben", "Okafor")).await
}

async fn settle_in(store: &Store) {
    store.write(|tx| Box::pin(people_come(tx))).await.expect("people can be added");
}
