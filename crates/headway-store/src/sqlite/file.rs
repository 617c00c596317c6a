//! The file itself: how it is opened, locked and asked for its version.

use crate::error::{OpenError, StoreError};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::sqlx::{self, ConnectOptions, Connection, SqlitePool};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Older versions can corrupt a file in WAL mode when two connections checkpoint at once.
const VERSION_MIN: (u32, u32, u32) = (3, 51, 3);
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
const STATEMENTS_KEPT: usize = 400;

/// The settings of every connection. They are given with the connection, because one that is set later is lost when the
/// pool makes a new one. `FULL`, since `NORMAL` loses acknowledged saves at a power cut; no `mmap_size`, since it turns a
/// stray write into a damaged file.
pub(crate) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("journal_size_limit", "67108864")
        .pragma("temp_store", "MEMORY")
        .statement_cache_capacity(STATEMENTS_KEPT)
        .disable_statement_logging()
}

/// A pool that throws away a connection which comes back inside a transaction: the next job would work in it.
pub(crate) async fn pool(options: SqliteConnectOptions, size: u32) -> Result<SqlitePool, StoreError> {
    let pool = SqlitePoolOptions::new()
        .max_connections(size)
        .min_connections(size)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .connect_with(options)
        .await?;
    Ok(pool)
}

/// Takes `FILE.lock` for as long as the returned file is open. The system lets go of it when the process dies.
pub(crate) fn lock(path: &Path) -> Result<File, OpenError> {
    let refuse = |why| OpenError::Path { path: path.display().to_string(), why };
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(beside(path, ".lock"))
        .map_err(refuse)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(path.display().to_string())),
        Err(TryLockError::Error(why)) => Err(refuse(why)),
    }
}

/// The path with `suffix` after its whole name: `headway.db.lock`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Refuses a SQLite that is known to damage its file.
pub(crate) async fn check_version(pool: &SqlitePool) -> Result<(), OpenError> {
    let version: String =
        sqlx::query_scalar("select sqlite_version()").fetch_one(pool).await.map_err(StoreError::from)?;
    if is_sound(&version) { Ok(()) } else { Err(OpenError::OldSqlite(version)) }
}

fn is_sound(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    VERSION_MIN <= (next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn a_sqlite_with_the_wal_bug_is_refused() {
        for (version, expected) in [
            ("3.40.1", false),
            ("3.51.2", false),
            ("3.51.3", true),
            ("3.53.0", true),
            ("4.0", true),
            ("", false),
        ] {
            assert_eq!(is_sound(version), expected, "{version}");
        }
    }
}
