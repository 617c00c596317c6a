//! Two windows with the same form are two drafts: what tells them apart becomes part of a draft's key.

use sea_orm_migration::prelude::*;

use super::table::table;

/// Makes the table of drafts anew, with what was in it.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_drafts_of_two_windows"
    }
}

/// A draft of before is its author's only one of its form, so that the author's id tells it apart well enough.
const BACK: &str = "
    insert into draft (tenant, person, form, about, key, body, at)
    select tenant, person, form, about, person, body, at from draft_before";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let run = |sql| manager.get_connection().execute_unprepared(sql);
        run("create table draft_before as select * from draft").await?;
        run("drop table draft").await?;
        let draft = table("draft")
            .ids(&["tenant", "person", "about", "key"])
            .texts(&["form", "body"])
            .moments(&["at"])
            .key(&["tenant", "person", "form", "about", "key"])
            .index("draft_at", &["at"])
            .refers("draft_person", &["tenant", "person"], ("person", &["tenant", "id"]));
        draft.make(manager).await?;
        run(BACK).await?;
        run("drop table draft_before").await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
