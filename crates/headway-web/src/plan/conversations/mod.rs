//! GET /plan/{learner}/conversations: what is being talked about, with what is new to the reader.

pub(crate) mod new;
pub(crate) mod talk;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use headway_store::StoreError;
use headway_store::conversations::{self, Listed, Message};
use headway_store::permits::Permit;
use headway_text::Words;
use ilp::access::Act;
use ilp::plan::{Party, Plan};
use ilp::{ItemId, PersonId};

use super::goal::as_it_is;
use super::loaded::{self, Loaded};
use super::voice::{By, Line, Speech};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::further::Further;
use crate::layout::Frame;
use crate::shell::Visit;

/// So many characters of a message stand in the list.
const GIST_CHARS_MAX: usize = 160;

/// Closed conversations on one page; those that go on all stand there.
const CLOSED_MAX: usize = 30;

#[derive(Template)]
#[template(path = "plan/conversations/page.html")]
struct Page {
    frame: Frame,
    learner: PersonId,
    /// Where a new one begins.
    new: String,
    lead: String,
    may_open: bool,
    open: Vec<Row>,
    closed: Vec<Row>,
    /// Where those are that were closed earlier.
    older: Option<usize>,
}

/// One conversation of a list.
pub(crate) struct Row {
    href: String,
    subject: String,
    /// What it is about, where it is about one entry.
    item: Option<String>,
    /// "2 new messages".
    new: Option<String>,
    last: Option<Line>,
    count: String,
}

pub(crate) async fn show(
    visit: Visit,
    Path(learner): Path<String>,
    Query(further): Query<Further>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    // Whoever comes back from a conversation has read it.
    visit.app.views.flush().await;
    let read = visit.read_about(Act::SeePlan, learner, |permit| Box::pin(async move { all(&permit).await }));
    let (loaded, listed) = read.await?;
    let speech = loaded.speech(&visit);
    let row = |one: Listed| row(&speech, &loaded.plan, learner, one);
    let (closed, open): (Vec<Listed>, Vec<Listed>) =
        listed.into_iter().partition(|one| one.conversation.closed_at.is_some());
    let (closed, older) = further.page(closed, CLOSED_MAX);
    let page = Page {
        frame: visit.frame(visit.words.text("talk-title")),
        learner,
        new: format!("/plan/{learner}/conversations/new"),
        lead: who_reads(visit.words, &loaded),
        may_open: loaded.viewer.converse.is_some(),
        open: open.into_iter().map(row).collect(),
        older,
        closed: closed.into_iter().map(row).collect(),
    };
    visit.show(&page)
}

/// The plan, and its conversations with the names of everybody in them.
async fn all(permit: &Permit<'_>) -> Result<(Loaded, Vec<Listed>), StoreError> {
    let mut loaded = loaded::now(permit).await?;
    let listed = conversations::of_learner(permit).await?;
    let last = listed.iter().filter_map(|one| one.last.as_ref()).map(|last| last.by);
    let people: Vec<PersonId> = last.chain(listed.iter().map(|one| one.conversation.opened_by)).collect();
    loaded.meet(permit, &people).await?;
    Ok((loaded, listed))
}

fn row(speech: &Speech, plan: &Plan, learner: PersonId, one: Listed) -> Row {
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let words = speech.words;
    Row {
        href: format!("/plan/{learner}/conversations/{}", one.conversation.id),
        subject: one.conversation.subject,
        item: one.conversation.item.and_then(|item| about(speech, plan, item)),
        new: (0 < one.unread).then(|| words.text_with("talk-new", &[("count", count(one.unread).into())])),
        last: one.last.as_ref().map(|last| {
            let mut line = line(speech, last);
            line.text = gist(&line.text);
            line
        }),
        count: words.text_with("talk-count", &[("count", count(one.messages).into())]),
    }
}

/// The first words of a text.
fn gist(text: &str) -> String {
    match text.char_indices().nth(GIST_CHARS_MAX) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// What an entry of the plan says, in a line.
fn about(speech: &Speech, plan: &Plan, item: ItemId) -> Option<String> {
    plan.items.get(&item).map(|item| gist(&as_it_is(speech, item).lead.text))
}

/// A message in the voice of who wrote it.
fn line(speech: &Speech, message: &Message) -> Line {
    let class = match message.party {
        Party::Student | Party::Family => "voice-student",
        Party::School => "voice-staff",
    };
    let differs = message.language.split('-').next() != Some(speech.words.locale().tag());
    let lang = differs.then(|| message.language.clone());
    Line { text: message.body.clone(), class, lang, by: Some(by(speech, message.by, message.at)) }
}

fn by(speech: &Speech, person: PersonId, at: DateTime<Utc>) -> By {
    let local = at.with_timezone(&speech.zone);
    let (day, time) = (speech.words.date(local.date_naive()), speech.words.time(local.time()));
    By { name: speech.called(person), date: format!("{day}, {time}"), iso: at.to_rfc3339(), typed: None }
}

/// Who reads what is written here: it stands above every field of a conversation, whoever writes.
fn who_reads(words: Words, loaded: &Loaded) -> String {
    if loaded.viewer.is_the_student() {
        return words.text("talk-read-by-you");
    }
    words.text_with("talk-read-by", &[("name", loaded.learner_name().into())])
}

/// What the link to the conversations says: how many messages are new to the reader.
pub(crate) fn link_words(words: Words, unread: u64) -> String {
    match i64::try_from(unread) {
        Ok(0) => words.text("talk-title"),
        unread => words.text_with("talk-link-new", &[("count", unread.unwrap_or(i64::MAX).into())]),
    }
}
