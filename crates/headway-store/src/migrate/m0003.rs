//! What the pages keep: how somebody likes to read, invitations, saved views, contacts, how far a conversation was read,
//! stated purposes, and the reviews of broken glass.

use sea_orm_migration::prelude::*;

use super::table::{NewTable, table};

/// Adds tables and columns; changes nothing that was there.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_pages"
    }
}

const COLUMNS: [&str; 4] = [
    "alter table account add column face text",
    "alter table account add column size text",
    "alter table account add column contrast text",
    "alter table session add column browser text",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in COLUMNS {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        for table in [invitation(), saved_view(), contact(), conversation_read(), purpose(), glass_review()] {
            table.make(manager).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn invitation() -> NewTable {
    table("invitation")
        .ids(&["tenant", "id", "person", "made_by"])
        .bytes(&["code_digest"])
        .moments(&["made_at", "ends"])
        .moments_or_null(&["used_at", "recalled_at"])
        .key(&["tenant", "id"])
        .unique("invitation_code", &["tenant", "code_digest"])
        .index("invitation_person", &["tenant", "person"])
        .refers("invitation_of", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn saved_view() -> NewTable {
    table("saved_view")
        .ids(&["tenant", "person", "id"])
        .texts(&["name", "query"])
        .moments(&["at"])
        .key(&["tenant", "person", "id"])
        .refers("saved_view_of", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn contact() -> NewTable {
    table("contact")
        .ids(&["tenant", "learner", "id", "by_whom"])
        .ids_or_null(&["person", "voids"])
        .days(&["held_on"])
        .moments(&["at"])
        .texts(&["way", "with_whom", "language", "body"])
        .key(&["tenant", "learner", "id"])
        .index("contact_held", &["tenant", "learner", "held_on", "id"])
        .refers("contact_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn conversation_read() -> NewTable {
    table("conversation_read")
        .ids(&["tenant", "learner", "conversation", "person"])
        .moments(&["at"])
        .key(&["tenant", "learner", "conversation", "person"])
        .refers(
            "conversation_read_of",
            &["tenant", "learner", "conversation"],
            ("conversation", &["tenant", "learner", "id"]),
        )
}

fn purpose() -> NewTable {
    table("purpose")
        .ids(&["tenant", "learner", "id", "person"])
        .texts(&["words"])
        .moments(&["at", "ends"])
        .key(&["tenant", "learner", "id"])
        .index("purpose_person", &["tenant", "person", "learner", "ends"])
        .refers("purpose_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn glass_review() -> NewTable {
    table("glass_review")
        .ids(&["tenant", "learner", "relation", "by_whom"])
        .texts(&["verdict", "words"])
        .moments(&["at"])
        .key(&["tenant", "learner", "relation"])
        .refers(
            "glass_review_of",
            &["tenant", "learner", "relation"],
            ("relation", &["tenant", "learner", "id"]),
        )
}
