//! Something that somebody did or was refused, kept to be read by the privacy officer.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// Something that somebody did or was refused, kept to be read by the privacy officer.
///
/// Personal: who did what; no text of a plan.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) at: DateTime<Utc>,
    pub(crate) actor: Option<Uuid>,
    pub(crate) on_behalf_of: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) address: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) act: String,
    pub(crate) learner: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) object: Option<String>,
    pub(crate) version: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) because: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) outcome: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) detail: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
