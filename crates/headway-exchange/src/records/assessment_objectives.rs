//! `assessment-objectives`: results in parts of a test. They are kept apart from the tests: a part is no content area.

use ilp::records::Row;
use serde_json::{Map, Value as Json};

use super::column::{Column, Format};
use super::values::{Values, Wrong, identity, written};
use super::{STUDENT, WITHDRAWN};

pub(super) const COLUMNS: [Column; 11] = [
    STUDENT,
    Column::needed("assessment", Format::Text, "the name of the test, as in assessments"),
    Column::needed("subject", Format::Text, "the content area"),
    Column::needed("administeredOn", Format::Day, "the day of the test"),
    Column::needed("objective", Format::Text, "which part"),
    Column::free("rawScore", Format::Number, "points in it"),
    Column::free("maxRawScore", Format::Number, "the most points that there are in it"),
    Column::free("performanceLevel", Format::Text, "the level in words"),
    Column::free("met", Format::Flag, "whether the standard was met in it"),
    Column::free("learningStandards", Format::List, "codes of the standards that it tests"),
    WITHDRAWN,
];

pub(super) fn row(values: &Values, line: u64, mut detail: Map<String, Json>) -> Result<Row, Wrong> {
    let mut row = values.row(line, "administeredOn")?;
    row.name = values.owned("assessment");
    row.part = values.owned("objective");
    row.hundredths = values.hundredths("rawScore");
    row.unit = row.hundredths.map_or_else(String::new, |_| "raw_score".to_owned());
    row.identity = identity(&[&row.name, values.text("subject"), &row.day.to_string(), &row.part]);
    let columns = ["subject", "rawScore", "maxRawScore", "performanceLevel", "met", "learningStandards"];
    values.put_into(&columns, &mut detail);
    row.detail = written(detail);
    Ok(row)
}
