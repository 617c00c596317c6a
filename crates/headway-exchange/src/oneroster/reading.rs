//! The walk over one file: every row, in order, with its limits, its progress and its id.

use std::collections::{BTreeSet, HashMap};

use ilp::roster::SourceId;

use super::container::Container;
use super::ids::Ids;
use super::limits::RATIO_FREE_BYTES;
use super::lines::{Cells, Lines, Unreadable};
use super::manifest::{Manifest, Mode};
use super::progress::ROWS_BETWEEN;
use super::reference::{Keeping, Reference};
use super::report::Report;
use super::table::{Header, Origin, Row};
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
    /// The files of which this set or the reference tells everything.
    pub(super) told: BTreeSet<DataFile>,
    /// What the system has told before.
    pub(super) reference: Option<Reference>,
    /// What it has told by now.
    pub(super) keeping: Keeping,
}

/// The rows of a file of changes, by their ids.
#[derive(Default)]
struct Changes {
    header: Option<Header>,
    rows: HashMap<SourceId, Change>,
}

/// One of them.
struct Change {
    at: u64,
    cells: Cells,
    is_deleted: bool,
}

impl Changes {
    fn add(&mut self, source: SourceId, change: Change) {
        self.rows.insert(source, change);
    }
}

/// Takes one row whose id is good.
pub(super) type Take<'t> = dyn FnMut(&mut Row, SourceId) + 't;

/// Takes one line that has as many cells as its header.
type Line<'l> = dyn FnMut(&Header, &Cells, u64, &mut Hands) + 'l;

/// What a line may change.
struct Hands<'h> {
    ids: &'h mut Ids,
    report: &'h mut Report,
    keeping: &'h mut Keeping,
}

impl Reading<'_> {
    /// Gives every row of a file to `take`, and the ids of the file afterwards: the rows that the set has, and those of the
    /// reference of which it does not speak. A file that neither has has none.
    pub(super) fn rows(&mut self, file: DataFile, take: &mut Take) -> Ids {
        let mut ids = Ids::of(file);
        let mode = self.manifest.mode(file);
        let is_known = self.reference.as_ref().is_some_and(|reference| reference.has(file));
        if !self.manifest.reads(file) || (mode == Mode::Absent && !is_known) {
            return ids;
        }
        self.told.insert(file);
        self.keeping.begin(file);
        match mode {
            Mode::Bulk => self.whole(file, &mut ids, take),
            Mode::Delta => {
                let changes = self.changes(file, &mut ids);
                self.overlaid(file, changes, &mut ids, take);
            }
            Mode::Absent => self.overlaid(file, Changes::default(), &mut ids, take),
        }
        ids
    }

    /// A file that tells everything.
    fn whole(&mut self, file: DataFile, ids: &mut Ids, take: &mut Take) {
        let rows = self.walk(file, ids, &mut |header, cells, at, hands| {
            let report = &mut *hands.report;
            let origin = Origin::Set;
            let mut row = Row { file, at, header, cells, report, origin, is_left_out: false };
            remark_on_bulk(&mut row);
            let is_deleted = is_deleted(&mut row);
            let Some(source) = hands.ids.add(&mut row, is_deleted) else { return };
            if is_deleted {
                row.notice(Notice::DeletedLeftOut);
            } else {
                take(&mut row, source);
                hands.keeping.row(&row);
            }
        });
        if rows == Some(0) && ids.is_whole {
            self.report.fault_of_file(file.name(), Problem::NoRows);
        }
    }

    /// A file that tells what has changed: its rows, to be laid over those that are known.
    fn changes(&mut self, file: DataFile, ids: &mut Ids) -> Changes {
        let mut changes = Changes::default();
        let mut seen = Ids::at_first_look(file);
        let rows = self.walk(file, ids, &mut |header, cells, at, hands| {
            let report = &mut *hands.report;
            let mut row = Row { file, at, header, cells, report, origin: Origin::Set, is_left_out: false };
            remark_on_delta(&mut row);
            let is_deleted = !row.cell("status").is_empty() && is_deleted(&mut row);
            if let Some(source) = seen.add(&mut row, is_deleted) {
                changes.add(source, Change { at, cells: cells.clone(), is_deleted });
            }
            if changes.header.is_none() {
                changes.header = Some(header.clone());
            }
        });
        ids.is_whole &= seen.is_whole;
        if rows == Some(0) && ids.is_whole {
            self.report.notice_of_file(file.name(), Notice::NoChanges);
        }
        changes
    }

    /// The rows that are known, each as the changes have it, and then those that are new.
    fn overlaid(&mut self, file: DataFile, mut changes: Changes, ids: &mut Ids, take: &mut Take) {
        let Self { reference, report, keeping, .. } = self;
        let mut give = |header: &Header, cells: &Cells, change: Option<(u64, bool)>| {
            let (at, is_deleted) = change.unwrap_or_default();
            let origin = if change.is_some() { Origin::Set } else { Origin::Reference };
            let mut row = Row { file, at, header, cells, report, origin, is_left_out: false };
            let Some(source) = ids.add(&mut row, is_deleted) else { return };
            if is_deleted {
                return;
            }
            take(&mut row, source.clone());
            if row.is_left_out {
                ids.leave_out(source.as_str());
            } else {
                keeping.row(&row);
            }
        };
        let header_of_changes = changes.header.take();
        let of_changes = header_of_changes.as_ref();
        let read = reference.as_mut().map_or(Ok(()), |reference| {
            reference.rows(file, &mut |header, cells| {
                let id = header.place("sourcedId").map_or("", |place| cells.get(place));
                match (changes.rows.remove(id), of_changes) {
                    (Some(change), Some(header)) => {
                        give(header, &change.cells, Some((change.at, change.is_deleted)));
                    }
                    _ => give(header, cells, None),
                }
            })
        });
        let mut news: Vec<Change> = changes.rows.into_values().collect();
        news.sort_by_key(|change| change.at);
        for change in &news {
            if let Some(header) = of_changes {
                give(header, &change.cells, Some((change.at, change.is_deleted)));
            }
        }
        for change in news.iter().filter(|change| change.is_deleted) {
            self.report.notice(file, change.at, Notice::DeletedUnknown);
        }
        if read.is_err() {
            self.report.fault_of_file(file.name(), Problem::DamagedReference);
        }
    }

    /// Gives every line to `each`, and how many there are. `None`: the file could not be read to its end, and the report
    /// says why and where.
    fn walk(&mut self, file: DataFile, ids: &mut Ids, each: &mut Line) -> Option<u64> {
        match self.lines(file, ids, each) {
            Ok(rows) => {
                self.counts.insert(file, rows);
                Some(rows)
            }
            Err((line, problem)) => {
                ids.is_whole = false;
                match line {
                    Some(line) => self.report.fault_of_line(file.name(), line, problem),
                    None => self.report.fault_of_file(file.name(), problem),
                }
                None
            }
        }
    }

    fn lines(
        &mut self,
        file: DataFile,
        ids: &mut Ids,
        each: &mut Line,
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
            if cells.len() == header.width() {
                let hands = &mut Hands { ids, report: &mut self.report, keeping: &mut self.keeping };
                each(header, &cells, lines.number, hands);
            } else {
                let problem = Problem::WrongWidth { found: cells.len(), expected: header.width() };
                ids.is_whole = false;
                self.report.fault_of_line(file.name(), lines.number, problem);
            }
            if rows % ROWS_BETWEEN == 0 {
                (self.progress)(Progress { file, rows, bytes: self.bytes, bytes_total });
            }
        }
        (self.progress)(Progress { file, rows, bytes: self.bytes, bytes_total });
        if header.is_none() { Err((None, Problem::NoHeader)) } else { Ok(rows) }
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

fn remark_on_bulk(row: &mut Row) {
    let modified = row.cell("dateLastModified");
    if !modified.is_empty() {
        row.notice(Notice::ModifiedFilled);
        remark_on_moment(row, modified);
    }
    if !row.cell("status").is_empty() {
        row.notice(Notice::StatusFilled);
    }
}

fn remark_on_delta(row: &mut Row) {
    match row.cell("dateLastModified") {
        "" => row.notice(Notice::ModifiedEmpty),
        modified => remark_on_moment(row, modified),
    }
    if row.cell("status").is_empty() {
        row.notice(Notice::StatusEmpty);
    }
}

fn remark_on_moment(row: &mut Row, modified: &str) {
    if !modified.contains('T') {
        row.notice(Notice::ModifiedDateOnly);
    }
}

/// What the row says of itself. `inactive` is what 1.0 said for it, and products still do.
fn is_deleted(row: &mut Row) -> bool {
    const STATUS: &[&str] = &["active", "tobedeleted", "inactive"];
    let cell = row.cell("status");
    if cell.is_empty() {
        return false;
    }
    row.word("status", cell, STATUS).is_some_and(|word| word != "active")
}
