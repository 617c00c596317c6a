//! GET /account: what is the reader's own: language, how pages look, where they are signed in, the password.

pub(crate) mod look;
pub(crate) mod password;
pub(crate) mod sessions;

use askama::Template;
use axum::response::Response;
use headway_text::Locale;

use crate::error::PageError;
use crate::form::{Choice, Form};
use crate::layout::Frame;
use crate::shell::Visit;
use sessions::Place;

#[derive(Template)]
#[template(path = "account/page.html")]
struct Page {
    frame: Frame,
    languages: Vec<Choice>,
    look: Form,
    faces: Vec<Choice>,
    sizes: Vec<Choice>,
    contrasts: Vec<Choice>,
    places: Vec<Place>,
    others: bool,
    /// The form behind every button that ends a session.
    ending: Form,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let places = sessions::places(&visit).await?;
    let chosen = visit.reader()?.look;
    visit.show(&Page {
        frame: visit.frame(visit.words.text("account-title")),
        languages: languages(&visit),
        look: look::form(&visit),
        faces: look::faces(&visit, chosen),
        sizes: look::sizes(&visit, chosen),
        contrasts: look::contrasts(&visit, chosen),
        others: 1 < places.len(),
        places,
        ending: sessions::form(&visit),
    })
}

/// Each language under its own name, which is how its readers find it.
fn languages(visit: &Visit) -> Vec<Choice> {
    let shown = visit.words.locale();
    let choice = |locale: Locale| {
        let choice = Choice::new(locale.tag(), locale.name().to_owned(), locale == shown);
        Choice { lang: Some(locale.tag()), ..choice }
    };
    Locale::ALL.into_iter().map(choice).collect()
}
