//! One school's year; `until` is the first day after it, `year` the calendar year in which it ends.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// One school's year; `until` is the first day after it, `year` the calendar year in which it ends.
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
    pub(crate) since: NaiveDate,
    pub(crate) until: NaiveDate,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
