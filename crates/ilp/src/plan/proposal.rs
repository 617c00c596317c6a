//! Suggestions: what somebody would like to be otherwise in an item that is not theirs, and the answers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Change, Entry, Hand, Owner, Party, Plan, Refused, Text, Through, checks, fold, ownership};
use crate::{ChangeId, ItemId, PersonId, ProposalId};

/// One or more changes with a reason, put to the person whose items they are. Answered whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Who suggests.
    pub by: Hand,
    /// When.
    pub at: DateTime<Utc>,
    /// Whose items it changes.
    pub of: Owner,
    /// Who must answer: the same, or for a counter-proposal the one who had suggested.
    pub asks: Owner,
    /// Why.
    pub reason: Text,
    /// What would change.
    pub changes: Vec<Change>,
    /// The proposal that this one answers with another version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counters: Option<ProposalId>,
    /// Every answer so far; the last one counts, all stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
}

/// An answer to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// Yes: its changes are in the log.
    Accepted,
    /// Yes, with words of their own beside it.
    AcceptedSaying {
        /// The words.
        words: Text,
    },
    /// No, with or without a reason.
    Declined {
        /// The reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Text>,
    },
    /// Not now: it stays open and comes to the next meeting.
    NotNow {
        /// In words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Text>,
    },
    /// Another version instead.
    Countered {
        /// The proposal that holds it.
        with: ProposalId,
    },
    /// The proposer took it back.
    TakenBack,
}

impl Answer {
    /// A yes, with or without words.
    #[must_use]
    pub fn yes(words: Option<Text>) -> Self {
        words.map_or(Self::Accepted, |words| Self::AcceptedSaying { words })
    }

    /// What was said with it.
    #[must_use]
    pub const fn words(&self) -> Option<&Text> {
        match self {
            Self::AcceptedSaying { words } => Some(words),
            Self::Declined { why } | Self::NotNow { why } => why.as_ref(),
            Self::Accepted | Self::Countered { .. } | Self::TakenBack => None,
        }
    }

    /// Where a proposal stands by it.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Accepted | Self::AcceptedSaying { .. } => Standing::Accepted,
            Self::Declined { .. } => Standing::Declined,
            Self::NotNow { .. } => Standing::NotNow,
            Self::Countered { .. } => Standing::Countered,
            Self::TakenBack => Standing::TakenBack,
        }
    }
}

/// An answer, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// Who answered.
    pub by: Hand,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub answer: Answer,
}

impl Answered {
    fn map_text(self, f: &mut dyn FnMut(Text) -> Text) -> Self {
        let answer = match self.answer {
            Answer::AcceptedSaying { words } => Answer::AcceptedSaying { words: f(words) },
            Answer::Declined { why } => Answer::Declined { why: why.map(f) },
            Answer::NotNow { why } => Answer::NotNow { why: why.map(f) },
            same @ (Answer::Accepted | Answer::Countered { .. } | Answer::TakenBack) => same,
        };
        Self { answer, ..self }
    }
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has answered.
    Open,
    /// Put off; still to be answered.
    NotNow,
    /// Accepted.
    Accepted,
    /// Declined.
    Declined,
    /// Answered with another version.
    Countered,
    /// Taken back.
    TakenBack,
}

impl Standing {
    /// Whether an answer is still owed.
    #[must_use]
    pub const fn awaits_answer(self) -> bool {
        matches!(self, Self::Open | Self::NotNow)
    }
}

impl Proposal {
    /// Where it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.answers.last().map_or(Standing::Open, |answered| answered.answer.standing())
    }

    /// The same proposal with every text put through `f`: the reason, then the changes', then the answers'.
    #[must_use]
    pub fn map_texts(self, f: &mut dyn FnMut(Text) -> Text) -> Self {
        let reason = f(self.reason);
        let changes = self.changes.into_iter().map(|change| change.map_texts(f)).collect();
        let answers = self.answers.into_iter().map(|answered| answered.map_text(f)).collect();
        Self { reason, changes, answers, ..self }
    }

    /// The items that somebody has changed since this was suggested; it is asked again beside their new text.
    #[must_use]
    pub fn overtaken_in(&self, plan: &Plan) -> Vec<ItemId> {
        let overtaken = |change: &Change| {
            let item = change.item()?;
            let now = plan.items.get(&item)?.revision;
            (change.base()? != now).then_some(item)
        };
        self.changes.iter().filter_map(overtaken).collect()
    }

    /// The entries of the log that accepting it makes, over the revisions that the answerer has `seen`.
    fn entries(
        &self,
        hand: &Hand,
        at: DateTime<Utc>,
        ids: &[ChangeId],
        seen: &[(ItemId, u32)],
    ) -> Vec<Entry> {
        let through = Through { proposal: self.id, proposer: self.by, proposed_at: self.at, of: self.of };
        let entry = |(change, &id): (&Change, &ChangeId)| {
            let change = over(change.clone(), seen);
            Entry { id, at, hand: *hand, through: Some(through), change }
        };
        self.changes.iter().zip(ids).map(entry).collect()
    }
}

/// The change made over the revision that the answerer had before their eyes.
fn over(change: Change, seen: &[(ItemId, u32)]) -> Change {
    let read = |item: ItemId| seen.iter().find(|(seen, _)| *seen == item).map(|(_, revision)| *revision);
    match change {
        Change::ItemWritten { item, replaces: Some(base), says } => {
            Change::ItemWritten { item, replaces: Some(read(item).unwrap_or(base)), says }
        }
        Change::ItemMoved { item, replaces, to, on, words } => {
            Change::ItemMoved { item, replaces: read(item).unwrap_or(replaces), to, on, words }
        }
        other => other,
    }
}

/// The hand with which an owner would say yes.
const fn own_hand(learner: PersonId, owner: Owner) -> Hand {
    match owner {
        Owner::Student => Hand::of(learner, Party::Student),
        Owner::Family(person) => Hand::of(person, Party::Family),
        Owner::School(person) => Hand::of(person, Party::School),
    }
}

/// Whether a proposal can be put to whom it asks: every change could be made if they said yes today.
///
/// # Errors
/// [`Refused`]; `NotYourDecision` where it asks somebody whose items it does not change, asks the proposer, holds no
/// change, or holds one that nobody may suggest (a signature, an agreement, a supporter); `AlreadyThere` where it changes one
/// item twice or comes with answers.
pub fn check_proposal(plan: &Plan, proposal: &Proposal) -> Result<(), Refused> {
    let asks_itself = ownership::may_change(proposal.asks, &proposal.by);
    let addressed = proposal.counters.is_some() || proposal.of == proposal.asks;
    let about_items =
        |change: &Change| matches!(change, Change::ItemWritten { .. } | Change::ItemMoved { .. });
    if asks_itself || !addressed || proposal.changes.is_empty() || !proposal.changes.iter().all(about_items) {
        return Err(Refused::NotYourDecision);
    }
    let items: std::collections::BTreeSet<_> = proposal.changes.iter().map(Change::item).collect();
    if items.len() != proposal.changes.len() || !proposal.answers.is_empty() {
        return Err(Refused::AlreadyThere);
    }
    checks::check_hand(plan, &proposal.by)?;
    let mut tried = plan.clone();
    let ids: Vec<ChangeId> = (0..).map(ChangeId::numbered).take(proposal.changes.len()).collect();
    let yes = own_hand(plan.learner, proposal.asks);
    proposal.entries(&yes, proposal.at, &ids, &[]).iter().try_for_each(|entry| fold::fold(&mut tried, entry))
}

/// Whether a counter-proposal goes back to the one who had suggested, about the same owner's items.
///
/// # Errors
/// [`Refused::NotYourDecision`] where it does not; else as [`check_proposal`].
pub fn check_counter(plan: &Plan, first: &Proposal, counter: &Proposal) -> Result<(), Refused> {
    let back = ownership::owner_of_new(&first.by) == Some(counter.asks);
    let answers = counter.counters == Some(first.id) && counter.of == first.of && counter.id != first.id;
    if !(back && answers && first.standing().awaits_answer()) {
        return Err(Refused::NotYourDecision);
    }
    check_answer(plan, first, &counter.by, &Answer::Countered { with: counter.id })?;
    check_proposal(plan, counter)
}

/// Whether this hand may give this answer.
///
/// Nobody answers their own suggestion, neither as themself nor by typing somebody else's answer. Who of the school answers
/// for it is `ownership::answers_for_school`'s question, which knows the relations.
///
/// # Errors
/// [`Refused::AlreadyThere`] where it has been settled, [`Refused::NotYourDecision`] where somebody else is asked.
pub fn check_answer(plan: &Plan, proposal: &Proposal, hand: &Hand, answer: &Answer) -> Result<(), Refused> {
    checks::check_hand(plan, hand)?;
    if !proposal.standing().awaits_answer() {
        return Err(Refused::AlreadyThere);
    }
    let by_the_proposer = hand.author == proposal.by.author || hand.speaker() == proposal.by.speaker();
    let may = match answer {
        Answer::TakenBack => hand.speaker() == proposal.by.speaker(),
        _ => !by_the_proposer && ownership::may_answer_for(proposal.asks, hand),
    };
    if may { Ok(()) } else { Err(Refused::NotYourDecision) }
}

/// The plan after a yes, and the entries that the log gains: all of its changes or none.
///
/// `ids` are fresh, one a change. `seen` are the revisions the answerer had before their eyes, where a proposal that was
/// overtaken is accepted beside the new text.
///
/// # Errors
/// [`Refused`]; `Stale` asks again beside the text of now.
///
/// # Panics
/// Where `ids` are not one fresh id a change: a proposal taken in part would be a fault of ours.
pub fn accept(
    plan: &Plan,
    proposal: &Proposal,
    (hand, at): (&Hand, DateTime<Utc>),
    ids: &[ChangeId],
    seen: &[(ItemId, u32)],
) -> Result<(Plan, Vec<Entry>), Refused> {
    check_answer(plan, proposal, hand, &Answer::Accepted)?;
    let fresh: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(fresh.len(), proposal.changes.len(), "the shell mints one fresh id for every change");
    let entries = proposal.entries(hand, at, ids, seen);
    let mut next = plan.clone();
    entries.iter().try_for_each(|entry| fold::fold(&mut next, entry))?;
    Ok((next, entries))
}

#[cfg(test)]
mod tests {
    use super::{Answer, Standing};
    use crate::plan::sample::text;

    #[test]
    fn a_yes_is_stored_as_ever_and_one_with_words_keeps_them() {
        let check = |answer: Answer, expected: &str| {
            let stored = serde_json::to_string(&answer).expect("an answer can be stored");
            assert_eq!(stored, expected);
            assert_eq!(serde_json::from_str::<Answer>(&stored).ok(), Some(answer.clone()));
            assert_eq!(answer.standing(), Standing::Accepted);
        };
        check(Answer::yes(None), r#""accepted""#);
        let said = r#"{"accepted_saying":{"words":{"language":"en","text":"Thank you"}}}"#;
        check(Answer::yes(Some(text("Thank you"))), said);
    }
}
