//! GET /: what is mine to do now.

use askama::Template;
use axum::response::Response;

use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "home/page.html")]
struct Page {
    frame: Frame,
    name: String,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let name = visit.reader()?.name.clone();
    visit.show(&Page { frame: visit.frame(visit.words.text("home-title")), name })
}
