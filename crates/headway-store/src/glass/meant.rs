//! Whom somebody means who has no list with the student in it.

use chrono::NaiveDate;
use ilp::{PersonId, TenantId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::entity::{person, plan, schooling};
use crate::{StoreError, Tx, fold};

/// How somebody who has no list with the student in it says whom they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// First and last name, in any order and case, with or without accents.
    pub names: String,
    /// The number that the school gives the student.
    pub number: Option<String>,
    /// The birth date.
    pub born: Option<NaiveDate>,
}

/// The one learner whom these words mean; `None` where they mean nobody or several.
///
/// It says that there is such a learner: only for a job that asks for a permit next, and gives its reader one answer for
/// nobody and for somebody who is not theirs to see.
pub async fn meant(tx: &Tx, tenant: TenantId, told: &Told) -> Result<Option<PersonId>, StoreError> {
    let mut wanted = person::Entity::find().filter(person::Column::Tenant.eq(tenant.0));
    let number = told.number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    if number.is_none() && told.born.is_none() {
        return Ok(None);
    }
    if let Some(number) = number {
        wanted = wanted.filter(person::Column::Identifier.eq(number));
    }
    if let Some(born) = told.born {
        wanted = wanted.filter(person::Column::BirthDate.eq(born));
    }
    let mut meant = Vec::new();
    for row in wanted.all(tx.db()).await? {
        if is_called(&row, &told.names) && learns(tx, tenant, row.id).await? {
            meant.push(PersonId(row.id));
        }
    }
    Ok(match meant.as_slice() {
        [one] => Some(*one),
        _ => None,
    })
}

/// Whether all of these words are names of this person, and a first and a last name are among them.
fn is_called(row: &person::Model, names: &str) -> bool {
    let folded = fold::name(names);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let has_one_of = |names: [Option<&str>; 2]| {
        names.into_iter().flatten().map(fold::name).any(|name| {
            let mut parts = name.split(' ').peekable();
            parts.peek().is_some_and(|part| !part.is_empty()) && parts.all(|part| words.contains(&part))
        })
    };
    let all = fold::name(&row.search);
    words.iter().all(|word| all.split(' ').any(|name| name == *word))
        && has_one_of([Some(&row.given), row.preferred_given.as_deref()])
        && has_one_of([Some(&row.family), row.preferred_family.as_deref()])
}

/// Whether there is a plan or a school for this person as a learner: nobody opens a colleague.
async fn learns(tx: &Tx, tenant: TenantId, id: Uuid) -> Result<bool, StoreError> {
    let schools = schooling::Entity::find()
        .filter(schooling::Column::Tenant.eq(tenant.0))
        .filter(schooling::Column::Learner.eq(id));
    if 0 < schools.count(tx.db()).await? {
        return Ok(true);
    }
    Ok(plan::Entity::find_by_id((tenant.0, id)).one(tx.db()).await?.is_some())
}
