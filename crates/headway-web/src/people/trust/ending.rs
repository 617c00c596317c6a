//! GET /people/{person}/office/{office}/end: an administrator asks that an office of trust ends. It is sent to the same address.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::Work;
use headway_store::offices::{self, Held, Left, What};
use headway_text::Arg;
use ilp::PersonId;
use ilp::access::Act;
use uuid::Uuid;

use super::{Page, Scene, save, scene, two};
use crate::about::id;
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::people::offices::office_name;
use crate::people::person::refused;
use crate::shell::Visit;

/// GET /people/{person}/office/{office}/end: for an office of trust; any other ends with its button.
pub(crate) async fn show(
    visit: Visit,
    Path((person, office)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (person, office) = (id(&person)?, id(&office)?);
    let (scene, held, why_not) = load(&visit, person, office).await?.ok_or(PageError::NotFound)?;
    let problem = why_not.map(|why| refused(visit.words, why));
    visit.show(&page(&visit, &scene, &held, (problem, why_not.is_none())))
}

/// Asks that it ends.
pub(in crate::people) async fn ask(
    visit: &Visit,
    posted: &Posted,
    (person, office): (PersonId, Uuid),
) -> Result<Response, PageError> {
    match save(visit, posted, person, What::End(person, office)).await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(why) => {
            let problem = Some(refused(visit.words, why));
            let Some((scene, held, why_not)) = load(visit, person, office).await? else {
                return Err(PageError::NotFound);
            };
            visit.show_as(
                StatusCode::UNPROCESSABLE_ENTITY,
                &page(visit, &scene, &held, (problem, why_not.is_none())),
            )
        }
    }
}

/// Whether this is an office of trust, which takes two to end.
pub(in crate::people) async fn is_of_trust(
    visit: &Visit,
    person: PersonId,
    office: Uuid,
) -> Result<bool, PageError> {
    Ok(load(visit, person, office).await?.is_some())
}

/// The office, whose it is and why it cannot end now, where it cannot; `None` where there is none or it takes one.
async fn load(
    visit: &Visit,
    person: PersonId,
    office: Uuid,
) -> Result<Option<(Scene, Held, Option<Left>)>, PageError> {
    visit
        .read_over(Act::ManageAccounts, move |right| -> Work<'_, _> {
            Box::pin(async move {
                let held = offices::of(&right, person).await?.into_iter().find(|one| one.id == office);
                let held = held.filter(Held::is_of_trust);
                let Some((scene, held)) = scene(&right, person).await?.zip(held) else { return Ok(None) };
                let why_not = offices::why_not_end(&right, (person, office)).await?;
                Ok(Some((scene, held, why_not)))
            })
        })
        .await
}

/// What can only be refused is not asked for, and nothing will happen.
fn page(visit: &Visit, scene: &Scene, held: &Held, (problem, can_ask): (Option<String>, bool)) -> Page {
    let words = visit.words;
    let name = ("name", Arg::from(scene.name.as_str()));
    let office = ("office", Arg::from(held.kind.map(|kind| office_name(words, kind)).unwrap_or_default()));
    let at = format!("/people/{}", scene.person);
    let action = format!("{at}/office/{}/end", held.id);
    let can_ask = can_ask && scene.has_second;
    let mut effects = Vec::new();
    if can_ask {
        effects.push(words.text("trust-effect-not-yet"));
        effects.extend(ended(visit, scene, &office));
    }
    Page {
        frame: visit.frame(words.text_with("trust-title-end", &[office])),
        back: at,
        problem,
        lead: vec![words.text_with("trust-lead-end", &[name]), words.text(two(scene))],
        effects,
        form: can_ask.then(|| Form::new(visit, format!("end/{}", held.id), action)),
        lines: Vec::new(),
        places: Vec::new(),
        buttons: vec![("ask", words.text("trust-ask-end"))],
    }
}

/// What comes with ending such an office.
pub(super) fn ended(visit: &Visit, scene: &Scene, office: &(&'static str, Arg)) -> Vec<String> {
    let words = visit.words;
    let said = [("name", Arg::from(scene.name.as_str())), office.clone()];
    let is_own = visit.reader().is_ok_and(|reader| reader.person == scene.person);
    let mut effects = vec![words.text_with("trust-effect-end", &said)];
    if !is_own {
        effects.push(words.text_with("trust-effect-end-say", &said));
    }
    effects.extend(
        ["trust-effect-end-others", "trust-effect-end-letters", "trust-effect-audit"]
            .map(|key| words.text(key)),
    );
    effects
}
