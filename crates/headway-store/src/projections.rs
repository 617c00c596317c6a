//! The rows by which questions about many learners are answered: the goals and steps of every plan.

use ilp::plan::{Body, Change, Entry, Item, Owner, Plan, Stage};
use ilp::{ItemId, PersonId, TenantId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter};

use crate::entity::{goal, step};
use crate::{StoreError, Tx};

/// Writes the rows of this learner's goals and steps that these entries changed.
pub(crate) async fn keep(
    tx: &Tx,
    tenant: TenantId,
    after: &Plan,
    entries: &[Entry],
) -> Result<(), StoreError> {
    let mut changed: Vec<_> = entries.iter().filter_map(|entry| entry.change.item()).collect();
    changed.dedup();
    let redacted = entries.iter().any(|entry| matches!(entry.change, Change::Redacted { .. }));
    let key = |id: ItemId| (tenant.0, after.learner.0, id.0);
    for (&id, item) in after.items.iter().filter(|(id, _)| redacted || changed.contains(id)) {
        if let Some(row) = goal_row(tenant, after.learner, id, item) {
            goal::Entity::delete_by_id(key(id)).exec(tx.db()).await?;
            goal::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
        }
        if let Some(row) = step_row(tenant, after.learner, id, item) {
            step::Entity::delete_by_id(key(id)).exec(tx.db()).await?;
            step::Entity::insert(row.into_active_model()).exec_without_returning(tx.db()).await?;
        }
    }
    Ok(())
}

/// Which kinds of rows are not, to the last column, what the plan says.
pub(crate) async fn wrong(tx: &Tx, tenant: TenantId, plan: &Plan) -> Result<Vec<String>, StoreError> {
    let mut goals = goal::Entity::find()
        .filter(goal::Column::Tenant.eq(tenant.0))
        .filter(goal::Column::Learner.eq(plan.learner.0))
        .all(tx.db())
        .await?;
    let mut steps = step::Entity::find()
        .filter(step::Column::Tenant.eq(tenant.0))
        .filter(step::Column::Learner.eq(plan.learner.0))
        .all(tx.db())
        .await?;
    // Not by the database: the engines order ids differently.
    goals.sort_by_key(|row| row.item);
    steps.sort_by_key(|row| row.item);
    let items = || plan.items.iter();
    let mut wrong = Vec::new();
    if !items().filter_map(|(id, item)| goal_row(tenant, plan.learner, *id, item)).eq(goals) {
        wrong.push("its rows of goals are not what the plan says".to_owned());
    }
    if !items().filter_map(|(id, item)| step_row(tenant, plan.learner, *id, item)).eq(steps) {
        wrong.push("its rows of steps are not what the plan says".to_owned());
    }
    Ok(wrong)
}

pub(crate) fn goal_row(tenant: TenantId, learner: PersonId, id: ItemId, item: &Item) -> Option<goal::Model> {
    let Body::Goal(body) = &item.body else { return None };
    Some(goal::Model {
        tenant: tenant.0,
        learner: learner.0,
        item: id.0,
        owner: owner_code(item.owner).to_owned(),
        statement: body.statement.as_str().unwrap_or_default().to_owned(),
        due: body.by,
        state: stage_code(item.stage).to_owned(),
    })
}

pub(crate) fn step_row(tenant: TenantId, learner: PersonId, id: ItemId, item: &Item) -> Option<step::Model> {
    let Body::Step(body) = &item.body else { return None };
    Some(step::Model {
        tenant: tenant.0,
        learner: learner.0,
        item: id.0,
        goal: body.serves.first().map(|goal| goal.0),
        owner: owner_code(item.owner).to_owned(),
        owner_person: Some(owner_person(item.owner, learner).0),
        text: body.what.as_str().unwrap_or_default().to_owned(),
        due: body.due,
        state: stage_code(item.stage).to_owned(),
    })
}

const fn owner_code(owner: Owner) -> &'static str {
    match owner {
        Owner::Student => "student",
        Owner::Family(_) => "family",
        Owner::School(_) => "school",
    }
}

const fn owner_person(owner: Owner, learner: PersonId) -> PersonId {
    match owner {
        Owner::Student => learner,
        Owner::Family(person) | Owner::School(person) => person,
    }
}

const fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "open",
        Stage::UnderWay => "under_way",
        Stage::Paused => "paused",
        Stage::Done => "done",
        Stage::Dropped => "dropped",
        Stage::Withdrawn => "withdrawn",
    }
}
