//! /plan/{learner}/undertaking/new?kind= and /plan/{learner}/undertaking/{item}/edit: what the school does for a student, as a
//! support or as extra help with a dose. The student and the family are asked for their agreement on the card of it.

pub(crate) mod end;
mod fields;

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use headway_store::Work;
use headway_store::team::{self, Member};
use ilp::access::Act;
use ilp::plan::{Change, Hand, Item, Party, Plan, Refused, Stage};
use ilp::{ItemId, PersonId};
use serde::Deserialize;

use self::fields::{Draft, Kind, kind_of};
use super::body::{Says, suggested};
use super::goal::as_it_is;
use super::loaded::{self, Loaded};
use super::save::{self, item_of};
use super::typed::replaced;
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/undertaking/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    back: String,
    lead: String,
    /// Whether it has a dose and dates.
    is_help: bool,
    /// Who can do it.
    people: Vec<Provider>,
    /// Where it is ended, where it is there.
    end: Option<String>,
    /// Where somebody was first: what it says now, and what the reader typed.
    now: Option<Says>,
    yours: Option<Says>,
}

/// Somebody of the school who can be named.
struct Provider {
    id: String,
    label: String,
    is_chosen: bool,
}

/// What the address of a new one asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    kind: Option<String>,
}

/// Which one the form is about.
#[derive(Debug, Clone, Copy)]
enum About {
    New(Kind),
    Old(Kind, ItemId, u32),
}

impl About {
    const fn kind(self) -> Kind {
        match self {
            Self::New(kind) | Self::Old(kind, ..) => kind,
        }
    }
}

/// GET /plan/{learner}/undertaking/new?kind=
pub(crate) async fn blank(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let about = About::New(Kind::of(asked.kind.as_deref()).ok_or(PageError::NotFound)?);
    let known = known(&visit, learner).await?;
    let form = visit.resume(form(&visit, learner, about, None)).await?;
    visit.show(&page(&visit, &known, form, about))
}

/// POST /plan/{learner}/undertaking/new
pub(crate) async fn add(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let about = About::New(Kind::of(posted.get("kind")).ok_or(PageError::Unreadable)?);
    let mut form = form(&visit, learner, about, None).read(&posted);
    let known = known(&visit, learner).await?;
    let Some(draft) = fields::read(&mut form, &visit, about.kind(), &known.staff) else {
        return again(&visit, &known, (form, &posted), (about, StatusCode::UNPROCESSABLE_ENTITY)).await;
    };
    let item = ItemId(visit.app.fresh_id());
    let build = move |_: &Plan, hand: &Hand| {
        if hand.speaks_as() != Party::School {
            return Err(Refused::NotYourDecision);
        }
        let says = draft.body(None).map_err(|_| Refused::AnotherThing)?;
        Ok(Change::ItemWritten { item, replaces: None, says })
    };
    let outcome = save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await?;
    match save::taken(&visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => again(&visit, &known, (form, &posted), (about, StatusCode::UNPROCESSABLE_ENTITY)).await,
    }
}

/// GET /plan/{learner}/undertaking/{item}/edit
pub(crate) async fn edit(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let known = known(&visit, learner).await?;
    let (found, kind) = undertaken(&known.loaded, item)?;
    if !known.loaded.viewer.may_change(found) {
        return Err(PageError::Forbidden(visit.words.text("refused-not-yours")));
    }
    let about = About::Old(kind, item, found.revision);
    let form = visit.resume(form(&visit, learner, about, Some(found))).await?;
    visit.show(&page(&visit, &known, form, about))
}

/// POST /plan/{learner}/undertaking/{item}/edit
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let replaces = replaced(&posted)?;
    let known = known(&visit, learner).await?;
    let (_, kind) = undertaken(&known.loaded, item)?;
    let about = About::Old(kind, item, replaces);
    let mut form = form(&visit, learner, about, None).read(&posted);
    let Some(draft) = fields::read(&mut form, &visit, kind, &known.staff) else {
        return again(&visit, &known, (form, &posted), (about, StatusCode::UNPROCESSABLE_ENTITY)).await;
    };
    let yours = draft.clone();
    let build = move |plan: &Plan, _: &Hand| {
        let says = draft.body(Some(item_of(plan, item)?)).map_err(|_| Refused::AnotherThing)?;
        Ok(Change::ItemWritten { item, replaces: Some(replaces), says })
    };
    match save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await? {
        Outcome::Refused(Refused::Stale { .. }) => {
            visit.keep_refused(&posted).await?;
            both(&visit, (learner, item), form, &yours).await
        }
        outcome => match save::taken(&visit, outcome, &mut form)? {
            Some(there) => Ok(there),
            None => again(&visit, &known, (form, &posted), (about, StatusCode::UNPROCESSABLE_ENTITY)).await,
        },
    }
}

/// The plan, and who of the school can be named in it.
struct Known {
    loaded: Loaded,
    staff: Vec<Member>,
}

async fn known(visit: &Visit, learner: PersonId) -> Result<Known, PageError> {
    let read = visit.read_about(Act::ChangeOwn, learner, |permit| -> Work<'_, _> {
        Box::pin(async move {
            Ok(Known { loaded: loaded::now(&permit).await?, staff: team::staff(&permit).await? })
        })
    });
    let known = read.await?;
    let is_school = known.loaded.viewer.change.is_some_and(|hand| hand.speaks_as() == Party::School);
    if is_school {
        Ok(known)
    } else {
        Err(PageError::Forbidden(visit.words.text("undertaking-school-alone")))
    }
}

/// What the school does under this id, where it still stands.
fn undertaken(loaded: &Loaded, item: ItemId) -> Result<(&Item, Kind), PageError> {
    let found = loaded.plan.items.get(&item).filter(|item| item.stage != Stage::Withdrawn);
    found.and_then(|item| Some((item, kind_of(item)?))).ok_or(PageError::NotFound)
}

fn form(visit: &Visit, learner: PersonId, about: About, old: Option<&Item>) -> Form {
    let bare = match about {
        About::New(kind) => {
            let name = format!("undertaking/{}", kind.code());
            Form::new(visit, name, format!("/plan/{learner}/undertaking/new"))
                .with_hidden("kind", kind.code())
        }
        About::Old(_, item, revision) => {
            let action = format!("/plan/{learner}/undertaking/{item}/edit");
            Form::new(visit, format!("undertaking/{item}"), action)
                .with_hidden("replaces", revision.to_string())
        }
    };
    fields::with(bare.about(learner), visit, about.kind(), old)
}

/// Somebody was first: their text and the reader's side by side, and the form over the text of now.
async fn both(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    mut form: Form,
    draft: &Draft,
) -> Result<Response, PageError> {
    let known = known(visit, learner).await?;
    let (found, kind) = undertaken(&known.loaded, item)?;
    let speech = known.loaded.speech(visit);
    form.set_hidden("replaces", &found.revision.to_string());
    form.problem = Some(visit.words.text("refused-stale"));
    let hand = known.loaded.viewer.change.ok_or(PageError::NotFound)?;
    let yours = draft.body(Some(found)).map(|body| suggested(&speech, body, Some(found), (&hand, visit.now)));
    let mut page = page(visit, &known, form, About::Old(kind, item, found.revision));
    page.now = Some(as_it_is(&speech, found));
    page.yours = yours.ok();
    visit.show_as(StatusCode::CONFLICT, &page)
}

async fn again(
    visit: &Visit,
    known: &Known,
    (form, posted): (Form, &Posted),
    (about, status): (About, StatusCode),
) -> Result<Response, PageError> {
    visit.keep_refused(posted).await?;
    visit.show_as(status, &page(visit, known, form, about))
}

fn page(visit: &Visit, known: &Known, mut form: Form, about: About) -> Page {
    let (words, viewer) = (visit.words, &known.loaded.viewer);
    form.note = viewer.is_read_by(words);
    let is_help = about.kind() == Kind::Help;
    let title = match (about, is_help) {
        (About::New(_), true) => words.text("undertaking-new-help"),
        (About::New(_), false) => words.text("undertaking-new-support"),
        (About::Old(..), _) => words.text("undertaking-edit"),
    };
    let chosen = form.value("who");
    let chosen = if chosen.is_empty() { viewer.person.to_string() } else { chosen.to_owned() };
    let provider = |member: &Member| Provider {
        id: member.person.to_string(),
        label: member.name.clone(),
        is_chosen: chosen == member.person.to_string(),
    };
    let end = match about {
        About::New(_) => None,
        About::Old(_, item, _) => Some(format!("/plan/{}/undertaking/{item}/end", viewer.learner)),
    };
    Page {
        frame: visit.frame(title),
        back: format!("/plan/{}", viewer.learner),
        lead: words.text("undertaking-lead"),
        is_help,
        people: known.staff.iter().map(provider).collect(),
        end,
        now: None,
        yours: None,
        form,
    }
}
