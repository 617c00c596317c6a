//! How long a tie holds or held, in words: its days, and where an officer ended it at once, the hour.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use headway_store::rights::{Known, Recorded};
use ilp::access::Tie;

use crate::days;
use crate::shell::Visit;

/// From when until when.
pub(super) fn of(visit: &Visit, known: &Known, tie: &Recorded) -> String {
    let words = visit.words;
    // What a roster says has no hour.
    let Some(last) = tie.until.filter(|_| !tie.is_rosters) else {
        return days::said(words, tie.from, tie.until);
    };
    let ended = ended_at(known, tie).filter(|at| local(visit, *at).date_naive() == last);
    match ended {
        Some(ended) if tie.from == Some(last) => on_one_day(visit, tie, (last, ended)),
        Some(ended) => {
            let from = tie.from.map(|day| words.text_with("people-from", &[("day", words.date(day).into())]));
            let said = [("day", words.date(last).into()), ("time", time(visit, ended).into())];
            from.into_iter()
                .chain([words.text_with("rights-spell-ended", &said)])
                .collect::<Vec<_>>()
                .join(", ")
        }
        None if tie.from == Some(last) && local(visit, tie.recorded_at).date_naive() < last => {
            words.text_with("rights-spell-never", &[("day", words.date(last).into())])
        }
        None => days::said(words, tie.from, tie.until),
    }
}

/// By days alone it holds on none, and yet it held for some hours.
fn on_one_day(visit: &Visit, tie: &Recorded, (day, ended): (NaiveDate, DateTime<Utc>)) -> String {
    let words = visit.words;
    let (said, until) = (("day", words.date(day).into()), ("until", time(visit, ended).into()));
    let is_on_it = |at: &DateTime<Utc>| local(visit, *at).date_naive() == day && *at < ended;
    if let Some(at) = Some(tie.recorded_at).filter(is_on_it) {
        return words.text_with("rights-spell-times", &[said, ("from", time(visit, at).into()), until]);
    }
    let until = words.the_time(local(visit, ended).time());
    words.text_with("rights-spell-until", &[said, ("until", until.into())])
}

fn local(visit: &Visit, at: DateTime<Utc>) -> DateTime<Tz> {
    at.with_timezone(&visit.zone())
}

fn time(visit: &Visit, at: DateTime<Utc>) -> String {
    visit.words.time(local(visit, at).time())
}

/// When an officer ended it, or wrote another line in its place.
fn ended_at(known: &Known, tie: &Recorded) -> Option<DateTime<Utc>> {
    let ends = |act: &str| matches!(act, "rights/end" | "rights/lift");
    let own = tie.said.iter().filter(|told| ends(&told.act)).map(|told| told.at).max();
    let is_next = |other: &&Recorded| {
        let are_family = matches!((&tie.tie, &other.tie), (Tie::Family { .. }, Tie::Family { .. }));
        let goes_on = other.person == tie.person && other.from == tie.until;
        are_family && goes_on && other.id != tie.id && tie.recorded_at < other.recorded_at
    };
    own.or_else(|| known.ties.iter().filter(is_next).map(|other| other.recorded_at).min())
}
