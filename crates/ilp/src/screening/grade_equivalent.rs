//! A grade equivalent such as 5.6, exact, or known only to lie below or above what the test can measure.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::roster::Grade;

/// Tenths of a grade, ten to each grade: kindergarten from 0 to 9, the fifth grade from 50 to 59.
///
/// It is ordered and must not be added up or averaged: the steps of a test are not of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GradeEquivalent {
    /// The score, or the floor or ceiling of the test.
    pub tenths: i32,
    /// What is known of it.
    pub bound: Bound,
}

/// How exactly a score is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// It is this.
    Exactly,
    /// It is lower, by how much nobody knows: `<K.0`.
    Below,
    /// It is higher: `>12.9`.
    Above,
}

/// Text that is no grade equivalent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "write a grade equivalent as grade, point and one digit, such as 5.6 or K.4, with < or > in front where the test ends there"
)]
pub struct NotAGradeEquivalent;

/// The thirteenth grade is where tests write what lies beyond the twelfth.
const HIGHEST_GRADE: i32 = 13;

impl GradeEquivalent {
    /// Exactly so many tenths.
    #[must_use]
    pub const fn exactly(tenths: i32) -> Self {
        Self { tenths, bound: Bound::Exactly }
    }

    /// The first tenth of a grade, if the grade has a number.
    #[must_use]
    pub fn first_tenth_of(grade: &Grade) -> Option<i32> {
        match grade {
            Grade::Kindergarten => Some(0),
            Grade::Numbered(number) => Some(i32::from(*number) * 10),
            _ => None,
        }
    }
}

impl FromStr for GradeEquivalent {
    type Err = NotAGradeEquivalent;

    fn from_str(text: &str) -> Result<Self, NotAGradeEquivalent> {
        let (bound, number) = match text.trim() {
            text if text.starts_with('<') => (Bound::Below, &text[1..]),
            text if text.starts_with('>') => (Bound::Above, &text[1..]),
            text => (Bound::Exactly, text),
        };
        let (grade, tenth) = number.trim_start().split_once('.').ok_or(NotAGradeEquivalent)?;
        let digits = |part: &str, most| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        let grade = match grade {
            "K" | "k" => 0,
            grade if digits(grade, 2) => grade.parse().map_err(|_| NotAGradeEquivalent)?,
            _ => return Err(NotAGradeEquivalent),
        };
        let tenth: i32 = if digits(tenth, 1) {
            tenth.parse().map_err(|_| NotAGradeEquivalent)?
        } else {
            return Err(NotAGradeEquivalent);
        };
        if HIGHEST_GRADE < grade {
            Err(NotAGradeEquivalent)
        } else {
            Ok(Self { tenths: grade * 10 + tenth, bound })
        }
    }
}

impl fmt::Display for GradeEquivalent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.bound {
            Bound::Exactly => "",
            Bound::Below => "<",
            Bound::Above => ">",
        })?;
        match (self.tenths.div_euclid(10), self.tenths.rem_euclid(10)) {
            (0, tenth) => write!(f, "K.{tenth}"),
            (grade, tenth) => write!(f, "{grade}.{tenth}"),
        }
    }
}

impl TryFrom<String> for GradeEquivalent {
    type Error = NotAGradeEquivalent;
    fn try_from(text: String) -> Result<Self, NotAGradeEquivalent> {
        text.parse()
    }
}

impl From<GradeEquivalent> for String {
    fn from(score: GradeEquivalent) -> Self {
        score.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, tenths: i32, bound: Bound) {
        let read: GradeEquivalent = text.parse().expect("a grade equivalent");
        assert_eq!(read, GradeEquivalent { tenths, bound }, "{text}");
        assert_eq!(read.to_string(), text.replace(' ', ""));
    }

    #[test]
    fn grade_equivalents_are_whole_tenths() {
        check("5.6", 56, Bound::Exactly);
        check("K.0", 0, Bound::Exactly);
        check("K.9", 9, Bound::Exactly);
        check("1.0", 10, Bound::Exactly);
        check("<K.0", 0, Bound::Below);
        check("> 12.9", 129, Bound::Above);
    }

    #[test]
    fn what_is_no_tenth_of_a_grade_is_refused() {
        for text in [
            "5.10", "5.x", "5", "5.", ".5", "14.0", "-1.0", "PK.5", "5,6", "5.-1", "+5.1", "5.٣", "<>5.1", "",
        ] {
            assert_eq!(text.parse::<GradeEquivalent>(), Err(NotAGradeEquivalent), "{text}");
        }
    }
}
