//! What is known of one learner when it is asked whether they need a plan.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::{GradeEquivalent, Hundredths};
use crate::roster::Grade;

/// What is known of one learner. Everything is borrowed, so that a run over a district fills the same lists again.
///
/// As JSON it is what a [`Learner`] reads: a stored run can be judged again.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Facts<'a> {
    /// The grade today.
    pub grade: Option<&'a Grade>,
    /// Which term of the school year today lies in, counted from 1.
    pub term: Option<u8>,
    /// Results of tests, in any order.
    pub scores: &'a [Score<'a>],
    /// Programs that the learner is or was in. `None`: the district has loaded no programs at all.
    pub programs: Option<&'a [Program<'a>]>,
    /// Absences by school year, one entry a year. No entry: attendance of that year was not loaded.
    pub attendance: &'a [Attendance],
    /// Credits earned so far, in halves. `None`: there is no transcript.
    pub half_credits_earned: Option<u32>,
    /// Referrals by teachers, open and closed.
    pub referrals: &'a [Referral<'a>],
}

/// The same facts with lists of their own: as they come from JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Learner {
    /// As in [`Facts`], like every field here.
    pub grade: Option<Grade>,
    /// The term of today.
    pub term: Option<u8>,
    /// Results of tests.
    pub scores: Vec<Score<'static>>,
    /// Programs, if any were loaded.
    pub programs: Option<Vec<Program<'static>>>,
    /// Absences by school year.
    pub attendance: Vec<Attendance>,
    /// Credits earned, in halves.
    pub half_credits_earned: Option<u32>,
    /// Referrals.
    pub referrals: Vec<Referral<'static>>,
}

impl Learner {
    /// The facts, borrowed.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            grade: self.grade.as_ref(),
            term: self.term,
            scores: &self.scores,
            programs: self.programs.as_deref(),
            attendance: &self.attendance,
            half_credits_earned: self.half_credits_earned,
            referrals: &self.referrals,
        }
    }
}

/// One result of one test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score<'a> {
    /// Which test.
    pub measure: Cow<'a, str>,
    /// In which content area.
    pub subject: Cow<'a, str>,
    /// The day of the test.
    pub day: NaiveDate,
    /// The school year for which it counts, if the source says another than the one in which the day lies.
    #[serde(default)]
    pub year: Option<i32>,
    /// The learner's grade on that day.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// The scale score.
    #[serde(default)]
    pub points: Option<Hundredths>,
    /// The achievement level, the lowest being 1.
    #[serde(default)]
    pub level: Option<u8>,
    /// Whether the source says that the standard was met.
    #[serde(default)]
    pub met: Option<bool>,
    /// The grade equivalent.
    #[serde(default)]
    pub grade_equivalent: Option<GradeEquivalent>,
    /// Whether it counts.
    #[serde(default)]
    pub validity: Validity,
}

impl Score<'_> {
    /// The school year for which it counts.
    #[must_use]
    pub fn school_year(&self, day: Day) -> i32 {
        self.year.unwrap_or_else(|| day.school_year_of(self.day))
    }
}

/// Whether a result counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// It counts.
    #[default]
    Valid,
    /// The test was given and its score declared void.
    Invalidated,
    /// The learner was not tested: absent, excused, refused.
    NotTested,
}

/// A program and its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program<'a> {
    /// Which: `special_education`, `section_504`, `english_learner`, `title_i`, or a district's own word.
    pub kind: Cow<'a, str>,
    /// The first day.
    pub since: NaiveDate,
    /// The first day on which it is over.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// Absences of one school year up to today, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// The calendar year in which the school year ends.
    pub year: i32,
    /// School days on which the learner was enrolled. `None`: nobody knows.
    #[serde(default)]
    pub enrolled_days: Option<u32>,
    /// Days absent with an excuse. Half a day is `"0.5"`.
    #[serde(default)]
    pub excused: Hundredths,
    /// Days absent without one.
    #[serde(default)]
    pub unexcused: Hundredths,
    /// Days away because the school had suspended the learner.
    #[serde(default)]
    pub suspended: Hundredths,
}

/// A teacher's word that a learner needs more than the class can give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral<'a> {
    /// Who refers: an id or a name; nobody if empty.
    pub by: Cow<'a, str>,
    /// The day on which they did.
    pub day: NaiveDate,
    /// The first day on which it is settled or taken back.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// What was tried before.
    #[serde(default)]
    pub strategies: Vec<Strategy<'a>>,
    /// How many teachers have said what they see, the one who refers among them.
    #[serde(default)]
    pub inputs: u32,
}

/// Something that was tried in class before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strategy<'a> {
    /// What.
    pub name: Cow<'a, str>,
    /// For how many days. `None`: nobody said.
    #[serde(default)]
    pub days: Option<u32>,
}
