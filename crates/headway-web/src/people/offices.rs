//! POST /people/{person}/office and …/office/{office}/end: offices are given and ended.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::offices::{self, Held};
use headway_store::permits::office_code;
use headway_store::ties::Post;
use headway_store::{Work, audit};
use headway_text::Words;
use ilp::access::{Act, OfficeKind};
use ilp::{OrgId, PersonId};
use uuid::Uuid;

use super::event;
use super::person::{answer, days, page};
use crate::about::{day, id};
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

pub(super) fn kinds(words: Words, chosen: &str) -> Vec<(&'static str, String, bool)> {
    KINDS.map(|kind| (office_code(kind), office_name(words, kind), office_code(kind) == chosen)).into()
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

pub(super) fn rows(visit: &Visit, person: PersonId, held: &[Held]) -> Vec<OfficeRow> {
    let words = visit.words;
    let row = |one: &Held| {
        let kind = one.kind.map(|kind| office_name(words, kind)).unwrap_or_default();
        let place = ("place", one.organisation.as_str().into());
        let said = words.text_with("people-office-at", &[("office", kind.as_str().into()), place]);
        let is_over = one.until.is_some_and(|until| until <= visit.today());
        let action = format!("/people/{person}/office/{}/end", one.id);
        let end = Form::new(visit, format!("end/{}", one.id), action);
        OfficeRow {
            end_label: words.text_with("people-office-end", &[("office", said.as_str().into())]),
            said,
            days: days(words, one.from, one.until),
            end: (!is_over && !one.is_rosters).then_some(end),
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
    let recall = event(&visit, "invitation/recall", person, String::new())?;
    let event = event(&visit, "office/give", person, office_code(post.kind).to_owned())?;
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            match offices::give(&right, &post).await? {
                Ok(true) => audit::record_all(right.tx(), &[event, recall]).await?,
                Ok(false) => audit::record(right.tx(), &event).await?,
                Err(left) => return Ok(Outcome::Refused(left)),
            }
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

/// POST /people/{person}/office/{office}/end
pub(crate) async fn end(
    visit: Visit,
    Path((person, office)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (person, office): (PersonId, Uuid) = (id(&person)?, id(&office)?);
    let event = event(&visit, "office/end", person, String::new())?;
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            if let Err(left) = offices::end(&right, person, office).await? {
                return Ok(Outcome::Refused(left));
            }
            audit::record(right.tx(), &event).await?;
            Ok(Outcome::Done(format!("/people/{person}?said=saved")))
        })
    });
    answer(&visit, person, saved.await?, None).await
}
