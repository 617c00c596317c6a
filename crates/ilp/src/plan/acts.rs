//! Which act of `access` a change is, so that a permit for one act cannot be used for another.

use super::{Body, Change, Hand, Said};
use crate::access::Act;

/// The acts under any of which this hand may make this change directly.
///
/// What was typed for somebody else is `RecordFor`, whatever it changes; a supporter, who types together with the student,
/// changes what is the student's. Accepting a proposal is no direct change: it is `AnswerProposal`.
#[must_use]
pub fn acts_for(change: &Change, hand: &Hand) -> &'static [Act] {
    match hand.recorded_for.map(|recorded| recorded.how) {
        Some(Said::Together) => return &[Act::ChangeOwn, Act::RecordFor],
        Some(_) => return &[Act::RecordFor],
        None => {}
    }
    match change {
        Change::ItemWritten { says: Body::Observation(_), .. } => &[Act::Observe],
        // Whether what is moved is an observation, the change itself does not say.
        Change::ItemMoved { .. } => &[Act::ChangeOwn, Act::Observe],
        Change::ItemWritten { .. }
        | Change::ItemConfirmed { .. }
        | Change::ItemHandedOver { .. }
        | Change::Opened { .. }
        | Change::ReviewBegan { .. }
        | Change::ReviewEnded { .. }
        | Change::Closed { .. }
        | Change::LifeMoved { .. } => &[Act::ChangeOwn],
        Change::AgreementGiven { .. } => &[Act::ChangeOwn, Act::Disagree],
        Change::SeenDifferently { .. } | Change::DissentWithdrawn { .. } => &[Act::Disagree],
        Change::SupporterNamed { .. } | Change::SupporterReleased { .. } => &[Act::NameSupporter],
        Change::Signed { .. } => &[Act::Sign],
        Change::VisibilityDelayed { .. } => &[Act::DelayVisibility],
        Change::Redacted { .. } => &[Act::Redact],
    }
}
