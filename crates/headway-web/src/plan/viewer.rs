//! Who reads a plan, and with whose hand they could change it. What they may be shown is all that the store gives.

use headway_store::permits::Permit;
use headway_store::proposals::Answerer;
use headway_store::{StoreError, contacts};
use headway_text::Words;
use ilp::PersonId;
use ilp::access::{Act, Because};
use ilp::plan::{Answer, Hand, Item, Party, Plan, Proposal, check_answer, ownership};

use crate::about::hand_of;

/// A reader before a plan.
#[derive(Debug, Clone)]
pub(crate) struct Viewer {
    pub(crate) person: PersonId,
    pub(crate) learner: PersonId,
    pub(crate) because: Because,
    /// The hand with which they change what is theirs.
    pub(crate) change: Option<Hand>,
    /// The hand with which they write down what they see.
    pub(crate) observe: Option<Hand>,
    pub(crate) suggest: Option<Hand>,
    pub(crate) answer: Option<Hand>,
    pub(crate) differ: Option<Hand>,
    pub(crate) sees_history: bool,
    pub(crate) sees_who_looked: bool,
    pub(crate) sees_contacts: bool,
    pub(crate) converse: Option<Hand>,
    /// Which of the school's answers are theirs to give.
    answerer: Answerer,
}

impl Viewer {
    pub(crate) async fn of(permit: &Permit<'_>) -> Result<Self, StoreError> {
        let (person, learner) = (permit.person(), permit.learner());
        let hand = |act| permit.also(act).and_then(|because| hand_of(because, person, learner));
        Ok(Self {
            person,
            learner,
            because: permit.because(),
            change: hand(Act::ChangeOwn),
            observe: hand(Act::Observe),
            suggest: hand(Act::Propose),
            answer: hand(Act::AnswerProposal),
            differ: hand(Act::Disagree),
            sees_history: permit.also(Act::SeeHistory).is_some(),
            sees_who_looked: permit.also(Act::SeeWhoLooked).is_some(),
            sees_contacts: contacts::opens(permit),
            converse: hand(Act::Converse),
            answerer: Answerer::of(permit).await?,
        })
    }

    pub(crate) fn is_the_student(&self) -> bool {
        self.because == Because::TheStudent
    }

    /// Whether what this reader writes is the student's own: the student does, alone or with a supporter.
    pub(crate) fn writes_for_the_student(&self) -> bool {
        self.change.or(self.suggest).is_some_and(|hand| hand.speaks_as() == Party::Student)
    }

    /// For who writes at work: that the student and the family will read it. It stands above every form.
    pub(crate) fn is_read_by(&self, words: Words) -> Option<String> {
        let hand = self.change.or(self.observe).or(self.suggest).or(self.answer);
        hand.is_some_and(|hand| hand.speaks_as() == Party::School).then(|| words.text("form-read-by"))
    }

    pub(crate) fn may_change(&self, item: &Item) -> bool {
        self.change.is_some_and(|hand| ownership::may_change(item.owner, &hand))
    }

    /// Whether a suggestion about this plan is this reader's to answer: only then are the answers offered.
    pub(crate) fn answers(&self, plan: &Plan, proposal: &Proposal) -> bool {
        let may = |hand| check_answer(plan, proposal, &hand, &Answer::Accepted).is_ok();
        self.answer.is_some_and(may) && self.answerer.answers(proposal)
    }

    /// Whether this reader can take this suggestion back: it is their own.
    pub(crate) fn takes_back(&self, plan: &Plan, proposal: &Proposal) -> bool {
        self.suggest.is_some_and(|hand| check_answer(plan, proposal, &hand, &Answer::TakenBack).is_ok())
    }

    /// Whether this reader says in their own name what they think: the student and the family do.
    pub(crate) fn speaks(&self) -> bool {
        self.differ.is_some_and(|hand| hand.speaks_as() != Party::School && hand.recorded_for.is_none())
    }
}
