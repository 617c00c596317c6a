//! What a roster that waits would change, row by row, in the words of the other system.

use super::leaving::{self, Leaves};
use super::staging::Load;
use super::switch::{self, Table};
use super::{LoadError, Sources, Staged};
use crate::entity::{
    class, class_term, course, enrolment, office, organisation, person, relation, school_year, schooling,
    term,
};
use crate::{Store, StoreError, Tx, tenants};
use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, IdenStatic, Iterable, ModelTrait, Statement, Value, Values,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Rows that one question gives: some milliseconds, and little memory.
const ROWS_MAX: u64 = 10_000;

/// What would become of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It is not there yet.
    Added,
    /// It would say something else.
    Changed,
    /// The roster tells it no longer.
    Retired,
}

/// One row that would become another. Personal, as its table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table's name.
    pub table: &'static str,
    /// What would become of it.
    pub what: What,
    /// The other system's id of it; where it gives none, those of what the row ties together.
    pub row: String,
    /// Of a row that changes: each column that does, what it says and what it would say. `None`: nothing.
    pub columns: Vec<(&'static str, Option<String>, Option<String>)>,
}

impl Staged {
    /// Tells every row that would be added, changed or retired. What a new school year or a person's own record ends
    /// beside them is counted by [`Staged::rehearse`] alone.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn differences(
        &self,
        store: &Store,
        tell: &mut (dyn FnMut(Difference) + Send),
    ) -> Result<(), LoadError> {
        let (tenant, at) = (self.load.tenant, self.load.at);
        let zone = store.read(move |tx| Box::pin(tenants::zone(tx, tenant))).await?;
        let today = at.with_timezone(&zone).date_naive();
        let telling = &mut Telling { store, load: &self.load, today, names: names(&self.sources), tell };
        telling.of::<organisation::Entity>(&switch::ORGANISATION).await?;
        telling.of::<school_year::Entity>(&switch::SCHOOL_YEAR).await?;
        telling.of::<term::Entity>(&switch::TERM).await?;
        telling.of::<course::Entity>(&switch::COURSE).await?;
        telling.of::<class::Entity>(&switch::CLASS).await?;
        telling.of::<class_term::Entity>(&switch::CLASS_TERM).await?;
        telling.of::<person::Entity>(&switch::PERSON).await?;
        telling.of::<office::Entity>(&switch::OFFICE).await?;
        telling.of::<schooling::Entity>(&switch::SCHOOLING).await?;
        telling.of::<enrolment::Entity>(&switch::ENROLMENT).await?;
        telling.of::<relation::Entity>(&switch::RELATION).await
    }
}

fn names(sources: &Sources) -> HashMap<Uuid, &str> {
    sources.values().flatten().map(|(source, id)| (*id, source.as_str())).collect()
}

struct Telling<'a> {
    store: &'a Store,
    load: &'a Load,
    today: NaiveDate,
    names: HashMap<Uuid, &'a str>,
    tell: &'a mut (dyn FnMut(Difference) + Send),
}

impl Telling<'_> {
    async fn of<E>(&mut self, table: &'static Table) -> Result<(), LoadError>
    where
        E: EntityTrait,
        E::Model: FromQueryResult + Send + Sync + 'static,
    {
        let tenant = || vec![Value::from(self.load.tenant.0)];
        let (tenant_of_news, tenant_before, tenant_after) = (tenant(), tenant(), tenant());
        let news = question::<E>(table, "waiting", &table.news());
        self.each(news, tenant_of_news, |one, telling| telling.row::<E>(table, What::Added, &one)).await?;
        let mut before: Vec<E::Model> = Vec::new();
        let live = question::<E>(table, "live", &table.changes());
        self.each(live, tenant_before, |one, _| before.push(one)).await?;
        let mut before = before.into_iter();
        let waiting = question::<E>(table, "waiting", &table.changes());
        self.each(waiting, tenant_after, |one, telling| {
            if let Some(was) = before.next() {
                telling.changed::<E>(table, &was, &one);
            }
        })
        .await?;
        self.leaving::<E>(table).await
    }

    async fn leaving<E>(&mut self, table: &'static Table) -> Result<(), LoadError>
    where
        E: EntityTrait,
        E::Model: FromQueryResult + Send + Sync + 'static,
    {
        let load = self.load;
        let Some((_, leaves)) = table.leaves.filter(|(part, _)| load.whole.contains(part)) else {
            return Ok(());
        };
        let mut values = vec![Value::from(load.tenant.0), Value::from(&*load.system)];
        if let Leaves::Ends = leaves {
            values.push(self.today.into());
        }
        let leave = leaving::which(table, leaves);
        let gone = question::<E>(table, table.name, &format!("{} where {leave}", table.name));
        self.each(gone, values, |one, telling| telling.row::<E>(table, What::Retired, &one)).await
    }

    /// Gives every row that a question finds to `take`.
    async fn each<M>(
        &mut self,
        sql: String,
        values: Vec<Value>,
        mut take: impl FnMut(M, &mut Self),
    ) -> Result<(), LoadError>
    where
        M: FromQueryResult + Send + Sync + 'static,
    {
        for page in 0.. {
            let sql = format!("{sql} limit {ROWS_MAX} offset {}", page * ROWS_MAX);
            let values = values.clone();
            let rows = self.store.read(move |tx| Box::pin(async move { rows::<M>(tx, sql, values).await }));
            let rows = rows.await?;
            let is_last = (rows.len() as u64) < ROWS_MAX;
            for row in rows {
                take(row, self);
            }
            if is_last {
                break;
            }
        }
        Ok(())
    }

    fn changed<E: EntityTrait>(&mut self, table: &'static Table, was: &E::Model, will: &E::Model) {
        let is_told = |column: &E::Column| {
            // What is searched and sorted by follows from the names, which are told.
            let name = column.as_str();
            !matches!(name, "search" | "sort_name")
                && (table.told.contains(&name) || table.told_or_kept.contains(&name))
        };
        let columns = E::Column::iter().filter(is_told).filter_map(|column| {
            let (before, after) = (self.text(was.get(column)), self.text(will.get(column)));
            let is_kept = after.is_none() && table.told_or_kept.contains(&column.as_str());
            (before != after && !is_kept).then(|| (column.as_str(), before, after))
        });
        let columns = columns.collect();
        let row = self.named::<E>(was);
        (self.tell)(Difference { table: table.name, what: What::Changed, row, columns });
    }

    fn row<E: EntityTrait>(&mut self, table: &'static Table, what: What, row: &E::Model) {
        let row = self.named::<E>(row);
        (self.tell)(Difference { table: table.name, what, row, columns: Vec::new() });
    }

    /// The other system's id of a row, or of the things that it ties together.
    fn named<E: EntityTrait>(&self, row: &E::Model) -> String {
        let its_own = E::Column::iter().find(|column| column.as_str() == "id").map(|column| row.get(column));
        if let Some(Value::Uuid(Some(id))) = its_own
            && let Some(source) = self.names.get(&id)
        {
            return (*source).to_owned();
        }
        let is_part = |column: &E::Column| !matches!(column.as_str(), "tenant" | "id" | "recorded_by");
        let parts = E::Column::iter().filter(is_part).filter_map(|column| match row.get(column) {
            Value::Uuid(Some(id)) => Some(self.name(id)),
            Value::BigInt(Some(year)) if column.as_str() == "year" => Some(year.to_string()),
            _ => None,
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    fn name(&self, id: Uuid) -> String {
        self.names.get(&id).map_or_else(|| id.to_string(), |source| (*source).to_owned())
    }

    /// What a column says, as a person would write it.
    fn text(&self, value: Value) -> Option<String> {
        match value {
            Value::Uuid(id) => id.map(|id| self.name(id)),
            Value::String(text) => text,
            Value::Bool(is_so) => is_so.map(|is_so| is_so.to_string()),
            Value::BigInt(number) => number.map(|number| number.to_string()),
            Value::ChronoDate(day) => day.map(|day| day.to_string()),
            Value::ChronoDateTimeUtc(at) => at.map(|at| at.to_rfc3339()),
            other => Some(other.to_string()),
        }
    }
}

/// Asks for the rows `from` a place, in the order of their key. An empty half of the live table comes first: in SQLite a
/// staging table does not know of what type its columns are, and a question has the types of its first half.
fn question<E: EntityTrait>(table: &Table, of: &str, from: &str) -> String {
    let columns = |prefix: &str| {
        let columns = E::Column::iter().map(|column| format!("{prefix}{}", column.as_str()));
        columns.collect::<Vec<_>>().join(", ")
    };
    format!(
        "select {} from {} where 1 = 0 union all select {} from {from} order by {}",
        columns(""),
        table.name,
        columns(&format!("{of}.")),
        table.key.join(", ")
    )
}

async fn rows<M: FromQueryResult>(tx: &Tx, sql: String, values: Vec<Value>) -> Result<Vec<M>, StoreError> {
    let backend = tx.db().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, Values(values));
    Ok(M::find_by_statement(statement).all(tx.db()).await?)
}
