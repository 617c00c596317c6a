//! The plan as a value: how many changes a second are folded, with no database and no page.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ilp::plan::{Body, Change, Entry, Plan, apply, replay};
use ilp::sample;
use ilp::{ChangeId, ItemId, PersonId};

const LASTS: Duration = Duration::from_secs(1);
const LOG_LENGTH: u32 = 1_000;
const GOALS: u32 = 20;

pub(crate) fn run() {
    let (learner, log) = long_log();
    let demo: Vec<_> = sample::learners(1, 200).map(|one| one.plan).collect();
    let demo_changes: usize = demo.iter().map(|plan| plan.log.len()).sum();
    let rate = per_second(|| {
        black_box(replay(learner, &log).expect("the log folds"));
        log.len()
    });
    println!("replay of a log of {LOG_LENGTH}    {rate:>9} changes/s");
    let rate = per_second(|| {
        for plan in &demo {
            black_box(replay(plan.learner, &plan.log).expect("the log folds"));
        }
        demo_changes
    });
    println!("replay of {} demo plans  {rate:>9} changes/s", demo.len());
    let (last, before) = log.split_last().expect("the log has entries");
    let plan = replay(learner, before).expect("the log folds");
    let rate = per_second(|| {
        black_box(apply(&plan, last).expect("the last entry applies"));
        1
    });
    println!("apply to a plan of {GOALS} goals {rate:>9} changes/s");
}

fn per_second(mut work: impl FnMut() -> usize) -> u128 {
    let (began, mut done) = (Instant::now(), 0);
    while began.elapsed() < LASTS {
        done += work();
    }
    done as u128 * 1_000 / began.elapsed().as_millis()
}

/// A student writes a few goals and then changes them again and again.
fn long_log() -> (PersonId, Vec<Entry>) {
    let riverside = sample::riverside();
    let maya = riverside.person("maya").and_then(|maya| riverside.plan_of(maya.id)).expect("Maya has a plan");
    let is_goal = |entry: &&Entry| {
        matches!(&entry.change, Change::ItemWritten { says: Body::Goal(_), replaces: None, .. })
            && apply(&Plan::empty(maya.learner), entry).is_ok()
    };
    let first = maya.log.iter().find(is_goal).expect("Maya has written a goal");
    let entry = |number: u32| {
        let Change::ItemWritten { says, .. } = &first.change else { unreachable!("a goal was looked for") };
        let (round, goal) = (number / GOALS, number % GOALS);
        let change = Change::ItemWritten {
            item: ItemId::numbered(u128::from(goal) + 1),
            replaces: (0 < round).then_some(round),
            says: says.clone(),
        };
        Entry { id: ChangeId::numbered(u128::from(number) + 1), change, ..first.clone() }
    };
    (maya.learner, (0..LOG_LENGTH).map(entry).collect())
}
