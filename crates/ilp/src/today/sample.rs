//! A few people and entries for the tests of this folder.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::plan::{
    Answer, Answered, Aspiration, Body, Change, Entry, Goal, Hand, Language, LifeArea, Links, Owner, Party,
    Plan, Proposal, Reach, Review, Said, Stage, Stance, Step, Support, Text, Through, replay,
};
use crate::{ChangeId, ItemId, PersonId, ProposalId};

pub(super) const LEARNER: PersonId = PersonId::numbered(1);
pub(super) const STUDENT: Hand = Hand::of(LEARNER, Party::Student);
pub(super) const MOTHER: Hand = Hand::of(PersonId::numbered(2), Party::Family);
pub(super) const FATHER: Hand = Hand::of(PersonId::numbered(3), Party::Family);
pub(super) const TEACHER: Hand = Hand::of(PersonId::numbered(4), Party::School);
pub(super) const RECORDED: Hand = Hand::recording(PersonId::numbered(4), Party::School, LEARNER, Said::Talk);

pub(super) fn day(day: &str) -> NaiveDate {
    day.parse().expect("a day of the calendar")
}

pub(super) fn at(minute: u32) -> DateTime<Utc> {
    let start = day("2026-09-15").and_hms_opt(8, 0, 0).expect("an hour");
    start.and_utc() + TimeDelta::minutes(i64::from(minute))
}

fn text(words: &str) -> Text {
    Text::new(Language::english(), words).expect("the samples are short")
}

fn entry(hand: Hand, change: Change) -> Entry {
    Entry { id: ChangeId::numbered(1), at: at(0), hand, through: None, change }
}

/// The `n`th entry of a log, `n` minutes after its beginning.
pub(super) fn later(n: u32, entry: Entry) -> Entry {
    Entry { id: ChangeId::numbered(u128::from(n)), at: at(n), ..entry }
}

/// The entry as it came in by this suggestion.
pub(super) fn through(proposal: &Proposal, entry: Entry) -> Entry {
    let (proposal, proposer, proposed_at, of) = (proposal.id, proposal.by, proposal.at, proposal.of);
    Entry { through: Some(Through { proposal, proposer, proposed_at, of }), ..entry }
}

pub(super) fn written(item: u128, hand: Hand, says: Body<Text>) -> Entry {
    entry(hand, Change::ItemWritten { item: ItemId::numbered(item), replaces: None, says })
}

pub(super) fn moved(item: u128, hand: Hand, to: Stage) -> Entry {
    let (item, on) = (ItemId::numbered(item), day("2026-09-16"));
    entry(hand, Change::ItemMoved { item, replaces: 1, to, on, words: None })
}

pub(super) fn stance(item: u128, hand: Hand, stance: Stance) -> Entry {
    let item = ItemId::numbered(item);
    entry(hand, Change::AgreementGiven { item, revision: 1, stance, words: None })
}

pub(super) fn plan(log: impl IntoIterator<Item = Entry>) -> Plan {
    let log: Vec<Entry> = log.into_iter().collect();
    replay(LEARNER, &log).expect("the samples are sound")
}

pub(super) fn my_step(due: Option<&str>) -> Body<Text> {
    step_of(STUDENT, due)
}

pub(super) fn step_of(hand: Hand, due: Option<&str>) -> Body<Text> {
    let doer = crate::plan::ownership::owner_of_new(&hand).expect("a person");
    Body::Step(Step { doer, what: text("Ask Leo"), due: due.map(day), serves: Vec::new() })
}

pub(super) fn my_goal(by: &str) -> Body<Text> {
    Body::Goal(Goal {
        reach: Reach::ShortTerm,
        statement: text("Learn to weld"),
        why: None,
        measure: None,
        by: Some(day(by)),
        links: Links::default(),
    })
}

pub(super) fn hope() -> Body<Text> {
    Body::Aspiration(Aspiration { area: LifeArea::Employment, words: text("Fly"), sure: false })
}

pub(super) fn support() -> Body<Text> {
    let (what, when, reason) = (text("Large print"), text("In tests"), text("Reads slowly and well"));
    Body::Support(Support { what, when, reason, ensured_by: PersonId::numbered(4) })
}

pub(super) fn review(on: &str, next: Option<&str>) -> Body<Text> {
    let (agenda, people) = (Vec::new(), Vec::new());
    Body::Review(Review { on: day(on), agenda, people, outcome: None, next: next.map(day) })
}

pub(super) fn suggestion(n: u128, by: Hand, asks: Owner, on: &str) -> Proposal {
    Proposal {
        id: ProposalId::numbered(n),
        by,
        at: day(on).and_hms_opt(12, 0, 0).expect("an hour").and_utc(),
        of: asks,
        asks,
        reason: text("It would help"),
        changes: vec![Change::ItemWritten { item: ItemId::numbered(50), replaces: None, says: hope() }],
        counters: None,
        answers: Vec::new(),
    }
}

pub(super) fn not_now(mut proposal: Proposal) -> Proposal {
    proposal.answers.push(Answered { by: STUDENT, at: at(0), answer: Answer::NotNow { why: None } });
    proposal
}
