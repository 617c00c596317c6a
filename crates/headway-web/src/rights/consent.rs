//! /rights/{learner}/consent/new: on which ground somebody of the family goes on to see the record of a student who holds the
//! rights.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::rights::{NewTie, Whom};
use ilp::RelationId;
use ilp::access::{AdultBasis, Tie};

use super::act::{self, Piece, Says, Scene};
use super::deed::Deed;
use super::link::{Asked, named};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Field, Form, Posted};
use crate::shell::Visit;

const GROUNDS: [(&str, AdultBasis); 3] = [
    ("consent", AdultBasis::Consent),
    ("guardianship", AdultBasis::Guardianship),
    ("dependent", AdultBasis::Dependent),
];

/// GET /rights/{learner}/consent/new
pub(crate) async fn blank(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let scene = act::about(&visit, id(&learner)?, asked.person).await?;
    if scene.whom.is_none() {
        // It goes to somebody of the family: the way begins there.
        return Ok(Redirect::to(&format!("/rights/{learner}")).into_response());
    }
    let form = visit.resume(form(&visit, &scene)).await?;
    let says = says(&visit, &scene, &form);
    act::show(&visit, scene.learner, (StatusCode::OK, &form), says)
}

/// POST /rights/{learner}/consent/new
pub(crate) async fn add(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let scene = act::about(&visit, id(&learner)?, named(&posted)?).await?;
    let Some(whom) = scene.whom.clone() else { return Err(PageError::Unreadable) };
    let mut form = form(&visit, &scene).read(&posted);
    let ground = act::chosen(&visit, (&mut form, &posted), "ground", &GROUNDS);
    let days = act::days(&visit, &mut form);
    if let Some((basis, (from, until))) = ground.zip(days).filter(|_| form.is_sound()) {
        let new = NewTie {
            id: RelationId(visit.app.fresh_id()),
            whom: Whom::Known(whom.person),
            tie: Tie::AdultConsent { basis },
            called: String::new(),
            evidence: form.value("evidence").to_owned(),
            from,
            until,
        };
        if let Some(there) = act::done(&visit, &posted, (&scene, &mut form), Deed::Enter(new)).await? {
            return Ok(there);
        }
    }
    let says = says(&visit, &scene, &form);
    act::again(&visit, &posted, (&scene, &form), says).await
}

fn form(visit: &Visit, scene: &Scene) -> Form {
    let whom = scene.whom.as_ref().map(|whom| whom.person.to_string()).unwrap_or_default();
    Form::new(visit, format!("consent/{whom}"), format!("/rights/{}/consent/new", scene.learner))
        .about(scene.learner)
        .with_hidden("person", whom)
        .with(Field::new("ground", visit.words.text("rights-ground")).filled("consent"))
        .with(act::evidence_field(visit))
        .with(act::from_field(visit))
        .with(act::until_field(visit))
}

fn says(visit: &Visit, scene: &Scene, form: &Form) -> Says {
    let (words, names) = (visit.words, scene.names());
    let label = |code: &str| match code {
        "consent" => words.text("rights-choose-consent"),
        "guardianship" => words.text("rights-choose-guardianship"),
        _ => words.text("rights-choose-dependent"),
    };
    let grounds = act::choices(form, ("ground", words.text("rights-ground")), &GROUNDS, label);
    let mut pieces = vec![Piece::OneOf(grounds)];
    pieces.extend(["evidence", "from", "until"].map(Piece::Line));
    Says {
        title: words.text("rights-consent-title"),
        lead: std::iter::once(words.text_with("rights-consent-lead", &names))
            .chain(scene.today(visit))
            .collect(),
        effects: vec![
            words.text_with(
                if scene.is_kept_away() { "rights-effect-kept-away" } else { "rights-effect-consent" },
                &names,
            ),
            words.text_with("rights-effect-consent-link", &names),
            words.text_with("rights-effect-consent-end", &names),
        ],
        pieces,
        button: words.text("rights-consent-button"),
    }
}
