//! A file of records on its way in: its rows first wait, a few at a time so that nobody's save waits long, and one switch lets
//! all of them take effect. Whatever ends the program before that leaves everything as it was.
//!
//! Nothing is erased or written over: what says something else about a record that is there is a row of its own that
//! `corrects` it. A record that a later file does not tell stays, since a file need not be of everything.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use ilp::TenantId;
use ilp::records::{Kind, Row};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryResult, Statement, Value,
    Values,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::known::{self, Found, Unknown};
use super::tables::{self, Table};
use crate::audit::{self, Event};
use crate::entity::{record_load, staged_record};
use crate::{Store, StoreError, Tx, instant};

/// Rows that one job lets wait: some milliseconds, in which others' saves wait.
pub const ROWS_MAX: usize = 250;

/// How many contradictions of a file are told; the rest are counted.
const TOLD_MAX: u64 = 1_000;

/// The code of the event that tells of records that were loaded.
pub const LOADED: &str = "records/load";

/// What that event keeps in its `detail`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// The kind of file.
    pub kind: String,
    /// The system whose ids it has.
    pub system: String,
    /// Records that were not there.
    pub added: u64,
    /// Records that correct others.
    pub corrected: u64,
}

/// Whose records they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The tenant.
    pub tenant: TenantId,
    /// The system of the roster whose ids the file has. Its records are known again by it too.
    pub system: String,
    /// What they are.
    pub kind: Kind,
    /// Now.
    pub at: DateTime<Utc>,
}

/// A load that is under way.
#[derive(Debug, Clone)]
pub struct Load {
    pub(super) import: Arc<Import>,
    pub(super) id: Uuid,
}

/// What became of a file, or would become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Records that were not there.
    pub added: u64,
    /// Records that correct others, which are kept.
    pub corrected: u64,
    /// Rows that say what is known.
    pub unchanged: u64,
}

/// Lines that contradict earlier ones of the same file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contradictions {
    /// The line and the earlier one; the first thousand.
    pub told: Vec<(u64, u64)>,
    /// All of them.
    pub total: u64,
}

/// Why records were not loaded. Nothing of them has taken effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Two were loading for one tenant; the later one goes on.
    #[error(
        "another import of records began meanwhile and takes the place of this one; see what it did, then import again"
    )]
    Superseded,
    /// The database said no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins a load. From here on an earlier one of the same tenant can neither stage nor switch. `id` is minted by the caller, and
/// is that of the event too.
///
/// # Errors
/// What the database says.
pub async fn begin(store: &Store, import: Import, id: Uuid) -> Result<Load, StoreError> {
    let load = Load { import: Arc::new(Import { at: instant::kept(import.at), ..import }), id };
    let row = record_load::ActiveModel {
        tenant: Set(load.import.tenant.0),
        id: Set(id),
        kind: Set(load.import.kind.code().to_owned()),
        system: Set(load.import.system.clone()),
        begun: Set(load.import.at),
        staged: Set(0),
    };
    let of_job = load.clone();
    let begun = store.write(move |tx| {
        Box::pin(async move {
            use record_load::{Column, Entity};
            let columns = [Column::Id, Column::Kind, Column::System, Column::Begun, Column::Staged];
            let take_over = OnConflict::column(Column::Tenant).update_columns(columns).to_owned();
            Entity::insert(row).on_conflict(take_over).exec_without_returning(tx.db()).await?;
            of_job.clear(tx).await
        })
    });
    begun.await?;
    Ok(load)
}

impl Load {
    /// Lets rows wait, and tells what of them the roster does not know: the place of the row in `rows`, and what. Such a row does
    /// not wait. At most [`ROWS_MAX`] rows at once. `ids` mints a fresh id each time it is called.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn stage(
        &self,
        store: &Store,
        rows: Vec<Row>,
        ids: &mut (dyn FnMut() -> Uuid + Send),
    ) -> Result<Vec<(usize, Unknown)>, LoadError> {
        let (rows, import) = (Arc::new(rows), Arc::clone(&self.import));
        let asked = Arc::clone(&rows);
        let known = store.read(move |tx| {
            Box::pin(async move { known::read(tx, import.tenant, &import.system, &asked).await })
        });
        let (known, mut unknown, mut staged) = (known.await?, Vec::new(), Vec::new());
        for (at, row) in rows.iter().enumerate() {
            match known.of(row) {
                Ok(found) => staged.push(self.staged(row, &found, ids())),
                Err(wrong) => unknown.extend(wrong.into_iter().map(|wrong| (at, wrong))),
            }
        }
        if staged.is_empty() {
            return Ok(unknown);
        }
        let (load, staged) = (self.clone(), Arc::new(staged));
        let kept = store.write(move |tx| {
            Box::pin(async move {
                let is_ours = load.count(tx, staged.len()).await?;
                if is_ours {
                    let rows = staged.iter().cloned();
                    staged_record::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
                }
                Ok(is_ours)
            })
        });
        if kept.await? { Ok(unknown) } else { Err(LoadError::Superseded) }
    }

    /// The lines that contradict earlier ones. Those that merely say the same again wait no longer.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn settle(&self, store: &Store) -> Result<Contradictions, LoadError> {
        let load = self.clone();
        let settled = store.write(move |tx| {
            Box::pin(async move {
                if !load.count(tx, 0).await? {
                    return Ok(None);
                }
                let found = load.contradictions(tx).await?;
                let again = format!(
                    "delete from staged_record as waiting where {} and exists (select 1 from staged_record earlier where {})",
                    tables::WAITS,
                    tables::REPEATS
                );
                if found.total == 0 {
                    load.execute(tx, again, Vec::new()).await?;
                }
                Ok(Some(found))
            })
        });
        settled.await?.ok_or(LoadError::Superseded)
    }

    /// What [`Load::switch`] would do.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn rehearse(&self, store: &Store) -> Result<Tally, LoadError> {
        let load = self.clone();
        let tally = store.read(move |tx| {
            Box::pin(async move {
                let key = load.import.tenant.0;
                let of_tenant = record_load::Entity::find_by_id(key).one(tx.db()).await?;
                if of_tenant.is_none_or(|row| row.id != load.id) {
                    return Ok(None);
                }
                let table = load.table();
                let system = || vec![load.import.system.as_str().into()];
                let waiting = load.waiting(tx).await?;
                let added = load.number(tx, &table.news(), system()).await?;
                let corrected = load.number(tx, &table.corrections(), system()).await?;
                Ok(Some(Tally { added, corrected, unchanged: waiting.saturating_sub(added + corrected) }))
            })
        });
        tally.await?.ok_or(LoadError::Superseded)
    }

    /// Lets all of it take effect, in one transaction.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn switch(self, store: &Store) -> Result<Tally, LoadError> {
        let switched = store.write(move |tx| {
            let load = self.clone();
            Box::pin(async move {
                let Some(waiting) = load.end(tx).await? else { return Ok(None) };
                let table = load.table();
                let values = || vec![load.import.system.as_str().into(), load.import.at.into()];
                let corrects = table.insert(&table.corrections(), "live.id");
                let corrected = load.execute(tx, corrects, values()).await?;
                let added = load.execute(tx, table.insert(&table.news(), "null"), values()).await?;
                load.clear(tx).await?;
                let tally = Tally { added, corrected, unchanged: waiting.saturating_sub(added + corrected) };
                audit::record(tx, &load.event(tally)).await?;
                Ok(Some(tally))
            })
        });
        switched.await?.ok_or(LoadError::Superseded)
    }

    /// Nothing waits any longer, and nothing has taken effect.
    ///
    /// # Errors
    /// What the database says.
    pub async fn give_up(self, store: &Store) -> Result<(), StoreError> {
        let given_up = store.write(move |tx| {
            let load = self.clone();
            Box::pin(async move { if load.end(tx).await?.is_some() { load.clear(tx).await } else { Ok(()) } })
        });
        given_up.await
    }

    pub(super) fn table(&self) -> &'static Table {
        tables::of(self.import.kind)
    }

    fn staged(&self, row: &Row, found: &Found, id: Uuid) -> staged_record::ActiveModel {
        let row = row.clone();
        staged_record::ActiveModel {
            tenant: Set(self.import.tenant.0),
            load: Set(self.id),
            line: Set(i64::try_from(row.line).unwrap_or(i64::MAX)),
            id: Set(id),
            learner: Set(found.learner),
            organisation: Set(found.organisation),
            class: Set(found.class),
            student: Set(row.student),
            identity: Set(row.identity),
            kind: Set(row.kind),
            name: Set(row.name),
            part: Set(row.part),
            day: Set(row.day),
            until: Set(row.until),
            hundredths: Set(row.hundredths),
            unit: Set(row.unit),
            minutes: Set(row.minutes),
            detail: Set(row.detail),
            withdrawn: Set(row.withdrawn),
        }
    }

    /// Counts rows in, which also holds the row of this load: nobody can take over until the job is kept.
    async fn count(&self, tx: &Tx, rows: usize) -> Result<bool, StoreError> {
        use record_load::{Column, Entity};
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let counted = Entity::update_many()
            .col_expr(Column::Staged, Expr::col(Column::Staged).add(rows))
            .filter(Column::Tenant.eq(self.import.tenant.0))
            .filter(Column::Id.eq(self.id))
            .exec(tx.db())
            .await?;
        Ok(counted.rows_affected == 1)
    }

    /// Takes the load off the list, and gives how many rows wait. `None`: another has taken its place.
    async fn end(&self, tx: &Tx) -> Result<Option<u64>, StoreError> {
        use record_load::{Column, Entity};
        let ended = Entity::delete_many()
            .filter(Column::Tenant.eq(self.import.tenant.0))
            .filter(Column::Id.eq(self.id))
            .exec(tx.db())
            .await?;
        if ended.rows_affected == 0 {
            return Ok(None);
        }
        Ok(Some(self.waiting(tx).await?))
    }

    async fn waiting(&self, tx: &Tx) -> Result<u64, StoreError> {
        self.number(tx, &format!("staged_record waiting where {}", tables::WAITS), Vec::new()).await
    }

    /// Removes what waits in this tenant, of whatever load.
    async fn clear(&self, tx: &Tx) -> Result<(), StoreError> {
        let all = staged_record::Entity::delete_many();
        all.filter(staged_record::Column::Tenant.eq(self.import.tenant.0)).exec(tx.db()).await?;
        Ok(())
    }

    async fn contradictions(&self, tx: &Tx) -> Result<Contradictions, StoreError> {
        let from = tables::contradictions();
        let pairs =
            format!("select waiting.line, min(earlier.line) as first_line from {from} group by waiting.line");
        let ordered = format!("{pairs} order by waiting.line limit {TOLD_MAX}");
        let rows = tx.db().query_all_raw(self.statement(tx, ordered, Vec::new())).await?;
        let line = |row: &QueryResult, column| row.try_get::<i64>("", column).map(i64::unsigned_abs);
        let pair = |row| Ok::<_, StoreError>((line(row, "line")?, line(row, "first_line")?));
        let told = rows.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
        let total = self.number(tx, &format!("({pairs}) pairs"), Vec::new()).await?;
        Ok(Contradictions { told, total })
    }

    async fn number(&self, tx: &Tx, from: &str, more: Vec<Value>) -> Result<u64, StoreError> {
        let statement = self.statement(tx, format!("select count(*) from {from}"), more);
        let row = tx.db().query_one_raw(statement).await?;
        let count = row.map_or(Ok(0_i64), |row| row.try_get_by_index(0))?;
        Ok(count.unsigned_abs())
    }

    async fn execute(&self, tx: &Tx, sql: String, more: Vec<Value>) -> Result<u64, StoreError> {
        Ok(tx.db().execute_raw(self.statement(tx, sql, more)).await?.rows_affected())
    }

    /// `$1` is the tenant, `$2` the load; what is `more` comes after.
    pub(super) fn statement(&self, tx: &Tx, sql: String, more: Vec<Value>) -> Statement {
        let values = [vec![self.import.tenant.0.into(), self.id.into()], more].concat();
        Statement::from_sql_and_values(tx.db().get_database_backend(), sql, Values(values))
    }

    fn event(&self, tally: Tally) -> Event {
        let Import { tenant, system, kind, at } = &*self.import;
        let detail = Loaded {
            kind: kind.code().to_owned(),
            system: system.clone(),
            added: tally.added,
            corrected: tally.corrected,
        };
        Event {
            detail: serde_json::to_string(&detail).unwrap_or_default(),
            ..Event::by_command(*tenant, (self.id, *at), LOADED)
        }
    }
}
