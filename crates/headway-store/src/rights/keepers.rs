//! What one officer wrote down about another officer or an administrator as family: another one looks at it.
//!
//! An order beats every tie and every office at once, and nobody keeps the records of their own family. So whoever writes down such a
//! row takes a student out of the sight of somebody who watches over the records, and could do so to hide something.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use ilp::PersonId;
use ilp::access::{Act, OfficeKind};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use super::district::in_force;
use crate::entity::{office, relation};
use crate::invitations::TRUST;
use crate::oversight::Oversight;
use crate::permits::office_code;
use crate::{StoreError, instant, people};

/// How long others are told of it.
const TOLD_FOR: TimeDelta = TimeDelta::days(30);

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
}

/// What other officers wrote down in the last 30 days and holds today: orders against somebody who holds an office of trust, and
/// that a privacy officer is family; the latest first. Nothing that concerns this reader, and nothing about students whose records
/// are not theirs.
///
/// # Errors
/// [`StoreError::Refused`] where the right is to another act.
pub async fn about_keepers(right: &Oversight<'_>) -> Result<Vec<AboutKeeper>, StoreError> {
    use relation::Column::{Person, RecordedAt, RecordedBy};
    right.is_for(Act::ManageRights)?;
    let since = instant::kept(right.now().at - TOLD_FOR);
    let officers = holders(right, &[OfficeKind::PrivacyOfficer]).await?;
    let trusted = holders(right, &TRUST).await?;
    let mut rows = Vec::new();
    for (kind, concerned) in [("restriction", &trusted), ("family", &officers)] {
        let written = in_force(right, kind)
            .filter(RecordedAt.gt(since))
            .filter(RecordedBy.is_not_null())
            .filter(RecordedBy.ne(right.person().0))
            .filter(Person.ne(right.person().0))
            .order_by_desc(RecordedAt)
            .all(right.tx().db())
            .await?;
        rows.extend(written.into_iter().filter(|row| concerned.contains(&PersonId(row.person))));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.recorded_at));
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
