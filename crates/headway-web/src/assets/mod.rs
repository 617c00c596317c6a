//! GET /assets/…: the stylesheet, under a name that changes with its content, and the icon.
//!
//! A browser may keep the stylesheet for a year, because another content has another name. There is no script: every page
//! works without one, and none is better for one yet.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::PageError;

/// The one stylesheet, a file a concern: what stands later wins.
pub(crate) static STYLE: &str = concat!(
    include_str!("style/tokens.css"),
    include_str!("style/frame.css"),
    include_str!("style/text.css"),
    include_str!("style/forms.css"),
    include_str!("style/pieces.css"),
    include_str!("style/plan.css"),
    include_str!("style/lists.css"),
    include_str!("style/today.css"),
    include_str!("style/staff.css"),
    include_str!("style/office.css"),
    include_str!("style/account.css"),
    include_str!("style/narrow.css"),
    include_str!("style/media.css"),
);

static STYLE_URL: LazyLock<String> = LazyLock::new(|| named("style", STYLE, "css"));

const ICON: &str = include_str!("icon.svg");

/// `/assets/style-0f3c….css`: twelve hex digits of the content's hash are enough to tell releases apart.
fn named(stem: &str, text: &str, ending: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let start = digest.iter().take(6).fold(0_u64, |start, byte| start << 8 | u64::from(*byte));
    format!("/assets/{stem}-{start:012x}.{ending}")
}

/// Where the stylesheet of this build is.
pub(crate) fn style_url() -> &'static str {
    &STYLE_URL
}

pub(crate) async fn show(Path(name): Path<String>) -> Response {
    let (kind, kept, text) = match STYLE_URL.strip_prefix("/assets/") {
        Some(style) if style == name => {
            ("text/css; charset=utf-8", "public, max-age=31536000, immutable", STYLE)
        }
        _ if name == "icon.svg" => ("image/svg+xml", "public, max-age=86400", ICON),
        _ => return PageError::NotFound.into_response(),
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], text).into_response()
}
