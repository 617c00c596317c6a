//! GET /plan/{learner}/history/compare?from=&to=: what came into the plan between two days, what was changed, what was
//! taken away, and by whom.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use headway_store::Work;
use ilp::PersonId;
use ilp::access::Act;
use ilp::plan::{Difference, Hand, Item, compare};
use serde::Deserialize;

use crate::about::{Query, day, end_of, id};
use crate::error::PageError;
use crate::layout::Frame;
use crate::plan::body::{Row, Says};
use crate::plan::goal::as_it_is;
use crate::plan::letter::{kind, stage};
use crate::plan::loaded;
use crate::plan::voice::{By, Line, Speech};
use crate::shell::Visit;

/// So many days back the page looks where nobody has said from when.
const DAYS: Days = Days::new(30);

#[derive(Template)]
#[template(path = "plan/history/compare.html")]
struct Page {
    frame: Frame,
    learner: PersonId,
    from: NaiveDate,
    to: NaiveDate,
    /// "From … to …", and how much differs.
    lead: String,
    parts: Vec<Part>,
}

/// One way of differing, with what differs so.
struct Part {
    id: &'static str,
    title: String,
    lines: Vec<Differing>,
}

/// An item that differs.
struct Differing {
    kind: String,
    before: Option<Says>,
    after: Option<Says>,
    /// Who did it; nobody where it is not to be seen any more.
    by: Option<By>,
}

impl Differing {
    /// Drops the author of each line who is named above all of them.
    fn name_once(&mut self) {
        let lines = [self.before.as_mut(), self.after.as_mut()].into_iter().flatten();
        for line in lines.flat_map(Says::lines) {
            line.by = line.by.take().filter(|by| Some(by) != self.by.as_ref());
        }
    }
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    from: Option<String>,
    to: Option<String>,
}

/// The day that was asked for; what is no day is no address of ours.
fn named(asked: Option<&String>, unnamed: NaiveDate) -> Result<NaiveDate, PageError> {
    let given = asked.filter(|given| !given.is_empty());
    given.map_or(Ok(unnamed), |given| day(given).ok_or(PageError::NotFound))
}

pub(crate) async fn show(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let to = named(asked.to.as_ref(), visit.today())?;
    let from = named(asked.from.as_ref(), to.checked_sub_days(DAYS).unwrap_or(to))?;
    let (from, to) = (from.min(to), from.max(to));
    let ends = end_of(from, visit.zone()).zip(end_of(to, visit.zone()));
    let (first, last) = ends.ok_or(PageError::NotFound)?;
    let read = visit.read_about(Act::SeeHistory, learner, move |permit| -> Work<'_, _> {
        Box::pin(
            async move { Ok((loaded::as_of(&permit, first).await?, loaded::as_of(&permit, last).await?)) },
        )
    });
    let (before, after) = read.await?;
    let mut speech = after.speech(&visit);
    speech.names.extend(before.names.clone());
    let parts = parts(&speech, compare(&before.plan, &after.plan).into_iter().map(|(_, found)| found));
    let words = visit.words;
    let days = [("from", words.date(from).into()), ("to", words.date(to).into())];
    let lead = if parts.is_empty() {
        words.text_with("compare-same", &days)
    } else {
        words.text_with("compare-lead", &days)
    };
    visit.show(&Page { frame: visit.frame(words.text("compare-title")), learner, from, to, lead, parts })
}

/// The differences by how they differ; a part with nothing in it is left out.
fn parts<'a>(speech: &Speech, found: impl Iterator<Item = Difference<'a>>) -> Vec<Part> {
    let words = speech.words;
    let mut parts = [
        Part { id: "added", title: words.text("compare-added"), lines: Vec::new() },
        Part { id: "changed", title: words.text("compare-changed"), lines: Vec::new() },
        Part { id: "taken-away", title: words.text("compare-taken-away"), lines: Vec::new() },
    ];
    for difference in found {
        let (index, mut line) = match difference {
            Difference::Added(item) => (0, added(speech, item)),
            Difference::Changed { before, after } => (1, changed(speech, before, after)),
            Difference::TakenAway { before, after } => (2, taken_away(speech, before, after)),
        };
        line.name_once();
        parts[index].lines.push(line);
    }
    parts.into_iter().filter(|part| !part.lines.is_empty()).collect()
}

fn added(speech: &Speech, item: &Item) -> Differing {
    Differing {
        kind: kind(speech, &item.body),
        before: None,
        after: Some(as_it_is(speech, item)),
        by: Some(speech.by(&item.begun_by, item.begun_at)),
    }
}

fn changed(speech: &Speech, before: &Item, after: &Item) -> Differing {
    let says = |item: &Item| {
        let mut says = as_it_is(speech, item);
        if before.stage != after.stage {
            let (label, line) = (speech.words.text("compare-stands"), stage(speech.words, item.stage));
            says.rows.push(Row { label, line: Line::fact(line), more: Vec::new() });
        }
        says
    };
    Differing {
        kind: kind(speech, &after.body),
        before: Some(says(before)),
        after: Some(says(after)),
        by: Some(speech.by(&after.changed_by, after.changed_at)),
    }
}

fn taken_away(speech: &Speech, before: &Item, after: Option<&Item>) -> Differing {
    let by = |item: &Item, hand: &Hand| speech.by(hand, item.changed_at);
    Differing {
        kind: kind(speech, &before.body),
        before: Some(as_it_is(speech, before)),
        after: None,
        by: after.map(|item| by(item, &item.changed_by)),
    }
}
