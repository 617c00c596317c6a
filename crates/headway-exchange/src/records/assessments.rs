//! `assessments`: results of whole tests.

use ilp::records::Row;
use serde_json::{Map, Value as Json};

use super::column::{Column, Format};
use super::values::{Values, Wrong, identity, written};
use super::{STUDENT, WITHDRAWN};

/// What a test is for.
const KINDS: &[&str] =
    &["state", "interim", "diagnostic", "screening", "college_entrance", "classroom", "other"];
/// Whether a result counts.
const VALIDITIES: &[&str] = &["valid", "invalidated", "not_tested"];

pub(super) const COLUMNS: [Column; 21] = [
    STUDENT,
    Column::needed("assessment", Format::Text, "the name of the test, the same for everybody who takes it"),
    Column::needed("subject", Format::Text, "the content area"),
    Column::needed("administeredOn", Format::Day, "the day of the test"),
    Column::free("gradeLevel", Format::Grade, "the student's grade on that day"),
    Column::free("scaleScore", Format::Number, "the scale score"),
    Column::free("performanceLevel", Format::Text, "the level in words, as the report has it"),
    Column::free("met", Format::Flag, "whether the standard was met"),
    Column::free("rawScore", Format::Number, "points"),
    Column::free("maxRawScore", Format::Number, "the most points that there are"),
    Column::free("otherScores", Format::Pairs, "any other scores"),
    Column::free("note", Format::Pairs, "notes; notTested=... says why there is no score"),
    Column::free("assessmentId", Format::Id, "the system's id of the test"),
    Column::free(
        "resultId",
        Format::Id,
        "the system's id of this result; by it a corrected result is known again",
    ),
    Column::free("kind", Format::Word(KINDS), "what the test is for"),
    Column::free("level", Format::Whole, "the level as a number, the lowest being 1"),
    Column::free("gradeEquivalent", Format::GradeEquivalent, "the grade equivalent"),
    Column::free("validity", Format::Word(VALIDITIES), "whether the result counts; empty: it does"),
    Column::free(
        "schoolYear",
        Format::Whole,
        "the year in which its school year ends, where the day lies in another",
    ),
    Column::free("standardError", Format::Number, "the standard error of the scale score"),
    WITHDRAWN,
];

/// The columns that stand in the detail under their own names.
const DETAIL: [&str; 17] = [
    "subject",
    "gradeLevel",
    "scaleScore",
    "performanceLevel",
    "met",
    "rawScore",
    "maxRawScore",
    "otherScores",
    "note",
    "assessmentId",
    "resultId",
    "kind",
    "level",
    "gradeEquivalent",
    "validity",
    "schoolYear",
    "standardError",
];

pub(super) fn row(values: &Values, line: u64, mut detail: Map<String, Json>) -> Result<Row, Wrong> {
    let mut row = values.row(line, "administeredOn")?;
    row.name = values.owned("assessment");
    (row.hundredths, row.unit) = match (values.hundredths("scaleScore"), values.hundredths("rawScore")) {
        (Some(score), _) => (Some(score), "scale_score".to_owned()),
        (None, Some(score)) => (Some(score), "raw_score".to_owned()),
        (None, None) => (None, String::new()),
    };
    row.identity = match values.text("resultId") {
        "" => identity(&[&row.name, values.text("subject"), &row.day.to_string()]),
        id => identity(&[id]),
    };
    values.put_into(&DETAIL, &mut detail);
    let is_untested = values.pairs("note").iter().any(|(key, _)| key == "notTested");
    if is_untested && !detail.contains_key("validity") {
        detail.insert("validity".to_owned(), Json::String("not_tested".to_owned()));
    }
    row.detail = written(detail);
    Ok(row)
}
