//! Tenants: the districts, schools and companies whose learners are kept apart from each other.

use crate::entity::tenant::{ActiveModel, Column, Entity, Model};
use crate::{StoreError, Tx};
use ilp::TenantId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

/// A district, school or company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// The first part of every key.
    pub id: TenantId,
    /// The host name under which it is served, in lower case and without a port; no two tenants share one.
    pub host: String,
    /// What its people call it.
    pub name: String,
    /// The birthday on which a student's rights pass to the student: 18 nearly everywhere.
    pub age_of_majority: u8,
    /// An IANA name, such as `America/Chicago`; a school may have its own.
    pub time_zone: String,
}

/// Adds a tenant. `false` when the host is taken, and then nothing is changed.
pub async fn create(tx: &Tx, tenant: &Tenant) -> Result<bool, StoreError> {
    let row = ActiveModel {
        id: Set(tenant.id.0),
        host: Set(tenant.host.to_lowercase()),
        name: Set(tenant.name.clone()),
        age_of_majority: Set(tenant.age_of_majority.into()),
        time_zone: Set(tenant.time_zone.clone()),
    };
    let added = Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.db())
        .await?;
    Ok(added == 1)
}

/// The tenant that is served under this host name.
pub async fn by_host(tx: &Tx, host: &str) -> Result<Option<Tenant>, StoreError> {
    let row = Entity::find().filter(Column::Host.eq(host.to_lowercase())).one(tx.db()).await?;
    row.map(tenant).transpose()
}

/// Every tenant, by name.
pub async fn all(tx: &Tx) -> Result<Vec<Tenant>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id).all(tx.db()).await?;
    rows.into_iter().map(tenant).collect()
}

fn tenant(row: Model) -> Result<Tenant, StoreError> {
    let age_of_majority = u8::try_from(row.age_of_majority)
        .map_err(|_| StoreError::Unreadable(format!("the age of majority of {}", row.host)))?;
    Ok(Tenant {
        id: TenantId(row.id),
        host: row.host,
        name: row.name,
        age_of_majority,
        time_zone: row.time_zone,
    })
}
