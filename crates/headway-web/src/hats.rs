//! What each reader is here, kept for a short while: every page's navigation needs it, and none has the time to ask anew.
//!
//! It only leads. What somebody may see is decided where the page is made, from the rows of that moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use headway_store::hats::{self, Hats};
use headway_store::{StoreError, Tx};
use ilp::{PersonId, TenantId};
use quick_cache::sync::Cache;

/// How long a new post or child may be missing from the navigation, where no page of this program brought it.
const FRESH: TimeDelta = TimeDelta::minutes(1);

/// Readers at the same time, beyond whom those who have not been seen for longest are asked for again.
const READERS_MAX: usize = 10_000;

/// The hats of those who were here lately.
pub(crate) struct KnownHats {
    known: Cache<(TenantId, PersonId), Known>,
    /// How often somebody was forgotten: whoever asked before does not keep what they found.
    forgotten: AtomicU64,
}

#[derive(Clone)]
struct Known {
    hats: Arc<Hats>,
    today: NaiveDate,
    asked_at: DateTime<Utc>,
}

impl Default for KnownHats {
    fn default() -> Self {
        Self { known: Cache::new(READERS_MAX), forgotten: AtomicU64::new(0) }
    }
}

impl KnownHats {
    /// To be asked before the transaction begins in which [`KnownHats::of`] is.
    pub(crate) fn forgotten(&self) -> u64 {
        self.forgotten.load(Ordering::SeqCst)
    }

    /// Lets go of what this person was: what they are has changed, and the next page asks anew.
    pub(crate) fn forget(&self, who: (TenantId, PersonId)) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.known.remove(&who);
    }

    /// What this person is today, as it was a moment ago; `forgotten` is the count from before the transaction.
    pub(crate) async fn of(
        &self,
        (tx, forgotten): (&Tx, u64),
        who: (TenantId, PersonId),
        (today, age_of_majority): (NaiveDate, u8),
        now: DateTime<Utc>,
    ) -> Result<Arc<Hats>, StoreError> {
        let is_fresh = |known: &Known| {
            let since = now - known.asked_at;
            known.today == today && TimeDelta::zero() <= since && since < FRESH
        };
        if let Some(known) = self.known.get(&who).filter(is_fresh) {
            return Ok(known.hats);
        }
        let hats = Arc::new(hats::of(tx, who, (today, age_of_majority)).await?);
        self.known.insert(who, Known { hats: Arc::clone(&hats), today, asked_at: now });
        // Somebody may have been forgotten since this transaction began, after which it saw what was before.
        if self.forgotten() != forgotten {
            self.known.remove(&who);
        }
        Ok(hats)
    }
}
