//! What it takes for two people to be two: accounts that may be in one hand count as one, and who may no longer ask has not asked.

use chrono::{DateTime, Utc};
use ilp::PersonId;
use ilp::access::{Act, OfficeKind};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::entity::{audit_event, invitation, person};
use crate::oversight::{self, Oversight};
use crate::permits::{asking, office_code};
use crate::{StoreError, accounts, instant};

/// Who made the letter by which somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetIn {
    /// Who made it: they may have kept the code, and the account may be theirs.
    pub by: PersonId,
    /// When it was used.
    pub at: DateTime<Utc>,
}

/// The letter that this person used last. `None` where they never used one, and where a password was set for them at the server
/// since: from then on no letter tells in whose hand the account is.
pub(crate) async fn let_in(right: &Oversight<'_>, person: PersonId) -> Result<Option<LetIn>, StoreError> {
    use audit_event::Column as Event;
    use invitation::Column as Letter;
    let (db, tenant) = (right.tx().db(), right.tenant());
    let last = invitation::Entity::find()
        .filter(Letter::Tenant.eq(tenant.0))
        .filter(Letter::Person.eq(person.0))
        .filter(Letter::UsedAt.is_not_null())
        .order_by_desc(Letter::UsedAt)
        .one(db)
        .await?;
    let Some((by, at)) = last.and_then(|row| Some((PersonId(row.made_by), row.used_at?))) else {
        return Ok(None);
    };
    let set_since = audit_event::Entity::find()
        .filter(Event::Tenant.eq(tenant.0))
        .filter(Event::Act.eq("account/password"))
        .filter(Event::Because.eq("command_line"))
        .filter(Event::Outcome.eq("done"))
        .filter(Event::Object.eq(format!("account {person}")))
        .filter(Event::At.gt(at));
    Ok((set_since.count(db).await? == 0).then_some(LetIn { by, at }))
}

/// Whether one of these two let the other in by a letter: then both accounts may be in one hand.
///
/// That a third let in both does not make them one: in a district where one person makes all letters nobody would be two.
pub(crate) async fn is_one_hand(
    right: &Oversight<'_>,
    (one, other): (PersonId, PersonId),
) -> Result<bool, StoreError> {
    let made = |found: Option<LetIn>, by| found.is_some_and(|found| found.by == by);
    Ok(one == other || made(let_in(right, one).await?, other) || made(let_in(right, other).await?, one))
}

/// Whether what this person asked for at that moment still stands: they could ask today, and nothing happened since after which
/// their account may be in another hand, or was: it was closed, opened with a letter or got its password at the server, or their
/// office ended. It does not come back with the office or the account: a thief may have asked.
pub(crate) async fn still_stands(
    right: &Oversight<'_>,
    (who, asked_at): (PersonId, DateTime<Utc>),
) -> Result<bool, StoreError> {
    let (tx, tenant) = (right.tx(), right.tenant());
    let person = person::Entity::find_by_id((tenant.0, who.0)).one(tx.db()).await?;
    if !person.is_some_and(|person| person.enabled && person.retired_at.is_none()) {
        return Ok(false);
    }
    if accounts::of_person(tx, tenant, who).await?.is_some_and(|account| account.disabled) {
        return Ok(false);
    }
    if is_shaken(right, who, asked_at).await? {
        return Ok(false);
    }
    Ok(oversight::over(tx, &asking(tenant, who), Act::ManageAccounts, right.now()).await?.is_ok())
}

/// Whether the account of this person came into a hand since, which may be another one than before: by a letter, or with a password
/// set at the server.
pub(crate) async fn came_into_hand(
    right: &Oversight<'_>,
    who: PersonId,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    use audit_event::Column as Event;
    use invitation::Column as Letter;
    let (db, tenant, since) = (right.tx().db(), right.tenant(), instant::kept(since));
    let letters = invitation::Entity::find()
        .filter(Letter::Tenant.eq(tenant.0))
        .filter(Letter::Person.eq(who.0))
        .filter(Letter::UsedAt.gt(since));
    let at_the_server = audit_event::Entity::find()
        .filter(Event::Tenant.eq(tenant.0))
        .filter(Event::At.gt(since))
        .filter(Event::Act.eq("account/password"))
        .filter(Event::Because.eq("command_line"))
        .filter(Event::Outcome.eq("done"))
        .filter(Event::Object.eq(format!("account {who}")));
    Ok(0 < letters.count(db).await? || 0 < at_the_server.count(db).await?)
}

/// Whether such a thing happened since.
async fn is_shaken(right: &Oversight<'_>, who: PersonId, since: DateTime<Utc>) -> Result<bool, StoreError> {
    use audit_event::Column as Event;
    let events = audit_event::Entity::find()
        .filter(Event::Tenant.eq(right.tenant().0))
        .filter(Event::At.gt(instant::kept(since)))
        .filter(Event::Act.is_in(["account/close", "account/password", "invitation/use", "office/end"]))
        .filter(Event::Outcome.eq("done"))
        .filter(Event::Object.eq(format!("account {who}")))
        .all(right.tx().db())
        .await?;
    let office = office_code(OfficeKind::Administrator);
    Ok(events.iter().any(|event| match event.act.as_str() {
        // Whoever changes their own password is who they were.
        "account/password" => event.because == "command_line",
        "office/end" => event.detail.contains(office),
        _ => true,
    }))
}
