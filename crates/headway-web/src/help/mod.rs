//! GET /help: how Headway works, in a few words.

use askama::Template;
use axum::response::Response;

use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "help/page.html")]
struct Page {
    frame: Frame,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    visit.show(&Page { frame: visit.frame(visit.words.text("help-title")) })
}
