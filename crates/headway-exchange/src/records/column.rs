//! What a column of a records file holds, and how a cell of it is read.

use chrono::NaiveDate;

use super::Problem;
use super::day::Days;
use crate::oneroster::fault::quoted;
use ilp::roster::Grade;

/// A column that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// How its cells are written.
    pub format: Format,
    /// No cell of it may be empty.
    pub required: bool,
    /// What it says, for the person who makes the file.
    pub says: &'static str,
}

impl Column {
    /// A column that no row can be without.
    pub(super) const fn needed(name: &'static str, format: Format, says: &'static str) -> Self {
        Self { name, format, required: true, says }
    }

    /// A column that may be empty, or not there.
    pub(super) const fn free(name: &'static str, format: Format, says: &'static str) -> Self {
        Self { name, format, required: false, says }
    }
}

/// How cells are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An id of the roster or of the other system, kept letter for letter.
    Id,
    /// Any text.
    Text,
    /// A day.
    Day,
    /// A time of day: `9:05`, `14:30` or `14:30:00`.
    Time,
    /// A number with at most two decimals.
    Number,
    /// A whole number that is not negative.
    Whole,
    /// `true` or `false`.
    Flag,
    /// A grade; a word that is no common code is kept as it is.
    Grade,
    /// A grade and a tenth: `5.6`, `K.4`, `<K.0`, `>12.9`.
    GradeEquivalent,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or a word of the district's own that begins with `ext:`.
    OwnWord(&'static [&'static str]),
    /// `key=value; key=value`.
    Pairs,
    /// Several values, with ` | ` between them.
    List,
}

impl Format {
    /// In words for the person who makes the file.
    #[must_use]
    pub fn described(self) -> String {
        match self {
            Self::Id => "an id, at most 255 characters".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Day => "a day, as 2026-11-22".to_owned(),
            Self::Time => "a time, as 14:30".to_owned(),
            Self::Number => "a number, at most two decimals".to_owned(),
            Self::Whole => "a whole number".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Grade => "a grade: KG, 01 to 13, or your own word".to_owned(),
            Self::GradeEquivalent => "a grade and a tenth, as 5.6, K.4 or <K.0".to_owned(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::OwnWord(words) => {
                format!("one of {}, or a word of yours with ext: before it", words.join(", "))
            }
            Self::Pairs => "key=value; key=value".to_owned(),
            Self::List => "values with ' | ' between them".to_owned(),
        }
    }
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Ids, texts, words, times and grade equivalents.
    Text(String),
    Day(NaiveDate),
    /// In hundredths.
    Number(i64),
    Whole(i64),
    Flag(bool),
    Pairs(Vec<(String, String)>),
    List(Vec<String>),
}

/// The letters of an id, as in rosters.
const ID_CHARS_MAX: usize = 255;

/// Reads a cell that is not empty.
pub(super) fn read(cell: &str, format: Format, days: Days, decimal_comma: bool) -> Result<Value, Problem> {
    let text = || Value::Text(cell.to_owned());
    match format {
        Format::Id if cell.chars().nth(ID_CHARS_MAX).is_some() => Err(Problem::IdTooLong),
        Format::Id | Format::Text => Ok(text()),
        Format::Grade => Ok(Value::Text(Grade::from_code(cell).to_string())),
        Format::Day => {
            let day = days.read(cell).map(Value::Day);
            day.ok_or_else(|| Problem::NotADay { text: quoted(cell), format: days.code() })
        }
        Format::Time => time(cell).map(Value::Text).ok_or_else(|| Problem::NotATime(quoted(cell))),
        Format::Number => hundredths(cell, decimal_comma)
            .map(Value::Number)
            .ok_or_else(|| Problem::NotANumber(quoted(cell))),
        Format::Whole => whole(cell).map(Value::Whole).ok_or_else(|| Problem::NotWhole(quoted(cell))),
        Format::Flag => flag(cell).map(Value::Flag).ok_or_else(|| Problem::NotAFlag(quoted(cell))),
        Format::GradeEquivalent => {
            grade_equivalent(cell).map(Value::Text).ok_or_else(|| Problem::NotAGradeEquivalent(quoted(cell)))
        }
        Format::Word(allowed) => word(cell, allowed).map(Value::Text),
        Format::OwnWord(allowed) => own_word(cell, allowed).map(Value::Text),
        Format::Pairs => pairs(cell).map(Value::Pairs).ok_or_else(|| Problem::NotPairs(quoted(cell))),
        Format::List => Ok(Value::List(cell.split(" | ").map(|one| one.trim().to_owned()).collect())),
    }
}

fn digits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn whole(cell: &str) -> Option<i64> {
    digits(cell, 9).then(|| cell.parse().ok()).flatten()
}

/// What fits into hundredths and is no more than a person could mean.
fn hundredths(cell: &str, decimal_comma: bool) -> Option<i64> {
    let (sign, size) = cell.strip_prefix('-').map_or((1, cell), |size| (-1, size));
    let (units, rest) = size.split_once(if decimal_comma { ',' } else { '.' }).unwrap_or((size, ""));
    // Zeros at the end say nothing: 3.500 is 3.5.
    let rest = rest.trim_end_matches('0');
    if !digits(units, 12) || (!rest.is_empty() && !digits(rest, 2)) || size.ends_with(['.', ',']) {
        return None;
    }
    Some(sign * (units.parse::<i64>().ok()? * 100 + format!("{rest:0<2}").parse::<i64>().ok()?))
}

/// A number in hundredths, as a person writes it.
pub(super) fn number(hundredths: i64) -> String {
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    match (size / 100, size % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, rest) if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        (whole, rest) => format!("{sign}{whole}.{rest:02}"),
    }
}

fn flag(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Hours, minutes and, where there are any, seconds, with two digits each.
fn time(cell: &str) -> Option<String> {
    let parts: Vec<&str> = cell.split(':').collect();
    let in_range = |text: &str, most: u8| digits(text, 2) && text.parse::<u8>().is_ok_and(|it| it <= most);
    let [hours, minutes, seconds] = match *parts.as_slice() {
        [hours, minutes] => [hours, minutes, "00"],
        [hours, minutes, seconds] => [hours, minutes, seconds],
        _ => return None,
    };
    let is_time = in_range(hours, 23) && in_range(minutes, 59) && in_range(seconds, 59) && minutes.len() == 2;
    is_time.then(|| format!("{hours:0>2}:{minutes}:{seconds:0>2}"))
}

fn grade_equivalent(cell: &str) -> Option<String> {
    let (bound, score) = match cell.strip_prefix(['<', '>']) {
        Some(score) => (&cell[..1], score.trim_start()),
        None => ("", cell),
    };
    let (grade, tenth) = score.split_once('.')?;
    let is_grade =
        grade.eq_ignore_ascii_case("k") || (digits(grade, 2) && grade.parse::<u8>().is_ok_and(|it| it <= 13));
    (is_grade && digits(tenth, 1)).then(|| format!("{bound}{}.{tenth}", grade.to_ascii_uppercase()))
}

/// A word of the list, whatever its capitals.
fn word(cell: &str, allowed: &'static [&'static str]) -> Result<String, Problem> {
    let found = allowed.iter().find(|word| word.eq_ignore_ascii_case(cell));
    let unknown = || Problem::UnknownWord { word: quoted(cell), allowed, own: false };
    found.map(|word| (*word).to_owned()).ok_or_else(unknown)
}

fn own_word(cell: &str, allowed: &'static [&'static str]) -> Result<String, Problem> {
    match word(cell, allowed) {
        Err(_) if 4 < cell.len() && cell.starts_with("ext:") => Ok(cell.to_owned()),
        Err(_) => Err(Problem::UnknownWord { word: quoted(cell), allowed, own: true }),
        found => found,
    }
}

/// A semicolon without a key after it is part of the value before it.
fn pairs(cell: &str) -> Option<Vec<(String, String)>> {
    let mut found: Vec<(String, String)> = Vec::new();
    for part in cell.split("; ") {
        let is_key = |key: &&str| !key.trim().is_empty() && !key.contains(['"', '(', ')']);
        if let Some((key, value)) = part.split_once('=').filter(|(key, _)| is_key(key)) {
            found.push((key.trim().to_owned(), value.trim().to_owned()));
        } else {
            let (_, value) = found.last_mut()?;
            value.push_str("; ");
            value.push_str(part);
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{Days, Format, Value, number, read};

    fn says(cell: &str, format: Format, expected: &Value) {
        assert_eq!(
            read(cell, format, Days::default(), false).as_ref(),
            Ok(expected),
            "{cell:?} as {format:?}"
        );
    }

    fn refused(cell: &str, format: Format) {
        assert!(read(cell, format, Days::default(), false).is_err(), "{cell:?} as {format:?}");
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn a_number_has_at_most_two_decimals_and_a_sign() {
        says("578", Format::Number, &Value::Number(57_800));
        says("25.5", Format::Number, &Value::Number(2_550));
        says("-0.05", Format::Number, &Value::Number(-5));
        says("3.500", Format::Number, &Value::Number(350));
        for wrong in ["25,5", "1.005", ".5", "5.", "1e3", "--1", "٣", "1 000", "NaN", "9999999999999"] {
            refused(wrong, Format::Number);
        }
        let comma = |cell| read(cell, Format::Number, Days::default(), true).ok();
        assert_eq!((comma("25,5"), comma("25.5")), (Some(Value::Number(2_550)), None));
        assert_eq!([57_800, 2_550, -5].map(number), ["578", "25.5", "-0.05"]);
    }

    #[test]
    fn a_whole_number_is_digits_alone() {
        says("45", Format::Whole, &Value::Whole(45));
        for wrong in ["-1", "4.5", "+4", "1234567890", "x"] {
            refused(wrong, Format::Whole);
        }
    }

    #[test]
    fn a_flag_is_true_or_false() {
        says("TRUE", Format::Flag, &Value::Flag(true));
        says("false", Format::Flag, &Value::Flag(false));
        for wrong in ["yes", "1", "Y", "t"] {
            refused(wrong, Format::Flag);
        }
    }

    #[test]
    fn a_time_is_one_of_a_day() {
        says("9:05", Format::Time, &text("09:05:00"));
        says("14:30:59", Format::Time, &text("14:30:59"));
        for wrong in ["24:00", "9", "9:5", "12:60", "12:00:61", "9:05 am", "1:2:3:4"] {
            refused(wrong, Format::Time);
        }
    }

    #[test]
    fn a_grade_equivalent_is_a_grade_and_a_tenth() {
        says("5.6", Format::GradeEquivalent, &text("5.6"));
        says("k.4", Format::GradeEquivalent, &text("K.4"));
        says("> 12.9", Format::GradeEquivalent, &text(">12.9"));
        for wrong in ["5", "5.10", "14.0", "PK.1", "<>5.1", "-1.0", "5,6"] {
            refused(wrong, Format::GradeEquivalent);
        }
    }

    #[test]
    fn a_grade_has_two_digits_and_a_word_of_the_systems_own_is_kept() {
        says("5", Format::Grade, &text("05"));
        says("KG", Format::Grade, &text("KG"));
        says("Oak class", Format::Grade, &text("Oak class"));
    }

    #[test]
    fn a_word_is_one_of_its_list_and_only_some_lists_take_words_of_the_district() {
        const WORDS: &[&str] = &["cte", "gifted"];
        says("CTE", Format::Word(WORDS), &text("cte"));
        says("ext:reading_club", Format::OwnWord(WORDS), &text("ext:reading_club"));
        refused("ext:reading_club", Format::Word(WORDS));
        refused("ext:", Format::OwnWord(WORDS));
        refused("chess", Format::OwnWord(WORDS));
    }

    #[test]
    fn an_id_has_at_most_255_letters() {
        says(&"é".repeat(255), Format::Id, &text(&"é".repeat(255)));
        refused(&"é".repeat(256), Format::Id);
    }

    #[test]
    fn pairs_are_keys_with_values_and_lists_are_values() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let expected = vec![pair("name", "Bilingual"), pair("why", "moved; out of state"), pair("n", "")];
        says("name=Bilingual; why=moved; out of state; n=", Format::Pairs, &Value::Pairs(expected));
        refused("no pair", Format::Pairs);
        refused("=x", Format::Pairs);
        says("a | b", Format::List, &Value::List(vec!["a".to_owned(), "b".to_owned()]));
    }
}
