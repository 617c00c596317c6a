//! What only the program may ask the system for: what time it is, something nobody could guess, and where the database is.

use chrono::{DateTime, SubsecRound, Utc};
use headway_store::Store;
use uuid::Uuid;

use crate::commands::Failure;

/// Runs a command that waits for the database, and gives what it gives.
pub(crate) fn wait_for<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Runtime::new()?.block_on(work)
}

/// The path or address that `HEADWAY_DATABASE` holds.
pub(crate) fn database_address() -> Result<String, Failure> {
    let address = std::env::var("HEADWAY_DATABASE").ok().filter(|address| !address.trim().is_empty());
    address.ok_or_else(|| {
        Failure::new(
            "set HEADWAY_DATABASE to the path of a file (SQLite) or to an address that begins with postgres://",
        )
    })
}

/// Opens the database that `HEADWAY_DATABASE` names.
pub(crate) async fn database() -> Result<Store, Failure> {
    Ok(Store::open(&database_address()?).await?)
}

/// Opens the database that `HEADWAY_DATABASE` names, for a command that a running server does not mind.
pub(crate) async fn database_beside() -> Result<Store, Failure> {
    Ok(Store::open_beside(&database_address()?).await?)
}

/// Opens the database that `HEADWAY_DATABASE` names if there is one, whether or not a server uses it.
pub(crate) async fn database_if_there() -> Result<Option<Store>, Failure> {
    Ok(Store::open_if_there(&database_address()?).await?)
}

/// The moment, to the microsecond, as it is kept.
#[must_use]
pub(crate) fn now() -> DateTime<Utc> {
    #[expect(clippy::disallowed_methods, reason = "this is where the program reads the clock")]
    let now = Utc::now();
    moved(now).trunc_subsecs(6)
}

/// In builds for development, a clock that started at `HEADWAY_CLOCK_STARTS`: real rosters of past years have classes only in
/// their own year. What is built for use does not listen to it.
#[cfg(debug_assertions)]
fn moved(now: DateTime<Utc>) -> DateTime<Utc> {
    static BY: std::sync::OnceLock<chrono::TimeDelta> = std::sync::OnceLock::new();
    let by = BY.get_or_init(|| {
        let starts = std::env::var("HEADWAY_CLOCK_STARTS").ok();
        let starts = starts.and_then(|starts| starts.parse::<DateTime<Utc>>().ok());
        starts.map_or_else(chrono::TimeDelta::zero, |starts| starts - now)
    });
    now + *by
}

#[cfg(not(debug_assertions))]
const fn moved(now: DateTime<Utc>) -> DateTime<Utc> {
    now
}

/// Fills `bytes` with randomness from the system, good enough for keys.
///
/// # Panics
/// Where the system has none to give: nothing that needs a secret can go on.
pub(crate) fn fill(bytes: &mut [u8]) {
    #[expect(clippy::disallowed_methods, reason = "this is where the program asks for randomness")]
    getrandom::fill(bytes).expect("the system gives random bytes");
}

/// Random bytes from the system.
#[must_use]
pub(crate) fn random<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    fill(&mut bytes);
    bytes
}

/// The system's randomness, for the parts of the program that take it as an argument.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entropy;

impl headway_web::Entropy for Entropy {
    fn fill(&self, bytes: &mut [u8]) {
        fill(bytes);
    }
}

/// Mints ids: UUIDv7, each later than those this one minted before, so that rows made together lie together.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    millisecond: u64,
    within: u16,
}

impl Ids {
    /// How many ids one millisecond can have: what the twelve bits after the time can count.
    const WITHIN_MAX: u16 = 0x0fff;

    /// A fresh id.
    pub(crate) fn mint(&mut self) -> Uuid {
        let millisecond = u64::try_from(now().timestamp_millis()).unwrap_or(0);
        self.mint_at(millisecond)
    }

    /// When the clock stands still or is put back, the count goes on; when it is full, the next millisecond is taken early.
    fn mint_at(&mut self, millisecond: u64) -> Uuid {
        if self.millisecond < millisecond {
            (self.millisecond, self.within) = (millisecond, 0);
        } else if self.within < Self::WITHIN_MAX {
            self.within += 1;
        } else {
            (self.millisecond, self.within) = (self.millisecond + 1, 0);
        }
        let mut bytes = random::<10>();
        bytes[..2].copy_from_slice(&self.within.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(self.millisecond, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use uuid::{Uuid, Version};

    #[test]
    fn every_id_is_later_than_the_one_before_even_when_the_clock_is_put_back() {
        let mut ids = Ids::default();
        let times =
            std::iter::repeat_n(1_800_000_000_000, 5_000).chain([1_800_000_000_900, 1_700_000_000_000]);
        let minted: Vec<Uuid> = times.map(|millisecond| ids.mint_at(millisecond)).collect();
        assert!(minted.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(minted.iter().all(|id| id.get_version() == Some(Version::SortRand)));
    }

    #[test]
    fn an_id_tells_when_it_was_minted() {
        let id = Ids::default().mint_at(1_800_000_000_123);
        assert_eq!(id.get_timestamp().map(|time| time.to_unix()), Some((1_800_000_000, 123_000_000)));
    }
}
