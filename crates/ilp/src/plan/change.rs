//! Every way in which a plan can change. Stored for ever: see `docs/decisions/0001-plan-is-a-value.md`.
//!
//! Additive only: a variant keeps its name, its number and its meaning; a new meaning is a new variant with the next
//! number, and the old one goes on being folded. Each has a golden file in `crates/ilp/golden/change/` that is never edited.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Body, ClosedBecause, Hand, Owner, Place, PlanType, Said, Stage, Stance, Text};
use crate::{ChangeId, DissentId, ItemId, OpeningId, PersonId, ProposalId};

/// One entry of a learner's log: who changed what, when, and by whose suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its id, minted outside.
    pub id: ChangeId,
    /// When it was accepted.
    pub at: DateTime<Utc>,
    /// Whose hand made it, or accepted it.
    pub hand: Hand,
    /// The proposal it came in by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Through>,
    /// What changed.
    pub change: Change,
}

/// The proposal by which a change came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Through {
    /// Which one.
    pub proposal: ProposalId,
    /// Whose words it brought.
    pub proposer: Hand,
    /// When they were written.
    pub proposed_at: DateTime<Utc>,
    /// Whose items it changes; what it adds becomes theirs.
    pub of: Owner,
}

/// What a note "I see this differently" is attached to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// An item.
    Item(ItemId),
    /// A plan type, such as the reason for which somebody is said to need a plan.
    Opening(OpeningId),
    /// The plan as a whole.
    Plan,
}

/// Whether the learner is here, and if not, why the plan rests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// Goes to school or works here.
    #[default]
    Current,
    /// Has left; may come back.
    Archived,
    /// Has finished; reads on as an alumna or alumnus.
    Graduated,
    /// Has moved, and the log with them.
    Transferred,
}

/// Where a text stands in a proposal, counted from 0 as [`super::Proposal::map_texts`] goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The proposal.
    pub proposal: ProposalId,
    /// Which of its texts.
    pub nth: u16,
}

/// A change of a plan. `kind` in the stored text is the variant's name and number, `body` its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Change {
    /// An item is written for the first time, or a new revision supersedes the one it names.
    #[serde(rename = "item_written.1")]
    ItemWritten {
        /// Which item.
        item: ItemId,
        /// The revision that the writer had before their eyes; `None` for a new item.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<u32>,
        /// What it says now.
        says: Body<Text>,
    },
    /// An item moves to another stage: begun, done, paused, dropped, taken back, or open again.
    #[serde(rename = "item_moved.1")]
    ItemMoved {
        /// Which item.
        item: ItemId,
        /// The revision that was before the writer's eyes.
        replaces: u32,
        /// The new stage.
        to: Stage,
        /// The day it holds for.
        on: NaiveDate,
        /// What helped, what was learned, why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Text>,
    },
    /// The student confirms what somebody else typed for them.
    #[serde(rename = "item_confirmed.1")]
    ItemConfirmed {
        /// Which item.
        item: ItemId,
        /// The revision that was shown or read aloud.
        revision: u32,
        /// In which form the student confirmed; `None` when they did it with their own hands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        how: Option<Said>,
    },
    /// The school puts somebody else in charge of one of its items.
    #[serde(rename = "item_handed_over.1")]
    ItemHandedOver {
        /// Which item.
        item: ItemId,
        /// The revision that was before the writer's eyes.
        replaces: u32,
        /// Who is responsible now.
        to: PersonId,
    },
    /// The student or a relative says where they stand on an item of the school.
    #[serde(rename = "agreement_given.1")]
    AgreementGiven {
        /// Which item.
        item: ItemId,
        /// The revision they speak of.
        revision: u32,
        /// Where they stand.
        stance: Stance,
        /// In words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Text>,
    },
    /// "I see this differently": travels with every view and export of what it is about.
    #[serde(rename = "seen_differently.1")]
    SeenDifferently {
        /// The note's id.
        dissent: DissentId,
        /// What it is about.
        about: About,
        /// How it is seen instead.
        words: Text,
    },
    /// Whoever saw something differently takes the note back; it stays in the history.
    #[serde(rename = "dissent_withdrawn.1")]
    DissentWithdrawn {
        /// Which note.
        dissent: DissentId,
    },
    /// The student names somebody who may decide together with them.
    #[serde(rename = "supporter_named.1")]
    SupporterNamed {
        /// Whom.
        person: PersonId,
        /// With what they help.
        words: Text,
    },
    /// The student ends it.
    #[serde(rename = "supporter_released.1")]
    SupporterReleased {
        /// Whom.
        person: PersonId,
    },
    /// A plan type is opened: by a policy's run or by a person.
    #[serde(rename = "opened.1")]
    Opened {
        /// The opening's id.
        opening: OpeningId,
        /// Which plan type.
        plan_type: PlanType,
        /// Why, in words for student and family.
        because: Vec<Text>,
    },
    /// Somebody signs a plan type, for themself and nobody else.
    #[serde(rename = "signed.1")]
    Signed {
        /// Which opening.
        opening: OpeningId,
        /// The version of the plan that was before their eyes, as a frozen whole.
        plan_version: u64,
        /// The pack's version.
        pack_version: String,
    },
    /// A review of a plan type begins.
    #[serde(rename = "review_began.1")]
    ReviewBegan {
        /// Which opening.
        opening: OpeningId,
    },
    /// A review of a plan type ends.
    #[serde(rename = "review_ended.1")]
    ReviewEnded {
        /// Which opening.
        opening: OpeningId,
        /// When the next one is due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<NaiveDate>,
    },
    /// A plan type is closed.
    #[serde(rename = "closed.1")]
    Closed {
        /// Which opening.
        opening: OpeningId,
        /// Why.
        because: ClosedBecause,
        /// In words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Text>,
    },
    /// The learner leaves, finishes, moves or comes back.
    #[serde(rename = "life_moved.1")]
    LifeMoved {
        /// To what.
        to: Life,
    },
    /// The privacy officer keeps one item from view for safety, until a day.
    #[serde(rename = "visibility_delayed.1")]
    VisibilityDelayed {
        /// Which item.
        item: ItemId,
        /// The first day on which it is seen again.
        until: NaiveDate,
        /// Why; seen by the officer alone.
        reason: Text,
    },
    /// Text that must not be there is taken out of the log; the only change that removes any.
    #[serde(rename = "redacted.1")]
    Redacted {
        /// Every place in the log where the text stood.
        places: Vec<Place>,
        /// The places in proposals that name it where it never came into the log.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        letters: Vec<Letter>,
        /// The rule that allows it, such as `another_childs_data`, `threat`, `officers_order`.
        rule: String,
    },
}

impl Change {
    /// The variant's name and number as they are stored, such as `item_written.1`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ItemWritten { .. } => "item_written.1",
            Self::ItemMoved { .. } => "item_moved.1",
            Self::ItemConfirmed { .. } => "item_confirmed.1",
            Self::ItemHandedOver { .. } => "item_handed_over.1",
            Self::AgreementGiven { .. } => "agreement_given.1",
            Self::SeenDifferently { .. } => "seen_differently.1",
            Self::DissentWithdrawn { .. } => "dissent_withdrawn.1",
            Self::SupporterNamed { .. } => "supporter_named.1",
            Self::SupporterReleased { .. } => "supporter_released.1",
            Self::Opened { .. } => "opened.1",
            Self::Signed { .. } => "signed.1",
            Self::ReviewBegan { .. } => "review_began.1",
            Self::ReviewEnded { .. } => "review_ended.1",
            Self::Closed { .. } => "closed.1",
            Self::LifeMoved { .. } => "life_moved.1",
            Self::VisibilityDelayed { .. } => "visibility_delayed.1",
            Self::Redacted { .. } => "redacted.1",
        }
    }

    /// The same change with every text put through `f`, in order; [`Place::nth`] counts in this order.
    #[must_use]
    pub fn map_texts(self, f: &mut dyn FnMut(Text) -> Text) -> Self {
        match self {
            Self::ItemWritten { item, replaces, says } => {
                Self::ItemWritten { item, replaces, says: says.map(f) }
            }
            Self::ItemMoved { item, replaces, to, on, words } => {
                Self::ItemMoved { item, replaces, to, on, words: words.map(f) }
            }
            Self::AgreementGiven { item, revision, stance, words } => {
                Self::AgreementGiven { item, revision, stance, words: words.map(f) }
            }
            Self::SeenDifferently { dissent, about, words } => {
                Self::SeenDifferently { dissent, about, words: f(words) }
            }
            Self::SupporterNamed { person, words } => Self::SupporterNamed { person, words: f(words) },
            Self::Opened { opening, plan_type, because } => {
                Self::Opened { opening, plan_type, because: because.into_iter().map(f).collect() }
            }
            Self::Closed { opening, because, words } => {
                Self::Closed { opening, because, words: words.map(f) }
            }
            Self::VisibilityDelayed { item, until, reason } => {
                Self::VisibilityDelayed { item, until, reason: f(reason) }
            }
            same @ (Self::ItemConfirmed { .. }
            | Self::ItemHandedOver { .. }
            | Self::DissentWithdrawn { .. }
            | Self::SupporterReleased { .. }
            | Self::Signed { .. }
            | Self::ReviewBegan { .. }
            | Self::ReviewEnded { .. }
            | Self::LifeMoved { .. }
            | Self::Redacted { .. }) => same,
        }
    }

    /// Every text of the change, in order.
    #[must_use]
    pub fn texts(&self) -> Vec<Text> {
        let mut found = Vec::new();
        let _ = self.clone().map_texts(&mut |text| {
            found.push(text.clone());
            text
        });
        found
    }

    /// The item it changes, if it changes one.
    #[must_use]
    pub const fn item(&self) -> Option<ItemId> {
        match self {
            Self::ItemWritten { item, .. }
            | Self::ItemMoved { item, .. }
            | Self::ItemConfirmed { item, .. }
            | Self::ItemHandedOver { item, .. }
            | Self::AgreementGiven { item, .. }
            | Self::VisibilityDelayed { item, .. } => Some(*item),
            _ => None,
        }
    }

    /// The revision of [`Self::item`] that it names, if it names one.
    #[must_use]
    pub const fn base(&self) -> Option<u32> {
        match self {
            Self::ItemWritten { replaces, .. } => *replaces,
            Self::ItemMoved { replaces, .. } | Self::ItemHandedOver { replaces, .. } => Some(*replaces),
            Self::ItemConfirmed { revision, .. } | Self::AgreementGiven { revision, .. } => Some(*revision),
            _ => None,
        }
    }
}
