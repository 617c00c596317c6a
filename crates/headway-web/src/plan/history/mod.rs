//! GET /plan/{learner}/history: who changed what and when, and the plan as it stood on any day (`?on=2026-10-01`).

pub(crate) mod compare;
pub(crate) mod told;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use headway_store::{Work, plans, proposals};
use ilp::PersonId;
use ilp::access::Act;
use serde::Deserialize;

use super::loaded;
use super::voice::{Speech, people as people_in};
use crate::about::{Query, day, end_of, id};
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;
use told::{Told, told};

/// Lines on one page.
const LINES_MAX: usize = 200;

#[derive(Template)]
#[template(path = "plan/history/page.html")]
struct Page {
    frame: Frame,
    learner: PersonId,
    today: String,
    lines: Vec<Told>,
    /// Where older changes are.
    older: Option<usize>,
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    on: Option<String>,
    skip: Option<usize>,
}

pub(crate) async fn show(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    match asked.on.as_deref().filter(|on| !on.is_empty()) {
        Some(on) => on_day(&visit, learner, on).await,
        None => changes(&visit, learner, asked.skip.unwrap_or(0)).await,
    }
}

/// The plan at the end of that day, to be read and not changed.
async fn on_day(visit: &Visit, learner: PersonId, on: &str) -> Result<Response, PageError> {
    let day = day(on).ok_or(PageError::NotFound)?;
    let until = end_of(day, visit.zone()).ok_or(PageError::NotFound)?;
    let read = visit.read_about(Act::SeeHistory, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move { loaded::as_of(&permit, until).await })
    });
    let loaded = read.await?;
    let banner = visit.words.text_with("history-on-day", &[("on", visit.words.date(day).into())]);
    visit.show(&super::page(visit, &loaded, Some(banner)))
}

async fn changes(visit: &Visit, learner: PersonId, skip: usize) -> Result<Response, PageError> {
    let read = visit.read_about(Act::SeeHistory, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let (plan, proposals) = proposals::with_plan(&permit).await?;
            let log = plans::log(&permit).await?;
            let mut ids = people_in(&plan, &[]);
            ids.extend(told::people(&log));
            let names = loaded::names(&permit, &ids).await?;
            Ok((plan, proposals, log, names))
        })
    });
    let (plan, proposals, log, names) = read.await?;
    let reader = visit.reader()?.person;
    let (words, zone, to_the_student) = (visit.words, visit.zone(), reader == learner);
    let speech = Speech { words, zone, names, reader, learner, to_the_student };
    let title = speech.about("history-title-you", "history-title");
    let count = log.len();
    let lines = log.iter().rev().skip(skip).take(LINES_MAX).map(|entry| Told {
        answered: told::answered(&speech, &proposals, entry),
        ..told(&speech, &plan, &log, entry)
    });
    visit.show(&Page {
        frame: visit.frame(title),
        learner,
        today: visit.today().to_string(),
        lines: lines.collect(),
        older: Some(skip.saturating_add(LINES_MAX)).filter(|older| *older < count),
    })
}
