//! PostgreSQL: a pool of connections, every job in a transaction of its own that sees one moment.

use crate::db::Db;
use crate::error::{OpenError, StoreError};
use crate::migrate;
use crate::store::{Tx, Work};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sea_orm::sqlx::{self, ConnectOptions, PgConnection, Row};
use sea_orm::{
    AccessMode, DatabaseConnection, IsolationLevel, SqlxPostgresConnector, TransactionOptions,
    TransactionTrait,
};
use std::net::IpAddr;
use std::time::Duration;
use tokio::sync::Semaphore;

const CONNECTIONS: u32 = 10;
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
const STATEMENTS_KEPT: usize = 400;
/// Beyond this many waiting jobs a caller hears `Busy` at once.
const QUEUE_LENGTH_MAX: usize = 4096;
/// Of those who meet at one plan one wins each time, so a whole team that saves at once needs as many attempts as it has
/// members.
const ATTEMPTS_MAX: u32 = 64;
/// The longest pause between two attempts, in milliseconds.
const PAUSE_MAX: u32 = 50;

#[derive(Debug)]
pub(crate) struct Postgres {
    connection: DatabaseConnection,
    room: Semaphore,
}

impl Postgres {
    pub(crate) async fn open(url: &str) -> Result<Self, OpenError> {
        let store = Self::connect(url).await?;
        migrate::postgres(&store.connection).await?;
        Ok(store)
    }

    pub(crate) async fn open_beside(url: &str) -> Result<Self, OpenError> {
        let store = Self::connect(url).await?;
        migrate::refuse_other(&migrate::applied_on_server(&store.connection).await?)?;
        Ok(store)
    }

    async fn connect(url: &str) -> Result<Self, OpenError> {
        let options = options(url)?;
        let pool = match pool_options().connect_with(options.clone()).await {
            Ok(pool) => pool,
            Err(error) => return Err(unopened(error, &options).await),
        };
        let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        Ok(Self { connection, room: Semaphore::new(QUEUE_LENGTH_MAX) })
    }

    pub(crate) async fn read<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Clone,
    {
        self.persist(AccessMode::ReadOnly, job).await
    }

    pub(crate) async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Clone,
    {
        self.persist(AccessMode::ReadWrite, job).await
    }

    pub(crate) async fn close(&self) {
        let _ = self.connection.close_by_ref().await;
    }

    /// Runs the job until it is kept, for as long as trying again can help: two jobs met, or the connection was lost
    /// before anything could be kept.
    async fn persist<T, F>(&self, mode: AccessMode, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T> + Clone,
    {
        let _place = self.room.try_acquire().map_err(|_| StoreError::Busy)?;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let result = self.attempt(mode, job.clone()).await;
            let attempts_max = match &result {
                Err(StoreError::Contended) => ATTEMPTS_MAX,
                Err(StoreError::Away(_)) => 2,
                _ => 1,
            };
            if attempts_max <= attempt {
                return result;
            }
            tokio::time::sleep(Duration::from_millis((attempt * attempt).min(PAUSE_MAX).into())).await;
        }
    }

    async fn attempt<T, F>(&self, mode: AccessMode, job: F) -> Result<T, StoreError>
    where
        F: for<'a> FnOnce(&'a Tx) -> Work<'a, T>,
    {
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(mode),
            sqlite_transaction_mode: None,
        };
        let tx = Tx::new(Db::Server(self.connection.begin_with_options(options).await?));
        let result = job(&tx).await;
        let Db::Server(transaction) = tx.into_inner() else { return result };
        match result {
            Ok(value) => {
                transaction.commit().await.map_err(|error| unsure(error.into()))?;
                Ok(value)
            }
            Err(error) => {
                // What the job said matters more than a rollback that fails: the pool throws that connection away.
                let _ = transaction.rollback().await;
                Err(error)
            }
        }
    }
}

/// Why there is no connection. The pool, which tries for some seconds, says in the end only that it waited, so the door is
/// tried once more alone.
async fn unopened(error: sqlx::Error, options: &PgConnectOptions) -> OpenError {
    let at = format!("{}:{}", options.get_host(), options.get_port());
    let error = match error {
        sqlx::Error::PoolTimedOut => {
            match tokio::time::timeout(ACQUIRE_TIMEOUT, options.connect()).await {
                Ok(Err(error)) => error,
                // It answers now, and did not all the while: it is busy.
                Ok(Ok(_)) => return StoreError::Busy.into(),
                Err(_) => return OpenError::Unreachable { at, why: "nobody answers".to_owned() },
            }
        }
        error => error,
    };
    match error {
        sqlx::Error::Io(why) => OpenError::Unreachable { at, why: why.to_string() },
        other => StoreError::from(other).into(),
    }
}

/// Server and database of an address, without who signs in there and how; empty where it cannot be read.
pub(crate) fn place(url: &str) -> String {
    let Ok(options) = url.parse::<PgConnectOptions>() else { return String::new() };
    let database = options.get_database().or(Some(options.get_username())).unwrap_or_default();
    match options.get_socket() {
        Some(socket) => format!("{}/{database}", socket.display()),
        None => format!("{}:{}/{database}", options.get_host(), options.get_port()),
    }
}

/// A commit that is cut off may have happened, so it is neither tried again nor called lost.
fn unsure(error: StoreError) -> StoreError {
    match error {
        StoreError::Contended | StoreError::Full | StoreError::Refused(_) => error,
        _ => StoreError::Unsure,
    }
}

/// The timeouts end what a lost client or a bug would leave open.
fn options(url: &str) -> Result<PgConnectOptions, StoreError> {
    let options: PgConnectOptions = url.parse().map_err(StoreError::from)?;
    Ok(encrypted(options)
        .application_name("headway")
        .statement_cache_capacity(STATEMENTS_KEPT)
        .options([
            ("statement_timeout", "30000"),
            ("lock_timeout", "10000"),
            ("idle_in_transaction_session_timeout", "10000"),
            // What it makes of a long question for a page takes many times as long as the answer.
            ("jit", "off"),
        ])
        .disable_statement_logging())
}

/// What leaves this machine is encrypted, unless the address asks for the opposite by name: left to itself, the driver would
/// do without wherever the answer, which anybody on the way can give, is that the server cannot.
fn encrypted(options: PgConnectOptions) -> PgConnectOptions {
    if options.get_socket().is_some() || is_this_machine(options.get_host()) {
        return options;
    }
    match options.get_ssl_mode() {
        PgSslMode::Prefer => options.ssl_mode(PgSslMode::Require),
        PgSslMode::Disable | PgSslMode::Allow => {
            tracing::warn!(
                "everything that Headway keeps goes to {} unencrypted, since the address says so; with \
                 sslmode=verify-full nobody on the way can read or change it",
                options.get_host()
            );
            options
        }
        PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull => options,
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || host.starts_with('/') || address.is_ok_and(|address| address.is_loopback())
}

fn pool_options() -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(is_clean(connection)))
}

/// Whether the connection is alive and outside a transaction; if not, the pool makes another.
///
/// Within a transaction `now()` stays at its beginning, while `statement_timestamp()` moves on; outside they are the
/// same, provided that the question is one message: a prepared one begins its transaction before it is executed.
/// The driver's own count cannot be asked instead: a cancelled `begin` leaves it wrong.
async fn is_clean(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::raw_sql("select now() = statement_timestamp()").fetch_one(connection).await?.try_get(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_machine_is_encrypted_unless_the_address_says_otherwise() {
        let check = |address: &str, expected: &str| {
            let mode = options(&format!("postgres://headway@{address}")).expect("an address").get_ssl_mode();
            assert_eq!(format!("{mode:?}"), expected, "{address}");
        };
        for here in ["localhost/db", "127.0.0.1:5433/db", "[::1]/db", "%2Fvar%2Frun%2Fpostgresql/db"] {
            check(here, "Prefer");
        }
        check("localhost/db?host=/var/run/postgresql", "Prefer");
        check("localhost/db?sslmode=verify-full", "VerifyFull");
        check("db.district.example/db", "Require");
        check("10.0.0.7/db?sslmode=prefer", "Require");
        check("localhost/db?host=10.0.0.7", "Require");
        check("localhost.example/db", "Require");
        check("db.district.example/db?sslmode=verify-full&sslrootcert=/etc/headway/ca.pem", "VerifyFull");
        check("db.district.example/db?sslmode=verify-ca", "VerifyCa");
        check("db.district.example/db?sslmode=disable", "Disable");
    }

    /// The driver's own count is not asked, so a transaction that it does not know of is found as well.
    #[tokio::test]
    async fn a_connection_that_comes_back_inside_a_transaction_is_not_used_again() {
        let Some(server) = std::env::var("HEADWAY_TEST_POSTGRES").ok().filter(|url| !url.is_empty()) else {
            println!("no PostgreSQL: HEADWAY_TEST_POSTGRES names no server, so this story was not told");
            return;
        };
        let options = options(&server).expect("the address is one");
        let pool = pool_options().max_connections(1).connect_with(options).await.expect("the server answers");
        for statement in ["begin", "begin; select 1"] {
            let mut left = pool.acquire().await.expect("a connection");
            sqlx::raw_sql(statement).execute(&mut *left).await.expect("a transaction is left open");
            let before = backend(&mut left).await;
            drop(left);
            let mut next = pool.acquire().await.expect("another connection");
            let fresh = backend(&mut next).await;
            assert_ne!(fresh, before, "{statement}");
            drop(next);
            let mut again = pool.acquire().await.expect("the same connection");
            assert_eq!(backend(&mut again).await, fresh, "one that is clean is used again");
        }
    }

    async fn backend(connection: &mut PgConnection) -> i32 {
        sqlx::query_scalar("select pg_backend_pid()").fetch_one(connection).await.expect("the server answers")
    }
}
