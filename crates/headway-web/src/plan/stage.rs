//! POST /plan/{learner}/goal/{item}/stage and its like for steps, entries and observations: the owner says how far it is, or
//! takes it away.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use headway_text::Words;
use ilp::access::Act;
use ilp::plan::{Change, Hand, Kind, Plan, Refused, Stage};
use ilp::{ItemId, PersonId};

use super::card::Press;
use super::save::{self, item_of};
use super::typed::replaced;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Outcome, Posted};
use crate::shell::Visit;

/// What the card of a goal or a step offers its owner, by where it stands.
pub(crate) fn buttons(words: Words, kind: Kind, stage: Stage) -> Vec<(&'static str, String)> {
    match (kind, stage) {
        (Kind::Goal, Stage::Done) => vec![("open", words.text("plan-goal-not-reached"))],
        (_, Stage::Done) => vec![("open", words.text("plan-step-not-done"))],
        (_, Stage::Dropped) => vec![("open", words.text("plan-take-up"))],
        (Kind::Goal, _) => vec![("done", words.text("plan-goal-reached"))],
        _ => vec![("done", words.text("plan-step-done"))],
    }
}

/// The button that takes an item away, for the page where it is changed: a second look before it is gone.
pub(crate) fn away(visit: &Visit, learner: PersonId, (kind, item): (&str, ItemId), revision: u32) -> Press {
    Press {
        action: format!("/plan/{learner}/{kind}/{item}/stage"),
        once: visit.app.fresh_id().to_string(),
        replaces: Some(revision),
        name: "to",
        buttons: vec![("withdrawn", visit.words.text("away-button"))],
    }
}

/// POST /plan/{learner}/goal/{item}/stage
pub(crate) async fn goal(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    moved(&visit, (id(&learner)?, id(&item)?), (Act::ChangeOwn, |kind| kind == Kind::Goal), &posted).await
}

/// POST /plan/{learner}/step/{item}/stage
pub(crate) async fn step(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    moved(&visit, (id(&learner)?, id(&item)?), (Act::ChangeOwn, |kind| kind == Kind::Step), &posted).await
}

/// POST /plan/{learner}/entry/{item}/stage
pub(crate) async fn entry(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let is_entry = |kind| !Stage::Done.fits(kind) && kind != Kind::Observation;
    moved(&visit, (id(&learner)?, id(&item)?), (Act::ChangeOwn, is_entry), &posted).await
}

/// POST /plan/{learner}/observation/{item}/stage
pub(crate) async fn observation(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let is_seen = |kind| kind == Kind::Observation;
    moved(&visit, (id(&learner)?, id(&item)?), (Act::Observe, is_seen), &posted).await
}

async fn moved(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    (act, fits): (Act, fn(Kind) -> bool),
    posted: &Posted,
) -> Result<Response, PageError> {
    let replaces = replaced(posted)?;
    let to = match posted.get("to") {
        Some("done") => Stage::Done,
        Some("open") => Stage::Open,
        Some("dropped") => Stage::Dropped,
        Some("withdrawn") => Stage::Withdrawn,
        _ => return Err(PageError::Unreadable),
    };
    let on = visit.today();
    let build = move |plan: &Plan, _: &Hand| {
        if !fits(item_of(plan, item)?.body.kind()) {
            return Err(Refused::NoSuchItem { item });
        }
        Ok(Change::ItemMoved { item, replaces, to, on, words: None })
    };
    match save::change(visit, posted, (act, learner), build).await? {
        Outcome::Done(location) => Ok(Redirect::to(&location).into_response()),
        // There is no form to show again: the plan says how it is now.
        Outcome::Refused(Refused::Stale { .. }) => {
            let there = format!("/plan/{learner}?said=stale&item={item}#item-{item}");
            Ok(Redirect::to(&there).into_response())
        }
        Outcome::Refused(why) => Err(PageError::Forbidden(save::refused_words(visit.words, &why)?)),
    }
}
