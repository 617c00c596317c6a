//! The walk over one file: every row, in order, with its limits, its progress and its id.

use ilp::roster::SourceId;

use super::container::Container;
use super::ids::Ids;
use super::limits::RATIO_FREE_BYTES;
use super::lines::{Cells, Lines, Unreadable};
use super::manifest::{Manifest, Mode};
use super::progress::ROWS_BETWEEN;
use super::report::Report;
use super::table::{Header, Row};
use super::{Counts, DataFile, Limits, Notice, Problem, Progress};

/// What one read holds between its files.
pub(super) struct Reading<'a> {
    pub(super) container: Container,
    pub(super) manifest: Manifest,
    pub(super) limits: &'a Limits,
    pub(super) report: Report,
    pub(super) counts: Counts,
    pub(super) progress: &'a mut dyn FnMut(Progress),
    pub(super) bytes: u64,
}

/// Takes one row whose id is good.
pub(super) type Take<'t> = dyn FnMut(&mut Row, SourceId) + 't;

impl Reading<'_> {
    /// Gives every row of a file to `take`, and the ids of the file afterwards. A file that is absent has none.
    pub(super) fn rows(&mut self, file: DataFile, take: &mut Take) -> Ids {
        let mut ids = Ids::of(file);
        if self.manifest.mode(file) != Mode::Bulk || !self.manifest.reads(file) {
            return ids;
        }
        match self.walk(file, &mut ids, take) {
            Ok(rows) => {
                self.counts.insert(file, rows);
            }
            Err((line, problem)) => {
                ids.is_whole = false;
                match line {
                    Some(line) => self.report.fault_of_line(file.name(), line, problem),
                    None => self.report.fault_of_file(file.name(), problem),
                }
            }
        }
        ids
    }

    /// How many rows there are, or why the file could not be read to its end, and where.
    fn walk(
        &mut self,
        file: DataFile,
        ids: &mut Ids,
        take: &mut Take,
    ) -> Result<u64, (Option<u64>, Problem)> {
        let bytes_total = self.bytes_total();
        let entry = self.container.entry(file.name()).cloned().ok_or((None, Problem::MissingFile))?;
        let packed_bytes = entry.packed_bytes;
        let damaged = |error: std::io::Error| (None, Problem::DamagedFile(error.to_string()));
        let bytes = self.container.bytes_of(&entry).map_err(damaged)?;
        let mut lines = Lines::new(bytes, self.limits.line_bytes_max);
        let mut cells = Cells::default();
        let mut header: Option<Header> = None;
        let (mut rows, before) = (0, self.bytes);
        let limits = self.limits;
        let size = |read: u64| check_size(limits, before + read, read, packed_bytes);
        while next_cells(file, (&mut lines, &size), &mut cells, ids, &mut self.report)? {
            self.bytes = before + lines.bytes_read;
            let Some(header) = &header else {
                let read = Header::read(file, self.manifest.version, &cells, &mut self.report);
                let Some(read) = read else {
                    ids.is_whole = false;
                    return Ok(0);
                };
                header = Some(read);
                continue;
            };
            rows += 1;
            if rows > self.limits.rows_max {
                return Err((Some(lines.number), Problem::TooManyRows(self.limits.rows_max)));
            }
            let mut row = Row { file, at: lines.number, header, cells: &cells, report: &mut self.report };
            take_row(&mut row, ids, take);
            if rows % ROWS_BETWEEN == 0 {
                (self.progress)(Progress { file, rows, bytes: self.bytes, bytes_total });
            }
        }
        (self.progress)(Progress { file, rows, bytes: self.bytes, bytes_total });
        match (header, rows) {
            (None, _) => Err((None, Problem::NoHeader)),
            (Some(_), 0) if ids.is_whole => Err((None, Problem::NoRows)),
            _ => Ok(rows),
        }
    }

    fn bytes_total(&self) -> u64 {
        let read = DataFile::ALL.iter().filter(|file| self.manifest.reads(**file));
        let sizes =
            read.filter_map(|file| self.container.entry(file.name())).map(|entry| entry.unpacked_bytes);
        sizes.fold(0, u64::saturating_add)
    }
}

/// Whether a file of which so many bytes were read is still of a size that is taken.
type Size<'s> = dyn Fn(u64) -> Result<(), (Option<u64>, Problem)> + 's;

/// Goes to the next line that can be taken apart and is not blank; false at the end. Lines that cannot are reported, and
/// count for the size as every other.
fn next_cells(
    file: DataFile,
    (lines, size): (&mut Lines, &Size<'_>),
    cells: &mut Cells,
    ids: &mut Ids,
    report: &mut Report,
) -> Result<bool, (Option<u64>, Problem)> {
    loop {
        let split = match lines.next() {
            None => return Ok(false),
            Some(Ok(line)) => cells.split(line),
            Some(Err(Unreadable::Line(problem))) => Err(problem),
            Some(Err(Unreadable::File(problem))) => return Err((Some(lines.number), problem)),
        };
        size(lines.bytes_read)?;
        match split {
            Ok(()) if cells.is_blank() => {}
            Ok(()) => return Ok(true),
            // Without its header nothing else in the file can be understood.
            Err(problem) if lines.number == 1 => return Err((Some(1), problem)),
            Err(problem) => {
                ids.is_whole = false;
                report.fault_of_line(file.name(), lines.number, problem);
            }
        }
    }
}

fn check_size(
    limits: &Limits,
    of_set: u64,
    of_file: u64,
    packed: Option<u64>,
) -> Result<(), (Option<u64>, Problem)> {
    if of_set > limits.unpacked_bytes_max {
        return Err((None, Problem::TooManyBytes(limits.unpacked_bytes_max)));
    }
    let is_bomb = |packed: u64| of_file > RATIO_FREE_BYTES && of_file / limits.ratio_max > packed;
    if packed.is_some_and(is_bomb) {
        return Err((None, Problem::TooTightlyPacked(limits.ratio_max)));
    }
    Ok(())
}

fn take_row(row: &mut Row, ids: &mut Ids, take: &mut Take) {
    if row.cells.len() != row.header.width() {
        let problem = Problem::WrongWidth { found: row.cells.len(), expected: row.header.width() };
        ids.is_whole = false;
        return row.report.fault_of_line(row.file.name(), row.at, problem);
    }
    if !row.cell("dateLastModified").is_empty() {
        row.notice(Notice::ModifiedFilled);
    }
    let is_deleted = is_deleted(row);
    let Some(source) = ids.add(row, is_deleted) else { return };
    if is_deleted {
        row.notice(Notice::DeletedLeftOut);
    } else {
        take(row, source);
    }
}

/// What the row says of itself. `inactive` is what 1.0 said for it, and products still do.
fn is_deleted(row: &mut Row) -> bool {
    const STATUS: &[&str] = &["active", "tobedeleted", "inactive"];
    let cell = row.cell("status");
    if cell.is_empty() {
        return false;
    }
    row.notice(Notice::StatusFilled);
    row.word("status", cell, STATUS).is_some_and(|word| word != "active")
}
