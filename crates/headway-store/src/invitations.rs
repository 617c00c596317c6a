//! Invitations: a code on a letter with which somebody makes their account. The code is on the letter alone; here is its digest.

use chrono::{DateTime, TimeDelta, Utc};
use ilp::access::Act;
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::entity::invitation::{ActiveModel, Column, Entity};
use crate::oversight::Oversight;
use crate::{StoreError, Tx, accounts, instant, people};

/// How long a code can be used: a letter goes home in a bag and comes to light weeks later.
pub const VALID: TimeDelta = TimeDelta::days(30);

/// An invitation that is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// Minted by the caller.
    pub id: Uuid,
    /// Who is invited.
    pub person: PersonId,
    /// SHA-256 of the code.
    pub code_digest: [u8; 32],
}

/// An invitation that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// Its row.
    pub id: Uuid,
    /// Who is invited.
    pub person: PersonId,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// From when on it cannot be used any more.
    pub ends: DateTime<Utc>,
}

/// Why there is no invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uninvited {
    /// There is no such person.
    NotThere,
    /// Their account is closed: it is opened first.
    Closed,
    /// The roster says that they may not use the system, or that they have left.
    Away,
}

/// Makes an invitation. What the same person had before cannot be used any more.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to manage accounts.
pub async fn make(
    right: &Oversight<'_>,
    new: &NewInvitation,
) -> Result<Result<DateTime<Utc>, Uninvited>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (tx, tenant, at) = (right.tx, right.tenant(), instant::kept(right.now().at));
    let Some(person) = people::find(tx, tenant, new.person).await? else {
        return Ok(Err(Uninvited::NotThere));
    };
    if !person.enabled || person.retired_at.is_some() {
        return Ok(Err(Uninvited::Away));
    }
    if accounts::of_person(tx, tenant, new.person).await?.is_some_and(|account| account.disabled) {
        return Ok(Err(Uninvited::Closed));
    }
    recall(right, new.person).await?;
    let row = ActiveModel {
        tenant: Set(tenant.0),
        id: Set(new.id),
        person: Set(new.person.0),
        made_by: Set(right.person().0),
        code_digest: Set(new.code_digest.to_vec()),
        made_at: Set(at),
        ends: Set(at + VALID),
        used_at: Set(None),
        recalled_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(Ok(at + VALID))
}

/// Recalls what a person was invited with. `false` where nothing could be used any more.
///
/// # Errors
/// As for [`make`].
pub async fn recall(right: &Oversight<'_>, person: PersonId) -> Result<bool, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let now = instant::kept(right.now().at);
    let recalled = Entity::update_many()
        .col_expr(Column::RecalledAt, Expr::value(Some(now)))
        .filter(Column::Tenant.eq(right.tenant().0))
        .filter(Column::Person.eq(person.0))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RecalledAt.is_null())
        .filter(Column::Ends.gt(now))
        .exec(right.tx.db())
        .await?;
    Ok(0 < recalled.rows_affected)
}

/// What a person is invited with now.
///
/// # Errors
/// As for [`make`].
pub async fn of_person(right: &Oversight<'_>, person: PersonId) -> Result<Option<Open>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let theirs = open(right.tenant(), right.now().at).filter(Column::Person.eq(person.0));
    Ok(theirs.one(right.tx.db()).await?.map(as_open))
}

/// The invitation of this code, where it can be used at `now`. One that was used or recalled, one whose time is over and
/// one that never was are all none.
pub async fn of_code(
    tx: &Tx,
    tenant: TenantId,
    digest: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Open>, StoreError> {
    let row = open(tenant, now).filter(Column::CodeDigest.eq(digest.to_vec())).one(tx.db()).await?;
    let Some(found) = row.map(as_open) else { return Ok(None) };
    let person = people::find(tx, tenant, found.person).await?;
    let account = accounts::of_person(tx, tenant, found.person).await?;
    let may = person.is_some_and(|person| person.enabled && person.retired_at.is_none())
        && account.is_none_or(|account| !account.disabled);
    Ok(Some(found).filter(|_| may))
}

/// Uses an invitation up. `false` where somebody was quicker.
pub async fn use_up(
    tx: &Tx,
    tenant: TenantId,
    invitation: &Open,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(Some(instant::kept(now))))
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Id.eq(invitation.id))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RecalledAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}

fn open(tenant: TenantId, now: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RecalledAt.is_null())
        .filter(Column::Ends.gt(instant::kept(now)))
        .order_by_desc(Column::MadeAt)
}

fn as_open(row: crate::entity::invitation::Model) -> Open {
    Open { id: row.id, person: PersonId(row.person), made_at: row.made_at, ends: row.ends }
}
