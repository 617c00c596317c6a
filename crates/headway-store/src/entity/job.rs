//! Work that the program does beside requests: an import, a backup, a nightly recount.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// Work that the program does beside requests: an import, a backup, a nightly recount.
///
/// Personal: `body` names people only by their ids.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) tenant: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) body: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) enqueued_at: DateTime<Utc>,
    pub(crate) enqueued_by: Option<Uuid>,
    pub(crate) started_at: Option<DateTime<Utc>>,
    pub(crate) beat_at: Option<DateTime<Utc>>,
    pub(crate) finished_at: Option<DateTime<Utc>>,
    pub(crate) attempts: i64,
    pub(crate) done: i64,
    pub(crate) total: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) note: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
