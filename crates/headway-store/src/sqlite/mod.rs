//! SQLite: one thread that writes, a few connections that read, and a lock so that one server has the file.

mod cell;
pub(crate) mod file;
pub(crate) mod inline;
mod readers;
mod wait;
mod writer;

use crate::error::{OpenError, StoreError};
use crate::migrate;
use crate::store::{Tx, Work};
use inline::Connection;
use readers::Readers;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};
use writer::{Message, QUEUE_LENGTH_MAX};

#[derive(Debug)]
pub(crate) struct Sqlite {
    readers: Readers,
    queue: mpsc::Sender<Message>,
}

impl Sqlite {
    pub(crate) async fn open(path: &Path) -> Result<Self, OpenError> {
        let lock = file::lock(path)?;
        file::check_version()?;
        let is_new = !path.exists();
        if is_new {
            make_new(path)?;
        }
        let writing = Arc::new(Connection::open(path, &[])?);
        migrate::sqlite(&writing, path, is_new).await?;
        Self::start(path, writing, Some(lock))
    }

    /// Without the lock, which the server has; SQLite itself keeps the two from writing at the same time.
    pub(crate) fn open_beside(path: &Path) -> Result<Self, OpenError> {
        file::check_version()?;
        if !path.exists() {
            return Err(OpenError::Missing(path.display().to_string()));
        }
        let writing = Arc::new(Connection::open(path, &[])?);
        migrate::refuse_other(&migrate::applied_in_file(&writing)?)?;
        Self::start(path, writing, None)
    }

    fn start(path: &Path, writing: Arc<Connection>, lock: Option<File>) -> Result<Self, OpenError> {
        file::warn_of_other_readers(path);
        let readers = Readers::open(path.to_owned())?;
        let (queue, jobs) = mpsc::channel(QUEUE_LENGTH_MAX);
        writer::start(writing, jobs, lock)
            .map_err(|why| OpenError::Path { path: path.display().to_string(), why })?;
        Ok(Self { readers, queue })
    }

    pub(crate) async fn read<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T>,
    {
        let reading = self.readers.begin().await?;
        job(&reading.tx).await
    }

    pub(crate) async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Send + 'static,
        T: Send + 'static,
    {
        let (message, answer) = writer::message(job);
        self.queue.try_send(message).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Closed(_) => StoreError::Away("this program is stopping".to_owned()),
        })?;
        answer.await.unwrap_or(Err(StoreError::Panicked))
    }

    pub(crate) async fn close(&self) {
        let (done, ended) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() {
            // An error means that the writer has already gone, which is what was asked for.
            let _ = ended.await;
        }
        self.readers.close();
    }
}

/// An empty file for a new database. What a database left behind that once had this name is not swept away with it.
fn make_new(path: &Path) -> Result<(), OpenError> {
    if let Some(left) = file::SIDES.iter().map(|suffix| file::beside(path, suffix)).find(|side| side.exists())
    {
        return Err(OpenError::LeftOver(left.display().to_string()));
    }
    file::create_private(path)
        .map(drop)
        .map_err(|why| OpenError::Path { path: path.display().to_string(), why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attempts;
    use chrono::{DateTime, Duration, Utc};
    use ilp::TenantId;

    const TENANT: TenantId = TenantId::numbered(1);

    async fn note_many(tx: &Tx, digest: u8, count: i64) -> Result<(), StoreError> {
        for number in 0..count {
            let at = DateTime::<Utc>::UNIX_EPOCH + Duration::seconds(number);
            attempts::note(tx, TENANT, &[digest; 32], at).await?;
        }
        Ok(())
    }

    async fn count(sqlite: &Sqlite, digest: u8) -> u64 {
        let since = DateTime::<Utc>::UNIX_EPOCH;
        let counted = sqlite
            .read(|tx| {
                Box::pin(async move {
                    attempts::count_since(
                        tx,
                        TENANT,
                        &[digest; 32],
                        (since, since + chrono::TimeDelta::days(1)),
                    )
                    .await
                })
            })
            .await;
        counted.expect("reading goes on")
    }

    /// A file that may not grow stands for a disk that is full.
    #[tokio::test(flavor = "multi_thread")]
    async fn what_does_not_fit_on_the_disk_is_refused_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("headway.db");
        Sqlite::open(&path).await.expect("a new file opens").close().await;
        let pages = std::fs::metadata(&path).expect("the file is there").len() / 4096 + 8;
        let small = [("max_page_count", pages.to_string())];
        let writing = Connection::open(&path, &[(small[0].0, &small[0].1)]).expect("the file opens");
        let sqlite = Sqlite::start(&path, Arc::new(writing), None).expect("the writer starts");
        let (before, large, after) = tokio::join!(
            sqlite.write(|tx| Box::pin(note_many(tx, 1, 3))),
            sqlite.write(|tx| Box::pin(note_many(tx, 2, 5_000))),
            sqlite.write(|tx| Box::pin(note_many(tx, 3, 3))),
        );
        assert_eq!(large, Err(StoreError::Full));
        for (digest, result) in [(1, before), (3, after)] {
            let kept = if result.is_ok() { 3 } else { 0 };
            assert_eq!(count(&sqlite, digest).await, kept, "what is said of {digest} is what happened");
        }
        assert_eq!(count(&sqlite, 2).await, 0);
        assert_eq!(sqlite.write(|tx| Box::pin(note_many(tx, 4, 3))).await, Ok(()), "the writer recovered");
        sqlite.close().await;
    }

    /// A cell of an unknown kind would be read as absent where it may be absent.
    #[tokio::test]
    async fn every_column_is_of_a_kind_that_is_known() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("headway.db");
        Sqlite::open(&path).await.expect("a new file opens").close().await;
        let file = Connection::open(&path, &[]).expect("the file opens");
        let kinds = "select distinct columns.type from sqlite_schema as tables
            join pragma_table_info(tables.name) as columns
            where tables.type = 'table' and tables.name <> 'seaql_migrations' and tables.name not like 'staged%'
            order by 1";
        let known =
            ["BLOB", "INTEGER", "TEXT", "boolean", "date_text", "timestamp_with_timezone_text", "uuid_text"];
        assert_eq!(file.texts(kinds).expect("the columns are listed"), known);
    }
}
