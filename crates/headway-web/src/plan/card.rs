//! One item of a plan as a card: what it says, how far along it is, where people stand on it, and what can be done.

use std::sync::Arc;

use headway_text::Words;
use ilp::plan::{
    About, Change, Dissent, Hand, Item, Kind, Owner, Plan, Proposal, Stage, Stance, Standing, ownership,
};
use ilp::{DissentId, ItemId};

use super::agree;
use super::body::{Says, says};
use super::entry::subject::Subject;
use super::entry::{self};
use super::named;
use super::stage;
use super::viewer::Viewer;
use super::voice::{Line, Speech};

/// One item.
#[derive(Debug, Clone, Default)]
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) says: Says,
    /// Sentences about it: where it stands, that it waits to be confirmed.
    pub(crate) notes: Vec<Line>,
    /// For what the school has undertaken: where student and family stand.
    pub(crate) stance: Option<String>,
    /// What student and family said with it.
    pub(crate) stances: Vec<Line>,
    /// "I see this differently".
    pub(crate) dissents: Vec<Dissenting>,
    /// "Do you agree with this?", for whom it is asked.
    pub(crate) stand: Option<Stand>,
    pub(crate) actions: Vec<Action>,
    pub(crate) tick: Option<Press>,
    /// The question whether what somebody else typed is the reader's own.
    pub(crate) confirm: Option<Confirm>,
    /// "Saved.", where it has just been.
    pub(crate) said: Option<String>,
    /// The steps towards a goal.
    pub(crate) steps: Vec<Card>,
    pub(crate) is_over: bool,
}

/// A link to what can be done with an item.
#[derive(Debug, Clone)]
pub(crate) struct Action {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// A form of buttons alone: a step is done, the reader agrees, a note is taken back.
#[derive(Debug, Clone)]
pub(crate) struct Press {
    pub(crate) action: String,
    pub(crate) once: String,
    /// The revision that the reader sees, where there is one.
    pub(crate) replaces: Option<u32>,
    pub(crate) name: &'static str,
    /// What each button sends, and what it says.
    pub(crate) buttons: Vec<(&'static str, String)>,
}

/// "Are these your words?", with a yes, a no, and the way to other words.
#[derive(Debug, Clone)]
pub(crate) struct Confirm {
    pub(crate) ask: String,
    pub(crate) yes: Press,
    /// Takes away what came whole from somebody else, for that is what a no means; the plan then offers the way back.
    pub(crate) no: Option<Press>,
    pub(crate) change: Option<Action>,
}

/// Where the reader stands on what the school has undertaken, and how they say so.
#[derive(Debug, Clone)]
pub(crate) struct Stand {
    /// What they have said.
    pub(crate) mine: Option<String>,
    pub(crate) press: Press,
    /// Where they say in words that they see it differently.
    pub(crate) differ: Option<Action>,
}

/// A note "I see this differently".
#[derive(Debug, Clone)]
pub(crate) struct Dissenting {
    pub(crate) line: Line,
    /// How its author takes it back.
    pub(crate) take_back: Option<Press>,
}

/// What cards are made with.
pub(crate) struct Desk<'a> {
    pub(crate) speech: &'a Speech,
    pub(crate) viewer: &'a Viewer,
    /// `false` for the plan of another day: it is read, not changed.
    pub(crate) can_act: bool,
    /// What is suggested and was; on a past day nothing.
    pub(crate) proposals: &'a [Arc<Proposal>],
    /// The item that has just been saved, and the word for it.
    pub(crate) said: Option<(ItemId, String)>,
    /// A fresh key for each button, so that pressing it twice does it once.
    pub(crate) key: &'a dyn Fn() -> String,
}

/// The card of an item.
pub(crate) fn card(desk: &Desk<'_>, plan: &Plan, id: ItemId, item: &Item) -> Card {
    let speech = desk.speech;
    let body = item.body.clone().map(&mut |words| speech.line(&words));
    let mut card = Card { id: id.to_string(), says: says(speech, body), ..Card::default() };
    // What holds no words of anybody, such as a meeting without an agenda, has an author all the same.
    let is_signed = card.says.lead.by.is_some() || card.says.rows.iter().any(|row| row.line.by.is_some());
    if !is_signed {
        card.says.lead.by = Some(speech.by(&item.begun_by, item.begun_at));
    }
    card.is_over = matches!(item.stage, Stage::Done | Stage::Dropped);
    card.said = desk.said.as_ref().filter(|(item, _)| *item == id).map(|(_, said)| said.clone());
    card.notes.extend(stage_note(desk.speech.words, item).map(Line::fact));
    if let Some(words) = item.moved.as_ref().and_then(|moved| moved.words.as_ref()) {
        card.notes.push(speech.line(words));
    }
    card.notes.extend(accepted(desk, id, item).map(Line::fact));
    card.confirm = confirm(desk, id, item);
    if let Some(recorded) = item.provisional.filter(|_| card.confirm.is_none()) {
        let note = if recorded.said_by == desk.viewer.person {
            speech.words.text("plan-provisional-yours")
        } else {
            let name = [("name", speech.name(recorded.said_by).into())];
            speech.words.text_with("plan-provisional", &name)
        };
        card.notes.push(Line::fact(note));
    }
    card.stand = stand(desk, id, item);
    stances(&mut card, desk, item);
    card.dissents = dissents(desk, plan, About::Item(id));
    if desk.can_act {
        actions(&mut card, desk, id, item);
    }
    if let Some(confirm) = &mut card.confirm {
        let edit = card.actions.iter().position(|action| action.href.ends_with("/edit"));
        confirm.change = edit.map(|edit| card.actions.remove(edit));
    }
    card
}

/// Who said yes to the suggestion that brought these words in, as long as they stand: their author is not who decided.
fn accepted(desk: &Desk<'_>, id: ItemId, item: &Item) -> Option<String> {
    let words = item.body_words();
    let brought = |proposal: &&Arc<Proposal>| {
        proposal.standing() == Standing::Accepted
            && proposal
                .changes
                .iter()
                .any(|change| matches!(change, Change::ItemWritten { item, .. } if *item == id))
            && words.iter().any(|words| (words.by, words.at) == (proposal.by, proposal.at))
    };
    let last = desk.proposals.iter().rfind(brought)?.answers.last()?;
    let speech = desk.speech;
    let on = ("on", speech.words.date(last.at.with_timezone(&speech.zone).date_naive()).into());
    Some(if last.by.speaker().is_some_and(|person| speech.is_reader(person)) {
        speech.words.text_with("plan-said-yes-you", &[on])
    } else {
        speech.words.text_with("plan-said-yes", &[("name", speech.speaker(&last.by).into()), on])
    })
}

/// How far along it is, and since when.
pub(crate) fn stage_note(words: Words, item: &Item) -> Option<String> {
    let on = item.moved.as_ref().map(|moved| words.date(moved.on)).unwrap_or_default();
    let on = [("on", on.into())];
    match (item.stage, item.body.kind()) {
        (Stage::Open, _) => None,
        (Stage::UnderWay, _) => Some(words.text_with("plan-stage-under-way", &on)),
        (Stage::Paused, _) => Some(words.text_with("plan-stage-paused", &on)),
        (Stage::Done, Kind::Goal) => Some(words.text_with("plan-stage-reached", &on)),
        (Stage::Done, _) => Some(words.text_with("plan-stage-done", &on)),
        (Stage::Dropped, Kind::Goal) => Some(words.text_with("plan-stage-stopped", &on)),
        (Stage::Dropped, _) => Some(words.text_with("plan-stage-dropped", &on)),
        (Stage::Withdrawn, _) => Some(words.text_with("plan-stage-withdrawn", &on)),
    }
}

/// Where student and family stand on what the school has undertaken.
fn stances(card: &mut Card, desk: &Desk<'_>, item: &Item) {
    let words = desk.speech.words;
    let said_or_asked = agree::is_undertaken(item) || !item.agreements.is_empty();
    // What is over waits for nobody's yes.
    let waits = !card.is_over;
    card.stance = item.agreement().filter(|_| said_or_asked).and_then(|stance| match stance {
        Stance::Agreed => agreed(card, desk, item),
        // Nobody is asked to agree to somebody's errand before it is done.
        Stance::NotYet if item.body.kind() == Kind::Step => None,
        Stance::NotYet if desk.viewer.speaks() => waits.then(|| words.text("plan-agreed-not-yet-you")),
        Stance::NotYet => waits.then(|| words.text("plan-agreed-not-yet")),
        Stance::SeenDifferently => Some(words.text("plan-agreed-differently")),
    });
    let said = item.agreements.values().filter_map(|one| one.words.as_ref());
    card.stances = said.map(|words| desk.speech.line(words)).collect();
}

/// Who agrees. A reader who is the only one reads it where they can say something else, if they can.
fn agreed(card: &Card, desk: &Desk<'_>, item: &Item) -> Option<String> {
    let (speech, hands) = (desk.speech, item.agreed_by());
    let is_me = |hand: &Hand| hand.speaker().is_some_and(|person| speech.is_reader(person));
    if hands.iter().all(is_me) {
        return card.stand.is_none().then(|| speech.words.text("plan-agreed-you"));
    }
    let (mine, others): (Vec<Hand>, Vec<Hand>) = hands.into_iter().partition(is_me);
    let mine = mine.first().map(|_| speech.words.text("plan-you-among"));
    let names: Vec<String> = mine.into_iter().chain(others.iter().map(|hand| speech.speaker(hand))).collect();
    Some(speech.words.text_with("plan-agreed", &[("names", names.join(", ").into())]))
}

/// The notes about something that stand, each with the way back for its author.
pub(crate) fn dissents(desk: &Desk<'_>, plan: &Plan, about: About) -> Vec<Dissenting> {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    let note = |(id, dissent): (DissentId, &Dissent)| {
        let is_own = dissent.words.by.speaker() == Some(viewer.person) && viewer.speaks() && desk.can_act;
        let take_back = is_own.then(|| Press {
            action: format!("/plan/{}/dissent/{id}/take-back", viewer.learner),
            once: (desk.key)(),
            replaces: None,
            name: "answer",
            buttons: vec![("take_back", words.text("plan-differ-take-back"))],
        });
        Dissenting { line: desk.speech.line(&dissent.words), take_back }
    };
    plan.dissents_about(about).map(note).collect()
}

fn stand(desk: &Desk<'_>, id: ItemId, item: &Item) -> Option<Stand> {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    let is_asked = desk.can_act && viewer.speaks();
    if !is_asked || !agree::is_undertaken(item) || matches!(item.stage, Stage::Done | Stage::Dropped) {
        return None;
    }
    let given = item.agreements.get(&viewer.person);
    let said = given.filter(|given| given.revision == item.revision).map(|given| given.stance);
    let agrees = item.agreed_by().iter().any(|hand| hand.speaker() == Some(viewer.person));
    let stance = if agrees { Some(Stance::Agreed) } else { said };
    let mine = match (given, stance) {
        (None, None) => None,
        (None, Some(_)) => Some(words.text("plan-agree-mine-suggested")),
        (Some(_), None) => Some(words.text("plan-agree-mine-before")),
        (Some(_), Some(Stance::Agreed)) => Some(words.text("plan-agree-mine-yes")),
        (Some(_), Some(Stance::NotYet)) => Some(words.text("plan-agree-mine-not-yet")),
        (Some(_), Some(Stance::SeenDifferently)) => Some(words.text("plan-agree-mine-differently")),
    };
    let action = format!("/plan/{}/agree/{id}", viewer.learner);
    let mut buttons =
        vec![("agreed", words.text("plan-agree-yes")), ("not_yet", words.text("plan-agree-not-yet"))];
    buttons.retain(|(value, _)| stance.is_none_or(|stance| agree::code(stance) != *value));
    let label = words.text("plan-agree-differently");
    let differ = (stance != Some(Stance::SeenDifferently)).then(|| Action { href: action.clone(), label });
    let press = Press { action, once: (desk.key)(), replaces: Some(item.revision), name: "stance", buttons };
    Some(Stand { mine, press, differ })
}

/// What can be done with what somebody says about themself, hopes, wishes, has done, notes or sees.
fn entry_actions(act: &mut dyn FnMut(String, String), desk: &Desk<'_>, id: ItemId, item: &Item) {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    let Some(subject) = Subject::of(&item.body) else { return };
    let place = |end: &str| format!("/plan/{}/{}/{id}/{end}", viewer.learner, entry::room(subject));
    let is_own = entry::hand(viewer, subject).is_some_and(|hand| ownership::may_change(item.owner, &hand));
    if is_own {
        act(place("edit"), words.text("plan-edit"));
    } else if viewer.suggest.is_some() && item.owner == Owner::Student {
        act(place("suggest"), words.text("plan-suggest"));
    }
}

/// The question whether what somebody else typed is the reader's own. "No" takes away what came whole from that hand; what was
/// there before and was changed or marked for the reader is theirs to change, not to lose.
fn confirm(desk: &Desk<'_>, id: ItemId, item: &Item) -> Option<Confirm> {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    let speaks = viewer.change.is_some_and(|hand| hand.recorded_for.is_none());
    let asked = desk.can_act && speaks && item.provisional.is_some() && viewer.may_change(item);
    let press = |action: String, name, button| Press {
        action,
        once: (desk.key)(),
        replaces: Some(item.revision),
        name,
        buttons: vec![button],
    };
    let at = |room: &str, end: &str| format!("/plan/{}/{room}/{id}/{end}", viewer.learner);
    let is_whole = item.begun_by.recorded_for.is_some();
    asked.then(|| Confirm {
        ask: words.text(if is_whole { "plan-provisional-you" } else { "plan-provisional-changed" }),
        yes: press(
            at("entry", "confirm"),
            "answer",
            ("mine", words.text(if is_whole { "entry-confirm" } else { "entry-confirm-right" })),
        ),
        no: is_whole.then(|| {
            let no = ("withdrawn", words.text("entry-confirm-no"));
            press(at(named::room(item.body.kind()), "stage"), "to", no)
        }),
        change: None,
    })
}

fn actions(card: &mut Card, desk: &Desk<'_>, id: ItemId, item: &Item) {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    let place = |what: &str, end: &str| format!("/plan/{}/{what}/{id}/{end}", viewer.learner);
    let mut act = |href: String, label: String| card.actions.push(Action { href, label });
    let is_open = item.stage != Stage::Withdrawn;
    match item.body.kind() {
        Kind::Goal if is_open => {
            if viewer.may_change(item) {
                act(place("goal", "edit"), words.text("plan-edit"));
                if !card.is_over {
                    act(place("goal", "stop"), words.text("plan-let-go"));
                }
            } else if viewer.suggest.is_some() {
                act(place("goal", "suggest"), words.text("plan-suggest"));
            }
            if !card.is_over {
                let step = |end: &str| format!("/plan/{}/step/{end}?goal={id}", viewer.learner);
                let is_the_students = viewer.writes_for_the_student();
                if viewer.suggest.is_some() && !is_the_students {
                    act(step("suggest"), words.text("plan-suggest-step"));
                }
                if viewer.change.is_some() {
                    let own = is_the_students.then(|| words.text("plan-add-step"));
                    act(step("new"), own.unwrap_or_else(|| words.text("plan-add-own-step")));
                }
            }
        }
        Kind::Step if is_open && viewer.may_change(item) => {
            act(place("step", "edit"), words.text("plan-edit"));
        }
        Kind::Support | Kind::Intervention if is_open && viewer.may_change(item) => {
            act(place("undertaking", "edit"), words.text("plan-edit"));
            if !card.is_over {
                act(place("undertaking", "end"), words.text("undertaking-end-link"));
            }
        }
        _ if is_open => entry_actions(&mut act, desk, id, item),
        _ => {}
    }
    let moved = match item.body.kind() {
        Kind::Goal => "goal",
        _ => "step",
    };
    if matches!(item.body.kind(), Kind::Goal | Kind::Step) && is_open && viewer.may_change(item) {
        card.tick = Some(Press {
            action: place(moved, "stage"),
            once: (desk.key)(),
            replaces: Some(item.revision),
            name: "to",
            buttons: stage::buttons(words, item.body.kind(), item.stage),
        });
    }
    // Nobody needs a note of dissent to their own words, and what the school does is agreed to or not.
    let others = viewer.differ.is_some_and(|hand| !ownership::may_change(item.owner, &hand));
    if viewer.speaks() && others && is_open && !agree::is_undertaken(item) {
        let href = format!("/plan/{}/differ/{id}", viewer.learner);
        card.actions.push(Action { href, label: words.text("plan-differ") });
    }
    if viewer.converse.is_some() {
        let href = format!("/plan/{}/conversations/new?item={id}", viewer.learner);
        card.actions.push(Action { href, label: words.text("talk-about-this") });
    }
}
