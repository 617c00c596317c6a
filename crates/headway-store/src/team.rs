//! The people round a learner: on which side each speaks, who is family, and who works with them today.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use ilp::PersonId;
use ilp::access::{Act, in_force};
use ilp::plan::Party;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::entity::{office, relation};
use crate::permits::Permit;
use crate::visible::statement;
use crate::{StoreError, hands, people};

/// Somebody round a learner, as a form offers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// What people call what ties them: `mother`, `counselor`; empty for who teaches a class.
    pub called: String,
}

/// On which side each of these people speaks about the learner.
///
/// By any tie they ever had: what a mother said stays the mother's when her rights have passed. A member of staff who is family
/// speaks as family. Somebody whom the student has named and who is not of the school speaks at the student's side.
pub(crate) async fn parties(
    permit: &Permit<'_>,
    who: &BTreeSet<PersonId>,
) -> Result<HashMap<PersonId, Party>, StoreError> {
    let ids: Vec<Uuid> = who.iter().map(|person| person.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ties = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(permit.tenant().0))
        .filter(relation::Column::Learner.eq(permit.learner().0))
        .filter(relation::Column::Person.is_in(ids.iter().copied()))
        .all(permit.tx.db())
        .await?;
    let posts = office::Entity::find()
        .filter(office::Column::Tenant.eq(permit.tenant().0))
        .filter(office::Column::Person.is_in(ids))
        .all(permit.tx.db())
        .await?;
    let has =
        |person: PersonId, kind: &str| ties.iter().any(|tie| tie.person == person.0 && tie.kind == kind);
    let party = |person: PersonId| {
        let of_the_school = has(person, "caseload") || posts.iter().any(|post| post.person == person.0);
        if person == permit.learner() {
            Party::Student
        } else if has(person, "family") {
            Party::Family
        } else if has(person, "supporter") && !of_the_school {
            Party::Student
        } else {
            Party::School
        }
    };
    Ok(who.iter().map(|person| (*person, party(*person))).collect())
}

/// The learner's family of today by name, for whoever notes a talk; also those who may see nothing, as one can talk with them.
///
/// Whoever a court order stands against is left out, whatever it forbids: a list that offers them invites the talk. A talk
/// that took place all the same is noted as one with somebody else.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for another act.
pub async fn family(permit: &Permit<'_>) -> Result<Vec<Member>, StoreError> {
    hands::check_act(permit, Act::LogContact)?;
    let rows = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(permit.tenant().0))
        .filter(relation::Column::Learner.eq(permit.learner().0))
        .filter(relation::Column::Kind.is_in(["family", "restriction"]))
        .all(permit.tx.db())
        .await?;
    let today = permit.now().today;
    let (family, orders): (Vec<relation::Model>, Vec<relation::Model>) = rows
        .into_iter()
        .filter(|row| in_force(row.since, row.until, today))
        .partition(|row| row.kind == "family");
    let is_free = |row: &relation::Model| orders.iter().all(|order| order.person != row.person);
    let free = family.into_iter().filter(is_free);
    by_name(permit, free.map(|row| (PersonId(row.person), row.detail)).collect()).await
}

/// Who teaches the learner in a class today, or has them on a caseload.
const STAFF: &str = "
select person, detail, since, until from relation
 where tenant = $1 and learner = $2 and kind = 'caseload'
union
select theirs.person, '', theirs.since, theirs.until from enrolment learners
  join enrolment theirs on theirs.tenant = learners.tenant and theirs.class = learners.class
 where learners.tenant = $1 and learners.person = $2 and learners.role = 'student'
   and theirs.role in ('teacher', 'co_teacher', 'substitute', 'aide')
   and (learners.since is null or learners.since <= $3) and (learners.until is null or learners.until > $3)";

/// The staff who work with the learner today by name, for whoever says who does what for them.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn staff(permit: &Permit<'_>) -> Result<Vec<Member>, StoreError> {
    hands::check_shows_plan(permit)?;
    let today = permit.now().today;
    let values = vec![permit.tenant().0.into(), permit.learner().0.into(), today.into()];
    let mut found: BTreeMap<PersonId, String> = BTreeMap::new();
    for row in permit.tx.db().query_all_raw(statement(permit.tx, STAFF, values)).await? {
        let (since, until) =
            (row.try_get::<Option<NaiveDate>>("", "since")?, row.try_get::<Option<NaiveDate>>("", "until")?);
        let called: String = row.try_get("", "detail")?;
        let person = PersonId(row.try_get("", "person")?);
        if in_force(since, until, today) {
            let known = found.entry(person).or_default();
            if known.is_empty() {
                *known = called;
            }
        }
    }
    by_name(permit, found.into_iter().collect()).await
}

async fn by_name(permit: &Permit<'_>, found: Vec<(PersonId, String)>) -> Result<Vec<Member>, StoreError> {
    let called: BTreeMap<PersonId, String> = found.into_iter().collect();
    let ids: Vec<PersonId> = called.keys().copied().collect();
    let names = people::names_of(permit.tx, permit.tenant(), &ids).await?;
    let member = |(person, name): (PersonId, String)| Member {
        person,
        name,
        called: called.get(&person).cloned().unwrap_or_default(),
    };
    let mut members: Vec<Member> = names.into_iter().map(member).collect();
    members.sort_by(|one, other| (&one.name, one.person).cmp(&(&other.name, other.person)));
    Ok(members)
}
