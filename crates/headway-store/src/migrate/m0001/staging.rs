//! Where a roster waits, row by row, until all of it can take effect at once.

use crate::migrate::table::{NewTable, table};
use sea_orm_migration::prelude::*;

/// The tables that a roster fills, each with what tells its waiting rows from each other.
const STAGED: [(&str, &str); 12] = [
    ("organisation", "tenant, id"),
    ("school_year", "tenant, organisation, year"),
    ("term", "tenant, id"),
    ("course", "tenant, id"),
    ("class", "tenant, id"),
    ("class_term", "tenant, class, term"),
    ("person", "tenant, id"),
    ("office", "tenant, id"),
    ("schooling", "tenant, learner, id"),
    ("enrolment", "tenant, id"),
    ("relation", "tenant, id"),
    ("source_id", "tenant, system, kind, source"),
];

/// What says whose rows wait.
pub(super) fn tables() -> Vec<NewTable> {
    vec![
        table("roster_load")
            .ids(&["tenant", "id"])
            .texts(&["system"])
            .moments(&["begun"])
            .numbers(&["staged"])
            .key(&["tenant"])
            .refers("roster_load_tenant", &["tenant"], ("tenant", &["id"])),
    ]
}

/// Makes the staging tables as copies of the live ones, without their references: rows may wait in any order.
pub(super) async fn make(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for (name, key) in STAGED {
        let table = format!("create table staged_{name} as select * from {name} where 1 = 0");
        connection.execute_unprepared(&table).await?;
        let index = format!("create unique index staged_{name}_key on staged_{name} ({key})");
        connection.execute_unprepared(&index).await?;
    }
    Ok(())
}
