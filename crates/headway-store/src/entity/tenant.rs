//! A district, school or company that has its own people, plans and address on the web.

use sea_orm::entity::prelude::*;

/// A district, school or company that has its own people, plans and address on the web.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) host: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    pub(crate) age_of_majority: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) time_zone: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
