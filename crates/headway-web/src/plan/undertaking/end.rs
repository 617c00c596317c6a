//! /plan/{learner}/undertaking/{item}/end: the responsible person says that it is done or stopped, and what came of it.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ilp::access::Act;
use ilp::plan::{Change, Hand, Plan, Refused, Stage, TEXT_CHARS_MAX};
use ilp::{ItemId, PersonId};

use super::fields::kind_of;
use super::undertaken;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::plan::body::Says;
use crate::plan::goal::{as_it_is, load};
use crate::plan::save::{self, item_of};
use crate::plan::typed::{replaced, text_if_any};
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/undertaking/end.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    now: Says,
}

/// GET /plan/{learner}/undertaking/{item}/end
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let form = visit.resume(form(&visit, learner, item)).await?;
    page(&visit, (learner, item), form, StatusCode::OK).await
}

/// POST /plan/{learner}/undertaking/{item}/end
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let mut form = form(&visit, learner, item).read(&posted);
    let replaces = replaced(&posted)?;
    let to = match posted.get("to") {
        Some("done") => Stage::Done,
        Some("dropped") => Stage::Dropped,
        _ => return Err(PageError::Unreadable),
    };
    let words = text_if_any(&mut form, "words", &visit);
    if !form.is_sound() {
        visit.keep_refused(&posted).await?;
        return page(&visit, (learner, item), form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let on = visit.today();
    let build = move |plan: &Plan, _: &Hand| {
        kind_of(item_of(plan, item)?).ok_or(Refused::NoSuchItem { item })?;
        Ok(Change::ItemMoved { item, replaces, to, on, words })
    };
    match save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await? {
        Outcome::Refused(Refused::Stale { .. }) => {
            visit.keep_refused(&posted).await?;
            form.problem = Some(visit.words.text("message-stale"));
            page(&visit, (learner, item), form, StatusCode::CONFLICT).await
        }
        outcome => match save::taken(&visit, outcome, &mut form)? {
            Some(there) => Ok(there),
            None => page(&visit, (learner, item), form, StatusCode::UNPROCESSABLE_ENTITY).await,
        },
    }
}

fn form(visit: &Visit, learner: PersonId, item: ItemId) -> Form {
    let words = Field::new("words", visit.words.text("undertaking-end-words"))
        .hint(visit.words.text("undertaking-end-words-hint"))
        .most(TEXT_CHARS_MAX)
        .optional();
    Form::new(visit, format!("end/{item}"), format!("/plan/{learner}/undertaking/{item}/end"))
        .about(learner)
        .with_hidden("replaces", String::new())
        .with(words)
}

/// The form over the revision of now, beside what it says.
async fn page(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    mut form: Form,
    status: StatusCode,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    let (found, _) = undertaken(&loaded, item)?;
    if !loaded.viewer.may_change(found) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    form.set_hidden("replaces", &found.revision.to_string());
    form.note = loaded.viewer.is_read_by(visit.words);
    let now = as_it_is(&loaded.speech(visit), found);
    let frame = visit.frame(visit.words.text("undertaking-end-title"));
    visit.show_as(status, &Page { frame, form, back: format!("/plan/{learner}"), now })
}
