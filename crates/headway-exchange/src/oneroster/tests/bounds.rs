//! Sets that are too large, or pretend to be small.

use super::super::{Limits, Problem, RATIO_FREE_BYTES};
use super::{Set, check_faults};

#[test]
fn more_bytes_than_the_limit_are_refused() {
    let found = Set::riverside().read_within(&Limits { unpacked_bytes_max: 2_000, ..Limits::default() });
    let faults = found.expect_err("Riverside has more bytes");
    assert!(faults.kept.iter().all(|fault| fault.problem == Problem::TooManyBytes(2_000)), "{faults}");
    assert_eq!(faults.kept[0].file, "users.csv");
}

#[test]
fn more_rows_than_the_limit_are_refused() {
    let found = Set::riverside().read_within(&Limits { rows_max: 29, ..Limits::default() });
    check_faults(found, &[("roles.csv", 31, "", Problem::TooManyRows(29))]);
}

#[test]
fn a_line_above_the_limit_is_refused_without_being_read_to_its_end() {
    let found = Set::riverside().with("users.csv", "Amara", &"A".repeat(10 << 20)).read();
    check_faults(found, &[("users.csv", 2, "", Problem::LineTooLong(256 << 10))]);
}

#[test]
fn more_files_than_the_limit_are_refused() {
    let found = Set::riverside().read_within(&Limits { entries_max: 8, ..Limits::default() });
    check_faults(found, &[("the set", 0, "", Problem::TooManyFiles(8))]);
}

#[test]
fn a_file_that_unpacks_to_a_thousand_times_its_size_is_refused() {
    let check = |line: &str| {
        let lines = usize::try_from(RATIO_FREE_BYTES).expect("16 MB fit") / line.len() + 2;
        let header = "sourcedId,status,dateLastModified,birthDate\n".to_owned();
        let set = Set::riverside().with_bytes("demographics.csv", header + &line.repeat(lines));
        let faults = set.read().expect_err("it unpacks too well");
        let last = faults.kept.last().expect("a fault is kept");
        assert_eq!((&*last.file, &last.problem), ("demographics.csv", &Problem::TooTightlyPacked(200)));
    };
    check(&("stu-01,,,2012-03-14".to_owned() + &",".repeat(60_000) + "\n"));
    check(&"\n".repeat(60_000));
    check(&("stu-01,\"".to_owned() + &"A".repeat(60_000) + "\"B\n"));
}

#[test]
fn whatever_one_byte_becomes_the_answer_names_a_place_or_is_a_roster() {
    let set = Set::riverside();
    let names: Vec<String> = set.files.keys().cloned().collect();
    let mut refused = 0;
    for name in names {
        for at in (0..set.files[&name].len()).step_by(41) {
            let mut bytes = set.files[&name].clone();
            bytes[at] = [b'"', b',', b'\n', b'\r', 0xFF, 0][at % 6];
            let found = set.clone().with_bytes(&name, bytes).read();
            if let Err(faults) = found {
                refused += 1;
                assert!(!faults.kept.is_empty() && faults.kept.iter().all(|fault| !fault.file.is_empty()));
            }
        }
    }
    assert!(refused > 100, "{refused}");
}
