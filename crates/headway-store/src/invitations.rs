//! Invitations: a code on a letter with which somebody makes their account. The code is on the letter alone; here is its digest.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ilp::access::{Act, Moment};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use crate::entity::invitation::{ActiveModel, Column, Entity, Model};
use crate::entity::{audit_event, office};
use crate::offices::TRUST;
use crate::oversight::Oversight;
use crate::{LetIn, StoreError, Tx, accounts, instant, people, permits, two};

/// How long a code can be used: a letter goes home in a bag and comes to light weeks later.
pub const VALID: TimeDelta = TimeDelta::days(30);

/// An invitation that is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// Minted by the caller.
    pub id: Uuid,
    /// Who is invited.
    pub person: PersonId,
    /// SHA-256 of the code.
    pub code_digest: [u8; 32],
}

/// An invitation that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// Its row.
    pub id: Uuid,
    /// Who is invited.
    pub person: PersonId,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// From when on it cannot be used any more.
    pub ends: DateTime<Utc>,
}

/// Why there is no invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uninvited {
    /// There is no such person.
    NotThere,
    /// Their account is closed: it is opened first.
    Closed,
    /// The roster says that they may not use the system, or that they have left.
    Away,
    /// They hold an office of trust, and nobody has asked for the letter yet: that is done first.
    AskFirst,
    /// They hold an office of trust, and this administrator asked: another one makes the letter.
    AskedByThem,
    /// They hold an office of trust, and nobody makes that letter for themselves.
    TheirOwn,
    /// They hold an office of trust, and one of both, who asked and who would make it, let the other in by a letter.
    OneHand,
}

/// How long somebody has to agree that a letter is made to who holds an office of trust.
pub const ASKED: TimeDelta = TimeDelta::days(7);

/// The acts of the audit by which a letter is asked for, made and recalled.
const ASK: &str = "invitation/ask";
const ENDS_AN_ASK: [&str; 2] = ["invitation/make", "invitation/recall"];

/// That somebody asked for a letter to who holds an office of trust, and nobody has agreed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// For whom.
    pub person: PersonId,
    /// Who asked.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

impl Asked {
    /// From when on it is too late to agree.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.at + ASKED
    }
}

/// The day after which an office of trust must not have ended: as long as a letter is valid, an office that ended still counts.
///
/// Else one administrator ends an office, makes the letter alone, and gives the office back.
pub(crate) fn trusted_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_signed(VALID).unwrap_or(NaiveDate::MIN)
}

/// Whether this person runs the system or keeps the records, today or later, or did so within the time for which a letter is
/// valid: whoever has their letter has what they may do, or could be given back.
///
/// # Errors
/// As for [`make`].
pub async fn is_trusted(right: &Oversight<'_>, person: PersonId) -> Result<bool, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    has_trust(right.tx, right.tenant(), person, right.now().today).await
}

async fn has_trust(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let until = office::Column::Until;
    let held = office::Entity::find()
        .filter(office::Column::Tenant.eq(tenant.0))
        .filter(office::Column::Person.eq(person.0))
        .filter(office::Column::Kind.is_in(TRUST.map(permits::office_code)))
        .filter(Condition::any().add(until.is_null()).add(until.gt(trusted_since(today))));
    Ok(0 < held.count(tx.db()).await?)
}

/// Whether somebody else than who made it asked for this letter before it was made.
///
/// Only for who is trusted is a letter ever asked for, and only where that still stands is it made by another.
async fn took_two(tx: &Tx, letter: &Model) -> Result<bool, StoreError> {
    use audit_event::Column as Event;
    let asks = audit_event::Entity::find()
        .filter(Event::Tenant.eq(letter.tenant))
        .filter(Event::At.gt(instant::kept(letter.made_at - ASKED)))
        .filter(Event::At.lte(letter.made_at))
        .filter(Event::Act.eq(ASK))
        .filter(Event::Outcome.eq("done"))
        .filter(Event::Object.eq(format!("account {}", letter.person)))
        .filter(Event::Actor.ne(letter.made_by));
    Ok(0 < asks.count(tx.db()).await?)
}

/// The letters that somebody has asked for and that wait for a second person, the latest first.
///
/// What was asked stands in the audit and nowhere else, so that it cannot be changed. It is over where a letter was made
/// or recalled since.
///
/// # Errors
/// As for [`make`].
pub async fn asked(right: &Oversight<'_>) -> Result<Vec<Asked>, StoreError> {
    use audit_event::Column as Event;
    right.is_for(Act::ManageAccounts)?;
    let db = right.tx.db();
    let of = || audit_event::Entity::find().filter(Event::Tenant.eq(right.tenant().0));
    let since = instant::kept(right.now().at - ASKED);
    let asks = of().filter(Event::At.gt(since)).filter(Event::Act.eq(ASK)).filter(Event::Outcome.eq("done"));
    let mut found: Vec<Asked> = Vec::new();
    for ask in asks.order_by_desc(Event::At).order_by_desc(Event::Id).all(db).await? {
        let object = ask.object.as_deref().and_then(|object| object.strip_prefix("account "));
        let person: Option<PersonId> = object.and_then(|person| person.parse().ok());
        let (Some(person), Some(by)) = (person, ask.actor.map(PersonId)) else { continue };
        if !two::still_stands(right, (by, ask.at)).await? {
            continue;
        }
        let over = of()
            .filter(Event::At.gte(ask.at))
            .filter(Event::Act.is_in(ENDS_AN_ASK))
            .filter(Event::Outcome.eq("done"))
            .filter(Event::Object.eq(ask.object.clone()));
        if found.iter().all(|known| known.person != person) && over.count(db).await? == 0 {
            found.push(Asked { person, by, at: ask.at });
        }
    }
    Ok(found)
}

/// Why this administrator does not make the letter now, where two are needed.
async fn why_not_alone(right: &Oversight<'_>, person: PersonId) -> Result<Option<Uninvited>, StoreError> {
    if !is_trusted(right, person).await? {
        return Ok(None);
    }
    let ask = asked(right).await?.into_iter().find(|ask| ask.person == person);
    Ok(match ask {
        None => Some(Uninvited::AskFirst),
        Some(ask) if ask.by == right.person() => Some(Uninvited::AskedByThem),
        Some(_) if person == right.person() => Some(Uninvited::TheirOwn),
        Some(ask) if two::is_one_hand(right, (ask.by, right.person())).await? => Some(Uninvited::OneHand),
        Some(_) => None,
    })
}

/// Makes an invitation. What the same person had before cannot be used any more. For who holds an office of trust it takes two:
/// one asks, another makes it.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to manage accounts.
pub async fn make(
    right: &Oversight<'_>,
    new: &NewInvitation,
) -> Result<Result<DateTime<Utc>, Uninvited>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let (tx, tenant, at) = (right.tx, right.tenant(), instant::kept(right.now().at));
    let Some(person) = people::find(tx, tenant, new.person).await? else {
        return Ok(Err(Uninvited::NotThere));
    };
    if !person.enabled || person.retired_at.is_some() {
        return Ok(Err(Uninvited::Away));
    }
    if accounts::of_person(tx, tenant, new.person).await?.is_some_and(|account| account.disabled) {
        return Ok(Err(Uninvited::Closed));
    }
    if let Some(why) = why_not_alone(right, new.person).await? {
        return Ok(Err(why));
    }
    recall(right, new.person).await?;
    let row = ActiveModel {
        tenant: Set(tenant.0),
        id: Set(new.id),
        person: Set(new.person.0),
        made_by: Set(right.person().0),
        code_digest: Set(new.code_digest.to_vec()),
        made_at: Set(at),
        ends: Set(at + VALID),
        used_at: Set(None),
        recalled_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(Ok(at + VALID))
}

/// Recalls what a person was invited with. `false` where nothing could be used any more.
///
/// # Errors
/// As for [`make`].
pub async fn recall(right: &Oversight<'_>, person: PersonId) -> Result<bool, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    recall_all(right.tx, (right.tenant(), person), right.now().at).await
}

/// As [`recall`], for whoever has asked for the right already or is at the server.
pub(crate) async fn recall_all(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let now = instant::kept(now);
    let recalled = Entity::update_many()
        .col_expr(Column::RecalledAt, Expr::value(Some(now)))
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Person.eq(person.0))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RecalledAt.is_null())
        .filter(Column::Ends.gt(now))
        .exec(tx.db())
        .await?;
    Ok(0 < recalled.rows_affected)
}

/// What a person is invited with now.
///
/// # Errors
/// As for [`make`].
pub async fn of_person(right: &Oversight<'_>, person: PersonId) -> Result<Option<Open>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let theirs = open(right.tenant(), right.now().at).filter(Column::Person.eq(person.0));
    Ok(theirs.one(right.tx.db()).await?.as_ref().map(as_open))
}

/// Who made the letter by which this person came in, and when it was used. `None` where they came in by none, and where a password
/// was set for them at the server since.
///
/// # Errors
/// As for [`make`].
pub async fn let_in(right: &Oversight<'_>, person: PersonId) -> Result<Option<LetIn>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    two::let_in(right, person).await
}

/// The invitation of this code, where it can be used at `now`. One that was used or recalled, one whose time is over, one that
/// took two and was made by one, and one that never was are all none.
pub async fn of_code(
    tx: &Tx,
    tenant: TenantId,
    digest: &[u8; 32],
    now: Moment,
) -> Result<Option<Open>, StoreError> {
    let row = open(tenant, now.at).filter(Column::CodeDigest.eq(digest.to_vec())).one(tx.db()).await?;
    let Some(row) = row else { return Ok(None) };
    let found = as_open(&row);
    // A roster may have given the office since: it recalls no letters.
    if has_trust(tx, tenant, found.person, now.today).await? && !took_two(tx, &row).await? {
        return Ok(None);
    }
    let person = people::find(tx, tenant, found.person).await?;
    let account = accounts::of_person(tx, tenant, found.person).await?;
    let may = person.is_some_and(|person| person.enabled && person.retired_at.is_none())
        && account.is_none_or(|account| !account.disabled);
    Ok(Some(found).filter(|_| may))
}

/// Uses an invitation up. `false` where somebody was quicker.
pub async fn use_up(
    tx: &Tx,
    tenant: TenantId,
    invitation: &Open,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(Some(instant::kept(now))))
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Id.eq(invitation.id))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RecalledAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}

fn open(tenant: TenantId, now: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RecalledAt.is_null())
        .filter(Column::Ends.gt(instant::kept(now)))
        .order_by_desc(Column::MadeAt)
}

fn as_open(row: &Model) -> Open {
    Open { id: row.id, person: PersonId(row.person), made_at: row.made_at, ends: row.ends }
}
