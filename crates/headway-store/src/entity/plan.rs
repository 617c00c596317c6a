//! A learner's plan as it is now: the fold of the log up to `version`, which can be made again at any
//! time.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A learner's plan as it is now: the fold of the log up to `version`, which can be made again at any
/// time.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    pub(crate) version: i64,
    pub(crate) changed_at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub(crate) body: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
