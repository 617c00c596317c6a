//! Cells as values: dates, years, words, grades, subjects.

use chrono::NaiveDate;
use ilp::roster::{Grade, Subject, Vocabulary};

use super::fault::quoted;
use super::table::Row;
use super::{Notice, Problem};

const BOOLEANS: &[&str] = &["true", "false"];

impl Row<'_> {
    /// A day, if the cell has one. Outer `None`: it has something else.
    #[expect(
        clippy::option_option,
        reason = "a cell that is empty and a cell that is wrong are different things"
    )]
    pub(super) fn optional_date(&mut self, column: &'static str) -> Option<Option<NaiveDate>> {
        match self.cell(column) {
            "" => Some(None),
            cell => match day(cell) {
                Some(day) => Some(Some(day)),
                None => self.refuse(column, Problem::NotADate(quoted(cell))),
            },
        }
    }

    /// Two days of which the second, exclusive, is not before the first.
    pub(super) fn span(&mut self, begin: &'static str, end: &'static str) -> Option<Span> {
        let (begins, ends) = (self.optional_date(begin), self.optional_date(end));
        let (begins, ends) = (begins?, ends?);
        if begins.zip(ends).is_some_and(|(begins, ends)| ends < begins) {
            return self.refuse(end, Problem::EndsBeforeItBegins);
        }
        Some(Span { begins, ends })
    }

    /// A year of four digits.
    pub(super) fn year(&mut self, column: &'static str) -> Option<i32> {
        let cell = self.required(column)?;
        let is_year = cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
        match cell.parse().ok().filter(|_| is_year) {
            Some(year) => Some(year),
            None => self.refuse(column, Problem::NotAYear(quoted(cell))),
        }
    }

    /// `true` or `false`, which must be there.
    pub(super) fn boolean(&mut self, column: &'static str) -> Option<bool> {
        self.required(column)?;
        self.optional_boolean(column).flatten()
    }

    /// `true` or `false`, if the cell has one. Outer `None`: it has something else.
    #[expect(
        clippy::option_option,
        reason = "a cell that is empty and a cell that is wrong are different things"
    )]
    pub(super) fn optional_boolean(&mut self, column: &'static str) -> Option<Option<bool>> {
        match self.cell(column) {
            "" => Some(None),
            cell => self.word(column, cell, BOOLEANS).map(|word| Some(word == "true")),
        }
    }

    /// A word of a closed list.
    pub(super) fn word(
        &mut self,
        column: &'static str,
        cell: &str,
        allowed: &'static [&'static str],
    ) -> Option<&'static str> {
        let Some(word) = allowed.iter().find(|word| word.eq_ignore_ascii_case(cell)) else {
            return self.refuse(column, Problem::UnknownWord { word: quoted(cell), allowed });
        };
        if *word != cell {
            self.notice(Notice::WordCase(column));
        }
        Some(word)
    }

    /// A word of a vocabulary, or one of the system's own, which begins with `ext:`. 1.1 knows no such words; they do no
    /// harm there, since they grant nothing.
    pub(super) fn vocabulary<V: Vocabulary>(&mut self, column: &'static str) -> Option<V> {
        let cell = self.required(column)?;
        if cell.starts_with("ext:") {
            return Some(V::other(cell));
        }
        self.word(column, cell, V::CODES).and_then(V::named)
    }

    /// The grades of a list.
    pub(super) fn grades(&mut self, column: &'static str) -> Vec<Grade> {
        let grades: Vec<Grade> = self.list(column).map(Grade::from_code).collect();
        if grades.iter().any(|grade| matches!(grade, Grade::Other(_))) {
            self.notice(Notice::OddGrade(column));
        }
        grades
    }

    /// `subjects` beside `subjectCodes`.
    pub(super) fn subjects(&mut self) -> Vec<Subject> {
        let names: Vec<&str> = self.list("subjects").collect();
        let codes: Vec<&str> = self.list("subjectCodes").collect();
        if names.is_empty() {
            let bare = |code: &&str| Subject { name: (*code).to_owned(), code: Some((*code).to_owned()) };
            return codes.iter().map(bare).collect();
        }
        let is_even = names.len() == codes.len();
        if !is_even && !codes.is_empty() {
            self.notice(Notice::UnevenSubjects);
        }
        let code = |at: usize| codes.get(at).filter(|_| is_even).map(|code| (*code).to_owned());
        names
            .iter()
            .enumerate()
            .map(|(at, name)| Subject { name: (*name).to_owned(), code: code(at) })
            .collect()
    }
}

/// From a day to the day after the last; either may be open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) begins: Option<NaiveDate>,
    pub(super) ends: Option<NaiveDate>,
}

/// The day as `YYYY-MM-DD` and in no other writing: `1/2/2026` is two different days on two sides of an ocean.
fn day(cell: &str) -> Option<NaiveDate> {
    let shape =
        |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let is_iso = cell.len() == 10 && cell.bytes().enumerate().all(shape);
    NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok().filter(|_| is_iso)
}
