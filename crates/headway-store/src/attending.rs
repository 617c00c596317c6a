//! At which school and in which grade learners are today, for who keeps the records and reads of many of them at once.

use std::collections::HashMap;

use ilp::PersonId;
use ilp::access::Act;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entity::{organisation, schooling};
use crate::oversight::Oversight;

/// A place at a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attending {
    /// What the school is called.
    pub school: String,
    /// The grade there, as the roster says it.
    pub grade: String,
}

/// Where these learners are at school today, by school; who is at two has two. Those who are not this officer's to keep are left
/// out, as they are of every list of the officer's.
///
/// # Errors
/// [`StoreError::Refused`] under a right that is not that of a keeper of records.
pub async fn today(
    right: &Oversight<'_>,
    learners: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Attending>>, StoreError> {
    use schooling::Column::{Id, Learner, Since, Tenant, Until};
    if right.also(Act::ManageRights).is_none() {
        return Err(StoreError::Refused(
            "who is at which school is shown to who keeps the records".to_owned(),
        ));
    }
    let (db, tenant, today) = (right.tx().db(), right.tenant(), right.now().today);
    let rows = schooling::Entity::find()
        .filter(Tenant.eq(tenant.0))
        .filter(Learner.is_in(learners.iter().map(|learner| learner.0)))
        .filter(Learner.not_in_subquery(right.not_theirs_to_keep()))
        .filter(Condition::any().add(Since.is_null()).add(Since.lte(today)))
        .filter(Condition::any().add(Until.is_null()).add(Until.gt(today)))
        .order_by_asc(Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.organisation).collect();
    let schools = organisation::Entity::find()
        .filter(organisation::Column::Tenant.eq(tenant.0))
        .filter(organisation::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let names: HashMap<Uuid, String> = schools.into_iter().map(|school| (school.id, school.name)).collect();
    let mut found: HashMap<PersonId, Vec<Attending>> = HashMap::new();
    for row in rows {
        let school = names.get(&row.organisation).cloned().unwrap_or_default();
        found.entry(PersonId(row.learner)).or_default().push(Attending { school, grade: row.grade });
    }
    for places in found.values_mut() {
        places.sort_by(|one, other| one.school.cmp(&other.school));
    }
    Ok(found)
}
