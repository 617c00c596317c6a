//! What somebody can write an entry about: the questions of a plan, each with its words.

use headway_text::Words;
use ilp::plan::{Aspect, Body, Kind};

use crate::plan::body::aspect;

/// A question of a plan that one entry answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::plan) enum Subject {
    /// What the student says about themself.
    About(Aspect),
    Hope,
    Course,
    Experience,
    Note,
    /// What somebody else sees.
    Observation,
}

/// Every subject that has an address of its own, with its name there.
const NAMED: [(&str, Subject); 12] = [
    ("strength", Subject::About(Aspect::Strength)),
    ("interest", Subject::About(Aspect::Interest)),
    ("value", Subject::About(Aspect::Value)),
    ("learning", Subject::About(Aspect::HowILearn)),
    ("language", Subject::About(Aspect::Language)),
    ("need", Subject::About(Aspect::Need)),
    ("in-my-way", Subject::About(Aspect::InMyWay)),
    ("access", Subject::About(Aspect::AccessNeed)),
    ("hope", Subject::Hope),
    ("course", Subject::Course),
    ("experience", Subject::Experience),
    ("note", Subject::Note),
];

impl Subject {
    /// The subject of this name in an address.
    pub(in crate::plan) fn named(name: &str) -> Option<Self> {
        NAMED.iter().find(|(known, _)| *known == name).map(|(_, subject)| *subject)
    }

    /// Its name in an address.
    pub(in crate::plan) fn name(self) -> &'static str {
        NAMED.iter().find(|(_, subject)| *subject == self).map_or("observation", |(name, _)| name)
    }

    /// What an item is about, where it is an entry at all.
    pub(in crate::plan) fn of<T>(body: &Body<T>) -> Option<Self> {
        match body {
            Body::ProfileEntry(one) => Some(Self::About(one.aspect)),
            Body::Aspiration(_) => Some(Self::Hope),
            Body::CourseChoice(_) => Some(Self::Course),
            Body::Experience(_) => Some(Self::Experience),
            Body::Note(_) => Some(Self::Note),
            Body::Observation(_) => Some(Self::Observation),
            Body::Goal(_) | Body::Step(_) | Body::Intervention(_) | Body::Support(_) | Body::Review(_) => {
                None
            }
        }
    }

    pub(in crate::plan) const fn kind(self) -> Kind {
        match self {
            Self::About(_) => Kind::ProfileEntry,
            Self::Hope => Kind::Aspiration,
            Self::Course => Kind::CourseChoice,
            Self::Experience => Kind::Experience,
            Self::Note => Kind::Note,
            Self::Observation => Kind::Observation,
        }
    }

    /// The heading of a page about it: that of its part of the plan.
    pub(in crate::plan) fn title(self, words: Words) -> String {
        match self {
            Self::About(one) => aspect(words, one),
            Self::Hope => words.text("plan-hopes"),
            Self::Course => words.text("entry-title-course"),
            Self::Experience => words.text("entry-title-experience"),
            Self::Note => words.text("entry-title-note"),
            Self::Observation => words.text("entry-title-observation"),
        }
    }

    /// The question, as the one who answers it is asked.
    pub(in crate::plan) fn question(self, words: Words) -> String {
        match self {
            Self::About(Aspect::Strength) => words.text("entry-ask-strength"),
            Self::About(Aspect::Interest) => words.text("entry-ask-interest"),
            Self::About(Aspect::Value) => words.text("entry-ask-value"),
            Self::About(Aspect::HowILearn) => words.text("entry-ask-learning"),
            Self::About(Aspect::Language) => words.text("entry-ask-language"),
            Self::About(Aspect::Need) => words.text("entry-ask-need"),
            Self::About(Aspect::InMyWay) => words.text("entry-ask-in-my-way"),
            Self::About(Aspect::AccessNeed) => words.text("entry-ask-access"),
            Self::Hope => words.text("entry-ask-hope"),
            Self::Course => words.text("entry-ask-course"),
            Self::Experience => words.text("entry-ask-experience"),
            Self::Note => words.text("entry-ask-note"),
            Self::Observation => words.text("entry-ask-observation"),
        }
    }

    /// What helps to answer it: under the question, and in a part of the plan that is still empty.
    pub(in crate::plan) fn hint(self, words: Words) -> String {
        match self {
            Self::About(Aspect::Strength) => words.text("entry-hint-strength"),
            Self::About(Aspect::Interest) => words.text("entry-hint-interest"),
            Self::About(Aspect::Value) => words.text("entry-hint-value"),
            Self::About(Aspect::HowILearn) => words.text("entry-hint-learning"),
            Self::About(Aspect::Language) => words.text("entry-hint-language"),
            Self::About(Aspect::Need) => words.text("entry-hint-need"),
            Self::About(Aspect::InMyWay) => words.text("entry-hint-in-my-way"),
            Self::About(Aspect::AccessNeed) => words.text("entry-hint-access"),
            Self::Hope => words.text("entry-hint-hope"),
            Self::Course => words.text("entry-hint-course"),
            Self::Experience => words.text("entry-hint-experience"),
            Self::Note => words.text("entry-hint-note"),
            Self::Observation => words.text("entry-hint-observation"),
        }
    }

    /// The way to a new entry, as its button says it.
    pub(in crate::plan) fn add(self, words: Words) -> String {
        match self {
            Self::About(Aspect::Strength) => words.text("entry-add-strength"),
            Self::About(Aspect::Interest) => words.text("entry-add-interest"),
            Self::About(Aspect::Value) => words.text("entry-add-value"),
            Self::About(Aspect::HowILearn) => words.text("entry-add-learning"),
            Self::About(Aspect::Language) => words.text("entry-add-language"),
            Self::About(Aspect::Need) => words.text("entry-add-need"),
            Self::About(Aspect::InMyWay) => words.text("entry-add-in-my-way"),
            Self::About(Aspect::AccessNeed) => words.text("entry-add-access"),
            Self::Hope => words.text("entry-add-hope"),
            Self::Course => words.text("entry-add-course"),
            Self::Experience => words.text("entry-add-experience"),
            Self::Note => words.text("entry-add-note"),
            Self::Observation => words.text("entry-add-observation"),
        }
    }
}

/// What an observation is about, as somebody says it who is not the student.
pub(in crate::plan) fn seen(words: Words, aspect: Aspect) -> String {
    match aspect {
        Aspect::Strength => words.text("entry-sees-strength"),
        Aspect::Interest => words.text("entry-sees-interest"),
        Aspect::Value => words.text("entry-sees-value"),
        Aspect::HowILearn => words.text("entry-sees-learning"),
        Aspect::Language => words.text("entry-sees-language"),
        Aspect::Need => words.text("entry-sees-need"),
        Aspect::InMyWay => words.text("entry-sees-in-my-way"),
        Aspect::AccessNeed => words.text("entry-sees-access"),
    }
}
