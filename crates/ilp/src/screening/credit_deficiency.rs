//! *Rule* `screening/credit_deficiency`: a learner has earned fewer credits than are expected by their grade and term.
//!
//! *Why.* Credits missed in the first years of high school are what most often keeps a student from graduating in time, and
//! the sooner somebody looks, the more ways are left.
//!
//! *Source.* RCW 28A.655.270(2): "may not be on track to graduate due to credit deficiencies". How many credits are
//! expected when is no state's law but the district's table, and part of the policy.
//!
//! *Limits.* Credits of any subject count. Which courses are still needed for a diploma is another question. In a grade
//! without a row nothing is expected; between two rows of a grade the earlier one holds.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{self, Settings, field};
use super::{Applies, Day, Facts, Problem, Reason, Wrong, area};
use crate::roster::Grade;
use crate::rule::{self, Field, Rule};

/// What `screening/credit_deficiency` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/credit_deficiency",
    version: 1,
    standing: rule::Standing::Policy,
    summary: "whether a learner has earned fewer credits than are expected by their grade and term",
    source: "RCW 28A.655.270(2) (until 2023); the district's own table of credits expected",
    fields: &FIELDS,
    example,
    verdict: asked::verdict::<CreditDeficiency>,
};

/// What a district decides about the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditDeficiency {
    /// What is expected when. Every grade has a row for its first term.
    pub expected: Vec<Expected>,
    /// From how many half credits too few on it counts.
    #[serde(default = "half_a_credit")]
    pub half_credits_short: u16,
}

const fn half_a_credit() -> u16 {
    1
}

/// The credits that a learner has earned who is on track when a term begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The grade.
    pub grade: Grade,
    /// The term of its year, from 1.
    pub term: u8,
    /// In halves.
    pub half_credits: u32,
}

impl Settings for CreditDeficiency {
    fn applies<'a>(&'a self, facts: &Facts<'a>, _day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies {
        let (applies, reason) = self.judged(facts).unwrap_or_else(|missing| (Applies::CannotTell, missing));
        say(reason);
        applies
    }

    fn check(&self) -> Result<(), Wrong> {
        if self.expected.is_empty() {
            return Err(Wrong::at("/expected", Problem::Empty("grade")));
        }
        area::check_range("/half_credits_short", self.half_credits_short, 1, 100)?;
        for (at, row) in self.expected.iter().enumerate() {
            self.check_row(at, row).map_err(|wrong| wrong.below(&format!("/expected/{at}")))?;
        }
        Ok(())
    }
}

impl CreditDeficiency {
    fn judged<'a>(&self, facts: &Facts<'a>) -> Result<(Applies, Reason<'a>), Reason<'a>> {
        let grade = facts.grade.ok_or(Reason::NoGrade)?.clone();
        let rows = || self.expected.iter().filter(|row| row.grade == grade);
        if rows().next().is_none() {
            return Ok((Applies::No, Reason::NoCreditsExpected { grade }));
        }
        let term = facts.term.ok_or(Reason::NoTerm)?;
        let row = rows().filter(|row| row.term <= term).max_by_key(|row| row.term).ok_or(Reason::NoTerm)?;
        let half_credits_earned = facts.half_credits_earned.ok_or(Reason::NoTranscript)?;
        let half_credits_expected = row.half_credits;
        let short = half_credits_expected.saturating_sub(half_credits_earned);
        Ok(if u32::from(self.half_credits_short) <= short {
            (Applies::Yes, Reason::CreditsBehind { grade, term, half_credits_earned, half_credits_expected })
        } else {
            (Applies::No, Reason::CreditsInTime { grade, term, half_credits_earned, half_credits_expected })
        })
    }

    fn check_row(&self, at: usize, row: &Expected) -> Result<(), Wrong> {
        area::check_grades("/grade", std::slice::from_ref(&row.grade))
            .map_err(|wrong| Wrong::at("/grade", wrong.problem))?;
        area::check_range("/term", row.term, 1, 12)?;
        let is_there =
            |grade: &Grade, term| self.expected.iter().any(|row| row.grade == *grade && row.term == term);
        if self.expected[..at].iter().any(|earlier| earlier.grade == row.grade && earlier.term == row.term) {
            let twice = format!("grade {}, term {}", row.grade, row.term);
            return Err(Wrong::at("/term", Problem::Twice(twice)));
        }
        let missing = |grade: &Grade, term| {
            let problem = Problem::NothingExpected { grade: grade.to_string(), term };
            Err(Wrong::at("", problem))
        };
        if 1 < row.term && !is_there(&row.grade, row.term - 1) {
            return missing(&row.grade, row.term - 1);
        }
        if let Grade::Numbered(number) = row.grade {
            let is_later =
                |other: &&Expected| matches!(other.grade, Grade::Numbered(later) if number < later);
            let next = Grade::Numbered(number + 1);
            if self.expected.iter().any(|other| is_later(&other)) && !is_there(&next, 1) {
                return missing(&next, 1);
            }
        }
        let is_earlier = |other: &&Expected| (&other.grade, other.term) < (&row.grade, row.term);
        let before = self.expected.iter().filter(is_earlier).map(|other| other.half_credits).max();
        if before.is_some_and(|before| row.half_credits < before) {
            return Err(Wrong::at("/half_credits", Problem::FewerExpectedLater));
        }
        Ok(())
    }
}

static FIELDS: [Field; 8] = [
    asked::TODAY,
    field("/facts/settings/expected/*/grade", "a grade; in grades without a row no credits are expected"),
    field("/facts/settings/expected/*/term", "the term of its year that begins, counted from 1"),
    field(
        "/facts/settings/expected/*/half_credits",
        "what a learner has earned who is on track then, in half credits",
    ),
    field(
        "/facts/settings/half_credits_short",
        "from how many half credits too few on it counts; 1 if left out",
    ),
    asked::GRADE,
    field("/facts/learner/term", "which term of the school year today lies in, from 1, or null"),
    field(
        "/facts/learner/half_credits_earned",
        "credits earned so far, in halves; null: there is no transcript",
    ),
];

/// A tenth grader, a credit behind at the beginning of the year.
fn example() -> Value {
    json!({
        "today": "2026-09-08",
        "settings": {
            "expected": [
                {"grade": "09", "term": 1, "half_credits": 0},
                {"grade": "09", "term": 2, "half_credits": 6},
                {"grade": "10", "term": 1, "half_credits": 12},
                {"grade": "10", "term": 2, "half_credits": 18}
            ],
            "half_credits_short": 1
        },
        "learner": {"grade": "10", "term": 1, "half_credits_earned": 10}
    })
}
