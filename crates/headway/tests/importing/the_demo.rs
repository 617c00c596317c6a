//! The demo's own set: written by one command, loaded by another.

use std::path::Path;
use std::process::{Command, Output};

use headway_exchange::oneroster::{self, DataFile};

use crate::engines::each_engine;

fn headway(address: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.args(arguments).env("HEADWAY_DATABASE", address).output().expect("the program is built")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn write_set(folder: &Path, learners: &str) -> Output {
    headway("", &["demo", "--learners", learners, "--oneroster", &folder.to_string_lossy()])
}

fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder).expect("the folder is there").map(|file| {
        let file = file.expect("an entry can be read");
        let name = file.file_name().to_string_lossy().into_owned();
        (name, std::fs::read(file.path()).expect("a file can be read"))
    });
    let mut files: Vec<_> = files.collect();
    files.sort();
    files
}

#[test]
fn the_set_of_the_demo_is_read_without_a_warning_and_is_the_same_each_time() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let (one, other) = (home.path().join("one"), home.path().join("other"));
    said(&write_set(&one, "40"));
    said(&write_set(&other, "40"));
    assert_eq!(bytes(&one), bytes(&other));
    let loaded = oneroster::read(&one, &mut |_| {}).expect("the set is sound");
    assert_eq!(loaded.warnings, []);
    assert_eq!(loaded.counts[&DataFile::Enrollments], 40 * 10 + 13 + 130);
    assert!(loaded.roster.families.len() > 40);
    let again = write_set(&one, "40");
    let complaint = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(!again.status.success() && complaint.contains("has files in it already"), "{complaint}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_set_of_the_demo_loads_and_a_second_time_changes_nothing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let set = home.path().join("set");
    said(&write_set(&set, "40"));
    each_engine(async |address| {
        let import = ["import", "oneroster", &*set.to_string_lossy(), "--time-zone", "America/Los_Angeles"];
        said(&headway(&address, &import));
        let again = said(&headway(&address, &import));
        for line in again.lines().skip(1).filter(|line| !line.is_empty()) {
            let counts: Vec<&str> = line.split_whitespace().rev().skip(1).take(3).collect();
            assert_eq!(counts, ["0", "0", "0"], "{again}");
        }
        assert!(said(&headway(&address, &["check"])).contains("Nothing is wrong."));
    })
    .await;
}
