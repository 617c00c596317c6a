//! Who reads a plan: what they may be shown, and with whose hand they could change it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use headway_store::permits::Permit;
use ilp::access::{Act, Because, CaseloadKind, Field, Fields};
use ilp::plan::{About, Hand, Item, Owner, Party, Plan, Proposal, ownership};
use ilp::{ItemId, PersonId};

use crate::about::hand_of;

/// A reader before a plan.
#[derive(Debug, Clone)]
pub(crate) struct Viewer {
    pub(crate) person: PersonId,
    pub(crate) learner: PersonId,
    pub(crate) because: Because,
    pub(crate) fields: Fields,
    pub(crate) today: NaiveDate,
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
            fields: permit.fields(),
            today: permit.now().today,
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

    /// Whether this owner's items may be shown.
    pub(crate) fn sees_owner(&self, owner: Owner) -> bool {
        owner.party() != Party::Family || self.fields.has(Field::FamilyWords)
    }

    pub(crate) fn sees_hand(&self, hand: &Hand) -> bool {
        hand.speaks_as() != Party::Family || self.fields.has(Field::FamilyWords)
    }

    pub(crate) fn may_change(&self, item: &Item) -> bool {
        self.change.is_some_and(|hand| ownership::may_change(item.owner, &hand))
    }

    /// The items that this reader must not see today; from the plan of today, for a view of any day.
    pub(crate) fn hidden(&self, now: &Plan) -> BTreeSet<ItemId> {
        let officer = matches!(self.because, Because::RecordsOfficer { .. });
        let shown = |item: &Item| (officer || item.is_visible_on(self.today)) && self.sees_owner(item.owner);
        now.items.iter().filter(|(_, item)| !shown(item)).map(|(id, _)| *id).collect()
    }

    /// Takes out of a plan what this reader must not see.
    pub(crate) fn cut(&self, plan: &mut Plan, hidden: &BTreeSet<ItemId>) {
        plan.items.retain(|id, _| !hidden.contains(id));
        for item in plan.items.values_mut() {
            item.agreements.retain(|_, agreement| self.sees_hand(&agreement.by));
        }
        let about = |about: About| match about {
            About::Item(item) => !hidden.contains(&item),
            About::Opening(_) | About::Plan => true,
        };
        plan.dissents.retain(|_, dissent| about(dissent.about) && self.sees_hand(&dissent.words.by));
    }

    /// Whether a suggestion may be shown: nothing of it is hidden, and nobody's words in it are.
    pub(crate) fn sees_proposal(&self, proposal: &Proposal, hidden: &BTreeSet<ItemId>) -> bool {
        let touches = |item: ItemId| hidden.contains(&item);
        self.sees_owner(proposal.of)
            && self.sees_owner(proposal.asks)
            && self.sees_hand(&proposal.by)
            && !proposal.changes.iter().filter_map(ilp::plan::Change::item).any(touches)
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
