//! `OneRoster` CSV sets, versions 1.1 and 1.2, bulk: from a zip or a folder to a roster, all or nothing.
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
mod fault;
mod files;
mod ids;
mod limits;
pub(crate) mod lines;
mod manifest;
mod people;
mod places;
mod progress;
mod reading;
mod remedy;
mod report;
mod table;
mod warning;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ilp::roster::{Part, Roster};

pub use fault::{Fault, Faults, Problem};
pub use files::DataFile;
pub use limits::{Limits, RATIO_FREE_BYTES};
pub use manifest::{Mode, Version};
pub use progress::Progress;
pub use warning::{Notice, Warning};

use belonging::{Targets, spans};
use container::Container;
use manifest::Manifest;
use reading::Reading;
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
}

/// Reads a zip or a folder with the limits that suit a school.
///
/// # Errors
/// Everything that is wrong, with file, line, column and what to do; then nothing is loaded.
pub fn read(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Loaded, Faults> {
    read_within(path, &Limits::default(), progress)
}

/// Reads a zip or a folder with limits of one's own.
///
/// # Errors
/// As `read`.
pub fn read_within(
    path: &Path,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress),
) -> Result<Loaded, Faults> {
    let mut report = Report::default();
    let opened = Container::open(path, limits, &mut report).and_then(|mut container| {
        let manifest = Manifest::read(&mut container, limits, &mut report)?;
        Some((container, manifest))
    });
    let Some((container, manifest)) = opened else {
        return Err(report.verdict().err().unwrap_or_default());
    };
    let counts = Counts::new();
    let mut reading = Reading { container, manifest, limits, report, counts, progress, bytes: 0 };
    let roster = reading.roster();
    let Reading { report, manifest, counts, .. } = reading;
    Ok(Loaded { roster, version: manifest.version, counts, warnings: report.verdict()? })
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
        let whole = self.whole();
        Roster { system, organisations, terms, courses, classes, people, roles, enrolments, families, whole }
    }

    /// What the set tells everything about: the parts whose files are there.
    fn whole(&self) -> BTreeSet<Part> {
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
        parts.into_iter().filter(|(file, _)| self.counts.contains_key(file)).map(|(_, part)| part).collect()
    }
}

#[cfg(test)]
mod tests;
