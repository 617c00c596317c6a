//! `programs`: who is in which program, and how long.

use ilp::records::Row;
use serde_json::{Map, Value as Json};

use super::column::{Column, Format};
use super::values::{Values, Wrong, identity, written};
use super::{Problem, STUDENT, WITHDRAWN};

/// Which programs there are.
const PROGRAMS: &[&str] = &[
    "special_education",
    "section_504",
    "english_learner",
    "title_i",
    "bilingual",
    "gifted",
    "cte",
    "migrant",
    "homeless",
    "foster_care",
    "school_food",
    "neglected_or_delinquent",
    "intervention",
    "other",
];

pub(super) const COLUMNS: [Column; 8] = [
    STUDENT,
    Column::needed("program", Format::OwnWord(PROGRAMS), "which program"),
    Column::needed("beginDate", Format::Day, "the first day in it"),
    Column::free("endDate", Format::Day, "the last day in it; empty while it goes on"),
    Column::free("name", Format::Text, "what the program is called; else the name in detail"),
    Column::free("programId", Format::Id, "the system's id of this membership, if it has one"),
    Column::free("detail", Format::Pairs, "anything else about it"),
    WITHDRAWN,
];

pub(super) fn row(values: &Values, line: u64, mut detail: Map<String, Json>) -> Result<Row, Wrong> {
    let mut row = values.row(line, "beginDate")?;
    if let Some(last) = values.day("endDate") {
        if last < row.day {
            return Err(("endDate", Problem::EndsBeforeItBegins));
        }
        row.until = last.succ_opt();
    }
    row.kind = values.owned("program");
    row.name = values.owned("name");
    for (key, value) in values.pairs("detail") {
        if key == "name" && row.name.is_empty() {
            row.name.clone_from(value);
        } else {
            detail.insert(key.clone(), Json::String(value.clone()));
        }
    }
    row.identity = match values.text("programId") {
        "" => identity(&[&row.kind, &row.name, &row.day.to_string()]),
        id => identity(&[id]),
    };
    values.put_into(&["programId"], &mut detail);
    row.detail = written(detail);
    Ok(row)
}
