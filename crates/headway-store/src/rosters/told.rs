//! All that a system has told by now, kept for the next set, which may hold changes alone. What the bytes are, the reader of
//! the format knows.

use super::LoadError;
use super::staging::Load;
use crate::entity::roster_told::{ActiveModel, Column, Entity};
use crate::{Store, StoreError, Tx};
use ilp::TenantId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Bytes in one row: little for a write that others wait for.
const PART_BYTES: usize = 256 << 10;

/// What this system has told by now. `None`: nothing was loaded of it, or nothing was kept.
pub async fn told(tx: &Tx, tenant: TenantId, system: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let parts = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::System.eq(system))
        .filter(Column::InForce.eq(true))
        .order_by_asc(Column::Part)
        .all(tx.db())
        .await?;
    Ok((!parts.is_empty()).then(|| parts.into_iter().flat_map(|part| part.bytes).collect()))
}

/// Lets what was told wait with its load.
pub(super) async fn keep(store: &Store, load: &Load, bytes: &[u8]) -> Result<(), LoadError> {
    for (number, part) in bytes.chunks(PART_BYTES).enumerate() {
        let row = ActiveModel {
            tenant: Set(load.tenant.0),
            load: Set(load.id),
            part: Set(i64::try_from(number).unwrap_or(i64::MAX)),
            system: Set(load.system.to_string()),
            in_force: Set(false),
            bytes: Set(part.to_vec()),
        };
        let of_job = load.clone();
        let kept = store.write(move |tx| {
            Box::pin(async move {
                let is_ours = of_job.count(tx, 0).await?;
                if is_ours {
                    Entity::insert(row).exec_without_returning(tx.db()).await?;
                }
                Ok(is_ours)
            })
        });
        if !kept.await? {
            return Err(LoadError::Superseded);
        }
    }
    Ok(())
}

/// What waits takes the place of what this system had told before.
pub(super) async fn take_effect(tx: &Tx, load: &Load) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Tenant.eq(load.tenant.0))
        .filter(Column::System.eq(&*load.system))
        .filter(Column::Load.ne(load.id))
        .exec(tx.db())
        .await?;
    Entity::update_many()
        .col_expr(Column::InForce, Expr::value(true))
        .filter(Column::Tenant.eq(load.tenant.0))
        .filter(Column::Load.eq(load.id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Forgets what waits and will never hold.
pub(super) async fn clear(tx: &Tx, tenant: TenantId) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::InForce.eq(false))
        .exec(tx.db())
        .await?;
    Ok(())
}
