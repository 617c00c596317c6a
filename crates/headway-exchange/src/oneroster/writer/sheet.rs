//! One file of a set that is being written: its header, its rows, and the rules for a cell.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use ilp::roster::SourceId;

use super::WriteError;
use crate::oneroster::container::MANIFEST;
use crate::oneroster::files::Column;
use crate::oneroster::{DataFile, Version};

const OWNER_ALONE: u32 = 0o600;

/// A file of rows.
pub(super) struct Sheet {
    pub(super) file: DataFile,
    /// Data rows so far.
    pub(super) rows: u64,
    path: PathBuf,
    columns: Vec<Column>,
    bytes: BufWriter<File>,
    line: String,
}

impl Sheet {
    pub(super) fn begin(folder: &Path, file: DataFile) -> Result<Self, WriteError> {
        let path = folder.join(file.name());
        let bytes = create(&path).map_err(|error| WriteError::Place(path.clone(), error))?;
        // Columns that only some editions have are in none of ours.
        let columns: Vec<Column> = file.columns(Version::V1_2).filter(|column| !column.sometimes).collect();
        let mut sheet = Self { file, rows: 0, path, columns, bytes, line: String::new() };
        let names: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
        sheet.line = names.join(",") + "\r\n";
        sheet.put()?;
        Ok(sheet)
    }

    /// A row: its id, and its cells after `status` and `dateLastModified`, which a bulk file leaves empty.
    pub(super) fn row(&mut self, source: &SourceId, cells: &[&str]) -> Result<(), WriteError> {
        debug_assert_eq!(cells.len() + 3, self.columns.len(), "{}", self.file.name());
        self.rows += 1;
        self.line.clear();
        let all = [source.as_str(), "", ""].into_iter().chain(cells.iter().copied());
        for (at, cell) in all.enumerate() {
            if let Some(why) = unreadable(cell, self.columns[at].required) {
                return Err(self.refuse(self.columns[at].name, why));
            }
            if 0 < at {
                self.line.push(',');
            }
            put_cell(&mut self.line, cell);
        }
        self.line.push_str("\r\n");
        self.put()
    }

    /// Why the row that comes next, or came last, is not written.
    pub(super) fn refuse(&self, column: &'static str, why: &'static str) -> WriteError {
        WriteError::Cell { file: self.file.name(), row: self.rows.max(1), column, why }
    }

    pub(super) fn end(mut self) -> Result<(), WriteError> {
        self.bytes.flush().map_err(|error| WriteError::Place(self.path, error))
    }

    fn put(&mut self) -> Result<(), WriteError> {
        let put = self.bytes.write_all(self.line.as_bytes());
        put.map_err(|error| WriteError::Place(self.path.clone(), error))
    }
}

/// Says which files there are, each of them whole.
pub(super) fn write_manifest(folder: &Path, system: &str, files: &[DataFile]) -> Result<(), WriteError> {
    if let Some(why) = unreadable(system, true) {
        let (file, column) = (MANIFEST, "value");
        return Err(WriteError::Cell { file, row: 1, column, why });
    }
    let mut text = String::from("propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n");
    for file in DataFile::ALL {
        let mode = if files.contains(file) { "bulk" } else { "absent" };
        for part in [file.property(), ",", mode, "\r\n"] {
            text.push_str(part);
        }
    }
    for property in ["source.systemName", "source.systemCode"] {
        text.push_str(property);
        text.push(',');
        put_cell(&mut text, system);
        text.push_str("\r\n");
    }
    let path = folder.join(MANIFEST);
    let written = create(&path).and_then(|mut bytes| {
        bytes.write_all(text.as_bytes())?;
        bytes.flush()
    });
    written.map_err(|error| WriteError::Place(path, error))
}

fn create(path: &Path) -> io::Result<BufWriter<File>> {
    let file = File::options().write(true).create_new(true).mode(OWNER_ALONE).open(path)?;
    Ok(BufWriter::with_capacity(1 << 18, file))
}

/// A list in one cell.
pub(super) fn listed<'a>(
    sheet: &Sheet,
    column: &'static str,
    entries: impl Iterator<Item = &'a str>,
) -> Result<String, WriteError> {
    let mut list = String::new();
    for entry in entries {
        if entry.is_empty() || entry.contains(',') || entry.trim() != entry {
            return Err(sheet.refuse(column, "an entry of a list is empty or has a comma or space around it"));
        }
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(entry);
    }
    Ok(list)
}

/// Why a cell would not be read back as it is.
fn unreadable(cell: &str, is_required: bool) -> Option<&'static str> {
    if is_required && cell.is_empty() {
        return Some("the cell is empty");
    }
    if cell.trim() != cell {
        return Some("there is space around the text");
    }
    let is_control = |character: char| character.is_control() && character != '\t';
    cell.contains(is_control)
        .then_some("the text has a line break or another character that no cell can hold")
}

/// As RFC 4180 writes it; nothing is put before a sign, since no spreadsheet opens these.
fn put_cell(line: &mut String, cell: &str) {
    if !cell.contains(['"', ',']) {
        return line.push_str(cell);
    }
    line.push('"');
    for part in cell.split_inclusive('"') {
        line.push_str(part);
        if part.ends_with('"') {
            line.push('"');
        }
    }
    line.push('"');
}
