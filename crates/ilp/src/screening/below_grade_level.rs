//! *Rule* `screening/below_grade_level`: a learner is so many months below grade level on a uniform test.
//!
//! *Why.* Districts long used "more than six months below grade level" to find who needs a plan. It is a trigger for
//! adults, not a measure of growth: grade equivalents have no even steps, must not be added up or averaged, and a fifth
//! grader at 7.4 cannot do the work of grade seven.
//!
//! *Source.* Grade equivalents in months of a school year: SAGE Encyclopedia (methods.sagepub.com), "Grade-Equivalent Scores":
//! ten months, September is 0. Other publishers count September as 1, or nine months. Number of months, operator and
//! convention are the district's.
//!
//! *Limits.* One grade is ten months whatever the calendar. Whole tenths only, never binary fractions: 5.6 - 5.0 would be
//! 0.5999999999999996. What lies beyond the test's floor or ceiling is a bound, and the answer may be that nobody can tell.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::area::{self, ContentArea, Several, why_no_score};
use super::asked::{self, Settings, field};
use super::{Applies, Bound, Day, Facts, GradeEquivalent, Quantifier, Reason, Score, Validity, Wrong};
use crate::roster::Grade;
use crate::rule::{self, Field, Rule};

/// What `screening/below_grade_level` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/below_grade_level",
    version: 1,
    standing: rule::Standing::Policy,
    summary: "whether a learner is so many months below grade level on a uniform test",
    source: "district policy; months of a school year after SAGE Encyclopedia (methods.sagepub.com), Grade-Equivalent Scores",
    fields: &FIELDS,
    example,
    verdict: asked::verdict::<BelowGradeLevel>,
};

/// What a district decides about the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BelowGradeLevel {
    /// The names of the test. One that ends in `*` stands for all that begin so.
    pub measures: Vec<String>,
    /// The content areas that count.
    pub areas: Vec<ContentArea>,
    /// Whether one area below grade level is enough.
    pub below_in: Quantifier,
    /// How many months.
    pub months: u16,
    /// More than so many, or so many already.
    pub compare: Compare,
    /// How the months of a school year are counted.
    pub school_months: SchoolMonths,
    /// Which of several scores counts.
    #[serde(default)]
    pub several: Several,
    /// How old a score may be.
    #[serde(default = "a_year")]
    pub days_max: u16,
}

const fn a_year() -> u16 {
    365
}

/// What is compared with the number of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// Six months is not enough where six are named.
    MoreThan,
    /// Six months is enough.
    AtLeast,
}

/// How a publisher counts the months of a school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolMonths {
    /// The first month of lessons, 1 to 12: 9 is September.
    pub first_month: u8,
    /// The number that the first month has: 0 or 1.
    pub first_is: u8,
    /// How many months a year has: 9 or 10.
    pub months: u8,
}

impl SchoolMonths {
    /// The number of a day's month. Before lessons begin it is that of the first month, after they end that of the last.
    fn month_of(self, date: NaiveDate, day: Day) -> u8 {
        let since = |first: u8| (date.month() + 12 - u32::from(first)) % 12;
        let before_lessons =
            since(day.year_begins) < (u32::from(self.first_month) + 12 - u32::from(day.year_begins)) % 12;
        let months = if before_lessons { 0 } else { since(self.first_month).min(u32::from(self.months) - 1) };
        self.first_is + u8::try_from(months).expect("a year has twelve months")
    }

    /// What a learner of this grade who is exactly at grade level scores on that day, if the grade has a number.
    #[must_use]
    pub fn expected(self, grade: &Grade, date: NaiveDate, day: Day) -> Option<i32> {
        Some(GradeEquivalent::first_tenth_of(grade)? + i32::from(self.month_of(date, day)))
    }
}

impl Settings for BelowGradeLevel {
    fn applies<'a>(&'a self, facts: &Facts<'a>, day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies {
        let areas = self.areas.iter().filter_map(|area| {
            let (applies, reason) = self.below_in_area(area, facts, day);
            let counts = !matches!(reason, Reason::NotGiven { .. });
            say(reason);
            counts.then_some(applies)
        });
        self.below_in.of(areas)
    }

    fn check(&self) -> Result<(), Wrong> {
        area::check(&self.measures, &self.areas)?;
        area::check_range("/months", self.months, 1, 120)?;
        area::check_range("/days_max", self.days_max, 1, 3_650)?;
        area::check_range("/school_months/first_month", self.school_months.first_month, 1, 12)?;
        area::check_range("/school_months/first_is", self.school_months.first_is, 0, 1)?;
        area::check_range("/school_months/months", self.school_months.months, 9, 10)
    }
}

impl BelowGradeLevel {
    fn below_in_area<'a>(&self, area: &'a ContentArea, facts: &Facts<'a>, day: Day) -> (Applies, Reason<'a>) {
        let scores = || {
            facts.scores.iter().filter(|score| {
                score.day <= day.date && area::is_of(&self.measures, score) && area.is(&score.subject)
            })
        };
        let young = |score: &&Score<'_>| (day.date - score.day).num_days() <= i64::from(self.days_max);
        let valid = || scores().filter(|score| score.validity == Validity::Valid);
        let judged = valid().filter(young).map(|score| (score, self.below(area, score, facts.grade, day)));
        if let Some((_, below)) = judged.max_by_key(|(score, below)| self.rank(score, below)) {
            return below;
        }
        let reason = why_no_score(area, scores().filter(young)).unwrap_or_else(|| {
            let latest = valid().map(|score| score.day).max();
            self.why_none(area, facts.grade, latest)
        });
        (Applies::CannotTell, reason)
    }

    fn why_none<'a>(
        &self,
        area: &'a ContentArea,
        grade: Option<&Grade>,
        too_old: Option<NaiveDate>,
    ) -> Reason<'a> {
        let name = Cow::from(&area.name);
        match (grade, too_old) {
            (Some(grade), _) if !area.is_given_in(grade) => {
                Reason::NotGiven { area: name, grade: grade.clone() }
            }
            (_, Some(day)) => Reason::ScoreTooOld { area: name, day, days_max: self.days_max },
            (_, None) => Reason::NoScore { area: name, year: None },
        }
    }

    /// Whether this score is so far below what the learner's grade and the month of the test ask for.
    fn below<'a>(
        &self,
        area: &'a ContentArea,
        score: &Score<'_>,
        grade_today: Option<&Grade>,
        day: Day,
    ) -> (Applies, Reason<'a>) {
        let (area, on) = (Cow::from(&area.name), score.day);
        let this_year = day.school_year_of(on) == day.school_year_of(day.date);
        let grade = score.grade.as_ref().or(grade_today.filter(|_| this_year));
        let Some(expected) = grade.and_then(|grade| self.school_months.expected(grade, on, day)) else {
            return (Applies::CannotTell, Reason::NoGradeAtTest { area, day: on });
        };
        let Some(score) = score.grade_equivalent else {
            return (Applies::CannotTell, Reason::NoGradeEquivalent { area, day: on });
        };
        let (needed, compare) = (self.months, self.compare);
        let enough = match compare {
            Compare::MoreThan => i32::from(needed) + 1,
            Compare::AtLeast => i32::from(needed),
        };
        // A score below the floor is a tenth lower at least, and one above the ceiling a tenth higher.
        let below = expected - score.tenths;
        let (least, most) = match score.bound {
            Bound::Exactly => (below, below),
            Bound::Below => (below + 1, i32::MAX),
            Bound::Above => (i32::MIN, below - 1),
        };
        let (day, expected) = (on, GradeEquivalent::exactly(expected));
        if enough <= least {
            let reason = Reason::MonthsBelow { area, day, score, expected, months: least, needed, compare };
            (Applies::Yes, reason)
        } else if most < enough {
            let reason = Reason::NotSoFarBelow { area, day, score, expected, months: most, needed, compare };
            (Applies::No, reason)
        } else {
            (Applies::CannotTell, Reason::BeyondTheTest { area, day, score, expected, needed, compare })
        }
    }

    /// How much one score counts among several: by day, or by how good it is.
    fn rank(&self, score: &Score<'_>, (applies, _): &(Applies, Reason<'_>)) -> Rank {
        let good = match applies {
            Applies::No => 2,
            Applies::CannotTell => 1,
            Applies::Yes => 0,
        };
        let tenths = score.grade_equivalent.map(|score| score.tenths);
        match self.several {
            Several::Latest => (Some(score.day), good, tenths, None),
            Several::Best => (None, good, tenths, Some(score.day)),
        }
    }
}

/// The highest rank counts.
type Rank = (Option<NaiveDate>, u8, Option<i32>, Option<NaiveDate>);

static FIELDS: [Field; 21] = [
    asked::TODAY,
    asked::YEAR_BEGINS,
    asked::MEASURES,
    asked::AREA,
    asked::CALLED,
    asked::TESTED_IN,
    field("/facts/settings/below_in", "any: one area below grade level is enough; all: it takes every area"),
    field("/facts/settings/months", "how many months, ten of which are a grade"),
    field("/facts/settings/compare", "more_than: exactly so many months is not enough; at_least: it is"),
    field("/facts/settings/school_months/first_month", "the first month of lessons, 1 to 12; 9 is September"),
    field("/facts/settings/school_months/first_is", "the number the publisher gives that month: 0 or 1"),
    field("/facts/settings/school_months/months", "how many months the publisher's school year has: 9 or 10"),
    field("/facts/settings/several", "which of several scores counts: latest (if left out) or best"),
    field("/facts/settings/days_max", "how many days old a score may be; 365 if left out"),
    asked::GRADE,
    asked::MEASURE,
    asked::SUBJECT,
    asked::DAY,
    asked::TEST_GRADE,
    field(
        "/facts/learner/scores/*/grade_equivalent",
        "grade, point, one digit: 5.6 or K.4; < or > in front where the test ends there, as in <K.0 and >12.9",
    ),
    asked::VALIDITY,
];

/// A fifth grader seven months below in March.
fn example() -> Value {
    json!({
        "today": "2027-03-31",
        "year_begins": 7,
        "settings": {
            "measures": ["Uniform Reading Test"],
            "areas": [{"name": "Reading", "called": [], "tested_in": []}],
            "below_in": "any",
            "months": 6,
            "compare": "more_than",
            "school_months": {"first_month": 9, "first_is": 0, "months": 10},
            "several": "latest",
            "days_max": 365
        },
        "learner": {
            "grade": "05",
            "scores": [{
                "measure": "Uniform Reading Test", "subject": "Reading", "day": "2027-03-10",
                "grade": "05", "grade_equivalent": "4.9", "validity": "valid"
            }]
        }
    })
}
