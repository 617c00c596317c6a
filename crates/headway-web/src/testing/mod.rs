//! What the tests of pages share: a school in a store of its own, a browser with cookies, a clock that stands still.

mod at_work;
mod authorization;
mod checklist;
mod countering;
mod doors;
mod doors_closed;
mod entries;
mod exporting;
mod glass;
mod guided;
mod hiding;
mod inviting;
mod keepers;
mod kept_forms;
mod languages;
mod lettering;
mod looking;
mod offering;
mod office;
mod on_the_way;
mod own_account;
mod passing;
mod plain;
mod postgres;
mod refusals;
mod rights_doors;
mod riverside;
mod ruling;
mod said_of;
mod signing_in;
mod spoken;
mod steps;
mod talking;
mod today;
mod together;
mod trusting;
mod typing;
mod voices;
mod walk;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use headway_store::people::{Names, Person};
use headway_store::tenants::Tenant;
use headway_store::{Store, accounts, people, tenants};
use http_body_util::BodyExt;
use ilp::{PersonId, TenantId};
use tower::ServiceExt;

use crate::registry::{self, Route};
use crate::{App, Clock, Entropy, Peer, Settings, hash_password};

pub(crate) const TENANT: TenantId = TenantId::numbered(1);
pub(crate) const ANA: PersonId = PersonId::numbered(11);
pub(crate) const BEN: PersonId = PersonId::numbered(12);
pub(crate) const PASSWORD: &str = " correct horse battery ";

/// A clock that stands at 22 November 2026, noon, until a test moves it.
pub(crate) struct StandingClock(AtomicI64);

impl Default for StandingClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_795_348_800))
    }
}

impl StandingClock {
    pub(crate) fn pass(&self, time: TimeDelta) {
        self.0.fetch_add(time.num_seconds(), Ordering::Relaxed);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::Relaxed), 0).expect("a time of this century")
    }
}

/// Numbers one after the other: enough for tokens that must differ.
#[derive(Default)]
pub(crate) struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        // The first bytes keep the order; in the others what is made of a few bits of each differs too.
        let (counted, spread) =
            (number.to_le_bytes(), number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = if at < 8 { counted[at] } else { spread[at % 8] };
        }
    }
}

/// One hash for all tests: each costs a fraction of a second in a debug build.
pub(crate) static HASH: LazyLock<String> = LazyLock::new(|| hash_password(PASSWORD, &Counted::default()));

/// A school with Ana (who speaks English) and Ben (who speaks Spanish).
pub(crate) struct School {
    pub(crate) router: Router,
    pub(crate) clock: Arc<StandingClock>,
    pub(crate) store: Store,
    _folder: Option<tempfile::TempDir>,
}

impl School {
    pub(crate) async fn open() -> Self {
        Self::with(Vec::new()).await
    }

    /// A school whose web has these routes beside its own.
    pub(crate) async fn with(more: Vec<Route>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("school.db");
        let store = Store::open(path.to_str().expect("a plain path")).await.expect("a store");
        Self { _folder: Some(folder), ..Self::on(store, more).await }
    }

    /// The same school on each engine that is there: in a file, and on a server where the environment names one.
    pub(crate) async fn on_each_engine(routes: fn() -> Vec<Route>) -> Vec<Self> {
        let mut schools = vec![Self::with(routes()).await];
        if let Some(url) = postgres::new_database().await {
            schools.push(Self::on(Store::open(&url).await.expect("a store"), routes()).await);
        }
        schools
    }

    /// An empty store on each engine that is there.
    async fn bare_on_each_engine() -> Vec<Self> {
        let mut schools = vec![Self::bare().await];
        if let Some(url) = postgres::new_database().await {
            schools.push(Self::around(Store::open(&url).await.expect("a store"), Vec::new()));
        }
        schools
    }

    async fn bare() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("school.db");
        let store = Store::open(path.to_str().expect("a plain path")).await.expect("a store");
        Self { _folder: Some(folder), ..Self::around(store, Vec::new()) }
    }

    async fn on(store: Store, more: Vec<Route>) -> Self {
        settle(&store).await;
        Self::around(store, more)
    }

    fn around(store: Store, more: Vec<Route>) -> Self {
        let clock = Arc::new(StandingClock::default());
        let settings = Settings { guess_delay: std::time::Duration::ZERO, ..Settings::default() };
        let entropy = Arc::new(Counted::default());
        let app = App::new(store.clone(), Arc::clone(&clock) as Arc<dyn Clock>, entropy, settings);
        let mut routes = registry::all();
        routes.extend(more);
        Self { router: crate::shell::router_of(app, routes), clock, store, _folder: None }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            address: ([192, 0, 2, 1], 4000).into(),
        }
    }

    pub(crate) async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(login, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }
}

async fn settle(store: &Store) {
    let hash = HASH.clone();
    store
        .write(move |tx| {
            Box::pin(async move {
                tenants::create(tx, &tenant(TENANT, "plans.riverside.example")).await?;
                for (id, given, language, login) in [(ANA, "Ana", "en", "ana"), (BEN, "Ben", "es", "ben")] {
                    people::add(tx, &person(id, given, language)).await?;
                    accounts::set_password(tx, TENANT, id, (login, &hash), DateTime::UNIX_EPOCH).await?;
                }
                Ok(())
            })
        })
        .await
        .expect("the school is settled");
}

/// A second school in the same store.
pub(crate) async fn add_tenant(store: &Store, host: &str) {
    let second = tenant(TenantId::numbered(2), host);
    let added = store.write(move |tx| Box::pin(async move { tenants::create(tx, &second).await }));
    assert_eq!(added.await, Ok(true));
}

fn tenant(id: TenantId, host: &str) -> Tenant {
    Tenant {
        id,
        host: host.to_owned(),
        name: "Riverside".to_owned(),
        age_of_majority: 18,
        time_zone: "America/Chicago".to_owned(),
    }
}

fn person(id: PersonId, given: &str, language: &str) -> Person {
    Person {
        tenant: TENANT,
        id,
        names: Names { given: given.to_owned(), family: "Lopez".to_owned(), ..Names::default() },
        birth_date: None,
        language: Some(language.to_owned()),
        pronouns: None,
        email: None,
        identifier: None,
        enabled: true,
        retired_at: None,
    }
}

/// An answer that has come.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a plain header"))
    }

    /// The value of the first hidden field of a name within the form that is sent to `action`.
    pub(crate) fn hidden(&self, action: &str, name: &str) -> String {
        let form = self.body.split(&format!("action=\"{action}\"")).nth(1).expect("the page has the form");
        let field = form.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the form has the field");
        field.split('"').next().expect("a value").replace("&#47;", "/").replace("&#38;", "&")
    }
}

/// A browser: it keeps cookies and says what browsers say.
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) address: SocketAddr,
}

impl Browser {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// Sends a form's fields as they are.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as(path, fields, &[("sec-fetch-site", "same-origin")]).await
    }

    pub(crate) async fn post_as(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        said: &[(&str, &str)],
    ) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
        headers.extend(said);
        self.send(Method::POST, path, &headers, Body::from(body)).await
    }

    pub(crate) async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let page = self.get("/sign-in").await;
        let csrf = page.hidden("/sign-in", "_csrf");
        self.post("/sign-in", &[("_csrf", &csrf), ("login", login), ("password", password)]).await
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        said: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let (parts, body) = self.begin(method, path, said, body).await.into_parts();
        let body = body.collect().await.expect("the whole answer").to_bytes();
        let body = String::from_utf8(body.to_vec()).expect("text");
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// An answer whose body is still to come.
    pub(crate) async fn begin(
        &mut self,
        method: Method,
        path: &str,
        said: &[(&str, &str)],
        body: Body,
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path).extension(Peer(self.address));
        if !said.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, "plans.riverside.example");
        }
        for (name, value) in said {
            request = request.header(*name, *value);
        }
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = request.body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("routers always answer");
        for line in response.headers().get_all(header::SET_COOKIE) {
            self.keep(line.to_str().expect("a plain cookie"));
        }
        response
    }

    fn keep(&mut self, line: &str) {
        assert!(line.starts_with("__Host-"), "{line}");
        for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
            assert!(line.contains(part), "{line} lacks {part}");
        }
        assert!(!line.contains("Domain"), "{line}");
        let (name, rest) = line.split_once('=').expect("a cookie");
        if line.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap_or_default().to_owned());
        }
    }
}
