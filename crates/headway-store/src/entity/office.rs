//! What a person is at an organisation, and when: student, teacher, counselor, leader, administrator,
//! privacy officer; `until` is the first day on which it is over.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// What a person is at an organisation, and when: student, teacher, counselor, leader, administrator,
/// privacy officer; `until` is the first day on which it is over.
///
/// Personal: the person's place of work or school.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) organisation: Option<Uuid>,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
