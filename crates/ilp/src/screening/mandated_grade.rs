//! *Rule* `screening/mandated_grade`: a learner is in a grade in which everybody has a plan.
//!
//! *Why.* Most states that ask for plans ask for them by grade, from grade 6, 7, 8 or 9 on.
//!
//! *Source.* The policy's own citation; those that are shipped are in `packs/`, such as RCW 28A.230.212 (Washington, grades
//! 7 to 12) and 704 KAR 3:305 (Kentucky, grades 6 to 12).
//!
//! *Limits.* The grade is today's. A deadline within a grade ("by the end of grade 8") is not this rule's.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{self, Settings, field};
use super::{Applies, Day, Facts, Problem, Reason, Wrong, area};
use crate::roster::Grade;
use crate::rule::{self, Field, Rule};

/// What `screening/mandated_grade` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/mandated_grade",
    version: 1,
    standing: rule::Standing::Law,
    summary: "whether a learner is in a grade in which everybody has a plan",
    source: "the policy's own citation, such as RCW 28A.230.212 or 704 KAR 3:305",
    fields: &FIELDS,
    example,
    verdict: asked::verdict::<MandatedGrade>,
};

/// What a state decides about the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MandatedGrade {
    /// The grades.
    pub grades: Vec<Grade>,
}

impl Settings for MandatedGrade {
    fn applies<'a>(&'a self, facts: &Facts<'a>, _day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies {
        let Some(grade) = facts.grade else {
            say(Reason::NoGrade);
            return Applies::CannotTell;
        };
        let mandated = self.grades.contains(grade);
        let grade = grade.clone();
        say(if mandated { Reason::GradeMandated { grade } } else { Reason::GradeNotMandated { grade } });
        Applies::known(mandated)
    }

    fn check(&self) -> Result<(), Wrong> {
        if self.grades.is_empty() {
            return Err(Wrong::at("/grades", Problem::Empty("grade")));
        }
        area::check_grades("/grades", &self.grades)
    }
}

static FIELDS: [Field; 3] = [
    asked::TODAY,
    field("/facts/settings/grades", "the grades in which everybody has a plan: 8 or \"08\", \"KG\""),
    asked::GRADE,
];

/// A seventh grader in Washington.
fn example() -> Value {
    json!({
        "today": "2026-11-23",
        "settings": {"grades": ["07", "08", "09", "10", "11", "12"]},
        "learner": {"grade": "07"}
    })
}
