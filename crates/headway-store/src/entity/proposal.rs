//! A suggestion that the owner of an item answers, as a whole; `body` holds the changes, their base
//! revisions and the reason.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A suggestion that the owner of an item answers, as a whole; `body` holds the changes, their base
/// revisions and the reason.
///
/// Personal: the words of the one who suggests and of the one who answers.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) by_whom: Uuid,
    pub(crate) at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub(crate) status: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) body: String,
    pub(crate) answered_by: Option<Uuid>,
    pub(crate) answered_at: Option<DateTime<Utc>>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) answer: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
