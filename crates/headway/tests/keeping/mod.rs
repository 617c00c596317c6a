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
    complained(&headway(&address, &["restore", &copy]), "");
    let restored = said(&headway(&address, &["restore", "--force", &copy]));
    assert!(restored.contains("is kept as"), "{restored}");
    assert_eq!(said(&headway(&address, &["check"])), before);

    let bytes = std::fs::read(&copy).expect("the copy is there");
    std::fs::write(path("cut.db"), &bytes[..bytes.len() / 2]).expect("half of it");
    complained(&headway(&address, &["restore", "--force", &path("cut.db")]), "not a sound backup");
    assert_eq!(said(&headway(&address, &["check"])), before);
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
