//! POST /people/{person}/invitation: a letter to print, with a code that is shown this once; and …/recall.
//!
//! Only the digest of the code is kept, so that neither a page nor a copy of the database can show it again.

mod written;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::audit::Event;
use headway_store::invitations::{self, NewInvitation, Uninvited};
use headway_store::{Work, audit, hats, people};
use ilp::PersonId;
use ilp::access::Act;

pub(super) use written::{Sheet, To, letters};

use super::event;
use super::person::page;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use crate::sign_in::Code;

#[derive(Template)]
#[template(path = "people/letter/page.html")]
struct Page {
    frame: Frame,
    back: String,
    sheet: Sheet,
}

pub(super) fn form(visit: &Visit, person: PersonId) -> Form {
    Form::new(visit, "invitation", format!("/people/{person}/invitation"))
}

/// POST /people/{person}/invitation
pub(crate) async fn make(
    visit: Visit,
    Path(person): Path<String>,
    headers: HeaderMap,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let person: PersonId = id(&person)?;
    let code = Code::fresh(visit.app.entropy.as_ref());
    let new = NewInvitation { id: visit.app.fresh_id(), person, code_digest: code.digest() };
    // Whoever sends the form again comes to the address of the first time: there the code is not known any more.
    let there = format!("/people/{person}?said=invited&letter={}", new.id);
    let event = event(&visit, "invitation/make", person, String::new())?;
    let done = there.clone();
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            match invitations::make(&right, &new).await? {
                Ok(_) => audit::record(right.tx(), &event).await?,
                Err(Uninvited::AskFirst) => {
                    audit::record(right.tx(), &Event { act: "invitation/ask".to_owned(), ..event }).await?;
                    return Ok(Outcome::Done(format!("/people/{person}?said=asked")));
                }
                Err(why) => return Ok(Outcome::Refused(why)),
            }
            Ok(Outcome::Done(done))
        })
    });
    match saved.await? {
        Outcome::Done(location) if location == there => letter(&visit, person, &headers, &code).await,
        Outcome::Done(location) => Ok(Redirect::to(&location).into_response()),
        Outcome::Refused(Uninvited::NotThere) => Err(PageError::NotFound),
        Outcome::Refused(why) => {
            let problem = match why {
                Uninvited::Closed => visit.words.text("people-invitation-closed"),
                Uninvited::AskedByThem => visit.words.text("second-asked-by-you"),
                Uninvited::TheirOwn => visit.words.text("second-own"),
                Uninvited::OneHand => visit.words.text("second-one-hand"),
                _ => visit.words.text("people-away"),
            };
            page(&visit, person, (StatusCode::UNPROCESSABLE_ENTITY, Some(problem)), None).await
        }
    }
}

/// POST /people/{person}/invitation/recall
pub(crate) async fn recall(
    visit: Visit,
    Path(person): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let person: PersonId = id(&person)?;
    let event = event(&visit, "invitation/recall", person, String::new())?;
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, Outcome<()>> {
        Box::pin(async move {
            let asked = invitations::asked(&right).await?.iter().any(|ask| ask.person == person);
            if invitations::recall(&right, person).await? || asked {
                audit::record(right.tx(), &event).await?;
            }
            Ok(Outcome::Done(format!("/people/{person}?said=saved")))
        })
    });
    match saved.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(()) => Err(PageError::NotFound),
    }
}

async fn letter(
    visit: &Visit,
    person: PersonId,
    headers: &HeaderMap,
    code: &Code,
) -> Result<Response, PageError> {
    let day = (visit.today(), visit.tenant.age_of_majority);
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let Some(found) = people::find(right.tx(), right.tenant(), person).await? else {
                return Ok(None);
            };
            Ok(Some((found, hats::of(right.tx(), (right.tenant(), person), day).await?)))
        })
    });
    let (found, hats) = read.await?.ok_or(PageError::NotFound)?;
    let to = To {
        by: None,
        language: found.language.as_deref(),
        name: &found.names.shown(),
        learns: hats.learns,
        students: hats.children.into_iter().map(|child| child.name).collect(),
    };
    let sheet = Sheet { letters: letters(visit, headers, &to), code: code.written() };
    let frame = visit.frame(visit.words.text("invite-page-title"));
    visit.show(&Page { frame, back: format!("/people/{person}"), sheet })
}
