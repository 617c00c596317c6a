//! GET /assets/…: the stylesheet and the script, under names that change with their content.
//!
//! A browser may keep the two for a year, because another content has another name. Every page works without the script; it
//! only keeps what is being typed (see `form::typing`), so that pages with such a form alone ask for it. The icon stands in the
//! page itself: a page, its stylesheet and its script are all that a first visit asks for.

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
    include_str!("style/rights.css"),
    include_str!("style/cards.css"),
    include_str!("style/narrow.css"),
    include_str!("style/media.css"),
);

static STYLE_URL: LazyLock<String> = LazyLock::new(|| named("style", STYLE, "css"));

/// The one script. It says nothing of its own: what it shows comes from the page or from an answer.
const SCRIPT: &str = include_str!("script/keep.js");

static SCRIPT_URL: LazyLock<String> = LazyLock::new(|| named("headway", SCRIPT, "js"));

/// The icon as an address: in a line of HTML, only what would end it has to be written otherwise.
static ICON_URL: LazyLock<String> = LazyLock::new(|| {
    let svg = include_str!("icon.svg").trim().replace('"', "'");
    let svg = svg.replace('#', "%23").replace('<', "%3C").replace('>', "%3E");
    format!("data:image/svg+xml,{svg}")
});

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

/// Where the script of this build is.
pub(crate) fn script_url() -> &'static str {
    &SCRIPT_URL
}

/// Where the icon is.
pub(crate) fn icon_url() -> &'static str {
    &ICON_URL
}

/// A year, and nobody need ask again.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(crate) async fn show(Path(name): Path<String>) -> Response {
    let is = |url: &str| url.strip_prefix("/assets/") == Some(name.as_str());
    let (kind, text) = if is(&STYLE_URL) {
        ("text/css; charset=utf-8", STYLE)
    } else if is(&SCRIPT_URL) {
        ("text/javascript; charset=utf-8", SCRIPT)
    } else {
        return PageError::NotFound.into_response();
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FOR_EVER)], text).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::STYLE;

    /// The tokens of a scheme that are colours, each as its three parts.
    type Colours = BTreeMap<String, [f64; 3]>;

    /// The blocks of the stylesheet that set the paper, in their order: light, dark, more contrast (as the device is set, as
    /// the reader chose), the same in dark.
    fn blocks() -> Vec<Colours> {
        let blocks = STYLE.split('{').map(|rest| rest.split('}').next().unwrap_or_default());
        let paper =
            blocks.filter(|block| block.contains("--paper:") && !block.contains("color-scheme: light;"));
        paper.map(colours).collect()
    }

    fn colours(block: &str) -> Colours {
        let colour = |line: &str| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            let long = if value.len() == 3 {
                value.chars().flat_map(|c| [c, c]).collect()
            } else {
                value.to_owned()
            };
            let part = |at: usize| u8::from_str_radix(long.get(at..at + 2)?, 16).ok().map(f64::from);
            Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
        };
        block.split(';').filter_map(colour).collect()
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let luminance = |colour: [f64; 3]| {
            let linear = |part: f64| {
                let part = part / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// What stands on what, with its least contrast; more where more is asked for.
    const PAIRS: [(&str, &[&str], f64); 8] = [
        ("ink", &["paper", "sheet", "teal-wash", "amber-wash", "violet-wash"], 7.0),
        ("ink-soft", &["paper", "sheet", "teal-wash", "amber-wash", "violet-wash"], 4.5),
        ("teal", &["paper", "sheet", "teal-wash", "violet-wash", "amber-wash"], 4.5),
        ("teal-deep", &["paper", "sheet", "teal-wash"], 4.5),
        ("on-teal", &["teal", "teal-deep"], 4.5),
        ("amber", &["paper", "sheet", "amber-wash"], 4.5),
        ("violet", &["paper", "sheet", "violet-wash"], 4.5),
        ("edge", &["paper", "sheet"], 3.0),
    ];

    #[test]
    fn every_ink_can_be_read_on_every_paper_in_every_scheme() {
        let blocks = blocks();
        let [light, dark, more, more_chosen, more_dark, more_dark_chosen] = blocks.as_slice() else {
            panic!("{} blocks set the paper", blocks.len())
        };
        assert_eq!(
            (more, more_dark),
            (more_chosen, more_dark_chosen),
            "the device and the reader mean the same"
        );
        let schemes: [(&str, &[&Colours]); 4] = [
            ("light", &[light]),
            ("dark", &[light, dark]),
            ("more contrast", &[light, more]),
            ("more contrast in dark", &[light, dark, more, more_dark]),
        ];
        for (scheme, layers) in schemes {
            let mut all = Colours::new();
            for layer in layers {
                all.extend(layer.iter().map(|(name, colour)| (name.clone(), *colour)));
            }
            for (ink, papers, least) in PAIRS {
                let least = if scheme.starts_with("more") { 7.0 } else { least };
                for paper in papers {
                    let found = contrast(all[ink], all[*paper]);
                    assert!(least <= found, "{ink} on {paper} in {scheme}: {found:.2}, not {least}");
                }
            }
        }
    }
}
