//! The difference that a dry run found, as a CSV: a line for each row, and for each column of a row that changes.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use headway_exchange::sheet;
use headway_store::records;
use headway_store::rosters::{Difference, What};
use ilp::records::Kind;

use super::Failure;

/// The file on its way. What the disk refuses is told at the end: a difference is given by a question that cannot stop.
pub(super) struct Export {
    path: PathBuf,
    to: BufWriter<File>,
    written: io::Result<()>,
}

impl Export {
    /// Makes the file, for its owner alone: it names children.
    pub(super) fn begin(path: &Path) -> Result<Self, Failure> {
        let file = private(path).map_err(|error| refused(path, &error))?;
        let mut to = BufWriter::new(file);
        let written = to.write_all(b"table,what,id,column,before,after\r\n");
        Ok(Self { path: path.to_owned(), to, written })
    }

    /// Writes one row.
    pub(super) fn row(&mut self, one: &Difference) {
        if self.written.is_ok() {
            self.written = self.lines(one);
        }
    }

    fn lines(&mut self, one: &Difference) -> io::Result<()> {
        let what = match one.what {
            What::Added => "added",
            What::Changed => "changed",
            What::Retired => "retired",
        };
        let mut line = |column: &str, before: &str, after: &str| {
            let cells = [one.table, what, one.row.as_str(), column, before, after];
            self.to.write_all(sheet::written(&cells).as_bytes())
        };
        if one.columns.is_empty() {
            return line("", "", "");
        }
        for (column, before, after) in &one.columns {
            line(column, before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }

    /// The file is whole, or this says why not.
    pub(super) fn end(self) -> Result<(), Failure> {
        let Self { path, mut to, written } = self;
        written.and_then(|()| to.flush()).map_err(|error| refused(&path, &error))?;
        eprintln!("the difference is in {}", path.display());
        Ok(())
    }
}

/// The same for records: a line for each column of a row that is added or corrects another.
pub(super) struct RecordExport {
    path: PathBuf,
    kind: Kind,
    to: BufWriter<File>,
    written: io::Result<()>,
}

impl RecordExport {
    /// Makes the file, for its owner alone.
    pub(super) fn begin(path: &Path, kind: Kind) -> Result<Self, Failure> {
        let file = private(path).map_err(|error| refused(path, &error))?;
        let mut to = BufWriter::new(file);
        let written = to.write_all(b"kind,what,line,student,column,before,after\r\n");
        Ok(Self { path: path.to_owned(), kind, to, written })
    }

    /// Writes one row.
    pub(super) fn row(&mut self, one: &records::Difference) {
        if self.written.is_ok() {
            self.written = self.lines(one);
        }
    }

    fn lines(&mut self, one: &records::Difference) -> io::Result<()> {
        let (what, number) = (if one.corrects { "corrected" } else { "added" }, one.line.to_string());
        for (column, before, after) in &one.columns {
            let [before, after] = [before, after].map(|text| text.as_deref().unwrap_or_default());
            let cells = [self.kind.code(), what, &number, &one.student, column, before, after];
            self.to.write_all(sheet::written(&cells).as_bytes())?;
        }
        Ok(())
    }

    /// The file is whole, or this says why not.
    pub(super) fn end(self) -> Result<(), Failure> {
        let Self { path, mut to, written, .. } = self;
        written.and_then(|()| to.flush()).map_err(|error| refused(&path, &error))?;
        eprintln!("the difference is in {}", path.display());
        Ok(())
    }
}

fn private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options().write(true).create(true).truncate(true).mode(0o600).open(path)
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("nothing was loaded: {} cannot be written: {error}", path.display()))
}
