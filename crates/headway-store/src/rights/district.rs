//! What waits for an officer in the whole district.

use std::collections::HashSet;

use chrono::{Days, Months, NaiveDate};
use ilp::PersonId;
use ilp::access::{Act, Learner, RestrictionKind, Tie};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::entity::{person, relation, schooling};
use crate::oversight::Oversight;
use crate::permits::as_relation;
use crate::{StoreError, fold, people};

/// Rows of each list.
const LISTED_MAX: usize = 50;
/// Ids that one question asks for.
const IDS_MAX: usize = 1_000;
/// How long ahead it is told that somebody comes of age.
const AHEAD: Days = Days::new(60);

/// The first rows of a list, and how many there are of them in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The first.
    pub rows: Vec<T>,
    /// All.
    pub count: u64,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), count: 0 }
    }
}

impl<T> Listed<T> {
    fn of(mut all: Vec<T>) -> Self {
        let count = all.len() as u64;
        all.truncate(LISTED_MAX);
        Self { rows: all, count }
    }
}

/// What an officer looks after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    /// The orders that hold today, the latest first.
    pub orders: Listed<Ordered>,
    /// Who is tied to a student, and is called as somebody from whom an order keeps the same student: it may be one human
    /// whom a roster brought a second time, and whom the order does not bind.
    pub namesakes: Listed<Ordered>,
    /// To whom the rights pass soon, by the day.
    pub of_age_soon: Listed<(PersonId, String, NaiveDate)>,
    /// Students whose birth date nobody knows and who hold no rights: they count as minors.
    pub without_birth_date: Listed<(PersonId, String)>,
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
    let (orders, namesakes) = orders(right).await?;
    Ok(Watch {
        orders,
        namesakes,
        of_age_soon: of_age_soon(right, age_of_majority).await?,
        without_birth_date: without_birth_date(right).await?,
    })
}

/// The orders that hold today, and who is called as somebody whom one of them names.
async fn orders(right: &Oversight<'_>) -> Result<(Listed<Ordered>, Listed<Ordered>), StoreError> {
    let all = in_force(right, "restriction").order_by_desc(relation::Column::RecordedAt);
    let all = all.order_by_desc(relation::Column::Id).all(right.tx().db()).await?;
    let ordered: HashSet<_> = all.iter().map(|row| row.learner).collect();
    let about = in_force(right, "restriction").select_only().column(relation::Column::Learner).into_query();
    let family = in_force(right, "family")
        .filter(relation::Column::Learner.in_subquery(about))
        .order_by_desc(relation::Column::RecordedAt)
        .order_by_desc(relation::Column::Id)
        .all(right.tx().db())
        .await?;
    let mut ids: Vec<PersonId> = all.iter().chain(&family).map(|row| PersonId(row.person)).collect();
    ids.extend(ordered.into_iter().map(PersonId));
    ids.sort_unstable();
    ids.dedup();
    let mut names = std::collections::HashMap::new();
    for part in ids.chunks(IDS_MAX) {
        names.extend(people::names_of(right.tx(), right.tenant(), part).await?);
    }
    let name = |id| names.get(&PersonId(id)).cloned().unwrap_or_default();
    let said = |order: &relation::Model, person| -> Result<Option<Ordered>, StoreError> {
        let (learner, about, who) = (PersonId(order.learner), name(order.learner), name(person));
        Ok(match as_relation(order.clone())?.tie {
            Tie::Restriction { kind, .. } => Some(Ordered { learner, about, who, kind, from: order.since }),
            _ => None,
        })
    };
    let (mut orders, mut namesakes) = (Vec::new(), Vec::new());
    for order in &all {
        orders.extend(said(order, order.person)?);
        let bound = |person| all.iter().any(|other| other.learner == order.learner && other.person == person);
        let called = fold::name(&name(order.person));
        let alike = |row: &&relation::Model| {
            row.learner == order.learner && !bound(row.person) && fold::name(&name(row.person)) == called
        };
        for row in family.iter().filter(alike) {
            namesakes.extend(said(order, row.person)?);
        }
    }
    Ok((Listed::of(orders), Listed::of(namesakes)))
}

/// Rows of this kind that hold today, about whoever is this officer's.
fn in_force(right: &Oversight<'_>, kind: &str) -> Select<relation::Entity> {
    use relation::Column::{Kind, Learner, Since, Tenant, Until};
    let today = right.now().today;
    relation::Entity::find()
        .filter(Tenant.eq(right.tenant().0))
        .filter(Kind.eq(kind))
        .filter(Condition::any().add(Since.is_null()).add(Since.lte(today)))
        .filter(Condition::any().add(Until.is_null()).add(Until.gt(today)))
        .filter(Learner.not_in_subquery(right.not_theirs_to_keep()))
}

/// To whom the rights pass within the time ahead, by a birthday or by what an officer wrote down.
async fn of_age_soon(
    right: &Oversight<'_>,
    years: u8,
) -> Result<Listed<(PersonId, String, NaiveDate)>, StoreError> {
    use person::Column::{BirthDate, EligibleFrom, EmancipatedFrom};
    let today = right.now().today;
    let months = Months::new(12 * u32::from(years));
    let Some((ahead, first, last)) = today.checked_add_days(AHEAD).and_then(|ahead| {
        Some((ahead, today.checked_sub_months(months)?, ahead.checked_sub_months(months)?))
    }) else {
        return Ok(Listed::default());
    };
    let soon = |column: person::Column| column.gt(today).and(column.lte(ahead));
    // More than are meant, where the day is near the end of February: the rule says on which day each of them is.
    let rows = minors(right)
        .filter(
            Condition::any()
                .add(BirthDate.gte(first).and(BirthDate.lte(last)))
                .add(soon(EmancipatedFrom))
                .add(soon(EligibleFrom)),
        )
        .all(right.tx().db())
        .await?;
    let mut found: Vec<(NaiveDate, PersonId)> = rows
        .iter()
        .filter_map(|row| Some((passes_on(row, years)?, PersonId(row.id))))
        .filter(|(on, _)| today < *on && *on <= ahead)
        .collect();
    found.sort_unstable();
    let listed = Listed::of(found);
    let ids: Vec<PersonId> = listed.rows.iter().map(|(_, id)| *id).collect();
    let names = named(right, ids).await?;
    let rows = listed.rows.into_iter().zip(names).map(|((on, id), (_, name))| (id, name, on)).collect();
    Ok(Listed { rows, count: listed.count })
}

/// The day on which the rights pass to this person: the rule's, not a sum of months.
fn passes_on(row: &person::Model, age_of_majority: u8) -> Option<NaiveDate> {
    Learner {
        tenant: ilp::TenantId(row.tenant),
        person: PersonId(row.id),
        schoolings: Vec::new(),
        birth_date: row.birth_date,
        age_of_majority,
        emancipated_from: row.emancipated_from,
        eligible_by_enrolment_from: row.eligible_from,
        relations: Vec::new(),
    }
    .rights_pass_on()
}

async fn without_birth_date(right: &Oversight<'_>) -> Result<Listed<(PersonId, String)>, StoreError> {
    let all = minors(right).filter(person::Column::BirthDate.is_null());
    let count = all.clone().count(right.tx().db()).await?;
    let rows = all
        .order_by_asc(person::Column::Family)
        .order_by_asc(person::Column::Given)
        .order_by_asc(person::Column::Id)
        .limit(LISTED_MAX as u64)
        .all(right.tx().db())
        .await?;
    let rows = named(right, rows.iter().map(|row| PersonId(row.id)).collect()).await?;
    Ok(Listed { rows, count })
}

/// Whoever is at a school today and does not hold the rights by what an officer wrote down, as far as they are this officer's.
fn minors(right: &Oversight<'_>) -> Select<person::Entity> {
    use person::Column::{EligibleFrom, EmancipatedFrom};
    let today = right.now().today;
    let not_yet = |column: person::Column| Condition::any().add(column.is_null()).add(column.gt(today));
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
        .filter(not_yet(EmancipatedFrom))
        .filter(not_yet(EligibleFrom))
}

/// Their names, in their order.
async fn named(right: &Oversight<'_>, ids: Vec<PersonId>) -> Result<Vec<(PersonId, String)>, StoreError> {
    let names = people::names_of(right.tx(), right.tenant(), &ids).await?;
    let name = |id: PersonId| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    Ok(ids.into_iter().map(|id| (id, name(id).unwrap_or_default())).collect())
}
