//! Slows down who guesses passwords, without a lock that a stranger could turn.
//!
//! Every try is noted under three digests: the name with the address it comes from, the name, and the address.
//! Too many for one name from one address must wait; that harms nobody at another address, so that the owner always gets
//! in. Too many for a name from everywhere, or from an address for all names (a school's students share one), are not
//! refused but pass one after the other through a narrow gate, each after a delay. The counts are in the store, so that
//! several servers share them and a restart forgets none.

use chrono::TimeDelta;
use headway_store::{StoreError, Tx, attempts};
use ilp::TenantId;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::error::PageError;
use crate::shell::Visit;

/// Tries for one name from one address: within a minute, and within a quarter of an hour.
const PAIR_A_MINUTE: u64 = 5;
const PAIR_A_QUARTER: u64 = 10;
/// Tries within a quarter of an hour after which the narrow gate is used.
const NAME_A_QUARTER: u64 = 50;
const ADDRESS_A_QUARTER: u64 = 200;
/// How many may wait before the narrow gate.
const WAITING_MAX: usize = 64;

/// The narrow gate.
#[derive(Debug)]
pub(crate) struct Pace {
    gate: Semaphore,
    waiting: Semaphore,
}

impl Default for Pace {
    fn default() -> Self {
        Self { gate: Semaphore::new(2), waiting: Semaphore::new(WAITING_MAX) }
    }
}

/// What the counts say of one more try.
#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Now,
    Slowly,
    /// Seconds to wait.
    Later(u32),
}

impl Pace {
    /// Notes a try and lets it through, at once or slowly; `Err` gives the seconds that it must wait.
    ///
    /// It is noted before the password is looked at, so that a hundred tries at the same moment do not all see an empty
    /// count.
    pub(super) async fn take_turn(&self, visit: &Visit, login: &str) -> Result<Result<(), u32>, PageError> {
        let (tenant, now) = (visit.tenant.id, visit.now);
        let keys = [pair(visit, login), name(login), digest(&["address", &visit.address.to_string()])];
        let turn = visit.app.store.write(move |tx| {
            Box::pin(async move {
                let turn = judge(tx, tenant, &keys, now).await?;
                if !matches!(turn, Turn::Later(_)) {
                    for key in &keys {
                        attempts::note(tx, tenant, key, now).await?;
                    }
                }
                Ok(turn)
            })
        });
        match turn.await? {
            Turn::Now => Ok(Ok(())),
            Turn::Later(seconds) => Ok(Err(seconds)),
            Turn::Slowly => {
                let _place = self.waiting.try_acquire().map_err(|_| PageError::Busy(5))?;
                let _turn = self.gate.acquire().await.map_err(|_| PageError::Busy(5))?;
                tokio::time::sleep(visit.app.settings.guess_delay).await;
                Ok(Ok(()))
            }
        }
    }
}

async fn judge(
    tx: &Tx,
    tenant: TenantId,
    [pair, name, address]: &[[u8; 32]; 3],
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Turn, StoreError> {
    let quarter = now - TimeDelta::minutes(15);
    if attempts::count_since(tx, tenant, pair, quarter).await? >= PAIR_A_QUARTER {
        return Ok(Turn::Later(15 * 60));
    }
    if attempts::count_since(tx, tenant, pair, now - TimeDelta::minutes(1)).await? >= PAIR_A_MINUTE {
        return Ok(Turn::Later(60));
    }
    let many = attempts::count_since(tx, tenant, name, quarter).await? >= NAME_A_QUARTER
        || attempts::count_since(tx, tenant, address, quarter).await? >= ADDRESS_A_QUARTER;
    Ok(if many { Turn::Slowly } else { Turn::Now })
}

/// The right password was given: earlier slips of the same person at the same place no longer count.
pub(super) async fn forgive(tx: &Tx, tenant: TenantId, pair: &[u8; 32]) -> Result<(), StoreError> {
    attempts::clear(tx, tenant, pair).await
}

/// The name with the address that it comes from.
pub(super) fn pair(visit: &Visit, login: &str) -> [u8; 32] {
    digest(&["pair", &login.to_lowercase(), &visit.address.to_string()])
}

fn name(login: &str) -> [u8; 32] {
    digest(&["name", &login.to_lowercase()])
}

fn digest(parts: &[&str]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use headway_store::attempts;

    use super::{Turn, judge};
    use crate::testing::{School, TENANT};

    const KEYS: [[u8; 32]; 3] = [[1; 32], [2; 32], [3; 32]];
    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_795_348_800, 0).expect("a time of this century");

    /// What the next try hears after `tries` under the key at `key`, each a second before the other, the last at noon.
    async fn check(key: usize, tries: i64, now: DateTime<Utc>, expected: Turn) {
        let school = School::open().await;
        let turn = school.store.write(move |tx| {
            Box::pin(async move {
                for earlier in 0..tries {
                    attempts::note(tx, TENANT, &KEYS[key], NOON - TimeDelta::seconds(earlier)).await?;
                }
                judge(tx, TENANT, &KEYS, now).await
            })
        });
        assert_eq!(turn.await, Ok(expected), "{tries} under key {key}");
    }

    #[tokio::test]
    async fn a_pair_must_wait_and_a_name_or_an_address_is_only_slowed() {
        check(0, 4, NOON, Turn::Now).await;
        check(0, 5, NOON, Turn::Later(60)).await;
        check(0, 5, NOON + TimeDelta::seconds(61), Turn::Now).await;
        check(0, 10, NOON + TimeDelta::seconds(61), Turn::Later(900)).await;
        check(0, 10, NOON + TimeDelta::minutes(16), Turn::Now).await;
        check(1, 49, NOON, Turn::Now).await;
        check(1, 50, NOON, Turn::Slowly).await;
        check(2, 199, NOON, Turn::Now).await;
        check(2, 200, NOON, Turn::Slowly).await;
    }
}
