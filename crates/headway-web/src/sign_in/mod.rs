//! /sign-in and /sign-out: a name and a password for a session.

pub(crate) mod again;
mod browser;
mod chosen;
mod code;
mod gate;
mod pace;
mod passwords;
mod session;
pub(crate) mod welcome;

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::accounts::{self, Account};
use headway_store::sessions::EndedBy;
use serde::Deserialize;

pub(crate) use browser::words_of as browser_words;
pub(crate) use chosen::{Whose, length_hint, weakness};
pub(crate) use code::Code;
pub(crate) use pace::{Pace, Try};
pub(crate) use passwords::Passwords;
pub use passwords::hash_password;
pub(crate) use session::{event, stay};

use crate::error::{PageError, slow_down};
use crate::form::{Field, Form, Posted};
use crate::layout::Frame;
use crate::shell::{self, Visit, own_path};

#[derive(Template)]
#[template(path = "sign_in/page.html")]
struct Page {
    frame: Frame,
    school: String,
    /// Why the reader is here, when they did not come by themselves.
    why: Option<String>,
    form: Form,
}

/// What the address asks: where to go afterwards, and why somebody was sent here.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    next: Option<String>,
    why: Option<String>,
}

/// Why somebody whose session has ended is sent here, as the address says it.
pub(crate) const fn code_of(by: EndedBy) -> &'static str {
    match by {
        EndedBy::Silence => "ended",
        EndedBy::Length => "long",
        EndedBy::SignOut => "over",
    }
}

/// The address of this page for somebody who should come back to `next`.
pub(crate) fn address(next: &str, why: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if next != "/" {
        query.append_pair("next", next);
    }
    if let Some(why) = why {
        query.append_pair("why", why);
    }
    let query = query.finish();
    if query.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?{query}") }
}

fn form(visit: &Visit, next: &str) -> Form {
    let words = visit.words;
    let login = Field::new("login", words.text("sign-in-name")).hint(words.text("sign-in-name-hint")).login();
    let password = Field::new("password", words.text("sign-in-password")).password("current-password");
    Form::new(visit, "sign-in", "/sign-in")
        .with(login.most(200))
        .with(password.most(1_000))
        .with_hidden("next", next)
}

/// GET /sign-in
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let next = asked.next.as_deref().and_then(own_path).unwrap_or_else(|| "/".to_owned());
    if visit.reader.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    let why = match asked.why.as_deref() {
        Some("ended") => Some(visit.words.text("sign-in-ended")),
        Some("long") => Some(visit.words.text("sign-in-ended-long")),
        Some("over") => Some(visit.words.text("sign-in-ended-over")),
        Some("kept") => Some(visit.words.text("sign-in-draft-kept")),
        Some("old") => Some(visit.words.text("sign-in-old-page")),
        Some("out") => Some(visit.words.text("sign-in-signed-out")),
        _ => None,
    };
    page(&visit, StatusCode::OK, form(&visit, &next), why)
}

/// To this page again, for a sign-in whose page lay open longer than its browser's session.
pub(crate) fn ask_again(posted: &Posted) -> Response {
    let next = posted.get("next").and_then(own_path).unwrap_or_else(|| "/".to_owned());
    Redirect::to(&address(&next, Some("old"))).into_response()
}

/// POST /sign-in
pub(crate) async fn enter(
    visit: Visit,
    headers: HeaderMap,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let next = posted.get("next").and_then(own_path).unwrap_or_else(|| "/".to_owned());
    let mut form = form(&visit, &next).read(&posted);
    if !form.is_sound() {
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, None);
    }
    let login = form.value("login").to_owned();
    let this_try = match visit.app.pace.take_turn(&visit, &login).await? {
        Ok(this_try) => this_try,
        Err(seconds) => return slowed(&visit, form, seconds),
    };
    // A password is taken as it was typed: the space around it may be part of it.
    let password = posted.get("password").unwrap_or_default();
    let begun = match account_of(&visit, &login, password).await? {
        Some(account) => session::begin(&visit, account, (this_try, browser::code(&headers))).await?,
        None => Err(None),
    };
    let cookie = match begun {
        Ok(cookie) => cookie,
        Err(barred) => {
            session::note_refusal(&visit, &login, barred).await?;
            // The page says the same whatever the reason: a stranger learns nothing of who may use the system.
            form.refuse("", visit.words.text("sign-in-wrong"));
            return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, None);
        }
    };
    Ok(signed_in(&next, &cookie))
}

/// To `next`, with the cookie of the session that has begun.
fn signed_in(next: &str, cookie: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    shell::clear_cookie(response.headers_mut(), shell::VISIT);
    shell::set_cookie(response.headers_mut(), shell::SESSION, cookie, None);
    response
}

fn slowed(visit: &Visit, mut form: Form, seconds: u32) -> Result<Response, PageError> {
    form.refuse("", slow_down(visit.words, seconds));
    let mut slowed = page(visit, StatusCode::TOO_MANY_REQUESTS, form, None)?;
    slowed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(slowed)
}

/// The account whose name and password these are. An unknown name costs the same time as a wrong password.
async fn account_of(visit: &Visit, login: &str, password: &str) -> Result<Option<Account>, PageError> {
    let (tenant, asked) = (visit.tenant.id, login.to_owned());
    let account = visit
        .app
        .store
        .read(move |tx| Box::pin(async move { accounts::by_login(tx, tenant, &asked).await }))
        .await?;
    let usable = account.filter(|account| !account.disabled && account.password_hash.is_some());
    let hash = usable.as_ref().and_then(|account| account.password_hash.clone());
    let fits = visit.app.passwords.verify(hash, password.to_owned()).await?;
    Ok(usable.filter(|_| fits))
}

/// POST /sign-out
pub(crate) async fn leave(visit: Visit) -> Result<Response, PageError> {
    if let Some(reader) = &visit.reader {
        session::end(&visit, reader).await?;
    }
    let mut response = Redirect::to(&address("/", Some("out"))).into_response();
    shell::clear_cookie(response.headers_mut(), shell::SESSION);
    shell::clear_cookie(response.headers_mut(), shell::VISIT);
    // Not the cookies: the chosen language may stay.
    let forget = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), forget);
    Ok(response)
}

fn page(visit: &Visit, status: StatusCode, form: Form, why: Option<String>) -> Result<Response, PageError> {
    let words = visit.words;
    let school = words.text_with("sign-in-school", &[("school", visit.tenant.name.as_str().into())]);
    let mut frame = visit.frame(words.text("sign-in-title"));
    // A refused form has no page of its own to come back to.
    frame.path =
        address(form.hidden.iter().find(|(name, _)| *name == "next").map_or("/", |(_, next)| next), None);
    visit.show_as(status, &Page { frame, school, why, form })
}
