//! The district as a roster: whole, sound, and of the size that was asked for.

use std::collections::BTreeSet;

use super::Rostered;
use crate::roster::{EnrolmentRole, SourceId};
use crate::sample::{faculty, learners};

const COUNT: usize = 600;

fn ids<'a>(all: impl IntoIterator<Item = &'a SourceId>) -> BTreeSet<SourceId> {
    let mut found = BTreeSet::new();
    for id in all {
        assert!(found.insert(id.clone()), "{id} repeats");
    }
    found
}

#[test]
fn every_id_is_its_own_and_every_reference_leads_somewhere() {
    let told = Rostered::new(1, COUNT);
    let orgs = ids(&told.organisations().map(|one| one.source).collect::<Vec<_>>());
    let terms = ids(&told.terms().map(|one| one.source).collect::<Vec<_>>());
    let courses: Vec<_> = told.courses().collect();
    assert!(courses.iter().all(|one| orgs.contains(&one.organisation)));
    let courses = ids(courses.iter().map(|one| &one.source));
    let classes: Vec<_> = told.classes().collect();
    assert!(classes.iter().all(|one| courses.contains(&one.course) && orgs.contains(&one.school)));
    assert!(classes.iter().all(|one| one.terms.iter().all(|term| terms.contains(term))));
    let classes = ids(classes.iter().map(|one| &one.source));
    let people: Vec<_> = told.people().collect();
    let names: BTreeSet<_> = people.iter().map(|(one, _)| &one.username).collect();
    assert_eq!(names.len(), people.len());
    let known = ids(people.iter().map(|(one, _)| &one.source));
    assert!(people.iter().all(|(_, family)| family.iter().all(|one| known.contains(one))));
    let roles: Vec<_> = told.roles().collect();
    assert!(roles.iter().all(|one| known.contains(&one.person) && orgs.contains(&one.organisation)));
    let with_role: BTreeSet<_> = roles.iter().map(|one| &one.person).collect();
    assert_eq!(with_role.len(), known.len(), "everybody is something");
    let stays: Vec<_> = told.enrolments().collect();
    assert!(stays.iter().all(|one| classes.contains(&one.class) && known.contains(&one.person)));
    assert_eq!(ids(stays.iter().map(|one| &one.source)).len(), stays.len());
}

#[test]
fn a_learner_has_about_ten_classes() {
    let told = Rostered::new(1, COUNT);
    let stays = told.enrolments().filter(|one| one.role == EnrolmentRole::Student).count();
    assert_eq!(stays, COUNT * 10 + 7);
}

#[test]
fn the_roster_tells_of_the_people_of_the_demo() {
    let told: Vec<String> = Rostered::new(7, COUNT).people().map(|(one, _)| one.family).collect();
    let mut demo: Vec<String> = super::riverside().people.into_iter().map(|one| one.family).collect();
    demo.extend(faculty(7, COUNT).people.into_iter().map(|one| one.family));
    for one in learners(7, COUNT) {
        demo.push(one.person.family);
        demo.extend(one.family.into_iter().map(|one| one.family));
    }
    assert_eq!(told, demo);
}

#[test]
fn whom_a_court_keeps_away_is_not_named_as_family() {
    let (maya, family) = Rostered::new(1, 0).people().next().expect("Maya is the first of the cast");
    let family: Vec<&str> = family.iter().map(SourceId::as_str).collect();
    assert_eq!((maya.given.as_str(), family), ("Maya", vec!["person-11"]));
}
