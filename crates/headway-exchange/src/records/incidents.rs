//! `incidents`: what happened, and what each student had to do with it. Who suffered must never be taken for who did it, so
//! that is the kind of the record.

use ilp::records::Row;
use serde_json::{Map, Value as Json};

use super::column::{Column, Format};
use super::values::{Values, Wrong, identity, written};
use super::{STUDENT, WITHDRAWN};

const PARTICIPATIONS: &[&str] = &["perpetrator", "victim", "witness", "reporter", "other"];

pub(super) const COLUMNS: [Column; 13] = [
    STUDENT,
    Column::free("schoolSourcedId", Format::Id, "the school's sourcedId in the roster"),
    Column::needed("incidentId", Format::Id, "the system's id of the incident"),
    Column::needed("date", Format::Day, "the day"),
    Column::free("time", Format::Time, "the time of day"),
    Column::needed("participation", Format::Word(PARTICIPATIONS), "what the student had to do with it"),
    Column::free("behavior", Format::Text, "what happened, in the system's word"),
    Column::free("behaviorDetail", Format::Text, "more exactly"),
    Column::free("location", Format::Text, "where"),
    Column::free("weapon", Format::Text, "which weapon, if there was one"),
    Column::free("reportedToLawEnforcement", Format::Flag, "whether the police were told"),
    Column::free("reporterSourcedId", Format::Id, "the sourcedId of who reported it"),
    WITHDRAWN,
];

pub(super) fn row(values: &Values, line: u64, mut detail: Map<String, Json>) -> Result<Row, Wrong> {
    let mut row = values.row(line, "date")?;
    row.school = values.text_or_none("schoolSourcedId");
    row.kind = values.owned("participation");
    row.name = values.owned("incidentId");
    row.identity = identity(&[&row.name, &row.kind]);
    let columns = [
        "incidentId",
        "schoolSourcedId",
        "time",
        "behavior",
        "behaviorDetail",
        "location",
        "weapon",
        "reportedToLawEnforcement",
        "reporterSourcedId",
    ];
    values.put_into(&columns, &mut detail);
    row.detail = written(detail);
    Ok(row)
}
