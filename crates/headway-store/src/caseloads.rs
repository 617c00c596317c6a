//! Caseloads as the school keeps them in a list: who is counselor, case manager or interventionist of whom, and how long.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use ilp::access::{CaseloadKind, Tie};
use ilp::{PersonId, RelationId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::audit::{self, Event};
use crate::entity::relation::{Column, Entity};
use crate::ties::{self, Bond, caseload_code};
use crate::{StoreError, Tx};

/// One line of the list. Who, whose, as what and since when tell it from every other line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Minted by the caller; used where the line is new.
    pub id: Uuid,
    /// Who has the caseload.
    pub person: PersonId,
    /// Who is in it.
    pub learner: PersonId,
    /// As what.
    pub kind: CaseloadKind,
    /// First day.
    pub from: NaiveDate,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// What became of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Lines that were not there.
    pub added: u64,
    /// Lines that now end on another day, or end no more.
    pub changed: u64,
    /// Lines that said the same already.
    pub unchanged: u64,
}

/// What the record calls the keeping of a list.
pub const KEPT: &str = "roster/caseload";

/// Keeps every line of the list, and writes into the record that it was kept: `event` is the id of that row. A line that is no
/// longer in the list stays as it is: it ends by its `until`.
pub async fn keep(
    tx: &Tx,
    tenant: TenantId,
    loads: &[Load],
    (event, at): (Uuid, DateTime<Utc>),
) -> Result<Kept, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Kind.eq("caseload"))
        .all(tx.db())
        .await?;
    let known: HashMap<_, _> = rows
        .into_iter()
        .map(|row| ((row.person, row.learner, row.variant, row.since), (row.id, row.until)))
        .collect();
    let (mut kept, mut new) = (Kept::default(), Vec::new());
    for load in loads {
        let key = (load.person.0, load.learner.0, caseload_code(load.kind).to_owned(), Some(load.from));
        match known.get(&key) {
            None => new.push(bond(load, at)),
            Some((_, until)) if *until == load.until => kept.unchanged += 1,
            Some((id, _)) => {
                end(tx, tenant, (load.learner, *id), load.until).await?;
                kept.changed += 1;
            }
        }
    }
    kept.added = new.len() as u64;
    ties::add(tx, tenant, &new).await?;
    let detail = format!("{} added, {} changed, {} unchanged", kept.added, kept.changed, kept.unchanged);
    audit::record(tx, &Event { detail, ..Event::by_command(tenant, (event, at), KEPT) }).await?;
    Ok(kept)
}

fn bond(load: &Load, at: DateTime<Utc>) -> Bond {
    Bond {
        id: RelationId(load.id),
        learner: load.learner,
        person: load.person,
        tie: Tie::Caseload { kind: load.kind },
        called: caseload_code(load.kind).replace('_', " "),
        from: Some(load.from),
        until: load.until,
        recorded_by: None,
        recorded_at: at,
    }
}

async fn end(
    tx: &Tx,
    tenant: TenantId,
    (learner, id): (PersonId, Uuid),
    until: Option<NaiveDate>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Until, Expr::value(until))
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Learner.eq(learner.0))
        .filter(Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}
