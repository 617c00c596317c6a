//! Drafts: what somebody typed and has not saved, so that an expired session or a refused form loses nothing.

use crate::entity::draft::{ActiveModel, Column, Entity};
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

/// The most drafts of one person: the oldest go first.
pub const DRAFTS_MAX: usize = 50;
/// The most letters that all drafts of one person have together: the oldest go first.
pub const LETTERS_MAX: usize = 2 << 20;

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
    /// Which showing of the form: two windows with the same form are two drafts.
    pub key: Uuid,
    /// The form's fields, as the page encodes them.
    pub body: String,
    /// When it was typed.
    pub at: DateTime<Utc>,
}

/// Keeps a draft in the place of the one before it from the same showing of the form, and lets the oldest go where there is
/// no room. Gives `false` for a draft that is too long to be kept at all.
///
/// A NUL, which PostgreSQL cannot hold, is kept as the sign for an unknown letter.
pub async fn keep(tx: &Tx, draft: &Draft) -> Result<bool, StoreError> {
    if draft.body.len() > LETTERS_MAX {
        return Ok(false);
    }
    let row = ActiveModel {
        tenant: Set(draft.tenant.0),
        person: Set(draft.person.0),
        form: Set(draft.form.clone()),
        about: Set(about_column(draft.about)),
        key: Set(draft.key),
        body: Set(draft.body.replace('\0', "\u{fffd}")),
        at: Set(instant::kept(draft.at)),
    };
    let key = [Column::Tenant, Column::Person, Column::Form, Column::About, Column::Key];
    Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns([Column::Body, Column::At]).to_owned())
        .exec_without_returning(tx.db())
        .await?;
    make_room(tx, draft.tenant, draft.person).await?;
    Ok(true)
}

#[derive(FromQueryResult)]
struct Sized {
    form: String,
    about: Uuid,
    key: Uuid,
    letters: i64,
}

/// Lets go of the drafts for which there is no room beside newer ones.
async fn make_room(tx: &Tx, tenant: TenantId, person: PersonId) -> Result<(), StoreError> {
    let letters = Expr::expr(Func::char_length(Expr::col(Column::Body))).cast_as("bigint");
    let newest_first = Entity::find()
        .filter(of(tenant, person))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Key)
        .select_only()
        .columns([Column::Form, Column::About, Column::Key])
        .column_as(letters, "letters")
        .into_model::<Sized>()
        .all(tx.db())
        .await?;
    let mut so_far = 0;
    for (before, row) in newest_first.into_iter().enumerate() {
        so_far += usize::try_from(row.letters).unwrap_or(LETTERS_MAX);
        if before >= DRAFTS_MAX || so_far > LETTERS_MAX {
            let place = (tenant.0, person.0, row.form, row.about, row.key);
            Entity::delete_by_id(place).exec(tx.db()).await?;
        }
    }
    Ok(())
}

/// What the author has typed into this form and not saved: the latest, where there are several.
pub async fn find(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    form: &str,
    about: Option<PersonId>,
) -> Result<Option<Draft>, StoreError> {
    let row = Entity::find()
        .filter(of(tenant, person))
        .filter(Column::Form.eq(form))
        .filter(Column::About.eq(about_column(about)))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Key)
        .one(tx.db())
        .await?;
    let draft = |row: crate::entity::draft::Model| Draft {
        tenant,
        person,
        form: row.form,
        about,
        key: row.key,
        body: row.body,
        at: row.at,
    };
    Ok(row.map(draft))
}

/// Removes a draft, and every other of the same form that says the same: it was saved, or its author does not want it.
pub async fn discard(tx: &Tx, draft: &Draft) -> Result<(), StoreError> {
    let same = Condition::any().add(Column::Key.eq(draft.key)).add(Column::Body.eq(draft.body.as_str()));
    Entity::delete_many()
        .filter(of(draft.tenant, draft.person))
        .filter(Column::Form.eq(draft.form.as_str()))
        .filter(Column::About.eq(about_column(draft.about)))
        .filter(same)
        .exec(tx.db())
        .await?;
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

fn of(tenant: TenantId, person: PersonId) -> Condition {
    Condition::all().add(Column::Tenant.eq(tenant.0)).add(Column::Person.eq(person.0))
}
