//! An item: one piece of a plan, with its owner, its revision, and what has happened to it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Aspiration, CourseChoice, Experience, Goal, Hand, Intervention, Note, Observation, Party, ProfileEntry,
    RecordedFor, Review, Said, Step, Support, Words,
};
use crate::PersonId;

/// Whose an item is. The owner changes it directly; everybody else proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The student's.
    Student,
    /// A family member's: one relative never edits another's words.
    Family(PersonId),
    /// The school's, with the person responsible for it.
    School(PersonId),
}

impl Owner {
    /// The side it belongs to.
    #[must_use]
    pub const fn party(self) -> Party {
        match self {
            Self::Student => Party::Student,
            Self::Family(_) => Party::Family,
            Self::School(_) => Party::School,
        }
    }
}

/// What kind of item it is; decides who may have one (see [`super::ownership`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// See [`ProfileEntry`].
    ProfileEntry,
    /// See [`Observation`].
    Observation,
    /// See [`Aspiration`].
    Aspiration,
    /// See [`Goal`].
    Goal,
    /// See [`Step`].
    Step,
    /// See [`Intervention`].
    Intervention,
    /// See [`Support`].
    Support,
    /// See [`CourseChoice`].
    CourseChoice,
    /// See [`Experience`].
    Experience,
    /// See [`Review`].
    Review,
    /// See [`Note`].
    Note,
}

/// What an item says. `T` is [`super::Text`] in a change and [`Words`] in a plan, where each text knows its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body<T> {
    /// What the student says about themself.
    ProfileEntry(ProfileEntry<T>),
    /// What somebody else sees.
    Observation(Observation<T>),
    /// A hope for later.
    Aspiration(Aspiration<T>),
    /// A goal.
    Goal(Goal<T>),
    /// A step.
    Step(Step<T>),
    /// An intervention.
    Intervention(Intervention<T>),
    /// A support.
    Support(Support<T>),
    /// A course wish.
    CourseChoice(CourseChoice<T>),
    /// An experience.
    Experience(Experience<T>),
    /// A review.
    Review(Review<T>),
    /// A note.
    Note(Note<T>),
}

impl<T> Body<T> {
    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::ProfileEntry(_) => Kind::ProfileEntry,
            Self::Observation(_) => Kind::Observation,
            Self::Aspiration(_) => Kind::Aspiration,
            Self::Goal(_) => Kind::Goal,
            Self::Step(_) => Kind::Step,
            Self::Intervention(_) => Kind::Intervention,
            Self::Support(_) => Kind::Support,
            Self::CourseChoice(_) => Kind::CourseChoice,
            Self::Experience(_) => Kind::Experience,
            Self::Review(_) => Kind::Review,
            Self::Note(_) => Kind::Note,
        }
    }

    /// The same body with every text put through `f`, in the order in which the types list them.
    pub fn map<U>(self, f: &mut dyn FnMut(T) -> U) -> Body<U> {
        match self {
            Self::ProfileEntry(one) => Body::ProfileEntry(one.map(f)),
            Self::Observation(one) => Body::Observation(one.map(f)),
            Self::Aspiration(one) => Body::Aspiration(one.map(f)),
            Self::Goal(one) => Body::Goal(one.map(f)),
            Self::Step(one) => Body::Step(one.map(f)),
            Self::Intervention(one) => Body::Intervention(one.map(f)),
            Self::Support(one) => Body::Support(one.map(f)),
            Self::CourseChoice(one) => Body::CourseChoice(one.map(f)),
            Self::Experience(one) => Body::Experience(one.map(f)),
            Self::Review(one) => Body::Review(one.map(f)),
            Self::Note(one) => Body::Note(one.map(f)),
        }
    }
}

/// How far along an item is. Not every kind knows every stage: see [`Stage::fits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// There, and nothing said yet about how it goes.
    Open,
    /// Begun.
    UnderWay,
    /// Resting for now.
    Paused,
    /// Done or reached.
    Done,
    /// Given up on purpose; what was learned stays with it.
    Dropped,
    /// Taken back by its owner; it stays in the history.
    Withdrawn,
}

impl Stage {
    /// Whether an item of this kind can be at this stage: a strength is not "done", but it can be taken back.
    #[must_use]
    pub const fn fits(self, kind: Kind) -> bool {
        match kind {
            Kind::Goal | Kind::Step | Kind::Intervention | Kind::Support | Kind::Review => true,
            Kind::ProfileEntry
            | Kind::Observation
            | Kind::Aspiration
            | Kind::CourseChoice
            | Kind::Experience
            | Kind::Note => matches!(self, Self::Open | Self::Withdrawn),
        }
    }
}

/// Whether somebody spoke with this hand for themself, or together with whom they chose; the school's typing is not that.
fn is_own(hand: &Hand) -> bool {
    hand.recorded_for.is_none_or(|recorded| recorded.how == Said::Together || hand.party != Party::School)
}

/// Where a party stands on something the school has undertaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Agrees.
    Agreed,
    /// Has not agreed yet.
    NotYet,
    /// Sees it differently.
    SeenDifferently,
}

/// One person's stance on one revision of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Whose stance.
    pub by: Hand,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// The revision of the item that it speaks of; a later revision is not agreed by it.
    pub revision: u32,
    /// The stance.
    pub stance: Stance,
    /// In words, where there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// The latest move of an item to another stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// By whom.
    pub by: Hand,
    /// The day it holds for.
    pub on: NaiveDate,
    /// What helped, what was learned, why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// Until when an item is kept from view for safety, by the privacy officer's act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delay {
    /// By whom.
    pub by: Hand,
    /// The first day on which it is seen again.
    pub until: NaiveDate,
    /// Why; seen by the officer alone.
    pub reason: Words,
}

/// One piece of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Whose it is.
    pub owner: Owner,
    /// 1 when it is written first, one more with every change of it; an edit names the one it replaces.
    pub revision: u32,
    /// What it says.
    pub body: Body<Words>,
    /// How far along it is.
    pub stage: Stage,
    /// Whose hand wrote it first.
    pub begun_by: Hand,
    /// When that was.
    pub begun_at: DateTime<Utc>,
    /// Whose hand changed it last.
    pub changed_by: Hand,
    /// When that was.
    pub changed_at: DateTime<Utc>,
    /// Set while somebody else has typed what the owner said and the owner has not confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<RecordedFor>,
    /// The latest move to another stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Move>,
    /// Where student and family stand on it, by person.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub agreements: BTreeMap<PersonId, Agreement>,
    /// Set while the privacy officer keeps it from view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delayed: Option<Delay>,
}

impl Item {
    /// Where student and family stand on this item of the school as it now reads.
    ///
    /// `SeenDifferently` where anybody said so of any revision and has not agreed since; `Agreed` where the student or a
    /// relative agrees to this revision (see [`Self::agreed_by`]) and nobody sees it differently; else `NotYet`. `None` for
    /// items that are not the school's: nobody agrees to somebody's hopes.
    #[must_use]
    pub fn agreement(&self) -> Option<Stance> {
        if self.owner.party() != Party::School {
            return None;
        }
        let agreed = self.agreed_by();
        let sees_differently = |(person, one): (&PersonId, &Agreement)| {
            let since = agreed.iter().any(|hand| hand.speaker() == Some(*person));
            one.stance == Stance::SeenDifferently && !since
        };
        if self.agreements.iter().any(sees_differently) {
            return Some(Stance::SeenDifferently);
        }
        Some(if agreed.is_empty() { Stance::NotYet } else { Stance::Agreed })
    }

    /// The hands of the student's side that agree to this item of the school as it now reads.
    ///
    /// By a yes to this revision; or because they suggested it and the school took it, or accepted the school's own version
    /// of it: who has asked for something need not say yes to it again. What somebody says of this revision counts before
    /// that. A yes that the school has typed for somebody does not count.
    #[must_use]
    pub fn agreed_by(&self) -> Vec<Hand> {
        if self.owner.party() != Party::School {
            return Vec::new();
        }
        let said_now = |one: &&Agreement| one.revision == self.revision;
        let said: Vec<&Agreement> = self.agreements.values().filter(said_now).collect();
        let asked = self.asked_for_by();
        let asked = asked.filter(|hand| !said.iter().any(|one| one.by.speaker() == hand.speaker()));
        let yes = said.into_iter().filter(|one| one.stance == Stance::Agreed && is_own(&one.by));
        yes.map(|one| one.by).chain(asked).collect()
    }

    /// The hand of the student's side by whose suggestion, or whose acceptance, this item of the school says what it says.
    ///
    /// An item keeps whose hand changed it last and who wrote its texts. A text can keep its author through the school's own
    /// edits of a date, so that of later revisions only an acceptance is sure.
    fn asked_for_by(&self) -> Option<Hand> {
        let of_the_student = |hand: &Hand| hand.speaks_as() != Party::School && is_own(hand);
        if of_the_student(&self.changed_by) {
            return Some(self.changed_by);
        }
        let words = self.body_words();
        let author = words.first()?.by;
        let is_whole = self.revision == 1 && words.iter().all(|words| words.by == author);
        (is_whole && of_the_student(&author)).then_some(author)
    }

    /// Whether a reader who is not the privacy officer sees it on this day.
    #[must_use]
    pub fn is_visible_on(&self, today: NaiveDate) -> bool {
        self.delayed.as_ref().is_none_or(|delay| delay.until <= today)
    }

    /// The texts that the item itself says, in order.
    #[must_use]
    pub fn body_words(&self) -> Vec<Words> {
        let mut found = Vec::new();
        self.body.clone().map(&mut |words| found.push(words));
        found
    }

    /// Every text about the item, in order: its own, then those of its latest move, of agreements and of a delay.
    #[must_use]
    pub fn words(&self) -> Vec<Words> {
        let mut found = self.body_words();
        found.extend(self.moved.iter().filter_map(|moved| moved.words.clone()));
        found.extend(self.agreements.values().filter_map(|agreement| agreement.words.clone()));
        found.extend(self.delayed.iter().map(|delay| delay.reason.clone()));
        found
    }
}
