//! What is loaded and recorded while a server has the database, on both engines.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use headway_store::caseloads::KEPT;
use headway_store::{Store, audit, tenants};

use super::{riverside, riverside_but};
use crate::engines::each_engine;

fn headway(address: &str, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(arguments)
        .env("HEADWAY_DATABASE", address)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("it has an input").write_all(input.as_bytes()).unwrap_or_default();
    child.wait_with_output().expect("it ends")
}

fn check(output: &Output, is_done: bool, parts: &[&str]) {
    let said = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat();
    assert_eq!(output.status.success(), is_done, "{said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is in {said}");
    }
}

/// A store as a server has it: a file is locked by it.
async fn served(address: &str) -> Store {
    check(&headway(address, &["import", "oneroster", &riverside().to_string_lossy()], ""), true, &[]);
    Store::open(address).await.expect("it opens")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_caseloads_is_loaded_whole_or_not_at_all() {
    each_engine(async |address| {
        let store = served(&address).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("caseloads.csv");
        let load = |rows: &str, is_done: bool, parts: &[&str]| {
            let text = format!("staff,student,kind,from,until\n{rows}");
            std::fs::write(&file, text).expect("it can be written");
            let output = headway(&address, &["import", "caseload", &file.to_string_lossy()], "");
            check(&output, is_done, parts);
        };
        let good = "cou-01,stu-01,counselor,2026-08-24,\n";
        load(
            &format!("{good}cou-01,stu-99,counselor,2026-08-24,\n"),
            false,
            &[
                "caseloads.csv, line 3, column student: no roster has a person stu-99",
                "nothing was loaded: 1 fault",
            ],
        );
        load(
            &format!("{good}stu-02,tea-01,counselor,2026-08-24,\n"),
            false,
            &["line 3, column staff: stu-02 is a student", "line 3, column student: tea-01 is no student"],
        );
        load(
            &format!("{good}{good}cou-01,stu-02,friend,24/8/2026,2026-1-1\n"),
            false,
            &[
                "line 3: the same is said in line 2",
                "line 4, column kind: \"friend\" is none",
                "line 4, column from: ",
                "line 4, column until: ",
                "4 faults",
            ],
        );
        load("cou-01,stu-01,counselor,2026-08-24,2026-08-24\n", false, &["is not after from"]);
        load(good, true, &["1 added, 0 changed, 0 unchanged"]);
        load(
            &format!("{good}tea-01,stu-01,case_manager,2026-08-24,\n"),
            true,
            &["1 added, 0 changed, 1 unchanged"],
        );
        load("cou-01,stu-01,counselor,2026-08-24,2027-06-12\n", true, &["0 added, 1 changed, 0 unchanged"]);
        load("cou-01,stu-01,counselor,2026-08-24,2027-06-12\n", true, &["0 added, 0 changed, 1 unchanged"]);
        let recorded = store.read(|tx| {
            Box::pin(async move {
                let tenant = tenants::all(tx).await?.pop().expect("the district").id;
                audit::latest_of(tx, tenant, KEPT, 9).await
            })
        });
        let told: Vec<String> =
            recorded.await.expect("the store answers").into_iter().map(|event| event.detail).collect();
        assert_eq!(told.len(), 4, "what was refused did nothing: {told:?}");
        assert!(told.contains(&"0 added, 1 changed, 0 unchanged".to_owned()));
        store.close().await;
        check(&headway(&address, &["check"], ""), true, &["Nothing is wrong."]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_to_an_account_from_the_command_line_is_on_record() {
    each_engine(async |address| {
        let store = served(&address).await;
        let word = "fifteen letters\n";
        check(&headway(&address, &["password", "--login", "ada", "--person", "stu-01"], word), true, &[]);
        check(&headway(&address, &["account", "close", "ada"], ""), true, &[]);
        check(&headway(&address, &["account", "open", "ada"], ""), true, &[]);
        check(&headway(&address, &["account", "close", "nobody"], ""), false, &[]);
        let read = store.read(|tx| {
            Box::pin(async move {
                let tenant = tenants::all(tx).await?.remove(0).id;
                audit::latest(tx, tenant, 10).await
            })
        });
        let events = read.await.expect("the record is read");
        let loaded = events.iter().filter(|event| event.act == "roster/load").count();
        assert_eq!(loaded, 1, "and so is the roster");
        let events: Vec<_> = events.into_iter().filter(|event| event.act != "roster/load").collect();
        let acts: Vec<&str> = events.iter().map(|event| event.act.as_str()).collect();
        assert_eq!(acts, ["account/open", "account/close", "account/password"]);
        assert!(events.iter().all(|event| {
            event.actor.is_none()
                && event.because == "command_line"
                && event.object == events[0].object
                && event.object.as_ref().is_some_and(|object| object.starts_with("account "))
        }));
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roster_is_loaded_beside_a_server_that_goes_on() {
    each_engine(async |address| {
        let store = served(&address).await;
        let changed = riverside_but("users.csv", ",Leo,", ",Leonie,");
        let import = |more: &str| {
            let file = changed.path().to_string_lossy().into_owned();
            let command = ["import", "oneroster", &file, more];
            headway(&address, &command[..if more.is_empty() { 3 } else { 4 }], "")
        };
        check(&import("--dry-run"), true, &["person                 0         1         0        27\n"]);
        check(&import(""), true, &["person                 0         1         0        27\n"]);
        let found = store.read(|tx| {
            Box::pin(async move {
                let tenant = tenants::all(tx).await?.pop().expect("the district").id;
                headway_store::people::search(tx, tenant, "leonie", 5).await
            })
        });
        assert_eq!(found.await.expect("the server answers").len(), 1);
        store.close().await;
    })
    .await;
}
