//! /rights/{learner}/link/new and /rights/{learner}/tie/{tie}/change: who is family, and what they may do.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::people::{Names, Person};
use headway_store::rights::{NewTie, Whom};
use headway_text::Locale;
use ilp::access::{Rights, Tie};
use ilp::{PersonId, RelationId};
use serde::Deserialize;

use super::act::{self, Choices, Piece, Says, Scene};
use super::deed::Deed;
use super::said;
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Choice, Field, Form, Posted};
use crate::glass::check_reason;
use crate::shell::Visit;

/// Whom the address names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(super) person: Option<PersonId>,
}

/// GET /rights/{learner}/link/new
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

/// POST /rights/{learner}/link/new
pub(crate) async fn add(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let scene = act::about(&visit, id(&learner)?, named(&posted)?).await?;
    let mut form = form(&visit, &scene).read(&posted);
    let gives = act::chosen(&visit, (&mut form, &posted), "gives", &said::RIGHTS);
    let days = act::days(&visit, &mut form);
    if let Some((rights, (from, until))) = gives.zip(days).filter(|_| form.is_sound()) {
        let evidence = form.value("evidence").to_owned();
        let new = NewTie {
            id: RelationId(visit.app.fresh_id()),
            whom: whom(&visit, &scene, &form),
            tie: Tie::Family { rights, evidence: Some(evidence.clone()) },
            called: form.value("called").to_owned(),
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

/// GET /rights/{learner}/tie/{tie}/change
pub(crate) async fn edit(
    visit: Visit,
    Path((learner, tie)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (scene, rights) = link(&visit, (&learner, &tie)).await?;
    let form = visit.resume(change_form(&visit, &scene, rights)?).await?;
    let says = change_says(&visit, &scene, &form);
    act::show(&visit, scene.learner, (StatusCode::OK, &form), says)
}

/// POST /rights/{learner}/tie/{tie}/change
pub(crate) async fn change(
    visit: Visit,
    Path((learner, tie)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (scene, rights) = link(&visit, (&learner, &tie)).await?;
    let mut form = change_form(&visit, &scene, rights)?.read(&posted);
    check_reason(&visit, &mut form, "reason");
    let from = act::first_day(&visit, &mut form, "from");
    let gives = act::chosen(&visit, (&mut form, &posted), "gives", &said::RIGHTS);
    if let Some((rights, from)) = gives.zip(from).filter(|_| form.is_sound()) {
        let (evidence, reason) = (form.value("evidence").to_owned(), form.value("reason").to_owned());
        let ids = [RelationId(visit.app.fresh_id()), RelationId(visit.app.fresh_id())];
        let deed = Deed::Change { id: id(&tie)?, rights, evidence, reason, from, ids };
        if let Some(there) = act::done(&visit, &posted, (&scene, &mut form), deed).await? {
            return Ok(there);
        }
    }
    let says = change_says(&visit, &scene, &form);
    act::again(&visit, &posted, (&scene, &form), says).await
}

/// The link that is changed, and what it gives; 404 for any other tie.
async fn link(visit: &Visit, (learner, tie): (&str, &str)) -> Result<(Scene, Rights), PageError> {
    let scene = act::about_tie(visit, id(learner)?, id(tie)?).await?;
    match scene.tie.as_ref().map(|tie| tie.tie.clone()) {
        Some(Tie::Family { rights, .. }) => Ok((scene, rights)),
        _ => Err(PageError::NotFound),
    }
}

/// The person whom a form names, where it names one.
pub(super) fn named(posted: &Posted) -> Result<Option<PersonId>, PageError> {
    posted.get("person").filter(|person| !person.is_empty()).map(id).transpose()
}

/// A form about somebody, or about somebody new, who is then asked for.
pub(super) fn form_about(visit: &Visit, scene: &Scene, name: &str, action: &str) -> Form {
    let words = visit.words;
    let action = format!("/rights/{}/{action}", scene.learner);
    match &scene.whom {
        Some(whom) => Form::new(visit, format!("{name}/{}", whom.person), action)
            .with_hidden("person", whom.person.to_string()),
        None => Form::new(visit, format!("{name}/new"), action)
            .with(Field::new("given", words.text("rights-given")).most(100))
            .with(Field::new("family", words.text("rights-last")).most(100))
            .with(Field::new("language", words.text("rights-language")).filled(Locale::default().tag())),
    }
    .about(scene.learner)
}

/// The fields by which somebody new is described.
pub(super) fn pieces_about(visit: &Visit, scene: &Scene, form: &Form) -> Vec<Piece> {
    if scene.whom.is_some() {
        return Vec::new();
    }
    let choice = |locale: Locale| {
        let is_chosen = locale.tag() == form.value("language");
        Choice { lang: Some(locale.tag()), ..Choice::new(locale.tag(), locale.name().to_owned(), is_chosen) }
    };
    let legend = visit.words.text("rights-language");
    let languages = Choices { legend, name: "language", all: Locale::ALL.map(choice).into() };
    vec![Piece::Line("given"), Piece::Line("family"), Piece::OneOf(languages)]
}

/// Whom the form is about: somebody known, or whom it describes.
pub(super) fn whom(visit: &Visit, scene: &Scene, form: &Form) -> Whom {
    if let Some(whom) = &scene.whom {
        return Whom::Known(whom.person);
    }
    Whom::New(Box::new(Person {
        tenant: visit.tenant.id,
        id: PersonId(visit.app.fresh_id()),
        names: Names {
            given: form.value("given").to_owned(),
            family: form.value("family").to_owned(),
            ..Names::default()
        },
        birth_date: None,
        language: Locale::from_tag(form.value("language")).map(|locale| locale.tag().to_owned()),
        pronouns: None,
        email: None,
        identifier: None,
        enabled: true,
        retired_at: None,
    }))
}

fn form(visit: &Visit, scene: &Scene) -> Form {
    form_about(visit, scene, "link", "link/new")
        .with(act::called_field(visit))
        .with(Field::new("gives", visit.words.text("rights-gives")).filled("all"))
        .with(act::evidence_field(visit))
        .with(act::from_field(visit))
        .with(act::until_field(visit))
}

fn change_form(visit: &Visit, scene: &Scene, rights: Rights) -> Result<Form, PageError> {
    let tie = scene.tie.as_ref().ok_or(PageError::NotFound)?.id;
    let action = format!("/rights/{}/tie/{tie}/change", scene.learner);
    Ok(Form::new(visit, format!("change/{tie}"), action)
        .about(scene.learner)
        .with(Field::new("gives", visit.words.text("rights-gives")).filled(said::code(rights)))
        .with(act::reason_field(visit))
        .with(act::evidence_field(visit))
        .with(act::from_field(visit)))
}

fn choices(visit: &Visit, form: &Form) -> Choices {
    let words = visit.words;
    let label = |code: &str| match code {
        "all" => words.text("rights-choose-all"),
        "take_part" => words.text("rights-choose-take-part"),
        "see" => words.text("rights-choose-see"),
        _ => words.text("rights-choose-nothing"),
    };
    act::choices(form, ("gives", words.text("rights-gives")), &said::RIGHTS, label)
}

fn says(visit: &Visit, scene: &Scene, form: &Form) -> Says {
    let (words, names) = (visit.words, scene.names());
    let mut effects = vec![if scene.is_kept_away() {
        words.text_with("rights-effect-kept-away", &names)
    } else {
        words.text("rights-effect-link")
    }];
    if scene.whom.is_none() {
        effects.push(words.text("rights-effect-new-person"));
    }
    effects.push(words.text_with("rights-effect-parents", &names));
    effects.push(passes(visit, scene));
    effects.extend(scene.of_trust(visit, false));
    effects.push(words.text("rights-effect-told-officers"));
    let mut pieces = pieces_about(visit, scene, form);
    pieces.extend([Piece::Line("called"), Piece::OneOf(choices(visit, form))]);
    pieces.extend(["evidence", "from", "until"].map(Piece::Line));
    let lead = match &scene.whom {
        Some(_) => words.text_with("rights-link-lead", &names),
        None => words.text_with("rights-link-lead-new", &names),
    };
    Says {
        title: words.text("rights-link-title"),
        lead: std::iter::once(lead).chain(scene.today(visit)).collect(),
        effects,
        pieces,
        button: words.text("rights-link-button"),
    }
}

/// What becomes of a link when the student comes of age.
fn passes(visit: &Visit, scene: &Scene) -> String {
    let (words, [_, student]) = (visit.words, scene.names());
    match scene.known.rights_pass_on {
        Some(on) if on <= visit.today() => words.text_with("rights-effect-passed", &[student]),
        Some(on) => words.text_with("rights-effect-passes", &[student, ("on", words.date(on).into())]),
        None => words.text_with("rights-effect-pass-unknown", &[student]),
    }
}

fn change_says(visit: &Visit, scene: &Scene, form: &Form) -> Says {
    let (words, names) = (visit.words, scene.names());
    let nothing =
        if scene.sees_otherwise() { "rights-effect-nothing-otherwise" } else { "rights-effect-nothing" };
    let mut effects = vec![words.text_with("rights-effect-change", &names), words.text_with(nothing, &names)];
    effects.extend(last_one(visit, scene));
    effects.push(words.text("rights-effect-order-instead"));
    effects.push(words.text_with("rights-effect-untold", &names));
    Says {
        title: words.text_with("rights-change-title", &names[..1]),
        lead: std::iter::once(words.text_with("rights-change-lead", &names))
            .chain(scene.today(visit))
            .collect(),
        effects,
        pieces: vec![
            Piece::OneOf(choices(visit, form)),
            Piece::Text("reason"),
            Piece::Line("evidence"),
            Piece::Line("from"),
        ],
        button: words.text("rights-change-button"),
    }
}

/// Where nobody else of the family sees the plan, it is said before somebody ceases to.
pub(super) fn last_one(visit: &Visit, scene: &Scene) -> Option<String> {
    let person = scene.whom.as_ref().filter(|whom| whom.today.is_ok() && !scene.sees_otherwise())?.person;
    let sees = |(who, found): (&PersonId, &Result<_, _>)| *who != person && found.is_ok();
    let others = scene.known.today.iter().any(sees);
    (!others).then(|| visit.words.text_with("rights-effect-last", &scene.names()))
}
