//! /plan/{learner}/differ/{item}: the student or the family puts "I see this differently" beside an item; and
//! /plan/{learner}/dissent/{dissent}/take-back: they take it back.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ilp::access::Act;
use ilp::plan::{About, Change, Hand, Plan, Refused, TEXT_CHARS_MAX};
use ilp::{DissentId, ItemId, PersonId};

use super::body::Says;
use super::goal::{as_it_is, load};
use super::save::{self, item_of};
use super::typed::text;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/differ/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    now: Says,
}

/// GET /plan/{learner}/differ/{item}
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let form = visit.resume(form(&visit, learner, item)).await?;
    page(&visit, (learner, item), form, StatusCode::OK).await
}

/// POST /plan/{learner}/differ/{item}
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let mut form = form(&visit, learner, item).read(&posted);
    let (Some(words), true) = (text(&mut form, "words", &visit), form.is_sound()) else {
        return again(&visit, (learner, item), form, &posted).await;
    };
    let dissent = DissentId(visit.app.fresh_id());
    let build = move |plan: &Plan, _: &Hand| {
        item_of(plan, item)?;
        Ok(Change::SeenDifferently { dissent, about: About::Item(item), words })
    };
    let outcome = save::change(&visit, &posted, (Act::Disagree, learner), build).await?;
    match save::taken(&visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => again(&visit, (learner, item), form, &posted).await,
    }
}

/// POST /plan/{learner}/dissent/{dissent}/take-back: whoever put a note takes it back; it stays in the history.
pub(crate) async fn take_back(
    visit: Visit,
    Path((learner, dissent)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, dissent): (PersonId, DissentId) = (id(&learner)?, id(&dissent)?);
    let build = move |_: &Plan, _: &Hand| Ok(Change::DissentWithdrawn { dissent });
    let location = match save::change(&visit, &posted, (Act::Disagree, learner), build).await? {
        Outcome::Done(location) => location,
        // Taken back already, in another window perhaps: the plan shows it.
        Outcome::Refused(Refused::NoSuchDissent { .. }) => format!("/plan/{learner}?said=stale"),
        Outcome::Refused(why) => return Err(PageError::Forbidden(save::refused_words(visit.words, &why)?)),
    };
    Ok(Redirect::to(&location).into_response())
}

/// The form beside the item, and its words are kept.
async fn again(
    visit: &Visit,
    about: (PersonId, ItemId),
    form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    visit.keep_refused(posted).await?;
    page(visit, about, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn form(visit: &Visit, learner: PersonId, item: ItemId) -> Form {
    let words = Field::new("words", visit.words.text("differ-words"))
        .hint(visit.words.text("differ-words-hint"))
        .most(TEXT_CHARS_MAX);
    Form::new(visit, format!("differ/{item}"), format!("/plan/{learner}/differ/{item}"))
        .about(learner)
        .with(words)
}

async fn page(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    form: Form,
    status: StatusCode,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::Disagree, learner).await?;
    let found = loaded.plan.items.get(&item).ok_or(PageError::NotFound)?;
    let now = as_it_is(&loaded.speech(visit), found);
    let frame = visit.frame(visit.words.text("differ-title"));
    visit.show_as(status, &Page { frame, form, back: format!("/plan/{learner}"), now })
}
