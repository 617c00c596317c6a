//! The connections that read: opened when they are first needed, and kept.

use super::inline::Connection;
use crate::db::Db;
use crate::error::StoreError;
use crate::store::Tx;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// More would read no faster; a reader waits only while as many others are in the middle of something.
const READERS: usize = 8;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    room: Semaphore,
    idle: Mutex<Vec<Arc<Connection>>>,
}

/// A transaction that reads. Dropped at any moment, it ends and gives a clean connection back.
pub(super) struct Reading<'r> {
    readers: &'r Readers,
    connection: Arc<Connection>,
    pub(super) tx: Tx,
    _place: SemaphorePermit<'r>,
}

impl Readers {
    pub(super) fn open(path: PathBuf) -> Result<Self, StoreError> {
        let readers = Self { path, room: Semaphore::new(READERS), idle: Mutex::default() };
        let first = readers.connection()?;
        readers.keep(first);
        Ok(readers)
    }

    pub(super) async fn begin(&self) -> Result<Reading<'_>, StoreError> {
        let room = tokio::time::timeout(ACQUIRE_TIMEOUT, self.room.acquire());
        let place = room
            .await
            .map_err(|_| StoreError::Busy)?
            .map_err(|_| StoreError::Away("this program is stopping".to_owned()))?;
        let connection = self.connection()?;
        connection.run("begin")?;
        let tx = Tx::new(Db::File { connection: Arc::clone(&connection), until: None });
        Ok(Reading { readers: self, connection, tx, _place: place })
    }

    /// Refuses who comes now, and lets go of the file as soon as those who read have ended.
    pub(super) fn close(&self) {
        self.room.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn connection(&self) -> Result<Arc<Connection>, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Ok(Arc::new(Connection::open(&self.path, &[("query_only", "ON")])?)), Ok)
    }

    fn keep(&self, connection: Arc<Connection>) {
        if !self.room.is_closed() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        // An error has ended the transaction already; if it has not, the connection is not used again.
        let _ = self.connection.run("rollback");
        if !self.connection.is_in_transaction() {
            self.readers.keep(Arc::clone(&self.connection));
        }
    }
}
