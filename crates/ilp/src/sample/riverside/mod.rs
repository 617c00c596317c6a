//! The named cast: their rows and their plans, each in a file of its own.

mod elijah;
mod june;
mod looks;
mod mateo;
mod maya;
mod people;
mod places;
#[cfg(test)]
mod readers;
mod talks;
#[cfg(test)]
mod tests;
mod theo;
mod ties;

pub use people::{
    ABERNATHY, BELL, CLARKE, DANIEL, DENISE, DESHMUKH, ELIJAH, GRACE, HADDAD, JUNE, KAHALE, KATARINA, MATEO,
    MAYA, PHAM, RIVERA, ROSARIO, SOLBERG, TANAKA, THEO,
};
pub use places::{
    DISTRICT, ELECTRICITY, ELEMENTARY, ENGLISH_8, HIGH, MIDDLE, PHYSICS, SCIENCE_6, SCIENCE_8, SECOND_GRADE,
    TENANT, YEAR,
};

pub use talks::CIRCLE;

use super::rows::{
    Class, Course, Enrolment, LearnerPlan, Look, NotedTalk, Office, Organisation, Person, Relation,
    Schooling, Talk, Tenant, Term,
};
use crate::PersonId;

/// All of the named district, as rows. The same at every call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Riverside {
    /// The tenant.
    pub tenant: Tenant,
    /// The district and its schools, what runs others first.
    pub organisations: Vec<Organisation>,
    /// The school years and their halves, the larger first.
    pub terms: Vec<Term>,
    /// The courses in which the cast is.
    pub courses: Vec<Course>,
    /// Their classes.
    pub classes: Vec<Class>,
    /// The cast: students, families, staff.
    pub people: Vec<Person>,
    /// Their posts.
    pub offices: Vec<Office>,
    /// Families, caseloads, the restriction, the consent, supporters.
    pub relations: Vec<Relation>,
    /// Who is in which class.
    pub enrolments: Vec<Enrolment>,
    /// Schools and grades of the students, this year and last.
    pub schoolings: Vec<Schooling>,
    /// The plans, one a student.
    pub plans: Vec<LearnerPlan>,
    /// What they talk about on the plans.
    pub talks: Vec<Talk>,
    /// The talks that staff have noted.
    pub noted_talks: Vec<NotedTalk>,
    /// Who has looked at which plan, and who tried, in the order of time.
    pub looks: Vec<Look>,
}

impl Riverside {
    /// The person with this login.
    #[must_use]
    pub fn person(&self, login: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.login.as_deref() == Some(login))
    }

    /// The plan of this student.
    #[must_use]
    pub fn plan_of(&self, learner: PersonId) -> Option<&LearnerPlan> {
        self.plans.iter().find(|plan| plan.learner == learner)
    }
}

/// The Riverside Unified School District of autumn 2026.
#[must_use]
pub fn riverside() -> Riverside {
    let plans = vec![maya::plan(), june::plan(), mateo::plan(), elijah::plan(), theo::plan()];
    Riverside {
        tenant: places::TENANT_ROW,
        organisations: places::organisations(),
        terms: places::terms(),
        courses: places::courses(),
        classes: places::classes(),
        people: people::people(),
        offices: ties::offices(),
        relations: ties::relations(),
        enrolments: ties::enrolments(),
        schoolings: ties::schoolings(),
        talks: talks::talks(&plans),
        noted_talks: talks::noted_talks(),
        looks: looks::looks(),
        plans,
    }
}
