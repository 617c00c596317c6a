//! Whether a roster is of this year: in a set of a past one no class meets, and every teacher's list is empty.

use std::collections::HashMap;

use chrono::NaiveDate;
use ilp::roster::{Roster, SourceId};

/// Fewer than one class in this many that meets is worth a word: a semester that is over leaves more.
const ONE_IN: usize = 10;

/// A sentence for the person at the terminal where few or no classes meet on this day; `None` where many do.
pub(super) fn note(roster: &Roster, today: NaiveDate) -> Option<String> {
    let total = roster.classes.len();
    let days: HashMap<&SourceId, (NaiveDate, NaiveDate)> =
        roster.terms.iter().map(|term| (&term.source, (term.begins, term.ends))).collect();
    let spans = |class: &ilp::roster::Class| -> Vec<(NaiveDate, NaiveDate)> {
        class.terms.iter().filter_map(|term| days.get(term).copied()).collect()
    };
    let meets = |class: &&ilp::roster::Class| {
        spans(class).iter().any(|(begins, ends)| *begins <= today && today < *ends)
    };
    let meeting = roster.classes.iter().filter(meets).count();
    if total == 0 || total <= meeting * ONE_IN {
        return None;
    }
    let all = || roster.classes.iter().flat_map(spans);
    let last = all().map(|(_, ends)| ends).filter(|ends| *ends <= today).max().and_then(|day| day.pred_opt());
    let next = all().map(|(begins, _)| begins).filter(|begins| today < *begins).min();
    let when: Vec<String> = [
        last.map(|day| format!("the last that is over ended on {day}")),
        next.map(|day| format!("the next begins on {day}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(format!(
        "{meeting} of {total} classes meet today ({}): teachers see no students of the others; load the roster of \
         this year as soon as there is one",
        when.join(", ")
    ))
}
