//! Tenants: the districts, schools and companies whose learners are kept apart from each other.

use crate::entity::tenant::{ActiveModel, Column, Entity, Model};
use crate::{StoreError, Tx};
use chrono_tz::Tz;
use ilp::TenantId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

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
    /// An IANA name, such as `America/Chicago`: rights and ties begin and end at its midnight.
    pub time_zone: String,
}

/// Adds a tenant. `false` when the host is taken, and then nothing is changed.
///
/// # Errors
/// [`StoreError::Refused`] for a time zone that there is not: its days would begin at somebody else's midnight.
pub async fn create(tx: &Tx, tenant: &Tenant) -> Result<bool, StoreError> {
    check_zone(&tenant.time_zone)?;
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

/// Gives a tenant another time zone.
///
/// # Errors
/// As for [`create`].
pub async fn set_time_zone(tx: &Tx, id: TenantId, zone: &str) -> Result<(), StoreError> {
    check_zone(zone)?;
    let row = Entity::update_many().col_expr(Column::TimeZone, Expr::value(zone));
    row.filter(Column::Id.eq(id.0)).exec(tx.db()).await?;
    Ok(())
}

fn check_zone(zone: &str) -> Result<(), StoreError> {
    let known = zone.parse::<Tz>().map(drop);
    known.map_err(|_| {
        StoreError::Refused(format!("no time zone is called {zone}; name one as in America/Chicago"))
    })
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

/// The time zone of the tenant's days.
pub(crate) async fn zone(tx: &Tx, id: TenantId) -> Result<Tz, StoreError> {
    let row = Entity::find_by_id(id.0).one(tx.db()).await?;
    let row = row.ok_or_else(|| StoreError::Refused(format!("there is no tenant {}", id.0)))?;
    zone_of(&row)
}

fn zone_of(row: &Model) -> Result<Tz, StoreError> {
    let (host, zone) = (&row.host, &row.time_zone);
    zone.parse().map_err(|_| StoreError::Unreadable(format!("{zone}, the time zone of {host}, is none")))
}

fn tenant(row: Model) -> Result<Tenant, StoreError> {
    zone_of(&row)?;
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
