//! How another system's columns and words become ours: a small TOML file that a registrar can read.
//!
//! The keys are explained for the people who write them in `content/mappings/README.md`.

use std::collections::BTreeMap;

use ilp::records::Kind;
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::column::{Column, Format};
use super::columns;
use super::day::Days;

/// No mapping is longer, in bytes.
const BYTES_MAX: usize = 64 << 10;

/// Why a text is no mapping.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct MappingFault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub what: String,
}

/// A mapping for one kind of file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// How days are written.
    pub(super) days: Days,
    /// Whether numbers have a comma where ours have a point.
    pub(super) decimal_comma: bool,
    /// Our column to theirs.
    pub(super) columns: BTreeMap<&'static str, String>,
    /// Our column to what it says in every row.
    pub(super) always: BTreeMap<&'static str, String>,
    /// Our column to their words, each with ours.
    pub(super) words: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// A name in our detail to a column of theirs.
    pub(super) detail: BTreeMap<String, String>,
}

impl Mapping {
    /// The mapping that `text` writes, for a file of this kind. Everything that is wrong with it is told at once.
    pub fn read(text: &str, kind: Kind) -> Result<Self, Vec<MappingFault>> {
        if BYTES_MAX < text.len() {
            let what = format!("the file is longer than {BYTES_MAX} bytes; check that it is a mapping");
            return Err(vec![MappingFault { line: 1, what }]);
        }
        let table = DeTable::parse(text).map_err(|error| {
            let line = line_of(text, error.span().map_or(0, |span| span.start));
            let what = format!(
                "{}; this is not TOML: compare it with a mapping in content/mappings/",
                error.message().replace('\n', ", ")
            );
            vec![MappingFault { line, what }]
        })?;
        let mut reading = Reading { text, kind, found: Self::default(), faults: Vec::new(), is_for: false };
        for (key, value) in table.get_ref() {
            reading.setting(key.span().start, key.get_ref(), value);
        }
        if !reading.is_for {
            reading.fault(
                0,
                format!("the mapping does not say what it is for; begin it with for = {:?}", kind.code()),
            );
        }
        reading.compare();
        let Reading { found, mut faults, .. } = reading;
        faults.sort_by_key(|fault| fault.line);
        if faults.is_empty() { Ok(found) } else { Err(faults) }
    }
}

const KEYS: &str = "for, dates, decimal, [columns], [always], [words.COLUMN] and [detail]";

struct Reading<'a> {
    text: &'a str,
    kind: Kind,
    found: Mapping,
    faults: Vec<MappingFault>,
    is_for: bool,
}

/// A place in the text, and what stands there.
type At<'a> = (usize, &'a str);

impl Reading<'_> {
    fn fault(&mut self, at: usize, what: String) {
        self.faults.push(MappingFault { line: line_of(self.text, at), what });
    }

    fn setting(&mut self, at: usize, key: &str, value: &Spanned<DeValue<'_>>) {
        match key {
            "for" => self.is_for(value),
            "dates" => self.dates(value),
            "decimal" => self.decimal(value),
            "columns" => self.each(value, |reading, (at, ours), text| {
                if let Some(column) = reading.column(at, ours) {
                    reading.found.columns.insert(column.name, text.trim().to_owned());
                }
            }),
            "always" => self.each(value, Self::always),
            "detail" => self.each(value, Self::detail),
            "words" => self.words(value),
            _ => self.fault(at, format!("{key:?} is no key of a mapping; there are {KEYS}")),
        }
    }

    fn is_for(&mut self, value: &Spanned<DeValue<'_>>) {
        self.is_for = true;
        let Some((at, code)) = self.text_of(value) else { return };
        if code != self.kind.code() {
            let what = format!(
                "this mapping is for {code:?}, and the file was given as {}; use the mapping for it",
                self.kind.code()
            );
            self.fault(at, what);
        }
    }

    fn dates(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some((at, code)) = self.text_of(value) else { return };
        if let Some(days) = Days::of_code(&code) {
            self.found.days = days;
        } else {
            let known = Days::ALL.map(Days::code).join(", ");
            self.fault(at, format!("{code:?} is no format of days; write one of {known}"));
        }
    }

    fn decimal(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some((at, sign)) = self.text_of(value) else { return };
        match sign.as_str() {
            "." | "," => self.found.decimal_comma = sign == ",",
            _ => self.fault(at, format!("{sign:?} is no decimal sign; write \".\" or \",\"")),
        }
    }

    fn always(&mut self, (at, ours): At<'_>, text: &str) {
        let Some(column) = self.column(at, ours) else { return };
        let text = text.trim();
        if let Err(problem) = super::column::read(text, column.format, Days::default(), false) {
            self.fault(
                at,
                format!("{ours} cannot always be this: {problem}; write {}", column.format.described()),
            );
        }
        self.found.always.insert(column.name, text.to_owned());
    }

    fn detail(&mut self, (at, name): At<'_>, text: &str) {
        if columns(self.kind).iter().any(|column| column.name == name) {
            self.fault(at, format!("{name} is a column of ours; name it under [columns]"));
        }
        self.found.detail.insert(name.to_owned(), text.trim().to_owned());
    }

    fn words(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::Table(of_columns) = value.get_ref() else {
            return self.fault(
                value.span().start,
                "write words under the column that has them, as in [words.event]".to_owned(),
            );
        };
        for (key, words) in of_columns {
            let Some(column) = self.column(key.span().start, key.get_ref()) else { continue };
            self.each(words, |reading, (at, theirs), ours| reading.word(column, (at, theirs), ours));
        }
    }

    fn word(&mut self, column: &'static Column, (at, theirs): At<'_>, ours: &str) {
        let ours = ours.trim();
        let is_apt = !matches!(
            column.format,
            Format::Id
                | Format::Day
                | Format::Time
                | Format::Number
                | Format::Whole
                | Format::Pairs
                | Format::List
        );
        if !is_apt {
            let what =
                format!("{} holds {}, not words; take these out", column.name, column.format.described());
            return self.fault(at, what);
        }
        // Nothing in place of a word empties the cell.
        if !ours.is_empty()
            && let Err(problem) = super::column::read(ours, column.format, Days::default(), false)
        {
            self.fault(at, format!("{problem}; {} holds {}", column.name, column.format.described()));
        }
        let words = self.found.words.entry(column.name).or_default();
        if words.insert(theirs.trim().to_lowercase(), ours.to_owned()).is_some() {
            self.fault(at, format!("{theirs:?} is there twice, but for its capitals; keep one"));
        }
    }

    /// The column of ours with this name.
    fn column(&mut self, at: usize, name: &str) -> Option<&'static Column> {
        let all = columns(self.kind);
        let found = all.iter().find(|column| column.name == name);
        if found.is_none() {
            let known = all.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
            self.fault(at, format!("{name:?} is no column of {}; there are {known}", self.kind.code()));
        }
        found
    }

    /// Gives every key of a table, each of which must be text that is not empty of its key.
    fn each(&mut self, value: &Spanned<DeValue<'_>>, mut take: impl FnMut(&mut Self, At<'_>, &str)) {
        let DeValue::Table(table) = value.get_ref() else {
            return self.fault(value.span().start, "a table belongs here, as in [columns]".to_owned());
        };
        for (key, value) in table {
            if let Some((_, text)) = self.text_of(value) {
                take(self, (key.span().start, key.get_ref()), &text);
            }
        }
    }

    fn text_of(&mut self, value: &Spanned<DeValue<'_>>) -> Option<(usize, String)> {
        let at = value.span().start;
        if let DeValue::String(text) = value.get_ref() {
            return Some((at, text.to_string()));
        }
        self.fault(at, "text in quotes belongs here, as in \"true\"".to_owned());
        None
    }

    /// What each part allows and both together do not.
    fn compare(&mut self) {
        let twice: Vec<&str> =
            self.found.always.keys().filter(|ours| self.found.columns.contains_key(*ours)).copied().collect();
        for ours in twice {
            let at = self.text.find("[always]").unwrap_or(0);
            self.fault(at, format!("{ours} stands under [columns] and under [always]; keep one of them"));
        }
        let empty = self.found.columns.values().chain(self.found.detail.values()).any(String::is_empty);
        if empty {
            self.fault(0, "a column of theirs has no name; write it as their header has it".to_owned());
        }
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count()
}
