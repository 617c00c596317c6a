//! POST /plan/{learner}/entry/{item}/confirm: the student says that words which somebody else typed are theirs.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use ilp::access::Act;
use ilp::plan::{Change, Hand, Plan, Refused};
use ilp::{ItemId, PersonId};

use crate::about::id;
use crate::error::PageError;
use crate::form::{Outcome, Posted};
use crate::plan::save::{self, item_of};
use crate::plan::typed::replaced;
use crate::shell::Visit;

/// POST /plan/{learner}/entry/{item}/confirm
pub(crate) async fn confirm(
    visit: Visit,
    Path((learner, item)): Path<(String, String)>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (learner, item): (PersonId, ItemId) = (id(&learner)?, id(&item)?);
    let revision = replaced(&posted)?;
    let build = move |plan: &Plan, _: &Hand| {
        item_of(plan, item)?;
        Ok(Change::ItemConfirmed { item, revision, how: None })
    };
    match save::change(&visit, &posted, (Act::ChangeOwn, learner), build).await? {
        Outcome::Done(location) => Ok(Redirect::to(&location).into_response()),
        // There is no form to show again: the plan says how it is now.
        Outcome::Refused(Refused::Stale { .. } | Refused::NothingToConfirm) => {
            let there = format!("/plan/{learner}?said=stale&item={item}#item-{item}");
            Ok(Redirect::to(&there).into_response())
        }
        Outcome::Refused(why) => Err(PageError::Forbidden(save::refused_words(visit.words, &why)?)),
    }
}
