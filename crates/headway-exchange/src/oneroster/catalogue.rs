//! `courses.csv` and `classes.csv`: what can be taken, and what is taught.

use ilp::roster::{Class, Course, SourceId};

use super::DataFile;
use super::ids::Ids;
use super::reading::Reading;
use super::table::Row;

impl Reading<'_> {
    /// Every course.
    pub(super) fn courses(&mut self, orgs: &Ids, sessions: &Ids) -> (Vec<Course>, Ids) {
        let mut found = Vec::new();
        let ids = self.rows(DataFile::Courses, &mut |row, source| {
            found.extend(course(row, source, orgs, sessions));
        });
        (found, ids)
    }

    /// Every class.
    pub(super) fn classes(&mut self, orgs: &Ids, sessions: &Ids, courses: &Ids) -> (Vec<Class>, Ids) {
        let mut found = Vec::new();
        let ids = self.rows(DataFile::Classes, &mut |row, source| {
            let terms = row.references("termSourcedIds", sessions);
            let course = row.reference("courseSourcedId", courses);
            let school = row.reference("schoolSourcedId", orgs);
            let of = || Some((course?, school?, terms?));
            found.extend(class(row, source, of()));
        });
        (found, ids)
    }
}

fn course(row: &mut Row, source: SourceId, orgs: &Ids, sessions: &Ids) -> Option<Course> {
    let title = row.text("title");
    let organisation = row.reference("orgSourcedId", orgs);
    let school_year = row.optional_reference("schoolYearSourcedId", sessions);
    Some(Course {
        source,
        title: title?,
        code: row.optional("courseCode"),
        organisation: organisation?,
        school_year: school_year?,
        subjects: row.subjects(),
        grades: row.grades("grades"),
    })
}

fn class(row: &mut Row, source: SourceId, of: Option<(SourceId, SourceId, Vec<SourceId>)>) -> Option<Class> {
    let title = row.text("title");
    let kind = row.vocabulary("classType");
    let (course, school, terms) = of?;
    Some(Class {
        source,
        title: title?,
        code: row.optional("classCode"),
        kind: kind?,
        course,
        school,
        terms,
        grades: row.grades("grades"),
        subjects: row.subjects(),
        periods: row.list("periods").map(str::to_owned).collect(),
    })
}
