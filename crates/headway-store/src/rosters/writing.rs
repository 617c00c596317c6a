//! A roster as rows of our tables, with our ids in place of the other system's.

use super::Import;
use super::known::Known;
use super::places::Calendar;
use super::staging::{Piece, pieces as staged};
use super::switch;
use crate::entity::{
    class, class_term, course, enrolment, office, organisation, person, relation, school_year, schooling,
    source_id, term,
};
use ilp::roster::{Roster, SourceId};
use std::collections::HashMap;
use uuid::Uuid;

/// What kind of thing an id of the other system names; the word stands in `source_id`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Organisation,
    Term,
    Course,
    Class,
    Person,
    Enrolment,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Term => "term",
            Self::Course => "course",
            Self::Class => "class",
            Self::Person => "person",
            Self::Enrolment => "enrolment",
        }
    }
}

/// A roster on its way into rows.
pub(super) struct Writing<'a> {
    pub(super) import: &'a Import,
    pub(super) roster: &'a Roster,
    pub(super) calendar: Calendar<'a>,
    pub(super) known: Known,
    mint: &'a mut (dyn FnMut() -> Uuid + Send),
    minted: Vec<source_id::Model>,
}

/// All rows of a roster, in pieces, each table's together; and our ids for all that this system ever named, by kind.
pub(super) fn pieces(
    import: &Import,
    roster: &Roster,
    known: Known,
    mint: &mut (dyn FnMut() -> Uuid + Send),
) -> (Vec<Piece>, HashMap<String, HashMap<String, Uuid>>) {
    let calendar = Calendar::of(roster, import.at);
    let mut writing = Writing { import, roster, calendar, known, mint, minted: Vec::new() };
    let mut found = Vec::new();
    found.extend(staged::<organisation::Entity>(&switch::ORGANISATION, writing.organisations()));
    found.extend(staged::<school_year::Entity>(&switch::SCHOOL_YEAR, writing.school_years()));
    found.extend(staged::<term::Entity>(&switch::TERM, writing.terms()));
    found.extend(staged::<course::Entity>(&switch::COURSE, writing.courses()));
    found.extend(staged::<class::Entity>(&switch::CLASS, writing.classes()));
    found.extend(staged::<class_term::Entity>(&switch::CLASS_TERM, writing.class_terms()));
    found.extend(staged::<person::Entity>(&switch::PERSON, writing.people()));
    found.extend(staged::<office::Entity>(&switch::OFFICE, writing.offices()));
    found.extend(staged::<schooling::Entity>(&switch::SCHOOLING, writing.schoolings()));
    found.extend(staged::<enrolment::Entity>(&switch::ENROLMENT, writing.enrolments()));
    found.extend(staged::<relation::Entity>(&switch::RELATION, writing.families()));
    found.extend(staged::<source_id::Entity>(&switch::SOURCE_ID, writing.minted));
    (found, writing.known.ids)
}

impl Writing<'_> {
    /// The tenant, as rows hold it.
    pub(super) fn tenant(&self) -> Uuid {
        self.import.tenant.0
    }

    /// A fresh id for something that the other system gives none.
    pub(super) fn fresh(&mut self) -> Uuid {
        (self.mint)()
    }

    /// Our id for what the other system names so; minted and kept when it is named for the first time.
    pub(super) fn id(&mut self, kind: Kind, source: &SourceId) -> Uuid {
        let of_kind: &mut HashMap<String, Uuid> = self.known.ids.entry(kind.code().to_owned()).or_default();
        if let Some(id) = of_kind.get(source.as_str()) {
            return *id;
        }
        let id = (self.mint)();
        of_kind.insert(source.as_str().to_owned(), id);
        self.minted.push(source_id::Model {
            tenant: self.import.tenant.0,
            system: self.import.system.clone(),
            kind: kind.code().to_owned(),
            source: source.as_str().to_owned(),
            id,
        });
        id
    }

    /// [`Writing::id`] of something that need not be there.
    pub(super) fn id_or_none(&mut self, kind: Kind, source: Option<&SourceId>) -> Option<Uuid> {
        source.map(|source| self.id(kind, source))
    }
}
