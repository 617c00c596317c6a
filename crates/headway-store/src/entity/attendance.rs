//! One absence or lateness of a learner on a day. A correction is a new row that names the one it
//! `corrects`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// One absence or lateness of a learner on a day. A correction is a new row that names the one it
/// `corrects`.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attendance")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) day: NaiveDate,
    pub(crate) organisation: Option<Uuid>,
    pub(crate) class: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) minutes: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) recorded_by: Option<Uuid>,
    pub(crate) corrects: Option<Uuid>,
    /// By what its system knows it among the learner's others; empty where no file brought it.
    #[sea_orm(column_type = "Text")]
    pub(crate) identity: String,
    /// Its system has taken it back.
    pub(crate) withdrawn: bool,
    pub(crate) hundredth_days: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) detail: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
