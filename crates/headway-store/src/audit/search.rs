//! What is looked for in the record of events, by whom it may be read.
//!
//! Who runs the system reads what was done to it, and of an event about a learner no more than that there was one; who keeps
//! the records reads about whom.

use chrono::{DateTime, Utc};
use ilp::PersonId;
use ilp::access::Act;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::{Event, event};
use crate::entity::audit_event::{Column, Entity};
use crate::entity::person;
use crate::oversight::Oversight;
use crate::{StoreError, fold, instant};

/// More words than a name has.
const WORDS_MAX: usize = 8;

/// Which acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Acts {
    /// All of them.
    #[default]
    Any,
    /// Those whose code begins with this and a slash: `session`.
    Of(&'static str),
    /// Those that were asked of access, whose code has no slash: `see_plan`.
    Asked,
}

/// Which events somebody looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words of the name of who acted; for who keeps the records also of whom it was about.
    pub words: String,
    /// Who acted, or whose account it was.
    pub person: Option<PersonId>,
    /// One event, by its number.
    pub number: Option<Uuid>,
    /// Which acts.
    pub acts: Acts,
    /// `done`, `refused` or `failed`.
    pub outcome: Option<String>,
    /// The reason on record, as its code.
    pub because: Option<String>,
    /// The first instant.
    pub from: Option<DateTime<Utc>>,
    /// The last instant.
    pub until: Option<DateTime<Utc>>,
    /// Those before this event.
    pub before: Option<Uuid>,
    /// How many rows at most.
    pub count_max: u32,
}

/// An event as its reader may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The event. Of one about a learner whom the reader may not be told of, only who did what and when is left.
    pub event: Event,
    /// It was about a learner, and about whom is kept from the reader.
    pub hides_learner: bool,
}

/// The events that are looked for, the newest first.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to see the audit.
pub async fn search(right: &Oversight<'_>, wanted: &Wanted) -> Result<Vec<Found>, StoreError> {
    right.is_for(Act::SeeAudit)?;
    let db = right.tx.db();
    let keeps_records = right.also(Act::ManageRights).is_some();
    let mut sought = sought(right, keeps_records, wanted);
    if let Some(id) = wanted.before {
        let last = Entity::find_by_id((right.tenant().0, id)).one(db).await?;
        let Some(last) = last else { return Ok(Vec::new()) };
        let at_once = Condition::all().add(Column::At.eq(last.at)).add(Column::Id.lt(last.id));
        sought = sought.add(Condition::any().add(Column::At.lt(last.at)).add(at_once));
    }
    let rows = Entity::find()
        .filter(sought)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(u64::from(wanted.count_max))
        .all(db)
        .await?;
    let kept_away = if keeps_records { right.kept_away().await? } else { Vec::new() };
    let found = |event: Event| match event.learner {
        Some(learner) if !keeps_records || kept_away.contains(&learner) => Found {
            event: Event {
                learner: None,
                on_behalf_of: None,
                object: None,
                version: None,
                // That an order keeps somebody away is not for everybody either.
                because: String::new(),
                detail: String::new(),
                ..event
            },
            hides_learner: true,
        },
        _ => Found { event, hides_learner: false },
    };
    Ok(rows.into_iter().map(event).map(found).collect())
}

/// How many events in all are about students whose records are not this keeper's: their own family's, and those from which an order
/// keeps them away. [`search`] shows these without a name, and finds them by none. `0` for who keeps no records.
///
/// Of the whole record, whatever is looked for: else a search would tell about whom they are.
///
/// # Errors
/// As for [`search`].
pub async fn count_kept_away(right: &Oversight<'_>) -> Result<u64, StoreError> {
    right.is_for(Act::SeeAudit)?;
    if right.also(Act::ManageRights).is_none() {
        return Ok(0);
    }
    let kept_away = Entity::find()
        .filter(Column::Tenant.eq(right.tenant().0))
        .filter(Column::Learner.in_subquery(right.not_theirs_to_keep()));
    Ok(kept_away.count(right.tx.db()).await?)
}

/// Who acted in the events that are looked for, each once; who did so last comes first.
///
/// # Errors
/// As for [`search`].
pub async fn actors(right: &Oversight<'_>, wanted: &Wanted) -> Result<Vec<PersonId>, StoreError> {
    right.is_for(Act::SeeAudit)?;
    let keeps_records = right.also(Act::ManageRights).is_some();
    let rows: Vec<Uuid> = Entity::find()
        .filter(sought(right, keeps_records, wanted))
        .filter(Column::Actor.is_not_null())
        .select_only()
        .column(Column::Actor)
        .group_by(Column::Actor)
        .order_by_desc(Column::At.max())
        .order_by_asc(Column::Actor)
        .limit(u64::from(wanted.count_max))
        .into_tuple()
        .all(right.tx.db())
        .await?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// The export that this person asked for, where it is theirs.
///
/// # Errors
/// As for [`search`].
pub async fn export(right: &Oversight<'_>, id: Uuid) -> Result<Option<Event>, StoreError> {
    right.is_for(Act::SeeAudit)?;
    let row = Entity::find_by_id((right.tenant().0, id)).one(right.tx.db()).await?;
    let theirs = |event: &Event| {
        event.actor == Some(right.person()) && event.act == "audit/export" && event.outcome == "done"
    };
    Ok(row.map(event).filter(theirs))
}

fn sought(right: &Oversight<'_>, keeps_records: bool, wanted: &Wanted) -> Condition {
    let mut all = Condition::all().add(Column::Tenant.eq(right.tenant().0));
    if !wanted.words.trim().is_empty() {
        let mut named = Condition::any().add(Column::Actor.in_subquery(called(right, &wanted.words)));
        if keeps_records {
            // Whom they may not be told of is not found by name either.
            let about = Condition::all()
                .add(Column::Learner.in_subquery(called(right, &wanted.words)))
                .add(Column::Learner.not_in_subquery(right.not_theirs_to_keep()));
            named = named.add(about);
        }
        all = all.add(named);
    }
    if let Some(person) = wanted.person {
        let of_account = Column::Object.eq(format!("account {person}"));
        all = all.add(Condition::any().add(Column::Actor.eq(person.0)).add(of_account));
    }
    all = match wanted.acts {
        Acts::Any => all,
        Acts::Of(kind) => all.add(Column::Act.starts_with(format!("{kind}/"))),
        Acts::Asked => all.add(Expr::col(Column::Act).not_like("%/%")),
    };
    all.add_option(wanted.number.map(|id| Column::Id.eq(id)))
        .add_option(wanted.outcome.as_deref().map(|outcome| Column::Outcome.eq(outcome)))
        .add_option(wanted.because.as_deref().map(|because| Column::Because.eq(because)))
        .add_option(wanted.from.map(|from| Column::At.gte(instant::kept(from))))
        .add_option(wanted.until.map(|until| Column::At.lte(instant::kept(until))))
}

/// The people whose names hold all of these words.
fn called(right: &Oversight<'_>, words: &str) -> SelectStatement {
    let mut query = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::Tenant.eq(right.tenant().0));
    for word in fold::name(words).split(' ').take(WORDS_MAX) {
        let holds = LikeExpr::new(fold::holding(word)).escape('\\');
        query = query.filter(Expr::col(person::Column::Search).like(holds));
    }
    query.into_query()
}
