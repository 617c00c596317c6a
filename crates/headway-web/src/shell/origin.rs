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

/// What the operator should know where a form is refused for its `Origin` alone: mostly a reverse proxy that sends a host
/// name of its own. `None` where the browser itself said that another site sent it.
pub(crate) fn mismatch(headers: &HeaderMap, host: &str) -> Option<String> {
    let origin = headers.get(header::ORIGIN).filter(|_| !headers.contains_key("sec-fetch-site"))?;
    // Both are a stranger's words, so they are quoted and short.
    let shown = |text: &str| format!("{:?}", text.chars().take(SHOWN_MAX).collect::<String>());
    let origin = shown(origin.to_str().unwrap_or("unreadable"));
    Some(format!(
        "a form was refused: it comes from the page at {origin}, and the request names the host {}; where both are \
         Headway, let the reverse proxy pass the Host header on",
        shown(host)
    ))
}

/// Longer than any host name.
const SHOWN_MAX: usize = 280;

#[cfg(test)]
mod tests {
    use super::{is_ours, mismatch};
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

    #[test]
    fn the_warning_of_a_proxy_that_hides_the_host_names_both() {
        let check = |sent: &[(&'static str, &'static str)], expected: &[&str]| {
            let headers: HeaderMap = sent
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect();
            let said = mismatch(&headers, "127.0.0.1:8080");
            assert_eq!(said.is_some(), !expected.is_empty(), "{said:?}");
            let said = said.unwrap_or_default();
            assert!(expected.iter().all(|part| said.contains(part)), "{said}");
        };
        let origin = ("origin", "https://plans.d.example");
        check(&[origin], &["\"https://plans.d.example\"", "\"127.0.0.1:8080\"", "pass the Host header on"]);
        check(&[origin, ("sec-fetch-site", "cross-site")], &[]);
        check(&[], &[]);
    }
}
