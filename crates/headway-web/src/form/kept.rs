//! Words that were typed and not saved: kept when a session has ended or a form was too big, shown again in their form.
//!
//! They are kept under the person, the form and the learner, never under the browser: whoever signs in next at a shared
//! computer sees nothing of them. They are shown, never sent again by themselves; what is saved is what the person then
//! sends. They go when that form is saved, or when their author throws them away.

use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::drafts::{self, Draft};
use ilp::PersonId;

use super::{Form, Posted};
use crate::error::PageError;
use crate::shell::Visit;

/// Keeps a form's words for `person`; `false` when the form has no name to keep them under.
pub(crate) async fn keep(visit: &Visit, person: PersonId, posted: &Posted) -> Result<bool, PageError> {
    let Some(form) = posted.form() else { return Ok(false) };
    let draft = Draft {
        tenant: visit.tenant.id,
        person,
        form: form.to_owned(),
        about: posted.about(),
        body: posted.keepable(),
        at: visit.now,
    };
    visit.app.store.write(move |tx| Box::pin(async move { drafts::keep(tx, &draft).await })).await?;
    Ok(true)
}

impl Visit {
    /// The form as its page should show it: with the reader's kept words where there are any.
    pub async fn resume(&self, form: Form) -> Result<Form, PageError> {
        let Some(reader) = &self.reader else { return Ok(form) };
        let (tenant, person, name, about) = (self.tenant.id, reader.person, form.name.clone(), form.about);
        let draft = self
            .app
            .store
            .read(move |tx| Box::pin(async move { drafts::find(tx, tenant, person, &name, about).await }))
            .await?;
        Ok(match draft {
            Some(draft) => form.restored_from(&Posted::parse(draft.body.as_bytes())),
            None => form,
        })
    }
}

/// POST /drafts/discard: the author does not want the kept words any more.
pub(crate) async fn discard(
    visit: Visit,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let (tenant, person) = (visit.tenant.id, visit.reader()?.person);
    let form = posted.get("form").ok_or(PageError::Unreadable)?.to_owned();
    let about = posted.about();
    visit
        .app
        .store
        .write(move |tx| Box::pin(async move { drafts::discard(tx, tenant, person, &form, about).await }))
        .await?;
    Ok(Redirect::to(&posted.page().unwrap_or_else(|| "/".to_owned())).into_response())
}
