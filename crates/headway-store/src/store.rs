//! The door to what is kept: jobs that read and jobs that write, the same on either engine.

use crate::address::Address;
use crate::db::Db;
use crate::error::{OpenError, StoreError};
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

/// What a job is while it runs: `Box::pin(async move { … })`.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The transaction that a job works in. Only the functions of this crate can do something with it.
pub struct Tx(Db);

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tx")
    }
}

impl Tx {
    pub(crate) fn new(inner: Db) -> Self {
        Self(inner)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0
    }

    pub(crate) fn into_inner(self) -> Db {
        self.0
    }
}

/// An open database. Clones share it.
#[derive(Debug, Clone)]
pub struct Store(Arc<Engine>, Arc<str>);

#[derive(Debug)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Store {
    /// Opens the database at `address` (a path, or a `postgres://` URL), makes it if it is not there, and brings its
    /// tables up to this version; a file of SQLite is copied aside before its tables change.
    ///
    /// # Errors
    /// Another process has the file open, the database is newer than this program, or it cannot be reached.
    pub async fn open(address: &str) -> Result<Self, OpenError> {
        let address = Address::of(address);
        let engine = match &address {
            Address::Sqlite(path) => Engine::Sqlite(Sqlite::open(path).await?),
            Address::Postgres(url) => Engine::Postgres(Postgres::open(url).await?),
        };
        Ok(Self(Arc::new(engine), address.place().into()))
    }

    /// Opens a database that a server may be using, for a command beside it: to enqueue a job and to see how it goes.
    ///
    /// # Errors
    /// There is no such database, or its tables are not of this version: only a server changes them.
    pub async fn open_beside(address: &str) -> Result<Self, OpenError> {
        let address = Address::of(address);
        let engine = match &address {
            Address::Sqlite(path) => Engine::Sqlite(Sqlite::open_beside(path)?),
            Address::Postgres(url) => Engine::Postgres(Postgres::open_beside(url).await?),
        };
        Ok(Self(Arc::new(engine), address.place().into()))
    }

    /// Opens the database at `address` if there is one: as [`Store::open`] where nobody uses it, and beside a server that does.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open_if_there(address: &str) -> Result<Option<Self>, OpenError> {
        if let Address::Sqlite(path) = Address::of(address)
            && !path.exists()
        {
            return Ok(None);
        }
        match Self::open(address).await {
            Err(OpenError::InUse(_)) => Self::open_beside(address).await.map(Some),
            opened => opened.map(Some),
        }
    }

    /// Runs a job that only reads, on one consistent moment of the database. What it tries to write is refused.
    ///
    /// On PostgreSQL a job may be run again, so it is cloned; what the closure captured is moved into the work:
    /// `store.read(move |tx| Box::pin(async move { accounts::by_login(tx, tenant, &login).await }))`.
    pub async fn read<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Clone + Send + 'static,
        T: Send + 'static,
    {
        if let Engine::Sqlite(sqlite) = &*self.0 {
            return caught(sqlite.read(job)).await.unwrap_or(Err(StoreError::Panicked));
        }
        let engine = Arc::clone(&self.0);
        // In a task of its own: a reader whose client went away ends in order and gives back a clean connection.
        let task = tokio::spawn(async move {
            match &*engine {
                Engine::Sqlite(sqlite) => sqlite.read(job).await,
                Engine::Postgres(postgres) => postgres.read(job).await,
            }
        });
        task.await.unwrap_or(Err(StoreError::Panicked))
    }

    /// Runs a job that may write. When this gives `Ok`, what the job did is on the disk.
    ///
    /// A job that gives `Err` or panics leaves nothing; a refusal that should leave a trace (a kept draft, a logged
    /// denial) is a value in `Ok`. A caller that is dropped does not stop its job. On PostgreSQL a job may run several
    /// times, so it does nothing but work on its `Tx`.
    pub async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Clone + Send + 'static,
        T: Send + 'static,
    {
        if let Engine::Sqlite(sqlite) = &*self.0 {
            return sqlite.write(job).await;
        }
        let engine = Arc::clone(&self.0);
        let task = tokio::spawn(async move {
            match &*engine {
                Engine::Sqlite(sqlite) => sqlite.write(job).await,
                Engine::Postgres(postgres) => postgres.write(job).await,
            }
        });
        task.await.unwrap_or(Err(StoreError::Panicked))
    }

    /// Ends the jobs that wait, then lets go of the database. Jobs that come later are refused.
    pub async fn close(&self) {
        match &*self.0 {
            Engine::Sqlite(sqlite) => sqlite.close().await,
            Engine::Postgres(postgres) => postgres.close().await,
        }
    }

    /// Where it is: the path of a file; the server and the name of the database, without who signs in there and how.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.1
    }

    /// Which engine it is, for a page that shows the state of the system.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match &*self.0 {
            Engine::Sqlite(_) => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }
}

/// The work's value, or `None` where it panicked: one job's fault must not take others with it.
pub(crate) async fn caught<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut work = std::pin::pin!(work);
    std::future::poll_fn(move |context| {
        match std::panic::catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Some(value)),
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}
