//! Records about learners as another system tells them: one row of a file, checked, with that system's ids still in it.

use chrono::NaiveDate;

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Memberships in programs: special education, English learner and so on.
    Programs,
    /// Results of tests.
    Assessments,
    /// Results in parts of tests, one objective each.
    AssessmentObjectives,
    /// Days and lessons on which a learner was not there, or not all the time.
    Attendance,
    /// Incidents, and what each learner had to do with them.
    Incidents,
    /// What the school did after incidents.
    IncidentActions,
}

impl Kind {
    /// All of them, in the order in which a school loads them.
    pub const ALL: [Self; 6] = [
        Self::Programs,
        Self::Assessments,
        Self::AssessmentObjectives,
        Self::Attendance,
        Self::Incidents,
        Self::IncidentActions,
    ];

    /// The word for it on the command line, in mapping files and in the audit.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Programs => "programs",
            Self::Assessments => "assessments",
            Self::AssessmentObjectives => "assessment-objectives",
            Self::Attendance => "attendance",
            Self::Incidents => "incidents",
            Self::IncidentActions => "incident-actions",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One row of a file of any kind. What a kind has no use for is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line in the file, the header being line 1.
    pub line: u64,
    /// Whom it is about.
    pub student: String,
    /// The school in which it happened.
    pub school: Option<String>,
    /// The class in which it happened.
    pub class: Option<String>,
    /// What tells it from the student's other records of the kind. A row of the same identity that says something else corrects
    /// the one before.
    pub identity: String,
    /// The day, or the first of several.
    pub day: NaiveDate,
    /// The first day on which it is over.
    pub until: Option<NaiveDate>,
    /// The word for what it is: which program, what kind of absence, what the student had to do with an incident.
    pub kind: String,
    /// Its name: of the program, of the test.
    pub name: String,
    /// What it is a part of, or which part it is: the incident of an action, the objective of a test.
    pub part: String,
    /// A score or a number of days, in hundredths.
    pub hundredths: Option<i64>,
    /// What the hundredths count.
    pub unit: String,
    /// Minutes that were missed.
    pub minutes: Option<i64>,
    /// Everything else that the row says: JSON, an object with the names of the columns.
    pub detail: String,
    /// The system takes the record back: it should never have been there.
    pub withdrawn: bool,
}
