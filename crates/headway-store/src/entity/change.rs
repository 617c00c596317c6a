//! One entry of a learner's log; the versions of a learner have no gap, and the entry is never edited.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One entry of a learner's log; the versions of a learner have no gap, and the entry is never edited.
///
/// `by_whom` is the one who made or accepted it, zeros where no person did; `hand` says in which capacity, for whom, and by
/// whose proposal.
///
/// Personal: `body`: the learner's own words and what others wrote about the learner.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) version: i64,
    pub(crate) id: Uuid,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by_whom: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) hand: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) body: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
