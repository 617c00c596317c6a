//! GET /audit: what was done and refused in the district, searched; an export of who looked at whom below it.
//!
//! Who runs the system reads of an event about a learner only that there was one; who keeps the records reads about whom.

pub(crate) mod export;
mod told;

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::response::Response;
use chrono::{Days, NaiveDate, TimeDelta};
use headway_store::audit::{self, Acts, Found, Wanted};
use headway_store::{Work, people};
use ilp::PersonId;
use ilp::access::Act;
use serde::Deserialize;
use uuid::Uuid;

use crate::about::{Query, day, end_of};
use crate::error::PageError;
use crate::layout::Frame;
use crate::people::letters::one::LETTERS_MAX;
use crate::shell::Visit;

/// Rows on one page.
const ROWS: usize = 50;
/// Events for one page: several can be one row, and never more than letters are made at once.
const EVENTS: u32 = 251;
const _: () = assert!(ROWS + LETTERS_MAX < EVENTS as usize, "a deed is told whole");

#[derive(Template)]
#[template(path = "audit/page.html")]
struct Page {
    frame: Frame,
    asked: Asked,
    times: Vec<Choice>,
    kinds: Vec<Choice>,
    outcomes: Vec<Choice>,
    /// The person to whom the list is narrowed.
    about: Option<String>,
    rows: Vec<told::Row>,
    next: Option<String>,
    is_narrowed: bool,
    /// The reader keeps the records: they may take the access log out.
    keeps_records: bool,
    /// How many events are about students whose records are not theirs, where some are.
    kept_away: Option<String>,
    /// Days or a number were asked for: what is folded away stands open.
    is_open: bool,
}

/// One entry of a list to choose from.
struct Choice {
    code: &'static str,
    label: String,
    is_chosen: bool,
}

/// What the address asks for; everything may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    words: String,
    days: String,
    kind: String,
    outcome: String,
    from: String,
    to: String,
    number: String,
    person: Option<PersonId>,
    before: Option<Uuid>,
}

/// GET /audit
pub(crate) async fn show(visit: Visit, Query(mut asked): Query<Asked>) -> Result<Response, PageError> {
    // Whoever asks what was refused means also what was refused a moment ago.
    visit.app.views.flush().await;
    asked.words = asked.words.chars().take(100).collect();
    let wanted = wanted(&visit, &asked);
    let narrowed_to = asked.person;
    let read = visit.read_over(Act::SeeAudit, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let found = audit::search(&right, &wanted).await?;
            let mut ids: BTreeSet<PersonId> = found.iter().flat_map(|one| told::people(&one.event)).collect();
            ids.extend(narrowed_to);
            let ids: Vec<PersonId> = ids.into_iter().collect();
            let names = people::names_of(right.tx(), right.tenant(), &ids).await?;
            let kept_away = audit::count_kept_away(&right).await?;
            Ok((found, names, right.also(Act::ManageRights).is_some(), kept_away))
        })
    });
    let (found, names, keeps_records, kept_away) = read.await?;
    let count = i64::try_from(kept_away).unwrap_or(i64::MAX);
    let names: HashMap<PersonId, String> = names.into_iter().collect();
    let mut deeds = told::deeds(&found, EVENTS as usize);
    deeds.truncate(ROWS);
    let shown: usize = deeds.iter().map(|deed| deed.len()).sum();
    let last = deeds.last().and_then(|deed| deed.last()).filter(|_| shown < found.len());
    let next = last.map(|last| next(&asked, last));
    let about = asked.person.and_then(|person| names.get(&person).cloned());
    let page = Page {
        frame: visit.frame(visit.words.text("audit-title")),
        times: times(&visit, &asked),
        kinds: kinds(&visit, &asked.kind),
        outcomes: outcomes(&visit, &asked.outcome),
        about,
        rows: deeds.iter().filter_map(|deed| told::deed(&visit, deed, &names)).collect(),
        next,
        is_narrowed: asked.is_narrowed(),
        keeps_records,
        kept_away: (0 < count)
            .then(|| visit.words.text_with("trust-audit-kept-away", &[("count", count.into())])),
        is_open: asked.names_days() || !asked.number.trim().is_empty(),
        asked,
    };
    visit.show(&page)
}

impl Asked {
    fn is_narrowed(&self) -> bool {
        self.asks_for_some() || self.days().is_some()
    }

    fn asks_for_some(&self) -> bool {
        let texts = [&self.words, &self.kind, &self.outcome, &self.number];
        texts.iter().any(|text| !text.trim().is_empty()) || self.person.is_some() || self.names_days()
    }

    fn names_days(&self) -> bool {
        !self.from.trim().is_empty() || !self.to.trim().is_empty()
    }

    /// How many days back: the last week, where nothing at all is asked for. A link to what somebody did means all of it, and who
    /// names the first or the last day means those.
    fn days(&self) -> Option<u64> {
        match self.days.as_str() {
            _ if self.names_days() || !self.number.trim().is_empty() => None,
            "7" => Some(7),
            "30" => Some(30),
            "" if !self.asks_for_some() => Some(7),
            _ => None,
        }
    }

    fn days_code(&self) -> &'static str {
        match self.days() {
            Some(7) => "7",
            Some(_) => "30",
            None => "all",
        }
    }
}

fn wanted(visit: &Visit, asked: &Asked) -> Wanted {
    let ends = |text: &str| day(text).and_then(|day| end_of(day, visit.zone()));
    // A day begins a moment after the one before it has ended.
    let begins = |day: NaiveDate| Some(end_of(day.pred_opt()?, visit.zone())? + TimeDelta::microseconds(1));
    let since = asked.days().and_then(|days| visit.today().checked_sub_days(Days::new(days - 1)));
    Wanted {
        words: asked.words.clone(),
        person: asked.person,
        // A number that is none finds nothing, and not everything.
        number: Some(asked.number.trim())
            .filter(|number| !number.is_empty())
            .map(|number| number.parse().unwrap_or(Uuid::nil())),
        acts: acts(&asked.kind),
        outcome: Some(asked.outcome.clone()).filter(|outcome| !outcome.is_empty()),
        because: None,
        from: day(&asked.from).or(since).and_then(begins),
        until: ends(&asked.to),
        before: asked.before,
        count_max: EVENTS,
    }
}

fn acts(kind: &str) -> Acts {
    match kind {
        "session" => Acts::Of("session"),
        "account" => Acts::Of("account"),
        "invitation" => Acts::Of("invitation"),
        "office" => Acts::Of("office"),
        "rights" => Acts::Of("rights"),
        "audit" => Acts::Of("audit"),
        "system" => Acts::Of("system"),
        "roster" => Acts::Of("roster"),
        "asked" => Acts::Asked,
        _ => Acts::Any,
    }
}

fn times(visit: &Visit, asked: &Asked) -> Vec<Choice> {
    let (words, chosen) = (visit.words, asked.days_code());
    let all = [
        ("7", words.text("audit-days-7")),
        ("30", words.text("audit-days-30")),
        ("all", words.text("audit-days-all")),
    ];
    all.map(|(code, label)| Choice { code, label, is_chosen: code == chosen }).into()
}

fn kinds(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let words = visit.words;
    let all = [
        ("", words.text("audit-kind-any")),
        ("session", words.text("audit-kind-session")),
        ("account", words.text("audit-kind-account")),
        ("invitation", words.text("audit-kind-invitation")),
        ("office", words.text("audit-kind-office")),
        ("rights", words.text("rights-audit-kind")),
        ("asked", words.text("audit-kind-asked")),
        ("audit", words.text("audit-kind-audit")),
        ("system", words.text("audit-kind-system")),
        ("roster", words.text("audit-kind-roster")),
    ];
    all.map(|(code, label)| Choice { code, label, is_chosen: code == chosen }).into()
}

fn outcomes(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let words = visit.words;
    let all = [
        ("", words.text("audit-outcome-any")),
        ("done", words.text("audit-outcome-done")),
        ("refused", words.text("audit-outcome-refused")),
        ("failed", words.text("audit-outcome-failed")),
    ];
    all.map(|(code, label)| Choice { code, label, is_chosen: code == chosen }).into()
}

fn next(asked: &Asked, last: &Found) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let texts = [
        ("words", asked.words.as_str()),
        ("days", asked.days_code()),
        ("kind", &asked.kind),
        ("outcome", &asked.outcome),
        ("from", &asked.from),
        ("to", &asked.to),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        query.append_pair(name, text);
    }
    if let Some(person) = asked.person {
        query.append_pair("person", &person.to_string());
    }
    query.append_pair("before", &last.event.id.to_string());
    format!("/audit?{}", query.finish())
}
