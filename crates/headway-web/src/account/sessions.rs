//! POST /account/sessions/end: where the reader is signed in, and the end of it in one place or in all others.

use std::convert::Infallible;

use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::audit;
use headway_store::sessions::{self, Open};
use sha2::{Digest, Sha256};

use crate::error::PageError;
use crate::form::{Form, Outcome, Posted};
use crate::shell::{Visit, written};
use crate::sign_in::{browser_words, event};

/// A browser in which the reader is signed in.
pub(super) struct Place {
    pub(super) browser: String,
    pub(super) since: String,
    pub(super) iso: String,
    /// The one that asks.
    pub(super) is_this: bool,
    /// What the form calls it.
    pub(super) name: String,
}

pub(super) fn form(visit: &Visit) -> Form {
    Form::new(visit, "sessions", "/account/sessions/end")
}

/// All of the reader's, this one first.
pub(super) async fn places(visit: &Visit) -> Result<Vec<Place>, PageError> {
    let reader = visit.reader()?;
    let (who, now) = ((visit.tenant.id, reader.person), visit.now);
    let read = visit.app.store.read(move |tx| Box::pin(sessions::open_of(tx, who, now)));
    let mut places: Vec<Place> = read
        .await?
        .iter()
        .map(|open| {
            let local = open.begun.with_timezone(&visit.zone());
            let (day, time) = (visit.words.date(local.date_naive()), visit.words.time(local.time()));
            Place {
                browser: browser_words(visit.words, open.browser.as_deref()),
                since: visit.words.text_with("account-since", &[("day", day.into()), ("time", time.into())]),
                iso: open.begun.to_rfc3339(),
                is_this: open.token_digest == reader.token_digest,
                name: name_of(open),
            }
        })
        .collect();
    places.sort_by_key(|place| !place.is_this);
    Ok(places)
}

/// A name that leads to no cookie and no row: a digest of the token's digest.
fn name_of(open: &Open) -> String {
    let digest = Sha256::new().chain_update(b"headway session\0").chain_update(open.token_digest).finalize();
    written(&digest.into())
}

pub(crate) async fn end(visit: Visit, Extension(posted): Extension<Posted>) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let (who, now, this) = ((visit.tenant.id, reader.person), visit.now, reader.token_digest);
    let which = posted.get("which").ok_or(PageError::Unreadable)?.to_owned();
    let event = event(&visit, Some(reader.person), "session/end", "done", "elsewhere".to_owned());
    let ended = visit.save_once(&posted, move |tx| {
        Box::pin(async move {
            let open = sessions::open_of(tx, who, now).await?;
            let others = open.iter().filter(|open| open.token_digest != this);
            for open in others.filter(|open| which == "others" || which == name_of(open)) {
                sessions::end(tx, &open.token_digest).await?;
            }
            audit::record(tx, &event).await?;
            Ok(Outcome::<Infallible>::Done("/account?said=ended".to_owned()))
        })
    });
    match ended.await? {
        Outcome::Done(location) => Ok(Redirect::to(&location).into_response()),
        Outcome::Refused(never) => match never {},
    }
}
