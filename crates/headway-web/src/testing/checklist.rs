//! What holds for every address and everybody: no markup out of words, headers on each answer, nothing done by a GET,
//! nothing typed in the log. `docs/security.md` names these tests.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Method, StatusCode};
use headway_store::Store;
use headway_store::people::{self, Names};
use ilp::sample::riverside::{GRACE, MAYA, RIVERA, TENANT};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use tracing::span;
use uuid::Uuid;

use super::authorization::{SOUND, address};
use super::glass::{HER, ask};
use super::walk::{plan, send};
use super::{Answer, Browser, School, postgres, riverside};
use crate::registry::{self, Access};

const PAYLOAD: &str = "\"><svg/onload=alert(1)>{{7*7}}";
const ESCAPED: &str = "&#60;svg/onload=alert(1)&#62;{{7*7}}";

/// Whoever has a room of their own somewhere; nobody at last.
const EVERYBODY: [Option<&str>; 9] = [
    Some("maya"),
    Some("grace.okafor"),
    Some("daniel.whitfield"),
    Some("ms.rivera"),
    Some("mr.bell"),
    Some("dr.deshmukh"),
    Some("will.tanaka"),
    Some("ruth.abernathy"),
    None,
];

async fn browser(school: &School, login: Option<&str>) -> Browser {
    match login {
        Some(login) => school.signed_in(login).await,
        None => school.browser(),
    }
}

/// Every answer to a GET of every address, by everybody.
async fn all_pages(school: &School) -> Vec<(String, Answer)> {
    let mut answers = Vec::new();
    for login in EVERYBODY {
        let mut browser = browser(school, login).await;
        for route in registry::all().into_iter().filter(|route| route.method == Method::GET) {
            let path = address(route.path, MAYA);
            let answer = browser.get(&path).await;
            answers.push((format!("{} GET {path}", login.unwrap_or("nobody")), answer));
        }
    }
    answers
}

/// Every answer to a form that says `words` in all its texts, by everybody; but nobody is signed out.
async fn all_forms(school: &School, words: &str) -> Vec<(String, Answer)> {
    let mut answers = Vec::new();
    let texts =
        ["statement", "what", "words", "reason", "names", "number", "why", "body", "title", "name", "login"];
    for login in EVERYBODY {
        let mut browser = browser(school, login).await;
        let csrf = browser.get("/help").await.hidden("/language", "_csrf");
        for (route, n) in registry::all().into_iter().zip(1_u128..) {
            if route.method != Method::POST || route.path == "/sign-out" {
                continue;
            }
            let path = address(route.path, MAYA);
            let once = Uuid::from_u128(n).to_string();
            let mut fields = vec![("_csrf", csrf.as_str()), ("_once", &once), ("_page", &path)];
            fields.extend(texts.map(|name| (name, words)));
            fields.extend(SOUND.iter().copied().filter(|(name, _)| !texts.contains(name)));
            let answer = browser.post(&path, &fields).await;
            answers.push((format!("{} POST {path}", login.unwrap_or("nobody")), answer));
        }
    }
    answers
}

async fn rename(store: &Store) {
    let names = Names { given: PAYLOAD.to_owned(), family: "Okafor".to_owned(), ..Names::default() };
    let renamed = store.write(move |tx| {
        Box::pin(async move {
            for person in [MAYA, GRACE, RIVERA] {
                people::rename(tx, TENANT, person, &names).await?;
            }
            Ok(())
        })
    });
    renamed.await.expect("three new names");
}

#[tokio::test]
async fn no_words_of_anybody_become_markup_on_any_page() {
    let school = School::riverside().await;
    rename(&school.store).await;
    let mut haddad = school.signed_in("ms.haddad").await;
    let reason = format!("{PAYLOAD} and twenty characters");
    let told = [("names", PAYLOAD), ("number", PAYLOAD), HER[1], ("reason", &reason)];
    let mut answers = vec![("a reason".to_owned(), ask(&mut haddad, &told).await)];
    let mut ruth = school.signed_in("ruth.abernathy").await;
    let action = format!("{}/purpose", plan());
    let page = ruth.get(&action).await;
    assert_eq!(send(&mut ruth, &page, &action, &[("words", &reason)]).await.header("location"), plan());
    answers.extend(all_forms(&school, PAYLOAD).await);
    answers.extend(all_pages(&school).await);
    let mut bell = school.signed_in("mr.bell").await;
    let query = form_urlencoded::byte_serialize(PAYLOAD.as_bytes()).collect::<String>();
    for path in ["/students?words=", "/sign-in?next=", "/help?said=", "/plan/"] {
        answers.push((path.to_owned(), bell.get(&format!("{path}{query}")).await));
    }
    for (what, answer) in &answers {
        assert!(!answer.body.contains("<svg/onload"), "{what}: {}", answer.body);
        assert!(!answer.status.is_server_error(), "{what}: {}", answer.status);
    }
    let shown: Vec<&str> = answers
        .iter()
        .filter(|(_, answer)| answer.body.contains(ESCAPED))
        .map(|(what, _)| what.as_str())
        .collect();
    assert!(40 < shown.len(), "the words are on pages, as words: {shown:?}");
    for end in ["", "/history", "/who-looked"] {
        let path = format!("GET {}{end}", plan());
        assert!(shown.iter().any(|what| what.ends_with(&path)), "{path} shows them: {shown:?}");
    }
}

#[tokio::test]
async fn every_answer_of_every_route_to_everybody_carries_its_headers() {
    let school = School::riverside().await;
    let mut answers = all_pages(&school).await;
    answers.extend(all_forms(&school, "words").await);
    let mut maya = school.signed_in("maya").await;
    for method in [Method::TRACE, Method::PUT, Method::OPTIONS, Method::DELETE] {
        let answer = maya.send(method.clone(), &plan(), &[], Body::empty()).await;
        answers.push((method.to_string(), answer));
    }
    let statuses: std::collections::BTreeSet<u16> =
        answers.iter().map(|(_, answer)| answer.status.as_u16()).collect();
    for status in [200, 303, 403, 404, 405, 409, 422] {
        assert!(statuses.contains(&status), "{status} is among {statuses:?}");
    }
    for (what, answer) in answers {
        let policy = answer.header("content-security-policy");
        for part in ["default-src 'none'", "object-src 'none'", "form-action 'self'", "base-uri 'none'"] {
            assert!(policy.contains(part), "{what} lacks {part}");
        }
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{what}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
        assert!(answer.header("strict-transport-security").contains("includeSubDomains"), "{what}");
        assert!(answer.header("access-control-allow-origin").is_empty(), "{what}");
        if !what.contains("/assets/") {
            assert_eq!(answer.header("cache-control"), "no-store", "{what}");
        }
        if !answer.body.is_empty() {
            let kind = answer.header("content-type");
            assert!(kind.ends_with("; charset=utf-8"), "{what} is {kind:?}");
        }
    }
}

/// All that the database holds, but for what a look and a session leave (who looked, and how far somebody has read a
/// conversation): a digest for each table.
async fn digests(connection: &DatabaseConnection) -> Vec<(String, String)> {
    let backend = connection.get_database_backend();
    let tables =
        "select table_name::text as name from information_schema.tables where table_schema = 'public'
        and table_name not in ('access_log', 'audit_event', 'session', 'attempt', 'conversation_read') order by 1";
    let tables = connection.query_all_raw(Statement::from_string(backend, tables)).await.expect("tables");
    let mut digests = Vec::new();
    for table in tables {
        let name: String = table.try_get("", "name").expect("a name");
        let sql = format!(
            "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from \"{name}\" t"
        );
        let row = connection.query_one_raw(Statement::from_string(backend, sql)).await.expect("a digest");
        digests.push((name, row.expect("a row").try_get("", "digest").expect("a digest")));
    }
    digests
}

/// On PostgreSQL, which can be asked for all of it; the pages are the same.
#[tokio::test]
async fn a_get_of_any_address_by_anybody_changes_nothing() {
    let Some(url) = postgres::new_database().await else { return };
    let store = Store::open(&url).await.expect("a store");
    let school = School::around(store, Vec::new());
    riverside::fill(&school.store, ilp::sample::riverside::riverside()).await;
    let connection = Database::connect(&url).await.expect("the server answers");
    // Words that wait in a form are shown by a GET, and stay.
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/goal/new", plan());
    let page = maya.get(&action).await;
    let refused = send(&mut maya, &page, &action, &[("statement", "Read more"), ("by", "some day")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let before = digests(&connection).await;
    assert!(20 < before.len(), "{before:?}");
    all_pages(&school).await;
    for route in registry::all().into_iter().filter(|route| route.method == Method::POST) {
        maya.get(&format!("{}?to=done&answer=accept&words=x", address(route.path, MAYA))).await;
    }
    assert_eq!(digests(&connection).await, before);
    let saved = send(&mut maya, &page, &action, &[("statement", "Read more")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_ne!(digests(&connection).await, before, "a form does change something");
}

#[tokio::test]
async fn no_form_is_taken_without_its_token_at_any_address() {
    let school = School::riverside().await;
    for login in EVERYBODY {
        let mut browser = browser(&school, login).await;
        let token = browser.get("/help").await.hidden("/language", "_csrf");
        let others = school.browser().get("/help").await.hidden("/language", "_csrf");
        let posts = registry::all().into_iter().filter(|route| route.method == Method::POST);
        for route in posts.filter(|route| route.access != Access::Plain) {
            let path = address(route.path, MAYA);
            let cases = [
                ("", "same-origin"),
                (others.as_str(), "same-origin"),
                (token.as_str(), "cross-site"),
                (token.as_str(), "same-site"),
            ];
            for (token, site) in cases {
                let mut fields = vec![("_csrf", token)];
                fields.extend(SOUND);
                let answer = browser.post_as(&path, &fields, &[("sec-fetch-site", site)]).await;
                let is_sign_in = path == "/sign-in" && answer.header("location").starts_with("/sign-in?");
                assert!(answer.status == StatusCode::FORBIDDEN || is_sign_in, "{path}: {}", answer.status);
            }
        }
    }
}

/// What the program would write into its log.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

struct Fields<'a>(&'a mut String);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl tracing::Subscriber for Heard {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target().starts_with("headway")
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = String::new();
        event.record(&mut Fields(&mut line));
        self.0.lock().expect("no test panics within").push(line);
    }
}

#[tokio::test]
async fn the_log_holds_nothing_that_was_typed_and_one_line_for_each_thing() {
    let school = School::riverside().await;
    let heard = Heard::default();
    let _heard = tracing::subscriber::set_default(heard.clone());
    let mut browser = school.browser();
    let forged = "canary-login\r\n2026-11-22T12:00:00Z ERROR forged";
    assert_eq!(browser.sign_in(forged, "canary-password").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.get("/plan/canary%0d%0aERROR%20forged").await;
    let mut maya = school.signed_in("maya").await;
    let action = format!("{}/goal/new", plan());
    let page = maya.get(&action).await;
    send(&mut maya, &page, &action, &[("statement", "canary-goal")]).await;
    let token = maya.cookies["__Host-headway"].clone();
    let foreign = [("origin", "https://canary-host.example")];
    maya.post_as("/sign-out", &[("words", "canary-words")], &foreign).await;
    let lines = heard.0.lock().expect("no test panics within").clone();
    assert!(lines.iter().any(|line| line.contains("canary-host")), "the log is heard: {lines:?}");
    for line in lines {
        assert!(!line.contains(['\n', '\r']), "{line:?}");
        for word in ["canary-login", "canary-password", "canary-goal", "canary-words", &token] {
            assert!(!line.contains(word), "{line:?}");
        }
    }
}
