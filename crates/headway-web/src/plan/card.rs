//! One item of a plan as a card: what it says, how far along it is, where people stand on it, and what can be done.

use ilp::ItemId;
use ilp::plan::{About, Dissent, Item, Kind, Party, Plan, Stage, Stance, ownership};

use super::body::{Says, says};
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
    pub(crate) dissents: Vec<Line>,
    pub(crate) actions: Vec<Action>,
    pub(crate) tick: Option<Tick>,
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

/// The button by which a step is done, or not done after all.
#[derive(Debug, Clone)]
pub(crate) struct Tick {
    pub(crate) action: String,
    pub(crate) once: String,
    pub(crate) replaces: u32,
    pub(crate) to: &'static str,
    pub(crate) label: String,
}

/// What cards are made with.
pub(crate) struct Desk<'a> {
    pub(crate) speech: &'a Speech,
    pub(crate) viewer: &'a Viewer,
    /// `false` for the plan of another day: it is read, not changed.
    pub(crate) can_act: bool,
    /// A fresh key for each button, so that pressing it twice does it once.
    pub(crate) key: &'a dyn Fn() -> String,
}

/// The card of an item.
pub(crate) fn card(desk: &Desk<'_>, plan: &Plan, id: ItemId, item: &Item) -> Card {
    let speech = desk.speech;
    let body = item.body.clone().map(&mut |words| speech.line(&words));
    let mut card = Card { id: id.to_string(), says: says(speech, body), ..Card::default() };
    card.is_over = matches!(item.stage, Stage::Done | Stage::Dropped);
    card.notes.extend(stage_note(desk, item).map(Line::fact));
    if let Some(words) = item.moved.as_ref().and_then(|moved| moved.words.as_ref()) {
        card.notes.push(speech.line(words));
    }
    if let Some(recorded) = item.provisional {
        let name = [("name", speech.name(recorded.said_by).into())];
        card.notes.push(Line::fact(speech.words.text_with("plan-provisional", &name)));
    }
    stances(&mut card, desk, item);
    let notes = plan.dissents_about(About::Item(id));
    card.dissents = notes.map(|(_, Dissent { words, .. })| speech.line(words)).collect();
    if desk.can_act {
        actions(&mut card, desk, id, item);
    }
    card
}

fn stage_note(desk: &Desk<'_>, item: &Item) -> Option<String> {
    let (speech, words) = (desk.speech, desk.speech.words);
    let on = item.moved.as_ref().map(|moved| words.date(moved.on)).unwrap_or_default();
    let on = [("on", on.into())];
    match (item.stage, item.body.kind()) {
        (Stage::Open, _) => None,
        (Stage::UnderWay, _) => Some(words.text_with("plan-stage-under-way", &on)),
        (Stage::Paused, _) => Some(words.text_with("plan-stage-paused", &on)),
        (Stage::Done, Kind::Goal) => Some(words.text_with("plan-stage-reached", &on)),
        (Stage::Done, _) => Some(words.text_with("plan-stage-done", &on)),
        (Stage::Dropped, _) => Some(speech.words.text_with("plan-stage-dropped", &on)),
        (Stage::Withdrawn, _) => Some(words.text_with("plan-stage-withdrawn", &on)),
    }
}

/// Where student and family stand on what the school has undertaken.
fn stances(card: &mut Card, desk: &Desk<'_>, item: &Item) {
    let words = desk.speech.words;
    card.stance = item.agreement().map(|stance| match stance {
        Stance::Agreed => {
            let agreed =
                |one: &&ilp::plan::Agreement| one.stance == Stance::Agreed && one.revision == item.revision;
            let names: Vec<String> =
                item.agreements.values().filter(agreed).map(|one| desk.speech.speaker(&one.by)).collect();
            words.text_with("plan-agreed", &[("names", names.join(", ").into())])
        }
        Stance::NotYet => words.text("plan-agreed-not-yet"),
        Stance::SeenDifferently => words.text("plan-agreed-differently"),
    });
    let said = item.agreements.values().filter_map(|one| one.words.as_ref());
    card.stances = said.map(|words| desk.speech.line(words)).collect();
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
            } else if viewer.suggest.is_some() {
                act(place("goal", "suggest"), words.text("plan-suggest"));
            }
            if viewer.change.is_some() && !card.is_over {
                let href = format!("/plan/{}/step/new?goal={id}", viewer.learner);
                act(href, words.text("plan-add-step"));
            }
        }
        Kind::Step if viewer.may_change(item) => {
            act(place("step", "edit"), words.text("plan-edit"));
            let is_done = item.stage == Stage::Done;
            card.tick = Some(Tick {
                action: place("step", "stage"),
                once: (desk.key)(),
                replaces: item.revision,
                to: if is_done { "open" } else { "done" },
                label: if is_done { words.text("plan-step-not-done") } else { words.text("plan-step-done") },
            });
        }
        _ => {}
    }
    // Nobody needs a note of dissent to their own words.
    let speaks = viewer.differ.filter(|hand| hand.speaks_as() != Party::School);
    if speaks.is_some_and(|hand| !ownership::may_change(item.owner, &hand)) && is_open {
        let href = format!("/plan/{}/differ/{id}", viewer.learner);
        card.actions.push(Action { href, label: words.text("plan-differ") });
    }
}
