//! Cookies: read ours, write ours, always with the `__Host-` prefix, which no other host and no plain HTTP can set.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The session's token.
pub(crate) const SESSION: &str = "__Host-headway";
/// A secret of a visit without a session, from which the tokens of its forms come.
pub(crate) const VISIT: &str = "__Host-headway-visit";
/// The chosen language.
pub(crate) const LANGUAGE: &str = "__Host-headway-language";

/// The cookies of a request.
pub(crate) struct Jar<'a>(pub(crate) &'a HeaderMap);

impl<'a> Jar<'a> {
    /// The value of a cookie; the first, as browsers send the most specific first.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        let lines = self.0.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        lines.flat_map(|line| line.split(';')).find_map(|pair| {
            let (known, value) = pair.trim().split_once('=')?;
            (known == name).then_some(value)
        })
    }

    /// A cookie that is 32 bytes of ours; `None` where it is anything else.
    pub(crate) fn token(&self, name: &str) -> Option<[u8; 32]> {
        let bytes = URL_SAFE_NO_PAD.decode(self.get(name)?).ok()?;
        bytes.try_into().ok()
    }
}

/// Sets a cookie until the browser closes, or for `seconds`. `value` must be plain ASCII of our own making.
pub(crate) fn set(headers: &mut HeaderMap, name: &str, value: &str, seconds: Option<u32>) {
    let lasting = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let line = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{lasting}");
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.append(header::SET_COOKIE, line);
    }
}

/// Makes the browser forget a cookie.
pub(crate) fn clear(headers: &mut HeaderMap, name: &str) {
    set(headers, name, "", Some(0));
}

/// 32 bytes as a cookie's value or a form's token.
pub(crate) fn written(token: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(token)
}
