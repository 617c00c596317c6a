//! Whole files, and mappings.

use std::path::{Path, PathBuf};

use ilp::records::{Kind, Row};

use super::{Faults, Limits, Mapping, Reader};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/records").join(name)
}

fn shipped(name: &str, kind: Kind) -> Mapping {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/mappings").join(name);
    let text = std::fs::read_to_string(path).expect("the mapping is there");
    Mapping::read(&text, kind).expect("a shipped mapping is whole")
}

fn read_with(path: &Path, kind: Kind, mapping: Mapping, limits: Limits) -> Result<Vec<Row>, Faults> {
    let mut reader = Reader::open(kind, path, mapping, limits)?;
    let rows: Vec<Row> = std::iter::from_fn(|| reader.next_row()).collect();
    reader.end().map(|_| rows)
}

fn read(kind: Kind, text: impl AsRef<[u8]>) -> Result<Vec<Row>, Vec<String>> {
    read_mapped(kind, Mapping::default(), text)
}

fn read_mapped(kind: Kind, mapping: Mapping, text: impl AsRef<[u8]>) -> Result<Vec<Row>, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("some.csv");
    std::fs::write(&path, text).expect("it can be written");
    let said =
        |faults: Faults| faults.kept.iter().map(|fault| format!("{fault} ({})", fault.remedy())).collect();
    read_with(&path, kind, mapping, Limits::default()).map_err(said)
}

/// The faults begin so, one each.
fn refused(kind: Kind, text: impl AsRef<[u8]>, expected: &[&str]) {
    let faults = read(kind, text).expect_err("it is wrong");
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
    for (fault, expected) in faults.iter().zip(expected) {
        assert!(fault.contains(expected), "{expected:?} is in {fault}");
    }
}

const ATTENDANCE: &str = "studentSourcedId,date,event\n";

#[test]
fn every_fixture_is_read() {
    let check = |name: &str, kind, rows: usize| {
        let found = read_with(&fixture(name), kind, Mapping::default(), Limits::default());
        assert_eq!(found.unwrap_or_else(|faults| panic!("{name}: {faults:?}")).len(), rows, "{name}");
    };
    check("programs.csv", Kind::Programs, 4);
    check("assessments.csv", Kind::Assessments, 4);
    check("assessment-objectives.csv", Kind::AssessmentObjectives, 2);
    check("attendance.csv", Kind::Attendance, 4);
    check("incidents.csv", Kind::Incidents, 2);
    check("incident-actions.csv", Kind::IncidentActions, 1);
}

#[test]
fn a_program_ends_on_the_day_after_its_last() {
    let rows = read_with(&fixture("programs.csv"), Kind::Programs, Mapping::default(), Limits::default());
    let rows = rows.expect("it is whole");
    assert_eq!((rows[0].kind.as_str(), rows[0].name.as_str()), ("special_education", "Special Education"));
    assert_eq!(rows[0].detail, r#"{"iepReview":"2026-08-27"}"#);
    assert_eq!(rows[1].until, Some("2026-10-31".parse().expect("a day")));
    refused(
        Kind::Programs,
        "studentSourcedId,program,beginDate,endDate\na,cte,2026-09-02,2026-09-01\n",
        &["line 2, column endDate: lies before the first day"],
    );
}

#[test]
fn an_assessment_keeps_what_screening_asks_for() {
    let rows =
        read_with(&fixture("assessments.csv"), Kind::Assessments, Mapping::default(), Limits::default());
    let rows = rows.expect("it is whole");
    assert_eq!((rows[0].hundredths, rows[0].unit.as_str()), (Some(57_800), "scale_score"));
    for part in [r#""subject":"Mathematics""#, r#""gradeLevel":"05""#, r#""met":false"#, r#""kind":"state""#]
    {
        assert!(rows[0].detail.contains(part), "{part} is in {}", rows[0].detail);
    }
    assert!(rows[1].detail.contains(r#""validity":"not_tested""#), "{}", rows[1].detail);
    assert_eq!((rows[1].hundredths, rows[1].unit.as_str()), (None, ""));
    assert!(rows[2].detail.contains(r#""gradeEquivalent":"<K.4""#), "{}", rows[2].detail);
    assert_eq!((rows[3].hundredths, rows[3].unit.as_str()), (Some(750), "raw_score"));
}

#[test]
fn an_absence_is_known_again_whatever_its_excuse() {
    let event = |event: &str, class: &str| {
        let text = format!("studentSourcedId,date,event,classSourcedId\na,2026-09-01,{event},{class}\n");
        read(Kind::Attendance, text).expect("it is whole").remove(0)
    };
    let absent = event("absent_unexcused", "");
    assert_eq!((absent.hundredths, &absent.identity), (Some(100), &event("absent_excused", "").identity));
    assert_eq!(absent.identity, event("present", "").identity);
    for other in [event("tardy", ""), event("partial_excused", ""), event("absent_excused", "cls-1")] {
        assert_ne!(absent.identity, other.identity, "{other:?}");
    }
    assert_eq!(event("present", "").hundredths, None);
    assert_eq!(event("absent_excused", "cls-1").hundredths, None, "a lesson is no day");
}

#[test]
fn who_suffered_an_incident_is_not_taken_for_who_did_it() {
    let rows = read_with(&fixture("incidents.csv"), Kind::Incidents, Mapping::default(), Limits::default());
    let rows = rows.expect("it is whole");
    assert_eq!([&rows[0].kind, &rows[1].kind], ["perpetrator", "victim"]);
    refused(
        Kind::Incidents,
        "studentSourcedId,incidentId,date,participation\na,1,2026-09-01,\na,1,2026-09-01,bully\n",
        &["line 2, column participation: is empty", "line 3, column participation: \"bully\" is not one of"],
    );
}

#[test]
fn every_wrong_cell_of_every_format_is_named_with_its_line_column_and_what_to_do() {
    refused(
        Kind::Attendance,
        "studentSourcedId,date,event,durationDays,durationMinutes,arrivalTime,withdrawn\n\
         ,9/1/2026,gone,half,-5,25:00,perhaps\n",
        &[
            "some.csv, line 2, column studentSourcedId: is empty (fill in this cell)",
            "line 2, column date: \"9/1/2026\" is no day as YYYY-MM-DD (write the day that way",
            "line 2, column event: \"gone\" is not one of: absent_excused",
            "line 2, column durationDays: \"half\" is no number with at most two decimals (write it as 25.5",
            "line 2, column durationMinutes: \"-5\" is no whole number",
            "line 2, column arrivalTime: \"25:00\" is no time of day",
            "line 2, column withdrawn: \"perhaps\" is neither true nor false",
        ],
    );
    refused(
        Kind::Assessments,
        "studentSourcedId,assessment,subject,administeredOn,gradeEquivalent,otherScores\na,T,S,2026-09-01,5,none\n",
        &[
            "column otherScores: \"none\" does not begin",
            "column gradeEquivalent: \"5\" is no grade equivalent",
        ],
    );
    refused(
        Kind::Programs,
        format!("studentSourcedId,program,beginDate,programId\na,chess,2026-09-01,{}\n", "x".repeat(256)),
        &["column program: \"chess\" is not one of", "column programId: is longer than 255"],
    );
}

#[test]
fn a_header_without_a_needed_column_or_with_one_twice_is_refused() {
    refused(Kind::Attendance, "studentSourcedId,event\n", &["line 1, column date: is not in the header"]);
    refused(
        Kind::Attendance,
        "studentSourcedId,date,event,DATE\n",
        &["line 1, column date: is in the header twice"],
    );
    refused(Kind::Attendance, "", &["some.csv: is empty"]);
    assert_eq!(read(Kind::Attendance, ATTENDANCE), Ok(Vec::new()), "a night on which nothing happened");
}

#[test]
fn lines_that_are_no_rows_are_named_and_the_rest_is_still_read() {
    refused(
        Kind::Attendance,
        [
            ATTENDANCE.as_bytes(),
            b"a,2026-09-01\n\"a,2026-09-01,tardy\na\x01,2026-09-01,tardy\n\xff,,\na,2026-09-01,gone\n",
        ]
        .concat(),
        &[
            "line 2: has 2 cells where the header has 3",
            "line 3: opens a quote",
            "line 4: holds the control character 1",
            "line 5: is not UTF-8",
            "line 6, column event",
        ],
    );
}

#[test]
fn a_byte_order_mark_carriage_returns_and_blank_lines_do_no_harm() {
    let rows = read(Kind::Attendance, "\u{feff}Date,studentsourcedid,EVENT\r\n\r\n2026-09-01,a,Tardy\r\n");
    let rows = rows.expect("it is whole");
    assert_eq!((rows.len(), rows[0].line, rows[0].kind.as_str()), (1, 3, "tardy"));
}

#[test]
fn what_is_absurdly_large_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.csv");
    std::fs::write(&path, format!("{ATTENDANCE}a,2026-09-01,tardy\na,2026-09-02,tardy\n"))
        .expect("it can be written");
    let small =
        |limits| read_with(&path, Kind::Attendance, Mapping::default(), limits).expect_err("it is too large");
    let said = |faults: Faults| faults.kept[0].to_string();
    let limits = Limits::default();
    assert!(said(small(Limits { bytes_max: 20, ..limits })).contains("is larger than 20 bytes"));
    assert!(said(small(Limits { rows_max: 1, ..limits })).contains("line 3: has more than 1 rows"));
    assert!(said(small(Limits { line_bytes_max: 20, ..limits })).contains("line 1: is longer than 20 bytes"));
    // Ten gigabytes that take no room on the disk: it is refused before any of it is read.
    let file = std::fs::File::create(&path).expect("it can be made");
    file.set_len(10 << 30).expect("it can have holes");
    assert!(said(small(limits)).contains("large.csv: is larger than 4294967296 bytes"));
    let faults =
        read_with(folder.path(), Kind::Attendance, Mapping::default(), limits).expect_err("a folder");
    assert!(said(faults).contains("is no file"));
    let faults = read_with(&folder.path().join("none.csv"), Kind::Attendance, Mapping::default(), limits);
    assert!(said(faults.expect_err("it is not there")).contains("cannot be opened"));
}

#[test]
fn a_thousand_faults_are_told_and_the_rest_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bad.csv");
    std::fs::write(&path, format!("{ATTENDANCE}{}", "a,2026-09-01,gone\n".repeat(1_500)))
        .expect("it can be written");
    let faults =
        read_with(&path, Kind::Attendance, Mapping::default(), Limits::default()).expect_err("it is wrong");
    assert_eq!((faults.kept.len(), faults.total, faults.left_out()), (1_000, 1_500, 500));
}

#[test]
fn a_shipped_mapping_reads_what_another_system_writes() {
    let mapping = shipped("attendance-codes.toml", Kind::Attendance);
    let text = "Student ID,Absence Date,Code,Days,Reason,Teacher\na,9/1/2026,u,0.5,Flu,x\nb,9/2/2026,E,,,\n";
    let rows = read_mapped(Kind::Attendance, mapping, text).expect("it is whole");
    assert_eq!((rows[0].kind.as_str(), rows[0].hundredths), ("absent_unexcused", Some(50)));
    assert_eq!(
        (rows[0].day.to_string().as_str(), rows[0].detail.as_str()),
        ("2026-09-01", r#"{"reason":"Flu"}"#)
    );
    assert_eq!(
        (rows[1].kind.as_str(), rows[1].hundredths, rows[1].detail.as_str()),
        ("absent_excused", Some(100), "")
    );

    let mapping = shipped("interventions.toml", Kind::Programs);
    let text = "studentSourcedId,interventionId,intervention,class,diagnosis,deliveryMethod,appropriateGrades,beginDate,\
                endDate,dosage,minDosage,maxDosage,source\n\
                a,1,Check & Connect,practice,Dropout Risk,Whole Class,09,2026-08-23,,10,10,30,A book\n";
    let rows = read_mapped(Kind::Programs, mapping, text).expect("it is whole");
    assert_eq!((rows[0].kind.as_str(), rows[0].name.as_str()), ("intervention", "Check & Connect"));
    assert!(rows[0].detail.contains(r#""diagnosis":"Dropout Risk""#));
}

#[test]
fn a_mapping_can_read_decimal_commas_and_empty_a_cell() {
    let text = "for = \"assessments\"\ndates = \"DD.MM.YYYY\"\ndecimal = \",\"\n[columns]\nscaleScore = \"Punkte\"\n[words.met]\nJ = \"true\"\n\"-\" = \"\"\n";
    let mapping = Mapping::read(text, Kind::Assessments).expect("it is whole");
    let text = "studentSourcedId,assessment,subject,administeredOn,Punkte,met\na,T,S,22.11.2026,\"25,5\",j\nb,T,S,22.11.2026,7,-\n";
    let rows = read_mapped(Kind::Assessments, mapping, text).expect("it is whole");
    assert_eq!((rows[0].hundredths, rows[1].hundredths), (Some(2_550), Some(700)));
    assert!(rows[0].detail.contains(r#""met":true"#) && !rows[1].detail.contains("met"));
}

#[test]
fn a_mapping_that_cannot_be_meant_is_refused_with_its_line_and_what_to_do() {
    let check = |text: &str, expected: &[&str]| {
        let faults = Mapping::read(text, Kind::Attendance).expect_err("it is wrong");
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), expected.len(), "{said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.starts_with(expected), "{said} begins with {expected}");
        }
    };
    let good = "for = \"attendance\"\n";
    check("", &["line 1: the mapping does not say what it is for"]);
    check(
        "for = \"programs\"\n",
        &["line 1: this mapping is for \"programs\", and the file was given as attendance"],
    );
    check("for = \n", &["line 1: "]);
    check(
        &format!("{good}date = \"MM/DD/YYYY\"\n"),
        &["line 2: \"date\" is no key of a mapping; there are for, dates"],
    );
    check(
        &format!("{good}dates = \"DD-MM-YY\"\n"),
        &["line 2: \"DD-MM-YY\" is no format of days; write one of YYYY-MM-DD"],
    );
    check(&format!("{good}dates = 5\n"), &["line 2: text in quotes belongs here"]);
    check(&format!("{good}decimal = \";\"\n"), &["line 2: \";\" is no decimal sign"]);
    check(&format!("{good}columns = 1\n"), &["line 2: a table belongs here"]);
    check(
        &format!("{good}[columns]\nday = \"Day\"\n"),
        &["line 3: \"day\" is no column of attendance; there are studentSourcedId"],
    );
    check(&format!("{good}[columns]\ndate = \"\"\n"), &["line 1: a column of theirs has no name"]);
    check(
        &format!("{good}[words.event]\nA = \"away\"\n"),
        &["line 3: \"away\" is not one of: absent_excused"],
    );
    check(&format!("{good}[words.event]\nA = \"tardy\"\na = \"tardy\"\n"), &["line 4: \"a\" is there twice"]);
    check(&format!("{good}[words.date]\nA = \"2026-01-01\"\n"), &["line 3: date holds a day"]);
    check(&format!("{good}[words]\nA = \"tardy\"\n"), &["line 3: \"A\" is no column"]);
    check(&format!("{good}[always]\nevent = \"away\"\n"), &["line 3: event cannot always be this"]);
    check(
        &format!("{good}[columns]\nevent = \"Code\"\n[always]\nevent = \"tardy\"\n"),
        &["line 4: event stands under [columns] and under [always]"],
    );
    check(&format!("{good}[detail]\ndate = \"Day\"\n"), &["line 3: date is a column of ours"]);
    check(&"#".repeat(70_000), &["line 1: the file is longer than 65536 bytes"]);
}

#[test]
fn a_file_without_a_column_that_the_mapping_names_is_refused() {
    let mapping = shipped("attendance-codes.toml", Kind::Attendance);
    let faults = read_mapped(Kind::Attendance, mapping, "Student ID,Absence Date,Code,Reason\n");
    let faults = faults.expect_err("it is wrong");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0]
            .contains("line 1, column Days: is not in the header, and the mapping says that durationDays")
    );
}
