//! What records need to be loaded from files again and again: by what each is known, and where rows wait for the others.

use sea_orm_migration::prelude::*;

use super::table::{NewTable, table};

/// Adds columns and tables; changes nothing that was there.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_records_from_files"
    }
}

/// The tables of records that there were.
const THERE: [&str; 4] = ["assessment", "attendance", "incident", "program"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for name in THERE {
            for column in ["identity text not null default ''", "withdrawn boolean not null default false"] {
                connection.execute_unprepared(&format!("alter table {name} add column {column}")).await?;
            }
        }
        connection
            .execute_unprepared("alter table attendance add column detail text not null default ''")
            .await?;
        // The engines write the type of a whole number of 64 bits in different words.
        let days = ColumnDef::new("hundredth_days").big_integer().null().take();
        manager.alter_table(Table::alter().table("attendance").add_column(days).take()).await?;
        connection.execute_unprepared("create index assessment_day on assessment (tenant, day)").await?;
        for new in [assessment_objective(), incident_action(), record_load(), staged_record()] {
            new.make(manager).await?;
        }
        for name in THERE.into_iter().chain(["assessment_objective", "incident_action"]) {
            for column in ["identity", "corrects"] {
                let index = format!("create index {name}_{column} on {name} (tenant, learner, {column})");
                connection.execute_unprepared(&index).await?;
            }
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn assessment_objective() -> NewTable {
    table("assessment_objective")
        .ids(&["tenant", "learner", "id"])
        .ids_or_null(&["recorded_by", "corrects"])
        .texts(&["measure", "objective", "unit", "detail", "source", "identity"])
        .days(&["day"])
        .moments(&["recorded_at"])
        .numbers_or_null(&["hundredths"])
        .flags(&["withdrawn"])
        .key(&["tenant", "learner", "id"])
        .refers("assessment_objective_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn incident_action() -> NewTable {
    table("incident_action")
        .ids(&["tenant", "learner", "id"])
        .ids_or_null(&["recorded_by", "corrects"])
        .texts(&["incident", "kind", "detail", "source", "identity"])
        .days(&["day"])
        .moments(&["recorded_at"])
        .numbers_or_null(&["hundredth_days"])
        .flags(&["withdrawn"])
        .key(&["tenant", "learner", "id"])
        .refers("incident_action_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

/// Whose rows wait.
fn record_load() -> NewTable {
    table("record_load")
        .ids(&["tenant", "id"])
        .texts(&["kind", "system"])
        .moments(&["begun"])
        .numbers(&["staged"])
        .key(&["tenant"])
        .refers("record_load_tenant", &["tenant"], ("tenant", &["id"]))
}

/// The rows that wait, of whatever kind, until all of them can take effect at once.
fn staged_record() -> NewTable {
    table("staged_record")
        .ids(&["tenant", "load", "id", "learner"])
        .ids_or_null(&["organisation", "class"])
        .texts(&["student", "identity", "kind", "name", "part", "unit", "detail"])
        .days(&["day"])
        .days_or_null(&["until"])
        .numbers(&["line"])
        .numbers_or_null(&["hundredths", "minutes"])
        .flags(&["withdrawn"])
        .key(&["tenant", "load", "line"])
        .index("staged_record_identity", &["tenant", "load", "learner", "identity"])
}
