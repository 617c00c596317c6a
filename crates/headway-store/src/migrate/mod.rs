//! Brings the tables of a database up to this version, all or nothing, and refuses one that is ahead of it.

mod m0001;
mod m0002;
mod m0003;
mod m0004;
mod m0005;
mod m0006;
mod table;

use crate::db::for_migrations;
use crate::error::{OpenError, StoreError};
use crate::sqlite::file::{beside, create_private};
use crate::sqlite::inline::Connection;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use sea_orm_migration::{MigrationTrait, MigratorTrait};
use std::path::Path;
use std::sync::Arc;

/// Every migration there is, the oldest first. One that was released is never edited.
struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001::Migration),
            Box::new(m0002::Migration),
            Box::new(m0003::Migration),
            Box::new(m0004::Migration),
            Box::new(m0005::Migration),
            Box::new(m0006::Migration),
        ]
    }
}

/// The names of this version's migrations, the oldest first.
pub(crate) fn known() -> Vec<String> {
    Migrations::get_migration_files().iter().map(|migration| migration.name().to_owned()).collect()
}

/// Those of `applied` that this version does not know: a newer Headway made them.
pub(crate) fn unknown(applied: &[String]) -> Option<String> {
    let known = known();
    let newer: Vec<&str> = applied.iter().filter(|name| !known.contains(name)).map(String::as_str).collect();
    if newer.is_empty() { None } else { Some(newer.join(", ")) }
}

/// Migrates a file. One that already holds something is first copied to `FILE.before-MIGRATION.bak`.
pub(crate) async fn sqlite(file: &Arc<Connection>, path: &Path, is_new: bool) -> Result<(), OpenError> {
    let pending = pending(&applied_in_file(file)?)?;
    let Some(first) = pending.first() else { return Ok(()) };
    if !is_new {
        let copy = beside(path, &format!(".before-{first}.bak"));
        tracing::info!(copy = %copy.display(), "copying the database before its tables change");
        copy_aside(file, &copy)?;
    }
    file.run("begin immediate")?;
    let migrated = Migrations::up(&for_migrations(Arc::clone(file))?, None).await;
    file.run(if migrated.is_ok() { "commit" } else { "rollback" })?;
    Ok(migrated?)
}

/// Migrates a server. Several programs may start at once: the first to lock the list of migrations does the work.
pub(crate) async fn postgres(connection: &DatabaseConnection) -> Result<(), OpenError> {
    // Two that make the list at the same moment: `if not exists` of one of them fails, and then it is there.
    if Migrations::install(connection).await.is_err() {
        Migrations::install(connection).await?;
    }
    let transaction = connection.begin().await?;
    transaction.execute_unprepared("set local statement_timeout = 0").await?;
    transaction.execute_unprepared("set local lock_timeout = '120s'").await?;
    transaction.execute_unprepared("lock table seaql_migrations in access exclusive mode").await?;
    let applied = applied_on_server(&transaction).await?;
    if !pending(&applied)?.is_empty() {
        Migrations::up(&transaction, None).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Refuses tables that are not exactly of this version.
pub(crate) fn refuse_other(applied: &[String]) -> Result<(), OpenError> {
    let pending = pending(applied)?;
    if pending.is_empty() { Ok(()) } else { Err(OpenError::Older(pending.join(", "))) }
}

fn pending(applied: &[String]) -> Result<Vec<String>, OpenError> {
    match unknown(applied) {
        Some(newer) => Err(OpenError::Newer(newer)),
        None => Ok(known().into_iter().filter(|name| !applied.contains(name)).collect()),
    }
}

/// The migrations that a database on a server has had; none, where it has no list of them.
pub(crate) async fn applied_on_server(connection: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let ask = |sql| connection.query_all_raw(Statement::from_string(DbBackend::Postgres, sql));
    if ask("select 1 where to_regclass('seaql_migrations') is not null").await?.is_empty() {
        return Ok(Vec::new());
    }
    let rows = ask("select version from seaql_migrations order by version").await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// The migrations that a file has had; none, where it has no list of them.
pub(crate) fn applied_in_file(file: &Connection) -> Result<Vec<String>, StoreError> {
    let list = "select name from sqlite_schema where type = 'table' and name = 'seaql_migrations'";
    if file.texts(list)?.is_empty() {
        return Ok(Vec::new());
    }
    file.texts("select version from seaql_migrations order by version")
}

/// A whole and compact copy of the database. A copy that is already there is of an earlier attempt, and older is safer.
fn copy_aside(file: &Connection, copy: &Path) -> Result<(), OpenError> {
    if copy.exists() {
        return Ok(());
    }
    let part = beside(copy, ".part");
    let refuse = |why| OpenError::Path { path: copy.display().to_string(), why };
    if part.exists() {
        std::fs::remove_file(&part).map_err(refuse)?;
    }
    create_private(&part).map_err(refuse)?;
    file.copy_to(&part)?;
    std::fs::rename(&part, copy).map_err(refuse)
}
