//! What somebody typed into a form and has not saved yet; `about` is the learner, or all zeros for a form
//! about nobody, and `key` the showing of the form in which it was typed.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// What somebody typed into a form and has not saved yet; `about` is the learner, or all zeros for a form
/// about nobody, and `key` the showing of the form in which it was typed.
///
/// Personal: the words that were typed, readable for their author alone.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) form: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) about: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) key: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) body: String,
    pub(crate) at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
