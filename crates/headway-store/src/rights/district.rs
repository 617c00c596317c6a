//! Whom an officer looks for, and what waits for an officer in the whole district.

use chrono::{Days, Months, NaiveDate};
use ilp::PersonId;
use ilp::access::{Act, RestrictionKind, Tie};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::is_for_rights;
use crate::entity::{office, person, relation, schooling};
use crate::oversight::Oversight;
use crate::permits::{Permit, as_relation};
use crate::{StoreError, people};

/// Rows of each list.
const LISTED_MAX: u64 = 50;
/// People on the list of whom may be meant: more, and the words say too little.
const CANDIDATES_MAX: u32 = 20;
/// How long ahead it is told that somebody comes of age.
const AHEAD: Days = Days::new(60);

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// They hold or held an office.
    pub works: bool,
    /// They are or were at a school.
    pub learns: bool,
    /// To how many students they are family.
    pub children: u64,
    /// They are tied to this learner already.
    pub is_tied: bool,
}

/// Those whose names hold all of these words: nobody where there are none.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for anything else.
pub async fn find_people(permit: &Permit<'_>, words: &str) -> Result<Vec<Candidate>, StoreError> {
    is_for_rights(permit)?;
    let (tx, tenant) = (permit.tx(), permit.tenant());
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for one in people::search(tx, tenant, words, CANDIDATES_MAX).await? {
        if [permit.learner(), permit.person()].contains(&one.id) {
            continue;
        }
        let posts = office::Entity::find()
            .filter(office::Column::Tenant.eq(tenant.0))
            .filter(office::Column::Person.eq(one.id.0));
        let schools = schooling::Entity::find()
            .filter(schooling::Column::Tenant.eq(tenant.0))
            .filter(schooling::Column::Learner.eq(one.id.0));
        let children: Vec<relation::Model> = relation::Entity::find()
            .filter(relation::Column::Tenant.eq(tenant.0))
            .filter(relation::Column::Person.eq(one.id.0))
            .filter(relation::Column::Kind.eq("family"))
            .all(tx.db())
            .await?;
        let mut learners: Vec<_> = children.iter().map(|row| row.learner).collect();
        learners.sort_unstable();
        learners.dedup();
        found.push(Candidate {
            person: one.id,
            name: one.names.shown(),
            works: 0 < posts.count(tx.db()).await?,
            learns: 0 < schools.count(tx.db()).await?,
            children: learners.len() as u64,
            is_tied: learners.contains(&permit.learner().0),
        });
    }
    Ok(found)
}

/// What an officer looks after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    /// The orders that hold today, the latest first.
    pub orders: Vec<Ordered>,
    /// Who comes of age soon, by the day.
    pub of_age_soon: Vec<(PersonId, String, NaiveDate)>,
    /// Students whose birth date nobody knows: they count as minors.
    pub without_birth_date: Vec<(PersonId, String)>,
}

/// An order that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// About whom.
    pub learner: PersonId,
    /// What the learner is called.
    pub about: String,
    /// What the person is called whom it keeps away.
    pub who: String,
    /// What it forbids.
    pub kind: RestrictionKind,
    /// Since when.
    pub from: Option<NaiveDate>,
}

/// What an officer looks after in the district. Their own family is left out, and those from whom an order keeps them away.
///
/// # Errors
/// [`StoreError::Refused`] where the right is to another act.
pub async fn watch(right: &Oversight<'_>, age_of_majority: u8) -> Result<Watch, StoreError> {
    right.is_for(Act::ManageRights)?;
    Ok(Watch {
        orders: orders(right).await?,
        of_age_soon: of_age_soon(right, age_of_majority).await?,
        without_birth_date: without_birth_date(right).await?,
    })
}

async fn orders(right: &Oversight<'_>) -> Result<Vec<Ordered>, StoreError> {
    use relation::Column::{Kind, Learner, Since, Tenant, Until};
    let today = right.now().today;
    let rows = relation::Entity::find()
        .filter(Tenant.eq(right.tenant().0))
        .filter(Kind.eq("restriction"))
        .filter(Condition::any().add(Since.is_null()).add(Since.lte(today)))
        .filter(Condition::any().add(Until.is_null()).add(Until.gt(today)))
        .filter(Learner.not_in_subquery(right.not_theirs_to_keep()))
        .order_by_desc(relation::Column::RecordedAt)
        .limit(LISTED_MAX)
        .all(right.tx().db())
        .await?;
    let ids: Vec<PersonId> = rows.iter().flat_map(|row| [row.learner, row.person]).map(PersonId).collect();
    let names = people::names_of(right.tx(), right.tenant(), &ids).await?;
    let name = |id| names.iter().find(|(known, _)| known.0 == id).map(|(_, name)| name.clone());
    let mut found = Vec::new();
    for row in rows {
        let (about, who) = (name(row.learner).unwrap_or_default(), name(row.person).unwrap_or_default());
        let (learner, from) = (PersonId(row.learner), row.since);
        if let Tie::Restriction { kind, .. } = as_relation(row)?.tie {
            found.push(Ordered { learner, about, who, kind, from });
        }
    }
    Ok(found)
}

/// Whoever turns so many years within the time ahead.
async fn of_age_soon(
    right: &Oversight<'_>,
    years: u8,
) -> Result<Vec<(PersonId, String, NaiveDate)>, StoreError> {
    let today = right.now().today;
    let years = Months::new(12 * u32::from(years));
    let Some((first, last)) = today
        .checked_add_days(AHEAD)
        .and_then(|ahead| Some((today.checked_sub_months(years)?, ahead.checked_sub_months(years)?)))
    else {
        return Ok(Vec::new());
    };
    let rows = students(right)
        .filter(person::Column::BirthDate.gt(first))
        .filter(person::Column::BirthDate.lte(last))
        .order_by_asc(person::Column::BirthDate)
        .order_by_asc(person::Column::Id)
        .limit(LISTED_MAX)
        .all(right.tx().db())
        .await?;
    let names = named(right, &rows).await?;
    let on = |id| {
        let row = rows.iter().find(|row| PersonId(row.id) == id)?;
        row.birth_date?.checked_add_months(years)
    };
    Ok(names.into_iter().filter_map(|(id, name)| Some((id, name, on(id)?))).collect())
}

async fn without_birth_date(right: &Oversight<'_>) -> Result<Vec<(PersonId, String)>, StoreError> {
    let rows = students(right)
        .filter(person::Column::BirthDate.is_null())
        .order_by_asc(person::Column::Family)
        .order_by_asc(person::Column::Given)
        .order_by_asc(person::Column::Id)
        .limit(LISTED_MAX)
        .all(right.tx().db())
        .await?;
    named(right, &rows).await
}

/// Whoever is at a school today, as far as they are this officer's.
fn students(right: &Oversight<'_>) -> sea_orm::Select<person::Entity> {
    let today = right.now().today;
    let learns = schooling::Entity::find()
        .select_only()
        .column(schooling::Column::Learner)
        .filter(schooling::Column::Tenant.eq(right.tenant().0))
        .filter(
            Condition::any().add(schooling::Column::Since.is_null()).add(schooling::Column::Since.lte(today)),
        )
        .filter(
            Condition::any().add(schooling::Column::Until.is_null()).add(schooling::Column::Until.gt(today)),
        )
        .into_query();
    person::Entity::find()
        .filter(person::Column::Tenant.eq(right.tenant().0))
        .filter(person::Column::Id.in_subquery(learns))
        .filter(person::Column::Id.not_in_subquery(right.not_theirs_to_keep()))
}

/// Their names, in the order of the rows.
async fn named(right: &Oversight<'_>, rows: &[person::Model]) -> Result<Vec<(PersonId, String)>, StoreError> {
    let ids: Vec<PersonId> = rows.iter().map(|row| PersonId(row.id)).collect();
    let names = people::names_of(right.tx(), right.tenant(), &ids).await?;
    let name = |id: PersonId| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    Ok(ids.into_iter().map(|id| (id, name(id).unwrap_or_default())).collect())
}
