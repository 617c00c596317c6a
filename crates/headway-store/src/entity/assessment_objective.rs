//! A result in one part of a test, in hundredths of its unit. A correction names the one it `corrects`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// A result in one part of a test, in hundredths of its unit. A correction names the one it `corrects`.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_objective")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) measure: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) objective: String,
    pub(crate) day: NaiveDate,
    pub(crate) hundredths: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) unit: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) detail: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) recorded_by: Option<Uuid>,
    pub(crate) corrects: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) identity: String,
    pub(crate) withdrawn: bool,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
