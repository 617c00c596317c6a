//! One tie as the officer's page shows it: who, what it gives, what it comes to today, its days and its evidence.

use headway_store::rights::{Known, Recorded, Told};
use ilp::PersonId;
use ilp::access::{RestrictionKind, Tie};

use super::{said, spell};
use crate::kinship;
use crate::shell::Visit;
use crate::system::moment;

pub(super) struct Row {
    pub(super) name: String,
    /// What people call the tie, as it was typed.
    pub(super) called: Option<String>,
    pub(super) gives: String,
    pub(super) days: String,
    /// What the person finds at the plan today.
    pub(super) today: Option<String>,
    /// A reason in somebody's words.
    pub(super) words: Option<String>,
    pub(super) evidence: Option<String>,
    pub(super) recorded: String,
    pub(super) said: Vec<String>,
    /// What can be done about it.
    pub(super) ways: Vec<(String, String)>,
}

pub(super) fn of(visit: &Visit, learner: PersonId, known: &Known, tie: &Recorded) -> Row {
    let words = visit.words;
    let is_family = matches!(tie.tie, Tie::Family { .. });
    let is_over = tie.is_over(visit.today());
    let called = tie.called.clone();
    let reason = match &tie.tie {
        Tie::BreakGlass { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    let evidence = tie.evidence.as_deref().filter(|text| !text.is_empty());
    let evidence = evidence.map(|text| {
        words.text_with("rights-evidence-is", &[("evidence", kinship::said(words, text).into())])
    });
    let today = known.today.get(&tie.person).filter(|_| is_family && !is_over);
    // An order beats what the link gives: the line says what is so today.
    let only_reads = today.is_some_and(Result::is_ok) && is_kept_from_contact(visit, known, tie.person);
    let days =
        if matches!(tie.tie, Tie::BreakGlass { .. }) { String::new() } else { spell::of(visit, known, tie) };
    let gives =
        if only_reads { visit.words.text("rights-today-no-contact") } else { said::gives(visit, known, tie) };
    Row {
        name: tie.name.clone(),
        called: Some(called)
            .filter(|called| is_family && !called.is_empty() && called != "unstated")
            .map(|called| kinship::said(words, &called)),
        gives,
        days,
        today: today.filter(|_| !only_reads).map(|found| said::today(visit, *found)),
        words: reason,
        evidence,
        recorded: recorded(visit, tie),
        said: told(visit, &tie.said),
        ways: ways(visit, learner, known, tie),
    }
}

/// Whether an order in force forbids this person to write.
fn is_kept_from_contact(visit: &Visit, known: &Known, person: PersonId) -> bool {
    let today = visit.today();
    known.ties.iter().any(|other| {
        let is_it = matches!(other.tie, Tie::Restriction { kind: RestrictionKind::NoContact, .. });
        let has_begun = other.from.is_none_or(|from| from <= today);
        is_it && other.person == person && has_begun && !other.is_over(today)
    })
}

fn recorded(visit: &Visit, tie: &Recorded) -> String {
    let when = ("when", moment(visit, tie.recorded_at).into());
    match &tie.recorded_by {
        Some(by) => visit.words.text_with("rights-recorded-by", &[("by", by.as_str().into()), when]),
        None if tie.is_rosters => visit.words.text_with("rights-recorded-roster", &[when]),
        None => visit.words.text_with("rights-recorded", &[when]),
    }
}

/// What officers did and said, a sentence each.
pub(super) fn told(visit: &Visit, all: &[Told]) -> Vec<String> {
    let words = visit.words;
    let one = |told: &Told| {
        let by = told.by.clone().unwrap_or_else(|| words.text("plan-somebody"));
        let what = said::did(words, &told.act);
        let when = moment(visit, told.at);
        let reason = ("reason", told.reason.as_str().into());
        let said = [("what", what.into()), ("by", by.into()), ("when", when.into()), reason];
        let days = told.days.map(|days| said::changed(words, days)).unwrap_or_default();
        std::iter::once(words.text_with("rights-told-why", &said)).chain(days).collect::<Vec<_>>().join(" ")
    };
    // That it was entered, the row says itself.
    all.iter().filter(|told| !told.reason.is_empty()).map(one).collect()
}

fn ways(visit: &Visit, learner: PersonId, known: &Known, tie: &Recorded) -> Vec<(String, String)> {
    let at = format!("/rights/{learner}");
    let way =
        |href: String, key: &str| (href, visit.words.text_with(key, &[("name", tie.name.as_str().into())]));
    let end = |key| way(format!("{at}/tie/{}/end", tie.id), key);
    if let Tie::BreakGlass { .. } = tie.tie {
        return vec![way(format!("/glass/reviews/{learner}/{}", tie.id), "rights-way-review")];
    }
    let is_own = visit.reader().is_ok_and(|reader| reader.person == tie.person);
    if is_own {
        return Vec::new();
    }
    if tie.is_over(visit.today()) {
        let anew = format!("{at}/link/new?person={}", tie.person);
        let is_last = is_latest_family(known, tie);
        return if is_last { vec![way(anew, "rights-way-link-anew")] } else { Vec::new() };
    }
    match tie.tie {
        Tie::Family { .. } => {
            let mut ways = vec![way(format!("{at}/tie/{}/change", tie.id), "rights-way-change")];
            if known.rights_pass_on.is_some_and(|on| on <= visit.today()) {
                ways.push(way(format!("{at}/consent/new?person={}", tie.person), "rights-way-consent"));
            }
            ways.push(way(format!("{at}/order/new?person={}", tie.person), "rights-way-order"));
            ways.push(end("rights-way-end-link"));
            ways
        }
        Tie::Restriction { .. } => vec![end("rights-way-lift")],
        Tie::AdultConsent { .. } => vec![end("rights-way-end-consent")],
        Tie::Supporter { .. } | Tie::Caseload { .. } | Tie::ClassTeacher { .. } | Tie::BreakGlass { .. } => {
            Vec::new()
        }
    }
}

/// Whether this was the person's last link: it is over, and none that goes on or is still to come stands beside it.
fn is_latest_family(known: &Known, tie: &Recorded) -> bool {
    let theirs = |other: &&Recorded| matches!(other.tie, Tie::Family { .. }) && other.person == tie.person;
    let all = || known.ties.iter().filter(theirs);
    let last = all().max_by_key(|other| (other.until, other.recorded_at, other.id));
    all().all(|other| other.until.is_some()) && last.is_some_and(|last| last.id == tie.id)
}
