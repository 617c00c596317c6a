//! Takes a form in: from our own pages only, whole, within its size, with the token of this visit.
//!
//! It stands before every route, so that no handler can forget to ask.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{Method, header};
use http_body_util::BodyExt;
use subtle::ConstantTimeEq;

use super::arrival::host_and_port;
use super::origin;
use super::visit::Visit;
use crate::error::{Kept, PageError};
use crate::form::{Posted, kept};
use crate::registry::Forms;
use crate::serve::TooSlow;

/// The biggest form. A plan's longest text is some thousand characters.
const BODY_BYTES_MAX: usize = 1 << 20;

/// The same where nobody is signed in or was: enough for the words of any page, and little where anybody can send it.
const STRANGERS_BYTES_MAX: usize = 256 << 10;

/// How much more is read and thrown away, so that a browser hears the answer instead of a broken connection.
const UNREAD_BYTES_MAX: usize = 16 << 20;

/// The request, with its [`Posted`] where its method changes something; else why not, and what was typed, to be shown
/// back to the window that sent it (never what another site sent).
pub(super) async fn receive(visit: &Visit, request: Request) -> Result<Request, (PageError, Posted)> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(request);
    }
    let host = host_and_port(request.headers());
    if !origin::is_ours(request.headers(), host) {
        if let Some(warning) = origin::mismatch(request.headers(), host) {
            tracing::warn!("{warning}");
        }
        return Err((PageError::Foreign, Posted::default()));
    }
    if !is_a_form(&request) {
        return Err((PageError::FormKind, Posted::default()));
    }
    let is_kept = Forms::take(&request);
    let (mut parts, body) = request.into_parts();
    let bytes_max = if visit.author().is_some() { BODY_BYTES_MAX } else { STRANGERS_BYTES_MAX };
    let (bytes, is_whole) = read(body, bytes_max).await.map_err(|error| (error, Posted::default()))?;
    let posted = Posted::parse(&bytes);
    if !visit.sent(&posted) {
        return Err((PageError::OldForm, posted));
    }
    if !is_whole {
        let kept = if is_kept { keep(visit, &posted).await } else { None };
        return Err((PageError::TooBig { kept }, Posted::default()));
    }
    parts.extensions.insert(posted);
    Ok(Request::from_parts(parts, Body::empty()))
}

/// What a form of our own pages says, when nothing can be done with it but to show it back.
pub(super) async fn salvage(request: Request) -> Posted {
    let ours = origin::is_ours(request.headers(), host_and_port(request.headers()));
    if request.method() != Method::POST || !ours || !is_a_form(&request) {
        return Posted::default();
    }
    let read = read(request.into_body(), STRANGERS_BYTES_MAX).await;
    read.map(|(bytes, _)| Posted::parse(&bytes)).unwrap_or_default()
}

impl Visit {
    /// Whether a form's token is of this visit; compared in constant time.
    fn sent(&self, posted: &Posted) -> bool {
        let token = posted.get("_csrf").unwrap_or_default();
        token.as_bytes().ct_eq(self.csrf().as_bytes()).into()
    }
}

fn is_a_form(request: &Request) -> bool {
    let Some(kind) = request.headers().get(header::CONTENT_TYPE) else { return false };
    let kind = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// The body up to its limit, and whether that is all of it.
async fn read(mut body: Body, bytes_max: usize) -> Result<(Vec<u8>, bool), PageError> {
    let mut bytes = Vec::new();
    let mut unread = 0;
    while let Some(frame) = body.frame().await {
        let data = frame.map_err(|error| broken_off(&error))?.into_data().unwrap_or_else(|_| Bytes::new());
        let room = bytes_max - bytes.len();
        bytes.extend_from_slice(&data[..data.len().min(room)]);
        unread += data.len().saturating_sub(room);
        if unread > UNREAD_BYTES_MAX {
            break;
        }
    }
    Ok((bytes, unread == 0))
}

fn broken_off(error: &axum::Error) -> PageError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if inner.is::<TooSlow>() {
            return PageError::Slow;
        }
        cause = inner.source();
    }
    PageError::Unreadable
}

/// Keeps what fitted, for whoever is or was signed in.
async fn keep(visit: &Visit, posted: &Posted) -> Option<Kept> {
    let person = visit.author()?;
    let page = posted.page()?;
    let is_kept = kept::keep(visit, person, posted, &visit.path).await.unwrap_or(false);
    is_kept.then(|| Kept { characters: posted.characters(), page })
}
