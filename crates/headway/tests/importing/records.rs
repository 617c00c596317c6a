//! `headway import records`: files of every kind beside a server, and a program that is killed on its way.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use headway_store::{Store, check};

use super::{grand_bend, riverside};
use crate::chaos::dice::Dice;
use crate::engines::each_engine;

const KINDS: [&str; 6] =
    ["programs", "assessments", "assessment-objectives", "attendance", "incidents", "incident-actions"];

fn command(address: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.args(arguments).env("HEADWAY_DATABASE", address).stdin(Stdio::null());
    command
}

fn headway(address: &str, arguments: &[&str]) -> Output {
    command(address, arguments).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

fn check(output: &Output, is_done: bool, parts: &[&str]) {
    let said = said(output);
    assert_eq!(output.status.success(), is_done, "{said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is in {said}");
    }
}

fn fixture(kind: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../headway-exchange/fixtures/records");
    folder.join(format!("{kind}.csv")).to_string_lossy().into_owned()
}

/// A store with Riverside in it, as a server has it.
async fn served(address: &str) -> Store {
    check(&headway(address, &["import", "oneroster", &riverside().to_string_lossy()]), true, &[]);
    Store::open(address).await.expect("it opens")
}

async fn rows(store: &Store, table: &str) -> u64 {
    let found = store.read(|tx| Box::pin(check::all(tx))).await.expect("all can be read");
    assert_eq!(found.wrong, Vec::<String>::new());
    found.tables.iter().find(|one| one.table == table).expect("the table is counted").rows
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_is_loaded_beside_a_server_and_a_second_time_changes_nothing() {
    each_engine(async |address| {
        let store = served(&address).await;
        for (kind, count) in KINDS.into_iter().zip([4, 4, 2, 4, 2, 1]) {
            let import = |more: &[&str]| {
                let file = fixture(kind);
                headway(&address, &[&["import", "records", kind, file.as_str()], more].concat())
            };
            let dry =
                format!("{kind}: {count} added, 0 corrected, 0 unchanged\ndry run: nothing was loaded\n");
            check(&import(&["--dry-run"]), true, &[&dry]);
            check(&import(&[]), true, &[&format!("{kind}: {count} added, 0 corrected, 0 unchanged\n")]);
            check(&import(&[]), true, &[&format!("{kind}: 0 added, 0 corrected, {count} unchanged\n")]);
        }
        store.close().await;
        check(&headway(&address, &["check"]), true, &["Nothing is wrong."]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_anything_wrong_loads_nothing_and_a_dry_run_writes_what_it_would_do() {
    each_engine(async |address| {
        let store = served(&address).await;
        let folder = tempfile::tempdir().expect("a folder");
        let (file, list) = (folder.path().join("a.csv"), folder.path().join("difference.csv"));
        let import = |text: &str, more: &[&str]| {
            std::fs::write(&file, format!("studentSourcedId,date,event,classSourcedId\n{text}"))
                .expect("it can be written");
            let named = file.to_string_lossy().into_owned();
            headway(&address, &[&["import", "records", "attendance", named.as_str()], more].concat())
        };
        let wrong = "stu-01,2026-09-01,tardy,\nstu-99,2026-09-01,tardy,\ntea-01,2026-09-01,gone,\n\
                     tea-01,2026-09-01,tardy,cls-none\n";
        let parts = [
            "a.csv, line 3, column studentSourcedId: no person of the roster has the id \"stu-99\"",
            "what to do: load the roster first",
            "line 4, column event: \"gone\" is not one of",
            "line 5, column studentSourcedId: \"tea-01\" is no student of the roster",
            "line 5, column classSourcedId: no class of the roster has the id \"cls-none\"",
            "nothing was loaded: 4 faults in",
        ];
        check(&import(wrong, &[]), false, &parts);
        let twice = "stu-01,2026-09-01,absent_excused,\nstu-01,2026-09-01,absent_unexcused,\n";
        check(&import(twice, &[]), false, &["line 3: says something else than line 2 about the same record"]);
        assert_eq!(rows(&store, "attendance").await, 0);
        check(&import("stu-01,2026-09-01,absent_unexcused,\n", &[]), true, &["1 added"]);
        let list_name = list.to_string_lossy().into_owned();
        let export = ["--dry-run", "--export", list_name.as_str()];
        let said = import("stu-01,2026-09-01,absent_excused,\nstu-02,2026-09-01,tardy,cls-alg\n", &export);
        check(&said, true, &["1 added, 1 corrected, 0 unchanged", "the difference is in"]);
        let told = std::fs::read_to_string(&list).expect("it is there");
        for part in [
            "kind,what,line,student,column,before,after\r\n",
            "attendance,added,3,stu-02,kind,,tardy\r\n",
            "attendance,corrected,2,stu-01,kind,absent_unexcused,absent_excused\r\n",
        ] {
            assert!(told.contains(part), "{part:?} is in {told}");
        }
        assert_eq!(rows(&store, "attendance").await, 1);
        check(&import("", &["--system", "other"]), false, &["no roster of \"other\" was loaded; there is"]);
        store.close().await;
    })
    .await;
}

#[test]
fn help_explains_the_columns_of_every_kind() {
    let output = headway("", &["import", "records", "--help"]);
    check(
        &output,
        true,
        &["\nincident-actions\n  *studentSourcedId", "one of absent_excused, absent_unexcused"],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn records_before_a_roster_and_a_wrong_mapping_say_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = folder.path().join("headway.db").to_string_lossy().into_owned();
    let import = ["import", "records", "attendance", &fixture("attendance")];
    check(&headway(&address, &import), false, &["there is no district yet; import its roster first"]);
    assert!(!Path::new(&address).exists());
    let mapping = folder.path().join("m.toml");
    std::fs::write(&mapping, "for = \"attendance\"\n[columns]\nday = \"Day\"\n").expect("it can be written");
    let named = mapping.to_string_lossy().into_owned();
    let said = headway(&address, &[&import[..], &["--mapping", named.as_str()]].concat());
    check(
        &said,
        false,
        &["m.toml, line 3: \"day\" is no column of attendance", "nothing was loaded: 1 fault in"],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_are_killed_on_their_way_have_no_effect_or_all_of_it() {
    const ROWS: u64 = 1_000;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.csv");
    let write = |event: &str| {
        let mut text = "studentSourcedId,date,event\n".to_owned();
        let first: chrono::NaiveDate = "2010-01-01".parse().expect("a day");
        for day in first.iter_days().take(usize::try_from(ROWS).expect("it is small")) {
            writeln!(text, "stu-01,{day},{event}").expect("a text grows");
        }
        std::fs::write(&file, text).expect("it can be written");
    };
    let named = file.to_string_lossy().into_owned();
    let import = ["import", "records", "attendance", named.as_str()];
    let mut pauses = Dice::for_test("killed records");
    let pauses: Vec<u64> = (0..6).map(|_| pauses.next() % 1_000).collect();
    each_engine(async |address| {
        let store = served(&address).await;
        write("absent_excused");
        let begun = Instant::now();
        check(&headway(&address, &import), true, &[]);
        let (whole, mut before) = (begun.elapsed(), ROWS);
        for (round, pause) in pauses.iter().enumerate() {
            write(["absent_unexcused", "absent_excused"][round % 2]);
            let mut command = command(&address, &import);
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
            std::thread::sleep(
                whole.mul_f64(0.1)
                    + Duration::from_micros(pause * u64::try_from(whole.as_millis()).expect("it is short")),
            );
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            let after = rows(&store, "attendance").await;
            assert!(after == before || after == before + ROWS, "round {round}: {before}, then {after}");
            before = after;
        }
        check(&headway(&address, &import), true, &["added"]);
        store.close().await;
    })
    .await;
}

/// Every file of records that comes with the real district.
#[tokio::test(flavor = "multi_thread")]
async fn grand_bend_has_records_that_load_twice_and_change_nothing_the_second_time() {
    let Some(roster) = grand_bend() else { return };
    let folder = roster.parent().expect("it lies in a folder").join("records");
    let mappings = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content/mappings");
    let mapping = mappings.join("interventions.toml").to_string_lossy().into_owned();
    each_engine(async |address| {
        check(&headway(&address, &["import", "oneroster", &roster.to_string_lossy()]), true, &[]);
        for (kind, count) in KINDS.into_iter().zip([706, 1_290, 1_144, 1_917, 23, 25]) {
            let file = folder.join(format!("{kind}.csv")).to_string_lossy().into_owned();
            let import = || headway(&address, &["import", "records", kind, &file]);
            check(&import(), true, &[&format!("{kind}: {count} added, 0 corrected, 0 unchanged")]);
            check(&import(), true, &[&format!("{kind}: 0 added, 0 corrected, {count} unchanged")]);
        }
        let file = folder.join("interventions.csv").to_string_lossy().into_owned();
        let import = || headway(&address, &["import", "records", "programs", &file, "--mapping", &mapping]);
        check(&import(), true, &["programs: 25 added, 0 corrected, 0 unchanged"]);
        check(&import(), true, &["programs: 0 added, 0 corrected, 25 unchanged"]);
    })
    .await;
}
