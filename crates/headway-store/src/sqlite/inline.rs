//! Statements of SQLite, run on the thread that asks.
//!
//! The driver that SeaORM comes with hands each statement to a thread of its own and waits for it: on a few cores, waking
//! the two threads costs ten times what the statement does.

use super::cell::{self, Kind};
use super::file::{PRAGMAS, STATEMENTS_KEPT};
use crate::error::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, OpenFlags};
use sea_orm::sqlx::error::{DatabaseError, ErrorKind};
use sea_orm::{DbErr, ProxyExecResult, ProxyRow, RuntimeErr, Statement, Value, sqlx};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A connection to the file. Its statements are prepared once and kept.
#[derive(Debug)]
pub(crate) struct Connection {
    inner: Mutex<rusqlite::Connection>,
    /// The log holds what should be nowhere any more.
    log_is_to_go: AtomicBool,
}

impl Connection {
    /// Opens a file that is there, with the settings of [`PRAGMAS`], but for those that are given here.
    pub(crate) fn open(path: &Path, settings: &[(&str, &str)]) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let inner = rusqlite::Connection::open_with_flags(path, flags).map_err(failed)?;
        inner.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // Without it every new value that is bound makes SQLite plan, and so parse, a kept statement again.
        inner.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
        let usual = PRAGMAS.iter().filter(|(name, _)| settings.iter().all(|(other, _)| other != name));
        for (name, value) in usual.chain(settings) {
            inner.execute_batch(&format!("pragma {name} = {value}")).map_err(failed)?;
        }
        Ok(Self { inner: Mutex::new(inner), log_is_to_go: AtomicBool::new(false) })
    }

    /// Runs a statement that has no values and whose rows nobody wants: `begin`, `commit` and the like.
    pub(crate) fn run(&self, sql: &str) -> Result<(), StoreError> {
        let inner = self.inner();
        let mut prepared = inner.prepare_cached(sql).map_err(failed)?;
        let mut rows = prepared.raw_query();
        while rows.next().map_err(failed)?.is_some() {}
        Ok(())
    }

    /// The first column of every row, as text.
    pub(crate) fn texts(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let inner = self.inner();
        let mut prepared = inner.prepare(sql).map_err(failed)?;
        let texts = prepared.query_map((), |row| row.get(0)).map_err(failed)?.collect::<Result<_, _>>();
        Ok(texts.map_err(failed)?)
    }

    /// Writes a whole and compact copy of the file into one that is there and empty.
    pub(crate) fn copy_to(&self, copy: &Path) -> Result<(), StoreError> {
        self.inner().execute("vacuum into ?", [copy.to_string_lossy()]).map_err(failed)?;
        Ok(())
    }

    /// Has the log emptied with the next [`Self::empty_log`].
    pub(crate) fn empty_log_later(&self) {
        self.log_is_to_go.store(true, Ordering::Relaxed);
    }

    /// Puts all that the log holds into the file and empties it, if somebody asked for that. `false` where a reader still
    /// needs it, so that it has to be tried again.
    pub(crate) fn empty_log(&self) -> Result<bool, StoreError> {
        if !self.log_is_to_go.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let checkpoint = "pragma wal_checkpoint(truncate)";
        let busy: i64 = self.inner().query_row(checkpoint, (), |row| row.get(0)).map_err(failed)?;
        self.log_is_to_go.store(busy != 0, Ordering::Relaxed);
        Ok(busy == 0)
    }

    pub(crate) fn is_in_transaction(&self) -> bool {
        !self.inner().is_autocommit()
    }

    pub(crate) fn execute(&self, statement: &Statement) -> Result<ProxyExecResult, DbErr> {
        let inner = self.inner();
        let mut prepared = prepared(&inner, statement)?;
        let rows_affected = prepared.raw_execute().map_err(failed)?;
        Ok(ProxyExecResult { last_insert_id: 0, rows_affected: rows_affected as u64 })
    }

    pub(crate) fn query(&self, statement: &Statement, rows_max: usize) -> Result<Vec<ProxyRow>, DbErr> {
        let inner = self.inner();
        let mut prepared = prepared(&inner, statement)?;
        let columns: Vec<(String, Kind)> = prepared
            .columns()
            .iter()
            .map(|column| (column.name().to_owned(), Kind::of(column.decl_type())))
            .collect();
        let mut rows = prepared.raw_query();
        let mut found = Vec::new();
        while found.len() < rows_max
            && let Some(row) = rows.next().map_err(failed)?
        {
            let mut values = BTreeMap::new();
            for (index, (name, kind)) in columns.iter().enumerate() {
                let value = cell::read(*kind, row.get_ref(index).map_err(failed)?)
                    .map_err(|why| DbErr::Type(format!("{name}: {why}")))?;
                values.insert(name.clone(), value);
            }
            found.push(ProxyRow::new(values));
        }
        Ok(found)
    }

    fn inner(&self) -> MutexGuard<'_, rusqlite::Connection> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn prepared<'c>(
    inner: &'c rusqlite::Connection,
    statement: &Statement,
) -> Result<CachedStatement<'c>, DbErr> {
    let mut prepared = inner.prepare_cached(&statement.sql).map_err(failed)?;
    let Some(values) = &statement.values else { return Ok(prepared) };
    let mut next = 0_usize;
    for parameter in 1..=prepared.parameter_count() {
        // To SQLite `$3` is a name, counted where it first occurs; here and on the other engine it is the third value.
        let number = prepared.parameter_name(parameter).and_then(|name| name.get(1..)?.parse().ok());
        next = number.unwrap_or(next + 1);
        let value: &Value = next
            .checked_sub(1)
            .and_then(|index| values.0.get(index))
            .ok_or_else(|| DbErr::Custom(format!("no value is given for parameter {next}")))?;
        prepared.raw_bind_parameter(parameter, cell::Bound(value)).map_err(failed)?;
    }
    Ok(prepared)
}

/// What SQLite said, in the form in which the other driver says it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Said {
    code: i32,
    message: String,
}

impl DatabaseError for Said {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.to_string().into())
    }

    fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }
}

struct Failed(DbErr);

impl From<Failed> for DbErr {
    fn from(failed: Failed) -> Self {
        failed.0
    }
}

impl From<Failed> for StoreError {
    fn from(failed: Failed) -> Self {
        failed.0.into()
    }
}

fn failed(error: rusqlite::Error) -> Failed {
    Failed(match error {
        rusqlite::Error::SqliteFailure(inner, message) => {
            let message = message.unwrap_or_else(|| inner.to_string());
            let said = Said { code: inner.extended_code, message };
            DbErr::Query(RuntimeErr::SqlxError(Arc::new(sqlx::Error::Database(Box::new(said)))))
        }
        other => DbErr::Custom(other.to_string()),
    })
}
