//! The first tables.

mod people;
mod places;
mod plans;
mod records;
mod running;
mod staging;

use sea_orm_migration::prelude::*;

/// Makes every table of the first version.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_first_tables"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let groups = [
            places::tables(),
            people::tables(),
            records::tables(),
            plans::tables(),
            running::tables(),
            staging::tables(),
        ];
        for table in groups.into_iter().flatten() {
            table.make(manager).await?;
        }
        staging::make(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
