//! What somebody at work has promised in the plans of others and what was said there that they have not read: their day.
//!
//! Only ids, days and names leave here. The words of a plan are read on its own pages, where the look is written down.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use ilp::access::{Act, Moment};
use ilp::plan::{Body, Item, Kind, Owner, Plan, Sight, Stage};
use ilp::{ConversationId, ItemId, PersonId, TenantId};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::people::Names;
use crate::visible::{TIED, TIES, bound, statement};
use crate::{StoreError, Tx, conversations, people, permits, plans};

/// A promise is told so many days before its day.
pub const DAYS_AHEAD: u64 = 7;
/// More plans than this are not looked through at once: either engine takes some thousands of values.
const PLANS_AT_ONCE: usize = 1_000;
/// Conversations among which the latest are looked for: what hides an item hides the talk about it.
const CONVERSATIONS_MAX: usize = 40;
/// The end of a conversation, where the last word is the reader's own.
const END: usize = 20;

/// Something that the reader has promised in somebody's plan, with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Whose plan.
    pub learner: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// What was promised, to be read in the plan.
    pub item: ItemId,
    /// A step, or extra help.
    pub kind: Kind,
    /// The day of the step, or the last day of the help.
    pub day: NaiveDate,
}

/// A conversation in which somebody else has written since the reader last read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// About whom.
    pub learner: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// The conversation.
    pub conversation: ConversationId,
    /// Who wrote last.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Those whom a tie of today opens to the reader by their work: not themself and not their own family, who have their own page.
const AT_WORK: &str = ",
allowed as (";
const NOT_AT_HOME: &str = "),
at_work as (
    select learner, shows from allowed
     where 0 < shows and learner <> $2 and learner not in (select learner from in_force where kind = 'family')
)";

/// $5 is how a plan writes that something is the reader's: few of those whom they see have it.
const WITH_PROMISES: &str = "
select person.id, person.given, person.family, person.preferred_given, person.preferred_family, at_work.shows
  from at_work
  join plan on plan.tenant = $1 and plan.learner = at_work.learner
  join person on person.tenant = $1 and person.id = at_work.learner
 where plan.body like $5";

/// The latest first. Who has read nothing yet finds all of it new.
const WITH_NEWS: &str = "
select message.learner, message.conversation, max(message.at) as latest
  from at_work
  join message on message.tenant = $1 and message.learner = at_work.learner
  left join conversation_read
    on conversation_read.tenant = $1 and conversation_read.learner = message.learner
   and conversation_read.conversation = message.conversation and conversation_read.person = $2
 where message.by_whom <> $2 and (conversation_read.at is null or conversation_read.at < message.at)
 group by message.learner, message.conversation
 order by latest desc
 limit ";

fn text(rest: &str) -> String {
    format!("{TIES}{AT_WORK}{TIED}{NOT_AT_HOME}{rest}")
}

/// What this person has promised in the plans that their work opens today: late, or due within [`DAYS_AHEAD`] days; by its day.
pub async fn promises(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
) -> Result<Vec<Promise>, StoreError> {
    let mut values = bound(tenant, person, today, age_of_majority);
    values.push(format!("%\"school\":\"{person}\"%").into());
    let mut of: HashMap<PersonId, (String, bool)> = HashMap::new();
    for row in tx.db().query_all_raw(statement(tx, &text(WITH_PROMISES), values)).await? {
        let learner = PersonId(row.try_get::<Uuid>("", "id")?);
        let family_words = 1 < row.try_get::<i64>("", "shows")?;
        of.insert(learner, (Names::of_row(&row, "")?.shown(), family_words));
    }
    let learners: Vec<PersonId> = of.keys().copied().collect();
    let mut found = Vec::new();
    for some in learners.chunks(PLANS_AT_ONCE) {
        for (learner, plan) in plans::of_all(tx, tenant, some).await? {
            let Some((name, family_words)) = of.get(&learner) else { continue };
            // No promise says where the student will be.
            let sight = Sight { today, family_words: *family_words, delayed: false, whereabouts: false };
            let shown = sight.on(&plan).now().into_owned();
            let promise = |(item, kind, day)| Promise { learner, name: name.clone(), item, kind, day };
            found.extend(due(&shown, person, today).into_iter().map(promise));
        }
    }
    found.sort_by(|one, other| (one.day, &one.name, one.item).cmp(&(other.day, &other.name, other.item)));
    Ok(found)
}

/// What is this person's in a plan and has its day behind it or near.
fn due(plan: &Plan, person: PersonId, today: NaiveDate) -> Vec<(ItemId, Kind, NaiveDate)> {
    let last = today + Days::new(DAYS_AHEAD);
    let is_theirs = |item: &&Item| {
        item.owner == Owner::School(person) && matches!(item.stage, Stage::Open | Stage::UnderWay)
    };
    let items = plan.items.iter();
    items
        .filter_map(|(id, item)| {
            let day = day(Some(item).filter(is_theirs)?).filter(|day| *day <= last)?;
            Some((*id, item.body.kind(), day))
        })
        .collect()
}

fn day(item: &Item) -> Option<NaiveDate> {
    match &item.body {
        Body::Step(step) => step.due,
        Body::Intervention(help) => Some(help.ends),
        _ => None,
    }
}

/// The conversations about those whom this person's work opens to them in which somebody else has written since they last
/// read, the latest first, at most `count_max`.
pub async fn unread(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (now, age_of_majority): (Moment, u8),
    count_max: usize,
) -> Result<Vec<Unread>, StoreError> {
    let values = bound(tenant, person, now.today, age_of_majority);
    let question = text(&format!("{WITH_NEWS}{CONVERSATIONS_MAX}"));
    let mut of: Vec<(PersonId, Vec<ConversationId>)> = Vec::new();
    for row in tx.db().query_all_raw(statement(tx, &question, values)).await? {
        let learner = PersonId(row.try_get::<Uuid>("", "learner")?);
        let conversation = ConversationId(row.try_get::<Uuid>("", "conversation")?);
        match of.iter_mut().find(|(known, _)| *known == learner) {
            Some((_, some)) => some.push(conversation),
            None => of.push((learner, vec![conversation])),
        }
    }
    let mut found: Vec<Unread> = Vec::new();
    for (learner, some) in of {
        // Those who come later have nothing newer.
        if count_max <= found.len() {
            break;
        }
        let actor = permits::asking(tenant, person);
        let Ok(permit) = permits::permit(tx, &actor, Act::SeePlan, learner, now).await? else { continue };
        found.extend(news(&permit, &some).await?);
    }
    found.sort_by(|one, other| (other.at, one.conversation).cmp(&(one.at, other.conversation)));
    found.truncate(count_max);
    Ok(found)
}

/// Those of these conversations that the holder of the permit may read and has not.
async fn news(permit: &permits::Permit<'_>, some: &[ConversationId]) -> Result<Vec<Unread>, StoreError> {
    let mut found = Vec::new();
    let listed = conversations::of_learner(permit).await?;
    let is_new = |one: &conversations::Listed| 0 < one.unread && some.contains(&one.conversation.id);
    for one in listed.into_iter().filter(is_new) {
        let mut last = one.last.filter(|last| last.by != permit.person());
        if last.is_none() {
            let talk = conversations::find(permit, one.conversation.id, (None, END)).await?;
            let said = talk.map(|talk| talk.messages).unwrap_or_default();
            last = said.into_iter().rev().find(|message| message.by != permit.person());
        }
        let Some(last) = last else { continue };
        let about = [permit.learner(), last.by];
        let names: HashMap<PersonId, String> =
            people::names_of(permit.tx(), permit.tenant(), &about).await?.into_iter().collect();
        let Some((name, by)) = names.get(&about[0]).cloned().zip(names.get(&about[1]).cloned()) else {
            continue;
        };
        let (learner, conversation) = (permit.learner(), one.conversation.id);
        found.push(Unread { learner, name, conversation, by, at: last.at });
    }
    Ok(found)
}
