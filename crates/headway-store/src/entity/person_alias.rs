//! A merge: the records of `alias` and `person` are one human. It holds until it is undone.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A merge: the records of `alias` and `person` are one human. It holds until it is undone.
///
/// Personal: which records are of one human.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_alias")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) alias: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) at: DateTime<Utc>,
    pub(crate) person: Uuid,
    pub(crate) by_whom: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) reason: String,
    pub(crate) undone_at: Option<DateTime<Utc>>,
    pub(crate) undone_by: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
