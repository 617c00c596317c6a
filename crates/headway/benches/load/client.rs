//! One connection that sends a request and waits for its answer, as plainly as HTTP/1.1 allows.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use crate::Failed;

pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A request for a page.
pub(crate) fn get(host: &str, path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\naccept-language: en\r\n\r\n")
        .into_bytes()
}

/// How heavy a page is as a browser gets it, compressed, in bytes; and the text of its uncompressed self.
pub(crate) async fn weigh(host: &str, path: &str, cookie: &str) -> Result<(usize, String), Failed> {
    let mut bodies = Vec::new();
    for encoding in ["gzip", "identity"] {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\naccept-language: en\r\n\
             sec-fetch-site: same-origin\r\naccept-encoding: {encoding}\r\nconnection: close\r\n\r\n"
        );
        let mut stream = TcpStream::connect(host).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        let head =
            answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or("an answer without a head")?;
        bodies.push(answer.split_off(head + 4));
    }
    Ok((bodies[0].len(), String::from_utf8_lossy(&bodies[1]).into_owned()))
}

/// A form that is sent.
pub(crate) fn post(host: &str, path: &str, cookie: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

impl Client {
    pub(crate) async fn connect(host: &str) -> Result<Self, Failed> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(256 * 1024) })
    }

    /// Sends a request and reads the whole answer, whose status must be this.
    pub(crate) async fn expect(&mut self, request: &[u8], status: u16) -> Result<(), Failed> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let length = loop {
            self.more().await?;
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.buffer[..end]).to_lowercase();
                if head.get(9..12) != Some(&status.to_string()) {
                    let text = String::from_utf8_lossy(&self.buffer).into_owned();
                    return Err(format!(
                        "expected {status}:\n{}",
                        text.chars().take(4_000).collect::<String>()
                    )
                    .into());
                }
                let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
                break end + 4 + length.map_or(Ok(0), |length| length.trim().parse::<usize>())?;
            }
        };
        while self.buffer.len() < length {
            self.more().await?;
        }
        Ok(())
    }

    async fn more(&mut self) -> Result<(), Failed> {
        let read =
            tokio::time::timeout(Duration::from_secs(30), self.stream.read_buf(&mut self.buffer)).await??;
        if read == 0 { Err("the server closed the connection".into()) } else { Ok(()) }
    }
}

/// What many clients saw together.
pub(crate) struct Measured {
    per_second: u128,
    p50: Duration,
    p99: Duration,
}

impl Measured {
    pub(crate) async fn of(
        clients: Vec<JoinHandle<Result<Vec<Duration>, Failed>>>,
        lasted: Duration,
    ) -> Result<Self, Failed> {
        let mut waits = Vec::new();
        for client in clients {
            waits.extend(client.await??);
        }
        waits.sort_unstable();
        let per_second = waits.len() as u128 * 1_000 / lasted.as_millis();
        let at = |percent: usize| waits.get(waits.len() * percent / 100).copied().unwrap_or_default();
        Ok(Self { per_second, p50: at(50), p99: at(99) })
    }
}

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let milliseconds = |wait: Duration| wait.as_secs_f64() * 1e3;
        let (p50, p99) = (milliseconds(self.p50), milliseconds(self.p99));
        write!(f, "{:>8}/s   p50 {p50:>6.1} ms   p99 {p99:>6.1} ms", self.per_second)
    }
}
