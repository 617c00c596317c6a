//! How the rules of screening are asked from the command line and the rulebook: facts and verdict as JSON.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Applies, Day, Facts, Learner, Reason, Wrong};
use crate::rule::{self, Field, Refused};

/// The settings of one rule: what a district decides about it.
pub(super) trait Settings {
    /// Whether the rule applies to this learner; `say` hears every reason.
    fn applies<'a>(&'a self, facts: &Facts<'a>, day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies;

    /// The first setting that no run could make sense of.
    fn check(&self) -> Result<(), Wrong>;
}

/// The input of every rule but the policy.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked<S> {
    today: NaiveDate,
    #[serde(default = "super::day::july")]
    year_begins: u8,
    settings: S,
    learner: Learner,
}

/// The verdict of one rule: its answer and every reason.
pub(super) fn verdict<S: Settings + DeserializeOwned>(facts: &Value) -> Result<Value, Refused> {
    let Asked::<S> { today, year_begins, settings, learner } = rule::facts(facts)?;
    let year = super::area::check_range("/year_begins", year_begins, 1, 12);
    let checked = year.and_then(|()| settings.check().map_err(|wrong| wrong.below("/settings")));
    checked.map_err(refused)?;
    let mut reasons = Vec::new();
    let day = Day { date: today, year_begins };
    let facts = learner.facts();
    let applies = settings.applies(&facts, day, &mut |reason| reasons.push(reason));
    Ok(json!({"applies": applies, "reasons": reasons}))
}

pub(super) fn refused(wrong: Wrong) -> Refused {
    let Wrong { pointer, problem } = wrong.below("/facts");
    Refused::WrongField { pointer, expected: problem.to_string() }
}

pub(super) const fn field(pointer: &'static str, meaning: &'static str) -> Field {
    Field { pointer, meaning }
}

pub(super) const TODAY: Field =
    field("/facts/today", "the day for which is judged, YYYY-MM-DD; what is dated later counts for nothing");
pub(super) const YEAR_BEGINS: Field = field(
    "/facts/year_begins",
    "the month, 1 to 12, with whose first day a school year begins; 7 if left out",
);
pub(super) const GRADE: Field = field(
    "/facts/learner/grade",
    "the learner's grade today: KG, 01 to 13, or PK, TK, PS, UG; null if nobody knows",
);
pub(super) const MEASURES: Field = field(
    "/facts/settings/measures",
    "the names of the test, as its results come with them; a name that ends in * stands for all that begin so",
);
pub(super) const AREA: Field =
    field("/facts/settings/areas/*/name", "a content area, as results name it, in capitals or not");
pub(super) const CALLED: Field =
    field("/facts/settings/areas/*/called", "other names of the area in results; empty if left out");
pub(super) const TESTED_IN: Field = field(
    "/facts/settings/areas/*/tested_in",
    "the grades in which the test is given in this area, so that no score of another grade is missed; every grade if left out",
);
pub(super) const MEASURE: Field =
    field("/facts/learner/scores/*/measure", "the test, as the result comes with it");
pub(super) const SUBJECT: Field = field("/facts/learner/scores/*/subject", "the content area");
pub(super) const DAY: Field = field("/facts/learner/scores/*/day", "the day of the test");
pub(super) const TEST_GRADE: Field =
    field("/facts/learner/scores/*/grade", "the learner's grade on that day, or null");
pub(super) const VALIDITY: Field = field(
    "/facts/learner/scores/*/validity",
    "valid (if left out), invalidated (the score was declared void) or not_tested (absent, excused, refused)",
);
