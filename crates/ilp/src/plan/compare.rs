//! Two states of one plan, item by item: what came, what was changed, what was taken away.

use super::{Item, Plan, Stage, Text};
use crate::ItemId;

/// How one item differs between two states of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference<'a> {
    /// It was not there before.
    Added(&'a Item),
    /// It says something else, or stands elsewhere.
    Changed {
        /// As it was.
        before: &'a Item,
        /// As it is then.
        after: &'a Item,
    },
    /// Its owner took it back; it stays in the history.
    TakenAway {
        /// As it was.
        before: &'a Item,
        /// With who took it away, and when. `None` where the later state does not show it at all.
        after: Option<&'a Item>,
    },
}

/// What differs from `before` to `after`, in the order of ids, which is the order of writing.
///
/// An item that was taken back counts as not there. What only somebody's agreement or confirmation has touched, and texts
/// that were written again to the letter, are no difference: an item is compared by what it says and where it stands.
#[must_use]
pub fn compare<'a>(before: &'a Plan, after: &'a Plan) -> Vec<(ItemId, Difference<'a>)> {
    let there =
        |plan: &'a Plan, id: ItemId| plan.items.get(&id).filter(|item| item.stage != Stage::Withdrawn);
    let gone = before.items.keys().filter(|id| !after.items.contains_key(id));
    let ids: std::collections::BTreeSet<ItemId> = gone.chain(after.items.keys()).copied().collect();
    let difference = |id: ItemId| {
        Some(match (there(before, id), there(after, id)) {
            (None, None) => return None,
            (None, Some(after)) => Difference::Added(after),
            (Some(before), None) => Difference::TakenAway { before, after: after.items.get(&id) },
            (Some(before), Some(after)) if is_same(before, after) => return None,
            (Some(before), Some(after)) => Difference::Changed { before, after },
        })
    };
    ids.into_iter().filter_map(|id| Some((id, difference(id)?))).collect()
}

fn is_same(before: &Item, after: &Item) -> bool {
    let says = |item: &Item| item.body.clone().map::<Text>(&mut |words| words.text);
    before.owner == after.owner && before.stage == after.stage && says(before) == says(after)
}

#[cfg(test)]
mod tests {
    use super::super::sample::*;
    use super::super::{Change, Entry, Plan, Stage, Stance, replay};
    use super::{Difference, compare};
    use crate::ItemId;

    /// What differs between the states after `first` and after all of the log, as letters.
    fn check(first: usize, log: &[Entry], expected: &[(u128, &str)]) {
        let at = |entries: &[Entry]| replay(learner(), entries).expect("a sound log");
        let (before, after) = (at(&log[..first]), at(log));
        let found: Vec<(ItemId, &str)> =
            compare(&before, &after).into_iter().map(|(id, difference)| (id, letter(difference))).collect();
        let expected: Vec<(ItemId, &str)> =
            expected.iter().map(|(id, letter)| (ItemId::numbered(*id), *letter)).collect();
        assert_eq!(found, expected);
    }

    fn letter(difference: Difference<'_>) -> &'static str {
        match difference {
            Difference::Added(_) => "added",
            Difference::Changed { .. } => "changed",
            Difference::TakenAway { after: Some(_), .. } => "taken away",
            Difference::TakenAway { after: None, .. } => "gone",
        }
    }

    fn moved(n: u32, item: u128, replaces: u32, to: Stage) -> Entry {
        let on = at(n).date_naive();
        entry(n, student(), Change::ItemMoved { item: ItemId::numbered(item), replaces, to, on, words: None })
    }

    #[test]
    fn a_plan_does_not_differ_from_itself() {
        let log = [entry(1, student(), write(1, None, goal("Weld")))];
        check(1, &log, &[]);
    }

    #[test]
    fn what_came_what_was_changed_and_what_was_taken_away_are_told_apart() {
        let log = [
            entry(1, student(), write(1, None, goal("Weld"))),
            entry(2, student(), write(2, None, aspiration("Fly"))),
            entry(3, student(), write(1, Some(1), goal("Weld alone"))),
            moved(4, 2, 1, Stage::Withdrawn),
            entry(5, student(), write(3, None, note("Today was fine"))),
        ];
        check(2, &log, &[(1, "changed"), (2, "taken away"), (3, "added")]);
    }

    #[test]
    fn what_came_and_went_in_between_is_no_difference() {
        let log = [
            entry(1, student(), write(1, None, note("Hm"))),
            entry(2, student(), write(2, None, note("Oh"))),
            moved(3, 2, 1, Stage::Withdrawn),
            entry(4, student(), write(1, Some(1), note("Ah"))),
            entry(5, student(), write(1, Some(2), note("Hm"))),
        ];
        check(1, &log, &[]);
    }

    #[test]
    fn where_a_thing_stands_is_part_of_what_it_is() {
        let log = [entry(1, student(), write(1, None, goal("Weld"))), moved(2, 1, 1, Stage::Done)];
        check(1, &log, &[(1, "changed")]);
    }

    #[test]
    fn what_somebody_thinks_of_it_changes_nothing_in_it() {
        let agreed = Change::AgreementGiven {
            item: ItemId::numbered(1),
            revision: 1,
            stance: Stance::Agreed,
            words: None,
        };
        let log = [entry(1, teacher(), write(1, None, support("Large print"))), entry(2, mother(), agreed)];
        check(1, &log, &[]);
    }

    #[test]
    fn what_a_later_state_does_not_show_is_gone() {
        let log = [entry(1, student(), write(1, None, goal("Weld")))];
        let before = replay(learner(), &log).expect("a sound log");
        let after = Plan::empty(learner());
        let found = compare(&before, &after);
        assert_eq!(found.len(), 1);
        assert_eq!(letter(found[0].1), "gone");
    }
}
