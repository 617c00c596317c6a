//! GET /assets/…: the stylesheet and the script, under names that change with their content.
//!
//! A browser may keep them for a year, because another content has another name.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::PageError;

struct Asset {
    url: String,
    content_type: &'static str,
    text: &'static str,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset {
    url: named("style", include_str!("style.css"), "css"),
    content_type: "text/css; charset=utf-8",
    text: include_str!("style.css"),
});

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| Asset {
    url: named("headway", include_str!("headway.js"), "js"),
    content_type: "text/javascript; charset=utf-8",
    text: include_str!("headway.js"),
});

const ICON: &str = include_str!("icon.svg");

/// `/assets/style-0f3c….css`: twelve hex digits of the content's hash are enough to tell releases apart.
fn named(stem: &str, text: &str, ending: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let start = digest.iter().take(6).fold(0_u64, |start, byte| start << 8 | u64::from(*byte));
    format!("/assets/{stem}-{start:012x}.{ending}")
}

/// Where the stylesheet of this build is.
pub(crate) fn style_url() -> &'static str {
    &STYLE.url
}

/// Where the script of this build is.
pub(crate) fn script_url() -> &'static str {
    &SCRIPT.url
}

pub(crate) async fn show(Path(name): Path<String>) -> Response {
    let found =
        [&*STYLE, &*SCRIPT].into_iter().find(|asset| asset.url.strip_prefix("/assets/") == Some(&name));
    match found {
        Some(asset) => {
            let for_ever = "public, max-age=31536000, immutable";
            ([(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, for_ever)], asset.text)
                .into_response()
        }
        None if name == "icon.svg" => {
            let for_a_day = "public, max-age=86400";
            ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, for_a_day)], ICON)
                .into_response()
        }
        None => PageError::NotFound.into_response(),
    }
}
