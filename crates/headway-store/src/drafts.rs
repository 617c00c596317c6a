//! Drafts: what somebody typed and has not saved, so that an expired session or a refused form loses nothing.

use crate::entity::draft::{ActiveModel, Column, Entity};
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::{PersonId, TenantId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

/// The unsaved content of one form, readable for its author alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The tenant.
    pub tenant: TenantId,
    /// Who typed it.
    pub person: PersonId,
    /// Which form, with what tells two of its kind apart (`goal/0190…`).
    pub form: String,
    /// The learner whom it is about, if it is about one.
    pub about: Option<PersonId>,
    /// The form's fields, as the page encodes them.
    pub body: String,
    /// When it was typed.
    pub at: DateTime<Utc>,
}

/// Keeps a draft in the place of the one before, of which there is one for each form, author and learner.
///
/// A NUL, which PostgreSQL cannot hold, is kept as the sign for an unknown letter.
pub async fn keep(tx: &Tx, draft: &Draft) -> Result<(), StoreError> {
    let row = ActiveModel {
        tenant: Set(draft.tenant.0),
        person: Set(draft.person.0),
        form: Set(draft.form.clone()),
        about: Set(about_column(draft.about)),
        body: Set(draft.body.replace('\0', "\u{fffd}")),
        at: Set(instant::kept(draft.at)),
    };
    let key = [Column::Tenant, Column::Person, Column::Form, Column::About];
    Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns([Column::Body, Column::At]).to_owned())
        .exec_without_returning(tx.db())
        .await?;
    Ok(())
}

/// What the author has typed into this form and not saved.
pub async fn find(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    form: &str,
    about: Option<PersonId>,
) -> Result<Option<Draft>, StoreError> {
    let key = (tenant.0, person.0, form.to_owned(), about_column(about));
    let row = Entity::find_by_id(key).one(tx.db()).await?;
    Ok(row.map(|row| Draft { tenant, person, form: row.form, about, body: row.body, at: row.at }))
}

/// Removes a draft: it was saved, or its author does not want it.
pub async fn discard(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    form: &str,
    about: Option<PersonId>,
) -> Result<(), StoreError> {
    let key = (tenant.0, person.0, form.to_owned(), about_column(about));
    Entity::delete_by_id(key).exec(tx.db()).await?;
    Ok(())
}

/// Removes drafts that were left before `before`.
pub async fn forget(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let old = Entity::delete_many().filter(Column::At.lt(instant::kept(before)));
    Ok(old.exec(tx.db()).await?.rows_affected)
}

/// Zeros for nobody: an empty column cannot be part of a key.
fn about_column(about: Option<PersonId>) -> Uuid {
    about.map_or(Uuid::nil(), |person| person.0)
}
