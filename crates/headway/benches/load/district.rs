//! The demo district in a database of its own, people who are signed in to it, and the program that serves it.

use std::process::Stdio;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{TimeDelta, Utc};
use headway_store::{Store, accounts, sessions};
use ilp::plan::{Body, Owner, replay};
use ilp::sample::{self, LearnerPlan};
use ilp::{ItemId, PersonId, TenantId};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use uuid::Uuid;

use crate::{Failed, WRITERS, client, crowd};

const PROGRAM: &str = env!("CARGO_BIN_EXE_headway");
/// Learners whose plans the demo writes.
const WITH_PLANS: usize = 600;
const LARGE: usize = 10_000;

pub(crate) struct District {
    pub(crate) learners: usize,
    pub(crate) changes: usize,
    address: String,
    pub(crate) readings: Vec<Reading>,
    pub(crate) writers: Vec<Writer>,
}

/// A page that somebody reads again and again.
pub(crate) struct Reading {
    /// The page, and who reads it.
    pub(crate) what: &'static str,
    pub(crate) path: String,
    pub(crate) cookie: String,
}

/// A student with a goal to write anew.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    pub(crate) learner: PersonId,
    item: ItemId,
    pub(crate) revision: u32,
    token: [u8; 32],
}

impl Writer {
    /// The form of the goal, sent with the revision that was last saved and a key of its own.
    pub(crate) fn request(&self, host: &str, revision: u32, key: Uuid) -> Vec<u8> {
        let secret = Sha256::new().chain_update(b"headway form\0").chain_update(self.token).finalize();
        let csrf = URL_SAFE_NO_PAD.encode(secret);
        let Self { learner, item, .. } = self;
        let body = format!(
            "_csrf={csrf}&_once={key}&_form=goal/{item}&_page=/plan/{learner}&_about={learner}&replaces={revision}\
             &measure=typed&statement=Read+one+book+a+month,+round+{revision}&why=Because+I+like+stories\
             &done=&unit=books&baseline=0&target=9&by=&reach=short"
        );
        client::post(host, &format!("/plan/{learner}/goal/{item}/edit"), &cookie(&self.token), &body)
    }
}

impl District {
    /// Makes the district, and sessions for those who read and write. Of `learners`, the first [`WITH_PLANS`] have plans.
    pub(crate) async fn make(address: &str, learners: usize) -> Result<Self, Failed> {
        make_demo(address).await?;
        let riverside = sample::riverside();
        let plans: Vec<LearnerPlan> = sample::learners(1, WITH_PLANS).map(|one| one.plan).collect();
        let person = |login: &str| riverside.person(login).map(|one| one.id).ok_or("nobody has this login");
        let readers = ["maya", "ms.rivera", "mr.bell", "dr.deshmukh", "ruth.abernathy"];
        let mut writers: Vec<Writer> = plans.iter().filter_map(writer).take(WRITERS).collect();
        for (number, writer) in (10..).zip(&mut writers) {
            writer.token = [number; 32];
        }
        let mut signed_in = Vec::new();
        for (number, login) in (1..).zip(readers) {
            signed_in.push(([number; 32], person(login)?));
        }
        signed_in.extend(writers.iter().map(|writer| (writer.token, writer.learner)));
        let store = Store::open(address).await?;
        for (token, person) in signed_in {
            sign_in(&store, riverside.tenant.id, person, token).await?;
        }
        crowd::join(&store, &riverside, learners.saturating_sub(WITH_PLANS)).await?;
        store.close().await;
        let readings = readings(person("maya")?, LARGE < learners);
        Ok(Self {
            learners: learners + riverside.plans.len(),
            changes: plans.iter().chain(&riverside.plans).map(|plan| plan.log.len()).sum(),
            address: address.to_owned(),
            readings,
            writers,
        })
    }

    /// Whether it is the one that shows how lists fare: what it says of saves, the small one has said.
    pub(crate) const fn is_large(&self) -> bool {
        LARGE < self.learners
    }

    /// How large the file is.
    pub(crate) fn size(&self) -> String {
        let file = std::fs::metadata(&self.address);
        file.map_or_else(|_| "on a server".to_owned(), |file| format!("{} MB", file.len() / 1_000_000))
    }
}

/// The pages that are read: those of everybody, and where lists are long, their parts and orders.
fn readings(student: PersonId, is_large: bool) -> Vec<Reading> {
    let reading =
        |what, path: &str, reader| Reading { what, path: path.to_owned(), cookie: cookie(&[reader; 32]) };
    let plan = format!("/plan/{student}");
    let mut readings = vec![
        reading("Today, a student", "/", 1),
        reading("My plan, its student", &plan, 1),
        reading("My plan, a teacher", &plan, 2),
        reading("Students, a teacher", "/students", 2),
        reading("Students, a counselor", "/students", 3),
    ];
    if is_large {
        let next = format!("/students?after={}", crowd::id(LARGE));
        readings.extend([
            reading("Students, a district leader", "/students", 4),
            reading("  found by name", "/students?words=mar", 4),
            reading("  found by a rare name", "/students?words=99997", 4),
            reading("  next page", &next, 4),
            reading("  of one grade", "/students?grade=08", 4),
            reading("  by grade, next page", &format!("{next}&order=grade"), 4),
            reading("  last change first", "/students?order=change", 4),
            reading("Students, a privacy officer", "/students", 5),
        ]);
    }
    readings
}

async fn make_demo(address: &str) -> Result<(), Failed> {
    let made = Command::new(PROGRAM)
        .args(["demo", "--learners", &WITH_PLANS.to_string()])
        .env("HEADWAY_DATABASE", address)
        .stdout(Stdio::null())
        .status()
        .await?;
    if made.success() { Ok(()) } else { Err("the demo district could not be made".into()) }
}

fn writer(plan: &LearnerPlan) -> Option<Writer> {
    let now = replay(plan.learner, &plan.log).ok()?;
    let mut items = now.items.iter();
    let (item, goal) =
        items.find(|(_, item)| item.owner == Owner::Student && matches!(item.body, Body::Goal(_)))?;
    Some(Writer { learner: plan.learner, item: *item, revision: goal.revision, token: [0; 32] })
}

async fn sign_in(store: &Store, tenant: TenantId, person: PersonId, token: [u8; 32]) -> Result<(), Failed> {
    #[expect(clippy::disallowed_methods, reason = "the server that is measured reads the same clock")]
    let at = Utc::now();
    let ends = at + TimeDelta::hours(8);
    let token_digest = Sha256::digest(token).into();
    let new =
        sessions::NewSession { token_digest, tenant, person, at, idle_until: ends, ends, browser: None };
    // A session holds for who has an account; nobody signs in with this one, so no password fits it.
    let login = person.to_string();
    let begun = store.write(move |tx| {
        Box::pin(async move {
            accounts::set_password(tx, tenant, person, (&login, "none"), at).await?;
            sessions::begin(tx, &new).await
        })
    });
    Ok(begun.await?)
}

fn cookie(token: &[u8; 32]) -> String {
    format!("__Host-headway={}", URL_SAFE_NO_PAD.encode(token))
}

/// The program, serving.
pub(crate) struct Server {
    child: Child,
    pub(crate) host: String,
    /// From its start until it listened.
    pub(crate) started: Duration,
}

impl Server {
    pub(crate) async fn start(address: &str) -> Result<Self, Failed> {
        let began = Instant::now();
        let mut child = Command::new(PROGRAM)
            .arg("serve")
            .env("HEADWAY_DATABASE", address)
            .env("HEADWAY_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = child.stdout.take().ok_or("the server says nothing")?;
        let said = BufReader::new(output).lines().next_line().await?.ok_or("the server did not start")?;
        let host = said.split("http://").nth(1).and_then(|rest| rest.split(' ').next());
        let host = host.ok_or("the server does not say where it listens")?.to_owned();
        Ok(Self { child, host, started: began.elapsed() })
    }

    /// Ends it; what it measured is in a folder that goes with it.
    pub(crate) async fn stop(mut self) -> Result<(), Failed> {
        self.child.kill().await?;
        Ok(())
    }
}
