//! /welcome: somebody with a letter makes their account: first the code, then a name to sign in with and a password.
//!
//! A code that was used or recalled, one whose time is over and one that never was get the same answer, and wrong ones are
//! slowed as wrong passwords are.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use headway_store::accounts::{self, Account, PasswordSet};
use headway_store::audit::{self, Event};
use headway_store::invitations::{self, Open};
use headway_store::{hats, people, sessions};
use headway_text::{Locale, Words};

use super::pace::Try;
use super::{Code, Whose, browser, event, length_hint, session, signed_in, weakness};
use crate::error::{PageError, slow_down};
use crate::form::{Field, Form, Posted};
use crate::language;
use crate::layout::Frame;
use crate::shell::{self, Visit};

#[derive(Template)]
#[template(path = "sign_in/welcome.html")]
struct Page {
    frame: Frame,
    school: String,
    form: Form,
    /// Whose account it is, once the code is known, and what becomes of one that they have.
    whom: Option<(String, Option<String>)>,
}

/// Who is invited, as far as the page names them and a password is judged by it.
struct Invited {
    open: Open,
    name: String,
    works: bool,
    has_account: bool,
    locale: Option<Locale>,
}

/// The first step: the code alone, so that nobody chooses a password for somebody else's account.
fn code_form(visit: &Visit) -> Form {
    let words = visit.words;
    let code = Field::new("code", words.text("welcome-code")).hint(words.text("welcome-code-hint")).login();
    in_language(visit).with(code.most(100))
}

/// The second step, once it is known for whom the code is: it says before anything is typed how long the password must be.
fn account_form(visit: &Visit, invited: &Invited, code: &Code) -> Form {
    let words = visit.words;
    let login =
        Field::new("login", words.text("welcome-login")).hint(words.text("welcome-login-hint")).login();
    let password = Field::new("new_password", words.text("welcome-password")).password("new-password");
    in_language(visit)
        .with_hidden("code", code.written())
        .with(login.most(200))
        .with(password.most(1_000).hint(length_hint(words, invited.works)))
}

fn in_language(visit: &Visit) -> Form {
    Form::new(visit, "welcome", "/welcome").with_hidden("language", visit.words.locale().tag())
}

/// The visit in the language of a letter, or of the page on which a form stood: whatever somebody chose in this browser before.
fn speaking(mut visit: Visit, locale: Option<Locale>) -> Visit {
    if let Some(locale) = locale {
        visit.words = Words::new(locale).formally();
    }
    visit
}

/// GET /welcome
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    page(&visit, (StatusCode::OK, None), code_form(&visit))
}

/// GET /welcome/{language}: the address that stands on a letter in that language.
pub(crate) async fn show_in(visit: Visit, Path(language): Path<String>) -> Result<Response, PageError> {
    let locale = Locale::from_tag(&language).ok_or(PageError::NotFound)?;
    let mut visit = speaking(visit, Some(locale));
    // Who chooses another language here goes on where it is theirs.
    "/welcome".clone_into(&mut visit.path);
    page(&visit, (StatusCode::OK, None), code_form(&visit))
}

/// POST /welcome
pub(crate) async fn enter(
    visit: Visit,
    headers: HeaderMap,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let visit = speaking(visit, posted.get("language").and_then(Locale::from_tag));
    let form = code_form(&visit).read(&posted);
    if !form.is_sound() {
        return page(&visit, (StatusCode::UNPROCESSABLE_ENTITY, None), form);
    }
    let code = Code::typed(form.value("code"));
    let beginning = code.as_ref().map_or("", Code::beginning);
    let this_try = match visit.app.pace.take_turn(&visit, &format!("code {beginning}")).await? {
        Ok(this_try) => this_try,
        Err(seconds) => return slowed(&visit, form, seconds),
    };
    let Some(code) = code else { return wrong(&visit, form).await };
    let Some(invited) = invited(&visit, code.digest(), this_try).await? else {
        return wrong(&visit, form).await;
    };
    let visit = speaking(visit, invited.locale.filter(|_| !shell::has_chosen_language(&headers)));
    let form = account_form(&visit, &invited, &code);
    if posted.get("login").is_none() {
        return page(&visit, (StatusCode::OK, Some(&invited)), form);
    }
    let mut form = form.read(&posted);
    let login = form.value("login").to_owned();
    let password = posted.get("new_password").unwrap_or_default().to_owned();
    look_at(&visit, &mut form, &invited, (&login, &password));
    if !form.is_sound() {
        return page(&visit, (StatusCode::UNPROCESSABLE_ENTITY, Some(&invited)), form);
    }
    let hash = visit.app.passwords.hash(password, visit.app.entropy.clone()).await?;
    match make(&visit, &invited.open, (login, hash)).await? {
        Made::Account(account) => {
            let begun = session::begin(&visit, account, (this_try, browser::code(&headers))).await?;
            let cookie = begun.map_err(|_| PageError::Busy(5))?;
            let mut home = signed_in("/", &cookie);
            if shell::has_chosen_language(&headers) {
                // Else their pages would go on in the language of whoever chose one at this computer before.
                language::remember(&mut home, visit.words.locale());
            }
            Ok(home)
        }
        Made::LoginTaken => {
            form.refuse("login", visit.words.text("welcome-login-taken"));
            page(&visit, (StatusCode::UNPROCESSABLE_ENTITY, Some(&invited)), form)
        }
        Made::TooLate => wrong(&visit, code_form(&visit).read(&posted)).await,
    }
}

/// Who is invited by this code. A code that can be used is no guess, and does not count as one.
async fn invited(visit: &Visit, digest: [u8; 32], this_try: Try) -> Result<Option<Invited>, PageError> {
    let (tenant, now) = (visit.tenant.id, visit.moment());
    let day = (visit.today(), visit.tenant.age_of_majority);
    let found = visit.app.store.write(move |tx| {
        Box::pin(async move {
            let Some(open) = invitations::of_code(tx, tenant, &digest, now).await? else { return Ok(None) };
            this_try.forgive(tx).await?;
            let hats = hats::of(tx, (tenant, open.person), day).await?;
            let person = people::find(tx, tenant, open.person).await?;
            let has_account = accounts::of_person(tx, tenant, open.person).await?.is_some();
            let language = person.as_ref().and_then(|person| person.language.as_deref());
            let locale = language.and_then(Locale::from_tag);
            let name = person.map(|person| person.names.shown()).unwrap_or_default();
            Ok(Some(Invited { open, name, works: hats.works || hats.administers, has_account, locale }))
        })
    });
    Ok(found.await?)
}

/// Puts at its fields what is wrong with what was chosen. Whether the name is free is not asked here: [`make`] says so of a sound
/// password alone, and a free name then uses the code up. Else one letter would tell name after name who has an account.
fn look_at(visit: &Visit, form: &mut Form, invited: &Invited, (login, password): (&str, &str)) {
    let school = visit.tenant.name.as_str();
    let whose = Whose { login, name: &invited.name, school, works: invited.works };
    // One that is empty or much too long has its reason already.
    let weak = weakness(password, &whose).filter(|_| form.field("new_password").problem.is_none());
    if let Some(weak) = weak {
        form.refuse("new_password", weak.said(visit.words));
    }
}

/// What became of it.
enum Made {
    Account(Account),
    LoginTaken,
    /// The code was used or recalled while the password was hashed.
    TooLate,
}

/// The account and the end of the code, together; whoever was signed in with an earlier password is so no longer.
async fn make(visit: &Visit, open: &Open, (login, hash): (String, String)) -> Result<Made, PageError> {
    let (tenant, now, open) = (visit.tenant.id, visit.now, *open);
    let event = Event {
        object: Some(format!("account {}", open.person)),
        ..event(visit, Some(open.person), "invitation/use", "done", String::new())
    };
    let made = visit.app.store.write(move |tx| {
        Box::pin(async move {
            let taken = accounts::by_login(tx, tenant, &login).await?;
            if taken.is_some_and(|account| account.person != open.person) {
                return Ok(Made::LoginTaken);
            }
            if !invitations::use_up(tx, tenant, &open, now).await? {
                return Ok(Made::TooLate);
            }
            let set = accounts::set_password(tx, tenant, open.person, (&login, &hash), now).await?;
            if set == PasswordSet::LoginTaken {
                return Err(headway_store::StoreError::Contended);
            }
            sessions::end_all(tx, tenant, open.person).await?;
            audit::record(tx, &event).await?;
            let account = accounts::of_person(tx, tenant, open.person).await?;
            Ok(account.map_or(Made::TooLate, Made::Account))
        })
    });
    Ok(made.await?)
}

/// One answer for every code that cannot be used.
async fn wrong(visit: &Visit, mut form: Form) -> Result<Response, PageError> {
    let event = event(visit, None, "invitation/use", "refused", String::new());
    visit.app.store.write(move |tx| Box::pin(async move { audit::record(tx, &event).await })).await?;
    form.refuse("code", visit.words.text("welcome-code-wrong"));
    page(visit, (StatusCode::UNPROCESSABLE_ENTITY, None), form)
}

fn slowed(visit: &Visit, mut form: Form, seconds: u32) -> Result<Response, PageError> {
    form.refuse("", slow_down(visit.words, seconds));
    let mut slowed = page(visit, (StatusCode::TOO_MANY_REQUESTS, None), form)?;
    slowed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(slowed)
}

fn page(
    visit: &Visit,
    (status, invited): (StatusCode, Option<&Invited>),
    form: Form,
) -> Result<Response, PageError> {
    let (words, school) = (visit.words, ("school", visit.tenant.name.as_str().into()));
    let whom = invited.map(|invited| {
        let name = ("name", invited.name.as_str().into());
        let again = invited.has_account.then(|| words.text("welcome-again"));
        (words.text_with("welcome-for", &[name, school.clone()]), again)
    });
    let school = words.text_with("sign-in-school", &[school]);
    visit.show_as(status, &Page { frame: visit.frame(words.text("welcome-title")), school, form, whom })
}
