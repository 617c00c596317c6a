//! What the officer found of an hour for which the glass was broken.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// What the officer found of an hour for which the glass was broken.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "glass_review")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) relation: Uuid,
    pub(crate) by_whom: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) verdict: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) words: String,
    pub(crate) at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
