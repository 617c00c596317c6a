//! A human whom the tenant knows: a student, a member of a family, a member of staff, or several of these.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// A human whom the tenant knows: a student, a member of a family, a member of staff, or several of these.
///
/// Personal: all of it; `birth_date` is the only thing kept of the demographics, and `search` is all
/// names, folded, `sort_name` the shown one, folded, family name first, `identifier` a student or staff number.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) given: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) middle: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) family: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) preferred_given: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) preferred_middle: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) preferred_family: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) search: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_name: String,
    pub(crate) birth_date: Option<NaiveDate>,
    pub(crate) emancipated_from: Option<NaiveDate>,
    pub(crate) eligible_from: Option<NaiveDate>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) language: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) pronouns: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) email: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) identifier: Option<String>,
    pub(crate) enabled: bool,
    pub(crate) retired_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
