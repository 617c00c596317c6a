//! A goal of a plan as far as questions about many learners need it, written with the change.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// A goal of a plan as far as questions about many learners need it, written with the change.
///
/// Personal: the statement.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) item: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) owner: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) statement: String,
    pub(crate) due: Option<NaiveDate>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
