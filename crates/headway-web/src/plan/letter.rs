//! A suggestion as a letter: who suggests, why, before and after side by side, and every answer so far.

use headway_text::Words;
use ilp::plan::{Answered, Body, Change, Kind, Plan, Proposal, Stage, Standing, Text};

use super::body::{Says, says, suggested};
use super::voice::{By, Line, Speech};

/// A suggestion.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) href: String,
    pub(crate) title: String,
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
    /// What it said when it was suggested, where it says something else by now.
    pub(crate) then: Option<Says>,
    pub(crate) now: Option<Says>,
    pub(crate) suggested: Says,
    /// What is suggested, as one line.
    pub(crate) gist: Line,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) what: String,
    pub(crate) by: By,
    pub(crate) words: Option<Line>,
}

/// The letter of a proposal beside the plan of now; `then` is the plan when it was made, where it was overtaken.
pub(crate) fn letter(speech: &Speech, plan: &Plan, then: Option<&Plan>, proposal: &Proposal) -> Letter {
    let by = speech.by(&proposal.by, proposal.at);
    let name = [("name", by.name.as_str().into())];
    let mut reason = speech.said(&proposal.reason, &proposal.by, proposal.at);
    reason.by = None;
    let sides = proposal.changes.iter().filter_map(|change| side(speech, plan, then, (proposal, change)));
    Letter {
        href: format!("/plan/{}/suggestion/{}", plan.learner, proposal.id),
        title: speech.words.text_with("letter-from", &name),
        by,
        reason,
        sides: sides.collect(),
        standing: standing(speech.words, proposal.standing()),
        answers: proposal.answers.iter().map(|answered| reply(speech, answered)).collect(),
    }
}

fn side(
    speech: &Speech,
    plan: &Plan,
    then: Option<&Plan>,
    (proposal, change): (&Proposal, &Change),
) -> Option<Side> {
    let item = change.item()?;
    let read = |plan: &Plan| {
        let item = plan.items.get(&item)?;
        Some(says(speech, item.body.clone().map(&mut |words| speech.line(&words))))
    };
    let now = read(plan).filter(|_| change.base().is_some());
    let before =
        then.filter(|_| change.base().is_some()).and_then(read).filter(|then| Some(then) != now.as_ref());
    let (kind, suggested) = match change {
        Change::ItemWritten { says, .. } => (
            kind(speech, says.kind()),
            suggested(speech, says.clone(), plan.items.get(&item), (&proposal.by, proposal.at)),
        ),
        Change::ItemMoved { to, words, .. } => {
            let what = plan.items.get(&item).map_or(Kind::Goal, |item| item.body.kind());
            let mut after = Says { lead: Line::fact(stage(speech.words, *to)), ..Says::default() };
            if let Some(words) = words {
                let line = speech.said(words, &proposal.by, proposal.at);
                after.rows.push(super::body::Row { label: speech.words.text("letter-reason"), line });
            }
            (kind(speech, what), after)
        }
        _ => return None,
    };
    let suggested = without_names(suggested);
    let mut gist = suggested.lead.clone();
    // Where something stands means nothing without what it is.
    if let (Change::ItemMoved { .. }, Some(now)) = (change, &now) {
        gist.text = format!("{} → {}", now.lead.text, gist.text);
    }
    Some(Side { kind, then: before, now, suggested, gist })
}

/// The letter says at its head whose words it brings.
fn without_names(mut says: Says) -> Says {
    says.lead.by = None;
    says.rows.iter_mut().for_each(|row| row.line.by = None);
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

pub(crate) fn kind(speech: &Speech, kind: Kind) -> String {
    let words = speech.words;
    match kind {
        Kind::ProfileEntry => speech.about("kind-profile-you", "kind-profile"),
        Kind::Observation => words.text("kind-observation"),
        Kind::Aspiration => words.text("kind-aspiration"),
        Kind::Goal => words.text("kind-goal"),
        Kind::Step => words.text("kind-step"),
        Kind::Intervention => words.text("kind-intervention"),
        Kind::Support => words.text("kind-support"),
        Kind::CourseChoice => words.text("kind-course"),
        Kind::Experience => words.text("kind-experience"),
        Kind::Review => words.text("kind-review"),
        Kind::Note => words.text("kind-note"),
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
