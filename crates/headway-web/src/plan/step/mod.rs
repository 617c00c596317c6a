//! /plan/{learner}/step/new?goal= and /plan/{learner}/step/{item}/edit: one thing that one person will do.

pub(crate) mod suggest;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ilp::access::Act;
use ilp::plan::{self, Body, Change, Hand, Item, Plan, Refused, Step, TEXT_CHARS_MAX, Text, ownership};
use ilp::{ItemId, PersonId};
use serde::Deserialize;

use super::body::{Says, suggested};
use super::card::Press;
use super::goal::{as_it_is, load};
use super::loaded::Loaded;
use super::save::{self, item_of};
use super::stage;
use super::typed::{date, not_past, replaced, text};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/step/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    /// Whose step it will be, where it is not the student who writes.
    lead: Option<String>,
    save: String,
    /// For a suggestion: its reason is asked.
    suggests: bool,
    /// How its owner takes it away, where it is there.
    away: Option<Press>,
    /// The goal that it serves, in words.
    goal: Option<String>,
    now: Option<Says>,
    yours: Option<Says>,
}

/// What the address of a new step asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    goal: Option<String>,
}

/// What a form of a step is about.
#[derive(Debug, Clone, Copy)]
enum About {
    New(Option<ItemId>),
    Old(ItemId, u32),
}

/// GET /plan/{learner}/step/new?goal=
pub(crate) async fn blank(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let goal = asked.goal.as_deref().and_then(goal_in).transpose()?;
    let loaded = load(&visit, Act::ChangeOwn, learner).await?;
    stands(&loaded.plan, goal).map_err(|_| PageError::NotFound)?;
    let form = visit.resume(form(&visit, learner, About::New(goal), None)).await?;
    visit.show(&page(&visit, &loaded, form, goal))
}

/// POST /plan/{learner}/step/new
pub(crate) async fn add(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let goal = posted.get("goal").and_then(goal_in).transpose()?;
    let mut form = form(&visit, learner, About::New(goal), None).read(&posted);
    not_past(&mut form, "due", &visit);
    let Some((what, due)) = read(&mut form, &visit) else {
        return refused(&visit, (learner, goal), form, &posted).await;
    };
    let item = ItemId(visit.app.fresh_id());
    let build = move |plan: &Plan, hand: &Hand| {
        let doer = ownership::owner_of_new(hand).ok_or(Refused::NotAPerson)?;
        stands(plan, goal)?;
        let says = Body::Step(Step { doer, what, due, serves: goal.into_iter().collect() });
        Ok(Change::ItemWritten { item, replaces: None, says })
    };
    let outcome = save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await?;
    match save::taken(&visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => refused(&visit, (learner, goal), form, &posted).await,
    }
}

/// GET /plan/{learner}/step/{item}/edit
pub(crate) async fn edit(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let loaded = load(&visit, Act::ChangeOwn, learner).await?;
    let found = step_item(&loaded, item)?;
    if !loaded.viewer.may_change(found) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    let form = visit.resume(form(&visit, learner, About::Old(item, found.revision), step_of(found))).await?;
    let mut page = page(&visit, &loaded, form, goal_of(found));
    page.away = Some(stage::away(&visit, learner, ("step", item), found.revision));
    visit.show(&page)
}

/// POST /plan/{learner}/step/{item}/edit
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let replaces = replaced(&posted)?;
    let mut form = form(&visit, learner, About::Old(item, replaces), None).read(&posted);
    let Some((what, due)) = read(&mut form, &visit) else {
        return refused(&visit, (learner, None), form, &posted).await;
    };
    let typed = what.clone();
    let build = move |plan: &Plan, _: &Hand| {
        let old = step_of(item_of(plan, item)?).ok_or(Refused::NoSuchItem { item })?;
        let what = if old.what.as_str() == what.as_str() { old.what.text.clone() } else { what };
        let says = Body::Step(Step { doer: old.doer, what, due, serves: old.serves.clone() });
        Ok(Change::ItemWritten { item, replaces: Some(replaces), says })
    };
    match save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await? {
        Outcome::Refused(Refused::Stale { .. }) => {
            visit.keep_refused(&posted).await?;
            both(&visit, (learner, item), form, typed).await
        }
        outcome => match save::taken(&visit, outcome, &mut form)? {
            Some(there) => Ok(there),
            None => refused(&visit, (learner, None), form, &posted).await,
        },
    }
}

/// The goal that a step is for, as an address or a hidden field names it; none where it is left empty.
fn goal_in(named: &str) -> Option<Result<ItemId, PageError>> {
    (!named.is_empty()).then(|| id(named))
}

/// That the goal of a step, where it is for one, is in the plan as this reader may see it.
fn stands(plan: &Plan, goal: Option<ItemId>) -> Result<(), Refused> {
    goal.map_or(Ok(()), |goal| item_of(plan, goal).map(|_| ()))
}

fn step_of(item: &Item) -> Option<&Step<plan::Words>> {
    match &item.body {
        Body::Step(step) => Some(step),
        _ => None,
    }
}

fn goal_of(item: &Item) -> Option<ItemId> {
    step_of(item).and_then(|step| step.serves.first().copied())
}

fn statement_of(item: &Item) -> Option<&plan::Words> {
    match &item.body {
        Body::Goal(goal) => Some(&goal.statement),
        _ => None,
    }
}

fn step_item(loaded: &Loaded, item: ItemId) -> Result<&Item, PageError> {
    let found = loaded.plan.items.get(&item).filter(|item| step_of(item).is_some());
    found.ok_or(PageError::NotFound)
}

fn form(visit: &Visit, learner: PersonId, about: About, old: Option<&Step<plan::Words>>) -> Form {
    let words = visit.words;
    let form = match about {
        About::New(goal) => {
            let name = goal.map_or_else(|| "step/new".to_owned(), |goal| format!("step/for/{goal}"));
            Form::new(visit, name, format!("/plan/{learner}/step/new"))
                .with_hidden("goal", goal.map(|goal| goal.to_string()).unwrap_or_default())
        }
        About::Old(item, revision) => {
            Form::new(visit, format!("step/{item}"), format!("/plan/{learner}/step/{item}/edit"))
                .with_hidden("replaces", revision.to_string())
        }
    };
    let what = old.and_then(|old| old.what.as_str()).unwrap_or_default();
    let due = old.and_then(|old| old.due).map(|due| due.to_string()).unwrap_or_default();
    form.about(learner)
        .with(
            Field::new("what", words.text("step-what"))
                .hint(words.text("step-what-hint"))
                .most(TEXT_CHARS_MAX)
                .filled(what),
        )
        .with(Field::new("due", words.text("step-due")).date().optional().filled(due))
}

fn read(form: &mut Form, visit: &Visit) -> Option<(Text, Option<chrono::NaiveDate>)> {
    let due = date(form, "due", visit.words);
    if !form.is_sound() {
        return None;
    }
    text(form, "what", visit).map(|what| (what, due))
}

async fn refused(
    visit: &Visit,
    (learner, goal): (PersonId, Option<ItemId>),
    form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    visit.keep_refused(posted).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &loaded, form, goal))
}

async fn both(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    mut form: Form,
    what: Text,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    let found = step_item(&loaded, item)?;
    let (speech, step) = (loaded.speech(visit), step_of(found).ok_or(PageError::NotFound)?);
    form.set_hidden("replaces", &found.revision.to_string());
    form.problem = Some(visit.words.text("refused-stale"));
    let hand = loaded.viewer.change.ok_or(PageError::NotFound)?;
    let due = form.value("due").parse().ok();
    let body = Body::Step(Step { doer: step.doer, what, due, serves: Vec::new() });
    let mut page = page(visit, &loaded, form, goal_of(found));
    page.yours = Some(suggested(&speech, body, Some(found), (&hand, visit.now)));
    page.now = Some(as_it_is(&speech, found));
    visit.show_as(StatusCode::CONFLICT, &page)
}

/// The page of a form. A goal that this reader may not see is not named; the step stays theirs to change.
fn page(visit: &Visit, loaded: &Loaded, mut form: Form, goal: Option<ItemId>) -> Page {
    let (viewer, words) = (&loaded.viewer, visit.words);
    let served = goal.and_then(|goal| loaded.plan.items.get(&goal));
    let goal = served.and_then(statement_of).and_then(|words| words.as_str().map(str::to_owned));
    let is_new = form.name.starts_with("step/for") || form.name == "step/new";
    let own = viewer.writes_for_the_student();
    let title = match (is_new, own) {
        (true, true) => words.text("step-new-title"),
        (true, false) => words.text("step-new-own-title"),
        (false, _) => words.text("step-edit-title"),
    };
    let name = [("name", loaded.learner_name().into())];
    let lead = (is_new && !own).then(|| words.text_with("step-own-lead", &name));
    form.note = viewer.is_read_by(words);
    Page {
        frame: visit.frame(title),
        form,
        back: format!("/plan/{}", viewer.learner),
        lead,
        save: words.text("step-save"),
        suggests: false,
        away: None,
        goal,
        now: None,
        yours: None,
    }
}
