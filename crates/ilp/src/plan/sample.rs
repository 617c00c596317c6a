//! A few people and entries for this module's own tests; the named cast with whole plans is `crate::sample`.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::*;

pub(super) const fn learner() -> PersonId {
    PersonId::numbered(1)
}

pub(super) const fn student() -> Hand {
    Hand::of(learner(), Party::Student)
}

pub(super) const fn mother() -> Hand {
    Hand::of(PersonId::numbered(2), Party::Family)
}

pub(super) const fn father() -> Hand {
    Hand::of(PersonId::numbered(3), Party::Family)
}

pub(super) const fn teacher() -> Hand {
    Hand::of(PersonId::numbered(4), Party::School)
}

pub(super) const fn counselor() -> Hand {
    Hand::of(PersonId::numbered(5), Party::School)
}

pub(super) const fn recorded(how: Said) -> Hand {
    Hand::recording(PersonId::numbered(4), Party::School, learner(), how)
}

pub(super) fn at(minute: u32) -> DateTime<Utc> {
    let start = NaiveDate::from_ymd_opt(2026, 9, 1).and_then(|day| day.and_hms_opt(8, 0, 0));
    start.expect("a day of the calendar").and_utc() + Duration::minutes(i64::from(minute))
}

pub(super) fn text(words: &str) -> Text {
    Text::new(Language::english(), words).expect("the samples are short")
}

pub(super) fn entry(n: u32, hand: Hand, change: Change) -> Entry {
    Entry { id: ChangeId::numbered(u128::from(n)), at: at(n), hand, through: None, change }
}

pub(super) const fn write(item: u128, replaces: Option<u32>, says: Body<Text>) -> Change {
    Change::ItemWritten { item: ItemId::numbered(item), replaces, says }
}

pub(super) fn goal(statement: &str) -> Body<Text> {
    let links = Links::default();
    Body::Goal(Goal {
        reach: Reach::ShortTerm,
        statement: text(statement),
        why: None,
        measure: None,
        by: None,
        links,
    })
}

pub(super) fn goal_by(statement: &str, by: &str) -> Body<Text> {
    let Body::Goal(goal) = goal(statement) else { unreachable!("a goal is a goal") };
    Body::Goal(Goal { by: Some(by.parse().expect("a day of the calendar")), ..goal })
}

pub(super) fn aspiration(words: &str) -> Body<Text> {
    Body::Aspiration(Aspiration { area: LifeArea::Employment, words: text(words), sure: false })
}

pub(super) fn note(words: &str) -> Body<Text> {
    Body::Note(Note { words: text(words) })
}

pub(super) fn step(doer: Owner, what: &str) -> Body<Text> {
    Body::Step(Step { doer, what: text(what), due: None, serves: Vec::new() })
}

pub(super) fn support(what: &str) -> Body<Text> {
    let (what, when, reason) = (text(what), text("In every test"), text("Reads slowly and well"));
    Body::Support(Support { what, when, reason, ensured_by: PersonId::numbered(4) })
}

pub(super) fn opened(n: u128) -> Change {
    let plan_type = PlanType { pack: "riverside".into(), pack_version: "1".into(), key: "career".into() };
    Change::Opened {
        opening: OpeningId::numbered(n),
        plan_type,
        because: vec![text("Grade 9 starts a career plan")],
    }
}

pub(super) fn supporter_named(whom: &Hand) -> Change {
    let person = whom.speaker().expect("a supporter is a person");
    Change::SupporterNamed { person, words: text("Reads long texts with me") }
}
