//! Words as a page shows them: in the voice of who wrote them, with author, date and language.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use headway_text::Words;
use ilp::PersonId;
use ilp::plan::{self, Author, Hand, Party, Plan, Proposal, Text};

/// One piece of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// `voice-student` for the student's and the family's words, `voice-staff` for the school's, nothing for plain facts.
    pub(crate) class: &'static str,
    /// Set where the text is in another language than the page.
    pub(crate) lang: Option<String>,
    pub(crate) by: Option<By>,
}

/// Who wrote it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct By {
    pub(crate) name: String,
    pub(crate) date: String,
    /// The date for machines.
    pub(crate) iso: String,
    /// "Typed by X for Y", where somebody else typed it.
    pub(crate) typed: Option<String>,
}

impl Line {
    pub(crate) fn fact(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// How this page speaks: its language, the names of the people in it, and the time zone of its dates.
#[derive(Debug, Clone)]
pub(crate) struct Speech {
    pub(crate) words: Words,
    pub(crate) zone: Tz,
    pub(crate) names: HashMap<PersonId, String>,
    /// To whom it speaks: they are "you", in their own plan and in everybody else's.
    pub(crate) reader: PersonId,
    /// Whose plan it speaks of.
    pub(crate) learner: PersonId,
    /// Whether it speaks to that person: a student is "you", not "the student".
    pub(crate) to_the_student: bool,
}

impl Speech {
    pub(crate) fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_else(|| self.words.text("plan-somebody"))
    }

    /// What stands alone for somebody: "You" for the reader, else the name.
    pub(crate) fn called(&self, person: PersonId) -> String {
        if self.is_reader(person) { self.words.text("plan-you") } else { self.name(person) }
    }

    pub(crate) fn is_reader(&self, person: PersonId) -> bool {
        person == self.reader
    }

    /// A sentence in which somebody is named: `to_them` where that is the reader, else `of_them` with the `name`.
    pub(crate) fn of(&self, person: PersonId, to_them: &str, of_them: &str) -> String {
        if self.is_reader(person) {
            return self.words.text(to_them);
        }
        self.words.text_with(of_them, &[("name", self.name(person).into())])
    }

    /// A sentence about the learner: `to_them` for the student's own eyes, else `of_them` with the `name`.
    pub(crate) fn about(&self, to_them: &str, of_them: &str) -> String {
        if self.to_the_student {
            return self.words.text(to_them);
        }
        self.words.text_with(of_them, &[("name", self.name(self.learner).into())])
    }

    /// Whose voice a hand has, by name.
    pub(crate) fn speaker(&self, hand: &Hand) -> String {
        match (hand.speaker(), hand.author) {
            (Some(person), _) => self.name(person),
            (None, Author::Policy(_)) => self.words.text("plan-by-policy"),
            (None, _) => self.words.text("plan-by-import"),
        }
    }

    pub(crate) fn by(&self, hand: &Hand, at: DateTime<Utc>) -> By {
        let on = at.with_timezone(&self.zone).date_naive();
        let typed = hand.recorded_for.and_then(|recorded| {
            let Author::Person(typist) = hand.author else { return None };
            Some(if self.is_reader(recorded.said_by) {
                self.words.text_with("plan-typed-by-you", &[("typist", self.name(typist).into())])
            } else if self.is_reader(typist) {
                self.words.text_with("plan-you-typed", &[("name", self.name(recorded.said_by).into())])
            } else {
                let gaps =
                    [("typist", self.name(typist).into()), ("name", self.name(recorded.said_by).into())];
                self.words.text_with("plan-typed-by", &gaps)
            })
        });
        let name = hand.speaker().map_or_else(|| self.speaker(hand), |person| self.called(person));
        By { name, date: self.words.date(on), iso: on.to_string(), typed }
    }

    /// A text of the plan.
    pub(crate) fn line(&self, words: &plan::Words) -> Line {
        self.said(&words.text, &words.by, words.at)
    }

    /// A text that somebody suggests, or of which only the hand is known.
    pub(crate) fn said(&self, text: &Text, by: &Hand, at: DateTime<Utc>) -> Line {
        let class = match by.speaks_as() {
            Party::Student | Party::Family => "voice-student",
            Party::School => "voice-staff",
        };
        let Some(written) = text.as_str() else {
            return Line { text: self.words.text("plan-taken-away"), class: "muted", lang: None, by: None };
        };
        let tag = text.language().map(plan::Language::tag).unwrap_or_default();
        let page = self.words.locale().tag();
        let differs = tag.split('-').next() != Some(page);
        let lang = differs.then(|| tag.to_owned());
        Line { text: written.to_owned(), class, lang, by: Some(self.by(by, at)) }
    }
}

/// Everybody whose name a page of this plan may need.
pub(crate) fn people(plan: &Plan, proposals: &[Arc<Proposal>]) -> Vec<PersonId> {
    let mut found = BTreeSet::from([plan.learner]);
    let mut hand = |hand: &Hand| {
        found.extend(hand.speaker());
        if let Author::Person(person) = hand.author {
            found.insert(person);
        }
    };
    for item in plan.items.values() {
        hand(&item.begun_by);
        hand(&item.changed_by);
        item.words().iter().for_each(|words| hand(&words.by));
        item.agreements.values().for_each(|agreement| hand(&agreement.by));
        if let Some(moved) = &item.moved {
            hand(&moved.by);
        }
    }
    plan.dissents.values().for_each(|dissent| hand(&dissent.words.by));
    for proposal in proposals {
        hand(&proposal.by);
        proposal.answers.iter().for_each(|answered| hand(&answered.by));
    }
    for item in plan.items.values() {
        if let plan::Owner::Family(person) | plan::Owner::School(person) = item.owner {
            found.insert(person);
        }
        match &item.body {
            plan::Body::Review(review) => found.extend(&review.people),
            plan::Body::Intervention(one) => found.extend([one.provider]),
            plan::Body::Support(one) => found.extend([one.ensured_by]),
            _ => {}
        }
    }
    for proposal in proposals {
        if let plan::Owner::Family(person) | plan::Owner::School(person) = proposal.asks {
            found.insert(person);
        }
    }
    found.into_iter().collect()
}
