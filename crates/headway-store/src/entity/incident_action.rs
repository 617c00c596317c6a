//! What the school did after an incident, with the days in hundredths. A correction names the one it `corrects`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// What the school did after an incident, with the days in hundredths. A correction names the one it `corrects`.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident_action")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) incident: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) day: NaiveDate,
    pub(crate) hundredth_days: Option<i64>,
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
