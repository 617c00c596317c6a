//! The log: from its entries to the plan, on any day.

use chrono::{DateTime, Utc};

use super::{Entry, Plan, Refused, fold};
use crate::{ChangeId, PersonId};

/// A log that does not fold: an entry that could never have been accepted where it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the log breaks at its entry {entry}: {refused}")]
pub struct Broken {
    /// The entry.
    pub entry: ChangeId,
    /// Why it is not accepted.
    pub refused: Refused,
}

/// The plan that a log amounts to.
///
/// `entries` are in the order in which they were accepted.
///
/// # Errors
/// [`Broken`] names the entry at which the log is not sound; restore from a backup, the log has been tampered with.
pub fn replay<'a>(learner: PersonId, entries: impl IntoIterator<Item = &'a Entry>) -> Result<Plan, Broken> {
    let mut plan = Plan::empty(learner);
    for entry in entries {
        fold::fold(&mut plan, entry).map_err(|refused| Broken { entry: entry.id, refused })?;
    }
    Ok(plan)
}

/// What the plan said at a moment: the fold of everything accepted until then.
///
/// # Errors
/// As [`replay`].
pub fn as_of<'a>(
    learner: PersonId,
    entries: impl IntoIterator<Item = &'a Entry>,
    until: DateTime<Utc>,
) -> Result<Plan, Broken> {
    replay(learner, entries.into_iter().take_while(|entry| entry.at <= until))
}
