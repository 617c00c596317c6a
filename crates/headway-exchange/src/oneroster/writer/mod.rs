//! A roster as a bulk set of `OneRoster` 1.2 in a folder: what [`super::read`] gives back.
//!
//! Rows are written as they come and none is held, so a set may be larger than memory. Only what can be read back letter
//! for letter is written; anything else is refused with its file and column.

mod sheet;

use std::collections::HashMap;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use ilp::roster::{
    Class, Course, Enrolment, EnrolmentRole, Grade, Organisation, Person, Role, Roster, SourceId, Subject,
    Term, Vocabulary as _,
};
use thiserror::Error;

use super::DataFile;
use sheet::{Sheet, listed, write_manifest};

/// Everybody in a folder is personal, so it is for its owner alone.
const OWNER_ALONE: u32 = 0o700;

/// The rows of one kind, made while they are written.
pub type Rows<'a, T> = Box<dyn Iterator<Item = T> + 'a>;

/// What a set is to say, each kind of row in its order. Of a kind without rows it says nothing: a bulk file may not be empty.
pub struct Told<'a> {
    /// The system that speaks; it goes into the manifest.
    pub system: String,
    /// Districts, schools, departments.
    pub organisations: Rows<'a, Organisation>,
    /// School years and the parts of them.
    pub terms: Rows<'a, Term>,
    /// What can be taken.
    pub courses: Rows<'a, Course>,
    /// What is taught.
    pub classes: Rows<'a, Class>,
    /// Everybody, a learner with the family, the primary contact first.
    pub people: Rows<'a, (Person, Vec<SourceId>)>,
    /// What people are, and where.
    pub roles: Rows<'a, Role>,
    /// Who is in which class.
    pub enrolments: Rows<'a, Enrolment>,
}

impl std::fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("system", &self.system).finish_non_exhaustive()
    }
}

impl<'a> From<&'a Roster> for Told<'a> {
    fn from(roster: &'a Roster) -> Self {
        let mut families: HashMap<&SourceId, Vec<(usize, &SourceId)>> = HashMap::new();
        for one in &roster.families {
            families.entry(&one.learner).or_default().push((one.rank, &one.relative));
        }
        let with_family = move |person: &Person| {
            let mut family = families.remove(&person.source).unwrap_or_default();
            family.sort_by_key(|(rank, _)| *rank);
            (person.clone(), family.into_iter().map(|(_, relative)| relative.clone()).collect())
        };
        Self {
            system: roster.system.clone(),
            organisations: Box::new(roster.organisations.iter().cloned()),
            terms: Box::new(roster.terms.iter().cloned()),
            courses: Box::new(roster.courses.iter().cloned()),
            classes: Box::new(roster.classes.iter().cloned()),
            people: Box::new(roster.people.iter().map(with_family)),
            roles: Box::new(roster.roles.iter().cloned()),
            enrolments: Box::new(roster.enrolments.iter().cloned()),
        }
    }
}

/// Why no set was written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A set of another day could be mixed with this one, or somebody's files be lost.
    #[error("{} has files in it already; name a new folder, or an empty one", .0.display())]
    NotEmpty(PathBuf),
    /// The folder, or a file of it.
    #[error("{} cannot be written", .0.display())]
    Place(PathBuf, #[source] io::Error),
    /// A cell that would be read back as something else.
    #[error("{file}, row {row}, column {column}: {why}")]
    Cell {
        /// The file.
        file: &'static str,
        /// The data row, from 1.
        row: u64,
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// Writes a set into a new or empty folder, which its owner alone may read, and tells file by file how many rows are written.
/// The manifest comes last, so that what was cut off is no set.
///
/// # Errors
/// See [`WriteError`].
pub fn write(to: &Path, told: Told<'_>, progress: &mut dyn FnMut(DataFile, u64)) -> Result<(), WriteError> {
    make_folder(to)?;
    let mut folder = Folder { path: to, progress, files: Vec::new() };
    folder.fill(DataFile::Orgs, told.organisations, organisation)?;
    folder.fill(DataFile::AcademicSessions, told.terms, term)?;
    folder.fill(DataFile::Courses, told.courses, course)?;
    folder.fill(DataFile::Classes, told.classes, class)?;
    folder.people(told.people)?;
    let mut number = 0_u64;
    folder.fill(DataFile::Roles, told.roles, |sheet, one| {
        number += 1;
        role(sheet, number, one)
    })?;
    folder.fill(DataFile::Enrollments, told.enrolments, enrolment)?;
    write_manifest(to, &told.system, &folder.files)
}

fn make_folder(path: &Path) -> Result<(), WriteError> {
    let failed = |error| WriteError::Place(path.to_owned(), error);
    if path.exists() {
        let is_empty = fs::read_dir(path).map_err(failed)?.next().is_none();
        return if is_empty { Ok(()) } else { Err(WriteError::NotEmpty(path.to_owned())) };
    }
    DirBuilder::new().recursive(true).mode(OWNER_ALONE).create(path).map_err(failed)
}

struct Folder<'a> {
    path: &'a Path,
    progress: &'a mut dyn FnMut(DataFile, u64),
    /// Those that are there.
    files: Vec<DataFile>,
}

impl Folder<'_> {
    fn fill<T>(
        &mut self,
        file: DataFile,
        rows: Rows<'_, T>,
        mut write: impl FnMut(&mut Sheet, &T) -> Result<(), WriteError>,
    ) -> Result<(), WriteError> {
        let mut rows = rows.peekable();
        if rows.peek().is_none() {
            return Ok(());
        }
        let mut sheet = Sheet::begin(self.path, file)?;
        for row in rows {
            write(&mut sheet, &row)?;
            self.tell(&sheet);
        }
        self.end(sheet)
    }

    /// Two files side by side: the birth date has one of its own.
    fn people(&mut self, rows: Rows<'_, (Person, Vec<SourceId>)>) -> Result<(), WriteError> {
        let mut births = None;
        let path = self.path;
        self.fill(DataFile::Users, rows, |users, (one, family)| {
            person(users, one, family)?;
            let Some(born) = one.birth_date else { return Ok(()) };
            let births = match &mut births {
                Some(begun) => begun,
                none => none.insert(Sheet::begin(path, DataFile::Demographics)?),
            };
            birth(births, &one.source, born)
        })?;
        births.map_or(Ok(()), |births| self.end(births))
    }

    fn tell(&mut self, sheet: &Sheet) {
        if sheet.rows.is_multiple_of(super::progress::ROWS_BETWEEN) {
            (self.progress)(sheet.file, sheet.rows);
        }
    }

    fn end(&mut self, sheet: Sheet) -> Result<(), WriteError> {
        (self.progress)(sheet.file, sheet.rows);
        self.files.push(sheet.file);
        sheet.end()
    }
}

fn organisation(sheet: &mut Sheet, one: &Organisation) -> Result<(), WriteError> {
    sheet.row(
        &one.source,
        &[&one.name, one.kind.code(), text(one.identifier.as_deref()), id(one.parent.as_ref())],
    )
}

fn term(sheet: &mut Sheet, one: &Term) -> Result<(), WriteError> {
    let (begins, ends) = (one.begins.to_string(), one.ends.to_string());
    let year = format!("{:04}", one.school_year);
    sheet.row(&one.source, &[&one.title, one.kind.code(), &begins, &ends, id(one.parent.as_ref()), &year])
}

fn course(sheet: &mut Sheet, one: &Course) -> Result<(), WriteError> {
    let (subjects, codes) = subjects(sheet, &one.subjects)?;
    sheet.row(
        &one.source,
        &[
            id(one.school_year.as_ref()),
            &one.title,
            text(one.code.as_deref()),
            &grades(sheet, &one.grades)?,
            one.organisation.as_str(),
            &subjects,
            &codes,
        ],
    )
}

fn class(sheet: &mut Sheet, one: &Class) -> Result<(), WriteError> {
    let (subjects, codes) = subjects(sheet, &one.subjects)?;
    sheet.row(
        &one.source,
        &[
            &one.title,
            &grades(sheet, &one.grades)?,
            one.course.as_str(),
            text(one.code.as_deref()),
            one.kind.code(),
            "",
            one.school.as_str(),
            &listed(sheet, "termSourcedIds", one.terms.iter().map(SourceId::as_str))?,
            &subjects,
            &codes,
            &listed(sheet, "periods", one.periods.iter().map(String::as_str))?,
        ],
    )
}

fn person(sheet: &mut Sheet, one: &Person, family: &[SourceId]) -> Result<(), WriteError> {
    sheet.row(
        &one.source,
        &[
            truth(one.enabled),
            &one.username,
            "",
            &one.given,
            &one.family,
            text(one.middle.as_deref()),
            text(one.identifier.as_deref()),
            text(one.email.as_deref()),
            "",
            text(one.phone.as_deref()),
            &listed(sheet, "agentSourcedIds", family.iter().map(SourceId::as_str))?,
            &grades(sheet, &one.grades)?,
            // Nobody's password is anybody's business.
            "",
            "",
            text(one.preferred_given.as_deref()),
            text(one.preferred_middle.as_deref()),
            text(one.preferred_family.as_deref()),
            id(one.primary_organisation.as_ref()),
            text(one.pronouns.as_deref()),
        ],
    )
}

fn birth(sheet: &mut Sheet, of: &SourceId, born: NaiveDate) -> Result<(), WriteError> {
    sheet.row(of, &[&born.to_string(), "", "", "", "", "", "", "", "", "", "", "", ""])
}

/// A role has no id where it was read, so it is given the number of its row.
fn role(sheet: &mut Sheet, number: u64, one: &Role) -> Result<(), WriteError> {
    let (begins, ends) = (day(one.begins), day(one.ends));
    let kind = if one.primary { "primary" } else { "secondary" };
    sheet.row(
        &SourceId::new(&format!("role-{number}")),
        &[one.person.as_str(), kind, one.role.code(), &begins, &ends, one.organisation.as_str(), ""],
    )
}

fn enrolment(sheet: &mut Sheet, one: &Enrolment) -> Result<(), WriteError> {
    let (begins, ends) = (day(one.begins), day(one.ends));
    // The column is about teachers.
    let primary = if one.role == EnrolmentRole::Student { "" } else { truth(one.primary) };
    sheet.row(
        &one.source,
        &[
            one.class.as_str(),
            one.school.as_str(),
            one.person.as_str(),
            one.role.code(),
            primary,
            &begins,
            &ends,
        ],
    )
}

fn text(cell: Option<&str>) -> &str {
    cell.unwrap_or_default()
}

fn id(cell: Option<&SourceId>) -> &str {
    cell.map_or("", SourceId::as_str)
}

fn day(cell: Option<NaiveDate>) -> String {
    cell.map(|day| day.to_string()).unwrap_or_default()
}

const fn truth(cell: bool) -> &'static str {
    if cell { "true" } else { "false" }
}

fn grades(sheet: &Sheet, grades: &[Grade]) -> Result<String, WriteError> {
    let grades: Vec<String> = grades.iter().map(Grade::to_string).collect();
    listed(sheet, "grades", grades.iter().map(String::as_str))
}

/// The names and the codes. Of several subjects all or none have a code, or nobody could tell which belongs to which.
fn subjects(sheet: &Sheet, subjects: &[Subject]) -> Result<(String, String), WriteError> {
    let codes: Vec<&str> = subjects.iter().filter_map(|one| one.code.as_deref()).collect();
    if !codes.is_empty() && codes.len() != subjects.len() {
        return Err(sheet.refuse("subjectCodes", "some subjects have a code and others have none"));
    }
    let names = listed(sheet, "subjects", subjects.iter().map(|one| one.name.as_str()))?;
    Ok((names, listed(sheet, "subjectCodes", codes.into_iter())?))
}
