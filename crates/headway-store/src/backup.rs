//! Backups of a file of SQLite: made whole and tried at once, and brought back without losing what is there.

use crate::address::Address;
use crate::error::StoreError;
use crate::migrate;
use crate::sqlite::file::{self, beside};
use crate::sqlite::inline::Connection;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Why there is no backup, or why one was not brought back. What was there before is still there.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL has its own tools, which know more than we do.
    #[error(
        "this database is on PostgreSQL: use `pg_dump --format=custom` to back it up and `pg_restore` to bring it back"
    )]
    Postgres,
    /// Nothing is overwritten.
    #[error("{0} is there already; name another file, or move it away")]
    IsThere(String),
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// The server must not have its file changed beneath it.
    #[error("a running Headway uses {0}; stop it first")]
    InUse(String),
    /// The copy is not whole, and was not used.
    #[error("{file} is not a sound backup: {why}")]
    Unsound {
        /// The backup.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A later Headway made it.
    #[error("{file} was made by a newer Headway (it knows {newer}); install that version to restore it")]
    Newer {
        /// The backup.
        file: String,
        /// The migrations that this version does not know.
        newer: String,
    },
    /// The system said no.
    #[error("cannot write {file}: {why}")]
    Io {
        /// The file.
        file: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// The database said no.
    #[error(transparent)]
    Database(#[from] StoreError),
}

/// Writes a whole and compact copy of the database at `address` to `copy`, and tries it before it gets that name.
///
/// A server may go on working meanwhile: the copy is of one moment.
#[expect(clippy::unused_async, reason = "callers wait for it as for the rest of the store")]
pub async fn backup(address: &str, copy: &Path) -> Result<(), BackupError> {
    let Address::Sqlite(path) = Address::of(address) else { return Err(BackupError::Postgres) };
    if !path.exists() {
        return Err(BackupError::Missing(shown(&path)));
    }
    if copy.exists() {
        return Err(BackupError::IsThere(shown(copy)));
    }
    let part = beside(copy, ".part");
    remove_if_there(&part)?;
    Connection::open(&path, &[])?.copy_to(&part)?;
    verify(&part)?;
    rename(&part, copy)
}

/// Puts `copy` where there is no database yet.
#[expect(clippy::unused_async, reason = "callers wait for it as for the rest of the store")]
pub async fn restore(copy: &Path, address: &str) -> Result<(), BackupError> {
    let Address::Sqlite(path) = Address::of(address) else { return Err(BackupError::Postgres) };
    if path.exists() {
        return Err(BackupError::IsThere(shown(&path)));
    }
    bring_back(copy, &path)
}

/// Puts `copy` in the place of the database at `address`, which is kept aside under the returned name.
#[expect(clippy::unused_async, reason = "callers wait for it as for the rest of the store")]
pub async fn restore_over(copy: &Path, address: &str) -> Result<Option<PathBuf>, BackupError> {
    let Address::Sqlite(path) = Address::of(address) else { return Err(BackupError::Postgres) };
    let _lock = file::lock(&path).map_err(|_| BackupError::InUse(shown(&path)))?;
    let ready = staged(copy, &path)?;
    let aside = if path.exists() { Some(move_aside(&path)?) } else { None };
    rename(&ready, &path)?;
    Ok(aside)
}

fn bring_back(copy: &Path, path: &Path) -> Result<(), BackupError> {
    let _lock = file::lock(path).map_err(|_| BackupError::InUse(shown(path)))?;
    let ready = staged(copy, path)?;
    rename(&ready, path)
}

/// A copy of the backup beside the database, tried there: the backup itself is only ever read.
fn staged(copy: &Path, path: &Path) -> Result<PathBuf, BackupError> {
    if !copy.exists() {
        return Err(BackupError::Missing(shown(copy)));
    }
    let part = beside(path, ".restoring");
    remove_if_there(&part)?;
    std::fs::copy(copy, &part).map_err(|why| BackupError::Io { file: shown(&part), why })?;
    verify(&part).map_err(|error| named(error, copy))?;
    Ok(part)
}

/// Looks whether a copy is whole and of a version that this program knows.
fn verify(copy: &Path) -> Result<(), BackupError> {
    let unsound = |why: String| BackupError::Unsound { file: shown(copy), why };
    let found = Connection::open(copy, &[("journal_mode", "DELETE")]).and_then(|file| look(&file));
    let applied = match found {
        Ok((wrong, applied)) if wrong.is_empty() => applied,
        Ok((wrong, _)) => return Err(unsound(wrong.join("; "))),
        Err(error) => return Err(unsound(error.to_string())),
    };
    if applied.is_empty() {
        return Err(unsound("it holds no data of Headway".to_owned()));
    }
    match migrate::unknown(&applied) {
        Some(newer) => Err(BackupError::Newer { file: shown(copy), newer }),
        None => Ok(()),
    }
}

/// What is wrong with a file, and the migrations it has had.
fn look(file: &Connection) -> Result<(Vec<String>, Vec<String>), StoreError> {
    let mut wrong = file.texts("pragma integrity_check")?;
    wrong.retain(|line| line != "ok");
    let dangling = file.texts("pragma foreign_key_check")?.len();
    if 0 < dangling {
        wrong.push(format!("{dangling} rows name others that are not there"));
    }
    Ok((wrong, migrate::applied_in_file(file)?))
}

/// Moves a database away with what belongs to it; its name stays readable, so that it can be moved back.
fn move_aside(path: &Path) -> Result<PathBuf, BackupError> {
    let mut number = 1;
    let mut aside = beside(path, ".replaced-1");
    while aside.exists() {
        number += 1;
        aside = beside(path, &format!(".replaced-{number}"));
    }
    for suffix in ["-wal", "-shm"] {
        let part = beside(path, suffix);
        if part.exists() {
            rename(&part, &beside(&aside, suffix))?;
        }
    }
    rename(path, &aside)?;
    Ok(aside)
}

/// Renames a file after it is on the disk, and sees to it that its new name is there too.
fn rename(from: &Path, to: &Path) -> Result<(), BackupError> {
    let flush_and_rename = || {
        File::open(from)?.sync_all()?;
        std::fs::rename(from, to)?;
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    };
    flush_and_rename().map_err(|why| BackupError::Io { file: shown(to), why })
}

fn remove_if_there(path: &Path) -> Result<(), BackupError> {
    match std::fs::remove_file(path) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(BackupError::Io { file: shown(path), why })
        }
        _ => Ok(()),
    }
}

/// The reader knows the backup by its own name, not by that of the copy that was tried.
fn named(error: BackupError, copy: &Path) -> BackupError {
    match error {
        BackupError::Unsound { why, .. } => BackupError::Unsound { file: shown(copy), why },
        BackupError::Newer { newer, .. } => BackupError::Newer { file: shown(copy), newer },
        other => other,
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
