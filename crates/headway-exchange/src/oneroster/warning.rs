//! What is odd about a set and was loaded all the same.

use std::borrow::Cow;
use std::fmt;

use thiserror::Error;

/// One kind of oddity in one file, however often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file in the set.
    pub file: Cow<'static, str>,
    /// What is odd.
    pub notice: Notice,
    /// How many times.
    pub count: u64,
    /// The first line where it was seen. `None`: the file as a whole.
    pub first_line: Option<u64>,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.notice)?;
        match (self.first_line, self.count) {
            (Some(line), 1) => write!(f, " (line {line})"),
            (Some(line), count) => write!(f, " ({count} times, first in line {line})"),
            (None, _) => Ok(()),
        }
    }
}

/// Everything that is odd and no fault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum Notice {
    /// `status` is filled. Bulk files must leave it blank; `active` changes nothing.
    #[error("status is filled, which a bulk file should leave empty")]
    StatusFilled,
    /// `dateLastModified` is filled; it is not looked at.
    #[error("dateLastModified is filled, which a bulk file should leave empty; it was not used")]
    ModifiedFilled,
    /// `dateLastModified` is a day, where a moment belongs.
    #[error("dateLastModified is a date without a time")]
    ModifiedDateOnly,
    /// A row of changes that does not say whether it is active; taken as active.
    #[error("status is empty, which a set of changes must fill; taken as active")]
    StatusEmpty,
    /// A row of changes that does not say when it changed; the last set that is loaded has the say.
    #[error("dateLastModified is empty, which a set of changes must fill; it was not used")]
    ModifiedEmpty,
    /// A row that is to be deleted and that nobody knew.
    #[error("rows marked as deleted that were not there; nothing was done")]
    DeletedUnknown,
    /// Rows loaded before that point to what this set takes away.
    #[error("rows loaded before went with what they point to")]
    WentAlong,
    /// Rows loaded before whose parent this set takes away.
    #[error("rows loaded before stay without their parent, which has left")]
    ParentLeft,
    /// A file of changes with a header alone.
    #[error("holds no changes")]
    NoChanges,
    /// Every file is absent: the system says that nothing changed.
    #[error("holds no files, so nothing has changed")]
    NoUpdates,
    /// A row says that it is to be deleted (or, as in 1.0, inactive), so it was left out.
    #[error("rows marked as deleted were left out")]
    DeletedLeftOut,
    /// The columns are read by name, so the order does no harm.
    #[error("the columns are not in the order of the specification")]
    ColumnOrder,
    /// A column that is in no edition and does not begin with `metadata.`.
    #[error("the column {0:?} is unknown and was not read")]
    UnknownColumn(String),
    /// A column without which the file can still be read.
    #[error("the column {0} is missing and was taken as empty")]
    MissingColumn(&'static str),
    /// The name of a file differs in upper and lower case.
    #[error("the name of the file differs in upper and lower case")]
    FileNameCase,
    /// A file that is no part of a set.
    #[error("is no file of a roster and was not read")]
    StrangeFile,
    /// A file of a set that this program does not read.
    #[error("is not read by this program")]
    NotRead,
    /// The manifest says nothing about a file, and it is not there.
    #[error("the manifest does not state {0}; taken as absent")]
    NotInManifest(&'static str),
    /// A word differs from its list in upper and lower case only.
    #[error("{0}: words differ from the specification in upper and lower case")]
    WordCase(&'static str),
    /// An id has characters that the specification does not allow; it was kept letter for letter.
    #[error("{0}: ids hold characters other than letters, digits and . - _ / @")]
    OddId(&'static str),
    /// A grade in no list, kept as it came.
    #[error("{0}: grades that are no common code were kept as they are")]
    OddGrade(&'static str),
    /// As many subject codes as subjects, or none of one: otherwise nobody can tell which belongs to which.
    #[error("subjects and subjectCodes differ in length; the codes were not used")]
    UnevenSubjects,
    /// Dates of an enrolment reach beyond the terms of its class.
    #[error("enrollments reach beyond the terms of their class")]
    OutsideTerms,
    /// The column is about teachers; what a student's row says there was not used.
    #[error("primary is filled for students; it is about teachers and was not used")]
    PrimaryOfStudent,
    /// Nobody says what this person is. They are loaded and can do nothing.
    #[error("people without any role")]
    NoRole,
    /// An agent of a student is no parent, guardian or relative: kept as unstated, which grants nothing.
    #[error("students' agents who are no parent, guardian or relative; somebody must say what they are")]
    UnstatedAgent,
    /// Somebody who is no student names agents. Only a student's own list is read, or every family would stand twice.
    #[error("agents of people who are no students were not used")]
    AgentOfAdult,
    /// The list of a student names somebody twice, or the student.
    #[error("agents who stand twice in a list, or are the student, were left out")]
    RepeatedAgent,
}
