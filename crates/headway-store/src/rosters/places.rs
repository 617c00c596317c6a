//! Organisations, terms, courses and classes of a roster, and the calendar that its terms make.

use super::writing::{Kind, Writing};
use crate::entity::{class, class_term, course, organisation, school_year, term};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use ilp::roster::{Grade, OrganisationKind, Roster, SourceId, Subject, TermKind, Vocabulary};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From a day to the day after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) since: NaiveDate,
    pub(super) until: NaiveDate,
}

/// When a class is taught.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taught {
    pub(super) span: Span,
    pub(super) year: i32,
}

/// The terms of a roster, put together.
#[derive(Debug)]
pub(super) struct Calendar<'a> {
    /// By the year in which they end.
    pub(super) years: BTreeMap<i32, Span>,
    pub(super) classes: HashMap<&'a SourceId, Taught>,
    /// Where a roster has no terms: the first of July, when school years change.
    unstated: NaiveDate,
}

impl<'a> Calendar<'a> {
    /// The calendar of this roster; `at` is when it is loaded.
    pub(super) fn of(roster: &'a Roster, at: DateTime<Utc>) -> Self {
        let today = (at - Duration::hours(12)).date_naive();
        let year = if today.month() < 7 { today.year() - 1 } else { today.year() };
        let terms: HashMap<&SourceId, Taught> = roster
            .terms
            .iter()
            .map(|term| {
                let span = Span { since: term.begins, until: term.ends };
                (&term.source, Taught { span, year: term.school_year })
            })
            .collect();
        let taught = |class: &'a ilp::roster::Class| {
            let its = class.terms.iter().filter_map(|term| terms.get(term).copied());
            Some((&class.source, its.reduce(joined)?))
        };
        Self {
            years: years(roster),
            classes: roster.classes.iter().filter_map(taught).collect(),
            unstated: NaiveDate::from_ymd_opt(year, 7, 1).unwrap_or(today),
        }
    }

    /// The first day of this school year; of the roster's last one, where that is not told.
    pub(super) fn begin_of(&self, year: Option<i32>) -> NaiveDate {
        let told = year.and_then(|year| self.years.get(&year));
        told.or_else(|| self.years.values().next_back()).map_or(self.unstated, |span| span.since)
    }
}

fn joined(one: Taught, other: Taught) -> Taught {
    Taught { span: together(one.span, other.span), year: one.year.max(other.year) }
}

fn together(one: Span, other: Span) -> Span {
    Span { since: one.since.min(other.since), until: one.until.max(other.until) }
}

/// The years as the roster states them; a year of which it has only parts reaches over all of them.
fn years(roster: &Roster) -> BTreeMap<i32, Span> {
    let spans = |is_year: bool| {
        let mut found: BTreeMap<i32, Span> = BTreeMap::new();
        for term in roster.terms.iter().filter(|term| (term.kind == TermKind::SchoolYear) == is_year) {
            let span = Span { since: term.begins, until: term.ends };
            found.entry(term.school_year).and_modify(|all| *all = together(*all, span)).or_insert(span);
        }
        found
    };
    let mut found = spans(false);
    found.extend(spans(true));
    found
}

/// The last day of what is over on `until`.
fn last(until: NaiveDate) -> NaiveDate {
    until.pred_opt().unwrap_or(until)
}

fn grades(grades: &[Grade]) -> String {
    grades.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn subjects(subjects: &[Subject]) -> String {
    subjects.iter().map(|subject| subject.name.as_str()).collect::<Vec<_>>().join(", ")
}

impl Writing<'_> {
    pub(super) fn organisations(&mut self) -> Vec<organisation::Model> {
        let roster = self.roster;
        let row = |one: &ilp::roster::Organisation| organisation::Model {
            tenant: self.tenant(),
            id: self.id(Kind::Organisation, &one.source),
            kind: one.kind.code().to_owned(),
            name: one.name.clone(),
            identifier: one.identifier.clone(),
            parent: self.id_or_none(Kind::Organisation, one.parent.as_ref()),
            time_zone: None,
            retired_at: None,
        };
        roster.organisations.iter().map(row).collect()
    }

    /// Every school and district has the years of the roster: it does not say whose they are.
    pub(super) fn school_years(&mut self) -> Vec<school_year::Model> {
        let mut found = Vec::new();
        for one in &self.roster.organisations {
            if !matches!(one.kind, OrganisationKind::School | OrganisationKind::District) {
                continue;
            }
            let organisation = self.id(Kind::Organisation, &one.source);
            found.extend(self.calendar.years.iter().map(|(year, span)| school_year::Model {
                tenant: self.tenant(),
                organisation,
                year: i64::from(*year),
                first_day: span.since,
                last_day: last(span.until),
            }));
        }
        found
    }

    pub(super) fn terms(&mut self) -> Vec<term::Model> {
        let roster = self.roster;
        let row = |one: &ilp::roster::Term| term::Model {
            tenant: self.tenant(),
            id: self.id(Kind::Term, &one.source),
            kind: one.kind.code().to_owned(),
            name: one.title.clone(),
            first_day: one.begins,
            last_day: last(one.ends),
            parent: self.id_or_none(Kind::Term, one.parent.as_ref()),
            year: i64::from(one.school_year),
            retired_at: None,
        };
        roster.terms.iter().map(row).collect()
    }

    pub(super) fn courses(&mut self) -> Vec<course::Model> {
        let roster = self.roster;
        let years: HashMap<&SourceId, i32> =
            roster.terms.iter().map(|term| (&term.source, term.school_year)).collect();
        let row = |one: &ilp::roster::Course| course::Model {
            tenant: self.tenant(),
            id: self.id(Kind::Course, &one.source),
            organisation: Some(self.id(Kind::Organisation, &one.organisation)),
            code: one.code.clone().unwrap_or_default(),
            name: one.title.clone(),
            grades: grades(&one.grades),
            subjects: subjects(&one.subjects),
            year: one.school_year.as_ref().and_then(|year| years.get(year)).map(|year| i64::from(*year)),
            retired_at: None,
        };
        roster.courses.iter().map(row).collect()
    }

    pub(super) fn classes(&mut self) -> Vec<class::Model> {
        let roster = self.roster;
        let row = |one: &ilp::roster::Class| class::Model {
            tenant: self.tenant(),
            id: self.id(Kind::Class, &one.source),
            course: Some(self.id(Kind::Course, &one.course)),
            organisation: self.id(Kind::Organisation, &one.school),
            code: one.code.clone().unwrap_or_default(),
            name: one.title.clone(),
            kind: one.kind.code().to_owned(),
            grades: grades(&one.grades),
            subjects: subjects(&one.subjects),
            periods: one.periods.join(", "),
            retired_at: None,
        };
        roster.classes.iter().map(row).collect()
    }

    pub(super) fn class_terms(&mut self) -> Vec<class_term::Model> {
        let mut found = Vec::new();
        for one in &self.roster.classes {
            let class = self.id(Kind::Class, &one.source);
            // A term that is named twice is one row all the same.
            for term in one.terms.iter().collect::<BTreeSet<_>>() {
                found.push(class_term::Model {
                    tenant: self.tenant(),
                    class,
                    term: self.id(Kind::Term, term),
                });
            }
        }
        found
    }
}
