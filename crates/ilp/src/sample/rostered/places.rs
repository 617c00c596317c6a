//! Schools, years, courses, classes, and who is in which.

use super::{class as class_id, course as course_id, org, person, term as term_id};
use crate::roster::{
    Class, ClassKind, Course, Enrolment, EnrolmentRole, Organisation, SourceId, Subject, Term,
};
use crate::sample::generated::further::{Attending, Further, further, seats, subject_of_teacher};
use crate::sample::generated::{Faculty, section_name};
use crate::sample::riverside::{Riverside, YEAR};
use crate::sample::rows;
use crate::sample::say::day;
use crate::{ClassId, OrgId};

pub(super) fn organisation(one: &rows::Organisation) -> Organisation {
    Organisation {
        source: org(one.id),
        kind: one.kind.clone(),
        name: one.name.to_owned(),
        identifier: None,
        parent: one.parent.map(org),
    }
}

pub(super) fn term(one: &rows::Term) -> Term {
    Term {
        source: term_id(one.id),
        title: one.name.to_owned(),
        kind: one.kind.clone(),
        begins: one.from,
        ends: one.until,
        parent: one.parent.map(term_id),
        school_year: one.school_year.into(),
    }
}

fn subject(name: &str) -> Vec<Subject> {
    vec![Subject { name: name.to_owned(), code: None }]
}

pub(super) fn course(one: &rows::Course) -> Course {
    Course {
        source: course_id(one.id),
        title: one.name.clone(),
        code: Some(one.code.clone()),
        organisation: org(one.organisation),
        school_year: Some(term_id(YEAR)),
        subjects: subject(one.subject),
        grades: one.grades.clone(),
    }
}

/// One a grade and further subject.
pub(super) fn further_courses() -> impl Iterator<Item = Course> {
    // As many as there are grades: one section of each.
    seats(1).flat_map(|seat| {
        further(seat.grade).map(move |(nth, name, code)| Course {
            source: further_course(seat.grade, nth),
            title: format!("{name} {}", seat.grade()),
            code: Some(format!("{code}{}", seat.grade())),
            organisation: org(seat.school()),
            school_year: Some(term_id(YEAR)),
            subjects: subject(name),
            grades: vec![seat.grade()],
        })
    })
}

fn further_course(grade: u8, nth: usize) -> SourceId {
    SourceId::new(&format!("course-{grade}-further-{nth}"))
}

fn further_class(grade: u8, section: usize, nth: usize) -> SourceId {
    SourceId::new(&format!("class-{grade}-{section}-further-{nth}"))
}

pub(super) fn class(one: &rows::Class) -> Class {
    Class {
        source: class_id(one.id),
        title: one.name.clone(),
        code: Some(one.code.clone()),
        kind: ClassKind::Scheduled,
        course: course_id(one.course),
        school: org(one.organisation),
        terms: vec![term_id(one.term)],
        grades: Vec::new(),
        subjects: Vec::new(),
        periods: Vec::new(),
    }
}

/// One a section and further subject.
pub(super) fn further_classes(count: usize) -> impl Iterator<Item = Class> {
    seats(count).flat_map(|seat| {
        let (grade, section, school) = (seat.grade, seat.section, seat.school());
        let shown = seat.grade();
        further(grade).map(move |(nth, name, code): Further| Class {
            source: further_class(grade, section, nth),
            title: format!("{name} {shown}, {}", section_name(section)),
            code: Some(format!("{code}{shown}-{}", section_name(section))),
            kind: ClassKind::Scheduled,
            course: further_course(grade, nth),
            school: org(school),
            terms: vec![term_id(YEAR)],
            grades: Vec::new(),
            subjects: Vec::new(),
            periods: Vec::new(),
        })
    })
}

fn stay(one: &rows::Enrolment, school: OrgId) -> Enrolment {
    Enrolment {
        source: SourceId::new(&format!("stay-{}", one.id.0.as_u128())),
        class: class_id(one.class),
        school: org(school),
        person: person(one.person),
        role: one.role.clone(),
        primary: one.role == EnrolmentRole::Teacher,
        begins: one.from,
        ends: one.until,
    }
}

pub(super) fn cast_stays(riverside: &Riverside) -> impl Iterator<Item = Enrolment> + '_ {
    let school = |id: ClassId| riverside.classes.iter().find(|one| one.id == id).map(|one| one.organisation);
    riverside.enrolments.iter().filter_map(move |one| Some(stay(one, school(one.class)?)))
}

/// A class and its teacher's stay in it come together.
pub(super) fn staff_stays(faculty: &Faculty) -> impl Iterator<Item = Enrolment> + '_ {
    faculty.enrolments.iter().zip(&faculty.classes).map(|(one, class)| stay(one, class.organisation))
}

pub(super) fn further_staff_stays(count: usize) -> impl Iterator<Item = Enrolment> {
    seats(count).flat_map(|seat| {
        further(seat.grade).map(move |(nth, ..)| {
            let class = further_class(seat.grade, seat.section, nth);
            Enrolment {
                source: SourceId::new(&format!("stay-of-{class}")),
                person: person(seat.teacher(subject_of_teacher(nth))),
                role: EnrolmentRole::Teacher,
                primary: true,
                ..all_year(class, seat.school())
            }
        })
    })
}

/// A learner's stays: ten of them.
pub(super) fn stays(of: &Attending) -> Vec<Enrolment> {
    let (seat, learner) = (&of.seat, of.person.id);
    let known = of.enrolments.iter().map(|one| stay(one, seat.school()));
    let more = further(seat.grade).map(|(nth, ..)| Enrolment {
        source: SourceId::new(&format!("stay-of-{}-further-{nth}", learner.0.as_u128())),
        person: person(learner),
        ..all_year(further_class(seat.grade, seat.section, nth), seat.school())
    });
    known.chain(more).collect()
}

/// A stay from the first to the last day of the year, of nobody yet.
fn all_year(class: SourceId, school: OrgId) -> Enrolment {
    Enrolment {
        source: SourceId::new(""),
        class,
        school: org(school),
        person: SourceId::new(""),
        role: EnrolmentRole::Student,
        primary: false,
        begins: Some(day(2026, 8, 24)),
        ends: Some(day(2027, 6, 12)),
    }
}
