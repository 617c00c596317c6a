//! A district, school or department, as the roster calls it; a school has the time zone in which its days
//! begin.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A district, school or department, as the roster calls it; a school has the time zone in which its days
/// begin.
///
/// Personal: nothing.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) identifier: Option<String>,
    pub(crate) parent: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) time_zone: Option<String>,
    pub(crate) retired_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
