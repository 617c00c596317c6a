//! A plan in its order: strengths before needs, hopes and goals before what the school does, then what others see.

use std::collections::BTreeMap;

use headway_text::Words;
use ilp::ItemId;
use ilp::plan::{Aspect, Body, Item, Kind, Owner, Party, Plan, Stage};

use super::body;
use super::card::{Action, Card, Desk, card};
use super::entry::{self, subject::Subject};

/// A part of the page.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    /// What will be here, where nothing is yet.
    pub(crate) empty: Option<String>,
    pub(crate) cards: Vec<Card>,
    pub(crate) adds: Vec<Action>,
    /// Whether the ways to something new stand under the heading: goals are long, and what comes after them is not found.
    pub(crate) adds_first: bool,
}

/// What the student says about themself, in this order.
const ABOUT_ME: [Aspect; 8] = [
    Aspect::Strength,
    Aspect::Interest,
    Aspect::Value,
    Aspect::HowILearn,
    Aspect::Language,
    Aspect::Need,
    Aspect::InMyWay,
    Aspect::AccessNeed,
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
            Place::AboutMe(ABOUT_ME.iter().position(|aspect| *aspect == one.aspect).unwrap_or(0))
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

/// The parts in their order, each with its place on the page and its name in an address.
const PARTS: [(Place, &str); 17] = [
    (Place::AboutMe(0), "strengths"),
    (Place::AboutMe(1), "interests"),
    (Place::AboutMe(2), "values"),
    (Place::AboutMe(3), "learning"),
    (Place::AboutMe(4), "languages"),
    (Place::AboutMe(5), "needs"),
    (Place::AboutMe(6), "in-my-way"),
    (Place::AboutMe(7), "access"),
    (Place::Hopes, "hopes"),
    (Place::Goals, "goals"),
    (Place::Steps, "steps"),
    (Place::Wishes, "wishes"),
    (Place::School, "school"),
    (Place::Others, "others"),
    (Place::Family, "family"),
    (Place::Notes, "notes"),
    (Place::Reviews, "reviews"),
];

fn title(words: Words, place: Place) -> String {
    match place {
        Place::AboutMe(index) => body::aspect(words, ABOUT_ME[index]),
        Place::Hopes => words.text("plan-hopes"),
        Place::Goals => words.text("plan-goals"),
        Place::Steps => words.text("plan-steps"),
        Place::Wishes => words.text("plan-wishes"),
        Place::School => words.text("plan-school"),
        Place::Others => words.text("plan-others"),
        Place::Family => words.text("plan-family"),
        Place::Notes => words.text("plan-notes"),
        Place::Reviews => words.text("plan-reviews"),
    }
}

/// What can be written in a part: the first of them says what an empty part is for.
fn subjects(place: Place) -> &'static [Subject] {
    const ABOUT: [Subject; 8] = [
        Subject::About(ABOUT_ME[0]),
        Subject::About(ABOUT_ME[1]),
        Subject::About(ABOUT_ME[2]),
        Subject::About(ABOUT_ME[3]),
        Subject::About(ABOUT_ME[4]),
        Subject::About(ABOUT_ME[5]),
        Subject::About(ABOUT_ME[6]),
        Subject::About(ABOUT_ME[7]),
    ];
    match place {
        Place::AboutMe(index) => &ABOUT[index..=index],
        Place::Hopes => &[Subject::Hope],
        Place::Wishes => &[Subject::Course, Subject::Experience],
        Place::Others => &[Subject::Observation],
        Place::Family | Place::Notes => &[Subject::Note],
        Place::Goals | Place::Steps | Place::School | Place::Reviews => &[],
    }
}

fn laid_out(desk: &Desk<'_>, mut cards: BTreeMap<Place, Vec<Card>>, goals: usize) -> Vec<Section> {
    let words = desk.speech.words;
    let section = |(place, id)| {
        let (mut adds, cards) = (adds(desk, place), cards.remove(&place).unwrap_or_default());
        let mut empty = None;
        if place == Place::Goals {
            adds.extend(add_goal(desk));
            empty = (goals == 0).then(|| no_goals(desk));
        } else if cards.is_empty() {
            // Who may suggest reads of it in one line, not in a dozen questions to somebody else.
            adds.truncate(if is_own(desk, place) { adds.len() } else { 0 });
            empty = subjects(place).first().filter(|_| !adds.is_empty()).map(|one| one.hint(words));
        }
        let adds_first = place == Place::Goals;
        Section { id, title: title(words, place), empty, cards, adds, adds_first }
    };
    let mut all: Vec<Section> = PARTS.into_iter().map(section).collect();
    all.retain(|section| !section.cards.is_empty() || !section.adds.is_empty() || section.empty.is_some());
    all
}

fn no_goals(desk: &Desk<'_>) -> String {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    if viewer.is_the_student() {
        return words.text("plan-goals-empty");
    }
    words.text_with("plan-goals-empty-of", &[("name", desk.speech.name(viewer.learner).into())])
}

/// What the student has said nothing of yet, for who may suggest words: each leads to the form for it.
pub(crate) fn gaps(desk: &Desk<'_>, plan: &Plan) -> Vec<Action> {
    let shown = plan.items.values().filter(|item| item.stage != Stage::Withdrawn);
    let said: Vec<Subject> = shown
        .filter(|item| item.owner == Owner::Student)
        .filter_map(|item| Subject::of(&item.body))
        .collect();
    let mut gaps = Vec::new();
    for (place, _) in PARTS.into_iter().filter(|(place, _)| !is_own(desk, *place)) {
        let all = subjects(place).iter().zip(adds(desk, place));
        let open = all.filter(|(subject, _)| !said.contains(subject));
        gaps.extend(open.map(|(subject, way)| Action { label: subject.title(desk.speech.words), ..way }));
    }
    gaps
}

/// Whether what this reader writes into a part is their own.
fn is_own(desk: &Desk<'_>, place: Place) -> bool {
    let party = match place {
        Place::Family => Some(Party::Family),
        Place::Others => None,
        _ => Some(Party::Student),
    };
    let own = |subject: &Subject| {
        entry::hand(desk.viewer, *subject)
            .is_some_and(|hand| party.is_none_or(|party| hand.speaks_as() == party))
    };
    subjects(place).iter().any(own)
}

/// The ways to a new entry of a part: its owner writes, everybody else suggests where it is the student's.
fn adds(desk: &Desk<'_>, place: Place) -> Vec<Action> {
    let (viewer, words) = (desk.viewer, desk.speech.words);
    if !desk.can_act {
        return Vec::new();
    }
    let at = |end: String| format!("/plan/{}/{end}", viewer.learner);
    if is_own(desk, place) {
        let add = |subject: &Subject| {
            let end = match subject {
                Subject::Observation => "observation/new".to_owned(),
                subject => format!("entry/new/{}", subject.name()),
            };
            let label = match place {
                Place::Family => words.text("entry-add-family"),
                _ => subject.add(words),
            };
            Action { href: at(end), label }
        };
        return subjects(place).iter().map(add).collect();
    }
    let is_students = !matches!(place, Place::Family | Place::Others | Place::Notes);
    let suggested = subjects(place).iter().filter(|_| is_students && viewer.suggest.is_some());
    let suggest = |subject: &Subject| Action {
        href: at(format!("entry/suggest/{}", subject.name())),
        label: words.text_with("entry-suggest", &[("part", subject.title(words).into())]),
    };
    suggested.map(suggest).collect()
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
