//! Every route, every persona, against `doors.csv`: written by hand, for a privacy officer to read.
//!
//! `ok` shows or does it, `form` shows a form again because what was sent makes no sense, `on` leads to another page,
//! `no` is refused with a reason (403), `hidden` is as if there were nothing (404), `sign-in` is asked first. A route
//! without a row fails, and so does a row without a route. No refused answer holds a word of a plan.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{Method, StatusCode};
use chrono::{DateTime, NaiveDate};
use headway_store::people::{self, Names, Person};
use headway_store::ties::{Bond, Post, Stay};
use headway_store::{Store, accounts, ties};
use ilp::access::{OfficeKind, Rights, Tie};
use ilp::plan::{Body, Change, Entry, Hand, Language, Owner, Party, Proposal, Text};
use ilp::sample::riverside::{CIRCLE, ELIJAH, ENGLISH_8, JUNE, MAYA, MIDDLE, TENANT, riverside};
use ilp::{ChangeId, EnrolmentId, PersonId, RelationId, TenantId};

use super::{Answer, Browser, HASH, School, add_tenant, riverside};
use crate::registry::{self, Access, Route};

const DOORS: &str = include_str!("doors.csv");

/// A learner of another tenant, whom nobody here may know of.
const STRANGER: PersonId = PersonId::numbered(900);
/// The parent of a student who is of age and has not let them in.
const ADULTS_PARENT: PersonId = PersonId::numbered(901);
/// A teacher whose time in Maya's class is over.
const FORMER: PersonId = PersonId::numbered(902);
/// A teacher of Maya's class whose account has been closed.
const CLOSED: PersonId = PersonId::numbered(903);
/// A librarian who has broken the glass to Maya's plan ten minutes ago.
const HOLDER: PersonId = PersonId::numbered(904);
/// A secretary whose hour is over.
const EXPIRED: PersonId = PersonId::numbered(905);
/// An aunt whom Maya named to decide with, with her mother's consent.
const SUPPORTER: PersonId = PersonId::numbered(906);
/// Stands in for the teacher of Maya's class, and supervises a test there.
const SUBSTITUTE: PersonId = PersonId::numbered(907);
const PROCTOR: PersonId = PersonId::numbered(908);
/// That hour.
const HOUR: RelationId = RelationId::numbered(904);

/// The columns of the table: who signs in, and about whom they ask.
pub(super) const PERSONAS: [(&str, Option<&str>, PersonId); 22] = [
    ("nobody", None, MAYA),
    ("the student", Some("maya"), MAYA),
    ("another student", Some("mateo"), MAYA),
    ("parent", Some("grace.okafor"), MAYA),
    ("restricted parent", Some("daniel.whitfield"), MAYA),
    ("parent of an adult", Some("adults.parent"), ELIJAH),
    ("class teacher", Some("ms.rivera"), MAYA),
    ("teacher of another class", Some("ms.haddad"), MAYA),
    ("former teacher", Some("former"), MAYA),
    ("counselor", Some("mr.bell"), MAYA),
    ("principal", Some("dr.deshmukh"), MAYA),
    ("administrator", Some("will.tanaka"), MAYA),
    ("privacy officer", Some("ruth.abernathy"), MAYA),
    ("teacher about own child", Some("mr.pham"), JUNE),
    ("same teacher about a class child", Some("mr.pham"), MAYA),
    ("closed account", Some("closed"), MAYA),
    ("student about another district", Some("maya"), STRANGER),
    ("break glass holder", Some("holder"), MAYA),
    ("expired holder", Some("expired"), MAYA),
    ("supporter", Some("supporter"), MAYA),
    ("substitute", Some("substitute"), MAYA),
    ("proctor", Some("proctor"), MAYA),
];

/// Words that stand in these plans and nowhere else. Long enough that no token of a form spells one by chance.
const CANARIES: [&str; 11] = [
    // Of the conversations and of the log of contacts.
    "free on Thursdays",
    "two minutes from our door",
    "Mr. Osei",
    "robot",
    "beetle",
    "electric",
    "Bolt and the Night Shift",
    "gripper",
    "asked Leo",
    "She sits in the library",
    "since I was small",
];

async fn add_others(store: &Store) {
    add_tenant(store, "elsewhere.example").await;
    let hash = HASH.clone();
    let rows = store.write(move |tx| {
        Box::pin(async move {
            let others = [
                (ADULTS_PARENT, "adults.parent"),
                (FORMER, "former"),
                (CLOSED, "closed"),
                (HOLDER, "holder"),
                (EXPIRED, "expired"),
                (SUPPORTER, "supporter"),
                (SUBSTITUTE, "substitute"),
                (PROCTOR, "proctor"),
            ];
            for (id, login) in others {
                people::add(tx, &person(TENANT, id)).await?;
                accounts::set_password(tx, TENANT, id, (login, &hash), DateTime::UNIX_EPOCH).await?;
            }
            people::add(tx, &person(TenantId::numbered(2), STRANGER)).await?;
            let named = Tie::Supporter { consent: Some("a form of her mother's".to_owned()) };
            let father = Tie::Family { rights: Rights::ALL, evidence: None };
            let bonds = [
                bond(RelationId::numbered(901), (ELIJAH, ADULTS_PARENT), father),
                bond(HOUR, (MAYA, HOLDER), broken_glass(10)),
                bond(RelationId::numbered(905), (MAYA, EXPIRED), broken_glass(60)),
                bond(RelationId::numbered(906), (MAYA, SUPPORTER), named),
            ];
            ties::add(tx, TENANT, &bonds).await?;
            ties::add_posts(tx, TENANT, &[HOLDER, EXPIRED, SUBSTITUTE, PROCTOR].map(post)).await?;
            let over = NaiveDate::from_ymd_opt(2026, 11, 22);
            let stays = [
                stay(901, FORMER, ("teacher", over)),
                stay(902, CLOSED, ("teacher", None)),
                stay(903, SUBSTITUTE, ("substitute", None)),
                stay(904, PROCTOR, ("proctor", None)),
            ];
            ties::add_stays(tx, TENANT, &stays).await
        })
    });
    rows.await.expect("the others are settled");
    let words = Text::new(Language::english(), "She knows me since I was small").expect("a text");
    let named = Entry {
        id: ChangeId::numbered(956),
        at: DateTime::from_timestamp(1_795_340_000, 0).expect("a time"),
        hand: Hand::of(MAYA, Party::Student),
        through: None,
        change: Change::SupporterNamed { person: SUPPORTER, words },
    };
    riverside::append(store, MAYA, vec![named]).await;
}

fn stay(number: u128, person: PersonId, (role, until): (&str, Option<NaiveDate>)) -> Stay {
    let (id, class, role) = (EnrolmentId::numbered(number), ENGLISH_8, role.to_owned());
    Stay { id, person, class, role, is_primary: false, from: None, until }
}

pub(super) fn bond(id: RelationId, (learner, person): (PersonId, PersonId), tie: Tie) -> Bond {
    let (called, recorded_at) = (String::new(), DateTime::UNIX_EPOCH);
    Bond { id, learner, person, tie, called, from: None, until: None, recorded_by: None, recorded_at }
}

/// So many minutes before the clock of these tests.
fn broken_glass(minutes: i64) -> Tie {
    let since = DateTime::from_timestamp(1_795_348_800 - 60 * minutes, 0).expect("a time");
    Tie::BreakGlass { reason: "She sits in the library and cries".to_owned(), since }
}

/// A post that shows nobody by itself.
fn post(person: PersonId) -> Post {
    let (id, from) = (person.0, DateTime::UNIX_EPOCH.date_naive());
    Post { id, person, kind: OfficeKind::Other, organisation: MIDDLE, from, until: None }
}

fn person(tenant: TenantId, id: PersonId) -> Person {
    Person {
        tenant,
        id,
        names: Names { given: "Sam".to_owned(), family: "Other".to_owned(), ..Names::default() },
        birth_date: None,
        language: Some("en".to_owned()),
        pronouns: None,
        email: None,
        identifier: None,
        enabled: id != CLOSED,
        retired_at: None,
    }
}

/// An address with the parts of this learner's plan: a goal and a step of the student's, what the school does for them, a
/// suggestion put to them, a different view that nobody has.
pub(super) fn address(path: &str, learner: PersonId) -> String {
    let all = riverside();
    let plan = all.plan_of(learner).or_else(|| all.plan_of(MAYA)).expect("a plan");
    let written = |path: &str| {
        let own = plan.log.iter().find_map(|entry| match &entry.change {
            Change::ItemWritten { item, replaces: None, says } => {
                let is_at = |room: &str| path.contains(room);
                let elsewhere = ["/step/", "/agree/", "/entry/", "/observation/", "/undertaking/"];
                let fits = match says {
                    Body::Step(step) => is_at("/step/") && step.doer == Owner::Student,
                    Body::Support(_) => is_at("/agree/") || is_at("/undertaking/"),
                    Body::ProfileEntry(_) => is_at("/entry/"),
                    Body::Observation(_) => is_at("/observation/"),
                    Body::Goal(_) => !elsewhere.into_iter().any(is_at),
                    _ => false,
                };
                fits.then_some(item.to_string())
            }
            _ => None,
        });
        own.unwrap_or_else(|| learner.to_string())
    };
    // One about a goal, since that can be answered with another version too.
    let about_a_goal =
        |one: &&Proposal| matches!(one.changes.as_slice(), [Change::ItemWritten { says: Body::Goal(_), .. }]);
    let mut asked =
        plan.proposals.iter().filter(|one| one.asks == Owner::Student && one.standing().awaits_answer());
    let suggestion = asked.clone().find(about_a_goal).or_else(|| asked.next());
    let suggestion = suggestion.map_or_else(|| learner.to_string(), |one| one.id.to_string());
    path.replace("{learner}", &learner.to_string())
        .replace("{item}", &written(path))
        .replace("{kind}", "strength")
        .replace("{page}", "1")
        .replace("{suggestion}", &suggestion)
        .replace("{conversation}", &CIRCLE.to_string())
        .replace("{dissent}", &learner.to_string())
        .replace("{view}", &learner.to_string())
        .replace("{export}", &learner.to_string())
        .replace("{person}", &learner.to_string())
        .replace("trust/{office}", "trust/administrator")
        .replace("{office}", &learner.to_string())
        .replace("{ask}", &learner.to_string())
        .replace("{of}/{group}", &format!("class/{ENGLISH_8}"))
        .replace("{hour}", &HOUR.to_string())
        // That of Maya's father: no other persona's door hangs on it.
        .replace("{tie}", &RelationId::numbered(2).to_string())
}

/// Fields that make every form sound, so that it is the saving that is asked for; over a revision that no item has.
pub(super) const SOUND: &[(&str, &str)] = &[
    ("aspect", "strength"),
    ("replaces", "4000000"),
    ("revision", "4000000"),
    ("reach", "short"),
    ("measure", "typed"),
    ("statement", "Words of a test of doors"),
    ("what", "Words of a test of doors"),
    ("words", "Words of a test of doors"),
    ("reason", "Words of a test of doors"),
    ("to", "done"),
    ("answer", "not_now"),
    ("stance", "agreed"),
    ("subject", "Words of a test of doors"),
    ("held_on", "2026-11-20"),
    ("with", "student"),
    ("way", "talk"),
    ("talk", "reopen"),
    ("purpose", "Words of a test of doors"),
    ("from", "2026-11-01"),
    ("verdict", "approved"),
];

async fn ask(browser: &mut Browser, csrf: &str, route: &Route, (path, once): (&str, u128)) -> Answer {
    if route.method == Method::GET {
        return browser.get(path).await;
    }
    let once = uuid::Uuid::from_u128(once).to_string();
    let mut fields = vec![("_csrf", csrf), ("_once", &once)];
    fields.extend_from_slice(SOUND);
    browser.post(path, &fields).await
}

fn found(answer: &Answer) -> &'static str {
    let location = answer.header("location");
    match answer.status {
        StatusCode::OK => "ok",
        StatusCode::SEE_OTHER if location.starts_with("/sign-in") => "sign-in",
        StatusCode::SEE_OTHER => "on",
        StatusCode::BAD_REQUEST | StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY => "form",
        StatusCode::FORBIDDEN if answer.body.contains("This page was open for too long") => "sign-in",
        StatusCode::FORBIDDEN => "no",
        StatusCode::NOT_FOUND => "hidden",
        _ => "broken",
    }
}

/// The routes that have a door; those for everybody have tests of their own.
fn guarded() -> Vec<Route> {
    let guarded =
        |route: &Route| matches!(route.access, Access::SignedIn | Access::About(_) | Access::Over(_));
    let mut routes: Vec<Route> = registry::all().into_iter().filter(guarded).collect();
    // Words that an officer states open what comes after, so they are stated last.
    routes.sort_by_key(|route| route.method == Method::POST && route.path.ends_with("/purpose"));
    routes
}

/// The table: for each method and path, what each persona finds.
pub(super) fn table() -> BTreeMap<(String, String), Vec<String>> {
    let mut lines =
        DOORS.lines().map(|line| line.split(',').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    let head = lines.next().expect("the table has a head");
    let personas: Vec<&str> = PERSONAS.iter().map(|(name, _, _)| *name).collect();
    assert_eq!(head[2..], personas, "the columns are the personas");
    lines.map(|cells| ((cells[0].clone(), cells[1].clone()), cells[2..].to_vec())).collect()
}

/// Writes what was found into the cells that were empty, for somebody to think about each; no other cell changes.
fn fill_in(all: &BTreeMap<(String, String), Vec<String>>) {
    let head = DOORS.lines().next().unwrap_or_default();
    let known: Vec<(String, String)> = DOORS
        .lines()
        .skip(1)
        .filter_map(|line| Some((line.split(',').next()?.to_owned(), line.split(',').nth(1)?.to_owned())))
        .collect();
    let new = all.keys().filter(|key| !known.contains(key));
    let rows = known.iter().chain(new).map(|key| format!("{},{},{}\n", key.0, key.1, all[key].join(",")));
    let text = format!("{head}\n{}", rows.collect::<String>());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/doors.csv");
    std::fs::write(path, text).expect("the table can be written");
}

#[test]
fn every_door_has_a_row_and_every_row_a_door() {
    let doors: BTreeSet<(String, String)> =
        guarded().iter().map(|route| (route.method.to_string(), route.path.to_owned())).collect();
    let rows: BTreeSet<(String, String)> = table().into_keys().collect();
    assert_eq!(doors, rows);
}

#[test]
fn what_is_open_to_everybody_is_a_short_list() {
    let open =
        registry::all().into_iter().filter(|route| matches!(route.access, Access::Public | Access::Plain));
    let open: BTreeSet<&str> = open.map(|route| route.path).collect();
    let mut known = BTreeSet::from([
        "/assets/{name}",
        "/health",
        "/help",
        "/language",
        "/sign-in",
        "/sign-out",
        "/welcome",
        "/welcome/{language}",
    ]);
    if cfg!(debug_assertions) {
        // Sentences of ours and nobody's; a release has no such page.
        known.insert("/design");
    }
    assert_eq!(open, known);
}

#[tokio::test]
async fn every_persona_finds_at_every_door_what_the_table_says() {
    for school in School::riverside_on_each_engine().await {
        add_others(&school.store).await;
        let (mut wrong, mut all) = (Vec::new(), table());
        for (column, (persona, login, learner)) in PERSONAS.into_iter().enumerate() {
            let mut browser = school.browser();
            if let Some(login) = login {
                browser.sign_in(login, super::PASSWORD).await;
            }
            let csrf = browser.get("/help").await.hidden("/language", "_csrf");
            for (route, once) in guarded().into_iter().zip(1_000 * (column as u128 + 1)..) {
                let path = address(route.path, learner);
                let answer = ask(&mut browser, &csrf, &route, (&path, once)).await;
                let key = (route.method.to_string(), route.path.to_owned());
                let row = all.entry(key.clone()).or_default();
                row.resize(PERSONAS.len(), String::new());
                let what = found(&answer);
                if row[column].is_empty() {
                    what.clone_into(&mut row[column]);
                }
                let expected = table().get(&key).and_then(|row| row.get(column).cloned()).unwrap_or_default();
                if what != expected {
                    wrong.push(format!("{persona}, {} {}: {what}, not {expected}", key.0, key.1));
                }
                if matches!(what, "no" | "hidden" | "sign-in") {
                    let told = CANARIES.into_iter().find(|canary| answer.body.contains(canary));
                    assert_eq!(told, None, "{persona} reads a word of the plan at {path}");
                }
            }
        }
        if std::env::var_os("HEADWAY_WRITE").is_some() {
            fill_in(&all);
        }
        assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    }
}
