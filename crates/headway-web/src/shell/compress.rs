//! Answers travel compressed: a plan of 36 KB is one of 6 KB on a slow line.
//!
//! Another site can make a browser ask for our pages again and again, choose a part of what they say (the words of a search),
//! and measure from outside how well each compresses: letter by letter it would learn what else the page says. So what is
//! somebody's is compressed only where the browser says that no other site began the request.

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::ACCEPT_ENCODING;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// Compresses what `router` answers, where that is safe.
pub(super) fn compressed(router: Router) -> Router {
    let gzip = CompressionLayer::new().quality(CompressionLevel::Fastest);
    router.layer(gzip).layer(from_fn(nobody_measures))
}

async fn nobody_measures(mut request: Request, next: Next) -> Response {
    if !is_safe(&request) {
        request.headers_mut().remove(ACCEPT_ENCODING);
    }
    next.run(request).await
}

/// Assets are everybody's. A browser that does not say who began the request is one that cannot.
fn is_safe(request: &Request) -> bool {
    let began = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    request.uri().path().starts_with("/assets/") || matches!(began, Some(b"same-origin" | b"none"))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn what_is_somebodys_is_compressed_only_where_no_other_site_began_the_request() {
        let words = || async { "the words of a plan ".repeat(100) };
        let router = Router::new().route("/plan", get(words)).route("/assets/style.css", get(words));
        let router = compressed(router);
        let check = async |path: &str, began: Option<&str>, expected: bool| {
            let mut request = Request::get(path).header(ACCEPT_ENCODING, "gzip, br");
            if let Some(began) = began {
                request = request.header("sec-fetch-site", began);
            }
            let request = request.body(Body::empty()).expect("a request");
            let answer = router.clone().oneshot(request).await.expect("an answer");
            let is = answer.headers().get(CONTENT_ENCODING).is_some_and(|value| value == "gzip");
            assert_eq!(is, expected, "{path}, begun by {began:?}");
        };
        check("/plan", Some("same-origin"), true).await;
        check("/plan", Some("none"), true).await;
        check("/plan", Some("same-site"), false).await;
        check("/plan", Some("cross-site"), false).await;
        check("/plan", None, false).await;
        check("/assets/style.css", Some("cross-site"), true).await;
        check("/assets/style.css", None, true).await;
    }
}
