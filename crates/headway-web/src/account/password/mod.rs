//! GET and POST /account/password: a new password, for who knows the old one.

use askama::Template;
use axum::Extension;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::accounts::{self, Account};
use headway_store::{audit, sessions};

use crate::error::{PageError, slow_down};
use crate::form::{Field, Form, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use crate::sign_in::{Try, Whose, event, length_hint, weakness};

const DONE: &str = "/account?said=password";

#[derive(Template)]
#[template(path = "account/password/page.html")]
struct Page {
    frame: Frame,
    form: Form,
}

/// Every field has "password" in its name, so that no draft and no error page ever holds one.
fn form(visit: &Visit) -> Form {
    let words = visit.words;
    let old = Field::new("password", words.text("account-password-old")).password("current-password");
    let new = Field::new("new_password", words.text("account-password-new")).password("new-password");
    let again = Field::new("new_password_again", words.text("account-password-again"));
    Form::new(visit, "password", "/account/password")
        .with(old.most(1_000))
        .with(new.most(1_000).hint(length_hint(words, works(visit))))
        .with(again.password("new-password").most(1_000))
}

/// Whether the reader reads plans of others for their work.
fn works(visit: &Visit) -> bool {
    visit.reader.as_ref().is_some_and(|reader| reader.hats.works || reader.hats.administers)
}

/// GET /account/password
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    page(&visit, StatusCode::OK, form(&visit))
}

fn page(visit: &Visit, status: StatusCode, form: Form) -> Result<Response, PageError> {
    visit.show_as(status, &Page { frame: visit.frame(visit.words.text("account-password-title")), form })
}

/// POST /account/password
pub(crate) async fn change(
    visit: Visit,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let mut form = form(&visit).read(&posted);
    let account = own_account(&visit).await?;
    // As they were typed: the space around a password may be part of it.
    let [old, new, again] = ["password", "new_password", "new_password_again"]
        .map(|name| posted.get(name).unwrap_or_default().to_owned());
    if form.is_sound() {
        look_at(&visit, &mut form, &account, [&old, &new, &again])?;
    }
    if !form.is_sound() {
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form);
    }
    let this_try = match visit.app.pace.take_turn(&visit, &account.login).await? {
        Ok(this_try) => this_try,
        Err(seconds) => return slowed(&visit, form, seconds),
    };
    let fits = |password: String| visit.app.passwords.verify(account.password_hash.clone(), password);
    if !fits(old).await? {
        // The form was sent twice: the new password holds already.
        if fits(new).await? {
            return Ok(Redirect::to(DONE).into_response());
        }
        return wrong(&visit, form).await;
    }
    let hash = visit.app.passwords.hash(new, visit.app.entropy.clone()).await?;
    if !keep(&visit, account, hash, this_try).await? {
        return wrong(&visit, form).await;
    }
    Ok(Redirect::to(DONE).into_response())
}

async fn own_account(visit: &Visit) -> Result<Account, PageError> {
    let (tenant, person) = (visit.tenant.id, visit.reader()?.person);
    let read = visit.app.store.read(move |tx| Box::pin(accounts::of_person(tx, tenant, person)));
    read.await?.ok_or(PageError::NotFound)
}

/// Puts at its field what is wrong with the new password.
fn look_at(
    visit: &Visit,
    form: &mut Form,
    account: &Account,
    [old, new, again]: [&str; 3],
) -> Result<(), PageError> {
    let (words, reader) = (visit.words, visit.reader()?);
    let whose =
        Whose { login: &account.login, name: &reader.name, school: &visit.tenant.name, works: works(visit) };
    let why = match weakness(new, &whose) {
        Some(weak) => Some(weak.said(words)),
        None if new == old => Some(words.text("account-password-same")),
        None => None,
    };
    if let Some(why) = why {
        form.refuse("new_password", why);
    } else if new != again {
        form.refuse("new_password_again", words.text("account-password-differs"));
    }
    Ok(())
}

/// The new hash, the end of every other session, and a fresh sign-in in this one; `false` when the account changed while
/// the password was checked.
async fn keep(visit: &Visit, account: Account, hash: String, this_try: Try) -> Result<bool, PageError> {
    let reader = visit.reader()?;
    let (person, now, this) = (reader.person, visit.now, reader.token_digest);
    let event = event(visit, Some(person), "account/password", "done", String::new());
    let kept = visit.app.store.write(move |tx| {
        Box::pin(async move {
            if accounts::enter(tx, &account).await?.is_err() {
                return Ok(false);
            }
            accounts::set_password(tx, account.tenant, person, (&account.login, &hash), now).await?;
            sessions::end_others(tx, (account.tenant, person), &this).await?;
            sessions::sign_in_again(tx, &this, now).await?;
            this_try.forgive(tx).await?;
            audit::record(tx, &event).await?;
            Ok(true)
        })
    });
    Ok(kept.await?)
}

async fn wrong(visit: &Visit, mut form: Form) -> Result<Response, PageError> {
    let person = visit.reader()?.person;
    let event = event(visit, Some(person), "account/password", "refused", String::new());
    visit.app.store.write(move |tx| Box::pin(async move { audit::record(tx, &event).await })).await?;
    form.refuse("password", visit.words.text("account-password-wrong"));
    page(visit, StatusCode::UNPROCESSABLE_ENTITY, form)
}

fn slowed(visit: &Visit, mut form: Form, seconds: u32) -> Result<Response, PageError> {
    form.refuse("", slow_down(visit.words, seconds));
    let mut slowed = page(visit, StatusCode::TOO_MANY_REQUESTS, form)?;
    slowed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(slowed)
}
