//! Who reads a plan, and with whose hand they could change it. What they may be shown is all that the store gives.

use headway_store::permits::Permit;
use ilp::PersonId;
use ilp::access::{Act, Because, CaseloadKind};
use ilp::plan::{Hand, Item, Owner, Proposal, ownership};

use crate::about::hand_of;

/// A reader before a plan.
#[derive(Debug, Clone)]
pub(crate) struct Viewer {
    pub(crate) person: PersonId,
    pub(crate) learner: PersonId,
    pub(crate) because: Because,
    /// The hand with which they change what is theirs.
    pub(crate) change: Option<Hand>,
    pub(crate) suggest: Option<Hand>,
    pub(crate) answer: Option<Hand>,
    pub(crate) differ: Option<Hand>,
    pub(crate) sees_history: bool,
    pub(crate) sees_who_looked: bool,
    /// Answers for the school where a family or student asks it: the case manager, else the counselor.
    answers_for_school: bool,
}

impl Viewer {
    pub(crate) fn of(permit: &Permit<'_>) -> Self {
        let (person, learner) = (permit.person(), permit.learner());
        let hand = |act| permit.also(act).and_then(|because| hand_of(because, person, learner));
        let manages = Because::Caseload { kind: CaseloadKind::CaseManager };
        let counsels = Because::Caseload { kind: CaseloadKind::Counselor };
        let answers_by = permit.also(Act::AnswerProposal);
        Self {
            person,
            learner,
            because: permit.because(),
            change: hand(Act::ChangeOwn),
            suggest: hand(Act::Propose),
            answer: hand(Act::AnswerProposal),
            differ: hand(Act::Disagree),
            sees_history: permit.also(Act::SeeHistory).is_some(),
            sees_who_looked: permit.also(Act::SeeWhoLooked).is_some(),
            answers_for_school: answers_by.is_some_and(|by| by == manages || by == counsels),
        }
    }

    pub(crate) fn is_the_student(&self) -> bool {
        self.because == Because::TheStudent
    }

    pub(crate) fn may_change(&self, item: &Item) -> bool {
        self.change.is_some_and(|hand| ownership::may_change(item.owner, &hand))
    }

    /// The hand with which this reader answers a suggestion, if it is theirs to answer.
    pub(crate) fn answers(&self, proposal: &Proposal) -> Option<Hand> {
        let hand = self.answer.filter(|hand| ownership::may_answer_for(proposal.asks, hand))?;
        let is_theirs = match proposal.asks {
            Owner::School(person) => person == self.person || self.answers_for_school,
            Owner::Student | Owner::Family(_) => true,
        };
        (is_theirs && proposal.standing().awaits_answer()).then_some(hand)
    }

    /// The hand with which this reader takes their own suggestion back.
    pub(crate) fn takes_back(&self, proposal: &Proposal) -> Option<Hand> {
        let hand = self.suggest?;
        let own = hand.speaker() == proposal.by.speaker();
        (own && proposal.standing().awaits_answer()).then_some(hand)
    }
}
