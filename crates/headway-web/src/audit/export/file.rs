//! GET /audit/export/{export}/file: the file of an export, a part at a time.

use std::collections::{BTreeSet, HashMap};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use headway_exchange::sheet;
use headway_store::access_log::{self, Span, View};
use headway_store::attending::{self, Attending};
use headway_store::{Work, people};
use headway_text::Words;
use hyper::body::Frame;
use ilp::PersonId;
use ilp::access::{Act, Because, CaseloadKind, ClassRole};
use tokio::sync::mpsc;

use super::made::{self, Made};
use super::student;
use crate::about::reason;
use crate::error::PageError;
use crate::shell::Visit;

use super::super::told;

/// Rows that are read and written together.
const TOGETHER: u32 = 1_000;

/// The file broke off: the browser is told so, and nobody takes a part for the whole.
#[derive(Debug, thiserror::Error)]
#[error("the rest of the file could not be read")]
struct BrokenOff;

/// The parts of the file, as they come.
struct Parts(mpsc::Receiver<Result<Bytes, BrokenOff>>);

impl hyper::body::Body for Parts {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        self.0.poll_recv(context).map(|part| part.map(|part| part.map(Frame::data)))
    }
}

/// GET /audit/export/{export}/file
pub(crate) async fn send(visit: Visit, Path(export): Path<String>) -> Result<Response, PageError> {
    let Made { event, export, .. } = made::find(&visit, &export).await?;
    let asked_then = Visit { now: event.at, ..visit.clone() };
    let span =
        super::span(&asked_then, (export.from, export.to), event.learner).ok_or(PageError::NotFound)?;
    let name = format!("attachment; filename=\"access-log-{}-to-{}.csv\"", export.from, export.to);
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    let (parts, ready) = mpsc::channel(1);
    tokio::spawn(write(visit, span, parts));
    Ok((headers, Body::new(Parts(ready))).into_response())
}

/// Writes part after part until all is written or nobody fetches it any more. How many rows are left out is said in a last row
/// of its own: those that are not in this file, since an order may fall after the export was made and while it is fetched.
async fn write(visit: Visit, span: Span, parts: mpsc::Sender<Result<Bytes, BrokenOff>>) {
    // The mark by which spreadsheets know that it is UTF-8.
    let mut text = format!("\u{feff}{}", head(visit.words));
    let (mut last, mut written): (Option<View>, u64) = (None, 0);
    loop {
        let Ok(known) = some(&visit, span, last).await else {
            // Whoever fetches it may have gone, and then there is nobody to tell.
            let _ = parts.send(Err(BrokenOff)).await;
            return;
        };
        for view in &known.views {
            text.push_str(&line(&visit, view, &known));
            written += 1;
        }
        let views = &known.views;
        last = views.last().filter(|_| views.len() == TOGETHER as usize).cloned();
        let left_out = known.all.map_or(0, |all| all.saturating_sub(written));
        if 0 < left_out {
            text.push_str(&sheet::written(&[super::left_out_said(&visit, left_out)]));
        }
        if parts.send(Ok(std::mem::take(&mut text).into())).await.is_err() || last.is_none() {
            return;
        }
    }
}

/// Views, with what the people in them are called and where the students are today.
struct Known {
    views: Vec<View>,
    names: HashMap<PersonId, String>,
    schools: HashMap<PersonId, Vec<Attending>>,
    /// With the last of them, how many there are in all, readable or not.
    all: Option<u64>,
}

/// The next views. The right is asked for each time: an office may end meanwhile, and so may the right to that one student.
async fn some(visit: &Visit, span: Span, last: Option<View>) -> Result<Known, PageError> {
    let actor = visit.actor()?;
    let read = visit.read_over(Act::SeeAudit, move |right| -> Work<'_, _> {
        Box::pin(async move {
            if let Some(learner) = span.learner
                && student::is_theirs(&right, &actor, learner).await?.is_err()
            {
                return Ok(None);
            }
            let views = access_log::between(&right, span, last.as_ref(), TOGETHER).await?;
            let all = if views.len() < TOGETHER as usize {
                Some(access_log::count(&right, span).await? + access_log::left_out(&right, span).await?)
            } else {
                None
            };
            let ids: BTreeSet<PersonId> = views.iter().flat_map(|view| [view.person, view.learner]).collect();
            let ids: Vec<PersonId> = ids.into_iter().collect();
            let names = people::names_of(right.tx(), right.tenant(), &ids).await?;
            let learners: BTreeSet<PersonId> = views.iter().map(|view| view.learner).collect();
            let learners: Vec<PersonId> = learners.into_iter().collect();
            let schools = attending::today(&right, &learners).await?;
            Ok(Some(Known { views, names: names.into_iter().collect(), schools, all }))
        })
    });
    // A file that ended here without a word would be taken for the whole.
    read.await?.ok_or(PageError::NotFound)
}

fn head(words: Words) -> String {
    sheet::written(&[
        words.text("audit-csv-when"),
        words.text("audit-csv-who"),
        words.text("audit-csv-who-id"),
        words.text("audit-csv-student"),
        words.text("audit-csv-student-id"),
        words.text("audit-csv-school"),
        words.text("audit-csv-grade"),
        words.text("audit-csv-what"),
        words.text("audit-csv-why"),
    ])
}

fn line(visit: &Visit, view: &View, known: &Known) -> String {
    let name = |person: PersonId| known.names.get(&person).cloned().unwrap_or_default();
    let places = known.schools.get(&view.learner).map(Vec::as_slice).unwrap_or_default();
    let joined = |part: fn(&Attending) -> &str| places.iter().map(part).collect::<Vec<_>>().join("; ");
    sheet::written(&[
        view.at.with_timezone(&visit.zone()).to_rfc3339(),
        name(view.person),
        view.person.to_string(),
        name(view.learner),
        view.learner.to_string(),
        joined(|place| &place.school),
        joined(|place| &place.grade),
        told::what(visit.words, &view.act),
        reason(&view.detail).map_or_else(|| view.because.clone(), |because| why(visit.words, because)),
    ])
}

/// The reason for which somebody could look, without whose class it was.
fn why(words: Words, because: Because) -> String {
    match because {
        Because::TheStudent => words.text("audit-because-student"),
        Because::Family { .. } => words.text("audit-because-family"),
        Because::Caseload { kind: CaseloadKind::CaseManager } => words.text("audit-because-case-manager"),
        Because::Caseload { kind: CaseloadKind::Counselor } => words.text("audit-because-counselor"),
        Because::Caseload { kind: CaseloadKind::Interventionist } => {
            words.text("audit-because-interventionist")
        }
        Because::Teaches {
            role: ClassRole::Teacher | ClassRole::CoTeacher | ClassRole::Substitute, ..
        } => words.text("audit-because-teaches"),
        Because::Teaches { role: ClassRole::Aide | ClassRole::Proctor, .. } => {
            words.text("audit-because-helps")
        }
        Because::Supporter => words.text("audit-because-supporter"),
        Because::RecordsOfficer { .. } => words.text("audit-because-officer"),
        Because::Leader { .. } => words.text("audit-because-leader"),
        Because::Administrator { .. } => words.text("audit-because-administrator"),
        Because::BreakGlass { .. } => words.text("audit-because-break-glass"),
        Because::Staff { .. } => words.text("audit-because-staff"),
    }
}
