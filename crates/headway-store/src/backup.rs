//! Backups of a file of SQLite: made whole and tried at once, and brought back without losing what is there.

use crate::address::Address;
use crate::error::{OpenError, StoreError};
use crate::migrate;
use crate::sqlite::file::{self, SIDES, beside, create_private};
use crate::sqlite::inline::Connection;
use serde::{Deserialize, Serialize};
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
    /// A restore does not end a database that nobody named.
    #[error(
        "{0} is there already; stop the server and add --force to put the backup in its place: the old file is kept \
         beside it"
    )]
    HasDatabase(String),
    /// There is no place for the database.
    #[error("there is no folder {0} for the database; make it first, as with `install -d -m 700 {0}`")]
    NoFolder(String),
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// The server must not have its file changed beneath it.
    #[error("a running Headway uses {0}; stop it first")]
    InUse(String),
    /// SQLite would put the last saves of another database into the one that is brought back.
    #[error(
        "{0} is left over from a database that was moved away and may hold its last saves; \
         move it to that one, as OTHER.db-wal, or restore with --force, which keeps it aside"
    )]
    LeftOver(String),
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

/// The code of the event that tells of a copy that was made.
pub const COPIED: &str = "system/backup";

/// What that event keeps in its `detail`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The path of the copy on the server.
    pub file: String,
    /// Its size.
    pub bytes: u64,
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
    make_empty(&part)?;
    Connection::open(&path, &[])?.copy_to(&part)?;
    verify(&part)?;
    rename(&part, copy)
}

/// Puts `copy` where there is no database yet, nor anything that one left behind.
#[expect(clippy::unused_async, reason = "callers wait for it as for the rest of the store")]
pub async fn restore(copy: &Path, address: &str) -> Result<(), BackupError> {
    let Address::Sqlite(path) = Address::of(address) else { return Err(BackupError::Postgres) };
    if path.exists() {
        return Err(BackupError::HasDatabase(shown(&path)));
    }
    if let Some(left) = SIDES.iter().map(|suffix| beside(&path, suffix)).find(|side| side.exists()) {
        return Err(BackupError::LeftOver(shown(&left)));
    }
    let _lock = locked(&path)?;
    let ready = staged(copy, &path)?;
    put_in_place(&ready, &path)
}

/// Puts `copy` in the place of the database at `address`, which is kept aside under the returned name.
#[expect(clippy::unused_async, reason = "callers wait for it as for the rest of the store")]
pub async fn restore_over(copy: &Path, address: &str) -> Result<Option<PathBuf>, BackupError> {
    let Address::Sqlite(path) = Address::of(address) else { return Err(BackupError::Postgres) };
    let _lock = locked(&path)?;
    let ready = staged(copy, &path)?;
    let aside = move_aside(&path)?;
    put_in_place(&ready, &path)?;
    Ok(aside)
}

/// Keeps every server away for as long as the returned file is open.
fn locked(path: &Path) -> Result<File, BackupError> {
    file::lock(path).map_err(|error| match error {
        OpenError::Path { why, .. } => BackupError::Io { file: shown(path), why },
        OpenError::NoFolder(folder) => BackupError::NoFolder(folder),
        _ => BackupError::InUse(shown(path)),
    })
}

/// The name that the file has in the end is the one under which it must be whole, so it is tried again there.
fn put_in_place(ready: &Path, path: &Path) -> Result<(), BackupError> {
    rename(ready, path)?;
    verify(path)
}

/// A copy of the backup beside the database, tried there: the backup itself is only ever read.
fn staged(copy: &Path, path: &Path) -> Result<PathBuf, BackupError> {
    if !copy.exists() {
        return Err(BackupError::Missing(shown(copy)));
    }
    let part = beside(path, ".restoring");
    make_empty(&part)?;
    fill(&part, copy)?;
    // A database that was set aside has its last saves beside it; SQLite puts them into the copy when that is tried.
    let (saves, part_saves) = (beside(copy, "-wal"), beside(&part, "-wal"));
    if saves.exists() {
        make_empty(&part_saves)?;
        fill(&part_saves, &saves)?;
    }
    verify(&part).map_err(|error| named(error, copy))?;
    Ok(part)
}

/// Fills a file that is there. To copy it whole would give it the rights of the other one too.
fn fill(to: &Path, from: &Path) -> Result<(), BackupError> {
    let copied = || {
        std::io::copy(&mut File::open(from)?, &mut File::options().write(true).open(to)?)?;
        Ok(())
    };
    copied().map_err(|why| BackupError::Io { file: shown(to), why })
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

/// Moves away what is there: a database and what lies beside it, or what a database left behind. Its name stays readable,
/// so that it can be moved back.
fn move_aside(path: &Path) -> Result<Option<PathBuf>, BackupError> {
    let here: Vec<&str> = [""].into_iter().chain(SIDES).filter(|part| beside(path, part).exists()).collect();
    if here.is_empty() {
        return Ok(None);
    }
    settle(path);
    let names = (1..).map(|number| beside(path, &format!(".replaced-{number}")));
    let is_free = |aside: &PathBuf| [""].into_iter().chain(SIDES).all(|part| !beside(aside, part).exists());
    let aside = names.into_iter().find(is_free).expect("some number is free");
    // The database goes first: where this is cut off, nobody opens one that lacks its last saves.
    for part in here.into_iter().filter(|part| beside(path, part).exists()) {
        rename(&beside(path, part), &beside(&aside, part))?;
    }
    Ok(Some(aside))
}

/// Puts the last saves into the database itself. One that is broken cannot do this, and is moved as it is.
fn settle(path: &Path) {
    if path.exists()
        && let Err(error) =
            Connection::open(path, &[]).and_then(|file| file.run("pragma wal_checkpoint(truncate)"))
    {
        tracing::warn!(%error, "the database that is replaced cannot be opened, and is kept as it is");
    }
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

/// An empty file that its owner alone may read; what an earlier attempt left under this name is removed.
fn make_empty(path: &Path) -> Result<(), BackupError> {
    let refuse = |why| BackupError::Io { file: shown(path), why };
    for part in [""].into_iter().chain(SIDES) {
        match std::fs::remove_file(beside(path, part)) {
            Err(why) if why.kind() != std::io::ErrorKind::NotFound => return Err(refuse(why)),
            _ => {}
        }
    }
    create_private(path).map(drop).map_err(refuse)
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
