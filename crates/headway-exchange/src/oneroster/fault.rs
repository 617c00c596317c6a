//! What is wrong with a set, where, and what to do about it.

use std::borrow::Cow;
use std::fmt;

use thiserror::Error;

use super::DataFile;

/// One thing that must be put right before anything is loaded.
///
/// It quotes at most one cell, shortened. Such a cell can be personal (a birth date), never a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file in the set, or the set itself.
    pub file: Cow<'static, str>,
    /// The line in the file, counted from 1, the header being line 1. `None`: the file as a whole.
    pub line: Option<u64>,
    /// The name of the column. `None`: the line as a whole.
    pub column: Option<Cow<'static, str>>,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// All that is wrong with a set: the first thousand faults, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Error)]
#[error("nothing was loaded; faults in the roster files: {total}{}", self.first())]
pub struct Faults {
    /// At most `KEPT_MAX`, in the order in which they were found.
    pub kept: Vec<Fault>,
    /// All of them.
    pub total: u64,
}

impl Faults {
    /// How many faults are kept: a person who has read a thousand has seen the pattern.
    pub const KEPT_MAX: usize = 1_000;

    /// How many were found and not kept.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.total - self.kept.len() as u64
    }

    pub(super) fn add(&mut self, fault: Fault) {
        self.total += 1;
        if self.kept.len() < Self::KEPT_MAX {
            self.kept.push(fault);
        }
    }

    fn first(&self) -> String {
        self.kept.first().map(|fault| format!("; the first: {fault}")).unwrap_or_default()
    }
}

/// Everything that can be wrong. What to do about it: `Fault::remedy`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// The path cannot be read at all.
    #[error("cannot be opened ({0})")]
    CannotOpen(String),
    /// Neither a folder nor a zip.
    #[error("is neither a folder nor a zip file")]
    NotAZip,
    /// Begins like a zip, and its list of contents at the end is missing or broken.
    #[error("is a zip file that is cut off or damaged ({0})")]
    DamagedZip(String),
    /// An entry's bytes do not unpack.
    #[error("is damaged and cannot be read to its end ({0})")]
    DamagedFile(String),
    /// An entry is encrypted.
    #[error("is protected with a password")]
    Encrypted,
    /// An entry's name leads out of the folder, or it is a link.
    #[error("has a name that leads outside the set, or is a link")]
    UnsafeName,
    /// An entry lies in a folder of the zip.
    #[error("lies in a folder inside the set")]
    NestedFile,
    /// The whole set lies in one folder.
    #[error("has all its files inside the folder {0:?}")]
    EnclosingFolder(String),
    /// Two entries have one name.
    #[error("is in the set twice")]
    RepeatedFile,
    /// More entries than a set can have.
    #[error("holds more than {0} files")]
    TooManyFiles(usize),
    /// The set is larger than the limit.
    #[error("is larger than {0} bytes when unpacked")]
    TooManyBytes(u64),
    /// The set unpacks suspiciously well.
    #[error("unpacks to more than {0} times its packed size")]
    TooTightlyPacked(u64),
    /// No `manifest.csv`.
    #[error("is missing")]
    NoManifest,
    /// A row of the manifest is not a pair.
    #[error("should be a property name and a value")]
    NotAProperty,
    /// A property that must be there is not.
    #[error("does not state {0}")]
    NoProperty(&'static str),
    /// A version that this program does not read.
    #[error("states version {0:?}")]
    UnknownVersion(String),
    /// A mode that is not in the specification.
    #[error("states {0:?} where absent, bulk or delta belongs")]
    UnknownMode(String),
    /// Only changes, and nothing is known that they could change.
    #[error("holds only changes (delta), and no whole set of {0:?} was loaded before")]
    NoReference(String),
    /// What was kept of the set before cannot be read.
    #[error("what was kept of the set before is damaged")]
    DamagedReference,
    /// Changes in another version than the whole set before.
    #[error("holds only changes (delta) in another version than the set that was loaded before")]
    OtherVersion,
    /// The manifest names a file that is not there.
    #[error("is missing, and the manifest says that it is there")]
    MissingFile,
    /// A file is there and the manifest says otherwise.
    #[error("is there, and the manifest says that it is not")]
    UnannouncedFile,
    /// A file is absent that another file points to.
    #[error("is absent, and {0} cannot be loaded without it")]
    NeededFile(&'static str),
    /// Nothing of what is read is there.
    #[error("holds no file that can be loaded")]
    NothingToLoad,
    /// Not UTF-8; the byte is counted from 1 in its line.
    #[error("is not UTF-8 text (byte {0} of the line)")]
    NotUtf8(usize),
    /// A line above the limit.
    #[error("is longer than {0} bytes")]
    LineTooLong(usize),
    /// More rows than the limit.
    #[error("has more than {0} rows")]
    TooManyRows(u64),
    /// An empty file.
    #[error("is empty")]
    NoHeader,
    /// A header and nothing below.
    #[error("has a header and no rows")]
    NoRows,
    /// The header lacks a column.
    #[error("is not in the header")]
    MissingColumn,
    /// The header has a column twice.
    #[error("is in the header twice")]
    RepeatedColumn,
    /// A quote that does not close before the line ends.
    #[error("opens a quote and does not close it before the line ends")]
    UnclosedQuote,
    /// `"a"b`.
    #[error("has text after a closing quote")]
    TextAfterQuote,
    /// An invisible character.
    #[error("holds the control character {0}")]
    ControlCharacter(u32),
    /// More or fewer cells than the header.
    #[error("has {found} cells where the header has {expected}")]
    WrongWidth {
        /// Cells of the line.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A required cell is empty.
    #[error("is empty")]
    Empty,
    /// Not a day of the calendar as `YYYY-MM-DD`.
    #[error("{0:?} is not a date")]
    NotADate(String),
    /// Not a year as `YYYY`.
    #[error("{0:?} is not a year")]
    NotAYear(String),
    /// Not in the vocabulary.
    #[error("{word:?} is not one of: {}", .allowed.join(", "))]
    UnknownWord {
        /// What the cell says, shortened.
        word: String,
        /// What it could say.
        allowed: &'static [&'static str],
    },
    /// An id above 255 characters.
    #[error("is longer than 255 characters")]
    IdTooLong,
    /// An id that an earlier row has.
    #[error("{id:?} is already the id of line {first_line}")]
    RepeatedId {
        /// The id, shortened.
        id: String,
        /// Where it was first seen.
        first_line: u64,
    },
    /// A reference to a row that is not there.
    #[error("{id:?} is in no row of {}", .target.name())]
    PointsNowhere {
        /// The id, shortened.
        id: String,
        /// Where the row should be.
        target: DataFile,
    },
    /// A reference to a row that is marked as deleted.
    #[error("{id:?} is marked tobedeleted in {}", .target.name())]
    PointsAtDeleted {
        /// The id, shortened.
        id: String,
        /// Where the row is.
        target: DataFile,
    },
    /// A row that is its own ancestor.
    #[error("{0:?} is its own ancestor")]
    OwnAncestor(String),
    /// The end lies before the beginning.
    #[error("lies before the first day")]
    EndsBeforeItBegins,
}

/// A cell as a fault may quote it: never so long that it hides the message.
pub(crate) fn quoted(cell: &str) -> String {
    const SHOWN_MAX: usize = 60;
    if cell.chars().nth(SHOWN_MAX).is_none() {
        return cell.to_owned();
    }
    cell.chars().take(SHOWN_MAX).chain(['…']).collect()
}
