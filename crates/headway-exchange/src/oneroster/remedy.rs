//! What to do about a fault: one sentence for the person who made the file.

use super::{Fault, Problem};

impl Fault {
    /// What to do, in words for the person who exports the roster.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        remedy_of_set(&self.problem)
            .or_else(|| remedy_of_table(&self.problem))
            .unwrap_or_else(|| remedy_of_cell(&self.problem))
    }
}

fn remedy_of_set(problem: &Problem) -> Option<&'static str> {
    Some(match problem {
        Problem::CannotOpen(_) => "check the path and that this program may read it",
        Problem::NotAZip => "give a zip file or a folder with the CSV files",
        Problem::DamagedZip(_) | Problem::DamagedFile(_) => {
            "copy or download the zip again, then export it again"
        }
        Problem::Encrypted => "pack the files without a password",
        Problem::UnsafeName => "do not load this file; ask whoever sent it how it was made",
        Problem::NestedFile => "move the file to the top of the zip, or take it out",
        Problem::EnclosingFolder(_) => "give that folder itself, or pack its files without it",
        Problem::RepeatedFile => "keep one of the two",
        Problem::TooManyFiles(_) => "pack only the files of the roster",
        Problem::TooManyBytes(_) => "check that this is a roster; export one school year only",
        Problem::TooTightlyPacked(_) => "unpack the zip, look at it, and load the folder if it is right",
        Problem::NoManifest => "export as OneRoster 1.1 or 1.2, which have a manifest.csv",
        Problem::NotAProperty => "write one property and one value a line, as in file.users,bulk",
        Problem::NoProperty(_) => "add the property to the manifest",
        Problem::UnknownVersion(_) => "export as OneRoster 1.1 or 1.2",
        Problem::UnknownMode(_) => "write absent, bulk or delta",
        Problem::NoReference(_) | Problem::OtherVersion | Problem::DamagedReference => {
            "export everything (bulk) once; changes can follow it"
        }
        Problem::MissingFile => "add the file, or state it as absent in the manifest",
        Problem::UnannouncedFile => "state the file as bulk in the manifest, or take it out",
        Problem::NeededFile(_) => "export this file too",
        Problem::NothingToLoad => "export orgs.csv, users.csv and what belongs to them",
        _ => return None,
    })
}

fn remedy_of_table(problem: &Problem) -> Option<&'static str> {
    Some(match problem {
        Problem::NotUtf8(_) => "save the file as UTF-8",
        Problem::LineTooLong(_) => "check the line ends and the quotes of the file",
        Problem::TooManyRows(_) => "export one school year only",
        Problem::NoHeader => "export the file again, or state it as absent in the manifest and take it out",
        Problem::NoRows => "state the file as absent in the manifest and take it out",
        Problem::MissingColumn => "add the column to the header and the rows, with its exact name",
        Problem::RepeatedColumn => "keep one of the two columns",
        Problem::UnclosedQuote => "close the quote; a line break inside a cell is not allowed",
        Problem::TextAfterQuote => {
            "close each quote, put a whole cell in quotes, and double each quote inside it"
        }
        Problem::ControlCharacter(_) => "remove the character",
        Problem::WrongWidth { .. } => {
            "put cells that hold commas in quotes, and write a comma for every empty cell"
        }
        _ => return None,
    })
}

fn remedy_of_cell(problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => "fill in this cell",
        Problem::NotADate(_) => "write the date as YYYY-MM-DD, as in 2026-11-22",
        Problem::NotAYear(_) => "write the year in which the school year ends, as in 2027",
        Problem::UnknownWord { .. } => "use one of these words, or a word of your own that begins with ext:",
        Problem::IdTooLong => "use a shorter id",
        Problem::RepeatedId { .. } => "give each row an id of its own",
        Problem::PointsNowhere { .. } => "add that row, or correct the id; upper and lower case differ",
        Problem::PointsAtDeleted { .. } => "delete this row too, or keep the row it points to",
        Problem::OwnAncestor(_) => "correct the parent of one of the rows",
        Problem::EndsBeforeItBegins => "correct one of the two dates",
        _ => "correct the file and export it again",
    }
}
