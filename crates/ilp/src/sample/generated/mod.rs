//! Generated learners: as many as are asked for, each following from the seed and its place alone.
//!
//! They go to the schools of Riverside, in classes of about 25 of their own. A seed and a count name the same learners
//! everywhere; their ids do not depend on the seed, so two seeds do not fit into one database.

mod dice;
mod faculty;
mod fragments;
pub(super) mod further;
mod names;
mod person;
mod plan;
mod record;
mod suggestions;
#[cfg(test)]
mod tests;

pub(super) use faculty::section_name;
pub use faculty::{Faculty, faculty};
pub use record::{Absence, Assessment, CourseMark, Program, Records};

use super::rows::{Enrolment, LearnerPlan, Person, Relation, Schooling};
use dice::Dice;

/// One generated learner with everything that is about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// The learner.
    pub person: Person,
    /// This school year and the last, where there was one.
    pub schoolings: Vec<Schooling>,
    /// Stays in classes of the [`Faculty`] of the same seed and count.
    pub enrolments: Vec<Enrolment>,
    /// Their family.
    pub family: Vec<Person>,
    /// Family and caseload.
    pub relations: Vec<Relation>,
    /// What the school has on file.
    pub records: Records,
    /// The plan.
    pub plan: LearnerPlan,
    /// Whether this plan's goal is, on purpose, word for word that of others.
    pub has_copied_goal: bool,
}

/// The learners that follow from a seed, one after another; cheap to make and to drop.
///
/// Grades go round from kindergarten to 12, so that each has the same number give or take one.
pub fn learners(seed: u64, count: usize) -> impl Iterator<Item = Learner> + Clone {
    let sections = faculty::sections(count);
    (0..count).map(move |nth| learner(seed, nth, sections))
}

fn learner(seed: u64, nth: usize, sections: usize) -> Learner {
    let mut dice = Dice::nth(seed, nth as u64);
    let seat = faculty::Seat::of(nth, sections);
    let known = person::learner(&mut dice, nth, &seat);
    let records = record::records(&mut dice, nth, &seat);
    let (plan, has_copied_goal) = plan::plan(&mut dice, &seat, &known);
    Learner {
        person: known.person,
        schoolings: known.schoolings,
        enrolments: known.enrolments,
        family: known.family,
        relations: known.relations,
        records,
        plan,
        has_copied_goal,
    }
}
