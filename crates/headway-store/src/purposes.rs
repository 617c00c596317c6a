//! What a records officer opens a plan for, in words, for an hour; the student and the family read it beside the look.

use chrono::{DateTime, TimeDelta, Utc};
use ilp::access::{Act, Because, Field};
use ilp::{PersonId, TenantId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::purpose::{ActiveModel, Column, Entity};
use crate::permits::Permit;
use crate::{StoreError, Tx, instant};

/// How long stated words open a plan.
pub const PURPOSE_MINUTES: u32 = 60;

/// What an officer said that they needed a plan for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// Which officer.
    pub person: PersonId,
    /// Their words.
    pub words: String,
    /// When they said it.
    pub at: DateTime<Utc>,
    /// From when on it no longer holds.
    pub ends: DateTime<Utc>,
}

/// The words that hold now, where this officer has said some about this learner.
pub(crate) async fn in_force(
    tx: &Tx,
    (tenant, person, learner): (TenantId, PersonId, PersonId),
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    let now = instant::kept(now);
    let stated = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Person.eq(person.0))
        .filter(Column::Learner.eq(learner.0))
        .filter(Column::Ends.gt(now))
        .filter(Column::At.lte(now))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id);
    Ok(stated.one(tx.db()).await?.map(|row| row.words))
}

/// Keeps the purpose for which this permit was given, so that the next pages are opened by it too. `false` where the
/// permit came by a tie to the student, which needs none.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that opens no plan.
pub async fn keep(permit: &Permit<'_>, id: Uuid) -> Result<bool, StoreError> {
    if permit.act() != Act::SeePlan {
        return Err(StoreError::Refused(format!("a permit for {:?} keeps no purpose", permit.act())));
    }
    let Some(words) = permit.purpose().filter(|_| matches!(permit.because(), Because::RecordsOfficer { .. }))
    else {
        return Ok(false);
    };
    let at = instant::kept(permit.now().at);
    let row = ActiveModel {
        tenant: Set(permit.tenant().0),
        learner: Set(permit.learner().0),
        id: Set(id),
        person: Set(permit.person().0),
        words: Set(words.trim().to_owned()),
        at: Set(at),
        ends: Set(at + TimeDelta::minutes(i64::from(PURPOSE_MINUTES))),
    };
    Entity::insert(row).exec_without_returning(permit.tx().db()).await?;
    Ok(true)
}

/// What officers said of the permit's learner at `since` or later, the newest first.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not show who looked.
pub async fn of_learner(permit: &Permit<'_>, since: DateTime<Utc>) -> Result<Vec<Purpose>, StoreError> {
    if !permit.fields().has(Field::Views) {
        return Err(StoreError::Refused(format!("a permit for {:?} shows no purposes", permit.act())));
    }
    let rows = Entity::find()
        .filter(Column::Tenant.eq(permit.tenant().0))
        .filter(Column::Learner.eq(permit.learner().0))
        .filter(Column::At.gte(instant::kept(since)))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(permit.tx().db())
        .await?;
    let purpose = |row: crate::entity::purpose::Model| Purpose {
        person: PersonId(row.person),
        words: row.words,
        at: row.at,
        ends: row.ends,
    };
    Ok(rows.into_iter().map(purpose).collect())
}
