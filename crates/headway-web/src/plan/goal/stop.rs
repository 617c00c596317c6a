//! /plan/{learner}/goal/{item}/stop: the owner stops a goal for now, and may say why.

use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use ilp::plan::Stage;

use super::fields::goal_of;
use crate::about::id;
use crate::error::PageError;
use crate::form::Posted;
use crate::plan::ending::{self, Choice, Ending};
use crate::shell::Visit;

static STOP: Ending = Ending {
    form: "goal/stop",
    at: ["goal", "stop"],
    fits: |item| goal_of(item).is_some(),
    title: "goal-stop-title",
    over: "goal-stop-over-title",
    lead: Some("goal-stop-lead"),
    words: "goal-stop-why",
    hint: "goal-stop-why-hint",
    choices: &[Choice { code: "dropped", to: Stage::Dropped, label: "plan-let-go" }],
};

/// GET /plan/{learner}/goal/{item}/stop
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    ending::show(&visit, &STOP, (id(&learner)?, id(&item)?)).await
}

/// POST /plan/{learner}/goal/{item}/stop
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    ending::save(&visit, &STOP, (id(&learner)?, id(&item)?), &posted).await
}
