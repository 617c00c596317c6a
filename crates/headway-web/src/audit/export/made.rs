//! GET /audit/export/{export}: that the file of an export was made, and what is in it; for as long as it may be fetched.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::TimeDelta;
use headway_store::Work;
use headway_store::audit::{self, Event};
use ilp::access::Act;
use uuid::Uuid;

use super::Export;
use super::student::{self, Student};
use crate::about::id;
use crate::days;
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

/// For so long the file of an export may be fetched: again too, where a download broke off.
const FETCHED_WITHIN: TimeDelta = TimeDelta::minutes(15);

#[derive(Template)]
#[template(path = "audit/export/made.html")]
struct Page {
    frame: Frame,
    said: String,
    /// How many rows are not this officer's to read, where some are.
    left_out: Option<String>,
    purpose: String,
    until: String,
    file: String,
    /// Whose looks stand in no file, by the key of the sentence.
    unwritten: &'static str,
    /// Where another one of the kind is made.
    another: &'static str,
}

/// An export whose file may be fetched.
pub(super) struct Made {
    pub(super) event: Event,
    pub(super) export: Export,
    /// About whom, where it is of one student: still theirs to keep.
    student: Option<Student>,
}

/// GET /audit/export/{export}
pub(crate) async fn show(visit: Visit, Path(export): Path<String>) -> Result<Response, PageError> {
    let Made { event, export, student } = find(&visit, &export).await?;
    let words = visit.words;
    let rows = i64::try_from(export.rows).unwrap_or(i64::MAX);
    let of = days::between(words, export.from, export.to);
    let mut said = vec![("count", rows.into()), ("days", of.into())];
    let mut key = "audit-made-rows";
    let (mut unwritten, mut another) = ("audit-made-left-out", "/audit/export");
    if let Some(student) = student {
        said.push(student.named());
        key = "audit-one-made";
        (unwritten, another) = ("audit-one-left-out", "/audit/export/student");
    }
    let ends = (event.at + FETCHED_WITHIN).with_timezone(&visit.zone());
    visit.show(&Page {
        frame: visit.frame(words.text("audit-made-title")),
        said: words.text_with(key, &said),
        left_out: (0 < export.left_out).then(|| super::left_out_said(&visit, export.left_out)),
        purpose: export.purpose,
        until: words.text_with("audit-made-until", &[("time", words.the_time(ends.time()).into())]),
        file: format!("/audit/export/{}/file", event.id),
        unwritten,
        another,
    })
}

/// The reader's own export of this number, while its file may be fetched, in a session whose password was fresh when it was made.
///
/// Of one student, only as long as the records of that student are theirs to keep.
pub(super) async fn find(visit: &Visit, export: &str) -> Result<Made, PageError> {
    let export: Uuid = id(export)?;
    super::only_for_keepers(visit).await?;
    let read = visit.read_over(Act::SeeAudit, move |right| -> Work<'_, _> {
        Box::pin(async move { audit::export(&right, export).await })
    });
    let event = read.await?.filter(|event| visit.now - event.at <= FETCHED_WITHIN);
    let event = event.ok_or(PageError::NotFound)?;
    // Another browser, left open somewhere, fetches nothing that this one made.
    if super::is_stale_at(visit, event.at)? {
        return Err(PageError::Forbidden(visit.words.text("audit-made-stale")));
    }
    let export = serde_json::from_str(&event.detail).map_err(|_| PageError::NotFound)?;
    let student = match event.learner {
        Some(learner) => Some(student::load(visit, learner).await?),
        None => None,
    };
    Ok(Made { event, export, student })
}
