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
    lead: String,
    whose: String,
    suggest: String,
    who: String,
    /// Where the reader chooses how pages look, who has an account.
    has_account: bool,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let words = visit.words;
    // A student is spoken to; to everybody else it is said of the student.
    let learns = visit.reader().is_ok_and(|reader| reader.hats.learns);
    let said = |you: &str, of: &str| words.text(if learns { you } else { of });
    visit.show(&Page {
        frame: visit.frame(words.text("help-title")),
        lead: said("help-lead-you", "help-lead"),
        whose: said("help-whose-you", "help-whose"),
        suggest: said("help-suggest-you", "help-suggest"),
        who: said("help-who-you", "help-who"),
        has_account: visit.reader().is_ok(),
    })
}
