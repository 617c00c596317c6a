//! /people/{person}/asked/{ask}: what one administrator asked; another agrees to exactly that, or says no.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::Work;
use headway_store::offices::{self, Asked, Left};
use headway_store::people;
use headway_text::Arg;
use ilp::PersonId;
use ilp::access::Act;
use uuid::Uuid;

use super::ending::ended;
use super::{Page, Scene, given, scene};
use crate::about::id;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::people::event;
use crate::people::offices::office_name;
use crate::people::person::{answer, refused};
use crate::shell::Visit;

/// What was asked, as this reader finds it.
struct Found {
    scene: Scene,
    ask: Asked,
    /// What the one who asked is called.
    by: String,
    why_not: Option<Left>,
}

/// GET /people/{person}/asked/{ask}
pub(crate) async fn show(
    visit: Visit,
    Path((person, ask)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (person, ask) = (id(&person)?, id(&ask)?);
    page(&visit, (person, ask), (StatusCode::OK, None)).await
}

/// POST /people/{person}/asked/{ask}: it is done, or recalled.
pub(crate) async fn answer_it(
    visit: Visit,
    Path((person, ask)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (person, ask): (PersonId, Uuid) = (id(&person)?, id(&ask)?);
    let agrees = match posted.get("to") {
        Some("agree") => true,
        Some("recall") => false,
        _ => return page(&visit, (person, ask), (StatusCode::UNPROCESSABLE_ENTITY, None)).await,
    };
    let events = [
        event(&visit, "office/answer", person, String::new())?,
        event(&visit, "invitation/recall", person, String::new())?,
    ];
    let saved = visit.save_over(&posted, Act::ManageAccounts, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let [first, _] = &events;
            let done = if agrees {
                offices::agree(&right, (person, ask), events).await?
            } else {
                offices::recall(&right, (person, ask), first.clone()).await?
            };
            Ok(match done {
                Ok(()) if agrees => Outcome::Done(format!("/people/{person}?said=saved")),
                Ok(()) => Outcome::Done(format!("/people/{person}?said=office-recalled")),
                Err(left) => Outcome::Refused(left),
            })
        })
    });
    match saved.await? {
        Outcome::Refused(why) if why != Left::Over => {
            let problem = Some(refused(visit.words, why));
            page(&visit, (person, ask), (StatusCode::UNPROCESSABLE_ENTITY, problem)).await
        }
        // Nothing waits under this address any more: the person's page says how it stands.
        outcome => {
            visit.app.hats.forget((visit.tenant.id, person));
            answer(&visit, person, outcome, None).await
        }
    }
}

async fn load(visit: &Visit, (person, ask): (PersonId, Uuid)) -> Result<Option<Found>, PageError> {
    visit
        .read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
            Box::pin(async move {
                let asked = offices::asked(&right).await?;
                let ask = asked.into_iter().find(|one| one.id == ask && one.person == person);
                let Some((ask, scene)) = ask.zip(scene(&right, person).await?) else { return Ok(None) };
                let by = people::names_of(right.tx(), right.tenant(), &[ask.by]).await?.pop();
                let why_not = offices::why_not_agree(&right, &ask).await?;
                Ok(Some(Found { scene, by: by.map(|(_, name)| name).unwrap_or_default(), why_not, ask }))
            })
        })
        .await
}

async fn page(
    visit: &Visit,
    (person, ask): (PersonId, Uuid),
    (status, problem): (StatusCode, Option<String>),
) -> Result<Response, PageError> {
    match load(visit, (person, ask)).await? {
        Some(found) => visit.show_as(status, &of_found(visit, &found, problem)?),
        None => Ok(Redirect::to(&format!("/people/{person}?said=office-over")).into_response()),
    }
}

fn of_found(visit: &Visit, found: &Found, problem: Option<String>) -> Result<Page, PageError> {
    let (words, Found { scene, ask, .. }) = (visit.words, found);
    let reader = visit.reader()?.person;
    let office = ("office", Arg::from(office_name(words, ask.kind)));
    let at = format!("/people/{}", scene.person);
    let (title, agree) = if ask.ends_one {
        ("trust-title-asked-end", "trust-agree-end")
    } else {
        ("trust-title-asked-give", "trust-agree-give")
    };
    let take_back = if ask.by == reader { "trust-take-back" } else { "trust-decline" };
    let mut buttons = Vec::new();
    if found.why_not.is_none() {
        buttons.push(("agree", words.text(agree)));
    }
    if ask.by == reader || ask.person != reader {
        buttons.push(("recall", words.text(take_back)));
    }
    let form = Form::new(visit, format!("asked/{}", ask.id), format!("{at}/asked/{}", ask.id));
    Ok(Page {
        frame: visit.frame(words.text_with(title, std::slice::from_ref(&office))),
        back: at,
        problem,
        lead: lead(visit, found, ask.by == reader),
        effects: if ask.ends_one { ended(visit, scene, &office) } else { will_hold(visit, found, office) },
        form: (!buttons.is_empty()).then_some(form),
        lines: Vec::new(),
        places: Vec::new(),
        buttons,
    })
}

/// Who asked, until when it can be agreed to, and why this reader cannot.
fn lead(visit: &Visit, found: &Found, is_own: bool) -> Vec<String> {
    let (words, ask) = (visit.words, &found.ask);
    let day = |at: chrono::DateTime<chrono::Utc>| words.date(at.with_timezone(&visit.zone()).date_naive());
    let said = [
        ("name", Arg::from(found.scene.name.as_str())),
        ("by", Arg::from(found.by.as_str())),
        ("on", Arg::from(day(ask.at))),
        ("until", Arg::from(day(ask.ends()))),
    ];
    let about = if ask.ends_one { "trust-lead-end" } else { "trust-lead-give" };
    let asked = if is_own { "trust-asked-own" } else { "trust-asked-by" };
    let why_not = found.why_not.filter(|why| *why != Left::OwnAsking).map(|why| refused(words, why));
    let lines = [about, asked].map(|key| words.text_with(key, &said));
    lines.into_iter().chain(why_not).collect()
}

/// The office as it is given if somebody agrees today.
fn will_hold(visit: &Visit, found: &Found, office: (&'static str, Arg)) -> Vec<String> {
    let (words, Found { scene, ask, .. }) = (visit.words, found);
    let from = ask.noted.from.unwrap_or_else(|| visit.today()).max(visit.today());
    let last = ask.noted.until.and_then(|until| until.pred_opt());
    let mut said = vec![
        ("name", Arg::from(scene.name.as_str())),
        office,
        ("place", scene.place(ask.noted.place).into()),
        ("from", words.date(from).into()),
    ];
    let key = match last {
        Some(last) => {
            said.push(("until", words.date(last).into()));
            "trust-effect-give-until"
        }
        None => "trust-effect-give",
    };
    std::iter::once(words.text_with(key, &said)).chain(given(visit, scene, ask.kind)).collect()
}
