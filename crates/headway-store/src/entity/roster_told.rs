//! A part of what a system has told by now: its last set, with the changes since, as packed bytes.

use sea_orm::entity::prelude::*;

/// A part of what a system has told by now: its last set, with the changes since, as packed bytes. Parts that are not in force
/// wait with their load.
///
/// Personal: all of it; whoever is erased has to be taken out of it too.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_told")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) load: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) part: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) system: String,
    pub(crate) in_force: bool,
    #[sea_orm(column_type = "Blob")]
    pub(crate) bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
