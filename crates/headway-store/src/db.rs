//! What a transaction speaks to: a server through its driver, or the file of SQLite itself.

use crate::sqlite::inline::Connection;
use sea_orm::prelude::async_trait::async_trait;
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    ProxyDatabaseConnector, ProxyDatabaseTrait, ProxyExecResult, ProxyRow, QueryResult, Statement,
};
use std::sync::Arc;
use std::time::Instant;

/// One transaction, as SeaORM's entities and queries use it.
#[derive(Debug)]
pub(crate) enum Db {
    Server(DatabaseTransaction),
    File {
        connection: Arc<Connection>,
        /// A job that still asks after this moment is given up, since others wait for its connection.
        until: Option<Instant>,
    },
}

impl Db {
    /// What this transaction takes away is to be gone from the file and what lies beside it when the caller hears of it.
    pub(crate) fn leave_no_trace(&self) {
        match self {
            // Its dead rows go with the server's next vacuum, which a transaction cannot ask for.
            Self::Server(_) => {}
            Self::File { connection, .. } => connection.empty_log_later(),
        }
    }

    fn in_time(until: Option<Instant>) -> Result<(), DbErr> {
        match until {
            // Nothing is broken: others had to wait too long for this one, and it may be sent again.
            Some(until) if until < Instant::now() => Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl ConnectionTrait for Db {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Server(_) => DbBackend::Postgres,
            Self::File { .. } => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Server(transaction) => transaction.execute_raw(statement).await,
            Self::File { connection, until } => {
                Self::in_time(*until)?;
                Ok(connection.execute(&statement)?.into())
            }
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Server(transaction) => transaction.execute_unprepared(sql).await,
            Self::File { .. } => self.execute_raw(Statement::from_string(DbBackend::Sqlite, sql)).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Server(transaction) => transaction.query_one_raw(statement).await,
            Self::File { connection, until } => {
                Self::in_time(*until)?;
                Ok(connection.query(&statement, 1)?.pop().map(QueryResult::from))
            }
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Server(transaction) => transaction.query_all_raw(statement).await,
            Self::File { connection, until } => {
                Self::in_time(*until)?;
                Ok(connection.query(&statement, usize::MAX)?.into_iter().map(QueryResult::from).collect())
            }
        }
    }
}

/// The connection in the form that migrations want. Their transaction is begun and ended by who calls them.
pub(crate) fn for_migrations(connection: Arc<Connection>) -> Result<DatabaseConnection, DbErr> {
    ProxyDatabaseConnector::connect(DbBackend::Sqlite, Arc::new(Box::new(Migrating(connection))))
}

#[derive(Debug)]
struct Migrating(Arc<Connection>);

#[async_trait]
impl ProxyDatabaseTrait for Migrating {
    async fn query(&self, statement: Statement) -> Result<Vec<ProxyRow>, DbErr> {
        self.0.query(&statement, usize::MAX)
    }

    async fn execute(&self, statement: Statement) -> Result<ProxyExecResult, DbErr> {
        self.0.execute(&statement)
    }
}

#[cfg(test)]
mod tests {
    use super::Db;
    use crate::StoreError;
    use std::time::{Duration, Instant};

    #[test]
    fn a_job_that_took_too_long_hears_that_the_database_is_busy() {
        let now = Instant::now();
        assert!(Db::in_time(None).is_ok() && Db::in_time(Some(now + Duration::from_hours(1))).is_ok());
        let late = Db::in_time(now.checked_sub(Duration::from_secs(1))).map_err(StoreError::from);
        assert_eq!(late, Err(StoreError::Busy));
    }
}
