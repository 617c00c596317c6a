//! What is odd and loads all the same, with a warning or without.

use std::cell::RefCell;

use ilp::roster::{EnrolmentRole, Family, Relation, Role, RoleKind, SourceId};

use super::super::{Notice, Progress, read};
use super::{Loaded, Set, check_warnings};

/// Loads with exactly these warnings.
fn check(set: &Set, expected: &[(&str, Notice, u64)]) -> Loaded {
    let loaded = set.read().expect("the set is sound");
    check_warnings(&loaded.warnings, expected);
    loaded
}

#[test]
fn riverside_loads_from_zip_and_folder_alike_and_without_a_warning() {
    let set = Set::riverside();
    let loaded = check(&set, &[]);
    assert_eq!(Ok(&loaded), read(&set.folder(), &mut |_| {}).as_ref());
    let roster = &loaded.roster;
    assert_eq!(roster.system, "riverside");
    assert_eq!((roster.organisations.len(), roster.terms.len(), roster.courses.len()), (3, 3, 4));
    assert_eq!((roster.classes.len(), roster.people.len(), roster.roles.len()), (4, 28, 30));
    assert_eq!((roster.enrolments.len(), roster.families.len()), (20, 13));
    assert_eq!(roster.people.iter().filter(|person| person.birth_date.is_some()).count(), 9);
}

#[test]
fn a_password_in_the_file_is_nowhere_in_what_was_loaded() {
    let set = Set::riverside();
    assert!(String::from_utf8_lossy(&set.files["users.csv"]).contains("correct horse"));
    assert!(!format!("{:?}", set.read()).contains("correct horse"));
}

#[test]
fn sex_and_race_are_nowhere_in_what_was_loaded() {
    let set = Set::riverside().with(
        "demographics.csv",
        "2012-03-14,,,,,,,,,",
        "2012-03-14,female,true,,,,,,,Atlantis",
    );
    assert!(!format!("{:?}", set.read().expect("the set is sound")).contains("Atlantis"));
}

#[test]
fn a_teacher_who_is_a_parent_is_both_and_a_word_of_the_system_grants_nothing() {
    let roster = Set::riverside().read().expect("the set is sound").roster;
    let roles = |person: &str| {
        let its = roster.roles.iter().filter(|role| role.person.as_str() == person);
        its.map(|role| (role.role.clone(), role.primary)).collect::<Vec<_>>()
    };
    assert_eq!(roles("tea-02"), [(RoleKind::Teacher, true), (RoleKind::Parent, false)]);
    assert_eq!(roles("cle-01"), [(RoleKind::Other("ext:clerk".into()), true)]);
    assert_eq!(roles("cou-01"), [(RoleKind::Counselor, true), (RoleKind::Counselor, false)]);
}

#[test]
fn families_keep_the_order_of_the_list_and_what_the_adult_is() {
    let roster = Set::riverside().read().expect("the set is sound").roster;
    let link = |learner, relative, relation, rank| Family {
        learner: SourceId::new(learner),
        relative: SourceId::new(relative),
        relation,
        rank,
    };
    let of = |learner: &str| -> Vec<Family> {
        roster.families.iter().filter(|link| link.learner.as_str() == learner).cloned().collect()
    };
    assert_eq!(
        of("stu-03"),
        [link("stu-03", "par-04", Relation::Parent, 0), link("stu-03", "gua-01", Relation::Guardian, 1)]
    );
    assert_eq!(of("stu-06"), [link("stu-06", "tea-02", Relation::Parent, 0)]);
}

#[test]
fn odd_agents_are_kept_or_left_out_as_the_warning_says() {
    let set =
        Set::riverside().with("users.csv", "\"par-01,par-02\"", "\"par-01,par-01,stu-01,cou-01\"").with(
            "users.csv",
            "par-01,,,true,par01,,Ngozi,Okafor,,,ngozi@family.example,,555-0100,",
            "par-01,,,true,par01,,Ngozi,Okafor,,,ngozi@family.example,,555-0100,stu-01",
        );
    let loaded = check(
        &set,
        &[
            ("users.csv", Notice::UnstatedAgent, 1),
            ("users.csv", Notice::AgentOfAdult, 1),
            ("users.csv", Notice::RepeatedAgent, 2),
        ],
    );
    let links = loaded.roster.families.iter().filter(|link| link.learner.as_str() == "stu-01");
    let seen: Vec<_> = links.map(|link| (link.relative.as_str(), link.relation, link.rank)).collect();
    assert_eq!(seen, [("par-01", Relation::Parent, 0), ("cou-01", Relation::Unstated, 3)]);
}

#[test]
fn a_byte_order_mark_and_both_line_ends_are_read() {
    let plain = Set::riverside().read().expect("the set is sound");
    let mut set = Set::riverside();
    for bytes in set.files.values_mut() {
        bytes.retain(|byte| *byte != b'\r');
        bytes.splice(0..0, *b"\xEF\xBB\xBF");
        assert_eq!(bytes.pop(), Some(b'\n'));
    }
    assert_eq!(check(&set, &[]), plain);
}

#[test]
fn the_edition_with_resources_reads_like_the_one_without() {
    let plain = Set::riverside().read().expect("the set is sound");
    let mut set = Set::riverside();
    let text = String::from_utf8(set.files["users.csv"].clone()).expect("the fixture is UTF-8");
    let wider = text.lines().enumerate().map(|(at, line)| {
        let (before, after) = line.split_at(nth_comma_from_end(line, 5));
        let cell = if at == 0 { ",resourceSourcedIds" } else { ",res-1" };
        format!("{before}{cell}{after}\r\n")
    });
    let wider: String = wider.collect();
    set = set.with_bytes("users.csv", wider);
    assert_eq!(check(&set, &[]), plain);
}

fn nth_comma_from_end(line: &str, nth: usize) -> usize {
    line.rmatch_indices(',').nth(nth - 1).map(|(at, _)| at).expect("the line has commas")
}

#[test]
fn columns_in_another_order_beyond_the_list_or_of_an_extension_are_read_by_name() {
    let plain = Set::riverside().read().expect("the set is sound");
    let orgs = "identifier,sourcedId,name,type,parentSourcedId,colour,metadata.note\n\
        RU-02,org-hill,Hillcrest Middle School,school,org-riverside,red,n\n\
        RU,org-riverside,Riverside Unified,district,,,\n\
        RU-01,org-high,Riverside High School,school,org-riverside,,\n";
    let loaded = check(
        &Set::riverside().with_bytes("orgs.csv", orgs),
        &[
            ("orgs.csv", Notice::ColumnOrder, 1),
            ("orgs.csv", Notice::UnknownColumn("colour".into()), 1),
            ("orgs.csv", Notice::MissingColumn("dateLastModified"), 1),
            ("orgs.csv", Notice::MissingColumn("status"), 1),
        ],
    );
    assert_eq!(loaded.roster, plain.roster);
}

#[test]
fn upper_and_lower_case_are_forgiven_in_words_and_file_names() {
    let set = Set::riverside().renamed("users.csv", "USERS.csv").with("USERS.csv", ",true,", ",TRUE,").with(
        "enrollments.csv",
        ",teacher,true",
        ",Teacher,True",
    );
    let loaded = check(
        &set,
        &[
            ("USERS.csv", Notice::FileNameCase, 1),
            ("enrollments.csv", Notice::WordCase("primary"), 1),
            ("enrollments.csv", Notice::WordCase("role"), 1),
            ("users.csv", Notice::WordCase("enabledUser"), 1),
        ],
    );
    assert_eq!(loaded.roster.enrolments[0].role, EnrolmentRole::Teacher);
    assert_eq!(
        loaded,
        Loaded {
            warnings: loaded.warnings.clone(),
            kept: loaded.kept.clone(),
            ..Set::riverside().read().expect("sound")
        }
    );
}

#[test]
fn rows_marked_as_deleted_are_left_out_and_counted() {
    let set =
        Set::riverside().with("enrollments.csv", "enr-20,,", "enr-20,tobedeleted,2026-11-01T00:00:00.000Z");
    let loaded = check(
        &set,
        &[
            ("enrollments.csv", Notice::StatusFilled, 1),
            ("enrollments.csv", Notice::ModifiedFilled, 1),
            ("enrollments.csv", Notice::DeletedLeftOut, 1),
        ],
    );
    assert_eq!(loaded.roster.enrolments.len(), 19);
}

#[test]
fn odd_ids_grades_subjects_and_people_without_roles_are_kept() {
    let set = Set::riverside()
        .with("enrollments.csv", "enr-20", "{enr 20}")
        .with("courses.csv", "ENG-9,09", "ENG-9,Freshman")
        .with("courses.csv", "Mathematics,02", "\"Mathematics,Logic\",02")
        .with("roles.csv", "rol-rel-02,,,rel-02,", "rol-rel-02,,,rel-01,");
    let loaded = check(
        &set,
        &[
            ("courses.csv", Notice::OddGrade("grades"), 1),
            ("courses.csv", Notice::UnevenSubjects, 1),
            ("enrollments.csv", Notice::OddId("sourcedId"), 1),
            ("users.csv", Notice::NoRole, 1),
            ("users.csv", Notice::UnstatedAgent, 1),
        ],
    );
    assert_eq!(loaded.roster.enrolments[19].source.as_str(), "{enr 20}");
}

#[test]
fn a_1_1_set_has_its_roles_in_users() {
    let loaded = version_1_1().read().expect("the set is sound");
    let role = |organisation: &str| Role {
        person: SourceId::new("t"),
        organisation: SourceId::new(organisation),
        role: RoleKind::Administrator,
        primary: true,
        begins: None,
        ends: None,
    };
    assert_eq!(loaded.roster.roles, [role("o"), role("p")]);
    assert_eq!(loaded.roster.system, "oneroster");
}

fn version_1_1() -> Set {
    let mut set = Set::riverside();
    set.files.clear();
    set.with_bytes("manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\n")
        .with_bytes("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no,,,O,school,,\np,,,P,school,,\n")
        .with_bytes("users.csv", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\nt,,,true,\"o,p\",administrator,t,,T,T,,,,,,,,secret\n")
}

#[test]
fn progress_goes_up_to_its_end() {
    let seen = RefCell::new(Vec::<Progress>::new());
    read(&Set::riverside().zip(), &mut |progress| seen.borrow_mut().push(progress))
        .expect("the set is sound");
    let seen = seen.into_inner();
    assert!(seen.is_sorted_by_key(|progress| progress.bytes));
    let last = seen.last().expect("eight files were read");
    assert_eq!((seen.len(), last.bytes), (8, last.bytes_total));
}
