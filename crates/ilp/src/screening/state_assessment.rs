//! *Rule* `screening/state_assessment`: a learner was not successful on any, or on all, content areas of the state's
//! assessment of a school year.
//!
//! *Why.* States ask for a plan for whom their own test found below standard. What they forget is whom it did not test: a
//! missing or void score is "cannot tell" here, so that nobody is passed over who was ill on the day.
//!
//! *Source.* RCW 28A.655.061 (before 2010) and 28A.655.270(2): "not successful on any or all of the content areas" of the
//! assessment "during the previous school year". Cut scores are the policy's data: a state sets them anew, and the score that
//! counts for graduation is another one.
//!
//! *Limits.* Alternate assessments and accommodations count as the source reports them. The cut is that of the grade in which
//! the test was taken, not of the grade today. Which grade a learner was in before, when no score says it, is taken to be
//! the one below today's.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::area::{self, ContentArea, Several, why_no_score};
use super::asked::{self, Settings, field};
use super::{
    Applies, Day, Facts, How, Hundredths, Problem, Quantifier, Reason, Score, Validity, WhichYear, Wrong,
};
use crate::roster::Grade;
use crate::rule::{self, Field, Rule};

/// What `screening/state_assessment` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/state_assessment",
    version: 1,
    standing: rule::Standing::Law,
    summary: "whether a learner was not successful on any or on all content areas of the state assessment",
    source: "RCW 28A.655.061 (until 2010), RCW 28A.655.270(2) (until 2023)",
    fields: &FIELDS,
    example,
    verdict: asked::verdict::<StateAssessment>,
};

/// What a state or district decides about the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateAssessment {
    /// The names of the test. One that ends in `*` stands for all that begin so.
    pub measures: Vec<String>,
    /// The content areas that count.
    pub areas: Vec<ContentArea>,
    /// Whether one area below standard is enough.
    pub not_met_in: Quantifier,
    /// The school year of the test.
    #[serde(default = "previous")]
    pub year: WhichYear,
    /// Which of several scores in that year counts.
    #[serde(default)]
    pub several: Several,
    /// The lowest level that meets the standard, if levels decide.
    #[serde(default)]
    pub level_needed: Option<u8>,
    /// The lowest scores that meet the standard, if points decide.
    #[serde(default)]
    pub cuts: Vec<Cut>,
}

const fn previous() -> WhichYear {
    WhichYear::Previous
}

/// The lowest score that meets the standard in a content area and grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// The name of the content area.
    pub area: String,
    /// The grade in which the test is taken.
    pub grade: Grade,
    /// The score from which on the standard is met.
    pub met: Hundredths,
}

/// Whether a standard is met and by what, or what is missing to say.
type Met<'a> = Result<(bool, How), Reason<'a>>;

/// The highest rank counts.
type Rank = (Option<NaiveDate>, u8, Option<Hundredths>, Option<NaiveDate>);

impl Settings for StateAssessment {
    fn applies<'a>(&'a self, facts: &Facts<'a>, day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies {
        let areas = self.areas.iter().filter_map(|area| self.not_met_in_area(area, facts, day, say));
        self.not_met_in.of(areas)
    }

    fn check(&self) -> Result<(), Wrong> {
        area::check(&self.measures, &self.areas)?;
        if let Some(level) = self.level_needed {
            area::check_range("/level_needed", level, 1, 9)?;
        }
        self.check_cuts()
    }
}

impl StateAssessment {
    /// Whether the standard was not met in one area. `None`: the area is not tested in that grade, and does not count.
    fn not_met_in_area<'a>(
        &'a self,
        area: &'a ContentArea,
        facts: &Facts<'a>,
        day: Day,
        say: &mut dyn FnMut(Reason<'a>),
    ) -> Option<Applies> {
        let year = day.year(self.year);
        let scores = || self.scores(area, facts, day);
        let valid = scores().filter(|score| score.validity == Validity::Valid);
        let judged = valid.map(|score| (score, self.met(area, score)));
        let Some((score, met)) = judged.max_by_key(|judged| self.rank(judged)) else {
            let reason = why_no_score(area, scores());
            let reason = reason.unwrap_or_else(|| self.why_none(area, facts.grade, year));
            let counts = !matches!(reason, Reason::NotGiven { .. });
            say(reason);
            return counts.then_some(Applies::CannotTell);
        };
        let (area, day) = (Cow::from(&area.name), score.day);
        let (applies, reason) = match met {
            Ok((true, how)) => (Applies::No, Reason::Met { area, year, day, how }),
            Ok((false, how)) => (Applies::Yes, Reason::NotMet { area, year, day, how }),
            Err(reason) => (Applies::CannotTell, reason),
        };
        say(reason);
        Some(applies)
    }

    /// The scores in one area that were made by today for the year that counts, valid or not.
    fn scores<'a>(
        &self,
        area: &ContentArea,
        facts: &Facts<'a>,
        day: Day,
    ) -> impl Iterator<Item = &'a Score<'a>> {
        let year = day.year(self.year);
        facts.scores.iter().filter(move |score| {
            score.school_year(day) == year
                && score.day <= day.date
                && area::is_of(&self.measures, score)
                && area.is(&score.subject)
        })
    }

    fn why_none<'a>(&self, area: &'a ContentArea, today: Option<&Grade>, year: i32) -> Reason<'a> {
        let name = Cow::from(&area.name);
        match today.and_then(|grade| grade_of_test(grade, self.year)) {
            Some(grade) if !area.is_given_in(&grade) => Reason::NotGiven { area: name, grade },
            _ => Reason::NoScore { area: name, year: Some(year) },
        }
    }

    /// Whether the score meets the standard and by what, or what is missing to say.
    fn met<'a>(&self, area: &'a ContentArea, score: &Score<'a>) -> Met<'a> {
        let name = || Cow::from(&area.name);
        let mut cuts = self.cuts.iter().filter(|cut| cut.area == area.name).peekable();
        if let (Some(points), Some(_)) = (score.points, cuts.peek()) {
            let Some(grade) = &score.grade else {
                return self
                    .met_by_level(score)
                    .ok_or_else(|| Reason::NoGradeAtTest { area: name(), day: score.day });
            };
            if let Some(cut) = cuts.find(|cut| cut.grade == *grade).map(|cut| cut.met) {
                return Ok((cut <= points, How::CutScore { points, cut, grade: grade.clone() }));
            }
        }
        let nothing = || Reason::NoStandard { area: name(), day: score.day, grade: score.grade.clone() };
        self.met_by_level(score).ok_or_else(nothing)
    }

    fn met_by_level(&self, score: &Score<'_>) -> Option<(bool, How)> {
        if let (Some(level), Some(needed)) = (score.level, self.level_needed) {
            return Some((needed <= level, How::Level { level, needed }));
        }
        score.met.map(|met| (met, How::Reported))
    }

    /// How much one score counts among several: by day, or by how good it is.
    fn rank(&self, (score, met): &(&Score<'_>, Met<'_>)) -> Rank {
        let good = match met {
            Ok((true, _)) => 2,
            Err(_) => 1,
            Ok((false, _)) => 0,
        };
        match self.several {
            Several::Latest => (Some(score.day), good, score.points, None),
            Several::Best => (None, good, score.points, Some(score.day)),
        }
    }

    fn check_cuts(&self) -> Result<(), Wrong> {
        for (at, cut) in self.cuts.iter().enumerate() {
            let pointer = |field: &str| format!("/cuts/{at}/{field}");
            if self.areas.iter().all(|area| area.name != cut.area) {
                return Err(Wrong::at(pointer("area"), Problem::NoSuchArea(cut.area.clone())));
            }
            area::check_grades(&pointer("grade"), std::slice::from_ref(&cut.grade))
                .map_err(|wrong| Wrong::at(pointer("grade"), wrong.problem))?;
            if self.cuts[..at].iter().any(|earlier| earlier.area == cut.area && earlier.grade == cut.grade) {
                let twice = format!("{} in grade {}", cut.area, cut.grade);
                return Err(Wrong::at(pointer("grade"), Problem::Twice(twice)));
            }
        }
        self.areas.iter().try_for_each(|area| self.check_whole(area))
    }

    /// Where points decide, every grade of an area has its cut: those it is tested in, else those that any area has.
    fn check_whole(&self, area: &ContentArea) -> Result<(), Wrong> {
        let of_any = self.cuts.iter().map(|cut| &cut.grade);
        let is_cut = |grade: &Grade| self.cuts.iter().any(|cut| cut.area == area.name && cut.grade == *grade);
        let hole = match &area.tested_in[..] {
            [] => of_any.into_iter().find(|grade| !is_cut(grade)),
            _ if self.cuts.is_empty() => None,
            grades => grades.iter().find(|grade| !is_cut(grade)),
        };
        hole.map_or(Ok(()), |grade| {
            let problem = Problem::NoCut { area: area.name.clone(), grade: grade.to_string() };
            Err(Wrong::at("/cuts", problem))
        })
    }
}

/// The grade of a learner in that school year, when they moved up since like everybody else.
fn grade_of_test(today: &Grade, year: WhichYear) -> Option<Grade> {
    match (year, today) {
        (WhichYear::This, grade) => Some(grade.clone()),
        (WhichYear::Previous, Grade::Numbered(1)) => Some(Grade::Kindergarten),
        (WhichYear::Previous, Grade::Numbered(number)) => Some(Grade::Numbered(number - 1)),
        (WhichYear::Previous, Grade::Kindergarten) => Some(Grade::Prekindergarten),
        (WhichYear::Previous, _) => None,
    }
}

static FIELDS: [Field; 23] = [
    asked::TODAY,
    asked::YEAR_BEGINS,
    asked::MEASURES,
    asked::AREA,
    asked::CALLED,
    asked::TESTED_IN,
    field("/facts/settings/not_met_in", "any: one area below standard is enough; all: it takes every area"),
    field("/facts/settings/year", "previous (if left out): the school year before the one of today; or this"),
    field(
        "/facts/settings/several",
        "which of several scores in the year counts: latest (if left out) or best",
    ),
    field(
        "/facts/settings/level_needed",
        "the lowest level that meets the standard, or null: levels do not decide",
    ),
    field("/facts/settings/cuts/*/area", "the name of a content area"),
    field("/facts/settings/cuts/*/grade", "the grade in which the test is taken"),
    field(
        "/facts/settings/cuts/*/met",
        "the lowest score that meets the standard; it decides before level and met",
    ),
    asked::GRADE,
    asked::MEASURE,
    asked::SUBJECT,
    asked::DAY,
    field(
        "/facts/learner/scores/*/year",
        "the calendar year in which the school year ends for which it counts; by its day if null",
    ),
    asked::TEST_GRADE,
    field(
        "/facts/learner/scores/*/points",
        "the scale score, a whole number or in quotes with decimals, or null",
    ),
    field("/facts/learner/scores/*/level", "the achievement level, the lowest being 1, or null"),
    field(
        "/facts/learner/scores/*/met",
        "true or false where the source says whether the standard was met, or null",
    ),
    asked::VALIDITY,
];

/// A third grader of last year, one point below the cut in reading and at the cut in mathematics.
fn example() -> Value {
    json!({
        "today": "2026-11-23",
        "year_begins": 7,
        "settings": {
            "measures": ["Smarter Balanced"],
            "areas": [
                {"name": "ELA", "called": ["English Language Arts"], "tested_in": ["03", "04"]},
                {"name": "Math", "called": ["Mathematics"], "tested_in": ["03", "04"]}
            ],
            "not_met_in": "any",
            "year": "previous",
            "several": "latest",
            "level_needed": null,
            "cuts": [
                {"area": "ELA", "grade": "03", "met": 2432},
                {"area": "ELA", "grade": "04", "met": 2473},
                {"area": "Math", "grade": "03", "met": 2436},
                {"area": "Math", "grade": "04", "met": 2485}
            ]
        },
        "learner": {
            "grade": "04",
            "scores": [
                {
                    "measure": "Smarter Balanced", "subject": "ELA", "day": "2026-05-12", "year": null,
                    "grade": "03", "points": 2431, "level": null, "met": null, "validity": "valid"
                },
                {
                    "measure": "Smarter Balanced", "subject": "Mathematics", "day": "2026-05-14", "year": null,
                    "grade": "03", "points": 2436, "level": null, "met": null, "validity": "valid"
                }
            ]
        }
    })
}
