//! Which browser a session is in, so that its owner knows it again in a list: a kind and a device, nothing finer.

use axum::http::{HeaderMap, header};
use headway_text::Words;

/// Parts of what browsers call themselves, with our code: the first that is found counts, since most name others too.
const KINDS: [(&str, &str); 7] = [
    ("Edg", "edge"),
    ("OPR/", "opera"),
    ("SamsungBrowser", "samsung"),
    ("Firefox/", "firefox"),
    ("FxiOS", "firefox"),
    ("Chrome/", "chrome"),
    ("Safari/", "safari"),
];

/// The same for devices.
const DEVICES: [(&str, &str); 7] = [
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("CrOS", "chromebook"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("Mac OS X", "mac"),
    ("Linux", "linux"),
];

/// The code of a browser: `firefox/windows`. `None` where it says nothing of itself.
pub(super) fn code(headers: &HeaderMap) -> Option<String> {
    let says = headers.get(header::USER_AGENT)?.to_str().ok()?;
    let found = |known: &[(&str, &'static str)]| {
        known.iter().find(|(part, _)| says.contains(part)).map_or("other", |(_, code)| code)
    };
    Some(format!("{}/{}", found(&KINDS), found(&DEVICES)))
}

/// The browser of a code, as people say it.
pub(crate) fn words_of(words: Words, code: Option<&str>) -> String {
    let (kind, device) = code.and_then(|code| code.split_once('/')).unwrap_or(("other", "other"));
    let browser = match kind {
        "edge" => "Edge".to_owned(),
        "opera" => "Opera".to_owned(),
        "samsung" => "Samsung Internet".to_owned(),
        "firefox" => "Firefox".to_owned(),
        "chrome" => "Chrome".to_owned(),
        "safari" => "Safari".to_owned(),
        _ => words.text("account-browser-other"),
    };
    let on = match device {
        "iphone" => words.text("account-on-iphone"),
        "ipad" => words.text("account-on-ipad"),
        "chromebook" => words.text("account-on-chromebook"),
        "android" => words.text("account-on-android"),
        "windows" => words.text("account-on-windows"),
        "mac" => words.text("account-on-mac"),
        "linux" => words.text("account-on-linux"),
        _ => return browser,
    };
    words.text_with("account-browser", &[("browser", browser.into()), ("device", on.into())])
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use headway_text::{Locale, Words};

    use super::{code, words_of};

    #[test]
    fn a_browser_is_known_by_its_own_name_among_all_that_it_says() {
        let check = |says: &'static str, expected: &str, in_words: &str| {
            let headers = HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(says))]);
            let found = code(&headers);
            assert_eq!(found.as_deref(), Some(expected), "{says}");
            assert_eq!(words_of(Words::new(Locale::En), found.as_deref()), in_words);
        };
        check(
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
            "chrome/chromebook",
            "Chrome on a Chromebook",
        );
        check(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
            "edge/windows",
            "Edge on a computer with Windows",
        );
        check(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1",
            "safari/iphone",
            "Safari on an iPhone",
        );
        check("curl/8.5.0", "other/other", "A browser that we do not know");
        assert_eq!(code(&HeaderMap::new()), None);
    }
}
