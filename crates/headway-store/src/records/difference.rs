//! What a file of records that waits would do, row by row.

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::loading::{Load, LoadError};
use super::tables::{Holds, Table};
use crate::{Store, StoreError, Tx};

/// Rows that one question gives: some milliseconds, and little memory.
const ROWS_MAX: u64 = 5_000;

/// One row that would be added, or would correct another. Personal, as its table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The line in the file.
    pub line: u64,
    /// Whom it is about, by the id in the file.
    pub student: String,
    /// Whether it would correct a record that is there.
    pub corrects: bool,
    /// Each column that says something, or something else: what it says before and after. `None`: nothing.
    pub columns: Vec<(&'static str, Option<String>, Option<String>)>,
}

impl Load {
    /// Tells every row that would be added or would correct another, in the order of the lines.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn differences(
        &self,
        store: &Store,
        tell: &mut (dyn FnMut(Difference) + Send),
    ) -> Result<(), LoadError> {
        let table = self.table();
        for corrects in [false, true] {
            let mut after = 0;
            loop {
                let (load, sql) = (self.clone(), question(table, corrects));
                let page =
                    store.read(move |tx| Box::pin(async move { load.page(tx, sql, after, corrects).await }));
                let page = page.await?;
                let is_last = (page.len() as u64) < ROWS_MAX;
                after = page.last().map_or(after, |last| last.line);
                page.into_iter().for_each(&mut *tell);
                if is_last {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn page(
        &self,
        tx: &Tx,
        sql: String,
        after: u64,
        corrects: bool,
    ) -> Result<Vec<Difference>, StoreError> {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let values = vec![self.import.system.as_str().into(), after.into()];
        let rows = tx.db().query_all_raw(self.statement(tx, sql, values)).await?;
        rows.iter().map(|row| difference(self.table(), row, corrects)).collect()
    }
}

/// `$4` is the line after which to go on.
fn question(table: &Table, corrects: bool) -> String {
    let columns = table.says.iter().map(|(live, staged, _)| {
        let before = if corrects { format!("live.{live} as before_{live}, ") } else { String::new() };
        format!("{before}waiting.{staged} as after_{live}")
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    let from = if corrects { table.corrections() } else { table.news() };
    format!(
        "select waiting.line as line, waiting.student as student, {columns} from {from}
            and waiting.line > $4 order by waiting.line limit {ROWS_MAX}"
    )
}

fn difference(table: &Table, row: &QueryResult, corrects: bool) -> Result<Difference, StoreError> {
    let mut columns = Vec::new();
    for (live, _, holds) in table.says {
        let before = if corrects { text(row, &format!("before_{live}"), *holds)? } else { None };
        let after = text(row, &format!("after_{live}"), *holds)?;
        if before != after {
            columns.push((*live, before, after));
        }
    }
    let line = row.try_get::<i64>("", "line")?.unsigned_abs();
    Ok(Difference { line, student: row.try_get("", "student")?, corrects, columns })
}

/// What a column says, as a person would write it; nothing where it is empty.
fn text(row: &QueryResult, column: &str, holds: Holds) -> Result<Option<String>, StoreError> {
    Ok(match holds {
        Holds::Text => Some(row.try_get::<String>("", column)?).filter(|text| !text.is_empty()),
        Holds::Day => row.try_get::<Option<NaiveDate>>("", column)?.map(|day| day.to_string()),
        Holds::Number => row.try_get::<Option<i64>>("", column)?.map(|number| number.to_string()),
        Holds::Flag => {
            Some(row.try_get::<bool>("", column)?).filter(|is_so| *is_so).map(|_| "true".to_owned())
        }
        Holds::Id => row.try_get::<Option<Uuid>>("", column)?.map(|id| id.to_string()),
    })
}
