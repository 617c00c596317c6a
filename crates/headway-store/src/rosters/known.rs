//! What is known already: our ids for the things that this system has named before.

use super::Import;
use crate::entity::{office, relation, schooling, source_id};
use crate::{Store, StoreError, Tx, tenants};
use chrono::NaiveDate;
use ilp::TenantId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use uuid::Uuid;

/// The person, the organisation and the kind of an office; a person may have several of one kind, one after the other.
pub(super) type Post = (Uuid, Uuid, String);

/// Who said what somebody is to a learner. Of several, the last here has the say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FamilyRow {
    /// Another system, which is let be.
    Others,
    /// This system, with this row.
    Own(Uuid),
    /// A person, whom no roster gainsays.
    ByHand,
}

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By kind, then by the other system's id.
    pub(super) ids: HashMap<String, HashMap<String, Uuid>>,
    /// The offices that this system brought, the earliest first.
    pub(super) offices: HashMap<Post, VecDeque<Uuid>>,
    /// The times at schools that this system brought, by learner and organisation, the earliest first.
    pub(super) schoolings: HashMap<(Uuid, Uuid), VecDeque<(Uuid, NaiveDate)>>,
    /// By learner and relative.
    pub(super) families: HashMap<(Uuid, Uuid), FamilyRow>,
    /// The learners of whom somebody in the family sees the plan today who is not of this system's telling.
    pub(super) with_family: HashSet<Uuid>,
}

/// Reads it.
pub(super) async fn read(store: &Store, import: &Import) -> Result<Known, StoreError> {
    let (tenant, system, at) = (import.tenant, Arc::<str>::from(import.system.as_str()), import.at);
    store
        .read(move |tx| {
            Box::pin(async move {
                let rows = family_rows(tx, tenant).await?;
                let today = at.with_timezone(&tenants::zone(tx, tenant).await?).date_naive();
                Ok(Known {
                    ids: ids(tx, tenant, &system).await?,
                    offices: offices(tx, tenant, &system).await?,
                    schoolings: schoolings(tx, tenant, &system).await?,
                    families: families(&rows, &system),
                    with_family: with_family(&rows, &system, today),
                })
            })
        })
        .await
}

async fn ids(
    tx: &Tx,
    tenant: TenantId,
    system: &str,
) -> Result<HashMap<String, HashMap<String, Uuid>>, StoreError> {
    let rows = source_id::Entity::find()
        .filter(source_id::Column::Tenant.eq(tenant.0))
        .filter(source_id::Column::System.eq(system))
        .all(tx.db())
        .await?;
    let mut found: HashMap<String, HashMap<String, Uuid>> = HashMap::new();
    for row in rows {
        found.entry(row.kind).or_default().insert(row.source, row.id);
    }
    Ok(found)
}

async fn offices(
    tx: &Tx,
    tenant: TenantId,
    system: &str,
) -> Result<HashMap<Post, VecDeque<Uuid>>, StoreError> {
    let mut rows = office::Entity::find()
        .filter(office::Column::Tenant.eq(tenant.0))
        .filter(office::Column::Source.eq(system))
        .all(tx.db())
        .await?;
    // Not by the database: the engines differ in where a row without a first day stands.
    rows.sort_by_key(|row| (row.since, row.id));
    let mut found: HashMap<Post, VecDeque<Uuid>> = HashMap::new();
    for row in rows {
        let Some(organisation) = row.organisation else { continue };
        found.entry((row.person, organisation, row.kind)).or_default().push_back(row.id);
    }
    Ok(found)
}

async fn schoolings(
    tx: &Tx,
    tenant: TenantId,
    system: &str,
) -> Result<HashMap<(Uuid, Uuid), VecDeque<(Uuid, NaiveDate)>>, StoreError> {
    let rows = schooling::Entity::find()
        .filter(schooling::Column::Tenant.eq(tenant.0))
        .filter(schooling::Column::Source.eq(system))
        .order_by_asc(schooling::Column::Since)
        .order_by_asc(schooling::Column::Id)
        .all(tx.db())
        .await?;
    let mut found: HashMap<(Uuid, Uuid), VecDeque<(Uuid, NaiveDate)>> = HashMap::new();
    for row in rows {
        let Some(since) = row.since else { continue };
        found.entry((row.learner, row.organisation)).or_default().push_back((row.id, since));
    }
    Ok(found)
}

async fn family_rows(tx: &Tx, tenant: TenantId) -> Result<Vec<relation::Model>, StoreError> {
    let rows = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(tenant.0))
        .filter(relation::Column::Kind.eq("family"));
    Ok(rows.all(tx.db()).await?)
}

fn families(rows: &[relation::Model], system: &str) -> HashMap<(Uuid, Uuid), FamilyRow> {
    let mut found = HashMap::new();
    for row in rows {
        let this = match row.source.as_str() {
            "" => FamilyRow::ByHand,
            source if source == system => FamilyRow::Own(row.id),
            _ => FamilyRow::Others,
        };
        let kept = found.entry((row.learner, row.person)).or_insert(this);
        *kept = this.max(*kept);
    }
    found
}

fn with_family(rows: &[relation::Model], system: &str, today: NaiveDate) -> HashSet<Uuid> {
    let holds = |row: &&relation::Model| {
        row.since.is_none_or(|since| since <= today) && row.until.is_none_or(|until| today < until)
    };
    let told_by_others = rows.iter().filter(|row| row.may_see && row.source != system).filter(holds);
    told_by_others.map(|row| row.learner).collect()
}
