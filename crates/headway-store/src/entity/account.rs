//! A person's own way to sign in with a password.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A person's own way to sign in with a password.
///
/// Personal: the login, often a mail address; the password only as its argon2id hash.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) tenant: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) login: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) password_hash: Option<String>,
    pub(crate) disabled: bool,
    pub(crate) changed_at: DateTime<Utc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) face: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) size: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) contrast: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
