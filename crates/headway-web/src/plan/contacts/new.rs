//! /plan/{learner}/contacts/new?corrects=: staff note a talk, or correct a note of their own.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use headway_store::contacts::{self, Contact, Noted, Refused, SOMEBODY_CHARS_MAX, Way, With};
use headway_store::team::{self, Member};
use headway_store::{Work, people};
use headway_text::Words;
use ilp::PersonId;
use ilp::access::Act;
use ilp::plan::{TEXT_CHARS_MAX, Text};
use serde::Deserialize;
use uuid::Uuid;

use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::plan::typed::{date, text};
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/contacts/new.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    lead: Option<String>,
    ways: Vec<Choice>,
    people: Vec<Choice>,
}

/// One of several that can be chosen.
struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    corrects: Option<Uuid>,
}

/// What the form needs to know: the learner's name, the family, and the row that is corrected.
struct Known {
    name: String,
    family: Vec<Member>,
    old: Option<Contact>,
}

/// GET /plan/{learner}/contacts/new?corrects=
pub(crate) async fn blank(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let known = known(&visit, learner, asked.corrects).await?;
    let form = visit.resume(form(&visit, learner, asked.corrects, known.old.as_ref())).await?;
    visit.show(&page(&visit, learner, &known, form))
}

/// POST /plan/{learner}/contacts/new
pub(crate) async fn add(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let voids = posted.get("corrects").filter(|row| !row.is_empty());
    let voids = voids.map(|row| row.parse().map_err(|_| PageError::Unreadable)).transpose()?;
    let mut form = form(&visit, learner, voids, None).read(&posted);
    let Some((held_on, way, with, text)) = read(&mut form, &visit) else {
        return again(&visit, (learner, voids), form, &posted).await;
    };
    let noted = Noted { id: visit.app.fresh_id(), voids, held_on, at: visit.now, way, with, text };
    let there = format!("/plan/{learner}/contacts?said=noted#contact-{}", noted.id);
    let outcome = visit.save_about(&posted, (Act::LogContact, learner), move |permit| {
        Box::pin(async move {
            Ok(match contacts::add(&permit, &noted).await? {
                Ok(()) => Outcome::Done(there),
                Err(refused) => Outcome::Refused(refused),
            })
        })
    });
    match outcome.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(why) => {
            let words = visit.words;
            match why {
                Refused::NotFamily => form.refuse("with", words.text("contacts-not-family")),
                Refused::Nobody => form.refuse("somebody", words.text("contacts-nobody")),
                Refused::NotYet => form.refuse("held_on", words.text("contacts-not-yet")),
                Refused::NotToCorrect => form.problem = Some(words.text("contacts-not-to-correct")),
            }
            again(&visit, (learner, voids), form, &posted).await
        }
    }
}

/// What was typed, or `None` with the reasons at the fields.
fn read(form: &mut Form, visit: &Visit) -> Option<(NaiveDate, Way, With, Text)> {
    let words = visit.words;
    let held_on = date(form, "held_on", words);
    if held_on.is_some_and(|day| visit.today() < day) {
        form.refuse("held_on", words.text("contacts-not-yet"));
    }
    let way = Way::of(form.value("way"));
    if way.is_none() {
        form.refuse("way", words.text("contacts-choose-way"));
    }
    let with = match form.value("with") {
        "student" => Some(With::Student),
        "somebody" if form.value("somebody").is_empty() => {
            form.refuse("somebody", words.text("contacts-nobody"));
            None
        }
        "somebody" => Some(With::Somebody(form.value("somebody").to_owned())),
        person => person.parse().ok().map(With::Family),
    };
    if with.is_none() && form.value("with") != "somebody" {
        form.refuse("with", words.text("contacts-choose-with"));
    }
    let text = text(form, "words", visit);
    if form.is_sound() { Some((held_on?, way?, with?, text?)) } else { None }
}

async fn again(
    visit: &Visit,
    (learner, voids): (PersonId, Option<Uuid>),
    form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    visit.keep_refused(posted).await?;
    let known = known(visit, learner, voids).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, learner, &known, form))
}

async fn known(visit: &Visit, learner: PersonId, corrects: Option<Uuid>) -> Result<Known, PageError> {
    let read = visit.read_about(Act::LogContact, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let names = people::names_of(permit.tx(), permit.tenant(), &[learner]).await?;
            let name = names.into_iter().map(|(_, name)| name).next().unwrap_or_default();
            let family = team::family(&permit).await?;
            let rows = contacts::of_learner(&permit).await?.unwrap_or_default();
            let old = rows.into_iter().find(|row| Some(row.id) == corrects && row.by == permit.person());
            Ok(Known { name, family, old })
        })
    });
    let known = read.await?;
    if corrects.is_some() && known.old.is_none() {
        return Err(PageError::NotFound);
    }
    Ok(known)
}

fn form(visit: &Visit, learner: PersonId, corrects: Option<Uuid>, old: Option<&Contact>) -> Form {
    let words = visit.words;
    let row = corrects.map(|row| row.to_string());
    let name = format!("contacts/{}", row.as_deref().unwrap_or("new"));
    let (with, somebody) = match old.map(|old| &old.with) {
        None => (String::new(), String::new()),
        Some(With::Student) => ("student".to_owned(), String::new()),
        Some(With::Family(person)) => (person.to_string(), String::new()),
        Some(With::Somebody(called)) => ("somebody".to_owned(), called.clone()),
    };
    let held_on = old.map_or_else(|| visit.today(), |old| old.held_on);
    let way = old.and_then(|old| old.way).map(Way::code).unwrap_or_default();
    Form::new(visit, name, format!("/plan/{learner}/contacts/new"))
        .about(learner)
        .with_hidden("corrects", row.unwrap_or_default())
        .with(Field::new("held_on", words.text("contacts-held-on")).date().filled(held_on.to_string()))
        .with(Field::new("with", words.text("contacts-with")).filled(with))
        .with(
            Field::new("somebody", words.text("contacts-somebody"))
                .hint(words.text("contacts-somebody-hint"))
                .most(SOMEBODY_CHARS_MAX)
                .by_choice()
                .filled(somebody),
        )
        .with(Field::new("way", words.text("contacts-way")).filled(way))
        .with(
            Field::new("words", words.text("contacts-words"))
                .hint(words.text("contacts-words-hint"))
                .most(TEXT_CHARS_MAX)
                .filled(old.map(|old| old.body.clone()).unwrap_or_default()),
        )
}

fn page(visit: &Visit, learner: PersonId, known: &Known, mut form: Form) -> Page {
    let words = visit.words;
    form.note = Some(words.text_with("contacts-read-by", &[("name", known.name.as_str().into())]));
    let choice =
        |chosen: &str, value: String, label: String| Choice { is_chosen: chosen == value, value, label };
    let way = form.value("way");
    let ways = Way::ALL.map(|one| choice(way, one.code().to_owned(), way_words(words, one)));
    let with = form.value("with");
    let student = words.text_with("contacts-with-student", &[("name", known.name.as_str().into())]);
    let mut people = vec![choice(with, "student".to_owned(), student)];
    people.extend(
        known.family.iter().map(|member| choice(with, member.person.to_string(), member.name.clone())),
    );
    people.push(choice(with, "somebody".to_owned(), words.text("contacts-with-somebody")));
    let corrects = known.old.is_some();
    let title = if corrects { words.text("contacts-correct-title") } else { words.text("contacts-new") };
    Page {
        frame: visit.frame(title),
        back: format!("/plan/{learner}/contacts"),
        lead: corrects.then(|| words.text("contacts-correct-lead")),
        ways: ways.into(),
        people,
        form,
    }
}

fn way_words(words: Words, way: Way) -> String {
    match way {
        Way::Talk => words.text("contacts-way-talk"),
        Way::Phone => words.text("contacts-way-phone"),
        Way::Video => words.text("contacts-way-video"),
        Way::Letter => words.text("contacts-way-letter"),
        Way::Message => words.text("contacts-way-message"),
        Way::Visit => words.text("contacts-way-visit"),
    }
}
