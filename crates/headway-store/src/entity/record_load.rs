//! The load of records that is under way in a tenant; the last to begin has the say.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// The load of records that is under way in a tenant; the last to begin has the say.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record_load")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) system: String,
    pub(crate) begun: DateTime<Utc>,
    pub(crate) staged: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
