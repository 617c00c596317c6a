//! /rights/{learner}/of-age: from when on the rights are the student's own before their birthday says so.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use headway_store::rights::{OfAge, Recorded};
use ilp::access::{Because, FamilyStanding, Tie, in_force};

use super::act::{self, Piece, Says, Scene};
use super::deed::Deed;
use super::said;
use crate::about::{day, id};
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
    let mut scene = act::about(&visit, id(&learner)?, None).await?;
    let mut form = form(&visit, &scene).read(&posted);
    check_reason(&visit, &mut form, "reason");
    let emancipated_from = act::first_day(&visit, &mut form, "emancipated");
    let eligible_from = act::first_day(&visit, &mut form, "eligible");
    if form.is_sound() {
        let reason = form.value("reason").to_owned();
        let read = read(&posted)?;
        let deed = Deed::OfAge { read, of_age: OfAge { emancipated_from, eligible_from }, reason };
        if let Some(there) = act::done(&visit, &posted, (&scene, &mut form), deed).await? {
            return Ok(there);
        }
        // What somebody else wrote meanwhile is shown before it is asked for again.
        scene = act::about(&visit, scene.learner, None).await?;
        form.set_hidden("seen", &seen(&scene));
    }
    let says = says(&visit, &scene);
    act::again(&visit, &posted, (&scene, &form), says).await
}

fn form(visit: &Visit, scene: &Scene) -> Form {
    let words = visit.words;
    let line = |name, label: &str, hint: &str, known: Option<NaiveDate>| {
        let field = Field::new(name, words.text(label)).hint(words.text(hint)).date().most(10).optional();
        field.filled(known.map(|day| day.to_string()).unwrap_or_default())
    };
    let known = &scene.known;
    Form::new(visit, "of-age", format!("/rights/{}/of-age", scene.learner))
        .about(scene.learner)
        .with_hidden("seen", seen(scene))
        .with(line(
            "emancipated",
            "rights-emancipated-from",
            "rights-emancipated-hint",
            known.emancipated_from,
        ))
        .with(line("eligible", "rights-eligible-from", "rights-eligible-hint", known.eligible_from))
        .with(act::reason_field(visit).hint(words.text("rights-of-age-reason-hint")))
}

/// The days that stand there, as the form carries them: the first, a comma and the second, empty where there is none.
fn seen(scene: &Scene) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{},{}", day(scene.known.emancipated_from), day(scene.known.eligible_from))
}

/// The days that stood there when the form was read.
fn read(posted: &Posted) -> Result<OfAge, PageError> {
    let (first, second) =
        posted.get("seen").and_then(|seen| seen.split_once(',')).ok_or(PageError::Unreadable)?;
    Ok(OfAge { emancipated_from: day(first), eligible_from: day(second) })
}

/// The family who see the plan today as a minor's, and would not any more: nobody whom a guardianship or a consent lets see
/// the plan of an adult.
fn who_would_lose(visit: &Visit, scene: &Scene) -> Vec<String> {
    let (known, today) = (&scene.known, visit.today());
    let goes_on = |tie: &Recorded| {
        let agreed = |other: &Recorded| {
            let is_consent = matches!(other.tie, Tie::AdultConsent { .. });
            is_consent && other.person == tie.person && in_force(other.from, other.until, today)
        };
        known.ties.iter().any(agreed)
    };
    let of_minor = Because::Family { standing: FamilyStanding::OfMinor };
    let sees = known.ties.iter().filter(|tie| {
        let is_family = matches!(tie.tie, Tie::Family { .. });
        is_family && known.today.get(&tie.person) == Some(&Ok(of_minor)) && !goes_on(tie)
    });
    let mut names: Vec<String> = sees.map(|tie| tie.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn says(visit: &Visit, scene: &Scene) -> Says {
    let (words, [_, student]) = (visit.words, scene.names());
    let names = who_would_lose(visit, scene);
    let loses = if names.is_empty() {
        words.text("rights-effect-of-age-nobody")
    } else {
        let names = ("names", names.join(", ").into());
        words.text_with("rights-effect-of-age-family", &[names, student.clone()])
    };
    Says {
        title: words.text("rights-of-age-title"),
        lead: std::iter::once(words.text_with("rights-of-age-lead", std::slice::from_ref(&student)))
            .chain(said::age(visit, &scene.known))
            .collect(),
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
