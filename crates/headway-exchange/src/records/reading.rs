//! A records file, row by row: what is in memory is one line, and the faults so far.

use std::fs::File;
use std::path::Path;

use ilp::records::{Kind, Row};
use serde_json::{Map, Value as Json};

use super::column::{self, Column};
use super::values::Values;
use super::{Fault, Faults, Limits, Mapping, Problem, columns, row_of};
use crate::oneroster::Problem as TableProblem;
use crate::oneroster::lines::{Cells, Lines, Unreadable};

/// How far a read has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Data rows so far.
    pub rows: u64,
    /// Bytes read so far.
    pub bytes: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
}

/// What is left to say of a file that is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Its data rows.
    pub rows: u64,
    /// Columns of the header that nobody asked for.
    pub not_read: Vec<String>,
}

/// A file that is being read.
pub struct Reader {
    kind: Kind,
    name: String,
    lines: Lines<'static>,
    cells: Cells,
    mapping: Mapping,
    limits: Limits,
    header: Header,
    bytes_total: u64,
    rows: u64,
    is_over: bool,
    faults: Faults,
}

/// Where everything stands in a line.
#[derive(Debug, Default)]
struct Header {
    width: usize,
    /// For each column of ours its place in the line and its name in the file.
    places: Vec<(Option<usize>, String)>,
    /// For each name in the detail its place.
    detail: Vec<(String, usize)>,
    not_read: Vec<String>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("kind", &self.kind).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens a file and reads its header. A file above the limit is refused before anything of it is read.
    pub fn open(kind: Kind, path: &Path, mapping: Mapping, limits: Limits) -> Result<Self, Faults> {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned());
        let opened = File::open(path).and_then(|file| file.metadata().map(|about| (file, about)));
        let refuse = |problem| {
            let mut faults = Faults::default();
            faults.add(Fault { file: name.clone(), line: None, column: None, problem });
            faults
        };
        let (file, about) =
            opened.map_err(|error| refuse(TableProblem::CannotOpen(error.to_string()).into()))?;
        if about.is_dir() {
            return Err(refuse(Problem::NotAFile));
        }
        if limits.bytes_max < about.len() {
            return Err(refuse(Problem::TooLarge(limits.bytes_max)));
        }
        let mut reader = Self {
            kind,
            name,
            lines: Lines::new(Box::new(file), limits.line_bytes_max),
            cells: Cells::default(),
            mapping,
            limits,
            header: Header::default(),
            bytes_total: about.len(),
            rows: 0,
            is_over: false,
            faults: Faults::default(),
        };
        reader.header();
        if reader.faults.total == 0 { Ok(reader) } else { Err(reader.faults) }
    }

    /// The next row that is sound. What is wrong with those before it is in the faults.
    pub fn next_row(&mut self) -> Option<Row> {
        while self.line() {
            self.rows += 1;
            if self.limits.rows_max < self.rows {
                self.end_here(TableProblem::TooManyRows(self.limits.rows_max).into());
                return None;
            }
            if let Some(row) = self.row() {
                return Some(row);
            }
        }
        None
    }

    /// Something is wrong with a row that only the database could find.
    pub fn refuse(&mut self, line: u64, column: Option<&str>, problem: Problem) {
        let column = column.map(|column| self.called(column));
        self.faults.add(Fault { file: self.name.clone(), line: Some(line), column, problem });
    }

    /// So many more faults were found than were told.
    pub const fn count_more(&mut self, faults: u64) {
        self.faults.total += faults;
    }

    /// Whether anything is wrong so far.
    #[must_use]
    pub const fn is_faulty(&self) -> bool {
        0 < self.faults.total
    }

    /// How far it is.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        Progress { rows: self.rows, bytes: self.lines.bytes_read, bytes_total: self.bytes_total }
    }

    /// What there is to say at the end.
    pub fn end(self) -> Result<Read, Faults> {
        if self.is_faulty() {
            Err(self.faults)
        } else {
            Ok(Read { rows: self.rows, not_read: self.header.not_read })
        }
    }

    /// A column of ours as the file calls it.
    fn called(&self, ours: &str) -> String {
        let at = columns(self.kind).iter().position(|column| column.name == ours);
        at.and_then(|at| self.header.places.get(at))
            .map_or_else(|| ours.to_owned(), |(_, called)| called.clone())
    }

    fn fault_of_line(&mut self, problem: Problem) {
        let line = Some(self.lines.number);
        self.faults.add(Fault { file: self.name.clone(), line, column: None, problem });
    }

    fn end_here(&mut self, problem: Problem) {
        self.is_over = true;
        self.fault_of_line(problem);
    }

    /// Takes the next line with something in it apart. `false`: there is none.
    fn line(&mut self) -> bool {
        while !self.is_over {
            let Some(line) = self.lines.next() else { return false };
            let split = line.and_then(|line| self.cells.split(line).map_err(Unreadable::Line));
            match split {
                Ok(()) if self.limits.bytes_max < self.lines.bytes_read => {
                    self.end_here(Problem::TooLarge(self.limits.bytes_max));
                }
                Ok(()) if self.cells.is_blank() => {}
                Ok(()) => return true,
                Err(Unreadable::Line(problem)) => {
                    self.fault_of_line(problem.into());
                    // Without a header nothing below it can be read.
                    self.is_over = self.header.width == 0;
                }
                Err(Unreadable::File(problem)) => self.end_here(problem.into()),
            }
        }
        false
    }

    fn header(&mut self) {
        if !self.line() {
            if !self.is_faulty() {
                let problem = TableProblem::NoHeader.into();
                self.faults.add(Fault { file: self.name.clone(), line: None, column: None, problem });
            }
            return;
        }
        let names: Vec<String> = (0..self.cells.len()).map(|at| self.cells.get(at).to_owned()).collect();
        let mut used = vec![false; names.len()];
        let mut find = |name: &str| {
            let at = names.iter().position(|one| one.eq_ignore_ascii_case(name));
            at.inspect(|at| used[*at] = true)
        };
        let mut wrong: Vec<(String, Problem)> = Vec::new();
        for column in columns(self.kind) {
            let mapped = self.mapping.columns.get(column.name);
            let called = mapped.map_or(column.name, String::as_str);
            let place = find(called);
            match (place, mapped) {
                (None, Some(_)) => {
                    wrong.push((called.to_owned(), Problem::MappedColumnMissing(column.name.to_owned())));
                }
                (None, None) if column.required && !self.mapping.always.contains_key(column.name) => {
                    wrong.push((called.to_owned(), TableProblem::MissingColumn.into()));
                }
                _ => {}
            }
            self.header.places.push((place, called.to_owned()));
        }
        for (name, called) in &self.mapping.detail {
            match find(called) {
                Some(at) => self.header.detail.push((name.clone(), at)),
                None => wrong.push((called.clone(), Problem::MappedColumnMissing(name.clone()))),
            }
        }
        for (at, name) in names.iter().enumerate() {
            let is_read_again =
                used[at] && names[at + 1..].iter().any(|later| later.eq_ignore_ascii_case(name));
            if is_read_again {
                wrong.push((name.clone(), TableProblem::RepeatedColumn.into()));
            }
        }
        self.header.width = names.len();
        let not_read = names.into_iter().zip(used).filter(|(_, used)| !used).map(|(name, _)| name);
        self.header.not_read = not_read.collect();
        for (called, problem) in wrong {
            let line = Some(self.lines.number);
            self.faults.add(Fault { file: self.name.clone(), line, column: Some(called), problem });
        }
    }

    fn row(&mut self) -> Option<Row> {
        let (found, expected) = (self.cells.len(), self.header.width);
        if found != expected {
            self.fault_of_line(TableProblem::WrongWidth { found, expected }.into());
            return None;
        }
        let (mut values, mut wrong) = (Values::default(), Vec::new());
        for (at, column) in columns(self.kind).iter().enumerate() {
            match self.value(at, column) {
                Ok(value) => values.push(column.name, value),
                Err(problem) => wrong.push((column.name, problem)),
            }
        }
        let mut more = Map::new();
        for (name, at) in &self.header.detail {
            let text = self.cells.get(*at);
            if !text.is_empty() {
                more.insert(name.clone(), Json::String(text.to_owned()));
            }
        }
        let line = self.lines.number;
        if wrong.is_empty() {
            match row_of(self.kind, &values, line, more) {
                Ok(row) => return Some(row),
                Err((column, problem)) => wrong.push((column, problem)),
            }
        }
        for (column, problem) in wrong {
            self.refuse(line, Some(column), problem);
        }
        None
    }

    /// What a column says in this line, by the mapping's words.
    fn value(&self, at: usize, column: &Column) -> Result<Option<column::Value>, Problem> {
        let place = self.header.places.get(at).and_then(|(place, _)| *place);
        let always = self.mapping.always.get(column.name);
        let (cell, days, decimal_comma) = match (always, place) {
            (Some(always), _) => (always.as_str(), super::day::Days::default(), false),
            (None, Some(at)) => (self.cells.get(at), self.mapping.days, self.mapping.decimal_comma),
            (None, None) => ("", self.mapping.days, false),
        };
        let words = self.mapping.words.get(column.name).filter(|_| always.is_none());
        let meant = words.and_then(|words| words.get(&cell.to_lowercase()));
        let cell = meant.map_or(cell, String::as_str);
        match cell {
            "" if column.required => Err(TableProblem::Empty.into()),
            "" => Ok(None),
            cell => column::read(cell, column.format, days, decimal_comma).map(Some),
        }
    }
}
