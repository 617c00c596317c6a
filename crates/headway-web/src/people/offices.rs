//! POST /people/{person}/office and …/office/{office}/end: offices are given and ended.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use headway_store::audit::Event;
use headway_store::offices::{self, Held};
use headway_store::permits::office_code;
use headway_store::ties::Post;
use headway_store::{Work, audit};
use headway_text::Words;
use ilp::access::{Act, OfficeKind};
use ilp::{OrgId, PersonId};
use uuid::Uuid;

use super::event;
use super::person::{answer, page};
use super::trust::{Waiting, ending};
use crate::about::{day, id};
use crate::days;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::shell::Visit;

const KINDS: [OfficeKind; 8] = [
    OfficeKind::Teacher,
    OfficeKind::Counselor,
    OfficeKind::CaseManager,
    OfficeKind::Interventionist,
    OfficeKind::Leader,
    OfficeKind::PrivacyOfficer,
    OfficeKind::Administrator,
    OfficeKind::Other,
];

/// An office on the page of who holds it.
pub(super) struct OfficeRow {
    pub(super) said: String,
    pub(super) days: String,
    pub(super) end: Option<Form>,
    /// Where it is asked that it ends: an office of trust takes two.
    pub(super) ask_end: Option<String>,
    pub(super) end_label: String,
    pub(super) is_rosters: bool,
}

/// The office that is kept under this code.
pub(crate) fn office_of_code(code: &str) -> Option<OfficeKind> {
    KINDS.into_iter().find(|kind| office_code(*kind) == code)
}

/// What an office is called.
pub(crate) fn office_name(words: Words, kind: OfficeKind) -> String {
    match kind {
        OfficeKind::Teacher => words.text("people-office-teacher"),
        OfficeKind::Counselor => words.text("people-office-counselor"),
        OfficeKind::CaseManager => words.text("people-office-case-manager"),
        OfficeKind::Interventionist => words.text("people-office-interventionist"),
        OfficeKind::Leader => words.text("people-office-leader"),
        OfficeKind::PrivacyOfficer => words.text("people-office-privacy-officer"),
        OfficeKind::Administrator => words.text("people-office-administrator"),
        OfficeKind::Other => words.text("people-office-other"),
    }
}

/// The offices that one administrator gives.
pub(super) fn kinds(words: Words, chosen: &str) -> Vec<(&'static str, String, bool)> {
    let of_one = KINDS.into_iter().filter(|kind| !offices::is_of_trust(*kind));
    of_one.map(|kind| (office_code(kind), office_name(words, kind), office_code(kind) == chosen)).collect()
}

/// The ways to ask for an office of trust: those that this person does not hold, and that do not wait already.
pub(super) fn of_trust(
    words: Words,
    person: PersonId,
    held: &[Held],
    today: NaiveDate,
    waits: &[Waiting],
) -> Vec<(String, String)> {
    let is_held = |kind| {
        let mut goes_on = held.iter().filter(|one| !one.is_over(today));
        goes_on.any(|one| one.kind == Some(kind) && one.is_whole)
    };
    let missing = KINDS.into_iter().filter(|kind| offices::is_of_trust(*kind) && !is_held(*kind));
    let missing = missing.filter(|kind| waits.iter().all(|one| one.ask.kind != *kind));
    let way = |kind| {
        let office = ("office", office_name(words, kind).into());
        (format!("/people/{person}/trust/{}", office_code(kind)), words.text_with("trust-way", &[office]))
    };
    missing.map(way).collect()
}

pub(super) fn places(all: &[(OrgId, String)], chosen: &str) -> Vec<(String, String, bool)> {
    let place = |(id, name): &(OrgId, String)| (id.to_string(), name.clone(), id.to_string() == chosen);
    all.iter().map(place).collect()
}

pub(super) fn form(visit: &Visit, person: PersonId) -> Form {
    let words = visit.words;
    let from = Field::new("from", words.text("people-office-from")).date().filled(visit.today().to_string());
    let until = Field::new("until", words.text("people-office-until")).date().optional();
    let kind = Field::new("kind", words.text("people-office-kind"));
    let place = Field::new("organisation", words.text("people-office-place"));
    Form::new(visit, "office", format!("/people/{person}/office"))
        .with(kind)
        .with(place)
        .with(from)
        .with(until)
}

pub(super) fn rows(visit: &Visit, person: PersonId, held: &[Held], waits: &[Waiting]) -> Vec<OfficeRow> {
    let words = visit.words;
    let row = |one: &Held| {
        let kind = one.kind.map(|kind| office_name(words, kind)).unwrap_or_default();
        let place = ("place", one.organisation.as_str().into());
        let said = words.text_with("people-office-at", &[("office", kind.as_str().into()), place]);
        let is_over = one.is_over(visit.today());
        let action = format!("/people/{person}/office/{}/end", one.id);
        let can_end = !is_over && !one.is_rosters;
        let (takes_two, label) = (one.is_of_trust(), ("office", said.as_str().into()));
        let end =
            (can_end && !takes_two).then(|| Form::new(visit, format!("end/{}", one.id), action.clone()));
        OfficeRow {
            end_label: words
                .text_with(if takes_two { "trust-way-end" } else { "people-office-end" }, &[label]),
            said,
            days: days::said(words, one.from, one.until),
            end,
            ask_end: (can_end && takes_two && !waits.iter().any(|wait| Some(wait.ask.kind) == one.kind))
                .then_some(action),
            is_rosters: one.is_rosters && !is_over,
        }
    };
    held.iter().filter(|one| one.kind.is_some()).map(row).collect()
}

/// POST /people/{person}/office
pub(crate) async fn give(
    visit: Visit,
    Path(person): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let person: PersonId = id(&person)?;
    let mut form = form(&visit, person).read(&posted);
    let Some(post) = read(&visit, person, &mut form) else {
        return page(&visit, person, (StatusCode::UNPROCESSABLE_ENTITY, None), Some(form)).await;
    };
    let event = event(&visit, "office/give", person, office_code(post.kind).to_owned())?;
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            if let Err(left) = offices::give(&right, &post).await? {
                return Ok(Outcome::Refused(left));
            }
            audit::record(right.tx(), &event).await?;
            Ok(Outcome::Done(format!("/people/{person}?said=saved")))
        })
    });
    answer(&visit, person, saved.await?, Some(form)).await
}

/// The office that was described; where it is not sound, the form says so.
fn read(visit: &Visit, person: PersonId, form: &mut Form) -> Option<Post> {
    let words = visit.words;
    let kind = office_of_code(form.value("kind"));
    let organisation: Option<OrgId> = form.value("organisation").parse().ok();
    let from = day(form.value("from"));
    if from.is_none() && form.is_sound() {
        form.refuse("from", words.text("audit-export-no-day"));
    }
    let last = form.value("until").to_owned();
    let last = if last.is_empty() { None } else { Some(day(&last)) };
    if last == Some(None) || last.flatten().zip(from).is_some_and(|(last, from)| last < from) {
        form.refuse("until", words.text("people-office-until-wrong"));
    }
    let post = Post {
        id: visit.app.fresh_id(),
        person,
        kind: kind?,
        organisation: organisation?,
        from: from?,
        until: last.flatten().and_then(|last| last.succ_opt()),
    };
    Some(post).filter(|_| form.is_sound())
}

/// POST /people/{person}/office/{office}/end: it ends, or, for one of trust, it is asked that it does.
pub(crate) async fn end(
    visit: Visit,
    Path((person, office)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (person, office): (PersonId, Uuid) = (id(&person)?, id(&office)?);
    if ending::is_of_trust(&visit, person, office).await? {
        return ending::ask(&visit, &posted, (person, office)).await;
    }
    let event = event(&visit, "office/end", person, String::new())?;
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let kind = match offices::end(&right, person, office).await? {
                Ok(kind) => kind,
                Err(left) => return Ok(Outcome::Refused(left)),
            };
            audit::record(right.tx(), &Event { detail: office_code(kind).to_owned(), ..event }).await?;
            Ok(Outcome::Done(format!("/people/{person}?said=saved")))
        })
    });
    answer(&visit, person, saved.await?, None).await
}
