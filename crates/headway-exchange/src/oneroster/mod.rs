//! `OneRoster` CSV sets, versions 1.1 and 1.2: from a zip or a folder to a roster, all or nothing. A set of changes (delta) is
//! laid over what was loaded before, and the whole is read by the same rules.
//!
//! Strict about what could put a child into the wrong class, and liberal about the rest: a reference that leads nowhere
//! is a fault, a column in another place is a warning. Every fault is found in one read, so that whoever made the file
//! can put all of it right at once. Files are read line by line; passwords stand in `users.csv` and nobody asks for them.
//!
//! # Source
//! 1EdTech `OneRoster` 1.1 CSV Tables; `OneRoster` 1.2 CSV Binding, final release of 2022 and 1.2.1 of 2023.

mod belonging;
mod catalogue;
mod cells;
mod container;
mod families;
pub(crate) mod fault;
mod files;
mod ids;
mod limits;
pub(crate) mod lines;
mod manifest;
mod people;
mod places;
mod progress;
mod reading;
mod reference;
mod remedy;
mod report;
mod table;
mod warning;
mod writer;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ilp::roster::{Part, Roster};

pub use fault::{Fault, Faults, Problem};
pub use files::DataFile;
pub use limits::{Limits, RATIO_FREE_BYTES};
pub use manifest::{Mode, Version};
pub use progress::Progress;
pub use reference::{Kept, Reference};
pub use warning::{Notice, Warning};
pub use writer::{Rows, Told, WriteError, write};

use belonging::{Targets, spans};
use container::{Container, the_set};
use manifest::Manifest;
use reading::Reading;
use reference::Keeping;
use report::Report;

/// Data rows by file, rows left out included. A file that the set does not have is not in it: about its kind of row the
/// set says nothing, which is not the same as "there are none".
pub type Counts = BTreeMap<DataFile, u64>;

/// A set that is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// What it says.
    pub roster: Roster,
    /// The version in which it says it.
    pub version: Version,
    /// How many rows each file has.
    pub counts: Counts,
    /// What is odd about it, by file.
    pub warnings: Vec<Warning>,
    /// Whether it holds changes alone; then `roster` is what was loaded before with these changes.
    pub is_delta: bool,
    /// All that the system has told by now, for the [`Reference`] of the next set; packed, and without passwords.
    pub kept: Kept,
}

/// A set that was opened: its manifest is read, its rows are not.
pub struct Set {
    container: Container,
    manifest: Manifest,
    report: Report,
    limits: Limits,
}

impl std::fmt::Debug for Set {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Set").field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

/// Opens a zip or a folder with the limits that suit a school.
///
/// # Errors
/// What is wrong with it as a container, or with its manifest.
pub fn open(path: &Path) -> Result<Set, Faults> {
    open_within(path, Limits::default())
}

fn open_within(path: &Path, limits: Limits) -> Result<Set, Faults> {
    let mut report = Report::default();
    let opened = Container::open(path, &limits, &mut report).and_then(|mut container| {
        let manifest = Manifest::read(&mut container, &limits, &mut report)?;
        Some((container, manifest))
    });
    match opened {
        Some((container, manifest)) => Ok(Set { container, manifest, report, limits }),
        None => Err(report.verdict().err().unwrap_or_default()),
    }
}

impl Set {
    /// The system that speaks, by whose name its [`Reference`] is found.
    #[must_use]
    pub fn system(&self) -> &str {
        &self.manifest.system
    }

    /// Reads all rows, over those that the system has told before.
    ///
    /// # Errors
    /// Everything that is wrong, with file, line, column and what to do; then nothing is loaded.
    pub fn read(
        self,
        reference: Option<Reference>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Loaded, Faults> {
        let Self { container, manifest, mut report, limits } = self;
        let (is_delta, version) = (manifest.is_delta(), manifest.version);
        let is_same = |reference: &Reference| reference.version() == version;
        match &reference {
            None if is_delta => {
                report.fault_of_file(the_set(), Problem::NoReference(manifest.system.clone()));
            }
            Some(other) if is_delta && !is_same(other) => {
                report.fault_of_file(the_set(), Problem::OtherVersion);
            }
            _ => {}
        }
        // A whole set in another version begins anew.
        let reference = reference.filter(is_same);
        if !report.is_faulty() {
            manifest.demand_what_is_pointed_to(reference.as_ref(), &mut report);
        }
        if report.is_faulty() {
            return Err(report.verdict().err().unwrap_or_default());
        }
        let keeping = Keeping::new(version, &manifest.system);
        let (counts, told) = (Counts::new(), BTreeSet::new());
        let limits = &limits;
        let mut reading = Reading {
            container,
            manifest,
            limits,
            report,
            counts,
            told,
            progress,
            bytes: 0,
            reference,
            keeping,
        };
        let roster = reading.roster();
        let Reading { report, counts, keeping, .. } = reading;
        let warnings = report.verdict()?;
        Ok(Loaded { roster, version, counts, warnings, is_delta, kept: keeping.end() })
    }
}

/// Opens and reads a set of a system that has told nothing before.
///
/// # Errors
/// See [`Set::read`].
pub fn read(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Loaded, Faults> {
    read_within(path, &Limits::default(), progress)
}

/// [`read`], with limits of one's own.
///
/// # Errors
/// See [`Set::read`].
pub fn read_within(
    path: &Path,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress),
) -> Result<Loaded, Faults> {
    open_within(path, *limits)?.read(None, progress)
}

impl Reading<'_> {
    /// All files in the order in which they point to each other.
    fn roster(&mut self) -> Roster {
        let (organisations, orgs) = self.organisations();
        let (terms, sessions) = self.terms();
        let (courses, course_ids) = self.courses(&orgs, &sessions);
        let (classes, class_ids) = self.classes(&orgs, &sessions, &course_ids);
        let mut users = self.users(&orgs);
        let mut roles = std::mem::take(&mut users.roles);
        roles.extend(self.roles(&orgs, &users.ids));
        let targets = Targets { orgs: &orgs, classes: &class_ids, users: &users.ids };
        let enrolments = self.enrolments(&targets, &spans(&classes, &terms));
        self.birth_dates(&mut users);
        let families = self.families(&users, &roles);
        let system = self.manifest.system.clone();
        let people = users.people;
        let whole = self.parts_told();
        Roster { system, organisations, terms, courses, classes, people, roles, enrolments, families, whole }
    }

    /// What the set tells everything about: the parts whose files are there.
    fn parts_told(&self) -> BTreeSet<Part> {
        let roles = if self.manifest.version == Version::V1_1 { DataFile::Users } else { DataFile::Roles };
        let parts = [
            (DataFile::Orgs, Part::Organisations),
            (DataFile::AcademicSessions, Part::Terms),
            (DataFile::Courses, Part::Courses),
            (DataFile::Classes, Part::Classes),
            (DataFile::Users, Part::People),
            (DataFile::Users, Part::Families),
            (roles, Part::Roles),
            (DataFile::Enrollments, Part::Enrolments),
        ];
        parts.into_iter().filter(|(file, _)| self.told.contains(file)).map(|(_, part)| part).collect()
    }
}

#[cfg(test)]
mod tests;
