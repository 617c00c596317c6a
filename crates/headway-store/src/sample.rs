//! What the cast talks about beside the plans and who of it looked at them, brought in as it would have come about.

use chrono::{DateTime, TimeDelta, Utc};
use ilp::PersonId;
use ilp::access::{Act, Actor, Moment};
use ilp::plan::{Language, Text};
use ilp::sample::riverside::TENANT;
use ilp::sample::{Look, NotedTalk, Riverside, Talk};
use uuid::Uuid;

use crate::access_log::{self, View};
use crate::audit::{self, Event};
use crate::contacts::{self, Noted, Way, With};
use crate::conversations::{self, Opening, Said};
use crate::permits::{self, Permit};
use crate::{StoreError, Tx, purposes};

/// Brings all talks and notes of the cast, each as if its author had sent it from a page on that day.
///
/// # Errors
/// [`StoreError::Refused`] where somebody of the cast may not say or note what the sample lets them.
///
/// # Panics
/// When the sample holds a subject or a way that there is not: a fault of the sample.
pub async fn add_talks(tx: &Tx, riverside: &Riverside) -> Result<(), StoreError> {
    for talk in &riverside.talks {
        add_talk(tx, talk).await?;
    }
    for (talk, n) in riverside.noted_talks.iter().zip(1_u128..) {
        note(tx, talk, Uuid::from_u128(n)).await?;
    }
    Ok(())
}

/// Lets everybody of the cast look who did, as if each had signed in and opened the page at that moment: the sign-in stands in the
/// audit, the look in the access log by the right that carried it, a purpose is kept, and who is refused stands in the audit.
///
/// # Errors
/// [`StoreError::Refused`] where somebody says a purpose and needs none: a fault of the sample.
pub async fn add_looks(tx: &Tx, riverside: &Riverside) -> Result<(), StoreError> {
    for (one, n) in riverside.looks.iter().zip(1_u128..) {
        signs_in(tx, one, Uuid::from_u128(SIGN_INS + n)).await?;
        look(tx, one, Uuid::from_u128(n)).await?;
    }
    Ok(())
}

/// Where the ids of sign-ins begin: those of looks are far below.
const SIGN_INS: u128 = 1 << 64;

/// Whoever looks has signed in some minutes before.
async fn signs_in(tx: &Tx, one: &Look, id: Uuid) -> Result<(), StoreError> {
    let at = one.at - TimeDelta::minutes(4);
    let because = String::new();
    let event =
        Event { actor: Some(one.by), because, ..Event::by_command(TENANT, (id, at), "session/begin") };
    audit::record(tx, &event).await
}

async fn look(tx: &Tx, one: &Look, id: Uuid) -> Result<(), StoreError> {
    let now = Moment { today: one.at.date_naive(), at: one.at };
    let actor = Actor { purpose: one.purpose.map(str::to_owned), ..permits::asking(TENANT, one.by) };
    let event = Event {
        tenant: TENANT,
        id,
        at: one.at,
        actor: Some(one.by),
        on_behalf_of: None,
        address: None,
        act: audit::act_code(one.act),
        learner: Some(one.learner),
        object: None,
        version: None,
        because: String::new(),
        outcome: String::new(),
        detail: String::new(),
    };
    let permit = match permits::permit(tx, &actor, one.act, one.learner, now).await? {
        Ok(permit) => permit,
        Err(why) => {
            let (because, _) = audit::code_of(&why);
            return audit::record(tx, &Event { because, outcome: "refused".to_owned(), ..event }).await;
        }
    };
    let (because, detail) = audit::code_of(&permit.because());
    if one.purpose.is_some() {
        if !purposes::keep(&permit, id).await? {
            return Err(StoreError::Refused(format!("{} needs no purpose", one.by)));
        }
        let object = Some(format!("purpose {id}"));
        let done = Event { because: because.clone(), outcome: "done".to_owned(), object, ..event.clone() };
        audit::record(tx, &done).await?;
    }
    let (learner, person, act) = (one.learner, one.by, event.act);
    let view = View { tenant: TENANT, learner, id, at: one.at, person, act, because, detail };
    access_log::note(tx, &[view]).await
}

async fn add_talk(tx: &Tx, talk: &Talk) -> Result<(), StoreError> {
    let said = talk.messages.iter().zip(1_u128..).map(|(message, n)| {
        let said = Said { id: Uuid::from_u128(n), at: message.at, text: message.text.clone() };
        (message.by, said)
    });
    for (n, (by, said)) in said.enumerate() {
        let permit = permit(tx, (by, Act::Converse, talk.learner), said.at).await?;
        let done = if n == 0 {
            let subject = Text::new(Language::english(), &talk.subject).expect("a short line");
            let opening = Opening { id: talk.id, item: talk.item, subject, first: said };
            conversations::open(&permit, &opening).await?
        } else {
            conversations::say(&permit, talk.id, &said).await?
        };
        done.map_err(|why| StoreError::Refused(why.to_string()))?;
    }
    if let (true, Some(first), Some(last)) = (talk.is_closed, talk.messages.first(), talk.messages.last()) {
        let permit = permit(tx, (first.by, Act::Converse, talk.learner), last.at).await?;
        let closed = conversations::set_closed(&permit, talk.id, Some(last.at)).await?;
        closed.map_err(|why| StoreError::Refused(why.to_string()))?;
    }
    Ok(())
}

async fn note(tx: &Tx, talk: &NotedTalk, id: Uuid) -> Result<(), StoreError> {
    let permit = permit(tx, (talk.by, Act::LogContact, talk.learner), talk.at).await?;
    let with = match talk.with {
        Some(person) if person == talk.learner => With::Student,
        Some(person) => With::Family(person),
        None => With::Somebody(talk.somebody.clone()),
    };
    let way = Way::of(talk.way).expect("a way of the sample");
    let (held_on, at, text) = (talk.held_on, talk.at, talk.text.clone());
    let noted = Noted { id, voids: None, held_on, at, way, with, text };
    let done = contacts::add(&permit, &noted).await?;
    done.map_err(|why| StoreError::Refused(why.to_string()))
}

/// The permit that somebody of the cast had at that moment.
async fn permit(
    tx: &Tx,
    (who, act, learner): (PersonId, Act, PersonId),
    at: DateTime<Utc>,
) -> Result<Permit<'_>, StoreError> {
    let now = Moment { today: at.date_naive(), at };
    let permit = permits::permit(tx, &permits::asking(TENANT, who), act, learner, now).await?;
    permit.map_err(|why| StoreError::Refused(format!("{who} may not {act:?}: {why:?}")))
}
