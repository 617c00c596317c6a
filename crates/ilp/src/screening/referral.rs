//! *Rule* `screening/referral`: a named teacher has referred the learner, and said what was already tried.
//!
//! *Why.* Teachers see first what no test shows. A referral says what was tried, for how long, and what other teachers see,
//! so that the plan begins where the class ended, and so that nobody is referred in passing.
//!
//! *Source.* Our own, after the pre-referral steps of 34 CFR 300.309(b): what was given in class and what came of it is
//! recorded before a learner is taken to need more.
//!
//! *Limits.* An open referral with something missing is "cannot tell", and names what is missing: somebody has asked for
//! help. Whether what was tried was the right thing, people decide.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::asked::{self, Settings, field};
use super::{Applies, Day, Facts, Reason, Wrong, area, facts};
use crate::rule::{self, Field, Rule};

/// What `screening/referral` says about itself.
pub static RULE: Rule = Rule {
    id: "screening/referral",
    version: 1,
    standing: rule::Standing::Ours,
    summary: "whether a named teacher has referred the learner and said what was already tried",
    source: "our own, after 34 CFR 300.309(b)",
    fields: &FIELDS,
    example,
    verdict: asked::verdict::<Referral>,
};

/// What a district decides about the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Referral {
    /// How many days a referral counts.
    pub days_max: u16,
    /// How many strategies must have been tried.
    pub strategies_min: u16,
    /// For how many days each.
    pub strategy_days_min: u16,
    /// How many teachers must have said what they see.
    pub inputs_min: u16,
}

impl Default for Referral {
    fn default() -> Self {
        Self { days_max: 180, strategies_min: 1, strategy_days_min: 1, inputs_min: 1 }
    }
}

impl Settings for Referral {
    fn applies<'a>(&'a self, facts: &Facts<'a>, day: Day, say: &mut dyn FnMut(Reason<'a>)) -> Applies {
        let open = facts.referrals.iter().filter(|referral| {
            referral.day <= day.date
                && referral.until.is_none_or(|until| day.date < until)
                && (day.date - referral.day).num_days() <= i64::from(self.days_max)
        });
        let mut applies = None;
        for referral in open {
            let (one, reason) = self.judged(referral);
            applies = applies.max(Some(one));
            say(reason);
        }
        applies.unwrap_or_else(|| {
            say(Reason::NoReferral);
            Applies::No
        })
    }

    fn check(&self) -> Result<(), Wrong> {
        area::check_range("/days_max", self.days_max, 1, 3_650)?;
        area::check_range("/strategies_min", self.strategies_min, 1, 20)?;
        area::check_range("/strategy_days_min", self.strategy_days_min, 1, 366)?;
        area::check_range("/inputs_min", self.inputs_min, 1, 20)
    }
}

impl Referral {
    fn judged<'a>(self, referral: &'a facts::Referral<'a>) -> (Applies, Reason<'a>) {
        let (by, day) = (Cow::Borrowed(referral.by.trim()), referral.day);
        if by.is_empty() {
            return (Applies::CannotTell, Reason::NobodyNamed { day });
        }
        let is_said = |strategy: &&facts::Strategy<'_>| {
            let long_enough = strategy.days.is_some_and(|days| u32::from(self.strategy_days_min) <= days);
            !strategy.name.trim().is_empty() && long_enough
        };
        let tried = referral.strategies.iter().filter(is_said).fold(0, |count, _| count + 1);
        if tried < u32::from(self.strategies_min) {
            let reason = Reason::TooFewStrategies { by, day, tried, needed: self.strategies_min };
            return (Applies::CannotTell, reason);
        }
        let inputs = referral.inputs;
        if inputs < u32::from(self.inputs_min) {
            let reason = Reason::TooFewInputs { by, day, inputs, needed: self.inputs_min };
            return (Applies::CannotTell, reason);
        }
        (Applies::Yes, Reason::Referred { by, day, strategies: tried, inputs })
    }
}

static FIELDS: [Field; 11] = [
    asked::TODAY,
    field("/facts/settings/days_max", "how many days a referral counts; 180 if left out"),
    field("/facts/settings/strategies_min", "how many strategies must have been tried; 1 if left out"),
    field("/facts/settings/strategy_days_min", "for how many days each; 1 if left out"),
    field(
        "/facts/settings/inputs_min",
        "how many teachers must have said what they see, the one who refers among them; 1 if left out",
    ),
    field("/facts/learner/referrals/*/by", "the teacher who refers: an id or a name"),
    field("/facts/learner/referrals/*/day", "the day on which they did"),
    field(
        "/facts/learner/referrals/*/until",
        "the first day on which it is settled or taken back, or null: open",
    ),
    field("/facts/learner/referrals/*/strategies/*/name", "what was tried"),
    field("/facts/learner/referrals/*/strategies/*/days", "for how many days, or null if nobody said"),
    field("/facts/learner/referrals/*/inputs", "how many teachers have said what they see"),
];

/// A reading teacher refers, after six weeks in a small group.
fn example() -> Value {
    json!({
        "today": "2026-11-23",
        "settings": {"days_max": 180, "strategies_min": 1, "strategy_days_min": 1, "inputs_min": 2},
        "learner": {"referrals": [{
            "by": "Ms. Rivera",
            "day": "2026-11-02",
            "until": null,
            "strategies": [{"name": "Small group, three times a week", "days": 42}],
            "inputs": 2
        }]}
    })
}
