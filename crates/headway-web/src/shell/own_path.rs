//! Which addresses are ours: the only ones to which anybody is sent on.

/// `path` when it is a plain path of this site; `None` when a browser could read another host, a scheme, or a new
/// header line in it.
#[must_use]
pub(crate) fn own_path(path: &str) -> Option<String> {
    let inside = path.starts_with('/') && !path.starts_with("//") && path.len() <= 512;
    // Browsers read `\` as `/`, and drop tabs and line ends before they look. An encoded slash at the front is as bad,
    // since some proxy may decode it.
    let plain =
        path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'"' && byte != b'<');
    let hidden = path.get(1..4).is_some_and(|start| matches!(&*start.to_ascii_lowercase(), "%2f" | "%5c"));
    (inside && plain && !hidden).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_to_another_site() {
        let check = |path: &str, ours: bool| assert_eq!(own_path(path).is_some(), ours, "{path}");
        check("/", true);
        check("/plan/goals?at=2026-03-01#now", true);
        check("//evil.test", false);
        check("/\\evil.test", false);
        check("/\t/evil.test", false);
        check("https:evil.test", false);
        check("https://evil.test/", false);
        check("/%2fevil.test", false);
        check("%2f%2fevil.test", false);
        check("/%5Cevil.test", false);
        check("javascript:alert(1)", false);
        check("/a\r\nSet-Cookie: x=y", false);
        check("", false);
    }
}
