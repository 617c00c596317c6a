//! A term in which a class is taught.

use sea_orm::entity::prelude::*;

/// A term in which a class is taught.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "class_term")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) class: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) term: Uuid,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
