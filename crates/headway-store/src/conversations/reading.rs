//! What somebody reads of the conversations about a learner: the list, one of them, and how far they have read.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use ilp::access::Field;
use ilp::plan::Party;
use ilp::{ConversationId, ItemId, PersonId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{Conversation, Listed, Mark, Message, Talk, learners, of};
use crate::entity::{conversation, conversation_read, message};
use crate::permits::Permit;
use crate::{StoreError, Tx, plans, team};

/// The conversations that this reader may read: those with the latest words first, the closed ones last.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn of_learner(permit: &Permit<'_>) -> Result<Vec<Listed>, StoreError> {
    let seen = seen(permit).await?;
    let ids: Vec<Uuid> = seen.conversations.iter().map(|one| one.id.0).collect();
    let (heard, read) = (headings(permit, &ids, &seen).await?, read_so_far(permit).await?);
    let lasts: Vec<Uuid> = heard.values().filter_map(|heard| heard.last().map(|last| last.id)).collect();
    let mut lasts: HashMap<Uuid, message::Model> = message::Entity::find()
        .filter(learners(permit))
        .filter(message::Column::Id.is_in(lasts))
        .all(permit.tx.db())
        .await?
        .into_iter()
        .map(|row| (row.conversation, row))
        .collect();
    let mut listed: Vec<Listed> = Vec::new();
    for one in seen.conversations {
        let heard = heard.get(&one.id.0).map(Vec::as_slice).unwrap_or_default();
        let after = read.get(&one.id.0).copied();
        let is_new = |heading: &&Heading| {
            heading.by_whom != permit.person().0 && after.is_none_or(|after| after < heading.at)
        };
        listed.push(Listed {
            unread: heard.iter().filter(is_new).count() as u64,
            messages: heard.len() as u64,
            last: lasts.remove(&one.id.0).map(|row| as_message(row, &seen.parties)),
            conversation: one,
        });
    }
    let latest = |one: &Listed| one.last.as_ref().map_or(one.conversation.opened_at, |last| last.at);
    listed
        .sort_by_key(|one| (one.conversation.closed_at.is_some(), Reverse(latest(one)), one.conversation.id));
    Ok(listed)
}

/// How many messages about this learner the reader has not read: what a link to the conversations says.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn unread(permit: &Permit<'_>) -> Result<u64, StoreError> {
    Ok(of_learner(permit).await?.iter().map(|one| one.unread).sum())
}

/// One conversation with at most `count_max` messages: the latest, or the latest before the one that is named.
///
/// Only the latest make a mark: who turns back to older ones has read no more by that.
///
/// # Errors
/// [`StoreError::Refused`] under a permit that does not open the plan.
pub async fn find(
    permit: &Permit<'_>,
    id: ConversationId,
    (before, count_max): (Option<Uuid>, usize),
) -> Result<Option<Talk>, StoreError> {
    let seen = seen(permit).await?;
    let Some(conversation) = seen.conversations.iter().find(|one| one.id == id).cloned() else {
        return Ok(None);
    };
    let heard = headings(permit, &[id.0], &seen).await?.remove(&id.0).unwrap_or_default();
    let read = read_so_far(permit).await?.get(&id.0).copied();
    let end = before.and_then(|before| heard.iter().position(|one| one.id == before));
    let end = end.unwrap_or(heard.len());
    let start = end.saturating_sub(count_max);
    let mark = heard[start..end]
        .last()
        .filter(|last| end == heard.len() && read.is_none_or(|read| read < last.at))
        .map(|last| Mark {
            key: (permit.tenant().0, permit.learner().0, id.0, permit.person().0),
            at: last.at,
        });
    let wanted = heard[start..end].iter().map(|one| one.id);
    let rows = message::Entity::find()
        .filter(of(permit, id))
        .filter(message::Column::Id.is_in(wanted))
        .order_by_asc(message::Column::At)
        .order_by_asc(message::Column::Id)
        .all(permit.tx.db())
        .await?;
    let messages = rows.into_iter().map(|row| as_message(row, &seen.parties)).collect();
    Ok(Some(Talk { conversation, messages, has_older: 0 < start, read_until: read, mark }))
}

/// Notes how far people have read. It never goes back.
pub async fn mark(tx: &Tx, marks: &[Mark]) -> Result<(), StoreError> {
    // One row a key: a statement may not meet the same row twice.
    let mut furthest: HashMap<(Uuid, Uuid, Uuid, Uuid), DateTime<Utc>> = HashMap::new();
    for mark in marks {
        let at = furthest.entry(mark.key).or_insert(mark.at);
        *at = mark.at.max(*at);
    }
    for ((tenant, learner, conversation, person), at) in furthest {
        let known = conversation_read::Entity::find_by_id((tenant, learner, conversation, person));
        if known.one(tx.db()).await?.is_some_and(|known| at <= known.at) {
            continue;
        }
        let row = conversation_read::ActiveModel {
            tenant: Set(tenant),
            learner: Set(learner),
            conversation: Set(conversation),
            person: Set(person),
            at: Set(at),
        };
        let key = [
            conversation_read::Column::Tenant,
            conversation_read::Column::Learner,
            conversation_read::Column::Conversation,
            conversation_read::Column::Person,
        ];
        let over = OnConflict::columns(key).update_column(conversation_read::Column::At).to_owned();
        conversation_read::Entity::insert(row).on_conflict(over).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// What the holder of a permit may read of, and on which side everybody speaks.
pub(super) struct Seen {
    pub(super) conversations: Vec<Conversation>,
    parties: HashMap<PersonId, Party>,
    family_words: bool,
}

pub(super) async fn seen(permit: &Permit<'_>) -> Result<Seen, StoreError> {
    let plan = plans::whole(permit).await?;
    let sighted = plans::sight(permit).on(&plan);
    let shown = sighted.now();
    let rows = conversation::Entity::find()
        .filter(conversation::Column::Tenant.eq(permit.tenant().0))
        .filter(conversation::Column::Learner.eq(permit.learner().0))
        .all(permit.tx.db())
        .await?;
    let speakers: Vec<Uuid> = message::Entity::find()
        .filter(learners(permit))
        .select_only()
        .column(message::Column::ByWhom)
        .distinct()
        .into_tuple()
        .all(permit.tx.db())
        .await?;
    let people: BTreeSet<PersonId> =
        rows.iter().map(|row| row.opened_by).chain(speakers).map(PersonId).collect();
    let parties = team::parties(permit, &people).await?;
    let family_words = permit.fields().has(Field::FamilyWords);
    let is_for_them = |row: &conversation::Model| {
        let opened_by_family = parties.get(&PersonId(row.opened_by)) == Some(&Party::Family);
        row.item.is_none_or(|item| shown.items.contains_key(&ItemId(item)))
            && (family_words || !opened_by_family)
    };
    let conversations = rows.into_iter().filter(is_for_them).map(as_conversation).collect();
    Ok(Seen { conversations, parties, family_words })
}

/// A message without its words: for counting, and to know which come next.
#[derive(FromQueryResult)]
struct Heading {
    conversation: Uuid,
    id: Uuid,
    by_whom: Uuid,
    at: DateTime<Utc>,
}

/// The messages that the reader may read in each of these conversations, the oldest first.
async fn headings(
    permit: &Permit<'_>,
    ids: &[Uuid],
    seen: &Seen,
) -> Result<HashMap<Uuid, Vec<Heading>>, StoreError> {
    let rows = message::Entity::find()
        .filter(learners(permit))
        .filter(message::Column::Conversation.is_in(ids.iter().copied()))
        .select_only()
        .columns([
            message::Column::Conversation,
            message::Column::Id,
            message::Column::ByWhom,
            message::Column::At,
        ])
        .order_by_asc(message::Column::At)
        .order_by_asc(message::Column::Id)
        .into_model::<Heading>()
        .all(permit.tx.db())
        .await?;
    let is_for_them =
        |row: &Heading| seen.family_words || seen.parties.get(&PersonId(row.by_whom)) != Some(&Party::Family);
    let mut found: HashMap<Uuid, Vec<Heading>> = HashMap::new();
    for row in rows.into_iter().filter(is_for_them) {
        found.entry(row.conversation).or_default().push(row);
    }
    Ok(found)
}

/// How far this reader has read each conversation about the learner.
async fn read_so_far(permit: &Permit<'_>) -> Result<HashMap<Uuid, DateTime<Utc>>, StoreError> {
    let rows = conversation_read::Entity::find()
        .filter(conversation_read::Column::Tenant.eq(permit.tenant().0))
        .filter(conversation_read::Column::Learner.eq(permit.learner().0))
        .filter(conversation_read::Column::Person.eq(permit.person().0))
        .all(permit.tx.db())
        .await?;
    Ok(rows.into_iter().map(|row| (row.conversation, row.at)).collect())
}

fn as_conversation(row: conversation::Model) -> Conversation {
    Conversation {
        id: ConversationId(row.id),
        item: row.item.map(ItemId),
        subject: row.subject,
        opened_by: PersonId(row.opened_by),
        opened_at: row.opened_at,
        closed_at: row.closed_at,
    }
}

fn as_message(row: message::Model, parties: &HashMap<PersonId, Party>) -> Message {
    let by = PersonId(row.by_whom);
    Message {
        id: row.id,
        by,
        party: parties.get(&by).copied().unwrap_or(Party::School),
        at: row.at,
        language: row.language,
        body: row.body,
    }
}
