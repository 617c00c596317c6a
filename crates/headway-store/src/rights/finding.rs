//! Whom an officer looks for, to tie them to a learner or to keep them away.

use std::collections::HashSet;

use ilp::PersonId;
use ilp::access::{OfficeKind, in_force};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use super::is_for_rights;
use crate::entity::{office, organisation, person, relation, schooling};
use crate::oversight::not_theirs_to_keep;
use crate::permits::{self, Permit};
use crate::{StoreError, people};

/// People on the list of whom may be meant: more, and the words say too little.
const CANDIDATES_MAX: u64 = 20;

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
    /// They are family of this learner, and no end of it is known.
    pub is_tied: bool,
}

/// Those whose names hold all of these words: nobody where there are none.
///
/// The officer's own family and those from whom an order keeps the officer are left out, and whoever is at school today where
/// no post of the officer reaches.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for anything else.
pub async fn find_people(permit: &Permit<'_>, words: &str) -> Result<Vec<Candidate>, StoreError> {
    is_for_rights(permit)?;
    let (tx, tenant) = (permit.tx(), permit.tenant());
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let not_theirs = not_theirs_to_keep(tenant, permit.person(), permit.now().today);
    let rows = people::sought(tenant, words)
        .filter(person::Column::Id.is_not_in([permit.learner().0, permit.person().0]))
        .filter(person::Column::Id.not_in_subquery(not_theirs))
        .filter(within_reach(permit).await?)
        .limit(CANDIDATES_MAX)
        .all(tx.db())
        .await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| PersonId(row.id)).collect();
    let names = people::names_of(tx, tenant, &ids).await?;
    let mut found = Vec::new();
    for id in ids {
        let name = names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
        found.push(candidate(permit, id, name.unwrap_or_default()).await?);
    }
    Ok(found)
}

async fn candidate(permit: &Permit<'_>, id: PersonId, name: String) -> Result<Candidate, StoreError> {
    let (db, tenant) = (permit.tx().db(), permit.tenant());
    let posts = office::Entity::find()
        .filter(office::Column::Tenant.eq(tenant.0))
        .filter(office::Column::Person.eq(id.0));
    let schools = schooling::Entity::find()
        .filter(schooling::Column::Tenant.eq(tenant.0))
        .filter(schooling::Column::Learner.eq(id.0));
    let children: Vec<relation::Model> = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(tenant.0))
        .filter(relation::Column::Person.eq(id.0))
        .filter(relation::Column::Kind.eq("family"))
        .all(db)
        .await?;
    let today = permit.now().today;
    let goes_on = |row: &&relation::Model| row.until.is_none_or(|until| today < until);
    let learners: HashSet<Uuid> = children.iter().filter(goes_on).map(|row| row.learner).collect();
    // A link with an end can be followed by another one: the store says on which days.
    let is_tied = |row: &relation::Model| row.learner == permit.learner().0 && row.until.is_none();
    Ok(Candidate {
        person: id,
        name,
        works: 0 < posts.count(db).await?,
        learns: 0 < schools.count(db).await?,
        children: learners.len() as u64,
        is_tied: children.iter().any(is_tied),
    })
}

/// Whoever is at school today where the officer's posts reach, or ever was, and whoever is at no school today. As in the
/// officer's list of students, but for those who have left: a father may have gone to school in the same district.
async fn within_reach(permit: &Permit<'_>) -> Result<Condition, StoreError> {
    let (tx, tenant, today) = (permit.tx(), permit.tenant(), permit.now().today);
    let posts = permits::offices(tx, tenant, permit.person()).await?;
    let holds = |post: &&ilp::access::Office| {
        post.kind == OfficeKind::PrivacyOfficer && in_force(post.from, post.until, today)
    };
    let mut reached: HashSet<Uuid> = posts.iter().filter(holds).map(|post| post.organisation.0).collect();
    let all: Vec<(Uuid, Option<Uuid>)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Parent])
        .filter(organisation::Column::Tenant.eq(tenant.0))
        .into_tuple()
        .all(tx.db())
        .await?;
    let below = |reached: &HashSet<Uuid>| -> Vec<Uuid> {
        let is_below = |(id, parent): &&(Uuid, Option<Uuid>)| {
            !reached.contains(id) && parent.is_some_and(|parent| reached.contains(&parent))
        };
        all.iter().filter(is_below).map(|(id, _)| *id).collect()
    };
    loop {
        let more = below(&reached);
        if more.is_empty() {
            break;
        }
        reached.extend(more);
    }
    let learners = |stays: Select<schooling::Entity>| {
        stays.select_only().column(schooling::Column::Learner).into_query()
    };
    let stays = || {
        schooling::Entity::find().filter(schooling::Column::Tenant.eq(tenant.0)).filter(
            Condition::any().add(schooling::Column::Since.is_null()).add(schooling::Column::Since.lte(today)),
        )
    };
    let at_school = stays().filter(
        Condition::any().add(schooling::Column::Until.is_null()).add(schooling::Column::Until.gt(today)),
    );
    let here = stays().filter(schooling::Column::Organisation.is_in(reached));
    Ok(Condition::any()
        .add(person::Column::Id.not_in_subquery(learners(at_school)))
        .add(person::Column::Id.in_subquery(learners(here))))
}
