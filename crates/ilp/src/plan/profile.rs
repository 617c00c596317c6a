//! The student's profile in the student's own words: what I am good at, what I like, what I need, what matters to me.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a profile entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// What I am good at.
    Strength,
    /// What I like to do or want to know more about.
    Interest,
    /// What I need.
    Need,
    /// What matters to me.
    Value,
    /// How I learn best.
    HowILearn,
    /// What gets in my way.
    InMyWay,
    /// What I need so that I can take part.
    AccessNeed,
    /// A language I speak, read or sign.
    Language,
}

/// Where something was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// In the result of an assessment.
    Assessment,
    /// In class.
    Class,
    /// In an activity, a job or at home.
    Activity,
    /// Somebody watched or was told.
    Observation,
}

/// What an entry rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence<T> {
    /// Where it was seen.
    pub seen: Seen,
    /// What was seen.
    pub what: T,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

impl<T> Evidence<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Evidence<U> {
        Evidence { seen: self.seen, what: f(self.what), on: self.on }
    }
}

/// One thing the student says about themself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileEntry<T> {
    /// What it is about.
    pub aspect: Aspect,
    /// The words.
    pub words: T,
    /// What it rests on, if anything: nobody has to prove what they like.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence<T>>,
}

impl<T> ProfileEntry<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> ProfileEntry<U> {
        let words = f(self.words);
        let evidence = self.evidence.into_iter().map(|one| one.map(f)).collect();
        ProfileEntry { aspect: self.aspect, words, evidence }
    }
}

/// What somebody else sees in the student; shown under "what others see", never mixed with the student's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation<T> {
    /// What it is about.
    pub aspect: Aspect,
    /// The observer's words.
    pub words: T,
    /// What it rests on.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence<T>>,
}

impl<T> Observation<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Observation<U> {
        let words = f(self.words);
        let evidence = self.evidence.into_iter().map(|one| one.map(f)).collect();
        Observation { aspect: self.aspect, words, evidence }
    }
}
