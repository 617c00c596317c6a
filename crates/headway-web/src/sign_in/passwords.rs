//! Password hashes, made and checked a few at a time.
//!
//! One check takes some 25 ms of a core and 19 MiB. Without a bound a class that signs in at the bell would take every
//! core from everybody else; so that as many run as there are cores, some wait, and the next is told to come back.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::Entropy;
use crate::error::PageError;

/// How many may wait for a core.
const WAITING_MAX: usize = 200;

/// Longer than any sentence that somebody would type; beyond it only somebody who wants to keep a core busy would go.
const PASSWORD_BYTES_MAX: usize = 4_096;

/// The bounded pool in which passwords are checked.
#[derive(Debug)]
pub(crate) struct Passwords {
    cores: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// Checked against for unknown names, so that they take as long as known ones.
    nobodys: Arc<str>,
}

/// Too many passwords wait already; the reader is told when to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many are signing in at once; try again in a few seconds")]
pub(crate) struct TooManyAtOnce;

impl From<TooManyAtOnce> for PageError {
    fn from(_: TooManyAtOnce) -> Self {
        Self::Busy(5)
    }
}

impl Passwords {
    /// A pool as wide as the machine has cores.
    #[must_use]
    pub(crate) fn new(entropy: &dyn Entropy) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self::bounded(entropy, cores, WAITING_MAX)
    }

    fn bounded(entropy: &dyn Entropy, cores: usize, waiting: usize) -> Self {
        let mut unknown = [0; 32];
        entropy.fill(&mut unknown);
        Self {
            cores: Arc::new(Semaphore::new(cores)),
            places: Arc::new(Semaphore::new(cores + waiting)),
            nobodys: hash(&unknown, entropy).into(),
        }
    }

    /// Whether `password` is the one of `hash`; always `false`, and just as slow, where there is no hash.
    ///
    /// # Errors
    /// [`TooManyAtOnce`] when the queue is full.
    pub(crate) async fn verify(&self, hash: Option<String>, password: String) -> Result<bool, TooManyAtOnce> {
        let turn = self.turn().await?;
        let nobodys = Arc::clone(&self.nobodys);
        let checked = tokio::task::spawn_blocking(move || {
            let fits =
                argon2id().verify_password(bounded(&password), hash.as_deref().unwrap_or(&nobodys)).is_ok();
            drop(turn);
            fits && hash.is_some()
        });
        Ok(checked.await.unwrap_or(false))
    }

    /// The hash of a new password, as [`hash_password`] makes it, in the same bounded pool.
    ///
    /// # Errors
    /// [`TooManyAtOnce`] when the queue is full.
    pub(crate) async fn hash(
        &self,
        password: String,
        entropy: Arc<dyn Entropy>,
    ) -> Result<String, TooManyAtOnce> {
        let turn = self.turn().await?;
        let made = tokio::task::spawn_blocking(move || {
            let made = hash_password(&password, entropy.as_ref());
            drop(turn);
            made
        });
        made.await.map_err(|_| TooManyAtOnce)
    }

    /// A place in the queue and then a core, given back when they are dropped.
    async fn turn(&self) -> Result<(OwnedSemaphorePermit, OwnedSemaphorePermit), TooManyAtOnce> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| TooManyAtOnce)?;
        let core = Arc::clone(&self.cores).acquire_owned().await.map_err(|_| TooManyAtOnce)?;
        Ok((core, place))
    }
}

/// The hash of a password, as a PHC string, under a salt from `entropy`. It keeps a core busy for some 25 ms.
#[must_use]
pub fn hash_password(password: &str, entropy: &dyn Entropy) -> String {
    hash(bounded(password), entropy)
}

fn hash(password: &[u8], entropy: &dyn Entropy) -> String {
    let mut salt = [0; 16];
    entropy.fill(&mut salt);
    argon2id()
        .hash_password_with_salt(password, &salt)
        .expect("16 bytes are a salt, and these parameters are within argon2's bounds")
        .to_string()
}

fn bounded(password: &str) -> &[u8] {
    &password.as_bytes()[..password.len().min(PASSWORD_BYTES_MAX)]
}

/// 19 MiB, two passes, one lane: what OWASP asks at least.
fn argon2id() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("these parameters are within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::{Passwords, TooManyAtOnce, hash_password};
    use crate::testing::Counted;

    #[tokio::test]
    async fn only_the_password_of_the_hash_fits() {
        let entropy = Counted::default();
        let passwords = Passwords::new(&entropy);
        let long = "a".repeat(72);
        let hash = hash_password(&format!("{long}b"), &entropy);
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(passwords.verify(Some(hash.clone()), format!("{long}b")).await, Ok(true));
        // The 73rd letter counts; older kinds of hashes cut there.
        assert_eq!(passwords.verify(Some(hash), format!("{long}c")).await, Ok(false));
        assert_eq!(passwords.verify(None, format!("{long}b")).await, Ok(false));
        assert_eq!(passwords.verify(Some("no hash".to_owned()), String::new()).await, Ok(false));
    }

    #[tokio::test]
    async fn who_finds_the_queue_full_is_told_to_come_back() {
        let passwords = Passwords::bounded(&Counted::default(), 1, 1);
        let check = || passwords.verify(None, "guess".to_owned());
        let (first, second, third) = tokio::join!(check(), check(), check());
        assert_eq!((first, second, third), (Ok(false), Ok(false), Err(TooManyAtOnce)));
        assert_eq!(check().await, Ok(false), "and later there is room again");
    }
}
