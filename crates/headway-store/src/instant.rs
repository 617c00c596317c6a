//! How a moment is kept: to the microsecond, the finest that both engines hold, so that what is read equals what was kept.

use chrono::{DateTime, SubsecRound, Utc};

/// The moment without what is finer than a microsecond.
pub(crate) fn kept(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}
