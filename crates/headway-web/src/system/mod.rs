//! GET /system: what runs, where it keeps its data, how much there is, and how old the last backup is.

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use headway_store::audit::{self, Event};
use headway_store::backup::{COPIED, Copied};
use headway_store::jobs::{Job, State};
use headway_store::overview::{self, Applied, Length, Overview, ROWS_COUNTED_MAX};
use headway_store::rosters::{LOADED, Loaded};
use headway_store::{Work, people};
use ilp::access::Act;

use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

/// The line for `/etc/cron.d/headway` by which a copy is made every night; the README has the same, for the place that it names.
///
/// There a user stands before the command, and a percent sign ends it unless a backslash stands before it.
fn nightly(database: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "/._-".contains(sign);
    let quoted = format!("'{}'", database.replace('\'', r"'\''")).replace('%', r"\%");
    let database = if database.chars().all(is_plain) { database } else { &quoted };
    let copy = r"/var/backups/headway/$(date +\%F).db";
    format!("15 2 * * * headway HEADWAY_DATABASE={database} /usr/local/bin/headway backup {copy}")
}

/// How many roster loads are shown.
const LOADS_MAX: u32 = 5;

/// A backup that is older than this is too old for a school that writes every day.
const BACKUP_AGE_MAX: TimeDelta = TimeDelta::days(2);

/// A roster that is older than this knows neither who came nor who left.
const ROSTER_AGE_MAX: TimeDelta = TimeDelta::days(7);

#[derive(Template)]
#[template(path = "system/page.html")]
struct Page {
    frame: Frame,
    facts: Vec<(String, String)>,
    backup: Backup,
    roster: Roster,
    loads: Vec<Load>,
    tables: Vec<(&'static str, String)>,
    jobs: Vec<(String, String, String)>,
    migrations: Vec<(String, String)>,
    /// Something was given up: what is for support stands open.
    has_failed: bool,
}

/// What is known of the last roster.
struct Roster {
    said: String,
    /// Why a new one is due, where it is.
    due: Option<String>,
}

/// What is known of the last copy.
pub(crate) struct Backup {
    pub(crate) said: String,
    /// None, or an old one: said so that it is seen.
    pub(crate) is_due: bool,
    /// PostgreSQL is copied by its own tools.
    is_server: bool,
    /// What the server is told, so that it makes one every night.
    nightly: String,
}

/// A roster that was loaded.
struct Load {
    when: String,
    said: String,
    tables: Vec<(String, String, String)>,
}

/// GET /system
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let read = visit.read_over(Act::RunSystem, |right| -> Work<'_, _> {
        Box::pin(async move {
            let (tx, tenant) = (right.tx(), right.tenant());
            let backups = audit::latest_of(tx, tenant, COPIED, 1).await?;
            let loads = audit::latest_of(tx, tenant, LOADED, LOADS_MAX).await?;
            let known = people::count(tx, tenant).await?;
            Ok((overview::of(&right).await?, backups, loads, known))
        })
    });
    let (found, backups, loads, known) = read.await?;
    let backup = backup(&visit, backups.first());
    let page = Page {
        frame: visit.frame(visit.words.text("system-title")),
        facts: facts(&visit, &found, known),
        backup,
        roster: roster(&visit, loads.first(), known),
        has_failed: found.jobs.iter().any(|job| job.state == State::Failed),
        loads: loads.iter().map(|event| load(&visit, event)).collect(),
        tables: found.tables.iter().map(|length| (length.table, rows(&visit, length))).collect(),
        jobs: found.jobs.iter().map(|one| job(&visit, one)).collect(),
        migrations: found.migrations.iter().map(|one| applied(&visit, one)).collect(),
    };
    visit.show(&page)
}

fn facts(visit: &Visit, found: &Overview, known: u64) -> Vec<(String, String)> {
    let words = visit.words;
    let engine = format!("{} {}", visit.app.store.engine(), found.engine_version);
    let people = words.text_with("system-people-count", &[("count", number(known).into())]);
    let open = words.text_with("system-sessions-count", &[("count", number(found.sessions_open).into())]);
    vec![
        (words.text("system-version"), env!("CARGO_PKG_VERSION").to_owned()),
        (words.text("system-up"), lasted(visit, visit.now - visit.app.began)),
        (words.text("system-engine"), engine),
        (words.text("system-place"), visit.app.store.place().to_owned()),
        (words.text("system-size"), size(found.bytes)),
        (words.text("system-people"), people),
        (words.text("system-sessions"), open),
    ]
}

pub(crate) fn backup(visit: &Visit, last: Option<&Event>) -> Backup {
    let words = visit.words;
    let is_server = visit.app.store.engine() != "SQLite";
    let nightly = nightly(visit.app.store.place());
    let Some(event) = last else {
        return Backup { said: words.text("system-backup-none"), is_due: !is_server, is_server, nightly };
    };
    let when = ("when", moment(visit, event.at).into());
    let said = match serde_json::from_str::<Copied>(&event.detail) {
        Ok(copied) => {
            let size = ("size", size(copied.bytes).into());
            words.text_with("system-backup-last", &[when, size, ("file", copied.file.into())])
        }
        Err(_) => words.text_with("system-backup-when", &[when]),
    };
    Backup { said, is_due: BACKUP_AGE_MAX < visit.now - event.at, is_server, nightly }
}

/// When the last roster came, how many people it brought, and what to do where it is old.
fn roster(visit: &Visit, last: Option<&Event>, known: u64) -> Roster {
    let words = visit.words;
    let Some(event) = last else {
        let due = Some(words.text("system-roster-load"));
        return Roster { said: words.text("system-loads-none"), due };
    };
    let loaded = serde_json::from_str::<Loaded>(&event.detail).ok();
    let people = loaded.iter().flat_map(|loaded| &loaded.tables).find(|(table, ..)| table == "person");
    let (added, changed) = people.map_or((0, 0), |(_, added, changed)| (*added, *changed));
    let count = |key, count| words.text_with(key, &[("count", number(count).into())]);
    let on = words.date(event.at.with_timezone(&visit.zone()).date_naive());
    let came = words.text_with("system-roster-came", &[("on", on.into())]);
    let said = [
        came,
        count("system-roster-new", added),
        count("system-roster-changed", changed),
        count("system-roster-known", known),
    ];
    let age = visit.now - event.at;
    let days = ("days", age.num_days().into());
    Roster {
        said: said.join(" "),
        due: (ROSTER_AGE_MAX < age).then(|| words.text_with("system-roster-old", &[days])),
    }
}

fn load(visit: &Visit, event: &Event) -> Load {
    let words = visit.words;
    let loaded = serde_json::from_str::<Loaded>(&event.detail).ok();
    let system = loaded.as_ref().map(|loaded| loaded.system.clone()).unwrap_or_default();
    let tables = loaded.map(|loaded| loaded.tables).unwrap_or_default();
    let said = if tables.is_empty() {
        words.text_with("system-load-same", &[("system", system.into())])
    } else {
        words.text_with("system-load-changed", &[("system", system.into())])
    };
    let table =
        |(name, added, changed): (String, u64, u64)| (name, counted(visit, added), counted(visit, changed));
    Load { when: moment(visit, event.at), said, tables: tables.into_iter().map(table).collect() }
}

fn job(visit: &Visit, job: &Job) -> (String, String, String) {
    let words = visit.words;
    let state = match job.state {
        State::Queued => words.text("system-job-queued"),
        State::Running => words.text("system-job-running"),
        State::Done => words.text("system-job-done"),
        State::Failed => words.text_with("system-job-failed", &[("why", job.note.as_str().into())]),
    };
    (job.kind.clone(), state, moment(visit, job.enqueued_at))
}

fn applied(visit: &Visit, one: &Applied) -> (String, String) {
    (one.name.clone(), moment(visit, one.at))
}

fn rows(visit: &Visit, length: &Length) -> String {
    if ROWS_COUNTED_MAX < length.rows {
        return visit.words.text_with("system-rows-more", &[("count", number(ROWS_COUNTED_MAX).into())]);
    }
    counted(visit, length.rows)
}

fn counted(visit: &Visit, count: u64) -> String {
    visit.words.text_with("system-number", &[("count", number(count).into())])
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// An instant on the wall of the school, to the minute.
pub(crate) fn moment(visit: &Visit, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&visit.zone());
    format!("{}, {}", visit.words.date(local.date_naive()), visit.words.time(local.time()))
}

/// A size in the unit that people say it in; a kilobyte has 1,000 bytes, as files are counted where they are kept.
fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000_000 => (1_000, "KB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = bytes.saturating_mul(10) / unit;
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

/// A length of time in its two largest units at most.
fn lasted(visit: &Visit, time: TimeDelta) -> String {
    let words = visit.words;
    let days = |count: i64| words.text_with("system-days", &[("count", count.into())]);
    let hours = |count: i64| words.text_with("system-hours", &[("count", count.into())]);
    let minutes = |count: i64| words.text_with("system-minutes", &[("count", count.into())]);
    match (time.num_days(), time.num_hours() % 24, time.num_minutes() % 60) {
        (0, 0, few) => minutes(few.max(0)),
        (0, some, few) => format!("{}, {}", hours(some), minutes(few)),
        (many, some, _) => format!("{}, {}", days(many), hours(some)),
    }
}

#[cfg(test)]
mod tests {
    use super::nightly;

    #[test]
    fn the_line_for_every_night_is_the_one_of_the_readme() {
        let readme = include_str!("../../../../README.md");
        let line = nightly("/var/lib/headway/headway.db");
        assert!(readme.lines().any(|one| one.trim() == line), "{line}");
        assert!(line.contains(r"$(date +\%F)"), "a bare percent sign ends the command: {line}");
    }

    #[test]
    fn a_place_with_signs_of_the_shell_is_quoted() {
        let check = |place: &str, expected: &str| {
            let line = nightly(place);
            assert!(line.contains(&format!("HEADWAY_DATABASE={expected} /usr/local")), "{line}");
        };
        check("/srv/a_b-1.db", "/srv/a_b-1.db");
        check("/srv/our school.db", "'/srv/our school.db'");
        check("/srv/100%.db", r"'/srv/100\%.db'");
        check("/srv/o'neill.db", r"'/srv/o'\''neill.db'");
    }
}
