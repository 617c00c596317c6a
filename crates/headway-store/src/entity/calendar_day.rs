//! A day of a school's calendar that is not an ordinary one: a holiday, a half day.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// A day of a school's calendar that is not an ordinary one: a holiday, a half day.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_day")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) organisation: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) day: NaiveDate,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
