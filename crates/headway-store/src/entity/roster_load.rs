//! A roster that is being loaded: whose rows stand in the staging tables.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A roster that is being loaded: whose rows stand in the staging tables. A tenant has at most one; who begins another
/// takes its place, and the earlier one finds its own row gone.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_load")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) system: String,
    pub(crate) begun: DateTime<Utc>,
    pub(crate) staged: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
