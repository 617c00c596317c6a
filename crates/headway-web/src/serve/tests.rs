//! Slow, silent and too many clients, against a real socket, with limits of fractions of a second.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::Uri;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::{COME_BACK, Limits, serve};

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

fn short_limits() -> Limits {
    Limits {
        headers: Duration::from_millis(150),
        body: Duration::from_millis(150),
        stalled_answer: Duration::from_millis(150),
        connections: 8,
        farewell: Duration::from_millis(500),
    }
}

async fn start(limits: Limits) -> (std::net::SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let router = Router::new().fallback(|uri: Uri, body: Bytes| async move {
        let length = if uri.path() == "/big" { 64 << 20 } else { 0 };
        let said = if body.is_empty() { b"hello".as_slice() } else { b"read" };
        [said, &vec![b'x'; length]].concat()
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(serve(listener, router, limits, async {
        let _ = stopped.await;
    }));
    (address, stop, server)
}

/// Sends `bytes`, then says nothing more; gives what came back until the server closed, within a second.
async fn say(address: std::net::SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(bytes).await.expect("sent");
    let mut heard = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(1), stream.read_to_end(&mut heard)).await;
    assert!(closed.is_ok(), "the server left the connection open");
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test]
async fn a_half_open_request_is_closed_while_others_are_served() {
    let (address, _stop, _server) = start(short_limits()).await;
    let silent = tokio::spawn(async move { say(address, b"").await });
    let half = tokio::spawn(async move { say(address, b"GET / HTTP/1.1\r\nHost: a\r\nX-A").await });
    assert!(say(address, GET).await.ends_with("hello"));
    assert!(!half.await.expect("ended").contains("200 OK"));
    assert!(!silent.await.expect("ended").contains("200 OK"));
}

#[tokio::test]
async fn a_body_that_drips_is_closed_however_steadily_it_drips() {
    let (address, _stop, _server) = start(short_limits()).await;
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n").await.expect("sent");
    let (mut ours, mut drip) = stream.into_split();
    let dripping = tokio::spawn(async move {
        let mut beat = tokio::time::interval(Duration::from_millis(20));
        while drip.write_all(b"x").await.is_ok() {
            beat.tick().await;
        }
    });
    let mut heard = Vec::new();
    // A reset is as good an end as a close.
    let closed = tokio::time::timeout(Duration::from_secs(1), ours.read_to_end(&mut heard)).await;
    assert!(closed.is_ok(), "the server still waits for the body");
    assert!(!String::from_utf8_lossy(&heard).contains("200 OK"));
    dripping.abort();
}

#[tokio::test]
async fn a_client_that_takes_no_answer_loses_its_place() {
    let limits = Limits { connections: 1, ..short_limits() };
    let (address, _stop, _server) = start(limits).await;
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("sent");
    let mut first = [0; 1];
    stream.read_exact(&mut first).await.expect("the answer begins");
    let served = async {
        while !say(address, GET).await.ends_with("hello") {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(2), served).await.is_ok(), "the place stayed taken");
}

#[tokio::test]
async fn one_more_than_there_are_places_is_told_when_to_come_back() {
    let limits = Limits { connections: 1, headers: Duration::from_secs(5), ..short_limits() };
    let (address, _stop, _server) = start(limits).await;
    let mut first = TcpStream::connect(address).await.expect("a connection");
    first.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("sent");
    let mut begun = [0; 1];
    first.read_exact(&mut begun).await.expect("the first is served");
    assert_eq!(say(address, GET).await.as_bytes(), COME_BACK);
}

#[test]
fn the_refusal_states_its_own_length() {
    let text = std::str::from_utf8(COME_BACK).expect("text");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.contains(&format!("Content-Length: {}", body.len())), "the body has {} bytes", body.len());
}

#[tokio::test]
async fn the_signal_ends_the_loop_and_idle_connections_with_it() {
    let (address, stop, server) = start(Limits { headers: Duration::from_secs(5), ..short_limits() }).await;
    assert!(say(address, GET).await.ends_with("hello"));
    stop.send(()).expect("the server listens");
    tokio::time::timeout(Duration::from_secs(1), server).await.expect("it ended").expect("without a panic");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}
