//! The key of a form that was sent, so that sending it again does not do it again; `location` is where the
//! first led.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// The key of a form that was sent, so that sending it again does not do it again; `location` is where the
/// first led.
///
/// Personal: who sent a form when.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "once")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) key: Uuid,
    pub(crate) digest: Vec<u8>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) location: Option<String>,
    pub(crate) at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
