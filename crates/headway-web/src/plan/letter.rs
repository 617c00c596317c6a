//! A suggestion as a letter: who suggests, why, before and after side by side, and every answer so far.

use headway_text::Words;
use ilp::plan::{Answered, Body, Change, Plan, Proposal, Stage, Standing, Text};

use super::body::{Says, aspect, says, suggested};
use super::named;
use super::voice::{By, Line, Speech};

/// A suggestion.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) href: String,
    pub(crate) title: String,
    /// What is suggested, in a few words: the kind, and its first words.
    pub(crate) about: Option<(String, Line)>,
    pub(crate) by: By,
    pub(crate) reason: Line,
    pub(crate) sides: Vec<Side>,
    pub(crate) standing: String,
    pub(crate) answers: Vec<Reply>,
}

/// One change of it.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    pub(crate) kind: String,
    /// The texts side by side, the earliest first.
    pub(crate) texts: Vec<Beside>,
    /// What is suggested, as one line.
    pub(crate) gist: Line,
}

/// One of the texts of a change.
#[derive(Debug, Clone)]
pub(crate) struct Beside {
    pub(crate) label: String,
    /// `None` where nothing was there.
    pub(crate) says: Option<Says>,
    pub(crate) is_suggested: bool,
}

/// Where a reader stands in the life of a suggestion.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When<'a> {
    /// It waits, and what it changes says what it said.
    Now,
    /// It waits, and somebody has changed the text since it was made, when the plan was this.
    Overtaken(&'a Plan),
    /// It is answered. The plan is that of just before, where the reader may know what it was.
    Settled(Option<&'a Plan>),
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) what: String,
    pub(crate) by: By,
    pub(crate) words: Option<Line>,
}

/// The letter of a proposal beside the plan of now, and of `when`.
pub(crate) fn letter(speech: &Speech, plan: &Plan, when: When<'_>, proposal: &Proposal) -> Letter {
    let by = speech.by(&proposal.by, proposal.at);
    let mut reason = speech.said(&proposal.reason, &proposal.by, proposal.at);
    reason.by = None;
    let sides = proposal.changes.iter().filter_map(|change| side(speech, plan, when, (proposal, change)));
    let sides: Vec<Side> = sides.collect();
    let gist = |side: &Side| Line { text: named::short(&side.gist.text), ..side.gist.clone() };
    Letter {
        href: format!("/plan/{}/suggestion/{}", plan.learner, proposal.id),
        title: match proposal.by.speaker() {
            Some(person) => speech.of(person, "letter-from-you", "letter-from"),
            None => speech.words.text_with("letter-from", &[("name", by.name.as_str().into())]),
        },
        by,
        reason,
        about: sides.first().map(|side| (side.kind.clone(), gist(side))),
        sides,
        standing: standing(speech.words, proposal.standing()),
        answers: proposal.answers.iter().map(|answered| reply(speech, answered)).collect(),
    }
}

fn side(
    speech: &Speech,
    plan: &Plan,
    when: When<'_>,
    (proposal, change): (&Proposal, &Change),
) -> Option<Side> {
    let item = change.item()?;
    let read = |plan: &Plan| {
        let item = plan.items.get(&item).filter(|_| change.base().is_some())?;
        Some(says(speech, item.body.clone().map(&mut |words| speech.line(&words))))
    };
    let now = read(plan);
    let (kind, suggested) = match change {
        Change::ItemWritten { says, .. } => {
            let old = match when {
                When::Settled(before) => before,
                When::Now | When::Overtaken(_) => Some(plan),
            };
            let old = old.and_then(|plan| plan.items.get(&item));
            (kind(speech, says), suggested(speech, says.clone(), old, (&proposal.by, proposal.at)))
        }
        Change::ItemMoved { to, words, .. } => {
            let kind = plan.items.get(&item).map_or_else(String::new, |item| kind(speech, &item.body));
            let mut after = Says { lead: Line::fact(stage(speech.words, *to)), ..Says::default() };
            if let Some(words) = words {
                let line = speech.said(words, &proposal.by, proposal.at);
                let label = speech.words.text("letter-reason");
                after.rows.push(super::body::Row { label, line, more: Vec::new() });
            }
            (kind, after)
        }
        _ => return None,
    };
    let suggested = without_names(suggested);
    let mut gist = suggested.lead.clone();
    // Where something stands means nothing without what it is.
    if let (Change::ItemMoved { .. }, Some(now)) = (change, &now) {
        gist.text = format!("{} → {}", now.lead.text, gist.text);
    }
    let texts = match when {
        When::Now => waiting(speech.words, None, now, suggested),
        When::Overtaken(then) => waiting(speech.words, read(then), now, suggested),
        When::Settled(before) => {
            // What a new item says today is read in the plan, and here only where it is no longer what was suggested.
            let today = plan.items.get(&item);
            let today =
                today.map(|item| says(speech, item.body.clone().map(&mut |words| speech.line(&words))));
            let moves = matches!(change, Change::ItemMoved { .. });
            let label = speech.words.text("letter-before");
            let before = before.map(|plan| Beside { label, says: read(plan), is_suggested: false });
            settled(speech, proposal, (before, today, moves), suggested)
        }
    };
    Some(Side { kind, texts, gist })
}

/// What it said when it was suggested, where it says something else by now; what it says now; and what it would say.
fn waiting(words: Words, then: Option<Says>, now: Option<Says>, suggested: Says) -> Vec<Beside> {
    let beside = |key: &str, says| Beside { label: words.text(key), says, is_suggested: false };
    let then = then.filter(|then| Some(then) != now.as_ref()).map(|then| beside("letter-before", Some(then)));
    let would = Beside { is_suggested: true, ..beside("letter-then", Some(suggested)) };
    then.into_iter().chain([beside("letter-now", now), would]).collect()
}

/// What it said before the answer, where the reader may know; what it has said since, or would have said; and what it says
/// now, where somebody has changed it after that.
fn settled(
    speech: &Speech,
    proposal: &Proposal,
    (before, today, moves): (Option<Beside>, Option<Says>, bool),
    suggested: Says,
) -> Vec<Beside> {
    let words = speech.words;
    let is_yes = proposal.standing() == Standing::Accepted;
    let bare = |says: &Says| without_names(says.clone());
    let stood = if is_yes && !moves {
        Some(suggested.clone())
    } else {
        before.as_ref().and_then(|before| before.says.clone())
    };
    let changed = stood.is_some_and(|stood| today.as_ref().is_some_and(|today| bare(today) != bare(&stood)));
    let on = proposal.answers.last().map(|last| last.at.with_timezone(&speech.zone).date_naive());
    let on = [("on", on.map(|on| words.date(on)).unwrap_or_default().into())];
    let label = match (is_yes, changed) {
        (true, false) => words.text_with("letter-since", &on),
        (true, true) => words.text_with("letter-after", &on),
        (false, _) => words.text("letter-would"),
    };
    let mut texts: Vec<Beside> = before.into_iter().collect();
    texts.push(Beside { label, says: Some(suggested), is_suggested: true });
    if let Some(today) = today.filter(|_| changed) {
        texts.push(Beside { label: words.text("letter-now"), says: Some(today), is_suggested: false });
    }
    texts
}

/// The letter says at its head whose words it brings.
fn without_names(mut says: Says) -> Says {
    says.lines().for_each(|line| line.by = None);
    says
}

pub(crate) fn reply(speech: &Speech, answered: &Answered) -> Reply {
    let by = speech.by(&answered.by, answered.at);
    let said = |words: &Text| Line { by: None, ..speech.said(words, &answered.by, answered.at) };
    let words = answered.answer.words().map(said);
    Reply { what: standing(speech.words, answered.answer.standing()), by, words }
}

pub(crate) fn standing(words: Words, standing: Standing) -> String {
    match standing {
        Standing::Open => words.text("letter-open"),
        Standing::NotNow => words.text("letter-not-now"),
        Standing::Accepted => words.text("letter-accepted"),
        Standing::Declined => words.text("letter-declined"),
        Standing::Countered => words.text("letter-countered"),
        Standing::TakenBack => words.text("letter-taken-back"),
    }
}

pub(crate) fn stage(words: Words, stage: Stage) -> String {
    match stage {
        Stage::Open => words.text("stage-open"),
        Stage::UnderWay => words.text("stage-under-way"),
        Stage::Paused => words.text("stage-paused"),
        Stage::Done => words.text("stage-done"),
        Stage::Dropped => words.text("stage-dropped"),
        Stage::Withdrawn => words.text("stage-withdrawn"),
    }
}

/// What something is called: words about the student by their part of the plan, all else by its kind.
pub(crate) fn kind<T>(speech: &Speech, body: &Body<T>) -> String {
    let words = speech.words;
    match body {
        Body::ProfileEntry(one) => aspect(words, one.aspect),
        Body::Observation(_) => words.text("kind-observation"),
        Body::Aspiration(_) => words.text("kind-aspiration"),
        Body::Goal(_) => words.text("kind-goal"),
        Body::Step(_) => words.text("kind-step"),
        Body::Intervention(_) => words.text("kind-intervention"),
        Body::Support(_) => words.text("kind-support"),
        Body::CourseChoice(_) => words.text("kind-course"),
        Body::Experience(_) => words.text("kind-experience"),
        Body::Review(_) => words.text("kind-review"),
        Body::Note(_) => words.text("kind-note"),
    }
}

/// The main text of a body, for a line in a list.
pub(crate) const fn lead(body: &Body<Text>) -> Option<&Text> {
    match body {
        Body::ProfileEntry(one) => Some(&one.words),
        Body::Observation(one) => Some(&one.words),
        Body::Aspiration(one) => Some(&one.words),
        Body::Goal(one) => Some(&one.statement),
        Body::Step(one) => Some(&one.what),
        Body::Intervention(one) => Some(&one.reason),
        Body::Support(one) => Some(&one.what),
        Body::CourseChoice(one) => Some(&one.course),
        Body::Experience(one) => Some(&one.what),
        Body::Review(_) => None,
        Body::Note(one) => Some(&one.words),
    }
}
