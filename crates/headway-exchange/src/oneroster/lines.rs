//! Bytes to lines, one at a time, with a bound on each: the memory in use does not grow with the file.

use std::io::{self, BufRead, BufReader, Read};

use super::Problem;

/// The lines of one file.
pub(crate) struct Lines<'a> {
    bytes: BufReader<Box<dyn Read + 'a>>,
    line_bytes_max: usize,
    buffer: Vec<u8>,
    /// The number of the line last given, from 1.
    pub(crate) number: u64,
    /// The unpacked bytes given so far.
    pub(crate) bytes_read: u64,
}

/// Why there is no text in a line.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// This line only: the next can be tried.
    Line(Problem),
    /// The rest of the file.
    File(Problem),
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: Box<dyn Read + 'a>, line_bytes_max: usize) -> Self {
        let bytes = BufReader::with_capacity(64 << 10, bytes);
        Self { bytes, line_bytes_max, buffer: Vec::new(), number: 0, bytes_read: 0 }
    }

    /// The next line without its end (LF or CRLF) and without a byte order mark; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> Option<Result<&str, Unreadable>> {
        match self.fill() {
            Err(error) => {
                return Some(Err(Unreadable::File(Problem::DamagedFile(error.to_string()))));
            }
            Ok(0) => return None,
            Ok(length) => {
                self.bytes_read += length as u64;
                self.number += 1;
            }
        }
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        if line.len() > self.line_bytes_max {
            return Some(Err(Unreadable::File(Problem::LineTooLong(self.line_bytes_max))));
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if self.number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
        Some(
            str::from_utf8(line).map_err(|error| Unreadable::Line(Problem::NotUtf8(error.valid_up_to() + 1))),
        )
    }

    fn fill(&mut self) -> io::Result<usize> {
        self.buffer.clear();
        let bound = self.line_bytes_max as u64 + 2;
        (&mut self.bytes).take(bound).read_until(b'\n', &mut self.buffer)
    }
}

/// The cells of one line. The text of the last line is all it holds; a password is gone with the next line.
#[derive(Debug, Default, Clone)]
pub(crate) struct Cells {
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<usize>,
}

impl Cells {
    /// Takes a line apart as RFC 4180 says. The general reader of CSV is not used because `OneRoster` forbids line breaks
    /// in a cell, and with that rule a quote that nobody closed is one bad line instead of the rest of the file.
    pub(crate) fn split(&mut self, line: &str) -> Result<(), Problem> {
        self.text.clear();
        self.ends.clear();
        if let Some(control) = line.chars().find(|character| character.is_control() && *character != '\t') {
            return Err(Problem::ControlCharacter(control.into()));
        }
        let mut rest = Some(line);
        while let Some(text) = rest {
            rest = match text.strip_prefix('"') {
                Some(inside) => self.quoted_cell(inside)?,
                None => self.plain_cell(text),
            };
            self.ends.push(self.text.len());
        }
        Ok(())
    }

    fn plain_cell<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let (cell, rest) = text.split_once(',').map_or((text, None), |(cell, rest)| (cell, Some(rest)));
        self.text.push_str(cell);
        rest
    }

    fn quoted_cell<'a>(&mut self, mut text: &'a str) -> Result<Option<&'a str>, Problem> {
        loop {
            let (inside, after) = text.split_once('"').ok_or(Problem::UnclosedQuote)?;
            self.text.push_str(inside);
            match after.chars().next() {
                None => return Ok(None),
                Some(',') => return Ok(Some(&after[1..])),
                Some('"') => {
                    self.text.push('"');
                    text = &after[1..];
                }
                Some(_) => return Err(Problem::TextAfterQuote),
            }
        }
    }

    /// How many cells there are; an empty line has one.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell without blanks around it; empty past the end.
    pub(crate) fn get(&self, index: usize) -> &str {
        let begin = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        match (begin, self.ends.get(index)) {
            (Some(begin), Some(end)) => self.text[*begin..*end].trim(),
            _ => "",
        }
    }

    /// Whether nothing is in any cell of a line with one cell: an empty line.
    pub(crate) fn is_blank(&self) -> bool {
        self.len() == 1 && self.get(0).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cells, Problem};

    fn check(line: &str, expected: Result<&[&str], Problem>) {
        let mut cells = Cells::default();
        let found = cells.split(line).map(|()| (0..cells.len()).map(|at| cells.get(at)).collect::<Vec<_>>());
        assert_eq!(found, expected.map(<[&str]>::to_vec), "{line:?}");
    }

    #[test]
    fn a_line_is_taken_apart_as_rfc_4180_says() {
        check("", Ok(&[""]));
        check("a,b", Ok(&["a", "b"]));
        check("a,,", Ok(&["a", "", ""]));
        check(r#""09,10",x"#, Ok(&["09,10", "x"]));
        check(r#""say ""yes""",""#, Err(Problem::UnclosedQuote));
        check(r#""","""#, Ok(&["", ""]));
        check(r#""say ""yes""",y"#, Ok(&[r#"say "yes""#, "y"]));
        check(r#"5'2" tall,b"#, Ok(&[r#"5'2" tall"#, "b"]));
        check("a,\"b", Err(Problem::UnclosedQuote));
        check(r#""a"b,c"#, Err(Problem::TextAfterQuote));
        check("a\u{0}b", Err(Problem::ControlCharacter(0)));
        check("a\rb", Err(Problem::ControlCharacter(13)));
        check(" a ,\tb", Ok(&["a", "b"]));
        check("Núñez,李", Ok(&["Núñez", "李"]));
    }
}
