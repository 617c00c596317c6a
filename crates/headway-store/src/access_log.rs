//! Who looked at a learner's plan or records, and why that was allowed. The learner and the family read it.

use crate::entity::access_log::{ActiveModel, Column, Entity, Model};
use crate::oversight::Oversight;
use crate::permits::Permit;
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::access::{Act, Field};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

/// Rows in one statement: few enough for either engine's limit on bound values, and a text that can be kept prepared.
const ROWS_MAX: usize = 64;

/// One look at one learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The tenant.
    pub tenant: TenantId,
    /// At whom.
    pub learner: PersonId,
    /// Minted by the caller, as every id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who looked.
    pub person: PersonId,
    /// What was looked at: the act's code.
    pub act: String,
    /// The reason that access gave: a code, put into words where it is read.
    pub because: String,
    /// The reason's arguments, or the words given at a break glass.
    pub detail: String,
}

/// Adds views; many at once cost little more than one. One that is there already stays as it is: who does not know whether
/// they were kept sends them again.
pub async fn note(tx: &Tx, views: &[View]) -> Result<(), StoreError> {
    for part in views.chunks(ROWS_MAX) {
        Entity::insert_many(part.iter().map(row))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(tx.db())
            .await?;
    }
    Ok(())
}

/// The views of one learner, the newest first: from the latest on, or those before the view `before`.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open them.
pub async fn of_learner(
    permit: &Permit<'_>,
    before: Option<Uuid>,
    count_max: u32,
) -> Result<Vec<View>, StoreError> {
    if !permit.fields().has(Field::Views) {
        return Err(StoreError::Refused(format!("a permit for {:?} shows no views", permit.act())));
    }
    let (tx, tenant, learner) = (permit.tx, permit.tenant(), permit.learner());
    let theirs = Condition::all().add(Column::Tenant.eq(tenant.0)).add(Column::Learner.eq(learner.0));
    let mut wanted = theirs.clone();
    if let Some(id) = before {
        let last = Entity::find().filter(theirs).filter(Column::Id.eq(id)).one(tx.db()).await?;
        let Some(last) = last else { return Ok(Vec::new()) };
        let at_once = Condition::all().add(Column::At.eq(last.at)).add(Column::Id.lt(last.id));
        wanted = wanted.add(Condition::any().add(Column::At.lt(last.at)).add(at_once));
    }
    let rows = Entity::find()
        .filter(wanted)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(u64::from(count_max))
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

/// The views of a time, of the whole district or of one learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The last instant.
    pub until: DateTime<Utc>,
    /// At whom; `None` for everybody.
    pub learner: Option<PersonId>,
}

/// How many views [`between`] gives in all.
///
/// # Errors
/// As for [`between`].
pub async fn count(right: &Oversight<'_>, span: Span) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(theirs(right, span)?).count(right.tx.db()).await?)
}

/// How many views of that time [`between`] leaves out: of the keeper's own family and of those from which an order keeps them away.
/// About whom they are is not told.
///
/// # Errors
/// As for [`between`].
pub async fn left_out(right: &Oversight<'_>, span: Span) -> Result<u64, StoreError> {
    is_a_keepers(right)?;
    let theirs = Condition::any()
        .add(Column::Learner.eq(right.person().0))
        .add(Column::Learner.in_subquery(right.not_theirs_to_keep()));
    let left_out = Entity::find().filter(Column::Tenant.eq(right.tenant().0)).filter(theirs).filter(of(span));
    Ok(left_out.count(right.tx.db()).await?)
}

/// The views of a time, learner by learner: from the first on, or those after the view `after`.
///
/// Whoever keeps the records does not keep those of their own family, nor those from which an order keeps them away.
///
/// # Errors
/// [`StoreError::Refused`] under a right that is not that of a keeper of records.
pub async fn between(
    right: &Oversight<'_>,
    span: Span,
    after: Option<&View>,
    count_max: u32,
) -> Result<Vec<View>, StoreError> {
    let mut wanted = theirs(right, span)?;
    if let Some(last) = after {
        let at = instant::kept(last.at);
        let same = Condition::all().add(Column::Learner.eq(last.learner.0));
        let later = Condition::any()
            .add(Column::At.gt(at))
            .add(Condition::all().add(Column::At.eq(at)).add(Column::Id.gt(last.id)));
        wanted = wanted.add(Condition::any().add(Column::Learner.gt(last.learner.0)).add(same.add(later)));
    }
    let rows = Entity::find()
        .filter(wanted)
        .order_by_asc(Column::Learner)
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .limit(u64::from(count_max))
        .all(right.tx.db())
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

fn is_a_keepers(right: &Oversight<'_>) -> Result<(), StoreError> {
    right.is_for(Act::SeeAudit)?;
    if right.also(Act::ManageRights).is_none() {
        return Err(StoreError::Refused("who looked at whom is shown to who keeps the records".to_owned()));
    }
    Ok(())
}

fn theirs(right: &Oversight<'_>, span: Span) -> Result<Condition, StoreError> {
    is_a_keepers(right)?;
    Ok(Condition::all()
        .add(Column::Tenant.eq(right.tenant().0))
        .add(Column::Learner.ne(right.person().0))
        .add(Column::Learner.not_in_subquery(right.not_theirs_to_keep()))
        .add(of(span)))
}

fn of(span: Span) -> Condition {
    Condition::all()
        .add(Column::At.between(instant::kept(span.from), instant::kept(span.until)))
        .add_option(span.learner.map(|learner| Column::Learner.eq(learner.0)))
}

fn row(view: &View) -> ActiveModel {
    ActiveModel {
        tenant: Set(view.tenant.0),
        learner: Set(view.learner.0),
        at: Set(instant::kept(view.at)),
        id: Set(view.id),
        person: Set(view.person.0),
        act: Set(view.act.clone()),
        because: Set(view.because.clone()),
        detail: Set(view.detail.clone()),
    }
}

fn view(row: Model) -> View {
    View {
        tenant: TenantId(row.tenant),
        learner: PersonId(row.learner),
        id: row.id,
        at: row.at,
        person: PersonId(row.person),
        act: row.act,
        because: row.because,
        detail: row.detail,
    }
}
