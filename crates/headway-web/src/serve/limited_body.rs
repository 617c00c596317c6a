//! A request's body that must be whole before its time is over.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

/// Passes a body on until its deadline, then fails with [`TooSlow`].
///
/// The limit is for the whole body: a limit for each read would let one byte a second hold a connection for ever.
pub(crate) struct LimitedBody<B> {
    inner: Pin<Box<B>>,
    limit: Duration,
    deadline: Option<Pin<Box<Sleep>>>,
}

/// The client took too long to send its form.
#[derive(Debug, thiserror::Error)]
#[error("the request's body was not whole in time")]
pub(crate) struct TooSlow;

impl<B> LimitedBody<B> {
    pub(crate) fn new(inner: B, limit: Duration) -> Self {
        Self { inner: Box::pin(inner), limit, deadline: None }
    }
}

impl<B> Body for LimitedBody<B>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Poll::Ready(frame) = self.inner.as_mut().poll_frame(context) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        // The timer is made at the first wait, so that a body which is already there costs none.
        let limit = self.limit;
        let deadline = self.deadline.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        match deadline.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(Box::new(TooSlow)))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
