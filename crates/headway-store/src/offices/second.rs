//! An office of trust is given and ended by two: one administrator asks, another agrees, within a week.
//!
//! What was asked is an event of the audit and nowhere else, so that it cannot be changed, and whoever agrees names that event: they
//! agree to exactly what was asked.

use chrono::{DateTime, NaiveDate, Utc};
use ilp::access::{Act, OfficeKind};
use ilp::{OrgId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Left, TRUST, on};
use crate::audit::{self, Event};
use crate::entity::{audit_event, office};
use crate::invitations::{self, ASKED};
use crate::oversight::Oversight;
use crate::permits::{office_code, office_kind};
use crate::ties::Post;
use crate::{StoreError, instant, two};

const GIVE: &str = "office/ask";
const END: &str = "office/ask-end";
/// The acts after which nothing of the kind waits any more.
const CLOSES: [&str; 3] = ["office/give", "office/end", "office/recall"];

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An office of trust is given.
    Give(Post),
    /// The office of this person with this id ends.
    End(PersonId, Uuid),
}

/// What the audit keeps of an office of trust that was asked for, given, ended or recalled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Which office, by its code.
    pub office: String,
    /// Its row: the one that is to be, or the one that ends.
    pub row: Uuid,
    /// At which organisation.
    pub place: Option<OrgId>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is over.
    pub until: Option<NaiveDate>,
    /// The event that asked for it, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Uuid>,
}

/// What the detail of such an event says. `None` for an office that takes one, which is noted by its code alone.
#[must_use]
pub fn noted(detail: &str) -> Option<Noted> {
    serde_json::from_str(detail).ok()
}

/// That somebody asked, and nobody has agreed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The event: whoever agrees names it.
    pub id: Uuid,
    /// Whose office it is about.
    pub person: PersonId,
    /// Who asked.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether an office is to end; else one is to be given.
    pub ends_one: bool,
    /// Which office.
    pub kind: OfficeKind,
    /// Exactly what was asked.
    pub noted: Noted,
}

impl Asked {
    /// From when on it is too late to agree.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.at + ASKED
    }

    /// The office as it would be given today: it never begins before the second agrees.
    fn post(&self, today: NaiveDate) -> Option<Post> {
        Some(Post {
            id: self.noted.row,
            person: self.person,
            kind: self.kind,
            organisation: self.noted.place?,
            from: self.noted.from?.max(today),
            until: self.noted.until,
        })
    }

    fn is_about(&self, (person, kind): (PersonId, OfficeKind)) -> bool {
        self.person == person && self.kind == kind
    }
}

/// What waits for a second administrator, the latest first.
///
/// # Errors
/// [`StoreError::Refused`] where the right is not to manage accounts.
pub async fn asked(right: &Oversight<'_>) -> Result<Vec<Asked>, StoreError> {
    use audit_event::Column as Row;
    right.is_for(Act::ManageAccounts)?;
    let since = instant::kept(right.now().at - ASKED);
    let events = audit_event::Entity::find()
        .filter(Row::Tenant.eq(right.tenant().0))
        .filter(Row::At.gt(since))
        .filter(Row::Act.is_in([GIVE, END].into_iter().chain(CLOSES)))
        .filter(Row::Outcome.eq("done"))
        .order_by_desc(Row::At)
        .order_by_desc(Row::Id)
        .all(right.tx().db())
        .await?;
    let mut found = Vec::new();
    for ask in events.iter().filter_map(read) {
        let is_over = events.iter().any(|event| closes(event, &ask));
        if is_over || !two::still_stands(right, (ask.by, ask.at)).await? {
            continue;
        }
        // An office is asked for somebody as they were: since then a third administrator's letter may have opened the account.
        if ask.ends_one || !two::came_into_hand(right, ask.person, ask.at).await? {
            found.push(ask);
        }
    }
    Ok(found)
}

fn read(event: &audit_event::Model) -> Option<Asked> {
    let ends_one = match event.act.as_str() {
        GIVE => false,
        END => true,
        _ => return None,
    };
    let noted = noted(&event.detail)?;
    let kind = office_kind(&noted.office).filter(|kind| TRUST.contains(kind))?;
    let (person, by) = (whose(event)?, PersonId(event.actor?));
    Some(Asked { id: event.id, person, by, at: event.at, ends_one, kind, noted })
}

fn whose(event: &audit_event::Model) -> Option<PersonId> {
    event.object.as_deref()?.strip_prefix("account ")?.parse().ok()
}

/// Whether this event ended what was asked: it answers it by name, or the same office of the same person was given, ended or recalled
/// since. One that does not say which office it was ends it too.
fn closes(event: &audit_event::Model, ask: &Asked) -> bool {
    if !CLOSES.contains(&event.act.as_str()) || whose(event) != Some(ask.person) {
        return false;
    }
    let noted = noted(&event.detail);
    if noted.as_ref().is_some_and(|noted| noted.ask == Some(ask.id)) {
        return true;
    }
    let code = noted.map_or_else(|| event.detail.clone(), |noted| noted.office);
    ask.at < event.at && office_kind(&code).is_none_or(|kind| kind == ask.kind)
}

/// Asks for it. `event` is who asks, when and from where.
///
/// # Errors
/// As for [`asked`].
pub async fn ask(right: &Oversight<'_>, what: &What, event: Event) -> Result<Result<(), Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let on = on(right);
    on.one_at_a_time().await?;
    let (act, person, noted) = match what {
        What::Give(post) => {
            let post = Post { from: post.from.max(on.today), ..post.clone() };
            if let Some(left) = why_not_give(right, &post, right.person()).await? {
                return Ok(Err(left));
            }
            (GIVE, post.person, noted_of(&post))
        }
        What::End(person, id) => match on.ending(*person, *id).await? {
            Ok(row) => (END, *person, noted_of_row(&row)),
            Err(left) => return Ok(Err(left)),
        },
    };
    let Some(kind) = office_kind(&noted.office).filter(|kind| TRUST.contains(kind)) else {
        return Ok(Err(Left::NotOurs));
    };
    if asked(right).await?.iter().any(|waits| waits.is_about((person, kind))) {
        return Ok(Err(Left::Waits));
    }
    record(right, event, (act, person), &noted).await?;
    Ok(Ok(()))
}

/// Does what was asked. What letters there were for whom an office is given to are recalled with it; `recall` is recorded where there
/// was one.
///
/// # Errors
/// As for [`asked`].
pub async fn agree(
    right: &Oversight<'_>,
    (person, ask): (PersonId, Uuid),
    [event, recall]: [Event; 2],
) -> Result<Result<(), Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let on = on(right);
    on.one_at_a_time().await?;
    let Some(ask) = find(right, person, ask).await? else { return Ok(Err(Left::Over)) };
    if let Some(left) = why_not_agree(right, &ask).await? {
        return Ok(Err(left));
    }
    if ask.ends_one {
        let row = match on.ending(person, ask.noted.row).await? {
            Ok(row) => row,
            Err(left) => return Ok(Err(left)),
        };
        let until = on.close(&row).await?;
        let noted = Noted { ask: Some(ask.id), until: Some(until), ..ask.noted };
        record(right, event, ("office/end", person), &noted).await?;
        return Ok(Ok(()));
    }
    let Some(post) = ask.post(on.today) else { return Ok(Err(Left::Over)) };
    on.add(&post).await?;
    let noted = Noted { ask: Some(ask.id), ..noted_of(&post) };
    record(right, event, ("office/give", person), &noted).await?;
    if invitations::recall(right, person).await? {
        audit::record(right.tx(), &Event { act: "invitation/recall".to_owned(), ..recall }).await?;
    }
    Ok(Ok(()))
}

/// Takes back what was asked, or says no to it: who asked, or anybody whom it is not about.
///
/// # Errors
/// As for [`asked`].
pub async fn recall(
    right: &Oversight<'_>,
    (person, ask): (PersonId, Uuid),
    event: Event,
) -> Result<Result<(), Left>, StoreError> {
    on(right).one_at_a_time().await?;
    let Some(ask) = find(right, person, ask).await? else { return Ok(Err(Left::Over)) };
    if ask.person == right.person() && ask.by != right.person() {
        return Ok(Err(Left::AboutThem));
    }
    let noted = Noted { ask: Some(ask.id), ..ask.noted };
    record(right, event, ("office/recall", person), &noted).await?;
    Ok(Ok(()))
}

async fn find(right: &Oversight<'_>, person: PersonId, id: Uuid) -> Result<Option<Asked>, StoreError> {
    Ok(asked(right).await?.into_iter().find(|ask| ask.id == id && ask.person == person))
}

/// Why this administrator cannot agree now. `None` where they can.
///
/// # Errors
/// As for [`asked`].
pub async fn why_not_agree(right: &Oversight<'_>, ask: &Asked) -> Result<Option<Left>, StoreError> {
    if ask.by == right.person() {
        return Ok(Some(Left::OwnAsking));
    }
    if ask.person == right.person() {
        return Ok(Some(Left::AboutThem));
    }
    if two::is_one_hand(right, (ask.by, right.person())).await? {
        return Ok(Some(Left::OneHand));
    }
    if ask.ends_one {
        return Ok(on(right).ending(ask.person, ask.noted.row).await?.err());
    }
    let Some(post) = ask.post(right.now().today) else { return Ok(Some(Left::Over)) };
    why_not_give(right, &post, right.person()).await
}

/// Why nobody can end this office now. `None` where it can be asked for.
///
/// # Errors
/// As for [`asked`].
pub async fn why_not_end(
    right: &Oversight<'_>,
    (person, id): (PersonId, Uuid),
) -> Result<Option<Left>, StoreError> {
    right.is_for(Act::ManageAccounts)?;
    let row = match on(right).ending(person, id).await? {
        Ok(row) => row,
        Err(left) => return Ok(Some(left)),
    };
    let Some(kind) = office_kind(&row.kind) else { return Ok(None) };
    Ok(asked(right).await?.iter().any(|waits| waits.is_about((person, kind))).then_some(Left::Waits))
}

/// Why this administrator has no part in giving this office.
async fn why_not_give(right: &Oversight<'_>, post: &Post, by: PersonId) -> Result<Option<Left>, StoreError> {
    if post.person == by {
        return Ok(Some(Left::OwnOffice));
    }
    if two::let_in(right, post.person).await?.is_some_and(|letter| letter.by == by) {
        return Ok(Some(Left::OwnLetter));
    }
    on(right).why_not_give(post).await
}

pub(super) fn noted_of(post: &Post) -> Noted {
    Noted {
        office: office_code(post.kind).to_owned(),
        row: post.id,
        place: Some(post.organisation),
        from: Some(post.from),
        until: post.until,
        ask: None,
    }
}

pub(super) fn noted_of_row(row: &office::Model) -> Noted {
    Noted {
        office: row.kind.clone(),
        row: row.id,
        place: row.organisation.map(OrgId),
        from: row.since,
        until: row.until,
        ask: None,
    }
}

async fn record(
    right: &Oversight<'_>,
    event: Event,
    (act, person): (&str, PersonId),
    noted: &Noted,
) -> Result<(), StoreError> {
    let detail = serde_json::to_string(noted).unwrap_or_default();
    let object = Some(format!("account {person}"));
    audit::record(right.tx(), &Event { act: act.to_owned(), object, detail, ..event }).await
}
