//! What each reader is here, kept for a short while: every page's navigation needs it, and none has the time to ask anew.
//!
//! It only leads. What somebody may see is decided where the page is made, from the rows of that moment.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use headway_store::hats::{self, Hats};
use headway_store::{StoreError, Tx};
use ilp::{PersonId, TenantId};
use quick_cache::sync::Cache;

/// How long a new post or child may be missing from the navigation.
const FRESH: TimeDelta = TimeDelta::minutes(1);

/// Readers at the same time, beyond whom those who have not been seen for longest are asked for again.
const READERS_MAX: usize = 10_000;

/// The hats of those who were here lately.
pub(crate) struct KnownHats(Cache<(TenantId, PersonId), Known>);

#[derive(Clone)]
struct Known {
    hats: Arc<Hats>,
    today: NaiveDate,
    asked_at: DateTime<Utc>,
}

impl Default for KnownHats {
    fn default() -> Self {
        Self(Cache::new(READERS_MAX))
    }
}

impl KnownHats {
    /// What this person is today, as it was a moment ago.
    pub(crate) async fn of(
        &self,
        tx: &Tx,
        who: (TenantId, PersonId),
        (today, age_of_majority): (NaiveDate, u8),
        now: DateTime<Utc>,
    ) -> Result<Arc<Hats>, StoreError> {
        let is_fresh = |known: &Known| {
            let since = now - known.asked_at;
            known.today == today && TimeDelta::zero() <= since && since < FRESH
        };
        if let Some(known) = self.0.get(&who).filter(is_fresh) {
            return Ok(known.hats);
        }
        let hats = Arc::new(hats::of(tx, who, (today, age_of_majority)).await?);
        self.0.insert(who, Known { hats: Arc::clone(&hats), today, asked_at: now });
        Ok(hats)
    }
}
