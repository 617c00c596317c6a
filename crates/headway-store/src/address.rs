//! Where the database is: what `HEADWAY_DATABASE` says, taken apart.

use std::path::PathBuf;

use crate::postgres;

/// A file of SQLite, or a server of PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// The path of the file; what lies beside it (`-wal`, `-shm`, `.lock`) belongs to it.
    Sqlite(PathBuf),
    /// The whole URL. It may hold a password, so it is never printed.
    Postgres(String),
}

impl Address {
    /// Anything that is not a PostgreSQL URL is a path; `sqlite:` before it is allowed.
    pub(crate) fn of(text: &str) -> Self {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Self::Postgres(text.to_owned());
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
        Self::Sqlite(PathBuf::from(path))
    }

    /// What a page may show of it: nothing that opens the database.
    pub(crate) fn place(&self) -> String {
        match self {
            Self::Sqlite(path) => std::path::absolute(path).as_ref().unwrap_or(path).display().to_string(),
            Self::Postgres(url) => postgres::place(url),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &Address) {
        assert_eq!(&Address::of(text), expected, "{text}");
    }

    #[test]
    fn a_url_of_postgres_is_a_server_and_all_else_is_a_file() {
        check("postgres://me@host/db", &Address::Postgres("postgres://me@host/db".to_owned()));
        check("postgresql://host/db", &Address::Postgres("postgresql://host/db".to_owned()));
        check("data/headway.db", &Address::Sqlite("data/headway.db".into()));
        check(" sqlite:///srv/headway.db\n", &Address::Sqlite("/srv/headway.db".into()));
    }

    #[test]
    fn what_a_page_shows_opens_nothing() {
        let check = |text: &str, expected: &str| assert_eq!(Address::of(text).place(), expected, "{text}");
        check("postgres://me:secret@db.example:5433/headway", "db.example:5433/headway");
        check("postgres://me:secret@db.example/headway?password=secret", "db.example:5432/headway");
        check(
            "postgres://db.example?host=/var/run/postgresql&user=me&dbname=plans",
            "/var/run/postgresql/plans",
        );
        check("postgres://not an address", "");
        check("sqlite:///srv/headway.db", "/srv/headway.db");
    }
}
