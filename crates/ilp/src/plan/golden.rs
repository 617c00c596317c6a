//! One golden file for every variant of [`Change`], and every one of them must fold for ever as it folds today.
//!
//! `crates/ilp/golden/change/KIND.json` holds a log whose last entries are of that kind, and the plan it amounts to. A file
//! is written once, with `HEADWAY_WRITE=1`, where it is missing; it is never edited.

use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::sample::*;
use super::*;

#[derive(Serialize, Deserialize)]
struct Golden {
    log: Vec<Entry>,
    plan: Plan,
}

fn file(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden/change").join(format!("{kind}.json"))
}

fn check(log: Vec<Entry>) {
    let kind = log.last().expect("a log with something in it").change.kind();
    let path = file(kind);
    if !path.exists() && std::env::var_os("HEADWAY_WRITE").is_some() {
        let plan = replay(learner(), &log).expect("what is put on record is sound");
        let text = serde_json::to_string_pretty(&Golden { log, plan }).expect("can be written");
        fs::write(&path, text + "\n").expect("the folder is there");
    }
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let golden: Golden =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(golden.log.last().expect("not empty").change.kind(), kind, "{}", path.display());
    assert_eq!(replay(learner(), &golden.log).as_ref(), Ok(&golden.plan), "{}", path.display());
}

fn day(day: &str) -> chrono::NaiveDate {
    day.parse().expect("a day of the calendar")
}

fn evidence() -> Vec<Evidence<Text>> {
    vec![Evidence { seen: Seen::Class, what: text("Explained it to the group"), on: Some(day("2026-09-04")) }]
}

fn whole_goal() -> Body<Text> {
    let amount = |text| Amount::new(text).expect("a number");
    let measure = Measure::Number { unit: text("books"), baseline: Some(amount("0")), target: amount("9") };
    let items = vec![ItemId::numbered(1)];
    Body::Goal(Goal {
        reach: Reach::LongTerm,
        statement: text("Read a book a month"),
        why: Some(text("My brother asks me to")),
        measure: Some(measure),
        by: Some(day("2027-05-28")),
        links: Links { items, standards: vec!["RL.8.10".into()], iep_goal: Some("2".into()) },
    })
}

fn intervention() -> Body<Text> {
    Body::Intervention(Intervention {
        catalogue: "repeated-reading".into(),
        reason: text("Reads slowly"),
        provider: PersonId::numbered(4),
        dosage: Dosage { minutes: 30, times_a_week: 3, group_size: 4 },
        starts: day("2026-09-14"),
        ends: day("2026-12-11"),
        serves: vec![ItemId::numbered(4)],
        misses: Some(text("Advisory on Mondays")),
    })
}

fn review() -> Body<Text> {
    Body::Review(Review {
        on: day("2026-11-05"),
        agenda: vec![text("My goal")],
        people: vec![PersonId::numbered(4)],
        outcome: Some(text("We keep it")),
        next: Some(day("2027-02-04")),
    })
}

fn students_words() -> [Body<Text>; 4] {
    let aspiration = Aspiration { area: LifeArea::Education, words: text("Study nursing"), sure: true };
    let (from, until) = (Some(day("2026-06-15")), Some(day("2026-07-31")));
    let what = text("Helping at the clinic");
    let experience = Experience { what, from, until, learned: Some(text("Listening")) };
    let (code, why) = (Some("HS-1".into()), Some(text("For nursing")));
    let course = CourseChoice { course: text("Health science"), code, school_year: Some(2028), why };
    let words = text("I explain well");
    [
        Body::ProfileEntry(ProfileEntry { aspect: Aspect::Strength, words, evidence: evidence() }),
        Body::Aspiration(aspiration),
        Body::CourseChoice(course),
        Body::Experience(experience),
    ]
}

fn every_body() -> Vec<(Hand, Body<Text>)> {
    let [strength, aspiration, course, experience] = students_words();
    let words = text("Others ask her first");
    let seen = Observation { aspect: Aspect::Strength, words, evidence: evidence() };
    let (due, serves) = (Some(day("2026-09-18")), vec![ItemId::numbered(4)]);
    let step = Step { doer: Owner::Student, what: text("Get a library card"), due, serves };
    vec![
        (student(), strength),
        (teacher(), Body::Observation(seen)),
        (student(), aspiration),
        (student(), whole_goal()),
        (student(), Body::Step(step)),
        (teacher(), intervention()),
        (teacher(), support("Extra time")),
        (student(), course),
        (student(), experience),
        (teacher(), review()),
        (mother(), note("She reads to her brother every night")),
    ]
}

#[test]
fn every_kind_of_item_folds_as_it_always_did() {
    let entries = (1..).zip(every_body());
    let mut log: Vec<Entry> =
        entries.map(|(n, (hand, says))| entry(n, hand, write(u128::from(n), None, says))).collect();
    log.push(entry(12, student(), write(4, Some(1), goal_by("Read two books a month", "2027-05-28"))));
    check(log);
}

#[test]
fn every_change_of_an_item_folds_as_it_always_did() {
    let item = ItemId::numbered(1);
    let on = at(2).date_naive();
    let supported = || entry(1, teacher(), write(1, None, support("Extra time")));
    let said = entry(1, recorded(Said::Picture), write(1, None, aspiration("Work with animals")));
    let moved =
        Change::ItemMoved { item, replaces: 1, to: Stage::Paused, on, words: Some(text("Not this month")) };
    check(vec![supported(), entry(2, teacher(), moved)]);
    check(vec![
        said,
        entry(2, student(), Change::ItemConfirmed { item, revision: 1, how: Some(Said::Talk) }),
    ]);
    let handed = Change::ItemHandedOver { item, replaces: 1, to: PersonId::numbered(5) };
    check(vec![supported(), entry(2, teacher(), handed)]);
    let stance = Stance::SeenDifferently;
    let given = Change::AgreementGiven { item, revision: 1, stance, words: Some(text("It singles me out")) };
    check(vec![supported(), entry(2, student(), given)]);
    let until = at(0).date_naive();
    check(vec![
        supported(),
        entry(2, counselor(), Change::VisibilityDelayed { item, until, reason: text("Safety") }),
    ]);
}

#[test]
fn every_different_view_and_supporter_folds_as_it_always_did() {
    let dissent = DissentId::numbered(1);
    let opened = entry(1, teacher(), opened(1));
    let about = About::Opening(OpeningId::numbered(1));
    let seen =
        entry(2, mother(), Change::SeenDifferently { dissent, about, words: text("He does not need it") });
    check(vec![opened.clone(), seen.clone()]);
    check(vec![opened, seen, entry(3, mother(), Change::DissentWithdrawn { dissent })]);
    let named = entry(1, student(), supporter_named(&teacher()));
    check(vec![named.clone()]);
    check(vec![named, entry(2, student(), Change::SupporterReleased { person: PersonId::numbered(4) })]);
}

#[test]
fn every_change_of_a_plan_type_folds_as_it_always_did() {
    let opening = OpeningId::numbered(1);
    let first = entry(1, teacher(), opened(1));
    check(vec![first.clone()]);
    let signed = Change::Signed { opening, plan_version: 1, pack_version: "1".into() };
    check(vec![first.clone(), entry(2, student(), signed)]);
    let began = entry(2, student(), Change::ReviewBegan { opening });
    check(vec![first.clone(), began.clone()]);
    let ended = Change::ReviewEnded { opening, next: Some(at(0).date_naive()) };
    check(vec![first.clone(), began, entry(3, teacher(), ended)]);
    let closed = Change::Closed { opening, because: ClosedBecause::Reached, words: Some(text("Well done")) };
    check(vec![first, entry(2, teacher(), closed)]);
    check(vec![entry(1, teacher(), Change::LifeMoved { to: Life::Graduated })]);
}

#[test]
fn a_redaction_folds_as_it_always_did() {
    let place = Place { change: crate::ChangeId::numbered(1), nth: 0 };
    let removed = Text::Removed { removed_by: crate::ChangeId::numbered(2) };
    let scrubbed = Body::Note(Note { words: removed });
    let redacted =
        Change::Redacted { places: vec![place], letters: Vec::new(), rule: "another_childs_data".into() };
    check(vec![entry(1, mother(), write(1, None, scrubbed)), entry(2, counselor(), redacted)]);
}
