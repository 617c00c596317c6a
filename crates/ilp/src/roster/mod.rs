//! What a roster says: organisations, terms, courses, classes, people and how they belong together.
//!
//! A roster is somebody else's word, so everything in it is known by the id of the system it came from; our own ids are
//! minted where the roster is kept, and a mapping (system, kind, source id) ties the two. No file format shows here.
//!
//! Almost all of it is personal: who goes to which school, who teaches whom, who is whose parent. There is no place for
//! a password, an address, a sex, a race or a birthplace, so that none can be kept by accident.

mod belonging;
mod catalogue;
mod grade;
mod person;
mod place;
mod source;
mod vocabulary;

use std::collections::BTreeSet;

pub use belonging::{Enrolment, EnrolmentRole, Family, Relation};
pub use catalogue::{Class, ClassKind, Course, Subject};
pub use grade::Grade;
pub use person::{Person, Role, RoleKind};
pub use place::{Organisation, OrganisationKind, Term, TermKind};
pub use source::SourceId;
pub use vocabulary::Vocabulary;

/// A kind of row of which a roster can tell everything there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// [`Roster::organisations`].
    Organisations,
    /// [`Roster::terms`].
    Terms,
    /// [`Roster::courses`].
    Courses,
    /// [`Roster::classes`].
    Classes,
    /// [`Roster::people`].
    People,
    /// [`Roster::roles`].
    Roles,
    /// [`Roster::enrolments`].
    Enrolments,
    /// [`Roster::families`].
    Families,
}

/// One whole roster at one moment, as one system tells it.
///
/// Every reference inside resolves within the same roster and no id repeats within its kind: whoever builds a roster has
/// checked both. Rows stand in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// The system that speaks, as it names itself; source ids mean something only beside it.
    pub system: String,
    /// Districts, schools, departments.
    pub organisations: Vec<Organisation>,
    /// School years and the parts of them.
    pub terms: Vec<Term>,
    /// What can be taken.
    pub courses: Vec<Course>,
    /// What is taught to whom.
    pub classes: Vec<Class>,
    /// Everybody, whatever they do.
    pub people: Vec<Person>,
    /// What people are, and where. Somebody may have several, or none.
    pub roles: Vec<Role>,
    /// Who is in which class.
    pub enrolments: Vec<Enrolment>,
    /// Which adults belong to which learner.
    pub families: Vec<Family>,
    /// The parts that are told whole: what the system told of them before and does not tell now has left. About any
    /// other part it says nothing, which is not the same as "there are none".
    pub whole: BTreeSet<Part>,
}
