//! `manifest.csv`: which version this is, which files are there and how each is meant.

use std::collections::BTreeMap;

use super::container::{Container, MANIFEST, the_set};
use super::fault::quoted;
use super::lines::{Cells, Lines, Unreadable};
use super::reference::Reference;
use super::report::Report;
use super::{DataFile, Limits, Notice, Problem};

/// A version of `OneRoster` that is read. 1.0 has no manifest and is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 1.1 and 1.1.1: a person has one role, in `users.csv`.
    V1_1,
    /// 1.2 and 1.2.1: roles have a file of their own.
    V1_2,
}

/// How a file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Not in the set; nothing is said about its kind of row.
    Absent,
    /// Everything there is: what is no longer in it is gone.
    Bulk,
    /// Changes since the last set, laid over what was loaded before.
    Delta,
}

/// What the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) version: Version,
    /// The code of the system that made the set, else its name, else `oneroster`. Code first: names change with
    /// editions of a product, and source ids are known by this word.
    pub(super) system: String,
    modes: BTreeMap<DataFile, Mode>,
}

impl Manifest {
    /// How the file is meant; what is not mentioned is absent.
    pub(super) fn mode(&self, file: DataFile) -> Mode {
        self.modes.get(&file).copied().unwrap_or(Mode::Absent)
    }

    /// Reads it and compares it with what is there. `None`: what is wrong is in the report.
    pub(super) fn read(container: &mut Container, limits: &Limits, report: &mut Report) -> Option<Self> {
        let properties = properties(container, limits, report)?;
        let version = version(&properties, report);
        let modes = DataFile::ALL.iter().filter_map(|file| Some((*file, mode(*file, &properties, report)?)));
        let modes: BTreeMap<_, _> = modes.collect();
        let stated =
            |name: &str| properties.get(name).map(|(value, _)| value.clone()).filter(|it| !it.is_empty());
        let system = stated("source.systemCode").or_else(|| stated("source.systemName"));
        let manifest =
            Self { version: version?, system: system.unwrap_or_else(|| "oneroster".to_owned()), modes };
        if report.is_faulty() {
            return None;
        }
        manifest.compare(container, &properties, report);
        (!report.is_faulty()).then_some(manifest)
    }

    fn compare(&self, container: &Container, properties: &Properties, report: &mut Report) {
        for file in DataFile::ALL.iter().copied() {
            let is_there = container.entry(file.name()).is_some();
            match (self.mode(file), is_there) {
                (Mode::Absent, true) => report.fault_of_file(file.name(), Problem::UnannouncedFile),
                (Mode::Bulk | Mode::Delta, false) => report.fault_of_file(file.name(), Problem::MissingFile),
                (Mode::Bulk | Mode::Delta, true) if !self.reads(file) => {
                    report.notice_of_file(file.name(), Notice::NotRead);
                }
                _ => {}
            }
            if !is_there && self.knows(file) && !properties.contains_key(file.property()) {
                report.notice_of_file(MANIFEST, Notice::NotInManifest(file.property()));
            }
        }
    }

    /// Whether any file that is read holds changes alone.
    pub(super) fn is_delta(&self) -> bool {
        DataFile::ALL.iter().any(|file| self.mode(*file) == Mode::Delta && self.reads(*file))
    }

    fn knows(&self, file: DataFile) -> bool {
        let new_in_1_2 = matches!(
            file,
            DataFile::Roles
                | DataFile::UserProfiles
                | DataFile::UserResources
                | DataFile::ScoreScales
                | DataFile::LineItemScoreScales
                | DataFile::ResultScoreScales
                | DataFile::LineItemLearningObjectiveIds
                | DataFile::ResultLearningObjectiveIds
        );
        self.version == Version::V1_2 || !new_in_1_2
    }

    /// Whether rows of this file are loaded from a set of this version.
    pub(super) fn reads(&self, file: DataFile) -> bool {
        file.is_read() && self.knows(file)
    }

    /// A bulk set must be whole, so a file that another points to cannot be absent. Said once, not once a row.
    pub(super) fn demand_what_is_pointed_to(&self, reference: Option<&Reference>, report: &mut Report) {
        let is_absent = |file: DataFile| self.mode(file) == Mode::Absent;
        if DataFile::ALL.iter().all(|file| is_absent(*file) || !self.reads(*file)) {
            return match reference {
                Some(_) => report.notice_of_file(the_set(), Notice::NoUpdates),
                None => report.fault_of_file(the_set(), Problem::NothingToLoad),
            };
        }
        let is_absent =
            |file: DataFile| is_absent(file) && !reference.is_some_and(|reference| reference.has(file));
        for (file, needs) in NEEDS {
            let missing = needs.iter().copied().filter(|need| is_absent(*need) && self.knows(*need));
            for need in missing.filter(|_| !is_absent(*file)) {
                report.fault_of_file(need.name(), Problem::NeededFile(file.name()));
            }
        }
    }
}

/// Which files each file cannot be without.
const NEEDS: &[(DataFile, &[DataFile])] = &[
    (DataFile::Courses, &[DataFile::Orgs]),
    (DataFile::Classes, &[DataFile::Orgs, DataFile::AcademicSessions, DataFile::Courses]),
    (DataFile::Users, &[DataFile::Orgs, DataFile::Roles]),
    (DataFile::Roles, &[DataFile::Orgs, DataFile::Users]),
    (DataFile::Enrollments, &[DataFile::Orgs, DataFile::Classes, DataFile::Users]),
    (DataFile::Demographics, &[DataFile::Users]),
];

/// Value and line of each property.
type Properties = BTreeMap<String, (String, u64)>;

fn properties(container: &mut Container, limits: &Limits, report: &mut Report) -> Option<Properties> {
    let Some(entry) = container.entry(MANIFEST).cloned() else {
        report.fault_of_file(MANIFEST, Problem::NoManifest);
        return None;
    };
    let bytes = container.bytes_of(&entry).map_err(|error| Problem::DamagedFile(error.to_string()));
    let mut lines = match bytes {
        Ok(bytes) => Lines::new(bytes, limits.line_bytes_max),
        Err(problem) => {
            report.fault_of_file(MANIFEST, problem);
            return None;
        }
    };
    let mut properties = Properties::new();
    let mut cells = Cells::default();
    while let Some(line) = lines.next() {
        let split = match line {
            Ok(line) => cells.split(line),
            Err(Unreadable::Line(problem)) => Err(problem),
            Err(Unreadable::File(problem)) => {
                report.fault_of_file(MANIFEST, problem);
                return None;
            }
        };
        // A manifest has some 25 lines; one that has thousands is not one.
        let split = split.and(if lines.number > 1_000 { Err(Problem::TooManyRows(1_000)) } else { Ok(()) });
        if let Err(problem) = split {
            report.fault_of_line(MANIFEST, lines.number, problem);
            return None;
        }
        if cells.is_blank() {
            continue;
        }
        if cells.len() != 2 {
            report.fault_of_line(MANIFEST, lines.number, Problem::NotAProperty);
            continue;
        }
        properties.insert(cells.get(0).to_owned(), (cells.get(1).to_owned(), lines.number));
    }
    Some(properties)
}

fn version(properties: &Properties, report: &mut Report) -> Option<Version> {
    let Some((value, line)) = properties.get("oneroster.version") else {
        report.fault_of_file(MANIFEST, Problem::NoProperty("oneroster.version"));
        return None;
    };
    match value.as_str() {
        "1.1" | "1.1.1" => Some(Version::V1_1),
        "1.2" | "1.2.1" => Some(Version::V1_2),
        other => {
            report.fault_of_line(MANIFEST, *line, Problem::UnknownVersion(quoted(other)));
            None
        }
    }
}

fn mode(file: DataFile, properties: &Properties, report: &mut Report) -> Option<Mode> {
    let (value, line) = properties.get(file.property())?;
    match value.to_ascii_lowercase().as_str() {
        "absent" => Some(Mode::Absent),
        "bulk" => Some(Mode::Bulk),
        "delta" => Some(Mode::Delta),
        _ => {
            report.fault_of_line(MANIFEST, *line, Problem::UnknownMode(quoted(value)));
            None
        }
    }
}
