//! What one rule said of one learner in one run.

use sea_orm::entity::prelude::*;

/// What one rule said of one learner in one run.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "screening_result")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) run: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) rule: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) rule_version: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) standing: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) verdict: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
