//! A row of a file of records that waits for the others.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// A row of a file of records that waits for the others.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staged_record")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) load: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) line: i64,
    pub(crate) id: Uuid,
    pub(crate) learner: Uuid,
    pub(crate) organisation: Option<Uuid>,
    pub(crate) class: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) student: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) identity: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) part: String,
    pub(crate) day: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) hundredths: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) unit: String,
    pub(crate) minutes: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) detail: String,
    pub(crate) withdrawn: bool,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
