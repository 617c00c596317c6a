//! Zips and folders that are not what they should be.

use std::fs;
use std::path::Path;

use super::super::{Notice, Problem, read};
use super::{Set, check_faults, check_warnings};

fn check_set(found: Result<super::Loaded, super::Faults>, expected: Problem) {
    check_faults(found, &[("the set", 0, "", expected)]);
}

fn read_path(path: &Path) -> Result<super::Loaded, super::Faults> {
    read(path, &mut |_| {})
}

#[test]
fn a_truncated_zip_is_refused() {
    let set = Set::riverside();
    let bytes = fs::read(set.zip()).expect("the zip was written");
    for length in [2, 100, bytes.len() / 2, bytes.len() - 1] {
        let cut = set.home.path().join("cut.zip");
        fs::write(&cut, &bytes[..length]).expect("a file in a temporary folder");
        let faults = read_path(&cut).expect_err("a cut zip cannot be read");
        assert_eq!(faults.total, 1, "{length}");
        assert!(matches!(faults.kept[0].problem, Problem::DamagedZip(_)), "{length}: {faults}");
    }
}

#[test]
fn a_zip_with_a_changed_byte_inside_is_refused() {
    let set = Set::riverside();
    let path = set.zip();
    let mut bytes = fs::read(&path).expect("the zip was written");
    let name_at = bytes.windows(9).position(|part| part == b"users.csv").expect("users.csv is in the zip");
    bytes[name_at + 300] ^= 0xFF;
    fs::write(&path, bytes).expect("the zip is written again");
    let faults = read_path(&path).expect_err("the bytes do not match their sum");
    let damaged = |fault: &super::super::Fault| matches!(fault.problem, Problem::DamagedFile(_));
    assert!(faults.kept.iter().any(|fault| damaged(fault) && fault.file == "users.csv"), "{faults}");
}

#[test]
fn a_path_that_leads_nowhere_and_a_file_that_is_no_zip_are_refused() {
    let set = Set::riverside();
    check_set(read_path(&set.home.path().join("none.zip")), Problem::CannotOpen("entity not found".into()));
    let text = set.home.path().join("text.zip");
    fs::write(&text, "sourcedId").expect("a file in a temporary folder");
    check_set(read_path(&text), Problem::NotAZip);
    fs::write(&text, "").expect("a file in a temporary folder");
    check_set(read_path(&text), Problem::NotAZip);
}

#[test]
fn a_name_that_leads_outside_is_refused() {
    for name in ["../users.csv", "/etc/users.csv", "a/../../users.csv", "C:\\users.csv", "..\\users.csv"] {
        let set = Set::riverside().with_bytes(name, "x");
        check_faults(set.read(), &[(name, 0, "", Problem::UnsafeName)]);
    }
}

#[test]
fn an_enclosing_folder_is_named() {
    let mut set = Set::riverside();
    set.files = set.files.into_iter().map(|(name, bytes)| (format!("export/{name}"), bytes)).collect();
    check_set(set.read(), Problem::EnclosingFolder("export".into()));
    let set = Set::riverside();
    set.folder();
    check_set(read_path(set.home.path()), Problem::EnclosingFolder("set".into()));
}

#[test]
fn a_file_in_a_folder_of_the_zip_is_refused() {
    let set = Set::riverside().with_bytes("old/users.csv", "x");
    check_faults(set.read(), &[("old/users.csv", 0, "", Problem::NestedFile)]);
}

#[test]
fn a_file_that_stands_twice_is_refused() {
    let set = Set::riverside().with_bytes("Users.csv", "x");
    check_faults(set.read(), &[("users.csv", 0, "", Problem::RepeatedFile)]);
    let path = Set::riverside().with_bytes("userz.csv", "x");
    let zip = path.zip();
    let text = fs::read(&zip).expect("the zip was written");
    let forged: Vec<u8> = replace(&text, b"userz.csv", b"users.csv");
    fs::write(&zip, forged).expect("the zip is written again");
    let faults = read_path(&zip).expect_err("two entries have one name");
    assert!(faults.kept.iter().any(|fault| fault.problem == Problem::RepeatedFile), "{faults}");
}

fn replace(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    while let Some(at) = bytes.windows(old.len()).position(|part| part == old) {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
    bytes
}

#[test]
fn a_zip_with_a_password_is_refused() {
    let set = Set::riverside();
    let path = set.zip();
    let mut bytes = fs::read(&path).expect("the zip was written");
    // The lowest flag of each entry says "encrypted": 6 bytes into its local header, 8 into its place in the list.
    for (mark, flag) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..at + 4] == mark).collect();
        for at in places {
            bytes[at + flag] |= 1;
        }
    }
    fs::write(&path, bytes).expect("the zip is written again");
    let faults = read_path(&path).expect_err("nobody gave a password");
    assert_eq!((faults.total, &faults.kept[0].problem), (9, &Problem::Encrypted));
}

#[test]
fn what_desktops_leave_behind_does_no_harm() {
    let set = Set::riverside().with_bytes("__MACOSX/._users.csv", "x").with_bytes("readme.txt", "x");
    let strange = |name| (name, Notice::StrangeFile, 1);
    check_warnings(
        &set.read().expect("the set is sound").warnings,
        &[strange("__MACOSX/._users.csv"), strange("readme.txt")],
    );
}
