//! Slows down who guesses passwords, without a lock that a stranger could turn.
//!
//! Every try is noted under three digests: the name with the address it comes from, the name, and the address.
//! Too many for one name from one address must wait; that harms nobody at another address, so that the owner always gets
//! in. Too many for a name from everywhere, or from an address for all names (a school's students share one), are not
//! refused but stand in a line (see [`super::gate`]) and go through one after the other, each after a delay. A try with
//! the right password is taken back, so that a school full of people who know theirs is no crowd of guessers; it alone,
//! so that nobody buys guesses at other names with an account of their own. The counts are in the store, so that several
//! servers share them and a restart forgets none.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use headway_store::{StoreError, Tx, accounts, attempts};
use ilp::TenantId;
use sha2::{Digest, Sha256};

use super::gate::Gate;
use crate::error::PageError;
use crate::proxies::neighborhood;
use crate::shell::Visit;

/// Tries for one name from one address: within a minute, and within a quarter of an hour.
const PAIR_A_MINUTE: u64 = 5;
const PAIR_A_QUARTER: u64 = 10;
/// Tries within a quarter of an hour after which the narrow gate is used.
const NAME_A_QUARTER: u64 = 50;
const ADDRESS_A_QUARTER: u64 = 200;
/// How many may stand in the line of a name; of them from one address; and in the line of an address.
const NAME_PLACES: usize = 16;
const PAIR_PLACES: usize = 2;
const ADDRESS_PLACES: usize = 32;

/// Counts tries, and lets them through at once, slowly, or not yet.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    gate: Gate,
}

/// One try, as it is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Try {
    tenant: TenantId,
    at: DateTime<Utc>,
    /// The name with the address that it comes from.
    pair: [u8; 32],
    name: [u8; 32],
    address: [u8; 32],
}

/// What the counts say of one more try.
#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Now,
    Slowly(Crowd),
    /// Seconds to wait.
    Later(u32),
}

/// What too many tries had in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Crowd {
    Name,
    Address,
    Both,
}

impl Pace {
    /// Notes a try and lets it through, at once or slowly; `Err` gives the seconds that it must wait.
    ///
    /// It is noted before the password is looked at, so that a hundred tries at the same moment do not all see an empty
    /// count.
    pub(crate) async fn take_turn(&self, visit: &Visit, login: &str) -> Result<Result<Try, u32>, PageError> {
        let one = Try::of(visit, login);
        let turn = visit.app.store.write(move |tx| {
            Box::pin(async move {
                let turn = judge(tx, &one).await?;
                if !matches!(turn, Turn::Later(_)) {
                    for key in [&one.pair, &one.name, &one.address] {
                        attempts::note(tx, one.tenant, key, one.at).await?;
                    }
                }
                Ok(turn)
            })
        });
        match turn.await? {
            Turn::Now => Ok(Ok(one)),
            Turn::Later(seconds) => Ok(Err(seconds)),
            Turn::Slowly(crowd) => {
                self.stand_in_line(&one, crowd, visit.app.settings.guess_delay).await?;
                Ok(Ok(one))
            }
        }
    }

    /// Waits in one line after the other: who held a turn in the first while waiting in the second would stop the first.
    async fn stand_in_line(&self, one: &Try, crowd: Crowd, delay: Duration) -> Result<(), PageError> {
        let place = |key, most| self.gate.place((one.tenant, key), most).ok_or(PageError::Busy(5));
        let by_address = match crowd {
            Crowd::Address | Crowd::Both => Some(place(one.address, ADDRESS_PLACES)?),
            Crowd::Name => None,
        };
        // The line of a name is for all the world, so that no address may take more than its share of it.
        let by_name = match crowd {
            Crowd::Name | Crowd::Both => Some((place(one.pair, PAIR_PLACES)?, place(one.name, NAME_PLACES)?)),
            Crowd::Address => None,
        };
        if let Some(place) = by_address {
            place.pass(delay).await;
        }
        if let Some((_share, place)) = by_name {
            place.pass(delay).await;
        }
        Ok(())
    }
}

impl Try {
    fn of(visit: &Visit, login: &str) -> Self {
        let login = accounts::folded(login);
        let address = neighborhood(visit.address).to_string();
        Self {
            tenant: visit.tenant.id,
            at: visit.now,
            pair: digest(&["pair", &login, &address]),
            name: digest(&["name", &login]),
            address: digest(&["address", &address]),
        }
    }

    /// The right password was given: earlier slips of the same person at the same place no longer count, and this try
    /// counts neither for the name nor for the address.
    pub(crate) async fn forgive(&self, tx: &Tx) -> Result<(), StoreError> {
        attempts::clear(tx, self.tenant, &self.pair).await?;
        attempts::take_back(tx, self.tenant, &self.name, self.at).await?;
        attempts::take_back(tx, self.tenant, &self.address, self.at).await
    }
}

async fn judge(tx: &Tx, one: &Try) -> Result<Turn, StoreError> {
    let quarter = one.at - TimeDelta::minutes(15);
    if attempts::count_since(tx, one.tenant, &one.pair, (quarter, one.at)).await? >= PAIR_A_QUARTER {
        return Ok(Turn::Later(15 * 60));
    }
    let minute = one.at - TimeDelta::minutes(1);
    if attempts::count_since(tx, one.tenant, &one.pair, (minute, one.at)).await? >= PAIR_A_MINUTE {
        return Ok(Turn::Later(60));
    }
    let name = attempts::count_since(tx, one.tenant, &one.name, (quarter, one.at)).await? >= NAME_A_QUARTER;
    let address =
        attempts::count_since(tx, one.tenant, &one.address, (quarter, one.at)).await? >= ADDRESS_A_QUARTER;
    Ok(match (name, address) {
        (false, false) => Turn::Now,
        (true, false) => Turn::Slowly(Crowd::Name),
        (false, true) => Turn::Slowly(Crowd::Address),
        (true, true) => Turn::Slowly(Crowd::Both),
    })
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
    use std::time::Duration;

    use chrono::{DateTime, TimeDelta, Utc};
    use headway_store::attempts;

    use super::{Crowd, Pace, Try, Turn, judge};
    use crate::error::PageError;
    use crate::testing::{School, TENANT};

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_795_348_800, 0).expect("a time of this century");

    fn try_at(at: DateTime<Utc>) -> Try {
        Try { tenant: TENANT, at, pair: [1; 32], name: [2; 32], address: [3; 32] }
    }

    /// What the next try hears after `tries` under `keys`, each a second before the other, the last at noon.
    async fn check(keys: &'static [u8], tries: i64, now: DateTime<Utc>, expected: Turn) {
        let school = School::open().await;
        let turn = school.store.write(move |tx| {
            Box::pin(async move {
                for key in keys {
                    for earlier in 0..tries {
                        attempts::note(tx, TENANT, &[*key; 32], NOON - TimeDelta::seconds(earlier)).await?;
                    }
                }
                judge(tx, &try_at(now)).await
            })
        });
        assert_eq!(turn.await, Ok(expected), "{tries} under key {keys:?}");
    }

    #[tokio::test]
    async fn a_pair_must_wait_and_a_name_or_an_address_is_only_slowed() {
        check(&[1], 4, NOON, Turn::Now).await;
        check(&[1], 5, NOON, Turn::Later(60)).await;
        check(&[1], 5, NOON + TimeDelta::seconds(61), Turn::Now).await;
        check(&[1], 10, NOON + TimeDelta::seconds(61), Turn::Later(900)).await;
        check(&[1], 10, NOON + TimeDelta::minutes(16), Turn::Now).await;
        check(&[2], 49, NOON, Turn::Now).await;
        check(&[2], 50, NOON, Turn::Slowly(Crowd::Name)).await;
        check(&[3], 199, NOON, Turn::Now).await;
        check(&[3], 200, NOON, Turn::Slowly(Crowd::Address)).await;
        check(&[2, 3], 200, NOON, Turn::Slowly(Crowd::Both)).await;
    }

    /// What who stands in a line is told by now.
    async fn told(line: impl Future<Output = Result<(), PageError>>) -> Option<Result<(), PageError>> {
        tokio::time::timeout(Duration::ZERO, line).await.ok()
    }

    #[tokio::test]
    async fn a_stranger_who_fills_a_line_stops_neither_others_names_nor_the_owner_at_another_address() {
        let pace = Pace::default();
        let never = Duration::from_hours(24);
        let one = |pair, name, address| Try { pair, name, address, ..try_at(NOON) };
        let stranger = one([10; 32], [2; 32], [13; 32]);
        let owner = one([11; 32], [2; 32], [14; 32]);
        let neighbor = one([12; 32], [5; 32], [13; 32]);
        let mut first = Box::pin(pace.stand_in_line(&stranger, Crowd::Both, never));
        let mut second = Box::pin(pace.stand_in_line(&stranger, Crowd::Both, never));
        let mut third = Box::pin(pace.stand_in_line(&stranger, Crowd::Both, never));
        assert_eq!(told(first.as_mut()).await, None, "it stands in line");
        assert_eq!(told(second.as_mut()).await, None, "and so does a second");
        assert_eq!(told(third.as_mut()).await, Some(Err(PageError::Busy(5))), "a third is sent away");
        assert_eq!(pace.stand_in_line(&owner, Crowd::Name, Duration::ZERO).await, Ok(()));
        let mut line = Box::pin(pace.stand_in_line(&neighbor, Crowd::Address, never));
        assert_eq!(told(line.as_mut()).await, None, "there is room for another name from there");
    }
}
