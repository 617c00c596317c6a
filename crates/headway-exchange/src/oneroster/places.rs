//! `orgs.csv` and `academicSessions.csv`: trees of places and times.

use std::collections::HashMap;

use ilp::roster::{Organisation, SourceId, Term};

use super::fault::quoted;
use super::ids::Ids;
use super::reading::Reading;
use super::report::Report;
use super::table::Row;
use super::{DataFile, Notice, Problem};

const PARENT: &str = "parentSourcedId";

impl Reading<'_> {
    /// Every organisation.
    pub(super) fn organisations(&mut self) -> (Vec<Organisation>, Ids) {
        let mut found = Vec::new();
        let ids = self.rows(DataFile::Orgs, &mut |row, source| found.extend(organisation(row, source)));
        let parents = found.iter_mut().map(|one| (&one.source, &mut one.parent));
        tie_to_parents(DataFile::Orgs, parents.collect(), &ids, &mut self.report);
        (found, ids)
    }

    /// Every school year and part of one.
    pub(super) fn terms(&mut self) -> (Vec<Term>, Ids) {
        let mut found = Vec::new();
        let ids = self.rows(DataFile::AcademicSessions, &mut |row, source| found.extend(term(row, source)));
        let parents = found.iter_mut().map(|one| (&one.source, &mut one.parent));
        tie_to_parents(DataFile::AcademicSessions, parents.collect(), &ids, &mut self.report);
        (found, ids)
    }
}

fn organisation(row: &mut Row, source: SourceId) -> Option<Organisation> {
    let name = row.text("name");
    let kind = row.vocabulary("type");
    let (identifier, parent) = (row.optional("identifier"), unchecked_parent(row));
    Some(Organisation { source, kind: kind?, name: name?, identifier, parent })
}

fn term(row: &mut Row, source: SourceId) -> Option<Term> {
    let title = row.text("title");
    let kind = row.vocabulary("type");
    let (begins, ends) = (row.required("startDate").is_some(), row.required("endDate").is_some());
    let span = row.span("startDate", "endDate");
    let school_year = row.year("schoolYear");
    let span = span.filter(|_| begins && ends)?;
    Some(Term {
        source,
        title: title?,
        kind: kind?,
        begins: span.begins?,
        ends: span.ends?,
        parent: unchecked_parent(row),
        school_year: school_year?,
    })
}

/// The parent may stand further down, so it is followed when all rows are known.
fn unchecked_parent(row: &Row) -> Option<SourceId> {
    Some(row.cell(PARENT)).filter(|cell| !cell.is_empty()).map(SourceId::new)
}

/// Follows every parent, and refuses a row that is its own ancestor: whoever climbs the tree must come to an end.
fn tie_to_parents(
    file: DataFile,
    rows: Vec<(&SourceId, &mut Option<SourceId>)>,
    ids: &Ids,
    report: &mut Report,
) {
    let mut parent_of = HashMap::new();
    for (source, parent) in rows {
        let Some(named) = parent else { continue };
        match ids.follow(named.as_str()) {
            Ok(known) => {
                parent_of.insert(source, known.clone());
                *parent = Some(known);
            }
            // What was loaded before stays without the parent that the set takes away.
            Err(_) if ids.is_of_reference(source) => {
                *parent = None;
                report.notice_of_file(file.name(), Notice::ParentLeft);
            }
            Err(problem) => report.fault(file, ids.line_of(source).unwrap_or(1), PARENT, problem),
        }
    }
    let mut in_a_circle: Vec<&&SourceId> =
        parent_of.keys().filter(|id| is_own_ancestor(id, &parent_of)).collect();
    in_a_circle.sort_by_key(|id| ids.line_of(id));
    for id in in_a_circle {
        let problem = Problem::OwnAncestor(quoted(id.as_str()));
        report.fault(file, ids.line_of(id).unwrap_or(1), PARENT, problem);
    }
}

/// Climbs at most `ANCESTORS_MAX` steps: deeper than that no school system is, and a circle elsewhere must not hold us.
fn is_own_ancestor(id: &SourceId, parent_of: &HashMap<&SourceId, SourceId>) -> bool {
    const ANCESTORS_MAX: usize = 64;
    std::iter::successors(parent_of.get(id), |parent| parent_of.get(parent))
        .take(ANCESTORS_MAX)
        .any(|parent| parent == id)
}
