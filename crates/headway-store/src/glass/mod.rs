//! Broken glass: an hour's sight of one plan without a tie to the student, for a reason in words, reviewed afterwards.
//!
//! The hour is a row of `relation`, so that [`crate::permits`] finds it as any tie. How often somebody may break it and
//! how long it stays open is said in [`ilp::access`] alone.

mod meant;
mod reviews;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use ilp::access::{Act, BREAK_GLASS_MINUTES, Tie};
use ilp::{PersonId, RelationId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

pub use meant::{Told, meant};
pub use reviews::{Listed, Reviewed, find, hours_of, list, review};

use crate::audit::{self, Event};
use crate::entity::{person, relation};
use crate::permits::Permit;
use crate::ties::{self, Bond};
use crate::{StoreError, Tx, instant};

/// What is written down when the glass breaks, beside what the permit knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaking {
    /// The hour's id, minted by the caller.
    pub hour: RelationId,
    /// The audit event's id, minted by the caller.
    pub event: Uuid,
    /// The network address.
    pub address: Option<String>,
}

/// An hour for which somebody broke the glass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hour {
    /// Its id.
    pub id: RelationId,
    /// Whose plan.
    pub learner: PersonId,
    /// Who broke it.
    pub person: PersonId,
    /// Why, in their words.
    pub reason: String,
    /// When it began.
    pub at: DateTime<Utc>,
    /// What the officer found of it; `None` until then.
    pub review: Option<Review>,
}

impl Hour {
    /// The instant at which it closes by itself.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.at + hour()
    }
}

/// What the officer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Which officer.
    pub by: PersonId,
    /// Whether the hour was rightly asked for.
    pub verdict: Verdict,
    /// Why they think so.
    pub words: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Whether an hour was rightly asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was.
    Approved,
    /// It is not clear that it was: somebody talks with whoever broke it. An hour that is still open closes.
    Questioned,
}

fn hour() -> TimeDelta {
    TimeDelta::minutes(i64::from(BREAK_GLASS_MINUTES))
}

/// How often this person has broken the glass on this day of the school's.
pub async fn count_on(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    day: NaiveDate,
) -> Result<u32, StoreError> {
    let broken = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(tenant.0))
        .filter(relation::Column::Person.eq(person.0))
        .filter(relation::Column::Kind.eq("break_glass"))
        .filter(relation::Column::Since.eq(day));
    Ok(u32::try_from(broken.count(tx.db()).await?).unwrap_or(u32::MAX))
}

/// Breaks the glass: the plan is open to the permit's person for an hour, for the reason that the permit was given for.
///
/// It writes the person's own row as it is. Of two that break the glass at once one is then run again after the other and
/// counts it; only to read or to lock would let each find the count of before.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for anything else.
pub async fn break_glass(permit: &Permit<'_>, breaking: &Breaking) -> Result<Hour, StoreError> {
    let reason = permit.purpose().filter(|_| permit.act() == Act::BreakGlass);
    let Some(reason) = reason.map(|words| words.trim().to_owned()) else {
        return Err(StoreError::Refused(format!("a permit for {:?} breaks no glass", permit.act())));
    };
    let (tx, tenant, now) = (permit.tx(), permit.tenant(), permit.now());
    person::Entity::update_many()
        .col_expr(person::Column::Enabled, Expr::col(person::Column::Enabled))
        .filter(person::Column::Tenant.eq(tenant.0))
        .filter(person::Column::Id.eq(permit.person().0))
        .exec(tx.db())
        .await?;
    // The hour may go over midnight; how long it lasts is the instant's to say.
    let until = now.today.checked_add_days(Days::new(2));
    let bond = Bond {
        id: breaking.hour,
        learner: permit.learner(),
        person: permit.person(),
        tie: Tie::BreakGlass { reason: reason.clone(), since: now.at },
        called: String::new(),
        from: Some(now.today),
        until,
        recorded_by: Some(permit.person()),
        recorded_at: now.at,
    };
    ties::add(tx, tenant, &[bond]).await?;
    audit::record(tx, &broken(permit, breaking)).await?;
    let (learner, person, at) = (permit.learner(), permit.person(), instant::kept(now.at));
    Ok(Hour { id: breaking.hour, learner, person, reason, at, review: None })
}

/// The reason stays out of the audit, which holds codes: it may tell of the student.
fn broken(permit: &Permit<'_>, breaking: &Breaking) -> Event {
    Event {
        tenant: permit.tenant(),
        id: breaking.event,
        at: permit.now().at,
        actor: Some(permit.person()),
        on_behalf_of: None,
        address: breaking.address.clone(),
        act: "break_glass".to_owned(),
        learner: Some(permit.learner()),
        object: Some(format!("hour {}", breaking.hour)),
        version: None,
        because: "staff".to_owned(),
        outcome: "done".to_owned(),
        detail: String::new(),
    }
}
