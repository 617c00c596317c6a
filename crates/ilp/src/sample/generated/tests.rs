//! The generated learners: the same for a seed, different from each other, sound in every row.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::fragments::ahead::COPIED_GOALS;
use super::*;
use crate::plan::Standing::{Accepted, Countered, Declined, NotNow, Open, TakenBack};
use crate::plan::{Body, Plan, Proposal, Standing, State, check_proposal, replay};
use crate::sample::say::day;

const COUNT: usize = 600;

fn digest(seed: u64, count: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    for learner in learners(seed, count) {
        serde_json::to_string(&(&learner.plan.log, &learner.plan.proposals))
            .expect("plans are JSON")
            .hash(&mut hasher);
        format!("{learner:?}").hash(&mut hasher);
    }
    format!("{:?}", faculty(seed, count)).hash(&mut hasher);
    hasher.finish()
}

fn plan_now(learner: &Learner) -> Plan {
    replay(learner.person.id, &learner.plan.log).expect("every generated log folds")
}

#[test]
fn one_seed_gives_the_same_learners_and_another_seed_others() {
    assert_eq!(digest(7, 100), digest(7, 100));
    assert_ne!(digest(7, 100), digest(8, 100));
}

#[test]
fn a_learner_does_not_depend_on_how_many_come_after() {
    let classes_alike = COUNT - 100;
    assert_eq!(learners(7, COUNT).nth(450), learners(7, classes_alike).nth(450));
}

#[test]
fn every_log_folds_in_at_most_25_entries_in_the_order_of_time() {
    for learner in learners(3, 2_000) {
        let log = &learner.plan.log;
        assert_eq!(plan_now(&learner).version, log.len() as u64);
        assert!(log.len() <= 25, "{} entries", log.len());
        assert!(log.is_sorted_by_key(|entry| entry.at));
        assert!(log.last().is_none_or(|entry| entry.at.date_naive() <= day(2026, 11, 20)));
    }
}

#[test]
fn what_is_open_can_be_accepted_unless_it_was_overtaken() {
    let mut counted: BTreeMap<(Standing, bool), usize> = BTreeMap::new();
    for learner in learners(1, COUNT) {
        let now = plan_now(&learner);
        for proposal in &learner.plan.proposals {
            let overtaken = !proposal.overtaken_in(&now).is_empty();
            if proposal.standing().awaits_answer() && !overtaken {
                let anew = Proposal { answers: Vec::new(), ..proposal.clone() };
                assert_eq!(check_proposal(&now, &anew), Ok(()), "{proposal:?}");
            }
            *counted.entry((proposal.standing(), overtaken)).or_default() += 1;
        }
    }
    for standing in [Open, NotNow, Accepted, Declined, Countered, TakenBack] {
        assert!(counted.keys().any(|(found, _)| *found == standing), "{standing:?}: {counted:?}");
    }
    assert!(counted.contains_key(&(Open, true)), "{counted:?}");
}

#[test]
fn all_states_occur_among_six_hundred() {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dissents = 0;
    for learner in learners(1, COUNT) {
        let now = plan_now(&learner);
        dissents += now.dissents.len();
        let state = match now.openings.values().next().map(crate::plan::Opening::state) {
            None => "nothing",
            Some(State::Identified) => "identified",
            Some(State::Draft) => "draft",
            Some(State::Active) => "active",
            Some(State::InReview) => "in review",
            Some(State::Closed(_)) => "closed",
        };
        *counted.entry(state).or_default() += 1;
    }
    assert!(counted.len() == 6 && counted.values().all(|count| 20 < *count), "{counted:?}");
    assert!(10 < dissents, "{dissents}");
}

/// The goals of a plan, each with its reason.
fn goals(learner: &Learner) -> Vec<(String, String)> {
    let words = |text: &crate::plan::Words| text.as_str().expect("nothing is redacted here").to_owned();
    let goal = |item: crate::plan::Item| match item.body {
        Body::Goal(goal) => Some((words(&goal.statement), goal.why.as_ref().map(words).unwrap_or_default())),
        _ => None,
    };
    plan_now(learner).items.into_values().filter_map(goal).collect()
}

#[test]
fn goals_differ_but_for_those_that_are_copied_on_purpose() {
    let (mut own, mut copied) = (Vec::new(), 0);
    for learner in learners(1, COUNT) {
        let is_copy =
            |(statement, _): &(String, String)| COPIED_GOALS.iter().any(|(copy, _)| copy == statement);
        let goals = goals(&learner);
        assert_eq!(goals.iter().any(is_copy), learner.has_copied_goal);
        copied += usize::from(learner.has_copied_goal);
        own.extend(goals.into_iter().filter(|goal| !is_copy(goal)));
    }
    let distinct = own.iter().collect::<BTreeSet<_>>().len();
    assert!(own.len() * 97 / 100 < distinct, "{distinct} of {}", own.len());
    assert!((18..48).contains(&copied), "{copied} of {COUNT}");
}

#[test]
fn ages_fit_grades() {
    let mut years_older = BTreeMap::new();
    for (nth, learner) in learners(5, 1_300).enumerate() {
        let born = learner.person.birth_date.expect("every learner has one");
        let age = day(2026, 9, 1).years_since(born).expect("born before this year");
        let older = i64::from(age) - 5 - i64::try_from(nth % 13).expect("a small number");
        *years_older.entry(older).or_insert(0) += 1;
    }
    let older = years_older.get(&1).copied().unwrap_or(0);
    assert!(years_older.keys().all(|years| [0, 1].contains(years)) && older < 130, "{years_older:?}");
}

#[test]
fn every_row_points_at_somebody_and_no_id_repeats() {
    let faculty = faculty(1, COUNT);
    let classes: BTreeSet<_> = faculty.classes.iter().map(|class| class.id).collect();
    let staff: BTreeSet<_> = faculty.people.iter().map(|person| person.id).collect();
    assert_eq!((classes.len(), faculty.classes.len(), staff.len()), (78, 78, faculty.people.len()));
    let mut people = staff.clone();
    let (mut enrolments, mut changes) = (BTreeSet::new(), BTreeSet::new());
    enrolments.extend(faculty.enrolments.iter().map(|stay| stay.id));
    for learner in learners(1, COUNT) {
        assert!(people.insert(learner.person.id) && learner.family.iter().all(|one| people.insert(one.id)));
        assert!(learner.relations.iter().all(|row| people.contains(&row.person)));
        assert!(
            learner.enrolments.iter().all(|stay| classes.contains(&stay.class) && enrolments.insert(stay.id))
        );
        assert!(learner.plan.log.iter().all(|entry| changes.insert(entry.id)));
        let speakers = learner.plan.log.iter().filter_map(|entry| entry.hand.speaker());
        assert!(speakers.into_iter().all(|speaker| people.contains(&speaker)));
    }
    assert!(faculty.enrolments.iter().all(|stay| staff.contains(&stay.person)));
    let cast = crate::sample::riverside();
    assert!(cast.people.iter().all(|person| !people.contains(&person.id)));
    assert!(cast.enrolments.iter().all(|stay| !enrolments.contains(&stay.id)));
    assert!(cast.plans.iter().flat_map(|plan| &plan.log).all(|entry| !changes.contains(&entry.id)));
}

#[test]
fn records_are_plausible() {
    let records: Vec<Records> = learners(1, COUNT).map(|learner| learner.records).collect();
    let often = |one: &&Records| usize::from(one.enrolled_days) <= 10 * one.absences.len();
    let often_away = records.iter().filter(often).count();
    assert!((20..200).contains(&often_away), "{often_away}");
    assert!(records.iter().all(|one| one.absences.is_sorted_by(|a, b| a.day < b.day)));
    assert!(
        records.iter().any(|one| one.programs.is_empty()) && records.iter().any(|one| 1 < one.programs.len())
    );
}
