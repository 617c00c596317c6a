//! Plans: the log of every learner, the plan that it amounts to, and what other questions need of it.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use ilp::access::{Because, Field};
use ilp::plan::{
    Author, Body, Change, Entry, Owner, Plan, Refused, Sight, Sighted, Stage, as_of as fold_until,
};
use ilp::{ChangeId, PersonId, RelationId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{change, goal, plan, step};
use crate::permits::Permit;
use crate::stored_text::{self, Remembered, parsed, text};
use crate::{StoreError, Tx, hands, instant, redactions, ties};

/// Rows in one statement, as in `access_log`.
const ROWS_MAX: usize = 64;

static PLANS: Remembered<Plan> = Remembered::new();

/// The plan as it is now, as far as the permit shows it; an empty one where nothing is written yet.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn current(permit: &Permit<'_>) -> Result<Arc<Plan>, StoreError> {
    let plan = whole(permit).await?;
    Ok(seen(&sight(permit).on(&plan), &plan))
}

/// The plan of today as it may be seen: itself, where nothing of it is hidden.
pub(crate) fn seen(sighted: &Sighted<'_>, plan: &Arc<Plan>) -> Arc<Plan> {
    match sighted.now() {
        Cow::Borrowed(_) => Arc::clone(plan),
        Cow::Owned(seen) => Arc::new(seen),
    }
}

/// How far the holder of this permit sees.
pub(crate) fn sight(permit: &Permit<'_>) -> Sight {
    Sight {
        today: permit.now().today,
        family_words: permit.fields().has(Field::FamilyWords),
        delayed: matches!(permit.because(), Because::RecordsOfficer { .. }),
    }
}

/// The plan with what the permit does not show.
pub(crate) async fn whole(permit: &Permit<'_>) -> Result<Arc<Plan>, StoreError> {
    hands::check_shows_plan(permit)?;
    let row = plan::Entity::find_by_id((permit.tenant().0, permit.learner().0)).one(permit.tx.db()).await?;
    let Some(row) = row else { return Ok(Arc::new(Plan::empty(permit.learner()))) };
    PLANS.parsed(row.learner, row.body)
}

/// The log as far as the permit shows it, the oldest entry first.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn log(permit: &Permit<'_>) -> Result<Vec<Entry>, StoreError> {
    let now = whole(permit).await?;
    let sighted = sight(permit).on(&now);
    let mut log = log_of(permit.tx, permit.tenant(), permit.learner()).await?;
    log.retain(|entry| sighted.shows_entry(entry));
    Ok(log)
}

/// What the plan said at a moment, as far as the permit shows it today.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn as_of(permit: &Permit<'_>, until: DateTime<Utc>) -> Result<Plan, StoreError> {
    let now = whole(permit).await?;
    let log = log_of(permit.tx, permit.tenant(), permit.learner()).await?;
    let then = fold_until(permit.learner(), &log, until);
    let then = then.map_err(|broken| StoreError::Unreadable(broken.to_string()))?;
    Ok(sight(permit).on(&now).then(&then).into_owned())
}

/// Takes entries into the log: all of them, or none and the reason.
///
/// Gives the plan afterwards. Two writers of one learner wait for each other here; the second folds over what the first did.
/// An entry is never older than the one before it, whatever the clock did meanwhile.
///
/// # Errors
/// [`StoreError::Refused`] for an entry that the permit does not carry: a fault of the page.
pub async fn append(permit: &Permit<'_>, entries: &[Entry]) -> Result<Result<Plan, Refused>, StoreError> {
    let (tx, tenant, learner) = (permit.tx, permit.tenant(), permit.learner());
    let (before, changed_at) = locked(tx, tenant, learner).await?;
    let version = before.version;
    let sight = sight(permit);
    let mut after = before;
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        hands::check_entry(permit, &after, entry).await?;
        if let Some(item) = sight.on(&after).hides(&entry.change) {
            return Ok(Err(Refused::NoSuchItem { item }));
        }
        let entry = Entry { at: not_before(entry.at, changed_at), ..entry.clone() };
        if let Err(refused) = redactions::check(permit, &after, &entry).await? {
            return Ok(Err(refused));
        }
        match ilp::plan::apply(&after, &entry) {
            Ok(next) => after = next,
            Err(refused) => return Ok(Err(refused)),
        }
        kept.push(entry);
    }
    keep(tx, tenant, version, &after, &kept).await?;
    Ok(Ok(after))
}

/// The moment as it is kept, and not before the latest change.
pub(crate) fn not_before(at: DateTime<Utc>, changed_at: DateTime<Utc>) -> DateTime<Utc> {
    instant::kept(at).max(changed_at)
}

/// The plan, which nobody else changes until this transaction ends, and when it was changed last.
pub(crate) async fn locked(
    tx: &Tx,
    tenant: TenantId,
    learner: PersonId,
) -> Result<(Plan, DateTime<Utc>), StoreError> {
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
    found.map_or(Ok((empty, DateTime::UNIX_EPOCH)), |row| Ok((as_plan(&row)?, row.changed_at)))
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
    for entry in entries {
        if let Change::Redacted { places, letters, .. } = &entry.change {
            redactions::scrub(tx, (tenant, learner), entry.id, places, letters).await?;
        }
        supporters(tx, (tenant, learner), entry).await?;
    }
    project(tx, tenant, after, entries).await
}

/// Naming and releasing a supporter is a tie too, so that access ends with the naming.
async fn supporters(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
    entry: &Entry,
) -> Result<(), StoreError> {
    match &entry.change {
        Change::SupporterNamed { person, .. } => {
            let bond = ties::Bond {
                id: RelationId(entry.id.0),
                learner,
                person: *person,
                tie: ilp::access::Tie::Supporter { consent: None },
                called: "supporter".to_owned(),
                from: Some(entry.at.date_naive()),
                until: None,
                recorded_by: entry.hand.speaker(),
                recorded_at: entry.at,
            };
            ties::add(tx, tenant, &[bond]).await
        }
        Change::SupporterReleased { person } => {
            ties::end_supporter(tx, tenant, (learner, *person), entry.at.date_naive()).await
        }
        _ => Ok(()),
    }
}

pub(crate) async fn log_of(tx: &Tx, tenant: TenantId, learner: PersonId) -> Result<Vec<Entry>, StoreError> {
    let rows = change::Entity::find()
        .filter(change::Column::Tenant.eq(tenant.0))
        .filter(change::Column::Learner.eq(learner.0))
        .order_by_asc(change::Column::Version)
        .all(tx.db())
        .await?;
    rows.iter().map(as_entry).collect()
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

pub(crate) fn as_entry(row: &change::Model) -> Result<Entry, StoreError> {
    let (hand, through) = parsed(&row.hand)?;
    let change = format!(r#"{{"kind":"{}","body":{}}}"#, row.kind, row.body);
    Ok(Entry { id: ChangeId(row.id), at: row.at, hand, through, change: parsed(&change)? })
}

/// The two columns of a change; its JSON text is `{"kind": …, "body": …}`.
pub(crate) fn kind_and_body(change: &Change) -> Result<(String, String), StoreError> {
    let mut value = serde_json::to_value(change).map_err(stored_text::unreadable)?;
    let body = value.get_mut("body").map(serde_json::Value::take).unwrap_or_default();
    Ok((change.kind().to_owned(), text(&body)?))
}

pub(crate) fn as_plan(row: &plan::Model) -> Result<Plan, StoreError> {
    parsed(&row.body)
}

/// Versions and counts are far below the range of the column.
fn number(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}
