//! Jobs: work that the program does beside requests. A command beside a running server puts its work here too.

use crate::entity::job::{ActiveModel, Column, Entity, Model};
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::{JobId, PersonId, TenantId};
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

const QUEUED: &str = "queued";
const RUNNING: &str = "running";

/// Work to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Minted by the caller, as every id.
    pub id: JobId,
    /// The tenant it is for, if it is for one.
    pub tenant: Option<TenantId>,
    /// Which work: `import/oneroster`, `backup`.
    pub kind: String,
    /// What the work needs to know, as JSON; people only by their ids.
    pub body: String,
    /// When it was asked for.
    pub at: DateTime<Utc>,
    /// Who asked, if it was a person.
    pub by: Option<PersonId>,
}

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has begun it.
    Queued,
    /// Somebody works on it, or died doing so.
    Running,
    /// It was done.
    Done,
    /// It was given up; its note says why.
    Failed,
}

/// A job and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The job's id.
    pub id: JobId,
    /// The tenant it is for, if it is for one.
    pub tenant: Option<TenantId>,
    /// Which work.
    pub kind: String,
    /// What the work needs to know.
    pub body: String,
    /// How it stands.
    pub state: State,
    /// When it was asked for.
    pub enqueued_at: DateTime<Utc>,
    /// When something was last heard of who works on it.
    pub beat_at: Option<DateTime<Utc>>,
    /// How often it was begun; more than once after a crash.
    pub attempts: i64,
    /// Units of work that are done.
    pub done: i64,
    /// Units of work in all, once that is known.
    pub total: Option<i64>,
    /// What it is at, or why it was given up.
    pub note: String,
}

/// Asks for work, in the transaction of what it follows from.
pub async fn enqueue(tx: &Tx, new: &NewJob) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(new.id.0),
        tenant: Set(new.tenant.map(|tenant| tenant.0)),
        kind: Set(new.kind.clone()),
        body: Set(new.body.clone()),
        state: Set(QUEUED.to_owned()),
        enqueued_at: Set(instant::kept(new.at)),
        enqueued_by: Set(new.by.map(|person| person.0)),
        started_at: Set(None),
        beat_at: Set(None),
        finished_at: Set(None),
        attempts: Set(0),
        done: Set(0),
        total: Set(None),
        note: Set(String::new()),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Begins the job that has waited longest. One of which nothing was heard since `silent_since` is begun again.
pub async fn claim_next(
    tx: &Tx,
    now: DateTime<Utc>,
    silent_since: DateTime<Utc>,
) -> Result<Option<Job>, StoreError> {
    let silent =
        Condition::all().add(Column::State.eq(RUNNING)).add(Column::BeatAt.lt(instant::kept(silent_since)));
    let next = Entity::find()
        .filter(Condition::any().add(Column::State.eq(QUEUED)).add(silent))
        .order_by_asc(Column::EnqueuedAt)
        .order_by_asc(Column::Id)
        .one(tx.db())
        .await?;
    let Some(row) = next else { return Ok(None) };
    let now = instant::kept(now);
    Entity::update_many()
        .col_expr(Column::State, Expr::value(RUNNING))
        .col_expr(Column::StartedAt, Expr::value(Some(now)))
        .col_expr(Column::BeatAt, Expr::value(Some(now)))
        .col_expr(Column::Attempts, Expr::value(row.attempts + 1))
        .filter(Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    find(tx, JobId(row.id)).await
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Units of work that are done.
    pub done: i64,
    /// Units of work in all, once that is known.
    pub total: Option<i64>,
    /// What it is at, for a person.
    pub note: String,
}

/// Says how far a job is, and with it that somebody still works on it.
pub async fn progress(tx: &Tx, id: JobId, at: DateTime<Utc>, progress: &Progress) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Done, Expr::value(progress.done))
        .col_expr(Column::Total, Expr::value(progress.total))
        .col_expr(Column::Note, Expr::value(progress.note.clone()))
        .col_expr(Column::BeatAt, Expr::value(Some(instant::kept(at))))
        .filter(Column::Id.eq(id.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends a job that is done.
pub async fn finish(tx: &Tx, id: JobId, at: DateTime<Utc>, note: &str) -> Result<(), StoreError> {
    end(tx, id, "done", at, note).await
}

/// Ends a job that is given up, with the reason for a person.
pub async fn give_up(tx: &Tx, id: JobId, at: DateTime<Utc>, why: &str) -> Result<(), StoreError> {
    end(tx, id, "failed", at, why).await
}

async fn end(tx: &Tx, id: JobId, state: &str, at: DateTime<Utc>, note: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::FinishedAt, Expr::value(Some(instant::kept(at))))
        .col_expr(Column::Note, Expr::value(note))
        .filter(Column::Id.eq(id.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The job of this id.
pub async fn find(tx: &Tx, id: JobId) -> Result<Option<Job>, StoreError> {
    Entity::find_by_id(id.0).one(tx.db()).await?.map(job).transpose()
}

pub(crate) fn job(row: Model) -> Result<Job, StoreError> {
    let state = match row.state.as_str() {
        QUEUED => State::Queued,
        RUNNING => State::Running,
        "done" => State::Done,
        "failed" => State::Failed,
        other => return Err(StoreError::Unreadable(format!("the state {other} of the job {}", row.id))),
    };
    Ok(Job {
        id: JobId(row.id),
        tenant: row.tenant.map(TenantId),
        kind: row.kind,
        body: row.body,
        state,
        enqueued_at: row.enqueued_at,
        beat_at: row.beat_at,
        attempts: row.attempts,
        done: row.done,
        total: row.total,
        note: row.note,
    })
}
