//! Who teaches the generated learners, and in which classes.

use super::dice::Dice;
use super::names::{FAMILY, GIVEN};
use crate::access::OfficeKind;
use crate::plan::Language;
use crate::roster::{EnrolmentRole, Grade};
use crate::sample::riverside::{ELEMENTARY, HIGH, MIDDLE, YEAR};
use crate::sample::rows::{Class, Course, Enrolment, Office, Person};
use crate::sample::say::day;
use crate::{ClassId, CourseId, EnrolmentId, OrgId, PersonId};

/// Kindergarten to grade 12.
pub(super) const GRADES: usize = 13;
/// Subjects in which every learner has a class.
pub(super) const SUBJECTS: usize = 3;
/// A class has about so many learners.
const CLASS_SIZE: usize = 25;

const CLASS_BASE: usize = 1_000;
const COURSE_BASE: usize = 100;
const TEACHER_BASE: usize = 10_000;
const COUNSELOR_BASE: usize = 900_000;
const STAFF_ENROLMENT_BASE: usize = 100_000;

/// Everybody and everything that generated learners share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faculty {
    /// One a grade and subject.
    pub courses: Vec<Course>,
    /// Six a grade for 600 learners, more for more.
    pub classes: Vec<Class>,
    /// Teachers and counselors.
    pub people: Vec<Person>,
    /// Their posts.
    pub offices: Vec<Office>,
    /// The teachers in their classes.
    pub enrolments: Vec<Enrolment>,
}

/// Where a learner sits: grade and section.
pub(in crate::sample) struct Seat {
    pub(in crate::sample) grade: u8,
    pub(in crate::sample) section: usize,
    sections: usize,
}

pub(super) fn sections(count: usize) -> usize {
    count.div_ceil(GRADES * CLASS_SIZE).max(1)
}

impl Seat {
    pub(super) fn of(nth: usize, sections: usize) -> Self {
        let grade = u8::try_from(nth % GRADES).expect("there are thirteen grades");
        Self { grade, section: nth / GRADES % sections, sections }
    }

    pub(in crate::sample) const fn school(&self) -> OrgId {
        school_of(self.grade)
    }

    pub(in crate::sample) fn grade(&self) -> Grade {
        grade_of(self.grade)
    }

    pub(super) fn class(&self, subject: usize) -> ClassId {
        ClassId::numbered((CLASS_BASE + self.class_index(subject)) as u128)
    }

    pub(super) fn course(&self, subject: usize) -> CourseId {
        CourseId::numbered((COURSE_BASE + usize::from(self.grade) * SUBJECTS + subject) as u128)
    }

    fn class_index(&self, subject: usize) -> usize {
        (usize::from(self.grade) * self.sections + self.section) * SUBJECTS + subject
    }

    /// Who teaches the subject; up to grade 5 one teacher teaches all.
    pub(in crate::sample) fn teacher(&self, subject: usize) -> PersonId {
        let subject = if self.grade <= 5 { 0 } else { subject };
        PersonId::numbered((TEACHER_BASE + self.class_index(subject)) as u128)
    }

    pub(super) fn counselor(&self) -> PersonId {
        PersonId::numbered((COUNSELOR_BASE + usize::from(self.grade)) as u128)
    }
}

pub(super) const fn school_of(grade: u8) -> OrgId {
    match grade {
        0..=5 => ELEMENTARY,
        6..=8 => MIDDLE,
        _ => HIGH,
    }
}

pub(super) const fn grade_of(grade: u8) -> Grade {
    match grade {
        0 => Grade::Kindergarten,
        numbered => Grade::Numbered(numbered),
    }
}

/// The subject and the code of each class of a grade.
pub(super) const fn subjects(grade: u8) -> [(&'static str, &'static str); SUBJECTS] {
    match grade {
        0..=5 => [("Homeroom", "HOME"), ("Mathematics", "MATH"), ("Science and art", "SCART")],
        _ => [("English", "ENG"), ("Mathematics", "MATH"), ("Science", "SCI")],
    }
}

/// The teachers, counselors, courses and classes of [`super::learners`] with the same seed and count.
#[must_use]
pub fn faculty(seed: u64, count: usize) -> Faculty {
    let sections = sections(count);
    let mut faculty = Faculty {
        courses: Vec::new(),
        classes: Vec::new(),
        people: Vec::new(),
        offices: Vec::new(),
        enrolments: Vec::new(),
    };
    for nth in 0..GRADES * sections {
        let seat = Seat::of(nth, sections);
        for (subject, named) in subjects(seat.grade).into_iter().enumerate() {
            faculty.add_class(seed, &seat, subject, named);
        }
        if nth < GRADES {
            faculty.hire(seed, seat.counselor(), OfficeKind::Counselor, seat.school());
        }
    }
    faculty
}

impl Faculty {
    fn add_class(&mut self, seed: u64, seat: &Seat, subject: usize, (name, code): (&'static str, &str)) {
        let (id, course, organisation) = (seat.class(subject), seat.course(subject), seat.school());
        let grade = seat.grade();
        if seat.section == 0 {
            let (name, code) = (format!("{name} {grade}"), format!("{code}{grade}"));
            let grades = vec![grade.clone()];
            self.courses.push(Course {
                id: course,
                organisation,
                code,
                name,
                subject: subjects(seat.grade)[subject].0,
                grades,
            });
        }
        let letter = section_name(seat.section);
        let (name, code) = (format!("{name} {grade}, {letter}"), format!("{code}{grade}-{letter}"));
        self.classes.push(Class { id, course, organisation, term: YEAR, code, name });
        let person = seat.teacher(subject);
        if subject == 0 || 5 < seat.grade {
            self.hire(seed, person, OfficeKind::Teacher, organisation);
        }
        let id = EnrolmentId::numbered((STAFF_ENROLMENT_BASE + seat.class_index(subject)) as u128);
        let (from, until) = (Some(day(2026, 8, 24)), Some(day(2027, 6, 12)));
        self.enrolments.push(Enrolment {
            id,
            class: seat.class(subject),
            person,
            role: EnrolmentRole::Teacher,
            from,
            until,
        });
    }

    fn hire(&mut self, seed: u64, id: PersonId, kind: OfficeKind, organisation: OrgId) {
        let number = id.0.as_u128();
        let mut dice = Dice::nth(!seed, u64::try_from(number).expect("staff have small numbers"));
        self.people.push(Person {
            id,
            given: dice.one(GIVEN).to_owned(),
            family: dice.one(FAMILY).to_owned(),
            preferred_given: None,
            pronouns: None,
            birth_date: None,
            language: Language::english(),
            login: Some(format!("t{number}")),
        });
        let from = i32::try_from(dice.between(2005, 2026)).ok().map(|year| day(year, 8, 15));
        self.offices.push(Office { person: id, kind, organisation, from, until: None });
    }
}

/// A, B, C and on, as schools name their sections; beyond Z with a number.
pub(in crate::sample) fn section_name(section: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(section % 26).expect("below 26"));
    if section < 26 { letter.to_string() } else { format!("{letter}{}", section / 26) }
}
