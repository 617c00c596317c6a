//! What a system has told so far, as a set of its own: its rows with the columns that are read, and without its secrets.
//!
//! A set of changes says nothing about the rest, so the rest has to be known. It is kept in the form in which it came: the
//! next set is laid over it, and the whole is read by the same rules as any other.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::container::MANIFEST;
use super::lines::{Cells, Lines};
use super::report::Report;
use super::table::{Header, Row};
use super::{DataFile, Version};
use crate::sheet;

/// No line of ours is longer than those that were taken.
const LINE_BYTES_MAX: usize = 1 << 20;

/// Columns that a set may fill and of which nothing is kept: secrets, and what this program has no use for.
const FORGOTTEN: [&str; 8] = [
    "status",
    "dateLastModified",
    "password",
    "userIds",
    "userMasterIdentifier",
    "sms",
    "phone",
    "resourceSourcedIds",
];

/// The bytes of what a system has told. Personal: all of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept(pub Vec<u8>);

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kept({} bytes)", self.0.len())
    }
}

/// A set that was loaded, to lay the next one over.
pub struct Reference {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    version: Version,
    places: BTreeMap<DataFile, usize>,
}

impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reference").field("version", &self.version).finish_non_exhaustive()
    }
}

impl Reference {
    /// From what [`super::Loaded::kept`] gave. `None`: they are something else.
    #[must_use]
    pub fn of(kept: Kept) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(kept.0)).ok()?;
        let mut manifest = String::new();
        archive.by_name(MANIFEST).ok()?.read_to_string(&mut manifest).ok()?;
        let version = if manifest.contains("oneroster.version,1.1") { Version::V1_1 } else { Version::V1_2 };
        let place = |file: &DataFile| Some((*file, archive.index_for_name(file.name())?));
        let places = DataFile::ALL.iter().filter_map(place).collect();
        Some(Self { archive, version, places })
    }

    /// The version in which the system spoke.
    pub(super) fn version(&self) -> Version {
        self.version
    }

    /// Whether it has rows of this file.
    pub(super) fn has(&self, file: DataFile) -> bool {
        self.places.contains_key(&file)
    }

    /// Gives the cells of every row of a file.
    pub(super) fn rows(&mut self, file: DataFile, take: &mut dyn FnMut(&Header, &Cells)) -> io::Result<()> {
        let Some(place) = self.places.get(&file) else { return Ok(()) };
        let bytes = self.archive.by_index(*place).map_err(io::Error::from)?;
        let mut lines = Lines::new(Box::new(BufReader::new(bytes)), LINE_BYTES_MAX);
        let (mut cells, mut header) = (Cells::default(), None);
        while let Some(line) = lines.next() {
            let line = line.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            cells.split(line).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            let Some(header) = &header else {
                // What is odd about its header was said when it came.
                header = Header::read(file, self.version, &cells, &mut Report::default());
                continue;
            };
            take(header, &cells);
        }
        Ok(())
    }
}

/// A reference in the making.
pub(super) struct Keeping {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    version: Version,
    system: String,
    files: Vec<DataFile>,
    columns: Vec<&'static str>,
}

impl Keeping {
    pub(super) fn new(version: Version, system: &str) -> Self {
        let zip = ZipWriter::new(Cursor::new(Vec::new()));
        Self { zip, version, system: system.to_owned(), files: Vec::new(), columns: Vec::new() }
    }

    /// Begins a file.
    pub(super) fn begin(&mut self, file: DataFile) {
        let columns = file.columns(self.version).map(|column| column.name);
        self.columns = columns.filter(|name| is_kept(file, name)).collect();
        self.files.push(file);
        self.start(file.name());
        let header = sheet::written(&self.columns);
        self.write(&header);
    }

    /// Adds a row to the file that was begun.
    pub(super) fn row(&mut self, row: &Row) {
        let cells: Vec<&str> = self.columns.iter().map(|column| row.cell(column)).collect();
        let line = plain(&cells);
        self.write(&line);
    }

    /// The bytes of all of it.
    pub(super) fn end(mut self) -> Kept {
        self.start(MANIFEST);
        let version = if self.version == Version::V1_1 { "1.1" } else { "1.2" };
        let mut text = format!(
            "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,{version}\r\n{}",
            plain(&["source.systemCode", &self.system])
        );
        for file in DataFile::ALL {
            let mode = if self.files.contains(file) { "bulk" } else { "absent" };
            text.push_str(&plain(&[file.property(), mode]));
        }
        self.write(&text);
        Kept(self.zip.finish().expect("a zip in memory can end").into_inner())
    }

    fn start(&mut self, name: &str) {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(1))
            .large_file(true);
        self.zip.start_file(name, options).expect("a file of a zip in memory can begin");
    }

    fn write(&mut self, text: &str) {
        self.zip.write_all(text.as_bytes()).expect("a zip in memory takes what is written");
    }
}

/// A line as it came, which no spreadsheet will open: nothing is put before a sign.
fn plain(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        if text.contains(['"', ',']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            (*text).to_owned()
        }
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

fn is_kept(file: DataFile, column: &str) -> bool {
    let is_wanted = file != DataFile::Demographics || matches!(column, "sourcedId" | "birthDate");
    is_wanted && !FORGOTTEN.contains(&column)
}
