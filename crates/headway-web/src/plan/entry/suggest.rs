//! /plan/{learner}/entry/suggest/{kind} and /plan/{learner}/entry/{item}/suggest: words that the student could say about
//! themself, with a reason. The student decides.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ilp::access::Act;
use ilp::plan::{Change, Item, Owner, Party, Plan, Refused, TEXT_CHARS_MAX, ownership};
use ilp::{ItemId, PersonId};

use super::fields::{asking, main_of, parts, read};
use super::subject::Subject;
use super::{About, Page, entry_item};
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Posted};
use crate::plan::goal::{as_it_is, load};
use crate::plan::loaded::Loaded;
use crate::plan::save::{self, item_of};
use crate::plan::typed::{replaced, text};
use crate::shell::Visit;

/// GET /plan/{learner}/entry/suggest/{kind}
pub(crate) async fn blank(
    visit: Visit,
    Path((learner, kind)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, subject) = (id(&learner)?, of_the_student(&kind)?);
    let loaded = load(&visit, Act::Propose, learner).await?;
    if loaded.viewer.writes_for_the_student() {
        let there = format!("/plan/{learner}/entry/new/{}", subject.name());
        return Ok(Redirect::to(&there).into_response());
    }
    let about = About::New(subject);
    let form = visit.resume(form(&visit, learner, (about, None))).await?;
    visit.show(&page(&visit, &loaded, form, (about, None)))
}

/// GET /plan/{learner}/entry/{item}/suggest
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let loaded = load(&visit, Act::Propose, learner).await?;
    let (subject, found) = students_item(&loaded, item)?;
    if loaded.viewer.suggest.is_some_and(|hand| ownership::may_change(found.owner, &hand)) {
        return Ok(Redirect::to(&format!("/plan/{learner}/entry/{item}/edit")).into_response());
    }
    let about = About::old(subject, (item, found));
    let form = visit.resume(form(&visit, learner, (about, Some(found)))).await?;
    visit.show(&page(&visit, &loaded, form, (about, Some(found))))
}

/// POST /plan/{learner}/entry/suggest/{kind}
pub(crate) async fn put_new(
    visit: Visit,
    Path((learner, kind)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let about = About::New(of_the_student(&kind)?);
    put(&visit, id(&learner)?, about, &posted).await
}

/// POST /plan/{learner}/entry/{item}/suggest
pub(crate) async fn put_other(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let revision = replaced(&posted)?;
    let subject = {
        let loaded = load(&visit, Act::Propose, learner).await?;
        students_item(&loaded, item)?.0
    };
    put(&visit, learner, About::Old(subject, item, revision), &posted).await
}

async fn put(visit: &Visit, learner: PersonId, about: About, posted: &Posted) -> Result<Response, PageError> {
    let mut form = form(visit, learner, (about, None)).read(posted);
    let draft = read(&mut form, visit, about.subject());
    let reason = text(&mut form, "reason", visit);
    let (Some(draft), Some(reason), true) = (draft, reason, form.is_sound()) else {
        return refused(visit, learner, about, (form, posted)).await;
    };
    let fresh = ItemId(visit.app.fresh_id());
    let build = move |plan: &Plan| {
        let (item, replaces, old) = match about {
            About::New(_) => (fresh, None, None),
            About::Old(_, item, read) => (item, Some(read), Some(item_of(plan, item)?)),
        };
        let says = draft.body(old).map_err(|_| Refused::AnotherThing)?;
        Ok((Owner::Student, Change::ItemWritten { item, replaces, says }))
    };
    let outcome = save::suggest(visit, posted, (learner, reason), build).await?;
    match save::taken(visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => refused(visit, learner, about, (form, posted)).await,
    }
}

/// The subject of this name, where the student can have it: the family's words and what others see nobody suggests.
fn of_the_student(kind: &str) -> Result<Subject, PageError> {
    let subject = Subject::named(kind).ok_or(PageError::NotFound)?;
    let may = ownership::may_have(Party::Student, subject.kind());
    may.then_some(subject).ok_or(PageError::NotFound)
}

fn students_item(loaded: &Loaded, item: ItemId) -> Result<(Subject, &Item), PageError> {
    let found = entry_item(loaded, item, Act::Propose)?;
    Some(found).filter(|(_, item)| item.owner == Owner::Student).ok_or(PageError::NotFound)
}

/// The form comes back over the entry of now: a suggestion is read beside the text that it would replace.
async fn refused(
    visit: &Visit,
    learner: PersonId,
    about: About,
    (mut form, posted): (Form, &Posted),
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::Propose, learner).await?;
    let old = match about {
        About::New(_) => None,
        About::Old(_, item, _) => Some(students_item(&loaded, item)?.1),
    };
    if let Some(old) = old {
        form.set_hidden("replaces", &old.revision.to_string());
    }
    visit.keep_refused(posted).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &loaded, form, (about, old)))
}

fn form(visit: &Visit, learner: PersonId, (about, old): (About, Option<&Item>)) -> Form {
    let words = visit.words;
    let form = match about {
        About::New(subject) => {
            let name = format!("entry/suggest/{}", subject.name());
            let action = format!("/plan/{learner}/{name}");
            Form::new(visit, name, action)
        }
        About::Old(_, item, revision) => {
            let action = format!("/plan/{learner}/entry/{item}/suggest");
            Form::new(visit, format!("entry/suggest/{item}"), action)
                .with_hidden("replaces", revision.to_string())
        }
    };
    let reason = Field::new("reason", words.text("suggest-reason"))
        .hint(words.text("suggest-reason-hint"))
        .most(TEXT_CHARS_MAX);
    let (subject, body) = (about.subject(), old.map(|old| &old.body));
    let asked = (subject, subject.question(words), subject.hint(words));
    asking(form.about(learner), words, asked, body)
        .labelled("learned", words.text("plan-learned"))
        .with(reason)
}

fn page(visit: &Visit, loaded: &Loaded, form: Form, (about, old): (About, Option<&Item>)) -> Page {
    let words = visit.words;
    // The question, as somebody else than the student is asked it.
    let (main, name) = (main_of(about.subject()), [("name", loaded.learner_name().into())]);
    let mut form = form
        .labelled(main, words.text_with("entry-suggest-words", &name))
        .hinted(main, words.text_with("entry-suggest-hint", &name));
    form.note = loaded.viewer.is_read_by(words);
    let title = match old {
        Some(_) => words.text("suggest-title"),
        None => words.text_with("entry-suggest-title", &[("part", about.subject().title(words).into())]),
    };
    Page {
        frame: visit.frame(title),
        parts: parts(visit, about.subject(), &form),
        form,
        lead: words.text_with("suggest-lead", &name),
        save: words.text("suggest-save"),
        back: format!("/plan/{}", loaded.viewer.learner),
        suggests: true,
        now: old.map(|old| as_it_is(&loaded.speech(visit), old)),
        away: None,
        yours: None,
    }
}
