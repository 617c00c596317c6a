//! One stay of a person in a class, as a student or a teacher; `until` is the first day on which it is
//! over, and without days it lasts as long as the class's terms.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

/// One stay of a person in a class, as a student or a teacher; `until` is the first day on which it is
/// over, and without days it lasts as long as the class's terms.
///
/// Personal: who learns what with whom.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enrolment")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) class: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) role: String,
    pub(crate) is_primary: bool,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
