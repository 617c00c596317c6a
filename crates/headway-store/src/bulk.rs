//! Many new rows of one table: made ready outside of a transaction, and inserted in few statements with always the same text.
//!
//! SeaORM writes the text of a statement anew for each, which takes longer than SQLite takes for the rows.

use sea_orm::{
    ActiveModelTrait, ActiveValue, ConnectionTrait, DbBackend, EntityTrait, IdenStatic, Iterable, Statement,
    Value, Values,
};

use crate::{StoreError, Tx};

/// Rows in one statement, as in `access_log`.
const ROWS_MAX: usize = 64;

/// Rows that wait, as the values of their columns.
#[derive(Debug, Clone)]
pub(crate) struct Rows<E: EntityTrait> {
    columns: Vec<E::Column>,
    values: Vec<Value>,
}

impl<E: EntityTrait> Default for Rows<E> {
    fn default() -> Self {
        Self { columns: E::Column::iter().collect(), values: Vec::new() }
    }
}

impl<E: EntityTrait> Rows<E> {
    /// Adds a row, all of whose columns are set.
    pub(crate) fn push(&mut self, mut row: impl ActiveModelTrait<Entity = E>) {
        for column in &self.columns {
            match row.take(*column) {
                ActiveValue::Set(value) | ActiveValue::Unchanged(value) => self.values.push(value),
                ActiveValue::NotSet => unreachable!("a row that waits has all its columns"),
            }
        }
    }

    /// Adds rows.
    pub(crate) fn extend(&mut self, rows: impl IntoIterator<Item = impl ActiveModelTrait<Entity = E>>) {
        for row in rows {
            self.push(row);
        }
    }

    /// Inserts all of them.
    pub(crate) async fn insert(self, tx: &Tx) -> Result<(), StoreError> {
        let backend = tx.db().get_database_backend();
        let width = self.columns.len();
        let whole = text::<E>(backend, &self.columns, ROWS_MAX);
        let mut values = self.values.into_iter();
        loop {
            let part: Vec<Value> = values.by_ref().take(ROWS_MAX * width).collect();
            let rows = part.len() / width;
            if rows == 0 {
                return Ok(());
            }
            let text = if rows == ROWS_MAX { whole.clone() } else { text::<E>(backend, &self.columns, rows) };
            let statement = Statement::from_sql_and_values(backend, text, Values(part));
            tx.db().execute_raw(statement).await?;
        }
    }
}

fn text<E: EntityTrait>(backend: DbBackend, columns: &[E::Column], rows: usize) -> String {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.as_str())).collect();
    let mut next = 0;
    let mut place = || {
        next += 1;
        // A named place is looked up by its name, and SQLite does that one by one.
        if backend == DbBackend::Sqlite { "?".to_owned() } else { format!("${next}") }
    };
    let mut row = || format!("({})", columns.iter().map(|_| place()).collect::<Vec<_>>().join(","));
    let rows: Vec<String> = (0..rows).map(|_| row()).collect();
    format!("insert into \"{}\" ({}) values {}", E::default().table_name(), names.join(","), rows.join(","))
}
