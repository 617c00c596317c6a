//! /plan/{learner}/purpose: the records officer says what they open a plan for; the student and the family read it.

use std::convert::Infallible;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::{Work, audit, permits, purposes};
use ilp::PersonId;
use ilp::access::{Act, Actor, Why};

use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::glass::check_reason;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/purpose/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    minutes: i64,
}

/// GET /plan/{learner}/purpose
pub(crate) async fn show(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    if !is_asked(&visit, learner).await? {
        return on(&visit, learner).await;
    }
    let form = visit.resume(form(&visit, learner)).await?;
    page(&visit, StatusCode::OK, form)
}

/// POST /plan/{learner}/purpose
pub(crate) async fn state(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let mut form = form(&visit, learner).read(&posted);
    check_reason(&visit, &mut form, "words");
    if form.is_sound() {
        return keep(&visit, &posted, (learner, form.value("words").to_owned())).await;
    }
    if !is_asked(&visit, learner).await? {
        return on(&visit, learner).await;
    }
    if !form.value("words").is_empty() {
        visit.keep_refused(&posted).await?;
    }
    page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form)
}

async fn keep(
    visit: &Visit,
    posted: &Posted,
    (learner, words): (PersonId, String),
) -> Result<Response, PageError> {
    let actor = Actor { purpose: Some(words), ..visit.actor()? };
    let kept = visit.app.fresh_id();
    let mut event = visit.denial(Act::SeePlan, Some(learner))?;
    (event.outcome, event.because) = ("done".to_owned(), "records_officer".to_owned());
    event.object = Some(format!("purpose {kept}"));
    let saved = visit.save_about_as(actor, posted, (Act::SeePlan, learner), move |permit| -> Work<'_, _> {
        Box::pin(async move {
            if purposes::keep(&permit, kept).await? {
                audit::record(permit.tx(), &event).await?;
            }
            Ok(Outcome::<Infallible>::Done(format!("/plan/{learner}")))
        })
    });
    match saved.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(never) => match never {},
    }
}

/// Whether words are all that this reader lacks.
async fn is_asked(visit: &Visit, learner: PersonId) -> Result<bool, PageError> {
    let (actor, now) = (visit.actor()?, visit.moment());
    let read = visit.app.store.read(move |tx| {
        Box::pin(async move {
            let asked = permits::permit(tx, &actor, Act::SeePlan, learner, now).await?;
            Ok(matches!(asked, Err(Why::StatePurpose { .. })))
        })
    });
    Ok(read.await?)
}

/// Whoever needs no words goes on to the plan; everybody else hears why not.
async fn on(visit: &Visit, learner: PersonId) -> Result<Response, PageError> {
    visit.read_about(Act::SeePlan, learner, |_| -> Work<'_, _> { Box::pin(async { Ok(()) }) }).await?;
    Ok(Redirect::to(&format!("/plan/{learner}")).into_response())
}

fn page(visit: &Visit, status: StatusCode, form: Form) -> Result<Response, PageError> {
    let frame = visit.frame(visit.words.text("purpose-title"));
    visit.show_as(status, &Page { frame, form, minutes: i64::from(purposes::PURPOSE_MINUTES) })
}

fn form(visit: &Visit, learner: PersonId) -> Form {
    let words = Field::new("words", visit.words.text("purpose-words"))
        .hint(visit.words.text("purpose-words-hint"))
        .most(2_000);
    let mut form = Form::new(visit, "purpose", format!("/plan/{learner}/purpose")).about(learner).with(words);
    form.note = Some(visit.words.text("purpose-read-by"));
    form
}
