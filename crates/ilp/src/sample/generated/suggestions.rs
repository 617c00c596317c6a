//! What is suggested in generated plans, to whom, and how it was answered.

use super::fragments::doing::{DIFFERENT_VIEWS, STEPS, SUGGESTIONS, SUPPORTS};
use super::plan::Writing;
use crate::ItemId;
use crate::plan::{Change, Owner};
use crate::sample::say::{en, family, my_step, school, step, support};

#[derive(Clone, Copy)]
enum Fate {
    None,
    Open,
    NotNow,
    Declined,
    Accepted,
    Countered,
    TakenBack,
    Overtaken,
}

const FATES: [(Fate, usize); 8] = [
    (Fate::None, 33),
    (Fate::Open, 22),
    (Fate::NotNow, 8),
    (Fate::Declined, 10),
    (Fate::Accepted, 15),
    (Fate::Countered, 5),
    (Fate::TakenBack, 3),
    (Fate::Overtaken, 4),
];

/// Suggests something to the student, and now and then something to the school.
pub(super) fn make(writing: &mut Writing<'_>, goal: ItemId) {
    let fate = match writing.dice.weighted(&FATES) {
        // A copied goal stays one: that another is suggested is still to be answered.
        Fate::Accepted | Fate::Overtaken if writing.has_copied_goal => Fate::Open,
        fate => fate,
    };
    writing.later();
    match fate {
        Fate::None => {}
        Fate::Overtaken => overtaken(writing, goal),
        _ => to_the_student(writing, goal, fate),
    }
    if writing.dice.percent(15) {
        writing.later();
        to_the_school(writing, goal);
    }
}

/// A teacher or a relative would like the goal to be another, or a step more.
fn change_for_student(writing: &mut Writing<'_>, goal: ItemId) -> Change {
    if writing.dice.percent(60) {
        let says = writing.first_goal_anew(20);
        return writing.story.rewritten(goal, says);
    }
    let words = STEPS.pick(writing.dice, writing.grade);
    let due = crate::sample::say::day(2027, 1, 15);
    writing.story.added(my_step(words, due, &[goal]))
}

fn to_the_student(writing: &mut Writing<'_>, goal: ItemId, fate: Fate) {
    let (hand, owner) = if writing.dice.percent(75) {
        (school(writing.teacher), writing.school_owner())
    } else {
        (family(writing.relative), Owner::Family(writing.relative))
    };
    let student = writing.student;
    let change = change_for_student(writing, goal);
    let reason = en(writing.dice.one(SUGGESTIONS));
    let suggestion = writing.story.suggest(hand, Owner::Student, reason, [change]);
    if matches!(fate, Fate::Open) {
        return;
    }
    writing.later();
    let why = writing.dice.percent(60).then(|| en(writing.dice.one(DIFFERENT_VIEWS)));
    match fate {
        Fate::NotNow => writing.story.not_now(suggestion, student, why),
        Fate::Declined => writing.story.decline(suggestion, student, why),
        Fate::Accepted => writing.story.accept(suggestion, student),
        Fate::TakenBack => writing.story.take_back(suggestion),
        Fate::Countered => {
            let mine = writing.first_goal_anew(0);
            let mine = writing.story.rewritten(goal, mine);
            let reason = en("I would rather do it this way");
            writing.story.counter(suggestion, (student, owner), reason, [mine]);
        }
        Fate::None | Fate::Open | Fate::Overtaken => {}
    }
}

/// A teacher suggests another goal, and before the student answers, the student writes it anew.
fn overtaken(writing: &mut Writing<'_>, goal: ItemId) {
    let says = writing.first_goal_anew(20);
    let change = writing.story.rewritten(goal, says);
    let reason = en(writing.dice.one(SUGGESTIONS));
    writing.story.suggest(school(writing.teacher), Owner::Student, reason, [change]);
    writing.later();
    let own = writing.first_goal_anew(10);
    writing.story.rewrite(writing.student, goal, own);
}

/// The student or a relative asks the school for something.
fn to_the_school(writing: &mut Writing<'_>, goal: ItemId) {
    let hand = if writing.dice.percent(50) { writing.student } else { family(writing.relative) };
    let (teacher, owner) = (writing.teacher, writing.school_owner());
    let (what, when) = writing.dice.one(SUPPORTS);
    let change = if writing.dice.percent(60) {
        writing.story.added(support(teacher, what, when, "It was asked for at home and at school"))
    } else {
        writing.story.added(step(owner, "Find a time and a place for practice", None, &[goal]))
    };
    let reason = en("It would make the goal easier to reach");
    let suggestion = writing.story.suggest(hand, owner, reason, [change]);
    if writing.dice.percent(40) {
        writing.story.accept(suggestion, school(teacher));
    }
}
