//! Whether every plan is the replay of its log, and what is kept beside it says the same.

use std::collections::BTreeSet;

use ilp::plan::{Entry, Proposal, Standing, replay};
use ilp::{PersonId, TenantId};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{change, plan, proposal};
use crate::plans::{as_plan, log_of};
use crate::proposals::standing_code;
use crate::stored_text::parsed;
use crate::{StoreError, Tx, projections, supporters};

#[derive(FromQueryResult)]
struct Key {
    tenant: Uuid,
    learner: Uuid,
}

#[derive(FromQueryResult)]
struct Version {
    version: i64,
}

/// What is wrong with any learner's plan, log, proposals or projections, in sentences.
pub(crate) async fn wrong(tx: &Tx) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    let planned: BTreeSet<(Uuid, Uuid)> = plan::Entity::find()
        .select_only()
        .columns([plan::Column::Tenant, plan::Column::Learner])
        .into_model::<Key>()
        .all(tx.db())
        .await?
        .into_iter()
        .map(|Key { tenant, learner }| (tenant, learner))
        .collect();
    for &(tenant, learner) in &planned {
        // What cannot be read is wrong with this one learner, and no reason to stop looking at the others.
        let found = match wrong_with(tx, TenantId(tenant), PersonId(learner)).await {
            Err(StoreError::Unreadable(why)) => vec![why],
            other => other?,
        };
        wrong.extend(found.into_iter().map(|sentence| format!("the plan of {learner}: {sentence}")));
    }
    let logged = change::Entity::find()
        .select_only()
        .columns([change::Column::Tenant, change::Column::Learner])
        .distinct()
        .into_model::<Key>()
        .all(tx.db())
        .await?;
    let orphans = logged.into_iter().filter(|key| !planned.contains(&(key.tenant, key.learner)));
    wrong.extend(orphans.map(|key| format!("the log of {} has no plan", key.learner)));
    Ok(wrong)
}

async fn wrong_with(tx: &Tx, tenant: TenantId, learner: PersonId) -> Result<Vec<String>, StoreError> {
    let Some(row) = plan::Entity::find_by_id((tenant.0, learner.0)).one(tx.db()).await? else {
        return Ok(Vec::new());
    };
    let versions = change::Entity::find()
        .filter(change::Column::Tenant.eq(tenant.0))
        .filter(change::Column::Learner.eq(learner.0))
        .order_by_asc(change::Column::Version)
        .select_only()
        .column(change::Column::Version)
        .into_model::<Version>()
        .all(tx.db())
        .await?;
    if !versions.iter().map(|row| row.version).eq(1..=row.version) {
        return Ok(vec![format!("its log does not run from 1 to {} without a gap", row.version)]);
    }
    let kept = as_plan(&row)?;
    let mut wrong = Vec::new();
    let log = log_of(tx, tenant, learner).await?;
    match replay(learner, &log) {
        Err(broken) => wrong.push(broken.to_string()),
        Ok(replayed) if replayed != kept => wrong.push("it is not the replay of its log".to_owned()),
        Ok(_) => {}
    }
    wrong.extend(projections::wrong(tx, tenant, &kept).await?);
    wrong.extend(supporters::wrong(tx, (tenant, learner), &log).await?);
    wrong.extend(wrong_proposals(tx, (tenant, learner), &log).await?);
    Ok(wrong)
}

async fn wrong_proposals(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
    log: &[Entry],
) -> Result<Vec<String>, StoreError> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Tenant.eq(tenant.0))
        .filter(proposal::Column::Learner.eq(learner.0))
        .all(tx.db())
        .await?;
    let through: BTreeSet<_> = log.iter().filter_map(|entry| Some(entry.through?.proposal)).collect();
    let mut wrong = Vec::new();
    for row in rows {
        let proposed: Proposal = parsed(&row.body)?;
        if row.status != standing_code(proposed.standing()) {
            wrong.push(format!("its proposal {} is kept as {}, and is not", row.id, row.status));
        }
        if (proposed.standing() == Standing::Accepted) != through.contains(&proposed.id) {
            wrong.push(format!("its proposal {} and the log differ on whether it was accepted", row.id));
        }
    }
    Ok(wrong)
}
