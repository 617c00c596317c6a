//! The same district as the information system of its schools would tell of it: what a `OneRoster` set of it holds.
//!
//! Learners have about ten classes there instead of three, as real timetables have. What no roster says is not in it:
//! plans, records, caseloads, and who may see what. A relative whom a court keeps from a learner's records is not named
//! as that learner's family.

mod people;
mod places;
#[cfg(test)]
mod tests;

use super::generated::further::{Attending, attending};
use super::generated::{Faculty, faculty};
use super::riverside::{Riverside, riverside};
use crate::roster::{Class, Course, Enrolment, Organisation, Person, Role, SourceId, Term};
use crate::{ClassId, CourseId, OrgId, PersonId, TermId};

/// How the system names itself.
pub const SYSTEM: &str = "riverside-sis";

/// The district with `count` generated learners. Every question goes through them anew, so that none has to be kept.
#[derive(Debug)]
pub struct Rostered {
    seed: u64,
    count: usize,
    riverside: Riverside,
    faculty: Faculty,
}

impl Rostered {
    /// The cast, and as many learners of this seed.
    #[must_use]
    pub fn new(seed: u64, count: usize) -> Self {
        Self { seed, count, riverside: riverside(), faculty: faculty(seed, count) }
    }

    /// The district and its schools.
    pub fn organisations(&self) -> impl Iterator<Item = Organisation> + '_ {
        self.riverside.organisations.iter().map(places::organisation)
    }

    /// The school years and their halves.
    pub fn terms(&self) -> impl Iterator<Item = Term> + '_ {
        self.riverside.terms.iter().map(places::term)
    }

    /// The catalogue.
    pub fn courses(&self) -> impl Iterator<Item = Course> + '_ {
        let all = self.riverside.courses.iter().chain(&self.faculty.courses);
        all.map(places::course).chain(places::further_courses())
    }

    /// What is taught this year.
    pub fn classes(&self) -> impl Iterator<Item = Class> + '_ {
        let all = self.riverside.classes.iter().chain(&self.faculty.classes);
        all.map(places::class).chain(places::further_classes(self.count))
    }

    /// Everybody, each learner with the family.
    pub fn people(&self) -> impl Iterator<Item = (Person, Vec<SourceId>)> + '_ {
        let staff = self.faculty.people.iter().map(|one| (people::adult(one, None), Vec::new()));
        people::cast(&self.riverside)
            .chain(staff)
            .chain(self.attending().flat_map(|one| people::household(&one)))
    }

    /// What they are, and where.
    pub fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        let staff = self.faculty.offices.iter().map(|one| people::office(one, true));
        people::cast_roles(&self.riverside)
            .chain(staff)
            .chain(self.attending().flat_map(|one| people::roles(&one)))
    }

    /// Who is in which class, teachers first.
    pub fn enrolments(&self) -> impl Iterator<Item = Enrolment> + '_ {
        let (cast, staff) = (places::cast_stays(&self.riverside), places::staff_stays(&self.faculty));
        let further = places::further_staff_stays(self.count);
        cast.chain(staff).chain(further).chain(self.attending().flat_map(|one| places::stays(&one)))
    }

    fn attending(&self) -> impl Iterator<Item = Attending> + use<> {
        attending(self.seed, self.count)
    }
}

fn org(id: OrgId) -> SourceId {
    SourceId::new(&format!("org-{}", id.0.as_u128()))
}

fn term(id: TermId) -> SourceId {
    SourceId::new(&format!("term-{}", id.0.as_u128()))
}

fn course(id: CourseId) -> SourceId {
    SourceId::new(&format!("course-{}", id.0.as_u128()))
}

fn class(id: ClassId) -> SourceId {
    SourceId::new(&format!("class-{}", id.0.as_u128()))
}

fn person(id: PersonId) -> SourceId {
    SourceId::new(&format!("person-{}", id.0.as_u128()))
}
