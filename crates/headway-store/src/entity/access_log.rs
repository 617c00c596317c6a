//! One view of a learner's plan or records, with the reason why it was allowed; the learner and the family
//! read it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One view of a learner's plan or records, with the reason why it was allowed; the learner and the family
/// read it.
///
/// Personal: who looked at whom.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_log")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) at: DateTime<Utc>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) act: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) because: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) detail: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
