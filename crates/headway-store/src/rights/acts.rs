//! What an officer enters, changes and ends. Nothing is overwritten: a link that gives something else from a day on ends there,
//! and a new one begins.

use chrono::NaiveDate;
use ilp::access::{Rights, Tie, in_force};
use ilp::{PersonId, RelationId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::is_for_rights;
use crate::entity::{person, relation};
use crate::people::Person;
use crate::permits::{Permit, as_relation};
use crate::ties::{self, Bond};
use crate::{StoreError, people};

/// Who is tied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Somebody whom the district knows.
    Known(PersonId),
    /// Somebody of whom it has not heard: they are added with the tie.
    New(Box<Person>),
}

impl Whom {
    /// Their id.
    #[must_use]
    pub fn id(&self) -> PersonId {
        match self {
            Self::Known(id) => *id,
            Self::New(person) => person.id,
        }
    }
}

/// A tie that is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTie {
    /// Minted by the caller.
    pub id: RelationId,
    /// Who.
    pub whom: Whom,
    /// What ties them: family, an order or a consent.
    pub tie: Tie,
    /// What people call it; empty where nobody does.
    pub called: String,
    /// What shows it.
    pub evidence: String,
    /// First day.
    pub from: NaiveDate,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
}

/// Why everything was left as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It concerns the officer: another one does it.
    Own,
    /// The learner is not tied to themselves.
    TheLearner,
    /// There is no such person or tie.
    NotThere,
    /// It is over already.
    Over,
    /// They are family already on some of these days: what they may is changed at that link.
    Already,
    /// An order or a consent of the same kind holds already on some of these days: to end one of two would end nothing.
    Twice,
    /// Somebody else wrote other days since they were read: these.
    Changed(OfAge),
    /// A consent goes to somebody of the family, and they are none.
    NotFamily,
    /// The rights are not the student's to share on that day; they pass on this one, where that is known.
    NotOfAge(Option<NaiveDate>),
    /// It began on this day: it cannot end, or give something else, before.
    NotBefore(NaiveDate),
    /// It is not an officer's to end: who is a supporter is the student's to say, a caseload the school's.
    NotOurs,
}

/// Enters a tie.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for anything else.
pub async fn enter(permit: &Permit<'_>, new: &NewTie) -> Result<Result<(), Left>, StoreError> {
    is_for_rights(permit)?;
    let (tx, tenant, id) = (permit.tx(), permit.tenant(), new.whom.id());
    if id == permit.person() {
        return Ok(Err(Left::Own));
    }
    if id == permit.learner() {
        return Ok(Err(Left::TheLearner));
    }
    if matches!(new.whom, Whom::Known(_)) && people::find(tx, tenant, id).await?.is_none() {
        return Ok(Err(Left::NotThere));
    }
    if let Some(left) = why_not(permit, new).await? {
        return Ok(Err(left));
    }
    if let Whom::New(person) = &new.whom {
        people::add(tx, person).await?;
    }
    let bond = Bond {
        id: new.id,
        learner: permit.learner(),
        person: id,
        tie: new.tie.clone(),
        called: new.called.clone(),
        from: Some(new.from),
        until: new.until,
        recorded_by: Some(permit.person()),
        recorded_at: permit.now().at,
    };
    ties::add(tx, tenant, &[bond]).await?;
    // A consent as a tie has no evidence; the row has.
    set(permit, new.id, relation::Column::Evidence, Expr::value(Some(new.evidence.clone()))).await?;
    Ok(Ok(()))
}

/// Whether what is entered makes no sense beside what is there.
async fn why_not(permit: &Permit<'_>, new: &NewTie) -> Result<Option<Left>, StoreError> {
    let between = rows_of(permit, new.whom.id()).await?;
    let family = || between.iter().filter(|row| row.kind == "family");
    let is_twice = || {
        let same = |row: &&relation::Model| {
            as_relation((*row).clone()).is_ok_and(|known| is_same(&known.tie, &new.tie))
        };
        between.iter().filter(same).any(|row| share_days(row, new))
    };
    Ok(match &new.tie {
        Tie::Family { .. } => family().any(|row| share_days(row, new)).then_some(Left::Already),
        Tie::AdultConsent { .. } => {
            let passes = permit.rights_pass_on();
            if passes.is_none_or(|on| new.from < on) {
                Some(Left::NotOfAge(passes))
            } else if family().any(|row| in_force(row.since, row.until, new.from)) {
                is_twice().then_some(Left::Twice)
            } else {
                Some(Left::NotFamily)
            }
        }
        Tie::Restriction { .. } => is_twice().then_some(Left::Twice),
        Tie::ClassTeacher { .. } | Tie::Caseload { .. } | Tie::Supporter { .. } | Tie::BreakGlass { .. } => {
            Some(Left::NotOurs)
        }
    })
}

/// Whether both are an order of one kind, or a consent on one ground.
fn is_same(known: &Tie, new: &Tie) -> bool {
    match (known, new) {
        (Tie::Restriction { kind: known, .. }, Tie::Restriction { kind: new, .. }) => known == new,
        (Tie::AdultConsent { basis: known }, Tie::AdultConsent { basis: new }) => known == new,
        _ => false,
    }
}

/// Whether a row holds on a day on which the new tie does. What ended on its first day never held.
fn share_days(row: &relation::Model, new: &NewTie) -> bool {
    let held = row.until.is_none_or(|until| row.since.is_none_or(|since| since < until));
    let begins_first = row.since.zip(new.until).is_none_or(|(since, until)| since < until);
    held && begins_first && row.until.is_none_or(|until| new.from < until)
}

async fn rows_of(permit: &Permit<'_>, person: PersonId) -> Result<Vec<relation::Model>, StoreError> {
    let rows = relation::Entity::find()
        .filter(relation::Column::Tenant.eq(permit.tenant().0))
        .filter(relation::Column::Learner.eq(permit.learner().0))
        .filter(relation::Column::Person.eq(person.0));
    Ok(rows.all(permit.tx().db()).await?)
}

/// Lets a family link give something else from a day on. The row of before ends there and keeps what it said.
///
/// `ids` are minted by the caller: for the new row, and for what stands in the place of a roster's.
///
/// # Errors
/// As for [`enter`].
pub async fn change(
    permit: &Permit<'_>,
    id: RelationId,
    (rights, evidence, from): (Rights, &str, NaiveDate),
    ids: [RelationId; 2],
) -> Result<Result<(), Left>, StoreError> {
    let row = match open(permit, id, from).await? {
        Ok(row) if row.kind == "family" => row,
        Ok(_) => return Ok(Err(Left::NotOurs)),
        Err(left) => return Ok(Err(left)),
    };
    close(permit, &row, from, ids[1]).await?;
    let was_to_change = take_back(permit, &row, from).await?;
    let bond = Bond {
        tie: Tie::Family { rights, evidence: Some(evidence.to_owned()) },
        recorded_by: Some(permit.person()),
        recorded_at: permit.now().at,
        from: Some(from),
        // It ended there only because another was to begin.
        until: row.until.filter(|_| !was_to_change),
        ..bond_of(&row, ids[0])
    };
    ties::add(permit.tx(), permit.tenant(), &[bond]).await?;
    Ok(Ok(()))
}

/// Ends a link, an order or a consent: `from` is the first day on which it no longer holds.
///
/// `copy` is minted by the caller, for what stands in the place of a roster's row.
///
/// # Errors
/// As for [`enter`].
pub async fn end(
    permit: &Permit<'_>,
    id: RelationId,
    from: NaiveDate,
    copy: RelationId,
) -> Result<Result<(), Left>, StoreError> {
    match open(permit, id, from).await? {
        Ok(row) if ["family", "restriction", "consent"].contains(&row.kind.as_str()) => {
            close(permit, &row, from, copy).await?;
            take_back(permit, &row, from).await?;
            Ok(Ok(()))
        }
        Ok(_) => Ok(Err(Left::NotOurs)),
        Err(left) => Ok(Err(left)),
    }
}

/// The row, where it can end on this day.
async fn open(
    permit: &Permit<'_>,
    id: RelationId,
    from: NaiveDate,
) -> Result<Result<relation::Model, Left>, StoreError> {
    is_for_rights(permit)?;
    let key = (permit.tenant().0, permit.learner().0, id.0);
    let Some(row) = relation::Entity::find_by_id(key).one(permit.tx().db()).await? else {
        return Ok(Err(Left::NotThere));
    };
    Ok(if row.person == permit.person().0 {
        Err(Left::Own)
    } else if row.until.is_some_and(|until| until <= permit.now().today || until <= from) {
        Err(Left::Over)
    } else if let Some(since) = row.since.filter(|since| from < *since) {
        Err(Left::NotBefore(since))
    } else {
        Ok(row)
    })
}

/// Ends a row. The next roster would open its own again; what a person recorded, no roster gainsays: so one that says the
/// same takes the place of a roster's, and ends.
async fn close(
    permit: &Permit<'_>,
    row: &relation::Model,
    from: NaiveDate,
    copy: RelationId,
) -> Result<(), StoreError> {
    if row.source.is_empty() {
        let until = Expr::value(Some(from));
        return set(permit, RelationId(row.id), relation::Column::Until, until).await;
    }
    let bond = Bond { until: Some(from), recorded_by: Some(permit.person()), ..bond_of(row, copy) };
    ties::add(permit.tx(), permit.tenant(), &[Bond { recorded_at: permit.now().at, ..bond }]).await
}

/// Takes back what was to begin later for the same family member: a change that waits for its day would give again what was
/// ended. `true` where there was such a row; it never holds, and stays to be read.
async fn take_back(permit: &Permit<'_>, row: &relation::Model, from: NaiveDate) -> Result<bool, StoreError> {
    use relation::Column::{Id, Kind, Learner, Person, Since, Tenant, Until};
    if row.kind != "family" {
        return Ok(false);
    }
    let holds_later = Condition::any().add(Until.is_null()).add(Expr::col(Until).gt(Expr::col(Since)));
    let taken = relation::Entity::update_many()
        .col_expr(Until, Expr::col(Since))
        .filter(Tenant.eq(permit.tenant().0))
        .filter(Learner.eq(permit.learner().0))
        .filter(Person.eq(row.person))
        .filter(Kind.eq("family"))
        .filter(Id.ne(row.id))
        .filter(Since.gt(from))
        .filter(holds_later)
        .exec(permit.tx().db())
        .await?;
    Ok(0 < taken.rows_affected)
}

/// A family row, as it would be recorded anew.
fn bond_of(row: &relation::Model, id: RelationId) -> Bond {
    let rights = Rights { see: row.may_see, take_part: row.may_take_part, sign: row.may_sign };
    Bond {
        id,
        learner: PersonId(row.learner),
        person: PersonId(row.person),
        tie: Tie::Family { rights, evidence: row.evidence.clone() },
        called: row.detail.clone(),
        from: row.since,
        until: row.until,
        recorded_by: row.recorded_by.map(PersonId),
        recorded_at: row.recorded_at,
    }
}

async fn set(
    permit: &Permit<'_>,
    id: RelationId,
    column: relation::Column,
    value: Expr,
) -> Result<(), StoreError> {
    relation::Entity::update_many()
        .col_expr(column, value)
        .filter(relation::Column::Tenant.eq(permit.tenant().0))
        .filter(relation::Column::Learner.eq(permit.learner().0))
        .filter(relation::Column::Id.eq(id.0))
        .exec(permit.tx().db())
        .await?;
    Ok(())
}

/// What passes the rights to a student before their birthday does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfAge {
    /// Since when a court or the law treats the minor as an adult.
    pub emancipated_from: Option<NaiveDate>,
    /// Since when the record is that of a student after school.
    pub eligible_from: Option<NaiveDate>,
}

/// Writes down from when on the rights are the learner's own, whatever their age: over the days that were `read`, and no
/// others, so that nobody takes back unseen what another officer wrote.
///
/// # Errors
/// As for [`enter`].
pub async fn set_of_age(
    permit: &Permit<'_>,
    read: OfAge,
    of_age: OfAge,
) -> Result<Result<(), Left>, StoreError> {
    use person::Column::{EligibleFrom, EmancipatedFrom};
    is_for_rights(permit)?;
    let (db, tenant, learner) = (permit.tx().db(), permit.tenant(), permit.learner());
    let is = |column: person::Column, day: Option<NaiveDate>| {
        day.map_or_else(|| column.is_null(), |day| column.eq(day))
    };
    // Compared where it is written: of two officers at once, the second finds no such row.
    let written = person::Entity::update_many()
        .col_expr(EmancipatedFrom, Expr::value(of_age.emancipated_from))
        .col_expr(EligibleFrom, Expr::value(of_age.eligible_from))
        .filter(person::Column::Tenant.eq(tenant.0))
        .filter(person::Column::Id.eq(learner.0))
        .filter(is(EmancipatedFrom, read.emancipated_from))
        .filter(is(EligibleFrom, read.eligible_from))
        .exec(db)
        .await?;
    if written.rows_affected == 1 {
        return Ok(Ok(()));
    }
    let now = person::Entity::find_by_id((tenant.0, learner.0)).one(db).await?;
    Ok(Err(now.map_or(Left::NotThere, |row| {
        Left::Changed(OfAge { emancipated_from: row.emancipated_from, eligible_from: row.eligible_from })
    })))
}
