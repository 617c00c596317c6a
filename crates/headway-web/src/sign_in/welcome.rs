//! /welcome: somebody with a letter makes their account: the code, a name to sign in with, a password.
//!
//! A code that was used or recalled, one whose time is over and one that never was get the same answer, and wrong ones are
//! slowed as wrong passwords are.

use askama::Template;
use axum::Extension;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use headway_store::accounts::{self, Account, PasswordSet};
use headway_store::audit::{self, Event};
use headway_store::invitations::{self, Open};
use headway_store::{hats, people, sessions};

use super::pace::Try;
use super::{Code, Weak, Whose, browser, event, session, signed_in, weakness};
use crate::error::{PageError, slow_down};
use crate::form::{Field, Form, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "sign_in/welcome.html")]
struct Page {
    frame: Frame,
    school: String,
    form: Form,
}

/// Who is invited, as far as a password is judged by it.
struct Invited {
    open: Open,
    name: String,
    works: bool,
}

fn form(visit: &Visit) -> Form {
    let words = visit.words;
    let code = Field::new("code", words.text("welcome-code")).hint(words.text("welcome-code-hint")).login();
    let login =
        Field::new("login", words.text("welcome-login")).hint(words.text("welcome-login-hint")).login();
    let password = Field::new("new_password", words.text("welcome-password")).password("new-password");
    Form::new(visit, "welcome", "/welcome")
        .with(code.most(100))
        .with(login.most(200))
        .with(password.most(1_000).hint(words.text("account-password-hint")))
}

/// GET /welcome
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    page(&visit, StatusCode::OK, form(&visit))
}

/// POST /welcome
pub(crate) async fn enter(
    visit: Visit,
    headers: HeaderMap,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let mut form = form(&visit).read(&posted);
    if !form.is_sound() {
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form);
    }
    let code = Code::typed(form.value("code"));
    let beginning = code.as_ref().map_or("", Code::beginning);
    let this_try = match visit.app.pace.take_turn(&visit, &format!("code {beginning}")).await? {
        Ok(this_try) => this_try,
        Err(seconds) => return slowed(&visit, form, seconds),
    };
    let invited = match &code {
        Some(code) => invited(&visit, code.digest(), this_try).await?,
        None => None,
    };
    let Some(invited) = invited else { return wrong(&visit, form).await };
    let login = form.value("login").to_owned();
    let password = posted.get("new_password").unwrap_or_default().to_owned();
    if let Some(why) = why_weak(&visit, &invited, (&login, &password)) {
        form.refuse("new_password", why);
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form);
    }
    let hash = visit.app.passwords.hash(password, visit.app.entropy.clone()).await?;
    match make(&visit, &invited.open, (login, hash)).await? {
        Made::Account(account) => {
            let begun = session::begin(&visit, account, (this_try, browser::code(&headers))).await?;
            begun.map_or_else(|_| Err(PageError::Busy(5)), |cookie| Ok(signed_in("/", &cookie)))
        }
        Made::LoginTaken => {
            form.refuse("login", visit.words.text("welcome-login-taken"));
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form)
        }
        Made::TooLate => wrong(&visit, form).await,
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
            let name = person.map(|person| person.names.shown()).unwrap_or_default();
            Ok(Some(Invited { open, name, works: hats.works || hats.administers }))
        })
    });
    Ok(found.await?)
}

fn why_weak(visit: &Visit, invited: &Invited, (login, password): (&str, &str)) -> Option<String> {
    let words = visit.words;
    let school = visit.tenant.name.as_str();
    let whose = Whose { login, name: &invited.name, school, works: invited.works };
    Some(match weakness(password, &whose)? {
        Weak::Short(least) => {
            let least = i64::try_from(least).unwrap_or(i64::MAX);
            words.text_with("account-password-short", &[("least", least.into())])
        }
        Weak::Common => words.text("account-password-common"),
        Weak::Own => words.text("account-password-own"),
    })
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
    page(visit, StatusCode::UNPROCESSABLE_ENTITY, form)
}

fn slowed(visit: &Visit, mut form: Form, seconds: u32) -> Result<Response, PageError> {
    form.refuse("", slow_down(visit.words, seconds));
    let mut slowed = page(visit, StatusCode::TOO_MANY_REQUESTS, form)?;
    slowed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(slowed)
}

fn page(visit: &Visit, status: StatusCode, form: Form) -> Result<Response, PageError> {
    let words = visit.words;
    let school = words.text_with("sign-in-school", &[("school", visit.tenant.name.as_str().into())]);
    visit.show_as(status, &Page { frame: visit.frame(words.text("welcome-title")), school, form })
}
