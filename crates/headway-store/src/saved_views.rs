//! Saved views: ways of looking at the list of students that somebody has given a name. They are their owner's alone.

use chrono::{DateTime, Utc};
use ilp::{PersonId, TenantId};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::saved_view::{ActiveModel, Column, Entity};
use crate::{StoreError, Tx, instant};

/// How many one person keeps at most: more are no list that anybody reads.
pub const VIEWS_MAX: usize = 20;
/// The most characters of a name.
pub const NAME_CHARS_MAX: usize = 60;
/// The most characters of what is looked for.
const QUERY_CHARS_MAX: usize = 2_000;

/// One way of looking at the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Minted by the caller.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// What is looked for, as the page writes it into an address.
    pub query: String,
    /// When it was saved.
    pub at: DateTime<Utc>,
}

/// Why a view is not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There are [`VIEWS_MAX`] already.
    #[error("you have {VIEWS_MAX} saved views; remove one that you do not use")]
    TooMany,
    /// No name, or a long one.
    #[error("give it a name of at most {NAME_CHARS_MAX} characters")]
    Name,
}

/// Saves a view. One of the same name becomes this one.
pub async fn save(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    view: &SavedView,
) -> Result<Result<(), Refused>, StoreError> {
    let name = view.name.trim();
    if name.is_empty() || NAME_CHARS_MAX < name.chars().count() {
        return Ok(Err(Refused::Name));
    }
    if QUERY_CHARS_MAX < view.query.chars().count() {
        return Err(StoreError::Refused("a saved view asks for too much".to_owned()));
    }
    let kept = of(tx, (tenant, person)).await?;
    let same = kept.iter().find(|one| one.name == name);
    match same {
        Some(same) => remove(tx, (tenant, person), same.id).await?,
        None if VIEWS_MAX <= kept.len() => return Ok(Err(Refused::TooMany)),
        None => {}
    }
    let row = ActiveModel {
        tenant: Set(tenant.0),
        person: Set(person.0),
        id: Set(view.id),
        name: Set(name.to_owned()),
        query: Set(view.query.clone()),
        at: Set(instant::kept(view.at)),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(Ok(()))
}

/// The views of one person, by name.
pub async fn of(tx: &Tx, (tenant, person): (TenantId, PersonId)) -> Result<Vec<SavedView>, StoreError> {
    let rows = Entity::find().filter(owned(tenant, person)).order_by_asc(Column::Id).all(tx.db()).await?;
    let view = |row: crate::entity::saved_view::Model| SavedView {
        id: row.id,
        name: row.name,
        query: row.query,
        at: row.at,
    };
    let mut views: Vec<SavedView> = rows.into_iter().map(view).collect();
    views.sort_by_cached_key(|view| crate::fold::name(&view.name));
    Ok(views)
}

/// Removes a view of this person; one that is not there is removed already.
pub async fn remove(tx: &Tx, (tenant, person): (TenantId, PersonId), id: Uuid) -> Result<(), StoreError> {
    Entity::delete_many().filter(owned(tenant, person)).filter(Column::Id.eq(id)).exec(tx.db()).await?;
    Ok(())
}

fn owned(tenant: TenantId, person: PersonId) -> Condition {
    Condition::all().add(Column::Tenant.eq(tenant.0)).add(Column::Person.eq(person.0))
}
