//! SQLite: one task that writes, a few connections that read, and a lock so that one server has the file.

pub(crate) mod file;
mod writer;

use crate::error::{OpenError, StoreError};
use crate::migrate;
use crate::store::{Tx, Work};
use sea_orm::sqlx::SqlitePool;
use sea_orm::{DatabaseConnection, SqlxSqliteConnector, TransactionTrait};
use std::fs::File;
use std::path::Path;
use tokio::sync::{mpsc, oneshot};
use writer::{Message, QUEUE_LENGTH_MAX};

const READERS: u32 = 4;

#[derive(Debug)]
pub(crate) struct Sqlite {
    readers: DatabaseConnection,
    queue: mpsc::Sender<Message>,
}

impl Sqlite {
    pub(crate) async fn open(path: &Path) -> Result<Self, OpenError> {
        let lock = file::lock(path)?;
        let is_new = !path.exists();
        let writing = file::pool(file::options(path).create_if_missing(true), 1).await?;
        file::check_version(&writing).await?;
        migrate::sqlite(&writing, path, is_new).await?;
        Self::start(path, writing, Some(lock)).await
    }

    /// Without the lock, which the server has; SQLite itself keeps the two from writing at the same time.
    pub(crate) async fn open_beside(path: &Path) -> Result<Self, OpenError> {
        let writing = file::pool(file::options(path), 1).await?;
        file::check_version(&writing).await?;
        migrate::refuse_other(&migrate::applied_in_file(&writing).await?)?;
        Self::start(path, writing, None).await
    }

    async fn start(path: &Path, writing: SqlitePool, lock: Option<File>) -> Result<Self, OpenError> {
        let readers = file::pool(file::options(path).pragma("query_only", "ON"), READERS).await?;
        let (queue, jobs) = mpsc::channel(QUEUE_LENGTH_MAX);
        tokio::spawn(writer::run(SqlxSqliteConnector::from_sqlx_sqlite_pool(writing), jobs, lock));
        Ok(Self { readers: SqlxSqliteConnector::from_sqlx_sqlite_pool(readers), queue })
    }

    pub(crate) async fn read<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T>,
    {
        let tx = Tx::new(self.readers.begin().await?);
        let result = job(&tx).await;
        tx.into_inner().rollback().await?;
        result
    }

    pub(crate) async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Send + 'static,
        T: Send + 'static,
    {
        let (message, answer) = writer::message(job);
        self.queue.try_send(message).map_err(|_| StoreError::Busy)?;
        answer.await.unwrap_or(Err(StoreError::Panicked))
    }

    pub(crate) async fn close(&self) {
        let (done, ended) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() {
            // An error means that the writer has already gone, which is what was asked for.
            let _ = ended.await;
        }
        let _ = self.readers.close_by_ref().await;
    }
}
