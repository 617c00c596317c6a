//! One run of a screening policy over many learners, with the policy's version and what it was given.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One run of a screening policy over many learners, with the policy's version and what it was given.
///
/// Personal: nothing; the results are rows of `screening_result`.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "screening_run")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) policy: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) policy_version: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by_whom: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) parameters: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) note: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
