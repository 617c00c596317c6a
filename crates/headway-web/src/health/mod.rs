//! GET /health: whether the server answers, can read and can save, for a watcher that is no person.
//!
//! A disk that is full, or a database that has become read-only, lets every page be read while no save works. So a save is
//! tried, but not at every call: watchers call often, and everybody saves through the same door.

use std::future::Future;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use headway_store::{StoreError, attempts, tenants};
use ilp::TenantId;
use uuid::Uuid;

use crate::app::App;

/// What a try to save said is believed for so long.
const TRIED_EVERY: TimeDelta = TimeDelta::seconds(15);
/// After a page could not save because the disk was full, `/health` says so for so long: a small try may still fit.
const FULL_FOR: TimeDelta = TimeDelta::seconds(60);
/// A save that takes longer is as bad as none.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is known of whether anything can be saved.
#[derive(Debug, Default)]
pub(crate) struct Health {
    tried: tokio::sync::Mutex<Option<Tried>>,
    full_at: std::sync::Mutex<Option<DateTime<Utc>>>,
}

/// The last try to save.
#[derive(Debug, Clone, Copy)]
struct Tried {
    at: DateTime<Utc>,
    said: Result<(), Trouble>,
}

/// What a watcher is told. The log says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Trouble {
    #[error("the store does not answer")]
    Silent,
    #[error("nothing can be saved: the disk is full")]
    Full,
    #[error("nothing can be saved")]
    Unsaved,
}

pub(crate) async fn show(State(app): State<Arc<App>>) -> Response {
    match state(&app).await {
        Ok(()) => "ok\n".into_response(),
        Err(trouble) => {
            let headers = [(header::RETRY_AFTER, "5")];
            (StatusCode::SERVICE_UNAVAILABLE, headers, format!("{trouble}\n")).into_response()
        }
    }
}

async fn state(app: &App) -> Result<(), Trouble> {
    let read = app.store.read(|tx| Box::pin(async move { tenants::all(tx).await })).await;
    if let Err(error) = read {
        tracing::warn!(%error, "the store does not answer");
        return Err(Trouble::Silent);
    }
    let now = app.clock.now();
    app.health.can_save(now, save_nothing(app, now)).await
}

/// A save that leaves nothing behind: no tenant has this id.
async fn save_nothing(app: &App, now: DateTime<Utc>) -> Result<(), StoreError> {
    let nobody = TenantId(Uuid::nil());
    let saved = app.store.write(move |tx| {
        Box::pin(async move {
            attempts::note(tx, nobody, &[0; 32], now).await?;
            attempts::clear(tx, nobody, &[0; 32]).await
        })
    });
    saved.await
}

impl Health {
    /// A page could not save because the disk is full.
    pub(crate) fn saw_a_full_disk(&self, now: DateTime<Utc>) {
        *self.full_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// Whether a save works: by what pages saw, by the last try, or by one more.
    async fn can_save(
        &self,
        now: DateTime<Utc>,
        one_more: impl Future<Output = Result<(), StoreError>>,
    ) -> Result<(), Trouble> {
        let full_at = *self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.is_some_and(|at| (now - at).abs() < FULL_FOR) {
            return Err(Trouble::Full);
        }
        // Whoever asks meanwhile waits for the same try.
        let mut tried = self.tried.lock().await;
        if let Some(last) = tried.filter(|last| (now - last.at).abs() < TRIED_EVERY) {
            return last.said;
        }
        let said = match tokio::time::timeout(PATIENCE, one_more).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::error!(%error, "nothing can be saved");
                Err(if error == StoreError::Full { Trouble::Full } else { Trouble::Unsaved })
            }
            Err(_) => {
                tracing::error!("a save takes longer than five seconds");
                Err(Trouble::Unsaved)
            }
        };
        *tried = Some(Tried { at: now, said });
        said
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use chrono::{DateTime, TimeDelta, Utc};
    use headway_store::StoreError;

    use super::{Health, Trouble};

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_795_348_800, 0).expect("a time of this century");

    #[tokio::test]
    async fn a_save_is_tried_once_in_a_while_and_what_it_said_is_believed_until_then() {
        let (health, tries) = (Health::default(), Cell::new(0));
        let check = async |second, outcome: Result<(), StoreError>, expected: Result<(), Trouble>, so_far| {
            let one_more = async {
                tries.set(tries.get() + 1);
                outcome
            };
            let said = health.can_save(NOON + TimeDelta::seconds(second), one_more).await;
            assert_eq!((said, tries.get()), (expected, so_far), "at second {second}");
        };
        check(0, Ok(()), Ok(()), 1).await;
        check(14, Err(StoreError::Full), Ok(()), 1).await;
        check(15, Err(StoreError::Full), Err(Trouble::Full), 2).await;
        check(29, Ok(()), Err(Trouble::Full), 2).await;
        check(30, Ok(()), Ok(()), 3).await;
        check(45, Err(StoreError::Broken("read only".to_owned())), Err(Trouble::Unsaved), 4).await;
        check(60, Ok(()), Ok(()), 5).await;
        // What a page saw counts at once, however small a try would be.
        health.saw_a_full_disk(NOON + TimeDelta::seconds(61));
        check(62, Ok(()), Err(Trouble::Full), 5).await;
        check(121, Ok(()), Ok(()), 6).await;
    }
}
