//! What is wrong with a records file, where, and what to do about it.

use std::fmt;

use thiserror::Error;

use crate::oneroster::{self, Fault as RosterFault};

/// One thing that must be put right before anything is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the file.
    pub file: String,
    /// The line, the header being line 1. `None`: the file as a whole.
    pub line: Option<u64>,
    /// The column as the file calls it. `None`: the line as a whole.
    pub column: Option<String>,
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

/// All that is wrong with a file: the first thousand faults, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults {
    /// At most `KEPT_MAX`, in the order in which they were found.
    pub kept: Vec<Fault>,
    /// All of them.
    pub total: u64,
}

impl Faults {
    /// How many faults are kept.
    pub const KEPT_MAX: usize = oneroster::Faults::KEPT_MAX;

    /// How many were found and not kept.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.total - self.kept.len() as u64
    }

    /// Adds one.
    pub(super) fn add(&mut self, fault: Fault) {
        self.total += 1;
        if self.kept.len() < Self::KEPT_MAX {
            self.kept.push(fault);
        }
    }
}

/// Everything that can be wrong. What to do about it: [`Fault::remedy`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// Wrong as text or as a table, as a file of a roster can be.
    #[error(transparent)]
    Table(#[from] oneroster::Problem),
    /// The path is a folder or something else that has no lines.
    #[error("is no file")]
    NotAFile,
    /// More bytes than the limit.
    #[error("is larger than {0} bytes")]
    TooLarge(u64),
    /// The mapping names a column of theirs that the header does not have.
    #[error("is not in the header, and the mapping says that {0} stands in it")]
    MappedColumnMissing(String),
    /// An id above 255 characters.
    #[error("is longer than 255 characters")]
    IdTooLong,
    /// Not a day as the file writes them.
    #[error("{text:?} is no day as {format}")]
    NotADay {
        /// The cell, shortened.
        text: String,
        /// How days are written in this file.
        format: &'static str,
    },
    /// Not a time of day.
    #[error("{0:?} is no time of day")]
    NotATime(String),
    /// Not a number with at most two decimals.
    #[error("{0:?} is no number with at most two decimals")]
    NotANumber(String),
    /// Not a whole number.
    #[error("{0:?} is no whole number")]
    NotWhole(String),
    /// Not true or false.
    #[error("{0:?} is neither true nor false")]
    NotAFlag(String),
    /// Not a grade and a tenth.
    #[error("{0:?} is no grade equivalent")]
    NotAGradeEquivalent(String),
    /// Not `key=value` pairs.
    #[error("{0:?} does not begin with a key and a value")]
    NotPairs(String),
    /// Not in the list.
    #[error("{word:?} is not one of: {}", .allowed.join(", "))]
    UnknownWord {
        /// The cell, shortened.
        word: String,
        /// What it could say.
        allowed: &'static [&'static str],
        /// Whether the district may have words of its own there.
        own: bool,
    },
    /// The last day lies before the first.
    #[error("lies before the first day")]
    EndsBeforeItBegins,
    /// Nothing tells which record it is.
    #[error("is empty, and so is {0}")]
    NeitherOf(&'static str),
    /// Another line says something else of the same record.
    #[error("says something else than line {0} about the same record")]
    SaidOtherwise(u64),
    /// The roster has no such person.
    #[error("no person of the roster has the id {0:?}")]
    UnknownStudent(String),
    /// The person is no student.
    #[error("{0:?} is no student of the roster")]
    NotAStudent(String),
    /// The roster has no such school.
    #[error("no school of the roster has the id {0:?}")]
    UnknownSchool(String),
    /// The roster has no such class.
    #[error("no class of the roster has the id {0:?}")]
    UnknownClass(String),
}

impl Fault {
    /// What to do, in words for the person who makes the file.
    #[must_use]
    pub fn remedy(&self) -> String {
        remedy(&self.problem).to_owned()
    }
}

fn remedy(problem: &Problem) -> &'static str {
    match problem {
        Problem::NotAFile => "name one CSV file",
        Problem::TooLarge(_) | Problem::Table(oneroster::Problem::TooManyRows(_)) => {
            "export one school year at a time"
        }
        Problem::Table(problem) => of_table(problem),
        Problem::MappedColumnMissing(_) => {
            "write the column in the mapping as the header has it, letter for letter"
        }
        Problem::IdTooLong => "use a shorter id",
        Problem::NotADay { .. } => {
            "write the day that way, or name the right format in a mapping: dates = \"MM/DD/YYYY\""
        }
        Problem::NotATime(_) => "write the time as 14:30",
        Problem::NotANumber(_) => {
            "write it as 25.5, or set decimal = \",\" in a mapping where the file has commas"
        }
        Problem::NotWhole(_) => "write it as 45, without a sign or decimals",
        Problem::NotAFlag(_) => "write true or false, or say in a mapping which words mean them",
        Problem::NotAGradeEquivalent(_) => {
            "write it as 5.6 or K.4, with < or > before it where the test ends there"
        }
        Problem::NotPairs(_) => "write key=value, with a semicolon and a space before the next key",
        Problem::UnknownWord { own: false, .. } => {
            "use one of these words, or say in a mapping which of them is meant"
        }
        Problem::UnknownWord { .. } => {
            "use one of these words or one of your own that begins with ext:, or say in a mapping which is meant"
        }
        Problem::EndsBeforeItBegins => "correct one of the two days; the last day is the last one in it",
        Problem::NeitherOf(_) => "fill in one of the two",
        Problem::SaidOtherwise(_) => "keep the line that is right, and take the other out",
        Problem::UnknownStudent(_) | Problem::UnknownSchool(_) | Problem::UnknownClass(_) => {
            "load the roster first, or correct the id; upper and lower case differ"
        }
        Problem::NotAStudent(_) => "put the id of the student here",
    }
}

/// What the reader of rosters advises, unless it speaks of a set of files.
fn of_table(problem: &oneroster::Problem) -> &'static str {
    match problem {
        oneroster::Problem::CannotOpen(_) => "check the path and that this program may read it",
        oneroster::Problem::DamagedFile(_) => "copy the file again, then export it again",
        oneroster::Problem::NoHeader => "export the file again; its first line names the columns",
        oneroster::Problem::MissingColumn => {
            "add the column to the header and the rows, or say in a mapping which of theirs it is"
        }
        other => RosterFault { file: "".into(), line: None, column: None, problem: other.clone() }.remedy(),
    }
}
