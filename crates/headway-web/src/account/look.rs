//! POST /account/look: the reading face, the size of the letters and the contrast of every page.

use std::convert::Infallible;

use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::looks::{self, Contrast, Face, Look, Size};

use crate::error::PageError;
use crate::form::{Choice, Form, Outcome, Posted};
use crate::shell::Visit;

pub(super) fn form(visit: &Visit) -> Form {
    Form::new(visit, "look", "/account/look")
}

pub(super) fn faces(visit: &Visit, chosen: Look) -> Vec<Choice> {
    let name = |face| match face {
        Face::Sans => visit.words.text("account-face-sans"),
        Face::Serif => visit.words.text("account-face-serif"),
        Face::Apart => visit.words.text("account-face-apart"),
    };
    Face::ALL.into_iter().map(|face| Choice::new(face.word(), name(face), face == chosen.face)).collect()
}

pub(super) fn sizes(visit: &Visit, chosen: Look) -> Vec<Choice> {
    let name = |size| match size {
        Size::Normal => visit.words.text("account-size-normal"),
        Size::Large => visit.words.text("account-size-large"),
        Size::VeryLarge => visit.words.text("account-size-very-large"),
    };
    Size::ALL.into_iter().map(|size| Choice::new(size.word(), name(size), size == chosen.size)).collect()
}

pub(super) fn contrasts(visit: &Visit, chosen: Look) -> Vec<Choice> {
    let name = |contrast| match contrast {
        Contrast::Device => visit.words.text("account-contrast-device"),
        Contrast::More => visit.words.text("account-contrast-more"),
    };
    let choice =
        |contrast: Contrast| Choice::new(contrast.word(), name(contrast), contrast == chosen.contrast);
    Contrast::ALL.into_iter().map(choice).collect()
}

pub(crate) async fn choose(
    visit: Visit,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let look = read(&posted).ok_or(PageError::Unreadable)?;
    let who = (visit.tenant.id, visit.reader()?.person);
    let saved = visit.save_once(&posted, move |tx| {
        Box::pin(async move {
            looks::choose(tx, who, look).await?;
            Ok(Outcome::<Infallible>::Done("/account?said=saved".to_owned()))
        })
    });
    match saved.await? {
        Outcome::Done(location) => Ok(Redirect::to(&location).into_response()),
        Outcome::Refused(never) => match never {},
    }
}

/// What was chosen; `None` where a word is none of ours.
fn read(posted: &Posted) -> Option<Look> {
    Some(Look {
        face: Face::of(posted.get("face")?)?,
        size: Size::of(posted.get("size")?)?,
        contrast: Contrast::of(posted.get("contrast")?)?,
    })
}
