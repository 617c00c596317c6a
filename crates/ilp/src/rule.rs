//! What every rule says about itself, and the one door through which any rule can be asked.
//!
//! In: `{"facts": …}`. Out: `{"rule", "version", "standing", "source", "verdict": …}`. A verdict holds codes with arguments, no
//! prose: the words live in `headway-text`. The tables of the rulebook run through [`judge`] too.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One judgement that Headway can make.
#[derive(Debug)]
pub struct Rule {
    /// Its path below `crates/ilp/src`, for ever the same once released.
    pub id: &'static str,
    /// Goes up when the same facts can get another verdict.
    pub version: u32,
    /// On what it stands.
    pub standing: Standing,
    /// What it judges, in a sentence.
    pub summary: &'static str,
    /// Statute and section, or author, year and page.
    pub source: &'static str,
    /// Every field of its input.
    pub fields: &'static [Field],
    /// Facts that it can judge: a start for somebody who writes their own.
    pub example: fn() -> Value,
    /// The judgement itself, from facts to verdict; asked through [`judge`].
    pub verdict: fn(&Value) -> Result<Value, Refused>,
}

/// On what a rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A statute or regulation asks for it.
    Law,
    /// It is published and tested.
    Research,
    /// A district or state decides it.
    Policy,
    /// It is our own judgement.
    Ours,
}

/// A field of a rule's input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Where it is: a JSON pointer into the input, with `*` for every element of a list.
    pub pointer: &'static str,
    /// What it means, and which values it may have.
    pub meaning: &'static str,
}

/// Why a question cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No rule has this id.
    #[error("there is no rule {id}; `headway judge --list` shows those there are")]
    UnknownRule {
        /// What was asked for.
        id: String,
    },
    /// A field is missing, unknown, or not what it should be.
    #[error("at {}: {expected}", place(pointer))]
    WrongField {
        /// Where, as a JSON pointer into the input.
        pointer: String,
        /// What is wrong with it and what is expected.
        expected: String,
    },
}

/// All rules, by id.
#[must_use]
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

static ALL: [&Rule; 9] = [
    &crate::access::RULE,
    &crate::screening::below_grade_level::RULE,
    &crate::screening::chronic_absence::RULE,
    &crate::screening::credit_deficiency::RULE,
    &crate::screening::mandated_grade::RULE,
    &crate::screening::policy::RULE,
    &crate::screening::program::RULE,
    &crate::screening::referral::RULE,
    &crate::screening::state_assessment::RULE,
];

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().iter().copied().find(|rule| rule.id == id)
}

/// The answer of the rule `id` to `{"facts": …}`, in the envelope that every rule shares.
pub fn judge(id: &str, input: &Value) -> Result<Value, Refused> {
    let rule = find(id).ok_or_else(|| Refused::UnknownRule { id: id.to_owned() })?;
    let Value::Object(envelope) = input else {
        return Err(wrong("", "expected an object with the field `facts`"));
    };
    if let Some(unknown) = envelope.keys().find(|key| *key != "facts") {
        return Err(wrong(&format!("/{}", escaped(unknown)), "unknown field, expected `facts` alone"));
    }
    let facts = envelope.get("facts").ok_or_else(|| wrong("", "missing field `facts`"))?;
    Ok(json!({
        "rule": rule.id,
        "version": rule.version,
        "standing": rule.standing,
        "source": rule.source,
        "verdict": (rule.verdict)(facts)?,
    }))
}

/// Facts of a rule from JSON. What is wrong is named by its place in the whole input, which holds them under `/facts`.
pub fn facts<T: DeserializeOwned>(facts: &Value) -> Result<T, Refused> {
    serde_path_to_error::deserialize(facts).map_err(|error| {
        let pointer = pointer(error.path());
        wrong(&pointer, &error.into_inner().to_string())
    })
}

fn wrong(pointer: &str, expected: &str) -> Refused {
    Refused::WrongField { pointer: pointer.to_owned(), expected: expected.to_owned() }
}

/// An empty pointer is the whole input, which a message should say.
fn place(pointer: &str) -> &str {
    if pointer.is_empty() { "the top" } else { pointer }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let steps = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(escaped(key)),
        Segment::Enum { variant } => Some(escaped(variant)),
        Segment::Unknown => None,
    });
    steps.fold("/facts".to_owned(), |pointer, step| format!("{pointer}/{step}"))
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
