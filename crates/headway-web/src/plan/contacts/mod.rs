//! GET /plan/{learner}/contacts: the talks that staff have noted, as far as they are for the reader.

pub(crate) mod new;

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use headway_store::Work;
use headway_store::contacts::{self, Contact, Way, With};
use headway_text::Words;
use ilp::PersonId;
use ilp::access::{Act, Because};
use uuid::Uuid;

use super::loaded::{self, Loaded};
use super::voice::{By, Line, Speech};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::further::Further;
use crate::layout::Frame;
use crate::shell::Visit;

/// Talks on one page.
const ROWS_MAX: usize = 50;

#[derive(Template)]
#[template(path = "plan/contacts/page.html")]
struct Page {
    frame: Frame,
    learner: PersonId,
    /// Where a new one begins.
    new: String,
    lead: String,
    may_note: bool,
    rows: Vec<Row>,
    /// Where older ones are.
    older: Option<usize>,
}

/// A talk.
struct Row {
    id: String,
    title: String,
    day: String,
    iso: String,
    line: Line,
    /// Where the row stands that this one corrects.
    corrects: Option<String>,
    is_void: bool,
    /// Where its author corrects it.
    correct: Option<String>,
}

pub(crate) async fn show(
    visit: Visit,
    Path(learner): Path<String>,
    Query(further): Query<Further>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let read = visit.read_about(Act::SeePlan, learner, |permit| -> Work<'_, _> {
        Box::pin(async move {
            let mut loaded = loaded::now(&permit).await?;
            let rows = contacts::of_learner(&permit).await?;
            let named = rows.iter().flatten().flat_map(|row| match row.with {
                With::Family(person) => vec![row.by, person],
                With::Student | With::Somebody(_) => vec![row.by],
            });
            let named: Vec<PersonId> = named.collect();
            loaded.meet(&permit, &named).await?;
            let may_note = permit.also(Act::LogContact).is_some();
            Ok((loaded, rows, may_note))
        })
    });
    let (loaded, rows, may_note) = read.await?;
    let Some(rows) = rows else {
        return Err(PageError::Forbidden(visit.words.text("contacts-refused")));
    };
    let speech = loaded.speech(&visit);
    // A talk and what corrects it may stand on two pages.
    let places: HashMap<Uuid, usize> = rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let (rows, older) = further.page(rows, ROWS_MAX);
    let rows = rows.into_iter().map(|row| shown(&speech, &loaded, (row, &places), may_note)).collect();
    let frame = visit.frame(visit.words.text("contacts-title"));
    let (lead, new) = (who_reads(visit.words, &loaded), format!("/plan/{learner}/contacts/new"));
    visit.show(&Page { frame, learner, new, lead, may_note, rows, older })
}

fn shown(
    speech: &Speech,
    loaded: &Loaded,
    (contact, places): (Contact, &HashMap<Uuid, usize>),
    may_note: bool,
) -> Row {
    let (words, viewer) = (speech.words, &loaded.viewer);
    let differs = contact.language.split('-').next() != Some(words.locale().tag());
    let on = contact.at.with_timezone(&speech.zone).date_naive();
    let by = By { name: speech.called(contact.by), date: words.date(on), iso: on.to_string(), typed: None };
    let may_correct = may_note && contact.by == viewer.person && !contact.is_void;
    Row {
        id: contact.id.to_string(),
        title: title(speech, loaded, &contact),
        day: words.date(contact.held_on),
        iso: contact.held_on.to_string(),
        line: Line {
            text: contact.body,
            class: "voice-staff",
            lang: differs.then_some(contact.language),
            by: Some(by),
        },
        corrects: contact.voids.map(|row| {
            let skip = places.get(&row).map_or(0, |at| at / ROWS_MAX * ROWS_MAX);
            format!("/plan/{}/contacts?skip={skip}#contact-{row}", viewer.learner)
        }),
        is_void: contact.is_void,
        correct: may_correct
            .then(|| format!("/plan/{}/contacts/new?corrects={}", viewer.learner, contact.id)),
    }
}

/// "By telephone, with Grace Okafor".
fn title(speech: &Speech, loaded: &Loaded, contact: &Contact) -> String {
    let (to_them, of_them) = match contact.way {
        Some(Way::Phone) => ("contacts-by-phone-you", "contacts-by-phone"),
        Some(Way::Video) => ("contacts-by-video-you", "contacts-by-video"),
        Some(Way::Letter) => ("contacts-by-letter-you", "contacts-by-letter"),
        Some(Way::Message) => ("contacts-by-message-you", "contacts-by-message"),
        Some(Way::Visit) => ("contacts-by-visit-you", "contacts-by-visit"),
        Some(Way::Talk) | None => ("contacts-by-talk-you", "contacts-by-talk"),
    };
    match &contact.with {
        With::Student => speech.of(loaded.viewer.learner, to_them, of_them),
        With::Family(person) => speech.of(*person, to_them, of_them),
        With::Somebody(called) => speech.words.text_with(of_them, &[("name", called.as_str().into())]),
    }
}

/// Who reads this log, said to each as it is for them.
fn who_reads(words: Words, loaded: &Loaded) -> String {
    let name = [("name", loaded.learner_name().into())];
    match loaded.viewer.because {
        Because::TheStudent => words.text("contacts-lead-you"),
        Because::Family { .. } => words.text_with("contacts-lead-family", &name),
        _ => words.text_with("contacts-lead-staff", &name),
    }
}
