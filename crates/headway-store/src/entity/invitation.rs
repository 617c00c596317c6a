//! A code on a letter with which somebody makes their account; here is its SHA-256 alone.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A code on a letter with which somebody makes their account; here is its SHA-256 alone.
///
/// Personal: who was invited.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    pub(crate) made_by: Uuid,
    pub(crate) code_digest: Vec<u8>,
    pub(crate) made_at: DateTime<Utc>,
    pub(crate) ends: DateTime<Utc>,
    pub(crate) used_at: Option<DateTime<Utc>>,
    pub(crate) recalled_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
