//! /plan/{learner}/step/suggest?goal=: a step that the student could take, with its reason. The student decides.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ilp::access::Act;
use ilp::plan::{Body, Change, Owner, Plan, Step, TEXT_CHARS_MAX};
use ilp::{ItemId, PersonId};

use super::super::goal::load;
use super::super::loaded::Loaded;
use super::super::save;
use super::super::typed::{not_past, text};
use super::{Asked, Page, goal_in, read, stands};
use crate::about::{Query, id};
use crate::error::PageError;
use crate::form::{Field, Form, Posted};
use crate::shell::Visit;

/// GET /plan/{learner}/step/suggest?goal=
pub(crate) async fn blank(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let goal = asked.goal.as_deref().and_then(goal_in).transpose()?;
    let loaded = load(&visit, Act::Propose, learner).await?;
    stands(&loaded.plan, goal).map_err(|_| PageError::NotFound)?;
    if loaded.viewer.writes_for_the_student() {
        let of_goal = goal.map(|goal| format!("?goal={goal}")).unwrap_or_default();
        return Ok(Redirect::to(&format!("/plan/{learner}/step/new{of_goal}")).into_response());
    }
    let form = visit.resume(form(&visit, learner, goal)).await?;
    visit.show(&page(&visit, &loaded, form, goal))
}

/// POST /plan/{learner}/step/suggest
pub(crate) async fn put(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    let goal = posted.get("goal").and_then(goal_in).transpose()?;
    let mut form = form(&visit, learner, goal).read(&posted);
    not_past(&mut form, "due", &visit);
    let reason = text(&mut form, "reason", &visit);
    let (Some((what, due)), Some(reason)) = (read(&mut form, &visit), reason) else {
        return refused(&visit, (learner, goal), form, &posted).await;
    };
    let item = ItemId(visit.app.fresh_id());
    let build = move |plan: &Plan| {
        stands(plan, goal)?;
        let says = Body::Step(Step { doer: Owner::Student, what, due, serves: goal.into_iter().collect() });
        Ok((Owner::Student, Change::ItemWritten { item, replaces: None, says }))
    };
    let outcome = save::suggest(&visit, &posted, (learner, reason), build).await?;
    match save::taken(&visit, outcome, &mut form)? {
        Some(there) => Ok(there),
        None => refused(&visit, (learner, goal), form, &posted).await,
    }
}

async fn refused(
    visit: &Visit,
    (learner, goal): (PersonId, Option<ItemId>),
    form: Form,
    posted: &Posted,
) -> Result<Response, PageError> {
    let loaded = load(visit, Act::Propose, learner).await?;
    visit.keep_refused(posted).await?;
    visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, &loaded, form, goal))
}

fn form(visit: &Visit, learner: PersonId, goal: Option<ItemId>) -> Form {
    let words = visit.words;
    let about = goal.map_or_else(|| "step/suggest".to_owned(), |goal| format!("step/suggest/{goal}"));
    let reason = Field::new("reason", words.text("suggest-reason"))
        .hint(words.text("suggest-reason-hint"))
        .most(TEXT_CHARS_MAX);
    Form::new(visit, about, format!("/plan/{learner}/step/suggest"))
        .with_hidden("goal", goal.map(|goal| goal.to_string()).unwrap_or_default())
        .about(learner)
        .with(
            Field::new("what", words.text("step-what"))
                .hint(words.text("step-what-hint"))
                .most(TEXT_CHARS_MAX),
        )
        .with(Field::new("due", words.text("step-due")).date().optional())
        .with(reason)
}

fn page(visit: &Visit, loaded: &Loaded, form: Form, goal: Option<ItemId>) -> Page {
    let words = visit.words;
    let name = [("name", loaded.learner_name().into())];
    let form = form.labelled("what", words.text_with("suggest-step-what", &name));
    let mut page = super::page(visit, loaded, form, goal);
    page.frame = visit.frame(words.text("suggest-step-title"));
    page.lead = Some(words.text_with("suggest-lead", &name));
    page.save = words.text("suggest-save");
    page.suggests = true;
    page
}
