//! A dated tie between a person and a learner (family, caseload, restriction, supporter, consent, break
//! glass) with what it allows and on what evidence. `variant` tells kinds apart within a kind (the
//! counselor's caseload, an order of no contact), `until` is the first day on which it is over, and `at`
//! the moment where days are too long.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// A dated tie between a person and a learner (family, caseload, restriction, supporter, consent, break
/// glass) with what it allows and on what evidence. `variant` tells kinds apart within a kind (the
/// counselor's caseload, an order of no contact), `until` is the first day on which it is over, and `at`
/// the moment where days are too long.
///
/// Personal: all of it; a restriction's evidence is often a court order.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "relation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) learner: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) variant: String,
    pub(crate) may_see: bool,
    pub(crate) may_take_part: bool,
    pub(crate) may_sign: bool,
    pub(crate) rank: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) detail: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) evidence: Option<String>,
    pub(crate) since: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) at: Option<DateTime<Utc>>,
    pub(crate) recorded_by: Option<Uuid>,
    pub(crate) recorded_at: DateTime<Utc>,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
