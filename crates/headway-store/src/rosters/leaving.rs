//! Who and what has left: told by this system before, and no longer in its roster. Retired, never erased.

use super::staging::Load;
use super::switch::{Table, execute, statement};
use crate::{StoreError, Tx};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, Value};

/// What becomes of a row that a whole roster tells no longer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Leaves {
    /// It is marked with the moment; the word is the kind of its ids. What another system names too stays.
    Retires(&'static str),
    /// It is over today; one that would begin later never holds.
    Ends,
}

/// How many people leave, and how many there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    /// People of this system whom the roster tells no longer.
    pub people: u64,
    /// People of this system who had not left before.
    pub of: u64,
}

impl Leaving {
    /// Whether more than so many of a hundred leave.
    #[must_use]
    pub fn is_above(self, percent: u8) -> bool {
        u64::from(percent) * self.of < self.people * 100
    }
}

/// Lets those of one table leave, and says how many.
pub(super) async fn of(tx: &Tx, (load, today): (&Load, NaiveDate), table: &Table) -> Result<u64, StoreError> {
    let Some((_, leaves)) = table.leaves.filter(|(part, _)| load.whole.contains(part)) else { return Ok(0) };
    let leave = which(table, leaves);
    let (tenant, system) = (Value::from(load.tenant.0), Value::from(&*load.system));
    let (set, moment) = match leaves {
        Leaves::Retires(_) => ("retired_at = $3", Value::from(load.at)),
        Leaves::Ends => ("until = case when $3 < since then since else $3 end", Value::from(today)),
    };
    let sql = format!("update {} set {set} where {leave}", table.name);
    execute(tx, sql, vec![tenant, system, moment]).await
}

/// The condition under which a row leaves: `$1` the tenant, `$2` the system, and for rows with days `$3` today.
pub(super) fn which(table: &Table, leaves: Leaves) -> String {
    match leaves {
        Leaves::Retires(kind) => gone(table, kind),
        Leaves::Ends => over(table),
    }
}

/// Counts the people who leave with this roster.
pub(super) async fn people(tx: &Tx, load: &Load, table: &Table) -> Result<Leaving, StoreError> {
    let Some((_, Leaves::Retires(kind))) = table.leaves.filter(|(part, _)| load.whole.contains(part)) else {
        return Ok(Leaving { people: 0, of: 0 });
    };
    let leave = format!("select count(*) from {} where {}", table.name, gone(table, kind));
    let known = format!("select count(*) from {} where {}", table.name, known(table, kind));
    Ok(Leaving { people: count(tx, load, leave).await?, of: count(tx, load, known).await? })
}

async fn count(tx: &Tx, load: &Load, sql: String) -> Result<u64, StoreError> {
    let values = vec![load.tenant.0.into(), (&*load.system).into()];
    let row = tx.db().query_one_raw(statement(tx, sql, values)).await?;
    let count = row.map_or(Ok(0_i64), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The rows that this system has told and that have not left.
fn known(table: &Table, kind: &str) -> String {
    let name = table.name;
    format!(
        "{name}.tenant = $1 and {name}.retired_at is null
         and exists (select 1 from source_id own
                      where own.tenant = {name}.tenant and own.id = {name}.id and own.kind = '{kind}'
                        and own.system = $2)"
    )
}

/// Of those, the ones that nobody tells any longer.
fn gone(table: &Table, kind: &str) -> String {
    let Table { name, staged, .. } = table;
    let known = known(table, kind);
    format!(
        "{known}
         and not exists (select 1 from {staged} waiting
                          where waiting.tenant = {name}.tenant and waiting.id = {name}.id)
         and not exists (select 1 from source_id other
                          where other.tenant = {name}.tenant and other.id = {name}.id
                            and other.kind = '{kind}' and other.system <> $2)"
    )
}

fn over(table: &Table) -> String {
    let Table { name, staged, .. } = table;
    // A row that ends before it begins never holds: ended once, it is let be.
    format!(
        "{name}.tenant = $1 and {name}.source = $2
         and ({name}.until is null or ($3 < {name}.until and ({name}.since is null or {name}.since < {name}.until)))
         and not exists (select 1 from {staged} waiting
                          where waiting.tenant = {name}.tenant and waiting.id = {name}.id)"
    )
}
