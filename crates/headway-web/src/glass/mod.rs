//! /glass and /plan/{learner}/glass: an hour's sight of one plan without a tie to the student, for a reason in words.
//!
//! Nothing is searched here and no name is shown: see `docs/decisions/0007-how-the-glass-is-found.md`. Whoever knows of the
//! student already, by a list, comes by the address of the plan; everybody else says whom they mean.

mod breaking;
pub(crate) mod reviews;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, Utc};
use headway_store::glass::Told;
use headway_store::{StoreError, Tx, permits};
use ilp::access::{
    Act, Actor, BREAK_GLASS_A_DAY_MAX, BREAK_GLASS_MINUTES, REASON_CHARACTERS_MIN, Why, staff,
};
use ilp::{PersonId, TenantId};

use crate::about::{day, id};
use crate::error::{PageError, slow_down};
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use crate::sign_in::again::{self, Unproven};
use breaking::{Refused, Whom};

/// The most characters of a reason.
const REASON_CHARACTERS_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "glass/page.html")]
struct Page {
    frame: Frame,
    /// Whether the student is still to be said.
    asks_whom: bool,
    form: Form,
    /// What follows from it, a sentence each.
    rules: Vec<String>,
}

/// GET /glass
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    is_staff(&visit).await?;
    let form = visit.resume(form(&visit, None)).await?;
    page(&visit, StatusCode::OK, form, true)
}

/// GET /plan/{learner}/glass
pub(crate) async fn show_known(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    is_staff(&visit).await?;
    if sees(&visit, learner).await? {
        return Ok(Redirect::to(&format!("/plan/{learner}")).into_response());
    }
    if !may_ask_about(&visit, learner).await? {
        return Err(PageError::NotFound);
    }
    let form = visit.resume(form(&visit, Some(learner))).await?;
    page(&visit, StatusCode::OK, form, false)
}

/// POST /glass
pub(crate) async fn ask(visit: Visit, Extension(posted): Extension<Posted>) -> Result<Response, PageError> {
    is_staff(&visit).await?;
    let mut form = form(&visit, None).read(&posted);
    let born = form.value("born").to_owned();
    let number = Some(form.value("number").to_owned()).filter(|number| !number.is_empty());
    if !born.is_empty() && day(&born).is_none() {
        form.refuse("born", visit.words.text("form-not-a-date"));
    } else if born.is_empty() && number.is_none() {
        form.refuse("number", visit.words.text("glass-number-or-born"));
    }
    let told = Told { names: form.value("names").to_owned(), number, born: day(&born) };
    open(&visit, Whom::Told(told), (form, &posted)).await
}

/// POST /plan/{learner}/glass
pub(crate) async fn ask_known(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    is_staff(&visit).await?;
    let form = form(&visit, Some(learner)).read(&posted);
    if !sees(&visit, learner).await? && !may_ask_about(&visit, learner).await? {
        return Err(PageError::NotFound);
    }
    open(&visit, Whom::Known(learner), (form, &posted)).await
}

/// Breaks the glass where the form is whole and the password right; else the form again, with what was typed.
async fn open(visit: &Visit, whom: Whom, (mut form, posted): (Form, &Posted)) -> Result<Response, PageError> {
    let asks_whom = matches!(whom, Whom::Told(_));
    check_reason(visit, &mut form, "reason");
    if !form.is_sound() {
        return again(visit, StatusCode::UNPROCESSABLE_ENTITY, (form, posted), asks_whom).await;
    }
    let proof = match again::prove(visit, posted.get("password").unwrap_or_default()).await? {
        Ok(proof) => proof,
        Err(Unproven::Wrong) => {
            form.refuse("password", visit.words.text("glass-wrong-password"));
            return again(visit, StatusCode::UNPROCESSABLE_ENTITY, (form, posted), asks_whom).await;
        }
        Err(Unproven::Later(seconds)) => {
            form.refuse("", slow_down(visit.words, seconds));
            let slowed = again(visit, StatusCode::TOO_MANY_REQUESTS, (form, posted), asks_whom).await;
            let mut slowed = slowed?;
            slowed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            return Ok(slowed);
        }
    };
    let reason = form.value("reason").to_owned();
    match breaking::save(visit, posted, (whom, reason)).await? {
        Outcome::Done(location) => {
            let mut there = Redirect::to(&location).into_response();
            again::renew(visit, proof, there.headers_mut()).await?;
            Ok(there)
        }
        Outcome::Refused(why) => {
            form.refuse("", told(visit, why));
            again(visit, StatusCode::UNPROCESSABLE_ENTITY, (form, posted), asks_whom).await
        }
    }
}

/// One answer for nobody and for somebody who is not theirs to open.
fn told(visit: &Visit, why: Refused) -> String {
    let most = i64::from(BREAK_GLASS_A_DAY_MAX);
    match why {
        Refused::TooMany => visit.words.text_with("glass-too-many", &[("most", most.into())]),
        Refused::TooManyWrong => visit.words.text("glass-too-many-wrong"),
        Refused::Nobody => visit.words.text("glass-nobody"),
    }
}

/// A reason at the field of words that are too short to say what for.
pub(crate) fn check_reason(visit: &Visit, form: &mut Form, name: &str) {
    let characters = form.value(name).chars().count();
    if form.is_sound() && characters < REASON_CHARACTERS_MIN as usize {
        let least = i64::from(REASON_CHARACTERS_MIN);
        form.refuse(name, visit.words.text_with("glass-reason-short", &[("least", least.into())]));
    }
}

async fn again(
    visit: &Visit,
    status: StatusCode,
    (form, posted): (Form, &Posted),
    asks_whom: bool,
) -> Result<Response, PageError> {
    if !form.value("reason").is_empty() {
        visit.keep_refused(posted).await?;
    }
    page(visit, status, form, asks_whom)
}

fn page(visit: &Visit, status: StatusCode, form: Form, asks_whom: bool) -> Result<Response, PageError> {
    let words = visit.words;
    let minutes = i64::from(BREAK_GLASS_MINUTES);
    let most = i64::from(BREAK_GLASS_A_DAY_MAX);
    let rules = vec![
        words.text_with("glass-rule-hour", &[("minutes", minutes.into())]),
        words.text("glass-rule-told"),
        words.text("glass-rule-reviewed"),
        words.text_with("glass-rule-most", &[("most", most.into())]),
    ];
    let frame = visit.frame(words.text("glass-title"));
    visit.show_as(status, &Page { frame, asks_whom, form, rules })
}

fn form(visit: &Visit, learner: Option<PersonId>) -> Form {
    let words = visit.words;
    let action = learner.map_or_else(|| "/glass".to_owned(), |learner| format!("/plan/{learner}/glass"));
    let mut form = Form::new(visit, "glass", action);
    form.note = Some(words.text("glass-read-by"));
    form = match learner {
        Some(learner) => form.about(learner),
        None => form
            .with(
                Field::new("names", words.text("glass-names")).hint(words.text("glass-names-hint")).most(200),
            )
            .with(
                Field::new("number", words.text("glass-number"))
                    .hint(words.text("glass-number-hint"))
                    .most(100)
                    .optional(),
            )
            .with(Field::new("born", words.text("glass-born")).date().most(10).optional()),
    };
    let reason = Field::new("reason", words.text("glass-reason"))
        .hint(words.text("glass-reason-hint"))
        .most(REASON_CHARACTERS_MAX);
    let password = Field::new("password", words.text("glass-password")).password("current-password");
    form.with(reason).with(password.hint(words.text("glass-password-hint")).most(1_000))
}

/// 404 for whoever is no member of staff: for them there is no such page.
async fn is_staff(visit: &Visit) -> Result<(), PageError> {
    let (who, today) = ((visit.tenant.id, visit.reader()?.person), visit.today());
    let read = visit.app.store.read(move |tx| Box::pin(async move { may_ask(tx, who, today).await }));
    if read.await? { Ok(()) } else { Err(PageError::NotFound) }
}

/// Whether this person is staff, and so finds the way to that form.
pub(crate) async fn may_ask(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let offices = permits::offices(tx, tenant, person).await?;
    let actor = Actor { offices, ..permits::asking(tenant, person) };
    Ok(staff(&actor, today).is_some())
}

/// Whether the reader sees the plan as it is, and needs no glass broken.
async fn sees(visit: &Visit, learner: PersonId) -> Result<bool, PageError> {
    let (actor, now) = (visit.actor()?, visit.moment());
    let read = visit.app.store.read(move |tx| {
        Box::pin(async move { Ok(permits::permit(tx, &actor, Act::SeePlan, learner, now).await?.is_ok()) })
    });
    Ok(read.await?)
}

/// Whether the reader knows of this learner and may ask to break the glass: then a refusal shows the way.
pub(crate) async fn may_ask_about(visit: &Visit, learner: PersonId) -> Result<bool, PageError> {
    let (actor, now) = (visit.actor()?, visit.moment());
    let read = visit.app.store.read(move |tx| {
        Box::pin(async move {
            if permits::permit(tx, &actor, Act::SeeLearnerInLists, learner, now).await?.is_err() {
                return Ok(false);
            }
            Ok(match permits::permit(tx, &actor, Act::BreakGlass, learner, now).await? {
                Ok(_) => true,
                Err(why) => matches!(
                    why,
                    Why::StatePurpose { .. } | Why::SignInAgain { .. } | Why::TooManyToday { .. }
                ),
            })
        })
    });
    Ok(read.await?)
}

/// What stands above a plan that is open because the glass was broken.
pub(crate) fn banner(visit: &Visit, until: DateTime<Utc>) -> String {
    let until = visit.words.the_time(until.with_timezone(&visit.zone()).time());
    visit.words.text_with("glass-banner", &[("until", until.into())])
}
