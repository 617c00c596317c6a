//! /plan/{learner}/agree/{item}: the student or the family says where they stand on what the school has undertaken.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ilp::access::Act;
use ilp::plan::{Change, Hand, Item, Kind, Party, Plan, Refused, Stage, Stance, TEXT_CHARS_MAX};
use ilp::{ItemId, PersonId};

use super::body::Says;
use super::goal::{as_it_is, load};
use super::loaded::Loaded;
use super::save::{self, item_of};
use super::typed::{replaced, text_if_any};
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "plan/agree/page.html")]
struct Page {
    frame: Frame,
    form: Form,
    lead: String,
    back: String,
    now: Says,
}

/// Whether people are asked if they agree to it: what the school does, not what it has seen or noted.
pub(crate) fn is_undertaken(item: &Item) -> bool {
    let is_done_for_somebody =
        matches!(item.body.kind(), Kind::Goal | Kind::Step | Kind::Intervention | Kind::Support);
    item.owner.party() == Party::School && item.stage != Stage::Withdrawn && is_done_for_somebody
}

/// How a form says where somebody stands.
pub(crate) const fn code(stance: Stance) -> &'static str {
    match stance {
        Stance::Agreed => "agreed",
        Stance::NotYet => "not_yet",
        Stance::SeenDifferently => "seen_differently",
    }
}

/// GET /plan/{learner}/agree/{item}
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let loaded = load(&visit, Act::Disagree, learner).await?;
    let found = undertaking(&loaded, item)?;
    let form = visit.resume(form(&visit, (learner, item), found.revision.to_string())).await?;
    visit.show(&page(&visit, &loaded, found, form))
}

/// POST /plan/{learner}/agree/{item}
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let mut form = form(&visit, (learner, item), String::new()).read(&posted);
    let revision = replaced(&posted)?;
    let all = [Stance::Agreed, Stance::NotYet, Stance::SeenDifferently];
    let stance = all.into_iter().find(|stance| posted.get("stance") == Some(code(*stance)));
    let stance = stance.ok_or(PageError::Unreadable)?;
    let words = text_if_any(&mut form, "words", &visit);
    if !form.is_sound() {
        return again(&visit, (learner, item), (form, &posted), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let build = move |plan: &Plan, _: &Hand| {
        if !is_undertaken(item_of(plan, item)?) {
            return Err(Refused::NoSuchItem { item });
        }
        Ok(Change::AgreementGiven { item, revision, stance, words })
    };
    match save::change(&visit, &posted, (Act::Disagree, learner), build).await? {
        Outcome::Refused(Refused::Stale { .. }) => {
            form.problem = Some(visit.words.text("message-stale"));
            again(&visit, (learner, item), (form, &posted), StatusCode::CONFLICT).await
        }
        outcome => match save::taken(&visit, outcome, &mut form)? {
            Some(there) => Ok(there),
            None => again(&visit, (learner, item), (form, &posted), StatusCode::UNPROCESSABLE_ENTITY).await,
        },
    }
}

/// The form beside what the school does now, with the words that were typed.
async fn again(
    visit: &Visit,
    (learner, item): (PersonId, ItemId),
    (mut form, posted): (Form, &Posted),
    status: StatusCode,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::Disagree, learner).await?;
    let found = undertaking(&loaded, item)?;
    form.set_hidden("replaces", &found.revision.to_string());
    if !form.value("words").is_empty() {
        visit.keep_refused(posted).await?;
    }
    visit.show_as(status, &page(visit, &loaded, found, form))
}

fn undertaking(loaded: &Loaded, item: ItemId) -> Result<&Item, PageError> {
    loaded.plan.items.get(&item).filter(|item| is_undertaken(item)).ok_or(PageError::NotFound)
}

fn form(visit: &Visit, (learner, item): (PersonId, ItemId), revision: String) -> Form {
    let words = Field::new("words", visit.words.text("agree-words"))
        .hint(visit.words.text("agree-words-hint"))
        .most(TEXT_CHARS_MAX)
        .optional();
    Form::new(visit, format!("agree/{item}"), format!("/plan/{learner}/agree/{item}"))
        .about(learner)
        .with_hidden("replaces", revision)
        .with(words)
}

fn page(visit: &Visit, loaded: &Loaded, item: &Item, form: Form) -> Page {
    let speech = loaded.speech(visit);
    Page {
        frame: visit.frame(visit.words.text("agree-title")),
        form,
        lead: speech.about("agree-lead-you", "agree-lead"),
        back: format!("/plan/{}", loaded.viewer.learner),
        now: as_it_is(&speech, item),
    }
}
