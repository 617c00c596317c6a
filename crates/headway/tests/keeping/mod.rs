//! The demo district, and what keeps a database safe, on both engines.

use std::process::{Command, Output};

use crate::engines::each_engine;

fn headway(address: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.args(arguments).env("HEADWAY_DATABASE", address).output().expect("the program is built")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complained(output: &Output, expected: &str) {
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && complaint.contains(expected), "{complaint}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_makes_the_same_sound_district_on_both_engines() {
    let mut checked = Vec::new();
    let seen = std::sync::Mutex::new(&mut checked);
    each_engine(async |address| {
        let signs_in = said(&headway(&address, &["demo", "--learners", "30"]));
        assert!(signs_in.contains("ms.rivera"), "{signs_in}");
        assert_eq!(signs_in, said(&headway(&address, &["demo", "--sign-ins"])));
        let check = said(&headway(&address, &["check"]));
        assert!(check.contains("Nothing is wrong."), "{check}");
        complained(&headway(&address, &["demo"]), "holds a district already");
        seen.lock().expect("one at a time").push(check);
    })
    .await;
    assert!(checked.windows(2).all(|pair| pair[0] == pair[1]), "{checked:?}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let made = |seed: &str, name: &str| {
        said(&headway(&path(name), &["demo", "--learners", "30", "--seed", seed]));
        said(&headway(&path(name), &["check"]))
    };
    assert_eq!(made("1", "again.db"), checked[0]);
    assert_ne!(made("2", "other.db"), checked[0]);
}

#[test]
fn a_backup_comes_back_and_the_old_file_is_kept() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (address, copy) = (path("headway.db"), path("copy.db"));
    said(&headway(&address, &["demo", "--learners", "10"]));
    let before = said(&headway(&address, &["check"]));
    said(&headway(&address, &["backup", &copy]));
    complained(&headway(&address, &["backup", &copy]), "is there already");
    complained(&headway(&address, &["restore", &copy]), "add --force to put the backup in its place");
    let restored = said(&headway(&address, &["restore", "--force", &copy]));
    assert!(restored.contains("is kept as"), "{restored}");
    assert_eq!(said(&headway(&address, &["check"])), before);

    let bytes = std::fs::read(&copy).expect("the copy is there");
    std::fs::write(path("cut.db"), &bytes[..bytes.len() / 2]).expect("half of it");
    complained(&headway(&address, &["restore", "--force", &path("cut.db")]), "not a sound backup");
    assert_eq!(said(&headway(&address, &["check"])), before);
}

#[test]
fn a_database_that_is_not_where_it_is_said_to_be_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    complained(&headway(&path("typo.db"), &["check"]), "there is no database");
    let missing = path("not/there");
    let expected = format!("there is no folder {missing} for the database; make it first");
    complained(&headway(&format!("{missing}/headway.db"), &["demo", "--learners", "1"]), &expected);
    complained(&headway("postgres://me:hush@127.0.0.1:1/db", &["check"]), "PostgreSQL at 127.0.0.1:1: ");
}

#[test]
fn a_reader_who_has_had_enough_is_no_failure() {
    let child = Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(["judge", "access/decide", "--help-fields"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn();
    let mut child = child.expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_log_level_that_is_none_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(["judge", "--list"])
        .env("HEADWAY_LOG", "loud")
        .output()
        .expect("the program is built");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("\"loud\" is no level"), "{told}");
}

#[test]
fn the_demo_says_when_its_year_is_over() {
    let told = |starts: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_headway"))
            .args(["demo", "--sign-ins"])
            .env("HEADWAY_CLOCK_STARTS", starts)
            .output()
            .expect("the program is built");
        String::from_utf8_lossy(&output.stderr).contains("year ended on 2027-06-11")
    };
    assert!(!told("2027-06-11T12:00:00Z"));
    assert!(told("2027-06-12T12:00:00Z"));
}

#[test]
fn a_database_that_others_may_read_is_named_in_words() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let address = folder.path().join("headway.db").to_string_lossy().into_owned();
    said(&headway(&address, &["demo", "--learners", "1"]));
    for (mode, is_named) in [(0o600, false), (0o640, true), (0o604, true)] {
        std::fs::set_permissions(&address, std::fs::Permissions::from_mode(mode)).expect("rights can be set");
        let checked = headway(&address, &["check"]);
        let told = String::from_utf8_lossy(&checked.stderr);
        assert_eq!(told.contains(&format!("`chmod 600 {address}`")), is_named, "{mode:o}: {told}");
    }
}

#[test]
fn a_command_without_a_database_says_what_to_set() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_headway")).arg("check").env_remove("HEADWAY_DATABASE").output();
    complained(&output.expect("the program is built"), "set HEADWAY_DATABASE");
}

#[test]
fn a_list_of_proxies_that_cannot_be_read_is_refused_before_anything_is_opened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let address = folder.path().join("headway.db");
    let output = Command::new(env!("CARGO_BIN_EXE_headway"))
        .arg("serve")
        .env("HEADWAY_DATABASE", &address)
        .env("HEADWAY_TRUSTED_PROXIES", "proxy.example")
        .output();
    complained(
        &output.expect("the program is built"),
        "HEADWAY_TRUSTED_PROXIES cannot be read at \"proxy.example\"",
    );
    assert!(!address.exists());
}

#[test]
fn names_that_an_earlier_version_folded_otherwise_are_named_and_mended() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    let address = path.to_string_lossy().into_owned();
    said(&headway(&address, &["demo", "--learners", "3"]));
    let tampered = rusqlite::Connection::open(&path).expect("the file opens");
    tampered.execute("update person set sort_name = upper(sort_name)", []).expect("the statement runs");
    drop(tampered);
    complained(&headway(&address, &["check"]), "run `headway check --mend-names`");
    let mended = said(&headway(&address, &["check", "--mend-names"]));
    assert!(mended.contains("names were folded anew.") && mended.contains("Nothing is wrong."), "{mended}");
    assert!(said(&headway(&address, &["check"])).contains("Nothing is wrong."));
}
