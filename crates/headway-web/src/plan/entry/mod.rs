//! /plan/{learner}/entry/new/{kind} and /plan/{learner}/entry/{item}/edit: the owner writes what they say about themself,
//! hope for, wish for, have done, or want to note. /plan/{learner}/observation/new and /…/{item}/edit: what others see.

pub(crate) mod confirm;
pub(in crate::plan) mod fields;
pub(in crate::plan) mod subject;
pub(crate) mod suggest;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ilp::access::Act;
use ilp::plan::{Change, Hand, Item, Owner, Plan, Refused, Stage, ownership};
use ilp::{ItemId, PersonId};

use super::body::{Says, suggested};
use super::card::Press;
use super::goal::{as_it_is, load};
use super::loaded::Loaded;
use super::save::{self, item_of};
use super::stage;
use super::typed::replaced;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use fields::{Draft, Part, parts, with_fields};
use subject::Subject;

#[derive(Template)]
#[template(path = "plan/entry/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    parts: Vec<Part>,
    lead: String,
    save: String,
    back: String,
    /// For a suggestion: its reason is asked.
    suggests: bool,
    now: Option<Says>,
    /// How its owner takes it away, where it is there.
    away: Option<Press>,
    /// What was typed over a text that has changed meanwhile.
    yours: Option<Says>,
}

/// What a form is about: a new entry, or one that is there, at the revision that was read.
#[derive(Debug, Clone, Copy)]
enum About {
    New(Subject),
    Old(Subject, ItemId, u32),
}

impl About {
    const fn subject(self) -> Subject {
        match self {
            Self::New(subject) | Self::Old(subject, ..) => subject,
        }
    }

    const fn old(subject: Subject, (item, found): (ItemId, &Item)) -> Self {
        Self::Old(subject, item, found.revision)
    }
}

/// The act that writing about a subject is.
const fn act(subject: Subject) -> Act {
    match subject {
        Subject::Observation => Act::Observe,
        _ => Act::ChangeOwn,
    }
}

/// The hand with which the reader of a plan writes about a subject, where they can have such an entry of their own.
pub(in crate::plan) fn hand(viewer: &super::viewer::Viewer, subject: Subject) -> Option<Hand> {
    let hand = match subject {
        Subject::Observation => viewer.observe,
        _ => viewer.change,
    };
    hand.filter(|hand| ownership::may_have(hand.speaks_as(), subject.kind()))
}

/// GET /plan/{learner}/entry/new/{kind}
pub(crate) async fn blank(
    visit: Visit,
    Path((learner, kind)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let subject = Subject::named(&kind).ok_or(PageError::NotFound)?;
    blank_about(&visit, id(&learner)?, subject).await
}

/// GET /plan/{learner}/observation/new
pub(crate) async fn blank_observation(
    visit: Visit,
    Path(learner): Path<String>,
) -> Result<Response, PageError> {
    blank_about(&visit, id(&learner)?, Subject::Observation).await
}

async fn blank_about(visit: &Visit, learner: PersonId, subject: Subject) -> Result<Response, PageError> {
    let loaded = load(visit, act(subject), learner).await?;
    if hand(&loaded.viewer, subject).is_none() {
        let there = format!("/plan/{learner}/entry/suggest/{}", subject.name());
        return Ok(Redirect::to(&there).into_response());
    }
    let about = About::New(subject);
    let form = visit.resume(form(visit, learner, about, None)).await?;
    visit.show(&page(visit, &loaded, form, about))
}

/// POST /plan/{learner}/entry/new/{kind}
pub(crate) async fn add(
    visit: Visit,
    Path((learner, kind)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let subject = Subject::named(&kind).ok_or(PageError::NotFound)?;
    add_about(&visit, id(&learner)?, subject, &posted).await
}

/// POST /plan/{learner}/observation/new
pub(crate) async fn add_observation(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    add_about(&visit, id(&learner)?, Subject::Observation, &posted).await
}

async fn add_about(
    visit: &Visit,
    learner: PersonId,
    subject: Subject,
    posted: &Posted,
) -> Result<Response, PageError> {
    let about = About::New(subject);
    let mut form = form(visit, learner, about, None).read(posted);
    let Some(draft) = fields::read(&mut form, visit, subject) else {
        return refused(visit, learner, about, (form, posted)).await;
    };
    let item = ItemId(visit.app.fresh_id());
    let build = move |_: &Plan, _: &Hand| {
        let says = draft.body(None).map_err(|_| Refused::AnotherThing)?;
        Ok(Change::ItemWritten { item, replaces: None, says })
    };
    let outcome = save::change(visit, posted, (act(subject), learner), build).await?;
    match save::taken(visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => refused(visit, learner, about, (form, posted)).await,
    }
}

/// GET /plan/{learner}/entry/{item}/edit and /plan/{learner}/observation/{item}/edit
pub(crate) async fn edit(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    edit_by(&visit, (id(&learner)?, id(&item)?), Act::ChangeOwn).await
}

/// GET /plan/{learner}/observation/{item}/edit
pub(crate) async fn edit_observation(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    edit_by(&visit, (id(&learner)?, id(&item)?), Act::Observe).await
}

async fn edit_by(visit: &Visit, (learner, item): (PersonId, ItemId), by: Act) -> Result<Response, PageError> {
    let loaded = load(visit, by, learner).await?;
    let (subject, found) = entry_item(&loaded, item, by)?;
    if !may_change(&loaded, subject, found) {
        if found.owner == Owner::Student {
            return Ok(Redirect::to(&format!("/plan/{learner}/entry/{item}/suggest")).into_response());
        }
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    let about = About::old(subject, (item, found));
    let form = visit.resume(form(visit, learner, about, Some(found))).await?;
    let mut page = page(visit, &loaded, form, about);
    page.away = Some(stage::away(visit, learner, (room(subject), item), found.revision));
    visit.show(&page)
}

/// POST /plan/{learner}/entry/{item}/edit
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    save_by(&visit, (id(&learner)?, id(&item)?), Act::ChangeOwn, &posted).await
}

/// POST /plan/{learner}/observation/{item}/edit
pub(crate) async fn save_observation(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    save_by(&visit, (id(&learner)?, id(&item)?), Act::Observe, &posted).await
}

async fn save_by(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    by: Act,
    posted: &Posted,
) -> Result<Response, PageError> {
    let replaces = replaced(posted)?;
    let loaded = load(visit, by, learner).await?;
    let (subject, found) = entry_item(&loaded, item, by)?;
    if !may_change(&loaded, subject, found) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    let about = About::Old(subject, item, replaces);
    let mut form = form(visit, learner, about, None).read(posted);
    let Some(draft) = fields::read(&mut form, visit, subject) else {
        return refused(visit, learner, about, (form, posted)).await;
    };
    let build = {
        let draft = draft.clone();
        move |plan: &Plan, _: &Hand| {
            let says = draft.body(Some(item_of(plan, item)?)).map_err(|_| Refused::AnotherThing)?;
            Ok(Change::ItemWritten { item, replaces: Some(replaces), says })
        }
    };
    match save::change(visit, posted, (by, learner), build).await? {
        Outcome::Refused(Refused::Stale { .. }) => {
            visit.keep_refused(posted).await?;
            both(visit, (learner, item), form, &draft).await
        }
        outcome => match save::taken(visit, outcome, &mut form)? {
            Some(there) => Ok(there),
            None => refused(visit, learner, about, (form, posted)).await,
        },
    }
}

fn may_change(loaded: &Loaded, subject: Subject, item: &Item) -> bool {
    hand(&loaded.viewer, subject).is_some_and(|hand| ownership::may_change(item.owner, &hand))
}

/// The entry of an address, and what it is about; only what is observed has its address among the observations.
fn entry_item(loaded: &Loaded, item: ItemId, by: Act) -> Result<(Subject, &Item), PageError> {
    let found = loaded.plan.items.get(&item).filter(|item| item.stage != Stage::Withdrawn);
    let found = found.ok_or(PageError::NotFound)?;
    let subject = Subject::of(&found.body).filter(|subject| by == Act::Propose || act(*subject) == by);
    Ok((subject.ok_or(PageError::NotFound)?, found))
}

/// The part of an address under which a subject is written.
pub(in crate::plan) const fn room(subject: Subject) -> &'static str {
    match subject {
        Subject::Observation => "observation",
        _ => "entry",
    }
}

fn form(visit: &Visit, learner: PersonId, about: About, old: Option<&Item>) -> Form {
    let room = room(about.subject());
    let form = match about {
        About::New(Subject::Observation) => {
            Form::new(visit, "observation/new", format!("/plan/{learner}/observation/new"))
        }
        About::New(subject) => {
            let name = format!("{room}/new/{}", subject.name());
            let action = format!("/plan/{learner}/{name}");
            Form::new(visit, name, action)
        }
        About::Old(_, item, revision) => {
            Form::new(visit, format!("{room}/{item}"), format!("/plan/{learner}/{room}/{item}/edit"))
                .with_hidden("replaces", revision.to_string())
        }
    };
    with_fields(form.about(learner), visit.words, about.subject(), old.map(|old| &old.body))
}

/// The form comes back with the reasons at its fields, and its words are kept.
async fn refused(
    visit: &Visit,
    learner: PersonId,
    about: About,
    (form, posted): (Form, &Posted),
) -> Result<Response, PageError> {
    let loaded = load(visit, act(about.subject()), learner).await?;
    visit.keep_refused(posted).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &loaded, form, about))
}

/// Somebody was first: their text and the reader's side by side, and the form over the text of now.
async fn both(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    mut form: Form,
    draft: &Draft,
) -> Result<Response, PageError> {
    let by = if form.name.starts_with("observation") { Act::Observe } else { Act::ChangeOwn };
    let loaded = load(visit, by, learner).await?;
    let (subject, found) = entry_item(&loaded, item, by)?;
    let speech = loaded.speech(visit);
    form.set_hidden("replaces", &found.revision.to_string());
    form.problem = Some(visit.words.text("refused-stale"));
    let hand = hand(&loaded.viewer, subject).ok_or(PageError::NotFound)?;
    let yours = draft.body(Some(found)).map(|body| suggested(&speech, body, Some(found), (&hand, visit.now)));
    let mut page = page(visit, &loaded, form, About::old(subject, (item, found)));
    page.now = Some(as_it_is(&speech, found));
    page.yours = yours.ok();
    visit.show_as(StatusCode::CONFLICT, &page)
}

fn page(visit: &Visit, loaded: &Loaded, mut form: Form, about: About) -> Page {
    let (words, subject) = (visit.words, about.subject());
    form.note = loaded.viewer.is_read_by(words);
    let lead = match about {
        About::New(Subject::Observation) => {
            words.text_with("entry-observation-lead", &[("name", loaded.learner_name().into())])
        }
        About::New(_) => words.text("entry-new-lead"),
        About::Old(..) => words.text("goal-edit-lead"),
    };
    Page {
        frame: visit.frame(subject.title(words)),
        parts: parts(visit, subject, &form),
        form,
        lead,
        save: words.text("entry-save"),
        back: format!("/plan/{}", loaded.viewer.learner),
        suggests: false,
        now: None,
        away: None,
        yours: None,
    }
}
