//! From the sample's rows to the store's.

use chrono::{DateTime, NaiveDate, Utc};
use headway_store::people::{self, Names};
use headway_store::places::{Class, Course, Organisation, Term};
use headway_store::records::{Record, Says};
use headway_store::tenants::Tenant;
use headway_store::ties::{Bond, Post, Schooling, Stay};
use ilp::TenantId;
use ilp::roster::Vocabulary;
use ilp::sample::{self, Learner, Riverside, riverside};
use uuid::Uuid;

/// The demo's tenant.
pub(super) const TENANT: TenantId = riverside::TENANT;

/// When all of it is said to have been recorded: the first of the school year's days, so that the demo is the same everywhere.
pub(super) fn recorded_at() -> DateTime<Utc> {
    first_day().and_time(chrono::NaiveTime::MIN).and_utc()
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 10).expect("a day of the calendar")
}

/// An id for a row that has none in the sample: of its own kind, its owner and its place among the owner's, so that the
/// same seed makes the same district to the last byte.
fn numbered(kind: u8, owner: Uuid, nth: usize) -> Uuid {
    let nth = u128::try_from(nth).unwrap_or(u128::MAX) << 64;
    Uuid::from_u128(owner.as_u128() ^ (u128::from(kind) << 120) ^ nth)
}

pub(super) fn tenant(riverside: &Riverside) -> Tenant {
    Tenant {
        id: riverside.tenant.id,
        host: riverside.tenant.host.to_owned(),
        name: riverside.tenant.name.to_owned(),
        age_of_majority: 18,
        time_zone: riverside.organisations.first().map_or("UTC", |district| district.time_zone).to_owned(),
    }
}

pub(super) fn organisation(one: &sample::Organisation) -> Organisation {
    Organisation {
        id: one.id,
        kind: one.kind.code().to_owned(),
        name: one.name.to_owned(),
        parent: one.parent,
        time_zone: Some(one.time_zone.to_owned()),
    }
}

pub(super) fn term(one: &sample::Term) -> Term {
    Term {
        id: one.id,
        kind: one.kind.code().to_owned(),
        name: one.name.to_owned(),
        from: one.from,
        until: one.until,
        parent: one.parent,
        year: one.school_year,
    }
}

pub(super) fn course(one: &sample::Course) -> Course {
    let (code, name) = (one.code.clone(), one.name.clone());
    Course { id: one.id, organisation: one.organisation, code, name }
}

pub(super) fn class(one: &sample::Class) -> Class {
    Class {
        id: one.id,
        course: Some(one.course),
        organisation: one.organisation,
        code: one.code.clone(),
        name: one.name.clone(),
        terms: vec![one.term],
    }
}

pub(super) fn person(one: &sample::Person) -> people::Person {
    people::Person {
        tenant: TENANT,
        id: one.id,
        names: Names {
            given: one.given.clone(),
            family: one.family.clone(),
            preferred_given: one.preferred_given.clone(),
            ..Names::default()
        },
        birth_date: one.birth_date,
        language: Some(one.language.tag().to_owned()),
        pronouns: one.pronouns.clone(),
        email: None,
        // As districts number them; whoever helps in an emergency finds a student by it.
        identifier: one.birth_date.map(|_| format!("{:07}", one.id.0.as_u128() % 10_000_000)),
        enabled: true,
        retired_at: None,
    }
}

pub(super) fn posts(offices: &[sample::Office]) -> Vec<Post> {
    let post = |(nth, one): (usize, &sample::Office)| Post {
        id: numbered(1, one.person.0, nth),
        person: one.person,
        kind: one.kind,
        organisation: one.organisation,
        from: one.from.unwrap_or_else(first_day),
        until: one.until,
    };
    offices.iter().enumerate().map(post).collect()
}

pub(super) fn bonds(relations: &[sample::Relation]) -> Vec<Bond> {
    let bond = |one: &sample::Relation| Bond {
        id: one.id,
        learner: one.learner,
        person: one.person,
        tie: one.tie.clone(),
        called: one.detail.to_owned(),
        from: one.from,
        until: one.until,
        recorded_by: None,
        recorded_at: recorded_at(),
    };
    relations.iter().map(bond).collect()
}

pub(super) fn stays(enrolments: &[sample::Enrolment]) -> Vec<Stay> {
    let stay = |one: &sample::Enrolment| Stay {
        id: one.id,
        person: one.person,
        class: one.class,
        role: one.role.code().to_owned(),
        is_primary: one.role.code() == "teacher",
        from: one.from,
        until: one.until,
    };
    enrolments.iter().map(stay).collect()
}

pub(super) fn schoolings(schoolings: &[sample::Schooling]) -> Vec<Schooling> {
    let schooling = |(nth, one): (usize, &sample::Schooling)| Schooling {
        id: numbered(2, one.learner.0, nth),
        learner: one.learner,
        organisation: one.organisation,
        grade: one.grade.to_string(),
        from: one.from.unwrap_or_else(first_day),
        until: one.until,
    };
    schoolings.iter().enumerate().map(schooling).collect()
}

/// What the school has on file about a generated learner.
pub(super) fn records(learner: &Learner) -> Vec<Record> {
    let of = &learner.records;
    let absent = |one: &sample::Absence| {
        let kind = if one.excused { "absent_excused" } else { "absent_unexcused" };
        Says::Attendance { day: one.day, kind: kind.to_owned() }
    };
    let mark = |one: &sample::CourseMark| Says::CourseMark {
        course: Some(one.course),
        class: Some(one.class),
        name: one.name.to_owned(),
        mark: one.mark.to_owned(),
        school_year: one.school_year,
        half_credits: (one.half_credits_attempted, one.half_credits_earned),
    };
    let score = |one: &sample::Assessment| Says::Assessment {
        measure: one.measure.to_owned(),
        day: one.day,
        hundredths: i64::from(one.score) * 100,
        unit: one.unit.to_owned(),
    };
    let program =
        |one: &sample::Program| Says::Program { kind: one.kind.to_owned(), from: one.from, until: None };
    let says = of.absences.iter().map(absent).chain(of.marks.iter().map(mark));
    let says = says.chain(of.assessments.iter().map(score)).chain(of.programs.iter().map(program));
    let person = learner.person.id;
    let record = |(nth, says)| {
        let id = numbered(3, person.0, nth);
        Record { id, learner: person, says, recorded_at: recorded_at() }
    };
    says.enumerate().map(record).collect()
}
