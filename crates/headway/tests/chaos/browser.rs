//! A browser of our own: a connection a request, cookies, and nothing that hides what the socket did.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::page::{self, Form};

/// The password of everybody in the demo.
pub(super) const PASSWORD: &str = "a river runs through it";

/// Far beyond what any answer takes, so that a test ends even where the program hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// A window with its cookies; a clone is another tab.
#[derive(Debug, Clone)]
pub(super) struct Browser {
    /// Where the program listens; it changes when the program starts again.
    pub(super) address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

/// What came back, whole.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: String,
}

impl Answer {
    /// A header's first value; empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        let pair =
            |line: &str| line.split_once(':').is_some_and(|(known, _)| known.eq_ignore_ascii_case(name));
        let line = self.head.lines().find(|line| pair(line)).unwrap_or_default();
        line.split_once(':').map_or("", |(_, value)| value.trim())
    }

    /// The words of the page as a reader sees them, with everything typed in its forms.
    pub(super) fn words(&self) -> String {
        page::unescaped(&self.body)
    }
}

impl Browser {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { address, cookies: BTreeMap::new() }
    }

    /// A browser in which this person has signed in.
    pub(super) fn of(address: SocketAddr, login: &str) -> Self {
        let mut browser = Self::new(address);
        browser.sign_in(login);
        browser
    }

    /// Signs in through the page's own form.
    pub(super) fn sign_in(&mut self, login: &str) -> Answer {
        let page = self.get("/sign-in").expect("the program answers");
        let mut form = page::form(&page.body, |form| form.has("password"));
        form.set("login", login);
        form.set("password", PASSWORD);
        let answer = self.send(&form).expect("the program answers");
        assert_eq!(answer.status, 303, "{login} signs in: {}", answer.body);
        answer
    }

    pub(super) fn get(&mut self, path: &str) -> Result<Answer, Error> {
        self.exchange(&self.request("GET", path, ""))
    }

    /// Sends a form as its page would.
    pub(super) fn send(&mut self, form: &Form) -> Result<Answer, Error> {
        self.exchange(&self.request("POST", &form.action, &form.body()))
    }

    /// The bytes of a request, for whoever wants to cut them.
    pub(super) fn request(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\n",
            self.address,
            cookies.join("; ")
        );
        let kind = "application/x-www-form-urlencoded";
        let about_body = match method {
            "POST" => format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()),
            _ => String::new(),
        };
        format!("{head}{about_body}\r\n{body}").into_bytes()
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer, Error> {
        let mut stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        // An answer may come before the whole request was taken; then the answer counts.
        let sent = stream.write_all(request);
        let mut heard = Vec::new();
        let read = stream.read_to_end(&mut heard);
        let answer = whole(&heard).ok_or_else(|| {
            sent.and(read.map(|_| ())).err().unwrap_or_else(|| Error::from(ErrorKind::UnexpectedEof))
        })?;
        self.keep_cookies(&answer.head);
        Ok(answer)
    }

    fn keep_cookies(&mut self, head: &str) {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        for (_, cookie) in lines.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            let pair = cookie.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.trim().split_once('=') else { continue };
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// The answer that these bytes are, where they are all of it.
fn whole(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let body = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
    let answer = Answer { status, head, body };
    let length: usize = answer.header("content-length").parse().unwrap_or(0);
    (length <= bytes.len() - end - 4).then_some(answer)
}
