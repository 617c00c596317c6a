//! A mark in a course, with its credits in halves. A correction is a new row that names the one it
//! `corrects`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A mark in a course, with its credits in halves. A correction is a new row that names the one it
/// `corrects`.
///
/// Personal: all of it.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course_mark")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) course: Option<Uuid>,
    pub(crate) class: Option<Uuid>,
    pub(crate) term: Option<Uuid>,
    pub(crate) year: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) mark: String,
    pub(crate) is_final: bool,
    pub(crate) half_credits_attempted: Option<i64>,
    pub(crate) half_credits_earned: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) recorded_by: Option<Uuid>,
    pub(crate) corrects: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
