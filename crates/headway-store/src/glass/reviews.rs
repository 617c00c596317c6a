//! What becomes of an hour afterwards: the student reads of it, and an officer says whether it was rightly asked for.

use chrono::{DateTime, Utc};
use ilp::access::{Act, Field};
use ilp::{PersonId, RelationId, TenantId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::{Hour, Review, Verdict};
use crate::entity::{access_log, glass_review, relation};
use crate::oversight::Oversight;
use crate::permits::Permit;
use crate::{StoreError, Tx, instant, people};

/// Hours on the officer's list, of each sort.
const LISTED_MAX: u64 = 200;

/// What became of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviewed {
    /// It is kept.
    Kept,
    /// The officer broke this glass: another officer reviews it.
    Own,
    /// Somebody reviewed it before; a review is not changed.
    Before,
    /// This learner has no such hour.
    NoSuchHour,
}

/// An hour as the officer's list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The hour.
    pub hour: Hour,
    /// What whoever broke it is called.
    pub who: String,
    /// What the learner is called.
    pub about: String,
    /// How often they looked within it.
    pub looks: u64,
}

/// The hours of the permit's learner that were begun at `since` or later, the newest first.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not show who looked.
pub async fn hours_of(permit: &Permit<'_>, since: DateTime<Utc>) -> Result<Vec<Hour>, StoreError> {
    shows_views(permit)?;
    let rows = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(permit.tenant().0))
        .filter(relation::Column::Learner.eq(permit.learner().0))
        .filter(relation::Column::Kind.eq("break_glass"))
        .filter(relation::Column::At.gte(instant::kept(since)))
        .order_by_desc(relation::Column::At)
        .all(permit.tx().db())
        .await?;
    with_reviews(permit.tx(), permit.tenant(), rows).await
}

/// One hour of the permit's learner, for its review.
///
/// # Errors
/// As [`hours_of`].
pub async fn find(permit: &Permit<'_>, id: RelationId) -> Result<Option<Listed>, StoreError> {
    shows_views(permit)?;
    let (tx, tenant) = (permit.tx(), permit.tenant());
    let row = relation::Entity::find_by_id((tenant.0, permit.learner().0, id.0))
        .filter(relation::Column::Kind.eq("break_glass"))
        .one(tx.db())
        .await?;
    let hours = with_reviews(tx, tenant, row.into_iter().collect()).await?;
    Ok(listed(tx, tenant, hours).await?.pop())
}

fn shows_views(permit: &Permit<'_>) -> Result<(), StoreError> {
    if permit.fields().has(Field::Views) {
        return Ok(());
    }
    Err(StoreError::Refused(format!("a permit for {:?} shows no hour of broken glass", permit.act())))
}

/// Hours without a review, the oldest first, and then the latest that have one.
///
/// # Errors
/// [`StoreError::Refused`] under another right over the district.
pub async fn list(right: &Oversight<'_>) -> Result<(Vec<Listed>, Vec<Listed>), StoreError> {
    if right.act() != Act::ReviewBreakGlass {
        return Err(StoreError::Refused(format!("a right to {:?} lists no broken glass", right.act())));
    }
    let (tx, tenant) = (right.tx(), right.tenant());
    let hours = || {
        beside_reviews()
            .filter(relation::Column::Tenant.eq(tenant.0))
            .filter(relation::Column::Kind.eq("break_glass"))
            .limit(LISTED_MAX)
    };
    let open = hours().filter(glass_review::Column::Relation.is_null()).order_by_asc(relation::Column::At);
    let done = hours().filter(glass_review::Column::Relation.is_not_null());
    let done = done.order_by_desc(glass_review::Column::At);
    let open = with_reviews(tx, tenant, open.all(tx.db()).await?).await?;
    let done = with_reviews(tx, tenant, done.all(tx.db()).await?).await?;
    Ok((listed(tx, tenant, open).await?, listed(tx, tenant, done).await?))
}

/// Ties, each beside its review where it has one.
fn beside_reviews() -> Select<relation::Entity> {
    use glass_review::Column as Its;
    use relation::Column as Hours;
    let same =
        |its: Its, hours: Hours| Expr::col((glass_review::Entity, its)).equals((relation::Entity, hours));
    let same = same(Its::Tenant, Hours::Tenant)
        .and(same(Its::Learner, Hours::Learner))
        .and(same(Its::Relation, Hours::Id));
    let mut select = relation::Entity::find();
    QuerySelect::query(&mut select).left_join(glass_review::Entity, same);
    select
}

async fn with_reviews(
    tx: &Tx,
    tenant: TenantId,
    rows: Vec<relation::Model>,
) -> Result<Vec<Hour>, StoreError> {
    let mut hours = Vec::with_capacity(rows.len());
    for row in rows {
        let found = glass_review::Entity::find_by_id((tenant.0, row.learner, row.id)).one(tx.db()).await?;
        hours.push(Hour {
            id: RelationId(row.id),
            learner: PersonId(row.learner),
            person: PersonId(row.person),
            reason: row.detail,
            at: row.at.unwrap_or(row.recorded_at),
            review: found.map(as_review).transpose()?,
        });
    }
    Ok(hours)
}

fn as_review(row: glass_review::Model) -> Result<Review, StoreError> {
    let all = [Verdict::Approved, Verdict::Questioned];
    let unreadable = || StoreError::Unreadable(format!("a review that says {}", row.verdict));
    let verdict = all.into_iter().find(|verdict| code(*verdict) == row.verdict).ok_or_else(unreadable)?;
    Ok(Review { by: PersonId(row.by_whom), verdict, words: row.words, at: row.at })
}

const fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => "approved",
        Verdict::Questioned => "questioned",
    }
}

async fn listed(tx: &Tx, tenant: TenantId, hours: Vec<Hour>) -> Result<Vec<Listed>, StoreError> {
    let mut ids: Vec<PersonId> = hours.iter().flat_map(|hour| [hour.person, hour.learner]).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = people::names_of(tx, tenant, &ids).await?;
    let name = |id| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    let mut listed = Vec::with_capacity(hours.len());
    for hour in hours {
        let within = access_log::Column::At.gte(hour.at).and(access_log::Column::At.lt(hour.ends()));
        let looks = access_log::Entity::find()
            .filter(access_log::Column::Tenant.eq(tenant.0))
            .filter(access_log::Column::Learner.eq(hour.learner.0))
            .filter(access_log::Column::Person.eq(hour.person.0))
            .filter(within)
            .count(tx.db())
            .await?;
        let (who, about) = (name(hour.person).unwrap_or_default(), name(hour.learner).unwrap_or_default());
        listed.push(Listed { hour, who, about, looks });
    }
    Ok(listed)
}

/// Keeps what the permit's officer found of an hour. One that is questioned while it is open closes.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for anything else.
pub async fn review(
    permit: &Permit<'_>,
    id: RelationId,
    (verdict, words): (Verdict, &str),
) -> Result<Reviewed, StoreError> {
    if permit.act() != Act::ReviewBreakGlass {
        return Err(StoreError::Refused(format!("a permit for {:?} reviews nothing", permit.act())));
    }
    let Some(Listed { hour, .. }) = find(permit, id).await? else { return Ok(Reviewed::NoSuchHour) };
    if hour.person == permit.person() {
        return Ok(Reviewed::Own);
    }
    let (tx, now) = (permit.tx(), permit.now());
    let row = glass_review::ActiveModel {
        tenant: Set(permit.tenant().0),
        learner: Set(permit.learner().0),
        relation: Set(id.0),
        by_whom: Set(permit.person().0),
        verdict: Set(code(verdict).to_owned()),
        words: Set(words.to_owned()),
        at: Set(instant::kept(now.at)),
    };
    let added = glass_review::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx.db())
        .await?;
    if added == 0 {
        return Ok(Reviewed::Before);
    }
    if verdict == Verdict::Questioned && now.at < hour.ends() {
        close(permit, id).await?;
    }
    Ok(Reviewed::Kept)
}

/// Ends an hour now: a tie no longer holds on its `until`.
async fn close(permit: &Permit<'_>, id: RelationId) -> Result<(), StoreError> {
    relation::Entity::update_many()
        .col_expr(relation::Column::Until, Expr::value(Some(permit.now().today)))
        .filter(relation::Column::Tenant.eq(permit.tenant().0))
        .filter(relation::Column::Learner.eq(permit.learner().0))
        .filter(relation::Column::Id.eq(id.0))
        .exec(permit.tx().db())
        .await?;
    Ok(())
}
