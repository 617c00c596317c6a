//! A generated learner as a person: name, age, school, family.

use chrono::{Duration, NaiveDate};

use super::dice::Dice;
use super::faculty::{SUBJECTS, Seat, grade_of, school_of};
use super::names::{FAMILY, GIVEN};
use crate::access::{CaseloadKind, Rights, Tie};
use crate::plan::Language;
use crate::roster::EnrolmentRole;
use crate::sample::rows::{Enrolment, Person, Relation, Schooling};
use crate::sample::say::day;
use crate::{EnrolmentId, PersonId, RelationId};

/// Above every number of the cast and the staff.
const LEARNER_BASE: usize = 1_000_000;
/// A learner and the learner's family have their numbers together.
const NUMBERS_PER_LEARNER: usize = 8;

pub(super) struct Known {
    pub(super) person: Person,
    pub(super) schoolings: Vec<Schooling>,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) family: Vec<Person>,
    pub(super) relations: Vec<Relation>,
}

/// The `offset`th number that belongs to the `nth` learner.
pub(super) const fn number(nth: usize, offset: usize) -> u128 {
    (LEARNER_BASE + nth * NUMBERS_PER_LEARNER + offset) as u128
}

/// Languages at home, by how often a hundred families speak them.
const LANGUAGES: [(&str, usize); 14] = [
    ("en", 66),
    ("es", 17),
    ("vi", 3),
    ("so", 2),
    ("ru", 2),
    ("uk", 2),
    ("ar", 2),
    ("zh", 1),
    ("tl", 1),
    ("am", 1),
    ("pa", 1),
    ("ko", 1),
    ("sm", 1),
    ("fa", 1),
];

pub(super) fn learner(dice: &mut Dice, nth: usize, seat: &Seat) -> Known {
    let person = person(dice, nth, seat);
    let family = relatives(dice, nth, &person);
    let relations = relations(dice, nth, seat, &family);
    Known {
        schoolings: schoolings(&person, seat),
        enrolments: enrolments(nth, seat),
        person,
        family,
        relations,
    }
}

fn person(dice: &mut Dice, nth: usize, seat: &Seat) -> Person {
    let tag = dice.weighted(&LANGUAGES);
    Person {
        id: PersonId::numbered(number(nth, 0)),
        given: dice.one(GIVEN).to_owned(),
        family: dice.one(FAMILY).to_owned(),
        preferred_given: dice.percent(6).then(|| dice.one(GIVEN).to_owned()),
        // Nobody here has said so; a guess would be rude.
        pronouns: None,
        birth_date: Some(birth_date(dice, seat.grade)),
        language: Language::new(tag).expect("a well-formed tag"),
        // The smallest do not sign in: what they say is recorded.
        login: (2 <= seat.grade).then(|| format!("s{}", number(nth, 0))),
    }
}

/// Born in the year before the first of September on which they were five and their grade; some a year earlier.
fn birth_date(dice: &mut Dice, grade: u8) -> NaiveDate {
    let older = i32::from(dice.percent(4));
    let first = day(2020 - i32::from(grade) - older, 9, 1);
    first + Duration::days(i64::try_from(dice.below(365)).expect("days of a year"))
}

fn relatives(dice: &mut Dice, nth: usize, learner: &Person) -> Vec<Person> {
    let adults = dice.weighted(&[(1, 35), (2, 65)]);
    let adult = |offset| {
        let family = if dice.percent(80) { learner.family.clone() } else { dice.one(FAMILY).to_owned() };
        let id = number(nth, offset);
        Person {
            id: PersonId::numbered(id),
            given: dice.one(GIVEN).to_owned(),
            family,
            preferred_given: None,
            pronouns: None,
            birth_date: None,
            language: learner.language.clone(),
            login: dice.percent(60).then(|| format!("f{id}")),
        }
    };
    (1..=adults).map(adult).collect()
}

fn relations(dice: &mut Dice, nth: usize, seat: &Seat, family: &[Person]) -> Vec<Relation> {
    let learner = PersonId::numbered(number(nth, 0));
    let row = |offset: usize, person, tie, detail, from| Relation {
        id: RelationId::numbered(number(nth, offset)),
        learner,
        person,
        tie,
        detail,
        from: Some(from),
        until: None,
    };
    let kin = [("mother", 60), ("father", 25), ("grandmother", 8), ("guardian", 7)];
    let mut rows: Vec<Relation> = Vec::with_capacity(family.len() + 1);
    for (index, relative) in family.iter().enumerate() {
        let detail = if index == 0 { dice.weighted(&kin) } else { "father" };
        let rights = Rights { sign: index == 0 || dice.percent(70), ..Rights::ALL };
        let tie = Tie::Family { rights, evidence: Some("enrollment form".to_owned()) };
        rows.push(row(index + 1, relative.id, tie, detail, day(2025, 8, 25)));
    }
    let caseload = Tie::Caseload { kind: CaseloadKind::Counselor };
    rows.push(row(7, seat.counselor(), caseload, "counselor", day(2026, 8, 24)));
    rows
}

fn schoolings(learner: &Person, seat: &Seat) -> Vec<Schooling> {
    let begins = day(2026, 8, 24);
    let year = |grade, from, until| Schooling {
        learner: learner.id,
        organisation: school_of(grade),
        grade: grade_of(grade),
        from: Some(from),
        until,
    };
    let before = seat.grade.checked_sub(1).map(|grade| year(grade, day(2025, 8, 25), Some(begins)));
    before.into_iter().chain([year(seat.grade, begins, None)]).collect()
}

fn enrolments(nth: usize, seat: &Seat) -> Vec<Enrolment> {
    let stay = |subject| Enrolment {
        id: EnrolmentId::numbered(number(nth, subject)),
        class: seat.class(subject),
        person: PersonId::numbered(number(nth, 0)),
        role: EnrolmentRole::Student,
        from: Some(day(2026, 8, 24)),
        until: Some(day(2027, 6, 12)),
    };
    (0..SUBJECTS).map(stay).collect()
}
