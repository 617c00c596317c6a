//! Whether what is kept is whole: the file, its references, every table readable by this version, and every plan
//! the replay of its log.

use crate::entity;
use crate::{StoreError, Tx};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement};

/// One table, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The table's name.
    pub table: &'static str,
    /// How many rows it has.
    pub rows: u64,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Every table that could be read, with its length.
    pub tables: Vec<Counted>,
    /// What is wrong, in sentences for a person; nothing is wrong when there is none.
    pub wrong: Vec<String>,
    /// How many names are folded in another way than today, beside what is wrong: [`crate::people::fold_anew`] mends them.
    pub misfolded: u64,
}

/// Looks at everything. It takes a while on a large database, and reads only.
pub async fn all(tx: &Tx) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    if tx.db().get_database_backend() == DbBackend::Sqlite {
        file(tx, &mut findings).await?;
        references(tx, &mut findings).await?;
    }
    tables(tx, &mut findings).await?;
    findings.wrong.extend(crate::soundness::wrong(tx).await?);
    findings.misfolded = crate::people::count_misfolded(tx).await?;
    Ok(findings)
}

async fn file(tx: &Tx, findings: &mut Findings) -> Result<(), StoreError> {
    let rows = tx.db().query_all_raw(statement("pragma integrity_check")).await?;
    for row in rows {
        let text: String = row.try_get_by_index(0)?;
        if text != "ok" {
            findings.wrong.push(format!("the file is damaged: {text}"));
        }
    }
    Ok(())
}

/// PostgreSQL keeps its references itself; SQLite does as long as every connection asked it to.
async fn references(tx: &Tx, findings: &mut Findings) -> Result<(), StoreError> {
    let rows = tx.db().query_all_raw(statement("pragma foreign_key_check")).await?;
    for row in rows {
        let (from, to): (String, String) = (row.try_get("", "table")?, row.try_get("", "parent")?);
        findings.wrong.push(format!("a row of {from} names a row of {to} that is not there"));
    }
    Ok(())
}

fn statement(sql: &str) -> Statement {
    Statement::from_string(DbBackend::Sqlite, sql)
}

/// Counts a table, and reads one row of it, so that a table which differs from its entity is found.
async fn table<E>(tx: &Tx, name: &'static str, findings: &mut Findings) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: Sync,
{
    E::find().one(tx.db()).await?;
    findings.tables.push(Counted { table: name, rows: E::find().count(tx.db()).await? });
    Ok(())
}

async fn tables(tx: &Tx, findings: &mut Findings) -> Result<(), StoreError> {
    table::<entity::access_log::Entity>(tx, "access_log", findings).await?;
    table::<entity::account::Entity>(tx, "account", findings).await?;
    table::<entity::assessment::Entity>(tx, "assessment", findings).await?;
    table::<entity::assessment_objective::Entity>(tx, "assessment_objective", findings).await?;
    table::<entity::attempt::Entity>(tx, "attempt", findings).await?;
    table::<entity::attendance::Entity>(tx, "attendance", findings).await?;
    table::<entity::audit_event::Entity>(tx, "audit_event", findings).await?;
    table::<entity::calendar_day::Entity>(tx, "calendar_day", findings).await?;
    table::<entity::change::Entity>(tx, "change", findings).await?;
    table::<entity::class::Entity>(tx, "class", findings).await?;
    table::<entity::class_term::Entity>(tx, "class_term", findings).await?;
    table::<entity::contact::Entity>(tx, "contact", findings).await?;
    table::<entity::conversation::Entity>(tx, "conversation", findings).await?;
    table::<entity::conversation_read::Entity>(tx, "conversation_read", findings).await?;
    table::<entity::course::Entity>(tx, "course", findings).await?;
    table::<entity::course_mark::Entity>(tx, "course_mark", findings).await?;
    table::<entity::draft::Entity>(tx, "draft", findings).await?;
    table::<entity::enrolment::Entity>(tx, "enrolment", findings).await?;
    table::<entity::glass_review::Entity>(tx, "glass_review", findings).await?;
    table::<entity::goal::Entity>(tx, "goal", findings).await?;
    table::<entity::incident::Entity>(tx, "incident", findings).await?;
    table::<entity::incident_action::Entity>(tx, "incident_action", findings).await?;
    table::<entity::invitation::Entity>(tx, "invitation", findings).await?;
    table::<entity::job::Entity>(tx, "job", findings).await?;
    table::<entity::message::Entity>(tx, "message", findings).await?;
    table::<entity::office::Entity>(tx, "office", findings).await?;
    table::<entity::once::Entity>(tx, "once", findings).await?;
    table::<entity::organisation::Entity>(tx, "organisation", findings).await?;
    table::<entity::person::Entity>(tx, "person", findings).await?;
    table::<entity::person_alias::Entity>(tx, "person_alias", findings).await?;
    table::<entity::plan::Entity>(tx, "plan", findings).await?;
    table::<entity::program::Entity>(tx, "program", findings).await?;
    table::<entity::proposal::Entity>(tx, "proposal", findings).await?;
    table::<entity::purpose::Entity>(tx, "purpose", findings).await?;
    table::<entity::record_load::Entity>(tx, "record_load", findings).await?;
    table::<entity::relation::Entity>(tx, "relation", findings).await?;
    table::<entity::roster_load::Entity>(tx, "roster_load", findings).await?;
    table::<entity::roster_told::Entity>(tx, "roster_told", findings).await?;
    table::<entity::saved_view::Entity>(tx, "saved_view", findings).await?;
    table::<entity::school_year::Entity>(tx, "school_year", findings).await?;
    table::<entity::schooling::Entity>(tx, "schooling", findings).await?;
    table::<entity::screening_result::Entity>(tx, "screening_result", findings).await?;
    table::<entity::screening_run::Entity>(tx, "screening_run", findings).await?;
    table::<entity::session::Entity>(tx, "session", findings).await?;
    table::<entity::source_id::Entity>(tx, "source_id", findings).await?;
    table::<entity::step::Entity>(tx, "step", findings).await?;
    table::<entity::tenant::Entity>(tx, "tenant", findings).await?;
    table::<entity::term::Entity>(tx, "term", findings).await?;
    Ok(())
}
