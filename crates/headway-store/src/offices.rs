//! Offices as an administrator gives and ends them. A district always keeps somebody who runs its system.

use chrono::NaiveDate;
use ilp::access::{Act, OfficeKind};
use ilp::{OrgId, PersonId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{account, office, organisation, person, tenant};
use crate::invitations::{self, TRUST};
use crate::oversight::Oversight;
use crate::ties::{self, Post};
use crate::{StoreError, permits};

/// An office that somebody holds, held or will hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its row.
    pub id: Uuid,
    /// What it is; `None` for what a roster calls a student, a parent or anything else, which gives nothing.
    pub kind: Option<OfficeKind>,
    /// What the organisation is called.
    pub organisation: String,
    /// First day, where it is known.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
    /// A roster brought it: the next one would bring it back.
    pub is_rosters: bool,
}

/// Why an office or an account was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nobody gives themselves an office.
    OwnOffice,
    /// The letter by which this person signs in was made by whoever wants to give the office: they may be the same.
    OwnLetter,
    /// Nobody else could run the system any more.
    LastAdministrator,
    /// It is the roster's, or not there, or over already.
    NotOurs,
    /// There is no such organisation or person.
    NotThere,
}

/// Every office of a person, the latest first.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to manage accounts.
pub async fn of(right: &Oversight<'_>, person: PersonId) -> Result<Vec<Held>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let rows = office::Entity::find()
        .filter(office::Column::Tenant.eq(right.tenant().0))
        .filter(office::Column::Person.eq(person.0))
        .order_by_desc(office::Column::Since)
        .order_by_asc(office::Column::Id)
        .all(right.tx.db())
        .await?;
    let ids = rows.iter().filter_map(|row| row.organisation);
    let places = organisation::Entity::find()
        .filter(organisation::Column::Tenant.eq(right.tenant().0))
        .filter(organisation::Column::Id.is_in(ids))
        .all(right.tx.db())
        .await?;
    let named =
        |id: Option<Uuid>| places.iter().find(|place| Some(place.id) == id).map(|place| place.name.clone());
    let held = |row: office::Model| Held {
        id: row.id,
        kind: permits::office_kind(&row.kind),
        organisation: named(row.organisation).unwrap_or_default(),
        from: row.since,
        until: row.until,
        is_rosters: !row.source.is_empty(),
    };
    Ok(rows.into_iter().map(held).collect())
}

/// The organisations at which an office can be held, by name.
///
/// # Errors
/// As for [`of`].
pub async fn places(right: &Oversight<'_>) -> Result<Vec<(OrgId, String)>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Tenant.eq(right.tenant().0))
        .filter(organisation::Column::RetiredAt.is_null())
        .order_by_asc(organisation::Column::Name)
        .order_by_asc(organisation::Column::Id)
        .all(right.tx.db())
        .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.id), row.name)).collect())
}

/// Gives an office. One of trust recalls what its holder was invited with before: the letter was made by one. `true` where there
/// was such a letter.
///
/// # Errors
/// As for [`of`].
pub async fn give(right: &Oversight<'_>, post: &Post) -> Result<Result<bool, Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    if post.person == right.person() {
        return Ok(Err(Left::OwnOffice));
    }
    let (db, tenant) = (right.tx.db(), right.tenant());
    let place = organisation::Entity::find_by_id((tenant.0, post.organisation.0)).one(db).await?;
    let holder = person::Entity::find_by_id((tenant.0, post.person.0)).one(db).await?;
    if place.is_none() || holder.is_none() {
        return Ok(Err(Left::NotThere));
    }
    let is_of_trust = TRUST.contains(&post.kind);
    if is_of_trust && invitations::let_in_by(right, post.person).await? == Some(right.person()) {
        return Ok(Err(Left::OwnLetter));
    }
    ties::add_posts(right.tx, tenant, std::slice::from_ref(post)).await?;
    let recalls = is_of_trust && invitations::recall(right, post.person).await?;
    Ok(Ok(recalls))
}

/// Ends an office of today or of later: today is the first day on which it does not hold any more.
///
/// # Errors
/// As for [`of`].
pub async fn end(right: &Oversight<'_>, person: PersonId, id: Uuid) -> Result<Result<(), Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (db, today) = (right.tx.db(), right.now().today);
    let row = office::Entity::find_by_id((right.tenant().0, person.0, id)).one(db).await?;
    let ours = row.filter(|row| row.source.is_empty() && row.until.is_none_or(|until| today < until));
    let Some(row) = ours else { return Ok(Err(Left::NotOurs)) };
    if row.kind == permits::office_code(OfficeKind::Administrator)
        && is_last(right, Spared::Office(id)).await?
    {
        return Ok(Err(Left::LastAdministrator));
    }
    office::Entity::update_many()
        .col_expr(office::Column::Until, Expr::value(Some(row.since.map_or(today, |since| since.max(today)))))
        .filter(office::Column::Tenant.eq(right.tenant().0))
        .filter(office::Column::Person.eq(person.0))
        .filter(office::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(Ok(()))
}

/// Whether nobody could run the system any more once this person cannot sign in.
///
/// # Errors
/// As for [`of`].
pub async fn is_last_administrator(right: &Oversight<'_>, person: PersonId) -> Result<bool, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    is_last(right, Spared::Person(person)).await
}

/// What is thought away when it is asked whether somebody is left.
enum Spared {
    Office(Uuid),
    Person(PersonId),
}

/// It writes the tenant's row as it is: of two who end each other's office at the same moment, one waits for the other.
async fn is_last(right: &Oversight<'_>, spared: Spared) -> Result<bool, StoreError> {
    use office::Column::{Kind, Organisation, Since, Tenant, Until};
    let (db, ours, today) = (right.tx.db(), right.tenant(), right.now().today);
    tenant::Entity::update_many()
        .col_expr(tenant::Column::Name, Expr::col(tenant::Column::Name))
        .filter(tenant::Column::Id.eq(ours.0))
        .exec(db)
        .await?;
    let rows = office::Entity::find()
        .filter(Tenant.eq(ours.0))
        .filter(Kind.eq(permits::office_code(OfficeKind::Administrator)))
        .filter(Organisation.is_not_null())
        .filter(Condition::any().add(Since.is_null()).add(Since.lte(today)))
        .filter(Condition::any().add(Until.is_null()).add(Until.gt(today)))
        .all(db)
        .await?;
    let is_spared = |row: &office::Model| match spared {
        Spared::Office(id) => row.id == id,
        Spared::Person(person) => row.person == person.0,
    };
    let mut was_one = false;
    for row in rows {
        if is_spared(&row) {
            was_one = true;
            continue;
        }
        let place = permits::place(right.tx, ours, OrgId(row.organisation.unwrap_or_default())).await?;
        if place.within.is_empty() && can_sign_in(right, PersonId(row.person)).await? {
            return Ok(false);
        }
    }
    Ok(was_one)
}

async fn can_sign_in(right: &Oversight<'_>, who: PersonId) -> Result<bool, StoreError> {
    let (db, key) = (right.tx.db(), (right.tenant().0, who.0));
    let account = account::Entity::find_by_id(key).one(db).await?;
    let person = person::Entity::find_by_id(key).one(db).await?;
    let is_open = account.is_some_and(|account| !account.disabled && account.password_hash.is_some());
    Ok(is_open && person.is_some_and(|person| person.enabled))
}
