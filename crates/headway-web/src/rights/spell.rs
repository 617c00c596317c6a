//! How long a tie holds or held, in words: its days, and where it began and ended on one of them, the times.

use chrono::{DateTime, NaiveDate, Utc};
use headway_store::rights::{Known, Recorded};
use ilp::access::Tie;

use crate::people::person::days;
use crate::shell::Visit;

/// From when until when.
pub(super) fn of(visit: &Visit, known: &Known, tie: &Recorded) -> String {
    match (tie.from, tie.until) {
        // What a roster says has no hour.
        (Some(from), Some(until)) if until == from && !tie.is_rosters => {
            on_one_day(visit, known, (tie, from))
        }
        _ => days(visit.words, tie.from, tie.until),
    }
}

/// It ended on the day on which it was to begin: by days alone it holds on none, and yet it may have held for some hours.
fn on_one_day(visit: &Visit, known: &Known, (tie, day): (&Recorded, NaiveDate)) -> String {
    let words = visit.words;
    let local = |at: DateTime<Utc>| at.with_timezone(&visit.zone());
    let said = ("day", words.date(day).into());
    let ended = ended_at(known, tie).filter(|at| local(*at).date_naive() == day);
    let Some(ended) = ended else {
        let was_to_begin = local(tie.recorded_at).date_naive() < day;
        let key = if was_to_begin { "rights-spell-never" } else { "people-one-day" };
        return words.text_with(key, &[said]);
    };
    let clock = |at: DateTime<Utc>| words.time(local(at).time());
    let until = ("until", clock(ended).into());
    let is_on_it = |at: &DateTime<Utc>| local(*at).date_naive() == day && *at < ended;
    match Some(tie.recorded_at).filter(is_on_it) {
        Some(at) => words.text_with("rights-spell-times", &[said, ("from", clock(at).into()), until]),
        None => words.text_with("rights-spell-until", &[said, until]),
    }
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
