//! /rights/{learner}/order/new: a court order, statute or binding document against somebody. It beats every tie at once.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::rights::NewTie;
use ilp::RelationId;
use ilp::access::{RestrictionKind, Tie};

use super::act::{self, Piece, Says, Scene};
use super::deed::Deed;
use super::link::{self, Asked, last_one};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Field, Form, Posted};
use crate::shell::Visit;

const KINDS: [(&str, RestrictionKind); 2] =
    [("no_records", RestrictionKind::NoRecords), ("no_contact", RestrictionKind::NoContact)];

/// GET /rights/{learner}/order/new
pub(crate) async fn blank(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let scene = act::about(&visit, id(&learner)?, asked.person).await?;
    let form = visit.resume(form(&visit, &scene)).await?;
    let says = says(&visit, &scene, &form);
    act::show(&visit, scene.learner, (StatusCode::OK, &form), says)
}

/// POST /rights/{learner}/order/new
pub(crate) async fn add(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let scene = act::about(&visit, id(&learner)?, link::named(&posted)?).await?;
    let mut form = form(&visit, &scene).read(&posted);
    let kind = act::chosen(&visit, (&mut form, &posted), "forbids", &KINDS);
    let days = act::days(&visit, &mut form);
    if let Some((kind, (from, until))) = kind.zip(days).filter(|_| form.is_sound()) {
        let evidence = form.value("evidence").to_owned();
        let new = NewTie {
            id: RelationId(visit.app.fresh_id()),
            whom: link::whom(&visit, &scene, &form),
            tie: Tie::Restriction { kind, court_reference: evidence.clone() },
            called: String::new(),
            evidence,
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
    let words = visit.words;
    let paper = Field::new("evidence", words.text("rights-order-paper"))
        .hint(words.text("rights-order-paper-hint"))
        .most(500);
    link::form_about(visit, scene, "order", "order/new")
        .with(Field::new("forbids", words.text("rights-order-forbids")).filled("no_records"))
        .with(paper)
        .with(act::from_field(visit))
        .with(act::until_field(visit))
}

fn says(visit: &Visit, scene: &Scene, form: &Form) -> Says {
    let (words, names) = (visit.words, scene.names());
    let label = |code: &str| match code {
        "no_records" => words.text("rights-choose-no-records"),
        _ => words.text("rights-choose-no-contact"),
    };
    let kinds = act::choices(form, ("forbids", words.text("rights-order-forbids")), &KINDS, label);
    let mut effects = match &scene.whom {
        Some(_) => vec![
            words.text_with("rights-effect-no-records", &names),
            words.text_with("rights-effect-no-contact", &names),
        ],
        None => vec![
            words.text("rights-effect-new-person-order"),
            words.text_with("rights-effect-new-person-roster", &names),
        ],
    };
    effects.push(words.text("rights-effect-at-once"));
    effects.extend(last_one(visit, scene));
    effects.extend(scene.of_trust(visit, true));
    effects.push(words.text("rights-effect-order-untold"));
    effects.push(words.text("rights-effect-order-lift"));
    let mut pieces = link::pieces_about(visit, scene, form);
    pieces.push(Piece::OneOf(kinds));
    pieces.extend(["evidence", "from", "until"].map(Piece::Line));
    let lead = match &scene.whom {
        Some(_) => words.text_with("rights-order-lead", &names),
        None => words.text_with("rights-order-lead-new", &names),
    };
    Says {
        title: words.text("rights-order-title"),
        lead: std::iter::once(lead).chain(scene.today(visit)).collect(),
        effects,
        pieces,
        button: words.text("rights-order-button"),
    }
}
