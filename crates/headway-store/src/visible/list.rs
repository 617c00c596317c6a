//! The list of those whom somebody may see: filtered, in an order, page by page, with what waits in their plans where the plan
//! is theirs to see.
//!
//! What costs more than a name is asked for the rows of one page alone.

use chrono::{DateTime, NaiveDate, Utc};
use ilp::{ClassId, PersonId, TenantId};

use super::filters::asks_for_ties;
use super::paging::{self, Page};
use super::question::{Question, Way, way};
use super::{bound, details};
use crate::{StoreError, Tx};

/// After so many days a plan is one in which nothing has changed for long.
pub const QUIET_DAYS: i64 = 60;

/// One row of a list of learners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub learner: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// The grade of today, where there is one.
    pub grade: Option<String>,
    /// How many changes the plan has had, 0 where nothing is written yet; `None` for who may not see the plan.
    pub changes: Option<u64>,
    /// When the plan was changed last; `None` also for who may not see the plan.
    pub changed_at: Option<DateTime<Utc>>,
    /// How many suggestions that the reader may see have no answer yet, not even "not now"; `None` for who may not see the
    /// plan.
    pub waiting: Option<u64>,
    /// How many of them are the reader's own to answer.
    pub mine: u64,
}

/// What a plan looks like from outside. Only plans that the reader may see are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing is written yet.
    Empty,
    /// Something is written.
    Written,
    /// A suggestion has no answer yet.
    Waiting,
    /// Something is written, and nothing has changed for [`QUIET_DAYS`] days.
    Quiet,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By the name that is shown: family name, then first name.
    #[default]
    Name,
    /// By grade, then by name.
    Grade,
    /// The plan that changed last comes first; who has none, or none to be seen, comes last.
    LastChange,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum From {
    /// With the first.
    #[default]
    Start,
    /// After this learner.
    After(PersonId),
    /// So that it ends before this learner.
    Before(PersonId),
}

/// A part of the list of those whom somebody may see.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words that the name as it is shown must hold, in any order and case and without accents.
    pub words: String,
    /// Students of this class alone, which must be one in which the reader works.
    pub class: Option<ClassId>,
    /// Those on the reader's own caseload alone.
    pub caseload: bool,
    /// Those who are in this grade today alone.
    pub grade: Option<String>,
    /// Those in a programme of this kind today alone, as far as the reader may see records.
    pub program: Option<String>,
    /// Those with such a plan alone.
    pub state: Option<State>,
    /// The order.
    pub order: Order,
    /// Where it begins.
    pub from: From,
    /// How many rows at most.
    pub count_max: u32,
}

/// One page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its rows.
    pub rows: Vec<Listed>,
    /// How many match on all pages, as far as they were counted.
    pub total: u64,
    /// Whether more match than were counted: who sees a whole district is not kept waiting for its number.
    pub has_uncounted: bool,
    /// Whether there are rows before them.
    pub has_before: bool,
    /// Whether there are rows after them.
    pub has_after: bool,
}

/// The list of those whom somebody may see, themself left out. A list that goes on from somebody who is not on it any more
/// begins anew.
///
/// The name as it is shown is all that is searched: who has a new one is not found, and so not given away, by the old.
pub async fn list(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
    wanted: &Wanted,
) -> Result<Found, StoreError> {
    let way = way(tx, &bound(tenant, person, today, age_of_majority), wanted).await?;
    found(tx, (tenant, person), (today, age_of_majority), (wanted, way)).await
}

/// The same list, found as it is for somebody who sees a district, however few this person sees: a test compares the two.
pub async fn list_by_walk(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
    wanted: &Wanted,
) -> Result<Found, StoreError> {
    let way = if asks_for_ties(wanted) { Way::Ties } else { Way::Walk };
    found(tx, (tenant, person), (today, age_of_majority), (wanted, way)).await
}

async fn found(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
    (wanted, way): (&Wanted, Way),
) -> Result<Found, StoreError> {
    let values = bound(tenant, person, today, age_of_majority);
    let mut question = Question::new(tx, values, (today, way), wanted);
    if wanted.state == Some(State::Waiting) {
        let mut all = question.all().await?;
        details::keep_those_that_wait(tx, tenant, today, &mut all).await?;
        if all.is_empty() {
            return Ok(Found::default());
        }
        question.only(&all);
    }
    let Page { rows, has_before, has_after } = paging::page(&question, wanted).await?;
    let is_all = !has_before && !has_after;
    let (total, has_uncounted) = if is_all { (rows.len() as u64, false) } else { question.count().await? };
    let rows = details::of(tx, (tenant, person), today, &rows).await?;
    Ok(Found { rows, total, has_uncounted, has_before, has_after })
}
