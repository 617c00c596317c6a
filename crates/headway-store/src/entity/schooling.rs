//! A learner's time in one grade of one school; the history of schools and grades. `until` is the first
//! day on which it is over.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// A learner's time in one grade of one school; the history of schools and grades. `until` is the first
/// day on which it is over.
///
/// Personal: where the learner goes to school.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schooling")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) grade: String,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
