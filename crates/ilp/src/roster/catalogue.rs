//! What is taught: courses, and the classes in which they are taught.

use super::vocabulary::vocabulary;
use super::{Grade, SourceId};

/// A subject of a course or class, by name and, where the source gives one, by code (often two digits of SCED).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its name; the code again where the source gives only codes.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
}

/// A course of the catalogue. Nothing in it is personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its id in the source.
    pub source: SourceId,
    /// Its name.
    pub title: String,
    /// What the school calls it in short. Not unique.
    pub code: Option<String>,
    /// Whose catalogue it is in: a school or a district.
    pub organisation: SourceId,
    /// The school year of the catalogue.
    pub school_year: Option<SourceId>,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// The grades it is for.
    pub grades: Vec<Grade>,
}

vocabulary! {
    /// Why a class meets.
    ClassKind {
        /// To be looked after: attendance, announcements.
        Homeroom = "homeroom",
        /// To be taught.
        Scheduled = "scheduled",
    }
}

/// A course that is taught at one school, in these terms. Not personal in itself; who is in it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its id in the source.
    pub source: SourceId,
    /// Its name.
    pub title: String,
    /// What the school calls it in short. Not unique.
    pub code: Option<String>,
    /// Why it meets.
    pub kind: ClassKind,
    /// What is taught.
    pub course: SourceId,
    /// Where.
    pub school: SourceId,
    /// When; never empty.
    pub terms: Vec<SourceId>,
    /// The grades it is for.
    pub grades: Vec<Grade>,
    /// Its own subjects; where empty, the course's hold.
    pub subjects: Vec<Subject>,
    /// The slots of the day in which it meets, as the school names them.
    pub periods: Vec<String>,
}
