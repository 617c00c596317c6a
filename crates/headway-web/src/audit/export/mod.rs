//! /audit/export: who looked at whom and why, as a file, for a purpose in words; for who keeps the records. Of one student below it.
//!
//! The form writes down the purpose and how many rows there will be, and leads to a page that says so, with the file. That comes a part at a time,
//! so that the log of a large district never stands in memory.

mod file;
pub(crate) mod made;
pub(crate) mod student;

use askama::Template;
use axum::Extension;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use headway_store::Work;
use headway_store::access_log::{self, Span};
use headway_store::audit::{self, Event};
use ilp::PersonId;
use ilp::access::{Act, REASON_CHARACTERS_MIN, SIGNED_IN_AGAIN_MINUTES_MAX, Why};
use serde::{Deserialize, Serialize};

pub(crate) use file::send;
use student::Student;

use crate::about::{day, end_of};
use crate::error::{PageError, slow_down};
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use crate::sign_in::again::{self, Unproven};

/// More rows than anybody reads; a longer time is taken out in parts.
const ROWS_MAX: u64 = 200_000;

#[derive(Template)]
#[template(path = "audit/export/page.html")]
struct Page {
    frame: Frame,
    /// What the file will hold.
    lead: String,
    /// Where a student is chosen: whether one is already, or all are meant.
    other: &'static str,
    form: Form,
    /// The password was given long ago: it is asked for again.
    is_stale: bool,
    /// How many rows of the whole log are left out of every file, where some are. Those of a shorter time would tell on which days
    /// somebody looked at a student who is not this officer's, and nothing would be kept of the asking.
    left_out: Option<String>,
}

/// What the audit keeps of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Export {
    pub(super) purpose: String,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) rows: u64,
    /// Rows of these days that are not this officer's to read.
    #[serde(default)]
    pub(super) left_out: u64,
}

/// Why there is no export.
enum Refused {
    NotTheirs,
    NotThisStudent(PersonId, Why),
    TooMany(u64),
}

/// GET /audit/export
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    blank(&visit, None).await
}

/// POST /audit/export
pub(crate) async fn ask(visit: Visit, Extension(posted): Extension<Posted>) -> Result<Response, PageError> {
    make(&visit, &posted, None).await
}

/// The empty form, or with what was typed before.
async fn blank(visit: &Visit, of: Option<&Student>) -> Result<Response, PageError> {
    only_for_keepers(visit).await?;
    let form = visit.resume(form(visit, of)?).await?;
    page(visit, of, StatusCode::OK, form).await
}

/// Makes the export, of this student alone where one is given.
async fn make(visit: &Visit, posted: &Posted, of: Option<&Student>) -> Result<Response, PageError> {
    only_for_keepers(visit).await?;
    let mut form = form(visit, of)?.read(posted);
    let Some(wanted) = read(visit, &mut form) else {
        if !form.value("purpose").is_empty() {
            visit.keep_refused(posted).await?;
        }
        return page(visit, of, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    if !is_stale(visit)? {
        return save(visit, (posted, of), wanted, form).await;
    }
    match again::prove(visit, posted.get("password").unwrap_or_default()).await? {
        Ok(proof) => {
            let mut there = save(visit, (posted, of), wanted, form).await?;
            again::renew(visit, proof, there.headers_mut()).await?;
            Ok(there)
        }
        Err(Unproven::Wrong) => {
            visit.keep_refused(posted).await?;
            form.refuse("password", visit.words.text("glass-wrong-password"));
            page(visit, of, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(Unproven::Later(seconds)) => {
            visit.keep_refused(posted).await?;
            form.refuse("", slow_down(visit.words, seconds));
            let mut slowed = page(visit, of, StatusCode::TOO_MANY_REQUESTS, form).await?;
            slowed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(slowed)
        }
    }
}

/// Writes the export down, and leads to the page that tells of it.
async fn save(
    visit: &Visit,
    (posted, of): (&Posted, Option<&Student>),
    (purpose, from, to): (String, NaiveDate, NaiveDate),
    mut form: Form,
) -> Result<Response, PageError> {
    // Views of a moment ago are rows of the file too.
    visit.app.views.flush().await;
    let learner = of.map(|student| student.id);
    let Some(span) = span(visit, (from, to), learner) else { return Err(PageError::Unreadable) };
    let (id, actor) = (visit.app.fresh_id(), visit.actor()?);
    let event = Event {
        id,
        act: "audit/export".to_owned(),
        outcome: "done".to_owned(),
        ..visit.denial(Act::SeeAudit, learner)?
    };
    let saved = visit.save_over(posted, Act::SeeAudit, move |right| -> Work<'_, _> {
        Box::pin(async move {
            if right.also(Act::ManageRights).is_none() {
                return Ok(Outcome::Refused(Refused::NotTheirs));
            }
            if let Some(learner) = learner
                && let Err(why) = student::is_theirs(&right, &actor, learner).await?
            {
                return Ok(Outcome::Refused(Refused::NotThisStudent(learner, why)));
            }
            let rows = access_log::count(&right, span).await?;
            if ROWS_MAX < rows {
                return Ok(Outcome::Refused(Refused::TooMany(rows)));
            }
            let left_out = access_log::left_out(&right, span).await?;
            let export = Export { purpose, from, to, rows, left_out };
            let detail = serde_json::to_string(&export).unwrap_or_default();
            audit::record(right.tx(), &Event { detail, ..event }).await?;
            Ok(Outcome::Done(format!("/audit/export/{id}")))
        })
    });
    match saved.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(Refused::NotTheirs) => Err(not_theirs(visit)),
        Outcome::Refused(Refused::NotThisStudent(learner, why)) => student::deny(visit, learner, why),
        Outcome::Refused(Refused::TooMany(rows)) => {
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            form.refuse("from", visit.words.text_with("audit-export-too-many", &[("count", rows.into())]));
            page(visit, of, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

/// Refuses whoever may read the audit but keeps no records: who runs the system.
pub(super) async fn only_for_keepers(visit: &Visit) -> Result<(), PageError> {
    let keeps = visit.read_over(Act::SeeAudit, |right| -> Work<'_, _> {
        Box::pin(async move { Ok(right.also(Act::ManageRights).is_some()) })
    });
    if keeps.await? { Ok(()) } else { Err(not_theirs(visit)) }
}

fn not_theirs(visit: &Visit) -> PageError {
    PageError::Forbidden(visit.words.text("audit-export-not-theirs"))
}

/// Whether the password was given longer ago than such an act allows.
fn is_stale(visit: &Visit) -> Result<bool, PageError> {
    is_stale_at(visit, visit.now)
}

/// As [`is_stale`], at the instant of the act.
fn is_stale_at(visit: &Visit, at: DateTime<Utc>) -> Result<bool, PageError> {
    let recent = TimeDelta::minutes(i64::from(SIGNED_IN_AGAIN_MINUTES_MAX));
    Ok(recent < at - visit.reader()?.session.signed_in_at)
}

/// The purpose and the days that were typed; where they are not sound, the form says so.
fn read(visit: &Visit, form: &mut Form) -> Option<(String, NaiveDate, NaiveDate)> {
    let words = visit.words;
    let purpose = form.value("purpose").to_owned();
    if form.is_sound() && purpose.chars().count() < REASON_CHARACTERS_MIN as usize {
        form.refuse("purpose", words.text("audit-export-purpose-short"));
    }
    let (from, to) = (day(form.value("from")), day(form.value("to")));
    for (name, found) in [("from", from), ("to", to)] {
        if found.is_none() && !form.value(name).is_empty() {
            form.refuse(name, words.text("audit-export-no-day"));
        }
    }
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        form.refuse("to", words.text("audit-export-before"));
    }
    Some((purpose, from?, to?)).filter(|_| form.is_sound())
}

/// From the beginning of the first day to the end of the last, and not beyond now.
fn span(visit: &Visit, (from, to): (NaiveDate, NaiveDate), learner: Option<PersonId>) -> Option<Span> {
    let begins = end_of(from.pred_opt()?, visit.zone())? + TimeDelta::microseconds(1);
    Some(Span { from: begins, until: end_of(to, visit.zone())?.min(visit.now), learner })
}

fn form(visit: &Visit, of: Option<&Student>) -> Result<Form, PageError> {
    let words = visit.words;
    let today = visit.today();
    // Of one student there are few rows, and who asks about one child means longer than a month.
    let months = Months::new(if of.is_some() { 12 } else { 1 });
    let before = today.checked_sub_months(months).unwrap_or(today);
    // Who runs the system reads of an export about one student only that there was one.
    let hint = if of.is_some() { "audit-one-purpose-hint" } else { "audit-export-purpose-hint" };
    let purpose = Field::new("purpose", words.text("audit-export-purpose")).hint(words.text(hint));
    let from = Field::new("from", words.text("audit-from")).date().filled(before.to_string());
    let to = Field::new("to", words.text("audit-to")).date().filled(today.to_string());
    let password = Field::new("password", words.text("glass-password"))
        .hint(words.text("glass-password-hint"))
        .password("current-password")
        .most(1_000);
    let (name, action) = of.map_or_else(
        || ("export".to_owned(), "/audit/export".to_owned()),
        |student| (format!("export/{}", student.id), student.address()),
    );
    let form = Form::new(visit, name, action).with(purpose).with(from).with(to);
    Ok(if is_stale(visit)? { form.with(password) } else { form })
}

async fn page(
    visit: &Visit,
    of: Option<&Student>,
    status: StatusCode,
    form: Form,
) -> Result<Response, PageError> {
    let words = visit.words;
    let is_stale = is_stale(visit)?;
    let page = match of {
        None => Page {
            frame: visit.frame(words.text("audit-export-title")),
            lead: words.text("audit-export-lead"),
            other: "audit-export-one",
            left_out: left_out(visit).await?,
            form,
            is_stale,
        },
        // The rows of one student are all theirs to keep, or none is.
        Some(student) => Page {
            frame: visit.frame(words.text_with("audit-one-title", &[student.named()])),
            lead: words.text("audit-one-lead"),
            other: "audit-one-another",
            left_out: None,
            form,
            is_stale,
        },
    };
    visit.show_as(status, &page)
}

/// How many rows of the whole log are not this officer's to read, in a sentence; nothing where all are.
async fn left_out(visit: &Visit) -> Result<Option<String>, PageError> {
    let span = Span { from: DateTime::UNIX_EPOCH, until: visit.now, learner: None };
    visit.app.views.flush().await;
    let read = visit.read_over(Act::SeeAudit, move |right| -> Work<'_, _> {
        Box::pin(async move { access_log::left_out(&right, span).await })
    });
    let count = read.await?;
    let said = ("count", i64::try_from(count).unwrap_or(i64::MAX).into());
    Ok((0 < count).then(|| visit.words.text_with("trust-export-hidden", &[said])))
}

fn left_out_said(visit: &Visit, count: u64) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    visit.words.text_with("trust-export-left-out", &[("count", count.into())])
}
