//! People of a roster, their posts, and where learners go to school.

use super::places::Calendar;
use super::writing::{Kind, Writing};
use crate::entity::{office, person, schooling};
use crate::people::Names;
use crate::permits::office_code;
use ilp::access::OfficeKind;
use ilp::roster::{EnrolmentRole, Role, RoleKind, Roster, SourceId};
use std::collections::{HashMap, HashSet, VecDeque};

/// What post a role is; `None` where it is none.
///
/// Words of a system's own, and roles that help in a class, become `Other`, which gives nothing. So does an administrator
/// of an unstated kind: it says neither that somebody leads nor that they run the system.
fn post(role: &RoleKind) -> Option<OfficeKind> {
    Some(match role {
        RoleKind::Teacher => OfficeKind::Teacher,
        RoleKind::Counselor => OfficeKind::Counselor,
        RoleKind::Principal | RoleKind::DistrictAdministrator => OfficeKind::Leader,
        RoleKind::SiteAdministrator | RoleKind::SystemAdministrator => OfficeKind::Administrator,
        RoleKind::Administrator | RoleKind::Aide | RoleKind::Proctor | RoleKind::Other(_) => {
            OfficeKind::Other
        }
        RoleKind::Student | RoleKind::Parent | RoleKind::Guardian | RoleKind::Relative => return None,
    })
}

impl Writing<'_> {
    pub(super) fn people(&mut self) -> Vec<person::Model> {
        let roster = self.roster;
        let row = |one: &ilp::roster::Person| {
            let names = Names {
                given: one.given.clone(),
                middle: one.middle.clone(),
                family: one.family.clone(),
                preferred_given: one.preferred_given.clone(),
                preferred_middle: one.preferred_middle.clone(),
                preferred_family: one.preferred_family.clone(),
            };
            person::Model {
                tenant: self.tenant(),
                id: self.id(Kind::Person, &one.source),
                search: names.search(),
                sort_name: names.sort_name(),
                given: names.given,
                middle: names.middle,
                family: names.family,
                preferred_given: names.preferred_given,
                preferred_middle: names.preferred_middle,
                preferred_family: names.preferred_family,
                birth_date: one.birth_date,
                emancipated_from: None,
                eligible_from: None,
                language: None,
                identifier: one.identifier.clone(),
                pronouns: one.pronouns.clone(),
                email: one.email.clone(),
                enabled: one.enabled,
                retired_at: None,
            }
        };
        roster.people.iter().map(row).collect()
    }

    /// A role has no id in a roster: the first of a person's posts of one kind at one place stays the first, so that a
    /// date which is corrected changes a row and adds none.
    pub(super) fn offices(&mut self) -> Vec<office::Model> {
        let mut roles: Vec<&Role> = self.roster.roles.iter().collect();
        roles.sort_by_key(|role| role.begins);
        let mut found = Vec::new();
        for role in roles {
            let Some(kind) = post(&role.role).map(office_code) else { continue };
            let person = self.id(Kind::Person, &role.person);
            let organisation = self.id(Kind::Organisation, &role.organisation);
            let held = self.known.offices.get_mut(&(person, organisation, kind.to_owned()));
            let id = held.and_then(VecDeque::pop_front).unwrap_or_else(|| self.fresh());
            found.push(office::Model {
                tenant: self.tenant(),
                person,
                id,
                kind: kind.to_owned(),
                organisation: Some(organisation),
                since: role.begins,
                until: role.ends,
                source: self.import.system.clone(),
            });
        }
        found
    }

    /// One row for each school of a student, since the year of the student's classes began, or since the student came. A
    /// row of the same year is kept up; that of an earlier year stays, as history.
    pub(super) fn schoolings(&mut self) -> Vec<schooling::Model> {
        let roster = self.roster;
        let years = years_of_learners(roster, &self.calendar);
        let grades: HashMap<&SourceId, String> = roster
            .people
            .iter()
            .filter_map(|person| Some((&person.source, person.grades.first()?.to_string())))
            .collect();
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        let mut roles: Vec<&Role> =
            roster.roles.iter().filter(|role| role.role == RoleKind::Student).collect();
        roles.sort_by_key(|role| role.begins);
        for role in roles {
            let learner = self.id(Kind::Person, &role.person);
            let organisation = self.id(Kind::Organisation, &role.organisation);
            let began = self.calendar.begin_of(years.get(&role.person).copied());
            // Who left before this year began was here in a year of which the roster tells no grade.
            if role.ends.is_some_and(|ends| ends <= began) {
                continue;
            }
            let since = role.begins.map_or(began, |begins| begins.max(began));
            if !seen.insert((learner, organisation, since)) {
                continue;
            }
            let known = self.known.schoolings.entry((learner, organisation)).or_default();
            let same = known.iter().position(|(_, known_since)| began <= *known_since);
            let id = match same.and_then(|place| known.remove(place)) {
                Some((id, _)) => id,
                None => self.fresh(),
            };
            found.push(schooling::Model {
                tenant: self.tenant(),
                learner,
                id,
                organisation,
                since: Some(since),
                grade: grades.get(&role.person).cloned().unwrap_or_default(),
                until: role.ends,
                source: self.import.system.clone(),
            });
        }
        found
    }
}

/// The latest school year in which each learner is in a class.
fn years_of_learners<'a>(roster: &'a Roster, calendar: &Calendar<'_>) -> HashMap<&'a SourceId, i32> {
    let mut found: HashMap<&SourceId, i32> = HashMap::new();
    for stay in roster.enrolments.iter().filter(|stay| stay.role == EnrolmentRole::Student) {
        let Some(taught) = calendar.classes.get(&stay.class) else { continue };
        let year = found.entry(&stay.person).or_insert(taught.year);
        *year = taught.year.max(*year);
    }
    found
}
