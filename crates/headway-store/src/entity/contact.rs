//! A talk that a member of staff has noted, never edited: a correction is a row that voids another.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// A talk that a member of staff has noted, never edited: a correction is a row that voids another.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) by_whom: Uuid,
    pub(crate) person: Option<Uuid>,
    pub(crate) voids: Option<Uuid>,
    pub(crate) held_on: NaiveDate,
    pub(crate) at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub(crate) way: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) with_whom: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) language: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) body: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
