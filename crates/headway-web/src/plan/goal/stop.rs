//! /plan/{learner}/goal/{item}/stop: the owner stops a goal for now, and may say why.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ilp::access::Act;
use ilp::plan::{Change, Hand, Plan, Refused, Stage, TEXT_CHARS_MAX};
use ilp::{ItemId, PersonId};

use super::fields::goal_of;
use super::{as_it_is, goal_item, load};
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::plan::body::Says;
use crate::plan::save::{self, item_of};
use crate::plan::typed::{replaced, text_if_any};
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/goal/stop.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    now: Says,
}

/// GET /plan/{learner}/goal/{item}/stop
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let form = visit.resume(form(&visit, learner, item)).await?;
    page(&visit, (learner, item), form, StatusCode::OK).await
}

/// POST /plan/{learner}/goal/{item}/stop
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let mut form = form(&visit, learner, item).read(&posted);
    let replaces = replaced(&posted)?;
    let words = text_if_any(&mut form, "words", &visit);
    if !form.is_sound() {
        visit.keep_refused(&posted).await?;
        return page(&visit, (learner, item), form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let on = visit.today();
    let build = move |plan: &Plan, _: &Hand| {
        goal_of(item_of(plan, item)?).ok_or(Refused::NoSuchItem { item })?;
        Ok(Change::ItemMoved { item, replaces, to: Stage::Dropped, on, words })
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
    let words = Field::new("words", visit.words.text("goal-stop-why"))
        .hint(visit.words.text("goal-stop-why-hint"))
        .most(TEXT_CHARS_MAX)
        .optional();
    Form::new(visit, format!("goal/stop/{item}"), format!("/plan/{learner}/goal/{item}/stop"))
        .about(learner)
        .with_hidden("replaces", String::new())
        .with(words)
}

/// The form over the revision of now, below the goal.
async fn page(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    mut form: Form,
    status: StatusCode,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    let found = goal_item(&loaded, item)?;
    if !loaded.viewer.may_change(found) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    form.set_hidden("replaces", &found.revision.to_string());
    form.note = loaded.viewer.is_read_by(visit.words);
    let now = as_it_is(&loaded.speech(visit), found);
    let frame = visit.frame(visit.words.text("goal-stop-title"));
    visit.show_as(status, &Page { frame, form, back: format!("/plan/{learner}#item-{item}"), now })
}
