//! The staging tables: filled in small jobs, each of which first makes sure that the tables are still this load's.

use super::{LoadError, switch, told};
use crate::entity::roster_load::{Column, Entity};
use crate::{Store, StoreError, Tx};
use chrono::{DateTime, Utc};
use ilp::TenantId;
use ilp::roster::Part;
use sea_orm::sea_query::{Expr, ExprTrait, InsertStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryTrait,
    Statement, Values,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Rows that one job inserts: some milliseconds, in which others' saves wait.
const ROWS_MAX: usize = 250;

/// One load of one tenant.
#[derive(Debug, Clone)]
pub(super) struct Load {
    pub(super) tenant: TenantId,
    pub(super) id: Uuid,
    pub(super) system: Arc<str>,
    pub(super) at: DateTime<Utc>,
    pub(super) whole: Arc<BTreeSet<Part>>,
}

/// Some rows of one table, and how to insert them: the statement is many times as large, so it is made when its turn comes.
pub(super) struct Piece {
    pub(super) table: &'static str,
    pub(super) rows: u64,
    insert: Box<dyn FnOnce() -> InsertStatement + Send>,
}

/// These rows, in pieces, for the staging table of `table`.
pub(super) fn pieces<E>(table: &'static switch::Table, rows: Vec<E::Model>) -> Vec<Piece>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Send + 'static,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter().peekable();
    let mut found = Vec::new();
    while rows.peek().is_some() {
        let some: Vec<E::Model> = rows.by_ref().take(ROWS_MAX).collect();
        let count = some.len() as u64;
        let insert = move || {
            let some = some.into_iter().map(IntoActiveModel::into_active_model);
            let mut insert = E::insert_many(some).into_query();
            insert.into_table(table.staged);
            insert
        };
        found.push(Piece { table: table.name, rows: count, insert: Box::new(insert) });
    }
    found
}

impl Load {
    /// Lets a piece wait with the others.
    pub(super) async fn keep(&self, store: &Store, piece: Piece) -> Result<(), LoadError> {
        let Piece { rows, insert, .. } = piece;
        let (load, insert) = (self.clone(), Arc::new(insert()));
        let kept = store
            .write(move |tx| {
                Box::pin(async move {
                    let is_ours = load.count(tx, rows).await?;
                    if is_ours {
                        tx.db().execute(&*insert).await?;
                    }
                    Ok(is_ours)
                })
            })
            .await?;
        if kept { Ok(()) } else { Err(LoadError::Superseded) }
    }

    /// Counts rows in, which also holds the row of this load: nobody can take over until the job is kept.
    pub(super) async fn count(&self, tx: &Tx, rows: u64) -> Result<bool, StoreError> {
        let counted = Entity::update_many()
            .col_expr(Column::Staged, Expr::col(Column::Staged).add(i64::try_from(rows).unwrap_or(i64::MAX)))
            .filter(Column::Tenant.eq(self.tenant.0))
            .filter(Column::Id.eq(self.id))
            .exec(tx.db())
            .await?;
        Ok(counted.rows_affected == 1)
    }

    /// Takes the load off the list. `false`: another has taken its place.
    pub(super) async fn end(&self, tx: &Tx) -> Result<bool, StoreError> {
        let ended = Entity::delete_many()
            .filter(Column::Tenant.eq(self.tenant.0))
            .filter(Column::Id.eq(self.id))
            .exec(tx.db())
            .await?;
        Ok(ended.rows_affected == 1)
    }
}

/// Empties the staging tables of a tenant.
pub(super) async fn clear(tx: &Tx, tenant: TenantId) -> Result<(), StoreError> {
    for table in switch::TABLES {
        let sql = format!("delete from {} where tenant = $1", table.staged);
        let values = Values(vec![tenant.0.into()]);
        let backend = tx.db().get_database_backend();
        tx.db().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    told::clear(tx, tenant).await
}
