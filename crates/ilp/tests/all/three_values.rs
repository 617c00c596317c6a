//! What holds for every joining of answers of which some are not known.

use ilp::screening::{Applies, all, any, at_least};
use proptest::bool::ANY as EITHER;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn some_answer() -> impl Strategy<Value = Applies> {
    select(vec![Applies::No, Applies::CannotTell, Applies::Yes])
}

fn no(answer: Applies) -> Applies {
    match answer {
        Applies::No => Applies::Yes,
        Applies::CannotTell => Applies::CannotTell,
        Applies::Yes => Applies::No,
    }
}

/// The answer that all ways of filling in what is not known agree on.
fn by_every_way(answers: &[Applies], joined: impl Fn(&[bool]) -> bool) -> Applies {
    let open: Vec<usize> = (0..answers.len()).filter(|at| answers[*at] == Applies::CannotTell).collect();
    let mut known: Vec<bool> = answers.iter().map(|answer| *answer == Applies::Yes).collect();
    let mut found = [false; 2];
    for way in 0..1_u32 << open.len() {
        for (bit, at) in open.iter().enumerate() {
            known[*at] = way >> bit & 1 == 1;
        }
        found[usize::from(joined(&known))] = true;
    }
    match found {
        [true, true] => Applies::CannotTell,
        [_, yes] => {
            if yes {
                Applies::Yes
            } else {
                Applies::No
            }
        }
    }
}

proptest! {
    #[test]
    fn any_and_all_are_one_and_every_one_of_several(answers in vec(some_answer(), 1..7)) {
        prop_assert_eq!(any(answers.clone()), at_least(1, answers.clone()));
        prop_assert_eq!(all(answers.clone()), at_least(answers.len(), answers.clone()));
        let opposite = answers.iter().copied().map(no);
        prop_assert_eq!(any(answers.clone()), no(all(opposite)));
    }

    /// A single unknown is never more than what its two ways could make of it, and never less.
    #[test]
    fn an_answer_is_known_just_where_what_is_missing_cannot_matter(
        answers in vec(some_answer(), 1..7),
        count in 1..7_usize,
    ) {
        let enough = |known: &[bool]| count <= known.iter().filter(|yes| **yes).count();
        prop_assert_eq!(at_least(count, answers.clone()), by_every_way(&answers, enough));
        let one = |known: &[bool]| known.contains(&true);
        prop_assert_eq!(any(answers.clone()), by_every_way(&answers, one));
        let each = |known: &[bool]| !known.contains(&false);
        prop_assert_eq!(all(answers.clone()), by_every_way(&answers, each));
    }

    #[test]
    fn to_learn_what_was_not_known_never_turns_a_known_answer(
        answers in vec(some_answer(), 1..7),
        learnt in vec(EITHER, 7),
        count in 1..7_usize,
    ) {
        let later = answers.iter().zip(learnt).map(|(answer, learnt)| match answer {
            Applies::CannotTell if learnt => Applies::Yes,
            Applies::CannotTell => Applies::No,
            known => *known,
        });
        let later: Vec<_> = later.collect();
        for (before, after) in [
            (any(answers.clone()), any(later.clone())),
            (all(answers.clone()), all(later.clone())),
            (at_least(count, answers.clone()), at_least(count, later.clone())),
        ] {
            prop_assert!(before == Applies::CannotTell || before == after, "{before:?} became {after:?}");
            prop_assert_ne!(after, Applies::CannotTell);
        }
    }

    #[test]
    fn the_order_of_rules_changes_nothing(answers in vec(some_answer(), 0..7), count in 1..7_usize) {
        let backwards = || answers.iter().rev().copied();
        prop_assert_eq!(any(answers.clone()), any(backwards()));
        prop_assert_eq!(all(answers.clone()), all(backwards()));
        prop_assert_eq!(at_least(count, answers.clone()), at_least(count, backwards()));
    }
}
