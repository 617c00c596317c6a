//! What happens around every page: who comes, from where, in which language, and what every answer carries.
//!
//! From outside in: [`answer`] (a task of its own, headers, panics), [`visit`] (school, language, session, where a form
//! came from), then the route's own door ([`signed_in_only`]).

mod arrival;
mod compress;
mod cookie;
mod door;
mod headers;
mod origin;
mod own_path;
mod receive;
mod visit;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};

pub(crate) use arrival::has_chosen_language;
pub(crate) use cookie::{LANGUAGE, SESSION, VISIT, clear as clear_cookie, set as set_cookie, written};
pub(crate) use door::signed_in_only;
pub(crate) use own_path::own_path;
pub use visit::{Reader, Visit};

use crate::app::App;
use crate::error::{PageError, Surroundings, dress};
use crate::form::Posted;
use crate::layout::Frame;
use crate::registry::{self, Route};
use crate::sign_in;

/// The whole web of Headway: the routes of [`registry::all`] within their shell.
pub fn router(app: App) -> Router {
    router_of(app, registry::all())
}

/// The shell around `routes`.
pub(crate) fn router_of(app: App, routes: Vec<Route>) -> Router {
    let app = Arc::new(app);
    let refused = || async { PageError::Method };
    let forms = registry::Forms::of(&routes);
    let (plain, visited) = registry::mount(routes);
    let visited = visited
        .fallback(|| async { PageError::NotFound })
        .method_not_allowed_fallback(refused)
        .layer(from_fn_with_state(Arc::clone(&app), visit))
        .layer(Extension(forms));
    let answered = plain
        .method_not_allowed_fallback(refused)
        .merge(visited)
        .layer(from_fn_with_state(Arc::clone(&app), answer))
        .with_state(app);
    compress::compressed(answered)
}

/// Answers each request in a task of its own, so that a closed tab cannot cut a save in half and a panic ends one page
/// only; and gives every answer its headers.
async fn answer(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let words = arrival::words_of_nobody(request.headers());
    let kept_for_ever = request.uri().path().starts_with("/assets/");
    let response = in_own_task(next.run(request)).await;
    let around = Surroundings { words, reference: app.fresh_reference(), typed: Vec::new() };
    let mut response = dress(response, around, |title| Frame::bare(words, title));
    headers::secure(response.headers_mut(), kept_for_ever);
    response
}

async fn in_own_task(page: impl Future<Output = Response> + Send + 'static) -> Response {
    let page = tokio::spawn(page).await;
    page.unwrap_or_else(|stopped| PageError::Broken(stopped.to_string()).into_response())
}

/// Finds out who comes, checks where a form came from, and shows errors in the reader's surroundings.
async fn visit(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match arrival::arrive(&app, &parts).await {
        Ok(visit) => visit,
        Err(error) => return give_back(&app, error, Request::from_parts(parts, body)).await,
    };
    parts.extensions.insert(visit.clone());
    let request = Request::from_parts(parts, body);
    let (response, posted) = match receive::receive(&visit, request).await {
        Ok(request) => {
            match request.extensions().get::<Posted>().cloned() {
                // A task of its own here too, so that even a fault of ours gives back what was typed.
                Some(posted) => (in_own_task(next.run(request)).await, posted),
                None => (next.run(request).await, Posted::default()),
            }
        }
        Err((PageError::OldForm, posted)) if visit.path == "/sign-in" => {
            (sign_in::ask_again(&posted), Posted::default())
        }
        Err((error, posted)) => (error.into_response(), posted),
    };
    if response.extensions().get() == Some(&PageError::Full) {
        app.health.saw_a_full_disk(visit.now);
    }
    let around = Surroundings { words: visit.words, reference: app.fresh_reference(), typed: posted.typed() };
    let response = dress(response, around, |title| visit.frame(title));
    visit.remember(response)
}

/// The page of an error that came before anything was known of the visit, with what was typed.
async fn give_back(app: &App, error: PageError, request: Request) -> Response {
    let words = arrival::words_of_nobody(request.headers());
    let typed = receive::salvage(request).await.typed();
    let around = Surroundings { words, reference: app.fresh_reference(), typed };
    dress(error.into_response(), around, |title| Frame::bare(words, title))
}

/// The visit that the shell found; there is always one behind [`visit`].
impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        state: &S,
    ) -> Result<Self, PageError> {
        let Extension(visit) = Extension::<Self>::from_request_parts(parts, state)
            .await
            .map_err(|_| PageError::Broken("a route that needs a visit is registered as plain".to_owned()))?;
        Ok(visit)
    }
}
