//! Forms that are sent twice and done once: each rendered form has a key, and its row is in the transaction of what it did.

use crate::entity::once::{ActiveModel, Column, Entity, Model};
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// What a form's key says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It was not done yet: do it, and [`settle`] it in this transaction.
    New,
    /// The same form was done before; its answer led to `location`.
    Done {
        /// Where to send the reader now.
        location: String,
    },
    /// Another text was done under this key: the reader went back, edited and sent it again.
    Different,
}

/// One form that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The tenant.
    pub tenant: TenantId,
    /// Who sent it.
    pub person: PersonId,
    /// The key that was rendered into the form.
    pub key: Uuid,
    /// SHA-256 of what was sent.
    pub digest: [u8; 32],
}

/// Asks for the right to do what a form says.
///
/// A key that was claimed but never settled did nothing (the form was refused and came back), so it can be claimed anew.
pub async fn claim(tx: &Tx, sent: &Sent, at: DateTime<Utc>) -> Result<Claim, StoreError> {
    let row = ActiveModel {
        tenant: Set(sent.tenant.0),
        person: Set(sent.person.0),
        key: Set(sent.key),
        digest: Set(sent.digest.to_vec()),
        location: Set(None),
        at: Set(instant::kept(at)),
    };
    let added = Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.db())
        .await?;
    if added == 1 {
        return Ok(Claim::New);
    }
    let before = Entity::find_by_id((sent.tenant.0, sent.person.0, sent.key)).one(tx.db()).await?;
    match before {
        Some(Model { location: Some(location), digest, .. }) if digest == sent.digest => {
            Ok(Claim::Done { location })
        }
        Some(Model { location: Some(_), .. }) => Ok(Claim::Different),
        // Removed or unsettled in between: what counts is what is sent now.
        _ => {
            set(tx, sent, Column::Digest, Expr::value(sent.digest.to_vec())).await?;
            // What is kept while it is typed claims the key long before the form is sent: its day begins with the sending.
            set(tx, sent, Column::At, Expr::value(instant::kept(at))).await?;
            Ok(Claim::New)
        }
    }
}

/// Says that what was claimed is done and where its answer leads.
pub async fn settle(tx: &Tx, sent: &Sent, location: &str) -> Result<(), StoreError> {
    set(tx, sent, Column::Location, Expr::value(location)).await
}

async fn set(tx: &Tx, sent: &Sent, column: Column, value: Expr) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(column, value)
        .filter(Column::Tenant.eq(sent.tenant.0))
        .filter(Column::Person.eq(sent.person.0))
        .filter(Column::Key.eq(sent.key))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Removes keys that are older than `before`: a day is enough for a client to hear its answer.
pub async fn forget(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let old = Entity::delete_many().filter(Column::At.lt(instant::kept(before)));
    Ok(old.exec(tx.db()).await?.rows_affected)
}
