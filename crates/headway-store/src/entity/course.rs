//! A course of the catalogue.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A course of the catalogue.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) code: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) grades: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) subjects: String,
    pub(crate) year: Option<i64>,
    pub(crate) retired_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
