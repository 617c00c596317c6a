//! `access/decide` as a rule that can be asked from the command line and the rulebook.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{About, Act, Actor, Decision, Moment, decide};
use crate::rule::{self, Refused, Rule, Standing};

/// The input of the rule: the arguments of [`decide`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Who asks.
    pub actor: Actor,
    /// To do what.
    pub act: Act,
    /// About whom or what.
    pub about: About,
    /// When.
    pub now: Moment,
}

/// What `access/decide` says about itself.
pub static RULE: Rule = Rule {
    id: "access/decide",
    version: 1,
    standing: Standing::Law,
    summary: "whether a person may see or do something about a learner or a district today, and why",
    source: "34 CFR 99.3, 99.4, 99.5, 99.10, 99.21(b)(2), 99.30, 99.31(a)(1), 99.31(a)(8)",
    fields: &[],
    example,
    verdict,
};

fn example() -> Value {
    json!({})
}

fn verdict(facts: &Value) -> Result<Value, Refused> {
    let Facts { actor, act, about, now } = rule::facts(facts)?;
    Ok(match decide(&actor, act, &about, now) {
        Decision::Allow { because, fields } => json!({"allow": {"because": because, "fields": fields}}),
        Decision::Deny { why } => json!({"deny": {"why": why, "may_know_of": why.may_know_of()}}),
    })
}
