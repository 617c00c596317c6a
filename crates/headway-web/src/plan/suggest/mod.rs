//! /plan/{learner}/goal/suggest and /plan/{learner}/goal/{item}/suggest: another version of a goal, with its reason, put
//! to whoever the goal belongs to.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_text::Words;
use ilp::access::Act;
use ilp::plan::{Change, Item, Owner, Party, Refused, TEXT_CHARS_MAX, ownership};
use ilp::{ItemId, PersonId};

use super::goal::fields::{self, goal_of, keeps_measure, with_fields};
use super::goal::{Page, as_it_is, goal_item, load};
use super::loaded::Loaded;
use super::save::{self, item_of};
use super::typed::{not_past, text};
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Posted};
use crate::shell::Visit;

/// GET /plan/{learner}/goal/suggest
pub(crate) async fn blank(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let loaded = load(&visit, Act::Propose, learner).await?;
    if loaded.viewer.suggest.is_some_and(|hand| hand.speaks_as() == Party::Student) {
        return Ok(Redirect::to(&format!("/plan/{learner}/goal/new")).into_response());
    }
    let form = visit.resume(form(&visit, learner, None)).await?;
    visit.show(&page(&visit, &loaded, form, None))
}

/// GET /plan/{learner}/goal/{item}/suggest
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let loaded = load(&visit, Act::Propose, learner).await?;
    let found = goal_item(&loaded, item)?;
    if loaded.viewer.suggest.is_some_and(|hand| ownership::may_change(found.owner, &hand)) {
        return Ok(Redirect::to(&format!("/plan/{learner}/goal/{item}/edit")).into_response());
    }
    let form = visit.resume(form(&visit, learner, Some((item, found)))).await?;
    visit.show(&page(&visit, &loaded, form, Some(found)))
}

/// POST /plan/{learner}/goal/suggest
pub(crate) async fn put_new(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    put(visit, id(&learner)?, None, posted).await
}

/// POST /plan/{learner}/goal/{item}/suggest
pub(crate) async fn put_other(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    put(visit, id(&learner)?, Some(id(&item)?), posted).await
}

async fn put(
    visit: Visit,
    learner: PersonId,
    item: Option<ItemId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let kept = item.is_some() && posted.get("measure") == Some("kept");
    let replaces = posted.get("replaces").and_then(|n| n.parse::<u32>().ok());
    let mut form = bare_form(&visit, learner, item.zip(replaces), with_fields_of(&visit, None)).read(&posted);
    if item.is_none() {
        not_past(&mut form, "by", &visit);
    }
    let draft = fields::read(&mut form, &visit, kept);
    let reason = text(&mut form, "reason", &visit);
    let (Some(draft), Some(reason), true) = (draft, reason, form.is_sound()) else {
        return refused(&visit, (learner, item), form, &posted).await;
    };
    let fresh = ItemId(visit.app.fresh_id());
    let build = move |plan: &ilp::plan::Plan| {
        let Some(item) = item else {
            let says = draft.goal(None).map_err(|_| Refused::AnotherThing)?;
            return Ok((Owner::Student, Change::ItemWritten { item: fresh, replaces: None, says }));
        };
        let found = item_of(plan, item)?;
        let old = goal_of(found).ok_or(Refused::NoSuchItem { item })?;
        let says = draft.goal(Some(old)).map_err(|_| Refused::AnotherThing)?;
        let replaces = Some(replaces.unwrap_or(found.revision));
        Ok((found.owner, Change::ItemWritten { item, replaces, says }))
    };
    let outcome = save::suggest(&visit, &posted, (learner, reason), build).await?;
    match save::taken(&visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => refused(&visit, (learner, item), form, &posted).await,
    }
}

/// The form comes back over the goal of now: a suggestion is read beside the text that it would replace.
async fn refused(
    visit: &Visit,
    (learner, item): (PersonId, Option<ItemId>),
    mut form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::Propose, learner).await?;
    let old = item.map(|item| goal_item(&loaded, item)).transpose()?;
    if let Some(old) = old {
        form.set_hidden("replaces", &old.revision.to_string());
    }
    visit.keep_refused(posted).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &loaded, form, old))
}

fn form(visit: &Visit, learner: PersonId, old: Option<(ItemId, &Item)>) -> Form {
    let place = old.map(|(id, item)| (id, item.revision));
    bare_form(visit, learner, place, with_fields_of(visit, old.map(|(_, item)| item)))
}

fn with_fields_of<'a>(visit: &'a Visit, old: Option<&'a Item>) -> impl FnOnce(Form) -> Form + 'a {
    let words = visit.words;
    move |form| {
        let reason = Field::new("reason", words.text("suggest-reason"))
            .hint(words.text("suggest-reason-hint"))
            .most(TEXT_CHARS_MAX);
        with_fields(form, words, old.and_then(goal_of)).with(reason)
    }
}

/// The questions of the owner's form, as somebody else is asked them.
fn asked_of_others(form: Form, words: Words, name: &str) -> Form {
    let named = [("name", name.into())];
    form.labelled("statement", words.text("suggest-statement"))
        .labelled("why", words.text_with("suggest-why", &named))
        .labelled("done", words.text_with("suggest-done", &named))
        .labelled("baseline", words.text("suggest-baseline"))
        .labelled("target", words.text("suggest-target"))
}

fn bare_form(
    visit: &Visit,
    learner: PersonId,
    place: Option<(ItemId, u32)>,
    fields: impl FnOnce(Form) -> Form,
) -> Form {
    let form = match place {
        None => Form::new(visit, "suggest/new", format!("/plan/{learner}/goal/suggest")),
        Some((item, revision)) => {
            let action = format!("/plan/{learner}/goal/{item}/suggest");
            Form::new(visit, format!("suggest/{item}"), action).with_hidden("replaces", revision.to_string())
        }
    };
    fields(form.about(learner))
}

fn page(visit: &Visit, loaded: &Loaded, form: Form, old: Option<&Item>) -> Page {
    let (words, speech) = (visit.words, loaded.speech(visit));
    let name = match old.map_or(Owner::Student, |old| old.owner) {
        Owner::Student => loaded.learner_name(),
        Owner::Family(person) | Owner::School(person) => speech.name(person),
    };
    let mut form = asked_of_others(form, words, &name);
    form.note = loaded.viewer.is_read_by(words);
    let title = match old {
        Some(_) => words.text("suggest-title"),
        None => words.text("suggest-new-title"),
    };
    Page {
        frame: visit.frame(title),
        form,
        lead: words.text_with("suggest-lead", &[("name", name.into())]),
        save: words.text("suggest-save"),
        back: format!("/plan/{}", loaded.viewer.learner),
        keeps_measure: keeps_measure(old.and_then(goal_of)),
        suggests: true,
        away: None,
        now: old.map(|old| as_it_is(&speech, old)),
        yours: None,
    }
}
