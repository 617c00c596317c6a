//! POST /students/views and /students/views/{view}/remove: a way of looking at the list gets a name, or loses it.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::saved_views::{self, NAME_CHARS_MAX, Refused, SavedView};
use uuid::Uuid;

use super::asked::Asked;
use super::page;
use crate::about::id;
use crate::error::PageError;
use crate::form::{Field, Form, Outcome, Posted};
use crate::shell::Visit;

/// The form that saves what is being looked at.
pub(super) fn form(visit: &Visit, asked: &Asked) -> Form {
    let name = Field::new("name", visit.words.text("students-view-name"))
        .hint(visit.words.text("students-view-name-hint"))
        .most(NAME_CHARS_MAX);
    Form::new(visit, "views", "/students/views").with_hidden("query", asked.query()).with(name)
}

/// POST /students/views
pub(crate) async fn save(visit: Visit, Extension(posted): Extension<Posted>) -> Result<Response, PageError> {
    let asked = Asked::of(posted.get("query").unwrap_or_default());
    // Only what the list can be asked for is kept.
    asked.wanted(1)?;
    let mut form = form(&visit, &asked).read(&posted);
    if form.is_sound() {
        let who = (visit.tenant.id, visit.reader()?.person);
        let (name, query) = (form.value("name").to_owned(), asked.query());
        let view = SavedView { id: visit.app.fresh_id(), name, query, at: visit.now };
        let there = format!("/students?{}&said=saved", view.query);
        let saved = visit.save_once(&posted, move |tx| {
            Box::pin(async move {
                Ok(match saved_views::save(tx, who, &view).await? {
                    Ok(()) => Outcome::Done(there),
                    Err(refused) => Outcome::Refused(refused),
                })
            })
        });
        match saved.await? {
            Outcome::Done(there) => return Ok(Redirect::to(&there).into_response()),
            Outcome::Refused(Refused::TooMany) => {
                form.refuse("name", visit.words.text("students-view-too-many"));
            }
            Outcome::Refused(Refused::Name) => form.refuse("name", visit.words.text("form-required")),
        }
    }
    page(&visit, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// POST /students/views/{view}/remove
pub(crate) async fn remove(
    visit: Visit,
    Path(view): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let view: Uuid = id(&view)?;
    let who = (visit.tenant.id, visit.reader()?.person);
    let removed = visit.save_once(&posted, move |tx| {
        Box::pin(async move {
            saved_views::remove(tx, who, view).await?;
            Ok(Outcome::<()>::Done("/students?said=saved".to_owned()))
        })
    });
    match removed.await? {
        Outcome::Done(there) => Ok(Redirect::to(&there).into_response()),
        Outcome::Refused(()) => Err(PageError::NotFound),
    }
}
