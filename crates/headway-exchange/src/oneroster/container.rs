//! A zip or a folder as a flat set of named files. Nothing is ever unpacked to disk, so no name can write anywhere.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use super::report::Report;
use super::{DataFile, Limits, Notice, Problem};

/// What a fault of the set as a whole names as its file.
const THE_SET: &str = "the set";
/// The name that makes a set a set.
pub(super) const MANIFEST: &str = "manifest.csv";
/// The specification of 1.2 itself misspells this file in one of its tables.
const MISSPELT: &str = "courseResourses.csv";

/// A file of the set that can be opened.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    place: Place,
    pub(super) unpacked_bytes: u64,
    /// `None` in a folder.
    pub(super) packed_bytes: Option<u64>,
}

#[derive(Debug, Clone)]
enum Place {
    InZip(usize),
    InFolder(PathBuf),
}

/// The files of a set by their canonical names.
pub(super) struct Container {
    archive: Option<ZipArchive<BufReader<File>>>,
    entries: BTreeMap<&'static str, Entry>,
}

impl Container {
    /// Looks at names only. `None`: what is wrong is in the report.
    pub(super) fn open(path: &Path, limits: &Limits, report: &mut Report) -> Option<Self> {
        let (archive, found) = match list(path, limits) {
            Ok(found) => found,
            Err(problem) => {
                report.fault_of_file(THE_SET, problem);
                return None;
            }
        };
        if let Some(folder) = enclosing_folder(&found) {
            report.fault_of_file(THE_SET, Problem::EnclosingFolder(folder));
            return None;
        }
        let in_zip = archive.is_some();
        let mut container = Self { archive, entries: BTreeMap::new() };
        for one in found {
            container.admit(one, in_zip, report);
        }
        (!report.is_faulty()).then_some(container)
    }

    fn admit(&mut self, found: Found, in_zip: bool, report: &mut Report) {
        let Found { name, entry, kind } = found;
        if kind == Kind::Unsafe {
            return report.fault_of_file(name, Problem::UnsafeName);
        }
        if name.contains('/') || kind == Kind::Folder {
            let does_no_harm = kind == Kind::Folder || !in_zip || is_litter(&name);
            return if does_no_harm {
                report.notice_of_file(name, Notice::StrangeFile);
            } else {
                report.fault_of_file(name, Problem::NestedFile);
            };
        }
        let Some(canonical) = canonical_name(&name) else {
            return report.notice_of_file(name, Notice::StrangeFile);
        };
        if kind == Kind::Encrypted {
            return report.fault_of_file(canonical, Problem::Encrypted);
        }
        if name != canonical && name != MISSPELT {
            report.notice_of_file(name, Notice::FileNameCase);
        }
        if self.entries.insert(canonical, entry).is_some() {
            report.fault_of_file(canonical, Problem::RepeatedFile);
        }
    }

    /// The file with this canonical name.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.get(name)
    }

    /// The bytes of a file that `entry` gave.
    pub(super) fn bytes_of(&mut self, entry: &Entry) -> io::Result<Box<dyn Read + '_>> {
        match (&entry.place, &mut self.archive) {
            (Place::InFolder(path), _) => Ok(Box::new(File::open(path)?)),
            (Place::InZip(index), Some(archive)) => {
                Ok(Box::new(archive.by_index(*index).map_err(io::Error::from)?))
            }
            (Place::InZip(_), None) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

#[derive(Debug)]
struct Found {
    name: String,
    entry: Entry,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Encrypted,
    Unsafe,
}

type Listing = (Option<ZipArchive<BufReader<File>>>, Vec<Found>);

fn list(path: &Path, limits: &Limits) -> Result<Listing, Problem> {
    let cannot = |error: io::Error| Problem::CannotOpen(error.kind().to_string());
    if fs::metadata(path).map_err(cannot)?.is_dir() {
        return Ok((None, list_folder(path, limits)?));
    }
    let mut file = BufReader::new(File::open(path).map_err(cannot)?);
    if !begins_like_a_zip(&mut file).map_err(cannot)? {
        return Err(Problem::NotAZip);
    }
    let mut archive = ZipArchive::new(file).map_err(|error| Problem::DamagedZip(error.to_string()))?;
    if archive.len() > limits.entries_max {
        return Err(Problem::TooManyFiles(limits.entries_max));
    }
    if archive.has_duplicate_names() {
        return Err(Problem::RepeatedFile);
    }
    let found = (0..archive.len()).map(|index| look(&mut archive, index)).collect::<Result<_, _>>();
    let found = found.map_err(|error| Problem::DamagedZip(error.to_string()))?;
    Ok((Some(archive), found))
}

fn begins_like_a_zip(file: &mut BufReader<File>) -> io::Result<bool> {
    let mut magic = [0; 2];
    let long_enough = file.read_exact(&mut magic).is_ok();
    file.rewind()?;
    Ok(long_enough && &magic == b"PK")
}

fn look<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize) -> Result<Found, ZipError> {
    let file = archive.by_index_raw(index)?;
    let name = String::from_utf8_lossy(file.name_raw()).into_owned();
    let kind = match () {
        () if leads_outside(&name) || file.is_symlink() => Kind::Unsafe,
        () if file.is_dir() => Kind::Folder,
        () if file.encrypted() => Kind::Encrypted,
        () => Kind::File,
    };
    let entry = Entry {
        place: Place::InZip(index),
        unpacked_bytes: file.size(),
        packed_bytes: Some(file.compressed_size()),
    };
    Ok(Found { name, entry, kind })
}

/// Absolute, with a drive letter, with `..`, or in the writing of another system: none of these is a plain name.
fn leads_outside(name: &str) -> bool {
    name.starts_with('/')
        || name.contains(['\\', ':', '\0'])
        || name.split('/').any(|part| part == ".." || part == ".")
}

fn list_folder(path: &Path, limits: &Limits) -> Result<Vec<Found>, Problem> {
    let cannot = |error: io::Error| Problem::CannotOpen(error.kind().to_string());
    let mut found = Vec::new();
    for item in fs::read_dir(path).map_err(cannot)? {
        if found.len() == limits.entries_max {
            return Err(Problem::TooManyFiles(limits.entries_max));
        }
        let place = item.map_err(cannot)?.path();
        let about = fs::metadata(&place).map_err(cannot)?;
        let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let has_manifest = about.is_dir() && place.join(MANIFEST).is_file();
        let kind = match () {
            () if about.is_dir() => Kind::Folder,
            () if about.is_file() => Kind::File,
            // A pipe or device would be waited on for ever.
            () => Kind::Unsafe,
        };
        let name = if has_manifest { format!("{name}/{MANIFEST}") } else { name };
        let entry = Entry { place: Place::InFolder(place), unpacked_bytes: about.len(), packed_bytes: None };
        found.push(Found { name, entry, kind });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The one folder that holds the set, if the manifest lies there and not at the top.
fn enclosing_folder(found: &[Found]) -> Option<String> {
    let is_manifest = |name: &str| name.eq_ignore_ascii_case(MANIFEST);
    if found.iter().any(|one| is_manifest(&one.name)) {
        return None;
    }
    let mut folders = found.iter().filter_map(|one| one.name.rsplit_once('/'));
    folders.find(|(_, name)| is_manifest(name)).map(|(folder, _)| folder.to_owned())
}

/// What desktop systems leave behind in zips that people pack by hand.
fn is_litter(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.ends_with("/.DS_Store")
}

fn canonical_name(name: &str) -> Option<&'static str> {
    let is_it = |known: &&str| name.eq_ignore_ascii_case(known);
    if name.eq_ignore_ascii_case(MISSPELT) {
        return Some(DataFile::CourseResources.name());
    }
    [MANIFEST].into_iter().chain(DataFile::ALL.iter().map(|file| file.name())).find(is_it)
}

/// The name under which a fault of the whole set is told.
pub(super) fn the_set() -> Cow<'static, str> {
    THE_SET.into()
}
