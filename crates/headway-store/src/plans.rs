//! Plans: the log of every learner, the plan that it amounts to, and what other questions need of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use ilp::access::{Because, Field};
use ilp::plan::{Author, Change, Entry, Plan, Refused, Sight, Sighted, as_of as fold_until};
use ilp::{ChangeId, PersonId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{change, plan};
use crate::permits::Permit;
use crate::stored_text::{self, Remembered, parsed, text};
use crate::{StoreError, Tx, hands, instant, projections, redactions, supporters};

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
        whereabouts: !permit.is_kept_apart(),
    }
}

/// The plan with what the permit does not show.
pub(crate) async fn whole(permit: &Permit<'_>) -> Result<Arc<Plan>, StoreError> {
    hands::check_shows_plan(permit)?;
    let row = plan::Entity::find_by_id((permit.tenant().0, permit.learner().0)).one(permit.tx.db()).await?;
    let Some(row) = row else { return Ok(Arc::new(Plan::empty(permit.learner()))) };
    PLANS.parsed(row.learner, row.body)
}

/// The whole plans of these learners: for counts of what lies in them, which show nothing of it.
pub(crate) async fn of_all(
    tx: &Tx,
    tenant: TenantId,
    learners: &[PersonId],
) -> Result<HashMap<PersonId, Arc<Plan>>, StoreError> {
    let rows = plan::Entity::find()
        .filter(plan::Column::Tenant.eq(tenant.0))
        .filter(plan::Column::Learner.is_in(learners.iter().map(|learner| learner.0)))
        .all(tx.db())
        .await?;
    rows.into_iter().map(|row| Ok((PersonId(row.learner), PLANS.parsed(row.learner, row.body)?))).collect()
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

/// The end of the log as far as the permit shows it, the oldest entry first: of the last `count_max` entries those that
/// may be seen.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn log_end(permit: &Permit<'_>, count_max: u64) -> Result<Vec<Entry>, StoreError> {
    let now = whole(permit).await?;
    let sighted = sight(permit).on(&now);
    let mut rows = change::Entity::find()
        .filter(change::Column::Tenant.eq(permit.tenant().0))
        .filter(change::Column::Learner.eq(permit.learner().0))
        .order_by_desc(change::Column::Version)
        .limit(count_max)
        .all(permit.tx.db())
        .await?;
    rows.reverse();
    let mut log: Vec<Entry> = rows.iter().map(as_entry).collect::<Result<_, _>>()?;
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
    keep(tx, (tenant, version), &after, &kept, Days::Of(permit.now().today)).await?;
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

/// Which day of the school a change belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Days {
    /// All to the day of the permit.
    Of(NaiveDate),
    /// Each to its own, by the clocks of this zone.
    By(Tz),
}

impl Days {
    fn of(self, at: DateTime<Utc>) -> NaiveDate {
        match self {
            Self::Of(today) => today,
            Self::By(zone) => at.with_timezone(&zone).date_naive(),
        }
    }
}

/// Writes down what `entries` made of the plan at `version`: log, plan and projections in this one transaction.
pub(crate) async fn keep(
    tx: &Tx,
    (tenant, version): (TenantId, u64),
    after: &Plan,
    entries: &[Entry],
    days: Days,
) -> Result<(), StoreError> {
    let learner = after.learner;
    let rows = (version + 1..).zip(entries).map(|(version, entry)| log_row(tenant, learner, version, entry));
    let rows: Vec<change::ActiveModel> = rows.collect::<Result<_, _>>()?;
    for part in rows.chunks(ROWS_MAX) {
        change::Entity::insert_many(part.to_vec()).exec_without_returning(tx.db()).await?;
    }
    let row = row(tenant, after, entries)?;
    let columns = [plan::Column::Version, plan::Column::ChangedAt, plan::Column::Body];
    let over =
        OnConflict::columns([plan::Column::Tenant, plan::Column::Learner]).update_columns(columns).to_owned();
    plan::Entity::insert(row).on_conflict(over).exec_without_returning(tx.db()).await?;
    for entry in entries {
        if let Change::Redacted { places, letters, .. } = &entry.change {
            redactions::scrub(tx, (tenant, learner), entry.id, places, letters).await?;
        }
        supporters::keep(tx, (tenant, learner), entry, days.of(entry.at)).await?;
    }
    projections::keep(tx, tenant, after, entries).await
}

/// The plan as the table holds it, after these entries.
pub(crate) fn row(
    tenant: TenantId,
    after: &Plan,
    entries: &[Entry],
) -> Result<plan::ActiveModel, StoreError> {
    let changed_at = entries.last().map_or(DateTime::UNIX_EPOCH, |entry| entry.at);
    Ok(plan::ActiveModel {
        tenant: Set(tenant.0),
        learner: Set(after.learner.0),
        version: Set(number(after.version)),
        changed_at: Set(instant::kept(changed_at)),
        body: Set(text(after)?),
    })
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

pub(crate) fn log_row(
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
