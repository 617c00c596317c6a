//! A course that is taught to a group at a school.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A course that is taught to a group at a school.
///
/// Personal: nothing by itself; who is in it is in `enrolment`.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "class")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) course: Option<Uuid>,
    pub(crate) organisation: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) code: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) grades: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) subjects: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) periods: String,
    pub(crate) retired_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
