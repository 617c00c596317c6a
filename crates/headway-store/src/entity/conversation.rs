//! A conversation on a plan or on one item of it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A conversation on a plan or on one item of it.
///
/// Personal: its subject.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conversation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) item: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) subject: String,
    pub(crate) opened_by: Uuid,
    pub(crate) opened_at: DateTime<Utc>,
    pub(crate) closed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
