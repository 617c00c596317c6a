//! One data file as rows: its header, and the cells of a row by the names of their columns.

use std::borrow::Cow;

use ilp::roster::SourceId;

use super::ids::Ids;
use super::lines::Cells;
use super::report::Report;
use super::{DataFile, Notice, Problem, Version};

/// Which column stands where.
#[derive(Debug, Default, Clone)]
pub(super) struct Header {
    /// The names by position; `""` for a column that is not read, so that nobody can ask for it.
    names: Vec<Cow<'static, str>>,
}

impl Header {
    /// Takes the names from the first line. `None` if the rows cannot be read with it.
    pub(super) fn read(file: DataFile, version: Version, cells: &Cells, report: &mut Report) -> Option<Self> {
        let found: Vec<&str> = (0..cells.len()).map(|at| cells.get(at)).collect();
        let mut is_usable = true;
        for (at, name) in found.iter().enumerate() {
            if found[..at].contains(name) {
                report.fault(file, 1, (*name).to_owned(), Problem::RepeatedColumn);
                is_usable = false;
            }
        }
        for column in file.columns(version).filter(|column| !found.contains(&column.name)) {
            if column.required {
                report.fault(file, 1, column.name, Problem::MissingColumn);
                is_usable = false;
            } else if !column.sometimes {
                report.notice(file, 1, Notice::MissingColumn(column.name));
            }
        }
        Self::remark_on_oddities(file, version, &found, report);
        let known = |name: &str| file.columns(version).map(|column| column.name).find(|known| *known == name);
        let names = found.iter().map(|name| Cow::Borrowed(known(name).unwrap_or_default())).collect();
        is_usable.then_some(Self { names })
    }

    fn remark_on_oddities(file: DataFile, version: Version, found: &[&str], report: &mut Report) {
        let place = |name: &str| file.columns(version).position(|column| column.name == name);
        for name in found.iter().filter(|name| place(name).is_none() && !name.starts_with("metadata.")) {
            report.notice(file, 1, Notice::UnknownColumn((*name).to_owned()));
        }
        let places: Vec<usize> = found.iter().filter_map(|name| place(name)).collect();
        let first_unknown = found.iter().position(|name| place(name).is_none()).unwrap_or(found.len());
        if !places.is_sorted() || first_unknown < places.len() {
            report.notice(file, 1, Notice::ColumnOrder);
        }
    }

    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.names.iter().position(|name| name == column)
    }

    pub(super) fn width(&self) -> usize {
        self.names.len()
    }
}

/// One row. What its cells hold is asked by column; what is wrong with it goes to the report.
pub(super) struct Row<'a> {
    pub(super) file: DataFile,
    pub(super) at: u64,
    pub(super) header: &'a Header,
    pub(super) cells: &'a Cells,
    pub(super) report: &'a mut Report,
    pub(super) origin: Origin,
    /// Set for a row of the reference that cannot go on without what the set takes away.
    pub(super) is_left_out: bool,
}

/// Where a row was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// In the set.
    Set,
    /// In what was loaded before, and the set does not speak of it.
    Reference,
}

impl<'a> Row<'a> {
    /// The line in the file.
    pub(super) fn line(&self) -> u64 {
        self.at
    }

    /// What is in the cell, or `""`.
    pub(super) fn cell(&self, column: &'static str) -> &'a str {
        self.header.place(column).map_or("", |place| self.cells.get(place))
    }

    /// What is in the cell, if anything.
    pub(super) fn optional(&self, column: &'static str) -> Option<String> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    /// What is in the cell. `None`: it is empty, and the report says so.
    pub(super) fn required(&mut self, column: &'static str) -> Option<&'a str> {
        match self.cell(column) {
            "" => self.refuse(column, Problem::Empty),
            cell => Some(cell),
        }
    }

    /// The same, as text of its own.
    pub(super) fn text(&mut self, column: &'static str) -> Option<String> {
        self.required(column).map(str::to_owned)
    }

    /// The entries of a list in one cell; none if it is empty.
    pub(super) fn list(&self, column: &'static str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column).split(',').map(str::trim).filter(|entry| !entry.is_empty())
    }

    /// The row that this cell points to. `None`: it is empty or leads nowhere, and the report says so.
    pub(super) fn reference(&mut self, column: &'static str, ids: &Ids) -> Option<SourceId> {
        let id = self.required(column)?;
        self.follow(column, id, ids)
    }

    /// The row that this cell points to, if it points anywhere. Outer `None`: it leads nowhere.
    #[expect(
        clippy::option_option,
        reason = "a cell that is empty and a cell that is wrong are different things"
    )]
    pub(super) fn optional_reference(&mut self, column: &'static str, ids: &Ids) -> Option<Option<SourceId>> {
        match self.cell(column) {
            "" => Some(None),
            id => self.follow(column, id, ids).map(Some),
        }
    }

    /// The rows that this list points to. `None`: it is empty or one leads nowhere, and the report says so.
    pub(super) fn references(&mut self, column: &'static str, ids: &Ids) -> Option<Vec<SourceId>> {
        self.required(column)?;
        let entries: Vec<&str> = self.list(column).collect();
        let left: Vec<SourceId> = entries.iter().filter_map(|id| ids.follow(id).ok()).collect();
        if self.origin == Origin::Reference && !left.is_empty() {
            // One of several places or terms may be gone; the row goes on with the others.
            return Some(left);
        }
        let followed: Vec<_> = entries.iter().map(|id| self.follow(column, id, ids)).collect();
        followed.into_iter().collect()
    }

    fn follow(&mut self, column: &'static str, id: &str, ids: &Ids) -> Option<SourceId> {
        ids.follow(id).map_or_else(|problem| self.refuse(column, problem), Some)
    }

    /// Tells what is wrong with a cell; `None`, for whoever wanted its value.
    pub(super) fn refuse<T>(&mut self, column: &'static str, problem: Problem) -> Option<T> {
        if self.origin == Origin::Reference {
            if !self.is_left_out {
                self.report.notice_of_file(self.file.name(), Notice::WentAlong);
            }
            self.is_left_out = true;
            return None;
        }
        self.report.fault(self.file, self.at, column, problem);
        None
    }

    /// Tells what is odd about this row.
    pub(super) fn notice(&mut self, notice: Notice) {
        // What is odd about a row of the reference was said when it came.
        if self.origin == Origin::Set {
            self.report.notice(self.file, self.at, notice);
        }
    }
}
