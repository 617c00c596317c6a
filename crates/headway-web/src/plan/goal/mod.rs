//! /plan/{learner}/goal/new and /plan/{learner}/goal/{item}/edit: the owner writes a goal.

pub(super) mod fields;
pub(crate) mod stop;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ilp::access::Act;
use ilp::plan::{Body, Change, Hand, Item, Party, Refused, Stage};
use ilp::{ItemId, PersonId};

use super::body::{Says, says, suggested};
use super::card::Press;
use super::loaded::{self, Loaded};
use super::save::{self, item_of};
use super::stage;
use super::typed::{not_past, replaced};
use super::voice::Speech;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use fields::{Draft, goal_of, keeps_measure, with_fields};

#[derive(Template)]
#[template(path = "plan/goal/page.html")]
pub(super) struct Page {
    pub(super) frame: Frame,
    pub(super) form: Form,
    pub(super) lead: String,
    pub(super) save: String,
    pub(super) back: String,
    pub(super) keeps_measure: bool,
    /// For a suggestion: its reason is asked, and the goal as it stands is shown.
    pub(super) suggests: bool,
    pub(super) now: Option<Says>,
    /// How its owner takes it away, where it is there.
    pub(super) away: Option<Press>,
    /// What was typed over a text that has changed meanwhile.
    pub(super) yours: Option<Says>,
}

/// GET /plan/{learner}/goal/new
pub(crate) async fn blank(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let loaded = load(&visit, Act::ChangeOwn, learner).await?;
    if !writes_goals(&loaded) {
        return Ok(Redirect::to(&format!("/plan/{learner}/goal/suggest")).into_response());
    }
    let form = visit.resume(form(&visit, learner, None)).await?;
    visit.show(&page(&visit, &loaded, form, None))
}

/// A new goal is the student's; whoever is not, suggests one.
fn writes_goals(loaded: &Loaded) -> bool {
    loaded.viewer.change.is_some_and(|hand| hand.speaks_as() == Party::Student)
}

/// POST /plan/{learner}/goal/new
pub(crate) async fn add(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let mut form = form(&visit, learner, None).read(&posted);
    not_past(&mut form, "by", &visit);
    let draft = fields::read(&mut form, &visit, false);
    let Some(draft) = draft else { return refused(&visit, (learner, None), form, &posted).await };
    let item = ItemId(visit.app.fresh_id());
    let build = move |_: &ilp::plan::Plan, hand: &Hand| {
        if hand.speaks_as() != Party::Student {
            return Err(Refused::NotYourDecision);
        }
        let says = draft.goal(None).map_err(|_| Refused::AnotherThing)?;
        Ok(Change::ItemWritten { item, replaces: None, says })
    };
    let outcome = save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await?;
    match save::taken(&visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => refused(&visit, (learner, None), form, &posted).await,
    }
}

/// GET /plan/{learner}/goal/{item}/edit
pub(crate) async fn edit(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let loaded = load(&visit, Act::ChangeOwn, learner).await?;
    let found = goal_item(&loaded, item)?;
    if !loaded.viewer.may_change(found) {
        return Ok(Redirect::to(&format!("/plan/{learner}/goal/{item}/suggest")).into_response());
    }
    let form = visit.resume(form(&visit, learner, Some((item, found)))).await?;
    let mut page = page(&visit, &loaded, form, Some((item, found)));
    page.away = Some(stage::away(&visit, learner, ("goal", item), found.revision));
    visit.show(&page)
}

/// POST /plan/{learner}/goal/{item}/edit
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let kept = posted.get("measure") == Some("kept");
    let replaces = replaced(&posted)?;
    let mut form = bare_form(&visit, learner, Some((item, replaces)));
    form = with_fields(form, visit.words, None).read(&posted);
    let Some(draft) = fields::read(&mut form, &visit, kept) else {
        return refused(&visit, (learner, Some(item)), form, &posted).await;
    };
    let build = {
        let draft = draft.clone();
        move |plan: &ilp::plan::Plan, _: &Hand| {
            let old = goal_of(item_of(plan, item)?).ok_or(Refused::NoSuchItem { item })?;
            let says = draft.goal(Some(old)).map_err(|_| Refused::AnotherThing)?;
            Ok(Change::ItemWritten { item, replaces: Some(replaces), says })
        }
    };
    match save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await? {
        Outcome::Refused(Refused::Stale { .. }) => {
            visit.keep_refused(&posted).await?;
            both(&visit, (learner, item), form, &draft).await
        }
        outcome => match save::taken(&visit, outcome, &mut form)? {
            Some(there) => Ok(there),
            None => refused(&visit, (learner, Some(item)), form, &posted).await,
        },
    }
}

pub(super) async fn load(visit: &Visit, act: Act, learner: PersonId) -> Result<Loaded, PageError> {
    visit.read_about(act, learner, |permit| Box::pin(async move { loaded::now(&permit).await })).await
}

/// The goal of the address, where it is one that can still be written.
pub(super) fn goal_item(loaded: &Loaded, item: ItemId) -> Result<&Item, PageError> {
    let found = loaded.plan.items.get(&item).filter(|item| goal_of(item).is_some());
    found.ok_or(PageError::NotFound)
}

fn form(visit: &Visit, learner: PersonId, old: Option<(ItemId, &Item)>) -> Form {
    let form = bare_form(visit, learner, old.map(|(id, item)| (id, item.revision)));
    with_fields(form, visit.words, old.and_then(|(_, item)| goal_of(item)))
}

fn bare_form(visit: &Visit, learner: PersonId, old: Option<(ItemId, u32)>) -> Form {
    let Some((item, revision)) = old else {
        return Form::new(visit, "goal/new", format!("/plan/{learner}/goal/new")).about(learner);
    };
    let action = format!("/plan/{learner}/goal/{item}/edit");
    Form::new(visit, format!("goal/{item}"), action)
        .about(learner)
        .with_hidden("replaces", revision.to_string())
}

/// The form comes back with the reasons at its fields, and its words are kept.
async fn refused(
    visit: &Visit,
    (learner, item): (PersonId, Option<ItemId>),
    form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    let old = match item {
        Some(item) => Some((item, goal_item(&loaded, item)?)),
        None => None,
    };
    visit.keep_refused(posted).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &loaded, form, old))
}

/// Somebody was first: their text and the reader's side by side, and the form over the text of now.
async fn both(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    mut form: Form,
    draft: &Draft,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::ChangeOwn, learner).await?;
    let found = goal_item(&loaded, item)?;
    let speech = loaded.speech(visit);
    form.set_hidden("replaces", &found.revision.to_string());
    form.problem = Some(visit.words.text("refused-stale"));
    let hand = loaded.viewer.change.ok_or(PageError::NotFound)?;
    let yours =
        draft.goal(goal_of(found)).map(|body| suggested(&speech, body, Some(found), (&hand, visit.now)));
    let mut page = page(visit, &loaded, form, Some((item, found)));
    page.now = Some(as_it_is(&speech, found));
    page.yours = yours.ok();
    visit.show_as(StatusCode::CONFLICT, &page)
}

pub(super) fn as_it_is(speech: &Speech, item: &Item) -> Says {
    let body: Body<_> = item.body.clone().map(&mut |words| speech.line(&words));
    says(speech, body)
}

fn page(visit: &Visit, loaded: &Loaded, mut form: Form, old: Option<(ItemId, &Item)>) -> Page {
    let words = visit.words;
    form.note = loaded.viewer.is_read_by(words);
    let (title, lead) = match old {
        None => (words.text("goal-new-title"), words.text("goal-new-lead")),
        // Other words under an old "reached" would say that something was reached which was not.
        Some((_, item)) if item.stage == Stage::Done => {
            (words.text("goal-edit-title"), words.text("goal-edit-reached-lead"))
        }
        Some(_) => (words.text("goal-edit-title"), words.text("goal-edit-lead")),
    };
    Page {
        frame: visit.frame(title),
        form,
        lead,
        save: words.text("goal-save"),
        back: format!("/plan/{}", loaded.viewer.learner),
        keeps_measure: keeps_measure(old.and_then(|(_, item)| goal_of(item))),
        suggests: false,
        away: None,
        now: None,
        yours: None,
    }
}
