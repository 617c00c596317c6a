//! Offices as an administrator gives and ends them; those of trust as two do.

mod by_command;
mod second;
mod trust;

use chrono::NaiveDate;
use ilp::access::{Act, OfficeKind};
use ilp::{OrgId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use by_command::{Holder, end_here, give_here, holders};
pub use second::{Asked, Noted, What, agree, ask, asked, noted, recall, why_not_agree, why_not_end};
use trust::{On, Spared, last};

use crate::entity::{office, organisation, person};
use crate::oversight::Oversight;
use crate::ties::{self, Post};
use crate::{StoreError, permits};

/// The offices whose holders run the system or keep the records.
pub(crate) const TRUST: [OfficeKind; 2] = [OfficeKind::Administrator, OfficeKind::PrivacyOfficer];

/// An office that somebody holds, held or will hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its row.
    pub id: Uuid,
    /// What it is; `None` for what a roster calls a student, a parent or anything else, which gives nothing.
    pub kind: Option<OfficeKind>,
    /// What the organisation is called.
    pub organisation: String,
    /// Nothing is above that organisation: it is the whole district.
    pub is_whole: bool,
    /// First day, where it is known.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
    /// A roster brought it: the next one would bring it back.
    pub is_rosters: bool,
}

impl Held {
    /// Whether it holds on no day from this one on: it is over, or was ended before it began.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.until.is_some_and(|until| until <= today || self.from.is_some_and(|from| until <= from))
    }

    /// Whether it takes two to end it.
    #[must_use]
    pub fn is_of_trust(&self) -> bool {
        self.kind.is_some_and(is_of_trust)
    }
}

/// Why an office or an account was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nobody gives themselves an office.
    OwnOffice,
    /// The letter by which this person signs in was made by whoever wants to give the office: they may be the same.
    OwnLetter,
    /// It is an office of trust: one administrator asks, another agrees.
    TakesTwo,
    /// It takes two, and nobody else who could agree can sign in today.
    NoSecond,
    /// An office of trust is for somebody who works here and has an account.
    NotStaff,
    /// An office of trust is over the whole district, and this is a part of it.
    WholeDistrict,
    /// They hold that office already on some of these days.
    Held,
    /// Its last day is over before it could begin.
    DaysOver,
    /// Somebody has asked already for this office of this person: that is agreed to or not first.
    Waits,
    /// Nothing of the kind waits any more: a week is over, it was done or recalled, or who asked could not ask any more.
    Over,
    /// Nobody agrees to what they asked for.
    OwnAsking,
    /// Nobody has a say in their own office of trust.
    AboutThem,
    /// One of both let the other in by a letter: both accounts may be in one hand.
    OneHand,
    /// Nobody else could run the system any more.
    LastAdministrator,
    /// Nobody else would keep the records any more.
    LastOfficer,
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
    let is_whole =
        |id: Option<Uuid>| places.iter().any(|place| Some(place.id) == id && place.parent.is_none());
    let held = |row: office::Model| Held {
        id: row.id,
        kind: permits::office_kind(&row.kind),
        organisation: named(row.organisation).unwrap_or_default(),
        is_whole: is_whole(row.organisation),
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

/// The organisations that are the whole district, by name: where an office of trust is held. One, but where a roster names several
/// at the top.
///
/// # Errors
/// As for [`of`].
pub async fn wholes(right: &Oversight<'_>) -> Result<Vec<(OrgId, String)>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    on(right).wholes().await
}

/// Gives an office that is none of trust.
///
/// # Errors
/// As for [`of`].
pub async fn give(right: &Oversight<'_>, post: &Post) -> Result<Result<(), Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    if post.person == right.person() {
        return Ok(Err(Left::OwnOffice));
    }
    if TRUST.contains(&post.kind) {
        return Ok(Err(Left::TakesTwo));
    }
    let (db, tenant) = (right.tx.db(), right.tenant());
    let place = organisation::Entity::find_by_id((tenant.0, post.organisation.0)).one(db).await?;
    let holder = person::Entity::find_by_id((tenant.0, post.person.0)).one(db).await?;
    if place.is_none() || holder.is_none() {
        return Ok(Err(Left::NotThere));
    }
    ties::add_posts(right.tx, tenant, std::slice::from_ref(post)).await?;
    Ok(Ok(()))
}

/// Ends an office of today or of later that is none of trust: today is the first day on which it does not hold any more. Gives what
/// it was.
///
/// # Errors
/// As for [`of`].
pub async fn end(
    right: &Oversight<'_>,
    person: PersonId,
    id: Uuid,
) -> Result<Result<OfficeKind, Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let kind = kind_of(right, person, id).await?;
    if kind.is_some_and(|kind| TRUST.contains(&kind)) {
        return Ok(Err(Left::TakesTwo));
    }
    let row = match on(right).ending(person, id).await? {
        Ok(row) => row,
        Err(left) => return Ok(Err(left)),
    };
    on(right).close(&row).await?;
    Ok(kind.ok_or(Left::NotOurs))
}

/// Which office this row of a person is.
async fn kind_of(
    right: &Oversight<'_>,
    person: PersonId,
    id: Uuid,
) -> Result<Option<OfficeKind>, StoreError> {
    let row = office::Entity::find_by_id((right.tenant().0, person.0, id)).one(right.tx.db()).await?;
    Ok(row.and_then(|row| permits::office_kind(&row.kind)))
}

/// Why this person's account stays open: once they cannot sign in, nobody could run the system or keep the records any more. For a
/// job that writes: of two who shut each other out at the same moment, one waits for the other.
///
/// # Errors
/// As for [`of`].
pub async fn why_stays_open(right: &Oversight<'_>, person: PersonId) -> Result<Option<Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    on(right).one_at_a_time().await?;
    for kind in TRUST {
        if on(right).is_last(kind, Spared::Person(person)).await? {
            return Ok(Some(last(kind)));
        }
    }
    Ok(None)
}

fn on<'tx>(right: &Oversight<'tx>) -> On<'tx> {
    On { tx: right.tx, tenant: right.tenant(), today: right.now().today }
}

/// Whether an office is one of trust: who holds it runs the system or keeps the records.
#[must_use]
pub fn is_of_trust(kind: OfficeKind) -> bool {
    TRUST.contains(&kind)
}
