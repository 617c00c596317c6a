//! The further classes of a learner's week, which only rosters tell: seven beside the three that have marks here.

use super::dice::Dice;
use super::faculty::{self, SUBJECTS, Seat};
use super::person;
use crate::sample::rows::{Enrolment, Person, Relation, Schooling};

/// A generated learner as a roster tells of one: without records and plan.
pub(in crate::sample) struct Attending {
    pub(in crate::sample) person: Person,
    pub(in crate::sample) schoolings: Vec<Schooling>,
    pub(in crate::sample) enrolments: Vec<Enrolment>,
    pub(in crate::sample) family: Vec<Person>,
    pub(in crate::sample) relations: Vec<Relation>,
    pub(in crate::sample) seat: Seat,
}

/// The same learners as [`super::learners`] gives, and much sooner.
pub(in crate::sample) fn attending(seed: u64, count: usize) -> impl Iterator<Item = Attending> {
    let sections = faculty::sections(count);
    (0..count).map(move |nth| {
        let seat = Seat::of(nth, sections);
        let known = person::learner(&mut Dice::nth(seed, nth as u64), nth, &seat);
        let person::Known { person, schoolings, enrolments, family, relations } = known;
        Attending { person, schoolings, enrolments, family, relations, seat }
    })
}

/// Every section of every grade.
pub(in crate::sample) fn seats(count: usize) -> impl Iterator<Item = Seat> {
    let sections = faculty::sections(count);
    (0..faculty::GRADES * sections).map(move |nth| Seat::of(nth, sections))
}

/// A further class of a section: its place among them, its name and its code.
pub(in crate::sample) type Further = (usize, &'static str, &'static str);

/// The further classes of a grade. One of the section's own teachers has each.
pub(in crate::sample) fn further(grade: u8) -> impl Iterator<Item = Further> {
    const YOUNG: [(&str, &str); 7] = [
        ("Reading and writing", "READ"),
        ("Social studies", "SOC"),
        ("Physical education", "PE"),
        ("Music", "MUS"),
        ("Library", "LIB"),
        ("World languages", "LANG"),
        ("Morning meeting", "MEET"),
    ];
    const OLDER: [(&str, &str); 7] = [
        ("Social studies", "SOC"),
        ("Physical education", "PE"),
        ("Health", "HEALTH"),
        ("Music and theater", "MUS"),
        ("World languages", "LANG"),
        ("Technology", "TECH"),
        ("Advisory", "ADV"),
    ];
    let all = if grade <= 5 { YOUNG } else { OLDER };
    all.into_iter().enumerate().map(|(nth, (name, code))| (nth, name, code))
}

/// Which of the section's teachers has the `nth` further class.
pub(in crate::sample) fn subject_of_teacher(nth: usize) -> usize {
    nth % SUBJECTS
}
