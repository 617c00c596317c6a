//! The fragments of which generated plans are put together.

pub(super) mod about_me;
pub(super) mod ahead;
pub(super) mod doing;

use super::dice::Dice;

/// Sentences for the young (to grade 5), for any age, and for the older.
pub(super) struct Fragments {
    young: &'static [&'static str],
    any: &'static [&'static str],
    older: &'static [&'static str],
}

impl Fragments {
    /// Words that a student of this grade could say.
    pub(super) fn pick(&self, dice: &mut Dice, grade: u8) -> &'static str {
        let any = if grade <= SMALL_GRADE_MAX { &[] } else { self.any };
        one_of_both(dice, if grade <= YOUNG_GRADE_MAX { self.young } else { self.older }, any)
    }

    /// Words that an adult could say about a student of this grade.
    pub(super) fn pick_about(&self, dice: &mut Dice, grade: u8) -> &'static str {
        one_of_both(dice, if grade <= YOUNG_GRADE_MAX { self.young } else { self.older }, self.any)
    }
}

fn one_of_both<T: Copy>(dice: &mut Dice, own: &[T], any: &[T]) -> T {
    let index = dice.below(own.len() + any.len());
    own.get(index).copied().unwrap_or_else(|| any[index - own.len()])
}

/// To second grade children speak of other things, in other words.
const SMALL_GRADE_MAX: u8 = 2;
pub(super) const YOUNG_GRADE_MAX: u8 = 5;

/// A goal with a number: what is counted, and between which numbers students start and aim.
#[derive(Clone, Copy)]
pub(super) struct GoalFragment {
    pub(super) statement: &'static str,
    pub(super) unit: &'static str,
    pub(super) from: u16,
    pub(super) to: u16,
}

pub(super) fn goal_for(dice: &mut Dice, grade: u8) -> GoalFragment {
    let own = if grade <= YOUNG_GRADE_MAX { ahead::YOUNG_GOALS } else { ahead::OLDER_GOALS };
    one_of_both(dice, own, if grade <= SMALL_GRADE_MAX { &[] } else { ahead::ANY_GOALS })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_sixty_fragments_and_none_twice() {
        use about_me::{HURDLES, INTERESTS, STRENGTHS, WAYS};
        use ahead::{COURSES, EXPERIENCES, HOPES, REASONS};
        use doing::{FAMILY_NOTES, OBSERVATIONS, STEPS, SUGGESTIONS, SUPPORTS};
        let aged = [INTERESTS, STRENGTHS, WAYS, HURDLES, HOPES, REASONS, EXPERIENCES, STEPS, OBSERVATIONS];
        let aged = aged.map(|one| [one.young, one.any, one.older].concat());
        let supports = SUPPORTS.iter().map(|(what, _)| *what).collect();
        let goals = [ahead::YOUNG_GOALS, ahead::ANY_GOALS, ahead::OLDER_GOALS].concat();
        let goals = goals.iter().map(|goal| goal.statement).collect();
        let flat = [COURSES.to_vec(), FAMILY_NOTES.to_vec(), SUGGESTIONS.to_vec(), supports, goals];
        for section in aged.into_iter().chain(flat) {
            let distinct: std::collections::BTreeSet<_> = section.iter().collect();
            assert!(
                60 <= distinct.len() && distinct.len() == section.len(),
                "{}: {section:?}",
                distinct.len()
            );
        }
    }
}
