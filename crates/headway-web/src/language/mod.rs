//! POST /language: the reader chooses a language, signed in or not.

use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use headway_text::Locale;

use crate::error::PageError;
use crate::form::Posted;
use crate::shell::{self, own_path};

/// A year: a family should choose once.
const REMEMBERED_SECONDS: u32 = 31_536_000;

pub(crate) async fn choose(Extension(posted): Extension<Posted>) -> Result<Response, PageError> {
    let locale = posted.get("language").and_then(Locale::from_tag).ok_or(PageError::Unreadable)?;
    let back = posted.get("back").and_then(own_path).unwrap_or_else(|| "/".to_owned());
    let mut response = Redirect::to(&back).into_response();
    remember(&mut response, locale);
    Ok(response)
}

/// The browser speaks this language from now on.
pub(crate) fn remember(response: &mut Response, locale: Locale) {
    shell::set_cookie(response.headers_mut(), shell::LANGUAGE, locale.tag(), Some(REMEMBERED_SECONDS));
}
