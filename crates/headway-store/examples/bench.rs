//! How many small saves and reads a second this machine does: `cargo run --release --example bench [ADDRESS]`.

use chrono::{DateTime, Duration, TimeZone, Utc};
use headway_store::once::{self, Sent};
use headway_store::people::{Names, Person};
use headway_store::{
    Store, StoreError, Tx, access_log, accounts, attempts, audit, drafts, people, sessions, tenants,
};
use ilp::{PersonId, TenantId};
use std::time::Instant;
use uuid::Uuid;

const DISTRICT: TenantId = TenantId::numbered(1);
const ANA: PersonId = PersonId::numbered(2);
const CLIENTS: u128 = 32;
const SAVES_PER_CLIENT: u128 = 500;
const READS: u32 = 5_000;

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 9, 7, 8, 0, 0).single().expect("a real moment")
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("bench.db").to_string_lossy().into_owned();
    let store = Store::open(&std::env::args().nth(1).unwrap_or(file)).await.expect("the database opens");
    store.write(|tx| Box::pin(settle(tx))).await.expect("people can be added");
    println!("{}", store.engine());
    saves(&store).await;
    reads(&store, 1).await;
    reads(&store, 8).await;
    store.close().await;
}

async fn settle(tx: &Tx) -> Result<(), StoreError> {
    let host = "bench.example".to_owned();
    let (name, time_zone) = ("Bench".to_owned(), "UTC".to_owned());
    tenants::create(tx, &tenants::Tenant { id: DISTRICT, host, name, age_of_majority: 18, time_zone })
        .await?;
    let names = Names { given: "Ana".to_owned(), family: "Bench".to_owned(), ..Names::default() };
    let ana = Person {
        tenant: DISTRICT,
        id: ANA,
        names,
        birth_date: None,
        language: None,
        pronouns: None,
        email: None,
        identifier: None,
        enabled: true,
        retired_at: None,
    };
    people::add(tx, &ana).await?;
    accounts::set_password(tx, DISTRICT, ANA, ("ana", "hash"), at()).await?;
    let ends = at() + Duration::hours(12);
    let new = sessions::NewSession {
        token_digest: [1; 32],
        tenant: DISTRICT,
        person: ANA,
        at: at(),
        idle_until: ends,
        ends,
        browser: None,
    };
    sessions::begin(tx, &new).await
}

async fn saves(store: &Store) {
    let start = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut waited = Vec::new();
                for number in 0..SAVES_PER_CLIENT {
                    let began = Instant::now();
                    let job = store.write(move |tx| Box::pin(save(tx, client * SAVES_PER_CLIENT + number)));
                    job.await.expect("a save succeeds");
                    waited.push(began.elapsed());
                }
                waited
            })
        })
        .collect();
    let mut waited = Vec::new();
    for client in clients {
        waited.extend(client.await.expect("a client ends"));
    }
    waited.sort_unstable();
    let per_second =
        f64::from(u32::try_from(waited.len()).unwrap_or(u32::MAX)) / start.elapsed().as_secs_f64();
    println!(
        "saves: {per_second:.0}/s, p50 {:?}, p99 {:?}",
        waited[waited.len() / 2],
        waited[waited.len() * 99 / 100]
    );
}

/// What a save of a form does around its change: five statements.
async fn save(tx: &Tx, number: u128) -> Result<(), StoreError> {
    let id = Uuid::from_u128(number);
    let sent = Sent { tenant: DISTRICT, person: ANA, key: id, digest: [0; 32] };
    once::claim(tx, &sent, at()).await?;
    let (form, body) = (format!("goal/{}", number % 97), "what somebody typed ".repeat(20));
    drafts::keep(
        tx,
        &drafts::Draft {
            tenant: DISTRICT,
            person: ANA,
            form,
            about: Some(ANA),
            key: uuid::Uuid::from_u128(1),
            body,
            at: at(),
        },
    )
    .await?;
    let event = audit::Event {
        tenant: DISTRICT,
        id,
        at: at(),
        actor: Some(ANA),
        on_behalf_of: None,
        address: None,
        act: "plan/change".to_owned(),
        learner: Some(ANA),
        object: None,
        version: None,
        because: "owner".to_owned(),
        outcome: "done".to_owned(),
        detail: String::new(),
    };
    audit::record(tx, &event).await?;
    let (act, because, detail) = ("plan/see".to_owned(), "self".to_owned(), String::new());
    let view =
        access_log::View { tenant: DISTRICT, learner: ANA, id, at: at(), person: ANA, act, because, detail };
    access_log::note(tx, &[view]).await?;
    once::settle(tx, &sent, "/plan").await
}

async fn reads(store: &Store, clients: u32) {
    let start = Instant::now();
    let clients: Vec<_> = (0..clients)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..READS {
                    store.read(|tx| Box::pin(page(tx))).await.expect("a read succeeds");
                }
            })
        })
        .collect();
    let count = f64::from(READS) * f64::from(u32::try_from(clients.len()).unwrap_or(u32::MAX));
    let together = clients.len();
    for client in clients {
        client.await.expect("a client ends");
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "reads of six queries, {together} at a time: {:.0}/s, {:.0} us each",
        count / seconds,
        seconds * 1e6 / f64::from(READS)
    );
}

async fn page(tx: &Tx) -> Result<(), StoreError> {
    tenants::by_host(tx, "bench.example").await?;
    sessions::whose(tx, DISTRICT, &[1; 32], at()).await?;
    people::find(tx, DISTRICT, ANA).await?;
    accounts::by_login(tx, DISTRICT, "ana").await?;
    drafts::find(tx, DISTRICT, ANA, "goal/1", Some(ANA)).await?;
    attempts::count_since(tx, DISTRICT, &[3; 32], (at(), at())).await?;
    Ok(())
}
