//! `incident-actions`: what the school did after an incident, and for how long a student was away for it.

use ilp::records::Row;
use serde_json::{Map, Value as Json};

use super::column::{Column, Format};
use super::values::{Values, Wrong, identity, written};
use super::{STUDENT, WITHDRAWN};

pub(super) const COLUMNS: [Column; 9] = [
    STUDENT,
    Column::needed("incidentId", Format::Id, "the incident, as in incidents"),
    Column::needed("actionId", Format::Id, "the system's id of the action"),
    Column::needed("date", Format::Day, "the first day"),
    Column::needed("action", Format::Text, "what was done, in the system's word"),
    Column::free("lengthDays", Format::Number, "days that were decided"),
    Column::free("actualLengthDays", Format::Number, "days that it really took"),
    Column::free("iepPlacementMeeting", Format::Flag, "whether the placement meeting of an IEP was held"),
    WITHDRAWN,
];

pub(super) fn row(values: &Values, line: u64, mut detail: Map<String, Json>) -> Result<Row, Wrong> {
    let mut row = values.row(line, "date")?;
    row.part = values.owned("incidentId");
    row.kind = values.owned("action");
    row.hundredths = values.hundredths("actualLengthDays").or(values.hundredths("lengthDays"));
    row.identity = identity(&[&row.part, values.text("actionId")]);
    let columns = ["actionId", "lengthDays", "actualLengthDays", "iepPlacementMeeting"];
    values.put_into(&columns, &mut detail);
    row.detail = written(detail);
    Ok(row)
}
