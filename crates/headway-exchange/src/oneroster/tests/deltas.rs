//! Sets of changes, laid over what was loaded before.

use ilp::roster::{Part, Roster, SourceId};

use super::super::{Kept, Loaded, Notice, Problem, Reference, Set as Opened, open};
use super::{Set, check_faults, check_warnings};

const USERS: &str = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,\
                     email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,\
                     preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns";
const ENROLLMENTS: &str = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate";
const CLASSES: &str = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,\
                       schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods";
const COURSES: &str = "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes";
const NOW: &str = "2026-10-01T04:00:00.000Z";

/// A set of changes with these files; each has its name, its header and its rows.
fn delta(files: &[(&str, &str, &[String])]) -> Set {
    let mut set = Set::riverside();
    set.files.clear();
    let mut manifest =
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nsource.systemCode,riverside\n"
            .to_owned();
    for file in super::super::DataFile::ALL {
        let here = files.iter().any(|(name, _, _)| *name == file.name());
        let mode = if here { "delta" } else { "absent" };
        manifest.push_str(&[file.property(), ",", mode, "\n"].concat());
    }
    for (name, header, rows) in files {
        set = set.with_bytes(name, format!("{header}\n{}", rows.join("\n")));
    }
    set.with_bytes("manifest.csv", manifest)
}

fn opened(set: &Set) -> Opened {
    open(&set.zip()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn before() -> Loaded {
    Set::riverside().read().unwrap_or_else(|faults| panic!("{faults}"))
}

fn over(before: &Loaded, set: &Set) -> Result<Loaded, super::Faults> {
    opened(set).read(Reference::of(before.kept.clone()), &mut |_| {})
}

fn check(set: &Set, expected: &[(&str, Notice, u64)]) -> Loaded {
    let loaded = over(&before(), set).unwrap_or_else(|faults| panic!("{faults}"));
    check_warnings(&loaded.warnings, expected);
    assert!(loaded.is_delta);
    loaded
}

fn id(text: &str) -> SourceId {
    SourceId::new(text)
}

fn names(roster: &Roster) -> Vec<&str> {
    roster.people.iter().map(|person| person.source.as_str()).collect()
}

#[test]
fn what_is_kept_is_a_set_that_says_the_same_and_holds_no_password() {
    let first = before();
    let home = tempfile::TempDir::new().expect("a temporary folder");
    let path = home.path().join("kept.zip");
    std::fs::write(&path, &first.kept.0).expect("it can be written");
    let again = super::read(&path, &mut |_| {}).unwrap_or_else(|faults| panic!("{faults}"));
    let mut roster = first.roster.clone();
    roster.people.iter_mut().for_each(|person| person.phone = None);
    assert_eq!(again.roster, roster);
    assert_eq!(again.kept, first.kept, "and what is kept of it is the same");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&first.kept.0)).expect("it is a zip");
    for at in 0..archive.len() {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_index(at).expect("an entry"), &mut text).expect("text");
        for secret in ["correct horse", "password", "hispanic", "female"] {
            assert!(!text.contains(secret), "{secret} is in {text}");
        }
    }
}

#[test]
fn changes_replace_add_and_take_away_rows_and_the_rest_stays() {
    let leo = format!(
        "stu-03,active,{NOW},true,stu03,,Lily,Thompson,,7003,,,,\"par-04,gua-01\",10,,,Leonie,,,org-high,they/them"
    );
    let new = format!("tea-77,active,{NOW},true,tea77,,Ada,Lake,,,,,,,,,,,,,org-high,");
    let gone = format!("stu-01,tobedeleted,{NOW},true,stu01,,Amara,Okafor,,7001,,,,,09,,,,,,org-high,");
    let role = format!("rol-77,active,{NOW},tea-77,primary,teacher,,,org-high,");
    let roles = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId";
    let set = delta(&[("users.csv", USERS, &[leo, new, gone]), ("roles.csv", roles, &[role])]);
    let first = before();
    let loaded = check(
        &set,
        &[
            ("demographics.csv", Notice::WentAlong, 1),
            ("enrollments.csv", Notice::WentAlong, 2),
            ("roles.csv", Notice::WentAlong, 1),
        ],
    );
    let mut expected: Vec<&str> = names(&first.roster);
    expected.retain(|name| *name != "stu-01");
    expected.push("tea-77");
    assert_eq!(names(&loaded.roster), expected);
    let leo = loaded.roster.people.iter().find(|one| one.source == id("stu-03")).expect("Leo is there");
    assert_eq!(
        (leo.preferred_given.as_deref(), leo.grades[0].to_string()),
        (Some("Leonie"), "10".to_owned())
    );
    assert!(loaded.roster.enrolments.iter().all(|stay| stay.person != id("stu-01")));
    assert!(loaded.roster.families.iter().all(|link| link.learner != id("stu-01")));
    assert_eq!(loaded.roster.enrolments.len(), first.roster.enrolments.len() - 2);
    assert!(loaded.roster.roles.iter().any(|role| role.person == id("tea-77")));
    assert_eq!(loaded.roster.classes, first.roster.classes);
    assert!(loaded.roster.whole.contains(&Part::Enrolments), "what was told before is still told");

    let nothing = delta(&[]);
    let after = over(&loaded, &nothing).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(after.roster, loaded.roster, "the next set is laid over this one");
    check_warnings(&after.warnings, &[("the set", Notice::NoUpdates, 1)]);
}

#[test]
fn what_points_to_a_course_that_leaves_goes_with_it_down_to_the_last_row() {
    let set =
        delta(&[("courses.csv", COURSES, &[format!("crs-eng9,tobedeleted,{NOW},,English 9,,,org-high,,")])]);
    let first = before();
    let stays =
        |roster: &Roster| roster.enrolments.iter().filter(|stay| stay.class == id("cls-eng9")).count();
    let had = stays(&first.roster);
    assert!(1 < had, "the class has people");
    let loaded = check(
        &set,
        &[("classes.csv", Notice::WentAlong, 1), ("enrollments.csv", Notice::WentAlong, had as u64)],
    );
    assert!(loaded.roster.classes.iter().all(|class| class.source != id("cls-eng9")));
    assert_eq!(stays(&loaded.roster), 0);
    let again = over(&loaded, &delta(&[])).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(again.roster, loaded.roster, "they are not kept either");
}

#[test]
fn a_change_that_points_nowhere_is_refused_in_its_own_line() {
    let rows = [
        format!("enr-90,active,{NOW},cls-eng9,org-high,stu-02,student,,,"),
        format!("enr-91,active,{NOW},cls-gone,org-high,stu-02,student,,,"),
    ];
    let set = delta(&[("enrollments.csv", ENROLLMENTS, &rows)]);
    let target = super::super::DataFile::Classes;
    let problem = Problem::PointsNowhere { id: "cls-gone".into(), target };
    check_faults(over(&before(), &set), &[("enrollments.csv", 3, "classSourcedId", problem)]);
    let class = format!("cls-eng9,tobedeleted,{NOW},x,,crs-eng9,,scheduled,,org-high,fall-27,,,");
    let both = delta(&[("classes.csv", CLASSES, &[class]), ("enrollments.csv", ENROLLMENTS, &rows[..1])]);
    let problem = Problem::PointsAtDeleted { id: "cls-eng9".into(), target };
    check_faults(over(&before(), &both), &[("enrollments.csv", 2, "classSourcedId", problem)]);
}

#[test]
fn what_a_set_of_changes_leaves_out_is_forgiven_and_told() {
    let rows = [
        "enr-90,,,cls-eng9,org-high,stu-02,student,,,".to_owned(),
        "enr-91,active,2026-10-01,cls-alg,org-high,stu-02,student,,,".to_owned(),
        format!("enr-never,tobedeleted,{NOW},cls-eng9,org-high,stu-02,student,,,"),
    ];
    let set = delta(&[("enrollments.csv", ENROLLMENTS, &rows), ("users.csv", USERS, &[])]);
    let loaded = check(
        &set,
        &[
            ("enrollments.csv", Notice::ModifiedDateOnly, 1),
            ("enrollments.csv", Notice::StatusEmpty, 1),
            ("enrollments.csv", Notice::ModifiedEmpty, 1),
            ("enrollments.csv", Notice::DeletedUnknown, 1),
            ("users.csv", Notice::NoChanges, 1),
        ],
    );
    assert_eq!(loaded.roster.enrolments.len(), before().roster.enrolments.len() + 2);
}

#[test]
fn an_id_that_stands_twice_among_changes_is_refused() {
    let row = format!("enr-90,active,{NOW},cls-eng9,org-high,stu-02,student,,,");
    let set = delta(&[("enrollments.csv", ENROLLMENTS, &[row.clone(), row])]);
    let problem = Problem::RepeatedId { id: "enr-90".into(), first_line: 2 };
    check_faults(over(&before(), &set), &[("enrollments.csv", 3, "sourcedId", problem)]);
}

#[test]
fn changes_need_a_whole_set_of_the_same_version_before_them() {
    let rows = [format!("enr-90,active,{NOW},cls-eng9,org-high,stu-02,student,,,")];
    let set = delta(&[("enrollments.csv", ENROLLMENTS, &rows)]);
    check_faults(set.read(), &[("the set", 0, "", Problem::NoReference("riverside".into()))]);
    let other = set.with("manifest.csv", "oneroster.version,1.2", "oneroster.version,1.1");
    check_faults(over(&before(), &other), &[("the set", 0, "", Problem::OtherVersion)]);
    assert!(Reference::of(Kept(b"no zip".to_vec())).is_none());
}

#[test]
fn a_whole_file_beside_absent_ones_replaces_its_own_rows_alone() {
    let first = before();
    let mut set = Set::riverside();
    for file in ["classes", "courses", "enrollments", "demographics", "roles", "users", "academicSessions"] {
        set = set.without(&format!("{file}.csv")).with(
            "manifest.csv",
            &format!("{file},bulk"),
            &format!("{file},absent"),
        );
    }
    let set = set.with("orgs.csv", "Riverside High", "Riverside Senior High");
    let loaded = over(&first, &set).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(!loaded.is_delta);
    assert!(loaded.roster.organisations.iter().any(|one| one.name.starts_with("Riverside Senior High")));
    let but_places = |roster: &Roster| Roster { organisations: Vec::new(), ..roster.clone() };
    let mut expected = but_places(&first.roster);
    expected.people.iter_mut().for_each(|person| person.phone = None);
    assert_eq!(but_places(&loaded.roster), expected);
}
