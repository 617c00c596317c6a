//! A change in words: who did what, to which kind of thing, and by whose suggestion.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use headway_text::Words;
use ilp::plan::{Author, Body, Change, Entry, Hand, Kind, Plan, Proposal, Stage, Stance, Standing, Text};
use ilp::{ItemId, PersonId};

use crate::plan::body::{aspect, help, says};
use crate::plan::letter::{self, lead};
use crate::plan::voice::{Line, Speech};

/// One change in words.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) what: String,
    /// The first of its words, in the voice of who wrote them.
    pub(crate) quote: Option<Line>,
    pub(crate) name: String,
    pub(crate) date: String,
    pub(crate) time: String,
    pub(crate) iso: String,
    pub(crate) through: Option<String>,
    pub(crate) typed: Option<String>,
    /// What was said with a yes to a suggestion; see [`answered`].
    pub(crate) answered: Option<Line>,
}

/// Everybody whose name is needed to tell these changes; one may come twice.
pub(crate) fn people(log: &[Entry]) -> Vec<PersonId> {
    let mut found = Vec::new();
    for entry in log {
        found.extend(entry.hand.speaker());
        if let Author::Person(typist) = entry.hand.author {
            found.push(typist);
        }
        found.extend(entry.through.and_then(|through| through.proposer.speaker()));
    }
    found
}

/// A change, as the history tells it. `log` is what was read of the log, the oldest entry first.
pub(crate) fn told(speech: &Speech, plan: &Plan, log: &[Entry], entry: &Entry) -> Told {
    let local = entry.at.with_timezone(&speech.zone);
    let by = speech.by(&entry.hand, entry.at);
    let through = entry.through.map(|through| {
        if let Some(person) = through.proposer.speaker() {
            return speech.of(person, "history-through-you", "history-through");
        }
        let name = speech.speaker(&through.proposer);
        speech.words.text_with("history-through", &[("name", name.into())])
    });
    Told {
        what: what(speech, plan, entry),
        quote: quote(speech, plan, log, entry),
        name: by.name,
        date: by.date,
        time: speech.words.time(local.time()),
        iso: entry.at.to_rfc3339(),
        through,
        typed: by.typed,
        answered: None,
    }
}

/// What whoever accepted the suggestion behind a change said with their yes, where the reader may see the suggestion. It
/// stands at the first change of the suggestion alone.
pub(super) fn answered(speech: &Speech, proposals: &[Arc<Proposal>], entry: &Entry) -> Option<Line> {
    let through = entry.through?;
    let proposal = proposals.iter().find(|proposal| proposal.id == through.proposal)?;
    let first = proposal.changes.first().and_then(Change::item);
    let answer = proposal.answers.last().filter(|_| entry.change.item() == first)?;
    let is_yes = answer.answer.standing() == Standing::Accepted;
    letter::reply(speech, answer).words.filter(|_| is_yes)
}

fn quote(speech: &Speech, plan: &Plan, log: &[Entry], entry: &Entry) -> Option<Line> {
    if let Change::ItemWritten { says: Body::Intervention(one), .. } = &entry.change {
        return Some(Line::fact(help(&one.catalogue)));
    }
    let text = match &entry.change {
        Change::ItemWritten { says, .. } => Some(lead(says)?.clone()),
        change => change.texts().into_iter().next(),
    };
    // "This goal is reached" means nothing without the goal.
    let Some(text) = text else { return of_item(speech, plan, log, entry) };
    let (by, at) = written(plan, entry, &text);
    Some(Line { by: None, ..speech.said(&text, &by, at) })
}

/// What the item of a change said then, for a change that has no words of its own. Where nobody has rewritten it since, that
/// is what it says today.
fn of_item(speech: &Speech, plan: &Plan, log: &[Entry], entry: &Entry) -> Option<Line> {
    let change = &entry.change;
    let about = matches!(
        change,
        Change::ItemMoved { .. } | Change::ItemConfirmed { .. } | Change::AgreementGiven { .. }
    );
    let item = plan.items.get(&change.item()?).filter(|item| about && item.stage != Stage::Withdrawn)?;
    let writes =
        |one: &&Entry| matches!(one.change, Change::ItemWritten { .. }) && one.change.item() == change.item();
    let place = log.iter().position(|one| one.id == entry.id)?;
    if log[place..].iter().any(|one| writes(&one)) {
        return quote(speech, plan, log, log[..place].iter().rfind(writes)?);
    }
    let body = item.body.clone().map(&mut |words| speech.line(&words));
    let lead = says(speech, body).lead;
    (!lead.text.is_empty()).then_some(Line { by: None, ..lead })
}

/// Who wrote these words, and when. A suggestion that was accepted may leave some of the words as they were: the plan knows
/// whose they are as long as it has them.
fn written(plan: &Plan, entry: &Entry, text: &Text) -> (Hand, DateTime<Utc>) {
    let item = entry.change.item().and_then(|item| plan.items.get(&item));
    let known = item.and_then(|item| item.words().into_iter().find(|words| words.text == *text));
    let through = entry.through.map(|through| (through.proposer, through.proposed_at));
    known.map(|words| (words.by, words.at)).or(through).unwrap_or((entry.hand, entry.at))
}

fn what(speech: &Speech, plan: &Plan, entry: &Entry) -> String {
    let (words, change) = (speech.words, &entry.change);
    let who = Who(entry.hand.speaker().is_some_and(|person| speech.is_reader(person)));
    let item = |item: &ItemId| {
        let body = plan.items.get(item).map(|item| &item.body);
        body.map_or_else(|| words.text("history-a-note"), |body| a(words, body))
    };
    let of_kind = |key: &str, found: String| words.text_with(key, &[("kind", found.into())]);
    match change {
        Change::ItemWritten { replaces: None, says, .. } => {
            of_kind(who.of("history-written-you", "history-written"), a(words, says))
        }
        Change::ItemWritten { says, .. } => {
            of_kind(who.of("history-rewritten-you", "history-rewritten"), a(words, says))
        }
        Change::ItemMoved { item: id, to, .. } => {
            let what = plan.items.get(id).map_or(Kind::Note, |item| item.body.kind());
            moved(words, who, (what, item(id)), *to)
        }
        Change::ItemConfirmed { item: id, .. } => {
            of_kind(who.of("history-confirmed-you", "history-confirmed"), item(id))
        }
        Change::ItemHandedOver { item: id, to, .. } if speech.is_reader(*to) => {
            of_kind("history-handed-over-you", item(id))
        }
        Change::ItemHandedOver { item: id, to, .. } => {
            let gaps = [("kind", item(id).into()), ("name", speech.name(*to).into())];
            words.text_with("history-handed-over", &gaps)
        }
        Change::AgreementGiven { stance, .. } => words.text(match stance {
            Stance::Agreed => who.of("history-agreed-you", "history-agreed"),
            Stance::NotYet => who.of("history-not-yet-you", "history-not-yet"),
            Stance::SeenDifferently => who.of("history-differs-you", "history-differs"),
        }),
        Change::SeenDifferently { .. } => words.text(who.of("history-differs-you", "history-differs")),
        Change::DissentWithdrawn { .. } => {
            words.text(who.of("history-differs-no-more-you", "history-differs-no-more"))
        }
        Change::SupporterNamed { .. } => words.text(who.of("history-supporter-you", "history-supporter")),
        Change::SupporterReleased { .. } => {
            words.text(who.of("history-supporter-ended-you", "history-supporter-ended"))
        }
        Change::Signed { .. } => words.text(who.of("history-signed-you", "history-signed")),
        Change::VisibilityDelayed { item: id, until, .. } => {
            let gaps = [("kind", item(id).into()), ("until", words.date(*until).into())];
            words.text_with("history-kept-from-view", &gaps)
        }
        change => of_the_school(speech, change),
    }
}

/// Whether somebody's act is told to themself. Spanish speaks to an adult as it speaks of others, so that what staff alone do
/// needs no second sentence.
#[derive(Clone, Copy)]
struct Who(bool);

impl Who {
    const fn of(self, to_them: &'static str, of_them: &'static str) -> &'static str {
        if self.0 { to_them } else { of_them }
    }
}

/// What the school does with a plan as a whole.
fn of_the_school(speech: &Speech, change: &Change) -> String {
    let words = speech.words;
    match change {
        Change::Opened { .. } => words.text("history-opened"),
        Change::ReviewBegan { .. } => words.text("history-review-began"),
        Change::ReviewEnded { .. } => words.text("history-review-ended"),
        Change::Closed { .. } => words.text("history-closed"),
        Change::LifeMoved { .. } => speech.about("history-life-you", "history-life"),
        Change::Redacted { rule, .. } => {
            words.text_with("history-redacted", &[("rule", ruled(words, rule).into())])
        }
        _ => String::new(),
    }
}

/// How far something is now, said as a sentence of whoever said it.
fn moved(words: Words, who: Who, (what, called): (Kind, String), to: Stage) -> String {
    let kind = [("kind", called.into())];
    match (what, to) {
        (Kind::Goal, Stage::Done) => words.text(who.of("history-goal-reached-you", "history-goal-reached")),
        (Kind::Goal, Stage::Dropped) => {
            words.text(who.of("history-goal-stopped-you", "history-goal-stopped"))
        }
        (Kind::Step, Stage::Done) => words.text(who.of("history-step-done-you", "history-step-done")),
        (_, Stage::Open) => words.text_with(who.of("history-open-again-you", "history-open-again"), &kind),
        (_, Stage::UnderWay) => words.text_with(who.of("history-under-way-you", "history-under-way"), &kind),
        (_, Stage::Paused) => words.text_with(who.of("history-paused-you", "history-paused"), &kind),
        (_, Stage::Done) => words.text_with(who.of("history-done-you", "history-done"), &kind),
        (_, Stage::Dropped) => words.text_with(who.of("history-stopped-you", "history-stopped"), &kind),
        (_, Stage::Withdrawn) => {
            words.text_with(who.of("history-taken-away-you", "history-taken-away"), &kind)
        }
    }
}

/// One of a kind, as it stands within a sentence.
fn a<T>(words: Words, body: &Body<T>) -> String {
    match body {
        Body::ProfileEntry(one) => {
            words.text_with("history-a-profile", &[("aspect", aspect(words, one.aspect).into())])
        }
        Body::Observation(_) => words.text("history-a-observation"),
        Body::Aspiration(_) => words.text("history-a-aspiration"),
        Body::Goal(_) => words.text("history-a-goal"),
        Body::Step(_) => words.text("history-a-step"),
        Body::Intervention(_) => words.text("history-a-intervention"),
        Body::Support(_) => words.text("history-a-support"),
        Body::CourseChoice(_) => words.text("history-a-course"),
        Body::Experience(_) => words.text("history-a-experience"),
        Body::Review(_) => words.text("history-a-review"),
        Body::Note(_) => words.text("history-a-note"),
    }
}

/// Why a text was taken out, in words; what is no rule of ours is named as it is kept.
fn ruled(words: Words, rule: &str) -> String {
    match rule {
        "another_childs_data" => words.text("rule-another-childs-data"),
        "threat" => words.text("rule-threat"),
        "officers_order" => words.text("rule-officers-order"),
        other => format!("{}: {other}", words.text("rule-other")),
    }
}
