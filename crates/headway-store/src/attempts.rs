//! Failed attempts to sign in, counted under a digest of the login or of the network address, to slow down who guesses.

use crate::entity::attempt::{ActiveModel, Column, Entity};
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::TenantId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::OnConflict,
};

/// Notes one attempt. Two at the very same microsecond count as one, which no guesser gains by.
pub async fn note(tx: &Tx, tenant: TenantId, digest: &[u8; 32], at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel { tenant: Set(tenant.0), digest: Set(digest.to_vec()), at: Set(instant::kept(at)) };
    Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.db())
        .await?;
    Ok(())
}

/// How many attempts there were at or after `since`.
pub async fn count_since(
    tx: &Tx,
    tenant: TenantId,
    digest: &[u8; 32],
    since: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let attempts = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Digest.eq(digest.to_vec()))
        .filter(Column::At.gte(instant::kept(since)));
    Ok(attempts.count(tx.db()).await?)
}

/// Forgets the attempts under a digest: the right password was given.
pub async fn clear(tx: &Tx, tenant: TenantId, digest: &[u8; 32]) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Digest.eq(digest.to_vec()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Takes back the one attempt of this moment: it was none to guess.
pub async fn take_back(
    tx: &Tx,
    tenant: TenantId,
    digest: &[u8; 32],
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::delete_by_id((tenant.0, digest.to_vec(), instant::kept(at))).exec(tx.db()).await?;
    Ok(())
}

/// Removes what is older than `before`.
pub async fn forget(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let old = Entity::delete_many().filter(Column::At.lt(instant::kept(before)));
    Ok(old.exec(tx.db()).await?.rows_affected)
}
