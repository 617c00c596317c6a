//! Records about learners as CSV: programs, assessments, attendance, incidents. Our own columns, or another system's by a
//! [`Mapping`].
//!
//! A file is read row by row, so that memory does not grow with it. Every bad row is told; who reads loads nothing then.

mod assessment_objectives;
mod assessments;
mod attendance;
mod column;
mod day;
mod fault;
mod incident_actions;
mod incidents;
mod limits;
mod mapping;
mod programs;
mod reading;
#[cfg(test)]
mod tests;
mod values;

use ilp::records::{Kind, Row};
use serde_json::{Map, Value as Json};

pub use column::{Column, Format};
pub use day::Days;
pub use fault::{Fault, Faults, Problem};
pub use limits::Limits;
pub use mapping::{Mapping, MappingFault};
pub use reading::{Progress, Read, Reader};

use values::{Values, Wrong};

/// The columns of a kind of file, in the order in which we write them.
#[must_use]
pub const fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Programs => &programs::COLUMNS,
        Kind::Assessments => &assessments::COLUMNS,
        Kind::AssessmentObjectives => &assessment_objectives::COLUMNS,
        Kind::Attendance => &attendance::COLUMNS,
        Kind::Incidents => &incidents::COLUMNS,
        Kind::IncidentActions => &incident_actions::COLUMNS,
    }
}

/// What the values of a line say together. `more` is what a mapping puts into the detail.
fn row_of(kind: Kind, values: &Values, line: u64, more: Map<String, Json>) -> Result<Row, Wrong> {
    match kind {
        Kind::Programs => programs::row(values, line, more),
        Kind::Assessments => assessments::row(values, line, more),
        Kind::AssessmentObjectives => assessment_objectives::row(values, line, more),
        Kind::Attendance => attendance::row(values, line, more),
        Kind::Incidents => incidents::row(values, line, more),
        Kind::IncidentActions => incident_actions::row(values, line, more),
    }
}

/// The columns that every kind begins and ends with.
const STUDENT: Column =
    Column::needed("studentSourcedId", Format::Id, "the student's sourcedId in the roster");
const WITHDRAWN: Column = Column::free(
    "withdrawn",
    Format::Flag,
    "true takes back a record that should never have been there; it stays, struck out",
);
