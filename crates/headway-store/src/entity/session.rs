//! A signed-in browser; the token itself is only in its cookie, here is its SHA-256.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A signed-in browser; the token itself is only in its cookie, here is its SHA-256.
///
/// Personal: who was signed in when.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) token_digest: Vec<u8>,
    pub(crate) tenant: Uuid,
    pub(crate) person: Uuid,
    pub(crate) begun: DateTime<Utc>,
    pub(crate) idle_until: DateTime<Utc>,
    pub(crate) ends: DateTime<Utc>,
    pub(crate) signed_in_at: DateTime<Utc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) browser: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
