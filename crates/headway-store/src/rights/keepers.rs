//! What one officer wrote down about another officer or an administrator as family: another one looks at it.
//!
//! An order beats every tie and every office at once, and nobody keeps the records of their own family. So whoever writes down such a
//! row takes a student out of the sight of somebody who watches over the records, and could do so to hide something.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ilp::PersonId;
use ilp::access::{Act, OfficeKind};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{office, relation};
use crate::offices::TRUST;
use crate::oversight::Oversight;
use crate::permits::office_code;
use crate::{StoreError, instant, people};

/// How long others are told of it.
const TOLD_FOR: TimeDelta = TimeDelta::days(30);
/// More than anybody looks at; the newest are told.
const ROWS_MAX: u64 = 100;

/// A row about somebody who holds an office of trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutKeeper {
    /// About which student.
    pub learner: PersonId,
    /// What the holder of the office is called.
    pub who: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Its first day, where one is known.
    pub from: Option<NaiveDate>,
    /// The holder keeps the records, and does not only run the system.
    pub keeps_records: bool,
}

/// What other officers wrote down in the last 30 days, or began in them or is still to begin: orders against somebody who holds an
/// office of trust, and that a privacy officer is family; the latest first, and no more than 100. What was ended again is told too:
/// some hours are enough to hide something. Nothing that concerns this reader, and nothing about students whose records are not theirs.
///
/// # Errors
/// [`StoreError::Refused`] where the right is to another act.
pub async fn about_keepers(right: &Oversight<'_>) -> Result<Vec<AboutKeeper>, StoreError> {
    use relation::Column::{Kind, Learner, Person, RecordedAt, RecordedBy, Since, Tenant};
    right.is_for(Act::ManageRights)?;
    let written = instant::kept(right.now().at - TOLD_FOR);
    let begun = right.now().today - TOLD_FOR;
    let officers = holders(right, &[OfficeKind::PrivacyOfficer]).await?;
    let trusted = holders(right, &TRUST).await?;
    let about = |kind: &str, whom: &HashSet<PersonId>| {
        Condition::all().add(Kind.eq(kind)).add(Person.is_in(whom.iter().map(|person| person.0)))
    };
    let rows = relation::Entity::find()
        .filter(Tenant.eq(right.tenant().0))
        .filter(Condition::any().add(about("restriction", &trusted)).add(about("family", &officers)))
        .filter(Condition::any().add(RecordedAt.gt(written)).add(Since.gt(begun)))
        .filter(RecordedBy.is_not_null())
        .filter(RecordedBy.ne(right.person().0))
        .filter(Person.ne(right.person().0))
        .filter(Learner.not_in_subquery(right.not_theirs_to_keep()))
        .order_by_desc(RecordedAt)
        .limit(ROWS_MAX)
        .all(right.tx().db())
        .await?;
    let ids = rows.iter().flat_map(|row| [Some(row.person), row.recorded_by]).flatten().map(PersonId);
    let ids: Vec<PersonId> = ids.collect();
    let names: HashMap<_, _> =
        people::names_of(right.tx(), right.tenant(), &ids).await?.into_iter().collect();
    let name = |id| names.get(&PersonId(id)).cloned().unwrap_or_default();
    let told = |row: relation::Model| AboutKeeper {
        learner: PersonId(row.learner),
        who: name(row.person),
        by: row.recorded_by.map(name).unwrap_or_default(),
        at: row.recorded_at,
        from: row.since,
        keeps_records: officers.contains(&PersonId(row.person)),
    };
    Ok(rows.into_iter().map(told).collect())
}

/// Whoever holds one of these offices today.
async fn holders(right: &Oversight<'_>, kinds: &[OfficeKind]) -> Result<HashSet<PersonId>, StoreError> {
    use office::Column::{Kind, Since, Tenant, Until};
    let today = right.now().today;
    let rows = office::Entity::find()
        .filter(Tenant.eq(right.tenant().0))
        .filter(Kind.is_in(kinds.iter().map(|kind| office_code(*kind))))
        .filter(Condition::any().add(Since.is_null()).add(Since.lte(today)))
        .filter(Condition::any().add(Until.is_null()).add(Until.gt(today)))
        .all(right.tx().db())
        .await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person)).collect())
}
