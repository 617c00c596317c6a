//! The named cast holds together: logs fold, suggestions stand as they say, the table of the cast is true.

use std::collections::BTreeSet;

use super::*;
use crate::plan::Standing::{Accepted, Countered, Declined, NotNow, Open, TakenBack};
use crate::plan::{Kind, Plan, Proposal, Standing, State, check_proposal, replay};
use crate::sample::say::day;

fn plan_now(plan: &LearnerPlan) -> Plan {
    replay(plan.learner, &plan.log).expect("every log of the cast folds")
}

#[test]
fn every_plan_of_the_cast_folds_and_is_rich() {
    for plan in riverside().plans {
        let now = plan_now(&plan);
        let kinds: BTreeSet<Kind> = now.items.values().map(|item| item.body.kind()).collect();
        assert!(9 <= kinds.len() && 25 <= plan.log.len(), "{}: {kinds:?}", plan.learner);
    }
}

#[test]
fn entries_stand_in_the_order_of_time_and_end_before_today() {
    for plan in riverside().plans {
        assert!(plan.log.is_sorted_by_key(|entry| entry.at) && plan.log.is_sorted_by_key(|entry| entry.id));
        let days = plan.log.iter().map(|entry| entry.at.date_naive());
        assert!(days.clone().all(|at| (day(2025, 9, 1)..=day(2026, 11, 20)).contains(&at)));
    }
}

#[test]
fn what_is_open_can_be_accepted_unless_it_was_overtaken_and_one_was() {
    let mut overtaken = 0;
    for plan in riverside().plans {
        let now = plan_now(&plan);
        for proposal in plan.proposals.iter().filter(|one| one.standing().awaits_answer()) {
            if proposal.overtaken_in(&now).is_empty() {
                let anew = Proposal { answers: Vec::new(), ..proposal.clone() };
                assert_eq!(check_proposal(&now, &anew), Ok(()), "{:?}", proposal.reason);
            } else {
                overtaken += 1;
            }
        }
    }
    assert_eq!(overtaken, 1);
}

#[test]
fn suggestions_stand_in_every_way_they_can() {
    let standings = riverside().plans.into_iter().flat_map(|plan| plan.proposals);
    let standings: BTreeSet<Standing> = standings.map(|proposal| proposal.standing()).collect();
    assert_eq!(standings, BTreeSet::from([Open, NotNow, Accepted, Declined, Countered, TakenBack]));
}

#[test]
fn what_was_accepted_is_in_the_log_as_it_was_suggested() {
    for plan in riverside().plans {
        for proposal in plan.proposals.iter().filter(|one| one.standing() == Standing::Accepted) {
            let through = |entry: &&crate::plan::Entry| {
                entry.through.is_some_and(|through| through.proposal == proposal.id)
            };
            let changes: Vec<_> = plan.log.iter().filter(through).map(|entry| entry.change.clone()).collect();
            assert_eq!(changes, proposal.changes);
        }
    }
}

#[test]
fn plan_types_are_active_in_review_and_closed() {
    let plans = riverside().plans;
    let states = |state: State| {
        let openings = plans.iter().flat_map(|plan| plan_now(plan).openings.into_values());
        openings.filter(|opening| opening.state() == state).count()
    };
    assert_eq!((states(State::Active), states(State::InReview)), (4, 2));
    assert_eq!(states(State::Closed(crate::plan::ClosedBecause::Reached)), 1);
}

#[test]
fn ms_rivera_asks_maya_and_does_not_teach_the_others() {
    let riverside = riverside();
    let rivera = riverside.person("ms.rivera").expect("she is in the cast").id;
    let maya = riverside.person("maya").expect("she is in the cast").id;
    let open = |learner| {
        let plan = riverside.plan_of(learner).expect("every student has a plan");
        plan.proposals
            .iter()
            .filter(|one| one.standing() == Standing::Open && one.by.speaker() == Some(rivera))
            .count()
    };
    assert_eq!((open(maya), open(THEO)), (1, 0));
    let in_class = riverside.enrolments.iter().filter(|stay| stay.class == ENGLISH_8);
    assert_eq!(in_class.map(|stay| stay.person).collect::<Vec<_>>(), [rivera, maya]);
}

#[test]
fn ids_and_logins_are_unique_and_every_row_points_at_somebody() {
    let riverside = riverside();
    let ids: BTreeSet<_> = riverside.people.iter().map(|person| person.id).collect();
    let logins: BTreeSet<_> = riverside.people.iter().filter_map(|person| person.login.clone()).collect();
    assert_eq!((ids.len(), logins.len()), (20, 19));
    assert!(riverside.relations.iter().all(|row| ids.contains(&row.learner) && ids.contains(&row.person)));
    assert!(riverside.offices.iter().all(|row| ids.contains(&row.person)));
    assert!(riverside.enrolments.iter().all(|row| ids.contains(&row.person)));
    let changes: Vec<_> = riverside.plans.iter().flat_map(|plan| &plan.log).map(|entry| entry.id).collect();
    assert_eq!(changes.iter().collect::<BTreeSet<_>>().len(), changes.len());
}
