//! Our ids for the students, schools and classes that rows name by their ids in the roster.

use std::collections::{BTreeSet, HashMap, HashSet};

use ilp::TenantId;
use ilp::records::Row;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entity::{plan, schooling, source_id};
use crate::{StoreError, Tx};

/// What a row names and the roster does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// No such person.
    Student,
    /// The person is no student.
    NotAStudent,
    /// No such school.
    School,
    /// No such class.
    Class,
}

/// What some rows name.
#[derive(Debug, Default)]
pub(super) struct Known {
    people: HashMap<String, Uuid>,
    students: HashSet<Uuid>,
    schools: HashMap<String, Uuid>,
    classes: HashMap<String, Uuid>,
}

/// One row with our ids.
pub(super) struct Found {
    pub(super) learner: Uuid,
    pub(super) organisation: Option<Uuid>,
    pub(super) class: Option<Uuid>,
}

impl Known {
    /// Everything that is wrong with what a row names, or our ids for it.
    pub(super) fn of(&self, row: &Row) -> Result<Found, Vec<Unknown>> {
        let mut unknown = Vec::new();
        let learner = self.people.get(&row.student).copied();
        match learner {
            None => unknown.push(Unknown::Student),
            Some(learner) if !self.students.contains(&learner) => unknown.push(Unknown::NotAStudent),
            Some(_) => {}
        }
        let mut named = |source: Option<&String>, known: &HashMap<String, Uuid>, what| {
            let found = source.and_then(|source| known.get(source).copied());
            if source.is_some() && found.is_none() {
                unknown.push(what);
            }
            found
        };
        let organisation = named(row.school.as_ref(), &self.schools, Unknown::School);
        let class = named(row.class.as_ref(), &self.classes, Unknown::Class);
        match learner {
            Some(learner) if unknown.is_empty() => Ok(Found { learner, organisation, class }),
            _ => Err(unknown),
        }
    }
}

/// Looks up all that these rows name.
pub(super) async fn read(tx: &Tx, tenant: TenantId, system: &str, rows: &[Row]) -> Result<Known, StoreError> {
    let people = ids(tx, (tenant, system, "person"), rows.iter().map(|row| &row.student)).await?;
    let schools =
        ids(tx, (tenant, system, "organisation"), rows.iter().filter_map(|row| row.school.as_ref())).await?;
    let classes =
        ids(tx, (tenant, system, "class"), rows.iter().filter_map(|row| row.class.as_ref())).await?;
    let students = students(tx, tenant, people.values().copied().collect()).await?;
    Ok(Known { people, students, schools, classes })
}

async fn ids(
    tx: &Tx,
    (tenant, system, kind): (TenantId, &str, &str),
    sources: impl Iterator<Item = &String>,
) -> Result<HashMap<String, Uuid>, StoreError> {
    let sources: BTreeSet<&String> = sources.collect();
    if sources.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = source_id::Entity::find()
        .filter(source_id::Column::Tenant.eq(tenant.0))
        .filter(source_id::Column::System.eq(system))
        .filter(source_id::Column::Kind.eq(kind))
        .filter(source_id::Column::Source.is_in(sources))
        .all(tx.db())
        .await?;
    Ok(rows.into_iter().map(|row| (row.source, row.id)).collect())
}

/// Those who are or were at a school as a student, or have a plan.
async fn students(tx: &Tx, tenant: TenantId, people: Vec<Uuid>) -> Result<HashSet<Uuid>, StoreError> {
    let at_school: Vec<Uuid> = schooling::Entity::find()
        .select_only()
        .column(schooling::Column::Learner)
        .distinct()
        .filter(schooling::Column::Tenant.eq(tenant.0))
        .filter(schooling::Column::Learner.is_in(people.iter().copied()))
        .into_tuple()
        .all(tx.db())
        .await?;
    let mut found: HashSet<Uuid> = at_school.into_iter().collect();
    let others: Vec<Uuid> = people.into_iter().filter(|person| !found.contains(person)).collect();
    if !others.is_empty() {
        let planned: Vec<Uuid> = plan::Entity::find()
            .select_only()
            .column(plan::Column::Learner)
            .filter(plan::Column::Tenant.eq(tenant.0))
            .filter(plan::Column::Learner.is_in(others))
            .into_tuple()
            .all(tx.db())
            .await?;
        found.extend(planned);
    }
    Ok(found)
}
