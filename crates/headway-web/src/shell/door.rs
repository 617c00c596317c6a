//! The door of pages that need somebody signed in.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::visit::Visit;
use crate::error::PageError;
use crate::form::{Posted, kept};
use crate::registry::Forms;
use crate::sign_in;

/// Lets the signed-in through and sends others to sign in. A form that comes after its session ended is kept first.
pub(crate) async fn signed_in_only(request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return PageError::Broken("a route that needs a visit is registered as plain".to_owned())
            .into_response();
    };
    let extensions = request.extensions();
    let sent = extensions.get::<Posted>().cloned().zip(extensions.get::<Forms>().cloned());
    if visit.reader.is_some() {
        let response = next.run(request).await;
        return match sent {
            Some(sent) if response.extensions().get() == Some(&PageError::Over) => {
                turn_back(&visit, &sent).await.unwrap_or_else(PageError::into_response)
            }
            _ => response,
        };
    }
    if let Some(sent) = sent {
        return turn_back(&visit, &sent).await.unwrap_or_else(PageError::into_response);
    }
    let why = visit.ended.map(|ended| sign_in::code_of(ended.by));
    Redirect::to(&sign_in::address(&visit.path, why)).into_response()
}

/// A form without a session: its words are kept for the person whose session it was, and nothing is done.
///
/// Where nobody can say whose they are, the error page shows them back to the window that sent them.
async fn turn_back(visit: &Visit, (posted, forms): &(Posted, Forms)) -> Result<Response, PageError> {
    let (Some(author), Some(page)) = (visit.author(), posted.page()) else { return Err(PageError::OldForm) };
    let to = kept::destination(visit, posted, forms).ok_or(PageError::OldForm)?;
    if !kept::keep(visit, author, posted, &to).await? {
        return Err(PageError::OldForm);
    }
    Ok(Redirect::to(&sign_in::address(&page, Some("kept"))).into_response())
}
