//! The questions with which a plan is begun, each with its fields and what an answer to it becomes.

use chrono::NaiveDate;
use headway_text::Words;
use ilp::ItemId;
use ilp::plan::{
    Aspect, Body, Goal, Item, Links, Owner, Plan, Reach, Refused, Stage, Step, TEXT_CHARS_MAX, Text,
};

use crate::form::{Field, Form};
use crate::plan::entry::fields::{self, Choice, Draft, Part};
use crate::plan::entry::subject::Subject;
use crate::plan::typed::{date, not_past, text};
use crate::shell::Visit;

/// One question a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Entry(Subject),
    Goal,
    Step,
}

/// In this order: strengths before what gets in the way, and where to before how.
pub(super) const QUESTIONS: [Question; 8] = [
    Question::Entry(Subject::About(Aspect::Strength)),
    Question::Entry(Subject::About(Aspect::Interest)),
    Question::Entry(Subject::About(Aspect::Value)),
    Question::Entry(Subject::About(Aspect::InMyWay)),
    Question::Entry(Subject::About(Aspect::HowILearn)),
    Question::Entry(Subject::Hope),
    Question::Goal,
    Question::Step,
];

/// An answer that can be kept.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    Entry(Draft),
    Goal(Text),
    Step(Text, Option<NaiveDate>, For),
}

/// Answers that stand, and the goal that they are for.
#[derive(Debug, Clone)]
pub(super) struct Group<T> {
    pub(super) goal: Option<String>,
    pub(super) answers: Vec<T>,
}

/// Which goal a step is for, as it was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Nothing was chosen, as on a page from before there was a choice: the goal that was written last.
    Last,
    Goal(ItemId),
    /// A step of its own.
    None,
}

/// What the choice of no goal sends.
const NO_GOAL: &str = "none";

impl Question {
    pub(super) fn title(self, words: Words) -> String {
        match self {
            Self::Entry(subject) => subject.title(words),
            Self::Goal => words.text("guided-goal"),
            Self::Step => words.text("guided-step"),
        }
    }

    /// The part of an address under which an answer is changed.
    pub(super) const fn room(self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::Goal => "goal",
            Self::Step => "step",
        }
    }

    /// The name of the field with the answer.
    pub(super) const fn main(self) -> &'static str {
        match self {
            Self::Entry(subject) => fields::main_of(subject),
            Self::Goal => "statement",
            Self::Step => "what",
        }
    }

    pub(super) fn with_fields(self, form: Form, words: Words) -> Form {
        let long =
            |name, label: String, hint: String| Field::new(name, label).hint(hint).most(TEXT_CHARS_MAX);
        match self {
            Self::Entry(subject) => fields::with_fields(form, words, subject, None),
            Self::Goal => {
                form.with(long("statement", words.text("goal-statement"), words.text("goal-statement-hint")))
            }
            Self::Step => form
                .with(long("what", words.text("step-what"), words.text("step-what-hint")))
                .with(Field::new("goal", words.text("guided-step-goal")).optional())
                .with(Field::new("due", words.text("step-due")).date().optional()),
        }
    }

    pub(super) fn parts(self, visit: &Visit, form: &Form, plan: &Plan) -> Vec<Part> {
        match self {
            Self::Entry(subject) => fields::parts(visit, subject, form),
            Self::Goal => vec![Part::Text("statement")],
            Self::Step => {
                let goals = Self::Goal.answers(plan);
                let said = |(id, item): &(ItemId, &Item)| Some((id.to_string(), statement(item)?.to_owned()));
                let mut options: Vec<_> = goals.iter().rev().filter_map(said).collect();
                // A reason at this field is read although no goal is left to choose.
                let is_asked = !options.is_empty() || form.field("goal").problem.is_some();
                let goal = is_asked.then(|| {
                    options.push((NO_GOAL.to_owned(), visit.words.text("guided-step-no-goal")));
                    Part::Choice(Choice { name: "goal", options })
                });
                goal.into_iter().chain([Part::Text("what"), Part::Line("due")]).collect()
            }
        }
    }

    /// What was typed, or `None` with the reasons at the fields.
    pub(super) fn read(self, form: &mut Form, visit: &Visit) -> Option<Answer> {
        match self {
            Self::Entry(subject) => fields::read(form, visit, subject).map(Answer::Entry),
            Self::Goal => text(form, "statement", visit).map(Answer::Goal),
            Self::Step => {
                not_past(form, "due", visit);
                let due = date(form, "due", visit.words);
                let what = text(form, "what", visit);
                let goal = match form.value("goal") {
                    "" => Some(For::Last),
                    NO_GOAL => Some(For::None),
                    goal => goal.parse().ok().map(For::Goal),
                };
                if goal.is_none() {
                    form.refuse("goal", visit.words.text("guided-step-goal-gone"));
                }
                what.filter(|_| form.is_sound()).zip(goal).map(|(what, goal)| Answer::Step(what, due, goal))
            }
        }
    }

    /// What the student has answered already and still stands.
    pub(super) fn answers(self, plan: &Plan) -> Vec<(ItemId, &Item)> {
        let goes_on = |item: &Item| !matches!(item.stage, Stage::Done | Stage::Dropped);
        let is_one = |item: &Item| match (self, &item.body) {
            (Self::Goal, Body::Goal(_)) => goes_on(item),
            // What somebody else is to do is no answer to "What will you do?".
            (Self::Step, Body::Step(step)) => step.doer == Owner::Student && goes_on(item),
            (Self::Entry(subject), body) => Subject::of(body) == Some(subject),
            _ => false,
        };
        let stands = |item: &Item| item.owner == Owner::Student && item.stage != Stage::Withdrawn;
        let found = plan.items.iter().filter(|(_, item)| stands(item) && is_one(item));
        found.map(|(id, item)| (*id, item)).collect()
    }

    /// The goal that a first step is for where nothing else is chosen: the student's own that was written last.
    pub(super) fn serves(self, plan: &Plan) -> Option<ItemId> {
        let goals = if self == Self::Step { Self::Goal.answers(plan) } else { Vec::new() };
        goals.last().map(|(id, _)| *id)
    }

    /// Chooses a goal in the form of a first step where none is chosen, or one that cannot be chosen any more.
    pub(super) fn choose_goal(self, form: &mut Form, plan: &Plan) {
        let goals = if self == Self::Step { Self::Goal.answers(plan) } else { return };
        let chosen = form.value("goal");
        if chosen != NO_GOAL && !goals.iter().any(|(id, _)| id.to_string() == chosen) {
            form.clear("goal");
        }
        form.suggest("goal", &goals.last().map_or_else(|| NO_GOAL.to_owned(), |(id, _)| id.to_string()));
    }

    /// The answers that stand, below the goal that each is for; first, below nothing, those for no goal that stands.
    pub(super) fn by_goal(self, plan: &Plan) -> Vec<Group<(ItemId, &Item)>> {
        let says = |goal: &ItemId| {
            let found = plan.items.get(goal).filter(|item| item.stage != Stage::Withdrawn)?;
            Some((*goal, statement(found)?.to_owned()))
        };
        let goal_of = |item: &Item| match &item.body {
            Body::Step(step) => step.serves.iter().find_map(says),
            _ => None,
        };
        // Two goals can say the same and are two; without a heading, what is for no goal would read as the last goal's.
        let mut groups: Vec<(Option<ItemId>, Group<_>)> = Vec::new();
        for (id, item) in self.answers(plan) {
            let (of, goal) = goal_of(item).unzip();
            match groups.iter_mut().find(|(known, _)| *known == of) {
                Some((_, group)) => group.answers.push((id, item)),
                None => groups.push((of, Group { goal, answers: vec![(id, item)] })),
            }
        }
        groups.sort_by_key(|(of, _)| of.is_some());
        groups.into_iter().map(|(_, group)| group).collect()
    }
}

/// What a goal says.
fn statement(item: &Item) -> Option<&str> {
    match &item.body {
        Body::Goal(goal) => goal.statement.as_str(),
        _ => None,
    }
}

impl Answer {
    /// What the plan then says.
    ///
    /// # Errors
    /// [`Refused::NoSuchItem`] for a step of a goal that is none of the student's own that stand.
    pub(super) fn says(&self, plan: &Plan) -> Result<Body<Text>, Refused> {
        Ok(match self {
            Self::Entry(draft) => return draft.body(None).map_err(|_| Refused::AnotherThing),
            Self::Goal(statement) => Body::Goal(Goal {
                reach: Reach::ShortTerm,
                statement: statement.clone(),
                why: None,
                measure: None,
                by: None,
                links: Links::default(),
            }),
            Self::Step(what, due, goal) => {
                let is_theirs = |goal| Question::Goal.answers(plan).iter().any(|(id, _)| *id == goal);
                let serves = match *goal {
                    For::None => None,
                    For::Goal(goal) if is_theirs(goal) => Some(goal),
                    For::Goal(item) => return Err(Refused::NoSuchItem { item }),
                    For::Last => Question::Step.serves(plan),
                };
                let (doer, serves) = (Owner::Student, serves.into_iter().collect());
                Body::Step(Step { doer, what: what.clone(), due: *due, serves })
            }
        })
    }
}
