//! Files of records: what is new, what corrects, what says the same, and what never takes effect.

use headway_store::places::{self, Organisation};
use headway_store::records::loading::{self, Contradictions, Import, LOADED, Load, LoadError, Tally};
use headway_store::records::{Difference, Unknown};
use headway_store::source_ids::{self, SourceId};
use headway_store::ties::{self, Schooling};
use headway_store::{Store, StoreError, Tx, audit, check};
use ilp::OrgId;
use ilp::records::{Kind, Row};
use uuid::Uuid;

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come};

const SCHOOL: OrgId = OrgId::numbered(5);

/// Ana is a student, Ben is none.
async fn school_begins(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    for (source, id) in [("ana", ANA), ("ben", BEN)] {
        let (system, kind, source) = ("sis".to_owned(), "person".to_owned(), source.to_owned());
        source_ids::keep(tx, DISTRICT, &SourceId { system, kind, source }, id.0).await?;
    }
    let (kind, name) = ("school".to_owned(), "School".to_owned());
    let school = Organisation { id: SCHOOL, kind, name, parent: None, time_zone: None };
    places::add_organisation(tx, DISTRICT, &school).await?;
    let (id, from) = (Uuid::from_u128(1), minute(0).date_naive());
    let stay =
        Schooling { id, learner: ANA, organisation: SCHOOL, grade: "08".to_owned(), from, until: None };
    ties::add_schoolings(tx, DISTRICT, &[stay]).await
}

/// Ana was away for a day of September.
fn away(line: u64, day: u32, kind: &str) -> Row {
    Row {
        line,
        student: "ana".to_owned(),
        school: None,
        class: None,
        identity: format!("[\"2026-09-{day:02}\"]"),
        day: chrono::NaiveDate::from_ymd_opt(2026, 9, day).expect("a day"),
        until: None,
        kind: kind.to_owned(),
        name: String::new(),
        part: String::new(),
        hundredths: Some(100),
        unit: String::new(),
        minutes: None,
        detail: String::new(),
        withdrawn: false,
    }
}

async fn began(store: &Store, kind: Kind, load: u128) -> Load {
    let at = minute(i64::try_from(load).expect("a small number"));
    let import = Import { tenant: DISTRICT, system: "sis".to_owned(), kind, at };
    loading::begin(store, import, Uuid::from_u128(load << 64)).await.expect("it begins")
}

async fn stages(store: &Store, load: &Load, number: u128, rows: Vec<Row>) -> Vec<(usize, Unknown)> {
    let mut next = number << 64;
    let mut mint = || {
        next += 1;
        Uuid::from_u128(next)
    };
    load.stage(store, rows, &mut mint).await.expect("rows can wait")
}

async fn loads(store: &Store, kind: Kind, number: u128, rows: Vec<Row>) -> Tally {
    let load = began(store, kind, number).await;
    assert_eq!(stages(store, &load, number, rows).await, []);
    assert_eq!(load.settle(store).await, Ok(Contradictions::default()));
    let rehearsed = load.rehearse(store).await.expect("it can be tried");
    let tally = load.switch(store).await.expect("it takes effect");
    assert_eq!(rehearsed, tally, "a dry run says what happens");
    tally
}

async fn rows_in(store: &Store, table: &str) -> u64 {
    let found = store.read(|tx| Box::pin(check::all(tx))).await.expect("all can be read");
    assert_eq!(found.wrong, Vec::<String>::new());
    found.tables.iter().find(|one| one.table == table).expect("the table is counted").rows
}

const fn tally(added: u64, corrected: u64, unchanged: u64) -> Tally {
    Tally { added, corrected, unchanged }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_says_something_else_corrects_and_what_is_told_no_longer_stays() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(school_begins(tx))).await.expect("school begins");
        let kind = Kind::Attendance;
        let first = vec![away(2, 1, "absent_unexcused"), away(3, 2, "absent_unexcused")];
        assert_eq!(loads(&store, kind, 1, first.clone()).await, tally(2, 0, 0));
        assert_eq!(loads(&store, kind, 2, first).await, tally(0, 0, 2));
        let excused = vec![away(2, 1, "absent_excused"), away(3, 3, "absent_excused")];
        assert_eq!(loads(&store, kind, 3, excused.clone()).await, tally(1, 1, 0));
        assert_eq!(rows_in(&store, "attendance").await, 4, "what was said before is kept");
        assert_eq!(loads(&store, kind, 4, excused).await, tally(0, 0, 2));
        assert_eq!(
            loads(&store, kind, 5, vec![away(2, 1, "absent_unexcused")]).await,
            tally(0, 1, 0),
            "and back"
        );
        let gone = Row { withdrawn: true, ..away(2, 1, "absent_unexcused") };
        assert_eq!(loads(&store, kind, 6, vec![gone.clone()]).await, tally(0, 1, 0));
        let never = Row { withdrawn: true, ..away(3, 9, "tardy") };
        assert_eq!(loads(&store, kind, 7, vec![gone, never]).await, tally(0, 0, 2));
        let events = store.read(|tx| Box::pin(audit::latest_of(tx, DISTRICT, LOADED, 9))).await;
        let events = events.expect("the record is read");
        assert_eq!(events.len(), 7);
        assert_eq!(events[4].detail, r#"{"kind":"attendance","system":"sis","added":1,"corrected":1}"#);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_has_its_table() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(school_begins(tx))).await.expect("school begins");
        let tables =
            ["program", "assessment", "assessment_objective", "attendance", "incident", "incident_action"];
        for (number, (kind, table)) in (1..).zip(Kind::ALL.into_iter().zip(tables)) {
            let row = || away(2, 1, "a word");
            assert_eq!(loads(&store, kind, number, vec![row()]).await, tally(1, 0, 0), "{table}");
            assert_eq!(loads(&store, kind, number + 100, vec![row()]).await, tally(0, 0, 1), "{table}");
            let another = Row { detail: r#"{"note":"x"}"#.to_owned(), ..row() };
            assert_eq!(loads(&store, kind, number + 200, vec![another]).await, tally(0, 1, 0), "{table}");
            assert_eq!(rows_in(&store, table).await, 2, "{table}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_tells_each_row_with_what_it_says_before_and_after() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(school_begins(tx))).await.expect("school begins");
        loads(&store, Kind::Attendance, 1, vec![away(2, 1, "absent_unexcused")]).await;
        let load = began(&store, Kind::Attendance, 2).await;
        let late = Row { minutes: Some(25), hundredths: None, ..away(3, 2, "tardy") };
        stages(&store, &load, 2, vec![away(2, 1, "absent_excused"), late]).await;
        let mut told = Vec::new();
        load.differences(&store, &mut |one| told.push(one)).await.expect("it is told");
        let some = |text: &str| Some(text.to_owned());
        let row = |line, corrects, columns| Difference { line, student: "ana".to_owned(), corrects, columns };
        let new = vec![
            ("day", None, some("2026-09-02")),
            ("kind", None, some("tardy")),
            ("minutes", None, some("25")),
        ];
        let other = vec![("kind", some("absent_unexcused"), some("absent_excused"))];
        assert_eq!(told, [row(3, false, new), row(2, true, other)]);
        load.give_up(&store).await.expect("nothing waits");
        assert_eq!(rows_in(&store, "attendance").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_contradict_each_other_are_told_and_those_that_repeat_count_once() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(school_begins(tx))).await.expect("school begins");
        let load = began(&store, Kind::Attendance, 1).await;
        let rows = vec![away(2, 1, "tardy"), away(3, 2, "tardy"), away(4, 1, "present"), away(5, 2, "tardy")];
        stages(&store, &load, 1, rows).await;
        let found = Contradictions { told: vec![(4, 2)], total: 1 };
        assert_eq!(load.settle(&store).await, Ok(found));
        load.give_up(&store).await.expect("nothing waits");
        let again = vec![away(2, 1, "tardy"), away(3, 1, "tardy")];
        assert_eq!(loads(&store, Kind::Attendance, 2, again).await, tally(1, 0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_that_ends_between_its_chunks_has_no_effect_and_the_next_takes_its_place() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(school_begins(tx))).await.expect("school begins");
        let killed = began(&store, Kind::Attendance, 1).await;
        stages(&store, &killed, 1, vec![away(2, 1, "tardy")]).await;
        assert_eq!(rows_in(&store, "attendance").await, 0);
        assert_eq!(loads(&store, Kind::Attendance, 2, vec![away(2, 2, "tardy")]).await, tally(1, 0, 0));
        let mut mint = || Uuid::from_u128(9);
        let late = killed.stage(&store, vec![away(3, 3, "tardy")], &mut mint).await;
        assert_eq!(late, Err(LoadError::Superseded));
        assert_eq!(killed.rehearse(&store).await, Err(LoadError::Superseded));
        assert_eq!(killed.settle(&store).await, Err(LoadError::Superseded));
        assert_eq!(killed.switch(&store).await, Err(LoadError::Superseded));
        assert_eq!(rows_in(&store, "attendance").await, 1);
        assert_eq!(rows_in(&store, "record_load").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_roster_does_not_know_is_told_and_does_not_wait() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(school_begins(tx))).await.expect("school begins");
        let load = began(&store, Kind::Attendance, 1).await;
        let named = |student: &str| Row { student: student.to_owned(), ..away(2, 1, "tardy") };
        let elsewhere =
            Row { school: Some("no".to_owned()), class: Some("no".to_owned()), ..away(4, 2, "tardy") };
        let rows = vec![named("nobody"), Row { line: 3, ..named("ben") }, elsewhere];
        let unknown = stages(&store, &load, 1, rows).await;
        let expected =
            [(0, Unknown::Student), (1, Unknown::NotAStudent), (2, Unknown::School), (2, Unknown::Class)];
        assert_eq!(unknown, expected);
        assert_eq!(load.switch(&store).await, Ok(Tally::default()));
    })
    .await;
}
