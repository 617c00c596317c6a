//! The plan: what it is made of, how it changes, and whose each piece is.
//!
//! A [`Plan`] is the fold of its accepted [`Entry`]s ([`replay`]); [`apply`] takes one more. Nothing is overwritten: a new
//! revision supersedes, and every text keeps its author, its language and its date. A [`Proposal`] is not a [`Change`]:
//! it becomes some when the person whose item it is accepts it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ChangeId, DissentId, ItemId, OpeningId, PersonId};

mod acts;
mod amount;
mod apply;
#[cfg(test)]
mod attacks;
mod change;
mod checks;
mod compare;
mod fold;
mod goal;
#[cfg(test)]
mod golden;
mod history;
mod item;
mod journey;
mod opening;
pub mod ownership;
mod profile;
#[cfg(test)]
mod properties;
mod proposal;
mod redaction;
#[cfg(test)]
mod sample;
mod sight;
mod text;
mod undertaking;

pub use acts::acts_for;
pub use amount::{Amount, NotAnAmount};
pub use apply::apply;
pub use change::{About, Change, Entry, Letter, Life, Through};
pub use checks::Refused;
pub use compare::{Difference, compare};
pub use goal::{Aspiration, Goal, LifeArea, Links, Measure, Reach};
pub use history::{Broken, as_of, replay};
pub use item::{Agreement, Body, Delay, Item, Kind, Move, Owner, Stage, Stance};
pub use journey::{CourseChoice, Experience, Note, Review};
pub use opening::{Closed, ClosedBecause, Opening, PlanType, Signature, State};
pub use profile::{Aspect, Evidence, Observation, ProfileEntry, Seen};
pub use proposal::{
    Answer, Answered, Proposal, Standing, accept, check_answer, check_counter, check_proposal,
};
pub use redaction::{places_of, without};
pub use sight::{Sight, Sighted};
use text::Provenance;
pub use text::{
    Author, Hand, Language, Party, Place, RecordedFor, Said, TEXT_CHARS_MAX, Text, TextRefused, Words,
    Written,
};
pub use undertaking::{Dosage, Intervention, Step, Support};

/// A note "I see this differently".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dissent {
    /// What it is about.
    pub about: About,
    /// How it is seen instead.
    pub words: Words,
    /// When its author took it back, if they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Somebody whom the student has named to decide together with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supporter {
    /// With what they help.
    pub words: Words,
    /// When the student ended it, if they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// Who took a text away, when, and under which rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// Whose hand.
    pub by: Hand,
    /// When.
    pub at: DateTime<Utc>,
    /// Under which rule.
    pub rule: String,
}

/// One learner's plan as it now stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Whose plan it is.
    pub learner: PersonId,
    /// How many changes it is the fold of.
    pub version: u64,
    /// Whether the learner is here.
    #[serde(default)]
    pub life: Life,
    /// Its pieces.
    #[serde(default)]
    pub items: BTreeMap<ItemId, Item>,
    /// Different views, also those taken back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dissents: BTreeMap<DissentId, Dissent>,
    /// Supporters, also former ones.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub supporters: BTreeMap<PersonId, Supporter>,
    /// Plan types, also closed ones.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub openings: BTreeMap<OpeningId, Opening>,
    /// What was taken away, by the change that did it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub redactions: BTreeMap<ChangeId, Redaction>,
}

impl Plan {
    /// The plan of a learner about whom nothing is written yet.
    #[must_use]
    pub const fn empty(learner: PersonId) -> Self {
        Self {
            learner,
            version: 0,
            life: Life::Current,
            items: BTreeMap::new(),
            dissents: BTreeMap::new(),
            supporters: BTreeMap::new(),
            openings: BTreeMap::new(),
            redactions: BTreeMap::new(),
        }
    }

    /// The notes "I see this differently" on something that have not been taken back.
    pub fn dissents_about(&self, about: About) -> impl Iterator<Item = (DissentId, &Dissent)> {
        let standing = move |dissent: &Dissent| dissent.about == about && dissent.withdrawn_at.is_none();
        self.dissents.iter().filter(move |(_, dissent)| standing(dissent)).map(|(id, dissent)| (*id, dissent))
    }

    /// Whether the student has named this person to decide together with them, and has not ended it.
    #[must_use]
    pub fn has_supporter(&self, person: PersonId) -> bool {
        self.supporters.get(&person).is_some_and(|supporter| supporter.until.is_none())
    }

    /// Shows every text of the plan to `f`, which may change it; for redaction alone.
    fn each_words(&mut self, f: &mut dyn FnMut(&mut Words)) {
        for item in self.items.values_mut() {
            item.body = item.body.clone().map(&mut |mut words| {
                f(&mut words);
                words
            });
            item.moved.iter_mut().filter_map(|moved| moved.words.as_mut()).for_each(&mut *f);
            item.agreements.values_mut().filter_map(|agreement| agreement.words.as_mut()).for_each(&mut *f);
            item.delayed.iter_mut().for_each(|delay| f(&mut delay.reason));
        }
        self.dissents.values_mut().for_each(|dissent| f(&mut dissent.words));
        self.supporters.values_mut().for_each(|supporter| f(&mut supporter.words));
        for opening in self.openings.values_mut() {
            opening.because.iter_mut().for_each(&mut *f);
            opening.closed.iter_mut().filter_map(|closed| closed.words.as_mut()).for_each(&mut *f);
        }
    }
}
