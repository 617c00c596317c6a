//! /glass/reviews: every hour for which the glass was broken, for the officer to say whether it was rightly asked for.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::Work;
use headway_store::audit::{self, Event};
use headway_store::glass::{self, Listed, Reviewed, Verdict};
use ilp::access::Act;
use ilp::{PersonId, RelationId};

use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "glass/reviews/page.html")]
struct Page {
    frame: Frame,
    open: Vec<Row>,
    done: Vec<Row>,
}

#[derive(Template)]
#[template(path = "glass/reviews/one.html")]
struct One {
    frame: Frame,
    row: Row,
    /// Where there is still something to say, and this officer may say it.
    form: Option<Form>,
    /// They broke this glass themselves.
    is_own: bool,
}

/// An hour in words.
struct Row {
    href: String,
    who: String,
    about: String,
    when: String,
    iso: String,
    reason: String,
    looks: String,
    /// What was found, and the officer's words.
    found: Option<(String, String)>,
}

/// GET /glass/reviews
pub(crate) async fn list(visit: Visit) -> Result<Response, PageError> {
    // What was looked at a moment ago counts too.
    visit.app.views.flush().await;
    let read = visit.read_over(Act::ReviewBreakGlass, |right| -> Work<'_, _> {
        Box::pin(async move { glass::list(&right).await })
    });
    let (open, done) = read.await?;
    let rows = |listed: Vec<Listed>| listed.iter().map(|one| row(&visit, one)).collect();
    let (open, done) = (rows(open), rows(done));
    visit.show(&Page { frame: visit.frame(visit.words.text("reviews-title")), open, done })
}

/// GET /glass/reviews/{learner}/{hour}
pub(crate) async fn show(
    visit: Visit,
    Path((learner, hour)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, hour) = (id(&learner)?, id(&hour)?);
    let found = load(&visit, learner, hour).await?;
    let form = visit.resume(form(&visit, learner, hour)).await?;
    one(&visit, StatusCode::OK, &found, form)
}

/// POST /glass/reviews/{learner}/{hour}
pub(crate) async fn save(
    visit: Visit,
    Path((learner, hour)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, hour): (PersonId, RelationId) = (id(&learner)?, id(&hour)?);
    let mut form = form(&visit, learner, hour).read(&posted);
    let verdict = match posted.get("verdict") {
        Some("approved") => Verdict::Approved,
        Some("questioned") => Verdict::Questioned,
        _ => return Err(PageError::Unreadable),
    };
    if form.is_sound() {
        match keep(&visit, &posted, (learner, hour), (verdict, form.value("words").to_owned())).await? {
            Outcome::Done(there) => return Ok(Redirect::to(&there).into_response()),
            Outcome::Refused(Reviewed::NoSuchHour | Reviewed::Kept) => return Err(PageError::NotFound),
            Outcome::Refused(Reviewed::Own) => form.refuse("", visit.words.text("reviews-own")),
            Outcome::Refused(Reviewed::Before) => form.refuse("", visit.words.text("reviews-before")),
        }
    }
    let found = load(&visit, learner, hour).await?;
    if !form.value("words").is_empty() {
        visit.keep_refused(&posted).await?;
    }
    one(&visit, StatusCode::UNPROCESSABLE_ENTITY, &found, form)
}

async fn keep(
    visit: &Visit,
    posted: &Posted,
    (learner, hour): (PersonId, RelationId),
    (verdict, words): (Verdict, String),
) -> Result<Outcome<Reviewed>, PageError> {
    let mut event = visit.denial(Act::ReviewBreakGlass, Some(learner))?;
    event.object = Some(format!("hour {hour}"));
    let code = if verdict == Verdict::Approved { "approved" } else { "questioned" };
    (event.outcome, event.detail) = ("done".to_owned(), code.to_owned());
    let saved = visit.save_about(posted, (Act::ReviewBreakGlass, learner), move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let reviewed = glass::review(&permit, hour, (verdict, &words)).await?;
            if reviewed != Reviewed::Kept {
                return Ok(Outcome::Refused(reviewed));
            }
            let because = "records_officer".to_owned();
            audit::record(permit.tx(), &Event { because, ..event }).await?;
            Ok(Outcome::Done("/glass/reviews?said=saved".to_owned()))
        })
    });
    saved.await
}

async fn load(visit: &Visit, learner: PersonId, hour: RelationId) -> Result<Listed, PageError> {
    visit.app.views.flush().await;
    let read = visit.read_about(Act::ReviewBreakGlass, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move { glass::find(&permit, hour).await })
    });
    read.await?.ok_or(PageError::NotFound)
}

fn one(visit: &Visit, status: StatusCode, found: &Listed, form: Form) -> Result<Response, PageError> {
    let is_own = visit.reader()?.person == found.hour.person;
    let form = Some(form).filter(|form| form.has_problems() || found.hour.review.is_none() && !is_own);
    let frame = visit.frame(visit.words.text("reviews-one-title"));
    visit.show_as(status, &One { frame, row: row(visit, found), form, is_own })
}

fn form(visit: &Visit, learner: PersonId, hour: RelationId) -> Form {
    let words = Field::new("words", visit.words.text("reviews-words"))
        .hint(visit.words.text("reviews-words-hint"))
        .most(2_000);
    Form::new(visit, format!("reviews/{hour}"), format!("/glass/reviews/{learner}/{hour}"))
        .about(learner)
        .with(words)
}

fn row(visit: &Visit, one: &Listed) -> Row {
    let (words, hour) = (visit.words, &one.hour);
    let local = hour.at.with_timezone(&visit.zone());
    let looks = i64::try_from(one.looks).unwrap_or(i64::MAX);
    let found = hour.review.as_ref().map(|review| {
        let said = match review.verdict {
            Verdict::Approved => words.text("reviews-approved"),
            Verdict::Questioned => words.text("reviews-questioned"),
        };
        (said, review.words.clone())
    });
    Row {
        href: format!("/glass/reviews/{}/{}", hour.learner, hour.id),
        who: one.who.clone(),
        about: one.about.clone(),
        when: format!("{}, {}", words.date(local.date_naive()), words.time(local.time())),
        iso: hour.at.to_rfc3339(),
        reason: hour.reason.clone(),
        looks: words.text_with("reviews-looks", &[("count", looks.into())]),
        found,
    }
}
