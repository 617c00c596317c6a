//! The accept loop: takes connections, gives each a time limit, refuses politely when full, and ends without cutting
//! anybody off.
//!
//! `axum::serve` sets no timer, so that one client could hold a connection for ever by never ending its headers. This
//! loop owns its connections instead: headers, body, idle time and answers all have limits.

mod limited_body;
mod stall_guard;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use limited_body::LimitedBody;
pub(crate) use limited_body::TooSlow;
use stall_guard::StallGuard;

/// How long a client may take, and how many may come at once.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the first moment of a connection, or the end of the last answer, until all headers are there. It is the
    /// idle limit of a kept-alive connection too.
    pub headers: Duration,
    /// From the end of the headers until the whole body is there, however slowly it drips.
    pub body: Duration,
    /// How long a client may take no byte of an answer.
    pub stalled_answer: Duration,
    /// Connections at a time; the next is told to come back.
    pub connections: usize,
    /// How long the open requests may take to finish after the signal to stop.
    pub farewell: Duration,
}

impl Default for Limits {
    /// A half-open request is gone within 15 seconds, headers and body together; 1,024 connections serve a district.
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(5),
            body: Duration::from_secs(9),
            stalled_answer: Duration::from_secs(15),
            connections: 1024,
            farewell: Duration::from_secs(20),
        }
    }
}

/// The address that a request came from: the socket's, whatever its headers claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// Serves `router` on `listener` until `stop` is done; then lets the open requests finish.
///
/// Returns when the last request is answered or the farewell is over. A failing accept (no file descriptors left) is
/// logged and tried again, because the next moment usually heals it.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let refusals = Arc::new(Semaphore::new(REFUSALS_AT_ONCE));
    let farewell = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => match Arc::clone(&places).try_acquire_owned() {
                Ok(place) => attend((stream, Peer(peer)), router.clone(), limits, &farewell, place),
                Err(_) => refuse(stream, &refusals),
            },
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(limits.farewell, farewell.shutdown()).await.is_err() {
        tracing::warn!("stopped while some requests were still open");
    }
}

/// Serves one connection in a task of its own.
fn attend(
    (stream, peer): (TcpStream, Peer),
    router: Router,
    limits: Limits,
    farewell: &GracefulShutdown,
    place: OwnedSemaphorePermit,
) {
    // Small answers must not wait for a bigger packet; where the system refuses, they are only slower.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move {
            let mut request = request.map(|body| Body::new(LimitedBody::new(body, limits.body)));
            request.extensions_mut().insert(peer);
            router.oneshot(request).await
        }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.headers)
        .max_headers(64)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(StallGuard::new(stream, limits.stalled_answer)), service);
    let watched = farewell.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, peer = %peer.0, "a connection ended early");
        }
        drop(place);
    });
}

/// How many connections are being told to come back; beyond these a connection is dropped unheard.
const REFUSALS_AT_ONCE: usize = 64;

/// Written by hand because there is no room left for a connection of hyper's.
const COME_BACK: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3\r\nContent-Type: text/plain; charset=utf-8\r\n\
Strict-Transport-Security: max-age=63072000; includeSubDomains\r\nX-Content-Type-Options: nosniff\r\n\
Cache-Control: no-store\r\nConnection: close\r\nContent-Length: 108\r\n\r\n\
Headway is busy. Try again in a few seconds.\nHeadway tiene mucho trabajo. Prueba otra vez en unos segundos.\n";

/// Tells a connection that has no place when to come back, and reads what it sent, because closing with unread bytes
/// would reset the connection before the answer is seen.
fn refuse(mut stream: TcpStream, refusals: &Arc<Semaphore>) {
    let Ok(turn) = Arc::clone(refusals).try_acquire_owned() else { return };
    tokio::spawn(async move {
        let goodbye = async {
            stream.write_all(COME_BACK).await?;
            stream.shutdown().await?;
            let mut unread = [0; 1024];
            while stream.read(&mut unread).await? > 0 {}
            Ok::<(), std::io::Error>(())
        };
        // Whatever happens to a refused connection, it is over after this.
        let _ = tokio::time::timeout(Duration::from_millis(500), goodbye).await;
        drop(turn);
    });
}

#[cfg(test)]
mod tests;
