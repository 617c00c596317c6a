//! Learners, families and staff, and what they are.

use super::{org, person as person_id};
use crate::access::{OfficeKind, RestrictionKind, Tie};
use crate::roster::{Grade, Person, Role, RoleKind, SourceId, Vocabulary as _};
use crate::sample::generated::further::Attending;
use crate::sample::riverside::Riverside;
use crate::sample::rows::{self, Office, Relation, Schooling};
use crate::{OrgId, PersonId};

/// A member of staff or of a family.
pub(super) fn adult(one: &rows::Person, works_at: Option<OrgId>) -> Person {
    person(one, Vec::new(), works_at)
}

fn person(one: &rows::Person, grades: Vec<Grade>, chiefly_at: Option<OrgId>) -> Person {
    let number = one.id.0.as_u128();
    Person {
        source: person_id(one.id),
        // A roster has one for everybody; whether they sign in here is decided here.
        username: one.login.clone().unwrap_or_else(|| format!("u{number}")),
        given: one.given.clone(),
        middle: None,
        family: one.family.clone(),
        preferred_given: one.preferred_given.clone(),
        preferred_middle: None,
        preferred_family: None,
        pronouns: one.pronouns.clone(),
        identifier: one.birth_date.map(|_| format!("{:07}", number % 10_000_000)),
        email: None,
        phone: None,
        grades,
        enabled: true,
        primary_organisation: chiefly_at.map(org),
        birth_date: one.birth_date,
    }
}

fn learner(one: &rows::Person, this_year: Option<&Schooling>) -> Person {
    let grades = this_year.map(|year| year.grade.clone()).into_iter().collect();
    person(one, grades, this_year.map(|year| year.organisation))
}

fn this_year(all: &[Schooling]) -> impl Iterator<Item = &Schooling> {
    all.iter().filter(|one| one.until.is_none())
}

/// A generated learner with the family, who come right after.
pub(super) fn household(of: &Attending) -> Vec<(Person, Vec<SourceId>)> {
    let this_year = this_year(&of.schoolings).next();
    let family = family_of(&of.relations, of.person.id).map(|one| person_id(one.person)).collect();
    let relatives = of.family.iter().map(|one| (adult(one, None), Vec::new()));
    std::iter::once((learner(&of.person, this_year), family)).chain(relatives).collect()
}

pub(super) fn cast(riverside: &Riverside) -> impl Iterator<Item = (Person, Vec<SourceId>)> + '_ {
    riverside.people.iter().map(|one| {
        let office = riverside.offices.iter().find(|office| office.person == one.id);
        match this_year(&riverside.schoolings).find(|year| year.learner == one.id) {
            Some(year) => {
                let family = family_of(&riverside.relations, one.id);
                (learner(one, Some(year)), family.map(|tie| person_id(tie.person)).collect())
            }
            None => (adult(one, office.map(|office| office.organisation)), Vec::new()),
        }
    })
}

/// The family of a learner, but for whom a court keeps away.
fn family_of(relations: &[Relation], learner: PersonId) -> impl Iterator<Item = &Relation> {
    let kept_away = move |person| {
        relations.iter().any(|one| {
            (one.learner, one.person) == (learner, person)
                && matches!(one.tie, Tie::Restriction { kind: RestrictionKind::NoRecords, .. })
        })
    };
    let is_family = |one: &&Relation| matches!(one.tie, Tie::Family { .. });
    relations
        .iter()
        .filter(move |one| one.learner == learner)
        .filter(is_family)
        .filter(move |one| !kept_away(one.person))
}

/// What a member of staff is, in the words of rosters; what those have no word for gets one of the system's own.
pub(super) fn office(one: &Office, primary: bool) -> Role {
    let role = match one.kind {
        OfficeKind::Teacher => RoleKind::Teacher,
        OfficeKind::Counselor => RoleKind::Counselor,
        OfficeKind::Leader => RoleKind::Principal,
        OfficeKind::Administrator => RoleKind::SystemAdministrator,
        OfficeKind::CaseManager => RoleKind::other("ext:caseManager"),
        OfficeKind::Interventionist => RoleKind::other("ext:interventionist"),
        _ => RoleKind::other("ext:recordsOfficer"),
    };
    Role {
        person: person_id(one.person),
        organisation: org(one.organisation),
        role,
        primary,
        begins: one.from,
        ends: one.until,
    }
}

pub(super) fn cast_roles(riverside: &Riverside) -> impl Iterator<Item = Role> + '_ {
    let offices = riverside.offices.iter().enumerate().map(|(nth, one)| {
        let is_first = riverside.offices[..nth].iter().all(|before| before.person != one.person);
        office(one, is_first)
    });
    let years = || this_year(&riverside.schoolings);
    let families = riverside.relations.iter().filter_map(move |tie| {
        let school = years().find(|year| year.learner == tie.learner)?.organisation;
        let works_here = riverside.offices.iter().any(|office| office.person == tie.person);
        relative(tie, school, !works_here)
    });
    offices.chain(years().map(student)).chain(families)
}

/// The roles of a generated learner and the family.
pub(super) fn roles(of: &Attending) -> Vec<Role> {
    let Some(year) = this_year(&of.schoolings).next() else { return Vec::new() };
    let families = of.relations.iter().filter_map(|tie| relative(tie, year.organisation, true));
    std::iter::once(student(year)).chain(families).collect()
}

fn student(year: &Schooling) -> Role {
    Role {
        person: person_id(year.learner),
        organisation: org(year.organisation),
        role: RoleKind::Student,
        primary: true,
        begins: year.from,
        ends: None,
    }
}

fn relative(tie: &Relation, school: OrgId, primary: bool) -> Option<Role> {
    let Tie::Family { evidence, .. } = &tie.tie else { return None };
    let role = match tie.detail {
        _ if evidence.as_deref().is_some_and(|paper| paper.contains("guardianship")) => RoleKind::Guardian,
        "guardian" => RoleKind::Guardian,
        "mother" | "father" => RoleKind::Parent,
        _ => RoleKind::Relative,
    };
    let (person, organisation) = (person_id(tie.person), org(school));
    Some(Role { person, organisation, role, primary, begins: None, ends: None })
}
