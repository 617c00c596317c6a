//! Plan types: a jurisdiction's career plan or at-risk plan is an opening and a closing within the one log of a learner.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Hand, Party, Words};

/// Which plan type of which pack was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanType {
    /// The pack of the jurisdiction, such as `us-wa`.
    pub pack: String,
    /// The pack's version at the opening.
    pub pack_version: String,
    /// The plan type's key in the pack, such as `high_school_and_beyond`.
    pub key: String,
}

/// Why a plan type was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBecause {
    /// Its purpose is reached.
    Reached,
    /// The student no longer falls under it.
    NoLongerNeeded,
    /// The student finished school.
    Graduated,
    /// The student moved to another district.
    Moved,
    /// The student, or the family where the law gives it the choice, ended it.
    Declined,
}

/// The states of a plan type, enumerated once and always derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A policy or a person says that this plan is needed; nobody has written anything yet.
    Identified,
    /// Somebody has begun to write.
    Draft,
    /// The student, or a member of the family, has signed it.
    Active,
    /// A review is going on.
    InReview,
    /// It has ended.
    Closed(ClosedBecause),
}

/// Whose name stands under which version of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Who signed.
    pub by: Hand,
    /// When.
    pub at: DateTime<Utc>,
    /// The version of the plan that was signed, as a frozen whole.
    pub plan_version: u64,
    /// The pack's version at the signing.
    pub pack_version: String,
}

/// One plan type from its opening to its closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Which plan type.
    pub plan_type: PlanType,
    /// Who or what opened it.
    pub by: Hand,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, in words for the student and the family.
    pub because: Vec<Words>,
    /// Whether anything was written since.
    pub written_since: bool,
    /// Since when a review has been going on, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_review_since: Option<DateTime<Utc>>,
    /// When the next review is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_due: Option<NaiveDate>,
    /// All signatures, in the order in which they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signature>,
    /// How and when it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
}

/// The end of a plan type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Why.
    pub because: ClosedBecause,
    /// When.
    pub at: DateTime<Utc>,
    /// In words, where somebody added some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

impl Opening {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        if let Some(closed) = &self.closed {
            return State::Closed(closed.because);
        }
        if self.in_review_since.is_some() {
            return State::InReview;
        }
        if self.signatures.iter().any(|signature| signature.by.speaks_as() != Party::School) {
            return State::Active;
        }
        if self.written_since { State::Draft } else { State::Identified }
    }
}
