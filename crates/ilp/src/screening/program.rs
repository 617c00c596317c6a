//! *Rule* `screening/program`: a learner is today in one of the programs that the policy names.
//!
//! *Why.* Whoever is served by a program has needs that somebody has already found; a plan of their own and the program's
//! (an IEP, a 504 plan) must know of each other. Some states and districts ask for a plan for everybody in a program.
//!
//! *Source.* The policy of the district, as in Tukwila's practice for Title I and the Learning Assistance Program; for the
//! programs themselves 20 U.S.C. 1414 (special education), 29 U.S.C. 794 (section 504), 20 U.S.C. 7801(20) (English
//! learners) and 20 U.S.C. 6315 (Title I).
//!
//! *Limits.* A learner is in no program if the district has loaded programs and none of theirs is named; only where no
//! programs were ever loaded can nobody tell. Whoever is in a school-wide program counts if the records say so.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{self, Settings, field};
use super::{Applies, Day, Facts, Reason, Wrong, area};
use crate::rule::{self, Field, Rule};

/// What `screening/program` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/program",
    version: 1,
    standing: rule::Standing::Policy,
    summary: "whether a learner is today in one of the programs that are named",
    source: "district policy; programs of 20 U.S.C. 1414, 29 U.S.C. 794, 20 U.S.C. 7801(20), 20 U.S.C. 6315",
    fields: &FIELDS,
    example,
    verdict: asked::verdict::<Program>,
};

/// What a district decides about the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The programs, one of which is enough.
    pub any_of: Vec<String>,
}

impl Settings for Program {
    fn applies<'a>(&'a self, facts: &Facts<'a>, day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies {
        let Some(programs) = facts.programs else {
            say(Reason::NoPrograms);
            return Applies::CannotTell;
        };
        let mut applies = Applies::No;
        for program in programs.iter().filter(|program| {
            program.since <= day.date
                && program.until.is_none_or(|until| day.date < until)
                && self.any_of.iter().any(|kind| kind.eq_ignore_ascii_case(&program.kind))
        }) {
            applies = Applies::Yes;
            say(Reason::InProgram { kind: Cow::Borrowed(&program.kind), since: program.since });
        }
        if applies == Applies::No {
            say(Reason::InNoProgram);
        }
        applies
    }

    fn check(&self) -> Result<(), Wrong> {
        area::check_words("/any_of", &self.any_of, "program")
    }
}

static FIELDS: [Field; 6] = [
    asked::TODAY,
    field(
        "/facts/settings/any_of",
        "the programs, one of which is enough: special_education, section_504, english_learner, title_i, or the district's own words",
    ),
    field(
        "/facts/learner/programs",
        "the learner's programs; null: the district has loaded no programs at all",
    ),
    field("/facts/learner/programs/*/kind", "which program, as in the settings"),
    field("/facts/learner/programs/*/since", "the first day in it"),
    field("/facts/learner/programs/*/until", "the first day on which it is over, or null"),
];

/// Whose special education began in the fall.
fn example() -> Value {
    json!({
        "today": "2026-11-23",
        "settings": {"any_of": ["special_education", "section_504", "english_learner", "title_i"]},
        "learner": {"programs": [{"kind": "special_education", "since": "2026-09-08", "until": null}]}
    })
}
