//! What rosters keep: all that a system has told by now, so that a set of changes can be laid over it.

use sea_orm_migration::prelude::*;

use super::table::table;

/// Adds a table; changes nothing that was there.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_rosters_in_changes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = table("roster_told")
            .ids(&["tenant", "load"])
            .texts(&["system"])
            .numbers(&["part"])
            .flags(&["in_force"])
            .bytes(&["bytes"])
            .key(&["tenant", "load", "part"])
            .index("roster_told_system", &["tenant", "system"])
            .refers("roster_told_tenant", &["tenant"], ("tenant", &["id"]));
        told.make(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
