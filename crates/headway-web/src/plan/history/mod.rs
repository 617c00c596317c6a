//! GET /plan/{learner}/history: who changed what and when, and the plan as it stood on any day (`?on=2026-10-01`).

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use headway_store::{Work, people, plans};
use ilp::access::Act;
use ilp::plan::{Author, Change, Entry, Kind, Plan};
use ilp::{ItemId, PersonId};
use serde::Deserialize;

use super::letter::{kind, lead, stage};
use super::loaded;
use super::voice::{Speech, people as people_in};
use crate::about::{Query, day, end_of, id};
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

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

/// One change in words.
struct Told {
    what: String,
    quote: Option<String>,
    name: String,
    date: String,
    time: String,
    iso: String,
    through: Option<String>,
    typed: Option<String>,
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
            let plan = plans::current(&permit).await?;
            let log = plans::log(&permit).await?;
            let mut ids: BTreeSet<PersonId> = people_in(&plan, &[]).into_iter().collect();
            for entry in &log {
                ids.extend(entry.hand.speaker());
                if let Author::Person(typist) = entry.hand.author {
                    ids.insert(typist);
                }
                ids.extend(entry.through.and_then(|through| through.proposer.speaker()));
            }
            let ids: Vec<PersonId> = ids.into_iter().collect();
            let names = people::names_of(permit.tx(), permit.tenant(), &ids).await?;
            Ok((plan, log, names))
        })
    });
    let (plan, log, names) = read.await?;
    let speech = Speech { words: visit.words, zone: visit.zone(), names: names.into_iter().collect() };
    let name = speech.name(learner);
    let title = visit.words.text_with("history-title", &[("name", name.into())]);
    let count = log.len();
    let lines = log.iter().rev().skip(skip).take(LINES_MAX).map(|entry| told(&speech, &plan, entry));
    visit.show(&Page {
        frame: visit.frame(title),
        learner,
        today: visit.today().to_string(),
        lines: lines.collect(),
        older: Some(skip.saturating_add(LINES_MAX)).filter(|older| *older < count),
    })
}

fn told(speech: &Speech, plan: &Plan, entry: &Entry) -> Told {
    let local = entry.at.with_timezone(&speech.zone);
    let by = speech.by(&entry.hand, entry.at);
    let through = entry.through.map(|through| {
        let name = speech.speaker(&through.proposer);
        speech.words.text_with("history-through", &[("name", name.into())])
    });
    Told {
        what: what(speech, plan, &entry.change),
        quote: quote(&entry.change),
        name: by.name,
        date: by.date,
        time: speech.words.time(local.time()),
        iso: entry.at.to_rfc3339(),
        through,
        typed: by.typed,
    }
}

fn quote(change: &Change) -> Option<String> {
    match change {
        Change::ItemWritten { says, .. } => lead(says),
        _ => change.texts().first().and_then(|text| text.as_str().map(str::to_owned)),
    }
}

fn what(speech: &Speech, plan: &Plan, change: &Change) -> String {
    let words = speech.words;
    let item = |item: &ItemId| plan.items.get(item).map_or(Kind::Note, |item| item.body.kind());
    let kind_of = |found: Kind| [("kind", kind(words, found).into())];
    match change {
        Change::ItemWritten { replaces: None, says, .. } => {
            words.text_with("history-written", &kind_of(says.kind()))
        }
        Change::ItemWritten { says, .. } => words.text_with("history-rewritten", &kind_of(says.kind())),
        Change::ItemMoved { item: id, to, .. } => {
            let gaps = [("kind", kind(words, item(id)).into()), ("stage", stage(words, *to).into())];
            words.text_with("history-moved", &gaps)
        }
        Change::ItemConfirmed { item: id, .. } => words.text_with("history-confirmed", &kind_of(item(id))),
        Change::ItemHandedOver { item: id, to, .. } => {
            let gaps = [("kind", kind(words, item(id)).into()), ("name", speech.name(*to).into())];
            words.text_with("history-handed-over", &gaps)
        }
        Change::AgreementGiven { stance, .. } => match stance {
            ilp::plan::Stance::Agreed => words.text("history-agreed"),
            ilp::plan::Stance::NotYet => words.text("history-not-yet"),
            ilp::plan::Stance::SeenDifferently => words.text("history-differs"),
        },
        Change::SeenDifferently { .. } => words.text("history-differs"),
        Change::DissentWithdrawn { .. } => words.text("history-differs-no-more"),
        Change::SupporterNamed { .. } => words.text("history-supporter"),
        Change::SupporterReleased { .. } => words.text("history-supporter-ended"),
        Change::Opened { .. } => words.text("history-opened"),
        Change::Signed { .. } => words.text("history-signed"),
        Change::ReviewBegan { .. } => words.text("history-review-began"),
        Change::ReviewEnded { .. } => words.text("history-review-ended"),
        Change::Closed { .. } => words.text("history-closed"),
        Change::LifeMoved { .. } => words.text("history-life"),
        Change::VisibilityDelayed { .. } | Change::Redacted { .. } => words.text("history-redacted"),
    }
}
