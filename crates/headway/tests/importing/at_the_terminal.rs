//! `headway import` and `headway password`, as somebody types them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{riverside, riverside_but};

/// What a command did.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

pub(super) fn headway(database: &Path, arguments: &[&str], input: &str) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(arguments)
        .env("HEADWAY_DATABASE", database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("it has an input").write_all(input.as_bytes()).unwrap_or_default();
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it speaks UTF-8");
    Said { code: status.code(), out: text(stdout), err: text(stderr) }
}

pub(super) fn import(database: &Path, file: &Path) -> Said {
    headway(database, &["import", "oneroster", &file.to_string_lossy()], "")
}

/// The small district as a zip.
fn zipped() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for entry in std::fs::read_dir(riverside()).expect("the district is there") {
        let path = entry.expect("an entry can be read").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file can begin");
        zip.write_all(&std::fs::read(&path).expect("a file can be read")).expect("it can be packed");
    }
    zip.finish().expect("the zip can end").into_inner()
}

fn check_refused(file: &Path, expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    let said = import(&database, file);
    assert_eq!(said.code, Some(1), "{said:?}");
    for part in expected {
        assert!(said.err.contains(part), "{part:?} is in {}", said.err);
    }
    assert!(said.err.contains("nothing was loaded"), "{said:?}");
    assert!(!database.exists(), "a faulty file does not even make a database");
}

#[test]
fn a_roster_is_loaded_and_a_second_time_nothing_differs() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    let first = import(&database, &riverside());
    assert_eq!(first.code, Some(0), "{first:?}");
    assert!(first.err.contains("new district: Riverside Unified, served under localhost"), "{first:?}");
    assert!(first.err.contains("read users.csv: "), "{first:?}");
    assert!(first.out.contains("organisation           3         0         0         0\n"), "{first:?}");
    let second = import(&database, &riverside());
    assert_eq!(second.code, Some(0), "{second:?}");
    assert!(second.out.contains("organisation           0         0         0         3\n"), "{second:?}");
    assert!(!second.err.contains("note: this roster is of"), "{second:?}");
    let other = riverside_but("manifest.csv", "source.systemCode,", "source.systemCode,other-");
    let third = import(&database, other.path());
    assert!(third.err.contains("note: this roster is of other-"), "{third:?}");
}

#[test]
fn a_dry_run_tells_all_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (database, export) = (folder.path().join("headway.db"), folder.path().join("difference.csv"));
    let dry = |file: &Path, more: &[&str]| {
        let (file, export) = (file.to_string_lossy(), export.to_string_lossy());
        let command = ["import", "oneroster", &file, "--dry-run", "--export", &export];
        headway(&database, &[&command, more].concat(), "")
    };
    let new = dry(&riverside(), &[]);
    assert!(
        new.code == Some(0) && new.out.contains("person                28         0         0         0\n")
    );
    assert!(new.out.contains("dry run: nothing was loaded") && !new.err.contains("new district"), "{new:?}");
    assert!(!database.exists(), "not even a database is made");
    let rows = std::fs::read_to_string(&export).expect("the difference is there");
    assert!(rows.starts_with("table,what,id,column,before,after\r\n"), "{rows}");
    assert!(rows.contains("person,added,stu-01,,,\r\n"), "{rows}");

    assert_eq!(import(&database, &riverside()).code, Some(0));
    let changed = riverside_but("users.csv", ",Leo,", ",Leonie,");
    let said = dry(changed.path(), &[]);
    assert!(said.out.contains("person                 0         1         0        27\n"), "{said:?}");
    let rows = std::fs::read_to_string(&export).expect("the difference is there");
    assert_eq!(
        rows,
        "table,what,id,column,before,after\r\nperson,changed,stu-03,preferred_given,Leo,Leonie\r\n"
    );
    let said = import(&database, changed.path());
    assert!(
        said.out.contains("person                 0         1         0        27\n"),
        "it was dry: {said:?}"
    );
}

/// A set of changes for Riverside, with these rows of enrollments.csv.
fn changes(rows: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let manifest =
        "propertyName,value\noneroster.version,1.2\nsource.systemCode,riverside\nfile.enrollments,delta\n";
    let header = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate";
    for (name, text) in [("manifest.csv", manifest), ("enrollments.csv", &format!("{header}\n{rows}"))] {
        std::fs::write(folder.path().join(name), text).expect("it can be written");
    }
    folder
}

#[test]
fn a_set_of_changes_is_laid_over_what_was_loaded_before() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    let first = changes("enr-90,active,2026-10-01T04:00:00.000Z,cls-sci7,org-hill,stu-01,student,,,\n");
    check_refused(
        first.path(),
        &["no whole set of \"riverside\" was loaded before", "export everything (bulk) once"],
    );
    assert_eq!(import(&database, &riverside()).code, Some(0));
    let said = import(&database, first.path());
    assert!(said.out.contains("enrolment              1         0         0        20\n"), "{said:?}");
    assert!(said.out.contains("person                 0         0         0        28\n"), "{said:?}");
    let again = import(&database, first.path());
    assert!(again.out.contains("enrolment              0         0         0        21\n"), "{again:?}");
    let second = changes("enr-90,tobedeleted,2026-10-02T04:00:00.000Z,cls-sci7,org-hill,stu-01,student,,,\n");
    let said = import(&database, second.path());
    assert!(said.out.contains("enrolment              0         0         1        20\n"), "{said:?}");
    let bulk = import(&database, &riverside());
    assert!(bulk.out.contains("enrolment              0         0         0        20\n"), "{bulk:?}");
}

#[test]
fn a_file_that_was_cut_off_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    assert_eq!(import(&database, &riverside()).code, Some(0));
    let cut = tempfile::tempdir().expect("a temporary folder");
    // Four students are lost, with all that is said of them.
    for entry in std::fs::read_dir(riverside()).expect("the district is there") {
        let path = entry.expect("an entry can be read").path();
        let text = std::fs::read_to_string(&path).expect("a file is text");
        let lost = |line: &&str| !["stu-01", "stu-02", "stu-03", "stu-04"].iter().any(|id| line.contains(id));
        let kept: Vec<&str> = text.lines().filter(lost).collect();
        let name = path.file_name().expect("a file has a name");
        std::fs::write(cut.path().join(name), kept.join("\r\n")).expect("a copy can be written");
    }
    let with = |more: &[&str]| {
        let file = cut.path().to_string_lossy();
        headway(&database, &[&["import", "oneroster", &file], more].concat(), "")
    };
    let said = with(&[]);
    assert_eq!(said.code, Some(1), "{said:?}");
    let what = "nothing was loaded: 4 of 28 people whom this system knew are no longer in its roster, more than 10 percent; \
                see whether the file is whole, and where they have really left, import with --allow-retire 15";
    assert!(said.err.contains(what), "{said:?}");
    let dry = with(&["--dry-run"]);
    assert!(dry.code == Some(0) && dry.out.contains("4 of 28 people"), "{dry:?}");
    let said = with(&["--allow-retire", "15"]);
    assert!(said.out.contains("person                 0         0         4        24\n"), "{said:?}");
    assert_eq!(with(&["--allow-retire", "101"]).code, Some(2));
}

#[test]
fn a_district_without_a_time_zone_is_told_so_and_gets_one_with_the_next_import() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    let file = riverside().to_string_lossy().into_owned();
    let zone = "America/Los_Angeles";
    let first = import(&database, &riverside());
    assert!(first.err.contains("begin and its rights end at midnight UTC"), "{first:?}");
    let told = format!("the time zone of Riverside Unified is {zone} from now on");
    for (expected, again) in [(true, "the second time"), (false, "the third time")] {
        let said = headway(&database, &["import", "oneroster", &file, "--time-zone", zone], "");
        assert_eq!((said.code, said.err.contains(&told)), (Some(0), expected), "{again}: {said:?}");
        assert!(!said.err.contains("midnight UTC"), "{said:?}");
    }
    let said = headway(&database, &["import", "oneroster", &file, "--time-zone", "Gotham"], "");
    assert!(said.code == Some(2) && said.err.contains("name a zone as in America/Chicago"), "{said:?}");
}

#[test]
fn a_row_that_points_nowhere_is_named_with_its_place_and_a_remedy() {
    let broken = riverside_but("enrollments.csv", "enr-05,,,cls-eng9", "enr-05,,,cls-gone");
    let what = "enrollments.csv, line 6, column classSourcedId: \"cls-gone\" is in no row of classes.csv";
    check_refused(broken.path(), &[what, "what to do: ", "1 fault in "]);
}

#[test]
fn a_zip_that_is_cut_off_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cut = folder.path().join("roster.zip");
    let whole = zipped();
    std::fs::write(&cut, &whole).expect("it can be written");
    assert_eq!(import(&folder.path().join("other.db"), &cut).code, Some(0), "the whole zip is sound");
    std::fs::write(&cut, &whole[..whole.len() / 2]).expect("it can be written");
    check_refused(&cut, &["is a zip file that is cut off or damaged", "copy or download the zip again"]);
}

#[test]
fn a_file_of_sqlite_that_a_server_has_open_is_let_be() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    let lock = std::fs::File::create(folder.path().join("headway.db.lock")).expect("it can be made");
    lock.lock().expect("nobody else has it");
    let said = import(&database, &riverside());
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.err.contains("another Headway is using"), "{said:?}");
}

#[test]
fn without_a_database_the_command_says_how_to_name_one() {
    let said = import(Path::new(""), &riverside());
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.err.contains("set HEADWAY_DATABASE to the path of a file"), "{said:?}");
}

#[test]
fn a_person_of_the_roster_gets_a_password() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    let set = |person: &str, login: &str, password: &str| {
        headway(&database, &["password", "--login", login, "--person", person], password)
    };
    let check = |said: Said, code: i32, part: &str| {
        assert_eq!(said.code, Some(code), "{said:?}");
        assert!(said.out.contains(part) || said.err.contains(part), "{part:?} is in {said:?}");
    };
    check(set("stu-01", "amara", "a long password\n"), 1, "there is no database");
    assert_eq!(import(&database, &riverside()).code, Some(0));
    check(set("stu-01", "amara", "a long password\n"), 0, "stu-01 signs in as amara");
    check(set("stu-01", "amara", "another password\n"), 0, "stu-01 signs in as amara");
    check(set("stu-01", "amara.o", "another password\n"), 0, "signs in as amara.o (no longer as amara)");
    check(set("stu-01", "amara", "another password\n"), 0, "signs in as amara (no longer as amara.o)");
    check(set("stu-01", " ", "another password\n"), 2, "it is empty");
    check(set("stu-02", " AMARA ", "a long password\n"), 1, "somebody else signs in as");
    check(set("stu-99", "nobody", "a long password\n"), 1, "no roster has a person stu-99");
    check(set("stu-02", "diego", "fourteen chars\n"), 1, "15 characters or more");
    check(set("stu-02", "diego", "fifteen letters\n"), 0, "stu-02 signs in as diego");
}

#[test]
fn a_list_gives_everybody_a_password_or_nobody() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    assert_eq!(import(&database, &riverside()).code, Some(0));
    let check = |list: &str, code: i32, parts: &[&str]| {
        let said = headway(&database, &["password", "--from", "-"], list);
        assert_eq!(said.code, Some(code), "{said:?}");
        for part in parts {
            assert!(said.out.contains(part) || said.err.contains(part), "{part:?} is in {said:?}");
        }
    };
    let good = "person,login,password\nstu-01,amara,\"a long, long word\"\n";
    check(&format!("{good}stu-99,x,fifteen letters\n"), 1, &["line 3: no roster has a person stu-99"]);
    check(
        &format!("{good}stu-02,diego,short\nstu-01,AMARA,fifteen letters\n"),
        1,
        &[
            "no password was set",
            "line 3: the password has to be 15 characters",
            "line 4: the person stu-01 stands in line 2 already",
            "line 4: the login amara stands in line 2 already",
        ],
    );
    check("person,login\nstu-01,amara\n", 1, &["line 1, column password: the header does not name"]);
    let set = |login: &str| headway(&database, &["account", "open", login], "").code;
    assert_eq!(set("amara"), Some(1), "nothing of what was refused is kept");
    check(&format!("{good}stu-02,diego,fifteen letters\n"), 0, &["stu-01 signs in as amara", "stu-02 signs"]);
    assert_eq!((set("amara"), set("diego")), (Some(0), Some(0)));
    check("person,login,password\nstu-03,Diego,fifteen letters\n", 1, &["line 2: somebody else signs in as"]);
}

#[test]
fn a_roster_of_a_past_year_is_told_of() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = riverside().to_string_lossy().into_owned();
    let told = |starts: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_headway"))
            .args(["import", "oneroster", &file])
            .env("HEADWAY_DATABASE", folder.path().join("headway.db"))
            .env("HEADWAY_CLOCK_STARTS", starts)
            .output()
            .expect("the program is built");
        String::from_utf8(output.stderr).expect("it speaks UTF-8")
    };
    let during = told("2026-11-22T12:00:00Z");
    assert!(!during.contains("classes meet today"), "{during}");
    let after = told("2029-11-22T12:00:00Z");
    assert!(
        after.contains("note: 0 of 4 classes meet today (the last that is over ended on 2027-"),
        "{after}"
    );
}
