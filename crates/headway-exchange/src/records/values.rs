//! The values of one row, by column, and how what has no field of its own becomes the detail.

use chrono::NaiveDate;
use ilp::records::Row;
use serde_json::{Map, Value as Json};

use super::Problem;
use super::column::{Value, number};

/// The values that are there.
#[derive(Debug, Default)]
pub(super) struct Values(Vec<(&'static str, Value)>);

/// What is wrong with a row whose cells are right each by itself: the column and the problem.
pub(super) type Wrong = (&'static str, Problem);

impl Values {
    pub(super) fn push(&mut self, column: &'static str, value: Option<Value>) {
        self.0.extend(value.map(|value| (column, value)));
    }

    pub(super) fn get(&self, column: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| *name == column).map(|(_, value)| value)
    }

    /// A text, word or id; `""` where there is none.
    pub(super) fn text(&self, column: &str) -> &str {
        match self.get(column) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The same, for a row to keep.
    pub(super) fn owned(&self, column: &str) -> String {
        self.text(column).to_owned()
    }

    /// A text that may not be there.
    pub(super) fn text_or_none(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    pub(super) fn day(&self, column: &str) -> Option<NaiveDate> {
        match self.get(column) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }

    pub(super) fn hundredths(&self, column: &str) -> Option<i64> {
        match self.get(column) {
            Some(Value::Number(hundredths)) => Some(*hundredths),
            _ => None,
        }
    }

    pub(super) fn whole(&self, column: &str) -> Option<i64> {
        match self.get(column) {
            Some(Value::Whole(whole)) => Some(*whole),
            _ => None,
        }
    }

    pub(super) fn pairs(&self, column: &str) -> &[(String, String)] {
        match self.get(column) {
            Some(Value::Pairs(pairs)) => pairs,
            _ => &[],
        }
    }

    /// These columns, as far as they are there, under their own names.
    pub(super) fn put_into(&self, columns: &[&str], detail: &mut Map<String, Json>) {
        for column in columns {
            if let Some(value) = self.get(column) {
                detail.insert((*column).to_owned(), as_json(value));
            }
        }
    }

    /// A row that says nothing yet but whom it is about, and on which day.
    pub(super) fn row(&self, line: u64, day: &'static str) -> Result<Row, Wrong> {
        let day = self.day(day).ok_or((day, crate::oneroster::Problem::Empty.into()))?;
        Ok(Row {
            line,
            student: self.text("studentSourcedId").to_owned(),
            school: None,
            class: None,
            identity: String::new(),
            day,
            until: None,
            kind: String::new(),
            name: String::new(),
            part: String::new(),
            hundredths: None,
            unit: String::new(),
            minutes: None,
            detail: String::new(),
            withdrawn: self.get("withdrawn") == Some(&Value::Flag(true)),
        })
    }
}

/// Numbers as text, so that no reader takes them for binary fractions.
fn as_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::String(text.clone()),
        Value::Day(day) => Json::String(day.to_string()),
        Value::Number(hundredths) => Json::String(number(*hundredths)),
        Value::Whole(whole) => Json::from(*whole),
        Value::Flag(is_so) => Json::Bool(*is_so),
        Value::Pairs(pairs) => Json::Object(
            pairs.iter().map(|(key, value)| (key.clone(), Json::String(value.clone()))).collect(),
        ),
        Value::List(list) => Json::from(list.clone()),
    }
}

/// The detail as it is kept; nothing at all where it says nothing.
pub(super) fn written(detail: Map<String, Json>) -> String {
    if detail.is_empty() { String::new() } else { Json::Object(detail).to_string() }
}

/// Several texts as one that is another whenever one of them is.
pub(super) fn identity(parts: &[&str]) -> String {
    Json::from(parts.to_vec()).to_string()
}
