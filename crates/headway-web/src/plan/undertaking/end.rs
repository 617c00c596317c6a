//! /plan/{learner}/undertaking/{item}/end: the responsible person says that it is done or stopped, and what came of it.

use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use ilp::plan::Stage;

use super::fields::kind_of;
use crate::about::id;
use crate::error::PageError;
use crate::form::Posted;
use crate::plan::ending::{self, Choice, Ending};
use crate::shell::Visit;

static END: Ending = Ending {
    form: "end",
    at: ["undertaking", "end"],
    fits: |item| item.stage != Stage::Withdrawn && kind_of(item).is_some(),
    title: "undertaking-end-title",
    over: "undertaking-over-title",
    lead: None,
    words: "undertaking-end-words",
    hint: "undertaking-end-words-hint",
    choices: &[
        Choice { code: "done", to: Stage::Done, label: "undertaking-done" },
        Choice { code: "dropped", to: Stage::Dropped, label: "undertaking-stopped" },
    ],
};

/// GET /plan/{learner}/undertaking/{item}/end
pub(crate) async fn show(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
) -> Result<Response, PageError> {
    ending::show(&visit, &END, (id(&learner)?, id(&item)?)).await
}

/// POST /plan/{learner}/undertaking/{item}/end
pub(crate) async fn save(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    ending::save(&visit, &END, (id(&learner)?, id(&item)?), &posted).await
}
