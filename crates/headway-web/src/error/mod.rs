//! Every page that says no, and how to go on from there.
//!
//! A handler returns a [`PageError`]; the shell shows it in the reader's language (see [`dress`]).

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use headway_store::StoreError;
use headway_text::Words;

use crate::layout::Frame;

/// Why a request did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// 400: the body broke off, or a field that our own pages always send is missing.
    #[error("the request could not be read")]
    Unreadable,
    /// 403: what they may know of but not do; the reason is in the reader's words already.
    #[error("not allowed: {0}")]
    Forbidden(String),
    /// 403: what they may not do as things are, with the page on which they can do something about it.
    #[error("not allowed yet: {why}")]
    NotYet {
        /// The reason, in the reader's words.
        why: String,
        /// The address of that page, one of ours.
        href: String,
        /// What it is for, in the reader's words.
        label: String,
    },
    /// 403: another site sent the form.
    #[error("the form came from another site")]
    Foreign,
    /// 403: the form's token does not belong to this visit.
    #[error("the form's token is not of this visit")]
    OldForm,
    /// 403: the session ended while the form was on its way. The door keeps what was typed and leads to sign in.
    #[error("the session ended meanwhile")]
    Over,
    /// 404: not there, or not theirs to know of; the two look the same.
    #[error("not found")]
    NotFound,
    /// 405.
    #[error("this page does not take this method")]
    Method,
    /// 408: the body was not whole in time.
    #[error("the body came too slowly")]
    Slow,
    /// 409: somebody else was first. Pages that can show both texts do so instead of returning this.
    #[error("changed by somebody else meanwhile")]
    Stale,
    /// 413, with how many characters were kept as a draft, and the page with their form.
    #[error("the body is too big")]
    TooBig {
        /// `None` where nobody was signed in, or the form has no name, so that nothing could be kept.
        kept: Option<Kept>,
    },
    /// 415: not a form as our pages send them.
    #[error("not a form of ours")]
    FormKind,
    /// 422: the form's key was used before, for other words.
    #[error("the form's key was used for other words")]
    Reused,
    /// 429, with the seconds to wait.
    #[error("too many tries; wait {0} s")]
    TooMany(u32),
    /// 429, with the seconds to wait: plans of too many learners in too short a time.
    #[error("too many plans at once; wait {0} s")]
    TooFast(u32),
    /// 500: our own fault. The text is for the log, never for the reader.
    #[error("our own fault: {0}")]
    Broken(String),
    /// 503, with the seconds after which to try again.
    #[error("too busy; try again in {0} s")]
    Busy(u32),
    /// 503: the disk is full. Pages can still be read.
    #[error("the disk is full, so nothing can be saved")]
    Full,
    /// 503: the database does not answer.
    #[error("the database cannot be reached")]
    Away,
    /// 503: the database went away while saving. The same form can be sent again: it is done once.
    #[error("nobody knows whether it was saved")]
    Unsure,
    /// 404: no school has this host name.
    #[error("no school has this host name")]
    NoSchool,
}

/// What was kept of a form that was too big.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// How many characters.
    pub characters: usize,
    /// The page whose form has them now.
    pub page: String,
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(_)
            | StoreError::Unreadable(_)
            | StoreError::Panicked
            | StoreError::Undone
            | StoreError::Broken(_) => Self::Broken(error.to_string()),
            StoreError::Full | StoreError::Away(_) | StoreError::Unsure => {
                tracing::error!(%error, "the store could not save or be reached");
                match error {
                    StoreError::Full => Self::Full,
                    StoreError::Unsure => Self::Unsure,
                    _ => Self::Away,
                }
            }
            StoreError::Busy | StoreError::Contended => {
                tracing::warn!(%error, "the store is busy");
                Self::Busy(3)
            }
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(format!("a template failed: {error}"))
    }
}

/// A bare answer with the error attached; [`dress`] gives it its page.
impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Forbidden(_) | Self::NotYet { .. } | Self::Foreign | Self::OldForm | Self::Over => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound | Self::NoSchool => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Stale => StatusCode::CONFLICT,
            Self::TooBig { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::FormKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Reused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) | Self::TooFast(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy(_) | Self::Full | Self::Away | Self::Unsure => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn title(&self, words: Words) -> String {
        match self {
            Self::Unreadable => words.text("error-unreadable-title"),
            Self::Forbidden(_) | Self::NotYet { .. } => words.text("error-forbidden-title"),
            Self::Foreign => words.text("error-foreign-title"),
            Self::OldForm | Self::Over => words.text("error-old-form-title"),
            Self::NotFound => words.text("error-not-found-title"),
            Self::Method => words.text("error-method-title"),
            Self::Slow => words.text("error-slow-title"),
            Self::Stale => words.text("error-stale-title"),
            Self::TooBig { .. } => words.text("error-too-big-title"),
            Self::FormKind => words.text("error-form-kind-title"),
            Self::Reused => words.text("error-reused-title"),
            Self::TooMany(_) | Self::TooFast(_) => words.text("error-too-many-title"),
            Self::Broken(_) => words.text("error-broken-title"),
            Self::Busy(_) => words.text("error-busy-title"),
            Self::Full => words.text("error-full-title"),
            Self::Away => words.text("error-away-title"),
            Self::Unsure => words.text("error-unsure-title"),
            Self::NoSchool => words.text("error-no-school-title"),
        }
    }

    fn why(&self, words: Words) -> String {
        match self {
            Self::Unreadable => words.text("error-unreadable"),
            Self::Forbidden(why) | Self::NotYet { why, .. } => why.clone(),
            Self::Foreign => words.text("error-foreign"),
            Self::OldForm | Self::Over => words.text("error-old-form"),
            Self::NotFound => words.text("error-not-found"),
            Self::Method => words.text("error-method"),
            Self::Slow => words.text("error-slow"),
            Self::Stale => words.text("error-stale"),
            Self::TooBig { kept: None } => words.text("error-too-big"),
            Self::TooBig { kept: Some(kept) } => {
                let characters = i64::try_from(kept.characters).unwrap_or(i64::MAX);
                words.text_with("error-too-big-kept", &[("kept", characters.into())])
            }
            Self::FormKind => words.text("error-form-kind"),
            Self::Reused => words.text("error-reused"),
            Self::TooMany(seconds) => slow_down(words, *seconds),
            Self::TooFast(seconds) => {
                words.text_with("error-too-fast", &[("wait", wait(words, *seconds).into())])
            }
            Self::Broken(_) => words.text("error-broken"),
            Self::Busy(_) => words.text("error-busy"),
            Self::Full => words.text("error-full"),
            Self::Away => words.text("error-away"),
            Self::Unsure => words.text("error-unsure"),
            Self::NoSchool => words.text("error-no-school"),
        }
    }

    fn retry_after(&self) -> Option<u32> {
        match self {
            Self::TooMany(seconds) | Self::TooFast(seconds) | Self::Busy(seconds) => Some(*seconds),
            Self::Unsure => Some(3),
            Self::Away => Some(10),
            Self::Full => Some(60),
            _ => None,
        }
    }
}

/// "Wait 3 minutes, then try again."
pub(crate) fn slow_down(words: Words, seconds: u32) -> String {
    words.text_with("pace-slow-down", &[("wait", wait(words, seconds).into())])
}

/// "3 minutes", rounded up, so that waiting as told is enough.
fn wait(words: Words, seconds: u32) -> String {
    if seconds < 90 {
        words.text_with("pace-wait-seconds", &[("seconds", i64::from(seconds).into())])
    } else {
        words.text_with("pace-wait-minutes", &[("minutes", i64::from(seconds.div_ceil(60)).into())])
    }
}

#[derive(Template)]
#[template(path = "error/page.html")]
struct ErrorPage {
    frame: Frame,
    why: String,
    reference: Option<String>,
    back: Option<String>,
    /// A page that helps, and what it is for.
    way: Option<(String, String)>,
    typed: Vec<String>,
}

/// What an error page is shown with.
pub(crate) struct Surroundings {
    pub(crate) words: Words,
    /// The number that ties the reader's page to the log.
    pub(crate) reference: String,
    /// What the reader had typed: an error page gives it back, so that it is never lost.
    pub(crate) typed: Vec<String>,
}

/// The page of the error that `response` carries, within the frame for its title; any other response as it is.
pub(crate) fn dress(
    mut response: Response,
    around: Surroundings,
    frame: impl FnOnce(String) -> Frame,
) -> Response {
    let Some(error) = response.extensions_mut().remove::<PageError>() else { return response };
    let words = around.words;
    let reference = matches!(error, PageError::Broken(_)).then_some(around.reference);
    if let Some(reference) = &reference {
        tracing::error!(%error, %reference, "a request failed");
    }
    let back = match &error {
        PageError::TooBig { kept: Some(kept) } => Some(kept.page.clone()),
        _ => None,
    };
    let way = match &error {
        PageError::NotYet { href, label, .. } => Some((href.clone(), label.clone())),
        _ => None,
    };
    let frame = frame(error.title(words));
    let page = ErrorPage { frame, why: error.why(words), reference, back, way, typed: around.typed };
    let Ok(html) = page.render() else { return response };
    let mut dressed = (error.status(), Html(html)).into_response();
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow);
    }
    if let Some(seconds) = error.retry_after() {
        dressed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    dressed
}

#[cfg(test)]
mod tests {
    use headway_store::StoreError;
    use headway_text::{Locale, Words};

    use super::PageError;

    #[test]
    fn each_way_in_which_a_save_fails_says_its_own_thing() {
        let check = |error: StoreError, status: u16, expected: &str| {
            let error = PageError::from(error);
            let said = error.why(Words::new(Locale::default()));
            assert_eq!(error.status().as_u16(), status, "{error:?}");
            assert!(said.contains(expected), "{error:?} says {said}");
        };
        check(StoreError::Busy, 503, "Too many people");
        check(StoreError::Contended, 503, "Too many people");
        check(StoreError::Full, 503, "no room left");
        check(StoreError::Away("closed".to_owned()), 503, "cannot reach");
        check(StoreError::Unsure, 503, "do not know whether");
        check(StoreError::Broken("x".to_owned()), 500, "not your fault");
        check(StoreError::Refused("x".to_owned()), 500, "not your fault");
        check(StoreError::Panicked, 500, "not your fault");
    }
}
