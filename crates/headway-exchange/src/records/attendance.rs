//! `attendance`: days and lessons on which a student was not there, or not all the time.

use ilp::records::Row;
use serde_json::{Map, Value as Json};

use super::column::{Column, Format};
use super::values::{Values, Wrong, identity, written};
use super::{STUDENT, WITHDRAWN};

/// What there is to record of a day or a lesson. Those of `WHOLE` take each other's place.
const EVENTS: &[&str] = &[
    "absent_excused",
    "absent_unexcused",
    "absent_suspended",
    "present",
    "partial_excused",
    "partial_unexcused",
    "tardy",
    "left_early",
];
const WHOLE: [&str; 4] = ["absent_excused", "absent_unexcused", "absent_suspended", "present"];
const PARTIAL: [&str; 2] = ["partial_excused", "partial_unexcused"];
/// A whole day, in hundredths.
const DAY: i64 = 100;

pub(super) const COLUMNS: [Column; 9] = [
    STUDENT,
    Column::free("schoolSourcedId", Format::Id, "the school's sourcedId in the roster"),
    Column::needed("date", Format::Day, "the day"),
    Column::needed("event", Format::Word(EVENTS), "what happened; present takes an absence of the day back"),
    Column::free("durationDays", Format::Number, "days missed; empty: 1 where a whole day is absent"),
    Column::free("durationMinutes", Format::Whole, "minutes missed"),
    Column::free("arrivalTime", Format::Time, "when the student came"),
    Column::free(
        "classSourcedId",
        Format::Id,
        "the class's sourcedId in the roster, where it is about one lesson",
    ),
    WITHDRAWN,
];

pub(super) fn row(values: &Values, line: u64, mut detail: Map<String, Json>) -> Result<Row, Wrong> {
    let mut row = values.row(line, "date")?;
    row.school = values.text_or_none("schoolSourcedId");
    row.class = values.text_or_none("classSourcedId");
    row.kind = values.owned("event");
    let word = row.kind.as_str();
    let is_whole_day = row.class.is_none() && word.starts_with("absent");
    row.hundredths = values.hundredths("durationDays").or(is_whole_day.then_some(DAY));
    row.minutes = values.whole("durationMinutes");
    let shape = match word {
        word if WHOLE.contains(&word) => "whole",
        word if PARTIAL.contains(&word) => "partial",
        word => word,
    };
    row.identity = identity(&[&row.day.to_string(), row.class.as_deref().unwrap_or_default(), shape]);
    values.put_into(&["arrivalTime"], &mut detail);
    row.detail = written(detail);
    Ok(row)
}
