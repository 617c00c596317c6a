//! /rights/{learner}/of-age: from when on the rights are the student's own before their birthday says so.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::rights::OfAge;
use ilp::access::{Because, Tie};

use super::act::{self, Piece, Says, Scene};
use super::deed::Deed;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Posted};
use crate::glass::check_reason;
use crate::shell::Visit;

/// GET /rights/{learner}/of-age
pub(crate) async fn show(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let scene = act::about(&visit, id(&learner)?, None).await?;
    let form = visit.resume(form(&visit, &scene)).await?;
    let says = says(&visit, &scene);
    act::show(&visit, scene.learner, (StatusCode::OK, &form), says)
}

/// POST /rights/{learner}/of-age
pub(crate) async fn set(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let scene = act::about(&visit, id(&learner)?, None).await?;
    let mut form = form(&visit, &scene).read(&posted);
    check_reason(&visit, &mut form, "reason");
    let emancipated_from = act::first_day(&visit, &mut form, "emancipated");
    let eligible_from = act::first_day(&visit, &mut form, "eligible");
    if form.is_sound() {
        let reason = form.value("reason").to_owned();
        let deed = Deed::OfAge { of_age: OfAge { emancipated_from, eligible_from }, reason };
        if let Some(there) = act::done(&visit, &posted, (&scene, &mut form), deed).await? {
            return Ok(there);
        }
    }
    let says = says(&visit, &scene);
    act::again(&visit, &posted, (&scene, &form), says).await
}

fn form(visit: &Visit, scene: &Scene) -> Form {
    let words = visit.words;
    let day = |name, label: &str, hint: &str, known: Option<chrono::NaiveDate>| {
        let field = Field::new(name, words.text(label)).hint(words.text(hint)).date().most(10).optional();
        field.filled(known.map(|day| day.to_string()).unwrap_or_default())
    };
    let known = &scene.known;
    Form::new(visit, "of-age", format!("/rights/{}/of-age", scene.learner))
        .about(scene.learner)
        .with(day(
            "emancipated",
            "rights-emancipated-from",
            "rights-emancipated-hint",
            known.emancipated_from,
        ))
        .with(day("eligible", "rights-eligible-from", "rights-eligible-hint", known.eligible_from))
        .with(act::reason_field(visit).hint(words.text("rights-of-age-reason-hint")))
}

/// The family who see the plan today as a minor's, and would not any more.
fn who_would_lose(scene: &Scene) -> Vec<String> {
    let ties = scene.known.ties.iter().filter(|tie| matches!(tie.tie, Tie::Family { .. }));
    let sees =
        ties.filter(|tie| matches!(scene.known.today.get(&tie.person), Some(Ok(Because::Family { .. }))));
    let mut names: Vec<String> = sees.map(|tie| tie.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn says(visit: &Visit, scene: &Scene) -> Says {
    let (words, [_, student]) = (visit.words, scene.names());
    let names = who_would_lose(scene);
    let loses = if names.is_empty() {
        words.text("rights-effect-of-age-nobody")
    } else {
        let names = ("names", names.join(", ").into());
        words.text_with("rights-effect-of-age-family", &[names, student.clone()])
    };
    Says {
        title: words.text("rights-of-age-title"),
        lead: vec![words.text_with("rights-of-age-lead", std::slice::from_ref(&student))],
        effects: vec![
            words.text_with("rights-effect-of-age", &[student]),
            loses,
            words.text("rights-effect-of-age-untold"),
            words.text("rights-effect-of-age-empty"),
        ],
        pieces: vec![Piece::Line("emancipated"), Piece::Line("eligible"), Piece::Text("reason")],
        button: words.text("rights-of-age-button"),
    }
}
