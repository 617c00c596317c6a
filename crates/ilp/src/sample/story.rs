//! A story of a plan: counts time, ids and revisions, so that a sample log reads as what happened.
//!
//! Nothing is checked here; the tests fold every log.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::rows::LearnerPlan;
use super::say::en;
use crate::plan::{
    About, Answer, Answered, Body, Change, ClosedBecause, Entry, Hand, Owner, PlanType, Proposal, Said,
    Stage, Stance, Text, Through,
};
use crate::{ChangeId, DissentId, ItemId, OpeningId, PersonId, ProposalId};

/// Ids of a learner's log are the learner's number and a count, so that no two logs share one.
const IDS_PER_LEARNER: u128 = 1 << 16;

pub(super) struct Story {
    learner: PersonId,
    at: DateTime<Utc>,
    log: Vec<Entry>,
    proposals: Vec<Proposal>,
    /// The revision of each item, in the order in which they were first written.
    revisions: Vec<u32>,
    counted: u128,
}

/// A suggestion in a story.
#[derive(Clone, Copy)]
pub(super) struct Suggestion(usize);

impl Story {
    pub(super) fn of(learner: PersonId) -> Self {
        Self {
            learner,
            at: DateTime::UNIX_EPOCH,
            log: Vec::new(),
            proposals: Vec::new(),
            revisions: Vec::new(),
            counted: 0,
        }
    }

    pub(super) fn told(self) -> LearnerPlan {
        LearnerPlan { learner: self.learner, log: self.log, proposals: self.proposals }
    }

    /// What happens next happens on this day, in the afternoon.
    pub(super) fn on(&mut self, day: NaiveDate) -> &mut Self {
        let afternoon = NaiveTime::from_hms_opt(21, 5, 0).expect("a time of day");
        self.at = self.at.max(day.and_time(afternoon).and_utc());
        self
    }

    fn today(&self) -> NaiveDate {
        self.at.date_naive()
    }

    pub(super) fn length(&self) -> usize {
        self.log.len()
    }

    fn base(&self) -> u128 {
        self.learner.0.as_u128() * IDS_PER_LEARNER
    }

    fn counted(&mut self) -> u128 {
        self.counted += 1;
        self.base() + self.counted
    }

    fn append(&mut self, hand: Hand, through: Option<Through>, change: Change) {
        let id = ChangeId::numbered(self.base() + self.log.len() as u128 + 1);
        self.log.push(Entry { id, at: self.at, hand, through, change });
        self.at += Duration::minutes(3);
    }

    fn happens(&mut self, hand: Hand, change: Change) {
        self.append(hand, None, change);
    }

    fn new_item(&self) -> ItemId {
        ItemId::numbered(self.base() + self.revisions.len() as u128 + 1)
    }

    fn revision_of(&mut self, item: ItemId) -> &mut u32 {
        let index = (item.0.as_u128() - self.base()) as usize - 1;
        &mut self.revisions[index]
    }

    pub(super) fn write(&mut self, hand: Hand, says: impl Into<Body<Text>>) -> ItemId {
        let item = self.new_item();
        self.revisions.push(1);
        self.happens(hand, Change::ItemWritten { item, replaces: None, says: says.into() });
        item
    }

    /// The change that would supersede the item as it now reads.
    pub(super) fn rewritten(&mut self, item: ItemId, says: impl Into<Body<Text>>) -> Change {
        let replaces = Some(*self.revision_of(item));
        Change::ItemWritten { item, replaces, says: says.into() }
    }

    /// The change that would add an item, whose id nothing else will have whatever the answer is.
    pub(super) fn added(&mut self, says: impl Into<Body<Text>>) -> Change {
        let item = self.new_item();
        self.revisions.push(0);
        Change::ItemWritten { item, replaces: None, says: says.into() }
    }

    pub(super) fn moved(&mut self, item: ItemId, to: Stage, words: &str) -> Change {
        let words = (!words.is_empty()).then(|| en(words));
        Change::ItemMoved { item, replaces: *self.revision_of(item), to, on: self.today(), words }
    }

    pub(super) fn rewrite(&mut self, hand: Hand, item: ItemId, says: impl Into<Body<Text>>) {
        let change = self.rewritten(item, says);
        *self.revision_of(item) += 1;
        self.happens(hand, change);
    }

    /// Moves an item to a stage; empty `words` are no words.
    pub(super) fn stage(&mut self, hand: Hand, item: ItemId, to: Stage, words: &str) {
        let change = self.moved(item, to, words);
        *self.revision_of(item) += 1;
        self.happens(hand, change);
    }

    pub(super) fn confirm(&mut self, hand: Hand, item: ItemId, how: Option<Said>) {
        let revision = *self.revision_of(item);
        self.happens(hand, Change::ItemConfirmed { item, revision, how });
    }

    pub(super) fn hand_over(&mut self, hand: Hand, item: ItemId, to: PersonId) {
        let replaces = *self.revision_of(item);
        *self.revision_of(item) += 1;
        self.happens(hand, Change::ItemHandedOver { item, replaces, to });
    }

    pub(super) fn stance(&mut self, hand: Hand, item: ItemId, stance: Stance, words: Option<Text>) {
        let revision = *self.revision_of(item);
        self.happens(hand, Change::AgreementGiven { item, revision, stance, words });
    }

    pub(super) fn differ(&mut self, hand: Hand, about: About, words: Text) -> DissentId {
        let dissent = DissentId::numbered(self.counted());
        self.happens(hand, Change::SeenDifferently { dissent, about, words });
        dissent
    }

    pub(super) fn withdraw(&mut self, hand: Hand, dissent: DissentId) {
        self.happens(hand, Change::DissentWithdrawn { dissent });
    }

    pub(super) fn name_supporter(&mut self, hand: Hand, person: PersonId, words: &str) {
        self.happens(hand, Change::SupporterNamed { person, words: en(words) });
    }

    pub(super) fn open(
        &mut self,
        hand: Hand,
        (pack, key): (&str, &str),
        because: impl IntoIterator<Item = Text>,
    ) -> OpeningId {
        let opening = OpeningId::numbered(self.counted());
        let plan_type =
            PlanType { pack: pack.to_owned(), pack_version: PACK_VERSION.to_owned(), key: key.to_owned() };
        let because = because.into_iter().collect();
        self.happens(hand, Change::Opened { opening, plan_type, because });
        opening
    }

    pub(super) fn sign(&mut self, hand: Hand, opening: OpeningId) {
        let plan_version = self.log.len() as u64;
        self.happens(hand, Change::Signed { opening, plan_version, pack_version: PACK_VERSION.to_owned() });
    }

    pub(super) fn begin_review(&mut self, hand: Hand, opening: OpeningId) {
        self.happens(hand, Change::ReviewBegan { opening });
    }

    pub(super) fn end_review(&mut self, hand: Hand, opening: OpeningId, next: Option<NaiveDate>) {
        self.happens(hand, Change::ReviewEnded { opening, next });
    }

    pub(super) fn close(&mut self, hand: Hand, opening: OpeningId, because: ClosedBecause, words: &str) {
        self.happens(hand, Change::Closed { opening, because, words: Some(en(words)) });
    }

    /// Puts changes to the one whose items they are.
    pub(super) fn suggest(
        &mut self,
        by: Hand,
        of: Owner,
        reason: Text,
        changes: impl IntoIterator<Item = Change>,
    ) -> Suggestion {
        let id = ProposalId::numbered(self.counted());
        let changes = changes.into_iter().collect();
        let (at, answers) = (self.at, Vec::new());
        self.proposals.push(Proposal { id, by, at, of, asks: of, reason, changes, counters: None, answers });
        self.at += Duration::minutes(3);
        Suggestion(self.proposals.len() - 1)
    }

    fn answer(&mut self, suggestion: Suggestion, by: Hand, answer: Answer) {
        let at = self.at;
        self.proposals[suggestion.0].answers.push(Answered { by, at, answer });
        self.at += Duration::minutes(3);
    }

    /// Says yes: the changes come into the log, over the text of now.
    pub(super) fn accept(&mut self, suggestion: Suggestion, hand: Hand) {
        let proposal = self.proposals[suggestion.0].clone();
        let Proposal { id, by, at, of, changes, .. } = proposal;
        self.answer(suggestion, hand, Answer::Accepted);
        let through = Through { proposal: id, proposer: by, proposed_at: at, of };
        for change in changes {
            if let Some(item) = change.item() {
                *self.revision_of(item) += 1;
            }
            self.append(hand, Some(through), change);
        }
    }

    pub(super) fn decline(&mut self, suggestion: Suggestion, hand: Hand, why: Option<Text>) {
        self.answer(suggestion, hand, Answer::Declined { why });
    }

    pub(super) fn not_now(&mut self, suggestion: Suggestion, hand: Hand, why: Option<Text>) {
        self.answer(suggestion, hand, Answer::NotNow { why });
    }

    pub(super) fn take_back(&mut self, suggestion: Suggestion) {
        let by = self.proposals[suggestion.0].by;
        self.answer(suggestion, by, Answer::TakenBack);
    }

    /// Answers with another version, which goes back to the one who had suggested.
    pub(super) fn counter(
        &mut self,
        first: Suggestion,
        (by, asks): (Hand, Owner),
        reason: Text,
        changes: impl IntoIterator<Item = Change>,
    ) -> Suggestion {
        let of = self.proposals[first.0].of;
        let counter = self.suggest(by, of, reason, changes);
        let (with, first_id) = (self.proposals[counter.0].id, self.proposals[first.0].id);
        let proposal = &mut self.proposals[counter.0];
        (proposal.asks, proposal.counters) = (asks, Some(first_id));
        self.answer(first, by, Answer::Countered { with });
        counter
    }
}

/// The version of the packs at every opening and signature of the sample.
const PACK_VERSION: &str = "2026.1";
