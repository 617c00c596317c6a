//! Plans: the log of every learner, the plan that it amounts to, and what other questions need of it.

use chrono::{DateTime, Utc};
use ilp::plan::{
    Author, Body, Change, Entry, Owner, Plan, Refused, Stage, as_of as fold_until, replay, without,
};
use ilp::{ChangeId, PersonId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use crate::entity::{change, goal, plan, step};
use crate::permits::Permit;
use crate::{StoreError, Tx, instant};

/// Rows in one statement, as in `access_log`.
const ROWS_MAX: usize = 64;

/// The plan as it is now; an empty one where nothing is written yet.
pub async fn current(permit: &Permit<'_>) -> Result<Plan, StoreError> {
    let row = plan::Entity::find_by_id((permit.tenant().0, permit.learner().0)).one(permit.tx.db()).await?;
    row.map_or_else(|| Ok(Plan::empty(permit.learner())), |row| as_plan(&row))
}

/// The whole log, the oldest entry first.
pub async fn log(permit: &Permit<'_>) -> Result<Vec<Entry>, StoreError> {
    log_of(permit.tx, permit.tenant(), permit.learner()).await
}

/// What the plan said at a moment.
pub async fn as_of(permit: &Permit<'_>, until: DateTime<Utc>) -> Result<Plan, StoreError> {
    let log = log(permit).await?;
    fold_until(permit.learner(), &log, until).map_err(|broken| StoreError::Unreadable(broken.to_string()))
}

/// Takes entries into the log: all of them, or none and the reason.
///
/// Gives the plan afterwards. Two writers of one learner wait for each other here; the second folds over what the first did.
pub async fn append(permit: &Permit<'_>, entries: &[Entry]) -> Result<Result<Plan, Refused>, StoreError> {
    let (tx, tenant, learner) = (permit.tx, permit.tenant(), permit.learner());
    let before = locked(tx, tenant, learner).await?;
    let version = before.version;
    match entries.iter().try_fold(before, |plan, entry| ilp::plan::apply(&plan, entry)) {
        Ok(after) => {
            keep(tx, tenant, version, &after, entries).await?;
            Ok(Ok(after))
        }
        Err(refused) => Ok(Err(refused)),
    }
}

/// The plan, which nobody else changes until this transaction ends.
pub(crate) async fn locked(tx: &Tx, tenant: TenantId, learner: PersonId) -> Result<Plan, StoreError> {
    let empty = Plan::empty(learner);
    let row = plan::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(learner.0),
        version: Set(0),
        changed_at: Set(DateTime::UNIX_EPOCH),
        body: Set(text(&empty)?),
    };
    // A row to lock has to be there first, also for the first change of all.
    let first = OnConflict::columns([plan::Column::Tenant, plan::Column::Learner]).do_nothing().to_owned();
    plan::Entity::insert(row).on_conflict(first).exec_without_returning(tx.db()).await?;
    let found = plan::Entity::find_by_id((tenant.0, learner.0)).lock_exclusive().one(tx.db()).await?;
    found.map_or(Ok(empty), |row| as_plan(&row))
}

/// Writes down what `entries` made of the plan at `version`: log, plan and projections in this one transaction.
pub(crate) async fn keep(
    tx: &Tx,
    tenant: TenantId,
    version: u64,
    after: &Plan,
    entries: &[Entry],
) -> Result<(), StoreError> {
    let learner = after.learner;
    for entry in entries {
        if let Change::Redacted { places, .. } = &entry.change {
            scrub(tx, tenant, learner, entry.id, places).await?;
        }
    }
    let rows = (version + 1..).zip(entries).map(|(version, entry)| log_row(tenant, learner, version, entry));
    let rows: Vec<change::ActiveModel> = rows.collect::<Result<_, _>>()?;
    for part in rows.chunks(ROWS_MAX) {
        change::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db()).await?;
    }
    let changed_at = entries.last().map_or(DateTime::UNIX_EPOCH, |entry| entry.at);
    let row = plan::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(learner.0),
        version: Set(number(after.version)),
        changed_at: Set(instant::kept(changed_at)),
        body: Set(text(after)?),
    };
    let columns = [plan::Column::Version, plan::Column::ChangedAt, plan::Column::Body];
    let over =
        OnConflict::columns([plan::Column::Tenant, plan::Column::Learner]).update_columns(columns).to_owned();
    plan::Entity::insert(row).on_conflict(over).exec_without_returning(tx.db()).await?;
    project(tx, tenant, after, entries).await
}

#[derive(FromQueryResult)]
struct Key {
    tenant: Uuid,
    learner: Uuid,
}

/// Every learner whose plan is not the replay of their log, with what is wrong in a sentence.
pub async fn wrong(tx: &Tx) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    let keys = plan::Entity::find()
        .select_only()
        .columns([plan::Column::Tenant, plan::Column::Learner])
        .into_model::<Key>()
        .all(tx.db())
        .await?;
    for Key { tenant, learner } in keys {
        if let Some(sentence) = wrong_with(tx, TenantId(tenant), PersonId(learner)).await? {
            wrong.push(format!("the plan of {learner}: {sentence}"));
        }
    }
    let planned = plan::Entity::find().select_only().column(plan::Column::Learner).into_query();
    let orphans: Vec<Uuid> = change::Entity::find()
        .select_only()
        .column(change::Column::Learner)
        .distinct()
        .filter(change::Column::Learner.not_in_subquery(planned))
        .into_tuple()
        .all(tx.db())
        .await?;
    wrong.extend(orphans.iter().map(|learner| format!("the log of {learner} has no plan")));
    Ok(wrong)
}

async fn wrong_with(tx: &Tx, tenant: TenantId, learner: PersonId) -> Result<Option<String>, StoreError> {
    let Some(row) = plan::Entity::find_by_id((tenant.0, learner.0)).one(tx.db()).await? else {
        return Ok(None);
    };
    let versions: Vec<i64> = change::Entity::find()
        .filter(change::Column::Tenant.eq(tenant.0))
        .filter(change::Column::Learner.eq(learner.0))
        .order_by_asc(change::Column::Version)
        .select_only()
        .column(change::Column::Version)
        .into_tuple()
        .all(tx.db())
        .await?;
    if !versions.iter().copied().eq(1..=row.version) {
        return Ok(Some(format!("its log does not run from 1 to {} without a gap", row.version)));
    }
    let kept = as_plan(&row)?;
    Ok(match replay(learner, &log_of(tx, tenant, learner).await?) {
        Err(broken) => Some(broken.to_string()),
        Ok(replayed) if replayed != kept => Some("it is not the replay of its log".to_owned()),
        Ok(_) => None,
    })
}

async fn log_of(tx: &Tx, tenant: TenantId, learner: PersonId) -> Result<Vec<Entry>, StoreError> {
    let rows = change::Entity::find()
        .filter(change::Column::Tenant.eq(tenant.0))
        .filter(change::Column::Learner.eq(learner.0))
        .order_by_asc(change::Column::Version)
        .all(tx.db())
        .await?;
    rows.iter().map(as_entry).collect()
}

/// Takes a text out of the stored log: the one place where a row of it is ever rewritten.
async fn scrub(
    tx: &Tx,
    tenant: TenantId,
    learner: PersonId,
    redaction: ChangeId,
    places: &[ilp::plan::Place],
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = places.iter().map(|place| place.change.0).collect();
    let rows = change::Entity::find()
        .filter(change::Column::Tenant.eq(tenant.0))
        .filter(change::Column::Learner.eq(learner.0))
        .filter(change::Column::Id.is_in(ids))
        .all(tx.db())
        .await?;
    for row in rows {
        let entry = as_entry(&row)?;
        let change = without(entry.id, entry.change, places, redaction);
        let (_, body) = kind_and_body(&change)?;
        change::Entity::update_many()
            .col_expr(change::Column::Body, sea_orm::sea_query::Expr::value(body))
            .filter(change::Column::Tenant.eq(tenant.0))
            .filter(change::Column::Learner.eq(learner.0))
            .filter(change::Column::Version.eq(row.version))
            .exec(tx.db())
            .await?;
    }
    Ok(())
}

/// The rows by which questions about many learners are answered: this learner's goals and steps that changed.
async fn project(tx: &Tx, tenant: TenantId, after: &Plan, entries: &[Entry]) -> Result<(), StoreError> {
    let mut changed: Vec<_> = entries.iter().filter_map(|entry| entry.change.item()).collect();
    changed.dedup();
    let redacted = entries.iter().any(|entry| matches!(entry.change, Change::Redacted { .. }));
    for (id, item) in after.items.iter().filter(|(id, _)| redacted || changed.contains(id)) {
        let key = (tenant.0, after.learner.0, id.0);
        match &item.body {
            Body::Goal(body) => {
                let row = goal::ActiveModel {
                    tenant: Set(key.0),
                    learner: Set(key.1),
                    item: Set(key.2),
                    owner: Set(owner_code(item.owner).to_owned()),
                    statement: Set(body.statement.as_str().unwrap_or_default().to_owned()),
                    due: Set(body.by),
                    state: Set(stage_code(item.stage).to_owned()),
                };
                goal::Entity::delete_by_id(key).exec(tx.db()).await?;
                goal::Entity::insert(row).exec_without_returning(tx.db()).await?;
            }
            Body::Step(body) => {
                let row = step::ActiveModel {
                    tenant: Set(key.0),
                    learner: Set(key.1),
                    item: Set(key.2),
                    goal: Set(body.serves.first().map(|goal| goal.0)),
                    owner: Set(owner_code(item.owner).to_owned()),
                    owner_person: Set(Some(owner_person(item.owner, after.learner).0)),
                    text: Set(body.what.as_str().unwrap_or_default().to_owned()),
                    due: Set(body.due),
                    state: Set(stage_code(item.stage).to_owned()),
                };
                step::Entity::delete_by_id(key).exec(tx.db()).await?;
                step::Entity::insert(row).exec_without_returning(tx.db()).await?;
            }
            _ => {}
        }
    }
    Ok(())
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

fn log_row(
    tenant: TenantId,
    learner: PersonId,
    version: u64,
    entry: &Entry,
) -> Result<change::ActiveModel, StoreError> {
    let (kind, body) = kind_and_body(&entry.change)?;
    let by = match entry.hand.author {
        Author::Person(person) => person.0,
        Author::Policy(_) | Author::Import(_) => Uuid::nil(),
    };
    Ok(change::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(learner.0),
        version: Set(number(version)),
        id: Set(entry.id.0),
        at: Set(instant::kept(entry.at)),
        by_whom: Set(by),
        hand: Set(text(&(entry.hand, entry.through))?),
        kind: Set(kind),
        body: Set(body),
    })
}

fn as_entry(row: &change::Model) -> Result<Entry, StoreError> {
    let (hand, through) = parsed(&row.hand)?;
    let change = format!(r#"{{"kind":"{}","body":{}}}"#, row.kind, row.body);
    Ok(Entry { id: ChangeId(row.id), at: row.at, hand, through, change: parsed(&change)? })
}

/// The two columns of a change; its JSON text is `{"kind": …, "body": …}`.
fn kind_and_body(change: &Change) -> Result<(String, String), StoreError> {
    let mut value = serde_json::to_value(change).map_err(unreadable)?;
    let body = value.get_mut("body").map(serde_json::Value::take).unwrap_or_default();
    Ok((change.kind().to_owned(), text(&body)?))
}

fn as_plan(row: &plan::Model) -> Result<Plan, StoreError> {
    parsed(&row.body)
}

pub(crate) fn text<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(unreadable)
}

pub(crate) fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(unreadable)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` asks for")]
fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

/// Versions and counts are far below the range of the column.
fn number(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}
