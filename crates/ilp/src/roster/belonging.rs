//! Who belongs to whom: classes and families.

use chrono::NaiveDate;

use super::SourceId;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What somebody is in a class.
    EnrolmentRole {
        /// Administers it.
        Administrator = "administrator",
        /// Watches over its tests.
        Proctor = "proctor",
        /// Learns in it.
        Student = "student",
        /// Teaches it.
        Teacher = "teacher",
    }
}

/// One stay of one person in one class. Personal: it says where a child is at what hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id in the source.
    pub source: SourceId,
    /// The class.
    pub class: SourceId,
    /// The school that keeps the enrolment, normally the school of the class.
    pub school: SourceId,
    /// Who.
    pub person: SourceId,
    /// As what.
    pub role: EnrolmentRole,
    /// Whether this is the class's chief teacher; never true for a student.
    pub primary: bool,
    /// The first day; `None`: as the class's terms.
    pub begins: Option<NaiveDate>,
    /// The day AFTER the last day; `None`: as the class's terms.
    pub ends: Option<NaiveDate>,
}

/// What the source says an adult is to a learner. It is no proof of any right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The adult has the role guardian.
    Guardian,
    /// The adult has the role parent.
    Parent,
    /// The adult has the role relative.
    Relative,
    /// The source ties the two and does not say why: a caseworker, a sibling, a mistake. Grants nothing until a person
    /// at the school has said what it is.
    Unstated,
}

/// That somebody belongs to a learner's family. Personal, and sometimes dangerous to get wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The learner.
    pub learner: SourceId,
    /// Somebody else.
    pub relative: SourceId,
    /// What the source says they are.
    pub relation: Relation,
    /// The place in the learner's list; 0 is the primary contact.
    pub rank: usize,
}
