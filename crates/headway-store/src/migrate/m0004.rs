//! The name as lists show it becomes what they stand in the order of: kept beside the name, folded, with an index.

use crate::people::Names;
use sea_orm::{DbBackend, QueryResult, Statement, Value};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

/// Adds a column to people, fills it, and lets lists go along it.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_names_in_order"
    }
}

/// People whose names are folded at once: few enough for the values that a statement takes, enough for one to be worth it.
const AT_ONCE: usize = 500;

const PEOPLE: &str = "
select tenant, id, given, family, preferred_given, preferred_family from person
 where (tenant, id) > ($1, $2)
 order by tenant, id limit ";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        // Byte by byte, as SQLite compares anyway: what stands where is not the server's language to say.
        let order = match connection.get_database_backend() {
            DbBackend::Postgres => " collate \"C\"",
            _ => "",
        };
        for table in ["person", "staged_person"] {
            let column = format!("alter table {table} add column sort_name text{order} not null default ''");
            connection.execute_unprepared(&column).await?;
        }
        fill(connection).await?;
        let index = "create index person_sort_name on person (tenant, sort_name, id)";
        connection.execute_unprepared(index).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Folds every name there is. What waits in the staging table is let be: it goes when a roster is loaded next.
async fn fill(connection: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    let backend = connection.get_database_backend();
    let (text, mut last) = (format!("{PEOPLE}{AT_ONCE}"), (Uuid::nil(), Uuid::nil()));
    loop {
        let after = [last.0.into(), last.1.into()];
        let rows = connection.query_all_raw(Statement::from_sql_and_values(backend, &text, after)).await?;
        let mut values: Vec<Value> = Vec::new();
        for row in &rows {
            last = (row.try_get("", "tenant")?, row.try_get("", "id")?);
            values.extend([last.0.into(), last.1.into(), names(row)?.sort_name().into()]);
        }
        if rows.is_empty() {
            return Ok(());
        }
        let keep = Statement::from_sql_and_values(backend, keep(rows.len()), values);
        connection.execute_raw(keep).await?;
    }
}

fn names(row: &QueryResult) -> Result<Names, DbErr> {
    Ok(Names {
        given: row.try_get("", "given")?,
        family: row.try_get("", "family")?,
        preferred_given: row.try_get("", "preferred_given")?,
        preferred_family: row.try_get("", "preferred_family")?,
        ..Names::default()
    })
}

/// Keeps the names of so many people with one statement.
fn keep(count: usize) -> String {
    let row = |nth: usize| format!("(${}, ${}, ${})", nth * 3 + 1, nth * 3 + 2, nth * 3 + 3);
    let rows: Vec<String> = (0..count).map(row).collect();
    format!(
        "with folded (tenant, id, sort_name) as (values {})
         update person set sort_name = folded.sort_name from folded
          where person.tenant = folded.tenant and person.id = folded.id",
        rows.join(", ")
    )
}
