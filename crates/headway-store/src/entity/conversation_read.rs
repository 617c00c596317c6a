//! How far somebody has read a conversation.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// How far somebody has read a conversation.
///
/// Personal: who read when.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conversation_read")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) conversation: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person: Uuid,
    pub(crate) at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
