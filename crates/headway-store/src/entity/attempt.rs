//! One failed attempt to sign in, under the digest of the login or of the network address it came from.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One failed attempt to sign in, under the digest of the login or of the network address it came from.
///
/// Personal: nothing that can be read back: a digest and a time.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attempt")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) digest: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
