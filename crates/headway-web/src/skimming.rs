//! How fast one person opens the plans of many: somebody at work reads one after the other, a program that copies them all
//! reads a hundred a minute.
//!
//! Plans that were opened within the hour are opened again as often as anybody likes. The counts are this program's own and
//! gone when it ends: whoever may read a plan may read it, only not all of them at once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use ilp::{PersonId, TenantId};

/// Plans of different learners that one person opens within a minute.
pub(crate) const A_MINUTE: usize = 60;
/// And within an hour.
pub(crate) const AN_HOUR: usize = 300;

/// Who opened whose plan within the last hour.
#[derive(Debug, Default)]
pub(crate) struct Skims(Mutex<HashMap<(TenantId, PersonId), Vec<Opened>>>);

#[derive(Debug, Clone, Copy)]
struct Opened {
    learner: PersonId,
    first_at: DateTime<Utc>,
}

/// One more would be too many for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooFast {
    /// Seconds to wait.
    pub(crate) seconds: u32,
}

impl Skims {
    /// Counts that this person opens this plan now.
    pub(crate) fn open(
        &self,
        who: (TenantId, PersonId),
        learner: PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), TooFast> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains_key(&who) {
            all.retain(|_, opened| opened.iter().any(|one| is_within(one, TimeDelta::hours(1), now)));
        }
        let opened = all.entry(who).or_default();
        opened.retain(|one| is_within(one, TimeDelta::hours(1), now));
        if opened.iter().any(|one| one.learner == learner) {
            return Ok(());
        }
        for (most, span) in [(AN_HOUR, TimeDelta::hours(1)), (A_MINUTE, TimeDelta::minutes(1))] {
            let mut within = opened.iter().filter(|one| is_within(one, span, now));
            if let Some(first) = within.next().filter(|_| most <= within.count() + 1) {
                let seconds = (first.first_at + span - now).num_seconds().max(1);
                return Err(TooFast { seconds: u32::try_from(seconds).unwrap_or(u32::MAX) });
            }
        }
        opened.push(Opened { learner, first_at: now });
        Ok(())
    }
}

fn is_within(one: &Opened, span: TimeDelta, now: DateTime<Utc>) -> bool {
    now - one.first_at < span
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use ilp::{PersonId, TenantId};

    use super::{A_MINUTE, AN_HOUR, Skims, TooFast};

    const WHO: (TenantId, PersonId) = (TenantId::numbered(1), PersonId::numbered(1));

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn learner(number: usize) -> PersonId {
        PersonId::numbered(1_000 + number as u128)
    }

    #[test]
    fn a_minute_holds_so_many_plans_and_each_as_often_as_one_likes() {
        let skims = Skims::default();
        assert!((0..A_MINUTE).all(|number| skims.open(WHO, learner(number), at(20)).is_ok()));
        assert_eq!(skims.open(WHO, learner(A_MINUTE), at(50)), Err(TooFast { seconds: 30 }));
        assert_eq!(skims.open(WHO, learner(7), at(50)), Ok(()), "it is open already");
        let other = (WHO.0, PersonId::numbered(2));
        assert_eq!(skims.open(other, learner(A_MINUTE), at(50)), Ok(()), "each has their own count");
        assert_eq!(skims.open(WHO, learner(A_MINUTE), at(80)), Ok(()), "waiting as told is enough");
    }

    #[test]
    fn an_hour_holds_so_many_however_evenly_they_come() {
        let skims = Skims::default();
        let every = |number: usize| at(i64::try_from(number).expect("few") * 5);
        assert!((0..AN_HOUR).all(|number| skims.open(WHO, learner(number), every(number)).is_ok()));
        let late = every(AN_HOUR);
        assert_eq!(skims.open(WHO, learner(AN_HOUR), late), Err(TooFast { seconds: 3_600 - 1_500 }));
        assert_eq!(skims.open(WHO, learner(AN_HOUR), at(3_600)), Ok(()), "the first is an hour ago");
    }
}
