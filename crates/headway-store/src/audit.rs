//! The record of what was done and refused. Rows are added, never changed.

use crate::entity::audit_event::{ActiveModel, Column, Entity, Model};
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::access::Act;
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

mod search;

pub use search::{Acts, Found, Wanted, actors, count_kept_away, export, search};

/// Something that somebody did, or was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The tenant.
    pub tenant: TenantId,
    /// Minted by the caller, as every id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` for who is not signed in, and for the program itself.
    pub actor: Option<PersonId>,
    /// For whom, where the actor acts for another.
    pub on_behalf_of: Option<PersonId>,
    /// The network address, where there is one.
    pub address: Option<String>,
    /// What: a code, as `plan/change`.
    pub act: String,
    /// About which learner.
    pub learner: Option<PersonId>,
    /// About which thing: its kind and id.
    pub object: Option<String>,
    /// Which version of it.
    pub version: Option<i64>,
    /// The reason that access gave: a code.
    pub because: String,
    /// `done`, `refused` or `failed`.
    pub outcome: String,
    /// Anything else that its reader needs; never a plan's text.
    pub detail: String,
}

impl Event {
    /// Something that was done from the command line: nobody is signed in there, so it names no actor.
    #[must_use]
    pub fn by_command(tenant: TenantId, (id, at): (Uuid, DateTime<Utc>), act: &str) -> Self {
        Self {
            tenant,
            id,
            at,
            actor: None,
            on_behalf_of: None,
            address: None,
            act: act.to_owned(),
            learner: None,
            object: None,
            version: None,
            because: "command_line".to_owned(),
            outcome: "done".to_owned(),
            detail: String::new(),
        }
    }
}

/// The code under which an act is on record: `see_plan`.
#[must_use]
pub fn act_code(act: Act) -> String {
    let value = serde_json::to_value(act).unwrap_or_default();
    value.as_str().map(str::to_owned).unwrap_or_default()
}

/// A reason's code, and the whole of it as text.
#[must_use]
pub fn code_of(reason: &impl Serialize) -> (String, String) {
    let value = serde_json::to_value(reason).unwrap_or_default();
    let code = value.get("code").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    (code, value.to_string())
}

/// Rows in one statement: few enough for either engine's limit on bound values.
const ROWS_MAX: usize = 64;

/// Adds an event, in the transaction of what it tells of.
pub async fn record(tx: &Tx, event: &Event) -> Result<(), StoreError> {
    Entity::insert(row(event)).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Adds events that no transaction of their own tells of. One that is there already stays as it is: who does not know
/// whether they were kept sends them again.
pub async fn record_all(tx: &Tx, events: &[Event]) -> Result<(), StoreError> {
    for part in events.chunks(ROWS_MAX) {
        Entity::insert_many(part.iter().map(row))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(tx.db())
            .await?;
    }
    Ok(())
}

fn row(event: &Event) -> ActiveModel {
    let event = event.clone();
    ActiveModel {
        tenant: Set(event.tenant.0),
        id: Set(event.id),
        at: Set(instant::kept(event.at)),
        actor: Set(event.actor.map(|person| person.0)),
        on_behalf_of: Set(event.on_behalf_of.map(|person| person.0)),
        address: Set(event.address),
        act: Set(event.act),
        learner: Set(event.learner.map(|person| person.0)),
        object: Set(event.object),
        version: Set(event.version),
        because: Set(event.because),
        outcome: Set(event.outcome),
        detail: Set(event.detail),
    }
}

/// The latest events of a tenant, the newest first.
pub async fn latest(tx: &Tx, tenant: TenantId, count_max: u32) -> Result<Vec<Event>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(u64::from(count_max))
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(event).collect())
}

/// The latest events of one act, the newest first.
pub async fn latest_of(
    tx: &Tx,
    tenant: TenantId,
    act: &str,
    count_max: u32,
) -> Result<Vec<Event>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Act.eq(act))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(u64::from(count_max))
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(event).collect())
}

fn event(row: Model) -> Event {
    Event {
        tenant: TenantId(row.tenant),
        id: row.id,
        at: row.at,
        actor: row.actor.map(PersonId),
        on_behalf_of: row.on_behalf_of.map(PersonId),
        address: row.address,
        act: row.act,
        learner: row.learner.map(PersonId),
        object: row.object,
        version: row.version,
        because: row.because,
        outcome: row.outcome,
        detail: row.detail,
    }
}
