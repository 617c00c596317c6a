//! What waits for whoever looks after the district: the administrator's machine, and the privacy officer's reviews.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use headway_store::audit::{self, Event, Wanted};
use headway_store::backup::COPIED;
use headway_store::glass::{self, Listed};
use headway_store::hats::Hats;
use headway_store::invitations::{self, Asked};
use headway_store::jobs::{Job, State};
use headway_store::offices;
use headway_store::oversight::{self, Oversight};
use headway_store::rights::{self, AboutKeeper};
use headway_store::rosters::LOADED;
use headway_store::{StoreError, Tx, overview, people};
use ilp::PersonId;
use ilp::access::{Act, Actor, Moment};

use super::part::{TASKS_MAX, Task};
use crate::about::TOO_FAST;
use crate::people::trust::{Waiting, waiting};
use crate::shell::Visit;
use crate::system;

/// How long the privacy officer is told of it.
const TOLD_FOR: TimeDelta = TimeDelta::days(7);
/// More people than anybody counts on a first page.
const PEOPLE_MAX: u32 = 99;

/// What is known of the district, as far as it is the reader's to look after.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    machine: Option<Machine>,
    /// Hours of broken glass without a review, the oldest first.
    unreviewed: Vec<Listed>,
    /// Who opened the plans of many in a short time.
    too_fast: Option<TooFast>,
    /// Whose letters wait for a second administrator, with the day that is too late.
    letters: Vec<(PersonId, String, DateTime<Utc>)>,
    /// Offices of trust to which the reader can agree.
    offices: Vec<Waiting>,
    /// What other officers wrote down about who keeps the records, the latest first.
    about_keepers: Vec<AboutKeeper>,
}

#[derive(Debug, Clone)]
struct TooFast {
    /// How many did.
    count: usize,
    /// Who did last, by name, and when.
    person: PersonId,
    name: String,
    at: DateTime<Utc>,
}

#[derive(Debug, Clone)]
struct Machine {
    last_backup: Option<Event>,
    last_load: Option<Event>,
    /// The last piece of work beside requests, where it was given up.
    failed: Option<Job>,
}

pub(super) async fn load(tx: &Tx, actor: &Actor, hats: &Hats, now: Moment) -> Result<Kept, StoreError> {
    let mut kept = Kept::default();
    if hats.administers
        && let Ok(right) = oversight::over(tx, actor, Act::RunSystem, now).await?
    {
        let latest = async |act| Ok::<_, StoreError>(audit::latest_of(tx, actor.tenant, act, 1).await?.pop());
        let jobs = overview::jobs_of(&right).await?;
        kept.machine = Some(Machine {
            last_backup: latest(COPIED).await?,
            last_load: latest(LOADED).await?,
            failed: jobs.into_iter().next().filter(|job| job.state == State::Failed),
        });
    }
    if hats.administers
        && let Ok(right) = oversight::over(tx, actor, Act::ManageAccounts, now).await?
    {
        kept.letters = letters(&right).await?;
        for waits in waiting(&right).await? {
            if offices::why_not_agree(&right, &waits.ask).await?.is_none() {
                kept.offices.push(waits);
            }
        }
    }
    if hats.guards
        && let Ok(right) = oversight::over(tx, actor, Act::ReviewBreakGlass, now).await?
    {
        kept.unreviewed = glass::list(&right).await?.0;
    }
    if hats.guards
        && let Ok(right) = oversight::over(tx, actor, Act::ManageRights, now).await?
    {
        kept.about_keepers = rights::about_keepers(&right).await?;
    }
    if hats.guards
        && let Ok(right) = oversight::over(tx, actor, Act::SeeAudit, now).await?
    {
        kept.too_fast = too_fast(&right).await?;
    }
    Ok(kept)
}

async fn too_fast(right: &Oversight<'_>) -> Result<Option<TooFast>, StoreError> {
    let (from, because) = (Some(right.now().at - TOLD_FOR), Some(TOO_FAST.to_owned()));
    let wanted = Wanted { because, from, count_max: PEOPLE_MAX, ..Wanted::default() };
    let people = audit::actors(right, &wanted).await?;
    let Some(person) = people.first().copied() else { return Ok(None) };
    let last = audit::search(right, &Wanted { count_max: 1, ..wanted }).await?.pop();
    let name = people::names_of(right.tx(), right.tenant(), &[person]).await?.pop();
    let told = last.zip(name);
    Ok(told.map(|(last, (_, name))| TooFast { count: people.len(), person, name, at: last.event.at }))
}

/// The letters that somebody else asked for, to somebody else.
async fn letters(right: &Oversight<'_>) -> Result<Vec<(PersonId, String, DateTime<Utc>)>, StoreError> {
    let asked = invitations::asked(right).await?.into_iter();
    let asked: Vec<_> = asked.filter(|ask| ![ask.by, ask.person].contains(&right.person())).collect();
    let ids: Vec<PersonId> = asked.iter().map(|ask| ask.person).collect();
    let names: HashMap<PersonId, String> =
        people::names_of(right.tx(), right.tenant(), &ids).await?.into_iter().collect();
    let told = |ask: &Asked| Some((ask.person, names.get(&ask.person)?.clone(), ask.ends()));
    Ok(asked.iter().filter_map(told).collect())
}

/// The most pressing first, and of each kind one: many of a kind leave room for the others.
pub(super) fn duties(visit: &Visit, kept: &Kept) -> Vec<Task> {
    let reviews = kept.unreviewed.first().map(|oldest| reviews(visit, kept.unreviewed.len(), oldest));
    let letter = kept.letters.first().map(|first| letter(visit, first));
    let office = kept.offices.first().map(|first| office(visit, first));
    let keeper =
        kept.about_keepers.first().map(|latest| about_keeper(visit, latest, kept.about_keepers.len()));
    let fast = kept.too_fast.as_ref().map(|found| fast(visit, found));
    fast.into_iter()
        .chain(keeper)
        .chain(reviews)
        .chain(office)
        .chain(letter)
        .chain(kept.machine.iter().flat_map(|machine| machines(visit, machine)))
        .take(TASKS_MAX)
        .collect()
}

fn fast(visit: &Visit, found: &TooFast) -> Task {
    let words = visit.words;
    let on = words.date(found.at.with_timezone(&visit.zone()).date_naive());
    let (href, sentence) = if found.count == 1 {
        let sentence = words.text_with("duty-fast", &[("name", found.name.as_str().into())]);
        (format!("/audit?person={}&outcome=refused", found.person), sentence)
    } else {
        let count = i64::try_from(found.count).unwrap_or(i64::MAX);
        let sentence = words.text_with("duty-fast-many", &[("count", count.into())]);
        ("/audit?kind=asked&outcome=refused".to_owned(), sentence)
    };
    Task {
        href,
        sentence,
        words: None,
        why: words.text_with("duty-fast-why", &[("on", on.into())]),
        another_day: None,
    }
}

fn letter(visit: &Visit, (person, name, ends): &(PersonId, String, DateTime<Utc>)) -> Task {
    let words = visit.words;
    let until = words.date(ends.with_timezone(&visit.zone()).date_naive());
    Task {
        href: format!("/people/{person}"),
        sentence: words.text_with("second-duty", &[("name", name.as_str().into())]),
        words: None,
        why: words.text_with("second-duty-why", &[("until", until.into())]),
        another_day: None,
    }
}

fn office(visit: &Visit, waits: &Waiting) -> Task {
    let words = visit.words;
    let until = words.date(waits.ask.ends().with_timezone(&visit.zone()).date_naive());
    Task {
        href: waits.href(),
        sentence: waits.said(words),
        words: None,
        why: words.text_with("trust-duty-why", &[("until", until.into())]),
        another_day: None,
    }
}

fn about_keeper(visit: &Visit, told: &AboutKeeper, count: usize) -> Task {
    let words = visit.words;
    let on = told.from.unwrap_or_else(|| told.at.with_timezone(&visit.zone()).date_naive());
    let (who, on) = (("who", told.who.as_str().into()), ("on", words.date(on).into()));
    let many = ("count", i64::try_from(count).unwrap_or(i64::MAX).into());
    let sentence = if count == 1 { "trust-duty-keeper" } else { "trust-duty-keepers" };
    let why = if told.keeps_records { "trust-duty-keeper-why" } else { "trust-duty-administrator-why" };
    Task {
        href: format!("/rights/{}", told.learner),
        sentence: words.text_with(sentence, &[("by", told.by.as_str().into()), who.clone(), many]),
        words: None,
        why: words.text_with(why, &[who, on]),
        another_day: None,
    }
}

fn reviews(visit: &Visit, count: usize, oldest: &Listed) -> Task {
    let (words, count) = (visit.words, i64::try_from(count).unwrap_or(i64::MAX));
    let since = oldest.hour.at.with_timezone(&visit.zone()).date_naive();
    Task {
        href: "/glass/reviews".to_owned(),
        sentence: words.text_with("duty-review", &[("count", count.into())]),
        words: None,
        why: words.text_with("today-waits", &[("on", words.date(since).into())]),
        another_day: None,
    }
}

fn machines(visit: &Visit, machine: &Machine) -> Vec<Task> {
    let words = visit.words;
    let task = |sentence: String, why: String| Task {
        href: "/system".to_owned(),
        sentence,
        words: None,
        why,
        another_day: None,
    };
    let backup = system::backup(visit, machine.last_backup.as_ref());
    let failed = machine.failed.as_ref().map(|job| format!("{}: {}", job.kind, job.note));
    let never = machine.last_load.is_none().then(|| words.text("duty-roster-why"));
    let found = [
        failed.map(|why| task(words.text("duty-job"), why)),
        backup.is_due.then(|| task(words.text("duty-backup"), backup.said)),
        never.map(|why| task(words.text("duty-roster"), why)),
    ];
    found.into_iter().flatten().collect()
}
