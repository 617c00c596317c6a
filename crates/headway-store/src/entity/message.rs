//! One message of a conversation, never edited.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One message of a conversation, never edited.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) conversation: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) by_whom: Uuid,
    pub(crate) at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub(crate) language: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) body: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
