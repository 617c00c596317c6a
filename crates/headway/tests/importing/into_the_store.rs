//! Rosters loaded on both engines.

use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, TimeZone, Utc};
use headway_exchange::oneroster;
use headway_store::rosters::{self, Import, LOADED, LoadError, LoadReport, Loaded, Tally};
use headway_store::source_ids::SourceId;
use headway_store::tenants::Tenant;
use headway_store::{Store, audit, check, people, source_ids, tenants};
use ilp::roster::Roster;
use ilp::{PersonId, TenantId};
use uuid::Uuid;

use super::{grand_bend, riverside, riverside_but};
use crate::engines::each_engine;

pub(super) const DISTRICT: TenantId = TenantId::numbered(1);

/// A Monday morning, and so many minutes.
pub(super) fn minute(minutes: i64) -> DateTime<Utc> {
    let start = Utc.with_ymd_and_hms(2026, 9, 7, 15, 0, 0).single().expect("a real moment");
    start + chrono::Duration::minutes(minutes)
}

/// Ids that count up, each story from its own number.
pub(super) fn ids(from: u128) -> impl FnMut() -> Uuid + Send {
    let mut next = from;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}

pub(super) fn roster(path: &Path) -> Roster {
    oneroster::read(path, &mut |_| {}).unwrap_or_else(|faults| panic!("{faults}")).roster
}

pub(super) fn import(minutes: i64) -> Import {
    Import { tenant: DISTRICT, system: "riverside".to_owned(), at: minute(minutes), kept: Vec::new() }
}

pub(super) async fn district(address: &str) -> Store {
    let store = Store::open(address).await.expect("a new database opens");
    let tenant = Tenant {
        id: DISTRICT,
        host: "riverside.example".to_owned(),
        name: "Riverside".to_owned(),
        age_of_majority: 18,
        time_zone: "America/Los_Angeles".to_owned(),
    };
    store.write(|tx| Box::pin(async move { tenants::create(tx, &tenant).await })).await.expect("it is new");
    store
}

/// Loads at this minute; the minted ids never meet those of another load.
pub(super) async fn load(store: &Store, roster: &Roster, minutes: i64) -> LoadReport {
    let mut mint = ids(u128::try_from(minutes + 1).expect("a minute from the start") << 64);
    rosters::load(store, &import(minutes), roster, &mut mint, &mut |_| {}).await.expect("the roster loads")
}

/// The tables without the record, in which every load stands.
async fn lengths(store: &Store) -> Vec<(&'static str, u64)> {
    let found = store.read(|tx| Box::pin(check::all(tx))).await.expect("all can be read");
    assert_eq!((found.wrong, found.misfolded), (Vec::<String>::new(), 0));
    let loaded = found.tables.into_iter().filter(|one| 0 < one.rows && one.table != "audit_event");
    loaded.map(|one| (one.table, one.rows)).collect()
}

fn summary(report: &LoadReport) -> Vec<(&'static str, u64, u64, u64)> {
    let cells = |tally: &Tally| (tally.table, tally.added, tally.changed, tally.unchanged);
    report.0.iter().map(cells).collect()
}

pub(super) async fn person(store: &Store, source: &str) -> people::Person {
    let id =
        SourceId { system: "riverside".to_owned(), kind: "person".to_owned(), source: source.to_owned() };
    let job = store.read(move |tx| {
        Box::pin(async move {
            let id = source_ids::find(tx, DISTRICT, &id).await?.expect("the roster names them");
            people::find(tx, DISTRICT, PersonId(id)).await
        })
    });
    job.await.expect("it can be read").expect("the person is there")
}

#[tokio::test]
async fn a_second_load_of_the_same_file_changes_nothing() {
    each_engine(async |address| {
        let store = district(&address).await;
        let first = load(&store, &roster(&riverside()), 0).await;
        assert_eq!(
            summary(&first),
            [
                ("organisation", 3, 0, 0),
                ("school_year", 3, 0, 0),
                ("term", 3, 0, 0),
                ("course", 4, 0, 0),
                ("class", 4, 0, 0),
                ("class_term", 6, 0, 0),
                ("person", 28, 0, 0),
                ("office", 7, 0, 0),
                ("schooling", 10, 0, 0),
                ("enrolment", 20, 0, 0),
                ("relation", 13, 0, 0),
            ]
        );
        let kept = lengths(&store).await;
        let second = load(&store, &roster(&riverside()), 600).await;
        assert_eq!(second.differences(), 0, "{second:?}");
        let all = |report: &LoadReport| -> u64 { report.0.iter().map(|one| one.added + one.unchanged).sum() };
        assert_eq!(all(&first), all(&second));
        assert_eq!(lengths(&store).await, kept);
        let told = store.read(|tx| Box::pin(audit::latest_of(tx, DISTRICT, LOADED, 5))).await;
        let told = told.expect("the record can be read").into_iter();
        let told: Vec<Loaded> =
            told.map(|event| serde_json::from_str(&event.detail).expect("it is one")).collect();
        let tables: Vec<usize> = told.iter().map(|load| load.tables.len()).collect();
        assert_eq!((tables, told[0].system.as_str()), (vec![0, 11], "riverside"), "the record tells of both");
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_preferred_name_that_the_file_changes_changes_one_person() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let before = person(&store, "stu-03").await;
        assert_eq!(before.names.shown(), "Leo Thompson");
        let changed = riverside_but("users.csv", ",Leo,", ",Leonie,");
        let report = load(&store, &roster(changed.path()), 1).await;
        assert_eq!((report.differences(), report.of("person").map(|one| one.changed)), (1, Some(1)));
        let after = person(&store, "stu-03").await;
        assert_eq!((after.id, after.names.shown()), (before.id, "Leonie Thompson".to_owned()));
        let found = store
            .read(|tx| Box::pin(async move { people::search(tx, DISTRICT, "leonie", 5).await }))
            .await
            .expect("it can be read");
        assert_eq!(found.len(), 1);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_stay_that_moves_to_another_class_leaves_no_row_behind() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let before = lengths(&store).await;
        let moved = riverside_but("enrollments.csv", "enr-05,,,cls-eng9", "enr-05,,,cls-alg");
        let report = load(&store, &roster(moved.path()), 1).await;
        let stays = report.of("enrolment").expect("there are stays");
        assert_eq!((report.differences(), stays.added, stays.changed), (1, 0, 1));
        assert_eq!(lengths(&store).await, before);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_staged_and_not_switched_has_no_effect_and_the_next_load_clears_it() {
    each_engine(async |address| {
        let store = district(&address).await;
        load(&store, &roster(&riverside()), 0).await;
        let before = lengths(&store).await;
        let changed = roster(riverside_but("users.csv", ",Leo,", ",Leonie,").path());
        let mut mint = ids(7 << 64);
        let staged = rosters::stage(&store, &import(1), &changed, &mut mint, &mut |_| {}).await;
        drop(staged.expect("it can wait"));
        // As if the program had died here.
        store.close().await;
        let store = Store::open(&address).await.expect("it opens again");
        let mut waiting = before.clone();
        waiting.push(("roster_load", 1));
        waiting.sort_unstable();
        assert_eq!(lengths(&store).await, waiting);
        assert_eq!(person(&store, "stu-03").await.names.shown(), "Leo Thompson");
        assert_eq!(load(&store, &roster(&riverside()), 2).await.differences(), 0);
        assert_eq!(lengths(&store).await, before);
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn of_two_loads_at_once_the_later_one_takes_effect() {
    each_engine(async |address| {
        let store = district(&address).await;
        let (mut one, mut two) = (ids(1 << 64), ids(2 << 64));
        let file = roster(&riverside());
        let first =
            rosters::stage(&store, &import(0), &file, &mut one, &mut |_| {}).await.expect("it can wait");
        let second =
            rosters::stage(&store, &import(1), &file, &mut two, &mut |_| {}).await.expect("it can wait");
        assert_eq!(first.switch(&store, 10).await, Err(LoadError::Superseded));
        assert_eq!(lengths(&store).await, [("roster_load", 1), ("tenant", 1)]);
        assert!(0 < second.switch(&store, 10).await.expect("the later one holds").differences());
        store.close().await;
    })
    .await;
}

#[tokio::test]
async fn grand_bend_loads_twice_and_the_second_changes_nothing() {
    let Some(path) = grand_bend() else { return };
    let file = roster(&path);
    each_engine(async |address| {
        let store = district(&address).await;
        let (begun, mut mint) = (Instant::now(), ids(1 << 64));
        let staged =
            rosters::stage(&store, &import(0), &file, &mut mint, &mut |_| {}).await.expect("it can wait");
        let waited = begun.elapsed();
        let first = staged.switch(&store, 10).await.expect("the roster loads");
        let switched = begun.elapsed().saturating_sub(waited);
        println!("Grand Bend on {}: {waited:?} to wait, {switched:?} to switch", store.engine());
        assert_eq!(
            summary(&first),
            [
                ("organisation", 6, 0, 0),
                ("school_year", 4, 0, 0),
                ("term", 9, 0, 0),
                ("course", 87, 0, 0),
                ("class", 544, 0, 0),
                ("class_term", 556, 0, 0),
                ("person", 2_899, 0, 0),
                ("office", 69, 0, 0),
                ("schooling", 960, 0, 0),
                ("enrolment", 14_511, 0, 0),
                ("relation", 1_872, 0, 0),
            ]
        );
        let begun = Instant::now();
        let second = load(&store, &file, 1).await;
        println!("Grand Bend on {}, again: {:?}", store.engine(), begun.elapsed());
        assert_eq!(second.differences(), 0, "{second:?}");
        store.close().await;
    })
    .await;
}
