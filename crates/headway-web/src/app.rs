//! What every page works with: the store, the clock, the randomness, and what the operator has set.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use headway_store::Store;
use uuid::Uuid;

use crate::form::typing::Typing;
use crate::hats::KnownHats;
use crate::health::Health;
use crate::proxies::TrustedProxies;
use crate::sign_in::{Pace, Passwords};
use crate::skimming::Skims;
use crate::views::ViewLog;

/// The program's clock. Only the program reads the real one; tests set theirs.
pub trait Clock: Send + Sync {
    /// The instant now.
    fn now(&self) -> DateTime<Utc>;
}

/// The program's source of randomness: the system's in the program, a counted one in tests.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with what nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// What the operator has set about the web.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Reverse proxies whose `X-Forwarded-For` is believed. From everybody else the header is ignored.
    pub trusted_proxies: TrustedProxies,
    /// How long a guess waits that comes from where too many came from. Zero in tests.
    pub guess_delay: Duration,
}

impl Default for Settings {
    /// Only a proxy on the same machine is trusted, and a suspicious guess waits a second.
    fn default() -> Self {
        Self { trusted_proxies: TrustedProxies::default(), guess_delay: Duration::from_secs(1) }
    }
}

/// Everything that outlives a request.
pub struct App {
    /// Where everything is kept.
    pub store: Store,
    /// The program's clock.
    pub clock: Arc<dyn Clock>,
    /// The program's randomness.
    pub entropy: Arc<dyn Entropy>,
    /// What the operator has set.
    pub settings: Settings,
    /// When this program began to serve.
    pub(crate) began: DateTime<Utc>,
    pub(crate) passwords: Passwords,
    pub(crate) pace: Pace,
    pub(crate) views: ViewLog,
    pub(crate) health: Health,
    pub(crate) hats: KnownHats,
    pub(crate) typing: Typing,
    pub(crate) skims: Skims,
}

impl App {
    /// An app over `store`. It makes one password hash, to check unknown names against, which takes some 25 ms.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>, settings: Settings) -> Self {
        let passwords = Passwords::new(entropy.as_ref());
        let views = ViewLog::new(store.clone());
        Self {
            store,
            began: clock.now(),
            clock,
            entropy,
            settings,
            passwords,
            pace: Pace::default(),
            views,
            health: Health::default(),
            hats: KnownHats::default(),
            typing: Typing::default(),
            skims: Skims::default(),
        }
    }

    /// The page views that wait to be written: the program takes it before it serves, and flushes it when it ends.
    #[must_use]
    pub fn views(&self) -> ViewLog {
        self.views.clone()
    }

    /// A new UUIDv7 from the app's clock and randomness, for ids of every kind.
    #[must_use]
    pub fn fresh_id(&self) -> Uuid {
        let mut random = [0; 10];
        self.entropy.fill(&mut random);
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// Eight characters that a person can read out on the telephone: no letter looks like a digit.
    pub(crate) fn fresh_reference(&self) -> String {
        const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let mut random = [0; 8];
        self.entropy.fill(&mut random);
        random.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
    }

    /// 32 bytes that nobody can guess.
    pub(crate) fn fresh_token(&self) -> [u8; 32] {
        let mut token = [0; 32];
        self.entropy.fill(&mut token);
        token
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("store", &self.store)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
