//! Words that were typed and not saved: kept while they are typed (see [`typing`]), and when a session has ended or a form was
//! refused or too big; shown again in their form.
//!
//! They are kept under the person, the form and the learner, never under the browser: whoever signs in next at a shared
//! computer sees nothing of them. They are shown, never sent again by themselves; what is saved is what the person then
//! sends. They go when that form is saved, or when their author throws them away. Two windows with the same form keep
//! theirs apart: the latest is shown first, and the other when that one is saved.

use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::drafts::{self, Draft};
use ilp::PersonId;

use super::{Form, Posted, typing};
use crate::error::PageError;
use crate::registry::Forms;
use crate::shell::{Visit, own_path};

/// Keeps the words of a form that goes to the address `to` for `person`; `false` when it is no form of ours, so that nobody
/// stores what they like.
///
/// How much one person can keep is bounded in [`drafts::keep`].
pub(crate) async fn keep(
    visit: &Visit,
    person: PersonId,
    posted: &Posted,
    to: &str,
) -> Result<bool, PageError> {
    let Some(draft) = draft_sent_to(visit, person, posted, to) else { return Ok(false) };
    Ok(visit.app.store.write(move |tx| Box::pin(async move { drafts::keep(tx, &draft).await })).await?)
}

/// The address to which a form goes: the one that was asked for; or, where the script brings words that are being typed, the one
/// that it names, if forms of ours go there.
pub(crate) fn destination(visit: &Visit, posted: &Posted, forms: &Forms) -> Option<String> {
    if visit.path != typing::PATH {
        return Some(visit.path.clone());
    }
    posted.get("_keep").and_then(own_path).filter(|path| forms.know(path))
}

/// What would be kept of a form, where a form of its name goes to this address.
pub(super) fn draft_sent_to(visit: &Visit, person: PersonId, posted: &Posted, to: &str) -> Option<Draft> {
    draft(visit, person, posted).filter(|draft| is_sent_to(draft, to))
}

/// What would be kept of this form: under the key of the words with which it began, else under its own.
pub(super) fn draft(visit: &Visit, person: PersonId, posted: &Posted) -> Option<Draft> {
    Some(Draft {
        tenant: visit.tenant.id,
        person,
        form: posted.form()?.to_owned(),
        about: posted.about(),
        key: posted.kept_before().or_else(|| posted.once())?,
        body: posted.keepable(),
        at: visit.now,
    })
}

/// Whether a form of this name, about this learner, is sent to this address: `goal/0190…` to `/plan/0190…/goal/0190…/edit`.
fn is_sent_to(draft: &Draft, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let has = |part: &str| path.split('/').any(|segment| segment == part);
    let kind = draft.form.split('/').next().unwrap_or_default();
    !kind.is_empty() && has(kind) && draft.about.is_none_or(|about| has(&about.to_string()))
}

impl Visit {
    /// The form as its page should show it: with the reader's kept words where there are any.
    ///
    /// What is typed in it is kept while it is typed, since this page is where its author will find it.
    pub async fn resume(&self, mut form: Form) -> Result<Form, PageError> {
        let Some(reader) = &self.reader else { return Ok(form) };
        form.is_kept = true;
        let (tenant, person, name, about) = (self.tenant.id, reader.person, form.name.clone(), form.about);
        let draft = self
            .app
            .store
            .read(move |tx| Box::pin(async move { drafts::find(tx, tenant, person, &name, about).await }))
            .await?;
        Ok(match draft {
            Some(draft) => form.restored_from(draft.key, &Posted::parse(draft.body.as_bytes())),
            None => form,
        })
    }
}

/// POST /drafts/discard: the author does not want the kept words any more.
pub(crate) async fn discard(
    visit: Visit,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let draft = Draft {
        tenant: visit.tenant.id,
        person: visit.reader()?.person,
        form: posted.get("form").ok_or(PageError::Unreadable)?.to_owned(),
        about: posted.about(),
        key: posted.kept_before().ok_or(PageError::Unreadable)?,
        body: String::new(),
        at: visit.now,
    };
    visit.app.store.write(move |tx| Box::pin(async move { drafts::discard(tx, &draft).await })).await?;
    Ok(Redirect::to(&posted.page().unwrap_or_else(|| "/".to_owned())).into_response())
}

#[cfg(test)]
mod tests {
    use headway_store::drafts::Draft;
    use ilp::{PersonId, TenantId};

    use super::is_sent_to;

    #[test]
    fn a_form_is_kept_under_a_name_of_its_own_address_alone() {
        let check = |form: &str, about: Option<u128>, path: &str, expected: bool| {
            let draft = Draft {
                tenant: TenantId::numbered(1),
                person: PersonId::numbered(1),
                form: form.to_owned(),
                about: about.map(PersonId::numbered),
                key: uuid::Uuid::nil(),
                body: String::new(),
                at: chrono::DateTime::UNIX_EPOCH,
            };
            assert_eq!(is_sent_to(&draft, path), expected, "{form} at {path}");
        };
        let learner = PersonId::numbered(7);
        let path = format!("/plan/{learner}/goal/new?goal=suggestion");
        check("goal/new", Some(7), &path, true);
        check("goal/new", None, &path, true);
        check("goal/new", Some(8), &path, false);
        check("suggestion/1", Some(7), &path, false);
        check("anything", None, &path, false);
        check("/new", None, &path, false);
    }
}
