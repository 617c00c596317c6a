//! Where a form came from, by what the browser says of it.

use axum::http::{HeaderMap, header};

/// Whether one of our own pages sent this request.
///
/// `Sec-Fetch-Site` is set by the browser and cannot be forged by a page; `none` is a person at the address bar. Older
/// browsers send `Origin`, whose host must be ours. Without either there is no browser, and the form's token decides.
pub(crate) fn is_ours(headers: &HeaderMap, host: &str) -> bool {
    let told = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = told("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match told(header::ORIGIN.as_str()) {
        Some(origin) => origin.split_once("://").is_some_and(|(_, theirs)| theirs.eq_ignore_ascii_case(host)),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    #[test]
    fn a_form_of_another_site_is_not_ours() {
        let check = |sent: &[(&'static str, &'static str)], expected: bool| {
            let headers: HeaderMap = sent
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect();
            assert_eq!(is_ours(&headers, "plans.riverside.example:8443"), expected, "{sent:?}");
        };
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "https://plans.riverside.example:8443")], false);
        check(&[("origin", "https://plans.riverside.example:8443")], true);
        check(&[("origin", "https://evil.example")], false);
        check(&[("origin", "null")], false);
        check(&[], true);
    }
}
