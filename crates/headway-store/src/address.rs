//! Where the database is: what `HEADWAY_DATABASE` says, taken apart.

use std::path::PathBuf;

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
}
