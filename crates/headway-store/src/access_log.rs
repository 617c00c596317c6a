//! Who looked at a learner's plan or records, and why that was allowed. The learner and the family read it.

use crate::entity::access_log::{ActiveModel, Column, Entity, Model};
use crate::permits::Permit;
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::access::Field;
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
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

/// The views of one learner, the newest first.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open them.
pub async fn of_learner(permit: &Permit<'_>, count_max: u32) -> Result<Vec<View>, StoreError> {
    if !permit.fields().has(Field::Views) {
        return Err(StoreError::Refused(format!("a permit for {:?} shows no views", permit.act())));
    }
    let (tx, tenant, learner) = (permit.tx, permit.tenant(), permit.learner());
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Learner.eq(learner.0))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(u64::from(count_max))
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(view).collect())
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
