//! Who of the cast reads whose plan, as access decides it: the rows mean what the table of the cast says.

use std::collections::BTreeSet;

use super::*;
use crate::access::{
    About, Act, Actor, ClassRole, Decision, Learner, Moment, Place, Relation as Row, Schooling as Stay, Tie,
    decide,
};
use crate::plan::Author;
use crate::roster::EnrolmentRole;
use crate::sample::say::day;

/// Whoever may see the plan of `learner` on 22 November 2026 without saying what for, as the records officer must.
fn readers(riverside: &Riverside, learner: PersonId) -> BTreeSet<PersonId> {
    let at = day(2026, 11, 22).and_hms_opt(18, 0, 0).expect("a time of day").and_utc();
    let now = Moment { today: day(2026, 11, 22), at };
    let sees = |reader: &&Person| {
        let about = About::Learner(facts(riverside, learner, reader.id));
        matches!(decide(&actor(riverside, reader.id), Act::SeePlan, &about, now), Decision::Allow { .. })
    };
    riverside.people.iter().filter(sees).map(|reader| reader.id).collect()
}

fn actor(riverside: &Riverside, person: PersonId) -> Actor {
    let office = |office: &Office| crate::access::Office {
        kind: office.kind,
        organisation: office.organisation,
        from: office.from,
        until: office.until,
    };
    let held = riverside.offices.iter().filter(|office| office.person == person);
    Actor {
        tenant: TENANT,
        person: Some(person),
        disabled: false,
        offices: held.map(office).collect(),
        signed_in_at: None,
        purpose: None,
        break_glass_today: 0,
    }
}

fn facts(riverside: &Riverside, learner: PersonId, reader: PersonId) -> Learner {
    let tied = riverside.relations.iter().filter(|row| row.learner == learner && row.person == reader);
    let row = |row: &Relation| Row { tie: row.tie.clone(), from: row.from, until: row.until };
    let is_in = |class, person, role: EnrolmentRole| {
        riverside
            .enrolments
            .iter()
            .any(|stay| (stay.class, stay.person, &stay.role) == (class, person, &role))
    };
    let taught = riverside.classes.iter().filter(|class| {
        is_in(class.id, learner, EnrolmentRole::Student) && is_in(class.id, reader, EnrolmentRole::Teacher)
    });
    let teaches = taught.map(|class| Row {
        tie: Tie::ClassTeacher { class: class.id, role: ClassRole::Teacher },
        from: Some(day(2026, 8, 24)),
        until: Some(day(2027, 6, 12)),
    });
    let stays = riverside.schoolings.iter().filter(|stay| stay.learner == learner);
    let stay = |stay: &Schooling| Stay {
        place: Place { organisation: stay.organisation, within: vec![DISTRICT] },
        from: stay.from,
        until: stay.until,
    };
    let person = riverside.people.iter().find(|person| person.id == learner);
    Learner {
        tenant: TENANT,
        person: learner,
        schoolings: stays.map(stay).collect(),
        birth_date: person.and_then(|person| person.birth_date),
        age_of_majority: 18,
        emancipated_from: None,
        eligible_by_enrolment_from: None,
        relations: tied.map(row).chain(teaches).collect(),
    }
}

#[test]
fn the_family_the_teachers_and_the_caseload_read_a_plan_and_nobody_else() {
    let riverside = riverside();
    let check = |learner, expected: &[PersonId]| {
        assert_eq!(readers(&riverside, learner), expected.iter().copied().collect(), "{learner}");
    };
    check(MAYA, &[MAYA, GRACE, RIVERA, PHAM, BELL]);
    check(JUNE, &[JUNE, PHAM, HADDAD, CLARKE]);
    check(MATEO, &[MATEO, ROSARIO, KAHALE, BELL, SOLBERG]);
    check(ELIJAH, &[ELIJAH, DENISE, KAHALE, BELL]);
    check(THEO, &[THEO, KATARINA, PHAM, BELL, SOLBERG, CLARKE]);
}

#[test]
fn whoever_wrote_in_a_plan_or_suggested_something_reads_it() {
    let riverside = riverside();
    for plan in &riverside.plans {
        let readers = readers(&riverside, plan.learner);
        let hands = plan.log.iter().map(|entry| entry.hand).chain(plan.proposals.iter().map(|one| one.by));
        for hand in hands {
            assert!(matches!(hand.author, Author::Person(person) if readers.contains(&person)), "{hand:?}");
        }
    }
}
