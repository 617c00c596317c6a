//! One more change: the plan afterwards, or why it stays as it is.

use super::{Entry, Plan, Refused, fold};

/// The plan after one more change.
///
/// # Errors
/// [`Refused`] says why it is not made, and what can be done instead.
pub fn apply(plan: &Plan, entry: &Entry) -> Result<Plan, Refused> {
    let mut next = plan.clone();
    fold::fold(&mut next, entry)?;
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ItemId;
    use crate::OpeningId;
    use crate::plan::sample::*;
    use crate::plan::{Change, Kind, Owner, Party, Said, Stance, replay};

    fn check(log: &[Entry], last: &Entry, expected: impl Into<Result<(), Refused>>) {
        let plan = replay(learner(), log).expect("the log before it is sound");
        assert_eq!(apply(&plan, last).map(|_| ()), expected.into(), "{last:?}");
    }

    #[test]
    fn a_teacher_cannot_write_a_students_hope_or_interest() {
        let refused = Refused::NotForYou { kind: Kind::Aspiration, party: Party::School };
        check(&[], &entry(1, teacher(), write(1, None, aspiration("Become a nurse"))), Err(refused));
    }

    #[test]
    fn a_teacher_cannot_edit_a_students_goal_directly() {
        let log = [entry(1, student(), write(1, None, goal("Read one book a month")))];
        let edit = entry(2, teacher(), write(1, Some(1), goal("Read two books a month")));
        check(&log, &edit, Err(Refused::NotYours { owner: Owner::Student }));
    }

    #[test]
    fn one_relative_cannot_edit_the_words_of_another() {
        let log = [entry(1, mother(), write(1, None, note("We read together at night")))];
        let edit = entry(2, father(), write(1, Some(1), note("They read together")));
        let owner = Owner::Family(mother().speaker().expect("the mother is a person"));
        check(&log, &edit, Err(Refused::NotYours { owner }));
    }

    #[test]
    fn the_second_edit_of_one_revision_is_stale() {
        let log = [
            entry(1, student(), write(1, None, goal("Read"))),
            entry(2, student(), write(1, Some(1), goal("Read more"))),
        ];
        let late = entry(3, student(), write(1, Some(1), goal("Read less")));
        check(&log, &late, Err(Refused::Stale { item: ItemId::numbered(1), read: 1, now: 2 }));
    }

    #[test]
    fn a_step_for_somebody_else_has_to_be_proposed() {
        let doer = Owner::School(teacher().speaker().expect("the teacher is a person"));
        let log = [];
        check(
            &log,
            &entry(1, student(), write(1, None, step(doer, "Ask the library"))),
            Err(Refused::NotYours { owner: doer }),
        );
    }

    #[test]
    fn nobody_signs_for_somebody_else() {
        let log = [entry(1, teacher(), opened(1))];
        let signing =
            Change::Signed { opening: OpeningId::numbered(1), plan_version: 1, pack_version: "1".into() };
        check(&log, &entry(2, recorded(Said::Talk), signing), Err(Refused::SignedForAnother));
    }

    #[test]
    fn a_supporter_is_one_whom_the_student_has_named() {
        let say = write(1, None, aspiration("Work with animals"));
        check(&[], &entry(1, recorded(Said::Together), say.clone()), Err(Refused::NotASupporter));
        let named = [entry(1, student(), supporter_named(&teacher()))];
        check(&named, &entry(2, recorded(Said::Together), say), Ok(()));
    }

    #[test]
    fn what_a_teacher_typed_for_the_student_is_provisional_until_the_student_confirms() {
        let log = [entry(1, recorded(Said::Picture), write(1, None, aspiration("Work with animals")))];
        let plan = replay(learner(), &log).expect("staff may record what a student said");
        let item = &plan.items[&ItemId::numbered(1)];
        assert_eq!((item.owner, item.provisional.is_some()), (Owner::Student, true));
        let confirm =
            |hand, how| entry(2, hand, Change::ItemConfirmed { item: ItemId::numbered(1), revision: 1, how });
        check(&log, &confirm(teacher(), None), Err(Refused::NotYours { owner: Owner::Student }));
        check(&log, &confirm(recorded(Said::Talk), Some(Said::Talk)), Err(Refused::NothingToConfirm));
        let confirmed = apply(&plan, &confirm(student(), None)).expect("the student confirms");
        assert_eq!(confirmed.items[&ItemId::numbered(1)].provisional, None);
    }

    #[test]
    fn whoever_moves_the_date_does_not_become_the_author_of_the_words() {
        let first = entry(1, recorded(Said::Talk), write(1, None, goal("Read")));
        let dated = entry(2, student(), write(1, Some(1), goal_by("Read", "2027-01-31")));
        let plan = replay(learner(), &[first.clone(), dated]).expect("both are sound");
        let words = plan.items[&ItemId::numbered(1)].words();
        assert_eq!((words[0].by, words[0].at), (first.hand, first.at));
    }

    #[test]
    fn an_agreement_speaks_of_one_revision() {
        let log = [entry(1, teacher(), write(1, None, support("Extra time")))];
        let agreed = Change::AgreementGiven {
            item: ItemId::numbered(1),
            revision: 1,
            stance: Stance::Agreed,
            words: None,
        };
        let mut log = log.to_vec();
        log.push(entry(2, mother(), agreed));
        let stance = |log: &[Entry]| {
            let plan = replay(learner(), log).expect("sound");
            plan.items[&ItemId::numbered(1)].agreement()
        };
        assert_eq!(stance(&log), Some(Stance::Agreed));
        log.push(entry(3, teacher(), write(1, Some(1), support("Extra time in tests"))));
        assert_eq!(stance(&log), Some(Stance::NotYet));
    }
}
