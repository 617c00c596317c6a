//! The questions with which a plan is begun, each with its fields and what an answer to it becomes.

use chrono::NaiveDate;
use headway_text::Words;
use ilp::ItemId;
use ilp::plan::{
    self, Aspect, Body, Goal, Item, Links, Owner, Plan, Reach, Stage, Step, TEXT_CHARS_MAX, Text, TextRefused,
};

use crate::form::{Field, Form};
use crate::plan::entry::fields::{self, Draft, Part};
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
    Step(Text, Option<NaiveDate>),
}

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
                .with(Field::new("due", words.text("step-due")).date().optional()),
        }
    }

    pub(super) fn parts(self, visit: &Visit, form: &Form) -> Vec<Part> {
        match self {
            Self::Entry(subject) => fields::parts(visit, subject, form),
            Self::Goal => vec![Part::Text("statement")],
            Self::Step => vec![Part::Text("what"), Part::Line("due")],
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
                what.filter(|_| form.is_sound()).map(|what| Answer::Step(what, due))
            }
        }
    }

    /// What the student has answered already and still stands.
    pub(super) fn answers(self, plan: &Plan) -> Vec<(ItemId, &Item)> {
        let is_one = |item: &Item| match (self, &item.body) {
            (Self::Goal, Body::Goal(_)) | (Self::Step, Body::Step(_)) => {
                !matches!(item.stage, Stage::Done | Stage::Dropped)
            }
            (Self::Entry(subject), body) => Subject::of(body) == Some(subject),
            _ => false,
        };
        let stands = |item: &Item| item.owner == Owner::Student && item.stage != Stage::Withdrawn;
        let found = plan.items.iter().filter(|(_, item)| stands(item) && is_one(item));
        found.map(|(id, item)| (*id, item)).collect()
    }

    /// The goal that a first step is for: the student's own that was written last.
    pub(super) fn serves(self, plan: &Plan) -> Option<(ItemId, &Goal<plan::Words>)> {
        let goals = (self == Self::Step).then(|| Self::Goal.answers(plan)).unwrap_or_default();
        goals.into_iter().rev().find_map(|(id, item)| match &item.body {
            Body::Goal(goal) => Some((id, goal)),
            _ => None,
        })
    }
}

impl Answer {
    /// What the plan then says.
    pub(super) fn says(&self, plan: &Plan) -> Result<Body<Text>, TextRefused> {
        Ok(match self {
            Self::Entry(draft) => return draft.body(None),
            Self::Goal(statement) => Body::Goal(Goal {
                reach: Reach::ShortTerm,
                statement: statement.clone(),
                why: None,
                measure: None,
                by: None,
                links: Links::default(),
            }),
            Self::Step(what, due) => {
                let serves = Question::Step.serves(plan).map(|(goal, _)| goal);
                let (doer, serves) = (Owner::Student, serves.into_iter().collect());
                Body::Step(Step { doer, what: what.clone(), due: *due, serves })
            }
        })
    }
}
