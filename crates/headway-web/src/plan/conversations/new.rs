//! /plan/{learner}/conversations/new?item=: somebody opens a conversation on the plan or on one entry of it.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::conversations::{self, Opening, Refused, SUBJECT_CHARS_MAX, Said};
use ilp::access::Act;
use ilp::plan::TEXT_CHARS_MAX;
use ilp::{ConversationId, ItemId, PersonId};
use serde::Deserialize;

use super::{Row, all, row, who_reads};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::plan::body::Says;
use crate::plan::goal::as_it_is;
use crate::plan::typed::text;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/conversations/new.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    /// The entry that it will be about.
    item: Option<Says>,
    /// What is being said about it already.
    others: Vec<Row>,
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    item: Option<String>,
}

/// GET /plan/{learner}/conversations/new?item=
pub(crate) async fn blank(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let item = item_in(asked.item.as_deref())?;
    let form = visit.resume(form(&visit, learner, item)).await?;
    page(&visit, (learner, item), form, StatusCode::OK).await
}

/// POST /plan/{learner}/conversations/new
pub(crate) async fn open(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let item = item_in(posted.get("item"))?;
    let mut form = form(&visit, learner, item).read(&posted);
    let (subject, words) = (text(&mut form, "subject", &visit), text(&mut form, "words", &visit));
    let (Some(subject), Some(words), true) = (subject, words, form.is_sound()) else {
        visit.keep_refused(&posted).await?;
        return page(&visit, (learner, item), form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let first = Said { id: visit.app.fresh_id(), at: visit.now, text: words };
    let opening = Opening { id: ConversationId(visit.app.fresh_id()), item, subject, first };
    let there = format!("/plan/{learner}/conversations/{}?said=saved", opening.id);
    let opened = visit.save_about(&posted, (Act::Converse, learner), move |permit| {
        Box::pin(async move {
            Ok(match conversations::open(&permit, &opening).await? {
                Ok(()) => Outcome::Done(there),
                Err(refused) => Outcome::Refused(refused),
            })
        })
    });
    match opened.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(Refused::Subject) => Err(PageError::Unreadable),
        Outcome::Refused(_) => Err(PageError::NotFound),
    }
}

/// The entry that an address or a hidden field names; none where it is left empty.
fn item_in(named: Option<&str>) -> Result<Option<ItemId>, PageError> {
    named.filter(|named| !named.is_empty()).map(id).transpose()
}

fn form(visit: &Visit, learner: PersonId, item: Option<ItemId>) -> Form {
    let named = item.map(|item| item.to_string());
    let name = format!("conversations/{}", named.as_deref().unwrap_or("new"));
    let words = visit.words;
    Form::new(visit, name, format!("/plan/{learner}/conversations/new"))
        .about(learner)
        .with_hidden("item", named.unwrap_or_default())
        .with(
            Field::new("subject", words.text("talk-subject"))
                .hint(words.text("talk-subject-hint"))
                .most(SUBJECT_CHARS_MAX),
        )
        .with(Field::new("words", words.text("talk-words")).most(TEXT_CHARS_MAX))
}

async fn page(
    visit: &Visit,
    (learner, item): (PersonId, Option<ItemId>),
    mut form: Form,
    status: StatusCode,
) -> Result<Response, PageError> {
    let read = visit.read_about(Act::Converse, learner, |permit| Box::pin(async move { all(&permit).await }));
    let (loaded, listed) = read.await?;
    let speech = loaded.speech(visit);
    let found = match item {
        Some(item) => Some(loaded.plan.items.get(&item).ok_or(PageError::NotFound)?),
        None => None,
    };
    form.note = Some(who_reads(visit.words, &loaded));
    let same = listed.into_iter().filter(|one| {
        item.is_some() && one.conversation.item == item && one.conversation.closed_at.is_none()
    });
    let page = Page {
        frame: visit.frame(visit.words.text("talk-new-title")),
        form,
        back: format!("/plan/{learner}/conversations"),
        item: found.map(|item| as_it_is(&speech, item)),
        others: same.map(|one| row(&speech, &loaded.plan, learner, one)).collect(),
    };
    visit.show_as(status, &page)
}
