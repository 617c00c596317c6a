//! What is somebody's own to do, the most pressing first.
//!
//! A suggestion comes first, since whoever wrote it waits; then what is asked of the reader; then what has its day within a
//! week of today; then what is long over, what is still far, and what has no day. A step of six weeks ago has waited long
//! enough to wait for a letter of yesterday. The week is ours; no law names a number.

use chrono::{DateTime, NaiveDate, Utc};

use crate::plan::{Answer, Body, Hand, Item, Kind, Owner, Party, Plan, Proposal, Stage, Standing};
use crate::plan::{check_answer, ownership};
use crate::{ItemId, ProposalId};

/// What has its day at most so many days before or after today is near.
const NEAR_DAYS: u64 = 7;

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yours {
    /// What it is.
    pub what: What,
    /// Why it is named today.
    pub when: When,
}

/// What somebody can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Take a step of their own.
    Step(ItemId),
    /// Answer a suggestion.
    Answer(ProposalId),
    /// Say whether words that somebody else typed are theirs.
    Confirm(ItemId),
    /// Say how a goal of theirs went, whose day is over.
    Goal(ItemId),
    /// Say what they think of something that the school does.
    Stand(ItemId),
}

/// Why now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Its day is over.
    Over(NaiveDate),
    /// Its day is today.
    Today,
    /// Its day is still to come.
    Due(NaiveDate),
    /// Somebody waits for it since this moment.
    Waits(DateTime<Utc>),
    /// It has no day.
    AnyDay,
}

/// How much something presses, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Press {
    /// Somebody waits for an answer to their suggestion.
    Letter,
    /// The reader is asked something.
    Asked,
    Near,
    Old,
    Far,
    AnyDay,
}

impl Yours {
    /// Its place among the others. Of the questions about what the school does only `stand` presses: ten of them at once
    /// would hide every step that is due.
    fn place(&self, today: NaiveDate, stand: Option<What>) -> (Press, NaiveDate, What) {
        let (press, day) = match self.when {
            When::Over(day) | When::Due(day) => (by_day(day, today), day),
            When::Today => (Press::Near, today),
            When::AnyDay => (Press::AnyDay, today),
            When::Waits(since) => (self.waiting(stand), since.date_naive()),
        };
        (press, day, self.what)
    }

    fn waiting(&self, stand: Option<What>) -> Press {
        match self.what {
            What::Answer(_) => Press::Letter,
            What::Stand(_) if Some(self.what) != stand => Press::Old,
            _ => Press::Asked,
        }
    }
}

const fn by_day(day: NaiveDate, today: NaiveDate) -> Press {
    let away = day.signed_duration_since(today).num_days();
    if away.unsigned_abs() <= NEAR_DAYS {
        Press::Near
    } else if away < 0 {
        Press::Old
    } else {
        Press::Far
    }
}

/// The question about what the school does that has waited longest.
fn longest_asked(found: &[Yours]) -> Option<What> {
    let since = |yours: &Yours| match (yours.what, yours.when) {
        (what @ What::Stand(_), When::Waits(since)) => Some((since, what)),
        _ => None,
    };
    found.iter().filter_map(since).min().map(|(_, what)| what)
}

/// What is to be done with this hand, at most `count_max` things, the most pressing first.
///
/// Of two things that press alike the earlier one comes first; of two of one day and kind the older one. What
/// rests, is over or was put off until the next meeting is not named. A plan of which the reader sees less names less.
#[must_use]
pub fn to_do(
    plan: &Plan,
    proposals: &[impl AsRef<Proposal>],
    hand: &Hand,
    today: NaiveDate,
    count_max: usize,
) -> Vec<Yours> {
    let letters = proposals.iter().filter_map(|proposal| letter(plan, proposal.as_ref(), hand));
    let items = plan.items.iter().filter(|(_, item)| is_going_on(item));
    let of_items = items.filter_map(|(id, item)| of_item(*id, item, hand, today));
    let mut found: Vec<Yours> = letters.chain(of_items).collect();
    let stand = longest_asked(&found);
    found.sort_by_key(|yours| yours.place(today, stand));
    found.truncate(count_max);
    found
}

fn is_going_on(item: &Item) -> bool {
    matches!(item.stage, Stage::Open | Stage::UnderWay)
}

/// A suggestion that nobody has answered; one that was put off waits for the meeting.
fn letter(plan: &Plan, proposal: &Proposal, hand: &Hand) -> Option<Yours> {
    let waits = proposal.standing() == Standing::Open;
    let is_asked = waits && check_answer(plan, proposal, hand, &Answer::Accepted).is_ok();
    is_asked.then_some(Yours { what: What::Answer(proposal.id), when: When::Waits(proposal.at) })
}

fn of_item(id: ItemId, item: &Item, hand: &Hand, today: NaiveDate) -> Option<Yours> {
    if !ownership::may_change(item.owner, hand) {
        return asked_about(id, item, hand);
    }
    // With words that are not confirmed nothing else can be meant.
    if item.provisional.is_some() && hand.recorded_for.is_none() {
        return Some(Yours { what: What::Confirm(id), when: When::Waits(item.changed_at) });
    }
    match &item.body {
        Body::Step(step) => {
            Some(Yours { what: What::Step(id), when: step.due.map_or(When::AnyDay, |due| on(due, today)) })
        }
        Body::Goal(goal) => {
            let by = goal.by.filter(|by| *by < today)?;
            Some(Yours { what: What::Goal(id), when: When::Over(by) })
        }
        _ => None,
    }
}

const fn on(due: NaiveDate, today: NaiveDate) -> When {
    match due.signed_duration_since(today).num_days() {
        0 => When::Today,
        1.. => When::Due(due),
        _ => When::Over(due),
    }
}

/// Student and family are asked once about each thing that the school does; whoever has said anything of it is not.
fn asked_about(id: ItemId, item: &Item, hand: &Hand) -> Option<Yours> {
    let is_done_for_somebody =
        matches!(item.body.kind(), Kind::Goal | Kind::Step | Kind::Intervention | Kind::Support);
    let speaks = hand.party != Party::School && hand.recorded_for.is_none();
    let asks = speaks && is_done_for_somebody && matches!(item.owner, Owner::School(_));
    let person = hand.speaker().filter(|_| asks)?;
    let has_said = item.agreements.contains_key(&person);
    let has_asked = item.agreed_by().iter().any(|by| by.speaker() == Some(person));
    let waits = When::Waits(item.changed_at);
    (!has_said && !has_asked).then_some(Yours { what: What::Stand(id), when: waits })
}

#[cfg(test)]
mod tests {
    use super::{What, When, Yours, to_do};
    use crate::ItemId;
    use crate::plan::{Hand, Owner, Plan, Proposal, Stage, Stance};
    use crate::today::sample::*;

    const NONE: [Box<Proposal>; 0] = [];

    fn found(plan: &Plan, hand: &Hand) -> Vec<Yours> {
        to_do(plan, &NONE, hand, day("2026-09-20"), 3)
    }

    const fn step(item: u128, when: When) -> Yours {
        Yours { what: What::Step(ItemId::numbered(item)), when }
    }

    #[test]
    fn steps_come_by_their_day_and_those_without_a_day_come_last() {
        let plan = plan([
            written(1, STUDENT, my_step(None)),
            written(2, STUDENT, my_step(Some("2026-10-01"))),
            written(3, STUDENT, my_step(Some("2026-09-20"))),
            written(4, STUDENT, my_step(Some("2026-09-18"))),
        ]);
        let expected = [
            step(4, When::Over(day("2026-09-18"))),
            step(3, When::Today),
            step(2, When::Due(day("2026-10-01"))),
        ];
        assert_eq!(found(&plan, &STUDENT), expected, "and at most three");
        let all = to_do(&plan, &NONE, &STUDENT, day("2026-09-20"), 9);
        assert_eq!(all.last(), Some(&step(1, When::AnyDay)));
    }

    #[test]
    fn of_two_steps_of_one_day_the_older_one_comes_first() {
        let due = Some("2026-09-25");
        let plan = plan([written(2, STUDENT, my_step(due)), written(1, STUDENT, my_step(due))]);
        let when = When::Due(day("2026-09-25"));
        assert_eq!(found(&plan, &STUDENT), [step(1, when), step(2, when)]);
    }

    /// What is found, each by its first letter and the number of its item or suggestion.
    fn in_order(plan: &Plan, letters: &[Box<Proposal>]) -> Vec<String> {
        let found = to_do(plan, letters, &STUDENT, day("2026-09-20"), 9);
        let name = |yours: &Yours| match yours.what {
            What::Step(item) => format!("step {}", item.0.as_u128()),
            What::Stand(item) => format!("stand {}", item.0.as_u128()),
            What::Answer(proposal) => format!("letter {}", proposal.0.as_u128()),
            other => panic!("{other:?}"),
        };
        found.iter().map(name).collect()
    }

    #[test]
    fn who_waits_for_an_answer_comes_before_what_is_due_soon_and_that_before_old_steps() {
        let plan = plan([
            written(1, STUDENT, my_step(None)),
            written(2, STUDENT, my_step(Some("2026-08-09"))),
            written(3, STUDENT, my_step(Some("2026-09-27"))),
            written(4, STUDENT, my_step(Some("2026-09-13"))),
            written(5, STUDENT, my_step(Some("2026-09-28"))),
            written(6, STUDENT, my_step(Some("2026-09-12"))),
        ]);
        let letters = [Box::new(suggestion(7, TEACHER, Owner::Student, "2026-09-20"))];
        let expected = ["letter 7", "step 4", "step 3", "step 2", "step 6", "step 5", "step 1"];
        assert_eq!(in_order(&plan, &letters), expected);
    }

    #[test]
    fn one_question_about_the_schools_help_comes_before_what_is_due_and_the_others_after_it() {
        let plan = plan([
            later(1, written(1, TEACHER, support())),
            later(2, written(2, TEACHER, support())),
            later(3, written(3, STUDENT, my_step(Some("2026-09-21")))),
        ]);
        assert_eq!(in_order(&plan, &[]), ["stand 1", "step 3", "stand 2"]);
    }

    #[test]
    fn a_letter_is_for_whom_it_asks_and_not_for_who_wrote_it() {
        let plan = plan([]);
        let letters = [Box::new(suggestion(7, TEACHER, Owner::Student, "2026-09-12"))];
        let waits = |hand: &Hand| to_do(&plan, &letters, hand, day("2026-09-20"), 3).len();
        assert_eq!((waits(&STUDENT), waits(&MOTHER), waits(&TEACHER)), (1, 0, 0));
    }

    #[test]
    fn what_was_put_off_waits_for_the_meeting() {
        let plan = plan([]);
        let put_off = not_now(suggestion(7, TEACHER, Owner::Student, "2026-09-01"));
        assert_eq!(to_do(&plan, &[Box::new(put_off)], &STUDENT, day("2026-09-20"), 3), []);
    }

    #[test]
    fn what_rests_or_is_over_is_not_to_be_done() {
        let check = |stage: Stage, expected: usize| {
            let plan = plan([written(1, STUDENT, my_step(Some("2026-09-18"))), moved(1, STUDENT, stage)]);
            assert_eq!(found(&plan, &STUDENT).len(), expected, "{stage:?}");
        };
        check(Stage::UnderWay, 1);
        check(Stage::Paused, 0);
        check(Stage::Done, 0);
        check(Stage::Dropped, 0);
        check(Stage::Withdrawn, 0);
    }

    #[test]
    fn a_goal_is_named_when_its_day_is_over_and_not_before() {
        let check = |by: &str, expected: &[Yours]| {
            let plan = plan([written(1, STUDENT, my_goal(by))]);
            assert_eq!(found(&plan, &STUDENT), expected, "{by}");
        };
        let over = When::Over(day("2026-09-19"));
        check("2026-09-19", &[Yours { what: What::Goal(ItemId::numbered(1)), when: over }]);
        check("2026-09-20", &[]);
    }

    #[test]
    fn words_that_somebody_else_typed_wait_to_be_confirmed_by_the_student_alone() {
        let plan = plan([written(1, RECORDED, hope())]);
        let waits = When::Waits(at(0));
        assert_eq!(found(&plan, &STUDENT), [Yours { what: What::Confirm(ItemId::numbered(1)), when: waits }]);
        assert_eq!(found(&plan, &RECORDED), [], "the typist cannot");
        assert_eq!(found(&plan, &MOTHER), []);
    }

    #[test]
    fn student_and_family_are_each_asked_once_what_they_think_of_the_schools_help() {
        let asked = [Yours { what: What::Stand(ItemId::numbered(1)), when: When::Waits(at(0)) }];
        let before = plan([written(1, TEACHER, support())]);
        assert_eq!(found(&before, &MOTHER), asked);
        assert_eq!(found(&before, &STUDENT), asked);
        assert_eq!(found(&before, &TEACHER), [], "the school does not agree with itself");
        let after = plan([written(1, TEACHER, support()), stance(1, MOTHER, Stance::NotYet)]);
        assert_eq!(found(&after, &MOTHER), []);
        assert_eq!(found(&after, &STUDENT), asked);
    }

    #[test]
    fn a_family_has_its_own_steps_to_do_and_not_the_childs() {
        let plan = plan([
            written(1, STUDENT, my_step(Some("2026-09-18"))),
            written(2, MOTHER, step_of(MOTHER, Some("2026-09-25"))),
            written(3, FATHER, step_of(FATHER, Some("2026-09-25"))),
        ]);
        assert_eq!(found(&plan, &MOTHER), [step(2, When::Due(day("2026-09-25")))]);
    }
}
