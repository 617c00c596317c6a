//! /plan/{learner}/conversations/{conversation}: one conversation, and a place to say something in it; older messages are
//! behind `?before=`.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::Work;
use headway_store::conversations::{self, Message, Refused, Said, Talk};
use ilp::access::{Act, Because};
use ilp::plan::TEXT_CHARS_MAX;
use ilp::{ConversationId, PersonId};
use serde::Deserialize;
use uuid::Uuid;

use super::{about, by, line, who_reads};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::plan::card::{Action, Press};
use crate::plan::loaded::{self, Loaded};
use crate::plan::typed::text;
use crate::plan::voice::Line;
use crate::shell::Visit;

/// Messages on one page.
const MESSAGES_MAX: usize = 100;

#[derive(Template)]
#[template(path = "plan/conversations/talk.html")]
struct Page {
    frame: Frame,
    back: String,
    /// The entry of the plan that it is about.
    item: Option<Action>,
    opened: String,
    /// That the family's words are not shown to this reader.
    cut: bool,
    older: Option<String>,
    messages: Vec<Shown>,
    /// Set while it is closed.
    closed: Option<String>,
    /// For who may say something.
    form: Option<Form>,
    /// For who opened it.
    close: Option<Press>,
}

/// A message, and whether the reader had not read it.
struct Shown {
    line: Line,
    is_new: bool,
    /// Its place on the page.
    anchor: String,
    /// That the reader has just sent it.
    sent: bool,
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    before: Option<Uuid>,
}

/// GET /plan/{learner}/conversations/{conversation}
pub(crate) async fn show(
    visit: Visit,
    Path((learner, conversation)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (learner, conversation) = (id(&learner)?, id(&conversation)?);
    let form = visit.resume(form(&visit, learner, conversation)).await?;
    page(&visit, (learner, conversation), (asked.before, form), StatusCode::OK).await
}

/// POST /plan/{learner}/conversations/{conversation}: something is said.
pub(crate) async fn say(
    visit: Visit,
    Path((learner, conversation)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, conversation): (PersonId, ConversationId) = (id(&learner)?, id(&conversation)?);
    let mut form = form(&visit, learner, conversation).read(&posted);
    let (Some(words), true) = (text(&mut form, "words", &visit), form.is_sound()) else {
        visit.keep_refused(&posted).await?;
        let asked = (None, form);
        return page(&visit, (learner, conversation), asked, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let said = Said { id: visit.app.fresh_id(), at: visit.now, text: words };
    let place = format!("/plan/{learner}/conversations/{conversation}");
    let there = format!("{place}?said=saved&item={0}#message-{0}", said.id);
    let outcome = visit.save_about(&posted, (Act::Converse, learner), move |permit| {
        Box::pin(async move {
            Ok(match conversations::say(&permit, conversation, &said).await? {
                Ok(()) => Outcome::Done(there),
                Err(refused) => Outcome::Refused(refused),
            })
        })
    });
    match outcome.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(Refused::Closed) => {
            visit.keep_refused(&posted).await?;
            form.problem = Some(visit.words.text("talk-closed-meanwhile"));
            page(&visit, (learner, conversation), (None, form), StatusCode::CONFLICT).await
        }
        Outcome::Refused(_) => Err(PageError::NotFound),
    }
}

/// POST /plan/{learner}/conversations/{conversation}/close: whoever opened it closes it, or opens it again.
pub(crate) async fn close(
    visit: Visit,
    Path((learner, conversation)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, conversation): (PersonId, ConversationId) = (id(&learner)?, id(&conversation)?);
    let closed_at = match posted.get("talk") {
        Some("close") => Some(visit.now),
        Some("reopen") => None,
        _ => return Err(PageError::Unreadable),
    };
    let there = format!("/plan/{learner}/conversations/{conversation}?said=saved");
    let outcome = visit.save_about(&posted, (Act::Converse, learner), move |permit| {
        Box::pin(async move {
            Ok(match conversations::set_closed(&permit, conversation, closed_at).await? {
                Ok(()) => Outcome::Done(there),
                Err(refused) => Outcome::Refused(refused),
            })
        })
    });
    match outcome.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(Refused::NotTheOpener) => {
            Err(PageError::Forbidden(visit.words.text("talk-not-yours-to-close")))
        }
        Outcome::Refused(_) => Err(PageError::NotFound),
    }
}

fn form(visit: &Visit, learner: PersonId, conversation: ConversationId) -> Form {
    let action = format!("/plan/{learner}/conversations/{conversation}");
    Form::new(visit, format!("conversations/{conversation}"), action)
        .about(learner)
        .with(Field::new("words", visit.words.text("talk-words")).most(TEXT_CHARS_MAX))
}

async fn page(
    visit: &Visit,
    (learner, conversation): (PersonId, ConversationId),
    (before, mut form): (Option<Uuid>, Form),
    status: StatusCode,
) -> Result<Response, PageError> {
    let read = visit.read_about(Act::SeePlan, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let mut loaded = loaded::now(&permit).await?;
            let talk = conversations::find(&permit, conversation, (before, MESSAGES_MAX)).await?;
            let said = talk.iter().flat_map(|talk| &talk.messages).map(|message| message.by);
            let opened = talk.iter().map(|talk| talk.conversation.opened_by);
            let people: Vec<PersonId> = said.chain(opened).collect();
            loaded.meet(&permit, &people).await?;
            Ok((loaded, talk))
        })
    });
    let (loaded, talk) = read.await?;
    let mut talk = talk.ok_or(PageError::NotFound)?;
    if let Some(mark) = talk.mark.take() {
        visit.app.views.note_mark(mark);
    }
    form.note = Some(who_reads(visit.words, &loaded));
    visit.show_as(status, &shown(visit, &loaded, &talk, form))
}

fn shown(visit: &Visit, loaded: &Loaded, talk: &Talk, form: Form) -> Page {
    let (speech, words) = (loaded.speech(visit), visit.words);
    let (one, viewer) = (&talk.conversation, &loaded.viewer);
    let place = format!("/plan/{}/conversations/{}", viewer.learner, one.id);
    let item = one.item.and_then(|item| {
        let href = format!("/plan/{}#item-{item}", viewer.learner);
        Some(Action { href, label: about(&speech, &loaded.plan, item)? })
    });
    let by = by(&speech, one.opened_by, one.opened_at);
    let opened = if speech.is_reader(one.opened_by) {
        words.text_with("talk-opened-you", &[("on", by.date.into())])
    } else {
        words.text_with("talk-opened", &[("name", by.name.into()), ("on", by.date.into())])
    };
    let is_new = |message: &Message| {
        message.by != viewer.person && talk.read_until.is_none_or(|until| until < message.at)
    };
    let sent = visit.saved_item().map(|sent| sent.0);
    let shown = |message: &Message| Shown {
        line: line(&speech, message),
        is_new: is_new(message),
        anchor: format!("message-{}", message.id),
        sent: sent == Some(message.id),
    };
    let first = talk.messages.first().filter(|_| talk.has_older).map(|first| first.id);
    let closed = one.closed_at.map(|at| {
        let on = words.date(at.with_timezone(&speech.zone).date_naive());
        words.text_with("talk-closed-on", &[("on", on.into())])
    });
    let is_opener = viewer.converse.is_some() && one.opened_by == viewer.person;
    let button = match one.closed_at {
        None => ("close", words.text("talk-close")),
        Some(_) => ("reopen", words.text("talk-reopen")),
    };
    Page {
        frame: visit.frame(one.subject.clone()),
        back: format!("/plan/{}/conversations", viewer.learner),
        item,
        opened,
        cut: viewer.because == Because::Supporter,
        older: first.map(|first| format!("{place}?before={first}")),
        messages: talk.messages.iter().map(shown).collect(),
        form: (viewer.converse.is_some() && (closed.is_none() || form.has_problems())).then_some(form),
        closed,
        close: is_opener.then(|| Press {
            action: format!("{place}/close"),
            once: visit.app.fresh_id().to_string(),
            replaces: None,
            name: "talk",
            buttons: vec![button],
        }),
    }
}
