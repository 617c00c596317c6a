//! What is written is read back: the same roster, and not a single warning.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use chrono::NaiveDate;
use ilp::roster::{
    Class, ClassKind, Course, Enrolment, EnrolmentRole, Family, Grade, Organisation, OrganisationKind, Part,
    Person, Relation, Role, RoleKind, Roster, SourceId, Subject, Term, TermKind, Vocabulary as _,
};
use proptest::prelude::*;
use tempfile::TempDir;

use super::super::{DataFile, Told, WriteError, read, write};

fn check_read_back(roster: &Roster) {
    let home = TempDir::new().expect("a temporary folder");
    let folder = home.path().join("set");
    write(&folder, Told::from(roster), &mut |_, _| {}).expect("the roster can be written");
    let loaded = read(&folder, &mut |_| {}).unwrap_or_else(|faults| panic!("{faults}: {:#?}", faults.kept));
    assert_eq!(loaded.warnings, []);
    assert_eq!(loaded.roster, *roster);
}

/// Words and numbers from which a roster is made, taken in turn.
struct Bag {
    words: Vec<String>,
    numbers: Vec<usize>,
    at: usize,
}

impl Bag {
    fn number(&mut self, below: usize) -> usize {
        self.at += 1;
        self.numbers[self.at % self.numbers.len()] % below
    }

    fn word(&mut self) -> String {
        let at = self.number(self.words.len());
        self.words[at].clone()
    }

    fn maybe(&mut self) -> Option<String> {
        (self.number(2) == 0).then(|| self.word())
    }

    fn grades(&mut self) -> Vec<Grade> {
        let codes = ["KG", "01", "09", "12", "UG"];
        (0..self.number(3)).map(|_| Grade::from_code(codes[self.number(codes.len())])).collect()
    }

    fn subjects(&mut self) -> Vec<Subject> {
        let coded = self.number(2) == 0;
        let subject = |n| Subject { name: format!("Subject {n}"), code: coded.then(|| format!("0{n}")) };
        (0..self.number(3)).map(subject).collect()
    }

    fn day(&mut self) -> NaiveDate {
        let days = u64::try_from(self.number(100)).expect("a small number");
        first_day() + chrono::Days::new(days)
    }
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 24).expect("a day")
}

fn id(kind: &str, n: usize) -> SourceId {
    SourceId::new(&format!("{kind}/{n}@x.y_z-"))
}

fn roster(mut bag: Bag) -> Roster {
    let bag = &mut bag;
    let mut roster = Roster { system: bag.word(), ..Roster::default() };
    places(bag, &mut roster);
    for n in 0..=bag.number(4) {
        learner(bag, n, &mut roster);
    }
    let without = roster.enrolments.is_empty().then_some(Part::Enrolments);
    roster.whole = WHOLE.into_iter().filter(|part| Some(*part) != without).collect();
    roster
}

const WHOLE: [Part; 8] = [
    Part::Organisations,
    Part::Terms,
    Part::Courses,
    Part::Classes,
    Part::People,
    Part::Roles,
    Part::Enrolments,
    Part::Families,
];

fn places(bag: &mut Bag, roster: &mut Roster) {
    for n in 0..=bag.number(3) {
        let parent = (0 < n).then(|| id("org", bag.number(n)));
        let kind = if n == 0 { OrganisationKind::District } else { OrganisationKind::other("ext:annex") };
        let (name, identifier) = (bag.word(), bag.maybe());
        roster.organisations.push(Organisation { source: id("org", n), kind, name, identifier, parent });
    }
    let ends = first_day() + chrono::Days::new(300);
    let (source, title, kind) = (id("term", 0), bag.word(), TermKind::SchoolYear);
    roster.terms.push(Term {
        source,
        title,
        kind,
        begins: first_day(),
        ends,
        parent: None,
        school_year: 2027,
    });
    roster.courses.push(Course {
        source: id("course", 0),
        title: bag.word(),
        code: bag.maybe(),
        organisation: id("org", 0),
        school_year: (bag.number(2) == 0).then(|| id("term", 0)),
        subjects: bag.subjects(),
        grades: bag.grades(),
    });
    roster.classes.push(Class {
        source: id("class", 0),
        title: bag.word(),
        code: bag.maybe(),
        kind: ClassKind::Scheduled,
        course: id("course", 0),
        school: id("org", 0),
        terms: vec![id("term", 0)],
        grades: bag.grades(),
        subjects: bag.subjects(),
        periods: (0..bag.number(3)).map(|n| n.to_string()).collect(),
    });
}

fn person(bag: &mut Bag, source: SourceId) -> Person {
    Person {
        source,
        username: bag.word(),
        given: bag.word(),
        middle: bag.maybe(),
        family: bag.word(),
        preferred_given: bag.maybe(),
        preferred_middle: bag.maybe(),
        preferred_family: bag.maybe(),
        pronouns: bag.maybe(),
        identifier: bag.maybe(),
        email: bag.maybe(),
        phone: None,
        grades: bag.grades(),
        enabled: bag.number(2) == 0,
        primary_organisation: (bag.number(2) == 0).then(|| id("org", 0)),
        birth_date: (bag.number(2) == 0).then(|| bag.day()),
    }
}

/// A learner with up to two relatives, in a class or not.
fn learner(bag: &mut Bag, n: usize, roster: &mut Roster) {
    let this = id("learner", n);
    roster.people.push(person(bag, this.clone()));
    let role = |person: &SourceId, role, begins| Role {
        person: person.clone(),
        organisation: id("org", 0),
        role,
        primary: n.is_multiple_of(2),
        begins,
        ends: None,
    };
    roster.roles.push(role(&this, RoleKind::Student, Some(bag.day())));
    let kinds = [
        (RoleKind::Guardian, Relation::Guardian),
        (RoleKind::Parent, Relation::Parent),
        (RoleKind::Relative, Relation::Relative),
    ];
    for rank in 0..bag.number(3) {
        let (kind, relation) = kinds[bag.number(3)].clone();
        let relative = id("relative", n * 10 + rank);
        roster.people.push(person(bag, relative.clone()));
        roster.roles.push(role(&relative, kind, None));
        roster.families.push(Family { learner: this.clone(), relative, relation, rank });
    }
    if bag.number(3) != 0 {
        let (begins, teaches) = (bag.day(), bag.number(4) == 0);
        let role = if teaches { EnrolmentRole::Teacher } else { EnrolmentRole::Student };
        let (begins, ends) = (Some(begins), Some(begins + chrono::Days::new(100)));
        let (class, school, source) = (id("class", 0), id("org", 0), id("stay", n));
        let primary = teaches && bag.number(2) == 0;
        roster.enrolments.push(Enrolment {
            source,
            class,
            school,
            person: this,
            role,
            primary,
            begins,
            ends,
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_roster_that_is_written_is_read_back_equal_and_without_a_warning(
        words in proptest::collection::vec("[=+@\"',A-Za-zÀ-ÿ李](|[=\"', \tA-Za-zÀ-ÿ李-]{0,9}[\"',A-Za-z])", 4..12),
        numbers in proptest::collection::vec(0..1_000_usize, 40..80),
    ) {
        check_read_back(&roster(Bag { words, numbers, at: 0 }));
    }
}

#[test]
fn what_was_read_from_a_set_can_be_written_again() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/riverside-1.2");
    check_read_back(&read(&fixture, &mut |_| {}).expect("the fixture is sound").roster);
}

#[test]
fn a_folder_with_files_in_it_is_left_as_it_is() {
    let home = TempDir::new().expect("a temporary folder");
    std::fs::write(home.path().join("letter.txt"), "dear reader").expect("a file");
    let refused = write(home.path(), Told::from(&Roster::default()), &mut |_, _| {});
    assert!(matches!(refused, Err(WriteError::NotEmpty(_))), "{refused:?}");
    assert_eq!(std::fs::read_dir(home.path()).expect("the folder").count(), 1);
}

#[test]
fn a_set_is_for_its_owner_alone_and_has_the_columns_of_the_specification() {
    let home = TempDir::new().expect("a temporary folder");
    let folder = home.path().join("new/set");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/riverside-1.2");
    let roster = read(&fixture, &mut |_| {}).expect("the fixture is sound").roster;
    write(&folder, Told::from(&roster), &mut |_, _| {}).expect("a new folder");
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for file in DataFile::ALL.iter().filter(|file| file.is_read()) {
        assert_eq!(mode(&folder.join(file.name())), 0o600, "{}", file.name());
    }
    let users = std::fs::read_to_string(folder.join("users.csv")).expect("the file");
    assert_eq!(users.lines().next().map(|header| header.split(',').count()), Some(22));
}

#[test]
fn what_would_be_read_back_as_something_else_is_refused_with_its_place() {
    let check = |change: &dyn Fn(&mut Roster), expected: &str| {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/riverside-1.2");
        let mut roster = read(&fixture, &mut |_| {}).expect("the fixture is sound").roster;
        change(&mut roster);
        let home = TempDir::new().expect("a temporary folder");
        let refused = write(home.path(), Told::from(&roster), &mut |_, _| {}).expect_err("a bad cell");
        assert_eq!(refused.to_string(), expected);
        assert!(!home.path().join("manifest.csv").exists());
    };
    check(
        &|it| it.people[1].given = " Diego".to_owned(),
        "users.csv, row 2, column givenName: there is space around the text",
    );
    check(
        &|it| it.people[0].family = String::new(),
        "users.csv, row 1, column familyName: the cell is empty",
    );
    check(
        &|it| it.organisations[0].name = "Two\nlines".to_owned(),
        "orgs.csv, row 1, column name: the text has a line break or another character that no cell can hold",
    );
    check(
        &|it| it.classes[0].periods = vec!["1,2".to_owned()],
        "classes.csv, row 1, column periods: an entry of a list is empty or has a comma or space around it",
    );
    check(
        &|it| {
            let with = |code: Option<&str>| Subject { name: "A".to_owned(), code: code.map(str::to_owned) };
            it.courses[0].subjects = vec![with(Some("1")), with(None)];
        },
        "courses.csv, row 1, column subjectCodes: some subjects have a code and others have none",
    );
}
