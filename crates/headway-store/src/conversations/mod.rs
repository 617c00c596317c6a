//! Conversations on a plan or on one item of it. Whoever may read the plan reads them, and the student always: there is no
//! other channel beside it.
//!
//! What hides an item hides the talk about it: a conversation on an item that a reader may not see is not there for them.
//! For who sees a plan without the family's words, a conversation that the family opened is not there, nor what the
//! family says in others.

mod reading;

use chrono::{DateTime, TimeDelta, Utc};
use ilp::access::Act;
use ilp::plan::{Language, Party, Text};
use ilp::{ConversationId, ItemId, PersonId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{conversation, message};
use crate::permits::Permit;
use crate::{StoreError, hands, instant, plans};

pub use reading::{find, mark, of_learner, unread};

/// The most characters of what a conversation is about: a line.
pub const SUBJECT_CHARS_MAX: usize = 200;

/// A conversation, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// The item that it is about; `None` for the plan as a whole.
    pub item: Option<ItemId>,
    /// What it is about, in the words of who opened it.
    pub subject: String,
    /// Who opened it, and may close it.
    pub opened_by: PersonId,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// When it was closed; nothing is added until it is opened again.
    pub closed_at: Option<DateTime<Utc>>,
}

/// One message, never edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: Uuid,
    /// Who wrote it.
    pub by: PersonId,
    /// On which side they speak.
    pub party: Party,
    /// When.
    pub at: DateTime<Utc>,
    /// The tag of its language.
    pub language: String,
    /// What it says.
    pub body: String,
}

/// A row of the list of conversations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The conversation.
    pub conversation: Conversation,
    /// What was said last that this reader may read.
    pub last: Option<Message>,
    /// How many messages the reader has not read, their own left out.
    pub unread: u64,
    /// How many there are.
    pub messages: u64,
}

/// A conversation with its messages, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// The conversation.
    pub conversation: Conversation,
    /// The last messages before the one that was named, or of all.
    pub messages: Vec<Message>,
    /// Whether there are older ones.
    pub has_older: bool,
    /// How far the reader had read before; `None` for who reads it the first time.
    pub read_until: Option<DateTime<Utc>>,
    /// How far the reader will have read; `None` where they had read so far already.
    pub mark: Option<Mark>,
}

/// How far somebody has read a conversation: made by [`find`] alone, for [`mark`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    key: (Uuid, Uuid, Uuid, Uuid),
    at: DateTime<Utc>,
}

/// Something that is said: an id, the moment and the words.
#[derive(Debug, Clone)]
pub struct Said {
    /// Minted by the caller.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: Text,
}

/// A conversation that begins with its first message.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Minted by the caller.
    pub id: ConversationId,
    /// The item that it is about; `None` for the plan as a whole.
    pub item: Option<ItemId>,
    /// What it is about, in at most [`SUBJECT_CHARS_MAX`] characters.
    pub subject: Text,
    /// The first message.
    pub first: Said,
}

/// Why something is not said or done in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not there, or not there for this reader.
    #[error("there is no such conversation; look at the list again")]
    NoSuchConversation,
    /// The item is not there, or not there for this reader.
    #[error("the plan has no such entry; open the conversation on the plan")]
    NoSuchItem,
    /// It is closed.
    #[error("this conversation is closed; whoever opened it can open it again")]
    Closed,
    /// Somebody else opened it.
    #[error("only whoever opened a conversation closes it or opens it again")]
    NotTheOpener,
    /// The subject is longer than a line, or was taken away.
    #[error("say in at most {SUBJECT_CHARS_MAX} characters what it is about")]
    Subject,
}

/// Opens a conversation with its first message.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for another act: a fault of the page.
pub async fn open(permit: &Permit<'_>, opening: &Opening) -> Result<Result<(), Refused>, StoreError> {
    hands::check_act(permit, Act::Converse)?;
    let subject = opening.subject.as_str().filter(|words| words.chars().count() <= SUBJECT_CHARS_MAX);
    let Some(subject) = subject else { return Ok(Err(Refused::Subject)) };
    if !shows_item(permit, opening.item).await? {
        return Ok(Err(Refused::NoSuchItem));
    }
    let row = conversation::ActiveModel {
        tenant: Set(permit.tenant().0),
        learner: Set(permit.learner().0),
        id: Set(opening.id.0),
        item: Set(opening.item.map(|item| item.0)),
        subject: Set(subject.to_owned()),
        opened_by: Set(permit.person().0),
        opened_at: Set(instant::kept(opening.first.at)),
        closed_at: Set(None),
    };
    conversation::Entity::insert(row).exec_without_returning(permit.tx.db()).await?;
    keep(permit, opening.id, &opening.first, instant::kept(opening.first.at)).await?;
    Ok(Ok(()))
}

/// Adds a message. It is never as old as the one before it, whatever the clock did: so what somebody has read is a moment.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for another act: a fault of the page.
pub async fn say(
    permit: &Permit<'_>,
    id: ConversationId,
    said: &Said,
) -> Result<Result<(), Refused>, StoreError> {
    let found = match locked(permit, id).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    if found.closed_at.is_some() {
        return Ok(Err(Refused::Closed));
    }
    // Written, though nothing changes: on PostgreSQL the second of two at once begins again, and sees what the first said.
    set(permit, id, None).await?;
    let latest = message::Entity::find().filter(of(permit, id)).order_by_desc(message::Column::At);
    let latest = latest.one(permit.tx.db()).await?;
    let next = latest.map_or(said.at, |latest| said.at.max(latest.at + TimeDelta::microseconds(1)));
    keep(permit, id, said, instant::kept(next)).await?;
    Ok(Ok(()))
}

/// Closes a conversation, or opens it again where `closed_at` is `None`: the right of whoever opened it.
///
/// # Errors
/// [`StoreError::Refused`] under a permit for another act: a fault of the page.
pub async fn set_closed(
    permit: &Permit<'_>,
    id: ConversationId,
    closed_at: Option<DateTime<Utc>>,
) -> Result<Result<(), Refused>, StoreError> {
    let found = match locked(permit, id).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    if found.opened_by != permit.person() {
        return Ok(Err(Refused::NotTheOpener));
    }
    set(permit, id, closed_at).await?;
    Ok(Ok(()))
}

async fn set(
    permit: &Permit<'_>,
    id: ConversationId,
    closed_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    conversation::Entity::update_many()
        .col_expr(conversation::Column::ClosedAt, Expr::value(closed_at.map(instant::kept)))
        .filter(conversation::Column::Tenant.eq(permit.tenant().0))
        .filter(conversation::Column::Learner.eq(permit.learner().0))
        .filter(conversation::Column::Id.eq(id.0))
        .exec(permit.tx.db())
        .await?;
    Ok(())
}

/// The conversation, to which nobody else adds until this transaction ends.
async fn locked(
    permit: &Permit<'_>,
    id: ConversationId,
) -> Result<Result<Conversation, Refused>, StoreError> {
    hands::check_act(permit, Act::Converse)?;
    let key = (permit.tenant().0, permit.learner().0, id.0);
    let row = conversation::Entity::find_by_id(key).lock_exclusive().one(permit.tx.db()).await?;
    if row.is_none() {
        return Ok(Err(Refused::NoSuchConversation));
    }
    let theirs = reading::seen(permit).await?.conversations.into_iter().find(|one| one.id == id);
    Ok(theirs.ok_or(Refused::NoSuchConversation))
}

async fn shows_item(permit: &Permit<'_>, item: Option<ItemId>) -> Result<bool, StoreError> {
    let Some(item) = item else { return Ok(true) };
    Ok(plans::current(permit).await?.items.contains_key(&item))
}

async fn keep(
    permit: &Permit<'_>,
    conversation: ConversationId,
    said: &Said,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(words) = said.text.as_str() else {
        return Err(StoreError::Refused("a message without words".to_owned()));
    };
    let row = message::ActiveModel {
        tenant: Set(permit.tenant().0),
        learner: Set(permit.learner().0),
        conversation: Set(conversation.0),
        id: Set(said.id),
        by_whom: Set(permit.person().0),
        at: Set(at),
        language: Set(said.text.language().map_or("en", Language::tag).to_owned()),
        body: Set(words.to_owned()),
    };
    message::Entity::insert(row).exec_without_returning(permit.tx.db()).await?;
    Ok(())
}

fn learners(permit: &Permit<'_>) -> Condition {
    Condition::all()
        .add(message::Column::Tenant.eq(permit.tenant().0))
        .add(message::Column::Learner.eq(permit.learner().0))
}

fn of(permit: &Permit<'_>, id: ConversationId) -> Condition {
    learners(permit).add(message::Column::Conversation.eq(id.0))
}
