//! Whole rosters: what another system says about places, people and how they belong together becomes ours, at once.
//!
//! Rows first wait in staging tables, which are filled a few at a time so that nobody's save waits long; one switch then
//! lets all of them take effect. Whatever ends the program before that leaves everything as it was. A roster adds, corrects
//! and retires what it tells no longer; it erases nothing, and it never touches what a person recorded.

mod difference;
mod known;
mod leaving;
mod people;
mod places;
mod staging;
mod switch;
mod ties;
mod told;
mod writing;

pub use difference::{Difference, What};
pub use leaving::Leaving;
pub use told::told;

use crate::audit::{self, Event};
use crate::entity::roster_load;
use crate::{Store, StoreError, Tx, instant, tenants};
use chrono::{DateTime, Utc};
use ilp::TenantId;
use ilp::roster::{Part, Roster};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Whose roster it is, and when it is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The tenant that it is about.
    pub tenant: TenantId,
    /// The system that speaks; its ids mean something only beside this, so a district keeps the name over the years.
    pub system: String,
    /// Now.
    pub at: DateTime<Utc>,
    /// All that the system has told by now, to be given back by [`told`]; empty where its format has no changes.
    pub kept: Vec<u8>,
}

/// How far a load is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows that wait in the staging tables.
    pub staged: u64,
    /// Rows that will. When all wait, the switch begins.
    pub total: u64,
}

/// What became of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The table's name.
    pub table: &'static str,
    /// Rows that were not there.
    pub added: u64,
    /// Rows that said something else, or that a correction of the roster put an end to.
    pub changed: u64,
    /// Rows that said the same already. What a person recorded is let be and not counted.
    pub unchanged: u64,
    /// Rows that the roster tells no longer: kept, and no longer in force.
    pub retired: u64,
}

/// What became of a roster: a tally for each table, in the order in which they refer to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadReport(pub Vec<Tally>);

impl LoadReport {
    /// The tally of this table.
    #[must_use]
    pub fn of(&self, table: &str) -> Option<Tally> {
        self.0.iter().find(|tally| tally.table == table).copied()
    }

    /// How many rows were added, changed or retired, in all tables.
    #[must_use]
    pub fn differences(&self) -> u64 {
        self.0.iter().map(|tally| tally.added + tally.changed + tally.retired).sum()
    }
}

/// Why a roster was not loaded. Nothing of it has taken effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Two were loading for one tenant; the later one goes on.
    #[error(
        "another import of this district began meanwhile and takes the place of this one; see what it did, then import again"
    )]
    Superseded,
    /// So many people are missing that the roster is more likely cut off than right.
    #[error("{} of {} people whom this system knew are no longer in its roster, more than {allowed} percent", .leaving.people, .leaving.of)]
    TooManyLeave {
        /// Who would leave.
        leaving: Leaving,
        /// How many of a hundred may.
        allowed: u8,
    },
    /// The database said no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Of a hundred people how many a roster may let leave when nobody says otherwise.
pub const MAY_LEAVE_PERCENT: u8 = 10;

/// The code of the event that tells of a roster that was loaded.
pub const LOADED: &str = "roster/load";

/// What that event keeps in its `detail`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// The system that spoke.
    pub system: String,
    /// Each table that became another: its name, rows added, rows changed.
    pub tables: Vec<(String, u64, u64)>,
    /// Each table of which rows left, and how many.
    #[serde(default)]
    pub retired: Vec<(String, u64)>,
}

/// A roster that waits in full and has had no effect yet. Dropped, it never will.
#[derive(Debug)]
pub struct Staged {
    load: staging::Load,
    rows: Vec<(&'static str, u64)>,
    /// Ours to the other system's, for whoever wants the difference in its words.
    sources: Sources,
}

/// The other system's ids, by kind, each with ours.
type Sources = HashMap<String, HashMap<String, Uuid>>;

/// Loads a roster: [`stage`], then [`Staged::switch`]. The same roster a second time changes nothing.
///
/// `ids` mints a fresh id each time it is called.
///
/// # Errors
/// See [`LoadError`].
pub async fn load(
    store: &Store,
    import: &Import,
    roster: &Roster,
    ids: &mut (dyn FnMut() -> Uuid + Send),
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<LoadReport, LoadError> {
    stage(store, import, roster, ids, progress).await?.switch(store, MAY_LEAVE_PERCENT).await
}

/// Fills the staging tables. What an earlier load left there is removed first.
///
/// # Errors
/// See [`LoadError`].
pub async fn stage(
    store: &Store,
    import: &Import,
    roster: &Roster,
    ids: &mut (dyn FnMut() -> Uuid + Send),
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Staged, LoadError> {
    let load = begin(store, import, &roster.whole, ids()).await?;
    let known = known::read(store, import).await?;
    let (pieces, sources) = writing::pieces(import, roster, known, ids);
    let total = pieces.iter().map(|piece| piece.rows).sum();
    let mut staged = 0;
    progress(Progress { staged, total });
    let mut rows: Vec<(&'static str, u64)> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some((table, count)) if *table == piece.table => *count += piece.rows,
            _ => rows.push((piece.table, piece.rows)),
        }
        staged += piece.rows;
        load.keep(store, piece).await?;
        progress(Progress { staged, total });
    }
    told::keep(store, &load, &import.kept).await?;
    Ok(Staged { load, rows, sources })
}

impl Staged {
    /// Lets all of it take effect, in one transaction, unless more than so many of a hundred people would leave.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub async fn switch(self, store: &Store, may_leave_percent: u8) -> Result<LoadReport, LoadError> {
        let Self { load, rows, .. } = self;
        let rows = Arc::new(rows);
        let switched = store.write(move |tx| {
            Box::pin(async move {
                if !load.end(tx).await? {
                    return Ok(Err(LoadError::Superseded));
                }
                let leaving = leaving::people(tx, &load, &switch::PERSON).await?;
                if leaving.is_above(may_leave_percent) {
                    staging::clear(tx, load.tenant).await?;
                    return Ok(Err(LoadError::TooManyLeave { leaving, allowed: may_leave_percent }));
                }
                let report = take_effect(tx, &load, &rows).await?;
                audit::record(tx, &loaded(&load, &report)).await?;
                Ok(Ok(report))
            })
        });
        switched.await?
    }

    /// What [`Staged::switch`] would do, found by doing it and taking all of it back. Then nothing waits any longer.
    ///
    /// # Errors
    /// See [`LoadError`]; too many people who leave are no error here, but told.
    pub async fn rehearse(self, store: &Store) -> Result<Rehearsal, LoadError> {
        let Self { load, rows, .. } = self;
        let (rows, seen) = (Arc::new(rows), Arc::new(Mutex::new(None)));
        let (of_job, report) = (load.clone(), Arc::clone(&seen));
        let undone: Result<(), StoreError> = store
            .write(move |tx| {
                Box::pin(async move {
                    if !of_job.end(tx).await? {
                        return Ok(());
                    }
                    let leaving = leaving::people(tx, &of_job, &switch::PERSON).await?;
                    let done = take_effect(tx, &of_job, &rows).await?;
                    *report.lock().unwrap_or_else(PoisonError::into_inner) =
                        Some(Rehearsal { report: done, leaving });
                    // A job that fails leaves nothing: that is how the rehearsal is taken back.
                    Err(StoreError::Undone)
                })
            })
            .await;
        match undone {
            Ok(()) => return Err(LoadError::Superseded),
            Err(StoreError::Undone) => {}
            Err(error) => return Err(error.into()),
        }
        let cleared = store.write(move |tx| {
            Box::pin(async move {
                if load.end(tx).await? {
                    staging::clear(tx, load.tenant).await?;
                }
                Ok(())
            })
        });
        cleared.await?;
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).take();
        seen.ok_or(LoadError::Superseded)
    }
}

/// What a roster would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// As the load itself would report it.
    pub report: LoadReport,
    /// How many people it would let leave.
    pub leaving: Leaving,
}

async fn take_effect(
    tx: &Tx,
    load: &staging::Load,
    rows: &[(&'static str, u64)],
) -> Result<LoadReport, StoreError> {
    let today = load.at.with_timezone(&tenants::zone(tx, load.tenant).await?).date_naive();
    let report = switch::all(tx, load, today, rows).await?;
    told::take_effect(tx, load).await?;
    staging::clear(tx, load.tenant).await?;
    Ok(report)
}

/// What the record keeps of a roster that has taken effect: which system spoke, and how many rows of each table it changed.
fn loaded(load: &staging::Load, report: &LoadReport) -> Event {
    let tallies = report.0.iter().filter(|tally| 0 < tally.added + tally.changed);
    let left = report.0.iter().filter(|tally| 0 < tally.retired);
    let detail = Loaded {
        system: load.system.to_string(),
        tables: tallies.map(|tally| (tally.table.to_owned(), tally.added, tally.changed)).collect(),
        retired: left.map(|tally| (tally.table.to_owned(), tally.retired)).collect(),
    };
    Event {
        detail: serde_json::to_string(&detail).unwrap_or_default(),
        ..Event::by_command(load.tenant, (load.id, load.at), LOADED)
    }
}

/// From here on an earlier load of the same tenant can neither stage nor switch.
async fn begin(
    store: &Store,
    import: &Import,
    whole: &BTreeSet<Part>,
    id: Uuid,
) -> Result<staging::Load, LoadError> {
    let (system, whole) = (import.system.as_str().into(), Arc::new(whole.clone()));
    let load = staging::Load { tenant: import.tenant, id, system, at: instant::kept(import.at), whole };
    let row = roster_load::ActiveModel {
        tenant: Set(import.tenant.0),
        id: Set(id),
        system: Set(import.system.clone()),
        begun: Set(instant::kept(import.at)),
        staged: Set(0),
    };
    let tenant = import.tenant;
    store
        .write(move |tx| {
            Box::pin(async move {
                use roster_load::{Column, Entity};
                let take_over = OnConflict::column(Column::Tenant)
                    .update_columns([Column::Id, Column::System, Column::Begun, Column::Staged])
                    .to_owned();
                Entity::insert(row).on_conflict(take_over).exec_without_returning(tx.db()).await?;
                staging::clear(tx, tenant).await
            })
        })
        .await?;
    Ok(load)
}
