//! An event in words: who, what, about whom, and how it went.

use std::collections::HashMap;

use headway_store::audit::{Event, Found};
use headway_store::offices;
use headway_text::Words;
use ilp::PersonId;
use ilp::access::Act;

use crate::days;
use crate::people::{office_name, office_of_code};
use crate::shell::Visit;
use crate::system::moment;

/// The making of a letter.
const LETTER: &str = "invitation/make";

/// One event, or several that are one deed, as a row of the table.
pub(super) struct Row {
    pub(super) when: String,
    pub(super) iso: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) about: Option<String>,
    pub(super) outcome: String,
    pub(super) why: Option<String>,
    pub(super) address: String,
    pub(super) number: String,
    /// Of several: whom each was about, with the number of its event.
    pub(super) each: Vec<(String, String)>,
}

/// The events in the groups that are one deed: the letters that somebody made at once, each of which has an event of its own.
///
/// `events_max` is how many were asked for: where as many came, the last group may go on, and is left for the next page.
pub(super) fn deeds(found: &[Found], events_max: usize) -> Vec<&[Found]> {
    let is_one = |a: &Found, b: &Found| {
        let of = |one: &Found| (one.event.at, one.event.actor, one.event.outcome == "done");
        a.event.act == LETTER
            && b.event.act == LETTER
            && of(a) == of(b)
            && of(a).2
            && a.event.address == b.event.address
    };
    let mut deeds: Vec<&[Found]> = found.chunk_by(is_one).collect();
    if events_max <= found.len() && 1 < deeds.len() {
        deeds.pop();
    }
    deeds
}

/// Several letters that were made at once are one row, with everybody who got one.
pub(super) fn deed(visit: &Visit, deed: &[Found], names: &HashMap<PersonId, String>) -> Option<Row> {
    let (first, others) = deed.split_first()?;
    let row = row(visit, first, names);
    if others.is_empty() {
        return Some(row);
    }
    let count = ("count", i64::try_from(deed.len()).unwrap_or(i64::MAX).into());
    let name = |one: &Found| whose(&one.event).and_then(|person| names.get(&person).cloned());
    let somebody = || visit.words.text("plan-somebody");
    let each = |one: &Found| (name(one).unwrap_or_else(somebody), one.event.id.to_string());
    Some(Row {
        what: visit.words.text_with("audit-did-invite-many", std::slice::from_ref(&count)),
        about: Some(visit.words.text_with("audit-about-many", &[count])),
        each: deed.iter().map(each).collect(),
        ..row
    })
}

/// Everybody whom the event names.
pub(super) fn people(event: &Event) -> Vec<PersonId> {
    [event.actor, event.learner, whose(event)].into_iter().flatten().collect()
}

/// Whose account it was about.
fn whose(event: &Event) -> Option<PersonId> {
    let (_, person) = event.object.as_deref()?.split_once(' ').filter(|(kind, _)| *kind == "account")?;
    person.parse().ok()
}

fn row(visit: &Visit, found: &Found, names: &HashMap<PersonId, String>) -> Row {
    let (words, event) = (visit.words, &found.event);
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_else(|| words.text("plan-somebody"));
    let who = match event.actor {
        Some(person) => name(person),
        None if event.because == "command_line" => words.text("audit-who-command-line"),
        None => words.text("audit-who-nobody"),
    };
    let about = if found.hides_learner {
        Some(words.text("audit-a-student"))
    } else {
        event.learner.or_else(|| whose(event)).map(name)
    };
    let outcome = match event.outcome.as_str() {
        "done" => words.text("audit-outcome-done"),
        "refused" => words.text("audit-outcome-refused"),
        _ => words.text("audit-outcome-failed"),
    };
    Row {
        when: moment(visit, event.at),
        iso: event.at.to_rfc3339(),
        who,
        what: what(words, &event.act),
        about,
        outcome,
        why: why(words, event),
        address: event.address.clone().unwrap_or_default(),
        number: event.id.to_string(),
        each: Vec::new(),
    }
}

/// What was done, as a name for it. An act that has none yet is shown by its code.
pub(super) fn what(words: Words, act: &str) -> String {
    match act {
        "session/begin" => words.text("audit-did-session-begin"),
        "session/again" => words.text("audit-did-session-again"),
        "session/end" => words.text("audit-did-session-end"),
        "account/password" => words.text("audit-did-password"),
        "account/close" => words.text("audit-did-close"),
        "account/open" => words.text("audit-did-open"),
        "account/end-sessions" => words.text("audit-did-end-sessions"),
        "office/give" => words.text("audit-did-office-give"),
        "office/end" => words.text("audit-did-office-end"),
        "office/ask" => words.text("trust-did-ask-give"),
        "office/ask-end" => words.text("trust-did-ask-end"),
        "office/recall" => words.text("trust-did-recall"),
        LETTER => words.text("audit-did-invite"),
        "invitation/ask" => words.text("second-did"),
        "invitation/recall" => words.text("audit-did-recall"),
        "invitation/use" => words.text("audit-did-welcome"),
        "audit/export" => words.text("audit-did-export"),
        "roster/load" => words.text("audit-did-roster"),
        "records/load" => words.text("audit-did-records"),
        "roster/caseload" => words.text("audit-did-caseload"),
        "system/backup" => words.text("audit-did-backup"),
        code if code.starts_with("rights/") => crate::rights::did(words, code),
        code => serde_json::from_value(serde_json::Value::String(code.to_owned()))
            .map_or_else(|_| code.to_owned(), |act| asked(words, act)),
    }
}

/// What somebody wanted to do, as access calls it.
fn asked(words: Words, act: Act) -> String {
    match act {
        Act::SeePlan => words.text("audit-asked-see-plan"),
        Act::SeeHistory => words.text("audit-asked-see-history"),
        Act::SeeWhoLooked => words.text("audit-asked-see-who-looked"),
        Act::ChangeOwn => words.text("audit-asked-change"),
        Act::Propose => words.text("audit-asked-propose"),
        Act::AnswerProposal => words.text("audit-asked-answer"),
        Act::Observe => words.text("audit-asked-observe"),
        Act::Disagree => words.text("audit-asked-disagree"),
        Act::Converse => words.text("audit-asked-converse"),
        Act::LogContact => words.text("audit-asked-contact"),
        Act::RecordFor => words.text("audit-asked-record"),
        Act::Sign => words.text("audit-asked-sign"),
        Act::NameSupporter => words.text("audit-asked-supporter"),
        Act::Redact => words.text("audit-asked-redact"),
        Act::DelayVisibility => words.text("audit-asked-delay"),
        Act::ExportPlan => words.text("audit-asked-export"),
        Act::BreakGlass => words.text("audit-asked-break-glass"),
        Act::ReviewBreakGlass => words.text("audit-asked-review"),
        Act::SeeLearnerInLists => words.text("audit-asked-list"),
        Act::SeeAggregates => words.text("audit-asked-counts"),
        Act::ManageAccounts => words.text("audit-asked-accounts"),
        Act::ManageRights => words.text("audit-asked-rights"),
        Act::RunSystem => words.text("audit-asked-system"),
        Act::SeeAudit => words.text("audit-asked-audit"),
    }
}

/// Which office, and for one of trust its days.
fn office(words: Words, detail: &str) -> Option<String> {
    let Some(noted) = offices::noted(detail) else {
        return office_of_code(detail).map(|kind| office_name(words, kind));
    };
    let name = office_name(words, office_of_code(&noted.office)?);
    let days = days::said(words, noted.from, noted.until);
    Some(words.text_with("trust-noted-from", &[("office", name.into()), ("days", days.into())]))
}

/// Why it was refused, and what was given as the reason for an export.
fn why(words: Words, event: &Event) -> Option<String> {
    if event.act == "audit/export" && event.outcome == "done" {
        let export: super::export::Export = serde_json::from_str(&event.detail).ok()?;
        let rows = ("count", i64::try_from(export.rows).unwrap_or(i64::MAX).into());
        let told = words.text_with("audit-export-told", &[rows, ("purpose", export.purpose.into())]);
        let left_out = ("count", i64::try_from(export.left_out).unwrap_or(i64::MAX).into());
        let left_out = (0 < export.left_out).then(|| words.text_with("trust-export-told", &[left_out]));
        return Some([Some(told), left_out].into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    if event.act.starts_with("office/") && event.outcome == "done" {
        return office(words, &event.detail);
    }
    if event.act.starts_with("rights/") && event.outcome == "done" {
        return crate::rights::noted(words, &event.detail);
    }
    Some(match event.because.as_str() {
        // An office or a post carries what was done; that it did is no reason to tell.
        "" | "command_line" | "records_officer" | "staff" => return None,
        "not_known" => words.text("audit-why-not-known"),
        "not_carried" => words.text("audit-why-not-carried"),
        "restricted" => words.text("audit-why-restricted"),
        "no_contact" => words.text("audit-why-no-contact"),
        "rights_passed" => words.text("audit-why-rights-passed"),
        "state_purpose" => words.text("audit-why-purpose"),
        "sign_in_again" => words.text("audit-why-sign-in-again"),
        "too_fast" => words.text("audit-why-too-fast"),
        "too_many_today" => words.text("audit-why-too-many"),
        "own_family" => words.text("audit-why-own-family"),
        "account_changed" => words.text("audit-why-account-changed"),
        "person_disabled" => words.text("audit-why-person-disabled"),
        code => code.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use headway_store::audit::{Event, Found};
    use ilp::{PersonId, TenantId};
    use uuid::Uuid;

    use super::deeds;

    fn events(acts: &[(&str, i64)]) -> Vec<Found> {
        let found = |(n, (act, second)): (u128, &(&str, i64))| {
            let at: DateTime<Utc> = DateTime::from_timestamp(*second, 0).expect("a time");
            let event = Event::by_command(TenantId::numbered(1), (Uuid::from_u128(n), at), act);
            Found { event: Event { actor: Some(PersonId::numbered(1)), ..event }, hides_learner: false }
        };
        (1..).zip(acts).map(found).collect()
    }

    #[test]
    fn a_deed_is_what_was_made_at_once_and_is_never_told_in_part() {
        let check = |acts: &[(&str, i64)], events_max, expected: &[usize]| {
            let found = events(acts);
            let lengths: Vec<usize> = deeds(&found, events_max).into_iter().map(<[Found]>::len).collect();
            assert_eq!(lengths, expected, "{acts:?}");
        };
        let (letter, sign_in) = ("invitation/make", "session/begin");
        check(&[(letter, 5), (letter, 5), (letter, 4), (sign_in, 4), (sign_in, 4)], 9, &[2, 1, 1, 1]);
        check(&[(sign_in, 5), (letter, 4), (letter, 4)], 3, &[1]);
        check(&[(letter, 4), (letter, 4)], 2, &[2]);
        check(&[], 3, &[]);
        let mut found = events(&[(letter, 5), (letter, 5)]);
        found[1].event.address = Some("192.0.2.7".to_owned());
        assert_eq!(deeds(&found, 9).len(), 2, "one row tells one address");
    }
}
