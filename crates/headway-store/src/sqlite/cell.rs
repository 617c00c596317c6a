//! Values on their way into and out of a file of SQLite, stored exactly as the other driver stores them.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::ToSql;
use rusqlite::types::{Null, ToSqlOutput, ValueRef};
use sea_orm::Value;
use uuid::Uuid;

/// What a column holds, as far as the text of its table says more than the value does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Flag,
    Day,
    Moment,
    Id,
    Bytes,
    /// A whole number, a text, or the result of an expression.
    Plain,
}

impl Kind {
    pub(super) fn of(declared: Option<&str>) -> Self {
        match declared {
            Some("boolean") => Self::Flag,
            Some("date_text") => Self::Day,
            Some("timestamp_with_timezone_text") => Self::Moment,
            Some("uuid_text") => Self::Id,
            Some("BLOB" | "blob") => Self::Bytes,
            _ => Self::Plain,
        }
    }
}

/// The value of a cell. An absent one is absent of every kind.
pub(super) fn read(kind: Kind, cell: ValueRef<'_>) -> Result<Value, String> {
    Ok(match (cell, kind) {
        (ValueRef::Null, _) => Value::String(None),
        (ValueRef::Integer(number), Kind::Flag) => Value::Bool(Some(number != 0)),
        (ValueRef::Integer(number), _) => Value::BigInt(Some(number)),
        (ValueRef::Real(number), _) => Value::Double(Some(number)),
        (ValueRef::Text(text), kind) => read_text(kind, std::str::from_utf8(text).map_err(shown)?)?,
        // A digest has 32 bytes, so 16 that come out of an expression are an id.
        (ValueRef::Blob(bytes), Kind::Id) => Value::Uuid(Some(Uuid::from_slice(bytes).map_err(shown)?)),
        (ValueRef::Blob(bytes), Kind::Plain) if bytes.len() == 16 => {
            Value::Uuid(Some(Uuid::from_slice(bytes).map_err(shown)?))
        }
        (ValueRef::Blob(bytes), _) => Value::Bytes(Some(bytes.to_vec())),
    })
}

fn read_text(kind: Kind, text: &str) -> Result<Value, String> {
    Ok(match kind {
        Kind::Day => Value::ChronoDate(Some(NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(shown)?)),
        Kind::Moment => {
            let moment = DateTime::parse_from_rfc3339(text).map_err(shown)?;
            Value::ChronoDateTimeUtc(Some(moment.with_timezone(&Utc)))
        }
        _ => Value::String(Some(text.to_owned())),
    })
}

fn shown(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A value that is bound to a statement.
pub(super) struct Bound<'v>(pub(super) &'v Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Bool(Some(flag)) => ToSqlOutput::from(*flag),
            Value::Int(Some(number)) => ToSqlOutput::from(*number),
            Value::BigInt(Some(number)) => ToSqlOutput::from(*number),
            Value::Unsigned(Some(number)) => ToSqlOutput::from(*number),
            Value::BigUnsigned(Some(number)) => ToSqlOutput::from(i64::try_from(*number).map_err(other)?),
            Value::String(Some(text)) => ToSqlOutput::from(text.as_str()),
            Value::Bytes(Some(bytes)) => ToSqlOutput::from(bytes.as_slice()),
            Value::Uuid(Some(id)) => ToSqlOutput::from(id.as_bytes().as_slice()),
            Value::ChronoDate(Some(day)) => ToSqlOutput::from(day.format("%F").to_string()),
            Value::ChronoDateTimeUtc(Some(moment)) => {
                ToSqlOutput::from(moment.to_rfc3339_opts(SecondsFormat::AutoSi, false))
            }
            value if *value == value.as_null() => ToSqlOutput::from(Null),
            value => return Err(other(std::io::Error::other(format!("{value:?} has no form in SQLite")))),
        })
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}
