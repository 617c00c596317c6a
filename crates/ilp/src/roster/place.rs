//! Where and when: organisations and terms.

use chrono::NaiveDate;

use super::SourceId;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What kind of organisation this is.
    OrganisationKind {
        /// A part of a school or district.
        Department = "department",
        /// Where learners go.
        School = "school",
        /// Runs schools.
        District = "district",
        /// Between districts and the state: a service centre, a county.
        Local = "local",
        /// A state's agency.
        State = "state",
        /// A nation's agency.
        National = "national",
    }
}

/// A district, school or department. Nothing in it is personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id in the source.
    pub source: SourceId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name as people say it.
    pub name: String,
    /// An official number, such as the state's.
    pub identifier: Option<String>,
    /// The organisation that runs it. Following parents always ends.
    pub parent: Option<SourceId>,
}

vocabulary! {
    /// What part of a school year a term is.
    TermKind {
        /// The year itself.
        SchoolYear = "schoolYear",
        /// Half of it.
        Semester = "semester",
        /// Any part in which classes are taught.
        Term = "term",
        /// A part after which marks are given.
        GradingPeriod = "gradingPeriod",
    }
}

/// A school year or a part of one. Nothing in it is personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its id in the source.
    pub source: SourceId,
    /// Its name as people say it.
    pub title: String,
    /// What part of the year it is.
    pub kind: TermKind,
    /// The first day.
    pub begins: NaiveDate,
    /// The day AFTER the last day.
    pub ends: NaiveDate,
    /// The larger term it lies in. Following parents always ends.
    pub parent: Option<SourceId>,
    /// The year in which the school year ends: 2027 for 2026-27.
    pub school_year: i32,
}
