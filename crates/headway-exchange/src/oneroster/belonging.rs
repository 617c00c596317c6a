//! `roles.csv` and `enrollments.csv`: who is what, and who is in which class.

use std::collections::HashMap;

use chrono::NaiveDate;
use ilp::roster::{Class, Enrolment, EnrolmentRole, Role, SourceId, Term};

use super::ids::Ids;
use super::reading::Reading;
use super::table::Row;
use super::{DataFile, Notice};

const ROLE_TYPES: &[&str] = &["primary", "secondary"];

/// From the first day of a class's first term to the day after the last of its last.
pub(super) type Spans = HashMap<SourceId, (NaiveDate, NaiveDate)>;

/// When each class is taught. A class without a known term is left out.
pub(super) fn spans(classes: &[Class], terms: &[Term]) -> Spans {
    let terms: HashMap<&SourceId, &Term> = terms.iter().map(|term| (&term.source, term)).collect();
    let span = |class: &Class| {
        let its = || class.terms.iter().filter_map(|term| terms.get(term));
        Some((its().map(|term| term.begins).min()?, its().map(|term| term.ends).max()?))
    };
    classes.iter().filter_map(|class| Some((class.source.clone(), span(class)?))).collect()
}

/// The ids that an enrolment points to.
pub(super) struct Targets<'a> {
    pub(super) orgs: &'a Ids,
    pub(super) classes: &'a Ids,
    pub(super) users: &'a Ids,
}

impl Reading<'_> {
    /// Every role of 1.2.
    pub(super) fn roles(&mut self, orgs: &Ids, users: &Ids) -> Vec<Role> {
        let mut found = Vec::new();
        self.rows(DataFile::Roles, &mut |row, _| found.extend(role(row, orgs, users)));
        found
    }

    /// Every enrolment.
    pub(super) fn enrolments(&mut self, targets: &Targets, spans: &Spans) -> Vec<Enrolment> {
        let mut found: Vec<Enrolment> = Vec::new();
        self.rows(DataFile::Enrollments, &mut |row, source| {
            let Some(enrolment) = enrolment(row, source, targets) else { return };
            if reaches_beyond(&enrolment, spans) {
                row.notice(Notice::OutsideTerms);
            }
            found.push(enrolment);
        });
        found
    }
}

fn role(row: &mut Row, orgs: &Ids, users: &Ids) -> Option<Role> {
    let person = row.reference("userSourcedId", users);
    let organisation = row.reference("orgSourcedId", orgs);
    let role = row.vocabulary("role");
    let role_type = row.required("roleType").and_then(|cell| row.word("roleType", cell, ROLE_TYPES));
    let span = row.span("beginDate", "endDate")?;
    Some(Role {
        person: person?,
        organisation: organisation?,
        role: role?,
        primary: role_type? == "primary",
        begins: span.begins,
        ends: span.ends,
    })
}

fn enrolment(row: &mut Row, source: SourceId, targets: &Targets) -> Option<Enrolment> {
    let class = row.reference("classSourcedId", targets.classes);
    let school = row.reference("schoolSourcedId", targets.orgs);
    let person = row.reference("userSourcedId", targets.users);
    let role = row.vocabulary::<EnrolmentRole>("role");
    let primary = row.optional_boolean("primary");
    let span = row.span("beginDate", "endDate")?;
    let (role, primary) = (role?, primary?);
    let is_student = role == EnrolmentRole::Student;
    if is_student && primary.is_some() {
        row.notice(Notice::PrimaryOfStudent);
    }
    Some(Enrolment {
        source,
        class: class?,
        school: school?,
        person: person?,
        role,
        primary: primary.unwrap_or(false) && !is_student,
        begins: span.begins,
        ends: span.ends,
    })
}

fn reaches_beyond(enrolment: &Enrolment, spans: &Spans) -> bool {
    spans.get(&enrolment.class).is_some_and(|(begins, ends)| {
        enrolment.begins.is_some_and(|day| day < *begins) || enrolment.ends.is_some_and(|day| day > *ends)
    })
}
