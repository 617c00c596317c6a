//! Where the student wants to go: aspirations for life after school, and the goals on the way there.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Amount;
use crate::ItemId;

/// The part of life after school that an aspiration is about (the areas of a transition plan, 34 CFR 300.320(b)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeArea {
    /// Education or training.
    Education,
    /// Work.
    Employment,
    /// Living independently.
    IndependentLiving,
}

/// What the student hopes to do later; "not sure yet" is an answer, and several at once are welcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aspiration<T> {
    /// The part of life it is about.
    pub area: LifeArea,
    /// The hope, in words.
    pub words: T,
    /// Whether the student is sure of it yet.
    pub sure: bool,
}

impl<T> Aspiration<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Aspiration<U> {
        Aspiration { area: self.area, words: f(self.words), sure: self.sure }
    }
}

/// How far a goal reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Beyond this school year.
    LongTerm,
    /// Within this school year.
    ShortTerm,
}

/// How one will know that a goal is reached. There is no default baseline: where nobody has measured yet, there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure<T> {
    /// A number with a unit.
    Number {
        /// What is counted, such as "words read a minute".
        unit: T,
        /// Where the student stands now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<Amount>,
        /// Where the student wants to stand.
        target: Amount,
    },
    /// Described levels, from the first to the last.
    Levels {
        /// What each level looks like.
        levels: Vec<T>,
        /// The level now, counted from 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<u8>,
        /// The level aimed at, counted from 0.
        target: u8,
    },
    /// Done or not yet.
    Done {
        /// What will have happened.
        what: T,
    },
    /// So many times in a span of days.
    Count {
        /// What is counted.
        unit: T,
        /// Now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<u32>,
        /// Aimed at.
        target: u32,
        /// In how many days.
        per_days: u16,
    },
}

impl<T> Measure<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Measure<U> {
        match self {
            Self::Number { unit, baseline, target } => Measure::Number { unit: f(unit), baseline, target },
            Self::Levels { levels, baseline, target } => {
                Measure::Levels { levels: levels.into_iter().map(f).collect(), baseline, target }
            }
            Self::Done { what } => Measure::Done { what: f(what) },
            Self::Count { unit, baseline, target, per_days } => {
                Measure::Count { unit: f(unit), baseline, target, per_days }
            }
        }
    }
}

/// What a goal is tied to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Links {
    /// Other items of the plan: aspirations it serves, strengths it uses, needs it meets, the long-term goal it is part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemId>,
    /// Learning standards by their codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<String>,
    /// The goal of the student's IEP that it goes with, by that document's own number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iep_goal: Option<String>,
}

/// Something the student wants to reach, or the school has set as its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal<T> {
    /// How far it reaches.
    pub reach: Reach,
    /// What is wanted.
    pub statement: T,
    /// Why it matters to me; for a goal of the school, its reason or citation.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub why: Option<T>,
    /// How one will know.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure<T>>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// What it is tied to.
    #[serde(default)]
    pub links: Links,
}

/// `None` for any type: serde's `default` would ask for `T: Default`, which text with an author cannot have.
pub(super) fn none<T>() -> Option<T> {
    None
}

impl<T> Goal<T> {
    pub(super) fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Goal<U> {
        Goal {
            reach: self.reach,
            statement: f(self.statement),
            why: self.why.map(&mut *f),
            measure: self.measure.map(|measure| measure.map(f)),
            by: self.by,
            links: self.links,
        }
    }
}
