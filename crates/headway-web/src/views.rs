//! The access log of page views: collected in memory and written together, shortly after the pages they are of.
//!
//! Group commit makes a row cheap only in company. What is lost by a power cut is at most a fifth of a second of views;
//! whoever breaks the glass is written before the page is shown (see [`ViewLog::note_now`]).

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use headway_store::access_log::{self, View};
use headway_store::{Store, StoreError};

/// How long a view waits for company.
const WAIT: Duration = Duration::from_millis(200);

/// How many views are written without waiting for more.
const TOGETHER: usize = 64;

/// How many may wait while the store cannot write. Beyond it a page is not shown: nobody looks unseen.
const WAITING_MAX: usize = 8_192;

/// The views that are not written yet. Clones share them.
#[derive(Debug, Clone)]
pub struct ViewLog {
    store: Store,
    waiting: Arc<Mutex<Vec<View>>>,
    /// One writer at a time, so that a flush that returns has written all that came before it.
    writing: Arc<tokio::sync::Mutex<()>>,
}

impl ViewLog {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, waiting: Arc::default(), writing: Arc::default() }
    }

    /// Notes a view, to be written within a moment. `false` when too many wait already: the page must not be shown.
    #[must_use]
    pub(crate) fn note(&self, view: View) -> bool {
        let count = {
            let mut waiting = self.waiting();
            if WAITING_MAX <= waiting.len() {
                return false;
            }
            waiting.push(view);
            waiting.len()
        };
        let (log, wait) = (self.clone(), if count < TOGETHER { WAIT } else { Duration::ZERO });
        if count == 1 || count == TOGETHER {
            tokio::spawn(async move {
                tokio::time::sleep(wait).await;
                log.flush().await;
            });
        }
        true
    }

    /// Writes a view before its page is shown.
    pub(crate) async fn note_now(&self, view: View) -> Result<(), StoreError> {
        let views = [view];
        self.store.write(move |tx| Box::pin(async move { access_log::note(tx, &views).await })).await
    }

    /// Writes whatever waits; the program calls it when it ends, after the last page.
    pub async fn flush(&self) {
        let _alone = self.writing.lock().await;
        let views = std::mem::take(&mut *self.waiting());
        if views.is_empty() {
            return;
        }
        let again = views.clone();
        let written =
            self.store.write(move |tx| Box::pin(async move { access_log::note(tx, &views).await })).await;
        if let Err(error) = written {
            tracing::error!(%error, count = again.len(), "page views could not be written; they wait");
            self.waiting().extend(again);
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<View>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
