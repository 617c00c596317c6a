//! The page on which an officer does something: what will happen, to whom and from when stands before the button.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use headway_store::Work;
use headway_store::rights::{self, Known, Left, Recorded, Somebody};
use headway_text::Arg;
use ilp::access::{Because, Why};
use ilp::{PersonId, RelationId};

use super::deed::{Deed, save};
use super::{read, said};
use crate::about::day;
use crate::error::PageError;
use crate::form::{Choice, Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

/// The most characters of what shows a tie, and of what it is called.
const EVIDENCE_MAX: usize = 500;
const CALLED_MAX: usize = 60;

#[derive(Template)]
#[template(path = "rights/act.html")]
struct Page<'a> {
    frame: Frame,
    back: String,
    /// Whom it is about, and how they stand today.
    lead: Vec<String>,
    /// What will happen, a sentence each.
    effects: Vec<String>,
    form: &'a Form,
    pieces: Vec<Piece>,
    button: String,
}

/// A part of the form, in its order.
pub(super) enum Piece {
    /// A field of one line.
    Line(&'static str),
    /// A field of several.
    Text(&'static str),
    /// One of several that is chosen.
    OneOf(Choices),
}

/// One of several that is chosen.
pub(super) struct Choices {
    pub(super) legend: String,
    pub(super) name: &'static str,
    pub(super) all: Vec<Choice>,
}

/// What the page of one act says.
pub(super) struct Says {
    pub(super) title: String,
    pub(super) lead: Vec<String>,
    pub(super) effects: Vec<String>,
    pub(super) pieces: Vec<Piece>,
    pub(super) button: String,
}

/// The learner as known, and whom the act concerns.
#[derive(Debug, Clone)]
pub(super) struct Scene {
    pub(super) learner: PersonId,
    pub(super) known: Known,
    /// `None` where it is somebody of whom the district has not heard, or nobody but the learner.
    pub(super) whom: Option<Somebody>,
    /// The tie that is changed or ended.
    pub(super) tie: Option<Recorded>,
    /// What whom it concerns would find at the plan today without that tie.
    pub(super) without: Option<Result<Because, Why>>,
}

impl Scene {
    /// The name of whom it concerns, of the learner, and the words for both.
    pub(super) fn names(&self) -> [(&'static str, Arg); 2] {
        let whom = self.whom.as_ref().map(|whom| whom.name.as_str()).unwrap_or_default();
        [("person", whom.into()), ("student", self.known.name.as_str().into())]
    }

    /// Whether whom it concerns sees the plan today by something else than the tie.
    pub(super) fn sees_otherwise(&self) -> bool {
        matches!(self.without, Some(Ok(_)))
    }

    /// Whether an order takes the records away from whom it concerns.
    pub(super) fn is_kept_away(&self) -> bool {
        self.whom.as_ref().is_some_and(|whom| whom.today == Err(Why::Restricted))
    }

    /// What becomes of the office of trust of whom it concerns, and who is told, where they hold one. That an administrator is family
    /// takes nothing from their office, and nobody is told.
    pub(super) fn of_trust(&self, visit: &Visit, is_order: bool) -> Option<String> {
        let whom = self.whom.as_ref().filter(|whom| whom.is_trusted)?;
        let [person, student] = self.names();
        let said = [("name", person.1), student];
        if whom.keeps_records {
            return Some(visit.words.text_with("trust-order-effect", &said));
        }
        is_order.then(|| visit.words.text_with("trust-order-effect-administrator", &said[..1]))
    }

    /// How somebody stands to the learner today, in a sentence.
    pub(super) fn today(&self, visit: &Visit) -> Option<String> {
        self.whom.as_ref().map(|whom| said::today(visit, whom.today))
    }
}

/// Loads the scene of an act about this person; 404 where there is no such person.
pub(super) async fn about(
    visit: &Visit,
    learner: PersonId,
    person: Option<PersonId>,
) -> Result<Scene, PageError> {
    let found = read(visit, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let Some(known) = rights::of(&permit).await? else { return Ok(None) };
            let whom = match person {
                Some(person) => match rights::somebody(&permit, person).await? {
                    Some(whom) => Some(whom),
                    None => return Ok(None),
                },
                None => None,
            };
            Ok(Some(Scene { learner, known, whom, tie: None, without: None }))
        })
    });
    found.await?.ok_or(PageError::NotFound)
}

/// Loads the scene of an act about this tie; 404 where there is none.
pub(super) async fn about_tie(visit: &Visit, learner: PersonId, id: RelationId) -> Result<Scene, PageError> {
    let found = read(visit, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let known = rights::of(&permit).await?;
            let Some((known, tie)) = known.zip(rights::find(&permit, id).await?) else { return Ok(None) };
            let whom = rights::somebody(&permit, tie.person).await?;
            let without = Some(rights::without(&permit, &tie).await?);
            Ok(Some(Scene { learner, known, whom, tie: Some(tie), without }))
        })
    });
    found.await?.ok_or(PageError::NotFound)
}

/// Shows the page.
pub(super) fn show(
    visit: &Visit,
    learner: PersonId,
    (status, form): (StatusCode, &Form),
    says: Says,
) -> Result<Response, PageError> {
    let page = Page {
        frame: visit.frame(says.title),
        back: format!("/rights/{learner}"),
        lead: says.lead,
        effects: says.effects,
        form,
        pieces: says.pieces,
        button: says.button,
    };
    visit.show_as(status, &page)
}

/// Does it, and goes back to the learner; `None` where it was refused, with the reason in the form.
pub(super) async fn done(
    visit: &Visit,
    posted: &Posted,
    (scene, form): (&Scene, &mut Form),
    deed: Deed,
) -> Result<Option<Response>, PageError> {
    match save(visit, posted, scene, deed).await? {
        Outcome::Done(there) => Ok(Some(Redirect::to(&there).into_response())),
        Outcome::Refused(left) => {
            let field = match left {
                Left::NotOfAge(_) | Left::NotBefore(_) | Left::Twice => "from",
                _ => "",
            };
            form.refuse(field, said::left(visit.words, left));
            Ok(None)
        }
    }
}

/// The form again, with what was typed and the reasons at its fields.
pub(super) async fn again(
    visit: &Visit,
    posted: &Posted,
    (scene, form): (&Scene, &Form),
    says: Says,
) -> Result<Response, PageError> {
    visit.keep_refused(posted).await?;
    show(visit, scene.learner, (StatusCode::UNPROCESSABLE_ENTITY, form), says)
}

/// Which of these was sent: not the one with which the page began, where nothing was. The form says so where it is none.
pub(super) fn chosen<T: Copy>(
    visit: &Visit,
    (form, posted): (&mut Form, &Posted),
    name: &'static str,
    all: &[(&str, T)],
) -> Option<T> {
    let sent = posted.get(name).unwrap_or_default();
    let found = all.iter().find(|(code, _)| *code == sent).map(|(_, what)| *what);
    if found.is_none() {
        form.refuse(name, visit.words.text("rights-none-chosen"));
    }
    found
}

/// These as the form offers them, by what their codes are called.
pub(super) fn choices<T>(
    form: &Form,
    (name, legend): (&'static str, String),
    all: &[(&'static str, T)],
    label: impl Fn(&str) -> String,
) -> Choices {
    let choice = |(code, _): &(&'static str, T)| Choice::new(code, label(code), *code == form.value(name));
    Choices { legend, name, all: all.iter().map(choice).collect() }
}

/// The first day, today where nothing else is typed.
pub(super) fn from_field(visit: &Visit) -> Field {
    Field::new("from", visit.words.text("rights-from")).date().most(10).filled(visit.today().to_string())
}

/// The last day, which may be open.
pub(super) fn until_field(visit: &Visit) -> Field {
    let hint = visit.words.text("rights-until-hint");
    Field::new("until", visit.words.text("rights-until")).hint(hint).date().most(10).optional()
}

/// What shows that it is so.
pub(super) fn evidence_field(visit: &Visit) -> Field {
    let words = visit.words;
    Field::new("evidence", words.text("rights-evidence"))
        .hint(words.text("rights-evidence-hint"))
        .most(EVIDENCE_MAX)
}

/// What people call a tie.
pub(super) fn called_field(visit: &Visit) -> Field {
    let words = visit.words;
    Field::new("called", words.text("rights-called")).hint(words.text("rights-called-hint")).most(CALLED_MAX)
}

/// Why it is done.
pub(super) fn reason_field(visit: &Visit) -> Field {
    let words = visit.words;
    Field::new("reason", words.text("rights-reason")).hint(words.text("rights-reason-hint")).most(2_000)
}

/// The first day that was typed; the form says so where it is none.
pub(super) fn first_day(visit: &Visit, form: &mut Form, name: &'static str) -> Option<NaiveDate> {
    let found = day(form.value(name));
    if found.is_none() && !form.value(name).is_empty() {
        form.refuse(name, visit.words.text("form-not-a-date"));
    }
    found
}

/// The first day, and the first on which it is over, as typed by the last that it holds.
pub(super) fn days(visit: &Visit, form: &mut Form) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let from = first_day(visit, form, "from")?;
    if form.value("until").is_empty() {
        return Some((from, None));
    }
    let last = first_day(visit, form, "until")?;
    if last < from {
        form.refuse("until", visit.words.text("people-office-until-wrong"));
        return None;
    }
    Some((from, Some(last.succ_opt()?)))
}
