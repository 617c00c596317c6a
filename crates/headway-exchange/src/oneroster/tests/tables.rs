//! Faults of a file as a whole, of its header and of its text.

use super::super::{Faults, Problem};
use super::{Expected, Set, check_faults};

fn check(file: &str, old: &str, new: &str, expected: &[Expected]) {
    check_faults(Set::riverside().with(file, old, new).read(), expected);
}

#[test]
fn a_missing_column_is_named() {
    let expected = ("enrollments.csv", 1, "role", Problem::MissingColumn);
    check("enrollments.csv", ",role,", ",rolle,", &[expected]);
}

#[test]
fn a_column_that_stands_twice_is_named() {
    check("orgs.csv", "identifier", "name", &[("orgs.csv", 1, "name", Problem::RepeatedColumn)]);
}

#[test]
fn an_unclosed_quote_is_one_bad_line_and_not_the_rest_of_the_file() {
    check("classes.csv", "Homeroom 7", "\"Homeroom 7", &[("classes.csv", 5, "", Problem::UnclosedQuote)]);
}

#[test]
fn text_after_a_closing_quote_is_refused() {
    check("classes.csv", "Period 1\"", "Period 1\" A", &[("classes.csv", 2, "", Problem::TextAfterQuote)]);
}

#[test]
fn a_control_character_is_refused() {
    check("users.csv", "Amara", "Ama\u{0}ra", &[("users.csv", 2, "", Problem::ControlCharacter(0))]);
}

#[test]
fn text_that_is_not_utf_8_is_named_with_its_byte() {
    let latin_1: Vec<u8> = Set::riverside().files["users.csv"].clone();
    let text = String::from_utf8(latin_1).expect("the fixture is UTF-8");
    let bytes: Vec<u8> = text.chars().map(|character| u8::try_from(character).unwrap_or(b'?')).collect();
    let found = Set::riverside().with_bytes("users.csv", bytes).read();
    let expected = [("users.csv", 3, "", Problem::NotUtf8(29)), ("users.csv", 20, "", Problem::NotUtf8(25))];
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_ascii()).map(|(at, _)| at as u64 + 1);
    assert_eq!(lines.collect::<Vec<_>>(), [3, 20], "the fixture has names that are not ASCII on two lines");
    check_faults(found, &expected);
}

#[test]
fn a_file_of_another_encoding_is_refused_once() {
    let utf_16 = [0xFF, 0xFE, b's', 0, b'o', 0, b'\n', 0, b'a', 0];
    let found = Set::riverside().with_bytes("demographics.csv", utf_16).read();
    check_faults(found, &[("demographics.csv", 1, "", Problem::NotUtf8(1))]);
}

#[test]
fn a_file_without_rows_or_without_anything_is_refused() {
    let header = "sourcedId,status,dateLastModified,birthDate\r\n";
    let found = Set::riverside().with_bytes("demographics.csv", header).read();
    check_faults(found, &[("demographics.csv", 0, "", Problem::NoRows)]);
    let found = Set::riverside().with_bytes("demographics.csv", "").read();
    check_faults(found, &[("demographics.csv", 0, "", Problem::NoHeader)]);
}

#[test]
fn a_missing_or_wrong_manifest_is_refused() {
    check_faults(
        Set::riverside().without("manifest.csv").read(),
        &[("manifest.csv", 0, "", Problem::NoManifest)],
    );
    let edit = |old: &str, new: &str, expected: Expected| check("manifest.csv", old, new, &[expected]);
    edit("version,1.2", "version,2.0", ("manifest.csv", 3, "", Problem::UnknownVersion("2.0".into())));
    edit("oneroster.version", "x", ("manifest.csv", 0, "", Problem::NoProperty("oneroster.version")));
    edit("users,bulk", "users,full", ("manifest.csv", 24, "", Problem::UnknownMode("full".into())));
    edit("users,bulk", "users,bulk,now", ("manifest.csv", 24, "", Problem::NotAProperty));
}

#[test]
fn a_delta_is_refused_by_name() {
    check(
        "manifest.csv",
        "enrollments,bulk",
        "enrollments,delta",
        &[("the set", 0, "", Problem::NoReference("riverside".into()))],
    );
}

#[test]
fn files_and_manifest_must_agree() {
    let found = Set::riverside().without("demographics.csv").read();
    check_faults(found, &[("demographics.csv", 0, "", Problem::MissingFile)]);
    check(
        "manifest.csv",
        "demographics,bulk",
        "demographics,absent",
        &[("demographics.csv", 0, "", Problem::UnannouncedFile)],
    );
}

#[test]
fn a_file_that_others_point_to_cannot_be_absent() {
    let set = Set::riverside().without("courses.csv").with("manifest.csv", "courses,bulk", "courses,absent");
    check_faults(set.read(), &[("courses.csv", 0, "", Problem::NeededFile("classes.csv"))]);
}

#[test]
fn a_manifest_alone_holds_nothing_to_load() {
    let manifest = "propertyName,value\noneroster.version,1.2\n";
    let mut set = Set::riverside();
    set.files.clear();
    check_faults(
        set.with_bytes("manifest.csv", manifest).read(),
        &[("the set", 0, "", Problem::NothingToLoad)],
    );
}

#[test]
fn a_thousand_faults_are_kept_and_the_rest_counted() {
    let rows: Vec<String> =
        (0..1_500).map(|row| format!("e{row},,,cls-eng9,org-high,x{row},student,,,\n")).collect();
    let header = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n";
    let found = Set::riverside().with_bytes("enrollments.csv", header.to_owned() + &rows.concat()).read();
    let faults = found.expect_err("nobody has these ids");
    assert_eq!((faults.kept.len(), faults.total, faults.left_out()), (Faults::KEPT_MAX, 1_500, 500));
    assert_eq!(faults.kept[999].line, Some(1_001));
}
