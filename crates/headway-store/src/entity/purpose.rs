//! What a records officer has said they open a plan for, and until when it holds.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// What a records officer has said they open a plan for, and until when it holds.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purpose")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) words: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) ends: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
