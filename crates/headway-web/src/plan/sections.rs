//! A plan in its order: strengths before needs, hopes and goals before what the school does, then what others see.

use std::collections::BTreeMap;

use ilp::ItemId;
use ilp::plan::{Aspect, Body, Item, Kind, Owner, Party, Plan, Stage};

use super::body;
use super::card::{Action, Card, Desk, card};

/// A part of the page.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    /// What will be here, where nothing is yet.
    pub(crate) empty: Option<String>,
    pub(crate) cards: Vec<Card>,
    pub(crate) add: Option<Action>,
}

const ABOUT_ME: [(Aspect, &str); 8] = [
    (Aspect::Strength, "strengths"),
    (Aspect::Interest, "interests"),
    (Aspect::Value, "values"),
    (Aspect::HowILearn, "learning"),
    (Aspect::Language, "languages"),
    (Aspect::Need, "needs"),
    (Aspect::InMyWay, "in-my-way"),
    (Aspect::AccessNeed, "access"),
];

/// Where an item stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    AboutMe(usize),
    Hopes,
    Goals,
    Wishes,
    Steps,
    School,
    Others,
    Family,
    Notes,
    Reviews,
}

fn place(item: &Item) -> Place {
    match (&item.body, item.owner.party()) {
        (Body::Observation(_), _) => Place::Others,
        (Body::Review(_), _) => Place::Reviews,
        (_, Party::Family) => Place::Family,
        (_, Party::School) => Place::School,
        (Body::ProfileEntry(one), Party::Student) => {
            Place::AboutMe(ABOUT_ME.iter().position(|(aspect, _)| *aspect == one.aspect).unwrap_or(0))
        }
        (Body::Aspiration(_), Party::Student) => Place::Hopes,
        (Body::Goal(_), Party::Student) => Place::Goals,
        (Body::CourseChoice(_) | Body::Experience(_), Party::Student) => Place::Wishes,
        (Body::Step(_), Party::Student) => Place::Steps,
        (Body::Note(_) | Body::Intervention(_) | Body::Support(_), Party::Student) => Place::Notes,
    }
}

/// The sections that have something to show or to add.
pub(crate) fn sections(desk: &Desk<'_>, plan: &Plan) -> Vec<Section> {
    let (mut steps, goals) = steps_by_goal(plan);
    let mut cards: BTreeMap<Place, Vec<Card>> = BTreeMap::new();
    let shown = plan.items.iter().filter(|(_, item)| item.stage != Stage::Withdrawn);
    for (id, item) in shown {
        if item.body.kind() == Kind::Step && !steps.alone.contains(id) {
            continue;
        }
        let mut one = card(desk, plan, *id, item);
        for step in steps.of.remove(id).unwrap_or_default() {
            one.steps.push(card(desk, plan, step, &plan.items[&step]));
        }
        cards.entry(place(item)).or_default().push(one);
    }
    // What goes on stands before what is over; the order of ids is the order of writing.
    for cards in cards.values_mut() {
        cards.sort_by_key(|card| card.is_over);
    }
    laid_out(desk, cards, goals)
}

/// Steps below the first goal that they serve and that can be seen, and those that serve none.
#[derive(Default)]
struct Steps {
    of: BTreeMap<ItemId, Vec<ItemId>>,
    alone: Vec<ItemId>,
}

fn steps_by_goal(plan: &Plan) -> (Steps, usize) {
    let mut steps = Steps::default();
    let is_goal = |id: &&ItemId| {
        plan.items
            .get(id)
            .is_some_and(|item| item.body.kind() == Kind::Goal && item.stage != Stage::Withdrawn)
    };
    for (id, item) in plan.items.iter().filter(|(_, item)| item.stage != Stage::Withdrawn) {
        let Body::Step(step) = &item.body else { continue };
        match step.serves.iter().find(is_goal) {
            Some(goal) => steps.of.entry(*goal).or_default().push(*id),
            None => steps.alone.push(*id),
        }
    }
    let own = |item: &&Item| item.body.kind() == Kind::Goal && item.owner == Owner::Student;
    (steps, plan.items.values().filter(own).count())
}

fn laid_out(desk: &Desk<'_>, mut cards: BTreeMap<Place, Vec<Card>>, goals: usize) -> Vec<Section> {
    let words = desk.speech.words;
    let mut take = |place: Place| cards.remove(&place).unwrap_or_default();
    let mut all = Vec::new();
    for (index, (aspect, id)) in ABOUT_ME.into_iter().enumerate() {
        let (title, cards) = (body::aspect(words, aspect), take(Place::AboutMe(index)));
        all.push(Section { id, title, empty: None, cards, add: None });
    }
    let mut section = |id, title, place| {
        all.push(Section { id, title, empty: None, cards: take(place), add: None });
    };
    section("hopes", words.text("plan-hopes"), Place::Hopes);
    section("goals", words.text("plan-goals"), Place::Goals);
    section("steps", words.text("plan-steps"), Place::Steps);
    section("wishes", words.text("plan-wishes"), Place::Wishes);
    section("school", words.text("plan-school"), Place::School);
    section("others", words.text("plan-others"), Place::Others);
    section("family", words.text("plan-family"), Place::Family);
    section("notes", words.text("plan-notes"), Place::Notes);
    section("reviews", words.text("plan-reviews"), Place::Reviews);
    if let Some(section) = all.iter_mut().find(|section| section.id == "goals") {
        section.add = add_goal(desk);
        section.empty = (goals == 0).then(|| words.text("plan-goals-empty"));
    }
    all.retain(|section| !section.cards.is_empty() || section.add.is_some() || section.empty.is_some());
    all
}

fn add_goal(desk: &Desk<'_>) -> Option<Action> {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    let own = viewer.change.is_some_and(|hand| hand.speaks_as() == Party::Student);
    let (href, label) = if own {
        (format!("/plan/{}/goal/new", viewer.learner), words.text("plan-add-goal"))
    } else {
        viewer.suggest?;
        (format!("/plan/{}/goal/suggest", viewer.learner), words.text("plan-suggest-goal"))
    };
    desk.can_act.then_some(Action { href, label })
}
