//! /rights/{learner}/tie/{tie}/end: a family link ends, a court order is lifted, a consent is over.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::rights::Recorded;
use ilp::RelationId;
use ilp::access::{Tie, Why};

use super::act::{self, Piece, Says, Scene};
use super::deed::Deed;
use super::link::last_one;
use super::said;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Form, Posted};
use crate::glass::check_reason;
use crate::shell::Visit;

/// GET /rights/{learner}/tie/{tie}/end
pub(crate) async fn show(
    visit: Visit,
    Path((learner, tie)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (scene, of) = scene(&visit, (&learner, &tie)).await?;
    let form = visit.resume(form(&visit, &scene, &tie)).await?;
    let says = says(&visit, &scene, of);
    act::show(&visit, scene.learner, (StatusCode::OK, &form), says)
}

/// POST /rights/{learner}/tie/{tie}/end
pub(crate) async fn end(
    visit: Visit,
    Path((learner, tie)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (scene, of) = scene(&visit, (&learner, &tie)).await?;
    let mut form = form(&visit, &scene, &tie).read(&posted);
    check_reason(&visit, &mut form, "reason");
    let from = act::first_day(&visit, &mut form, "from");
    if let Some(from) = from.filter(|_| form.is_sound()) {
        let reason = form.value("reason").to_owned();
        let deed = Deed::End { id: id(&tie)?, from, reason, copy: RelationId(visit.app.fresh_id()) };
        if let Some(there) = act::done(&visit, &posted, (&scene, &mut form), deed).await? {
            return Ok(there);
        }
    }
    let says = says(&visit, &scene, of);
    act::again(&visit, &posted, (&scene, &form), says).await
}

/// What can end here.
#[derive(Debug, Clone, Copy)]
enum Of {
    Link,
    Order,
    Consent,
}

async fn scene(visit: &Visit, (learner, tie): (&str, &str)) -> Result<(Scene, Of), PageError> {
    let scene = act::about_tie(visit, id(learner)?, id(tie)?).await?;
    let of = match scene.tie.as_ref().map(|tie| &tie.tie) {
        Some(Tie::Family { .. }) => Of::Link,
        Some(Tie::Restriction { .. }) => Of::Order,
        Some(Tie::AdultConsent { .. }) => Of::Consent,
        _ => return Err(PageError::NotFound),
    };
    Ok((scene, of))
}

fn form(visit: &Visit, scene: &Scene, tie: &str) -> Form {
    Form::new(visit, format!("end/{tie}"), format!("/rights/{}/tie/{tie}/end", scene.learner))
        .about(scene.learner)
        .with(act::reason_field(visit))
        .with(act::from_field(visit).hint(visit.words.text("rights-end-from-hint")))
}

fn says(visit: &Visit, scene: &Scene, of: Of) -> Says {
    let (words, names) = (visit.words, scene.names());
    let text = |key: &str| words.text_with(key, &names);
    let (title, mut effects, button) = match of {
        Of::Link => {
            let mut effects = vec![text(if scene.sees_otherwise() {
                "rights-effect-end-link-otherwise"
            } else {
                "rights-effect-end-link"
            })];
            effects.extend(last_one(visit, scene));
            effects.push(text("rights-effect-stays"));
            effects.push(text("rights-effect-untold"));
            (words.text("rights-end-link-title"), effects, words.text("rights-end-link-button"))
        }
        Of::Order => {
            (words.text("rights-lift-title"), lifted(visit, scene), words.text("rights-lift-button"))
        }
        Of::Consent => (
            words.text("rights-end-consent-title"),
            vec![
                text(if scene.sees_otherwise() {
                    "rights-effect-end-consent-otherwise"
                } else {
                    "rights-effect-end-consent"
                }),
                text("rights-effect-untold"),
            ],
            words.text("rights-end-consent-button"),
        ),
    };
    effects.push(words.text("rights-effect-anew"));
    let lead = match of {
        Of::Link => text("rights-end-link-lead"),
        Of::Order => text("rights-lift-lead"),
        Of::Consent => text("rights-end-consent-lead"),
    };
    Says {
        title,
        lead: std::iter::once(lead).chain(scene.today(visit)).collect(),
        effects,
        pieces: vec![Piece::Text("reason"), Piece::Line("from")],
        button,
    }
}

/// What the person has again when the order no longer holds: nothing, where another order goes on or nothing else ties them.
fn lifted(visit: &Visit, scene: &Scene) -> Vec<String> {
    let (words, names) = (visit.words, scene.names());
    let goes_on = |other: &&Recorded| {
        let is_order = matches!(other.tie, Tie::Restriction { .. });
        is_order && scene.tie.as_ref().is_some_and(|tie| tie.person == other.person && tie.id != other.id)
    };
    let others = scene.known.ties.iter().filter(goes_on).filter(|other| !other.is_over(visit.today()));
    let orders = others.map(|other| said::gives(visit, &scene.known, other)).map(|order| {
        words.text_with("rights-effect-lift-other", &[names[0].clone(), ("order", order.into())])
    });
    let then = match scene.without {
        Some(Ok(_)) => Some("rights-effect-lift-sees"),
        Some(Err(Why::Restricted)) | None => None,
        Some(Err(_)) => Some("rights-effect-lift-nothing"),
    };
    std::iter::once(words.text_with("rights-effect-lift", &names))
        .chain(orders)
        .chain(then.map(|key| words.text_with(key, &names)))
        .chain([words.text_with("rights-effect-untold", &names)])
        .collect()
}
