//! The way the student goes: course wishes, experiences, reviews, and notes that fit nowhere else.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::goal::none;
use crate::PersonId;

/// A course the student would like to take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseChoice<T> {
    /// The course, as the student names it.
    pub course: T,
    /// Its code in the catalogue, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The school year in which it would be taken, by the year in which that ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_year: Option<u16>,
    /// Why.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub why: Option<T>,
}

impl<T> CourseChoice<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> CourseChoice<U> {
        let (course, why) = (f(self.course), self.why.map(f));
        CourseChoice { course, code: self.code, school_year: self.school_year, why }
    }
}

/// Something the student has done outside lessons: a job, a club, care for a brother, a visit to a workplace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experience<T> {
    /// What it was.
    pub what: T,
    /// First day, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day, where it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What I learned.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub learned: Option<T>,
}

impl<T> Experience<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Experience<U> {
        Experience { what: f(self.what), from: self.from, until: self.until, learned: self.learned.map(f) }
    }
}

/// A meeting about the plan, planned or held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review<T> {
    /// The day.
    pub on: NaiveDate,
    /// What is to be talked about.
    pub agenda: Vec<T>,
    /// Who is invited or was there.
    pub people: Vec<PersonId>,
    /// What was said and decided.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub outcome: Option<T>,
    /// The next one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NaiveDate>,
}

impl<T> Review<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Review<U> {
        Review {
            on: self.on,
            agenda: self.agenda.into_iter().map(&mut *f).collect(),
            people: self.people,
            outcome: self.outcome.map(f),
            next: self.next,
        }
    }
}

/// Words that belong to the plan and to nothing in particular: a family's letter, a student's reflection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note<T> {
    /// The words.
    pub words: T,
}

impl<T> Note<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Note<U> {
        Note { words: f(self.words) }
    }
}
