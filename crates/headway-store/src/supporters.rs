//! Supporters: naming one in a plan is a tie too, so that access begins with the naming and ends with the release.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use ilp::access::Tie;
use ilp::plan::{Change, Entry};
use ilp::{ChangeId, PersonId, RelationId, TenantId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::relation;
use crate::{StoreError, Tx, ties};

/// Begins or ends the tie, where this entry names or releases a supporter; `today` is the school's day.
pub(crate) async fn keep(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
    entry: &Entry,
    today: NaiveDate,
) -> Result<(), StoreError> {
    match &entry.change {
        Change::SupporterNamed { person, .. } => {
            let bond = ties::Bond {
                id: RelationId(entry.id.0),
                learner,
                person: *person,
                tie: Tie::Supporter { consent: None },
                called: "supporter".to_owned(),
                from: Some(today),
                until: None,
                recorded_by: entry.hand.speaker(),
                recorded_at: entry.at,
            };
            ties::add(tx, tenant, &[bond]).await
        }
        Change::SupporterReleased { person } => {
            ties::end_supporter(tx, tenant, (learner, *person), today).await
        }
        _ => Ok(()),
    }
}

/// Whether every supporter that this log names has the tie that follows from it, and no longer than it says.
pub(crate) async fn wrong(
    tx: &Tx,
    (tenant, learner): (TenantId, PersonId),
    log: &[Entry],
) -> Result<Vec<String>, StoreError> {
    let named = named(log);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let rows = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(tenant.0))
        .filter(relation::Column::Learner.eq(learner.0))
        .filter(relation::Column::Kind.eq("supporter"))
        .all(tx.db())
        .await?;
    let sound = |(id, named): &(&ChangeId, &Named)| {
        let row = rows.iter().find(|row| row.id == id.0);
        row.is_some_and(|row| {
            row.person == named.person.0
                && is_by(row.since, Some(named.at))
                && is_by(row.until, named.released)
        })
    };
    let wrong = named.iter().filter(|one| !sound(one));
    Ok(wrong
        .map(|(_, named)| format!("the tie of its supporter {} is not what the log says", named.person))
        .collect())
}

/// A naming in the log, and when it was over.
struct Named {
    person: PersonId,
    at: DateTime<Utc>,
    released: Option<DateTime<Utc>>,
}

fn named(log: &[Entry]) -> BTreeMap<ChangeId, Named> {
    let mut found: BTreeMap<ChangeId, Named> = BTreeMap::new();
    for entry in log {
        match entry.change {
            Change::SupporterNamed { person, .. } => {
                found.insert(entry.id, Named { person, at: entry.at, released: None });
            }
            Change::SupporterReleased { person: whom } => {
                let theirs = found.values_mut().filter(|one| one.person == whom);
                theirs.for_each(|one| one.released = one.released.or(Some(entry.at)));
            }
            _ => {}
        }
    }
    found
}

/// Whether a day is there where a moment is, and no later than that moment on some wall of the world: the log does not
/// say which wall was meant, and an entry is put later than its day where a clock was put back.
fn is_by(day: Option<NaiveDate>, at: Option<DateTime<Utc>>) -> bool {
    match (day, at) {
        (Some(day), Some(at)) => (day - at.date_naive()).num_days() <= 1,
        (None, None) => true,
        _ => false,
    }
}
