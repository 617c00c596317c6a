//! *Rule* `screening/policy`: by a policy, which joins rules, a learner needs a plan, needs none, or nobody can tell.
//!
//! *Why.* States and districts join rules as any, all, or some of several. With two values a learner without a score would
//! count as one who passed. With three, what is not known stays not known until it can no longer matter: one rule that
//! applies decides "any" whatever else is missing.
//!
//! *Source.* Kleene, Introduction to Metamathematics (1952), section 64, the strong three-valued connectives. Each policy
//! names its own statute or decision.
//!
//! *Limits.* Who is in the policy's grades and whether it holds today is judged first, by the same logic. A run says who is
//! identified and why; people decide what a plan then says.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{self, Settings, field, refused};
use super::{Applies, Day, Facts, Learner, Needs, Problem, Reason, Speaks, Wrong, all, any, area, at_least};
use crate::roster::Grade;
use crate::rule::{self, Field, Refused, Rule};

/// What `screening/policy` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/policy",
    version: 1,
    standing: rule::Standing::Policy,
    summary: "whether a learner needs a plan by a policy that joins rules as any, all or some of several, and why",
    source: "the policy's own citation; Kleene, Introduction to Metamathematics (1952), section 64",
    fields: &FIELDS,
    example,
    verdict,
};

/// Who needs a plan, by one state or district. Read from TOML by `headway_exchange::packs`, edited as new versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its name for machines, for ever the same.
    pub id: String,
    /// Goes up when somebody could be judged otherwise.
    pub version: u32,
    /// Its name for people.
    pub name: String,
    /// The statute and section, or the decision, that asks for it.
    pub citation: String,
    /// What a reader should know of how the text became settings.
    #[serde(default)]
    pub note: String,
    /// The first day on which it holds. `None`: since ever.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer holds.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The grades for which it is. Empty: for every grade.
    #[serde(default)]
    pub grades: Vec<Grade>,
    /// The month with whose first day a school year begins.
    #[serde(default = "super::day::july")]
    pub year_begins: u8,
    /// What makes a learner need a plan.
    pub needs: Needs,
}

/// What a policy says of a learner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome<'a> {
    /// In a word.
    pub standing: Standing,
    /// Why the learner is outside the policy, or what is missing to say whether they are.
    pub outside: Option<Reason<'a>>,
    /// What the rules found, in their order in the policy. [`judge`] leaves out those that do not apply.
    pub findings: Vec<Finding<'a>>,
}

/// Whether a learner needs a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The learner needs a plan.
    Identified,
    /// By this policy they need none.
    NotIdentified,
    /// Facts are missing without which nobody can say: [`Outcome::missing`].
    CannotTell,
}

/// What one rule of a policy says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding<'a> {
    /// Which rule of the policy, counted from 0 in reading order: a policy can hold one rule twice.
    pub place: usize,
    /// The rule's id.
    pub rule: Cow<'a, str>,
    /// The rule's version.
    pub version: u32,
    /// What it says.
    pub applies: Applies,
    /// Why.
    pub reasons: Vec<Reason<'a>>,
}

impl Outcome<'_> {
    /// The facts without which nobody can tell, as far as rules asked for them.
    pub fn missing(&self) -> impl Iterator<Item = &Reason<'_>> {
        let reasons = self.outside.iter().chain(self.findings.iter().flat_map(|finding| &finding.reasons));
        reasons.filter(|reason| reason.speaks() == Speaks::OfWhatIsMissing)
    }
}

/// Whether a learner needs a plan by this policy today, with the rules that apply or cannot tell.
///
/// The policy is one that [`Policy::check`] found nothing wrong with. Where no rule finds anything, nothing is allocated.
#[must_use]
pub fn judge<'a>(policy: &'a Policy, facts: &Facts<'a>, today: NaiveDate) -> Outcome<'a> {
    policy.outcome(facts, today, |applies| applies != Applies::No)
}

/// The same, with those that do not apply too: for somebody who asks why not.
#[must_use]
pub fn explain<'a>(policy: &'a Policy, facts: &Facts<'a>, today: NaiveDate) -> Outcome<'a> {
    policy.outcome(facts, today, |_| true)
}

impl Policy {
    /// The first thing in it that no run could make sense of.
    pub fn check(&self) -> Result<(), Wrong> {
        let texts = [("/id", &self.id), ("/name", &self.name), ("/citation", &self.citation)];
        if let Some((place, _)) = texts.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(Wrong::at(*place, Problem::Empty("letter")));
        }
        area::check_range("/version", self.version, 1, i64::from(u32::MAX))?;
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until <= from
        {
            return Err(Wrong::at("/until", Problem::EndsBeforeItBegins));
        }
        area::check_grades("/grades", &self.grades)?;
        area::check_range("/year_begins", self.year_begins, 1, 12)?;
        self.needs.check(0).map_err(|wrong| wrong.below("/needs"))
    }

    fn outcome<'a>(&'a self, facts: &Facts<'a>, today: NaiveDate, keep: fn(Applies) -> bool) -> Outcome<'a> {
        let (inside, outside) = self.is_for(facts, today);
        let mut findings = Vec::new();
        if inside == Applies::No {
            return Outcome { standing: Standing::NotIdentified, outside, findings };
        }
        let mut run = Run { facts, day: Day { date: today, year_begins: self.year_begins }, keep, place: 0 };
        let needs = run.judge(&self.needs, &mut findings);
        let standing = match all([inside, needs]) {
            Applies::Yes => Standing::Identified,
            Applies::No => Standing::NotIdentified,
            Applies::CannotTell => Standing::CannotTell,
        };
        Outcome { standing, outside, findings }
    }

    /// Whether the policy holds today and is for this learner, and what speaks against it or is missing.
    fn is_for<'a>(&self, facts: &Facts<'a>, today: NaiveDate) -> (Applies, Option<Reason<'a>>) {
        let begun = self.from.is_none_or(|from| from <= today);
        if !begun || self.until.is_some_and(|until| until <= today) {
            return (Applies::No, Some(Reason::NotInForce { from: self.from, until: self.until }));
        }
        match facts.grade {
            _ if self.grades.is_empty() => (Applies::Yes, None),
            None => (Applies::CannotTell, Some(Reason::NoGrade)),
            Some(grade) if self.grades.contains(grade) => (Applies::Yes, None),
            Some(grade) => (Applies::No, Some(Reason::OutsideGrades { grade: grade.clone() })),
        }
    }
}

/// One learner on the way through a policy.
struct Run<'f, 'a> {
    facts: &'f Facts<'a>,
    day: Day,
    keep: fn(Applies) -> bool,
    place: usize,
}

impl<'a> Run<'_, 'a> {
    /// Every rule is asked, even where the answer is clear: each has reasons that somebody wants to read.
    fn judge(&mut self, needs: &'a Needs, findings: &mut Vec<Finding<'a>>) -> Applies {
        match needs {
            Needs::Any(of) => any(of.iter().map(|needs| self.judge(needs, findings))),
            Needs::All(of) => all(of.iter().map(|needs| self.judge(needs, findings))),
            Needs::AtLeast { count, of } => {
                at_least(*count, of.iter().map(|needs| self.judge(needs, findings)))
            }
            rule => rule.rule().map_or(Applies::No, |(rule, settings)| self.find(rule, settings, findings)),
        }
    }

    /// The reasons are gathered only of what is kept: most learners are found by no rule, and nothing is allocated for them.
    fn find(
        &mut self,
        rule: &'static Rule,
        settings: &'a dyn Settings,
        findings: &mut Vec<Finding<'a>>,
    ) -> Applies {
        let place = self.place;
        self.place += 1;
        let applies = settings.applies(self.facts, self.day, &mut |_| ());
        if (self.keep)(applies) {
            let mut reasons = Vec::new();
            settings.applies(self.facts, self.day, &mut |reason| reasons.push(reason));
            findings.push(Finding { place, rule: rule.id.into(), version: rule.version, applies, reasons });
        }
        applies
    }
}

/// The input of the rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    today: NaiveDate,
    policy: Policy,
    learner: Learner,
}

fn verdict(facts: &Value) -> Result<Value, Refused> {
    let Asked { today, policy, learner } = rule::facts(facts)?;
    policy.check().map_err(|wrong| refused(wrong.below("/policy")))?;
    Ok(json!(explain(&policy, &learner.facts(), today)))
}

static FIELDS: [Field; 14] = [
    asked::TODAY,
    field("/facts/policy/id", "the policy's name for machines"),
    field("/facts/policy/version", "goes up when somebody could be judged otherwise"),
    field("/facts/policy/name", "its name for people"),
    field("/facts/policy/citation", "the statute and section, or the decision, that asks for it"),
    field(
        "/facts/policy/note",
        "what a reader should know of how the text became settings; empty if left out",
    ),
    field("/facts/policy/from", "the first day on which it holds, or null: since ever"),
    field("/facts/policy/until", "the first day on which it no longer holds, or null"),
    field("/facts/policy/grades", "the grades for which it is; empty or left out: for every grade"),
    field(
        "/facts/policy/year_begins",
        "the month, 1 to 12, with whose first day a school year begins; 7 if left out",
    ),
    field(
        "/facts/policy/needs",
        "one rule with its settings, or several joined: {\"any\": [...]}, {\"all\": [...]}, {\"at_least\": {\"count\": 2, \"of\": [...]}}",
    ),
    field(
        "/facts/policy/needs/any/*",
        "a rule, {\"program\": {settings}}, with the settings of `headway judge screening/program --help-fields`; so for each other rule",
    ),
    asked::GRADE,
    field(
        "/facts/learner",
        "what is known of the learner: the fields that its rules read; what is left out is not known",
    ),
];

/// A seventh grader in no program, whose attendance nobody knows.
fn example() -> Value {
    json!({
        "today": "2026-11-23",
        "policy": {
            "id": "example",
            "version": 1,
            "name": "Who needs a plan in our district",
            "citation": "Board policy 2090",
            "note": "",
            "from": "2026-08-01",
            "until": null,
            "grades": ["06", "07", "08"],
            "year_begins": 7,
            "needs": {"any": [
                {"program": {"any_of": ["special_education", "english_learner"]}},
                {"chronic_absence": {"percent": 10, "enrolled_days_min": 10, "year": "this"}}
            ]}
        },
        "learner": {"grade": "07", "programs": [], "attendance": []}
    })
}
