//! A programme that a learner is in (special education, English learner, 504), and its days; `until` is
//! the first day on which it is over. A correction is a new row that names the one it `corrects`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// A programme that a learner is in (special education, English learner, 504), and its days; `until` is
/// the first day on which it is over. A correction is a new row that names the one it `corrects`.
///
/// Personal: all of it, and among the most sensitive there is.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "program")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    pub(crate) since: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
    #[sea_orm(column_type = "Text")]
    pub(crate) detail: String,
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
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
