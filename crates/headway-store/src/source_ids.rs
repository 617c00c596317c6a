//! The names by which other systems know our people, schools and classes, so that an import finds them again.

use crate::entity::source_id::{ActiveModel, Column, Entity};
use crate::{StoreError, Tx};
use ilp::TenantId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

/// One thing as another system names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceId {
    /// Which system: `oneroster`, or what the district calls it.
    pub system: String,
    /// What it is: `person`, `class` and so on.
    pub kind: String,
    /// That system's id, exactly as it writes it.
    pub source: String,
}

/// Says that `source` is our `id`. What it stood for before is replaced.
pub async fn keep(tx: &Tx, tenant: TenantId, source: &SourceId, id: Uuid) -> Result<(), StoreError> {
    let row = ActiveModel {
        tenant: Set(tenant.0),
        system: Set(source.system.clone()),
        kind: Set(source.kind.clone()),
        source: Set(source.source.clone()),
        id: Set(id),
    };
    let key = [Column::Tenant, Column::System, Column::Kind, Column::Source];
    Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_column(Column::Id).to_owned())
        .exec_without_returning(tx.db())
        .await?;
    Ok(())
}

/// What `source` is here.
pub async fn find(tx: &Tx, tenant: TenantId, source: &SourceId) -> Result<Option<Uuid>, StoreError> {
    let key = (tenant.0, source.system.clone(), source.kind.clone(), source.source.clone());
    Ok(Entity::find_by_id(key).one(tx.db()).await?.map(|row| row.id))
}

/// The systems in which a thing of this kind has this name, each with what it is here.
pub async fn in_any_system(
    tx: &Tx,
    tenant: TenantId,
    kind: &str,
    source: &str,
) -> Result<Vec<(String, Uuid)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Kind.eq(kind))
        .filter(Column::Source.eq(source))
        .order_by_asc(Column::System)
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(|row| (row.system, row.id)).collect())
}

/// The systems that have named anything so far, in order.
pub async fn systems(tx: &Tx, tenant: TenantId) -> Result<Vec<String>, StoreError> {
    let found = Entity::find()
        .select_only()
        .column(Column::System)
        .distinct()
        .filter(Column::Tenant.eq(tenant.0))
        .order_by_asc(Column::System)
        .into_tuple()
        .all(tx.db())
        .await?;
    Ok(found)
}
