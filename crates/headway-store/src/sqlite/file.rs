//! The file itself: how it is opened, locked and asked for its version.

use crate::error::OpenError;
use std::fs::{File, TryLockError};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a file that is open, or that was when the machine stopped. Nothing in them names their
/// database: whichever file has the name is given what they hold.
pub(crate) const SIDES: [&str; 3] = ["-wal", "-shm", "-journal"];
/// Every plan, the hashes of passwords and of sessions: nobody reads them but the one who runs the server.
const OWNER_ALONE: u32 = 0o600;
const GROUP_OR_OTHERS: u32 = 0o077;

/// Older versions can corrupt a file in WAL mode when two connections checkpoint at once.
const VERSION_MIN: (u32, u32, u32) = (3, 51, 3);
/// More than the program has.
pub(super) const STATEMENTS_KEPT: usize = 400;

/// The settings of every connection. `FULL`, since `NORMAL` loses acknowledged saves at a power cut; no `mmap_size`, since
/// it turns a stray write into a damaged file. `secure_delete`, since what is taken out of a plan must not stay in a free page.
pub(super) const PRAGMAS: [(&str, &str); 9] = [
    ("busy_timeout", "5000"),
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("journal_size_limit", "67108864"),
    ("temp_store", "MEMORY"),
    ("secure_delete", "ON"),
];

/// Takes `FILE.lock` for as long as the returned file is open. The system lets go of it when the process dies.
pub(crate) fn lock(path: &Path) -> Result<File, OpenError> {
    let refuse = |why| OpenError::Path { path: path.display().to_string(), why };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        return Err(OpenError::NoFolder(folder.display().to_string()));
    }
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(OWNER_ALONE)
        .open(beside(path, ".lock"))
        .map_err(refuse)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(path.display().to_string())),
        Err(TryLockError::Error(why)) => Err(refuse(why)),
    }
}

/// Makes an empty file that its owner alone may read, before anything is in it. What SQLite later makes beside a database
/// has the rights of the database.
pub(crate) fn create_private(path: &Path) -> std::io::Result<File> {
    File::options().write(true).create_new(true).mode(OWNER_ALONE).open(path)
}

/// Says so where other users of the machine may read the database. It is not changed: who runs the server may have given
/// a group the right on purpose.
pub(super) fn warn_of_other_readers(path: &Path) {
    let sides = SIDES.iter().map(|suffix| beside(path, suffix));
    for file in sides.chain([path.to_owned()]) {
        let Ok(mode) = file.metadata().map(|found| found.mode() & 0o777) else { continue };
        if mode & GROUP_OR_OTHERS != 0 {
            let file = file.display();
            tracing::warn!(
                "other users of this machine may read or change {file} (mode {mode:o}), which holds every plan and \
                 password hash; `chmod 600 {file}` keeps it to the user who runs Headway"
            );
        }
    }
}

/// The path with `suffix` after its whole name: `headway.db.lock`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Refuses a SQLite that is known to damage its file.
pub(crate) fn check_version() -> Result<(), OpenError> {
    let version = rusqlite::version();
    if is_sound(version) { Ok(()) } else { Err(OpenError::OldSqlite(version.to_owned())) }
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
