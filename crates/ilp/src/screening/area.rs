//! A content area of a test, and which of several scores in it counts.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Problem, Reason, Score, Validity, Wrong};
use crate::roster::Grade;

/// One content area of a test: mathematics, English language arts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentArea {
    /// Its name in this policy.
    pub name: String,
    /// Other names that results come with.
    #[serde(default)]
    pub called: Vec<String>,
    /// The grades in which the test is given in it. Empty: in every grade.
    #[serde(default)]
    pub tested_in: Vec<Grade>,
}

impl ContentArea {
    pub(super) fn is(&self, subject: &str) -> bool {
        self.name.eq_ignore_ascii_case(subject)
            || self.called.iter().any(|name| name.eq_ignore_ascii_case(subject))
    }

    pub(super) fn is_given_in(&self, grade: &Grade) -> bool {
        self.tested_in.is_empty() || self.tested_in.contains(grade)
    }
}

/// Which of several scores of a learner counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Several {
    /// The latest one; of two on a day the better.
    #[default]
    Latest,
    /// The best one; of two alike the later.
    Best,
}

/// Whether `score` is a result of one of these tests. A name that ends in `*` stands for all that begin so.
pub(super) fn is_of(measures: &[String], score: &Score<'_>) -> bool {
    let name = score.measure.as_bytes();
    measures.iter().map(String::as_bytes).any(|measure| match measure.strip_suffix(b"*") {
        Some(begin) => name.get(..begin.len()).is_some_and(|name| name.eq_ignore_ascii_case(begin)),
        None => name.eq_ignore_ascii_case(measure),
    })
}

/// Why none of these scores counts, of which none is valid. `None`: there is none. A void score says more than a missed day.
pub(super) fn why_no_score<'a>(
    area: &'a ContentArea,
    scores: impl Iterator<Item = &'a Score<'a>>,
) -> Option<Reason<'a>> {
    let without = scores.max_by_key(|score| (score.validity == Validity::Invalidated, score.day))?;
    let (area, day) = (Cow::from(&area.name), without.day);
    Some(match without.validity {
        Validity::Invalidated => Reason::ScoreInvalidated { area, day },
        Validity::Valid | Validity::NotTested => Reason::NotTested { area, day },
    })
}

/// That a test and its content areas are named.
pub(super) fn check(measures: &[String], areas: &[ContentArea]) -> Result<(), Wrong> {
    check_words("/measures", measures, "test")?;
    if areas.is_empty() {
        return Err(Wrong::at("/areas", Problem::Empty("content area")));
    }
    for (at, area) in areas.iter().enumerate() {
        if area.name.trim().is_empty() {
            return Err(Wrong::at(format!("/areas/{at}/name"), Problem::Empty("letter")));
        }
        if areas[..at].iter().any(|earlier| earlier.name == area.name) {
            return Err(Wrong::at(format!("/areas/{at}/name"), Problem::Twice(area.name.clone())));
        }
        check_grades(&format!("/areas/{at}/tested_in"), &area.tested_in)?;
    }
    Ok(())
}

/// That a list of words holds some, and no empty one.
pub(super) fn check_words(pointer: &str, words: &[String], what: &'static str) -> Result<(), Wrong> {
    if words.is_empty() {
        return Err(Wrong::at(pointer, Problem::Empty(what)));
    }
    match words.iter().position(|word| word.trim().is_empty()) {
        Some(at) => Err(Wrong::at(format!("{pointer}/{at}"), Problem::Empty("letter"))),
        None => Ok(()),
    }
}

/// That each is a grade, and none there twice. A word of a system's own is most often a slip: `8th`.
pub(super) fn check_grades(pointer: &str, grades: &[Grade]) -> Result<(), Wrong> {
    for (at, grade) in grades.iter().enumerate() {
        let wrong = |problem| Err(Wrong::at(format!("{pointer}/{at}"), problem));
        match grade {
            Grade::Other(word) => return wrong(Problem::NoGrade(word.clone())),
            grade if grades[..at].contains(grade) => return wrong(Problem::Twice(grade.to_string())),
            _ => {}
        }
    }
    Ok(())
}

/// That a number lies in its bounds.
pub(super) fn check_range(pointer: &str, found: impl Into<i64>, min: i64, max: i64) -> Result<(), Wrong> {
    let found = found.into();
    if (min..=max).contains(&found) {
        Ok(())
    } else {
        Err(Wrong::at(pointer, Problem::OutOfRange { found, min, max }))
    }
}
