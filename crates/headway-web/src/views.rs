//! The access log of page views, and the denials of those who were refused one: collected in memory and written together,
//! shortly after the pages they are of.
//!
//! Group commit makes a row cheap only in company. What is lost by a power cut is at most a fifth of a second, and while the
//! store cannot write, what waits for it; whoever breaks the glass is written before the page is shown (see
//! [`ViewLog::note_now`]). As long as anything waits, exactly one task tries to write it, more and more rarely, and does not
//! give up.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use headway_store::access_log::{self, View};
use headway_store::audit::{self, Event};
use headway_store::conversations::{self, Mark};
use headway_store::{Store, StoreError};
use tokio::sync::Notify;

/// How long a row waits for company.
const WAIT: Duration = Duration::from_millis(200);

/// The longest pause between two tries while the store cannot write.
const PAUSE_MAX: Duration = Duration::from_secs(10);

/// How many are written without waiting for more.
const TOGETHER: usize = 64;

/// How many of each may wait while the store cannot write. Beyond it no page is shown: nobody looks unseen.
const WAITING_MAX: usize = 8_192;

/// Rows that are to be written together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Rows {
    views: Vec<View>,
    denials: Vec<Event>,
    /// How far conversations were read: noted like a view, since to read a page changes nothing else.
    marks: Vec<Mark>,
}

/// Where rows are written: the store, and in tests one that refuses.
trait Shelf: std::fmt::Debug + Send + Sync {
    fn keep(&self, rows: Rows) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + '_>>;
}

impl Shelf for Store {
    fn keep(&self, rows: Rows) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + '_>> {
        Box::pin(self.write(move |tx| {
            Box::pin(async move {
                access_log::note(tx, &rows.views).await?;
                conversations::mark(tx, &rows.marks).await?;
                audit::record_all(tx, &rows.denials).await
            })
        }))
    }
}

/// The views and denials that are not written yet. Clones share them.
#[derive(Debug, Clone)]
pub struct ViewLog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    shelf: Box<dyn Shelf>,
    /// How long a row waits for company: less in tests.
    wait: Duration,
    waiting: Mutex<Waiting>,
    /// One writer at a time, so that a flush that returns has written all that came before it.
    writing: tokio::sync::Mutex<()>,
    enough: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    rows: Rows,
    /// Whether a task has promised to write what waits.
    is_promised: bool,
}

impl ViewLog {
    pub(crate) fn new(store: Store) -> Self {
        Self::on(Box::new(store), WAIT)
    }

    fn on(shelf: Box<dyn Shelf>, wait: Duration) -> Self {
        let inner = Inner {
            shelf,
            wait,
            waiting: Mutex::default(),
            writing: tokio::sync::Mutex::default(),
            enough: Notify::new(),
        };
        Self(Arc::new(inner))
    }

    /// Notes a view, to be written within a moment. `false` when too many wait already: the page must not be shown.
    #[must_use]
    pub(crate) fn note(&self, view: View) -> bool {
        self.take(|rows| (rows.views.len() < WAITING_MAX).then(|| rows.views.push(view)))
    }

    /// Notes that somebody was refused, to be written within a moment. `false` when too many wait already.
    #[must_use]
    pub(crate) fn note_denial(&self, denial: Event) -> bool {
        self.take(|rows| (rows.denials.len() < WAITING_MAX).then(|| rows.denials.push(denial)))
    }

    /// Notes how far a conversation was read. Where too many wait already it is let go: what was read shows as new once more.
    pub(crate) fn note_mark(&self, mark: Mark) {
        self.take(|rows| (rows.marks.len() < WAITING_MAX).then(|| rows.marks.push(mark)));
    }

    fn take(&self, push: impl FnOnce(&mut Rows) -> Option<()>) -> bool {
        let mut waiting = self.waiting();
        if push(&mut waiting.rows).is_none() {
            return false;
        }
        if TOGETHER <= waiting.rows.views.len() + waiting.rows.denials.len() + waiting.rows.marks.len() {
            self.0.enough.notify_one();
        }
        if !std::mem::replace(&mut waiting.is_promised, true) {
            tokio::spawn(self.clone().write_until_none_waits());
        }
        true
    }

    async fn write_until_none_waits(self) {
        let mut pause = self.0.wait;
        loop {
            let soon = tokio::time::sleep(pause);
            if pause == self.0.wait {
                tokio::select! {
                    () = soon => (),
                    () = self.0.enough.notified() => (),
                }
            } else {
                soon.await;
            }
            pause = if self.write().await { self.0.wait } else { (pause * 2).min(PAUSE_MAX) };
            let mut waiting = self.waiting();
            if waiting.rows == Rows::default() {
                waiting.is_promised = false;
                return;
            }
        }
    }

    /// Writes a view before its page is shown.
    pub(crate) async fn note_now(&self, view: View) -> Result<(), StoreError> {
        self.0.shelf.keep(Rows { views: vec![view], ..Rows::default() }).await
    }

    /// Writes whatever waits; the program calls it when it ends, after the last page.
    pub async fn flush(&self) {
        self.write().await;
    }

    /// Whether nothing of what waited has to be written again.
    async fn write(&self) -> bool {
        let _alone = self.0.writing.lock().await;
        let rows = std::mem::take(&mut self.waiting().rows);
        if rows == Rows::default() {
            return true;
        }
        let Err(error) = self.0.shelf.keep(rows.clone()).await else { return true };
        let (views, denials) = (rows.views.len(), rows.denials.len());
        tracing::error!(%error, views, denials, "page views could not be written; they wait");
        let mut waiting = self.waiting();
        waiting.rows.views.splice(..0, rows.views);
        waiting.rows.denials.splice(..0, rows.denials);
        waiting.rows.marks.splice(..0, rows.marks);
        false
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use chrono::DateTime;
    use headway_store::StoreError;
    use headway_store::access_log::View;
    use tokio::sync::Notify;
    use uuid::Uuid;

    use super::{Rows, Shelf, ViewLog, WAITING_MAX};
    use crate::testing::{ANA, BEN, TENANT};

    /// Refuses so many times, then keeps all.
    #[derive(Debug, Default)]
    struct Reluctant {
        refuses: Mutex<u32>,
        kept: Mutex<Vec<View>>,
        asked: Notify,
    }

    impl Shelf for Arc<Reluctant> {
        fn keep(&self, rows: Rows) -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + '_>> {
            self.asked.notify_one();
            let mut refuses = self.refuses.lock().expect("no test panics within");
            if 0 < *refuses {
                *refuses -= 1;
                return Box::pin(async { Err(StoreError::Full) });
            }
            self.kept.lock().expect("no test panics within").extend(rows.views);
            Box::pin(async { Ok(()) })
        }
    }

    fn reluctant(refuses: u32) -> (Arc<Reluctant>, ViewLog) {
        let shelf = Arc::new(Reluctant { refuses: Mutex::new(refuses), ..Reluctant::default() });
        let log = ViewLog::on(Box::new(Arc::clone(&shelf)), Duration::from_millis(1));
        (shelf, log)
    }

    fn view(number: usize) -> View {
        View {
            tenant: TENANT,
            learner: ANA,
            id: Uuid::from_u128(number as u128),
            at: DateTime::UNIX_EPOCH,
            person: BEN,
            act: "see_plan".to_owned(),
            because: "teaches".to_owned(),
            detail: String::new(),
        }
    }

    /// The numbers of the views that were kept, once there are so many.
    async fn kept(shelf: &Reluctant, count: usize) -> Vec<usize> {
        let all = async {
            loop {
                let kept: Vec<usize> = {
                    let views = shelf.kept.lock().expect("no test panics within");
                    views.iter().filter_map(|view| usize::try_from(view.id.as_u128()).ok()).collect()
                };
                if count <= kept.len() {
                    return kept;
                }
                shelf.asked.notified().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), all).await.expect("the log goes on")
    }

    #[tokio::test]
    async fn what_the_store_refused_once_is_written_with_all_that_came_meanwhile() {
        for refuses in [1, 3] {
            let (shelf, log) = reluctant(refuses);
            assert!(log.note(view(0)));
            shelf.asked.notified().await;
            assert!((1..70).all(|number| log.note(view(number))));
            assert_eq!(kept(&shelf, 70).await, (0..70).collect::<Vec<_>>());
            assert!(log.note(view(70)), "and the next is written too");
            assert_eq!(kept(&shelf, 71).await.last(), Some(&70));
        }
    }

    /// More than are written together, all put back by one refusal.
    #[tokio::test]
    async fn a_crowd_that_was_refused_does_not_wait_for_ever() {
        let (shelf, log) = reluctant(1);
        assert!((0..70).all(|number| log.note(view(number))));
        assert_eq!(kept(&shelf, 70).await.len(), 70);
    }

    #[tokio::test]
    async fn nobody_looks_while_too_many_looks_wait() {
        let (_shelf, log) = reluctant(u32::MAX);
        assert!((0..WAITING_MAX).all(|number| log.note(view(number))));
        assert!(!log.note(view(WAITING_MAX)));
    }
}
