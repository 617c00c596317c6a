//! A small table that a person keeps or opens: a CSV file with a header, whose columns are found by their names.

use std::fmt;
use std::io::Read;

use crate::oneroster::lines::{Cells, Lines, Unreadable};

/// Much longer than any line that a person would write.
const LINE_BYTES_MAX: usize = 64 << 10;
/// More rows than any district has people.
const ROWS_MAX: usize = 1_000_000;

/// A column that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// No cell of it may be empty.
    pub required: bool,
}

/// One line with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, the header being line 1.
    pub number: u64,
    /// The cells in the order of the columns that were asked for, without space around them; `""` where there is none.
    pub cells: Vec<String>,
}

/// One thing that must be put right, where it is, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, the header being line 1.
    pub line: u64,
    /// The column, where it is about one.
    pub column: Option<&'static str>,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// The lines of a table. Columns that nobody asked for are left alone.
///
/// # Errors
/// Everything that is wrong with it, in the order of the lines.
pub fn read(bytes: impl Read, columns: &[Column]) -> Result<Vec<Line>, Vec<Fault>> {
    let mut lines = Lines::new(Box::new(bytes), LINE_BYTES_MAX);
    let (mut read, mut faults, mut places) = (Vec::new(), Vec::new(), None);
    let mut cells = Cells::default();
    while let Some(line) = lines.next() {
        let split = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => cells.split(line).map_err(Unreadable::Line),
            Err(unreadable) => Err(unreadable),
        };
        let number = lines.number;
        if let Err(Unreadable::Line(problem) | Unreadable::File(problem)) = &split {
            faults.push(Fault { line: number, column: None, what: problem.to_string() });
        }
        match (split, &places) {
            (Err(Unreadable::Line(_)), Some(_)) => {}
            (Err(_), _) => break,
            (Ok(()), None) => match header(&cells, columns) {
                Ok(found) => places = Some(found),
                Err(wrong) => return Err(wrong),
            },
            (Ok(()), Some(places)) => read.push(row(&cells, number, (columns, places), &mut faults)),
        }
        if ROWS_MAX < read.len() {
            faults.push(Fault { line: number, column: None, what: "there are too many lines".to_owned() });
            break;
        }
    }
    if places.is_none() && faults.is_empty() {
        faults.push(Fault { line: 1, column: None, what: "the file is empty".to_owned() });
    }
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

/// Where each column stands, if it is there.
fn header(cells: &Cells, columns: &[Column]) -> Result<Vec<Option<usize>>, Vec<Fault>> {
    let place = |name: &str| (0..cells.len()).find(|at| cells.get(*at).trim().eq_ignore_ascii_case(name));
    let places: Vec<Option<usize>> = columns.iter().map(|column| place(column.name)).collect();
    let missing = columns.iter().zip(&places).filter(|(column, place)| column.required && place.is_none());
    let names = columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",");
    let faults: Vec<Fault> = missing
        .map(|(column, _)| Fault {
            line: 1,
            column: Some(column.name),
            what: format!("the header does not name this column; begin the file with {names}"),
        })
        .collect();
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

fn row(
    cells: &Cells,
    number: u64,
    (columns, places): (&[Column], &[Option<usize>]),
    faults: &mut Vec<Fault>,
) -> Line {
    let cell = |place: &Option<usize>| {
        place.filter(|at| *at < cells.len()).map_or_else(String::new, |at| cells.get(at).trim().to_owned())
    };
    let cells: Vec<String> = places.iter().map(cell).collect();
    let empty = columns.iter().zip(&cells).filter(|(column, cell)| column.required && cell.is_empty());
    faults.extend(empty.map(|(column, _)| Fault {
        line: number,
        column: Some(column.name),
        what: "this cell is empty; fill it, or take the line out".to_owned(),
    }));
    Line { number, cells }
}

/// One line of a CSV, with its end, as RFC 4180 writes it.
#[must_use]
pub fn written<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text.as_ref())).collect();
    cells.join(",") + "\r\n"
}

/// A cell that no spreadsheet takes for a formula: what could begin one gets an apostrophe before it.
fn cell(text: &str) -> String {
    let begins =
        |sign: char| matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    let text = if text.starts_with(begins) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{Column, Line, cell, read};

    const COLUMNS: [Column; 3] = [
        Column { name: "staff", required: true },
        Column { name: "student", required: true },
        Column { name: "until", required: false },
    ];

    fn said(text: &str) -> Result<Vec<Line>, Vec<String>> {
        let faults = |faults: Vec<super::Fault>| faults.iter().map(ToString::to_string).collect();
        read(text.as_bytes(), &COLUMNS).map_err(faults)
    }

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let check = |text: &str, expected: &[(u64, [&str; 3])]| {
            let expected = expected
                .iter()
                .map(|(number, cells)| Line { number: *number, cells: cells.map(str::to_owned).to_vec() })
                .collect();
            assert_eq!(said(text), Ok(expected), "{text}");
        };
        check("staff,student,until\na,b,2027-01-01\n", &[(2, ["a", "b", "2027-01-01"])]);
        check(
            "\u{feff}student,note,Staff\r\nb,\"x, y\", a \r\n\r\nd,,c",
            &[(2, ["a", "b", ""]), (4, ["c", "d", ""])],
        );
        check("staff,student,until\n", &[]);
    }

    #[test]
    fn everything_that_is_wrong_is_named_with_its_place() {
        let check = |text: &str, expected: &[&str]| {
            let faults = said(text).expect_err("it is wrong");
            assert_eq!(faults.len(), expected.len(), "{faults:?}");
            for (fault, expected) in faults.iter().zip(expected) {
                assert!(fault.starts_with(expected), "{fault} begins with {expected}");
            }
        };
        check("", &["line 1: the file is empty"]);
        check("staff\na\n", &["line 1, column student: the header does not name this column"]);
        let two = "staff,student\na,\n,b\n\"c,d\n";
        check(two, &["line 2, column student: this cell is empty", "line 3, column staff", "line 4: "]);
    }

    #[test]
    fn a_cell_is_text_for_every_spreadsheet() {
        let check = |text: &str, expected: &str| assert_eq!(cell(text), expected, "{text}");
        check("Maya Okafor", "Maya Okafor");
        check("=1+1", "'=1+1");
        check("+1", "'+1");
        check("-1", "'-1");
        check("@sum", "'@sum");
        check("\tx", "'\tx");
        check("＝1", "'＝1");
        check("a=b", "a=b");
        check("Okafor, \"M\"", "\"Okafor, \"\"M\"\"\"");
        check("=a,\nb", "\"'=a,\nb\"");
    }
}
