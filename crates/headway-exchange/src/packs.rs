//! Policies of who needs a plan, as TOML: those that are shipped, and those that a district writes.
//!
//! The format is explained for the people who write it in `packs/README.md`; what the settings mean is in the rulebook.

use ilp::screening::{self, Policy};
use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

/// No policy is longer, in bytes.
pub const BYTES_MAX: usize = 256 * 1024;

/// The files of `packs/`.
const SHIPPED: [&str; 14] = [
    include_str!("../../../packs/district-six-months-below.toml"),
    include_str!("../../../packs/district-who-needs-a-plan.toml"),
    include_str!("../../../packs/us-az-ecap.toml"),
    include_str!("../../../packs/us-co-icap.toml"),
    include_str!("../../../packs/us-ia-icap.toml"),
    include_str!("../../../packs/us-ky-ilp.toml"),
    include_str!("../../../packs/us-nm-nsp.toml"),
    include_str!("../../../packs/us-ri-ilp.toml"),
    include_str!("../../../packs/us-tx-pgp-grades-6-8.toml"),
    include_str!("../../../packs/us-ut-pccr.toml"),
    include_str!("../../../packs/us-wa-hsbp.toml"),
    include_str!("../../../packs/us-wa-slp-grade-8.toml"),
    include_str!("../../../packs/us-wa-slp-grades-8-12.toml"),
    include_str!("../../../packs/us-wi-acp.toml"),
];

/// The policies that come with Headway, by id. Some of them hold no longer, and say so by their dates.
///
/// # Panics
/// Never: a test reads each of them.
#[must_use]
pub fn shipped() -> Vec<Policy> {
    let mut policies: Vec<Policy> =
        SHIPPED.iter().map(|text| read(text).expect("a shipped policy is whole")).collect();
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    policies
}

/// Why a text is no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub problem: Problem,
}

/// What can be wrong with a policy's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not a text that a person wrote.
    #[error("the file is longer than {BYTES_MAX} bytes; check that it is a policy")]
    TooLong,
    /// It breaks the rules of TOML.
    #[error("{0}; this is not TOML: compare it with a policy in packs/")]
    NotToml(String),
    /// A word or a value that a policy does not have, or lacks.
    #[error("{0}; packs/README.md explains every word of a policy")]
    NotAPolicy(String),
    /// A setting that no run could make sense of.
    #[error("{place} {problem}")]
    Setting {
        /// The names of the tables above it and its own, with points between.
        place: String,
        /// What is wrong and what to do.
        problem: screening::Problem,
    },
}

/// The policy that `text` writes, with nothing in it that a run could not make sense of.
pub fn read(text: &str) -> Result<Policy, Fault> {
    if BYTES_MAX < text.len() {
        return Err(Fault { line: 1, problem: Problem::TooLong });
    }
    let fault = |error: &toml::de::Error, problem: fn(String) -> Problem| {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        Fault { line, problem: problem(in_plain_words(error.message())) }
    };
    let mut table = DeTable::parse(text).map_err(|error| fault(&error, Problem::NotToml))?;
    table.get_mut().iter_mut().for_each(|(_, value)| dates_as_text(value));
    let policy = Policy::deserialize(Deserializer::from(table.clone()))
        .map_err(|error| fault(&error, Problem::NotAPolicy))?;
    policy.check().map_err(|wrong| {
        let steps: Vec<&str> = wrong.pointer.split('/').skip(1).collect();
        let line = line_of(text, place_of(table.get_ref(), &steps));
        Fault { line, problem: Problem::Setting { place: steps.join("."), problem: wrong.problem } }
    })?;
    Ok(policy)
}

/// What the reader of TOML says of a place for one rule, said of rules.
fn in_plain_words(message: &str) -> String {
    let plain = match message {
        "wanted exactly 1 element, more than 1 element" => {
            "several rules stand where one belongs, so join them with any, all or at_least"
        }
        "wanted exactly 1 element, found 0 elements" => "a rule is missing here, so name one",
        "wanted string or table" => {
            "a list stands where a rule belongs, so write [[needs.any]] to join several"
        }
        message => message,
    };
    plain.to_owned()
}

fn line_of(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().iter().take(byte);
    1 + before.filter(|byte| **byte == b'\n').count()
}

/// TOML has days of its own and the core reads them as text; both ways of writing one are right.
fn dates_as_text(value: &mut Spanned<DeValue<'_>>) {
    match value.get_mut() {
        DeValue::Datetime(day) => {
            let text = day.to_string();
            *value.get_mut() = DeValue::String(text.into());
        }
        DeValue::Array(elements) => elements.iter_mut().for_each(dates_as_text),
        DeValue::Table(fields) => fields.iter_mut().for_each(|(_, value)| dates_as_text(value)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {}
    }
}

/// Where a setting begins in the text; where it was left out, the nearest thing above it that is there.
fn place_of(table: &DeTable<'_>, steps: &[&str]) -> usize {
    let Some((first, rest)) = steps.split_first() else { return 0 };
    let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == first) else { return 0 };
    place_in(value, rest).unwrap_or(key.span().start)
}

fn place_in(value: &Spanned<DeValue<'_>>, steps: &[&str]) -> Option<usize> {
    let (first, rest) = steps.split_first()?;
    match value.get_ref() {
        DeValue::Table(fields) => {
            let (key, value) = fields.iter().find(|(key, _)| key.get_ref() == first)?;
            Some(place_in(value, rest).unwrap_or(key.span().start))
        }
        DeValue::Array(elements) => {
            let element = elements.get(first.parse::<usize>().ok()?)?;
            Some(place_in(element, rest).unwrap_or(element.span().start))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
