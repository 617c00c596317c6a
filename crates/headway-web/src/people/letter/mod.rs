//! POST /people/{person}/invitation: a letter to print, with a code that is shown this once; and …/recall.
//!
//! Only the digest of the code is kept, so that neither a page nor a copy of the database can show it again.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::audit::Event;
use headway_store::invitations::{self, NewInvitation, Uninvited};
use headway_store::{Work, audit, people};
use headway_text::{Locale, Words};
use ilp::PersonId;
use ilp::access::Act;

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
    lang: &'static str,
    lines: Letter,
    code: String,
}

/// The letter in the language of whom it is for.
pub(super) struct Letter {
    pub(super) title: String,
    pub(super) greeting: String,
    pub(super) what: String,
    pub(super) steps: [String; 3],
    pub(super) until: String,
    pub(super) lost: String,
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
    let read = visit.read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move { people::find(right.tx(), right.tenant(), person).await })
    });
    let found = read.await?.ok_or(PageError::NotFound)?;
    let (lang, lines) = lines(visit, headers, (found.language.as_deref(), &found.names.shown()));
    let frame = visit.frame(visit.words.text("invite-page-title"));
    let back = format!("/people/{person}");
    visit.show(&Page { frame, back, lang, lines, code: code.written() })
}

/// The letter to somebody of this name, in the language in which they read, and its tag.
pub(super) fn lines(
    visit: &Visit,
    headers: &HeaderMap,
    (language, name): (Option<&str>, &str),
) -> (&'static str, Letter) {
    let locale = language.and_then(Locale::from_tag).unwrap_or_default();
    let until = (visit.now + invitations::VALID).with_timezone(&visit.zone()).date_naive();
    let words = Words::new(locale);
    let address = address(&visit.tenant.host, headers);
    let lines = Letter {
        title: words.text_with("invite-title", &[("school", visit.tenant.name.as_str().into())]),
        greeting: words.text_with("invite-greeting", &[("name", name.into())]),
        what: words.text_with("invite-what", &[("school", visit.tenant.name.as_str().into())]),
        steps: [
            words.text_with("invite-step-open", &[("address", address.into())]),
            words.text("invite-step-code"),
            words.text("invite-step-choose"),
        ],
        until: words.text_with("invite-until", &[("day", words.date(until).into())]),
        lost: words.text("invite-lost"),
    };
    (locale.tag(), lines)
}

/// Where the page is that takes the code: under the district's own name, or, where it was set up without one, under the
/// name that the reader's browser knows it by.
fn address(host: &str, headers: &HeaderMap) -> String {
    let asked = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or(host);
    let is_name =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    let host = if host == "localhost" && is_name(asked) { asked } else { host };
    let is_here = host.starts_with("localhost") || host.starts_with("127.");
    format!("{}://{host}/welcome", if is_here { "http" } else { "https" })
}
