//! What can go wrong with a database, in the few kinds that a caller treats differently.

use sea_orm::{DbErr, RuntimeErr, sqlx};

/// Why a job did not happen. Nothing of it is kept, except where [`StoreError::Unsure`] says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Too many jobs wait, or another process holds the file: answer 503 and let the client come back.
    #[error("the database is busy; try again in a moment")]
    Busy,
    /// Two jobs wanted the same rows. The store has already tried again several times.
    #[error("others were changing the same rows at the same time; try again")]
    Contended,
    /// Reading goes on; saving needs space.
    #[error("the disk of the database is full, so nothing was saved; make room and save again")]
    Full,
    /// The server does not answer, or closed the connection before the job was saved.
    #[error("the database cannot be reached, so nothing was saved: {0}")]
    Away(String),
    /// The connection was lost while saving. Sending the same form with the same key again is safe.
    #[error("the database went away while saving; send it again to be sure")]
    Unsure,
    /// A rule of the tables was broken: a fault of the program, since functions answer what they expect as values.
    #[error("the database refused a row: {0}")]
    Refused(String),
    /// A stored text is not what this version of the program can read.
    #[error("something stored cannot be read: {0}")]
    Unreadable(String),
    /// The job panicked; its part was undone and others are not touched.
    #[error("a fault in the program stopped this before it was saved")]
    Panicked,
    /// The job did what it was to show, and asked for all of it to be taken back.
    #[error("what was tried was taken back")]
    Undone,
    /// An error of the disk or of the file itself.
    #[error("the database is broken, so nothing was saved: {0}")]
    Broken(String),
}

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Two servers on one file would each trust their own memory of it.
    #[error("another Headway is using {0}; stop it first, or use a different file")]
    InUse(String),
    /// The file's folder is missing, not writable, and the like.
    #[error("cannot use {path}: {why}")]
    Path {
        /// The file that was asked for.
        path: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// Nothing is made but the file itself: who may read the folder is for the operator to say.
    #[error("there is no folder {0} for the database; make it first, as with `install -d -m 700 {0}`")]
    NoFolder(String),
    /// Nobody answers at the address of a server.
    #[error(
        "cannot reach PostgreSQL at {at}: {why}; see whether it runs there and HEADWAY_DATABASE is right"
    )]
    Unreachable {
        /// Host and port; never the whole address, which may hold a password.
        at: String,
        /// What the system said.
        why: String,
    },
    /// A command beside a server makes no database.
    #[error("there is no database {0} yet; `headway import` and `headway serve` make one")]
    Missing(String),
    /// SQLite would delete or replay what the file holds, which are the last saves of another database.
    #[error(
        "{0} is left over from a database that was moved away and may hold its last saves; \
         move it to the same place under that one's name, as in OTHER.db-wal"
    )]
    LeftOver(String),
    /// An older SQLite can corrupt a file that is in WAL mode.
    #[error(
        "this program is built with SQLite {0}, which can damage its file; build it with 3.51.3 or later"
    )]
    OldSqlite(String),
    /// A later Headway has already changed this database.
    #[error(
        "this database was made by a newer Headway (it knows {0}); install that version or restore a backup"
    )]
    Newer(String),
    /// Only a server changes the tables; a command beside it waits until it has.
    #[error(
        "this database is older than this program (it lacks {0}); start the server of this version first"
    )]
    Older(String),
    /// The database itself said no.
    #[error("cannot open the database: {0}")]
    Database(#[from] StoreError),
}

impl From<DbErr> for OpenError {
    fn from(err: DbErr) -> Self {
        Self::Database(err.into())
    }
}

impl From<DbErr> for StoreError {
    fn from(err: DbErr) -> Self {
        match &err {
            DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner))
            | DbErr::Conn(RuntimeErr::SqlxError(inner)) => of_driver(inner),
            DbErr::ConnectionAcquire(_) => Self::Busy,
            DbErr::Type(_) | DbErr::TryIntoErr { .. } | DbErr::Json(_) => Self::Unreadable(err.to_string()),
            _ => Self::Broken(err.to_string()),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(err: sqlx::Error) -> Self {
        of_driver(&err)
    }
}

fn of_driver(err: &sqlx::Error) -> StoreError {
    match err {
        sqlx::Error::Database(inner) => of_code(inner.code().as_deref().unwrap_or(""), inner.message()),
        sqlx::Error::PoolTimedOut => StoreError::Busy,
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::PoolClosed => {
            StoreError::Away(err.to_string())
        }
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => StoreError::Unreadable(err.to_string()),
        _ => StoreError::Broken(err.to_string()),
    }
}

/// SQLite's codes are short numbers whose lowest byte is the kind; PostgreSQL's have five characters.
fn of_code(code: &str, message: &str) -> StoreError {
    let text = message.to_owned();
    if code.len() == 5 && !message.is_empty() {
        return match code {
            "40001" | "40P01" => StoreError::Contended,
            "53100" => StoreError::Full,
            "53300" | "57014" | "55P03" => StoreError::Busy,
            "57P01" | "57P02" | "57P03" | "25P03" => StoreError::Away(text),
            _ if code.starts_with("08") => StoreError::Away(text),
            _ if code.starts_with("23") || code.starts_with("22") => StoreError::Refused(text),
            _ => StoreError::Broken(text),
        };
    }
    match code.parse::<u32>().map(|code| code & 0xff) {
        Ok(5 | 6) => StoreError::Busy,
        Ok(13) => StoreError::Full,
        Ok(18 | 19) => StoreError::Refused(text),
        _ => StoreError::Broken(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: &StoreError) {
        assert_eq!(&of_code(code, "x"), expected, "{code}");
    }

    #[test]
    fn both_engines_codes_become_the_same_few_kinds() {
        check("5", &StoreError::Busy);
        check("517", &StoreError::Busy);
        check("13", &StoreError::Full);
        check("2067", &StoreError::Refused("x".to_owned()));
        check("778", &StoreError::Broken("x".to_owned()));
        check("40001", &StoreError::Contended);
        check("53100", &StoreError::Full);
        check("23505", &StoreError::Refused("x".to_owned()));
        check("57P01", &StoreError::Away("x".to_owned()));
    }
}
