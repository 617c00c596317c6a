//! What holds for every plan and every log, tried on random ones.

use proptest::prelude::*;
use proptest::sample::select;

use super::sample::*;
use super::*;
use crate::ProposalId;

/// A log as it can come about: random hands try random changes, and what is refused is left out.
fn any_log() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec((any_hand(), any_change()), 0..90).prop_map(|tries| {
        let mut plan = Plan::empty(learner());
        let mut log = Vec::new();
        for (n, (hand, change)) in (1..).zip(tries) {
            let tried = entry(n, hand, at_the_revision_there_is(&plan, change));
            if let Ok(next) = apply(&plan, &tried) {
                plan = next;
                log.push(tried);
            }
        }
        log
    })
}

fn any_hand() -> impl Strategy<Value = Hand> {
    select(vec![student(), student(), mother(), father(), teacher(), counselor(), recorded(Said::Talk)])
}

fn any_words() -> impl Strategy<Value = &'static str> {
    select(vec!["Read", "Read more", "Ask for help", "Work with animals", "Sleep before tests"])
}

fn any_body() -> impl Strategy<Value = Body<Text>> {
    (0..5, any_words()).prop_map(|(kind, words)| match kind {
        0 => goal(words),
        1 => aspiration(words),
        2 => note(words),
        3 => support(words),
        _ => step(Owner::Student, words),
    })
}

fn any_change() -> impl Strategy<Value = Change> {
    let item = || (1..6_u128).prop_map(ItemId::numbered);
    let written = (item(), any::<bool>(), any_body()).prop_map(|(item, new, says)| Change::ItemWritten {
        item,
        replaces: (!new).then_some(0),
        says,
    });
    let moved =
        (item(), select(vec![Stage::Open, Stage::UnderWay, Stage::Done, Stage::Withdrawn]), any_words());
    let moved = moved.prop_map(|(item, to, words)| Change::ItemMoved {
        item,
        replaces: 0,
        to,
        on: at(0).date_naive(),
        words: Some(text(words)),
    });
    let agreed = (item(), select(vec![Stance::Agreed, Stance::NotYet, Stance::SeenDifferently])).prop_map(
        |(item, stance)| Change::AgreementGiven {
            item,
            revision: 0,
            stance,
            words: Some(text("So I see it")),
        },
    );
    let dissent = (1..4_u128, item(), any_words()).prop_map(|(n, item, words)| Change::SeenDifferently {
        dissent: DissentId::numbered(n),
        about: About::Item(item),
        words: text(words),
    });
    let taken_back = (1..4_u128).prop_map(|n| Change::DissentWithdrawn { dissent: DissentId::numbered(n) });
    let confirmed = item().prop_map(|item| Change::ItemConfirmed { item, revision: 0, how: None });
    let handed =
        item().prop_map(|item| Change::ItemHandedOver { item, replaces: 0, to: PersonId::numbered(5) });
    let opening = (1..3_u128).prop_map(opened);
    let review = (1..3_u128).prop_map(|n| Change::ReviewBegan { opening: OpeningId::numbered(n) });
    prop_oneof![4 => written, 2 => moved, 1 => agreed, 1 => dissent, 1 => taken_back, 1 => confirmed, 1 => handed, 1 => opening, 1 => review]
}

/// The change as somebody makes it who has just read the plan.
fn at_the_revision_there_is(plan: &Plan, change: Change) -> Change {
    let now = change.item().and_then(|item| plan.items.get(&item)).map_or(0, |item| item.revision);
    match change {
        Change::ItemWritten { item, says, .. } => {
            Change::ItemWritten { item, replaces: (0 < now).then_some(now), says }
        }
        Change::ItemMoved { item, to, on, words, .. } => {
            Change::ItemMoved { item, replaces: now, to, on, words }
        }
        Change::AgreementGiven { item, stance, words, .. } => {
            Change::AgreementGiven { item, revision: now, stance, words }
        }
        Change::ItemConfirmed { item, how, .. } => Change::ItemConfirmed { item, revision: now, how },
        Change::ItemHandedOver { item, to, .. } => Change::ItemHandedOver { item, replaces: now, to },
        other => other,
    }
}

fn folded(log: &[Entry]) -> Plan {
    replay(learner(), log).expect("a log of accepted changes folds")
}

/// Guards the others: a property over logs that are always empty would hold of anything.
#[test]
fn the_random_logs_are_rich() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let logs: Vec<Vec<Entry>> =
        (0..200).map(|_| any_log().new_tree(&mut runner).expect("a log can be made").current()).collect();
    let longest = logs.iter().map(Vec::len).max();
    assert!(Some(15) < longest, "{longest:?}");
    let kinds: std::collections::BTreeSet<_> =
        logs.iter().flatten().map(|entry| entry.change.kind()).collect();
    assert_eq!(kinds.len(), 9, "{kinds:?}");
    let edited = |log: &Vec<Entry>| log.iter().any(|entry| entry.change.base().is_some_and(|base| 0 < base));
    assert!(100 < logs.iter().filter(|log| edited(log)).count());
}

proptest! {
    #[test]
    fn the_replay_of_the_log_is_the_plan(log in any_log()) {
        let one_by_one = log.iter().try_fold(Plan::empty(learner()), |plan, entry| apply(&plan, entry));
        prop_assert_eq!(one_by_one.expect("accepted once, accepted again"), folded(&log));
        prop_assert_eq!(folded(&log).version, log.len() as u64);
    }

    #[test]
    fn every_day_of_the_past_stays_as_it_was(log in any_log(), cut in 0..40_usize) {
        let cut = cut.min(log.len());
        let then = log[..cut].last().map_or(at(0), |entry| entry.at);
        prop_assert_eq!(as_of(learner(), &log, then).expect("sound"), folded(&log[..cut]));
    }

    #[test]
    fn log_and_plan_survive_being_written_as_text(log in any_log()) {
        let text = serde_json::to_string(&log).expect("entries can be written");
        prop_assert_eq!(&serde_json::from_str::<Vec<Entry>>(&text).expect("and read"), &log);
        let plan = folded(&log);
        let text = serde_json::to_string(&plan).expect("a plan can be written");
        prop_assert_eq!(serde_json::from_str::<Plan>(&text).expect("and read"), plan);
    }

    #[test]
    fn what_is_refused_leaves_the_plan_as_it_was(log in any_log(), hand in any_hand(), change in any_change()) {
        let before = folded(&log);
        let mut after = before.clone();
        let tried = entry(999, hand, at_the_revision_there_is(&before, change));
        if fold::fold(&mut after, &tried).is_err() {
            prop_assert_eq!(after, before);
        }
    }

    #[test]
    fn nobody_changes_somebody_elses_item_directly(log in any_log(), hand in any_hand(), says in any_body()) {
        let plan = folded(&log);
        for (&id, item) in plan.items.iter().filter(|(_, item)| !ownership::may_change(item.owner, &hand)) {
            let edit = Change::ItemWritten { item: id, replaces: Some(item.revision), says: says.clone() };
            let refused = apply(&plan, &entry(999, hand, edit));
            prop_assert!(matches!(refused, Err(Refused::NotYours { .. })), "{:?}", refused);
            let on = at(0).date_naive();
            let moved = Change::ItemMoved { item: id, replaces: item.revision, to: Stage::Withdrawn, on, words: None };
            prop_assert!(apply(&plan, &entry(999, hand, moved)).is_err());
        }
    }

    #[test]
    fn edits_of_different_items_commute_and_edits_of_one_revision_conflict(
        log in any_log(), (one, other) in (any_hand(), any_hand()), (a, b) in (any_change(), any_change())
    ) {
        let plan = folded(&log);
        let a = entry(998, one, at_the_revision_there_is(&plan, a));
        let b = entry(999, other, at_the_revision_there_is(&plan, b));
        let (Ok(after_a), Ok(after_b)) = (apply(&plan, &a), apply(&plan, &b)) else { return Ok(()) };
        let (Change::ItemWritten { item: of_a, .. }, Change::ItemWritten { item: of_b, .. }) = (&a.change, &b.change)
        else { return Ok(()) };
        if of_a == of_b {
            let second = apply(&after_a, &b);
            prop_assert!(matches!(second, Err(Refused::Stale { .. } | Refused::AlreadyThere)), "{:?}", second);
        } else {
            prop_assert_eq!(apply(&after_a, &b), apply(&after_b, &a));
        }
    }

    #[test]
    fn nothing_but_a_redaction_removes_text(log in any_log()) {
        let mut before = Vec::new();
        for end in 0..=log.len() {
            let texts: Vec<Text> = log[..end].iter().flat_map(|entry| entry.change.texts()).collect();
            prop_assert!(texts.starts_with(&before));
            let mut lost = None;
            folded(&log[..end]).each_words(&mut |words| {
                if !texts.contains(&words.text) { lost = Some(words.clone()); }
            });
            prop_assert_eq!(lost, None);
            before = texts;
        }
    }

    #[test]
    fn replay_survives_a_redaction(log in any_log(), words in any_words()) {
        let places = places_of(&log, &text(words));
        if places.is_empty() { return Ok(()) }
        let redacted = Change::Redacted { places: places.clone(), letters: Vec::new(), rule: "another_childs_data".into() };
        let redaction = entry(999, counselor(), redacted);
        let live = apply(&folded(&log), &redaction).expect("one text, every place");
        let mut scrubbed: Vec<Entry> = log.iter().cloned().map(|entry| {
            let change = without(entry.id, entry.change, &places, redaction.id);
            Entry { change, ..entry }
        }).collect();
        scrubbed.push(redaction);
        prop_assert_eq!(folded(&scrubbed), live);
        let quoted = format!("\"{words}\"");
        prop_assert!(!serde_json::to_string(&scrubbed).expect("can be written").contains(&quoted));
    }

    #[test]
    fn a_proposal_changes_nothing_until_it_is_accepted_and_then_keeps_its_author(
        log in any_log(), says in any_body()
    ) {
        let plan = folded(&log);
        let id = ItemId::numbered(77);
        let changes = vec![Change::ItemWritten { item: id, replaces: None, says }];
        let mut proposal = Proposal {
            id: ProposalId::numbered(1), by: teacher(), at: at(500), of: Owner::Student, asks: Owner::Student,
            reason: text("You told me so in class"), changes, counters: None, answers: Vec::new(),
        };
        if check_proposal(&plan, &proposal).is_err() { return Ok(()) }
        let yes = accept(&plan, &proposal, (&student(), at(600)), &[ChangeId::numbered(600)], &[]);
        let (accepted, entries) = yes.expect("it could be made, so it is");
        let item = &accepted.items[&id];
        prop_assert_eq!(item.owner, Owner::Student);
        prop_assert!(item.words().iter().all(|words| words.by == teacher() && words.at == at(500)));
        prop_assert_eq!(entries.iter().try_fold(plan.clone(), |plan, entry| apply(&plan, entry)), Ok(accepted));
        for hand in [teacher(), mother(), counselor()] {
            let ids = [ChangeId::numbered(600)];
            prop_assert!(accept(&plan, &proposal, (&hand, at(600)), &ids, &[]).is_err());
        }
        let no = Answered { by: student(), at: at(600), answer: Answer::Declined { why: None } };
        check_answer(&plan, &proposal, &no.by, &no.answer).expect("the student may say no");
        proposal.answers.push(no);
        let late = accept(&plan, &proposal, (&student(), at(700)), &[ChangeId::numbered(700)], &[]);
        prop_assert_eq!(late.map(|_| ()), Err(Refused::AlreadyThere));
    }
}
