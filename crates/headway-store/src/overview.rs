//! What runs here and how much of it there is: for whoever looks after the system. Counts and versions, and no row of anybody.

use chrono::{DateTime, Utc};
use ilp::access::Act;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};

use crate::entity::{job, session};
use crate::jobs::{self, Job};
use crate::oversight::Oversight;
use crate::{StoreError, instant};

/// Where counting a table ends, so that the page of a large district comes at once. `headway check` counts all.
pub const ROWS_COUNTED_MAX: u64 = 1_000_000;

/// How many jobs are shown, the latest first.
const JOBS_MAX: u64 = 10;

/// A change of the tables that this database has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The migration's name.
    pub name: String,
    /// When it was done.
    pub at: DateTime<Utc>,
}

/// One table of the district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Length {
    /// The table's name.
    pub table: &'static str,
    /// How many rows of this district it has, counted to one more than [`ROWS_COUNTED_MAX`].
    pub rows: u64,
}

/// What runs here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The version of the engine, as it says it.
    pub engine_version: String,
    /// How large the whole database is, all districts in it together.
    pub bytes: u64,
    /// The changes of the tables, the oldest first.
    pub migrations: Vec<Applied>,
    /// The district's tables that are not empty, by name.
    pub tables: Vec<Length>,
    /// Browsers that are signed in now.
    pub sessions_open: u64,
    /// The latest work beside requests, of this district or of the whole database.
    pub jobs: Vec<Job>,
}

/// Every table whose rows belong to a tenant.
const TABLES: [&str; 47] = [
    "access_log",
    "account",
    "assessment",
    "assessment_objective",
    "attempt",
    "attendance",
    "audit_event",
    "calendar_day",
    "change",
    "class",
    "class_term",
    "contact",
    "conversation",
    "conversation_read",
    "course",
    "course_mark",
    "draft",
    "enrolment",
    "glass_review",
    "goal",
    "incident",
    "incident_action",
    "invitation",
    "job",
    "message",
    "office",
    "once",
    "organisation",
    "person",
    "person_alias",
    "plan",
    "program",
    "proposal",
    "purpose",
    "record_load",
    "relation",
    "roster_load",
    "roster_told",
    "saved_view",
    "school_year",
    "schooling",
    "screening_result",
    "screening_run",
    "session",
    "source_id",
    "step",
    "term",
];

/// What runs here, as it is now.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to run the system.
pub async fn of(right: &Oversight<'_>) -> Result<Overview, StoreError> {
    right.is_for(Act::RunSystem)?;
    let (engine_version, bytes) = engine(right).await?;
    Ok(Overview {
        engine_version,
        bytes,
        migrations: migrations(right).await?,
        tables: lengths(right).await?,
        sessions_open: sessions_open(right).await?,
        jobs: jobs_of(right).await?,
    })
}

async fn engine(right: &Oversight<'_>) -> Result<(String, u64), StoreError> {
    let db = right.tx.db();
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "select sqlite_version() as version, page_count * page_size as bytes
               from pragma_page_count(), pragma_page_size()"
        }
        _ => {
            "select current_setting('server_version') as version,
                    pg_database_size(current_database()) as bytes"
        }
    };
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let row = row.ok_or_else(|| StoreError::Broken("the database does not say what it is".to_owned()))?;
    let bytes: i64 = row.try_get("", "bytes")?;
    Ok((row.try_get("", "version")?, u64::try_from(bytes).unwrap_or_default()))
}

async fn migrations(right: &Oversight<'_>) -> Result<Vec<Applied>, StoreError> {
    let db = right.tx.db();
    let sql = "select version, applied_at from seaql_migrations order by version";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let applied = |row: &sea_orm::QueryResult| {
        let at: i64 = row.try_get("", "applied_at")?;
        let at = DateTime::from_timestamp(at, 0).unwrap_or(DateTime::UNIX_EPOCH);
        Ok(Applied { name: row.try_get("", "version")?, at })
    };
    rows.iter().map(applied).collect()
}

async fn lengths(right: &Oversight<'_>) -> Result<Vec<Length>, StoreError> {
    let db = right.tx.db();
    let count = |table: &&str| {
        let most = ROWS_COUNTED_MAX + 1;
        format!(
            "select '{table}' as name, count(*) as kept
               from (select 1 from \"{table}\" where tenant = $1 limit {most}) as counted"
        )
    };
    let sql = TABLES.iter().map(count).collect::<Vec<_>>().join(" union all ");
    let values = [right.tenant().0.into()];
    let rows =
        db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut found = Vec::new();
    for row in rows {
        let (name, kept): (String, i64) = (row.try_get("", "name")?, row.try_get("", "kept")?);
        if let Some(table) = TABLES.into_iter().find(|table| *table == name && 0 < kept) {
            found.push(Length { table, rows: u64::try_from(kept).unwrap_or_default() });
        }
    }
    found.sort_by_key(|length| length.table);
    Ok(found)
}

async fn sessions_open(right: &Oversight<'_>) -> Result<u64, StoreError> {
    use session::Column::{Begun, Ends, IdleUntil, Tenant};
    let now = instant::kept(right.now().at);
    let open = session::Entity::find()
        .filter(Tenant.eq(right.tenant().0))
        .filter(IdleUntil.gt(now))
        .filter(Ends.gt(now))
        .filter(Expr::col(Begun).lt(Expr::col(Ends)));
    Ok(open.count(right.tx.db()).await?)
}

/// The latest work beside requests, of this district or of the whole database.
pub async fn jobs_of(right: &Oversight<'_>) -> Result<Vec<Job>, StoreError> {
    let ours =
        Condition::any().add(job::Column::Tenant.eq(right.tenant().0)).add(job::Column::Tenant.is_null());
    let rows = job::Entity::find()
        .filter(ours)
        .order_by_desc(job::Column::EnqueuedAt)
        .order_by_desc(job::Column::Id)
        .limit(JOBS_MAX)
        .all(right.tx.db())
        .await?;
    rows.into_iter().map(jobs::job).collect()
}

#[cfg(test)]
mod tests {
    use super::TABLES;

    #[test]
    fn every_table_that_is_checked_is_counted() {
        let checked = include_str!("check.rs");
        let named = checked.split("::Entity>(tx, \"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut named: Vec<&str> = named.filter(|table| *table != "tenant").collect();
        named.sort_unstable();
        assert_eq!(named, TABLES);
    }
}
