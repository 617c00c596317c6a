//! Faults of one row: each with its file, line and column.

use super::super::{DataFile, Problem};
use super::{Expected, Set, check_faults};

fn check(file: &str, old: &str, new: &str, expected: &[Expected]) {
    check_faults(Set::riverside().with(file, old, new).read(), expected);
}

fn nowhere(id: &str, target: DataFile) -> Problem {
    Problem::PointsNowhere { id: id.into(), target }
}

#[test]
fn a_row_that_points_nowhere_is_named_with_file_line_and_column() {
    let to_class = nowhere("cls-gone", DataFile::Classes);
    check(
        "enrollments.csv",
        "cls-eng9,org-high,stu-02",
        "cls-gone,org-high,stu-02",
        &[("enrollments.csv", 7, "classSourcedId", to_class)],
    );
}

#[test]
fn every_kind_of_reference_is_followed() {
    let cases = [
        ("orgs.csv", "RU-02,org-riverside", "RU-02,x", 2, "parentSourcedId", DataFile::Orgs),
        ("academicSessions.csv", "year-27,2027", "x,2027", 3, "parentSourcedId", DataFile::AcademicSessions),
        ("courses.csv", ",,year-27,", ",,x,", 2, "schoolYearSourcedId", DataFile::AcademicSessions),
        ("courses.csv", "09,org-high", "09,x", 2, "orgSourcedId", DataFile::Orgs),
        ("classes.csv", "09,crs-eng9", "09,x", 2, "courseSourcedId", DataFile::Courses),
        ("classes.csv", "12,org-high", "12,x", 2, "schoolSourcedId", DataFile::Orgs),
        (
            "classes.csv",
            "\"fall-27,spring-27\"",
            "\"fall-27,x\"",
            2,
            "termSourcedIds",
            DataFile::AcademicSessions,
        ),
        ("users.csv", "par-03", "x", 3, "agentSourcedIds", DataFile::Users),
        ("users.csv", "org-high,she/her", "x,she/her", 2, "primaryOrgSourcedId", DataFile::Orgs),
        ("roles.csv", ",stu-01,", ",x,", 2, "userSourcedId", DataFile::Users),
        ("roles.csv", "2026-08-24,,org-high", "2026-08-24,,x", 2, "orgSourcedId", DataFile::Orgs),
        ("enrollments.csv", "cls-eng9", "x", 2, "classSourcedId", DataFile::Classes),
        ("enrollments.csv", "org-high", "x", 2, "schoolSourcedId", DataFile::Orgs),
        ("enrollments.csv", "tea-01", "x", 2, "userSourcedId", DataFile::Users),
        ("demographics.csv", "stu-01", "x", 2, "sourcedId", DataFile::Users),
    ];
    for (file, old, new, line, column, target) in cases {
        check(file, old, new, &[(file, line, column, nowhere("x", target))]);
    }
}

#[test]
fn an_id_that_stands_twice_is_refused_with_both_lines() {
    let twice = Problem::RepeatedId { id: "enr-01".into(), first_line: 2 };
    check("enrollments.csv", "enr-05", "enr-01", &[("enrollments.csv", 6, "sourcedId", twice)]);
}

#[test]
fn an_id_above_255_characters_is_refused() {
    let long = "e".repeat(256);
    check("enrollments.csv", "enr-05", &long, &[("enrollments.csv", 6, "sourcedId", Problem::IdTooLong)]);
    assert!(Set::riverside().with("enrollments.csv", "enr-05", &long[1..]).read().is_ok());
}

#[test]
fn a_date_in_another_writing_or_of_no_calendar_is_refused() {
    for bad in ["3/14/2012", "2012-02-30", "2012-3-14", "20120314", "2012-03-14T00:00:00Z"] {
        let problem = Problem::NotADate(bad.into());
        check("demographics.csv", "2012-03-14", bad, &[("demographics.csv", 2, "birthDate", problem)]);
    }
}

#[test]
fn an_end_before_the_beginning_is_refused() {
    let reversed = || Problem::EndsBeforeItBegins;
    check("enrollments.csv", "2026-10-10", "2026-08-23", &[("enrollments.csv", 13, "endDate", reversed())]);
    check(
        "academicSessions.csv",
        "2027-01-16",
        "2026-01-16",
        &[("academicSessions.csv", 3, "endDate", reversed())],
    );
    assert!(Set::riverside().with("enrollments.csv", "2026-10-10", "2026-08-24").read().is_ok());
}

#[test]
fn a_year_of_two_digits_is_refused() {
    let problem = Problem::NotAYear("27".into());
    check(
        "academicSessions.csv",
        "year-27,2027",
        "year-27,27",
        &[("academicSessions.csv", 3, "schoolYear", problem)],
    );
}

#[test]
fn a_word_in_no_list_is_refused_and_the_list_is_told() {
    let found = Set::riverside().with("enrollments.csv", "stu-01,student", "stu-01,pupil").read();
    let allowed: &[&str] = &["administrator", "proctor", "student", "teacher"];
    let problem = Problem::UnknownWord { word: "pupil".into(), allowed };
    assert!(found.as_ref().is_err_and(|faults| faults.to_string().contains("proctor, student")));
    check_faults(found, &[("enrollments.csv", 6, "role", problem)]);
    let booleans = Problem::UnknownWord { word: "yes".into(), allowed: &["true", "false"] };
    check("users.csv", ",true,", ",yes,", &[("users.csv", 2, "enabledUser", booleans)]);
}

#[test]
fn an_empty_cell_that_must_be_filled_is_refused() {
    check("users.csv", "Amara", "", &[("users.csv", 2, "givenName", Problem::Empty)]);
    check("orgs.csv", "org-hill", "", &[("orgs.csv", 2, "sourcedId", Problem::Empty)]);
}

#[test]
fn all_faults_of_a_row_and_of_a_set_are_told_at_once() {
    let set =
        Set::riverside().with("users.csv", "true,stu01,", "maybe,,").with("roles.csv", "primary", "main");
    let word = |word: &str, allowed| Problem::UnknownWord { word: word.into(), allowed };
    check_faults(
        set.read(),
        &[
            ("users.csv", 2, "username", Problem::Empty),
            ("users.csv", 2, "enabledUser", word("maybe", &["true", "false"])),
            ("roles.csv", 2, "roleType", word("main", &["primary", "secondary"])),
        ],
    );
}

#[test]
fn a_person_with_a_bad_cell_does_not_make_every_row_about_them_bad() {
    check("users.csv", "Okafor", "", &[("users.csv", 2, "familyName", Problem::Empty)]);
}

#[test]
fn a_lost_line_does_not_make_every_row_that_points_to_it_bad() {
    let width = Problem::WrongWidth { found: 23, expected: 22 };
    check("users.csv", "Amara", "Amara,B", &[("users.csv", 2, "", width)]);
}

#[test]
fn an_organisation_that_is_its_own_ancestor_is_refused() {
    let set = Set::riverside().with("orgs.csv", "district,RU,", "district,RU,org-hill");
    let own = |id: &str| Problem::OwnAncestor(id.into());
    check_faults(
        set.read(),
        &[
            ("orgs.csv", 2, "parentSourcedId", own("org-hill")),
            ("orgs.csv", 3, "parentSourcedId", own("org-riverside")),
        ],
    );
}

#[test]
fn a_row_that_points_at_a_deleted_row_is_refused() {
    let set = Set::riverside().with("users.csv", "par-03,,", "par-03,tobedeleted,").with(
        "roles.csv",
        "par-03,,",
        "par-03,tobedeleted,",
    );
    let problem = Problem::PointsAtDeleted { id: "par-03".into(), target: DataFile::Users };
    check_faults(set.read(), &[("users.csv", 3, "agentSourcedIds", problem)]);
}

#[test]
fn a_long_cell_is_quoted_short() {
    let (long, short) = ("9".repeat(10_000), "9".repeat(60) + "…");
    check(
        "demographics.csv",
        "2012-03-14",
        &long,
        &[("demographics.csv", 2, "birthDate", Problem::NotADate(short))],
    );
}
