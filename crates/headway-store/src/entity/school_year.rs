//! The first and the last day of one school's year; `year` is the calendar year in which it ends.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// The first and the last day of one school's year; `year` is the calendar year in which it ends.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "school_year")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) organisation: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) year: i64,
    pub(crate) first_day: NaiveDate,
    pub(crate) last_day: NaiveDate,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
